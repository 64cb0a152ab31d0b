"""Nothing grows with the square of what a dossier holds; what would is refused in a problem.

Calls are counted, of Python and of C: a clock would measure the machine.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from math import log2
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import about, actor, cite, claim, event, index, number, place, question, source
from sphinx_dossier.answers.uses import (
    BalanceUse,
    EvidenceUse,
    FactsUse,
    FiguresUse,
    LedgerUse,
    MapUse,
    ObjectsUse,
    RecordUse,
    RelationsUse,
    Showing,
    TimelineUse,
)
from sphinx_dossier.core.checks import check
from sphinx_dossier.core.dates import EARLIEST
from sphinx_dossier.core.index import MOST_COMPARED, MOST_LEVELS
from sphinx_dossier.core.instants import Bound, Span, in_order, in_order_of_time
from sphinx_dossier.core.manifests import decompose
from sphinx_dossier.core.model import Within
from sphinx_dossier.core.problems import Code
from sphinx_dossier.core.status import standings
from sphinx_dossier.exports.bundle import Site, export_data
from sphinx_dossier.pictures.drawings import DRAWINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_dossier.core.index import Index

    Shape = Callable[[int], Index]

SIDES = {"shore": "Shore", "sea": "Sea"}
SHOWING = Showing("page", tuple(SIDES))
ACTORS = (
    actor("office", side="shore"),
    actor("guild", side="sea"),
    actor("wire", kind="media"),
)
BY = ("office", "guild", "wire")


def day(number: int) -> str:
    """One day after another, from 2010 on."""
    return f"{2010 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"


def said(count: int, **fields: Callable[[int], Any]) -> list[Any]:
    """Claims of three speakers, one a day; ``fields`` are given the number of each."""
    return [
        claim(f"c{at}", BY[at % 3], day(at), cites=["paper"], text="Words.")
        if not fields
        else claim(
            f"c{at}",
            **{"by": BY[at % 3], "said": day(at), "cites": ["paper"], "text": f"Words of {at}."}
            | {name: value for name, of in fields.items() if (value := of(at))},
        )
        for at in range(count)
    ]


def dossier(*objects: Any, sources: int = 0, manifests: Any = ()) -> Index:
    """An index of objects, of those who speak in them, and of the sources that they cite."""
    papers = [source("paper", "2040", publisher="wire")]
    papers += [source(f"s{at}", "2040", publisher=f"Paper {at}") for at in range(sources)]
    return index(*ACTORS, *objects, sources=papers, manifests=manifests)


def answers(count: int) -> Index:
    """Claims that answer one question, each with a lower number than those before it."""
    asked = question("many", unit="boats", cumulative="yes")
    return dossier(asked, *said(count, answers=lambda at: about("many", count + 10 - at)))


def same_answers(count: int) -> Index:
    """Claims that answer one question with one number, on one day."""
    asked = question("many", unit="boats")
    fields = {"answers": lambda _: number("many", 7), "said": lambda _: day(0)}
    return dossier(asked, *said(count, **fields))


def line_of_sources(count: int) -> Index:
    """A line of claims, each with a publication of its own."""
    fields = {"repeats": lambda at: f"c{at - 1}" if at else "", "cites": lambda at: [f"s{at}"]}
    return dossier(*said(count, **fields), sources=count)


def line_with_witnesses(count: int) -> Index:
    """The same, and each of them has somebody who says the same independently."""
    fields = {"repeats": lambda at: f"c{at - 1}" if at else "", "cites": lambda at: [f"s{at}"]}
    own = {"by": lambda _: "guild", "cites": lambda at: [f"s{at + count}"]}
    witnesses = [
        claim(f"w{at}", **{name: of(at) for name, of in own.items()}, corroborates=f"c{at}")
        for at in range(count)
    ]
    return dossier(*said(count, by=lambda _: "office", **fields), *witnesses, sources=2 * count)


def clashing_line(count: int) -> Index:
    """A line whose first claim is dated after its last one; those between have no date."""
    ends = {0: "2031-03-05", count - 1: "2031-03-03"}
    claims = [
        claim(f"c{at}", BY[at % 3], ends.get(at, ""), repeats=f"c{at - 1}" if at else "")
        for at in range(count)
    ]
    return dossier(*claims)


def composites(count: int) -> Index:
    """Claims that are put together of two others each."""
    parts = [claim(f"{name}{at}", who) for at in range(count) for name, who in PARTS]
    whole = [claim(f"w{at}", "wire", repeats=f"a{at} b{at}") for at in range(count)]
    return dossier(*parts, *whole)


PARTS = (("a", "office"), ("b", "guild"))


def composites_of_composites(count: int) -> Index:
    """Claims of which each is put together of the one before and of a new one."""
    new = [claim(f"n{at}", "guild") for at in range(count)]
    whole = [
        claim(f"w{at}", "wire", repeats=f"w{at - 1} n{at}" if at else "n0") for at in range(count)
    ]
    return dossier(*new, *whole)


def passages(count: int) -> Index:
    """A text of many passages, each of which is cited."""
    text = "".join(f"This is the passage with number {at} of it.\n" for at in range(count))
    cites = {"cites": lambda at: [f"paper p{at}"]}
    return dossier(*said(count, **cites), manifests=[decompose(text, "paper", "salt")])


def crowd(count: int) -> Index:
    """Places so near each other that their names cannot all be written beside them."""
    places = [
        place(f"p{at}", name=f"Place number {at}", coord=(39 + at % 14 / 1000, 46 + at / 9000))
        for at in range(count)
    ]
    return dossier(*places)


def names(count: int) -> Index:
    """Actors with other names and with forms that a source misprints."""
    return dossier(*(actor(f"n{at}", name=f"Name of {at}", garbled=(f"Naem {at}",))
                     for at in range(count)))  # fmt: skip


def events(count: int) -> Index:
    """Events of as many days, each a part of the one before."""
    return dossier(*(event(f"e{at}", day(at), cites=(cite("paper"),)) for at in range(count)))


def denials(count: int) -> Index:
    """All deny the first claim."""
    return dossier(*said(count, denies=lambda at: "c0" if at else ""))


SHAPES = [
    *(line_of_sources, line_with_witnesses, clashing_line, composites),
    *(passages, crowd, names, events, denials),
]


DRAWN = {MapUse: DRAWINGS["map"], RelationsUse: DRAWINGS["relations"]}


def use_everything(made: Index) -> None:
    """Check it, answer every view and every object, draw all pictures, write all data."""
    check(made)
    views = [BalanceUse(), FiguresUse(), LedgerUse(), MapUse(), RelationsUse(), TimelineUse()]
    views += [ObjectsUse()]
    for view in views:
        answer = view.answer(made, SHOWING)
        if draw := DRAWN.get(type(view)):
            draw(answer, str, SIDES)
    for key in made.objects:
        uses = (
            [EvidenceUse(key)]
            if key in made.claims
            else [FactsUse(key), RecordUse(key, is_subject=True)]
        )
        for use in uses:
            use.answer(made, SHOWING)
    export_data(made, Site("Storm", "{}.html".format))


def calls(shape: Shape, count: int) -> int:
    """How many calls it takes to use everything of a dossier of some size."""
    made, found = shape(count), 0

    def note(_frame: object, event_: str, _function: object) -> None:
        nonlocal found
        found += event_ in ("call", "c_call")

    sys.setprofile(note)
    try:
        use_everything(made)
    finally:
        sys.setprofile(None)
    return found


def exponent(shape: Shape, count: int) -> float:
    """The power of its size with which the work grows: 1 where twice as much takes twice as long.

    What the smallest dossier takes is left out: all of them take that.
    """
    # First for what is kept from one dossier to the next, such as compiled expressions.
    calls(shape, 2)
    least, half, whole = (calls(shape, size) for size in (2, count // 2, count))
    return log2((whole - least) / (half - least))


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_as_its_subject_does(shape: Shape) -> None:
    """Twice as much takes no more than 2.3 times the calls: an exponent of 1.2."""
    assert exponent(shape, 160) <= 1.2


def test_roots_of_what_is_put_together_again_and_again() -> None:
    """Here the data are quadratic: each claim goes back to all claims of which the others do."""
    made = composites_of_composites(40)
    assert 40 * 41 // 2 == sum(len(standings(made)[f"w{at}"].roots) for at in range(40))
    assert exponent(composites_of_composites, 160) <= 1.5


@pytest.mark.parametrize("shape", [answers, same_answers])
def test_answers_to_one_question_are_compared_up_to_a_limit(
    shape: Shape, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is shown with all its rivals, which is quadratic; behind the limit it is not."""
    for module in ("core.index", "core.figure_checks", "answers.question_state"):
        monkeypatch.setattr(f"sphinx_dossier.{module}.MOST_COMPARED", 20)
    assert exponent(shape, 160) <= 1.2


