"""Status, reach and origins: each status, their precedence, and what no dossier may break."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import actor, claim, index, number, pages, question, source, words
from sphinx_dossier.core.index import Index
from sphinx_dossier.core.model import Answer, RelationEnd
from sphinx_dossier.core.origins import Dependence, dependence, first_speakers, is_guessed, roots
from sphinx_dossier.core.page import Page
from sphinx_dossier.core.problems import Code
from sphinx_dossier.core.relation_checks import check_contradictions, check_corroboration
from sphinx_dossier.core.status import STATUSES, Rival, standings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dossier.core.model import Claim

BODIES = [
    actor("az"), actor("az-mod", of="az"), actor("az-speaker", of="az-mod"),
    actor("arm"), actor("arm-mod", of="arm"), actor("un"),
    actor("reuters", kind="media"), actor("paper", kind="media", name="Beijing News"),
]  # fmt: skip
SOURCES = [source("bn", publisher="Beijing News"), source("az-site"), source("arm-site")]


def dossier(*claims: Claim) -> Index:
    """An index of ``claims`` by the actors and in the sources of this file."""
    return index(*BODIES, *claims, sources=SOURCES)


def standing(*claims: Claim):
    """The standing of the first claim."""
    return standings(dossier(*claims))[claims[0].id]


def made(holding: set[str]) -> list[Claim]:
    """Claims of which the first has the marks ``holding``, and else the least one."""
    by, fields, rest = "az-mod", {"cites": ["az-site"]}, []
    if "unattributed" in holding:
        by, fields = "paper", {"cites": ["az-site"], "act": "reports"}
    if "shared" in holding:
        fields["act"] = "warns"
    if "drifted" in holding:
        # What was changed by nobody who is named has no origin either.
        by = "" if "unattributed" in holding else by
        rest.append(claim("original", by="arm", cites=["az-site"]))
        fields["drifted_from"] = "original"
    if "composite" in holding:
        by = "" if "unattributed" in holding else by
        rest += [claim("half", by="arm"), claim("rest", by="reuters")]
        fields["repeats"] = "half rest"
    if "rival-figures" in holding:
        fields["answers"] = number("taken", 7)
    if "relayed" in holding:
        fields["cites"] = ["az-site", "bn"]
    return [claim("subject", by=by, **fields), *rest, *_others(holding, fields)]


def _others(holding: set[str], fields) -> Iterator[Claim]:
    """The claims that speak of the subject."""
    for mark, relation in (
        ("conceded", "concedes"),
        ("denied", "denies"),
        ("disputed", "disputes"),
    ):
        if mark in holding:
            yield claim(f"it-{mark}", by="un", **{relation: "subject"})
    if "rival-figures" in holding:
        yield claim("rival", by="un", answers=number("taken", 5))
    if "updated" in holding:
        yield claim("later", by="az", updates="subject")
    if holding & {"corroborated", "shared"}:
        act = fields.get("act", "asserts")
        yield claim("witness", by="un", act=act, corroborates="subject")


LAST = ("unattributed", "shared", "corroborated", "relayed", "single-origin")
PAIRS = [pair for pair in combinations(STATUSES, 2) if not set(pair) <= set(LAST)]


@pytest.mark.parametrize("status", STATUSES)
def test_each_status(status):
    """Each status holds for the facts that it is named after."""
    assert status == standing(*made({status})).status


@pytest.mark.parametrize(("higher", "lower"), PAIRS, ids="-".join)
def test_precedence(higher, lower):
    """Of two statuses that hold the earlier one counts, and the other follows it."""
    assert (higher, lower) == standing(*made({higher, lower})).marks[:2]


def test_order_of_precedence_is_fixed():
    """The documented order: readers and other tools rely on it."""
    assert [
        "drifted", "conceded", "denied", "disputed", "rival-figures", "updated", "composite",
        "unattributed", "shared", "corroborated", "relayed", "single-origin",
    ] == list(STATUSES)  # fmt: skip


def test_all_that_hold_are_kept():
    """A claim can have all marks at once but one of the last five."""
    marks = standing(*made(set(STATUSES) - {*LAST[:3], LAST[4]})).marks
    assert (*tuple(STATUSES)[:7], "relayed") == marks


def test_first_speakers():
    """A claim is its speakers'; what somebody ``reports`` is the first relay's, or nobody's."""
    assert ("az", "un") == first_speakers(claim("a", by="az un"))
    assert ("az",) == first_speakers(claim("a", by="az", via=("un", "reuters")))
    assert ("un",) == first_speakers(claim("a", by="paper", act="reports", via=("un", "reuters")))
    assert () == first_speakers(claim("a", by="paper", act="reports"))


