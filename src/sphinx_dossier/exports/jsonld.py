"""The data as linked data: JSON-LD with its context inside, for a file and for each page.

Standard terms say what they can: schema.org what things are, PROV who is answerable for a claim
and what it is quoted from, Web Annotation which words of which passage carry it, CiTO what claims
do to each other, SKOS how things are called. What no standard has is in :data:`VOCABULARY`.
A thing has one address, ``data/dossier.jsonld#ID``, whatever page it stands on.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote

from sphinx_dossier.core.dates import Date, parse_date
from sphinx_dossier.exports.dossier_json import Data, write_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

FILE: Final = "dossier.jsonld"
NAMESPACE: Final = "urn:sphinx-dossier:"
VOCABULARY: Final = {
    "act": "What somebody does by a claim: asserts, denies, accuses, concedes and so on.",
    "basis": "How a date is known: stated, relative or inferred.",
    "basisNote": "What the date was worked out from.",
    "drift": "What changed between a claim and the one that it drifted from.",
    "origin": "An independent first speaker behind a claim: copies and translations add none.",
    "passageRole": "What a passage is: title, heading, lead, caption, body or furniture.",
    "precision": "What coordinates stand for: a point, city, district or region.",
    "reach": "How many publications carry a claim.",
    "searched": "What was searched for a first speaker, or for an answer of a side, and not found.",
    "side": "The side of the matter that somebody is on.",
    "state": "Whether the answers to a question agree; worked out, never typed.",
    "status": "What became of a claim; worked out, never typed, and never true or false.",
    "unit": "What a question of quantity counts.",
    "via": "The relays of a claim in their order; the first speaker is the last.",
}
"""The terms of our own, where no standard has one."""
RELATION_TERMS: Final = {
    "denies": "cito:disagreesWith",
    "disputes": "cito:disputes",
    "corroborates": "cito:confirms",
    "repeats": "cito:containsAssertionFrom",
    "updates": "cito:updates",
    "corrects": "cito:corrects",
    "concedes": "cito:agreesWith",
    "drifted-from": "prov:wasDerivedFrom",
}
"""What other vocabularies call the relations between claims."""
_ACTOR_TYPES: Final = {
    "person": "schema:Person",
    "state": "schema:GovernmentOrganization",
    "government-body": "schema:GovernmentOrganization",
    "media": "schema:NewsMediaOrganization",
    "research-organisation": "schema:ResearchOrganization",
}
_SOURCE_TYPES: Final = {
    "article": "schema:ScholarlyArticle",
    "book": "schema:Book",
    "online": "schema:Article",
    "report": "schema:Report",
    "thesis": "schema:Thesis",
}
_EDTF: Final = "http://id.loc.gov/datatypes/edtf/EDTF"
CONTEXT: Final[dict[str, object]] = {
    "@version": 1.1,
    "cito": "http://purl.org/spar/cito/",
    "dcterms": "http://purl.org/dc/terms/",
    "dossier": NAMESPACE,
    "lode": "http://linkedevents.org/ontology/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms:date": {"@type": _EDTF},
    "dossier:via": {"@type": "@id", "@container": "@list"},
    **{
        term: {"@type": "@id"}
        for term in (
            *RELATION_TERMS.values(),
            "dossier:origin",
            "lode:involvedAgent",
            "oa:hasBody",
            "oa:hasSource",
            "oa:motivatedBy",
            "prov:actedOnBehalfOf",
            "prov:wasAttributedTo",
            "prov:wasQuotedFrom",
            "rdf:object",
            "rdf:predicate",
            "rdf:subject",
            "rdfs:seeAlso",
            "schema:about",
            "schema:appearance",
            "schema:author",
            "schema:containedInPlace",
            "schema:contentLocation",
            "schema:isPartOf",
            "schema:license",
            "schema:location",
            "schema:parentItem",
            "schema:subjectOf",
            "schema:superEvent",
            "schema:url",
        )
    },
}
_PAGE_CONTEXT: Final = {
    "@vocab": "https://schema.org/",
    **{
        term.removeprefix("schema:"): kind
        for term, kind in CONTEXT.items()
        if term.startswith("schema:")
    },
}


class _Writer(NamedTuple):
    """How nodes name what they speak of: ``base`` leads to the file, ``locate`` to a page."""

    language: str
    base: str
    locate: Callable[[str], str]

    def thing(self, identifier: str) -> str:
        return f"{self.base}#{identifier}"

    def source(self, key: str, passage: str = "") -> str:
        """Object ids have no slash, so that no key can be taken for one."""
        return self.thing(quote(f"source/{key}" + (f"/{passage}" if passage else "")))

    def things(self, identifiers: Iterable[str]) -> list[str]:
        return [self.thing(identifier) for identifier in identifiers]

    def words(self, text: str | None, language: str | None = None) -> object:
        tag = self.language if language is None else language
        return {"@value": text, "@language": tag} if text and tag else text


def export_linked(
    data: Data,
    language: str,
    publishers: Mapping[str, str],
    licence: str = "",
    vocabulary: str = "",
) -> str:
    """The data as JSON-LD.

    ``publishers`` tells for a source the actor that published it, ``licence`` and ``vocabulary``
    are the addresses of the licence and of the page that explains our own terms.
    """
    writer = _Writer(language, "", lambda address: f"../{address}")
    media = {actor["id"] for actor in data["actors"] if actor.get("kind") == "media"}
    rows = [_dataset(writer, data, licence), *_terms(vocabulary)]
    for source in data["sources"]:
        rows += _source_nodes(writer, source, publishers.get(source["id"], ""), media)
    for kind, things in NODES.items():
        for thing in data[f"{kind}s"]:
            rows += [without_empty(things(writer, thing)), *_annotations(writer, thing)]
    return write_rows({"@context": CONTEXT, "@graph": rows})


def export_page(things: Iterable[tuple[str, Data]], language: str, file: str) -> str:
    """The things that a page defines, as JSON-LD for its head; ``""`` where it defines none.

    ``things`` are pairs of a kind and an object; ``file`` leads from the page to the whole.
    Nothing inside can end the script element that it stands in.
    """
    writer = _Writer(language, file, lambda address: "#" + address.partition("#")[2])
    graph = [_plain(without_empty(NODES[kind](writer, thing))) for kind, thing in things]
    if not graph:
        return ""
    text = json.dumps({"@context": _PAGE_CONTEXT, "@graph": graph}, ensure_ascii=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _plain(node: Any) -> Any:
    """What schema.org has a word for."""
    if isinstance(node, list):
        return [_plain(one) for one in node]
    if not isinstance(node, dict):
        return node
    found = {
        key.removeprefix("schema:"): _plain(value)
        for key, value in node.items()
        if key.startswith(("@id", "@type", "@value", "@language", "schema:"))
    }
    if "@type" in found:
        types = [one for one in _as_list(found["@type"]) if one.startswith("schema:")]
        found["@type"] = [one.removeprefix("schema:") for one in types]
    return found


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def without_empty(node: Data) -> Data:
    """``node`` without the keys that have no value."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}


