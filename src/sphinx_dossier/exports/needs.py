"""The objects as sphinx-needs imports them: ``needs.json`` (layer 2).

``needs.toml`` beside it declares the types, fields and links, so that ``needimport`` knows them.
"""

from __future__ import annotations

from typing import Any, Final

from sphinx_dossier.exports.flat import KIND_LISTS, Data, write_lines
from sphinx_dossier.model import RELATIONS
from sphinx_dossier.names import excerpt

_FIELDS: Final = (
    "kind", "side", "role", "when", "said", "act", "unit", "precision", "drift", "status", "url",
)  # fmt: skip
_LINKS: Final = (
    "by", "via", "to", "event", "at", "origins", "of", "with", "part_of", "about",
)  # fmt: skip
_TOML_HEAD: Final = """\
# Lets sphinx-needs import needs.json: put this file beside conf.py, and into conf.py
# needs_from_toml = "needs.toml"
[needs]
id_regex = "^[a-z0-9-]+$"
"""


def export_needs(data: Data) -> str:
    """All objects of all kinds as needs, under their own ids."""
    needs = {
        thing["id"]: _need(kind, thing)
        for kind, things in KIND_LISTS.items()
        for thing in data[things]
    }
    version = str(data["schema"])
    head = {"project": data["title"], "current_version": version}
    return write_needs(head, version, needs)


def write_needs(head: dict[str, str], version: str, needs: dict[str, Any]) -> str:
    """The envelope of a ``needs.json``, with one need a line."""
    return write_lines(head, version, needs)


def _need(kind: str, thing: Data) -> Data:
    text = thing.get("text", "")
    name = thing.get("name") or (text if kind == "question" else excerpt(text))
    need: Data = {"id": thing["id"], "type": kind, "title": name or thing["id"]}
    if kind != "question":
        need["content"] = text
    return need
