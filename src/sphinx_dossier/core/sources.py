"""Sources, made of the entries of .bib files as :mod:`sphinx_dossier.core.bib_entries` has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from sphinx_dossier.core.bib_addresses import (
    address_within,
    is_only_address,
    read_address,
    read_doi,
    without_latex,
)
from sphinx_dossier.core.bib_dates import BibDate, date_text, read_date, read_day
from sphinx_dossier.core.bib_fields import DATES, PUBLIC, public_keywords
from sphinx_dossier.core.bib_names import is_others, person
from sphinx_dossier.core.languages import language_tag
from sphinx_dossier.core.latex_text import plain_text
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.model import BLANK, Person, Source, Where
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.core.safe_links import is_allowed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pybtex.database import Person as PybtexPerson

# BibTeX has no comments: an entry after a per cent sign is an entry.
# As pybtex finds entries: anywhere in a line, with a comma behind the key or without any fields.
_ENTRY = lazy_pattern(
    r"(?<!\w)@(?!(?i:string|preamble|comment)\b)\w+\s*(?:\{\s*([^\s,}]+)|\(\s*([^\s,]+))"
)
_RAW_SIGN = lazy_pattern(r'[ "<>^`{|}]')
_OUTLETS: Final = ("journaltitle", "journal", "publisher", "institution", "organization", "school")
"""Fields that name where readers found a publication, the most exact first."""


class Entry(Protocol):
    """As much of a ``pybtex.database.Entry``, which has no types, as is read here."""

    type: str
    fields: Mapping[str, str]
    persons: Mapping[str, Sequence[PybtexPerson]]


def locate_entries(text: str, path: str) -> dict[str, Where]:
    """Key -> where its entry begins in the text of a .bib file, which pybtex does not keep."""
    places: dict[str, Where] = {}
    # Line ends are counted from entry to entry: from the beginning each time would be quadratic.
    line, counted = 1, 0
    for match in _ENTRY.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        places.setdefault(match[1] or match[2], Where(path, line))
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
    fields = {name.lower(): text for name, text in entry.fields.items()}
    for name in sorted(fields):
        if fields[name].strip() == BLANK:
            message = f"{name} of the source {key!r} has a blank: fill it in, or remove the field"
            problems.append(Problem(Code.BLANK, message, where))
            # Otherwise it would be reported a second time, as a date that cannot be read.
            if name in ("date", "year"):
                del fields[name]
    date = read_date(fields)
    if date.error:
        problems.append(Problem(Code.BAD_DATE, date.error, where))
    people = {part: _people(names) for part, names in entry.persons.items()}

    def plain(name: str) -> str:
        return plain_text(fields[name]) if name in fields else ""

    return Source(
        id=key,
        where=where,
        type=entry.type.lower(),
        title=plain("title"),
        authors=people.pop("author", ()),
        editors=people.pop("editor", ()),
        publisher=next(filter(None, map(plain, _OUTLETS)), ""),
        date=date.date,
        language=_language(plain("langid") or plain("hyphenation"), plain("language")),
        url=_allowed(_url(fields), "url", where, problems),
        read=read_day(fields, "url"),
        note=plain("note"),
        label=plain("label"),
        fields=tuple(sorted(_further(fields, date, where, problems))),
        people=tuple(sorted(people.items())),
        and_others=tuple(sorted(_and_others(entry))),
    )


def _language(name: str, other: str) -> str:
    """The tag of the first name that has one; the first name where none has.

    The second is of a field in which other programs write whatever they like.
    """
    return language_tag(name) or language_tag(other) or name


def _people(names: Sequence[PybtexPerson]) -> tuple[Person, ...]:
    return tuple(person(name) for name in names if not is_others(name))


def _and_others(entry: Entry) -> Iterator[str]:
    """The parts of an entry whose lists of names end in "and others"."""
    return (part for part, names in entry.persons.items() if any(map(is_others, names)))


def _further(
    fields: Mapping[str, str], date: BibDate, where: Where, problems: list[Problem]
) -> Iterator[tuple[str, str]]:
    """The other fields of an entry that are for readers and say something."""
    for name in PUBLIC & fields.keys():
        value = _READERS.get(name, plain_text)(fields[name])
        if name in DATES:
            value = date_text(fields, name)
        elif name == "archiveurl":
            value = _allowed(value, name, where, problems)
        if value:
            yield name, value
    if date.written:
        # Without it, the list of sources would say that there is no date.
        yield "date", date.written
    if date.issue and not fields.get("issue"):
        yield "issue", date.issue


def _pages(text: str) -> str:
    # Two hyphens are the range that reference managers ask for.
    return plain_text(text).replace("–", "--")


def _howpublished(text: str) -> str:
    return "" if is_only_address(text) else plain_text(text)


def _keywords(text: str) -> str:
    return public_keywords(plain_text(text))


_READERS: Final[Mapping[str, Callable[[str], str]]] = {
    "archiveurl": read_address,
    "doi": read_doi,
    "eprint": without_latex,
    "howpublished": _howpublished,
    "keywords": _keywords,
    "pages": _pages,
}
"""How fields are read that are not text of LaTeX."""


def _url(fields: Mapping[str, str]) -> str:
    return read_address(fields["url"]) if fields.get("url") else address_within(fields)


def _allowed(url: str, name: str, where: Where, problems: list[Problem]) -> str:
    """An address, or ``""`` with a problem where following it would run something."""
    # As a browser spells what an address may not hold.
    url = _RAW_SIGN.sub(lambda match: f"%{ord(match[0]):02X}", url)
    if is_allowed(url):
        return url
    message = f"the {name} of a source is an address that a reader can open: not {url[:60]!r}"
    problems.append(Problem(Code.UNSAFE_LINK, message, where))
    return ""
