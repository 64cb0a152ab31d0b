"""An index as plain data and as JSON: flat, sorted, the same bytes every time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from sphinx_dossier.answers.objects import question_state
from sphinx_dossier.core.kinds import citations
from sphinx_dossier.core.memo import once
from sphinx_dossier.core.model import (
    RELATIONS,
    Actor,
    Answer,
    Claim,
    Event,
    Object,
    Place,
    Question,
    Source,
)
from sphinx_dossier.core.status import standings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx_dossier.core.index import Index

T = TypeVar("T")
Data: TypeAlias = dict[str, Any]
"""A dossier, or one object of it, as it stands in ``dossier.json``."""
SCHEMA_VERSION: Final = 1
KIND_LISTS: Final = {
    "actor": "actors",
    "place": "places",
    "event": "events",
    "question": "questions",
    "claim": "claims",
}
"""The list that holds the objects of each kind."""
_SCHEMA = Path(__file__).parent / "dossier.schema.json"


def export_schema() -> str:
    """The JSON Schema (2020-12) of :func:`export_json`."""
    return _SCHEMA.read_text(encoding="utf-8")


def export_json(index: Index, title: str, as_of: str, locate: Callable[[str], str]) -> str:
    """The whole dossier as JSON; ``locate`` gives the address of a page from the site's root."""
    return write_rows(flat_data(index, title, as_of, locate))


def write_json(data: object) -> str:
    """Data as JSON with one value a line, for what people read."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def write_one(data: object) -> str:
    """Data as JSON in one line: there may be many such files, and this is quick to write."""
    return json.dumps(data, ensure_ascii=False) + "\n"


def write_rows(data: Mapping[str, object]) -> str:
    """JSON with one row of each list a line: to be compared by line, and quick to write."""
    parts = []
    for key, value in data.items():
        if isinstance(value, list) and value:
            text = write_list(value).rstrip()
        else:
            text = json.dumps(value, ensure_ascii=False)
        parts.append(f" {json.dumps(key)}: {text}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def write_list(rows: Iterable[object]) -> str:
    """A list as JSON, with one row a line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n"


