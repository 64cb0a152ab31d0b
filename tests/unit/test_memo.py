"""Answers that are kept: each is worked out once, and again for another index."""

from __future__ import annotations

from collections import Counter

from sphinx_dossier.core.memo import EachWhenAsked, once_each


def test_each_part_of_an_index_is_asked_of_once() -> None:
    """However often it is asked of, and in whatever order; another index has its own answers."""
    asked: Counter[tuple[int, str]] = Counter()

    @once_each
    def work(whole: int, part: str) -> str:
        asked[whole, part] += 1
        return f"{part} of {whole}"

    assert ["a of 1", "b of 1", "a of 1"] == [work(1, part) for part in "aba"]
    assert {(1, "a"): 1, (1, "b"): 1} == asked
    assert "a of 2" == work(2, "a")
    assert "work" == work.__name__


def test_values_are_worked_out_when_they_are_asked_for() -> None:
    """Each once; whoever goes through all of them gets all, in the order of the keys."""
    asked: list[str] = []

    def work(key: str) -> str:
        asked.append(key)
        return key.upper()

    found = EachWhenAsked(["b", "a"], work)
    assert ["A", "A"] == [found["a"], found["a"]]
    assert ["a"] == asked
    assert {"b": "B", "a": "A"} == found
    assert ["b", "a"] == [*found]
    assert 2 == len(found)
    assert found.get("c") is None
    assert {} == EachWhenAsked([], work)


def test_no_key_is_looked_for_among_all_others() -> None:
    """Each is compared with itself at most, or all of thousands would take their square."""

    class Key(str):
        __slots__ = ()
        compared = 0
        __hash__ = str.__hash__

        def __eq__(self, other: object) -> bool:
            Key.compared += 1
            return str.__eq__(self, other)

    keys = [Key(number) for number in range(500)]
    each = EachWhenAsked(keys, len)
    assert [1, 2, 3] == sorted({*each.values()})
    assert [*each] == keys
    assert Key.compared < 10 * len(keys)
