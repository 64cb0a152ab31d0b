"""Rival numbers as one table: a question, below it a row for each side and each outsider.

Its markup reads well without any style; classes and custom properties say to the style sheet where
to draw what.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from docutils import nodes

from sphinx_dossier.core.anchors import figure_anchor
from sphinx_dossier.locale import words
from sphinx_dossier.pictures.figure_bars import FigureBar, bar_of, widest
from sphinx_dossier.pictures.svg import num
from sphinx_dossier.sphinx.markup import Tag, sentence
from sphinx_dossier.sphinx.nodes import as_nodes
from sphinx_dossier.sphinx.show.claim_lines import (
    OPPOSED,
    dated_voice,
    render_mark,
    render_speakers,
    render_state,
)
from sphinx_dossier.sphinx.show.html_parts import (
    divided,
    empty,
    explained,
    fold_away,
    joined,
    listed,
    paragraph,
    side_class,
    span,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_dossier.answers.figures import Figure, Figures, Quantity, Series, Verdict
    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.sphinx.markup import Markup

_MOST_QUESTIONS: Final = 36
_MOST_FIGURES: Final = 160
"""With more questions or numbers the table weighs over 100 kB, and a phone is slow to show it."""
_CAPS: Final = ((8, 6), (5, 4), (3, 3), (2, 2), (1, 1))
"""How many numbers a row and how many outsiders a question may have: the first that fits."""
_MOST_LATER: Final = 3
"""So many numbers with their dates fit on the line of what is later."""
_MOST_RELAYS: Final = 3
"""So many names fit on the line below a number."""


class Excerpt(NamedTuple):
    """What is shown of a question: its rows cut short, and how much is missing.

    ``missing`` counts the numbers of each row that are left out: those behind the first one, or
    all before the latest. ``more`` speakers have no row.
    """

    quantity: Quantity
    missing: tuple[int, ...]
    more: int


def render_figures(figures: Figures, sides: Mapping[str, str]) -> list[Markup]:
    """The table, as much of it as fits."""
    if not figures.quantities:
        return [empty(words.NO_QUESTION)]
    shown = excerpts(figures.quantities)
    left_out = len(figures.quantities) - len(shown)
    rest = [paragraph(words.count_of(left_out, "and more question"))] if left_out else []
    parts = [_quantity(one, sides, has_anchor=figures.has_anchors) for one in shown]
    return [_picture(parts, shown, rest)]


def render_quantity(quantity: Quantity, sides: Mapping[str, str]) -> Tag:
    """The numbers of one question, below its own heading."""
    (shown,) = excerpts([quantity])
    return _picture([[_verdicts_row(quantity), *_rows(shown, sides)]], [shown], [])


def _picture(
    parts: Sequence[Sequence[nodes.row]], shown: Sequence[Excerpt], rest: Sequence[Markup]
) -> Tag:
    """A table of those rows, its bars to the scale of the widest of its questions."""
    # Document nodes, because each writer lays out a table in its own way. A cell of a stub column
    # is the heading of its row in HTML, by which screen readers name the numbers.
    group = nodes.tgroup("", cols=2)
    # A third for who, the rest for bars and numbers; plain text has room for a hundred characters.
    group += [nodes.colspec("", colwidth=width, stub=stub) for width, stub in ((34, 1), (66, 0))]
    titles = [nodes.entry("", *as_nodes([paragraph(one)])) for one in (words.WHO, words.NUMBER)]
    group += nodes.thead("", nodes.row("", *titles))
    group += nodes.tbody("", *chain.from_iterable(parts))
    table = nodes.table("", group, classes=["dossier-figures"])
    style = {"style": f"--units:{widest(one.quantity for one in shown)}"}
    return Tag("div", table, *rest, classes=["dossier-picture"], attributes=style)


def excerpts(quantities: Sequence[Quantity]) -> list[Excerpt]:
    """The first questions, with as many numbers and outsiders of each as fit into one table."""
    # With two sides the last caps always fit: 36 questions have three rows of one number at most.
    for most_figures, most_outside in _CAPS:
        shown = [_cut(one, most_figures, most_outside) for one in quantities[:_MOST_QUESTIONS]]
        if sum(len(row.figures) for one in shown for row in one.quantity.rows) <= _MOST_FIGURES:
            break
    return shown


def _cut(quantity: Quantity, most_figures: int, most_outside: int) -> Excerpt:
    own = [row for row in quantity.rows if row.side]
    outside = [row for row in quantity.rows if not row.side]
    whole = [*own, *outside[:most_outside]]
    rows = [row._replace(figures=_chosen(row.figures, most_figures)) for row in whole]
    missing = (len(row.figures) - len(cut.figures) for row, cut in zip(whole, rows, strict=True))
    more = max(len(outside) - most_outside, 0)
    return Excerpt(quantity._replace(rows=tuple(rows)), tuple(missing), more)


def _chosen(figures: tuple[Figure, ...], most: int) -> tuple[Figure, ...]:
    """The latest number, the first one, and as many before the latest as there is room for."""
    if len(figures) <= most:
        return figures
    # Where there is room for one only, the latest goes before the first.
    return (*figures[: most > 1], *figures[len(figures) - max(most - 1, 1) :])


def _quantity(shown: Excerpt, sides: Mapping[str, str], *, has_anchor: bool) -> list[nodes.row]:
    return [_question(shown.quantity, has_anchor=has_anchor), *_rows(shown, sides)]


def _rows(shown: Excerpt, sides: Mapping[str, str]) -> list[nodes.row]:
    quantity, rows = shown.quantity, []
    for series, missing in zip(quantity.rows, shown.missing, strict=True):
        rows.append(_series(series, missing, quantity, sides))
    if shown.more:
        more = words.count_of(shown.more, "and more speaker")
        line = paragraph(quantity.question._replace(label=more))
        rows.append(_table_row([], [line], "dossier-figure"))
    return rows


def _question(quantity: Quantity, *, has_anchor: bool) -> nodes.row:
    line = paragraph(quantity.question, classes=["dossier-question-text"])
    chips = joined(_chips(quantity), words.BLANK)
    if has_anchor:
        line.anchor = figure_anchor(quantity.question.anchor)
        chips += _address_of(quantity)
    line += [" ", Tag("span", *chips, classes=["dossier-verdicts"])]
    return _over_both(line)


def _address_of(quantity: Quantity) -> list[Markup]:
    """A link of a figure to itself, by which it can be shared."""
    name = words.say(words.FIGURE_OF_QUESTION, question=quantity.question.label)
    anchor = figure_anchor(quantity.question.anchor)
    return [Tag("permalink", anchor=anchor, attributes={"name": name})]


def _verdicts_row(quantity: Quantity) -> nodes.row:
    """The same without the question, where that is the heading above the table."""
    line = paragraph(*joined(_chips(quantity), words.BLANK), *_address_of(quantity))
    line.anchor = figure_anchor(quantity.question.anchor)
    return _over_both(line)


def _over_both(line: Tag) -> nodes.row:
    # Over both columns: the question is the heading of the rows below it.
    cell = nodes.entry("", *as_nodes([line]), morecols=1)
    return nodes.row("", cell, classes=["dossier-quantity"])


def _chips(quantity: Quantity) -> list[Markup]:
    chips: list[Markup] = [Tag("span", *render_state(quantity.state), classes=["dossier-verdict"])]
    if quantity.verdict:
        is_ratio = quantity.verdict.kind == "apart"
        classes = ["dossier-verdict", *["dossier-ratio"][:is_ratio]]
        said = explained("terms", "compared", _verdict(quantity.verdict))
        chips.append(Tag("span", said, classes=classes))
    return chips


def _verdict(verdict: Verdict) -> str:
    if verdict.kind != "apart":
        return words.VERDICTS[verdict.kind]
    template = words.APART if verdict.is_exact else words.APART_OR_MORE
    return words.say(template, ratio=words.ratio(verdict.ratio))


def _table_row(who: Sequence[Markup], number: Sequence[Markup], *classes: str) -> nodes.row:
    cells = (nodes.entry("", *as_nodes(part)) for part in (who, number))
    return nodes.row("", *cells, classes=[*classes])


def _series(
    series: Series, missing: int, quantity: Quantity, sides: Mapping[str, str]
) -> nodes.row:
    by, is_party = side_class(series.side, sides), series.side in sides
    classes = [one for one in ("dossier-figure", by) if one]
    point = span("", "dossier-point")
    side = [paragraph(point, sides[series.side])] if is_party else []
    given = series.figures or series.later
    if not given:
        return _table_row(side, [_no_figure(series, quantity)], *classes)
    name = render_speakers(given[-1].speakers)
    who = paragraph(*name, classes=["dossier-who"]) if is_party else paragraph(point, *name)
    drawn = (*series.figures[-1:], *series.later)
    bars = [] if all(one.is_none_claimed for one in drawn) else [_bar(bar_of(series, quantity))]
    line = paragraph(*bars, classes=["dossier-amount-line"])
    if not series.figures:
        # A number of another day is none of this one, and stands below the line as later.
        classes.append("dossier-later")
        number = [line, _no_figure(series, quantity), *_later(series, quantity.unit)]
        return _table_row([*side, who], number, *classes)
    latest = series.figures[-1]
    line += [Tag("span", _number(latest, quantity.unit), classes=["dossier-value"])]
    unit = words.counted_in(quantity.unit, latest.minimum, latest.maximum)
    counted = "" if latest.is_none_claimed else unit
    notes = (counted, words.when(latest.said) if latest.said else "")
    line += [" ", span(words.COMMA.join(filter(None, notes)), "dossier-basis")]
    number = [
        line,
        *_remarks(latest),
        *_earlier(series, missing, quantity.unit),
        *_later(series, quantity.unit),
    ]
    return _table_row([*side, who], number, *classes)


def _later(series: Series, unit: str) -> list[Markup]:
    """The numbers after the as-of day, each with its date."""
    shown = series.later[:_MOST_LATER]
    numbers: list[Markup | list[Markup]] = [
        sentence(
            words.LATER_NUMBER,
            number=_number(one, unit),
            date=words.date(one.said.date, with_clock=False) if one.said else "",
        )
        for one in shown
    ]
    left_out = len(series.later) - len(shown)
    numbers += [words.count_of(left_out, "more")] if left_out else []
    if not numbers:
        return []
    line = sentence(words.LATER_NUMBERS, numbers=joined(numbers, words.ON_TO))
    return [paragraph(*line, classes=["dossier-remark", "dossier-later"])]


def _no_figure(series: Series, quantity: Quantity) -> Tag:
    # That nothing was found is said only where somebody looked.
    said = words.NO_FIGURE if series.searched else words.NO_FIGURE_RECORDED
    said = words.ONLY_PASSED_ON if series.is_passed_on else said
    if series.later and quantity.as_of:
        said = words.say(words.NO_FIGURE_YET, day=words.date(quantity.as_of))
    if not series.searched:
        return Tag("div", paragraph(said), classes=["dossier-no-figure"])
    searched: list[Markup] = [paragraph(words.say(words.SEARCHED, searched=series.searched))]
    return Tag("div", *fold_away(said, searched, is_printed=True), classes=["dossier-no-figure"])


def _number(figure: Figure, unit: str) -> Link:
    """A number as a link, with what it counts for those who hear the link alone."""
    label = words.amount(figure.minimum, figure.maximum, figure.about)
    counted = words.counted_in(unit, figure.minimum, figure.maximum)
    return figure.claim._replace(label=label, aside="" if figure.is_none_claimed else counted)


def _bar(bar: FigureBar) -> Tag:
    parts = [span("", "dossier-amount-solid")]
    if bar.soft > bar.solid:
        parts.append(span("", "dossier-amount-soft"))
    for place in bar.steps:
        classes = ["dossier-amount-step", *(["dossier-beyond"] if place > bar.solid else [])]
        parts.append(Tag("span", classes=classes, attributes={"style": f"--at:{num(place)}"}))
    if bar.later > bar.soft:
        parts.append(span("", "dossier-amount-later"))
    classes = ["dossier-amount", *(["dossier-counted"] if bar.units else [])]
    style = f"--length:{num(bar.length)};--solid:{num(bar.solid)};--soft:{num(bar.soft)}"
    if bar.later > bar.soft:
        style += f";--later:{num(bar.later)}"
    if bar.units:
        style += f";--count:{bar.units}"
    # The number beside the bar says the same.
    attributes = {"style": style, "aria-hidden": "true"}
    return Tag("span", *parts, classes=classes, attributes=attributes)


def _remarks(figure: Figure) -> list[Markup]:
    # "Relayed" or "single origin" would be said of nearly every number.
    mark = [render_mark(figure.mark)] if figure.mark.status in OPPOSED else []
    line = divided([*mark, _relays(figure)])
    return [paragraph(*line, classes=["dossier-remark"])] if line else []


def _relays(figure: Figure) -> list[Markup]:
    """Those who passed a number on, as far as there is room for their names."""
    if not figure.relays:
        return []
    names: list[Markup | list[Markup]] = [dated_voice(one) for one in figure.relays[:_MOST_RELAYS]]
    left_out = len(figure.relays) - len(names)
    names += [words.count_of(left_out, "more")] if left_out else []
    return sentence(words.PASSED_ON_BY, relays=listed(names))


def _earlier(series: Series, missing: int, unit: str) -> list[Markup]:
    """The numbers before the latest, each with those who passed it on."""
    numbers: list[Markup | list[Markup]] = []
    for figure in series.figures[:-1]:
        number, relays = _number(figure, unit), _relays(figure)
        bracketed = sentence(words.IN_BRACKETS, what=number, note=relays)
        numbers.append(bracketed if relays else number)
    if missing:
        # They lie between the first number and the others.
        numbers.insert(1, words.count_of(missing, "more"))
    if not numbers:
        return []
    line = sentence(words.BEFORE, numbers=joined(numbers, words.ON_TO))
    return [paragraph(*line, classes=["dossier-remark", "dossier-steps"])]
