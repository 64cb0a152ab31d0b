"""Words of a project's own: kinds, acts and groups, and that every rule holds of them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyshacl import validate
from rdflib import Graph

from drawn import locate
from making import HERE, actor, claim, index, options, question
from sample import dossier
from search_parts import search_rows
from sphinx_dossier.__main__ import main
from sphinx_dossier.answers.balance import balance
from sphinx_dossier.answers.filters import FILTER_OPTIONS, Filter
from sphinx_dossier.answers.object_facts import Fact, Term, facts
from sphinx_dossier.answers.relations import relations
from sphinx_dossier.authoring.compare import compare
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.model import (
    ACTOR_KINDS,
    ACTS,
    QUESTION_KINDS,
    Actor,
    Claim,
    Object,
    Question,
    kind_of,
)
from sphinx_dossier.core.object_parser import parse_object
from sphinx_dossier.core.status import standings
from sphinx_dossier.core.vocabulary import KNOWN, PLAIN, MatterVocabulary, OwnWord, read_vocabulary
from sphinx_dossier.exports.dossier_json import bare_rows, dossier_data, export_json
from sphinx_dossier.exports.hover_cards import export_cards
from sphinx_dossier.exports.json_schema import export_schema
from sphinx_dossier.exports.jsonld import export_linked, shapes
from sphinx_dossier.exports.search_rows import search_settings
from sphinx_dossier.pictures.relations_svg import draw_relations

if TYPE_CHECKING:
    from pathlib import Path

STRIKE = {
    "actors": {"union": "trade union", "firm": {"label": "company"}, "person": "someone"},
    "questions": {"wage": {"like": "quantity", "label": "pay"}},
    "acts": {
        "strikes": {"like": "decrees", "label": "went on strike"},
        "rebuts": {"like": "denies"},
        "asserts": "said",
    },
    "groups": [
        {"label": "unions", "kinds": ["union"]},
        {"label": "on a side", "kinds": ["sides"]},
        {"label": "firms", "below_sides": "other firms", "kinds": ["firm"]},
    ],
}


def read(value: object) -> MatterVocabulary:
    """A vocabulary without a fault."""
    found, faults = read_vocabulary(value)
    assert not faults
    return found


def test_words_are_added_behind_the_known_ones() -> None:
    """The table of kinds and the filters offer the words of the project, known ones first."""
    known = read(STRIKE)
    assert (*ACTS, "strikes", "rebuts") == known.kinds["claim"].options["act"].choices
    assert (*ACTOR_KINDS, "union", "firm") == known.kinds["actor"].options["kind"].choices
    assert (*QUESTION_KINDS, "wage") == known.kinds["question"].options["kind"].choices
    by_name = {row.name: row.choices for row in known.rows(FILTER_OPTIONS)}
    assert (*ACTOR_KINDS, "union", "firm") == by_name["actor-kind"]
    assert KINDS == PLAIN.kinds
    assert all(PLAIN.kinds[name] is kind for name, kind in KINDS.items())


def test_known_words_can_be_left_out() -> None:
    """Nobody is offered them, who writes one is told, and what acts like one still may."""
    table = {"actors": {"armed-force": None, "union": "trade union"}, "acts": {"decrees": None}}
    known = read(table | {"acts": {"decrees": None, "strikes": {"like": "decrees"}}})
    kinds = [kind for kind in ACTOR_KINDS if kind != "armed-force"]
    assert (*kinds, "union") == known.kinds["actor"].options["kind"].choices
    acts = [act for act in ACTS if act != "decrees"]
    assert (*acts, "strikes") == known.kinds["claim"].options["act"].choices
    assert "decrees" == known.like("acts", "strikes")
    written = options(":by: guild\n:act: decrees\n:said: 2031-03-02")
    (problem,) = parse_object("claim", "a", written, "Ordered.", HERE, known).problems
    assert "not 'decrees'" in str(problem)
    alone = read({"actors": {"armed-force": None}})
    assert tuple(kinds) == alone.kinds["actor"].options["kind"].choices
    schema = json.dumps(json.loads(export_schema(alone)))
    assert "armed-force" not in schema
    assert "armed-force" in export_schema(PLAIN)


def test_parser_takes_words_of_the_project_only_there() -> None:
    """An act of the project is read in it, and is a fault elsewhere."""
    written = options(":by: guild\n:act: strikes\n:said: 2031-03-02")
    for known, count in ((read(STRIKE), 0), (PLAIN, 1)):
        found = parse_object("claim", "a", written, "Stopped.", HERE, known)
        assert count == len(found.problems)
    assert "strikes" in str(found.problems[0])


@pytest.mark.parametrize(
    ("value", "word", "part"),
    [
        (["acts"], "", "is a table"),
        ({"act": {}}, "act", "did you mean 'acts'?"),
        ({7: {}}, "7", "has the parts"),
        ({"acts": ["strikes"]}, "acts", "has a table under 'acts'"),
        ({"acts": {"Strikes Now": {"like": "decrees"}}}, "Strikes Now", "lower-case letters"),
        ({"acts": {3: {"like": "decrees"}}}, "3", "lower-case letters"),
        ({"acts": {"strikes": "struck"}}, "strikes", 'that is new: add "like"'),
        ({"acts": {"strikes": {"like": "decree"}}}, "strikes", "did you mean 'decrees'?"),
        ({"acts": {"strikes": {"like": "strikes"}}}, "strikes", "write one of asserts"),
        ({"acts": {"denies": {"like": "asserts"}}}, "denies", "acts like itself"),
        ({"acts": {"strikes": {"like": "decrees", "lable": "x"}}}, "strikes", "write what it is"),
        ({"acts": {"strikes": {"like": ["decrees"]}}}, "strikes", "write what it is"),
        ({"acts": {"strikes": None}}, "strikes", "write what it is"),
        ({"acts": dict.fromkeys(ACTS)}, "acts", "leaves out every word of 'acts'"),
        ({"actors": {"union": ""}}, "union", "write what it is"),
        ({"questions": {"wage": {"like": "number"}}}, "wage", "write one of quantity"),
        ({"groups": {"unions": []}}, "groups", "has a list of tables"),
        ({"groups": ["unions"]}, "unions", "has a group 'unions'"),
        ({"groups": [{"label": "unions"}]}, "unions", "has a group"),
        ({"groups": [{"label": "unions", "kinds": "person"}]}, "unions", "has a group"),
        ({"groups": [{"label": 3, "kinds": []}]}, "groups", "has a group"),
        ({"groups": [{"label": "u", "kinds": ["persons"]}]}, "u", "did you mean 'person'?"),
        ({"groups": [{"label": "u", "kinds": [["x"]]}]}, "u", "write some of person"),
        ({"groups": [{"label": "a", "kinds": ["media"]}, {"label": "b", "kinds": ["media"]}]},
         "b", "it is in 'a' already"),
        ({"groups": [{"label": "a", "kinds": ["media"], "below": "b"}]}, "a", "has a group"),
    ],
)  # fmt: skip
def test_faults_name_the_word_and_how_to_mend_it(value: object, word: str, part: str) -> None:
    """What cannot be used is told with its word, and nothing of it is taken."""
    found, faults = read_vocabulary(value)
    assert [word] == [name for name, _ in faults]
    assert part in faults[0][1]
    assert not found.words_of("acts")
    assert not found.words_of("actors")
    assert len(found.groups) <= 1


def test_what_is_good_beside_a_fault_is_taken() -> None:
    """One bad word takes no other one away."""
    bad = {"acts": {**STRIKE["acts"], "Bad": "x"}, "groups": [*STRIKE["groups"], 7]}  # type: ignore[dict-item, misc]
    found, faults = read_vocabulary({**STRIKE, **bad})
    assert 2 == len(faults)
    assert read(STRIKE) == found


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.sampled_from(ACTS),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["acts", "actors", "groups", "label", "like", "kinds", "x"])
            | st.integers(),
            inner,
            max_size=3,
        )
    ),
    max_leaves=12,
)


@given(ODD)
def test_any_value_is_read_or_told(value: object) -> None:
    """Whatever stands in ``conf.py``: a vocabulary comes of it, and no error."""
    found, faults = read_vocabulary(value)
    assert faults or isinstance(value, dict)
    for part, known in KNOWN.items():
        assert known == found.all_of(part)[: len(known)]
        for word in found.words_of(part):
            assert word.like in ("", *known)


def renamed(object_: Object) -> Object:
    """The object with words of a project's own for its act or kind."""
    match object_:
        case Claim():
            return replace(object_, act=f"own-{object_.act}")
        case Actor() | Question() if object_.kind:
            return replace(object_, kind=f"own-{object_.kind}")
    return object_


