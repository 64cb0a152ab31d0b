"""The words of a matter beside those of the tables: kinds of actors and questions, acts, groups.

What is known everywhere stands in ``model.py``. A project adds words to it, or calls those that are
there otherwise, or leaves some out; each new act says on which known one it acts like, so that
every rule holds of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_dossier.core.identifiers import is_id
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.model import (
    ACTOR_KINDS,
    ACTS,
    QUESTION_KINDS,
    Actor,
    Claim,
    Question,
)
from sphinx_dossier.core.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_dossier.core.kinds import FieldRow, Kind
    from sphinx_dossier.core.model import Object

KNOWN: Final[dict[str, tuple[str, ...]]] = {
    "actors": ACTOR_KINDS,
    "questions": QUESTION_KINDS,
    "acts": ACTS,
}
"""The words that every dossier has, by the part of a vocabulary that adds to them."""
_ONE: Final = {"actors": "a kind of actors", "questions": "a kind of questions", "acts": "an act"}
_GROUPS: Final = "groups"
SIDES: Final = "sides"
"""The group of whoever is on a side, of whatever kind it is."""
OTHERS: Final = "others"
"""The group of those whose kind is in no other one."""


class OwnWord(NamedTuple):
    """A word of the project: on which known word it acts like, and what it is called.

    Either may be ``""``: a known word acts like itself, and a word without a label is shown as it
    is written.
    """

    word: str
    like: str = ""
    label: str = ""


class Group(NamedTuple):
    """Actors under one heading: those of some ``kinds``, of :data:`SIDES`, or :data:`OTHERS`.

    ``below_sides`` is the heading where those of a side stand above the group.
    """

    label: str
    kinds: tuple[str, ...]
    below_sides: str = ""


@dataclass(frozen=True)
class MatterVocabulary:
    """What a project adds to the words that every dossier has; nothing by default.

    ``left_out`` are known words, each with its part, that nobody may write in this dossier.
    """

    actors: tuple[OwnWord, ...] = ()
    questions: tuple[OwnWord, ...] = ()
    acts: tuple[OwnWord, ...] = ()
    groups: tuple[Group, ...] = ()
    left_out: frozenset[tuple[str, str]] = frozenset()

    def words_of(self, part: str) -> tuple[OwnWord, ...]:
        """The words of a part, as the project names them."""
        words: tuple[OwnWord, ...] = getattr(self, part)
        return words

    def all_of(self, part: str) -> tuple[str, ...]:
        """The known words of a part that stay, and behind them those that the project adds."""
        words = dict.fromkeys((*KNOWN[part], *self._labels[part]))
        return tuple(word for word in words if (part, word) not in self.left_out)

    @property
    def added(self) -> tuple[tuple[str, OwnWord], ...]:
        """Every word of the project with its part, in the order of the parts."""
        return tuple((part, word) for part in KNOWN for word in self.words_of(part))

    def label(self, part: str, word: str) -> str:
        """What the project calls a word; ``""`` where it says nothing of it."""
        return self._labels[part].get(word, "")

    def like(self, part: str, word: str) -> str:
        """The known word on which a word acts like; ``""`` where it is known, or like none."""
        return self._likes[part].get(word, "")

    @cached_property
    def _labels(self) -> dict[str, dict[str, str]]:
        return {part: {one.word: one.label for one in self.words_of(part)} for part in KNOWN}

    @cached_property
    def _likes(self) -> dict[str, dict[str, str]]:
        return {part: {one.word: one.like for one in self.words_of(part)} for part in KNOWN}

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """The table of kinds with the words of the project among those to choose from."""
        return {name: self._kind(kind) for name, kind in KINDS.items()}

    def _kind(self, kind: Kind) -> Kind:
        fields = self.rows(kind.fields)
        # The same table where nothing is added: what it has worked out is kept.
        return kind if fields == kind.fields else replace(kind, fields=fields)

    def rows(self, rows: Iterable[FieldRow]) -> tuple[FieldRow, ...]:
        """Rows of a table with the words of the project among those to choose from."""
        return tuple(
            replace(row, choices=self.all_of(row.part)) if row.part and self._changes(row.part)
            else row
            for row in rows
        )  # fmt: skip

    def _changes(self, part: str) -> bool:
        return bool(self.words_of(part)) or any(one == part for one, _ in self.left_out)

    def known_as(self, object_: Object) -> Object:
        """The object with the known word on which its own acts like, where it is of the project."""
        match object_:
            case Actor():
                like = self.like("actors", object_.kind)
            case Question():
                like = self.like("questions", object_.kind)
            case Claim():
                like = self.like("acts", object_.act)
            case _:
                return object_
        return replace(object_, like=like) if like else object_


PLAIN: Final = MatterVocabulary()
"""The words that every dossier has, and no more."""


def read_vocabulary(value: object) -> tuple[MatterVocabulary, list[tuple[str, str]]]:
    """A vocabulary as ``conf.py`` has it, and what cannot be used of it.

    A fault is the word that it is about, or ``""``, and a message without the name of the setting.
    Good: ``{"acts": {"strikes": {"like": "decrees", "label": "went on strike"}}}``.
    """
    faults: list[tuple[str, str]] = []
    if not isinstance(value, dict):
        return PLAIN, [("", f'is a table, as {{"acts": {{}}}}; not {value!r}')]
    parts = (*KNOWN, _GROUPS)
    for name in value:
        if name not in parts:
            message = f"has the parts {', '.join(parts)}; not {name!r}"
            faults.append((str(name), message + did_you_mean(str(name), parts)))
    left_out = frozenset(
        (part, word) for part in KNOWN for word in _left_out(part, value.get(part), faults)
    )
    actors, questions, acts = (tuple(_words(part, value.get(part, {}), faults)) for part in KNOWN)
    read = MatterVocabulary(actors, questions, acts, left_out=left_out)
    groups = tuple(_groups(value.get(_GROUPS, ()), read.all_of("actors"), faults))
    return replace(read, groups=groups), faults


def _left_out(part: str, table: Any, faults: list[tuple[str, str]]) -> list[str]:
    """The known words that a table takes away: those with ``None``."""
    if not isinstance(table, dict):
        return []
    words = [word for word in KNOWN[part] if word in table and table[word] is None]
    if len(words) < len(KNOWN[part]):
        return words
    faults.append((part, f"leaves out every word of {part!r}: leave some of {', '.join(words)}"))
    return []


def _words(part: str, table: Any, faults: list[tuple[str, str]]) -> Iterator[OwnWord]:
    if not isinstance(table, dict):
        faults.append((part, f"has a table under {part!r}, as {{{'word'!r}: {{}}}}; not {table!r}"))
        return
    for word, said in table.items():
        if said is None and word in KNOWN[part]:
            continue
        # A text alone is what the word is called.
        values = {"label": said} if isinstance(said, str) else said
        if fault := _fault_of_word(part, word, values):
            faults.append((str(word), fault))
        else:
            yield OwnWord(word, values.get("like", ""), values.get("label", ""))


def _fault_of_word(part: str, word: object, values: Any) -> str:
    one = f"names {_ONE[part]} {word!r}"
    if not isinstance(word, str) or not is_id(word):
        return f"{one}: write lower-case letters, digits and hyphens"
    if not isinstance(values, dict) or {*values} - {"like", "label"} or not _are_texts(values):
        return f'{one} with {values!r}: write what it is called, or {{"like": …, "label": …}}'
    known, like = KNOWN[part], values.get("like", "")
    if word in known and like:
        return f"{one}, which is known and acts like itself: only its label can be another one"
    if like and like not in known:
        message = f"{one} like {like!r}: write one of {', '.join(known)}"
        return message + did_you_mean(like, known)
    if part == "acts" and word not in known and not like:
        return f'{one} that is new: add "like" with one of {", ".join(known)}'
    return ""


def _are_texts(values: dict[object, object]) -> bool:
    return all(isinstance(one, str) and one.strip() for one in values.values())


def _groups(rows: Any, kinds: tuple[str, ...], faults: list[tuple[str, str]]) -> Iterator[Group]:
    if not isinstance(rows, list | tuple):
        faults.append((_GROUPS, f"has a list of tables under {_GROUPS!r}; not {rows!r}"))
        return
    taken: dict[str, str] = {}
    for row in rows:
        fault = _fault_of_group(row, kinds, taken)
        if fault:
            label = row.get("label") if isinstance(row, dict) else row
            faults.append((label if isinstance(label, str) else _GROUPS, fault))
            continue
        taken |= dict.fromkeys(row["kinds"], row["label"])
        yield Group(row["label"], tuple(row["kinds"]), row.get("below_sides", ""))


def _fault_of_group(row: Any, kinds: tuple[str, ...], taken: Mapping[str, str]) -> str:
    form = f'{{"label": "the unions", "kinds": ["{kinds[-1]}"]}}'
    if not isinstance(row, dict) or {*row} - {"label", "kinds", "below_sides"}:
        return f"has a group {row!r}: write {form}"
    texts = {name: value for name, value in row.items() if name != "kinds"}
    members = row.get("kinds")
    if "label" not in row or not _are_texts(texts) or not isinstance(members, list | tuple):
        return f"has a group {row!r}: write {form}"
    known = (*kinds, SIDES, OTHERS)
    for kind in members:
        if kind not in known:
            meant = did_you_mean(str(kind), known)
            return f"puts {kind!r} into {row['label']!r}: write some of {', '.join(known)}{meant}"
        if kind in taken:
            return f"puts {kind!r} into {row['label']!r}, and it is in {taken[kind]!r} already"
    return ""
