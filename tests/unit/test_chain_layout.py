"""The way of a claim as a line that forks, with the denial beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drawn import locate, parse
from making import actor, claim, index
from sphinx_dossier.answers.chain import chain
from sphinx_dossier.pictures.chain_layout import Step, ways
from sphinx_dossier.sphinx.markup import write_html
from sphinx_dossier.sphinx.show.chain_list import render_chain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.pictures.chain_layout import Way

SIDES = {"shore": "Shore", "sea": "Sea"}
LIMIT = 100_000
BODIES = [
    actor("crown", name="Crown", side="shore"),
    actor("guild", name="Guild <& sons>", side="sea"),
    actor("wire", name="River Wire", kind="media"),
    actor("paper", name="The Courier", kind="media"),
]
WAY = [
    claim("told", "crown", "2031-03-01", text="The Crown told of four boats."),
    claim("no", "guild", "2031-03-02", text="The Guild denied it.", denies="told"),
    claim("relay", "wire", "2031-03-03", text="The wire had it.", repeats="told"),
    claim("aside", "paper", "2031-03-03", text="An aside.", drifted_from="told", drift="rounded"),
    claim("late", "paper", "2031-03-04", text="Late news.", drifted_from="relay",
          drift="the speaker is gone; the denial is left out"),
    claim("last", "paper", "2031-03-05", text="The last form.", repeats="late"),
]  # fmt: skip


def dossier(*claims) -> Index:
    """An index of claims by the bodies of this file."""
    return index(*BODIES, *claims)


def drawn(made: Index, asked: str) -> str:
    """The HTML of the way of a claim."""
    return "".join(write_html(part, locate) for part in render_chain(chain(made, asked), SIDES))


def names(way: Way) -> list[object]:
    """The ids of a way, each branch as a list before what goes straight on."""
    ids: list[object] = []
    for step in way:
        ids += [step.hop.row.id, *(names(branch) for branch in step.branches)]
    return ids


def steps(lines: Iterable[Way]) -> Iterator[Step]:
    """All steps, branches included."""
    for way in lines:
        for step in way:
            yield step
            yield from steps(step.branches)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("last", ["told", ["aside"], "relay", "late", "last"]),
     ("aside", ["told", ["relay", "late", "last"], "aside"])],
)  # fmt: skip
def test_way_to_the_claim_goes_straight_on(asked, expected):
    """What leads to the claim asked about is the main line; all else branches off."""
    (way,) = ways(chain(dossier(*WAY), asked).hops)
    assert expected == names(way)


def test_denial_ends_where_it_was_left_out():
    """It begins at the claim it is about, goes on beside the next steps, and is dropped."""
    denials = {
        step.hop.row.id: step.denial for step in steps(ways(chain(dossier(*WAY), "last").hops))
    }
    assert {
        "told": "begins", "relay": "on", "late": "dropped", "last": "", "aside": "",
    } == denials  # fmt: skip
    html = drawn(dossier(*WAY), "last")
    assert 1 == html.count("The denial ends here.")


@pytest.mark.parametrize(
    ("drift", "is_dropped"),
    [("denial left out", True), ("Azerbaijan's denial is not mentioned", True),
     ("the denial by the others was dropped", True), ("the denial is kept", False),
     ("the number was left out, so that the denial changed", False),
     ("the denial is kept; the speaker left out", False)],
)  # fmt: skip
def test_words_that_drop_a_denial(drift, is_dropped):
    """The line that says what changed also says whether the denial is gone."""
    made = dossier(*WAY[:2], claim("x", "paper", drifted_from="told", drift=drift))
    html = drawn(made, "x")
    assert is_dropped == ("The denial ends here." in html)
    assert is_dropped == ("dossier-denial-begins" in html)


def test_picture_keeps_words_and_links():
    """Every step, its speaker, what changed, and who contradicted, are there as before."""
    html = drawn(dossier(*WAY), "last")
    hrefs = {link.get("href") for link in parse(html).iter("a")}
    assert {f"page.html#{one.id}" for one in WAY} <= hrefs
    assert {f"page.html#{body.id}" for body in BODIES} <= hrefs
    for words in ("rounded", "the speaker is gone", "The Guild denied it.", "Contradicted:"):
        assert words in html
    assert "Guild &lt;&amp; sons&gt;" in html


def test_first_forms_come_first():
    """In the source, a step comes after the one that it grew out of."""
    html = drawn(dossier(*WAY), "last")
    positions = [
        html.index(f'reference internal" href="page.html#{one}">')
        for one in ("told", "relay", "late", "last")
    ]
    assert sorted(positions) == positions


def test_claim_asked_about_is_marked():
    """Exactly one step is the one in question."""
    for asked in ("told", "relay", "last"):
        assert 1 == drawn(dossier(*WAY), asked).count("dossier-asked")


def test_sides_have_their_shape():
    """The node of a step is that of its speaker's side, and outsiders have none."""
    html = drawn(dossier(*WAY), "last")
    assert 1 == html.count('<li class="dossier-by-0')
    assert "dossier-by-1" in drawn(dossier(claim("x", "guild")), "x")
    assert "dossier-by-" not in drawn(dossier(claim("x", "paper")), "x")


