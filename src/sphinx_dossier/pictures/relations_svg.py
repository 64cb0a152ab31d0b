"""Who said what about whom: speakers left, those spoken about right, lines between.

The style and the end of a line tell the stance, its colour only repeats the shape of the speaker.
Speakers who say the same of the same share one line when there are many.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.relations import RANKS, STANCES, Party, Relations, Speaker
from sphinx_dossier.locale.words import count_of
from sphinx_dossier.pictures.lettering import wrap
from sphinx_dossier.pictures.svg import Drawn, element, joined, num, path, point, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sphinx_dossier.answers.parts import Link
    from sphinx_dossier.pictures.svg import Attributes

    Locate = Callable[[Link], str]

WIDTH: Final = 372
MOST_SPEAKERS: Final = 28
MOST_TARGETS: Final = 8
MOST_LINES: Final = 72
MOST_PARTNERS: Final = 9
"""Names on each side of the picture of one actor."""
_MANY: Final = 12
"""From here on, speakers who say the same share a line."""
_SIZE, _LEADING, _PORT, _GAP = 13.0, 15.0, 12.0, 24.0


class Columns(NamedTuple):
    """Where names end, lines begin and end, and names begin again."""

    names: float
    mark: float
    start: float
    end: float
    bar: float
    room: float


_WHOLE: Final = Columns(126, 138, 147, 252, 261, 98)
_LEFT_HALF: Final = Columns(108, 119, 127, 174, 181, 0)
_RIGHT_HALF: Final = Columns(0, 0, 192, 246, 254, 106)
_MIDDLE: Final = WIDTH / 2


class Edge(NamedTuple):
    """A line: all claims of one stance of a speaker, or of alike speakers, about a target."""

    target: str
    stance: str
    claims: tuple[Link, ...]


class Block(NamedTuple):
    """A speaker, or several who say the same, and their lines."""

    speakers: tuple[Speaker, ...]
    edges: tuple[Edge, ...]


class TargetBar(NamedTuple):
    """Somebody spoken about, with the height where each line arrives."""

    party: Party
    top: float
    bottom: float
    lines: tuple[str, ...]


def draw_relations(answer: Relations, locate: Locate, sides: Mapping[str, str]) -> str:
    """The picture of many, or of one actor in the middle, and what its lines mean."""
    if not answer.speakers:
        return ""
    picture = _RelationsPicture(answer, locate, sides)
    drawn, height = picture.ego() if answer.focus else picture.whole()
    name = "Who said what about whom"
    if answer.focus:
        name = f"Who said what about {answer.parties[answer.focus].link.label}, and the converse"
    sort = " dossier-ego" if answer.focus else ""
    attributes = {"viewBox": f"0 0 {point(WIDTH, height)}", "role": "group", "aria-label": name}
    return element(
        "figure",
        {"class": f"dossier-picture dossier-relations{sort}"},
        element("svg", attributes, *drawn),
        picture.legend(),
    )


class _RelationsPicture:
    """One answer on its way to lines and names."""

    def __init__(self, answer: Relations, locate: Locate, sides: Mapping[str, str]) -> None:
        self.answer, self.locate = answer, locate
        self.order = {side: f" dossier-by-{at % 2}" for at, side in enumerate(sides)}
        self.parties = answer.parties
        self.stances: set[str] = set()

    def whole(self) -> tuple[list[Drawn], float]:
        """Speakers left, targets right."""
        blocks, targets, left_out = self._chosen()
        ports = Counter(edge.target for block in blocks for edge in block.edges)
        top = 22.0
        rows, left = _rows(blocks, top, _WHOLE.names - 6, ranks=True)
        bars, right = _bars(targets, ports, top, _WHOLE.room)
        height = max(left, right)
        rows, bars = _spread(rows, left, height), _centred(bars, right, height)
        drawn = self._edges(blocks, rows, bars, _WHOLE)
        drawn += self._speakers(blocks, rows, _WHOLE) + self._targets(bars, _WHOLE)
        drawn += self._headings(blocks, rows)
        for count, x, anchor in zip(
            left_out, (_WHOLE.names, _WHOLE.bar + 10), ("end", "start"), strict=True
        ):
            if count:
                drawn.append(self._more(count, x, height + 12, anchor))
        return drawn, height + (24 if any(left_out) else 4)

    def ego(self) -> tuple[list[Drawn], float]:
        """Those who spoke about the actor left, the actor in the middle, its targets right."""
        focus = self.parties[self.answer.focus]
        speaking = [_block(speaker) for speaker in self.answer.speakers]
        own = next((block for block in speaking if block.speakers[0].party == focus), None)
        others = [block for block in speaking if block is not own]
        others, left_out = _heaviest(others, MOST_PARTNERS)
        weights = _weights([own] if own else [])
        targets, right_out = _kept_targets(self.answer.targets, weights, MOST_PARTNERS)
        own_edges = tuple(edge for edge in own.edges if edge.target in targets) if own else ()
        top = 44.0
        rows, left = _rows(others, top, _LEFT_HALF.names - 4, ranks=False)
        ports = Counter(edge.target for edge in own_edges)
        bars, right = _bars([self.parties[one] for one in targets], ports, top, _RIGHT_HALF.room)
        arriving = sum(len(block.edges) for block in others)
        tall = max(arriving, len(own_edges), 2) * _PORT
        height = max(left, right, top + tall)
        rows, bars = _spread(rows, left, height, most=10), _centred(bars, right, height)
        middle = (top + height) / 2
        centre = TargetBar(focus, middle - tall / 2, middle + tall / 2, ())
        drawn = self._edges(others, rows, [centre], _LEFT_HALF)
        if own:
            block = Block(own.speakers, own_edges)
            drawn += self._edges([block], [middle], bars, _RIGHT_HALF, spread=_PORT)
        drawn += self._speakers(others, rows, _LEFT_HALF) + self._targets(bars, _RIGHT_HALF)
        drawn.append(self._centre(focus, centre))
        columns = (
            (_LEFT_HALF.names, "end", "spoke about them", others, left_out),
            (_RIGHT_HALF.bar + 10, "start", "they spoke about", bars, right_out),
        )
        for x, anchor, heading, found, count in columns:
            if found:
                drawn.append(_heading(heading, x, top - 14, anchor))
            if count:
                drawn.append(self._more(count, x, height + 12, anchor))
        return drawn, height + (24 if left_out or right_out else 4)

    def _chosen(self) -> tuple[list[Block], list[Party], tuple[int, int]]:
        """What is drawn of all there is, and how many are left out on each side.

        Speakers are left out, those with the fewest claims first, until the rest can be read.
        """
        every = [_block(speaker) for speaker in self.answer.speakers]
        kept, right_out = _kept_targets(self.answer.targets, _weights(every), MOST_TARGETS)
        blocks = [
            Block(block.speakers, tuple(edge for edge in block.edges if edge.target in kept))
            for block in every
        ]
        blocks = [block for block in blocks if block.edges]
        most = min(len(blocks), MOST_SPEAKERS)
        drawn = _readable(blocks, most)
        while most > 1 and sum(len(block.edges) for block in drawn) > MOST_LINES:
            most -= 1
            drawn = _readable(blocks, most)
        targets = {edge.target for block in drawn for edge in block.edges}
        right_out += len(kept) - len(targets)
        parties = [self.parties[one] for one in kept if one in targets]
        return drawn, parties, (len(every) - most, right_out)

    def _edges(
        self,
        blocks: Sequence[Block],
        rows: Sequence[float],
        bars: Sequence[TargetBar],
        columns: Columns,
        spread: float = 4.0,
    ) -> list[Drawn]:
        """All lines; those that say more lie on top of those that say less."""
        arrivals = _arrivals(blocks, bars)
        heights = {bar.party.id: (bar.top + bar.bottom) / 2 for bar in bars}
        found: list[tuple[int, Drawn]] = []
        for block, row in zip(blocks, rows, strict=True):
            leaving = sorted(block.edges, key=lambda edge: heights[edge.target])
            for at, edge in enumerate(leaving):
                start = row + (at - (len(leaving) - 1) / 2) * spread
                end = arrivals[block.speakers[0].party.id, edge.target, edge.stance]
                rank = list(STANCES).index(edge.stance)
                found.append((-rank, self._edge(block, edge, start, end, columns)))
        return [drawn for _, drawn in sorted(found, key=lambda pair: pair[0])]

    def _edge(self, block: Block, edge: Edge, start: float, end: float, columns: Columns) -> Drawn:
        self.stances.add(edge.stance)
        speakers = [speaker.party for speaker in block.speakers]
        names = ", ".join(party.link.label for party in speakers)
        target = self.parties[edge.target].link.label
        says = f"{names}: {STANCES[edge.stance]} {target} ({count_of(len(edge.claims), 'claim')})"
        if len(edge.claims) == 1:
            address = self.locate(edge.claims[0])
        else:
            only = block.speakers[0].anchor if len(block.speakers) == 1 else self.answer.anchor
            address = f"#{only}"
        middle = num((columns.start + columns.end) / 2)
        way = (
            f"M{point(columns.start, start)}C{middle} {num(start)} {middle} {num(end)} "
            f"{point(columns.end, end)}"
        )
        attributes = {
            "class": f"dossier-edge dossier-{edge.stance}{self._by(speakers[0])}",
            "href": address,
            "aria-label": says,
        }
        return element(
            "a",
            attributes,
            element("title", {}, says),
            path(way, "dossier-reach"),
            path(way, "dossier-line"),
            _end(edge.stance, columns.end, end),
        )

    def _by(self, party: Party) -> str:
        return self.order.get(party.side, "")

    def _speakers(
        self, blocks: Sequence[Block], rows: Sequence[float], columns: Columns
    ) -> list[Drawn]:
        found = []
        for block, row in zip(blocks, rows, strict=True):
            parties = [speaker.party for speaker in block.speakers]
            names = [_name_lines(party, columns.names - 6) for party in parties]
            y = row - sum(map(len, names)) * _LEADING / 2
            by = self._by(parties[0])
            shape = _shape(by, columns.mark, row)
            mark = [element("g", {"class": f"dossier-shape{by}"}, shape)]
            if len(parties) > 1:
                brace = f"M{point(columns.names + 4, y + 2)}V{num(2 * row - y - 2)}"
                mark.append(path(brace, "dossier-brace"))
            for party, lines in zip(parties, names, strict=True):
                words = text(lines, columns.names, y + 11.5, _LEADING, anchor="end")
                found.append(self._name(party, words, *mark))
                y += len(lines) * _LEADING
                mark = []
        return found

    def _targets(self, bars: Iterable[TargetBar], columns: Columns) -> list[Drawn]:
        found = []
        for bar in bars:
            y = (bar.top + bar.bottom - len(bar.lines) * _LEADING) / 2 + 11.5
            words = text(bar.lines, columns.bar + 11, y, _LEADING)
            found.append(self._name(bar.party, self._bar(bar, columns.bar, 5, 2), words))
        return found

    def _bar(self, bar: TargetBar, x: float, width: float, rounding: float) -> Drawn:
        sizes = {"x": x, "y": bar.top, "width": width, "height": bar.bottom - bar.top}
        kind = f"dossier-bar{self._by(bar.party)}"
        return element("rect", {"class": kind, **sizes, "rx": rounding})

    def _centre(self, focus: Party, bar: TargetBar) -> Drawn:
        """The actor in the middle: its bar, and its name above it."""
        lines = wrap(focus.link.label, _SIZE * 1.08, 150, 2)
        y = min(bar.top - 10, 36) - (len(lines) - 1) * _LEADING
        base = max(y, 12)
        words = text(lines, _MIDDLE, base, _LEADING, anchor="middle")
        way = f"M{point(_MIDDLE, base + (len(lines) - 1) * _LEADING + 5)}V{num(bar.top)}"
        stem = [path(way, "dossier-brace")] if bar.top > 44 else []
        drawn = self._bar(bar, _MIDDLE - 5, 10, 3)
        return element("g", {"class": "dossier-centre"}, words, *stem, drawn)

    def _name(self, party: Party, *drawn: Drawn) -> Drawn:
        if not party.link.docname:
            return joined(drawn)
        attributes = {
            "class": "dossier-party",
            "href": self.locate(party.link),
            "aria-label": party.link.label,
        }
        return element("a", attributes, *drawn)

    def _headings(self, blocks: Sequence[Block], rows: Sequence[float]) -> list[Drawn]:
        drawn = [_heading("spoken about", _WHOLE.bar + 10, 12, "start")]
        has_parties = blocks[0].speakers[0].party.rank == 0
        rank = -1
        for block, row in zip(blocks, rows, strict=True):
            if block.speakers[0].party.rank != rank:
                rank = block.speakers[0].party.rank
                words = "other states" if rank == 1 and has_parties else RANKS[rank]
                y = row - _block_height(block, _WHOLE.names - 6) / 2 - 3
                drawn.append(_heading(words, _WHOLE.names, y, "end"))
        return drawn

    def _more(self, count: int, x: float, y: float, anchor: str) -> Drawn:
        words = text([f"and {count:,} more"], x, y, anchor=anchor)
        return element("a", {"class": "dossier-rest", "href": f"#{self.answer.anchor}"}, words)

    def legend(self) -> Drawn:
        """The lines that occur, with what each means."""
        found = []
        for stance, words in STANCES.items():
            if stance in self.stances:
                line = path("M1 6H36", "dossier-line")
                attributes: Attributes = {
                    "class": f"dossier-{stance}",
                    "viewBox": "0 0 46 12",
                    "width": 46,
                    "height": 12,
                    "aria-hidden": "true",
                }
                sample = element("svg", attributes, line, _end(stance, 36, 6))
                found.append(element("span", {}, sample, words))
        return element("figcaption", {"class": "dossier-lines"}, *found)


def _block(speaker: Speaker) -> Block:
    """A speaker's lines; a mere mention is drawn only where nothing stronger is said."""
    claims: dict[tuple[str, str], list[Link]] = {}
    for saying in speaker.sayings:
        for target in saying.targets:
            claims.setdefault((target, saying.stance), []).extend(saying.claims)
    strong = {target for target, stance in claims if stance != "speaks"}
    edges = tuple(
        Edge(target, stance, tuple(links))
        for (target, stance), links in claims.items()
        if stance != "speaks" or target not in strong
    )
    return Block((speaker,), edges)


