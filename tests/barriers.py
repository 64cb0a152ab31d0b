"""How a page is asked for barriers: by axe, with the size of targets, which it leaves out."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js"
_FOUND = """.then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`)))
"""
RUN_AXE = (
    """
(part) => axe.run(part ? { include: part } : document, {
  resultTypes: ["violations"],
  rules: { "target-size": { enabled: true } },
})"""
    + _FOUND
)
"""Gives each barrier with its place, of the whole page or of what a selector finds."""
OPEN_FOLDS = """
(most) => [...document.querySelectorAll("main details")].slice(0, most ?? 15)
  .forEach((one) => (one.open = true))
"""
SET_MODE = """
(mode) => {
  document.documentElement.dataset.theme = mode;
  document.documentElement.dataset.mode = mode;
}
"""
_NOTE_SHOWN = """
() => {
  const isShown = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const shown = new Set([...document.body.querySelectorAll("*")].filter(isShown));
  const come = window.dossierShown ? [...shown].filter((one) => !window.dossierShown.has(one)) : [];
  window.dossierShown ??= shown;
  for (const one of document.querySelectorAll("[data-come]")) one.removeAttribute("data-come");
  for (const one of come) one.setAttribute("data-come", "");
  return come.length;
}
"""
"""Marks what is shown and was not when this was called first: how much that is."""
_COLOURS = (
    """
() => axe.run(document, {
  resultTypes: ["violations"],
  runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
})"""
    + _FOUND
)


def barriers(shown: Page, folds: int | None = None) -> list[str]:
    """What axe finds in light, dark and forced colours, also in what is folded; the last ones too.

    The elements of a page are the same in all modes. By their names, order and sizes they are
    looked at once, and in each other mode by their colours, with all that is shown in it alone.
    ``folds`` are opened at most, by themselves the first fifteen: on long pages the rest are alike.
    """
    shown.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    shown.evaluate(OPEN_FOLDS, folds)
    found = []
    # The system has a light or a dark palette, and the page is set to the same.
    for forced, mode in product(("none", "active"), ("light", "dark")):
        shown.emulate_media(color_scheme=mode, forced_colors=forced)
        shown.evaluate(SET_MODE, mode)
        is_first = (forced, mode) == ("none", "light")
        come = shown.evaluate(_NOTE_SHOWN)
        of_mode = shown.evaluate(RUN_AXE) if is_first else shown.evaluate(_COLOURS)
        of_mode += shown.evaluate(RUN_AXE, ["[data-come]"]) if come else []
        found += [f"{mode}, forced colours {forced}: {one}" for one in of_mode]
    return found
