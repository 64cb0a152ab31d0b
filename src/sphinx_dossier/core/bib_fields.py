"""Which fields of a .bib entry are published: those that BibLaTeX prints, and no other.

Reference managers keep more beside them: paths on the disk of their user, remarks, groups, ratings,
abstracts that are not theirs to give away. No list of these is ever complete, so this is a list of
what is for readers. ``note`` is one, and printed; ``annotation`` is not.
"""

from __future__ import annotations

import re
from typing import Final

from sphinx_dossier.core.lazy_pattern import lazy_pattern

_TITLES: Final = """
    titleaddon subtitle shorttitle booktitle booksubtitle booktitleaddon maintitle mainsubtitle
    maintitleaddon journal journaltitle journalsubtitle journaltitleaddon shortjournal issuetitle
    issuesubtitle issuetitleaddon eventtitle eventtitleaddon origtitle reprinttitle series
    shortseries
"""
_PLACES: Final = """
    publisher institution school organization location address venue origpublisher origlocation
    howpublished addendum type entrysubtype
"""
_NUMBERS: Final = """
    volume volumes number issue part chapter pages pagetotal edition version eid isbn issn isan
    ismn isrn iswc doi eprint eprinttype eprintclass archiveprefix primaryclass pmid pmcid
"""
DATES: Final = frozenset({"eventdate", "origdate", "archivedate"})
"""Fields for readers that are dates, in which a tilde says that they are approximate."""
_OTHERS: Final = """
    archiveurl pubstate language origlanguage keywords editortype editoratype editorbtype
    editorctype
"""
PUBLIC: Final = DATES.union(" ".join((_TITLES, _PLACES, _NUMBERS, _OTHERS)).split())
"""Fields that are published as they are, besides those that a source has an attribute for."""
VERBATIM: Final = frozenset({"doi", "eprint", "archiveurl"})
"""Fields that BibLaTeX reads letter by letter, without LaTeX, as it reads an address."""
# What JabRef, Zotero and their plug-ins write among the keywords of their user.
_TOOL = lazy_pattern(
    r"[_#/:⛔].*|prio\d|rank\d|qualityassured|printed|relevant|read|skimmed|nosource"
    r"|jabref_nokeywordassigned",
    re.IGNORECASE,
)
_COMMA = lazy_pattern(r"\s*[,;]\s*")


def public_keywords(text: str) -> str:
    """Keywords without those that programs keep for themselves, as ``prio1`` or ``_tablet``."""
    words = _COMMA.split(text)
    kept = [word for word in words if not _TOOL.fullmatch(word)]
    return text if len(kept) == len(words) else ", ".join(kept)