def _weights(blocks: Iterable[Block]) -> Counter[str]:
    weights: Counter[str] = Counter()
    for block in blocks:
        for edge in block.edges:
            weights[edge.target] += len(edge.claims)
    return weights


def _kept_targets(
    targets: Sequence[Party], weights: Mapping[str, int], most: int
) -> tuple[list[str], int]:
    """The targets that most is said of, in the order given, and how many are left out."""
    found = [target.id for target in targets if weights.get(target.id)]
    best = sorted(found, key=lambda one: -weights[one])[:most]
    return [one for one in found if one in best], len(found) - len(best)


def _heaviest(blocks: list[Block], most: int) -> tuple[list[Block], int]:
    """The blocks with the most claims in the order given, and how many are left out."""
    heavy = sorted(blocks, key=lambda block: -sum(len(edge.claims) for edge in block.edges))
    kept = [block for block in blocks if any(block is one for one in heavy[:most])]
    return kept, len(blocks) - len(kept)


def _readable(blocks: list[Block], most: int) -> list[Block]:
    """The heaviest speakers; if they are many, those who say the same in one block."""
    drawn, _ = _heaviest(blocks, most)
    return _bundled(drawn) if len(drawn) > _MANY else drawn


def _bundled(blocks: Sequence[Block]) -> list[Block]:
    """Speakers of one heading and without a side who say the same share a block."""
    found: dict[object, Block] = {}
    for block in blocks:
        party = block.speakers[0].party
        alike = frozenset((edge.target, edge.stance) for edge in block.edges)
        key = (party.rank, alike) if not party.side else party.id
        before = found.get(key)
        found[key] = _joined(before, block) if before else block
    return list(found.values())


