"""The JSON Schema (2020-12) of ``dossier.json``, out of the table of kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx_dossier.core.identifiers import ID_PATTERN
from sphinx_dossier.core.kinds import PASSAGE_FIELDS, SOURCE_FIELDS, FieldType
from sphinx_dossier.core.model import BASES
from sphinx_dossier.core.vocabulary import KNOWN, PLAIN
from sphinx_dossier.exports.dossier_json import SCHEMA_VERSION
from sphinx_dossier.exports.json_text import write_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_dossier.core.kinds import FieldRow, Kind
    from sphinx_dossier.core.vocabulary import MatterVocabulary

_REF: Final = "#/$defs/"
_ID: Final = {"$ref": f"{_REF}id"}
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
                    "as_of": {**_EDTF, "description": "The day up to which events are followed"},
                    **own,
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
        relations = {field.key: _property(field) for field in kind.relations}
        properties["relations"] |= {
            "type": "object",
            "additionalProperties": False,
            "properties": {field.name: relations[field.key] for field in kind.relations},
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
        case FieldType.PASSAGES:
            return {"type": "array", "items": _rows(PASSAGE_FIELDS)}
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
        "claim": _said(_ID, "The claim at the other end"),
        "proposition": _said(_WORDS, "What both claims state"),
        "inferred": _INFERRED,
    },
    ["claim"],
)
_SHAPES: Final[dict[FieldType, dict[str, Any]]] = {
    FieldType.LINE: _WORDS,
    FieldType.LINES: {"type": "array", "items": _WORDS},
    FieldType.ID: _ID,
    FieldType.IDS: {"type": "array", "items": _ID},
    FieldType.RELATED: {"type": "array", "items": _END},
    FieldType.STATED: {"type": "array", "items": _END},
    FieldType.RELAYS: {
        "type": "array",
        "items": _object(
            {"actor": _said(_ID, "Who passed it on"), "inferred": _INFERRED}, ["actor"]
        ),
    },
    FieldType.ROAD: {
        "type": "array",
        "items": _object(
            {
                "step": _said({"type": "integer", "minimum": 1}, "1 is next to the first speaker"),
                "from": _said({"type": "array", "items": _ID}, "Who passed it on, or said it"),
                "to": _said(_ID, "Who took it over"),
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
                "place": _said(_ID, "The place it lies in"),
                "according_to": _said(_ID, "Who says so, where it is contested"),
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
    FieldType.ANSWERS: {
        "type": "array",
        "items": _object(
            {
                "question": _said(_ID, "The question"),
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
