"""Sources, made of the entries of .bib files as pybtex has parsed them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Protocol

from sphinx_dossier.core.dates import Date, DateError, month_number, parse_date
from sphinx_dossier.core.languages import language_tag
from sphinx_dossier.core.latex_text import plain_text
from sphinx_dossier.core.model import BLANK, Person, Source, Where
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.core.safe_links import is_allowed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# BibTeX has no comments: an entry after a per cent sign is an entry.
_ENTRY = re.compile(r"^[ \t%]*@(\w+)\s*[{(]\s*([^\s,]+)\s*,", re.MULTILINE)
_RAW_SIGN = re.compile(r'[ "<>^`{|}]')
_OUTLETS: Final = ("journaltitle", "journal", "publisher", "institution", "organization", "school")
"""Fields that name where readers found a publication, the most exact first."""
_KNOWN: Final = frozenset(
    {"title", "date", "year", "month", "langid", "url", "urldate", "note", "label"}
)
"""Fields of an entry that a :class:`Source` has an attribute for."""
VERBATIM: Final = frozenset({"doi", "eprint", "file"})
"""Fields that BibLaTeX reads letter by letter, without LaTeX, as it reads an address."""


class Entry(Protocol):
    """As much of a ``pybtex.database.Entry``, which has no types, as is read here."""

    type: str
    fields: Mapping[str, str]
    persons: Mapping[str, Sequence[object]]


def locate_entries(text: str, path: str) -> dict[str, Where]:
    """Key -> where its entry begins in the text of a .bib file, which pybtex does not keep."""
    places: dict[str, Where] = {}
    # Line ends are counted from entry to entry: from the beginning each time would be quadratic.
    line, counted = 1, 0
    for match in _ENTRY.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        places.setdefault(match[2], Where(path, line))
    return places


def read_sources(
    entries: Mapping[str, Entry], places: Mapping[str, Where]
) -> tuple[dict[str, Source], list[Problem]]:
    """Key -> source, and a problem for each blank, each malformed date and each unsafe address.

    ``places`` says where each entry begins, as :func:`locate_entries` finds it.
    """
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    # Sorted, so that the order of .bib files, and of entries in them, changes no list on a page.
    for key in sorted(entries):
        where = places.get(key, Where("", 1))
        sources[key] = _read_source(key, entries[key], where, problems)
    return sources, problems


def _read_source(key: str, entry: Entry, where: Where, problems: list[Problem]) -> Source:
    fields = entry.fields
    for name in sorted(fields):
        if fields[name].strip() == BLANK:
            message = f"{name} of the source {key!r} has a blank: fill it in, or remove the field"
            problems.append(Problem(Code.BLANK, message, where))

    def plain(name: str) -> str:
        return plain_text(fields[name]) if name in fields else ""

    return Source(
        id=key,
        where=where,
        type=entry.type.lower(),
        title=plain("title"),
        authors=tuple(map(_person, entry.persons.get("author", ()))),
        editors=tuple(map(_person, entry.persons.get("editor", ()))),
        publisher=next(filter(None, map(plain, _OUTLETS)), ""),
        date=_read_date(fields, where, problems),
        language=language_tag(plain("langid")) or plain("langid"),
        url=_read_url(fields, where, problems),
        read=plain("urldate"),
        note=plain("note"),
        label=plain("label"),
        fields=tuple(_further(fields)),
    )


def _further(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The other fields of an entry that say something, by name in lower case."""
    for name, text in sorted((name.lower(), text) for name, text in fields.items()):
        value = text.strip() if name in VERBATIM else plain_text(text)
        if name == "pages":
            # Two hyphens are the range that reference managers ask for.
            value = value.replace("–", "--")
        if name not in _KNOWN and value:
            yield name, value


def _person(person: object) -> Person:
    """A name of pybtex with its particle before the family name, and "Jr." after it."""

    def joined(*parts: str) -> str:
        return " ".join(plain_text(word) for part in parts for word in getattr(person, part))

    family, lineage = joined("prelast_names", "last_names"), joined("lineage_names")
    given = joined("first_names", "middle_names")
    return Person(f"{family}, {lineage}" if lineage else family, given)


def _read_url(fields: Mapping[str, str], where: Where, problems: list[Problem]) -> str:
    """The address, or ``""`` with a problem where following it would run something."""
    # Bibliography programs write `\_` and `\%` into addresses, as LaTeX needs them.
    url = fields.get("url", "").replace("\\", "")
    # As a browser spells what an address may not hold.
    url = _RAW_SIGN.sub(lambda match: f"%{ord(match[0]):02X}", url)
    if is_allowed(url):
        return url
    message = f"the url of a source is an address that a reader can open: not {url[:60]!r}"
    problems.append(Problem(Code.UNSAFE_LINK, message, where))
    return ""


def _read_date(fields: Mapping[str, str], where: Where, problems: list[Problem]) -> Date | None:
    """The date of BibLaTeX, or the year and month of BibTeX; ``None`` where there is none."""
    text = fields.get("date") or fields.get("year", "")
    month = month_number(fields.get("month", ""))
    if "date" not in fields and month:
        text = f"{text}-{month:02}"
    if text in ("", BLANK):
        return None
    try:
        return parse_date(text)
    except DateError as error:
        problems.append(Problem(Code.BAD_DATE, str(error), where))
        return None
