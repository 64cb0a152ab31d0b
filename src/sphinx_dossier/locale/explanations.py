"""What a reader may not know: words of the evidence line, of lists and pictures, explained.

A legend on a page lists them; wherever such a word is shown, it leads there.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from sphinx_dossier.core.model import QUESTION_STATES, STATUSES
from sphinx_dossier.locale import words


class Explained(NamedTuple):
    """A word as it is read, and what it means."""

    label: str
    meaning: str


TERMS: Final = {
    "from": Explained(
        "from",
        "The words are those of the person or medium named here; whoever stands before it only "
        "passes them on.",
    ),
    "via": Explained(
        "via",
        "The media through which the words came, unchanged: the first one had them from the "
        "speaker, the last one is where they were read.",
    ),
    "probably": Explained(
        "probably",
        "No source prints this step. It is taken for likely from the words, the order or the day; "
        "the folded list below the statement says why. In pictures such a step is dotted.",
    ),
    "relative": Explained(
        "date relative",
        "The day is reckoned from another one, which the brackets name.",
    ),
    "inferred": Explained(
        "date inferred",
        "The source does not say the day. It is inferred, and the brackets say from what.",
    ),
    "opinion": Explained(
        "opinion",
        "A judgement, a forecast or a warning, and no statement of how things are. Others may "
        "share it; nobody can confirm it.",
    ),
    "passage": Explained(
        "¶",
        "A passage of the source. Passages are counted from the first one below the title: ¶ 2 is "
        "the second.",
    ),
    "publications": Explained(
        "publications",
        "The reach: in how many publications the statement was found, copies included. It says how "
        "far the statement went, and not how well it is supported.",
    ),
    "origins": Explained(
        "origins",
        "How many bodies said it first, independently of each other. A copy, a translation or a "
        "second spokesman of the same body adds none.",
    ),
    "jointly": Explained(
        "said jointly",
        "Several speakers said or signed it together. That is one statement and one origin.",
    ),
    "against": Explained(
        "against",
        "The statement repeats another one, and this was said against that other one.",
    ),
    "instead": Explained(
        "instead of",
        "The statement repeats another one, and a later one has taken the place of that.",
    ),
    "compared": Explained(
        "apart",
        "How the latest numbers of the sides compare where they are of one day: the greater one "
        "divided by the smaller one.",
    ),
}
"""Words of evidence lines, lists and pictures."""

LEGENDS: Final[dict[str, dict[str, Explained]]] = {
    "status": {one: Explained(words.status(one), said) for one, said in STATUSES.items()},
    "states": {one: Explained(words.term(one), said) for one, said in QUESTION_STATES.items()},
    "terms": TERMS,
}
"""The legends that explain words of the pages, by name; a term is in one of them."""
