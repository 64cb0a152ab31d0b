"""The variables of CSS by which a site changes how a dossier looks."""

from __future__ import annotations

from typing import Final

COLOURS: Final = {
    "ink": "The words and lines of pictures",
    "paper": "The ground of pictures",
    "muted": "Evidence lines, and whatever is quieter than the text",
    "line": "Thin lines between things",
    "surface": "The ground of cards and heads of tables",
    "focus": "The frame around what the keyboard is at",
    "side-0": "The mark and the name of the first side in `dossier_sides`",
    "side-1": "Those of the second side",
    "side-2": "Those of the third side",
    "side-3": "Those of the fourth side",
    "side-4": "Those of the fifth side",
    "side-5": "Those of the sixth side",
    "land": "Land on maps",
    "water": "Water on maps",
    "coast": "The line of the coast on maps",
    "border": "Boundaries on maps",
    "degree": "The net of degrees on maps",
    "link": "Links on the search page",
    "field": "The ground of the search field",
    "mark": "Words on the search page that were asked for",
}
"""What each colour is for, by the name of its variable behind ``--dossier-``."""
TYPE: Final = {
    "font": "The family of letters in objects, pictures, tables, cards and the search",
    "font-title": "The family of titles in cards, in search results and of days",
    "size-text": "Tables, lists of facts, and the lists below pictures",
    "size-note": "Evidence lines, heads and feet of rows, captions, labels of moments",
    "size-mark": "The smallest letters: numbers in rings, verdicts of questions, signs of lines",
    "size-title": "The headings of records and of what stands below a page",
    "line-height": "Lines of chains and captions",
    "line-height-note": "Lines of evidence, and heads and feet of rows",
}
"""What each measure of type is for, likewise."""


def variable(name: str) -> str:
    """The variable of that name, as a style sheet has it."""
    return f"--dossier-{name}"