def _dataset(writer: _Writer, data: Data, licence: str) -> Data:
    return without_empty(
        {
            "@id": FILE,
            "@type": "schema:Dataset",
            "schema:name": writer.words(data["title"]),
            "schema:version": str(data["schema"]),
            "dcterms:date": data.get("as_of"),
            "schema:license": licence,
        }
    )


def _terms(page: str) -> Iterator[Data]:
    for word, meaning in VOCABULARY.items():
        yield without_empty(
            {
                "@id": f"dossier:{word}",
                "@type": "rdf:Property",
                "rdfs:label": {"@value": word, "@language": "en"},
                "rdfs:comment": {"@value": meaning, "@language": "en"},
                "rdfs:seeAlso": f"../{page}#vocabulary-{word}" if page else "",
            }
        )


def _source_nodes(writer: _Writer, source: Data, publisher: str, media: set[str]) -> Iterator[Data]:
    kind = _SOURCE_TYPES.get(source["type"], "schema:CreativeWork")
    if kind == "schema:Article" and publisher in media:
        kind = "schema:NewsArticle"
    named = source.get("publisher")
    body = {"@type": "schema:Organization", "schema:name": named} if named else None
    yield without_empty(
        {
            "@id": writer.source(source["id"]),
            "@type": [kind, "prov:Entity"],
            "schema:identifier": source["id"],
            "schema:name": writer.words(source.get("title"), ""),
            "dcterms:creator": source.get("authors"),
            "schema:publisher": {"@id": writer.thing(publisher)} if publisher else body,
            "schema:datePublished": _days(source.get("date"))[0],
            "dcterms:date": source.get("date"),
            "schema:inLanguage": source.get("language"),
            "schema:url": source.get("url"),
        }
    )
    for passage in source.get("passages", ()):
        yield {
            "@id": writer.source(source["id"], passage["id"]),
            "@type": ["schema:CreativeWork", "prov:Entity"],
            "schema:identifier": passage["id"],
            "schema:position": passage["line"],
            "schema:isPartOf": writer.source(source["id"]),
            "dossier:passageRole": passage["role"],
        }


