"""The map: a panel of the region, and a close-up of what is disputed.

A mark grows with the events and claims of its place. How exactly a place is known is drawn too.
The disputed area is hatching without an edge around places whose parent is disputed.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.geography import Geography
from sphinx_dossier.locale import words
from sphinx_dossier.pictures.lettering import text_width
from sphinx_dossier.pictures.map_frames import MapFrames, frames_of, locator_frame, side_by_side
from sphinx_dossier.pictures.map_ground import (
    country_shapes,
    draw_boundaries,
    draw_degrees,
    draw_hatching,
    draw_land,
    draw_scale,
    scale_room,
)
from sphinx_dossier.pictures.map_labels import LEADING, NAME_SIZE
from sphinx_dossier.pictures.map_marks import HALO, draw_marks, marks_of
from sphinx_dossier.pictures.map_names import draw_country_names, draw_water_names
from sphinx_dossier.pictures.svg import Box, Drawn, element, is_free, joined, point, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinx_dossier.answers.geography import Spot
    from sphinx_dossier.answers.locator import Locator
    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.core.boundaries import Boundaries
    from sphinx_dossier.pictures.map_labels import Mark
    from sphinx_dossier.pictures.polygons import Shape
    from sphinx_dossier.pictures.projection import Frame

    Locate = Callable[[Link], str]

# How far the name of the disputed area stays off the edge of the close-up.
_EDGE: Final = 8.0


def draw_map(answer: Geography, locate: Locate, _sides: Mapping[str, str]) -> str:
    """The panels and what they mean; ``""`` where no place has coordinates."""
    frames = frames_of(answer)
    if frames is None:
        return ""
    # Ids begin with what tells two maps of one page apart, and is the same in every build.
    key = "map-" + sha256(repr(answer.spots).encode()).hexdigest()[:6]
    picture = _MapPicture(answer, frames, locate, key)
    panels = [picture.region()]
    if frames.close_up:
        panels.append(picture.close_up(frames.close_up))
    return element(
        "figure",
        {"class": "dossier-picture dossier-map"},
        element("div", {"class": "dossier-map-panels"}, *panels),
        element("figcaption", {"class": "dossier-caption"}, _caption(frames, answer.boundaries)),
    )


def draw_locator(answer: Locator, locate: Locate, _sides: Mapping[str, str]) -> str:
    """One panel with the places of a page, and where the map of all places is."""
    spots = side_by_side((*answer.spots, *answer.around))
    located = spots[: len(answer.spots)]
    frames = frames_of(Geography((*spots,), answer.boundaries))
    if frames is None:
        return ""
    frame = locator_frame(spots, located)
    key = "loc-" + sha256(repr(answer.spots).encode()).hexdigest()[:6]
    picture = _MapPicture(Geography((*spots,), answer.boundaries), frames, locate, key)
    signs = _signs(frames, answer.boundaries)
    sentences = [
        words.say(words.MAP_CAPTION[sign], data=answer.boundaries.attribution, places="")
        for sign in ("boundaries", "no opinion")
        if signs[sign] and answer.boundaries
    ]
    whole = answer.whole._replace(label=words.WHOLE_MAP)
    link = [element("a", {"href": locate(whole)}, whole.label)] if whole.docname else []
    return element(
        "figure",
        {"class": "dossier-picture dossier-map dossier-locator"},
        element("div", {"class": "dossier-map-panels"}, picture.locator(frame, located)),
        element(
            "figcaption", {"class": "dossier-caption"}, *link, *[f" {one}" for one in sentences]
        ),
    )


class _MapPicture(NamedTuple):
    """An answer and the panels that show it.

    Both panels are drawn from the ground up: each part keeps off the boxes in ``taken``, and adds
    its own. So what is placed first matters most: scale, area, marks, then names of countries.
    """

    answer: Geography
    frames: MapFrames
    locate: Locate
    key: str

    def region(self) -> Drawn:
        """Everything, with a frame around the part that the close-up shows."""
        frame, boundaries = self.frames.region, self.answer.boundaries
        shapes = country_shapes(boundaries, frame)
        taken = [scale_room(frame)]
        inset = self._inset(self.frames.close_up, taken) if self.frames.close_up else Drawn()
        marks = self._marks(marks_of(self.frames.in_region, frame), frame, taken, "r")
        links = {spot.link.label.casefold(): spot.link for spot in self.answer.spots}
        countries = draw_country_names(shapes, frame, links, taken, self.locate)
        waters = draw_water_names(boundaries.waters if boundaries else (), frame, taken)
        hatching = self._hatching(frame, "r")
        # What comes later lies on top.
        content = (hatching, countries, waters, inset, marks, draw_scale(frame))
        return self._panel("region", words.REGION, frame, shapes, content)

    def locator(self, frame: Frame, spots: Sequence[Spot]) -> Drawn:
        """The region with marks of some places alone."""
        shapes = country_shapes(self.answer.boundaries, frame)
        taken = [scale_room(frame)]
        # The heaviest first, as their names matter most.
        ranked = sorted(spots, key=lambda spot: (-spot.weight, spot.link.label.casefold()))
        marks = self._marks(marks_of(ranked, frame), frame, taken, "l")
        countries = draw_country_names(shapes, frame, {}, taken, self.locate)
        content = (self._hatching(frame, "l"), countries, marks, draw_scale(frame))
        return self._panel("located", words.LOCATED_PLACES, frame, shapes, content)

    def close_up(self, frame: Frame) -> Drawn:
        """The disputed places and what lies between them."""
        area = self.frames.area
        shapes = country_shapes(self.answer.boundaries, frame)
        taken = [scale_room(frame)]
        marks = marks_of(self.frames.in_close_up, frame)
        title = self._title(area, frame, marks, taken) if area else Drawn()
        drawn = self._marks(marks, frame, taken, "c")
        content = (self._hatching(frame, "c"), title, drawn, draw_scale(frame))
        shows = words.say(words.CLOSE_UP, area=area.label) if area else words.CLOSE_UP_OF_DISPUTED
        return self._panel("close-up", shows, frame, shapes, content)

    def _panel(
        self,
        kind: str,
        name: str,
        frame: Frame,
        shapes: Mapping[str, Shape],
        content: Sequence[Drawn],
    ) -> Drawn:
        ground = [draw_land(shapes.values())]
        if self.answer.boundaries:
            ground += [draw_degrees(frame), draw_boundaries(self.answer.boundaries, frame)]
        # Without any ground the panel has the colour of land: all water would be wrong.
        blank = "" if any(ground) else " dossier-map-blank"
        attributes = {
            "class": f"dossier-map-{kind}{blank}",
            "viewBox": f"0 0 {point(frame.width, frame.height)}",
            "role": "group",
            "aria-label": name,
        }
        return element("svg", attributes, *ground, *content)

    def _inset(self, close_up: Frame, taken: list[Box]) -> Drawn:
        """The frame of the close-up in the region, with the name of the area below it."""
        region = self.frames.region
        box = Box(*(value for corner in close_up.corners for value in region.place(corner)))
        taken.append(box)
        size = {"width": box.right - box.left, "height": box.bottom - box.top}
        place = {"x": box.left, "y": box.top, "rx": 3}
        drawn = [element("rect", {"class": "dossier-inset", **place, **size})]
        if self.frames.area:
            width = text_width(self.frames.area.label, NAME_SIZE)
            # Centred below the frame, but 4 off the edge of the picture; letters are some 10 high.
            x = min(max((box.left + box.right - width) / 2, 4), region.width - width - 4)
            drawn.append(self._area_name(self.frames.area, x, box.bottom + 15, taken, ()))
        return joined(drawn)

    def _title(self, area: Link, frame: Frame, marks: Sequence[Mark], taken: list[Box]) -> Drawn:
        """The name of the area in the first corner without marks; top left where all have some."""
        width = text_width(area.label, NAME_SIZE)
        # The bases of the first of two lines: below the upper edge, or with both above the lower.
        right, high, low = frame.width - width - _EDGE, 18.0, frame.height - 26
        corners = [(_EDGE, high), (right, high), (_EDGE, low), (right, low)]
        rooms = [*(mark.room for mark in marks), *taken]
        # From above the letters of the first line to below the second one.
        free = [(x, y) for x, y in corners if is_free(Box(x - 2, y - 14, x + width, y + 20), rooms)]
        return self._area_name(area, *(free or corners)[0], taken, (words.IN_DISPUTE,))

    def _area_name(
        self, area: Link, x: float, y: float, taken: list[Box], below: tuple[str, ...]
    ) -> Drawn:
        """The name of the area as a link, and lines below it; ``y`` is the base of the first."""
        lines = [area.label, *below]
        width = max(text_width(line, NAME_SIZE) for line in lines)
        bottom = y + (len(lines) - 1) * LEADING + 4
        taken.append(Box(x - 3, y - NAME_SIZE, x + width + 3, bottom))
        name = element("a", {"href": self.locate(area)}, text([area.label], x, y))
        rest = (text([line], x, y + LEADING) for line in below)
        return element("g", {"class": "dossier-area-name"}, name, *rest)

    def _marks(self, marks: list[Mark], frame: Frame, taken: list[Box], panel: str) -> Drawn:
        key = f"{self.key}-{panel}"
        return draw_marks(marks, frame, taken, self.locate, key, self.answer.has_anchors)

    def _hatching(self, frame: Frame, panel: str) -> Drawn:
        if not self.frames.close_up:
            return Drawn()
        points = [spot.coord for spot in self.frames.disputed if spot.coord]
        return draw_hatching(points, frame, self.frames.close_up, f"{self.key}-{panel}")


def _caption(frames: MapFrames, boundaries: Boundaries | None) -> str:
    """How to read the map, and whose lines it shows: a sentence for each sign that occurs."""
    signs = _signs(frames, boundaries)
    return " ".join(
        words.say(
            words.MAP_CAPTION[sign],
            data=boundaries.attribution if boundaries else "",
            places=words.count_of(frames.absent, "place"),
        )
        for sign in words.MAP_CAPTION
        if signs[sign]
    )


def _signs(frames: MapFrames, boundaries: Boundaries | None) -> dict[str, bool]:
    """What the caption may speak of, and whether it occurs."""
    shown = (*frames.in_close_up, *frames.in_region)
    precisions = {spot.precision for spot in shown}
    return {
        "title": True,
        "boundaries": boundaries is not None,
        "hatching": frames.close_up is not None,
        "marks": True,
        "ring": not precisions.isdisjoint(HALO),
        "approximate": "approximate" in precisions,
        "names": any(len(spot.names) > 1 for spot in shown),
        "absent": frames.absent > 0,
        "no opinion": bool(boundaries or frames.close_up),
    }
