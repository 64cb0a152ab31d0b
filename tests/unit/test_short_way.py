"""The way of a claim in a few stops: only along a true way, and nothing hidden that changed."""

from __future__ import annotations

from drawn import read
from making import actor, claim, index, source
from sphinx_dossier.answers.short_way import MOST_STOPS, short_way
from sphinx_dossier.core.index import Index
from sphinx_dossier.core.model import DriftPart
from sphinx_dossier.core.page import Page
from sphinx_dossier.sphinx.show.short_way_list import render_short_way

LOST = DriftPart("denial", "lost")
SOLDIERS = DriftPart("subject", "changed", "soldiers")


def fates(stop):
    """What became of each part that is shown at a stop."""
    return {one.part: (one.fate, one.now) for one in stop.parts}


def ids(way):
    """The claims of the stops."""
    return [stop.row.id for stop in way.stops]


def test_only_steps_that_the_claims_say_themselves():
    """What merely came earlier, or repeats one on the way, is no stop and no step."""
    made = index(
        claim("first", "a"),
        claim("beside", "b", repeats=["first"]),
        claim("bent", "c", drifted_from=["first"], drift="bent"),
        claim("last", "d", repeats=["bent"]),
    )
    way = short_way(made, "last", {}, {})
    assert ["first", "bent", "last"] == ids(way)
    assert [0, 0, 0] == [stop.folded for stop in way.stops]
    assert ((), None, None) == short_way(made, "gone", {}, {})


def test_steps_that_change_nothing_are_folded_and_counted():
    """They lie between the stops, and an inferred one among them makes the whole way probable."""
    made = index(
        claim("first", "a"),
        claim("copy", "b", repeats=["first?"]),
        claim("copy2", "c", repeats=["copy"]),
        claim("bent", "d", drifted_from=["copy2"], drift="bent"),
        claim("last", "e", repeats=["bent"]),
    )
    way = short_way(made, "last", {}, {})
    assert ["first", "bent", "last"] == ids(way)
    assert [0, 2, 0] == [stop.folded for stop in way.stops]
    assert [False, True, False] == [stop.is_inferred for stop in way.stops]
    (shown,) = render_short_way(way, {})
    joins = [read(item.parts[0]) for item in shown.parts[0].parts]
    assert "probably taken from it · 2 steps between" == joins[1]


def test_never_more_than_five_stops():
    """Of many changes those stay at which most parts changed; both ends always do."""
    claims = [claim("c0", "a")]
    for number in range(1, 12):
        parts = (SOLDIERS, DriftPart("place", "lost")) if number in (4, 7, 9) else (SOLDIERS,)
        before = f"c{number - 1}"
        claims.append(claim(f"c{number}", "a", drifted_from=[before], drift_parts=parts))
    way = short_way(index(*claims), "c11", {}, {})
    assert MOST_STOPS == len(way.stops)
    assert ["c0", "c4", "c7", "c9", "c11"] == ids(way)
    assert [0, 3, 2, 1, 1] == [stop.folded for stop in way.stops]


def test_parts_add_up_along_the_way():
    """What was changed or lost once stays so; what was kept all along is not shown."""
    made = index(
        claim("first", "a"),
        claim(
            "second",
            "b",
            drifted_from=["first"],
            drift_parts=(
                DriftPart("speaker", "small-print"), SOLDIERS, DriftPart("number", "kept"),
            ),
        ),
        claim(
            "third",
            "c",
            drifted_from=["second"],
            drift_parts=(DriftPart("speaker", "lost"), DriftPart("subject", "kept")),
        ),
    )  # fmt: skip
    first, second, third = short_way(made, "third", {}, {"subject": "fighters"}).stops
    assert {"speaker": ("kept", ""), "subject": ("kept", "")} == fates(first)
    assert {"speaker": ("small-print", ""), "subject": ("changed", "soldiers")} == fates(second)
    assert {"speaker": ("lost", ""), "subject": ("changed", "soldiers")} == fates(third)
    assert ["", "fighters"] == [one.first for one in third.parts]
    (shown,) = render_short_way(short_way(made, "third", {}, {"subject": "fighters"}), {})
    assert ["left out: speaker", "changed: fighters soldiers"] == [
        read(one) for one in shown.parts[0].parts[2].parts[2].parts
    ]