def _joined(first: Block, second: Block) -> Block:
    more = {(edge.target, edge.stance): edge.claims for edge in second.edges}
    edges = tuple(
        edge._replace(claims=tuple(dict.fromkeys(edge.claims + more[edge.target, edge.stance])))
        for edge in first.edges
    )
    return Block(first.speakers + second.speakers, edges)


def _name_lines(party: Party, room: float) -> list[str]:
    return wrap(party.link.label, _SIZE, room, 4)


def _block_height(block: Block, room: float) -> float:
    lines = sum(len(_name_lines(speaker.party, room)) for speaker in block.speakers)
    return max(lines * _LEADING, len(block.edges) * 4.0)


def _rows(
    blocks: Sequence[Block], top: float, room: float, *, ranks: bool
) -> tuple[list[float], float]:
    """The middle of each block, and where the last one ends."""
    rows, y, rank = [], top, -1
    for block in blocks:
        own = block.speakers[0].party.rank
        if ranks and rank not in (-1, own):
            y += 20
        rank = own
        high = _block_height(block, room)
        rows.append(y + high / 2)
        y += high + 9
    return rows, y


def _bars(
    targets: Sequence[Party], ports: Mapping[str, int], top: float, room: float
) -> tuple[list[TargetBar], float]:
    """The bars of those spoken about, and where the last one ends."""
    bars, y = [], top
    for party in targets:
        # Room for both halves of a double name: neither may be cut off.
        lines = tuple(wrap(party.link.label, _SIZE, room, 5))
        high = max(ports[party.id] * _PORT, len(lines) * _LEADING)
        bars.append(TargetBar(party, y, y + high, lines))
        y += high + _GAP
    return bars, y - _GAP + 9 if bars else top


