"""Works as RIS, the format that every reference manager reads: one tagged line a field.

The tags are those of the Research Information Systems of 2011, as Zotero and EndNote read them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx_dossier.exports.bibtex_csl import csl_item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_dossier.core.model import Source

_TYPES: Final = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry-encyclopedia": "ENCYC",
    "manuscript": "UNPB",
    "motion_picture": "VIDEO",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "report": "RPRT",
    "software": "COMP",
    "thesis": "THES",
    "webpage": "ELEC",
}
"""What RIS calls the types of CSL; all others are ``GEN``."""
_NAMES: Final = {"author": "AU", "editor": "ED", "translator": "A4"}
_FIELDS: Final = {
    "title": "TI",
    "container-title": "T2",
    "collection-title": "T3",
    "publisher": "PB",
    "publisher-place": "CY",
    "volume": "VL",
    "issue": "IS",
    "page": "SP",
    "edition": "ET",
    "version": "ET",
    "DOI": "DO",
    "ISBN": "SN",
    "ISSN": "SN",
    "language": "LA",
    "note": "N1",
    "URL": "UR",
}


def export_ris_records(sources: Iterable[Source]) -> str:
    """Each work as a record, from its type to the mark of its end."""
    return "\n".join(_record(csl_item(source)) for source in sources)


def _record(item: Mapping[str, Any]) -> str:
    lines = (f"{tag}  - {' '.join(text.split())}\n" for tag, text in _fields(item) if text)
    # The mark of the end has a blank behind its hyphen too.
    return "".join([*lines, "ER  - \n"])


def _fields(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES.get(item["type"], "GEN")
    yield "ID", item["id"]
    for part, tag in _NAMES.items():
        for one in item.get(part, ()):
            yield tag, ", ".join(filter(None, (one.get("family"), one.get("given"))))
            yield tag, one.get("literal", "")
    for field, tag in _FIELDS.items():
        yield tag, str(item.get(field, ""))
    yield from _dates(item)


def _dates(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for field, tag in (("issued", "DA"), ("accessed", "Y2")):
        points: list[list[int]] = item.get(field, {}).get("date-parts", [])
        for year, *rest in points[:1]:
            # Parts that are not known stay empty between their strokes.
            month, day = [*(f"{one:02}" for one in rest), "", ""][:2]
            if tag == "DA":
                yield "PY", f"{year:04}"
            yield tag, f"{year:04}/{month}/{day}"
