"""The picture of who said what about whom, of many and of one actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drawn import addresses, collisions, listed, locate, parse, read, words_with_boxes
from making import actor, claim, index, place
from sphinx_dossier.answers.filters import Filter
from sphinx_dossier.answers.object_record import record
from sphinx_dossier.answers.relations import STANCES, Relations, ego, relations
from sphinx_dossier.pictures.relations_layout import WIDTH
from sphinx_dossier.pictures.relations_svg import draw_relations
from sphinx_dossier.pictures.svg import Box
from sphinx_dossier.sphinx.show.object_sections import render_record
from sphinx_dossier.sphinx.show.relation_lists import render_relations

if TYPE_CHECKING:
    from sphinx_dossier.core.index import Index

SIDES = {"shore": "Shore", "sea": "Sea"}
LIMIT = 100_000


def dossier() -> Index:
    """Two parties with their voices, and others who speak about them."""
    return index(
        actor("crown", name="Crown", side="shore"),
        actor("herald", name="Herald", kind="person", of="crown"),
        actor("guild", name="Guild <& sons>", side="sea"),
        actor("north", name="North"),
        actor("south", name="South"),
        actor("league", name="League of Towns", kind="international-organisation"),
        actor("courier", name="Courier", kind="media"),
        place("isle", name="Isle"),
        claim("fired", "herald", act="accuses", to=("guild",)),
        claim("burnt", "crown", act="condemns", to=("guild",)),
        claim("wrong", "guild", act="denies", denies="fired"),
        claim("help", "north", act="supports", to=("guild",)),
        claim("stop", "league", act="appeals", to=("crown", "guild")),
        claim("halt", "south", act="appeals", to=("crown", "guild")),
        claim("ships", "courier", act="reports", to=("guild", "isle")),
        claim("own", "herald", act="supports", to=("crown",)),
        claim("aside", "north", "2032-01-01", act="asserts", to=("guild",)),
    )


def stances(found: Relations) -> set[tuple[str, str, tuple[str, ...]]]:
    """Who says what of whom."""
    return {
        (speaker.party.id, saying.stance, saying.targets)
        for speaker in found.speakers
        for saying in speaker.sayings
    }


def many(speakers: int = 450, claims: int = 3800) -> Relations:
    """Relations of ten times as many speakers and claims as the knowledge base has."""
    kinds = ("state", "international-organisation", "media", "person")
    acts = ("appeals", "appeals", "supports", "accuses", "asserts", "denies", "warns")
    actors = [
        actor(
            f"actor-{number}",
            name=f"Ministry of the Exterior of Country Number-{number}",
            kind=kinds[number % 4],
            side={0: "shore", 1: "sea"}.get(number, ""),
        )
        for number in range(speakers)
    ]
    said = [
        claim(
            f"claim-{number}",
            f"actor-{number * 7919 % speakers}",
            act=acts[number % 7],
            to=tuple({f"actor-{number % 2}", f"actor-{number * number % (9 + number % 90)}"}),
        )
        for number in range(claims)
    ]
    return relations(index(*actors, *said), Filter())


def test_voices_speak_for_their_body() -> None:
    """What a herald says is the crown's, and nobody speaks about itself."""
    said = stances(relations(dossier(), Filter()))
    assert ("crown", "accuses", ("guild",)) in said
    assert "herald" not in {speaker for speaker, _, _ in said}
    assert not any(speaker in targets for speaker, _, targets in said)


def test_denial_speaks_to_those_whose_claim_it_denies() -> None:
    """A denial that names nobody finds its addressee by the relation."""
    assert ("guild", "denies", ("crown",)) in stances(relations(dossier(), Filter()))


def test_filter_chooses_claims_and_kinds_of_speakers() -> None:
    """Time and the kind of the speaking body narrow the picture."""
    early = relations(dossier(), Filter(start=dossier().claims["aside"].said))
    assert {("north", "speaks", ("guild",))} == stances(early)
    towns = relations(dossier(), Filter(actor_kind=("international-organisation",)))
    assert ["league"] == [speaker.party.id for speaker in towns.speakers]


def test_sides_come_first_then_kinds() -> None:
    """Speakers stand under headings: parties, states, organisations, media."""
    order = [speaker.party.id for speaker in relations(dossier(), Filter()).speakers]
    assert ["crown", "guild", "north", "south", "league", "courier"] == order


def test_every_link_is_in_the_list() -> None:
    """Lines and names lead to claims, actors and places of the list, or to its entries."""
    for answer in (relations(dossier(), Filter()), ego(dossier(), "guild"), many()):
        assert answer
        picture = draw_relations(answer, locate, SIDES)
        assert len(addresses(picture)) > 5
        assert addresses(picture) <= listed(render_relations(answer, SIDES))