def _annotations(writer: _Writer, thing: Data) -> Iterator[Data]:
    """One for each passage: that it carries the thing, and by which words."""
    for cite in thing.get("cites", ()):
        if "passage" not in cite:
            continue
        words = cite.get("quote")
        selector = {"@type": "oa:TextQuoteSelector", "oa:exact": words} if words else None
        target = {
            "@type": "oa:SpecificResource",
            "oa:hasSource": writer.source(cite["source"], cite["passage"]),
            "oa:hasSelector": selector,
        }
        yield {
            "@type": "oa:Annotation",
            "oa:motivatedBy": "oa:linking",
            "oa:hasBody": writer.thing(thing["id"]),
            "oa:hasTarget": without_empty(target),
        }


def _thing(writer: _Writer, thing: Data, *types: str) -> Data:
    return {
        "@id": writer.thing(thing["id"]),
        "@type": list(types),
        "schema:identifier": thing["id"],
        "schema:url": writer.locate(thing["url"]),
    }


def _naming(writer: _Writer, thing: Data) -> Data:
    """A name, other names but the same one once more, and forms for searching only."""
    name = writer.words(thing["name"])
    also = [writer.words(one["text"], one.get("lang", "")) for one in thing.get("also", ())]
    others = [one for one in also if one != name]
    return {
        "schema:name": name,
        "schema:alternateName": others,
        "schema:description": writer.words(thing.get("text")),
        "skos:prefLabel": name,
        "skos:altLabel": others,
        "skos:hiddenLabel": thing.get("garbled"),
    }


def _actor(writer: _Writer, actor: Data) -> Data:
    kind = _ACTOR_TYPES.get(actor.get("kind", ""), "schema:Organization")
    role = "schema:jobTitle" if kind == "schema:Person" else "schema:disambiguatingDescription"
    return {
        **_thing(writer, actor, kind, "prov:Agent"),
        "schema:additionalType": actor.get("kind"),
        **_naming(writer, actor),
        role: writer.words(actor.get("role")),
        "prov:actedOnBehalfOf": writer.thing(actor["of"]) if "of" in actor else None,
        "dossier:side": actor.get("side"),
    }


def _place(writer: _Writer, place: Data) -> Data:
    node = _thing(writer, place, "schema:Place", "prov:Entity") | _naming(writer, place)
    if "coord" in place:
        latitude, longitude = place["coord"]
        node["schema:geo"] = {
            "@type": "schema:GeoCoordinates",
            "schema:latitude": latitude,
            "schema:longitude": longitude,
        }
    within = place.get("within", ())
    node["schema:containedInPlace"] = [
        writer.thing(one["place"]) for one in within if "according_to" not in one
    ]
    # What somebody says of a contested place is told as his saying, and not as a fact.
    node["@included"] = [
        {
            "@type": "rdf:Statement",
            "rdf:subject": writer.thing(place["id"]),
            "rdf:predicate": "schema:containedInPlace",
            "rdf:object": writer.thing(one["place"]),
            "prov:wasAttributedTo": writer.thing(one["according_to"]),
        }
        for one in within
        if "according_to" in one
    ]
    return node | {
        "dossier:precision": place.get("precision"),
        "schema:subjectOf": _sources(writer, place),
    }


