"""New objects and sources with what can be known already, and blanks for the rest."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.authoring.fences import find_fences
from sphinx_dossier.core.fence_slips import SHORT
from sphinx_dossier.core.kinds import KINDS, FieldType
from sphinx_dossier.core.model import BLANK
from sphinx_dossier.core.sources import locate_entries

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sphinx_dossier.core.kinds import FieldRow, Kind

SOURCE_FIELDS: Final = (
    *("title", "author", "editor", "journaltitle", "volume", "number", "pages", "publisher"),
    *("date", "doi", "isbn", "url", "urldate", "langid", "note"),
)
_NEEDED_OF_SOURCE: Final = ("title", "publisher", "date", "url", "urldate", "langid")
_DEFAULTS: Final = {("claim", "act"): "asserts"}
_MOST_SUGGESTED: Final = 12
"""How many ids or keys a hint names: more than a line of a terminal nobody reads."""


class Known(NamedTuple):
    """The ids with their kinds and the keys that a project has, those named most often first.

    Objects of ``short`` are written without the name of the domain.
    """

    kinds: Mapping[str, str]
    sources: tuple[str, ...]
    short: Collection[str] = SHORT

    def of_kinds(self, kinds: Iterable[str]) -> list[str]:
        """The ids of objects of ``kinds``."""
        return [key for key, kind in self.kinds.items() if kind in kinds]


class Skeleton(NamedTuple):
    """A text to be put into a page or a .bib file, and what is left to be said."""

    text: str
    blanks: tuple[str, ...]


def known_of(
    pages: Iterable[str], bibliographies: Iterable[str], short: Collection[str] = SHORT
) -> Known:
    """What the texts of pages and .bib files define."""
    kinds: dict[str, str] = {}
    named = Counter[str]()
    for page in pages:
        named.update(re.findall(r"[^\s\"{}()`#,]+", page))
        lines = page.split("\n")
        for fence in find_fences(lines, short):
            options = "\n".join(lines[fence.first : fence.last])
            given = re.search(r"^\s*:id:\s+(\S+)", options, re.MULTILINE)
            identifier = fence.argument if fence.kind == "claim" else given[1] if given else ""
            kinds.setdefault(identifier, fence.kind)
    kinds.pop("", None)
    keys = {key for text in bibliographies for key in locate_entries(text, "")}

    def by_use(words: Iterable[str]) -> list[str]:
        return sorted(words, key=lambda word: (-named[word], word))

    return Known({key: kinds[key] for key in by_use(kinds)}, tuple(by_use(keys)), short)


def new_object(
    kind_name: str,
    identifier: str,
    name: str,
    given: Mapping[str, str],
    known: Known,
    *,
    full: bool,
    kinds: Mapping[str, Kind] = KINDS,
) -> Skeleton:
    """A fence of a kind with its options in order; ``full`` shows the optional ones too.

    ``kinds`` is the table, which has the words of the project where it adds some.
    """
    kind = kinds[kind_name]
    is_named_by_id = kind.argument.name == "id"
    lines = [] if is_named_by_id else [f":id: {identifier or BLANK}"]
    blanks = [] if identifier else ["id: lower-case letters, digits and hyphens"]
    for row in kind.fields:
        if row.name in given:
            lines.append(f":{row.name}: {given[row.name]}")
        elif row.required or row.asked:
            value = _DEFAULTS.get((kind_name, row.name)) or _only_one(row, known) or BLANK
            lines.append(f":{row.name}: {value}")
            if value == BLANK:
                blanks.append(f"{row.name}: {_hint(row, known)}")
        elif full:
            lines.append(f":{row.name}:")
    title = identifier if is_named_by_id else name
    if not is_named_by_id and not name:
        is_question = kind.argument.name == "text"
        blanks.append("the question" if is_question else "name: behind the word in braces")
    blanks.append("text: what the page says of it, in your own words")
    directive = kind_name if kind_name in known.short else f"dossier:{kind_name}"
    head = f":::{{{directive}}} {title or BLANK}"
    return Skeleton("\n".join((head, *lines, BLANK, ":::")) + "\n", tuple(blanks))


def new_source(key: str, given: Mapping[str, str], today: str) -> Skeleton:
    """An entry of a .bib file; it was read today unless ``given`` says another day."""
    values = {"urldate": today, "langid": "en", **given}
    lines, blanks = [], []
    for name in SOURCE_FIELDS:
        if name in _NEEDED_OF_SOURCE or name in given:
            value = values.get(name, BLANK)
            lines.append(f"  {name} = {{{value}}},")
            if value == BLANK:
                blanks.append(f"{name}: leave the line out if nobody knows it")
    if not key:
        blanks.insert(0, "key: outlet and date, such as reuters-20200927")
    text = "\n".join((f"@online{{{key or BLANK},", *lines, "}"))
    return Skeleton(text + "\n", tuple(blanks))


_NAMING: Final = frozenset({FieldType.ID, FieldType.IDS})
"""Types of fields that name other objects by id alone."""


def _only_one(row: FieldRow, known: Known) -> str:
    """The value where the project leaves no choice."""
    if row.type is FieldType.CITATIONS:
        return known.sources[0] if len(known.sources) == 1 else ""
    ids = known.of_kinds(row.kinds) if row.type in _NAMING else []
    return ids[0] if len(ids) == 1 else ""


def _hint(row: FieldRow, known: Known) -> str:
    """How a blank is filled in, with what there is to choose from."""
    if row.choices:
        return f"one of {', '.join(row.choices)}"
    if row.type is FieldType.CITATIONS:
        return f'KEY p16 "short quote"; known keys: {_some(known.sources)}'
    if row.type in _NAMING:
        kinds = " or ".join(row.kinds)
        return f"the id of an {kinds}; known: {_some(known.of_kinds(row.kinds))}"
    return "the day, as 2020-09-27, 2020-09 or 2020-09-27T08:03+04:00"


def _some(words: Iterable[str]) -> str:
    known = list(words)
    more = len(known) - _MOST_SUGGESTED
    shown = ", ".join(known[:_MOST_SUGGESTED]) or "none"
    return f"{shown} and {more} more" if more > 0 else shown