def test_answers_behind_the_limit_are_told() -> None:
    """The claims are all there, and one problem names the question."""
    assert MOST_COMPARED == 300
    made = answers(MOST_COMPARED + 1)
    told = [problem for problem in check(made) if problem.code is Code.TOO_LARGE]
    assert ["301 claims answer 'many'"] == [one.message.partition(",")[0] for one in told]
    assert not standings(made)[f"c{MOST_COMPARED}"].rivals
    assert standings(made)[f"c{MOST_COMPARED - 1}"].rivals
    at_limit = check(answers(MOST_COMPARED))
    assert not [problem for problem in at_limit if problem.code is Code.TOO_LARGE]


def bodies(count: int) -> Index:
    """Bodies of which each speaks for the one before."""
    return dossier(*(actor(f"b{at}", of=f"b{at - 1}" if at else "") for at in range(count)),
                   claim("said", f"b{count - 1}"))  # fmt: skip


def nested_places(count: int) -> Index:
    """Places of which each lies in the one before."""
    within = [(Within(f"p{at - 1}", ""),) if at else () for at in range(count)]
    return dossier(*(place(f"p{at}", within=within[at]) for at in range(count)),
                   claim("said", "office", at=(f"p{count - 1}",)))  # fmt: skip


@pytest.mark.parametrize("shape", [bodies, nested_places])
def test_levels_behind_the_limit_are_told(shape: Shape) -> None:
    """A few levels are plenty; each object that has more is told, and lines are cut."""
    told = [one for one in check(shape(MOST_LEVELS + 2)) if one.code is Code.TOO_LARGE]
    assert 3 == len(told)
    assert all(f"over {MOST_LEVELS} steps" in one.message for one in told)
    assert not [one for one in check(shape(MOST_LEVELS - 1)) if one.code is Code.TOO_LARGE]
    assert exponent(shape, 400) <= 1.2


KEYS = st.lists(st.sampled_from("abcdef"), unique=True)
TIMES = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted)


@given(KEYS, st.data())
def test_order_of_time_is_that_of_all_pairs(keys: list[str], data: st.DataObject) -> None:
    """The short way gives the order that comparing every two spans gives."""
    ranks = {key: (data.draw(st.integers(0, 3)), key) for key in keys}
    ends = {key: data.draw(TIMES) for key in keys}
    moments = [EARLIEST + timedelta(days=at) for at in range(10)]
    spans = {key: Span(*(Bound(moments[end]) for end in ends[key])) for key in keys}
    pairs = data.draw(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))))
    apart = [(one, other) for one in keys for other in keys if ends[one][1] < ends[other][0]]
    expected = in_order(ranks, [*pairs, *apart])
    assert expected == in_order_of_time(ranks, pairs, spans)
