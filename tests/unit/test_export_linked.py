"""The linked data: two readers agree, the shapes hold, and no text can break out of a page."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pyld import jsonld
from pyshacl import validate
from rdflib import RDF, SDO, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import PROV

import making
from sample import HARD, SITE, SOURCES, dossier
from sphinx_dossier import exports
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.model import (
    ACTS,
    BASES,
    DRIFT_PARTS,
    FATES,
    PRECISIONS,
    QUESTION_KINDS,
    RELATIONS,
    STATUSES,
)
from sphinx_dossier.exports.bundle import export_data
from sphinx_dossier.exports.datapackage import queries, question_of
from sphinx_dossier.exports.dossier_json import dossier_data
from sphinx_dossier.exports.jsonld import (
    CONTEXT,
    NAMESPACE,
    VOCABULARY,
    export_page,
)

# rdflib and pySHACL still use what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:(rdflib|pyshacl)")
OA = Namespace("http://www.w3.org/ns/oa#")
BASE = "https://example.org/site/data/dossier.jsonld"
SHAPES = Path(exports.__file__).parent / "dossier.shapes.ttl"


@pytest.fixture(scope="module")
def text():
    """The file of the sample."""
    return export_data(dossier(), SITE)["data/dossier.jsonld"]


@pytest.fixture(scope="module")
def graph(text):
    """The same, read by rdflib."""
    return Graph().parse(data=text, format="json-ld", publicID=BASE)


def address(identifier):
    """The address of an object."""
    return URIRef(f"{BASE}#{identifier}")


def refuse(*arguments, **options):
    """A loader that reaches no network."""
    raise AssertionError(f"asks for {arguments}")


def test_two_readers_agree(text, graph):
    """Rdflib and PyLD, which shares no code with it, find the same statements."""
    options = {"base": BASE, "documentLoader": refuse, "format": "application/n-quads"}
    other = Graph().parse(data=jsonld.to_rdf(json.loads(text), options), format="nt")
    assert len(graph) > 200
    assert len(graph) == len(other)
    assert graph.isomorphic(other)


def test_shapes_hold(graph):
    """The sample, which uses every field, keeps to the shapes; they are shapes themselves."""
    conforms, _, reported = validate(graph, shacl_graph=str(SHAPES), meta_shacl=True)
    assert conforms, reported


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        ("late", f"{NAMESPACE}status", "true"),
        ("late", "https://schema.org/claimReviewed", "yes"),
        ("late", "https://schema.org/author", "port"),
        ("port", "http://www.w3.org/2004/02/skos/core#prefLabel", "Second"),
        ("storm", "https://schema.org/location", "office"),
    ],
)
def test_shapes_have_teeth(graph, subject, predicate, value):
    """A wrong value, term, kind, and a second name are each found."""
    wrong = address(value) if value in ("port", "office") else Literal(value, lang="en")
    broken = graph + Graph().add((address(subject), URIRef(predicate), wrong))
    conforms, _, _ = validate(broken, shacl_graph=str(SHAPES))
    assert not conforms


def test_shapes_know_the_words_of_the_model():
    """Acts, statuses, precisions, kinds and bases of the shapes are those of the code."""
    lists = {
        frozenset(re.findall(r'"([a-z-]+)"', found))
        for found in re.findall(r"sh:in \(([^)]*)\)", SHAPES.read_text(encoding="utf-8"))
    }
    words = (ACTS, STATUSES, PRECISIONS, QUESTION_KINDS, BASES, DRIFT_PARTS, FATES)
    assert {frozenset(one) for one in words} == lists


def test_every_relation_has_a_term_of_its_own():
    """Two relations never become one."""
    terms = {row.name: row.linked for row in KINDS["claim"].relations}
    assert RELATIONS.keys() == terms.keys()
    assert len(terms) == len({term for (term,) in terms.values()})


def test_own_terms_are_told(text, graph):
    """Each term of our own is used, has a meaning in the file, and leads to where it stands."""
    used = {word for word in VOCABULARY if f'"dossier:{word}":' in text}
    assert VOCABULARY.keys() == used
    own = {str(one) for one in graph.predicates() if str(one).startswith(NAMESPACE)}
    assert {NAMESPACE + word for word in VOCABULARY} == own
    leads = {
        str(one)
        for one in graph.objects(predicate=URIRef("http://www.w3.org/2000/01/rdf-schema#seeAlso"))
    }
    assert "https://example.org/site/deep/page.html#vocabulary-act" in leads


def test_schema_org_has_every_term(graph):
    """What is told in schema.org is in schema.org."""
    space = str(SDO)
    used = {*graph.predicates(), *graph.objects(predicate=RDF.type)}
    names = {str(one).removeprefix(space) for one in used if str(one).startswith(space)}
    assert {"Claim", "Person", "Event", "Place", "NewsArticle", "appearance"} <= names
    assert set() == {name for name in names if name not in SDO.__annotations__}


def test_prefixes_are_those_that_are_used(text):
    """The context declares no vocabulary in vain."""
    prefixes = {name for name, value in CONTEXT.items() if isinstance(value, str)}
    assert set() == {name for name in prefixes if f"{name}:" not in text}


def test_names_have_their_languages(graph):
    """Names are labels in their language; garbled forms are only for searching."""
    assert Literal("Häfenamt", lang="en") == graph.value(address("office"), SKOS.prefLabel)
    assert {
        Literal("港务局", lang="zh"),
        Literal("Office, of harbours", lang="en"),
        Literal("HO"),
    } == set(graph.objects(address("office"), SKOS.altLabel))
    assert {Literal("Harbor offize"), Literal("=SUM(A1)")} == (
        set(graph.objects(address("office"), SKOS.hiddenLabel))
    )
    assert {Literal("Insel", lang="de")} == set(graph.objects(address("isle"), SKOS.altLabel))


def test_texts_have_the_language_of_their_source(graph):
    """A title and a quotation are in that of the source; none is claimed where it is not known."""
    own = {one.id: one for one in SOURCES}
    title = graph.value(address("source/courier/2031"), SDO.name)
    assert Literal(own["courier/2031"].title, lang="de") == title
    assert Literal(own["gazette"].title) == graph.value(address("source/gazette"), SDO.name)
    assert {Literal("boats had broken", lang="de")} == set(graph.objects(predicate=OA.exact))
    assert {Literal("boats", lang="en")} == set(graph.objects(predicate=SDO.unitText))


def test_supplied_title_has_no_language_of_its_source():
    """What stands in square brackets is ours; a language that is none is not claimed."""
    sources = [
        making.source("a", title="[A speech]", language="ar"),
        making.source("b", title="Rede", language="German, partly"),
    ]
    nodes = json.loads(export_data(making.index(sources=sources), SITE)["data/dossier.jsonld"])
    names = {node["@id"]: node["schema:name"] for node in nodes["@graph"] if "@id" in node
             and node["@id"].startswith("#source")}  # fmt: skip
    assert {"#source/a": "[A speech]", "#source/b": "Rede"} == names


def test_only_these_texts_have_no_language(graph):
    """Names of bodies and printed misspellings, of which none is known; and terms and dates."""
    bare = {one for one in graph.objects() if isinstance(one, Literal) and one.language is None}
    texts = {
        graph.qname(predicate)
        for _, predicate, value in graph
        if value in bare and value.datatype is None and " " in value
    }
    assert {"dcterms:creator", "schema:name", "skos:hiddenLabel", "dossier:laterState"} >= texts


def test_contested_place_lies_nowhere_as_a_fact(graph):
    """What a body says of a place is its statement; what nobody contests is told as it is."""
    assert [] == list(graph.objects(address("port"), SDO.containedInPlace))
    assert [address("isle")] == list(graph.objects(address("coast"), SDO.containedInPlace))
    said = {
        (graph.value(one, RDF.object), graph.value(one, PROV.wasAttributedTo))
        for one in graph.subjects(RDF.type, RDF.Statement)
        if (one, RDF.predicate, SDO.containedInPlace) in graph
    }
    assert {(address("coast"), address("office")), (address("isle"), address("guild"))} == said


def test_inferred_relation_is_no_fact(graph):
    """What no source prints is a statement that says so; what both say is on one as well."""
    assert [address("early")] == list(graph.objects(address("late"), PROV.wasDerivedFrom))
    own = Namespace(NAMESPACE)
    said = {
        (graph.value(one, RDF.predicate), graph.value(one, RDF.object)): (
            graph.value(one, own.proposition), graph.value(one, own.isInferred),
        )
        for one in graph.subjects(RDF.subject, address("late"))
    }  # fmt: skip
    confirms = URIRef("http://purl.org/spar/cito/confirms")
    assert {
        (PROV.wasDerivedFrom, address("named")): (None, Literal(True)),
        (own.via, address("wire")): (None, Literal(True)),
        (confirms, address("early")): (Literal("it is so", lang="en"), None),
    } == said


def test_several_answers_are_parts(graph):
    """Of a claim that answers two questions each answer keeps its question."""
    parts = list(graph.objects(address("named"), SDO.hasPart))
    assert {address("boats"), address("who")} == {graph.value(one, SDO.parentItem) for one in parts}
    assert all(graph.value(one, RDF.value) for one in parts)


def test_quotes_are_selectors(graph):
    """A quotation is a selector of its passage, and the claim is quoted from there."""
    passage = address("source/courier/2031/p1")
    assert [passage] == list(graph.objects(address("late"), PROV.wasQuotedFrom))
    found = {
        str(row[0]): str(row[1])
        for row in graph.query(
            "PREFIX oa: <http://www.w3.org/ns/oa#> SELECT ?what ?words WHERE { "
            "?a oa:hasBody ?what ; oa:hasTarget/oa:hasSelector/oa:exact ?words }"
        )
    }
    assert {str(address("late")): "boats had broken"} == found


def test_nothing_is_absolute(text):
    """The file names no host but those of vocabularies, licences and sources."""
    hosts = set(re.findall(r"https?://([^/\"]+)", text))
    known = {
        "example.org",
        "id.loc.gov",
        "linkedevents.org",
        "purl.org",
        "schema.org",
        "www.w3.org",
    }
    assert hosts <= known


def objects(*kinds):
    """Pairs of a kind and an object of the sample."""
    data = dossier_data(dossier(), SITE.title, SITE.locate)
    return [(kind, one) for kind in kinds for one in data[f"{kind}s"]]


class Scripts(HTMLParser):
    """Keeps what stands in script elements, as a browser takes them apart."""

    def __init__(self):
        super().__init__()
        self.found, self.tags = [], []

    def handle_starttag(self, tag, _attrs):
        """Begin a new script."""
        self.tags.append(tag)
        if tag == "script":
            self.found.append("")

    def handle_data(self, data):
        """Words inside or between elements."""
        if self.found:
            self.found[-1] += data


def test_no_text_ends_the_script():
    """A claim that says `</script>` stays inside, and comes out as it was written."""
    block = export_page(objects("claim"), "en", "data/dossier.jsonld")
    parser = Scripts()
    parser.feed(f'<script type="application/ld+json">{block}</script>')
    assert ["script"] == parser.tags
    graph = json.loads(parser.found[0])["@graph"]
    assert HARD in [node["text"]["@value"] for node in graph]
    assert not re.search("[<>&\u2028\u2029]", block)


def test_page_tells_what_schema_org_knows():
    """The block of a page has plain terms of schema.org, and its addresses lead from the page."""
    block = export_page(
        objects("actor", "place", "event", "question", "claim"), "en", "../d.jsonld"
    )
    data = json.loads(block)
    graph = Graph().parse(data=block, format="json-ld", publicID="https://example.org/deep/p.html")
    space = str(SDO)
    used = {*graph.predicates(), *graph.objects(predicate=RDF.type)} - {RDF.type}
    names = {str(one).removeprefix(space) for one in used}
    assert set() == {name for name in names if name not in SDO.__annotations__}
    late = URIRef("https://example.org/d.jsonld#late")
    assert URIRef("https://example.org/deep/p.html#late") == graph.value(late, SDO.url)
    assert URIRef("https://example.org/d.jsonld#courier") == graph.value(late, SDO.author)
    types = {node["identifier"]: {*node["@type"]} for node in data["@graph"]}
    # With two answers a claim has them as parts, and is none itself.
    assert ({"Claim", "Answer"}, {"Claim"}) == (types["late"], types["named"])


def test_page_without_objects_has_no_block():
    """Nothing is told where nothing is defined."""
    assert not export_page([], "en", "data/dossier.jsonld")


@pytest.mark.parametrize("name", queries())
def test_query_is_a_question(name, graph):
    """Each query says in its first line what it asks, and can be asked."""
    text = queries()[name]
    assert re.fullmatch(r"[A-Z].*\?", question_of(text))
    assert list(graph.query(text).vars)
