"""When a claim was made: bounds, order that narrows them, and dates that clash."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import actor, cite, claim, event, index, pages, question, source, words
from sphinx_dossier.core.checks import check
from sphinx_dossier.core.clocks import clock_named
from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.index import Index
from sphinx_dossier.core.instants import ORDERED, Bound, Span, in_order, narrow
from sphinx_dossier.core.model import NotBefore
from sphinx_dossier.core.page import Page
from sphinx_dossier.core.problems import Code
from sphinx_dossier.core.status import standings

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
KEYS = st.sampled_from("abcdefgh")
PAIRS = st.lists(st.tuples(KEYS, KEYS), max_size=12)


def span(start: int, end: int) -> Span:
    """A span by hours from noon."""
    return Span(*(Bound(NOON + timedelta(hours=hour)) for hour in (start, end)))


SPANS = st.dictionaries(KEYS, st.builds(span, st.integers(0, 20), st.integers(10, 30)))


def moments(spans):
    """The bare ends of spans."""
    return {key: (one.earliest.moment, one.latest.moment) for key, one in spans.items()}


def ends(made: Index, key: str) -> tuple[str, str]:
    """The span of a claim, in UTC to the minute."""
    found = made.instants.spans[key]
    return tuple(f"{one.moment:%m-%dT%H:%M}" for one in found)


def site(*objects, sources=(), timezone="Etc/GMT-4") -> Index:
    """An index of a site four hours ahead of UTC."""
    page = Page("page", objects=objects)
    return Index({"page": page}, {one.id: one for one in sources}, {}, timezone=timezone)


def clashes(made: Index) -> list[str]:
    """The messages of all clashes of order."""
    return [one.message for one in check(made) if one.code is Code.ORDER_CLASH]


@given(SPANS, PAIRS)
def test_narrowing_only_narrows_and_is_a_fixed_point(spans, pairs):
    """No bound moves outwards; to narrow what is narrow changes nothing."""
    once = narrow(spans, pairs)
    for key, one in once.items():
        assert one.earliest.moment >= spans[key].earliest.moment
        assert one.latest.moment <= spans[key].latest.moment
    assert moments(once) == moments(narrow(once, pairs))
    for earlier, later in pairs:
        if earlier in spans and later in spans:
            assert once[earlier].earliest.moment <= once[later].earliest.moment
            assert once[earlier].latest.moment <= once[later].latest.moment


@given(SPANS, PAIRS, st.tuples(KEYS, KEYS))
def test_another_relation_never_widens(spans, pairs, more):
    """Whoever adds a relation knows more, and never less."""
    before, after = narrow(spans, pairs), narrow(spans, [*pairs, more])
    for key in spans:
        assert after[key].earliest.moment >= before[key].earliest.moment
        assert after[key].latest.moment <= before[key].latest.moment


@given(SPANS, PAIRS, st.randoms())
def test_narrowing_depends_on_no_order_of_writing(spans, pairs, random):
    """Claims and relations may be shuffled."""
    keys, mixed = [*spans], [*pairs]
    random.shuffle(keys)
    random.shuffle(mixed)
    assert narrow(spans, pairs) == narrow({key: spans[key] for key in keys}, mixed)


@given(SPANS, PAIRS)
def test_narrowing_keeps_every_instant_that_can_be(spans, pairs):
    """Nothing is cut off that some way to date all claims would need."""
    found = narrow(spans, pairs)
    if any(one.is_empty for one in found.values()):
        return
    # All at their earliest, and all at their latest, are such ways.
    for earlier, later in pairs:
        if earlier in spans and later in spans:
            assert found[earlier].earliest.moment <= found[later].earliest.moment
    assert all(
        spans[key].earliest.moment <= one.earliest.moment <= spans[key].latest.moment
        for key, one in found.items()
    )


@given(st.dictionaries(KEYS, st.tuples(st.integers(0, 3))), PAIRS)
def test_order_keeps_all_pairs_that_are_in_no_circle(keys, pairs):
    """Each key once; of a pair the earlier one first, where pairs run in no circle."""
    straight = [(one, two) for one, two in pairs if one < two]
    order = in_order(keys, straight)
    assert sorted(keys) == sorted(order)
    for one, two in straight:
        if one in keys and two in keys:
            assert order.index(one) < order.index(two)
    assert sorted(keys) == sorted(in_order(keys, pairs))


@pytest.mark.parametrize("word", ORDERED)
def test_each_relation_of_order_narrows_and_clashes(word):
    """What is said of a claim is not earlier than the claim."""
    field = {word.replace("-", "_"): "b"}
    made = site(claim("a", said="2031-03-04", **field), claim("b", said="2031-03-04T10:00+04:00"))
    assert ("03-04T06:00", "03-04T19:59") == ends(made, "a")
    made = site(claim("a", said="2031-03-03", **field), claim("b", said="2031-03-04T10:00+04:00"))
    message = (
        f"'a' {word} 'b'; but 'a' (:said: 2031-03-03) is over before 'b' (:said: "
        "2031-03-04T10:00+04:00) begins"
    )
    assert [message] == clashes(made)


def test_latest_goes_back_and_earliest_goes_on():
    """A chain of updates: each is between its neighbours, from end to end."""
    made = site(
        claim("c", said="2031-03-04", updates="b"),
        claim("b", said="2031-03-04", updates="a"),
        claim("a", said="2031-03-04T10:00+04:00"),
        claim("d", said="2031-03-04T15:00+04:00", denies="c"),
    )
    assert ("03-04T06:00", "03-04T11:00") == ends(made, "b")
    assert ends(made, "b") == ends(made, "c")
    assert ("a", "b", "c", "d") == made.by_date({"a", "b", "c", "d"})


def test_clash_over_several_claims_names_both_ends_once():
    """The two dates that clash may have claims without a date of their own between them."""
    made = site(
        claim("c", said="2031-03-03", denies="b"),
        claim("b", said="2031", updates="a"),
        claim("a", said="2031-03-04"),
    )
    message = (
        "'b' updates 'a', and 'c' denies 'b'; but 'c' (:said: 2031-03-03) is over before 'a' "
        "(:said: 2031-03-04) begins"
    )
    assert [message] == clashes(made)
    # Each is shown by its own date, and nothing is empty.
    assert not any(one.is_empty for one in made.instants.spans.values())


def test_clocks_are_compared_as_moments():
    """Ten o'clock in the east is before half past nine in the west."""
    east, west = "2031-03-04T10:00+04:00", "2031-03-04T09:30+02:00"
    assert [] == clashes(site(claim("a", said=west, updates="b"), claim("b", said=east)))
    assert 1 == len(clashes(site(claim("a", said=east, updates="b"), claim("b", said=west))))
    assert ("e", "w") == site(claim("w", said=west), claim("e", said=east)).by_date({"e", "w"})


