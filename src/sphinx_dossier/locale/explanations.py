"""What a reader may not know: words of the evidence line, of lists and pictures, explained.

A legend on a page lists them; wherever such a word is shown, it leads there.
"""

from __future__ import annotations

from typing import Final, NamedTuple

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

_STATUSES: Final = {
    "drifted": "not what was first said: the wording changed on the way",
    "conceded": "another body grants it, against its own side",
    "denied": "another body says that it is not so",
    "disputed": "another body says otherwise",
    "rival-figures": "somebody not of the same side gives a figure that cannot hold with this one",
    "updated": "replaced by a later statement",
    "composite": "made of several statements: nobody else said the whole",
    "unattributed": "passed on without a name",
    "shared": "an opinion that somebody else has too, independently",
    "corroborated": "said by two or more independent origins",
    "relayed": "carried by several publications, all from one origin",
    "single-origin": "said by one origin in one publication",
}
_QUESTION_STATES: Final = {
    "open": "there is no answer",
    "one origin only": "no two answers are known to be of independent origins: they come from one "
    "body, are made of the same figures, or are passed on without a name",
    "one side only": "all answers come from one side, and may differ among themselves",
    "contested": "answers of different origins exclude each other, or another body denies or "
    "disputes one; a contradiction goes before all other words",
    "agreed": "two independent origins give the same answer, and nobody contradicts",
    "compatible": "answers of independent origins do not exclude each other, but no two of them "
    "say the same: one may say “more than a dozen”, and another one 16",
}

LEGENDS: Final[dict[str, dict[str, Explained]]] = {
    "status": {one: Explained(words.status(one), said) for one, said in _STATUSES.items()},
    "states": {one: Explained(words.term(one), said) for one, said in _QUESTION_STATES.items()},
    "terms": TERMS,
}
"""The legends that explain words of the pages, by name; a term is in one of them."""
