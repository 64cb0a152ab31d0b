"""The open data: an index in the formats that others read, one module a format (layer 2)."""

from __future__ import annotations

from sphinx_dossier.exports.everything import Site, export_data
from sphinx_dossier.exports.feed import export_feed
from sphinx_dossier.exports.flat import export_json, export_objects, export_schema, flat_data
from sphinx_dossier.exports.gazetteer import export_events, export_places
from sphinx_dossier.exports.linked import VOCABULARY, export_linked, export_page
from sphinx_dossier.exports.llms import export_llms
from sphinx_dossier.exports.needs import export_needs, export_needs_settings
from sphinx_dossier.exports.package import (
    FILES,
    PACKAGE,
    export_package,
    licence_of,
    queries,
    question_of,
)
from sphinx_dossier.exports.references import export_bibtex, export_csl
from sphinx_dossier.exports.tables import export_tables, read_tables

__all__ = [
    "FILES",
    "PACKAGE",
    "VOCABULARY",
    "Site",
    "export_bibtex",
    "export_csl",
    "export_data",
    "export_events",
    "export_feed",
    "export_json",
    "export_linked",
    "export_llms",
    "export_needs",
    "export_needs_settings",
    "export_objects",
    "export_package",
    "export_page",
    "export_places",
    "export_schema",
    "export_tables",
    "flat_data",
    "licence_of",
    "queries",
    "question_of",
    "read_tables",
]
