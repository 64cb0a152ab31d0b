"""Evidence, facts and records of objects, as a reader sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from drawn import listed as addresses_in
from drawn import read
from making import (
    actor,
    cite,
    claim,
    event,
    index,
    number,
    pages,
    place,
    question,
    source,
)
from making import words as in_words
from sphinx_dossier.answers.evidence import evidence
from sphinx_dossier.answers.object_facts import fact_list
from sphinx_dossier.answers.object_record import Surroundings, record
from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.core.index import Index
from sphinx_dossier.core.model import Basis, Name, Where, Within
from sphinx_dossier.core.page import Page, Reference
from sphinx_dossier.exports.cite_this import Publication, cite_this
from sphinx_dossier.sphinx.markup import Tag
from sphinx_dossier.sphinx.show.fact_lists import render_evidence, render_facts
from sphinx_dossier.sphinx.show.object_sections import render_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dossier.sphinx.markup import Markup

SIDES = {"east": "Eastern side"}
BODIES = [
    actor("az", name="Azerbaijan", side="east"),
    actor("az-mod", name="Ministry", of="az", kind="government-body", role="defence"),
    actor("arm", name="Armenia"),
    actor("un", name="United Nations"),
    actor("paper", name="Beijing News", kind="media"),
]


def dossier(*objects, **more) -> Index:
    """An index of ``objects`` and the actors of this file."""
    return index(*BODIES, *objects, **more)


def tags(parts: Iterable[Markup], *names: str) -> Iterator[Tag]:
    """The elements of those names, at whatever depth."""
    for part in parts:
        if isinstance(part, Tag):
            if part.name in names:
                yield part
            yield from tags(part.parts, *names)


def listed(parts: Iterable[Markup]) -> dict[str, list[str]]:
    """Each label of a list of facts, with its values."""
    found = [*tags(parts, "dt", "dd")]
    return {
        read(label): [read(value) for value in values.parts]
        for label, values in zip(found[::2], found[1::2], strict=True)
    }


def test_evidence():
    """The line under a claim, the label of its fold, and the facts below."""
    made = dossier(
        claim(
            "c", by="paper", act="reports", via=("un?", "arm"), cites=["bn p1", "other"],
            basis=Basis("inferred", "by the day"), to=("az", "un"), at=("p",), event="war",
            drift="speaker dropped", searched="two sites", answers=number("q", 7), repeats="d?",
            inferred="the same words", corroborates="no",
        ),
        claim("d", by="", said=""),
        claim("no", by="az", denies="c"),
        sources=[source("bn"), source("other")],
    )  # fmt: skip
    line, fold = render_evidence(evidence(made, "c"), SIDES, None)
    assert (
        "Beijing News from probably United Nations → Armenia · reported · "
        "27 September 2020 (date inferred: by the day) · bn, ¶ 1, other · "
        "denied by Azerbaijan, unattributed · 2 publications, no origins"
    ) == read(line)
    summary = next(tags([fold], "summary"))
    assert (
        "Denied by, says the same as, repeats, what changed, no other source found "
        "and further facts" == read(summary)
    )
    assert {
        "Answers": ["q 7"],
        "Denied by": ["Azerbaijan, 27 September 2020: no"],
        "Says the same as": ["Azerbaijan, 27 September 2020: no (both say: it is so)"],
        "Repeats": ["probably nobody named: d"],
        "What changed": ["speaker dropped"],
        "Our inference": ["the same words"],
        "No other source found": ["two sites"],
        "To": ["Azerbaijan, United Nations"],
        "At": ["p"],
        "Event": ["war"],
    } == listed([fold])


def test_opinion_is_said_to_be_one():
    """An assessment is not a statement of fact."""
    made = dossier(claim("c", "az", act="assesses"))
    (line,) = render_evidence(evidence(made, "c"), SIDES, None)
    assert read(line).startswith("Eastern side: Azerbaijan · opinion: assessed · ")


def test_fold_of_the_evidence_promises_the_rest():
    """What says nothing of what became of the claim is not named."""
    made = dossier(claim("bare", "un", to=("az",)))
    _, fold = render_evidence(evidence(made, "bare"), SIDES, None)
    assert "Further facts" == read(next(tags([fold], "summary")))


def test_how_to_cite_comes_last():
    """How to cite a claim is one of its facts; of anything else it has a fold of its own."""
    made = dossier(claim("c", "un"))
    news = Publication("News", "Ann")
    cite = cite_this(made, "c", news, "https://n.example/a.html#c")
    _, fold = render_evidence(evidence(made, "c"), SIDES, cite)
    assert [
        "Plain Ann: United Nations, 27 September 2020: c, News, https://n.example/a.html#c",
        "Chicago Ann. “United Nations, 27 September 2020: c.” News. https://n.example/a.html#c.",
        "APA Ann. (n.d.). United Nations, 27 September 2020: c. News. https://n.example/a.html#c",
        "this page as BibTeX · as CSL-JSON · as RIS",
    ] == (listed([fold])["Cite this"])
    assert "Further facts, and how to cite this" == read(next(tags([fold], "summary")))
    *_, fold = render_facts(fact_list(made, "az"), cite_this(made, "az", news, ""))
    assert "Cite this entry on an actor" == read(next(tags([fold], "summary")))
    assert "Plain Ann: Azerbaijan, NewsChicago" in read(fold)


@pytest.mark.parametrize(
    ("fields", "is_cited", "summary"),
    [
        ({"also": (Name("Storr", "de"),), "timezone": "Europe/Oslo"}, True, "Other names, and how"),
        ({"also": (Name("Storr", "de"),)}, False, "Other names"),
        ({"timezone": "Europe/Oslo"}, True, "Further facts, and how to cite this"),
        ({"timezone": "Europe/Oslo"}, False, "Further facts"),
    ],
)
def test_names_of_an_actor_are_folded_and_printed(
    fields: dict[str, Any], is_cited: bool, summary: str
) -> None:
    """What an actor said is not pushed down by its names; as printed they stay in sight."""
    made = index(actor("a", role="Keeper", garbled=("Ey", "Eh"), **fields))
    cite = cite_this(made, "a", Publication("News", "Ann"), "") if is_cited else None
    shown, fold = render_facts(fact_list(made, "a"), cite)
    assert {"Kind": ["state"], "Role": ["Keeper"], "As printed": ["“Ey” · “Eh”"]} == listed([shown])
    assert read(next(tags([fold], "summary"))).startswith(summary)
    (names,) = tags([fold], "dl")
    assert all("dossier-own" in part.classes for part in names.parts)


def test_facts_of_each_kind():
    """Each kind lists what is known of it, and nothing that is not."""
    made = dossier(
        question("taken", unit="villages", about=("fuzuli",)),
        place(
            "p",
            also=(Name("Füzuli", "az"), Name("Varanda", ""), Name("Fuzuli", "az")),
            garbled=("Fizuli",),
            coord=(-39.6, 47.25), precision="city", within=(Within("az", ""), Within("nk", "arm")),
            cites=(cite("bn"),),
        ),
        event(
            "e", "2020-09-27", basis=Basis("relative", ""), at=("p",), with_=("az", "arm"),
            part_of="war",
        ),
        place("bare"),
    )  # fmt: skip
    shown = {key: listed(render_facts(fact_list(made, key), None)) for key in made.objects}
    assert {"Kind": ["government body"], "Role": ["defence"], "Speaks for": ["Azerbaijan"]} == (
        shown["az-mod"]
    )
    assert {
        "Within": ["Azerbaijan", "nk, according to Armenia"],
        "Coordinates": ["39.6° S, 47.25° E (city)"],
        "Also": ["Azerbaijani: Füzuli, Fuzuli · Varanda"],
        "As printed": ["“Fizuli”"],
        "Source": ["bn"],
    } == shown["p"]
    assert {
        "When": ["27 September 2020 (date relative)"],
        "Where": ["p"], "With": ["Azerbaijan, Armenia"], "Part of": ["war"],
    } == shown["e"]  # fmt: skip
    assert {
        "Kind": ["quantity"], "Counted in": ["villages"], "About": ["fuzuli"], "State": ["open"],
    } == shown["taken"]  # fmt: skip
    assert [] == render_facts(fact_list(made, "bare"), None)


@pytest.mark.parametrize(
    ("identifier", "headings"),
    [
        (
            "az",
            ["What Azerbaijan said", "What others passed on from Azerbaijan",
             "What Azerbaijan passed on", "What was said to or about Azerbaijan",
             "Who speaks for it", "Events", "Questions", "Mentioned on"],
        ),
        ("p", ["What was said about it", "Events here", "Places within"]),
        ("e", ["What was said about it", "Parts"]),
        ("q", ["Answers"]),
    ],
)  # fmt: skip
def test_headings_of_a_record(identifier, headings):
    """What other pages say is put together under headings that name the object."""
    there = (
        claim("c", "az", at=("p",), event="e", answers=number("q", 3)),
        claim("to", "un", to=("az",)), claim("told", "un", act="reports", via=("az",)),
        claim("relayed", "un", via=("az",)), event("f", "2020", at=("p",), with_=("az",)),
        event("part", part_of="e"), place("inner", within=(Within("p", ""),)),
        question("other", about=("az",)),
    )  # fmt: skip
    here = (*BODIES, place("p"), event("e"), question("q"))
    reference = (Reference("az", "", Where("x", 1)),)
    made = Index(
        {"here": Page("here", objects=here), "there": Page("there", "There", there, reference)},
        {},
        {},
    )
    shown = render_record(record(made, identifier), SIDES)
    assert headings == [read(one) for one in tags(shown, "title")]


def test_record_says_that_nothing_was_found():
    """Only together with where one has looked; of a question that nothing is recorded."""
    nowhere = (("west", "two sites"), ("outside", "wires"))
    made = dossier(
        question("q"),
        question("asked", searched=nowhere),
        actor("envoy", name="Envoy", searched="the site"),
    )

    def shown(identifier):
        return read(*render_record(record(made, identifier), {"west": "West"}))

    assert ["", "AnswersNothing recorded."] == [shown("arm"), shown("q")]
    assert "What Envoy saidNo statement found. Searched: the site" == shown("envoy")
    assert (
        "AnswersWest: no statement found. Searched: two sites"
        "Others: no statement found. Searched: wires"
    ) == shown("asked")
    # With a statement, what was searched is not lost, and no longer says that nothing was found.
    spoke = index(actor("envoy", name="Envoy", searched="the site"), claim("c", "envoy"))
    words = read(*render_record(record(spoke, "envoy"), {}))
    assert words.endswith("Searched: the site.")
    assert "found" not in words


def test_record_by_speaker():
    """Headings name speakers and for whom they speak; the line before them counts and links."""
    bodies = [actor("land", name="Land"), actor("mfa", name="Ministry", of="land"),
              actor("ann", name="Ann", of="mfa"), actor("bob", name="Bob", of="land")]  # fmt: skip
    made = index(*bodies, claim("a", "ann"), claim("b", "ann"), claim("j", ("ann", "bob")))
    shown = render_record(record(made, "land"), {})
    headings = [read(one) for one in tags(shown, "title")]
    assert ["What Land said, by speaker", "Ann, for Ministry", "Ann and Bob"] == headings[:3]
    count = next(tags(shown, "p"))
    assert "3 claims by 2 speakers: Ann (2), Ann and Bob (1)." == read(count)
    links = [part for part in count.parts if isinstance(part, Link)]
    anchors = [one.anchor for one in tags(shown, "section")]
    assert ["land-said", *(link.anchor for link in links)] == anchors[:3]
    assert "land-said-ann-bob" == links[1].anchor
    (fold,) = render_record(record(made, "land", is_subject=False), {})
    assert "What Land said, by speakerAnn, for Ministry: 2 claims" in read(fold)


def test_long_record_folds_the_claims_of_voices():
    """Beyond thirty claims those of each voice open at a click; the body's own stay in sight."""
    bodies = [actor("land"), actor("ann", of="land")]
    claims = [claim(f"c{number:02}", "ann" if number else "land") for number in range(31)]
    long, short = (
        render_record(record(index(*bodies, *some), "land"), {}) for some in (claims, claims[:-1])
    )
    assert ["30 claims"] == [read(one) for one in tags(long, "summary")]
    assert [] == [*tags(short, "summary")]


