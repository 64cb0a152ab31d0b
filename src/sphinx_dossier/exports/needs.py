"""The objects as sphinx-needs imports them: ``needs.json``.

``needs.toml`` beside it declares the types, fields and links, so that ``needimport`` knows them.
"""

from __future__ import annotations

import json
import re
from typing import Final

from sphinx_dossier.core.model import RELATIONS
from sphinx_dossier.core.names import excerpt
from sphinx_dossier.exports.dossier_json import KIND_LISTS, Data
from sphinx_dossier.exports.jsonld import without_empty

_FIELDS: Final = (
    "act", "drift", "kind", "precision", "reach", "role", "said", "side", "unit", "url", "value",
    "when",
)  # fmt: skip
_LINKS: Final = {
    "about": "asked by",
    "answers": "answered by",
    "at": "place of",
    "by": "says",
    "event": "told of by",
    "of": "represented by",
    "origins": "origin of",
    "part_of": "includes",
    "to": "addressed by",
    "via": "relays",
    "with": "takes part in",
    "within": "contains",
}
"""Each link, and what it is called from the other end."""
_MARKUP = re.compile(r"([\\`*_|\[\]<>{}#]|^[-+=~.:])")


def export_needs(data: Data) -> str:
    """All objects of all kinds as needs, under their own ids, with one need a line."""
    needs = [_need(kind, thing) for kind, things in KIND_LISTS.items() for thing in data[things]]
    head = json.dumps(data["title"], ensure_ascii=False)
    version = json.dumps(str(data["schema"]))
    lines = ",\n".join(
        f"{json.dumps(need['id'])}: {json.dumps(need, ensure_ascii=False)}"
        for need in sorted(needs, key=lambda need: str(need["id"]))
    )
    return (
        f'{{\n"project": {head},\n"current_version": {version},\n"versions": {{{version}: {{\n'
        f'"needs_amount": {len(needs)},\n"needs": {{\n{lines}\n}}}}}}}}\n'
    )


def export_needs_settings() -> str:
    """The types, fields and links as TOML, for ``needs_from_toml``."""
    types = [
        f'  {{ directive = "{kind}", title = "{kind.capitalize()}", prefix = "" }},'
        for kind in KIND_LISTS
    ]
    lines = [
        "# Lets sphinx-needs import needs.json: put both beside conf.py, which says",
        '# needs_from_toml = "needs.toml"',
        "[needs]",
        'id_regex = "^[a-z0-9-]+$"',
        "types = [",
        *types,
        "]",
    ]
    for name in _FIELDS:
        lines += ["", f"[needs.fields.{name}]", "nullable = true"]
    for name, converse in sorted({**_LINKS, **RELATIONS}.items()):
        names = (
            f'outgoing = "{name.replace("_", " ").replace("-", " ")}"',
            f'incoming = "{converse.replace("-", " ")}"',
        )
        lines += ["", f"[needs.links.{name}]", *names]
    return "\n".join(lines) + "\n"


def _need(kind: str, thing: Data) -> Data:
    text = thing.get("text", "")
    answers = thing.get("answers", {})
    fields: dict[str, str] = {name: str(thing[name]) for name in _FIELDS if name in thing}
    links = {
        name: value if isinstance(value, list) else [value]
        for name in _LINKS
        if (value := thing.get(name)) and name not in ("answers", "within")
    }
    return without_empty(
        {
            "id": thing["id"],
            "type": kind,
            "title": thing.get("name") or (text if kind == "question" else excerpt(text)) or kind,
            "content": "" if kind == "question" else _MARKUP.sub(r"\\\1", text),
            # sphinx-needs keeps the word `state` to itself.
            "status": thing.get("status", thing.get("state")),
            **fields,
            "value": _value(answers),
            **links,
            "answers": [answers["question"]] if answers else None,
            "within": list(dict.fromkeys(one["place"] for one in thing.get("within", ()))),
            **thing.get("relations", {}),
        }
    )


def _value(answers: Data) -> str:
    if "value" in answers:
        return str(answers["value"])
    ends = [str(answers.get(end, "")) for end in ("min", "max")]
    return "..".join(ends) if any(ends) else ""
