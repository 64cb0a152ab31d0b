"""The sources for reference managers: BibLaTeX and CSL-JSON."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sphinx_dossier.core.bib_fields import VERBATIM
from sphinx_dossier.core.bib_names import OTHERS
from sphinx_dossier.core.dates import Date, DateError, Point, parse_date
from sphinx_dossier.core.latex_text import SPECIAL_SIGN, as_latex, as_verbatim
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.exports.json_text import without_empty, write_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_dossier.core.model import Person, Source

# What parts names from each other and their parts, but one "Jr." behind a family name.
_PARTING = lazy_pattern(r"\band\b|,.*,|,(?! \S)|(?:^|\s),|[=;]", re.IGNORECASE)
_CSL_TYPES: Final = {
    "article": "article-journal",
    "book": "book",
    "bookinbook": "chapter",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "mastersthesis": "thesis",
    "movie": "motion_picture",
    "mvbook": "book",
    "mvcollection": "book",
    "online": "webpage",
    "patent": "patent",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "software": "software",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}
_ARTICLES: Final = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
_IN_CONTAINERS: Final = frozenset({"article-journal", "webpage", *_ARTICLES.values()})
_CONTAINERS: Final = ("journaltitle", "journal", "booktitle", "maintitle")
_PUBLISHERS: Final = ("publisher", "institution", "organization", "school")
_CSL_FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "container-title": _CONTAINERS,
    "publisher": _PUBLISHERS,
    "publisher-place": ("location", "address"),
    "event-title": ("eventtitle",),
    "collection-title": ("series",),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "page": ("pages",),
    "chapter-number": ("chapter",),
    "number-of-pages": ("pagetotal",),
    "edition": ("edition",),
    "version": ("version",),
    "genre": ("type",),
    "DOI": ("doi",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "keyword": ("keywords",),
}
"""Where CSL-JSON puts what an entry says; the first field that is there counts."""
_ELSEWHERE: Final = frozenset({"subtitle", "date"})
"""Further fields that are a part of the title and of the date there."""
_CSL_PEOPLE: Final = {"translator": "translator", "bookauthor": "container-author"}
"""What CSL-JSON calls those with another part in a work."""


def export_bibtex(sources: Iterable[Source]) -> str:
    """The sources as BibLaTeX; titles keep their capitals."""
    return "\n".join(map(_entry, sources))


# A source is written beside each object that cites it, and these are mostly near each other.
@lru_cache(maxsize=256)
def _entry(source: Source) -> str:
    published_in = "journaltitle" if source.type == "article" else "publisher"
    is_named = bool(source.field(*_CONTAINERS, *_PUBLISHERS))
    fields = {
        **{part: _names(people, part in source.and_others) for part, people in _parts(source)},
        # Many styles lower the case of titles, and leave alone what is in a second pair of braces.
        "title": f"{{{as_latex(source.title)}}}" if source.title else "",
        published_in: "" if is_named else as_latex(source.publisher),
        **{name: _further(name, text) for name, text in source.fields},
        "date": str(source.date or "") or as_latex(source.field("date")),
        "langid": as_latex(source.language),
        "url": as_verbatim(source.url),
        "urldate": source.read if _read_date(source.read) else as_latex(source.read),
        "note": as_latex(source.note),
        "label": as_latex(source.label),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{source.type}{{{source.id},", *lines, "}\n"])


def _parts(source: Source) -> Iterator[tuple[str, tuple[Person, ...]]]:
    """Those who made a work, by their part in it."""
    yield from (("author", source.authors), ("editor", source.editors), *source.people)


def _names(people: Iterable[Person], has_more: bool) -> str:
    """People by family name; a name of one part in braces, so that none is made of its words."""
    return " and ".join([*map(_name, people), *([OTHERS] if has_more else [])])


def _name(person: Person) -> str:
    family, given = as_latex(person.family), as_latex(person.given)
    if not given:
        return f"{{{family}}}"
    if _PARTING.search(person.family):
        family = f"{{{family}}}"
    if _PARTING.search(person.given) or "," in person.given:
        given = f"{{{given}}}"
    return f"{family}, {given}"


def _further(name: str, text: str) -> str:
    if name in VERBATIM:
        return as_verbatim(text)
    # Two hyphens between pages are the range that BibLaTeX asks for.
    return text if name == "pages" and not SPECIAL_SIGN.search(text) else as_latex(text)


def export_csl(sources: Iterable[Source]) -> str:
    """The sources as CSL-JSON."""
    return write_list(csl_item(source) for source in sources)


@lru_cache(maxsize=256)
def csl_item(source: Source) -> Mapping[str, Any]:
    """A source as CSL 1.0.2 has it."""
    # CSL 1.0.2 has `document` for what it has no type for.
    kind = _CSL_TYPES.get(source.type, "document")
    if kind == "article-journal":
        kind = _ARTICLES.get(source.field("entrysubtype"), kind)
    return without_empty(
        {
            "id": source.id,
            "type": kind,
            "title": _title(source),
            **{
                _CSL_PEOPLE.get(part, part): list(map(_csl_name, people))
                for part, people in _parts(source)
                if part in ("author", "editor", *_CSL_PEOPLE)
            },
            **_placed(source, kind),
            "issued": _date(source.date) or without_empty({"literal": source.field("date")}),
            "accessed": _date(_read_date(source.read)),
            "language": source.language,
            "URL": source.url,
            "note": source.note,
            "citation-label": source.label,
        }
    )


def _title(source: Source) -> str:
    """With the subtitle, as CSL-JSON has it."""
    return ": ".join(filter(None, (source.title, source.field("subtitle"))))


def _csl_name(person: Person) -> dict[str, str]:
    if person.given:
        return {"family": person.family, "given": person.given}
    return {"literal": person.family}


def _placed(source: Source, kind: str) -> dict[str, Any]:
    """Every further field where CSL-JSON has a place for it, the others below "custom"."""
    fields = {name: text for name, text in source.fields if name not in _ELSEWHERE}
    # CSL-JSON has no mark for a list of names that is not complete.
    fields |= {"and-others": ", ".join(source.and_others)} if source.and_others else {}
    placed: dict[str, Any] = {}
    for place, names in _CSL_FIELDS.items():
        found = next((name for name in names if name in fields), "")
        placed[place] = fields.pop(found, "")
    if not (placed["container-title"] or placed["publisher"]):
        placed["publisher"] = source.publisher
    if kind in _IN_CONTAINERS and not placed["container-title"]:
        placed["container-title"] = placed.pop("publisher")
    # CSL counts the issues of a periodical, and has `number` for reports and all else.
    if kind not in _IN_CONTAINERS:
        placed["number"] = placed.pop("issue")
    # BibTeX writes a range of pages with two hyphens, CSL with one.
    return placed | {"page": placed["page"].replace("--", "-"), "custom": fields}


def _read_date(text: str) -> Date | None:
    try:
        return parse_date(text) if text else None
    except DateError:
        return None


def _date(date: Date | None) -> dict[str, Any] | None:
    if date is None:
        return None
    points = [date.start, date.end] if date.shape else [date.start]
    parts = [_numbers(point) for point in points if point]
    # CSL has one mark for both: it does not distinguish what is uncertain from what is approximate.
    circa = {"circa": True} if date.is_approximate or date.is_uncertain else {}
    return {"date-parts": parts, **circa}


def _numbers(point: Point) -> list[int]:
    # The parts of a date in CSL are year, month and day: a clock has no place there.
    day = point.text.rstrip("~?%").partition("T")[0]
    return [int(part) for part in day.split("-")]
