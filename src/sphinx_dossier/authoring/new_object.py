"""New objects and sources with what can be known already, and blanks for the rest."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.authoring.fences import find_fences
from sphinx_dossier.core.model import ACTOR_KINDS, ACTS, BLANK, QUESTION_KINDS
from sphinx_dossier.core.options import FIELDS
from sphinx_dossier.core.sources import locate_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SOURCE_FIELDS: Final = (
    *("title", "author", "editor", "journaltitle", "volume", "number", "pages", "publisher"),
    *("date", "doi", "isbn", "url", "urldate", "langid", "note"),
)
_NEEDED_OF_SOURCE: Final = ("title", "publisher", "date", "url", "urldate", "langid")
_CHOICES: Final = {
    ("actor", "kind"): tuple(ACTOR_KINDS),
    ("question", "kind"): tuple(QUESTION_KINDS),
    ("claim", "act"): tuple(ACTS),
}
_DEFAULTS: Final = {("claim", "act"): "asserts"}
_ALWAYS: Final = {"event": ("cites",), "claim": ("cites",)}
"""Options that a check asks for, besides those that the kind requires."""


class Known(NamedTuple):
    """The ids with their kinds and the keys that a project has, those named most often first."""

    things: Mapping[str, str]
    sources: tuple[str, ...]

    def of_kinds(self, kinds: Iterable[str]) -> list[str]:
        """The ids of things of ``kinds``."""
        return [key for key, kind in self.things.items() if kind in kinds]


class Skeleton(NamedTuple):
    """A text to be put into a page or a .bib file, and what is left to be said."""

    text: str
    blanks: tuple[str, ...]


def known_of(pages: Iterable[str], bibliographies: Iterable[str]) -> Known:
    """What the texts of pages and .bib files define."""
    things: dict[str, str] = {}
    named = Counter[str]()
    for page in pages:
        named.update(re.findall(r"[^\s\"{}()`#,]+", page))
        lines = page.splitlines()
        for fence in find_fences(lines):
            options = "\n".join(lines[fence.first : fence.last])
            given = re.search(r"^\s*:id:\s+(\S+)", options, re.MULTILINE)
            identifier = fence.argument if fence.kind == "claim" else given[1] if given else ""
            things.setdefault(identifier, fence.kind)
    things.pop("", None)
    keys = {key for text in bibliographies for key in locate_entries(text, "")}

    def by_use(words: Iterable[str]) -> list[str]:
        return sorted(words, key=lambda word: (-named[word], word))

    return Known({key: things[key] for key in by_use(things)}, tuple(by_use(keys)))


def new_object(
    kind: str, identifier: str, name: str, given: Mapping[str, str], known: Known, *, full: bool
) -> Skeleton:
    """A fence of ``kind`` with its options in order; ``full`` shows the optional ones too."""
    fields = FIELDS[kind]
    blanks: list[str] = []
    needed = {key for key, field in fields.items() if field.required} | {*_ALWAYS.get(kind, ())}
    lines = [] if kind == "claim" else [f":id: {identifier or BLANK}"]
    if not identifier:
        blanks.append("id: lower-case letters, digits and hyphens")
    for option in fields:
        if option in given:
            lines.append(f":{option}: {given[option]}")
        elif option in needed:
            value = _DEFAULTS.get((kind, option)) or _only_one(option, known) or BLANK
            lines.append(f":{option}: {value}")
            if value == BLANK:
                blanks.append(f"{option}: {_hint(kind, option, known)}")
        elif full:
            lines.append(f":{option}:")
    title = identifier if kind == "claim" else name
    if kind != "claim" and not name:
        blanks.append("name: behind the word in braces" if kind != "question" else "the question")
    blanks.append("text: what the page says of it, in your own words")
    head = f":::{{{kind}}} {title or BLANK}"
    return Skeleton("\n".join((head, *lines, BLANK, ":::")) + "\n", tuple(blanks))


def new_source(key: str, given: Mapping[str, str], today: str) -> Skeleton:
    """An entry of a .bib file; it was read today unless told otherwise."""
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


def _only_one(option: str, known: Known) -> str:
    """The value where the project leaves no choice."""
    if option == "cites":
        return known.sources[0] if len(known.sources) == 1 else ""
    found = known.of_kinds(("actor",)) if option == "by" else []
    return found[0] if len(found) == 1 else ""


def _hint(kind: str, option: str, known: Known) -> str:
    if choices := _CHOICES.get((kind, option)):
        return f"one of {', '.join(choices)}"
    if option in ("said", "when"):
        return "the day, as 2020-09-27, 2020-09 or 2020-09-27T08:03+04:00"
    if option == "cites":
        return f'KEY p16 "short quote"; known keys: {_some(known.sources)}'
    return f"the id of an actor; known: {_some(known.of_kinds(('actor',)))}"


def _some(words: Iterable[str]) -> str:
    found = list(words)
    more = f" and {len(found) - 12} more" if len(found) > 12 else ""
    return (", ".join(found[:12]) or "none") + more