def _spread(rows: list[float], end: float, height: float, most: float = 14) -> list[float]:
    """Rows moved apart, as far as the other column is taller, then put in the middle."""
    if not rows:
        return rows
    extra = min((height - end) / len(rows), most)
    moved = [row + extra * (at + 0.5) for at, row in enumerate(rows)]
    rest = (height - end - extra * len(rows)) / 2
    return [row + rest for row in moved]


def _centred(bars: list[TargetBar], end: float, height: float) -> list[TargetBar]:
    """Bars moved apart a little, then put in the middle."""
    if not bars:
        return bars
    extra = min((height - end) / len(bars), 40)
    rest = (height - end - extra * len(bars)) / 2
    moved = []
    for at, bar in enumerate(bars):
        by = rest + extra * (at + 0.5)
        moved.append(bar._replace(top=bar.top + by, bottom=bar.bottom + by))
    return moved


def _arrivals(
    blocks: Sequence[Block], bars: Sequence[TargetBar]
) -> dict[tuple[str, str, str], float]:
    """The height at which each line arrives, in the order of speakers."""
    order = list(STANCES)
    found: dict[tuple[str, str, str], float] = {}
    for bar in bars:
        arriving = [
            (block.speakers[0].party.id, edge.target, edge.stance)
            for block in blocks
            for edge in sorted(block.edges, key=lambda edge: order.index(edge.stance))
            if edge.target == bar.party.id
        ]
        middle = (bar.top + bar.bottom) / 2
        for at, key in enumerate(arriving):
            found[key] = middle + (at - (len(arriving) - 1) / 2) * _PORT
    return found