def test_relay_chain_has_one_origin():
    """However many papers pass a statement on, its origin is the first speaker's body."""
    chain = [
        claim("tweet", by="az-speaker", cites=["az-site"]),
        claim("wire", by="reuters", act="reports", via=("az-speaker",), repeats="tweet"),
        claim("print", by="paper", act="reports", via=("reuters",), repeats="wire", cites=["bn"]),
    ]
    for position in range(3):
        found = standing(*chain[position:], *chain[:position])
        assert (("az",), ("tweet",), "relayed") == (found.origins, found.roots, found.status)


def test_relay_without_the_first_claim():
    """``via`` alone says who the origin is: its first one spoke first."""
    found = standing(claim("a", by="paper", act="reports", via=("az-mod", "reuters"), cites=["bn"]))
    assert (("az",), "relayed", 2) == (found.origins, found.status, found.reach)


def test_copies_and_translations_add_no_origin():
    """What somebody else copies is still of the first origin."""
    found = standing(
        claim("copy", by="paper", cites=["bn"], repeats="first"),
        claim("first", by="az", cites=["az-site"]),
    )
    assert (("az",), ("relayed",), 2) == (found.origins, found.marks, found.reach)


def test_drift_ends_the_line_of_origins():
    """Changed words are those of who changed them, and so are their copies."""
    found = standings(
        dossier(
            claim("first", by="az", cites=["az-site"]),
            claim("witness", by="un", corroborates="first"),
            claim("bent", by="paper", cites=["bn"], drifted_from="first"),
            claim("copy", by="reuters", repeats="bent"),
        )
    )
    assert [("az", "un"), ("paper",), ("paper",)] == [
        found[name].origins for name in ("first", "bent", "copy")
    ]
    assert ("drifted", "single-origin") == found["bent"].marks
    assert ("single-origin",) == found["copy"].marks
    assert ("first",) == found["bent"].roots
    # The changed words are no publication of the first ones.
    assert 1 == found["first"].reach


def test_drift_from_two_decrees():
    """A paper that makes one sentence of two decrees said it alone, and put it together."""
    found = standings(
        dossier(
            claim("north", by="az", act="decrees", cites=["az-site"]),
            claim("south", by="arm", act="decrees", cites=["arm-site"]),
            claim("both", by="paper", act="reports", cites=["bn"], drifted_from="north south"),
        )
    )["both"]
    assert ("drifted", "composite", "single-origin") == found.marks
    assert (("paper",), 1, ("north", "south")) == (found.origins, found.independent, found.parts)


def test_corroboration_of_changed_words():
    """Changed words are corroborated by who independently says the changed ones, and only so."""
    found = standings(
        dossier(
            claim("first", by="az"),
            claim("bent", by="paper", drifted_from="first", corroborates="first witness"),
            claim("witness", by="un"),
        )
    )
    assert (("paper", "un"), ("witness",)) == (found["bent"].origins, found["bent"].partners)
    assert (("az",), ()) == (found["first"].origins, found["first"].partners)


def test_corroboration_is_not_transitive():
    """A "the mill feeds the town", B "the lake feeds the mill", C says both, D the second."""
    found = standings(
        dossier(
            claim("a", by="az"), claim("b", by="arm"),
            claim("c", by="un", corroborates="a b"), claim("d", by="reuters", corroborates="b"),
        )
    )  # fmt: skip
    assert ("az", "un") == found["a"].origins
    assert ("arm", "reuters", "un") == found["b"].origins
    assert (("reuters", "arm"), 2) == (found["d"].origins[::-1], found["d"].independent)
    assert [2, 3, 3, 2] == [found[name].independent for name in "abcd"]


def test_corroboration_needs_the_proposition():
    """Who does not say in what two claims agree, corroborates nothing."""
    bare = (("corroborates", (RelationEnd("two"),)),)
    found = standing(claim("one", by="az", relations=bare), claim("two", by="un"))
    assert (("az",), "single-origin") == (found.origins, found.status)


@pytest.mark.parametrize(
    ("ours", "theirs", "status"),
    [
        ("asserts", "asserts", "corroborated"), ("asserts", "accuses", "corroborated"),
        ("denies", "concedes", "corroborated"), ("reports", "asserts", "unattributed"),
        ("warns", "predicts", "shared"), ("assesses", "asserts", "single-origin"),
        ("asserts", "assesses", "single-origin"), ("appeals", "appeals", "single-origin"),
        ("decrees", "decrees", "single-origin"), ("condemns", "asserts", "single-origin"),
        ("supports", "supports", "single-origin"), ("asserts", "predicts", "single-origin"),
    ],
)  # fmt: skip
def test_acts_that_corroborate(ours, theirs, status):
    """Only assertions corroborate assertions; opinions are shared; deeds are neither."""
    found = standings(
        dossier(claim("a", by="az", act=ours, corroborates="b"), claim("b", by="un", act=theirs))
    )
    assert status == found["a"].status
    assert ("un" in found["a"].origins) == (status in ("corroborated", "shared"))


