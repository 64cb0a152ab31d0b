"""Views that are pictures and lists at once: timeline, figures, the way of a claim.

Their markup is an ordered list or a table that reads well without any style; classes and custom
properties tell the style sheet where to draw what.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dossier.answers.filters import OUTSIDE
from sphinx_dossier.answers.parts import counted_in
from sphinx_dossier.locale.words import count_of
from sphinx_dossier.pictures.chain_layout import ways
from sphinx_dossier.pictures.figure_bars import FigureBar, bar_of, widest
from sphinx_dossier.pictures.svg import num
from sphinx_dossier.pictures.timeline_layout import (
    GROUND,
    Arrangement,
    Cell,
    Flag,
    Panel,
    Voice,
    arrange,
)
from sphinx_dossier.sphinx.markup import Tag
from sphinx_dossier.sphinx.nodes import as_nodes
from sphinx_dossier.sphinx.show.html_parts import (
    DIVIDER,
    bullets,
    fold_away,
    paragraph,
    picture_of,
    render_mark,
    render_row,
    side_mark,
    span,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_dossier.answers.chain import Hop
    from sphinx_dossier.answers.figures import Figure, Figures, Quantity, Series
    from sphinx_dossier.answers.parts import Link
    from sphinx_dossier.answers.timeline import Days, Moment
    from sphinx_dossier.pictures.chain_layout import Step, Way
    from sphinx_dossier.sphinx.markup import Markup

_OPEN_ENTRIES, _OPEN_VOICES = 3, 12
_SHOWN_STATUSES = frozenset({"conceded", "denied", "disputed", "drifted"})


def render_timeline(moments: Sequence[Moment], sides: Mapping[str, str]) -> list[Markup]:
    """One list in the order of time: lone entries along an axis, full days as panels."""
    return _timeline(arrange(moments, tuple(sides)), sides)


def render_days(days: Days, sides: Mapping[str, str]) -> list[Markup]:
    """The full days alone, with the weightiest entries of each."""
    return _timeline(arrange(days.moments, tuple(sides), days.most), sides)


def _timeline(shown: Arrangement, sides: Mapping[str, str]) -> list[Markup]:
    if not shown.items:
        return [paragraph("Nothing found in this span.", classes=["dossier-empty"])]
    panels = [item for item in shown.items if isinstance(item, Panel)]
    columns = [
        column
        for column in (*sides, GROUND)
        if any(cell.voices for panel in panels for cell in panel.cells if cell.column == column)
    ]
    homes: set[str] = set()
    items = Tag("ol")
    row = shown.lanes + 2
    for item in shown.items:
        if isinstance(item, Flag):
            items += [_flag(item, _anchor([item.moment], homes), shown.lanes, sides)]
        else:
            row += 1
            items += [_panel(item, _anchor(item.moments, homes), row, columns, sides)]
    classes = ["dossier-picture", "dossier-timeline"]
    if shown.lanes:
        classes.append("dossier-timeline-wide")
    style = {"style": f"--axis:{shown.lanes + 1}"}
    axis = [picture_of("timeline-axis", shown.axis, sides)] if shown.axis else []
    inner = Tag("div", *axis, items, classes=["dossier-timeline-grid"], attributes=style)
    rest = [paragraph(f"and {count_of(shown.more, 'more day')}")] if shown.more else []
    return [Tag("div", inner, *rest, classes=classes)]


def _anchor(moments: Sequence[Moment], homes: set[str]) -> str:
    """The anchor of a day, at the first entry of the view that lists all of it."""
    home = next((one.home.anchor for one in moments if one.home and one.is_at_home), "")
    if home in homes:
        return ""
    homes.add(home)
    return home


def _flag(flag: Flag, anchor: str, lanes: int, sides: Mapping[str, str]) -> Tag:
    moment = flag.moment
    gap = [paragraph(f"{flag.gap} years", classes=["dossier-gap"])] if flag.gap > 1 else []
    label = paragraph(span(moment.date, "dossier-date"), " ", *_told(moment, sides))
    label.classes = ["dossier-flag-label"]
    kind = "open" if moment.span.is_open else "soft" if moment.span.is_soft else "span"
    is_long = moment.span.last - moment.span.first > 27
    classes = ["dossier-flag", f"dossier-lasts-{kind}"]
    classes += ["dossier-long"] if is_long else []
    classes += ["dossier-flipped"] if flag.is_flipped else []
    style = {"style": f"--at:{num(flag.at)};--lane:{flag.lane}"} if lanes else None
    place = Tag("div", *gap, label, classes=classes, attributes=style)
    return Tag("li", place, anchor=anchor, classes=[f"dossier-moment-{_kind(moment)}"])


def _kind(moment: Moment) -> str:
    return "event" if moment.is_event else "claim"


def _told(moment: Moment, sides: Mapping[str, str]) -> list[Markup]:
    """A lone entry in few words: who said it, and what."""
    if moment.row is None:
        return [moment.label]
    return [*side_mark(moment.side, sides), moment.row.speaker, ": ", moment.label]


def _panel(
    panel: Panel, anchor: str, row: int, columns: Sequence[str], sides: Mapping[str, str]
) -> Tag:
    between = [cell for cell in panel.cells if cell.column in columns]
    outside = [cell for cell in panel.cells if cell.column == OUTSIDE and cell.voices]
    content: list[Markup] = [_heading(panel)]
    if any(cell.voices for cell in between):
        cells = [_cell(cell, panel, columns, sides) for cell in between]
        count = f"dossier-cells-{min(len(columns), 4)}"
        content.append(Tag("div", *cells, classes=["dossier-cells", count]))
    content += [_cell(cell, panel, [*columns, OUTSIDE], sides) for cell in outside]
    style = {"style": f"--row:{row}"}
    place = Tag("div", *content, classes=["dossier-panel"], attributes=style)
    return Tag("li", place, anchor=anchor)


def _heading(panel: Panel) -> Tag:
    first, last = (date.fromordinal(day) for day in panel.span)
    line = paragraph(classes=["dossier-day"])
    if panel.unit != "day":
        words = {"month": f"{first:%B %Y}", "year": f"{first.year}"}.get(panel.unit)
        line += [span(words or f"{first.year}–{last.year}", "dossier-day-number")]
        return line
    number = f"{first.day}" if first == last else f"{first.day}–{last.day}"
    line += [span(number, "dossier-day-number"), f" {last:%B %Y}"]
    note = f"{first:%A}" if first == last else ""
    note = "on one of these days" if panel.moments[0].span.is_soft else note
    line += [" ", span(note, "dossier-weekday")] if note else []
    return line


def _cell(cell: Cell, panel: Panel, columns: Sequence[str], sides: Mapping[str, str]) -> Tag:
    titles = {GROUND: "On the ground", OUTSIDE: "Elsewhere"}
    title = sides.get(cell.column) or titles[cell.column]
    by = f"dossier-by-{list(sides).index(cell.column) % 2}" if cell.column in sides else ""
    label = span("", "dossier-point")
    head = [paragraph(label, title, classes=["dossier-cell-title"])] if len(columns) > 1 else []
    items = [_voice(voice, panel.unit) for voice in cell.voices[:_OPEN_VOICES]]
    content: list[Markup] = [*head]
    content.append(_voices(items) if items else paragraph("–", classes=["dossier-empty"]))
    rest = [_voice(voice, panel.unit) for voice in cell.voices[_OPEN_VOICES:]]
    words = f"and {len(rest)} more" if cell.column == GROUND else f"{len(rest)} more speakers"
    content += fold_away(words, [_voices(rest)] if rest else [])
    if cell.more:
        home = panel.moments[0].home
        words = f"and {cell.more} more"
        more: Markup = home._replace(label=words) if home else words
        content.append(paragraph(more, classes=["dossier-more-link"]))
    kind = "outside" if cell.column == OUTSIDE else "ground" if cell.column == GROUND else "side"
    classes = [one for one in ("dossier-cell", f"dossier-cell-{kind}", by) if one]
    return Tag("div", *content, classes=classes)


def _voices(items: Iterable[Tag]) -> Tag:
    return Tag("ul", *items, classes=["dossier-voices"])


def _voice(voice: Voice, unit: str) -> Tag:
    """A speaker with the entries below, of which only the first stand open."""
    head = [paragraph(voice.speaker, classes=["dossier-voice"])] if voice.speaker else []
    entries = [_moment(moment, unit) for moment in voice.moments]
    if voice.more:
        words = f"and {voice.more} more"
        entries.append(paragraph(voice.speaker._replace(label=words) if voice.speaker else words))
    if len(entries) <= _OPEN_ENTRIES + 1:
        return Tag("li", *head, *entries)
    words = f"and {len(voice.moments) + voice.more - _OPEN_ENTRIES} more"
    folded: list[Markup] = [*entries[_OPEN_ENTRIES:]]
    return Tag("li", *head, *entries[:_OPEN_ENTRIES], *fold_away(words, folded))


def _moment(moment: Moment, unit: str) -> Tag:
    when = moment.hour if unit == "day" else moment.date
    line = paragraph(classes=[f"dossier-moment-{_kind(moment)}"])
    line += [span(when, "dossier-hour"), " "] if when else []
    line += [span(moment.figure, "dossier-value"), ": "] if moment.figure else []
    line += [moment.label]
    status = moment.row.mark.status if moment.row else ""
    if status in _SHOWN_STATUSES:
        line += [" ", span(status, "dossier-status", f"dossier-status-{status}")]
    return line


def render_figures(shown: Figures, sides: Mapping[str, str]) -> list[Markup]:
    """Rival numbers as one table: a question, below it a row for each side and each outsider."""
    quantities = shown.quantities
    if not quantities:
        return [paragraph("No question found.", classes=["dossier-empty"])]
    group = nodes.tgroup("", cols=2)
    group += [nodes.colspec("", colwidth=width, stub=stub) for width, stub in ((34, 1), (66, 0))]
    titles = [nodes.entry("", *as_nodes([paragraph(one)])) for one in ("Who", "Number")]
    group += nodes.thead("", nodes.row("", *titles))
    body = nodes.tbody("")
    for quantity in quantities:
        body += _question(quantity)
        body += [_series(series, quantity, sides) for series in quantity.rows]
        if quantity.more:
            words = f"and {count_of(quantity.more, 'more speaker')}"
            line = paragraph(quantity.question._replace(label=words))
            body += _table_row([], [line], "dossier-figure")
    group += body
    table = nodes.table("", group, classes=["dossier-figures"])
    style = {"style": f"--things:{widest(quantities)}"}
    rest = [paragraph(f"and {count_of(shown.more, 'more question')}")] if shown.more else []
    return [Tag("div", table, *rest, classes=["dossier-picture"], attributes=style)]


def _question(quantity: Quantity) -> nodes.row:
    line = paragraph(quantity.question, classes=["dossier-question-text"])
    if quantity.verdict:
        is_ratio = quantity.verdict.endswith("apart")
        line += [" ", span(quantity.verdict, "dossier-verdict", *["dossier-ratio"][:is_ratio])]
    cell = nodes.entry("", *as_nodes([line]), morecols=1)
    return nodes.row("", cell, classes=["dossier-quantity"])


def _table_row(who: Sequence[Markup], told: Sequence[Markup], *classes: str) -> nodes.row:
    cells = (nodes.entry("", *as_nodes(part)) for part in (who, told))
    return nodes.row("", *cells, classes=[*classes])


def _series(series: Series, quantity: Quantity, sides: Mapping[str, str]) -> nodes.row:
    by = f"dossier-by-{list(sides).index(series.side) % 2}" if series.side in sides else ""
    classes = [one for one in ("dossier-figure", by) if one]
    side = [paragraph(span("", "dossier-point"), sides[series.side])] if by else []
    if not series.figures:
        searched: list[Markup] = [paragraph(f"Searched: {series.searched}.")]
        none: list[Markup] = fold_away("no figure found", searched if series.searched else [])
        none = none or [paragraph("no figure found")]
        return _table_row(side, [Tag("div", *none, classes=["dossier-no-figure"])], *classes)
    latest = series.figures[-1]
    point = [] if by else [span("", "dossier-point")]
    who = [*side, paragraph(*point, latest.speaker, classes=["dossier-who"][: len(side)])]
    line = paragraph(_bar(bar_of(series, quantity)), classes=["dossier-amount-line"])
    line += [Tag("span", latest.value, classes=["dossier-value"])]
    unit = counted_in(quantity.unit, latest.minimum, latest.maximum)
    line += [" ", span(f"{unit}, {latest.date}".strip(", "), "dossier-basis")]
    told = [line, *_remarks(latest), *_earlier(series)]
    return _table_row(who, told, *classes)


def _bar(bar: FigureBar) -> Tag:
    open_part = span("", "dossier-amount-soft") if bar.soft > bar.solid else None
    steps = [
        Tag("span", classes=_step_classes(at, bar), attributes={"style": f"--at:{num(at)}"})
        for at in bar.steps
    ]
    parts: list[Markup] = [span("", "dossier-amount-solid"), *([open_part] if open_part else [])]
    classes = ["dossier-amount", *(["dossier-counted"] if bar.things else [])]
    style = f"--length:{num(bar.length)};--solid:{num(bar.solid)};--soft:{num(bar.soft)}"
    if bar.things:
        style += f";--count:{bar.things}"
    attributes = {"style": style, "aria-hidden": "true"}
    return Tag("span", *parts, *steps, classes=classes, attributes=attributes)


def _step_classes(at: float, bar: FigureBar) -> list[str]:
    return ["dossier-amount-step", *(["dossier-beyond"] if at > bar.solid else [])]


def _remarks(figure: Figure) -> list[Markup]:
    line = paragraph(classes=["dossier-remark"])
    if figure.mark:
        line += [render_mark(figure.mark)]
    relays = _relays(figure)
    if relays:
        line += [DIVIDER, *relays] if line.parts else relays
    return [line] if line.parts else []


def _relays(figure: Figure) -> list[Markup]:
    if not figure.relays:
        return []
    found: list[Markup] = ["passed on by "]
    for at, relay in enumerate(figure.relays):
        is_last = at == len(figure.relays) - 1 and not figure.more_relays
        found += [" and " if is_last else ", ", relay] if at else [relay]
    return [*found, f" and {figure.more_relays} more"] if figure.more_relays else found


def _earlier(series: Series) -> list[Markup]:
    """The numbers before the latest, each with those who passed it on."""
    told: list[list[Markup]] = []
    for figure in series.figures[:-1]:
        relays = _relays(figure)
        told.append([figure.value, *([" (", *relays, ")"] if relays else [])])
    if series.more:
        told.insert(1, [f"{series.more} more"])
    if not told:
        return []
    line = paragraph("before: ", classes=["dossier-remark", "dossier-steps"])
    for at, parts in enumerate(told):
        line += [" → ", *parts] if at else parts
    return [line]


def render_chain(hops: Sequence[Hop], sides: Mapping[str, str]) -> list[Markup]:
    """The way of a claim as a line that forks, first speaker first."""
    if not hops:
        return []
    lines = [_way(way, sides, is_branch=False) for way in ways(hops)]
    return [Tag("div", *lines, classes=["dossier-picture", "dossier-chain"])]


def _way(way: Way, sides: Mapping[str, str], *, is_branch: bool) -> Tag:
    last = len(way) - 1
    steps = [
        _step(step, sides, is_first=not at and not is_branch, is_last=at == last)
        for at, step in enumerate(way)
    ]
    return Tag("ol", *steps, classes=["dossier-way"])


def _step(step: Step, sides: Mapping[str, str], *, is_first: bool, is_last: bool) -> Tag:
    hop = step.hop
    body = Tag("div", *_told_step(step, sides), classes=["dossier-step"])
    if hop.denials and not step.is_light:
        label = paragraph(span("Contradicted:", "dossier-term"))
        told = bullets((render_row(row, sides)[:2] for row in hop.denials), "dossier-rows")
        body += [Tag("div", label, told, classes=["dossier-contradicted"])]
    if hop.joins:
        lines = [[paragraph(*line)] for line in hop.joins]
        label = paragraph(span("Also went into:", "dossier-term"))
        body += [Tag("div", label, bullets(lines), classes=["dossier-joins"])]
    body += _copies(step.copies, sides)
    if step.branches:
        branches = ([_way(branch, sides, is_branch=True)] for branch in step.branches)
        body += [bullets(branches, "dossier-branches")]
    side = list(sides).index(hop.row.side) % 2 if hop.row.side in sides else None
    classes = [f"dossier-by-{side}"] if side is not None else []
    classes += ["dossier-asked"] if hop.is_asked else []
    classes += [f"dossier-denial-{step.denial}"] if step.denial else []
    classes += ["dossier-last"] if is_last else []
    return Tag("li", *([] if is_first else [_join(step)]), body, classes=classes)


def _join(step: Step) -> Tag:
    """The line from the step before, with what changed on the way."""
    drift = step.hop.drift
    if not drift:
        return Tag("div", classes=["dossier-join"])
    words = paragraph(span("What changed: ", "dossier-term"), drift)
    join = Tag("div", words, classes=["dossier-join", "dossier-drift"])
    if step.denial == "dropped":
        join += [paragraph("The denial ends here.", classes=["dossier-denial-end"])]
    return join


def _told_step(step: Step, sides: Mapping[str, str]) -> list[Markup]:
    head, text, foot = render_row(step.hop.row, sides)
    head += step.hop.via
    return [head, text] if step.is_light else [head, text, foot]


def _copies(copies: Sequence[Hop], sides: Mapping[str, str]) -> list[Markup]:
    """Those who only repeat a step, in few words."""
    lines = [[paragraph(*side_mark(one.row.side, sides), *_brief(one))] for one in copies]
    return fold_away(f"{len(copies)} who repeat it", [bullets(lines)] if lines else [])


def _brief(hop: Hop) -> list[Markup]:
    text: Link = hop.row.text._replace(label=f"{hop.row.act} it")
    return [hop.row.speaker, " ", text, DIVIDER, hop.row.date]