def test_every_rule_holds_of_words_that_act_like_known_ones() -> None:
    """With every act and kind under another name nothing but the names differs in the data."""
    plain = dossier()
    own = {
        part: tuple(OwnWord(f"own-{word}", like=word) for word in known)
        for part, known in KNOWN.items()
    }
    pages = {
        name: replace(page, objects=tuple(map(renamed, page.objects)))
        for name, page in plain.pages.items()
    }
    other = replace(plain, pages=pages, vocabulary=MatterVocabulary(**own), _of_days={})  # type: ignore[arg-type]
    before, after = (json.dumps(dict(bare_rows(one))) for one in (plain, other))
    assert before != after
    assert before == after.replace('"own-', '"')
    assert {kind_of(one) for one in other.objects.values()} >= {"claim", "actor", "question"}
    shown = relations(plain, Filter())
    assert shown == relations(other, Filter())


@pytest.mark.parametrize("like", ACTS)
def test_new_act_has_the_statuses_of_the_one_it_is_like(like: str) -> None:
    """A claim with an act of the project has the statuses that the known act would give it."""

    def made(act: str, vocabulary: MatterVocabulary) -> Any:
        found = index(
            actor("a"), actor("b"), actor("c"),
            claim("one", "a", act=act, via=("c",)),
            claim("two", "b", corroborates="one", cites=["k"]), claim("three", "c", denies="one"),
        )  # fmt: skip
        return dict(standings(replace(found, vocabulary=vocabulary)))

    own = read({"acts": {"mine": {"like": like}}})
    assert made(like, PLAIN) == made("mine", own)