def test_joint_statement_is_one_origin():
    """Who speaks together is one origin, and nobody among them corroborates the whole."""
    joint = claim("joint", by="az arm", cites=["bn"])
    alone = standings(dossier(joint, claim("again", by="az-mod", corroborates="joint")))
    assert (("arm", "az"), 1, "single-origin") == (
        alone["joint"].origins, alone["joint"].independent, alone["joint"].status,
    )  # fmt: skip
    assert ("az",) == alone["again"].origins
    seen = standing(joint, claim("witness", by="un", corroborates="joint"))
    assert (("arm", "az", "un"), 2, "corroborated") == (seen.origins, seen.independent, seen.status)


def test_one_document_is_one_origin():
    """Two who are known from one publication alone are no two origins."""
    one = claim("one", by="az", cites=["bn p1"])
    for cites, status in ((["bn p2"], "single-origin"), (["bn", "arm-site"], "single-origin")):
        found = standing(one, claim("two", by="arm", cites=cites, corroborates="one"))
        assert status == found.status
    apart = claim("two", by="arm", cites=["bn", "arm-site"], corroborates="one")
    own = claim("one", by="az", cites=["bn p1", "az-site"])
    assert "corroborated" == standing(own, apart).status


def test_stock_text_is_one_origin():
    """Two papers that took a sentence from one report are no two origins, changed or not."""
    report = claim("report", by="reuters")
    for relation in ("repeats", "drifted_from"):
        found = dossier(
            report,
            claim("one", by="paper", cites=["bn"], **{relation: "report"}),
            claim("two", by="un", corroborates="one", cites=["az-site"], **{relation: "report"}),
        )
        assert 1 == standings(found)["one"].independent
        assert dependence(found, "one", "two") in (Dependence.BODY, Dependence.ANCESTOR)


def test_partners_that_depend_on_each_other_are_one_origin():
    """Two witnesses of one body, or of one report, count once."""
    found = standing(
        claim("a", by="az", corroborates="one two"),
        claim("one", by="arm"), claim("two", by="arm-mod"),
    )  # fmt: skip
    assert (("arm", "az"), 2) == (found.origins, found.independent)


def test_opinion_corroborates_nothing_through_a_third():
    """Who has an opinion in common with two others does not join these."""
    found = standings(
        dossier(
            claim("a", by="az", act="warns"), claim("b", by="arm", act="warns"),
            claim("c", by="un", act="warns", corroborates="a b"),
        )
    )  # fmt: skip
    assert [2, 2, 3] == [found[name].independent for name in "abc"]
    assert {"shared"} == {one.status for one in found.values()}


@pytest.mark.parametrize(
    ("relation", "by", "status"),
    [("denies", "un", "denied"), ("disputes", "un", "disputed"), ("concedes", "un", "conceded"),
     ("updates", "az", "updated"), ("corrects", "az", "updated")],
)  # fmt: skip
def test_what_befell_a_claim_befalls_who_repeats_it(relation, by, status):
    """Copies of copies show it too; what drifted from it does not, nor what it repeats."""
    found = standings(
        dossier(
            claim("root", by="az"), claim("first", by="az-mod", repeats="root"),
            claim("against", by=by, **{relation: "first"}),
            claim("copy", by="reuters", repeats="first"),
            claim("print", by="paper", repeats="copy"),
            claim("bent", by="paper", drifted_from="copy"),
        )
    )  # fmt: skip
    assert [False, True, True, True, False] == [
        status in found[name].marks for name in ("root", "first", "copy", "print", "bent")
    ]


def test_same_body_twice_is_one_origin():
    """A second spokesman of the same body corroborates nothing."""
    found = standing(
        claim("one", by="az-mod", cites=["az-site"]),
        claim("two", by="az-speaker", cites=["az-site"], corroborates="one"),
    )
    assert (("az",), "single-origin", 1) == (found.origins, found.status, found.reach)


def test_same_body_does_not_deny_itself():
    """Denial, dispute and concession count only when another body is behind them."""
    found = standing(
        claim("one", by="az-mod", cites=["az-site"]),
        claim("two", by="az-speaker", denies="one", disputes="one", concedes="one"),
    )
    assert ("single-origin",) == found.marks


