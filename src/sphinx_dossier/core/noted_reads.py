"""Which objects an answer has looked at, noted while it is worked out.

A build keeps these notes. After an edit of names alone, only what has looked at an object with
another name is worked out again.
"""

from __future__ import annotations

from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias, TypeVar

if TYPE_CHECKING:
    from _collections_abc import dict_items, dict_values
    from collections.abc import Callable, Iterable, Mapping

V = TypeVar("V")
D = TypeVar("D")
W = TypeVar("W", bound="_HasLasting")

Notes: TypeAlias = tuple[str, ...]
"""The ids of what was looked at, and :data:`ALL` for who went through a whole table."""
ALL: Final = "*"
"""Before the name of a kind it stands for all objects of it, alone for all objects of all kinds; no
id has this character."""
_open: list[set[str]] = []
"""The notes of those who are at work: each is asked by the one before it."""


def noted(work: Callable[[], V]) -> tuple[V, Notes]:
    """What ``work`` says, with what it has looked at.

    What is asked inside another answer counts for that one too.
    """
    notes: set[str] = set()
    _open.append(notes)
    try:
        value = work()
    finally:
        _open.pop()
    # A set takes several times the memory, and there are thousands of these.
    found = tuple(notes)
    note(found)
    return value, found


def unnoted(work: Callable[[], V]) -> V:
    """What ``work`` says, where no name can have a part in it, however much it looks at."""
    # What is noted meanwhile goes into a set that nobody looks into.
    _open.append(set())
    try:
        return work()
    finally:
        _open.pop()


def note(looked_at: Iterable[str]) -> None:
    """Count some objects as looked at: of what was worked out earlier, those that it looked at."""
    if _open:
        _open[-1].update(looked_at)


class NotedTable(dict[str, V]):
    """A table of objects that notes which of them are taken from it; ``kind`` is that of all."""

    def __init__(self, rows: Iterable[tuple[str, V]], kind: str = "") -> None:
        super().__init__(rows)
        self._all = (f"{ALL}{kind}",)

    def __getitem__(self, key: str) -> V:
        """The object; who takes it is noted."""
        # Not by `note`: nothing is asked as often as this.
        if _open:
            _open[-1].add(key)
        return super().__getitem__(key)

    # What `dict` says of it is two overloads; objects are asked for with `None` or nothing else.
    def get(self, key: str, default: D | None = None) -> V | D | None:  # type: ignore[override]
        """The object, or ``default``."""
        # What is not there is noted too: it may be there after the next edit.
        if _open:
            _open[-1].add(key)
        return super().get(key, default)

    def values(self) -> dict_values[str, V]:
        """All objects."""
        note(self._all)
        return super().values()

    def items(self) -> dict_items[str, V]:
        """All objects with their ids."""
        note(self._all)
        return super().items()


def look_up(work: Callable[[Any], V]) -> cached_property[V]:
    """A property that is worked out once, in a pass over all objects, which nobody looks at so.

    For tables of ids and of days, in which no name has a part, and for the noted tables themselves.
    """

    @wraps(work)
    def worked_out(whole: Any) -> V:
        return unnoted(lambda: work(whole))

    return cached_property(worked_out)


class Lasting:
    """Answers about one index in which no name has a part: they last while only names change."""

    def __init__(self) -> None:
        self.known: dict[str, Any] = {}
        """By the names of what works them out, those that were asked for."""
        self._taken: Mapping[str, Any] = {}

    def take_over(self, answers: Mapping[str, Any]) -> None:
        """Take those of an index that differs in nothing but names; ``None`` for one is none."""
        self._taken = answers

    def answer(self, name: str, work: Callable[[], V]) -> V:
        """The answer of that name; what ``work`` says where nobody has been asked for it yet."""
        if name not in self.known:
            taken = self._taken.get(name)
            self.known[name] = unnoted(work) if taken is None else taken
        answer: V = self.known[name]
        return answer


class _HasLasting(Protocol):
    @property
    def lasting_answers(self) -> Lasting:
        """What is kept of it."""


def lasting(work: Callable[[W], V]) -> Callable[[W], V]:
    """Keep what ``work`` says with the index that it is asked of, for later builds too.

    It is of ids, days and numbers alone: who asks for it looks at no name.
    """
    name = f"{work.__module__}.{work.__qualname__}"

    @wraps(work)
    def kept(whole: W) -> V:
        return whole.lasting_answers.answer(name, lambda: work(whole))

    return kept
