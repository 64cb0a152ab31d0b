"""Status, reach and origins: each status, their precedence, and what no dossier may break."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import actor, claim, index, number, pages, source, words
from sphinx_dossier.core.index import Index
from sphinx_dossier.core.page import Page
from sphinx_dossier.core.status import STATUSES, first_speaker, roots, standings

if TYPE_CHECKING:
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
    if "drifted" in holding:
        rest.append(claim("original", by=by, act=fields.get("act", "asserts"), cites=["az-site"]))
        fields["drifted_from"] = "original"
    against = {"conceded": "concedes", "denied": "denies", "disputed": "disputes"}
    for mark, relation in against.items():
        if mark in holding:
            rest.append(claim(f"it-{mark}", by="arm", **{relation: "subject"}))
    if "rival-figures" in holding:
        fields["answers"] = number("taken", 7)
        rest.append(claim("rival", by="un", answers=number("taken", 5)))
    if "updated" in holding:
        rest.append(claim("later", by="az", updates="subject"))
    if holding & {"corroborated", "relayed", "single-origin"} and "unattributed" in holding:
        rest.append(claim("named", by="az", cites=["az-site"], corroborates="subject"))
    if "corroborated" in holding:
        rest.append(claim("witness", by="un", corroborates="subject"))
    if "relayed" in holding:
        fields["cites"] = ["az-site", "bn"]
    return [claim("subject", by=by, **fields), *rest]


LAST = ("corroborated", "relayed", "single-origin")
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
        "drifted", "conceded", "denied", "disputed", "rival-figures", "updated", "unattributed",
        "corroborated", "relayed", "single-origin",
    ] == list(STATUSES)  # fmt: skip


def test_all_that_hold_are_kept():
    """A claim can have all marks but two of the last three."""
    marks = standing(*made(set(STATUSES) - {"relayed", "single-origin"})).marks
    assert tuple(STATUSES)[:8] == marks


def test_first_speaker():
    """A claim is its speaker's; what somebody ``reports`` is the last relay's, or nobody's."""
    assert "az" == first_speaker(claim("a", by="az"))
    assert "az" == first_speaker(claim("a", by="az", via=("reuters", "un")))
    assert "un" == first_speaker(claim("a", by="paper", act="reports", via=("reuters", "un")))
    assert "" == first_speaker(claim("a", by="paper", act="reports"))


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
    """``via`` alone says who the origin is: its last one spoke first."""
    found = standing(claim("a", by="paper", act="reports", via=("reuters", "az-mod"), cites=["bn"]))
    assert (("az",), "relayed", 2) == (found.origins, found.status, found.reach)


@pytest.mark.parametrize("relation", ["repeats", "drifted_from"])
def test_copies_and_translations_add_no_origin(relation):
    """What somebody else copies or bends is still of the first origin."""
    found = standing(
        claim("copy", by="paper", cites=["bn"], **{relation: "first"}),
        claim("first", by="az", cites=["az-site"]),
    )
    assert ("az",) == found.origins
    assert "corroborated" not in found.marks


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


def test_corroboration_holds_at_both_ends():
    """Two bodies that say the same are two origins of both claims."""
    found = standings(dossier(claim("one", by="az", corroborates="two"), claim("two", by="un")))
    assert {("az", "un")} == {one.origins for one in found.values()}
    assert {"corroborated"} == {one.status for one in found.values()}


def test_corroboration_of_a_copy_is_one_of_the_claim():
    """Who corroborates a copy corroborates what was copied."""
    found = standing(
        claim("one", by="az"), claim("copy", by="paper", repeats="one"),
        claim("other", by="un", corroborates="copy"),
    )  # fmt: skip
    assert ("az", "un") == found.origins


def test_sentence_that_repeats_two_claims_joins_none():
    """A paper that puts two sides' claims into one sentence corroborates neither."""
    both = standings(
        dossier(
            claim("one", by="az", cites=["az-site"]),
            claim("two", by="arm", cites=["arm-site"]),
            claim("both", by="paper", cites=["bn"], repeats="one two"),
        )
    )
    assert (("az",), ("arm",), ("arm", "az")) == tuple(
        both[name].origins for name in ("one", "two", "both")
    )
    assert [2, 2, 1] == [both[name].reach for name in ("one", "two", "both")]
    assert ("one", "two") == both["both"].roots


def test_copy_of_a_copy_and_its_original():
    """Naming both a relay and its origin as repeated makes no difference."""
    first = claim("first", by="az", cites=["az-site"])
    wire = claim("wire", by="reuters", repeats="first")
    short = claim("print", by="paper", cites=["bn"], repeats="wire")
    long = claim("print", by="paper", cites=["bn"], repeats="wire first")
    assert standing(short, wire, first) == standing(long, wire, first)


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
    """A claim that grew out of two has both as roots, and both origins."""
    found = standing(
        claim("mixed", by="paper", drifted_from="one two"),
        claim("one", by="az"), claim("two", by="un"),
    )  # fmt: skip
    assert (("one", "two"), ("az", "un")) == (found.roots, found.origins)


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
    assert (("b",) if status != "single-origin" else ()) == standings(found)["a"].rivals