def test_hour_of_a_source_is_an_upper_bound():
    """A statement is not later than the first publication that carries it."""
    made = site(
        claim("a", said="2031-03-04", cites=["early", "late", "missing"]),
        sources=[source("early", "2031-03-04T10:02+04:00"), source("late", "2031-03-04T12:00Z")],
    )
    assert ("03-03T20:00", "03-04T06:02") == ends(made, "a")


def test_public_and_not_before_bound_a_claim():
    """``public`` says by when, ``not-before`` says since when."""
    shown = NotBefore(parse_date("2031-03-04T10:02+04:00"), cite("paper"))
    public = parse_date("2031-03-04T18:44+04:00")
    made = site(claim("a", said="2031-03-04", public=public, not_before=shown))
    assert ("03-04T06:02", "03-04T14:44") == ends(made, "a")
    made = site(claim("a", said="2031-03-04T09:00+04:00", not_before=shown))
    message = (
        "'a' cannot be as early as its :said: 2031-03-04T09:00+04:00 and as late as its "
        ":not-before: 2031-03-04T10:02+04:00"
    )
    assert [message] == clashes(made)


def test_one_publication_is_one_instant():
    """What a publisher says in its one source is said when that appears, and after what it uses."""
    paper = actor("paper", name="The Paper", kind="media")
    printed = source("print", "[2031-03-04..2031-03-05]", publisher="The Paper")
    made = site(
        paper,
        claim("one", "paper", "2031", cites=["print"]),
        claim("two", "paper", "2031", cites=["print"], drifted_from="wire"),
        claim("wire", said="2031-03-04T12:57+04:00"),
        sources=[printed],
    )
    assert ends(made, "one") == ends(made, "two")
    assert "03-04T08:57" == ends(made, "one")[0]


