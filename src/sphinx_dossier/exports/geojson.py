"""Places and events as GeoJSON, in the form of Linked Places.

The form: https://github.com/LinkedPasts/linked-places-format. Coordinates are in the order of
GeoJSON: longitude, latitude. What has none is a feature without geometry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.exports.json_text import without_empty, write_rows
from sphinx_dossier.exports.jsonld import FILE
from sphinx_dossier.locale import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeAlias

    from sphinx_dossier.exports.json_rows import (
        DossierData,
        EventRow,
        PlaceRow,
        SourceRow,
        WithinRow,
    )

    Data: TypeAlias = dict[str, Any]

_CONTEXT: Final = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld"
)
# The three words that Linked Places has for it; a district or region is "less-certain".
_CERTAINTY: Final = {"point": "certain", "city": "certain", "approximate": "uncertain"}


def export_places(data: DossierData, language: str) -> bytes:
    """Every place, with its names, what it lies in and according to whom."""
    named = (*data["actors"], *data["places"])
    titles = {row["id"]: row["name"] for row in named}
    sources = {source["id"]: source for source in data["sources"]}
    features = []
    for place in data["places"]:
        cited = _citations(place, sources)
        geometry = _point(place)
        if geometry:
            certainty = _CERTAINTY.get(place.get("precision", ""), "less-certain")
            geometry |= without_empty({"certainty": certainty, "citations": cited})
        relations = [
            {
                # The term of the Getty vocabularies that Linked Places
                # uses for what a place is a part of.
                "relationType": "gvp:broaderPartitive",
                "relationTo": f"{FILE}#{one['place']}",
                "label": _parent_label(one, titles),
            }
            for one in place.get("within", ())
        ]
        feature = _feature(place, language, geometry)
        features.append(feature | without_empty({"relations": relations}))
    return _collection(features)


def export_events(data: DossierData, language: str) -> bytes:
    """Every event, with its time, at the places where it happened."""
    points = {place["id"]: _point(place) for place in data["places"]}
    features = []
    for event in data["events"]:
        geometry = _together([points.get(at) for at in event.get("at", ())])
        relations = [
            {"relationType": "https://schema.org/location", "relationTo": f"{FILE}#{at}"}
            for at in event.get("at", ())
        ]
        feature = _feature(event, language, geometry)
        extra = {"when": _when(event["when"]) if "when" in event else None, "relations": relations}
        features.append(feature | without_empty(extra))
    return _collection(features)


def _collection(features: list[Data]) -> bytes:
    return write_rows({"type": "FeatureCollection", "@context": _CONTEXT, "features": features})


def _feature(item: PlaceRow | EventRow, language: str, geometry: Data | None) -> Data:
    page = f"../{item['url']}"
    names = [{"toponym": item["name"], "lang": language}]
    names += [
        {"toponym": one["text"], **({"lang": one["lang"]} if "lang" in one else {})}
        for one in item.get("also", ())
    ]
    described = {"@id": page, "value": item.get("text"), "lang": language}
    return {
        "@id": f"{FILE}#{item['id']}",
        "type": "Feature",
        "properties": {"title": item["name"], "id": item["id"], "url": page},
        "names": names,
        # RFC 7946, 3.2: what has no place has null here, and the key may not be absent.
        "geometry": geometry,
        "links": [{"type": "primaryTopicOf", "identifier": page}],
        **({"descriptions": [described]} if "text" in item else {}),
    }


def _point(place: PlaceRow) -> Data | None:
    if "coord" not in place:
        return None
    latitude, longitude = place["coord"]
    # RFC 7946, 3.1.1: longitude first, the other way round than people say it.
    return {"type": "Point", "coordinates": [longitude, latitude]}


def _together(points: Iterable[Data | None]) -> Data | None:
    """Several points as one geometry; ``None`` where there is none."""
    # RFC 7946, 3.1.8, advises against a collection of one geometry, or of geometries of one type.
    found: list[list[float]] = []
    for point in filter(None, points):
        if point["coordinates"] not in found:
            found.append(point["coordinates"])
    if len(found) > 1:
        return {"type": "MultiPoint", "coordinates": found}
    return {"type": "Point", "coordinates": found[0]} if found else None


def _citations(place: PlaceRow, sources: Mapping[str, SourceRow]) -> list[Data]:
    keys = [cite["source"] for cite in place.get("cites", ())]
    cited = [sources[key] for key in keys if key in sources]
    return [
        {"label": source.get("title", source["id"]), "@id": source["url"]}
        for source in cited
        if "url" in source
    ]


def _parent_label(one: WithinRow, titles: Mapping[str, str]) -> str:
    name = titles.get(one["place"], one["place"])
    if "according_to" not in one:
        return words.say(words.PART_OF, whole=name)
    actor = titles.get(one["according_to"], one["according_to"])
    return words.say(words.PART_OF_SAYS, whole=name, actor=actor)


def _when(text: str) -> Data:
    """An EDTF date as a timespan; it keeps the signs for what is approximate or uncertain."""
    date = parse_date(text)
    start, end = (point.text if point else "" for point in (date.start, date.end))
    span: dict[str, Any] = {"start": {"in": start}}
    if date.shape == "[":
        span = {"start": without_empty({"earliest": start, "latest": end})}
    elif not start:
        span = {"start": {"latest": end}, "end": {"in": end}}
    elif date.shape:
        # Without an end, the form takes a timespan to end with its start.
        span["end"] = {"in": end} if end else {"earliest": start}
    return {"timespans": [span], "label": words.date(date)}
