"""The JSON Schema (2020-12) of ``dossier.json``, out of the table of kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx_dossier.core.identifiers import ID_PATTERN, NAME_PATTERN
from sphinx_dossier.core.kinds import KINDS, PASSAGE_FIELDS, SOURCE_FIELDS, FieldType
from sphinx_dossier.core.model import BASES, DRIFT_PARTS, FATES
from sphinx_dossier.core.site_folders import SCHEMA_VERSION
from sphinx_dossier.core.vocabulary import KNOWN, PLAIN
from sphinx_dossier.exports.json_text import write_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_dossier.core.kinds import FieldRow, Kind
    from sphinx_dossier.core.vocabulary import MatterVocabulary

_REF: Final = "#/$defs/"
_ID: Final = {"$ref": f"{_REF}id"}
_NAME: Final = {"$ref": f"{_REF}name"}
# Only how a date begins: that its day exists is more than a pattern can say.
_EDTF: Final = {"type": "string", "pattern": r"^[\[{]?(\d{4}|\.\.)"}


def export_schema(vocabulary: MatterVocabulary = PLAIN) -> str:
    """The schema as JSON: readers of the data find each value with its meaning.

    The words of the ``vocabulary`` are among those that it allows.
    """
    own = {"vocabulary": _OWN_WORDS} if vocabulary.added else {}
    kinds = vocabulary.kinds.values()
    return write_json(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "A dossier: sources, actors, places, events, questions and claims",
            "description": "Absent values are left out. Lists are sorted by id. Ids are unique "
            "over all kinds and permanent.",
            **_object(
                {
                    "schema": {"const": SCHEMA_VERSION, "description": "Version of this shape"},
                    "title": {"type": "string", "description": "The title of the site"},
                    "address": {**_WORDS, "description": "Where the site is published"},
                    "as_of": {**_EDTF, "description": "The day up to which events are followed"},
                    **own,
                    "sites": _list("Other dossiers that objects are named of", _SITE),
                    "abroad": _list("What is named of them, and where it is", _ABROAD),
                    "sources": _list("Publications, by key", _rows(SOURCE_FIELDS)),
                    **{kind.plural: _list(kind.holds, _kind(kind)) for kind in kinds},
                },
                ["schema", "title", "sources", *(kind.plural for kind in kinds)],
            ),
            "$defs": _DEFINITIONS,
        }
    )


def _object(properties: Mapping[str, Any], required: Iterable[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(required),
        # Otherwise a misspelt key would pass for a new one, and its value for absent.
        "additionalProperties": False,
        "properties": dict(properties),
    }


def _list(means: str, items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "description": means, "items": dict(items)}


def _rows(fields: Iterable[FieldRow]) -> dict[str, Any]:
    rows = [*fields]
    required = [field.key for field in rows if field.required]
    return _object({field.key: _property(field) for field in rows}, required)


def _kind(kind: Kind) -> dict[str, Any]:
    # What authors must write may still be missing: the data are written with its problem.
    required = [
        field.key for field in kind.data if field.required and field.name not in kind.options
    ]
    properties = {field.key: _property(field) for field in kind.data}
    if kind.relations:
        # Converses too: of a claim of another site, whose own row is not here.
        properties["relations"] |= {
            "type": "object",
            "additionalProperties": False,
            "properties": {field.name: _property(field) for field in kind.all_relations},
        }
    return _object(properties, required)


def _property(field: FieldRow) -> dict[str, Any]:
    """What a value of the field is like, and what it means."""
    return {**_shape(field), "description": field.means}


def _shape(field: FieldRow) -> dict[str, Any]:
    words = {"enum": list(field.choices)}
    match field.type:
        case FieldType.WORD:
            return words
        case FieldType.WORDS:
            return {"type": "array", "items": words, "minItems": 1}
        case FieldType.ID:
            # What has no kinds is the object's own id, or a side: both are of this dossier.
            return _NAME if field.kinds else _ID
        case FieldType.PASSAGES:
            return {"type": "array", "items": _rows(PASSAGE_FIELDS)}
        case FieldType.LINE if field.most:
            return {**_WORDS, "maxLength": field.most}
        case _:
            return _SHAPES[field.type]


# What is absent has no key, so that an empty text can only be a mistake.
_WORDS: Final = {"type": "string", "minLength": 1}


def _said(shape: Mapping[str, Any], means: str) -> dict[str, Any]:
    return {**shape, "description": means}


_OWN_WORDS: Final = _list(
    "Words of this dossier beside those that all dossiers have",
    _object(
        {
            "part": _said({"enum": [*KNOWN]}, "What it is a word for"),
            "word": _said(_ID, "The word, as the data have it"),
            "like": _said(_WORDS, "The known word on which it acts like"),
            "label": _said(_WORDS, "What it is called"),
        },
        ["part", "word"],
    ),
)
_INFERRED: Final = {"const": True, "description": "That no source prints this: our inference"}
_END: Final = _object(
    {
        "claim": _said(_NAME, "The claim at the other end"),
        "proposition": _said(_WORDS, "What both claims state"),
        "inferred": _INFERRED,
    },
    ["claim"],
)
_WEB: Final = {"type": "string", "pattern": "^https?://"}
_SITE: Final = _object(
    {
        "id": _said(_ID, "What ids of its objects begin with, before a colon"),
        "title": _said(_WORDS, "The title of the site"),
        "url": _said(_WEB, "Where it is published, with a slash at the end"),
        "digest": _said(_WORDS, "The SHA-256 of its dossier.json"),
    },
    ["id", "url"],
)
_ABROAD: Final = _object(
    {
        "id": _said(_WORDS, "Its site, a colon, and its id there"),
        "kind": _said({"enum": [*KINDS, "source"]}, "What it is"),
        "name": _said(_WORDS, "Its name; of a claim, how its text begins"),
        "url": _said(_WEB, "Where it is, with the anchor; of a source, where it was read"),
    },
    ["id", "kind"],
)
_SHAPES: Final[dict[FieldType, dict[str, Any]]] = {
    FieldType.LINE: _WORDS,
    FieldType.LINES: {"type": "array", "items": _WORDS},
    FieldType.IDS: {"type": "array", "items": _NAME},
    FieldType.RELATED: {"type": "array", "items": _END},
    FieldType.STATED: {"type": "array", "items": _END},
    FieldType.RELAYS: {
        "type": "array",
        "items": _object(
            {"actor": _said(_NAME, "Who passed it on"), "inferred": _INFERRED}, ["actor"]
        ),
    },
    FieldType.ROAD: {
        "type": "array",
        "items": _object(
            {
                "step": _said({"type": "integer", "minimum": 1}, "1 is next to the first speaker"),
                "from": _said({"type": "array", "items": _NAME}, "Who passed it on, or said it"),
                "to": _said(_NAME, "Who took it over"),
                "medium": _said(_WORDS, "The cited publication of that actor"),
                "inferred": _INFERRED,
            },
            ["step", "from", "to"],
        ),
    },
    FieldType.NUMBER: {"type": "integer", "minimum": 0},
    FieldType.DATE: _EDTF,
    FieldType.TIMEZONE: _WORDS,
    FieldType.NOT_BEFORE: _object(
        {
            "date": _said(_EDTF, "The date"),
            "source": _said(_WORDS, "The source that shows it"),
            "passage": {"$ref": f"{_REF}passage", "description": "The passage in it"},
            "quote": _said(_WORDS, "Three to twelve of its words"),
        },
        ["date", "source"],
    ),
    FieldType.KEY: _WORDS,
    FieldType.PASSAGE: {"$ref": f"{_REF}passage"},
    FieldType.HASH: {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    FieldType.ADDRESS: {"type": "string", "pattern": "^[^#]*#[a-z]"},
    FieldType.BASIS: _object(
        {
            "word": _said({"enum": list(BASES)}, "Stated, reckoned from another date, or inferred"),
            "note": _said(_WORDS, "From what"),
        },
        ["word"],
    ),
    FieldType.NAMES: {
        "type": "array",
        "items": _object(
            {
                "text": _said(_WORDS, "The name"),
                "lang": _said({"type": "string"}, "Its language, a BCP 47 tag"),
            },
            ["text"],
        ),
    },
    FieldType.COORD: {
        "type": "array",
        "prefixItems": [
            {"type": "number", "minimum": -90, "maximum": 90},
            {"type": "number", "minimum": -180, "maximum": 180},
        ],
        "minItems": 2,
        "maxItems": 2,
    },
    FieldType.WITHIN: {
        "type": "array",
        "items": _object(
            {
                "place": _said(_NAME, "The place it lies in"),
                "according_to": _said(_NAME, "Who says so, where it is contested"),
            },
            ["place"],
        ),
    },
    FieldType.CITATIONS: {"type": "array", "items": {"$ref": f"{_REF}citation"}},
    FieldType.SEARCHED: {
        "type": "array",
        "items": _object(
            {"side": _said(_ID, "The side"), "what": _said(_WORDS, "What was searched")},
            ["side", "what"],
        ),
    },
    FieldType.PARTS: {
        "type": "array",
        "items": _object(
            {
                "part": _said({"enum": list(DRIFT_PARTS)}, "The part of the statement"),
                "fate": _said({"enum": list(FATES)}, "What became of it"),
                "now": _said(_WORDS, "What it was changed to"),
            },
            ["part", "fate"],
        ),
    },
    FieldType.ANSWERS: {
        "type": "array",
        "items": _object(
            {
                "question": _said(_NAME, "The question"),
                "value": {"type": ["number", "string"], "description": "A number or words"},
                "min": {"type": "number", "description": "The least, of a range"},
                "max": {"type": "number", "description": "The most, of a range"},
                "about": {
                    "type": "number",
                    "description": "What the speaker called approximate: the range is a tenth "
                    "less and more",
                },
                "unit": _said(_WORDS, "What is counted"),
            },
            ["question"],
        ),
    },
}
"""What JSON holds for a value of each type."""
_DEFINITIONS: Final = {
    "id": {
        "type": "string",
        "description": "The id of an object, permanent and unique over all kinds",
        # JSON Schema asks for patterns without groups that do not capture.
        "pattern": f"^{ID_PATTERN.replace('(?:', '(')}$",
    },
    "name": {
        "type": "string",
        "description": "The id of an object, or of one of another dossier behind the name of its "
        "site and a colon",
        "pattern": f"^{NAME_PATTERN.replace('(?:', '(')}$",
    },
    "passage": {
        "type": "string",
        "description": "A passage of a source",
        "pattern": "^p[0-9]+$",
    },
    "citation": _object(
        {
            "source": {"type": "string", "description": "The key of the source"},
            "passage": {"$ref": f"{_REF}passage", "description": "The passage in it"},
            "quote": _said(_WORDS, "Three to twelve of its words"),
        },
        ["source"],
    ),
}