def _shape(by: str, x: float, y: float) -> Drawn:
    """A circle or a square for a side, a triangle for everybody else."""
    if by.endswith("0"):
        return element("circle", {"cx": x, "cy": y, "r": 5.2})
    if by.endswith("1"):
        return element("rect", {"x": x - 4.7, "y": y - 4.7, "width": 9.4, "height": 9.4})
    return path(f"M{point(x - 5, y + 4.4)}h10l-5 -9.4z")


def _end(stance: str, x: float, y: float) -> Drawn:
    """The mark at the end of a line."""
    at = f"M{point(x, y)}"
    match stance:
        case "supports":
            drawn = f"{at}m-4 0h8m-4 -4v8"
        case "accuses":
            drawn = f"{at}m-4.5 -4.5l9 4.5l-9 4.5z"
        case "denies":
            drawn = f"{at}m-3.5 -3.5l7 7m0 -7l-7 7"
        case "appeals":
            drawn = f"{at}m-3.4 0a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0 -6.8 0z"
        case "warns":
            drawn = f"{at}m-4 0l4 -4l4 4l-4 4z"
        case _:
            drawn = f"{at}m-1.8 0a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0 -3.6 0z"
    return path(drawn, "dossier-end")


def _heading(words: str, x: float, y: float, anchor: str) -> Drawn:
    return text([words], x, y, css_class="dossier-heading", anchor=anchor)
