"""What entries of .bib files have from others, by ``crossref`` and ``xdata``.

The rules are those of BibLaTeX (``biblatex.def``, data inheritance), but for what would be false of
the entry that inherits: the address, number, pages or remarks of a whole book are not those of a
chapter, and nobody is the author of all papers of a conference.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Protocol

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.model import Where
from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_IN_BOOKS: Final = frozenset(
    {"inbook", "bookinbook", "suppbook", "incollection", "suppcollection", "inreference"}
    | {"inproceedings", "conference"}
)
_VOLUMES: Final = frozenset({"book", "collection", "proceedings", "reference"})
_IN_PERIODICALS: Final = frozenset({"article", "suppperiodical", "review"})
_BY_AUTHORS: Final = frozenset({"book", "mvbook"})
_TITLES: Final = ("title", "subtitle", "titleaddon")
_OWN: Final = frozenset(
    # What BibLaTeX does not hand down either.
    {"ids", "crossref", "xref", "xdata", "entryset", "entrysubtype", "execute", "label", "options"}
    | {"presort", "related", "relatedoptions", "relatedstring", "relatedtype", "shorthand"}
    | {"shorthandintro", "sortkey", "shorttitle", "sorttitle", "indextitle", "indexsorttitle"}
    # What is said of the whole work only.
    | {"url", "urldate", "urlyear", "urlmonth", "urlday", "doi", "eprint", "eprinttype"}
    | {"eprintclass", "archiveprefix", "primaryclass", "archiveurl", "archivedate", "pages"}
    | {"pagetotal", "howpublished", "note", "addendum", "keywords", "abstract", "annotation"}
    | {"annote", "file", "eid", "pmid", "pmcid", *_TITLES, "author"}
)
"""Fields that no entry has from another one under the same name."""
_KEPT: Final[Mapping[str | None, frozenset[str]]] = {"journal": frozenset({"editor", "editortype"})}
"""The same, by what the title of the whole is: who edits a journal has not edited each article."""
_SAME: Final = (
    frozenset({"date", "year", "month", "day"}),
    frozenset({"journal", "journaltitle"}),
    frozenset({"address", "location"}),
    frozenset({"institution", "school"}),
    frozenset({"langid", "hyphenation", "language"}),
)
"""Fields of which none is handed down to an entry that has one."""
# Each is read within the call for the one before it, and Python nests no calls without end.
_STEPS: Final = 20
"""How many entries may stand between one and the last that it has fields from."""
# `xdata=KEY-FIELD`, with the number of the name or word that is meant behind it.
_PIECE = lazy_pattern(r"xdata\s*=\s*(?P<key>.+?)-(?P<field>[a-z]+)(?:-\d+)?", re.IGNORECASE)


class RawEntry(Protocol):
    """As much of an entry as is read here; values as they are written, names too."""

    type: str
    fields: Mapping[str, str]


def inherit(
    entries: Mapping[str, RawEntry], places: Mapping[str, Where]
) -> tuple[dict[str, dict[str, str]], list[Problem]]:
    """Key -> fields of each entry by name in lower case, with those that it has from others.

    A problem is an entry that has its fields from one that is not there, or from itself.
    ``places`` says where each entry begins.
    """
    heirs = _Heirs(entries, places)
    # Sorted, so that of a circle the same entry is reported, whatever the order of the files.
    found = {key: heirs.fields_of(key) for key in sorted(entries)}
    return found, heirs.problems


class _Heirs:
    """Follows entries to those that they have fields from, each once."""

    def __init__(self, entries: Mapping[str, RawEntry], places: Mapping[str, Where]) -> None:
        self._entries = entries
        self._places = places
        self._known: dict[str, dict[str, str]] = {}
        self._trail: list[str] = []
        self.problems: list[Problem] = []

    def fields_of(self, key: str) -> dict[str, str]:
        """The fields of an entry, with what it has from others."""
        if key not in self._known:
            self._trail.append(key)
            self._known[key] = self._complete(key)
            self._trail.pop()
        return self._known[key]

    def _complete(self, key: str) -> dict[str, str]:
        entry = self._entries[key]
        fields = {name.lower(): text for name, text in entry.fields.items() if text.strip()}
        for parent in _keys(fields.get("xdata", "")):
            given = self._given_by(parent, "xdata")
            # Its other keys are those of an entry itself, and no two can share them.
            fields = {name: text for name, text in given.items() if name != "ids"} | fields
        for name, text in [*fields.items()]:
            if piece := _PIECE.fullmatch(text.strip()):
                given = self._given_by(piece["key"], "xdata")
                fields[name] = given.get(piece["field"].lower(), "")
        parent = fields.get("crossref", "").strip()
        if given := self._given_by(parent, "crossref") if parent else {}:
            kinds = entry.type.lower(), self._entries[parent].type.lower()
            fields = _handed_down(given, fields, *kinds) | fields
        return fields

    def _given_by(self, parent: str, by: str) -> dict[str, str]:
        """The fields of the entry that another one names; none of one that cannot be read yet."""
        if parent not in self._entries:
            message = f"{by} of the source {self._trail[-1]!r}: no .bib file has the key {parent!r}"
            self._problem(Code.UNKNOWN_SOURCE, message)
            return {}
        if len(self._trail) > _STEPS:
            message = f"{by} of the source {self._trail[-1]!r}: more than {_STEPS} entries away"
            self._problem(Code.TOO_LARGE, message)
            return {}
        if parent in self._trail:
            circle = " -> ".join((*self._trail[self._trail.index(parent) :], parent))
            message = f"a source has its fields from itself: {circle}"
            self._problem(Code.RELATION_CYCLE, message)
            return {}
        return self.fields_of(parent)

    def _problem(self, code: Code, message: str) -> None:
        where = self._places.get(self._trail[-1], Where("", 1))
        self.problems.append(Problem(code, message, where))


def _keys(text: str) -> list[str]:
    return [key.strip() for key in text.split(",") if key.strip()]


def _handed_down(
    given: Mapping[str, str], own: Iterable[str], heir: str, giver: str
) -> dict[str, str]:
    """What an entry of the type ``heir`` has from the fields of one of the type ``giver``."""
    held = frozenset(own)
    taken = frozenset[str]().union(*(same for same in _SAME if same & held))
    kept = _OWN | taken | _KEPT.get(_title_of(heir, giver), frozenset())
    found = {name: text for name, text in given.items() if name not in kept}
    for name, place in _renamed(heir, giver):
        if name in given:
            found[place] = given[name]
    return found


def _renamed(heir: str, giver: str) -> Iterator[tuple[str, str]]:
    """The fields that have another name in the entry that inherits them: (there, here)."""
    if (titled := _title_of(heir, giver)) is not None:
        yield from ((name, titled + name) for name in _TITLES)
    if heir in _VOLUMES:
        yield "author", "author"
    elif heir in _IN_BOOKS and giver in _BY_AUTHORS:
        yield from (("author", "author"), ("author", "bookauthor"))


def _title_of(heir: str, giver: str) -> str | None:
    """What stands before the word "title" for the title of the whole; ``None`` if it is none."""
    if giver.startswith("mv") and heir in _VOLUMES | _IN_BOOKS:
        return "main"
    if heir in _IN_PERIODICALS and giver.endswith("periodical"):
        return "journal"
    return "book" if heir in _IN_BOOKS | _IN_PERIODICALS else None