def _event(writer: _Writer, event: Data) -> Data:
    start, end = _days(event.get("when"))
    return {
        **_thing(writer, event, "schema:Event"),
        **_naming(writer, event),
        "schema:startDate": start,
        "schema:endDate": end,
        "dcterms:date": event.get("when"),
        **_dating(writer, event),
        "schema:location": writer.things(event.get("at", ())),
        "lode:involvedAgent": writer.things(event.get("with", ())),
        "schema:superEvent": writer.thing(event["part_of"]) if "part_of" in event else None,
        "schema:subjectOf": _sources(writer, event),
    }


def _question(writer: _Writer, question: Data) -> Data:
    return {
        **_thing(writer, question, "schema:Question"),
        "schema:name": writer.words(question["text"]),
        "schema:additionalType": question.get("kind"),
        "schema:about": writer.things(question.get("about", ())),
        "dossier:unit": question.get("unit"),
        "dossier:state": question.get("state"),
        "dossier:searched": [
            {"dossier:side": one["side"], "rdf:value": writer.words(one["what"])}
            for one in question.get("searched", ())
        ],
    }


def _claim(writer: _Writer, claim: Data) -> Data:
    answers = claim.get("answers", {})
    quoted = [cite for cite in claim.get("cites", ()) if "quote" in cite]
    about = [*claim.get("to", ()), *([claim["event"]] if "event" in claim else [])]
    by = writer.thing(claim["by"]) if "by" in claim else None
    return {
        **_thing(writer, claim, "schema:Claim", *(["schema:Answer"] if answers else [])),
        "schema:text": writer.words(claim.get("text")),
        "schema:author": by,
        "prov:wasAttributedTo": by,
        "schema:dateCreated": _days(claim.get("said"))[0],
        "dcterms:date": claim.get("said"),
        **_dating(writer, claim),
        "schema:about": writer.things(about),
        "schema:contentLocation": writer.things(claim.get("at", ())),
        "schema:appearance": _sources(writer, claim),
        "prov:wasQuotedFrom": _unique(
            writer.source(cite["source"], cite.get("passage", "")) for cite in quoted
        ),
        "schema:parentItem": writer.thing(answers["question"]) if answers else None,
        "rdf:value": _answer(writer, answers),
        **{
            RELATION_TERMS[word]: writer.things(others)
            for word, others in claim.get("relations", {}).items()
        },
        "dossier:act": claim.get("act"),
        "dossier:via": writer.things(claim.get("via", ())),
        "dossier:drift": writer.words(claim.get("drift")),
        "dossier:searched": writer.words(claim.get("searched")),
        "dossier:status": claim["status"],
        "dossier:reach": claim["reach"],
        "dossier:origin": writer.things(claim.get("origins", ())),
    }


def _answer(writer: _Writer, answers: Data) -> object:
    value = answers.get("value")
    if isinstance(value, str):
        return writer.words(value)
    found = without_empty(
        {
            "schema:value": value,
            "schema:minValue": answers.get("min"),
            "schema:maxValue": answers.get("max"),
            "schema:unitText": answers.get("unit"),
        }
    )
    return {"@type": "schema:QuantitativeValue", **found} if found else None


def _sources(writer: _Writer, thing: Data) -> list[str]:
    return _unique(writer.source(cite["source"]) for cite in thing.get("cites", ()))


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _dating(writer: _Writer, thing: Data) -> Data:
    basis = thing.get("basis", {})
    return {
        "dossier:basis": basis.get("word"),
        "dossier:basisNote": writer.words(basis.get("note")),
    }


def _days(date: str | None) -> tuple[str, str]:
    """The first and the last day or minute, where the date is certain; ISO 8601, or ``""``."""
    found: Date | None = parse_date(date) if date else None
    if found is None or found.is_approximate or found.is_uncertain or found.shape == "[":
        return "", ""
    start, end = (point.text if point else "" for point in (found.start, found.end))
    return start, end if found.shape else ""


NODES: Final[dict[str, Callable[[_Writer, Data], Data]]] = {
    "actor": _actor,
    "place": _place,
    "event": _event,
    "question": _question,
    "claim": _claim,
}
"""How a thing of each kind is told."""
