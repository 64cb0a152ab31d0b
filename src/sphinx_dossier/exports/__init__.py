"""The open data: an index in the formats that others read, one module a format (layer 2)."""

from __future__ import annotations

from sphinx_dossier.exports.flat import export_json, export_schema

__all__ = ["export_json", "export_schema"]
