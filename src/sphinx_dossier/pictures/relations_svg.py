"""Who said what about whom: of many as a matrix, of one actor with lines to and from it.

The sign tells the stance, its colour only repeats the shape of the speaker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.side_checks import MOST_SIDES
from sphinx_dossier.core.vocabulary import SIDES
from sphinx_dossier.locale import words
from sphinx_dossier.locale.explanations import TERMS
from sphinx_dossier.pictures.lettering import wrap
from sphinx_dossier.pictures.relations_choice import choice_around, choice_of_all
from sphinx_dossier.pictures.relations_layout import (
    LEADING,
    LEFT_HALF,
    MIDDLE,
    NAME_SIZE,
    RIGHT_HALF,
    TOP_AROUND,
    WHOLE,
    WIDTH,
    block_height,
    layout_around,
    matrix_of,
    name_lines,
)
from sphinx_dossier.pictures.relations_signs import draw_end, draw_guess, draw_legend, draw_shape
from sphinx_dossier.pictures.svg import Drawn, element, hint, joined, num, path, point, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.answers.relations import Party, Relations
    from sphinx_dossier.pictures.relations_choice import Block, Choice, Edge
    from sphinx_dossier.pictures.relations_layout import (
        Columns,
        Crossing,
        Header,
        Layout,
        Line,
        Matrix,
        TargetBar,
    )
    from sphinx_dossier.pictures.svg import Attributes

    Locate = Callable[[Link], str]

# From the top of a line of names to its base: letters do not fill their size.
_TO_BASE: Final = 11.5
# From the left of a bar, which is 5 wide, to the name behind it, and to what is in smaller letters.
_BEHIND_BAR: Final = 11
_SMALL_BEHIND_BAR: Final = 10
# How wide the name of the actor in the middle is at most: it ends before the headings.
_CENTRE_ROOM: Final = 118


def draw_relations(answer: Relations, locate: Locate, sides: Mapping[str, str]) -> str:
    """The picture of many, or of one actor in the middle, and what its lines mean.

    ``""`` where nobody speaks about anybody.
    """
    if not answer.speakers:
        return ""
    picture = _RelationsPicture(answer, locate, sides)
    if answer.focus:
        focus = answer.parties[answer.focus]
        shown = choice_around(answer)
        layout, centre = layout_around(shown, focus)
        drawn, height = picture.around(shown, layout, centre), layout.height
        name = words.say(words.WHO_ABOUT, actor=focus.link.label)
    else:
        shown = choice_of_all(answer)
        matrix = matrix_of(shown, picture.headings(shown.blocks))
        drawn, height = picture.matrix(shown, matrix), matrix.height
        name = words.WHO_ABOUT_WHOM
    # Room for "and 3 more" below the columns, or for what reaches a little below the last bar.
    height += 24 if shown.more_speakers or shown.more_targets else 4
    attributes = {"viewBox": f"0 0 {point(WIDTH, height)}", "role": "group", "aria-label": name}
    css_class = "dossier-picture dossier-relations" + (
        " dossier-ego" if answer.focus else " dossier-matrix"
    )
    svg = element("svg", attributes, *drawn)
    return element(
        "figure",
        {"class": css_class},
        svg,
        draw_legend(
            shown.stances,
            has_later=shown.has_later,
            has_guesses=shown.has_guesses,
            has_lines=bool(answer.focus),
        ),
    )


class _RelationsPicture:
    """One answer on its way to lines and names."""

    def __init__(self, answer: Relations, locate: Locate, sides: Mapping[str, str]) -> None:
        self.answer, self.locate = answer, locate
        self.parties = answer.parties
        marked = [*sides][:MOST_SIDES]
        self.side_classes = {side: f" dossier-by-{i}" for i, side in enumerate(marked)}

    def matrix(self, shown: Choice, matrix: Matrix) -> list[Drawn]:
        """Speakers left, those spoken about above, signs where they meet."""
        bottom = matrix.height - 4
        stems = [
            path(f"M{point(one.x, one.top + LEADING / 2)}V{num(bottom)}", "dossier-guide")
            for one in matrix.headers
        ]
        guides = [
            path(f"M{point(WHOLE.start, row)}H{num(WIDTH)}", "dossier-guide") for row in matrix.rows
        ]
        first = matrix.headers[0].x if matrix.headers else WHOLE.start
        return [
            *stems,
            *guides,
            *map(self._cell, matrix.cells),
            *self._speakers(shown.blocks, matrix.rows, WHOLE),
            *map(self._header, matrix.headers),
            *self._group_headings(shown.blocks, matrix.rows),
            *self._rest(shown.more_speakers, WHOLE.names, matrix.height, "end"),
            *self._rest(shown.more_targets, first, matrix.height, "start"),
        ]

    def _header(self, header: Header) -> Drawn:
        """Whom a column is about, level and left of its stem."""
        label = text(header.lines, header.x - 6, header.top + _TO_BASE, LEADING, anchor="end")
        attributes: Attributes = {
            "class": f"dossier-bar{self._side_class(header.party)}",
            "x": header.x - 2.5,
            "y": header.top + 1,
            "width": 5,
            "height": len(header.lines) * LEADING - 2,
            "rx": 2,
        }
        return self._name(header.party, header.lines, element("rect", attributes), label)

    def _cell(self, cell: Crossing) -> Drawn:
        """A sign as a link to its claim, or to the list of its claims, with their number."""
        block, edge, x, y = cell
        label = self._label(block, edge)
        by, count = self._side_class(block.speaker.party), len(edge.claims)
        # Not in the link: its name says the number already.
        number = element(
            "g",
            {"class": f"dossier-edge dossier-number{by}", "aria-hidden": "true"},
            text([str(count)], x + 6.5, y + 4.5, css_class="dossier-heading"),
        )
        sign = element(
            "a",
            {
                "class": self._edge_class(block, edge),
                "href": self._address(block, edge),
                "aria-label": label,
            },
            hint(label),
            # A square that is not seen, because signs are hard to hit.
            path(f"M{point(x - 12, y - 7)}h24v14h-24z", "dossier-reach"),
            draw_end(edge.stance, x, y),
            *draw_guess(x, y, "guess" if edge.is_guess else ""),
        )
        return joined([sign, number]) if count > 1 else sign

    def around(self, shown: Choice, layout: Layout, centre: TargetBar) -> list[Drawn]:
        """Those who spoke about the actor left, the actor in the middle, its targets right."""
        drawn = [*map(self._line, layout.lines)]
        drawn += self._speakers(shown.blocks, layout.rows, LEFT_HALF)
        drawn += self._targets(layout.bars, RIGHT_HALF)
        drawn.append(self._centre(centre))
        left, right = LEFT_HALF.names, RIGHT_HALF.bar + _SMALL_BEHIND_BAR
        top, room = TOP_AROUND - 16, LEFT_HALF.name_room
        if shown.blocks:
            drawn.append(
                _heading(wrap(words.SPOKE_ABOUT_THEM, NAME_SIZE, room, 3), left, top, "end")
            )
        drawn += self._rest(shown.more_speakers, left, layout.height, "end")
        if layout.bars:
            drawn.append(
                _heading(wrap(words.THEY_SPOKE_ABOUT, NAME_SIZE, room, 3), right, top, "start")
            )
        return drawn + self._rest(shown.more_targets, right, layout.height, "start")

    def _label(self, block: Block, edge: Edge) -> str:
        """Who says how much of what about whom."""
        target = self.parties[edge.target].link.label
        label = words.say(
            words.EDGE,
            speakers=block.speaker.party.link.label,
            saying=words.say(words.SAYINGS[edge.stance], targets=target),
            claims=words.count_of(len(edge.claims), "claim"),
        )
        label = _probably(label) if edge.is_guess else label
        return words.say(words.LATER_STATUS, status=label) if edge.is_later else label

    def _edge_class(self, block: Block, edge: Edge) -> str:
        by = self._side_class(block.speaker.party)
        later = " dossier-later" if edge.is_later else ""
        guess = " dossier-guess" if edge.is_guess else ""
        return f"dossier-edge dossier-{edge.stance}{by}{later}{guess}"

    def _line(self, line: Line) -> Drawn:
        """A line as a link to its claim, or to the list of its claims."""
        block, edge, start, end = line
        label = self._label(block, edge)
        # Level at both ends, so that the line is seen to belong to its mark and to its bar.
        middle = num((start[0] + end[0]) / 2)
        bends = f"{middle} {num(start[1])} {middle} {num(end[1])}"
        way = f"M{point(*start)}C{bends} {point(*end)}"
        return element(
            "a",
            {
                "class": self._edge_class(block, edge),
                "href": self._address(block, edge),
                "aria-label": label,
            },
            hint(label),
            # A wide line that is not seen, because thin ones are hard to hit.
            path(way, "dossier-reach"),
            path(way, "dossier-line"),
            # The inside of a line that is hollow.
            *([path(way, "dossier-inside")] if edge.is_later else []),
            draw_end(edge.stance, *end),
        )

    def _address(self, block: Block, edge: Edge) -> str:
        if len(edge.claims) == 1:
            return self.locate(edge.claims[0])
        return f"#{block.speaker.anchor}"

    def _side_class(self, party: Party) -> str:
        return self.side_classes.get(party.side, "")

    def _speakers(
        self, blocks: Sequence[Block], rows: Sequence[float], columns: Columns
    ) -> list[Drawn]:
        drawn = []
        for block, row in zip(blocks, rows, strict=True):
            party = block.speaker.party
            lines = name_lines(party, columns.name_room)
            y = row - len(lines) * LEADING / 2
            by = self._side_class(party)
            shape = element("g", {"class": f"dossier-shape{by}"}, draw_shape(by, columns.mark, row))
            label = text(lines, columns.names, y + _TO_BASE, LEADING, anchor="end")
            drawn.append(self._name(party, lines, label, shape))
        return drawn

    def _targets(self, bars: Iterable[TargetBar], columns: Columns) -> list[Drawn]:
        drawn = []
        for bar in bars:
            y = (bar.top + bar.bottom - len(bar.lines) * LEADING) / 2 + _TO_BASE
            label = text(bar.lines, columns.bar + _BEHIND_BAR, y, LEADING)
            rect = self._bar(bar, columns.bar, 5, 2)
            drawn.append(self._name(bar.party, bar.lines, rect, label))
        return drawn

    def _bar(self, bar: TargetBar, x: float, width: float, rounding: float) -> Drawn:
        attributes: Attributes = {
            "class": f"dossier-bar{self._side_class(bar.party)}",
            "x": x,
            "y": bar.top,
            "width": width,
            "height": bar.bottom - bar.top,
            "rx": rounding,
        }
        return element("rect", attributes)

    def _centre(self, bar: TargetBar) -> Drawn:
        """The actor in the middle: its bar, and its name above it."""
        # The style sheet has the name bold, which is some 8 % wider. It may reach over the lines,
        # but not over the headings of both columns.
        lines = wrap(bar.party.link.label, NAME_SIZE * 1.08, _CENTRE_ROOM, 3)
        below_first = (len(lines) - 1) * LEADING
        # Above the bar and inside the picture: of these the second matters more.
        base = max(min(bar.top - 10, TOP_AROUND - 16) - below_first, 12)
        label = text(lines, MIDDLE, base, LEADING, anchor="middle")
        stem = path(f"M{point(MIDDLE, base + below_first + 5)}V{num(bar.top)}", "dossier-brace")
        # A stem is only needed where the bar begins further down than the columns.
        name = [label, stem] if bar.top > TOP_AROUND else [label]
        return element("g", {"class": "dossier-centre"}, *name, self._bar(bar, MIDDLE - 5, 10, 3))

    def _name(self, party: Party, lines: Sequence[str], *drawn: Drawn) -> Drawn:
        """What is drawn for somebody, as a link to their page; ``lines`` are the name in it."""
        if not party.link.docname:
            return joined(drawn)
        label = party.link.label
        attributes = {"class": "dossier-party", "href": self.locate(party.link)}
        # Who speaks to a browser says what is seen: a word of which only a part is seen would not
        # be in a label. A title gives the whole name too, and shows it to the pointer.
        if lines and lines[-1].endswith(words.CUT):
            return element("a", attributes, hint(label), *drawn)
        return element("a", {**attributes, "aria-label": label}, *drawn)

    def headings(self, blocks: Sequence[Block]) -> dict[int, list[str]]:
        """The heading of each group that occurs, in lines, by its rank."""
        found: dict[int, list[str]] = {}
        has_sides = False
        for rank in dict.fromkeys(block.speaker.party.rank for block in blocks):
            group = self.answer.groups[rank]
            label = group.label or words.RANKS[group.kinds[0]]
            # Where those of a side are states, "states" alone would be wrong of the rest.
            label = group.below_sides if group.below_sides and has_sides else label
            has_sides = has_sides or SIDES in group.kinds
            found[rank] = wrap(label, NAME_SIZE, WHOLE.name_room, 3)
        return found

    def _group_headings(self, blocks: Sequence[Block], rows: Sequence[float]) -> Iterator[Drawn]:
        """The heading of each group, above its first block."""
        headings, before = self.headings(blocks), -1
        for block, row in zip(blocks, rows, strict=True):
            rank = block.speaker.party.rank
            if rank != before:
                y = row - block_height(block, WHOLE.name_room) / 2 - 7
                yield _heading(headings[rank], WHOLE.names, y, "end")
            before = rank

    def _rest(self, count: int, x: float, height: float, anchor: str) -> list[Drawn]:
        """How many are left out, below a column, as a link to the list."""
        if not count:
            return []
        label = text([words.count_of(count, "and more")], x, height + 12, anchor=anchor)
        address = f"#{self.answer.anchor}"
        return [element("a", {"class": "dossier-rest", "href": address}, label)]


def _probably(said: str) -> str:
    return words.say(words.PROBABLY, probably=TERMS["probably"].label, what=said)


def _heading(lines: Sequence[str], x: float, y: float, anchor: str) -> Drawn:
    """A heading in lines; ``y`` is the base of the last one."""
    top = y - (len(lines) - 1) * LEADING
    return text(lines, x, top, LEADING, css_class="dossier-heading", anchor=anchor)