def test_line_of_one_claim_leads_to_it_and_of_several_to_the_list() -> None:
    """A line is a link to its claim, or to the list of its claims."""
    picture = parse(draw_relations(relations(dossier(), Filter()), locate, SIDES))
    ways = {link.get("aria-label"): link.get("href") for link in picture.iter("a")}
    assert "page.html#help" == ways["North: supports Guild <& sons> (1 claim)"]
    several = ways["Crown: accuses or condemns Guild <& sons> (2 claims)"] or ""
    assert several.endswith("-crown")
    assert several in listed(render_relations(relations(dossier(), Filter()), SIDES))


def test_mention_gives_way_to_a_stance() -> None:
    """Where a speaker takes a stance, a mere mention of the same target is only listed."""
    picture = draw_relations(relations(dossier(), Filter()), locate, SIDES)
    assert "North: speaks of" not in picture
    assert "Courier: speaks of" in picture


@pytest.mark.parametrize("stance", STANCES)
def test_each_stance_has_its_own_end(stance: str) -> None:
    """Stances differ without colour: no two ends have the same shape."""
    acts = {"speaks": "asserts"}
    objects = [actor("a"), actor("b")]
    ends = {}
    for one in STANCES:
        said = claim("x", "a", act=acts.get(one, one), to=("b",))
        picture = parse(draw_relations(relations(index(*objects, said), Filter()), locate, {}))
        ends[one] = next(
            p.get("d") for p in picture.iter("path") if p.get("class") == "dossier-end"
        )
    assert 1 == list(ends.values()).count(ends[stance])


def test_shape_repeats_colour() -> None:
    """The first side is a circle, the second a square, everybody else a triangle."""
    picture = parse(draw_relations(relations(dossier(), Filter()), locate, SIDES))
    shapes = {
        shape.get("class"): shape[0].tag
        for shape in picture.iter("g")
        if (shape.get("class") or "").startswith("dossier-shape")
    }
    expected = {
        "dossier-shape dossier-by-0": "circle",
        "dossier-shape dossier-by-1": "rect",
        "dossier-shape": "path",
    }
    assert expected == shapes


def test_ego_needs_three_partners() -> None:
    """An actor with fewer than three others in its picture has none."""
    assert ego(dossier(), "south") is None
    shown = ego(dossier(), "guild")
    assert shown
    assert {"crown", "north", "league", "south", "courier"} == set(shown.parties) - {"guild"}


def test_ego_of_a_voice_shows_its_own_words_only() -> None:
    """A herald's picture would hold what the herald said, not what the crown said."""
    objects = [
        *dossier().objects.values(),
        *(claim(f"word-{one}", "herald", to=(one,)) for one in ("north", "south")),
    ]
    shown = ego(index(*objects), "herald")
    assert shown
    said = {speaker.party.id: speaker.weight for speaker in shown.speakers}
    assert {"herald": 3, "guild": 1} == said
    assert {"guild", "herald", "north", "south"} == {party.id for party in shown.targets}


def test_ego_follows_what_an_actor_said() -> None:
    """What the actor said comes first, and links lead to each section from above the first one."""
    jumps, *sections = render_record(record(dossier(), "guild"), SIDES)
    anchors = [getattr(section, "anchor", "") for section in sections]
    assert ["guild-said", "guild-partners", "guild-about"] == anchors
    assert "What Guild <& sons> said (1) · Who speaks about whom · " in read(jumps)
    folded = record(dossier(), "guild", is_subject=False)
    assert folded.relations is None


def test_parts_of_a_record_are_the_whole() -> None:
    """Three places of an actor's page hold what one place would, each thing once."""
    shown = record(dossier(), "guild")
    jumps, said, others = (render_record(shown, SIDES, one) for one in ("jumps", "said", "others"))
    assert read(*jumps, *said, *others) == read(*render_record(shown, SIDES))
    assert read(*jumps).startswith("What Guild <& sons> said (1)")
    assert ["guild-said"] == [getattr(section, "anchor", "") for section in said]


def test_nobody_speaks_about_anybody() -> None:
    """Without claims about others there is a sentence and no picture."""
    answer = relations(index(actor("a"), claim("x", "a")), Filter())
    assert "" == draw_relations(answer, locate, SIDES)
    assert set() == listed(render_relations(answer, SIDES))


def test_each_speaker_has_a_row_of_its_own() -> None:
    """Twenty who appeal to the same two make forty signs, each with who says it of whom."""
    voices = [actor(f"state-{number}", name=f"State {number}") for number in range(20)]
    said = [claim(f"appeal-{n}", f"state-{n}", act="appeals", to=("x", "y")) for n in range(20)]
    answer = relations(index(actor("x"), actor("y"), *voices, *said), Filter())
    picture = draw_relations(answer, locate, SIDES)
    assert 40 == sum("dossier-edge" in one.get("class", "") for one in parse(picture).iter("a"))
    assert {f"page.html#state-{number}" for number in range(20)} <= addresses(picture)
    labels = {link.get("aria-label") for link in parse(picture).iter("a")}
    assert {f"State {n}: appeals to {one} (1 claim)" for n in range(20) for one in "xy"} <= labels


