"""How large the words are that are read, also those of pictures, on a phone and on a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from page_types import FRAMES, TYPES

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Pages = Callable[..., Page]

SMALL = """
() => {
  document.querySelectorAll("details").forEach((one) => (one.open = true));
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const small = new Set();
  while (words.nextNode()) {
    const element = words.currentNode.parentElement;
    const { width } = element.getBoundingClientRect();
    const isSeen = words.currentNode.data.trim() && width > 1
      && element.checkVisibility({ visibilityProperty: true });
    if (!isSeen || element.closest("script, style, title, option, .headerlink")) continue;
    // A picture is drawn in units of its own: what they are on the screen is in its matrix.
    const scale = element.closest("svg") ? Math.abs(element.getScreenCTM().a) : 1;
    const size = parseFloat(getComputedStyle(element).fontSize) * scale;
    if (size && size < 12.99) small.add(`${size.toFixed(2)} ${words.currentNode.data.trim()}`);
  }
  return [...small];
}
"""
OVER_EACH_OTHER = """
() => [...document.querySelectorAll("figure svg")].flatMap((svg) => {
  const frame = svg.getBoundingClientRect();
  const seen = [...svg.querySelectorAll("text")]
    .map((one) => [one.textContent, one.getBoundingClientRect()])
    .filter(([, box]) => box.width > 1);
  const beyond = seen.filter(([, box]) => box.left < frame.left - 1 || box.right > frame.right + 1
    || box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
  // A line of letters has room above and below that none of them fills.
  const isOver = (one, other) => one.left < other.right - 1 && other.left < one.right - 1
    && one.top + one.height / 6 < other.bottom - other.height / 6
    && other.top + other.height / 6 < one.bottom - one.height / 6;
  const over = seen.flatMap(([words, box], at) => seen.slice(at + 1)
    .filter(([, other]) => isOver(box, other)).map(([others]) => [words, others]));
  return [...beyond.map(([words]) => words), ...over];
})
"""
PICTURES = ["day", "map", "place", "narrative", "relations", "actor", "long record"]


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("kind", PICTURES)
def test_words_of_pictures_are_apart_and_can_be_read(page: Pages, kind: str, width: int) -> None:
    """None is smaller than 13 pixels, none lies on another one, none is cut by the edge."""
    tab = page(TYPES[kind], width=width)
    small = tab.evaluate(SMALL)
    assert [] == (small if width > 320 else [])
    assert [] == tab.evaluate(OVER_EACH_OTHER)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("kind", [*TYPES, *FRAMES])
def test_words_of_every_page_can_be_read(page: Pages, kind: str, width: int) -> None:
    """No words of a page are smaller than 13 pixels: folds, pictures and its frame included."""
    assert [] == page({**TYPES, **FRAMES}[kind], width=width).evaluate(SMALL)
