"""The map: a panel of the region, and a close-up of what is disputed.

A mark grows with the events and claims of its place. How exactly a place is known is drawn too.
The disputed area is hatching without an edge around places whose parent is disputed.
"""

from __future__ import annotations

import math
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.geography import tied
from sphinx_dossier.locale.words import count_of
from sphinx_dossier.pictures import projection as ground
from sphinx_dossier.pictures.lettering import text_width
from sphinx_dossier.pictures.svg import Box, Drawn, element, is_free, num, path, point, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sphinx_dossier.answers.geography import Geography, Spot
    from sphinx_dossier.answers.parts import Link
    from sphinx_dossier.core.boundaries import Boundaries, Point
    from sphinx_dossier.pictures.projection import Frame
    from sphinx_dossier.pictures.svg import Attributes

    Locate = Callable[[Link], str]

REGION: Final = (370.0, 304.0)
CLOSE_UP: Final = (290.0, 304.0)
MOST_MARKS: Final = 240
"""What a picture can hold; the list behind it holds all places."""

_SIZE, _LEADING = 13.0, 14.5
_FEW = 60
"""More places than that in a panel are a crowd."""
_MOST_MOVES, _MOST_IN_THE_WAY = 3, 2
_HALO: Final = {"district": 9.0, "region": 20.0}
"""How far the soft ring of an imprecise place reaches, in kilometres."""