def test_labels_are_shown_and_known_words_keep_theirs() -> None:
    """An act and a kind are called as the project calls them, wherever they are shown."""
    made = replace(
        index(
            actor("guild", kind="union", side="sea"), actor("yard", kind="firm"),
            actor("ann", kind="person"),
            question("pay", kind="wage", unit="crowns"),
            claim("a", "guild", act="strikes"), claim("b", "yard", act="rebuts", denies="a"),
            claim("c", "ann"),
        ),
        vocabulary=read(STRIKE),
    )  # fmt: skip
    assert Fact("kind", (Term("union", "trade union"),)) in facts(made, made.objects["guild"])
    assert Fact("kind", (Term("wage", "pay"),)) in facts(made, made.objects["pay"])
    counted = balance(made, Filter(), ("sea",))
    assert ["asserts", "strikes", "rebuts"] == [row.counted for row in counted.acts]
    assert ("said", "went on strike", "") == counted.act_labels
    cards = export_cards(made, str, str)["page"]
    for words in ("went on strike", "trade union", "company", "someone", "said"):
        assert words in cards
    roles = {row.id: row.role for row in search_rows(made, locate)}
    assert ("trade union", "company", "someone") == (roles["guild"], roles["yard"], roles["ann"])


def test_search_calls_acts_as_the_project_does() -> None:
    """The labels that the search shows are those of the project, and all others stay."""
    acts = search_settings(strike(), {}, lambda link: link.docname)["acts"]
    assert ("said", "denied") == (acts["asserts"], acts["denies"])
    assert ("went on strike", "rebuts") == (acts["strikes"], acts["rebuts"])


def spoken() -> Any:
    """Everybody speaks about the town."""
    kinds = {"guild": "union", "yard": "firm", "inn": "firm", "ann": "person", "duke": "state"}
    bodies = [
        actor(name, kind=kind, side="sea" if name == "yard" else "") for name, kind in kinds.items()
    ]
    return index(actor("town"), *bodies, *(claim(f"c-{one}", one, to=("town",)) for one in kinds))


def test_groups_stand_in_the_order_of_the_project() -> None:
    """Groups of the project have their labels and order; whoever is in none comes last."""
    order = [speaker.party.id for speaker in relations(spoken(), Filter()).speakers]
    assert ["yard", "duke"] == order[:2]
    own = relations(replace(spoken(), vocabulary=read(STRIKE)), Filter())
    assert ["guild", "yard", "inn", "ann", "duke"] == [one.party.id for one in own.speakers]
    drawn = draw_relations(own, locate, {"sea": "Sea"})
    places = [
        drawn.index(f">{label}<") for label in ("unions", "on a side", "other firms", "others")
    ]
    assert sorted(places) == places
    assert ">firms<" not in drawn


def test_nothing_speaks_of_parties_unless_the_project_does() -> None:
    """Without groups the headings suit any matter."""
    drawn = draw_relations(relations(spoken(), Filter()), locate, {"sea": "Sea"})
    assert ">the sides<" in drawn
    # It is too long for a line of its column.
    assert "states and authorities" in re.sub("<[^>]*>", "", drawn)
    assert "parties" not in drawn
    assert "other states" not in drawn