def test_two_first_speakers():
    """A claim that grew out of two is drawn once; the other line says where it went."""
    made = dossier(
        claim("x", "paper", text="Both of it.", repeats="a b"),
        claim("a", "crown"),
        claim("b", "guild"),
    )
    lines = ways(chain(made, "x").hops)
    assert [["b"], ["a", "x"]] == [names(way) for way in lines]
    html = drawn(made, "x")
    assert 1 == html.count("Also went into:")
    assert 2 == html.count('href="page.html#x"')


def test_many_copies_are_folded():
    """Those who only repeat stand together in one fold, with their links."""
    copies = [claim(f"copy-{i}", "wire", repeats="told") for i in range(9)]
    made = dossier(*WAY, *copies)
    (way,) = ways(chain(made, "last").hops)
    assert ["told", ["aside"], "relay", "late", "last"] == names(way)
    assert 9 == len(way[0].copies)
    html = drawn(made, "last")
    assert "9 who repeat it" in html
    assert all(f"page.html#copy-{i}" in html for i in range(9))


def test_deep_branches_become_one_line():
    """Where no room is left for another column, what follows is one line."""
    made = [claim("c0", "crown")]
    for i in range(1, 12):
        made += [
            claim(f"c{i}", "paper", drifted_from=f"c{i - 1}", drift="a"),
            claim(f"d{i}", "wire", f"2031-01-{i:02}", drifted_from=f"c{i - 1}", drift="b"),
        ]
    html = drawn(dossier(*made), "d11")
    parse(html)
    lines = ways(chain(dossier(*made), "c0").hops)
    assert {one.id for one in made} == {step.hop.row.id for step in steps(lines)}


def test_long_way():
    """Thousands of steps do not exhaust the machine."""
    made = [claim("c0", "crown")]
    made += [claim(f"c{i}", repeats=f"c{i - 1}") for i in range(1, 1500)]
    lines = ways(chain(dossier(*made), "c0").hops)
    assert 1500 == len([*steps(lines)])


def test_ten_times_as_many_steps():
    """Ten times the longest way of today stays light, whole and well-formed."""
    text = "said at some length that boats had been seen on the river which others had not seen, "
    made = [claim("c0", "crown", text=text * 2)]
    made += [
        claim(f"c{i}", "paper", text=text * 2, drift="a word was changed on the way",
              drifted_from=f"c{i * 7 % i if i % 3 else i - 1}", cites=["wire p1 a b c"])
        for i in range(1, 90)
    ]  # fmt: skip
    html = drawn(dossier(*made), "c89")
    assert len(html.encode()) <= LIMIT
    hrefs = {link.get("href") for link in parse(html).iter("a")}
    assert {f"page.html#{one.id}" for one in made} <= hrefs


def test_same_bytes_every_time():
    """Two drawings of equal answers are equal."""
    assert drawn(dossier(*WAY), "last") == drawn(dossier(*WAY), "last")


def test_nothing_to_draw():
    """What is no claim has no way."""
    assert "" == drawn(dossier(*WAY), "crown")