def test_open_ranges():
    """An open side reaches to any number."""
    above = claim("a", by="az", answers=number("q", 7)._replace(maximum=None))
    below = claim("b", by="arm", answers=number("q", 9)._replace(minimum=None))
    assert () == standing(above, below).rivals
    assert ("b",) == standing(above, claim("b", by="arm", answers=number("q", 5))).rivals


def test_own_figures_are_no_rivals():
    """A body that gives another figure later, or is copied wrongly, does not rival itself."""
    later = claim("b", by="az-speaker", answers=number("q", 5))
    bent = claim("b", by="paper", answers=number("q", 5), drifted_from="a")
    for other in (later, bent):
        assert () == standing(claim("a", by="az-mod", answers=number("q", 7)), other).rivals


def test_figures_of_one_side_are_no_rivals():
    """Two bodies of one side differ in a figure without being rivals; an outsider rivals both."""
    found = standings(index(
        actor("state", side="one"), actor("militia", side="one"), actor("watch"),
        claim("a", by="state", answers=number("q", 7)),
        claim("b", by="militia", answers=number("q", 5)),
        claim("c", by="watch", answers=number("q", 1)),
    ))  # fmt: skip
    assert [("c",), ("c",), ("a", "b")] == [found[name].rivals for name in "abc"]


def test_rivals_come_by_date():
    """Rivals are in the order in which they spoke."""
    found = standing(
        claim("a", by="az", answers=number("q", 7)),
        claim("b", by="arm", said="2020-09-29", answers=number("q", 1)),
        claim("c", by="un", said="2020-09-28", answers=number("q", 2)),
    )
    assert ("c", "b") == found.rivals


@pytest.mark.parametrize("relation", ["updates", "corrects"])
def test_update_and_correction(relation):
    """A claim that is updated or corrected, by anybody, is updated; the new one is not."""
    found = standings(dossier(claim("old", by="az"), claim("new", by="az", **{relation: "old"})))
    assert ["updated", "single-origin"] == [found["old"].status, found["new"].status]


NAMES = [f"c{position}" for position in range(6)]
SPEAKERS = [one.id for one in BODIES]
RELATED = ["denies", "disputes", "corroborates", "repeats", "updates", "concedes", "drifted-from",
           "repeated-by"]  # fmt: skip
ANSWERS = st.sampled_from([None, number("q", 5), number("q", 7), words("w", "az"), words("w", "x")])


@st.composite
def claims(draw) -> list[Claim]:
    """Any few claims, with any relations between them, circles too."""
    ids = NAMES[: draw(st.integers(1, len(NAMES)))]
    edges = st.tuples(st.sampled_from(RELATED), st.lists(st.sampled_from(ids)).map(tuple))
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
        assert len(set(one.marks) & set(LAST)) <= 1
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
    before, after = standings(dossier(*graph)), standings(dossier(*graph, new))
    for one in ids:
        assert before[one].origins == after[one].origins
        assert before[one].roots == after[one].roots
        assert before[one].reach <= after[one].reach
    repeated = new.relations[0][1]
    assert set(after[new.id].origins) <= {
        origin for one in repeated for origin in before[one].origins
    }


@given(claims())
def test_rivals_are_mutual(graph):
    """If one claim rivals another, that one rivals it; nobody rivals itself."""
    found = standings(dossier(*graph))
    for name, one in found.items():
        assert name not in one.rivals
        assert all(name in found[other].rivals for other in one.rivals)


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
        for word, targets in one.relations:
            for target in targets:
                turned[target].append((_turned(word), (one.id,)))
    other = [_with_relations(one, turned[one.id]) for one in graph]
    assert standings(dossier(*graph)) == standings(dossier(*other))


def _turned(word: str) -> str:
    return {"repeated-by": "repeats", "drifted-from": "drifted-to", "denies": "denied-by",
            "disputes": "disputed-by", "corroborates": "corroborated-by", "repeats": "repeated-by",
            "updates": "updated-by", "concedes": "conceded-by"}[word]  # fmt: skip


def _with_relations(one: Claim, relations) -> Claim:
    return claim(
        one.id, by=one.by, act=one.act, via=one.via, answers=one.answers,
        cites=[cite.source for cite in one.cites], relations=tuple(relations),
    )  # fmt: skip


def test_empty_dossier():
    """Without claims there are no standings."""
    assert {} == standings(Index({"a": Page("a")}, {}, {}))
