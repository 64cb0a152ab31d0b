"""The data as linked data: JSON-LD with its context inside, for a file and for each page.

Standard terms say what they can: schema.org what an object is, PROV who is answerable for a claim
and what it is quoted from, Web Annotation which words of which passage carry it, CiTO what claims
do to each other, SKOS how objects are called. What no standard has is in :data:`VOCABULARY`.
An object has one address, ``data/dossier.jsonld#ID``, whatever page it is on.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote

from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.kinds import CLAIM, KINDS, FieldType
from sphinx_dossier.core.languages import language_of_title, language_tag
from sphinx_dossier.core.site_folders import DATA_FOLDER
from sphinx_dossier.core.vocabulary import KNOWN, PLAIN
from sphinx_dossier.exports.dossier_json import object_rows
from sphinx_dossier.exports.json_text import without_empty, write_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping
    from typing import TypeAlias

    from sphinx_dossier.core.kinds import FieldRow, Kind
    from sphinx_dossier.core.vocabulary import MatterVocabulary
    from sphinx_dossier.exports.json_rows import DossierData, SourceRow

    Item: TypeAlias = Mapping[str, Any]
    Node: TypeAlias = dict[str, Any]

FILE: Final = "dossier.jsonld"
_SHAPES: Final = Path(__file__).parent / "dossier.shapes.ttl"
NAMESPACE: Final = "urn:sphinx-dossier:"
VOCABULARY: Final = {
    "about": "What a speaker called approximate: the range is a tenth less and more.",
    "act": "What somebody does by a claim: asserts, denies, accuses, concedes and so on.",
    "asOf": "The day up to which answers count for the state of a question, an EDTF date.",
    "basis": "How a date is known: stated, relative or inferred.",
    "basisNote": "What the date was worked out from.",
    "cumulative": "Whether a count can only rise.",
    "drift": "What changed between a claim and the one that it drifted from.",
    "driftPart": "What became of a part of a claim on the way from the one that it drifted from.",
    "fate": "Whether such a part was kept, kept in small print, changed, lost, or is not known.",
    "part": "A part of a statement: speaker, place, subject, number, or the denial by others.",
    "short": "The label in a picture.",
    "earliest": "The first instant at which a claim can have been made, in UTC; worked out.",
    "latest": "The last instant at which a claim can have been made, in UTC; worked out.",
    "composedOf": "A statement that a claim is put together from, with others.",
    "independentOrigins": "How many origins of a claim are independent of each other.",
    "isInferred": "That no source prints a relay or a relation.",
    "inferred": "Why a relay or a relation is taken for likely that no source prints.",
    "laterState": "What answers after that day make of the state, where they change it.",
    "laterThan": "The as-of day of the dossier, where a claim was made after it.",
    "notBefore": "A date before which a claim had not been made.",
    "origin": "A first speaker behind a claim: copies and translations add none.",
    "proposition": "What two claims both state, one of which corroborates the other.",
    "passageRole": "What a passage is: title, heading, lead, caption, body or furniture.",
    "precision": "What coordinates stand for: a point, city, district or region.",
    "public": "By when a claim could be known.",
    "reach": "How many publications carry a claim.",
    "searched": "What was searched for a first speaker, an answer of a side, or a statement.",
    "side": "The side of the matter that somebody is on.",
    "state": "Whether the answers to a question agree; worked out, never typed.",
    "status": "What became of a claim; worked out, never typed, and never true or false.",
    "timezone": "The clock by which an actor dates what it says, by its IANA name.",
    "unit": "What a question of quantity counts.",
    "via": "The relays of a claim on its road from the first speaker to the reader.",
}
"""The terms of our own, where no standard has one."""
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
_BODY: Final = "schema:Organization"
_EDTF: Final = "http://id.loc.gov/datatypes/edtf/EDTF"
CONTEXT: Final[dict[str, object]] = {
    # `@included` is of JSON-LD 1.1; a reader of 1.0 stops here, and does not lose it in silence.
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
    "dossier:earliest": {"@type": _EDTF},
    "dossier:latest": {"@type": _EDTF},
    "dossier:notBefore": {"@type": _EDTF},
    "dossier:public": {"@type": _EDTF},
    # Values of RDF have no order, and here it says who came first: a list keeps it.
    "dossier:via": {"@type": "@id", "@container": "@list"},
    **{
        term: {"@type": "@id"}
        for term in (
            *(term for row in CLAIM.relations for term in row.linked),
            "dossier:composedOf",
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
# Search engines read schema.org only, and the shorter the head of a page, the sooner it is shown.
_PAGE_CONTEXT: Final = {
    "@vocab": "https://schema.org/",
    **{
        term.removeprefix("schema:"): kind
        for term, kind in CONTEXT.items()
        if term.startswith("schema:")
    },
}


class _Writer(NamedTuple):
    """How nodes name what they speak of: ``base`` leads to the file, ``locate`` to a page.

    ``is_plain`` says that only the terms of schema.org are asked for. ``sites`` are the addresses
    of other dossiers by name, ``own_keys`` the keys of our sources. ``own`` are the words of the
    project.
    """

    language: str
    base: str
    locate: Callable[[str], str]
    is_plain: bool = False
    sites: Mapping[str, str] = MappingProxyType({})
    own_keys: Container[str] = ()
    own: MatterVocabulary = PLAIN

    def item(self, identifier: str) -> str:
        """The address of an object; of one of another dossier, that which its own data have."""
        site, _, name = identifier.rpartition(":")
        if site in self.sites:
            return f"{self.sites[site]}{DATA_FOLDER}/{FILE}#{name}"
        return f"{self.base}#{identifier}"

    def source(self, key: str, passage: str = "") -> str:
        """Object ids have no slash, so that no key can be taken for one."""
        site, _, name = key.partition(":")
        if site in self.sites and key not in self.own_keys:
            return self.item(f"{site}:") + quote(
                f"source/{name}" + (f"/{passage}" if passage else "")
            )
        return self.item(quote(f"source/{key}" + (f"/{passage}" if passage else "")))

    def items(self, identifiers: Iterable[str]) -> list[str]:
        """The addresses of objects."""
        return [self.item(identifier) for identifier in identifiers]

    def words(self, text: str | None, language: str | None = None) -> object:
        # An empty tag means that the language is not known: then none is claimed.
        tag = self.language if language is None else language
        return {"@value": text, "@language": tag} if text and tag else text


def export_linked(
    data: DossierData,
    language: str,
    publishers: Mapping[str, str],
    licence: str = "",
    vocabulary: str = "",
    own: MatterVocabulary = PLAIN,
) -> bytes:
    """The data as JSON-LD.

    ``publishers`` gives for a source the actor that published it, ``licence`` and ``vocabulary``
    are the addresses of the licence and of the page that explains our own terms. ``own`` are the
    words of the project.
    """
    sites = {one["id"]: one["url"] for one in data.get("sites", ())}
    keys = frozenset(one["id"] for one in data["sources"])
    writer = _Writer(
        language, "", lambda address: f"../{address}", sites=sites, own_keys=keys, own=own
    )
    first = [_dataset(writer, data, licence), *_terms(vocabulary), *_own_words(writer)]
    rows = chain(first, _nodes(writer, data, publishers))
    return write_rows({"@context": CONTEXT, "@graph": rows})


def _nodes(writer: _Writer, data: DossierData, publishers: Mapping[str, str]) -> Iterator[Node]:
    """The nodes of sources and objects, one at a time: all of them take more than their text."""
    media = {actor["id"] for actor in data["actors"] if _known_kind(writer, actor) == "media"}
    languages = {one["id"]: language_tag(one.get("language", "")) for one in data["sources"]}
    for source in data["sources"]:
        yield from _source_nodes(writer, source, publishers.get(source["id"], ""), media)
    for kind, item in object_rows(data):
        yield _node(writer, kind, item)
        yield from _annotations(writer, item, languages)


def export_page(
    items: Iterable[tuple[str, Mapping[str, Any]]],
    language: str,
    file: str,
    sites: Mapping[str, str] = MappingProxyType({}),
    own_keys: Container[str] = (),
    own: MatterVocabulary = PLAIN,
) -> str:
    """The objects that a page defines, as JSON-LD for its head; ``""`` where it defines none.

    ``items`` are pairs of a kind and an object; ``file`` leads from the page to the whole.
    ``sites`` are the addresses of other dossiers by name, ``own_keys`` the keys of our sources;
    ``own`` are the words of the project.
    Nothing inside can end the script element that it is in.
    """
    writer = _Writer(
        language, file, lambda address: "#" + address.partition("#")[2], True, sites, own_keys, own
    )
    graph = [_plain(_node(writer, KINDS[name], item)) for name, item in items]
    if not graph:
        return ""
    text = json.dumps({"@context": _PAGE_CONTEXT, "@graph": graph}, ensure_ascii=False)
    # "</script>" in a text would end the element; the two line separators end a line of JavaScript.
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def shapes(own: MatterVocabulary = PLAIN) -> str:
    """The SHACL shapes of the linked data, which allow the words of the project too."""
    text = _SHAPES.read_text(encoding="utf-8")
    for part, known in KNOWN.items():
        added = [word for word in own.all_of(part) if word not in known]
        # A list of the shapes is that of a part by its last known word.
        listed = " ".join(f'"{word}"' for word in added)
        text = text.replace(f'"{known[-1]}" )', f'"{known[-1]}" {listed} )') if added else text
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
        # Without `@included`, whose statements have no terms of schema.org.
        if key.startswith(("@id", "@type", "@value", "@language", "schema:"))
    }
    if "@type" in found:
        types = [one for one in _as_list(found["@type"]) if one.startswith("schema:")]
        found["@type"] = [one.removeprefix("schema:") for one in types]
    return found


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _dataset(writer: _Writer, data: DossierData, licence: str) -> Node:
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


def _terms(page: str) -> Iterator[Node]:
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


def _own_words(writer: _Writer) -> Iterator[Node]:
    """Each word of the project as a concept, below the known one that it is like."""
    for part, (word, like, label) in writer.own.added:
        broader = {"@type": "skos:Concept", "skos:notation": like} if like else None
        yield without_empty(
            {
                "@id": writer.item(quote(f"{part}/{word}")),
                "@type": "skos:Concept",
                "skos:notation": word,
                "skos:prefLabel": writer.words(label),
                "skos:broader": broader,
            }
        )


def _known_kind(writer: _Writer, actor: Item) -> str:
    kind: str = actor.get("kind", "")
    return writer.own.like("actors", kind) or kind


def _source_nodes(
    writer: _Writer, source: SourceRow, publisher: str, media: set[str]
) -> Iterator[Node]:
    kind = _SOURCE_TYPES.get(source["type"], "schema:CreativeWork")
    # BibLaTeX has one type for all that is on the web; that a medium published it makes it news.
    if kind == "schema:Article" and publisher in media:
        kind = "schema:NewsArticle"
    named, title = source.get("publisher"), source.get("title", "")
    language = language_of_title(title, language_tag(source.get("language", "")))
    body = {"@type": "schema:Organization", "schema:name": named} if named else None
    yield without_empty(
        {
            "@id": writer.source(source["id"]),
            "@type": [kind, "prov:Entity"],
            "schema:identifier": source["id"],
            "schema:name": writer.words(title or None, language),
            # Not `schema:author`, which has addresses in this context:
            # of authors only names are known.
            "dcterms:creator": source.get("authors"),
            "schema:publisher": {"@id": writer.item(publisher)} if publisher else body,
            "schema:datePublished": _days(source["date"])[0] if "date" in source else None,
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


def _annotations(writer: _Writer, item: Item, languages: Mapping[str, str]) -> Iterator[Node]:
    """One for each passage: that it carries the object, and by which words, in its language."""
    for cite in item.get("cites", ()):
        # That an object rests on a whole source is said by `_cited`: there is no part to select.
        if "passage" not in cite:
            continue
        words = writer.words(cite.get("quote"), languages.get(cite["source"], ""))
        selector = {"@type": "oa:TextQuoteSelector", "oa:exact": words} if words else None
        target = {
            "@type": "oa:SpecificResource",
            "oa:hasSource": writer.source(cite["source"], cite["passage"]),
            "oa:hasSelector": selector,
        }
        yield {
            "@type": "oa:Annotation",
            "oa:motivatedBy": "oa:linking",
            "oa:hasBody": writer.item(item["id"]),
            "oa:hasTarget": without_empty(target),
        }


def _node(writer: _Writer, kind: Kind, item: Item) -> Node:
    """An object, with a statement for each of its fields that has a term."""
    node: Node = {
        "@id": writer.item(item["id"]),
        "@type": _types(writer, kind, item),
        "schema:identifier": item["id"],
        "schema:url": writer.locate(item["url"]),
    }
    for statement in _statements(writer, kind, item):
        for term, value in statement.items():
            # Some terms gather what several fields say: whom a claim is about, and its event.
            before = node.get(term)
            node[term] = [*_as_list(before), *_as_list(value)] if before else value
    return without_empty(node)


def _types(writer: _Writer, kind: Kind, item: Item) -> list[str]:
    match kind.name:
        case "actor":
            return [_ACTOR_TYPES.get(_known_kind(writer, item), _BODY), "prov:Agent"]
        case "place":
            return ["schema:Place", "prov:Entity"]
        case "claim":
            # Without being an answer too, a claim could have no
            # `schema:parentItem`, which is its question.
            return [
                "schema:Claim",
                *(["schema:Answer"] if len(item.get("answers", ())) == 1 else []),
            ]
        case _:
            return [f"schema:{kind.name.capitalize()}"]


def _statements(writer: _Writer, kind: Kind, item: Item) -> Iterator[Node]:
    yield _naming(writer, kind, item)
    if kind.name == "actor":
        is_person = _ACTOR_TYPES.get(_known_kind(writer, item)) == "schema:Person"
        # schema.org has `jobTitle` for persons only.
        term = "schema:jobTitle" if is_person else "schema:disambiguatingDescription"
        yield {term: writer.words(item.get("role"))}
    for field in _fields(kind.name, writer.is_plain):
        if field.type is FieldType.RELATED:
            ends = item.get(field.key, {})
            for row in kind.relations:
                if row.name in ends:
                    yield _related(writer, row, item["id"], ends[row.name])
        elif field.key in item:
            yield _STATEMENTS.get(field.type, _plainly)(writer, field, item)


@cache
def _fields(kind: str, is_plain: bool) -> tuple[FieldRow, ...]:
    """The fields of a kind that have a term; or one of schema.org."""
    fields = (*KINDS[kind].written, *KINDS[kind].derived)
    start = "schema:" if is_plain else ""
    return tuple(row for row in fields if any(one.startswith(start) for one in _linked(kind, row)))


def _linked(kind: str, field: FieldRow) -> Iterable[str]:
    """The terms of a field; of that of relations those of all of them."""
    rows = KINDS[kind].relations if field.type is FieldType.RELATED else (field,)
    return (term for row in rows for term in row.linked)


def _related(
    writer: _Writer, row: FieldRow, identifier: str, ends: Iterable[Mapping[str, Any]]
) -> Node:
    """Printed relations as facts; what is said of a relation, as a statement on it."""
    statements = [
        {
            "@type": "rdf:Statement",
            "rdf:subject": writer.item(identifier),
            "rdf:predicate": term,
            "rdf:object": writer.item(end["claim"]),
            "dossier:proposition": writer.words(end.get("proposition")),
            "dossier:isInferred": end.get("inferred"),
        }
        for term in row.linked
        for end in ends
        if "proposition" in end or "inferred" in end
    ]
    printed = [writer.item(end["claim"]) for end in ends if "inferred" not in end]
    return {**dict.fromkeys(row.linked, printed), "@included": statements}


def _naming(writer: _Writer, kind: Kind, item: Item) -> Node:
    """A name, other names but the same one once more, and forms for searching only."""
    if kind.name == "claim":
        return {"schema:text": writer.words(item.get("text"))}
    if kind.name == "question":
        return {"schema:name": writer.words(item["text"])}
    name = writer.words(item["name"])
    also = [writer.words(one["text"], one.get("lang", "")) for one in item.get("also", ())]
    others = [one for one in also if one != name]
    return {
        "schema:name": name,
        "schema:alternateName": others,
        "schema:description": writer.words(item.get("text")),
        "skos:prefLabel": name,
        "skos:altLabel": others,
        "skos:hiddenLabel": item.get("garbled"),
    }


def _plainly(_: _Writer, field: FieldRow, item: Item) -> Node:
    return dict.fromkeys(field.linked, item[field.key])


def _words(writer: _Writer, field: FieldRow, item: Item) -> Node:
    return dict.fromkeys(field.linked, writer.words(item[field.key]))


def _one(writer: _Writer, field: FieldRow, item: Item) -> Node:
    # A side is no object: it has a name in the settings of the site, and nothing more.
    target = item[field.key]
    return dict.fromkeys(field.linked, writer.item(target) if field.kinds else target)


def _many(writer: _Writer, field: FieldRow, item: Item) -> Node:
    return dict.fromkeys(field.linked, writer.items(item[field.key]))


def _dated(_: _Writer, field: FieldRow, item: Item) -> Node:
    """The date as it is written, and its ends where it is certain."""
    *ends, whole = field.linked
    date: str = item[field.key]
    return {**dict(zip(ends, _days(date), strict=False)), whole: date}


def _not_before(_: _Writer, field: FieldRow, item: Item) -> Node:
    return dict.fromkeys(field.linked, item[field.key]["date"])


def _basis(writer: _Writer, field: FieldRow, item: Item) -> Node:
    term, note = field.linked
    basis = item[field.key]
    return {term: basis["word"], note: writer.words(basis.get("note"))}


def _coordinates(_: _Writer, field: FieldRow, item: Item) -> Node:
    latitude, longitude = item[field.key]
    (term,) = field.linked
    point = {"schema:latitude": latitude, "schema:longitude": longitude}
    return {term: {"@type": "schema:GeoCoordinates", **point}}


def _within(writer: _Writer, field: FieldRow, item: Item) -> Node:
    """What nobody contests as a fact; what somebody says of it as a saying of that actor."""
    (term,) = field.linked
    parents = item[field.key]
    return {
        term: [writer.item(one["place"]) for one in parents if "according_to" not in one],
        "@included": [
            {
                "@type": "rdf:Statement",
                "rdf:subject": writer.item(item["id"]),
                "rdf:predicate": term,
                "rdf:object": writer.item(one["place"]),
                "prov:wasAttributedTo": writer.item(one["according_to"]),
            }
            for one in parents
            if "according_to" in one
        ],
    }


def _cited(writer: _Writer, field: FieldRow, item: Item) -> Node:
    citations = item[field.key]
    quoted = [cite for cite in citations if "quote" in cite]
    (term,) = field.linked
    node: Node = {term: _unique(writer.source(cite["source"]) for cite in citations)}
    if term == "schema:appearance":
        node["prov:wasQuotedFrom"] = _unique(
            writer.source(cite["source"], cite.get("passage", "")) for cite in quoted
        )
    return node


def _searched(writer: _Writer, field: FieldRow, item: Item) -> Node:
    (term,) = field.linked
    rows = item[field.key]
    said = [{"dossier:side": row["side"], "rdf:value": writer.words(row["what"])} for row in rows]
    return {term: said}


def _parts(writer: _Writer, field: FieldRow, item: Item) -> Node:
    (term,) = field.linked
    said = [
        {
            "dossier:part": part["part"],
            "dossier:fate": part["fate"],
            "rdf:value": writer.words(part.get("now")),
        }
        for part in item[field.key]
    ]
    return {term: [without_empty(one) for one in said]}


def _answered(writer: _Writer, field: FieldRow, item: Item) -> Node:
    """One answer as what the claim itself is; each of several as a part of the claim."""
    answers = [_answer(writer, field, answer) for answer in item[field.key]]
    if len(answers) == 1:
        return answers[0]
    return {"schema:hasPart": [{"@type": "schema:Answer", **answer} for answer in answers]}


def _relayed(writer: _Writer, field: FieldRow, item: Item) -> Node:
    """All relays in their order; of those that no source prints, a statement that says so."""
    (term,) = field.linked
    relays = item[field.key]
    statements = [
        {
            "@type": "rdf:Statement",
            "rdf:subject": writer.item(item["id"]),
            "rdf:predicate": term,
            "rdf:object": writer.item(relay["actor"]),
            "dossier:isInferred": True,
        }
        for relay in relays
        if "inferred" in relay
    ]
    return {term: [writer.item(relay["actor"]) for relay in relays], "@included": statements}


def _answer(writer: _Writer, field: FieldRow, answer: Mapping[str, Any]) -> Node:
    question, term = field.linked
    value = answer.get("value")
    if isinstance(value, str):
        return {question: writer.item(answer["question"]), term: writer.words(value)}
    ends = {
        "schema:value": value,
        "schema:minValue": answer.get("min"),
        "schema:maxValue": answer.get("max"),
        "dossier:about": answer.get("about"),
        "schema:unitText": writer.words(answer.get("unit")),
    }
    kept = without_empty(ends)
    # A range without ends says nothing, and a node of a type alone would look like a value.
    quantity = {"@type": "schema:QuantitativeValue", **kept} if kept else None
    return {question: writer.item(answer["question"]), term: quantity}


_STATEMENTS: Final[dict[FieldType, Callable[[_Writer, FieldRow, Item], Node]]] = {
    FieldType.LINE: _words,
    FieldType.ID: _one,
    FieldType.IDS: _many,
    FieldType.DATE: _dated,
    FieldType.BASIS: _basis,
    FieldType.NOT_BEFORE: _not_before,
    FieldType.COORD: _coordinates,
    FieldType.WITHIN: _within,
    FieldType.CITATIONS: _cited,
    FieldType.SEARCHED: _searched,
    FieldType.ANSWERS: _answered,
    FieldType.RELAYS: _relayed,
    FieldType.PARTS: _parts,
}
"""How a value of each type is said; any other is said as it is."""


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


# The dates of a dossier are few and repeat.
@lru_cache(maxsize=4096)
def _days(date: str) -> tuple[str, str]:
    """The first and the last day or minute, where the date is certain; ISO 8601, or ``""``."""
    read = parse_date(date)
    if read.is_approximate or read.is_uncertain or read.shape == "[":
        return "", ""
    # As it is written: a year stays a year, and is not turned into its first of January.
    start, end = (point.text if point else "" for point in (read.start, read.end))
    return start, end if read.shape else ""
