"""What the data hold, and corrections of ours, as pages show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx import addnodes

from sphinx_dossier.answers.parts import Mark
from sphinx_dossier.core.model import STATUSES
from sphinx_dossier.core.problems import Code
from sphinx_dossier.exports.datapackage import FILES, PACKAGE, licence_of, queries, question_of
from sphinx_dossier.exports.jsonld import VOCABULARY
from sphinx_dossier.sphinx.markup import Tag
from sphinx_dossier.sphinx.show.html_parts import DIVIDER, paragraph, render_mark, span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx_dossier.answers.corrections import CorrectionHead
    from sphinx_dossier.answers.uses import Legend
    from sphinx_dossier.sphinx.markup import Markup


def render_correction(told: CorrectionHead) -> list[Markup]:
    """The day and the objects; the words stand below."""
    line = paragraph(span(told.day, "dossier-date"), classes=["dossier-row-head"])
    for one in told.of:
        line += [DIVIDER, one]
    return [line]


def render_legend(legend: Legend) -> list[Markup]:
    """The words that the legend explains, each with its meaning."""
    return _LEGENDS[legend.name](dict(legend.licence))


def _files(licence: Mapping[str, str]) -> list[Markup]:
    """Each file, what it holds, and its licence."""
    items: list[Markup] = []
    named = [(name, file.title, licence_of(name, licence)) for name, file in FILES.items()]
    named += [
        (PACKAGE, "This list, with each column of each table", dict(licence)),
        ("objects/", "Each object in a file of its own, objects/ID.json", dict(licence)),
    ]
    for name, title, own in named:
        told = f"{title}. Licence: {own['name']}." if own else f"{title}."
        items += [Tag("dt", _file(name)), Tag("dd", paragraph(told))]
    return [Tag("dl", *items, classes=["dossier-legend"])]


def _vocabulary(_: Mapping[str, str]) -> list[Markup]:
    items: list[Markup] = []
    for word, meaning in VOCABULARY.items():
        term = nodes.literal("", f"dossier:{word}")
        items += [Tag("dt", term, anchor=f"vocabulary-{word}"), Tag("dd", paragraph(meaning))]
    return [Tag("dl", *items, classes=["dossier-legend"])]


def _queries(_: Mapping[str, str]) -> list[Markup]:
    found: list[Markup] = []
    for name, text in queries().items():
        code = nodes.literal_block(text, text.partition("\n")[2], language="sparql")
        found += [paragraph(f"{question_of(text)} ", _file(name)), code]
    return found


def _file(name: str) -> Markup:
    """A link to a file of the data; of a folder, its name."""
    words = nodes.literal("", name)
    if name.endswith("/"):
        return words
    return addnodes.pending_xref(
        "", words, refdomain="dossier", reftype="data", reftarget=name, refexplicit=True
    )


def _statuses(_: Mapping[str, str]) -> list[Markup]:
    """The statuses in their order of precedence, with what each means."""
    words = [
        (render_mark(Mark(status, (status.replace("-", " "),))), meaning)
        for status, meaning in STATUSES.items()
    ]
    return [_definitions(words)]


def _codes(_: Mapping[str, str]) -> list[Markup]:
    """The problem codes, with how to mend each."""
    words: list[tuple[Markup, str]] = [
        (nodes.literal("", f"dossier.{code.value}"), code.fix) for code in Code
    ]
    return [_definitions(words)]


def _definitions(words: Iterable[tuple[Markup, str]]) -> Tag:
    items = []
    for term, meaning in words:
        items += [Tag("dt", term), Tag("dd", paragraph(*_with_literals(meaning)))]
    return Tag("dl", *items, classes=["dossier-legend"])


def _with_literals(text: str) -> list[Markup]:
    """Words, and what stands between backticks as code."""
    parts = enumerate(text.split("`"))
    return [nodes.literal("", part) if at % 2 else part for at, part in parts if part]


_LEGENDS: Final[dict[str, Callable[[Mapping[str, str]], list[Markup]]]] = {
    "status": _statuses,
    "codes": _codes,
    "data": _files,
    "queries": _queries,
    "vocabulary": _vocabulary,
}