def test_denial_that_a_paper_relays_is_the_speakers():
    """A paper that reports a body's word against itself is not another body."""
    first = claim("one", by="az-mod", cites=["az-site"])
    for via, status in ((("az",), "single-origin"), (("arm",), "denied"), ((), "denied")):
        relayed = claim("two", by="paper", act="reports", via=via, denies="one")
        assert status == standing(first, relayed).status


def test_denial_of_words_that_are_put_into_a_mouth():
    """Who denies a report of his own words is another body than the reporter."""
    found = standings(
        dossier(
            claim("own", by="az"),
            claim("report", by="paper", act="reports", via=("az",), repeats="own"),
            claim("copy", by="reuters", act="reports", via=("az",), repeats="report"),
            claim("denial", by="az-mod", act="denies", denies="report"),
        )
    )
    assert [False, True, True] == ["denied" in found[n].marks for n in ("own", "report", "copy")]


def test_concession_to_the_own_side_is_none():
    """Who grants what an ally says grants nothing against his own side."""
    press = actor("az-press", side="azerbaijani")
    az = actor("az", side="azerbaijani")
    made = index(az, press, actor("un"), claim("c", by="az"), claim("d", by="un", concedes="c"))
    assert "conceded" in standings(made)["c"].marks
    made = index(az, press, claim("c", by="az"), claim("d", by="az-press", concedes="c"))
    assert ("single-origin",) == standings(made)["c"].marks


@pytest.mark.parametrize("act", ["assesses", "appeals"])
def test_report_of_no_assertion_is_none(act):
    """An opinion or a deed that somebody passes on is corroborated by nothing either."""
    made = [
        claim("first", by="az", act=act, cites=["az-site"]),
        claim("report", by="paper", act="reports", via=("az",), repeats="first", cites=["bn"]),
        claim("fact", by="un", corroborates="report", cites=["arm-site"]),
        claim("judgement", by="reuters", act="assesses", corroborates="report"),
    ]
    found = standings(dossier(*made))
    assert "single-origin" == found["fact"].status
    shared = {"shared"} if act == "assesses" else set()
    assert shared == {*found["report"].marks} & {"shared", "corroborated"}
    (told, *_) = check_corroboration(dossier(*made[:3]))
    assert (Code.NOT_ALIKE, "'report' is an opinion" if shared else "'first' appeals") == (
        told.code, told.message.partition(":")[0],
    )  # fmt: skip


def test_inference_makes_no_origin():
    """Whose words somebody passes on may be a guess: it takes an origin away, and adds none."""
    for via, status in ((("az",), "corroborated"), (("az?",), "single-origin")):
        made = [
            claim("one", by="paper", act="reports", via=via, cites=["bn"]),
            claim("two", by="un", cites=["arm-site"], corroborates="one"),
        ]
        assert status == standing(*made).status
    (told,) = check_corroboration(dossier(*made))
    assert told.message.endswith("who said one of them first is only inferred")
    own = claim("own", by="un", cites=["az-site"])
    changed = claim("one", by="paper", act="reports", via=("az?",), drifted_from="own")
    assert not is_guessed(dossier(own, changed), "one")


@pytest.mark.parametrize("relation", ["denies", "disputes", "corrects"])
def test_nobody_corroborates_what_he_contradicts(relation):
    """Two relations that exclude each other are told, and the friendlier one does not count."""
    made = [
        claim("one", by="az", cites=["az-site"]),
        claim("two", by="un", cites=["bn"], corroborates="one", **{relation: "one"}),
    ]
    assert not standing(*made).partners
    (told,) = check_corroboration(dossier(*made))
    assert f"'two' {relation} 'one', so that they do not say the same" == told.message


def test_who_has_corrected_himself_corroborates_nobody():
    """What its own speaker took back is not said by him any more."""
    made = [
        claim("one", by="az", cites=["az-site"]),
        claim("two", by="un", cites=["bn"], corroborates="one"),
        claim("three", by="reuters", corroborates="one"),
    ]
    assert 3 == standing(*made).independent
    taken_back = standings(dossier(*made, claim("later", by="un", corrects="two")))
    assert (2, 1) == (taken_back["one"].independent, taken_back["two"].independent)
    assert 3 == standing(*made, claim("other", by="arm", corrects="two")).independent


