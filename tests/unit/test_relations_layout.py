"""What the picture of relations shows of many, and where speakers and targets stand in it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.answers.relations import STANCES, Party, Relations, Saying, Speaker
from sphinx_dossier.pictures.relations_choice import choice_around, choice_of_all
from sphinx_dossier.pictures.relations_layout import (
    LEADING,
    NAME_SIZE,
    WHOLE,
    WIDTH,
    block_height,
    layout_around,
    matrix_of,
)

NAMES = ("Ey", "League of Towns", "Ministry of the Exterior of the Republic-of-Somewhere / Ulm")
SIDES = ("shore", "sea")
HEADINGS = {rank: ["states and", "authorities"][: 1 + rank % 2] for rank in range(9)}
"""A line or two above the speakers of each rank."""


def party(number: int) -> Party:
    """The first two are the sides of a dispute; names are short and long."""
    link = Link(f"{NAMES[number % 3]} {number}", "page", f"p{number}", "actor")
    side = SIDES[number] if number < 2 else ""
    return Party(f"p{number}", link, side, 0 if side else 1 + number * 4 // 60)


@st.composite
def answers(draw: st.DrawFn, focus: str = "") -> Relations:
    """Up to forty speakers, each with up to four stances towards up to twelve targets.

    With a focus, all others speak about it.
    """
    saying = st.tuples(
        st.sampled_from([*STANCES]),
        st.lists(st.integers(0, 12), min_size=1, max_size=3, unique=True),
        st.integers(1, 3),
    )
    speakers = []
    for number in sorted(draw(st.sets(st.integers(0, 59), min_size=1, max_size=40))):
        said = draw(st.lists(saying, min_size=1, max_size=4, unique_by=lambda one: one[0]))
        sayings = [
            Saying(
                stance,
                tuple(f"p{target}" for target in targets if target != number) or ("p60",),
                tuple(Link("", "page", f"c{number}-{stance}-{i}", "claim") for i in range(count)),
            )
            for stance, targets, count in said
        ]
        if focus and focus != f"p{number}":
            sayings = [saying._replace(targets=(focus,)) for saying in sayings]
        speakers.append(Speaker(party(number), f"list-p{number}", tuple(sayings)))
    named = {target for one in speakers for saying in one.sayings for target in saying.targets}
    targets = [party(number) for number in range(61) if f"p{number}" in named]
    return Relations("list", focus, tuple(speakers), tuple(targets))


@given(answers())
def test_everybody_is_shown_or_counted(answer):
    """Nobody is lost: who is not drawn is one of those left out; lines lead to who is drawn."""
    shown = choice_of_all(answer)
    speakers = [block.speaker.party for block in shown.blocks]
    assert len(answer.speakers) == len(speakers) + shown.more_speakers
    assert len(answer.targets) == len(shown.targets) + shown.more_targets
    edges = [edge for block in shown.blocks for edge in block.edges]
    assert {edge.target for edge in edges} == {target.id for target in shown.targets}
    assert len(speakers) <= 28
    assert len(edges) <= 72
    assert {edge.stance for edge in edges} == shown.stances


@given(answers())
def test_no_two_rows_and_no_two_columns_overlap(answer):
    """Rows stand below each other and below all names of columns; columns beside each other."""
    shown = choice_of_all(answer)
    matrix = matrix_of(shown, HEADINGS)
    halves = [block_height(block, WHOLE.name_room) / 2 for block in shown.blocks]
    spans = [(row - half, row + half) for row, half in zip(matrix.rows, halves, strict=True)]
    assert all(above[1] < below[0] for above, below in pairwise(spans))
    assert all(matrix.top <= top < bottom <= matrix.height for top, bottom in spans)
    columns = [header.x for header in matrix.headers]
    assert all(right - left >= 24 for left, right in pairwise(columns))
    assert all(WHOLE.start < x < WIDTH for x in columns)
    heads = {
        block.speaker.party.rank: top
        for block, (top, _) in [*zip(shown.blocks, spans, strict=True)][::-1]
    }
    above = [matrix.top - 30, *(bottom for _, bottom in spans)]
    for rank, top in heads.items():
        room = top - max(one for one in above if one < top)
        assert room >= LEADING * len(HEADINGS[rank])
    stairs = [(one.top, one.top + len(one.lines) * LEADING) for one in reversed(matrix.headers)]
    assert all(above[1] <= below[0] for above, below in pairwise(stairs))
    assert stairs[-1][1] < matrix.top


@given(answers())
def test_each_sign_is_where_its_speaker_and_its_target_meet(answer):
    """All that a speaker says of a target stands in one cell, each sign with room of its own."""
    shown = choice_of_all(answer)
    matrix = matrix_of(shown, HEADINGS)
    assert len(matrix.cells) == sum(len(block.edges) for block in shown.blocks)
    columns = {header.party.id: header.x for header in matrix.headers}
    assert all(cell.x == columns[cell.edge.target] for cell in matrix.cells)
    places = sorted((cell.x, cell.y) for cell in matrix.cells)
    assert all(one[0] != other[0] or other[1] - one[1] > 14.99 for one, other in pairwise(places))
    rows = {
        block.speaker.party.id: (row, block_height(block, WHOLE.name_room) / 2)
        for block, row in zip(shown.blocks, matrix.rows, strict=True)
    }
    for cell in matrix.cells:
        row, half = rows[cell.block.speaker.party.id]
        assert abs(cell.y - row) <= half


def test_numbers_have_room_beside_the_next_column():
    """Those of a thousand claims about a target do not reach the signs about the next one."""
    parties = [party(number) for number in range(9)]
    for count in (1, 12, 345):
        said = tuple(
            Saying("accuses", (one.id,), tuple(Link("", "page", f"c{i}", "") for i in range(much)))
            for one, much in zip(parties[1:], (count, *[1] * 7), strict=True)
        )
        speaker = Speaker(parties[0], "list", said)
        answer = Relations("list", "", (speaker,), tuple(parties[1:]))
        first, second, *_ = matrix_of(choice_of_all(answer), HEADINGS).cells
        # Digits are narrower than other letters: in wide fonts some 0.64 of their size.
        end = first.x + 6.5 + 0.64 * NAME_SIZE * len(str(count))
        assert end <= second.x - 4.5


@given(answers(focus="p0"))
def test_actor_in_the_middle_holds_all_its_lines(answer):
    """Its bar is long enough for those that arrive and for those that leave."""
    shown = choice_around(answer)
    layout, centre = layout_around(shown, party(0))
    arriving = sum(len(block.edges) for block in shown.blocks)
    leaving = len(shown.own.edges) if shown.own else 0
    assert centre.bottom - centre.top >= 11.99 * max(arriving, leaving)
    assert centre.bottom <= layout.height + 1e-9
    assert len(shown.blocks) <= 9
    assert len(shown.targets) <= 9
