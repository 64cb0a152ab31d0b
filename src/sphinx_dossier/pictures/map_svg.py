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
from sphinx_dossier.pictures.map_labels import LETTERS
from sphinx_dossier.pictures.map_marks import HALO, draw_marks, marks_of
from sphinx_dossier.pictures.map_names import draw_countries, draw_water_names
from sphinx_dossier.pictures.map_words import words_of
from sphinx_dossier.pictures.svg import Box, Drawn, element, is_free, point, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinx_dossier.answers.geography import Spot
    from sphinx_dossier.answers.locator import Locator
    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.core.boundaries import Boundaries
    from sphinx_dossier.pictures.map_labels import Letters, Mark
    from sphinx_dossier.pictures.map_words import Words
    from sphinx_dossier.pictures.polygons import Shape
    from sphinx_dossier.pictures.projection import Frame

    Locate = Callable[[Link], str]

# How far the name of the disputed area stays off the edge of the close-up.
_EDGE: Final = 8.0
# It has fewer units than the region, and so needs no third size on any phone.
_CLOSE_UP_LETTERS: Final = LETTERS[:2]


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

    Both panels are drawn from the ground up: words keep off the boxes that are taken by others of
    their size. So what is placed first matters most: scale, area, marks, then names of countries.
    """

    answer: Geography
    frames: MapFrames
    locate: Locate
    key: str

    def region(self) -> Drawn:
        """Everything, with a frame around the part that the close-up shows."""
        frame, boundaries = self.frames.region, self.answer.boundaries
        shapes = country_shapes(boundaries, frame)
        marks = marks_of(self.frames.in_region, frame)
        links = {spot.link.label.casefold(): spot.link for spot in self.answer.spots}
        inset = self._inset_box(self.frames.close_up) if self.frames.close_up else None
        sizes, around, insets = [], [], [_draw_inset(inset)] if inset else []
        for letters in LETTERS:
            taken = [scale_room(frame, letters)]
            if inset:
                taken.append(inset)
                insets.append(self._inset_name(inset, letters, taken))
            placed = words_of(marks, frame, shapes, letters, links, taken)
            sizes.append(placed)
            around.append(draw_countries(placed.countries, letters, links, self.locate))
            waters = boundaries.waters if boundaries else ()
            around.append(draw_water_names(waters, frame, letters, placed.taken))
        drawn = self._marks(marks, frame, sizes, "r")
        # What comes later lies on top.
        content = (self._hatching(frame, "r"), *around, *insets, drawn, draw_scale(frame, LETTERS))
        return self._panel("region", words.REGION, frame, shapes, content)

    def locator(self, frame: Frame, spots: Sequence[Spot]) -> Drawn:
        """The region with marks of some places alone."""
        shapes = country_shapes(self.answer.boundaries, frame)
        # The heaviest first, as their names matter most.
        ranked = sorted(spots, key=lambda spot: (-spot.weight, spot.link.label.casefold()))
        marks = marks_of(ranked, frame)
        # It keeps its width in every page, and its letters their size.
        letters = LETTERS[0]
        placed = words_of(marks, frame, shapes, letters, (), [scale_room(frame, letters)])
        countries = draw_countries(placed.countries, letters, {}, self.locate)
        drawn = self._marks(marks, frame, [placed], "l")
        content = (self._hatching(frame, "l"), countries, drawn, draw_scale(frame, [letters]))
        return self._panel("located", words.LOCATED_PLACES, frame, shapes, content)

    def close_up(self, frame: Frame) -> Drawn:
        """The disputed places and what lies between them."""
        area = self.frames.area
        marks = marks_of(self.frames.in_close_up, frame)
        sizes, titles = [], []
        for letters in _CLOSE_UP_LETTERS:
            taken = [scale_room(frame, letters)]
            if area:
                titles.append(self._title(area, frame, marks, letters, taken))
            sizes.append(words_of(marks, frame, {}, letters, (), taken))
        drawn = self._marks(marks, frame, sizes, "c")
        content = (self._hatching(frame, "c"), *titles, drawn, draw_scale(frame, _CLOSE_UP_LETTERS))
        shows = words.say(words.CLOSE_UP, area=area.label) if area else words.CLOSE_UP_OF_DISPUTED
        shapes = country_shapes(self.answer.boundaries, frame)
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
        # The box is what the style sheet asks for its width.
        svg = element("svg", attributes, *ground, *content)
        return element("div", {"class": "dossier-map-panel"}, svg)

    def _inset_box(self, close_up: Frame) -> Box:
        """The frame of the close-up in the region."""
        region = self.frames.region
        return Box(*(value for corner in close_up.corners for value in region.place(corner)))

    def _inset_name(self, box: Box, letters: Letters, taken: list[Box]) -> Drawn:
        """The name of the area below the frame of the close-up."""
        area = self.frames.area
        if area is None:
            return Drawn()
        width = text_width(area.label, letters.size)
        # Centred below the frame, but 4 off the edge of the picture.
        most = self.frames.region.width - width - 4
        x = min(max((box.left + box.right - width) / 2, 4), most)
        return self._area_name(area, x, box.bottom + letters.size + 2, letters, taken)

    def _title(
        self, area: Link, frame: Frame, marks: Sequence[Mark], letters: Letters, taken: list[Box]
    ) -> Drawn:
        """The name of the area in the first corner without marks; top left where all have some."""
        size, leading = letters.size, letters.leading
        width = text_width(area.label, size)
        # The bases of the first of two lines: below the upper edge, or with both above the lower.
        right, high, low = frame.width - width - _EDGE, size + 5, frame.height - leading - 11.5
        corners = [(_EDGE, high), (right, high), (_EDGE, low), (right, low)]
        rooms = [*(mark.room for mark in marks), *taken]
        # From above the letters of the first line to below the second one.
        boxes = [Box(x - 2, y - size - 1, x + width, y + leading + 5.5) for x, y in corners]
        free = [at for at, box in zip(corners, boxes, strict=True) if is_free(box, rooms)]
        return self._area_name(area, *(free or corners)[0], letters, taken, words.IN_DISPUTE)

    def _area_name(
        self, area: Link, x: float, y: float, letters: Letters, taken: list[Box], *below: str
    ) -> Drawn:
        """The name of the area as a link, and lines below it; ``y`` is the base of the first.

        Its room is added to ``taken``.
        """
        lines = [area.label, *below]
        width = max(text_width(line, letters.size) for line in lines)
        bottom = y + (len(lines) - 1) * letters.leading + 4
        taken.append(Box(x - 3, y - letters.size, x + width + 3, bottom))
        name = element("a", {"href": self.locate(area)}, text([area.label], x, y))
        rest = (text([line], x, y + letters.leading) for line in below)
        return element("g", {"class": f"dossier-area-name {letters.css_class}"}, name, *rest)

    def _marks(self, marks: list[Mark], frame: Frame, sizes: Sequence[Words], panel: str) -> Drawn:
        key = f"{self.key}-{panel}"
        return draw_marks(marks, frame, sizes, self.locate, key, self.answer.has_anchors)

    def _hatching(self, frame: Frame, panel: str) -> Drawn:
        if not self.frames.close_up:
            return Drawn()
        points = [spot.coord for spot in self.frames.disputed if spot.coord]
        return draw_hatching(points, frame, self.frames.close_up, f"{self.key}-{panel}")


def _draw_inset(box: Box) -> Drawn:
    size = {"width": box.right - box.left, "height": box.bottom - box.top}
    place = {"x": box.left, "y": box.top, "rx": 3}
    return element("rect", {"class": "dossier-inset", **place, **size})


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