def in_order(data: Data) -> Data:
    """``data`` with its keys in the order in which they are exported: that of the schema."""
    schema = json.loads(export_schema())

    def ordered(value: Any, part: Data) -> Any:
        part = schema["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part
        if isinstance(value, list):
            return [ordered(one, part["items"]) for one in value] if "items" in part else value
        known = part.get("properties", {})
        if isinstance(value, dict):
            return {key: ordered(value[key], known[key]) for key in known if key in value}
        return value

    found: Data = ordered(data, schema)
    return found


def export_objects(data: Data) -> dict[str, str]:
    """Each object as JSON of its own, by id."""
    return {
        thing["id"]: write_one({"schema": data["schema"], "kind": kind, **thing})
        for kind, things in KIND_LISTS.items()
        for thing in data[things]
    }


def flat_data(index: Index, title: str, as_of: str, locate: Callable[[str], str]) -> Data:
    """What ``dossier.json`` holds; ``locate`` gives the address of a page from the site's root."""
    lists: dict[str, Mapping[str, Object]] = {
        "actors": index.actors,
        "places": index.places,
        "events": index.events,
        "questions": index.questions,
        "claims": index.claims,
    }
    # The lists themselves stay where they are empty: readers can count on them.
    return {
        "schema": SCHEMA_VERSION,
        "title": title,
        **({"as_of": as_of} if as_of else {}),
        "sources": [without_absent(_source(index, one)) for one in _by_id(index.sources)],
        **{
            name: [flat_thing(index, thing, locate) for thing in _by_id(things)]
            for name, things in lists.items()
        },
    }


def flat_thing(index: Index, thing: Object, locate: Callable[[str], str]) -> Data:
    """One object as it stands in ``dossier.json``."""
    return {**flat_things(index)[thing.id], "url": f"{locate(index.home[thing.id])}#{thing.id}"}


@once
def flat_things(index: Index) -> Mapping[str, Data]:
    """Each object by id, without its address, which only a builder knows."""
    return {key: _flat(index, thing) for key, thing in index.objects.items()}


def _flat(index: Index, thing: Object) -> Data:
    match thing:
        case Actor():
            told = _actor(thing)
        case Place():
            told = _place(thing)
        case Event():
            told = _event(thing)
        case Question():
            told = _question(index, thing)
        case Claim():
            told = _claim(index, thing)
    found: Data = without_absent(told)
    return found


def _by_id(things: Mapping[str, T]) -> Iterable[T]:
    return (things[key] for key in sorted(things))


def without_absent(value: Any) -> Any:
    """``value`` without the keys that have no value: absent, not null."""
    if isinstance(value, dict):
        # Numbers are values, and zero is one.
        return {key: without_absent(one) for key, one in value.items() if one or one == 0}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [without_absent(one) for one in value]
    return value


def _source(index: Index, source: Source) -> dict[str, Any]:
    manifest = index.manifests.get(source.id)
    passages = [
        {
            "id": passage.id,
            "line": passage.line,
            "role": passage.role,
            "words": passage.words,
            "sha256": passage.sha256,
            "cited_by": sorted(index.cited_by.get((source.id, passage.id), ())),
        }
        for passage in (manifest.passages.values() if manifest else ())
    ]
    return {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "authors": [author.name for author in source.authors],
        "publisher": source.publisher,
        "date": str(source.date) if source.date else None,
        "language": source.language,
        "url": source.url,
        "read": source.read,
        "note": source.note,
        "passages": passages,
    }


def _naming(thing: Actor | Place | Event) -> dict[str, Any]:
    also = [{"text": name.text, "lang": name.lang} for name in thing.also]
    return {"also": also, "garbled": list(thing.garbled)}


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "side": actor.side,
        "role": actor.role,
        "of": actor.of,
        **_naming(actor),
        "text": actor.text,
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        **_naming(place),
        "coord": list(place.coord) if place.coord else None,
        "precision": place.precision,
        "within": [{"place": parent, "according_to": actor} for parent, actor in place.within],
        "cites": _cites(place),
        "text": place.text,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "name": event.name,
        **_naming(event),
        "when": str(event.when) if event.when else None,
        "basis": _basis(event),
        "at": list(event.at),
        "with": list(event.with_),
        "part_of": event.part_of,
        "cites": _cites(event),
        "text": event.text,
    }


def _question(index: Index, question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "text": question.name,
        "kind": question.kind,
        "unit": question.unit,
        "about": list(question.about),
        "searched": [{"side": side, "what": what} for side, what in question.searched],
        "state": question_state(index, question.id),
    }


def _claim(index: Index, claim: Claim) -> dict[str, Any]:
    standing = standings(index)[claim.id]
    ends = index.relations.get(claim.id, {})
    return {
        "id": claim.id,
        "text": claim.text,
        "by": claim.by,
        "act": claim.act,
        "said": str(claim.said) if claim.said else None,
        "basis": _basis(claim),
        "via": list(claim.via),
        "to": list(claim.to),
        "event": claim.event,
        "at": list(claim.at),
        "cites": _cites(claim),
        "answers": _answers(index, claim.answers) if claim.answers else None,
        "relations": {word: sorted(ends[word]) for word in RELATIONS if word in ends},
        "drift": claim.drift,
        "searched": claim.searched,
        "status": standing.status,
        "statuses": list(standing.marks),
        "reach": standing.reach,
        "origins": list(standing.origins),
    }


def _basis(thing: Claim | Event) -> dict[str, str]:
    return {"word": thing.basis.word, "note": thing.basis.note}


def _cites(thing: Object) -> list[dict[str, str]]:
    return [
        {"source": cite.source, "passage": cite.passage, "quote": cite.quote}
        for cite in citations(thing)
    ]


def _answers(index: Index, answer: Answer) -> dict[str, Any]:
    asked = index.questions.get(answer.question)
    exact = answer.minimum is not None and answer.minimum == answer.maximum
    value: object = _plain(answer.minimum) if exact else None
    if not answer.is_quantity:
        value = answer.words
    return {
        "question": answer.question,
        "value": value,
        "min": None if exact else _plain(answer.minimum),
        "max": None if exact else _plain(answer.maximum),
        "unit": asked.unit if asked and answer.is_quantity else None,
    }


def _plain(value: float | None) -> float | int | None:
    return int(value) if value is not None and value.is_integer() else value