def test_folded_record_is_brief():
    """Where it is folded, a claim is a line with its speaker and day; answers stay as they are."""
    made = pages({
        "here": [*BODIES, event("e")],
        "there": [
            question("taken", unit="villages"),
            claim("far", "az", event="e", answers=number("taken", 7)),
        ],
    })  # fmt: skip
    (fold,) = render_record(record(made, "e", is_subject=False), SIDES)
    assert "Elsewhere: what was said about it" == read(next(tags([fold], "summary")))
    assert ["Azerbaijan, 27 September 2020: far"] == [read(one) for one in tags([fold], "li")]
    label, *_, answers = render_record(record(made, "taken", is_subject=False), SIDES)
    assert "Answers" == read(label)
    assert "7 villages · Eastern side: Azerbaijan · 27 September 2020single origin" == read(answers)


def who_began(kind: str = "occurrence") -> list[object]:
    """A question with four answers of two sides and one outside."""
    return [
        actor("west", name="West land", side="west"),
        question("q", kind=kind, unit="men", searched=(("north", "two sites"),)),
        claim("a", "az", answers=in_words("q", "at six")),
        claim("b", "west", answers=in_words("q", "at seven")),
        claim("c", "un", answers=in_words("q", "at six")),
        claim("d", "paper", "2020-09-28", answers=in_words("q", "at six")),
    ]


