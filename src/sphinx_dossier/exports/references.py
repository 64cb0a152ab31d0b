"""The sources for reference managers: BibLaTeX and CSL-JSON (layer 2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sphinx_dossier.dates import Date, DateError, Point, parse_date
from sphinx_dossier.exports.flat import write_json
from sphinx_dossier.exports.linked import without_empty

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dossier.model import Source

_SPECIAL: Final = {
    **{sign: f"\\{sign}" for sign in "&%$#_"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_CSL_TYPES: Final = {
    "article": "article-journal",
    "book": "book",
    "inproceedings": "paper-conference",
    "online": "webpage",
    "report": "report",
    "thesis": "thesis",
}


def export_bibtex(sources: Iterable[Source]) -> str:
    """The sources as BibLaTeX; names are kept whole, and titles keep their capitals."""
    return "\n".join(map(_entry, sources))


def _entry(source: Source) -> str:
    published_in = "journaltitle" if source.type == "article" else "publisher"
    fields = {
        "author": " and ".join(f"{{{_escaped(name)}}}" for name in source.authors),
        "title": f"{{{_escaped(source.title)}}}" if source.title else "",
        published_in: _escaped(source.publisher),
        "date": str(source.date or ""),
        "langid": source.language,
        "url": source.url,
        "urldate": source.read,
        "note": _escaped(source.note),
        "label": _escaped(source.label),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{source.type}{{{source.id},", *lines, "}\n"])


def _escaped(text: str) -> str:
    return re.sub(r"[&%$#_\\~^]", lambda sign: _SPECIAL[sign[0]], text)


def export_csl(sources: Iterable[Source]) -> str:
    """The sources as CSL-JSON."""
    return write_json([_item(source) for source in sources])


def _item(source: Source) -> dict[str, Any]:
    kind = _CSL_TYPES.get(source.type, "document")
    published_in = "container-title" if kind in ("article-journal", "webpage") else "publisher"
    return without_empty(
        {
            "id": source.id,
            "type": kind,
            "title": source.title,
            "author": [{"literal": name} for name in source.authors],
            published_in: source.publisher,
            "issued": _date(source.date),
            "accessed": _date(_read_date(source.read)),
            "language": source.language,
            "URL": source.url,
            "note": source.note,
        }
    )


def _read_date(text: str) -> Date | None:
    try:
        return parse_date(text) if text else None
    except DateError:
        return None


def _date(date: Date | None) -> dict[str, Any] | None:
    if date is None:
        return None
    points = [date.start, date.end] if date.shape else [date.start]
    parts = [_parts(point) for point in points if point]
    circa = {"circa": True} if date.is_approximate or date.is_uncertain else {}
    return {"date-parts": parts, **circa}


def _parts(point: Point) -> list[int]:
    day = point.text.rstrip("~?%").partition("T")[0]
    return [int(part) for part in day.split("-")]