def test_who_left_no_words_is_a_stop_in_the_dark():
    """Its words were looked for in vain: each part is unknown there, and known again behind it."""
    sources = {"own": source("own", label="Relay")}
    claims = (
        actor("relay", name="Relay", kind="media"),
        claim("first", "a"),
        claim("unseen", "relay", repeats=["first"], searched="its pages"),
        claim("last", "c", drifted_from=["unseen?"], drift_parts=(SOLDIERS,)),
    )
    way = short_way(Index({"p": Page("p", objects=claims)}, sources, {}), "last", {}, {})
    assert ["first", "unseen", "last"] == ids(way)
    assert [False, True, False] == [stop.is_unseen for stop in way.stops]
    assert [("kept", ""), ("unknown", ""), ("changed", "soldiers")] == [
        fates(stop)["subject"] for stop in way.stops
    ]
    # With a page of its own it is known, and changes nothing.
    printed = claim("unseen", "relay", repeats=["first"], searched="its pages", cites=["own"])
    known = tuple(printed if one.id == "unseen" else one for one in claims)
    assert ["first", "last"] == ids(
        short_way(Index({"p": Page("p", objects=known)}, sources, {}), "last", {}, {})
    )


def test_denial_runs_along_until_it_is_lost():
    """It begins where it is made, ends before the stop that leaves it out, or has no end."""
    base = (
        claim("first", "a"),
        claim("no", "b", denies=["first"]),
        claim("second", "c", drifted_from=["first"], drift_parts=(SOLDIERS,)),
    )
    third = claim("third", "d", drifted_from=["second"], drift_parts=(LOST,))
    way = short_way(index(*base, third), "third", {}, {})
    assert ["begins", "ends", ""] == [stop.denial for stop in way.stops]
    assert [("no", "denied")] == [(way.denied.causes[0].claim.claim.anchor, way.denied.status)]
    (shown,) = render_short_way(way, {})
    strips = [read(item.parts[-1]) for item in shown.parts[0].parts]
    assert ["denied by b", "The denial ends here.", ""] == strips
    kept = claim("third", "d", drifted_from=["second"], drift_parts=(SOLDIERS,))
    way = short_way(index(*base, kept), "third", {}, {})
    assert ["begins", "on", "on"] == [stop.denial for stop in way.stops]
    alone = claim("second", "c", drifted_from=["first"], drift_parts=(LOST,))
    assert ["alone", ""] == [
        stop.denial for stop in short_way(index(*base[:2], alone), "second", {}, {}).stops
    ]
    assert short_way(index(claim("x", "a")), "x", {}, {}).denied is None


def test_words_of_a_stop():
    """Those that the view gives; else a quote, then the label, then the text."""
    made = index(
        claim("a", "x", text="All of it.", short="short"),
        claim("b", "x", text="All.", short="short", drifted_from=["a"], cites=["s p1 as is"]),
        claim("c", "x", text="All of it.", drifted_from=["b"]),
    )  # fmt: skip
    way = short_way(made, "c", {}, {})
    assert [("short", False), ("as is", True), ("All of it.", False)] == [
        (stop.words, stop.is_quote) for stop in way.stops
    ]
    way = short_way(made, "c", {"b": "ours"}, {})
    assert ("ours", False) == (way.stops[1].words, way.stops[1].is_quote)


def test_page_of_the_whole_way():
    """The first page that shows all steps of a claim that is on this one."""
    made = index(claim("a", "x"), claim("b", "x", repeats=["a"]))
    homes = [("other", "elsewhere"), ("chains", "a"), ("more", "b")]
    whole = short_way(made, "b", {}, {}, homes).whole
    assert whole and ("chains", "chain-a") == (whole.docname, whole.anchor)
    assert short_way(made, "b", {}, {}).whole is None


def test_circle_ends():
    """Claims that come from each other are reported elsewhere; here the way ends."""
    made = index(claim("a", "x", repeats=["b"]), claim("b", "x", repeats=["a"]))
    assert ["a", "b"] == sorted(ids(short_way(made, "a", {}, {})))