@pytest.mark.parametrize(
    ("cumulative", "said", "ours", "theirs", "are_rivals"),
    [
        ("yes", "2020-09-28", number("dead", 16), number("dead", 31), False),
        ("yes", "2020-09-28", number("dead", 31), number("dead", 16), True),
        ("yes", "2020-09-27", number("dead", 16), number("dead", 31), True),
        ("yes", "", number("dead", 16), number("dead", 31), True),
        ("yes", "[2020-09-27..2020-09-28]", number("dead", 16), number("dead", 31), True),
        ("yes", "2020-09-28", Answer("dead", "", 16, None), Answer("dead", "", None, 9), True),
        ("", "2020-09-28", number("dead", 16), number("dead", 31), True),
    ],
)
def test_count_that_rises_from_day_to_day(cumulative, said, ours, theirs, are_rivals):
    """Sunday's sixteen and Monday's thirty-one can both be right; fewer on Monday cannot."""
    found = standings(
        index(
            actor("az"), actor("un"), question("dead", cumulative=cumulative),
            claim("a", by="az", answers=ours), claim("b", "un", said, answers=theirs),
        )
    )  # fmt: skip
    assert are_rivals == bool(found["a"].rivals) == bool(found["b"].rivals)


def test_corroboration_holds_at_both_ends():
    """Two bodies that say the same are two origins of both claims."""
    found = standings(dossier(claim("one", by="az", corroborates="two"), claim("two", by="un")))
    assert {("az", "un")} == {one.origins for one in found.values()}
    assert {"corroborated"} == {one.status for one in found.values()}


def test_corroboration_of_a_copy_is_of_the_copy_alone():
    """Who corroborates a copy was not compared with what was copied: partners are direct."""
    found = standings(
        dossier(
            claim("one", by="az"), claim("copy", by="paper", repeats="one"),
            claim("other", by="un", corroborates="copy"),
        )
    )  # fmt: skip
    assert [("az",), ("az", "un"), ("az", "un")] == [
        found[name].origins for name in ("one", "copy", "other")
    ]


def test_sentence_that_repeats_two_claims_is_put_together():
    """A paper that puts two sides' claims into one sentence is its origin, and joins neither."""
    both = standings(
        dossier(
            claim("one", by="az", cites=["az-site"]),
            claim("two", by="arm", cites=["arm-site"]),
            claim("both", by="paper", cites=["bn"], repeats="one two"),
        )
    )
    assert (("az",), ("arm",), ("paper",)) == tuple(
        both[name].origins for name in ("one", "two", "both")
    )
    assert [2, 2, 1] == [both[name].reach for name in ("one", "two", "both")]
    assert ("one", "two") == both["both"].roots == both["both"].parts
    assert "composite" == both["both"].status


def test_copy_of_a_copy_and_its_original():
    """Naming both a relay and its origin as repeated makes no difference."""
    first = claim("first", by="az", cites=["az-site"])
    wire = claim("wire", by="reuters", repeats="first")
    short = claim("print", by="paper", cites=["bn"], repeats="wire")
    long = claim("print", by="paper", cites=["bn"], repeats="wire first")
    assert standing(short, wire, first) == standing(long, wire, first)
    assert () == standing(long, wire, first).parts


def test_circle_of_copies():
    """Claims that repeat each other have the least one of the circle as their root."""
    found = dossier(
        claim("b", "az", repeats="c"), claim("c", "arm", repeats="b"), claim("a", repeats="c")
    )
    assert {("b",)} == {roots(found, name) for name in "abc"}
    assert {("az",)} == {one.origins for one in standings(found).values()}


def test_claim_that_repeats_itself():
    """A claim that names itself is its own root."""
    found = standing(claim("a", by="az", repeats="a", denies="a"))
    assert (("a",), ("az",), ("single-origin",)) == (found.roots, found.origins, found.marks)


def test_way_with_several_beginnings():
    """A claim that grew out of two has both as roots, and is of who made one of them."""
    found = standing(
        claim("mixed", by="paper", drifted_from="one two"),
        claim("one", by="az"), claim("two", by="un"),
    )  # fmt: skip
    assert (("one", "two"), ("paper",)) == (found.roots, found.origins)


def test_reach_counts_publications_once():
    """Sources are counted once, and a medium in ``via`` only when it published none of them."""
    assert 1 == standing(claim("a", by="az", via=("paper",), cites=["bn p1", "bn p2"])).reach
    assert 2 == standing(claim("a", by="az", via=("reuters", "un"), cites=["bn"])).reach
    assert 0 == standing(claim("a", by="az")).reach
    assert (
        2
        == standing(
            claim("a", by="az", cites=["az-site"]),
            claim("b", by="paper", cites=["bn"], repeats="a"),
        ).reach
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "status"),
    [
        (number("q", 7), number("q", 5), "rival-figures"),
        (number("q", 7), number("q", 7), "single-origin"),
        (number("q", 5, 7), number("q", 7, 9), "single-origin"),
        (number("q", 5, 6), number("q", 7, 9), "rival-figures"),
        (number("q", 7), number("other", 5), "single-origin"),
        (words("q", "az"), words("q", "arm"), "disputed"),
        (words("q", "Az"), words("q", "az"), "single-origin"),
    ],
)
def test_rival_answers(ours, theirs, status):
    """Answers of two bodies that cannot both hold are rivals; equal or overlapping ones not."""
    found = dossier(claim("a", by="az", answers=ours), claim("b", by="arm", answers=theirs))
    assert {status} == {one.status for one in standings(found).values()}
    rivals = (Rival("b", ours.question),) if status != "single-origin" else ()
    assert rivals == standings(found)["a"].rivals