def test_number_beside_a_sign_is_that_of_its_claims() -> None:
    """It is seen only: who hears the link is told the number by its name."""
    picture = parse(draw_relations(relations(dossier(), Filter()), locate, SIDES))
    numbers = [one for one in picture.iter("g") if "dossier-number" in one.get("class", "")]
    assert ["2"] == [one[0].text for one in numbers]
    assert {"true"} == {one.get("aria-hidden") for one in numbers}


def test_what_is_left_out_is_counted_and_leads_to_the_list() -> None:
    """The picture of many ends in "and N more", which leads to the list of all."""
    answer = many()
    picture = parse(draw_relations(answer, locate, SIDES))
    rest = [link for link in picture.iter("a") if link.get("class") == "dossier-rest"]
    assert 2 == len(rest)
    assert {f"#{answer.anchor}"} == {link.get("href") for link in rest}
    shown = sum(1 for link in picture.iter("a") if link.get("class") == "dossier-party")
    left_out = sum(int(link[0].text.split()[1]) for link in rest if link[0].text)
    assert len(answer.speakers) + len(answer.targets) == shown + left_out


@pytest.mark.parametrize("kind", ["today", "one actor", "ten times"])
def test_pictures_are_small_same_and_without_overlap(kind: str) -> None:
    """Any amount makes a well-formed picture below the limit whose names do not meet."""
    answers = {
        "today": relations(dossier(), Filter()),
        "one actor": ego(dossier(), "guild"),
        "ten times": many(),
    }
    answer = answers[kind]
    assert answer
    picture = draw_relations(answer, locate, SIDES)
    assert draw_relations(answer, locate, SIDES) == picture
    assert len(picture.encode()) < LIMIT
    panel = next(parse(picture).iter("svg"))
    assert [] == collisions(panel)
    high = float((panel.get("viewBox") or "").split()[3])
    texts = words_with_boxes(panel)
    assert [] == [words for words, box in texts if not Box(-4, 0, WIDTH + 4, high).holds(box)]


def test_two_views_on_a_page_share_no_anchor() -> None:
    """Views with different filters have lists with different anchors."""
    one, other = (relations(dossier(), Filter(by=by)) for by in ((), ("crown",)))
    assert one.anchor != other.anchor


def test_inferred_addressee_is_said_in_the_list():
    """Whom a denial is directed at may be a guess, if it names nobody."""
    made = index(
        actor("crown", name="Crown"), actor("guild", name="Guild"),
        claim("one", "crown"), claim("two", "guild", act="denies", denies="one?"),
        claim("three", "guild", "2020-09-28", act="denies", denies="one"),
    )  # fmt: skip
    text = read(*render_relations(relations(made, Filter()), {}))
    assert "denies a claim of Crown: probably two; three" in text


def test_inferred_line_is_dotted():
    """A line all of whose claims are guesses is dotted and says so; one printed claim is enough."""
    made = [
        actor("crown", name="Crown"), actor("guild", name="Guild"),
        claim("one", "crown"), claim("two", "guild", act="denies", denies="one?"),
    ]  # fmt: skip
    drawn = draw_relations(relations(index(*made), Filter()), locate, SIDES)
    assert "dossier-guess" in drawn
    assert "probably Guild" in drawn
    assert drawn.count(">probably<") == 1
    printed = claim("three", "guild", act="denies", denies="one")
    drawn = draw_relations(relations(index(*made, printed), Filter()), locate, SIDES)
    assert "dossier-guess" not in drawn


def test_list_beside_the_claims_themselves_counts_them() -> None:
    """The page of an actor lists all of them by who says them: no second list is needed."""
    made = index(
        actor("az", side="east"), actor("am", side="west"),
        claim("one", "az", act="accuses", to=("am",)),
        claim("two", "az", act="accuses", to=("am",)),
    )  # fmt: skip
    answer = relations(made, Filter())
    texts = (read(*render_relations(answer, {}, is_counted=flag)) for flag in (False, True))
    listed_, counted = (text.rpartition(">")[2] for text in texts)
    assert "azaccuses or condemns am: one; two" == listed_
    assert "azaccuses or condemns am: 2 claims" == counted


def test_name_that_is_cut_is_whole_in_a_title() -> None:
    """A label would have to hold what is seen, also half a word; a name that fits has one."""
    long = "Ministry " * 20 + "of Waters"
    objects = [actor("a", name=long), actor("b", name="Short"), actor("c", name="x" * 200)]
    said = [claim(f"by-{one}", one, act="accuses", to=("b",)) for one in "ac"]
    picture = parse(draw_relations(relations(index(*objects, *said), Filter()), locate, {}))
    links = {
        one.get("href"): one for one in picture.iter("a") if one.get("class") == "dossier-party"
    }
    assert "Short" == links["page.html#b"].get("aria-label")
    for name, whole in (("a", long), ("c", "x" * 200)):
        link = links[f"page.html#{name}"]
        assert link.get("aria-label") is None
        assert whole == link.findtext("title")
    seen = [span.text or "" for span in links["page.html#a"].iter("tspan")]
    assert long.startswith("".join(seen).removesuffix("…"))
    assert " ".join(seen).endswith("Ministry…")
