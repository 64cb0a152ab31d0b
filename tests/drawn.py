"""Reads pictures: their links, their words, and where these are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.pictures.lettering import text_width
from sphinx_dossier.pictures.svg import Box
from sphinx_dossier.sphinx.markup import Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dossier.sphinx.markup import Markup


def locate(link: Link) -> str:
    """An address that names the page and the anchor."""
    return f"{link.docname}.html#{link.anchor}"


def parse(picture: str) -> ET.Element:
    """A picture as a tree; whatever is not well-formed raises."""
    return ET.fromstring(picture)


def addresses(picture: str) -> set[str]:
    """Where the links of a picture lead."""
    return {link.get("href", "") for link in parse(picture).iter("a")}


def listed(parts: Iterable[Markup]) -> set[str]:
    """Where the links of a list lead, and the anchors that it has itself."""
    hrefs: set[str] = set()
    for part in parts:
        if isinstance(part, Link):
            hrefs.add(locate(part))
        elif isinstance(part, Tag):
            hrefs |= listed(part.parts)
            if part.anchor:
                hrefs.add(f"#{part.anchor}")
    return hrefs


def read(*parts: Markup) -> str:
    """Words and links as a reader sees them."""
    return "".join(word for part in parts for word in _words(part))


def _words(part: Markup) -> list[str]:
    if isinstance(part, Tag):
        return [word for one in part.parts for word in _words(one)]
    return [part.label if isinstance(part, Link) else str(part)]


def words_with_boxes(panel: ET.Element, letters: float = 13) -> list[tuple[str, Box]]:
    """The texts of one SVG that are seen together, and about how much room each takes.

    ``letters`` is their size: a map has its words once for each, and one of them is seen.
    """
    return [(words, box) for words, box, size in _texts(panel, 13) if size == letters]


def _texts(element: ET.Element, size: float) -> Iterator[tuple[str, Box, float]]:
    own = re.search(r"dossier-letters-(\d+)", element.get("class", ""))
    size = float(own[1]) if own else size
    if element.tag == "text":
        spans = list(element) or [element]
        boxes = [_line_box(span, element.get("text-anchor", "start"), size) for span in spans]
        words = " ".join((span.text or "").strip() for span in spans)
        left, top, right, bottom = zip(*boxes, strict=True)
        yield words, Box(min(left), min(top), max(right), max(bottom)), size
    for child in element if element.tag != "text" else ():
        yield from _texts(child, size)


def _line_box(span: ET.Element, anchor: str, size: float) -> Box:
    # Estimates for the picture are generous; what a reader sees is some tenth narrower.
    wide = 0.9 * text_width(span.text or "", size)
    x, y = float(span.get("x", "0")), float(span.get("y", "0"))
    left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
    return Box(left, y - 0.7 * size, left + wide, y + 0.1 * size)


def collisions(panel: ET.Element, letters: float = 13) -> list[tuple[str, str]]:
    """Pairs of texts of a size that lie over each other."""
    texts = words_with_boxes(panel, letters)
    return [
        (one, other)
        for i, (one, box) in enumerate(texts)
        for other, beside in texts[i + 1 :]
        if box.meets(beside)
    ]