class Label(NamedTuple):
    """Words that have found room beside their mark."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str
    box: Box
    choice: int


def draw_map(answer: Geography, locate: Locate, _sides: Mapping[str, str]) -> str:
    """The panels and what they mean."""
    if not any(spot.coord for spot in answer.spots):
        return ""
    picture = _MapPicture(answer, locate)
    panels = [picture.region(), *([picture.close_up()] if picture.near else [])]
    return element(
        "figure",
        {"class": "dossier-picture dossier-map"},
        element("div", {"class": "dossier-map-panels"}, *panels),
        element("figcaption", {"class": "dossier-caption"}, picture.caption()),
    )


class _MapPicture:
    """The two frames over one answer, and which place stands in which."""

    def __init__(self, answer: Geography, locate: Locate) -> None:
        self.locate, self.boundaries = locate, answer.boundaries
        self.links = {spot.link.label.casefold(): spot.link for spot in answer.spots}
        self.key = "map-" + sha256(repr(answer.spots).encode()).hexdigest()[:6]
        placed = [spot for spot in answer.spots if spot.coord]
        placed.sort(key=lambda spot: (-spot.weight, spot.link.label.casefold()))
        kept = placed[:MOST_MARKS]
        points = [spot.coord for spot in kept if spot.coord]
        squeeze = ground.squeeze_of(points)
        self.disputed = [spot for spot in kept if spot.is_disputed]
        self.wide = ground.fit(ground.typical(points, squeeze), squeeze, REGION, (48, 40))
        self.near: Frame | None = None
        if len(self.disputed) > 1:
            inner = [spot.coord for spot in self.disputed if spot.coord]
            self.near = self._close(ground.typical(inner, squeeze), points, squeeze)
        self.closer = [spot for spot in kept if self._is_near(spot)]
        self.others = [spot for spot in kept if spot not in self.closer and self._is_wide(spot)]
        self.absent = len(placed) - len(self.closer) - len(self.others)
        links = {spot.link.anchor: spot.link for spot in answer.spots}
        around = (name for spot in self.disputed for name in spot.around)
        names = [links[name] for name in around if name in links]
        self.area = max(sorted(set(names)), key=names.count, default=None)

    @staticmethod
    def _close(inner: list[Point], points: list[Point], squeeze: float) -> Frame:
        """The frame of the disputed places, moved so that none nearby stands on its edge."""
        frame = ground.fit(inner, squeeze, CLOSE_UP, (40, 44))
        beside = [point for point in points if frame.shows(point, -24)]
        return ground.fit(beside, squeeze, CLOSE_UP, (34, 34))

    def _is_near(self, spot: Spot) -> bool:
        return bool(self.near and spot.coord and self.near.shows(spot.coord, 8))

    def _is_wide(self, spot: Spot) -> bool:
        return bool(spot.coord and self.wide.shows(spot.coord, 6))

    def region(self) -> Drawn:
        """Everything, with a frame around the part that the close-up shows."""
        shapes = ground.rings(self.boundaries, self.wide) if self.boundaries else {}
        taken = [_scale_room(self.wide)]
        inset: list[Drawn] = []
        if self.near:
            inset, boxes = self._inset(self.near)
            taken += boxes
        marks = _marks(self.others, self.wide, taken, self.locate, f"{self.key}-r")
        names = self._country_names(shapes, taken)
        content = [*self._hatching(self.wide, "r"), *names, *inset, *marks, _scale(self.wide)]
        return self._panel("region", self.wide, shapes, content, "Map of the region")

    def close_up(self) -> Drawn:
        """The disputed places and what lies between them."""
        assert self.near
        shapes = ground.rings(self.boundaries, self.near) if self.boundaries else {}
        taken = [_scale_room(self.near)]
        title: list[Drawn] = []
        if self.area:
            rooms = [_mark_room(spot, self.near) for spot in self.closer]
            wide = text_width(self.area.label, _SIZE)
            right, low = CLOSE_UP[0] - wide - 8, CLOSE_UP[1] - 26
            corners = [(8.0, 18.0), (right, 18.0), (8.0, low), (right, low)]
            free = [
                (x, y)
                for x, y in corners
                if is_free(Box(x - 2, y - 14, x + wide, y + 20), [*rooms, *taken])
            ]
            title = [self._area_name(*(free or corners)[0], taken, ("area in dispute",))]
        marks = _marks(self.closer, self.near, taken, self.locate, f"{self.key}-c")
        content = [*self._hatching(self.near, "c"), *title, *marks, _scale(self.near)]
        name = f"Close-up: {self.area.label}" if self.area else "Close-up of the disputed places"
        return self._panel("close-up", self.near, shapes, content, name)

    def _panel(
        self,
        kind: str,
        frame: Frame,
        shapes: Mapping[str, list[list[tuple[float, float]]]],
        content: Sequence[Drawn],
        name: str,
    ) -> Drawn:
        below = ground.land(shapes.values())
        if self.boundaries:
            below += [*_grid(frame), *ground.lines(self.boundaries, frame)]
        sort = "" if below else " dossier-map-blank"
        attributes = {
            "class": f"dossier-map-{kind}{sort}",
            "viewBox": f"0 0 {point(frame.width, frame.height)}",
            "role": "group",
            "aria-label": name,
        }
        return element("svg", attributes, *below, *content)

    def _inset(self, near: Frame) -> tuple[list[Drawn], list[Box]]:
        """The frame of the close-up in the region, with the name of the area below it."""
        (left, top), (right, bottom) = (self.wide.place(corner) for corner in near.corners)
        box = Box(left, top, right, bottom)
        sizes = {"x": left, "y": top, "rx": 3, "width": right - left, "height": bottom - top}
        drawn = [element("rect", {"class": "dossier-inset", **sizes})]
        taken = [box]
        if self.area:
            wide = text_width(self.area.label, _SIZE)
            start = min(max((left + right - wide) / 2, 4), self.wide.width - wide - 4)
            drawn.append(self._area_name(start, bottom + 15, taken, ()))
        return drawn, taken

    def _area_name(self, x: float, y: float, taken: list[Box], more: tuple[str, ...]) -> Drawn:
        assert self.area
        lines = [self.area.label, *more]
        wide = max(text_width(line, _SIZE) for line in lines)
        taken.append(Box(x - 3, y - _SIZE, x + wide + 3, y + (len(lines) - 1) * _LEADING + 4))
        name = element("a", {"href": self.locate(self.area)}, text([self.area.label], x, y))
        below = (text([line], x, y + _LEADING) for line in more)
        return element("g", {"class": "dossier-area-name"}, name, *below)

    def _hatching(self, frame: Frame, mark: str) -> list[Drawn]:
        """Hatching that fades out around disputed places, so that it has no edge."""
        if not self.near:
            return []
        key = f"{self.key}-{mark}"
        reach = 0.17 * self.near.height / self.near.scale * frame.scale
        circles = [
            element("circle", {"cx": x, "cy": y, "r": reach, "fill": f"url(#{key}-s)"})
            for x, y in (frame.place(spot.coord) for spot in self.disputed if spot.coord)
        ]
        step = frame.width / 60
        stops = (
            element("stop", {"stop-color": "#fff", "stop-opacity": ".8"}),
            element("stop", {"offset": 1, "stop-color": "#fff", "stop-opacity": 0}),
        )
        pattern: Attributes = {"width": step, "height": step, "patternUnits": "userSpaceOnUse"}
        line = path(f"M1 0V{num(step)}", "dossier-hatch")
        size = {"width": frame.width, "height": frame.height}
        units = {"maskUnits": "userSpaceOnUse"}
        mask: Attributes = {"id": f"{key}-m", **units, "x": 0, "y": 0, **size}
        definitions = (
            element("radialGradient", {"id": f"{key}-s"}, *stops),
            element(
                "pattern",
                {"id": f"{key}-p", **pattern, "patternTransform": "rotate(45)"},
                line,
            ),
            element("mask", mask, *circles),
        )
        surface: Attributes = {**size, "fill": f"url(#{key}-p)", "mask": f"url(#{key}-m)"}
        return [element("defs", {}, *definitions), element("rect", surface)]

    def _country_names(
        self, shapes: Mapping[str, list[list[tuple[float, float]]]], taken: list[Box]
    ) -> list[Drawn]:
        """The names of countries and waters where they meet nothing else."""
        found = []
        for name in sorted(shapes, key=lambda name: (name.casefold() not in self.links, name)):
            spot = _roomiest(name, shapes[name], self.wide, taken)
            if spot:
                words = text([name.upper()], *spot, anchor="middle")
                link = self.links.get(name.casefold())
                found.append(_linked(words, link, self.locate))
        drawn = [element("g", {"class": "dossier-country"}, *found)] if found else []
        return drawn + _water_names(self.boundaries, self.wide, taken)

    def caption(self) -> str:
        """How to read the map, and whose lines it shows."""
        says = ["How to read this map."]
        if self.boundaries:
            says.append(f"Dashed lines are the boundaries in {self.boundaries.attribution}.")
        if self.near:
            says.append(
                "Hatching lies around places of which different sides say that they belong to "
                "different wholes; it has no edge on purpose, and no front line is drawn."
            )
        says.append(
            "A filled mark has events or claims tied to it and grows with their number; an open "
            "mark has none."
        )
        precisions = {spot.precision for spot in (*self.closer, *self.others)}
        if precisions & {*_HALO}:
            says.append("A soft ring means that the point stands for a whole district or region.")
        if "approximate" in precisions:
            says.append("A mark without an edge is approximate.")
        if any(len(spot.names) > 1 for spot in (*self.closer, *self.others)):
            says.append("Where a place has two names they stand in alphabetical order.")
        if self.absent:
            count = count_of(self.absent, "place")
            says.append(f"In the list only, being far off or for want of room: {count}.")
        if self.boundaries or self.near:
            says.append("None of this is an opinion on the status of any territory.")
        return " ".join(says)


def _marks(
    spots: Sequence[Spot], frame: Frame, taken: list[Box], locate: Locate, key: str
) -> list[Drawn]:
    """Each place as a link, with its names where there is room."""
    labels = _labels(spots, frame, taken)
    pairs = list(zip(spots, labels, strict=True))
    if len(spots) > _FEW:
        pairs.sort(key=lambda pair: pair[1] is not None)
    soft = f"{key}-h"
    found = [
        _mark(spot, frame, label, locate, soft if len(spots) <= _FEW else "")
        for spot, label in pairs
    ]
    taken += [label.box for label in labels if label]
    taken += [_mark_room(spot, frame) for spot in spots]
    stops = (
        element("stop", {"offset": ".2", "class": "dossier-soft"}),
        element("stop", {"offset": 1, "class": "dossier-soft-end"}),
    )
    ring = element("defs", {}, element("radialGradient", {"id": soft}, *stops))
    return [ring, *found] if any(soft in mark for mark in found) else found


def _radius(spot: Spot) -> float:
    return min(3.2 + 0.9 * math.sqrt(spot.weight), 9)


def _mark_room(spot: Spot, frame: Frame) -> Box:
    assert spot.coord
    x, y = frame.place(spot.coord)
    return Box(x, y, x, y).grown(_radius(spot) + 1)


def _labels(spots: Sequence[Spot], frame: Frame, taken: Sequence[Box]) -> list[Label | None]:
    """A label for each place that has room for one.

    Which labels fit depends on which are placed first: several orders are tried, and the one that
    names most is taken. In a crowd only the heaviest are named, and may cover the lightest.
    """
    rooms = [_mark_room(spot, frame) for spot in spots]
    obstacles = rooms if len(spots) <= _FEW else rooms[: _FEW // 3]
    choices = [
        _candidates(spot, room, frame, taken, obstacles)
        for spot, room in zip(spots, rooms, strict=True)
    ]
    heavy = range(len(spots))
    orders: list[Sequence[int]] = [heavy]
    if len(spots) <= _FEW:
        orders.append(sorted(heavy, key=lambda at: len(choices[at])))
        orders += [sorted(heavy, key=lambda at: rooms[at][side]) for side in range(4)]
        orders += [sorted(heavy, key=lambda at: -rooms[at][side]) for side in range(4)]

    def worth(labels: list[Label | None]) -> int:
        pairs = zip(spots, labels, strict=True)
        return sum(10 + spot.weight - label.choice for spot, label in pairs if label)

    labels = max((_placed(choices, order) for order in orders), key=worth)
    for at in heavy:
        if labels[at] is None:
            _make_room(at, choices, labels, frozenset(), _MOST_MOVES)
    return labels


def _placed(choices: Sequence[Sequence[Label]], order: Sequence[int]) -> list[Label | None]:
    """The first label that fits for each place in ``order``."""
    labels: list[Label | None] = [None] * len(choices)
    for at in order:
        labels[at] = _first_free(choices[at], labels)
    return labels


def _make_room(
    at: int,
    choices: Sequence[Sequence[Label]],
    labels: list[Label | None],
    fixed: frozenset[int],
    moves: int,
) -> bool:
    """Name a place by moving the labels in its way, and those in theirs, up to ``moves`` deep."""
    labels[at] = _first_free(choices[at], labels)
    if labels[at] or not moves:
        return labels[at] is not None
    fixed |= {at}
    before = labels.copy()
    for label in choices[at]:
        others = [one for one, placed in enumerate(labels) if _meets(placed, label)]
        if len(others) > _MOST_IN_THE_WAY or fixed.intersection(others):
            continue
        labels[at] = label
        for one in others:
            labels[one] = None
        if all(_make_room(one, choices, labels, fixed, moves - 1) for one in others):
            return True
        labels[:] = before
    return False


def _first_free(choices: Sequence[Label], labels: Sequence[Label | None]) -> Label | None:
    taken = [label.box for label in labels if label]
    return next((label for label in choices if is_free(label.box, taken)), None)


def _meets(placed: Label | None, label: Label) -> bool:
    return placed is not None and placed.box.meets(label.box)


def _candidates(
    spot: Spot, mark: Box, frame: Frame, taken: Sequence[Box], marks: Sequence[Box]
) -> list[Label]:
    """The places beside, above and below the mark where the names meet nothing; best first.

    Two marks may stand so close that names find room only a little further off.
    """
    found: list[Label] = []
    others = [*taken, *(one.grown(1.5) for one in marks if one is not mark)]
    wide = max(text_width(name, _SIZE) for name in spot.names)
    high = _LEADING * len(spot.names)
    middle = ((mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2)
    beside = middle[1] - high / 2
    places = (
        (mark.right + 6, beside, ""),
        (mark.left - 6, beside, "end"),
        (mark.right + 3, mark.top - high + 2, ""),
        (mark.right + 3, mark.bottom - 2, ""),
        (mark.left - 3, mark.top - high + 2, "end"),
        (mark.left - 3, mark.bottom - 2, "end"),
        (middle[0], mark.top - high - 2, "middle"),
        (middle[0], mark.bottom + 2, "middle"),
        (mark.right - 2, mark.top - high - 2, ""),
        (mark.left + 2, mark.top - high - 2, "end"),
        (mark.right - 2, mark.bottom + 2, ""),
        (mark.left + 2, mark.bottom + 2, "end"),
        *(
            (x, beside + shift, anchor)
            for shift in (0, -high / 3, high / 3)
            for x, anchor in ((mark.right + 10, ""), (mark.left - 10, "end"))
        ),
    )
    for choice, (x, top, anchor) in enumerate(places):
        left = {"": x, "end": x - wide, "middle": x - wide / 2}[anchor]
        box = Box(left - 2, top - 2, left + wide + 2, top + high + 2)
        if frame.box.grown(-1).holds(box) and is_free(box, others):
            found.append(Label(spot.names, x, top + _SIZE - 1.5, anchor, box, choice))
    return found


def _mark(spot: Spot, frame: Frame, label: Label | None, locate: Locate, soft: str) -> Drawn:
    """A mark with its name; ``soft`` names the gradient of blurred edges, which a crowd lacks."""
    assert spot.coord
    x, y = frame.place(spot.coord)
    radius = _radius(spot)
    at, fill = {"cx": x, "cy": y}, {"fill": f"url(#{soft})"}
    drawn = []
    if spot.precision in _HALO and soft:
        reach = max(_HALO[spot.precision] / ground.KILOMETRES * frame.scale, radius + 5)
        drawn.append(element("circle", {**at, "r": reach, **fill}))
    if spot.precision == "approximate" and soft:
        drawn.append(element("circle", {**at, "r": radius * 2, **fill}))
    else:
        sort = "dossier-mark" if spot.weight else "dossier-mark dossier-mark-open"
        drawn.append(element("circle", {"class": sort, **at, "r": radius}))
    if label:
        anchor = label.anchor or None
        drawn.append(text(label.lines, label.x, label.y, _LEADING, anchor=anchor))
    says = f"{spot.link.label}: {tied(spot) or 'no event'}"
    attributes = {"href": locate(spot.link), "aria-label": says}
    return element("a", attributes, element("title", {}, says), *drawn)


def _roomiest(
    name: str,
    shape: list[list[tuple[float, float]]],
    frame: Frame,
    taken: list[Box],
) -> tuple[float, float] | None:
    """Where the name of a country lies inside it, far from its edges and from other words."""
    wide, high = text_width(name.upper(), 10.5) + len(name) * 1.2, 12.0
    vertices = [point for ring in shape for point in ring]
    best: tuple[int, float, float, float, Box] | None = None
    for x, y in _raster(frame, wide, high):
        box = Box(x - wide / 2, y - high, x + wide / 2, y + 2)
        corners = [(px, py) for px in (box.left, x, box.right) for py in (box.top, box.bottom)]
        if not is_free(box.grown(2), taken) or not ground.is_inside((x, y - 4), shape):
            continue
        inside = sum(ground.is_inside(one, shape) for one in corners)
        off = min(math.hypot(x - px, (y - py) * 1.5) for px, py in vertices)
        if inside >= 5 and (best is None or (inside, off) > best[:2]):
            best = (inside, off, x, y, box)
    if best is None:
        return None
    taken.append(best[4])
    return best[2], best[3]


def _raster(frame: Frame, wide: float, high: float) -> Iterator[tuple[float, float]]:
    for row in range(int(high) + 6, int(frame.height) - 6, 7):
        for column in range(int(wide / 2) + 6, int(frame.width - wide / 2) - 5, 7):
            yield column, row


def _water_names(boundaries: Boundaries | None, frame: Frame, taken: list[Box]) -> list[Drawn]:
    found = []
    for water in boundaries.waters if boundaries else ():
        x, y = frame.place(water.at)
        lines = water.name.split(" ")
        wide = max(text_width(line, 11.5) for line in lines)
        x = min(x, frame.width - wide / 2 - 6)
        box = Box(x - wide / 2, y - 12, x + wide / 2, y + 13 * len(lines) - 9)
        if frame.box.holds(box) and is_free(box, taken):
            taken.append(box)
            found.append(text(lines, x, y, 13, anchor="middle"))
    return [element("g", {"class": "dossier-water-name"}, *found)] if found else []


def _linked(words: Drawn, link: Link | None, locate: Locate) -> Drawn:
    return element("a", {"href": locate(link)}, words) if link else words


def _grid(frame: Frame) -> list[Drawn]:
    """Each whole degree as a faint line."""
    (north, west), (south, east) = frame.corners
    step = max(1, round((north - south) / 4))
    data = ""
    for latitude in range(math.ceil(south / step) * step, math.ceil(north), step):
        data += f"M0 {num(frame.place((latitude, 0))[1])}H{num(frame.width)}"
    for longitude in range(math.ceil(west / step) * step, math.ceil(east), step):
        data += f"M{num(frame.place((0, longitude))[0])} 0V{num(frame.height)}"
    return [path(data, "dossier-degrees")] if data else []


def _scale_room(frame: Frame) -> Box:
    wide, _ = ground.scale_bar(frame)
    return Box(8, frame.height - 26, wide + 20, frame.height)


def _scale(frame: Frame) -> Drawn:
    wide, words = ground.scale_bar(frame)
    base = frame.height - 10
    bar = f"M12 {num(base - 4)}v4h{num(wide)}v-4"
    name = text([words], 12 + wide / 2, base - 4, anchor="middle")
    attributes = {"class": "dossier-scale", "aria-hidden": "true"}
    return element("g", attributes, path(bar), name)