def test_rivals_of_several_answers():
    """A claim with two answers is a rival in the one that cannot hold, and in that only."""
    found = standings(
        dossier(
            claim("a", by="az", answers=(number("dead", 7), words("blame", "arm"))),
            claim("b", by="arm", answers=(number("dead", 7), words("blame", "az"))),
        )
    )
    assert (Rival("b", "blame"),) == found["a"].rivals
    assert ("disputed", "single-origin") == found["a"].marks


def test_open_ranges():
    """An open side reaches to any number."""
    above = claim("a", by="az", answers=number("q", 7)._replace(maximum=None))
    below = claim("b", by="arm", answers=number("q", 9)._replace(minimum=None))
    assert () == standing(above, below).rivals
    assert (Rival("b", "q"),) == standing(
        above, claim("b", by="arm", answers=number("q", 5))
    ).rivals


def test_own_figures_are_no_rivals():
    """A body that gives another figure later, or is copied wrongly, does not rival itself."""
    later = claim("b", by="az-speaker", answers=number("q", 5))
    wrong = claim("b", by="paper", answers=number("q", 5), repeats="a")
    for other in (later, wrong):
        assert () == standing(claim("a", by="az-mod", answers=number("q", 7)), other).rivals


def test_figures_of_one_side_are_no_rivals():
    """Two bodies of one side differ in a figure without being rivals; an outsider rivals both."""
    found = standings(index(
        actor("state", side="one"), actor("militia", side="one"), actor("watch"),
        claim("a", by="state", answers=number("q", 7)),
        claim("b", by="militia", answers=number("q", 5)),
        claim("c", by="watch", answers=number("q", 1)),
    ))  # fmt: skip
    rivals = [tuple(rival.claim for rival in found[name].rivals) for name in "abc"]
    assert [("c",), ("c",), ("a", "b")] == rivals


def test_rivals_come_by_date():
    """Rivals are in the order in which they spoke."""
    found = standing(
        claim("a", by="az", answers=number("q", 7)),
        claim("b", by="arm", said="2020-09-29", answers=number("q", 1)),
        claim("c", by="un", said="2020-09-28", answers=number("q", 2)),
    )
    assert (Rival("c", "q"), Rival("b", "q")) == found.rivals


@pytest.mark.parametrize("relation", ["updates", "corrects"])
def test_update_and_correction(relation):
    """A claim that is updated or corrected, by anybody, is updated; the new one is not."""
    found = standings(dossier(claim("old", by="az"), claim("new", by="az", **{relation: "old"})))
    assert ["updated", "single-origin"] == [found["old"].status, found["new"].status]


NAMES = [f"c{position}" for position in range(6)]
SPEAKERS = [one.id for one in BODIES]
RELATED = ["denies", "disputes", "corroborates", "repeats", "updates", "concedes", "drifted-from",
           "repeated-by"]  # fmt: skip
ANSWERS = st.sampled_from([(), number("q", 5), number("q", 7), words("w", "az"), words("w", "x")])


@st.composite
def claims(draw) -> list[Claim]:
    """Any few claims, with any relations between them, circles too."""
    ids = NAMES[: draw(st.integers(1, len(NAMES)))]
    end = st.builds(
        RelationEnd, st.sampled_from(ids), st.sampled_from(["", "it is so"]), st.booleans()
    )
    edges = st.tuples(st.sampled_from(RELATED), st.lists(end).map(tuple))
    return [
        claim(
            one,
            by=draw(st.sampled_from(["", *SPEAKERS])),
            act=draw(st.sampled_from(["asserts", "reports", "denies"])),
            via=tuple(draw(st.lists(st.sampled_from(SPEAKERS), max_size=2))),
            cites=draw(st.lists(st.sampled_from([one.id for one in SOURCES]), max_size=2)),
            answers=draw(ANSWERS),
            relations=tuple(draw(st.lists(edges, max_size=3))),
        )
        for one in ids
    ]