def test_group_without_sides_takes_those_of_a_side_by_kind() -> None:
    """Where the project has no group of sides, whoever is on one stands with its kind."""
    groups = {"groups": [{"label": "yards", "kinds": ["firm"]}], "actors": {"firm": "company"}}
    found = relations(replace(spoken(), vocabulary=read(groups)), Filter())
    assert {"inn", "yard"} == {one.party.id for one in found.speakers if one.party.rank == 0}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a conf.py that has words of its own, and would end whoever ran it."""
    conf = f"raise SystemExit\nproject = 'Strike'\ndossier_vocabulary = {STRIKE!r}\n"
    (tmp_path / "conf.py").write_text(conf, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_help_and_new_offer_the_words_of_the_project(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`dossier help` and `dossier new` list words of the project, and do not run its conf.py."""
    assert 0 == main(["help", "claim"])
    assert "strikes, rebuts" in " ".join(capsys.readouterr().out.split())
    assert 0 == main(["help", "relations", "--root", str(project)])
    assert "union, firm" in " ".join(capsys.readouterr().out.split())
    assert 0 == main(["new", "actor", "guild", "--name", "Guild"])
    assert "union, firm" in capsys.readouterr().err
    assert 0 == main(["help", "claim", "--root", str(project / "none")])
    assert "strikes" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "text", ["dossier_vocabulary = {**WORDS}", "dossier_vocabulary = (", "x = " + "(" * 400, "\0"]
)
def test_conf_that_is_no_plain_table_is_told(
    project: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    """What cannot be read without running it is told in one line, and the help comes."""
    (project / "conf.py").write_text(text, encoding="utf-8")
    assert 0 == main(["help", "claim"])
    captured = capsys.readouterr()
    assert "asserts, denies" in " ".join(captured.out.split())
    assert 1 == captured.err.count("dossier_vocabulary is no plain table")


def strike() -> Any:
    """A dossier of a strike with words of its own."""
    made = index(
        actor("guild", kind="union"), actor("ann", kind="clerk"), actor("yard", kind="firm"),
        question("pay", kind="wage", unit="crowns"),
        claim("a", "guild", act="strikes"), claim("b", "yard", act="rebuts", denies="a"),
    )  # fmt: skip
    clerks = {**STRIKE, "actors": {**STRIKE["actors"], "clerk": {"like": "person"}}}  # type: ignore[dict-item]
    return replace(made, vocabulary=read(clerks))


def test_data_say_the_words_and_are_valid() -> None:
    """The data list the words of the project, and the schema of the same data allows them."""
    data: dict[str, Any] = json.loads(export_json(strike(), "Strike", lambda name: f"{name}.html"))
    said = {"part": "acts", "word": "strikes", "like": "decrees", "label": "went on strike"}
    assert said in data["vocabulary"]
    assert {"part": "acts", "word": "rebuts", "like": "denies"} in data["vocabulary"]
    schema = json.loads(export_schema(strike().vocabulary))
    jsonschema.Draft202012Validator(schema).validate(data)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(json.loads(export_schema())).validate(data)
    plain = json.loads(export_json(spoken(), "Spoken", lambda name: f"{name}.html"))
    assert "vocabulary" not in plain


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_linked_data_say_on_what_a_word_is_like() -> None:
    """Words are concepts below known ones, and who is like a person is one; the shapes hold."""
    made = strike()
    data = dossier_data(made, "Strike", lambda name: f"{name}.html")
    text = export_linked(data, "en", {}, own=made.vocabulary)
    nodes = {node["@id"]: node for node in json.loads(text)["@graph"] if "@id" in node}
    assert "decrees" == nodes["#acts/strikes"]["skos:broader"]["skos:notation"]
    assert "strikes" == nodes["#a"]["dossier:act"]
    assert ["schema:Person", "prov:Agent"] == nodes["#ann"]["@type"]
    graph = Graph().parse(data=text, format="json-ld", base="https://example.org/data/x.jsonld")
    for own, is_valid in ((made.vocabulary, True), (PLAIN, False)):
        rules = Graph().parse(data=shapes(own), format="turtle")
        report = validate(graph, shacl_graph=rules)[2]
        assert is_valid == ("InConstraintComponent" not in report)


def test_diff_of_data_tells_words_that_act_otherwise() -> None:
    """Two files of data differ in the words of the matter too; nonsense in one is no error."""
    old = json.loads(export_json(strike(), "Strike", lambda name: f"{name}.html"))
    new = json.loads(json.dumps(old))
    for row in new["vocabulary"]:
        row["like"] = "asserts" if row["word"] == "rebuts" else row.get("like", "")
    new["vocabulary"] = [row for row in new["vocabulary"] if row["word"] != "strikes"]
    found = {(one.what, one.before, one.after) for one in compare(old, new)}
    assert found == {
        ("acts rebuts changed", "like denies", "like asserts"),
        ("acts strikes lost", "like decrees, went on strike", ""),
    }
    assert [] == compare(old, json.loads(json.dumps(old)))
    assert 8 == len(compare(old, new | {"vocabulary": [7, None]}))