def test_day_is_that_of_the_speaker():
    """Whoever speaks for a body dates by its clock, unless the date has an offset."""
    capital = actor("capital", timezone="America/New_York")
    voice = actor("voice", of="capital")
    made = site(
        capital, voice, claim("a", "voice", "2031-03-04"), claim("b", "voice", "2031-03-04T10:00"),
        claim("c", "voice", "2031-03-04T10:00+04:00"), claim("d", "", "2031-03-04"),
    )  # fmt: skip
    assert ("03-04T05:00", "03-05T04:59") == ends(made, "a")
    assert ("03-04T15:00", "03-04T15:00") == ends(made, "b")
    assert ("03-04T06:00", "03-04T06:00") == ends(made, "c")
    assert ("03-03T20:00", "03-04T19:59") == ends(made, "d")


def test_what_is_known_by_its_day_stands_before_the_hours_but_behind_what_it_updates():
    """Within a day: first what has no hour, then the hours; relations decide before that."""
    made = site(
        claim("at-nine", said="2031-03-04T09:00+04:00"),
        claim("day", said="2031-03-04"),
        claim("newer", said="2031-03-04", updates="at-nine"),
        claim("by-eight", said="2031-03-04", public=parse_date("2031-03-04T08:00+04:00")),
    )
    assert ("day", "by-eight", "at-nine", "newer") == made.by_date([*made.claims])


@given(st.permutations(range(6)))
def test_instants_do_not_depend_on_pages(order):
    """On whichever pages claims are, they have the same spans and places."""
    objects = [
        claim("a", said="2031-03-04"), claim("b", said="2031-03-04T10:00Z", updates="a"),
        claim("c", said="2031-03", denies="b"), claim("d", said="", repeats="c"),
        claim("e", said="2031-03-04"), claim("f", said="2030/", corrects="e"),
    ]  # fmt: skip
    mixed = pages({f"p{place}": [objects[place]] for place in order})
    assert index(*objects).instants == mixed.instants


@pytest.mark.parametrize("name", ["", "asia", "Asia/Nowhere", "../etc", "localtime", "+04:00", "/"])
def test_what_is_no_zone(name):
    """Only names of the database are zones, on every machine the same."""
    assert clock_named(name) is None


def rivals(*pairs: tuple[str, str], kind: str = "instant") -> bool:
    """Whether two answers of different bodies, each with its clock, are rivals."""
    storm = event("storm", "2031-03-04")
    asked = question("when", kind=kind, about=("storm",))
    objects = [storm, asked, *(actor(key, timezone=zone) for key, zone in ZONES.items())]
    claims = [claim(f"by-{key}", key, answers=words("when", text)) for key, text in pairs]
    made = site(*objects, *claims)
    assert [] == [one.message for one in check(made) if "asks for an instant" in one.message]
    return bool(standings(made)[claims[0].id].rivals)


ZONES = {"east": "Asia/Baku", "west": "Europe/Paris"}


@pytest.mark.parametrize(
    ("ours", "theirs", "are_rivals"),
    [
        ("about 06:00", "05:45+04:00", False),
        ("about 06:00", "07:10+04:00", True),
        ("09:00", "06:00", False),
        ("2031-03-04T09:00+04:00", "06:00", False),
        ("06:00..07:00", "2031-03-04T06:30+04:00", False),
        ("by 06:00", "2031-03-04T05:00+04:00", False),
        ("after 06:00", "2031-03-04T05:00+04:00", True),
        ("2031-03", "06:00", False),
        ("2031-03-05", "06:00", True),
        ("23:50..00:20", "2031-03-05T00:10+04:00", False),
        ("23:50..00:20", "2031-03-04T00:10+04:00", True),
        ("23:50Z..00:20Z", "2031-03-05T04:10+04:00", False),
    ],
)
def test_instants_are_compared_as_instants(ours, theirs, are_rivals):
    """Two answers are rivals where no instant is in both."""
    assert are_rivals == rivals(("east", ours), ("west", theirs))


def test_words_are_no_instant():
    """What cannot be placed is told, with what to write."""
    asked = question("when", kind="instant")
    made = site(asked, claim("a", answers=words("when", "in the morning")))
    reported = [one.message for one in check(made) if one.code is Code.BAD_VALUE]
    assert 1 == len(reported)
    assert "'when' asks for an instant: write 06:00" in reported[0]