THREE = {"east": "Eastern side", "west": "Western side", "north": "Northern side"}


def test_question_is_answered_by_side_first():
    """A line for each side: its answers and who gave them, or that none was found and where."""
    made = dossier(*who_began())
    shown = record(made, "q", is_subject=False, around=Surroundings(tuple(THREE)))
    _, sides, every, listed_answers = render_record(shown, THREE)
    assert [
        "Eastern side: at six (Azerbaijan)",
        "Western side: at seven (West land)",
        "Northern side: no answer foundWhere it was looked forSearched: two sites.",
        "Others: at six (United Nations, Beijing News)",
    ] == [read(one) for one in sides.parts]
    assert "All answers" == read(every)
    assert ["at six", "at seven"] == [
        read(next(tags([one], "span"))) for one in listed_answers.parts
    ]


def test_few_answers_need_no_summary():
    """Three are seen at once; a side that is silent is told all the same."""
    made = dossier(*who_began()[:-1])
    shown = record(made, "q", is_subject=False, around=Surroundings(tuple(THREE)))
    _, silent, answers = render_record(shown, THREE)
    assert ["Northern side: no answer foundWhere it was looked forSearched: two sites."] == [
        read(one) for one in silent.parts
    ]
    assert 2 == len(answers.parts)


def test_numbers_are_drawn_once():
    """A question of quantity has its figure, unless its page draws that already."""
    made = dossier(question("q", unit="men"), claim("a", "az", answers=number("q", 7)))
    drawn, elsewhere = (
        record(made, "q", around=Surroundings(("east",), has_figures=there)).answered
        for there in (False, True)
    )
    assert ("q", None) == (drawn.quantity.question.anchor, elsewhere.quantity)
    words = dossier(question("q", unit="men"), claim("a", "az", answers=in_words("q", "many")))
    assert record(words, "q", around=Surroundings(("east",))).answered.quantity is None


def test_question_leads_to_the_way_of_an_answer():
    """With the number of its steps, and how often the wording changed."""
    made = dossier(
        question("q", unit="men"),
        claim("a", "az", answers=number("q", 7)),
        claim("b", "paper", "2020-09-28", answers=number("q", 9), drifted_from="a", drift="more"),
    )
    around = Surroundings(("east",), (("way", "b"),))
    shown = render_record(record(made, "q", around=around), SIDES)
    assert "How it travelled: its way in 2 steps, with 1 change on the way." in read(*shown)
    assert "way.html#chain-b" in addresses_in(shown)
    plain = render_record(record(made, "q"), SIDES)
    assert "How it travelled" not in read(*plain)
