"""What an answer has looked at is noted, also where it was worked out for somebody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from making import actor, claim, index, place
from sphinx_dossier.core.checks import broken_rules
from sphinx_dossier.core.memo import EachWhenAsked, nameless, nameless_each, once, once_each
from sphinx_dossier.core.noted_reads import ALL, Lasting, NotedTable, lasting, noted, unnoted

TABLE = NotedTable({"a": "Ada", "b": "Bo"}.items(), "actor")


@pytest.mark.parametrize(
    ("work", "looked_at"),
    [
        (lambda: TABLE["a"], {"a"}),
        (lambda: TABLE.get("b"), {"b"}),
        # What is not there may be there under another name.
        (lambda: TABLE.get("c"), {"c"}),
        (lambda: "a" in TABLE, set()),
        (lambda: [*TABLE], set()),
        (lambda: [*TABLE.values()], {f"{ALL}actor"}),
        (lambda: [*TABLE.items()], {f"{ALL}actor"}),
        (lambda: unnoted(lambda: TABLE["a"]), set()),
        (lambda: (TABLE["a"], noted(lambda: TABLE["b"])), {"a", "b"}),
    ],
)
def test_what_is_taken_from_a_table_is_noted(work: object, looked_at: set[str]) -> None:
    """Who takes one looks at that one, who goes through all at all; ids alone are no names."""
    assert callable(work)
    assert looked_at == {*noted(work)[1]}


def test_kept_answers_keep_what_they_looked_at() -> None:
    """It counts for all who ask, though only the first has it worked out."""
    asked: list[str] = []

    @once
    def greeting(_: str) -> str:
        asked.append("a")
        return f"Hello {TABLE['a']}"

    @once_each
    def parting(_: str, name: str) -> str:
        asked.append(name)
        return f"Bye {TABLE[name]}"

    each = EachWhenAsked(["b"], lambda key: TABLE[key])
    for _ in range(2):
        assert ("Hello Ada", ("a",)) == noted(lambda: greeting("x"))
        assert ("Bye Bo", ("b",)) == noted(lambda: parting("x", "b"))
        assert ("Bo", ("b",)) == noted(lambda: each["b"])
    assert ["a", "b"] == asked


def test_nothing_is_noted_of_what_has_no_names() -> None:
    """Whoever asks for it looks at nothing."""
    assert ("Ada", ()) == noted(lambda: nameless(lambda _: TABLE["a"])("x"))
    assert ("Bo", ()) == noted(lambda: nameless_each(lambda _, key: TABLE[key])("x", "b"))


def test_what_looked_at_nothing_that_changed_is_taken_over() -> None:
    """And what did look at it is worked out again."""
    before = EachWhenAsked(["a", "b"], lambda key: TABLE[key])
    assert {"a": "Ada", "b": "Bo"} == {**before}
    now = EachWhenAsked(["a", "b"], lambda key: f"new {TABLE[key]}")
    now.take_over(before.known, {"b", ALL})
    assert {"a": "Ada", "b": "new Bo"} == {**now}


def test_an_index_notes_its_objects_and_not_its_look_ups() -> None:
    """Who speaks for whom hangs on no name."""
    office, master = actor("office", name="Office"), actor("master", name="Ann", of="office")
    whole = index(office, master, place("port"), claim("one", by="master"))
    assert {"master"} == {*noted(lambda: whole.actors["master"].name)[1]}
    assert {f"{ALL}place"} == {*noted(lambda: [*whole.places.values()])[1]}
    assert {ALL} == {*noted(lambda: [*whole.objects.values()])[1]}
    assert {"one"} == {*noted(lambda: whole.claims["one"].text)[1]}
    assert set() == {*noted(lambda: (whole.line_of("master"), whole.concerning["master"]))[1]}


def test_checks_of_ids_look_at_no_name() -> None:
    """Unless they find something: it is said with lines, and with names that were tried."""
    office, master = actor("office", name="Office"), actor("master", name="Ann", of="office")
    rules = broken_rules(index(office, master))
    assert {**rules}
    notes = {name: looked_at for name, (_, looked_at) in rules.known.items()}
    assert () == notes["check_cycles"] == notes["check_links"]
    assert {ALL} <= {*notes["check_garbled"]}
    wrong = broken_rules(index(replace(office, of="master"), master))
    assert wrong["check_cycles"]
    assert (ALL,) == wrong.known["check_cycles"][1]


class Whole:
    """Something that answers are about."""

    def __init__(self) -> None:
        self.lasting_answers = Lasting()
        self.asked: list[str] = []


@lasting
def count(whole: Whole) -> int:
    """An answer that looks at a name."""
    whole.asked.append(TABLE["a"])
    return len(whole.asked)


def test_what_lasts_is_worked_out_once_and_notes_nothing() -> None:
    """Kept with what it is about; ``None`` is no answer of another build, and has no other name."""
    one, other, third = Whole(), Whole(), Whole()
    for _ in range(2):
        assert (1, ()) == noted(lambda: count(one))
    (name,) = one.lasting_answers.known
    other.lasting_answers.take_over({name: 7, f"{name}s": 8})
    third.lasting_answers.take_over({name: None})
    assert [7, 7, 1] == [count(other), count(other), count(third)]
    assert [["Ada"], [], ["Ada"]] == [whole.asked for whole in (one, other, third)]
    assert {name: 7} == other.lasting_answers.known