@given(claims())
def test_every_claim_has_a_status(graph):
    """Each claim has a mark, in order of precedence, and of the last three at most one."""
    found = standings(dossier(*graph))
    assert {one.id for one in graph} == found.keys()
    for one in found.values():
        assert one.marks
        assert tuple(mark for mark in STATUSES if mark in one.marks) == one.marks
        assert 1 == len(set(one.marks) & set(LAST))
        assert tuple(sorted(set(one.origins))) == one.origins
        assert one.roots


@given(claims())
def test_origins_are_bodies_at_the_end(graph):
    """An origin speaks for nobody else, and is the body of somebody in the dossier."""
    found = dossier(*graph)
    for one in standings(found).values():
        assert list(one.origins) == [found.body_of(origin) for origin in one.origins]


@given(claims(), st.data())
def test_repeating_adds_no_origin(graph, data):
    """A new claim that repeats others, by any speaker in any paper, adds no origin to any."""
    ids = [one.id for one in graph]
    new = claim(
        data.draw(st.sampled_from(["a-copy", "z-copy"])),
        by=data.draw(st.sampled_from(SPEAKERS)),
        cites=["bn"],
        repeats=data.draw(st.sets(st.sampled_from(ids), min_size=1)),
    )
    made = dossier(*graph, new)
    before, after = standings(dossier(*graph)), standings(made)
    for one in ids:
        assert before[one].origins == after[one].origins
        assert before[one].roots == after[one].roots
        assert before[one].reach <= after[one].reach
    repeated = [end.claim for end in new.relations[0][1]]
    own = {origin for one in repeated for origin in before[one].origins}
    assert set(after[new.id].origins) <= own | {made.body_of(one) for one in new.by}
    assert not {"corroborated", "shared"} & set(after[new.id].marks)


@given(claims())
def test_corroboration_is_direct_and_mutual(graph):
    """Partners name each other, have nothing in common, and both assert or both judge."""
    found = dossier(*graph)
    for one, its in standings(found).items():
        corroborated = {"corroborated", "shared"} & set(its.marks)
        assert bool(corroborated) == (its.independent > 1)
        for other in its.partners:
            assert other in found.related(one, "corroborates", "corroborated-by")
            assert one in standings(found)[other].partners
            assert dependence(found, one, other) is None
            assert found.claims[one].is_opinion == found.claims[other].is_opinion


@given(claims())
def test_no_drifted_claim_is_corroborated_by_what_it_drifted_from(graph):
    """Neither what a claim grew out of nor who grew out of the same is its partner."""
    found = dossier(*graph)
    for one, its in standings(found).items():
        if "drifted" in its.marks:
            assert not set(its.partners) & {*found.related(one, "drifted-from"), *its.roots}


@given(claims())
def test_rivals_are_mutual(graph):
    """If one claim rivals another, that one rivals it; nobody rivals itself."""
    found = standings(dossier(*graph))
    for name, one in found.items():
        for other, asked in one.rivals:
            assert name != other
            assert Rival(name, asked) in found[other].rivals


@given(claims(), st.randoms(use_true_random=False))
def test_standing_does_not_depend_on_the_order_of_pages(graph, chance):
    """Claims spread over pages in any way, and pages read in any order, have the same standings."""
    spread: dict[str, list[Claim]] = {}
    for one in graph:
        spread.setdefault(chance.choice(["a", "b", "c"]), []).append(one)
    names = list(spread)
    chance.shuffle(names)
    found = pages({"actors": BODIES} | {name: spread[name] for name in names}, SOURCES)
    assert standings(dossier(*graph)) == standings(found)


@given(claims())
def test_either_end_may_declare_a_relation(graph):
    """A relation declared at its other end gives the same standing."""
    turned = {one.id: [] for one in graph}
    for one in graph:
        for word, ends in one.relations:
            for end in ends:
                turned[end.claim].append((_turned(word), (end._replace(claim=one.id),)))
    other = [_with_relations(one, turned[one.id]) for one in graph]
    assert standings(dossier(*graph)) == standings(dossier(*other))


def _turned(word: str) -> str:
    return {"repeated-by": "repeats", "drifted-from": "drifted-to", "denies": "denied-by",
            "disputes": "disputed-by", "corroborates": "corroborated-by", "repeats": "repeated-by",
            "updates": "updated-by", "concedes": "conceded-by"}[word]  # fmt: skip


def _with_relations(one: Claim, relations) -> Claim:
    return replace(one, relations=tuple(relations))


def test_empty_dossier():
    """Without claims there are no standings."""
    assert {} == standings(Index({"a": Page("a")}, {}, {}))


