"""The timeline as one ordered list that is a picture at once.

Its markup reads well without any style; classes and custom properties say to the style sheet where
to draw what.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.names import excerpt
from sphinx_dossier.core.side_checks import OUTSIDE
from sphinx_dossier.locale import words
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
from sphinx_dossier.sphinx.markup import Tag, sentence
from sphinx_dossier.sphinx.show.claim_lines import (
    OPPOSED,
    render_date,
    render_speakers,
    row_value,
    status_words,
    timed,
)
from sphinx_dossier.sphinx.show.html_parts import (
    empty,
    fold_away,
    paragraph,
    picture_of,
    side_class,
    side_mark,
    span,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_dossier.answers.timeline import Days, Moment
    from sphinx_dossier.core.instants import Timing
    from sphinx_dossier.sphinx.markup import Markup

_LABEL_WORDS: Final = 14
"""About two lines of a label beside its stem; the whole claim is a click away."""
_OPEN_ENTRIES: Final = 3
"""Of one speaker on one day; more would hide the other speakers."""
_OPEN_VOICES: Final = 12
"""In one cell; about what a phone shows on two screens."""
_LONG_DAYS: Final = 27
"""A span longer than this is drawn as long: less than any month would look like a day."""
_MOST_COLUMNS: Final = 4
"""The style sheet sets out at most so many cells beside each other."""


def render_timeline(moments: Sequence[Moment], sides: Mapping[str, str]) -> list[Markup]:
    """One list in the order of time: lone entries along an axis, full days as panels."""
    return _timeline(arrange([*map(_shortened, moments)], tuple(sides)), sides)


def render_days(days: Days, sides: Mapping[str, str]) -> list[Markup]:
    """The full days alone, with the weightiest entries of each."""
    moments = [*map(_shortened, days.moments)]
    return _timeline(arrange(moments, tuple(sides), days.most), sides)


def _shortened(moment: Moment) -> Moment:
    """Only the beginning of what is claimed; an event keeps its name."""
    if moment.is_event:
        return moment
    # The ellipsis stays with the last word.
    label = excerpt(moment.label.label, _LABEL_WORDS).replace(" …", "\u00a0…")
    return moment._replace(label=moment.label._replace(label=label))


def _timeline(shown: Arrangement, sides: Mapping[str, str]) -> list[Markup]:
    if not shown.items:
        return [empty(words.EMPTY_SPAN)]
    classes = ["dossier-picture", "dossier-timeline"]
    if shown.lanes:
        classes.append("dossier-timeline-wide")
    style = {"style": f"--axis:{shown.lanes + 1}"}
    axis = [picture_of("timeline-axis", shown.axis, sides)] if shown.axis else []
    items = _items(shown, sides)
    inner = Tag("div", *axis, items, classes=["dossier-timeline-grid"], attributes=style)
    more = words.count_of(shown.more, "and more day")
    rest = [paragraph(more)] if shown.more else []
    return [Tag("div", inner, *rest, classes=classes)]


def _items(shown: Arrangement, sides: Mapping[str, str]) -> Tag:
    panels = [item for item in shown.items if isinstance(item, Panel)]
    # A side that has nothing on any day would take the width from those that have.
    columns = [
        column
        for column in (*sides, GROUND)
        if any(cell.voices for panel in panels for cell in panel.cells if cell.column == column)
    ]
    homes: set[str] = set()
    items = Tag("ol")
    # Panels come below the lanes of labels and the axis, each in a row of its own.
    row = shown.lanes + 2
    for item in shown.items:
        if isinstance(item, Flag):
            items += [_flag(item, _anchor([item.moment], homes), shown.lanes, sides)]
        else:
            row += 1
            items += [_panel(item, _anchor(item.moments, homes), row, columns, sides)]
    return items


def _anchor(moments: Sequence[Moment], homes: set[str]) -> str:
    """The anchor of a day, at the first entry of the view that lists all of it."""
    home = next((one.home.anchor for one in moments if one.home and one.is_at_home), "")
    # An anchor may be on a page once, and a day may have several lone entries.
    if home in homes:
        return ""
    homes.add(home)
    return home


def _flag(flag: Flag, anchor: str, lanes: int, sides: Mapping[str, str]) -> Tag:
    moment = flag.moment
    years = words.count_of(flag.gap, "year")
    gap = [paragraph(years, classes=["dossier-gap"])] if flag.gap > 1 else []
    entry = sentence(
        words.TIMED, time=render_date(moment.timing, moment.is_later), entry=_entry(moment, sides)
    )
    label = paragraph(*entry, classes=["dossier-flag-label"])
    kind = "open" if moment.span.is_open else "soft" if moment.span.is_soft else "span"
    is_long = moment.span.last - moment.span.first > _LONG_DAYS
    classes = ["dossier-flag", f"dossier-lasts-{kind}"]
    classes += ["dossier-long"] if is_long else []
    classes += ["dossier-flipped"] if flag.is_flipped else []
    classes += ["dossier-later"] if flag.is_later else []
    style = {"style": f"--at:{num(flag.at)};--lane:{flag.lane}"} if lanes else None
    place = Tag("div", *gap, label, classes=classes, attributes=style)
    return Tag("li", place, anchor=anchor, classes=[_kind_class(moment)])


def _kind_class(moment: Moment) -> str:
    return f"dossier-moment-{'event' if moment.is_event else 'claim'}"


def _entry(moment: Moment, sides: Mapping[str, str]) -> list[Markup]:
    """A lone entry in few words: who said it, and what."""
    if moment.row is None:
        return [moment.label]
    speaker = [*side_mark(moment.side, sides), *render_speakers(moment.row.speakers)]
    return sentence(words.CLAIM, speaker=speaker, claim=moment.label)


def _panel(
    panel: Panel, anchor: str, row: int, columns: Sequence[str], sides: Mapping[str, str]
) -> Tag:
    between = [cell for cell in panel.cells if cell.column in columns]
    outside = [cell for cell in panel.cells if cell.column == OUTSIDE and cell.voices]
    content: list[Markup] = [_heading(panel)]
    if any(cell.voices for cell in between):
        cells = [_cell(cell, panel, columns, sides) for cell in between]
        count = f"dossier-cells-{min(len(columns), _MOST_COLUMNS)}"
        content.append(Tag("div", *cells, classes=["dossier-cells", count]))
    content += [_cell(cell, panel, [*columns, OUTSIDE], sides) for cell in outside]
    style = {"style": f"--row:{row}"}
    classes = ["dossier-panel", *(["dossier-later"] if panel.is_later else [])]
    place = Tag("div", *content, classes=classes, attributes=style)
    return Tag("li", place, anchor=anchor)


def _heading(panel: Panel) -> Tag:
    """The day as a large number, then its month and the day of the week."""
    first, last = (date.fromordinal(day) for day in panel.span)
    line = paragraph(classes=["dossier-day"])
    if panel.unit == "month":
        line += [span(words.month(first), "dossier-day-number")]
    elif panel.unit != "day":
        line += [span(words.span(first.year, last.year), "dossier-day-number")]
    else:
        line += [span(words.span(first.day, last.day), "dossier-day-number")]
        line += [" ", words.month(last)]
        note = words.weekday(first) if first == last else ""
        note = words.ONE_OF_THE_DAYS if panel.moments[0].span.is_soft else note
        line += [" ", span(note, "dossier-weekday")] if note else []
    line += [" ", span(words.say(words.BRACKETS, note=words.LATER), "dossier-weekday")] * (
        panel.is_later
    )
    return line


def _cell(cell: Cell, panel: Panel, columns: Sequence[str], sides: Mapping[str, str]) -> Tag:
    content: list[Markup] = []
    if len(columns) > 1:
        names = {GROUND: words.ON_THE_GROUND, OUTSIDE: words.ELSEWHERE_COLUMN, **sides}
        point = span("", "dossier-point")
        content += [paragraph(point, names[cell.column], classes=["dossier-cell-title"])]
    voices = [_voice(voice, panel.unit) for voice in cell.voices]
    content += [_voices(voices[:_OPEN_VOICES]) if voices else empty(words.NO_ENTRY)]
    rest = voices[_OPEN_VOICES:]
    # What happened has no speakers.
    phrase = "and more" if cell.column == GROUND else "more speaker"
    content += fold_away(words.count_of(len(rest), phrase), [_voices(rest)] if rest else [])
    if cell.more:
        content.append(_rest_of_day(cell, panel))
    kind = cell.column if cell.column in (OUTSIDE, GROUND) else "side"
    classes = ["dossier-cell", f"dossier-cell-{kind}", side_class(cell.column, sides)]
    return Tag("div", *content, classes=[one for one in classes if one])


def _rest_of_day(cell: Cell, panel: Panel) -> Tag:
    """How many entries are left out, with a link to the page that lists the whole day."""
    home, count = panel.moments[0].home, words.count_of(cell.more, "and more")
    more = home._replace(label=count) if home else count
    return paragraph(more, classes=["dossier-more-link"])


def _voices(items: Iterable[Tag]) -> Tag:
    return Tag("ul", *items, classes=["dossier-voices"])


def _voice(voice: Voice, unit: str) -> Tag:
    """A speaker with the entries below, of which only the first are open."""
    is_claim = voice.moments[0].row is not None
    speaker = render_speakers(voice.speakers)
    head = [paragraph(*speaker, classes=["dossier-voice"])] if is_claim else []
    # What has no hour is a band of its own beside what has one.
    has_hours = unit == "day" and any(moment.timing.has_hour for moment in voice.moments)
    entries = [_moment(moment, unit, has_hours) for moment in voice.moments]
    if voice.more:
        count = words.count_of(voice.more, "and more")
        entries.append(paragraph(_more_of(voice, count)))
    # To fold away a single entry would save no room.
    if len(entries) <= _OPEN_ENTRIES + 1:
        return Tag("li", *head, *entries)
    hidden = len(voice.moments) + voice.more - _OPEN_ENTRIES
    folded: list[Markup] = [*entries[_OPEN_ENTRIES:]]
    summary = words.count_of(hidden, "and more")
    return Tag("li", *head, *entries[:_OPEN_ENTRIES], *fold_away(summary, folded))


def _more_of(voice: Voice, count: str) -> Markup:
    """How many entries are left out, as a link to a lone speaker, whose page has them all."""
    return voice.speakers[0]._replace(label=count) if len(voice.speakers) == 1 else count


def _moment(moment: Moment, unit: str, has_hours: bool) -> Tag:
    """An entry of a panel: the hour, where the panel is a day; the number that it gives; what."""
    line: list[Markup] = [moment.label]
    row = moment.row
    if row and any(value.answer.is_quantity for value in row.values):
        figure = span(row_value(row), "dossier-value")
        line = sentence(words.FIGURE_OF, figure=figure, claim=line)
    if time := _time(moment.timing, unit, has_hours):
        hour = timed(time, moment.timing, "dossier-hour")
        line = sentence(words.TIMED, time=hour, entry=line)
    if row and row.mark.status in OPPOSED:
        line = sentence(
            words.WITH_STATUS, claim=line, status=status_words(row.mark.status, row.mark.is_later)
        )
    classes = [_kind_class(moment), *(["dossier-later"] if moment.is_later else [])]
    return paragraph(*line, classes=classes)


def _time(timing: Timing, unit: str, has_hours: bool) -> str:
    """The hour on its day, or the day in a longer panel."""
    if unit != "day":
        return words.when(timing)
    hour = words.hour(timing)
    return hour or (words.DURING_THE_DAY if has_hours else "")
