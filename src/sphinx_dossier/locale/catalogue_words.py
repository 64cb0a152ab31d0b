"""The words of a catalogue of many dossiers: of its pages, and of the script that searches them.

Slots are named as in :mod:`sphinx_dossier.locale.words`; a pair is for one and for all other
numbers.
"""

from __future__ import annotations

from typing import Any, Final

from sphinx_dossier.locale import words
from sphinx_dossier.locale.search_words import SEARCH_WORDS

TITLE: Final = "Catalogue of dossiers"
SUMMARY: Final = "{claims} in {dossiers}, by {speakers}, out of {sources}."
DOSSIERS: Final = ("{count} dossier", "{count} dossiers")
SPEAKERS: Final = ("{count} actor", "{count} actors")
SEARCH: Final = "Search all dossiers"
ALL_DOSSIERS: Final = "All dossiers"
NEEDS_JAVASCRIPT: Final = "The search needs JavaScript. All dossiers are listed on the page {link}."
BETWEEN: Final = "Between dossiers"
BETWEEN_NONE: Final = "No claim of one dossier names a claim of another one."
BETWEEN_LINE: Final = "{claim} ({dossier}) {relation} {other} ({there})"
BETWEEN_MORE: Final = ("{count} more is in {file}.", "{count} more are in {file}.")
KINDS: Final = "What there is"
STATUSES: Final = "Claims by status"
ORIGINS: Final = "Claims by independent origins"
YEARS: Final = "Claims by year"
NO_YEAR: Final = "without a date"
NO_ORIGIN: Final = "none counted"
MANY_ORIGINS: Final = "{count} or more"
DATA: Final = "Data"
DATA_ABOUT: Final = "Tables in the form Parquet; DuckDB, pandas, R and others read them."
DOSSIER: Final = "Dossier"
NAME: Final = "Name"
FIRST: Final = "First"
LAST: Final = "Last"
BYTES: Final = "Bytes"

CATALOGUE_WORDS: Final[dict[str, Any]] = {
    "language": words.LANGUAGE,
    "headings": {"kind": "Type", "status": "Status", "dossier": "Dossier"},
    "kinds": SEARCH_WORDS["types"],
    "results": SEARCH_WORDS["results"],
    "some": SEARCH_WORDS["some"],
    "nothing": "Nothing found.",
    "reading": "Reading …",
    "failed": "A part of the index could not be read: load the page again.",
    "parts": "Words that begin with “{word}” are too many: only the word itself was looked for.",
    "more": SEARCH_WORDS["more"],
    "others": ("and {count} more dossier", "and {count} more dossiers"),
    "chosen": SEARCH_WORDS["chosen"],
    "filters": "Filters",
    "divider": words.DIVIDER,
}
"""By the names under which the script asks for them."""
