"""What the data hold, and corrections of ours, as pages show them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx import addnodes

from sphinx_dossier.core.anchors import term_anchor
from sphinx_dossier.core.problems import Code
from sphinx_dossier.exports.datapackage import FILES, PACKAGE, licence_of, queries, question_of
from sphinx_dossier.exports.jsonld import VOCABULARY
from sphinx_dossier.locale import words
from sphinx_dossier.locale.explanations import LEGENDS
from sphinx_dossier.sphinx.markup import Tag, sentence
from sphinx_dossier.sphinx.show.claim_lines import status_label
from sphinx_dossier.sphinx.show.html_parts import divided, paragraph, span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx_dossier.answers.corrections import CorrectionHead
    from sphinx_dossier.answers.uses import Legend
    from sphinx_dossier.sphinx.markup import Markup


def render_correction(head: CorrectionHead) -> list[Markup]:
    """The day and the objects; what was wrong follows below."""
    day = head.day if isinstance(head.day, str) else words.date(head.day)
    line = divided([span(day, "dossier-date"), *head.of])
    return [paragraph(*line, classes=["dossier-row-head"])]


def render_legend(legend: Legend) -> list[Markup]:
    """The words that the legend explains, each with its meaning."""
    return _LEGENDS[legend.name](dict(legend.licence))


def _files(licence: Mapping[str, str]) -> list[Markup]:
    """Each file, what it holds, and its licence."""
    items: list[Markup] = []
    named = [(name, file.title, licence_of(name, licence)) for name, file in FILES.items()]
    named += [
        (PACKAGE, words.FILE_LIST, dict(licence)),
        ("objects/", words.OBJECT_FILES, dict(licence)),
    ]
    for name, title, own in named:
        # The title of a query is its question, which ends in a sign of its own.
        meaning = words.ended(title)
        if own:
            meaning = words.say(words.LICENSED_FILE, title=meaning, licence=own.get("name", ""))
        items += [Tag("dt", _file(name)), Tag("dd", paragraph(meaning))]
    return [Tag("dl", *items, classes=["dossier-legend"])]


def _vocabulary(_: Mapping[str, str]) -> list[Markup]:
    items: list[Markup] = []
    for word, meaning in VOCABULARY.items():
        term = nodes.literal("", f"dossier:{word}")
        items += [Tag("dt", term, anchor=f"vocabulary-{word}"), Tag("dd", paragraph(meaning))]
    return [Tag("dl", *items, classes=["dossier-legend"])]


def _queries(_: Mapping[str, str]) -> list[Markup]:
    shown: list[Markup] = []
    for name, text in queries().items():
        line = sentence(words.QUERY, question=question_of(text), file=_file(name))
        # The first line of a query is the comment that has the question.
        code = nodes.literal_block(text, text.partition("\n")[2], language="sparql")
        shown += [paragraph(*line), code]
    return shown


def _file(name: str) -> Markup:
    """A link to a file of the data; of a folder, its name."""
    label = nodes.literal("", name)
    if name.endswith("/"):
        return label
    # Only a builder knows how a page leads to the file, so the domain resolves it when it writes.
    return addnodes.pending_xref(
        "", label, refdomain="dossier", reftype="data", reftarget=name, refexplicit=True
    )


def _words(name: str, style: Callable[[str, str], Markup], _: object) -> list[Markup]:
    """Each word of a legend with what it means; all pages that show the word lead there."""
    items: list[Markup] = []
    for word, (label, meaning) in LEGENDS[name].items():
        items.append(Tag("dt", style(word, label), anchor=term_anchor(word)))
        items.append(Tag("dd", paragraph(meaning)))
    return [Tag("dl", *items, classes=["dossier-legend"])]


def _plain(_: str, label: str) -> Markup:
    return label


def _codes(_: Mapping[str, str]) -> list[Markup]:
    """The problem codes, with how to fix each."""
    codes: list[tuple[Markup, str]] = [
        (nodes.literal("", f"dossier.{code.value}"), code.fix) for code in Code
    ]
    return [_definitions(codes)]


def _definitions(meanings: Iterable[tuple[Markup, str]]) -> Tag:
    items: list[Markup] = []
    for term, meaning in meanings:
        items += [Tag("dt", term), Tag("dd", paragraph(*_with_literals(meaning)))]
    return Tag("dl", *items, classes=["dossier-legend"])


def _with_literals(text: str) -> list[Markup]:
    """Words, and what is between backticks as code."""
    parts = enumerate(text.split("`"))
    return [nodes.literal("", part) if i % 2 else part for i, part in parts if part]


_LEGENDS: Final[dict[str, Callable[[Mapping[str, str]], list[Markup]]]] = {
    "status": partial(_words, "status", status_label),
    "states": partial(_words, "states", _plain),
    "terms": partial(_words, "terms", _plain),
    "codes": _codes,
    "data": _files,
    "queries": _queries,
    "vocabulary": _vocabulary,
}