def test_inferred_copy_makes_no_origin():
    """A copy that is only thought to be one has the origin of its line, and corroborates nothing.

    One printed way to the head is enough, and a guess further up the line counts for the copies.
    """
    for repeats, status in (("own", "corroborated"), ("own?", "single-origin")):
        made = [
            claim("copy", by="paper", act="reports", cites=["bn"], repeats=repeats),
            claim("own", by="un", cites=["az-site"]),
            claim("other", by="az", cites=["arm-site"], corroborates="copy"),
            claim("again", by="reuters", act="reports", repeats="copy", cites=["s2"]),
            claim("third", by="arm", cites=["s3"], corroborates="again"),
        ]
        found = standings(dossier(*made))
        is_guess = repeats.endswith("?")
        assert is_guess == is_guessed(dossier(*made), "again")
        assert status in found["other"].marks
        assert ("corroborated" in found["third"].marks) != is_guess
        assert found["copy"].origins[-1:] == ("un",)
    (told, _) = check_corroboration(dossier(*made))
    assert told.message.endswith("who said one of them first is only inferred")
    ways = claim("copy", by="paper", act="reports", repeats="own? wire", cites=["bn"])
    wire = claim("wire", by="reuters", act="reports", repeats="own", cites=["s2"])
    assert not is_guessed(dossier(ways, wire, claim("own", by="un")), "copy")


def test_who_denies_his_own_words_corroborates_nobody():
    """A body that says later that it is not so does not say so any more."""
    made = [
        claim("one", by="az", cites=["az-site"]),
        claim("two", by="un", cites=["bn"], corroborates="one"),
    ]
    for by, partners in (("un", ()), ("arm", ("two",))):
        later = claim("later", by=by, act="denies", denies="two", cites=["s3"])
        assert partners == standing(*made, later).partners


def test_denial_that_was_taken_back_is_none():
    """By whoever denied, and by nobody else."""
    made = [
        claim("one", by="az", cites=["az-site"]),
        claim("copy", by="reuters", repeats="one", cites=["bn"]),
        claim("denial", by="un", act="denies", denies="one"),
    ]
    for by, is_denied in (("un", False), ("arm", True)):
        found = standings(dossier(*made, claim("back", by=by, corrects="denial")))
        assert [is_denied] * 2 == ["denied" in found[name].marks for name in ("one", "copy")]


def test_one_of_several_who_spoke_together_denies_it():
    """What one of them denies the others still say; all of them deny nothing of their own."""
    joint = claim("joint", by="az un", cites=["bn"])
    for by, is_denied in (("un", True), ("az-mod", True), ("az un", False), ("arm", True)):
        denial = claim("denial", by=by, act="denies", denies="joint")
        assert is_denied == ("denied" in standing(joint, denial).marks)


@pytest.mark.parametrize(
    ("stated", "ours", "theirs", "are_partners"),
    [
        ("five boats were lost", 5, 7, False),
        ("seven boats were lost", 5, 7, False),
        ("boats were lost", 5, 7, True),
        ("five boats were lost", 5, 5, True),
        ("more than four boats were lost", 5, 7, True),
    ],
)
def test_number_that_only_one_of_two_gives(stated, ours, theirs, are_partners):
    """Two who count differently may state the same, but not the number of one of them."""
    one = claim("one", by="az", cites=["az-site"], answers=number("lost", ours))
    two = claim("two", by="un", cites=["bn"], answers=number("lost", theirs))
    end = RelationEnd("one", stated)
    made = dossier(question("lost"), one, replace(two, relations=(("corroborates", (end,)),)))
    assert are_partners == bool(standings(made)["one"].partners)
    told = [problem.code for problem in check_corroboration(made)]
    assert ([] if are_partners else [Code.NOT_ALIKE]) == told


@pytest.mark.parametrize("relation", ["denies", "disputes", "corrects"])
def test_nobody_passes_on_what_he_contradicts(relation):
    """Two relations that exclude each other are told, from whichever end they are declared."""
    made = dossier(claim("one", by="az"), claim("two", by="un", repeats="one", **{relation: "one"}))
    (told,) = check_contradictions(made)
    assert Code.NOT_ALIKE == told.code
    assert told.message.startswith(f"'two' {relation} 'one' and repeats it")
    assert not [*check_contradictions(dossier(claim("a", by="un", denies="b"), claim("b")))]


def test_letters_that_look_the_same_are_the_same_answer():
    """How an editor encodes an accent, or a wide blank, makes no dispute."""
    found = standing(
        claim("one", by="az", answers=words("who", "S\u00e3o Jo\u00e3o")),
        claim("two", by="un", answers=words("who", "Sa\u0303o\u00a0Joa\u0303o")),
    )
    assert not found.rivals
