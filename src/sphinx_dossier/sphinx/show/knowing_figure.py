"""What was known when: the pictures, the moments that are shown without asking, and the list.

The list says all that the pictures show. A script reads it, and makes ledgers of any other moment
as those here are: it has no facts and no words of its own.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sphinx_dossier.answers.knowing_moment import all_threads, shown_lanes
from sphinx_dossier.core.anchors import knowing_anchor
from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.side_checks import OUTSIDE
from sphinx_dossier.exports.cite_this import MOMENT
from sphinx_dossier.locale import words
from sphinx_dossier.pictures.knowing_words import asked, dated_moment, span_of, when
from sphinx_dossier.sphinx.markup import Tag, sentence
from sphinx_dossier.sphinx.show.fact_lists import cite_lines
from sphinx_dossier.sphinx.show.html_parts import (
    bullets,
    empty,
    fold_away,
    joined,
    listed,
    paragraph,
    picture_of,
    side_class,
    side_mark,
    span,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_dossier.answers.knowing import Bar, DaysBetween, Knowing, Stretch
    from sphinx_dossier.answers.knowing_clock import Clock, Statement
    from sphinx_dossier.answers.knowing_moment import ActCount, Column, Known, PerhapsLine, SureLine
    from sphinx_dossier.answers.knowing_relays import Stop
    from sphinx_dossier.answers.knowing_threads import Given, Thread, Unasked
    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.exports.cite_this import CiteThis
    from sphinx_dossier.sphinx.markup import Markup


def render_knowing(
    shown: Knowing, sides: Mapping[str, str], cite: CiteThis | None = None
) -> list[Markup]:
    """The strip of all stretches, each stretch, and what no picture shows.

    ``cite`` says how to cite a moment.
    """
    if not shown.stretches and not shown.between:
        return [empty(words.NOTHING_KNOWN)]
    parts: list[Markup] = [_strip(shown.strip)] if shown.strip else []
    for stretch in shown.stretches:
        days = [segment.day for segment in stretch.clock.segments]
        if shown.strip:
            title = _days(days[0], days[-1], len(stretch.statements))
            parts.append(paragraph(title, classes=["dossier-knowing-title"]))
        parts += _stretch(stretch, sides, cite)
    return [*parts, *_between(shown.between)]


def _strip(bars: Iterable[Bar]) -> Tag:
    """Stretches in the order of time, as high as they have statements."""
    known = [*bars]
    most = max(one.claims for one in known)
    items = []
    for one in known:
        label = _days(one.first, one.last, one.claims)
        # Of more figures than a page can hold some have none.
        leads = one.figure._replace(label=label) if one.figure.docname else label
        style = {"style": f"--share:{one.claims / most:.3f}"}
        items.append(Tag("li", Tag("div", paragraph(leads), attributes=style)))
    head = paragraph(words.KNOWN_STRIP, classes=["dossier-basis"])
    return Tag("div", head, Tag("ol", *items), classes=["dossier-knowing-strip"])


def _days(first: str, last: str, claims: int) -> str:
    """Days, and how many statements they have."""
    date = parse_date(first if first == last else f"{first}/{last}")
    statements = words.count_of(claims, "statement")
    return words.say(words.KNOWN_BAR, days=words.date(date), statements=statements)


def _between(pages: Iterable[DaysBetween]) -> list[Markup]:
    said: list[Markup | list[Markup]] = [
        sentence(words.KNOWN_ON_PAGE, page=one.page, claims=words.count_of(one.claims, "claim"))
        for one in pages
    ]
    if not said:
        return []
    line = sentence(words.KNOWN_BETWEEN_FIGURES, pages=listed(said))
    return [paragraph(*line, classes=["dossier-basis"])]


def _stretch(stretch: Stretch, sides: Mapping[str, str], cite: CiteThis | None) -> list[Markup]:
    clock = stretch.clock
    exact, hours, days = stretch.counts
    count = sum(stretch.counts)
    note = sentence(
        words.KNOWN_COUNTS if count > 1 else words.KNOWN_ALONE,
        statements=words.count_of(count, "statement"),
        exact=str(exact), hours=str(hours), days=str(days), zone=_zone(clock),
    )  # fmt: skip
    cuts = [_moment(stretch, one, sides) for one in stretch.moments]
    # For the script: when it begins (minutes since 1970), how long it is, where it opens.
    start = int(clock.start.timestamp() // 60)
    # A clock: its minute, days since the first one, minutes of that day, minutes before UTC.
    first = date.fromisoformat(clock.segments[0].day).toordinal()
    clocks = " ".join(
        f"{one.minute} {date.fromisoformat(one.day).toordinal() - first} {one.clock} {one.offset}"
        for one in clock.segments
    )
    opened = stretch.as_of or clock.span
    known = f"{start} {clock.span} {opened} {clocks}"
    return [
        Tag(
            "div",
            paragraph(*note, classes=["dossier-knowing-lead"]),
            _keys(),
            picture_of("knowing-wide", stretch, sides),
            picture_of("knowing-tall", stretch, sides),
            Tag("div", *cuts, classes=["dossier-knowing-cuts"]),
            *_list(stretch, sides),
            *(_cited(cite, dated_moment(opened, clock)) if cite else []),
            anchor=knowing_anchor(stretch.mark),
            classes=["dossier-picture", "dossier-knowing"],
            attributes={"data-known": known},
        )
    ]


def _cited(cite: CiteThis, opened: str) -> list[Markup]:
    """How to cite the moment with which the figure opens; a script puts others in its place."""
    styles = tuple((style, text.replace(MOMENT, opened)) for style, text in cite.styles)
    lines = cite_lines(cite._replace(styles=styles))
    return fold_away(words.CITE_MOMENT, [paragraph(*line) for line in lines])


def _zone(clock: Clock) -> str:
    hours, rest = divmod(abs(clock.segments[0].offset), 60)
    sign = "−" if clock.segments[0].offset < 0 else "+"
    return f"UTC{sign}{hours}{f':{rest:02}' if rest else ''}" if hours or rest else "UTC"


def _keys() -> Tag:
    """What the signs mean."""
    items = [
        Tag("li", paragraph(span("", "dossier-key", f"dossier-key-{name}"), " ", means))
        for name, means in words.KNOWN_KEYS.items()
    ]
    return Tag("ul", *items, classes=["dossier-knowing-keys"])


def _moment(stretch: Stretch, shown: Known, sides: Mapping[str, str]) -> Tag:
    """The ledgers of a moment."""
    at = dated_moment(shown.cut.minute, stretch.clock)
    article = stretch.article.label if stretch.article else ""
    why = words.say(words.CUT_KINDS[shown.cut.kind], article=article)
    sure, perhaps, rest = shown.counts
    counts = words.say(
        words.MOMENT_COUNTS, sure=words.count_of(sure, "statement"), perhaps=perhaps, rest=rest
    )
    columns = [_column(one, stretch.clock, sides) for one in shown.columns]
    head = words.say(words.CUT_HEAD, moment=words.say(words.AT_MOMENT, moment=at), why=why)
    return Tag(
        "div",
        paragraph(head, classes=["dossier-knowing-at"]),
        paragraph(counts, classes=["dossier-knowing-counts"]),
        Tag("div", *columns, _unraised(shown.unraised), classes=["dossier-knowing-columns"]),
        classes=["dossier-knowing-moment"],
        attributes={"data-known": str(shown.cut.minute)},
    )


def _column(column: Column, clock: Clock, sides: Mapping[str, str]) -> Tag:
    sure = [_sure(one, clock) for one in column.sure]
    sure += [_of_act(one, one.sure) for one in column.acts if one.sure]
    perhaps = [_perhaps(one) for one in column.perhaps]
    perhaps += [_of_act(one, one.perhaps) for one in column.acts if one.perhaps]
    head = _head(column.side, sides)
    parts: list[Markup] = [head, paragraph(words.HAD_SAID, classes=["dossier-knowing-sort"])]
    parts.append(bullets(sure) if sure else empty(words.NOTHING_YET))
    if perhaps:
        parts.append(paragraph(words.HAD_PERHAPS_SAID, classes=["dossier-knowing-sort"]))
        parts.append(bullets(perhaps, "dossier-knowing-perhaps"))
    classes = ["dossier-knowing-column", *_by(column.side, sides)]
    return Tag("div", *parts, classes=classes)


def _by(side: str, sides: Mapping[str, str]) -> list[str]:
    """The class of a side, or of all who are on none."""
    if side == OUTSIDE:
        return ["dossier-knowing-others"]
    by = side_class(side, sides)
    return [by] if by else []


def _head(side: str, sides: Mapping[str, str]) -> Tag:
    name = words.OTHERS if side == OUTSIDE else sides.get(side, side)
    return paragraph(*side_mark(side, sides), name, classes=["dossier-knowing-head"])


def _of_act(of: ActCount | Unasked, count: int) -> list[Markup]:
    """How many statements of an act answer no question."""
    name = span(words.act(of.act, of.label), "dossier-act")
    others = words.count_of(count, "other statement")
    return [paragraph(*sentence(words.KNOWN_LINE, question=name, values=others))]


def _sure(line: SureLine, clock: Clock) -> list[Markup]:
    notes = [when(line.given.statement, clock)]
    notes += [words.DENIALS[line.denial]] if line.denial else []
    notes += [words.UPDATED_LATER] if line.is_updated else []
    value = sentence(
        words.KNOWN_VALUE,
        value=Tag("strong", _value(line.given)),
        note=_aside(words.COMMA.join(notes)),
    )
    question = asked(line.question, line.by)
    return [paragraph(*sentence(words.KNOWN_LINE, question=question, values=value))]


def _perhaps(line: PerhapsLine) -> list[Markup]:
    values: list[Markup | list[Markup]] = []
    for given, denial in line.values:
        note = words.DENIALS[denial] if denial in ("denied", "perhaps") else ""
        values.append(
            sentence(words.KNOWN_VALUE, value=_value(given), note=_aside(note))
            if note
            else _value(given)
        )
    question = asked(line.question, line.by)
    return [paragraph(*sentence(words.KNOWN_LINE, question=question, values=joined(values)))]


def _aside(note: str) -> Tag:
    """What is said of an answer, with its brackets, which are no darker than the words in them."""
    return span(words.say(words.BRACKETS, note=note), "dossier-basis")


def _value(given: Given) -> Link:
    """An answer as a link, with what it counts or answers for those who hear the link alone."""
    label, answer = answer_label(given), given.answer
    aside = ""
    if given.is_number:
        aside = words.counted_in(given.asked_for, answer.minimum, answer.maximum)
    elif not any(sign.isalpha() for sign in label):
        aside = given.asked_for
    return given.statement.claim._replace(label=label, aside=aside)


def answer_label(given: Given) -> str:
    """An answer as the ledgers and the list have it: a number, words, or the author's label."""
    if given.is_number:
        return words.amount(given.answer.minimum, given.answer.maximum, given.answer.about)
    return given.statement.short or words.answer(given.answer)


def _unraised(questions: Iterable[Link]) -> Tag:
    items = [[paragraph(asked(one))] for one in questions]
    sort = paragraph(words.UNSPOKEN, classes=["dossier-knowing-sort"])
    return Tag(
        "div",
        paragraph(words.NOT_YET_KNOWN, classes=["dossier-knowing-head"]),
        *([sort, bullets(items)] if items else [empty(words.ALL_RAISED)]),
        classes=["dossier-knowing-column", "dossier-knowing-unraised"],
    )


def _list(stretch: Stretch, sides: Mapping[str, str]) -> list[Markup]:
    """All answers by side and question, with what the script needs of each."""
    own = shown_lanes(stretch.lanes)
    groups = [
        Tag(
            "li",
            _head(lane.side, sides),
            Tag("ol", *(_thread(one, stretch.clock) for one in all_threads(lane))),
            *_unasked(lane.unasked),
            classes=_by(lane.side, sides),
        )
        for lane in own
    ]
    count = sum(len(one.values) for lane in own for one in all_threads(lane))
    # On blocks, and not on the lists and items, which other builders know without attributes.
    listing = Tag(
        "div",
        Tag("ol", *groups),
        classes=["dossier-knowing-list"],
        attributes={"data-known": _triples(stretch.statements)},
    )
    statements = words.count_of(len(stretch.statements), "statement")
    # Where nothing answers a question, the list has what was said, counted by act.
    answers = words.count_of(count, "answer") if count else statements
    summary = words.say(words.KNOWN_LIST, answers=answers)
    return fold_away(summary, [listing, *_ways(stretch), *_passages(stretch), *_rest(stretch)])


def _ways(stretch: Stretch) -> list[Markup]:
    """The ways of numbers that changed, stop by stop."""
    if not stretch.relays:
        return []
    items = []
    for relay in stretch.relays:
        stops: list[Markup | list[Markup]] = [_stop(one, stretch.clock) for one in relay.stops]
        items.append([paragraph(*joined([_value(relay.origin), *stops], words.ON_TO))])
    head = paragraph(words.WAYS_THAT_CHANGED, classes=["dossier-knowing-head"])
    return [head, bullets(items, "dossier-knowing-ways")]


def _stop(stop: Stop, clock: Clock) -> list[Markup]:
    one = stop.statement
    speaker = words.speakers(link.label for link in one.speakers)
    label = words.say(words.STOP, speaker=speaker, words=one.short) if one.short else speaker
    template = words.CHANGED_STOP if stop.has_changed else words.IN_BRACKETS
    return sentence(template, what=one.claim._replace(label=label), note=when(one, clock))


def _passages(stretch: Stretch) -> list[Markup]:
    """What each passage could have known, and when the article can have been printed."""
    if stretch.article is None:
        return []
    items = [
        [
            paragraph(
                *sentence(
                    words.IN_BRACKETS,
                    what=one.passage._replace(
                        label=words.passage(one.passage.label), aside=words.PASSAGE_ASIDE
                    ),
                    note=span_of(one.earliest, one.latest, stretch.clock, has_hour=one.has_hour),
                )
            )
        ]
        for one in stretch.passages
    ]
    head = sentence(words.PASSAGES_OF, article=stretch.article)
    return [paragraph(*head, classes=["dossier-knowing-head"]), bullets(items)]


def _thread(thread: Thread, clock: Clock) -> Tag:
    label = asked(thread.question, thread.by)
    question = paragraph(thread.question._replace(label=label))
    values = Tag("ol", *(_listed(one, clock) for one in thread.values))
    return Tag("li", question, values)


def _listed(given: Given, clock: Clock) -> Tag:
    """An answer; behind its span, the script finds those of its denials."""
    one = given.statement
    line = sentence(
        words.KNOWN_GIVEN,
        time=span(when(one, clock), "dossier-basis"),
        value=_value(given),
        speaker=words.speakers(link.label for link in one.speakers),
    )
    denials = [_denial(denial, clock) for denial in given.denials]
    notes: list[Markup] = [bullets(denials, "dossier-knowing-denials")] if denials else []
    spans = [(one.earliest, one.latest), *((d.earliest, d.latest) for d in given.denials)]
    known = " ".join(f"{first} {last}" for first, last in spans)
    return Tag("li", Tag("div", paragraph(*line), *notes, attributes={"data-known": known}))


def _denial(denial: Statement, clock: Clock) -> list[Markup]:
    speaker = words.speakers(link.label for link in denial.speakers)
    who = denial.claim._replace(label=speaker)
    return [paragraph(*sentence(words.DENIED_BY, speaker=who, time=when(denial, clock)))]


def _unasked(acts: Iterable[Unasked]) -> list[Markup]:
    """The statements that answer no question, counted by act, with what the script needs."""
    items = [
        Tag(
            "li",
            Tag(
                "div",
                *_of_act(one, len(one.statements)),
                attributes={"data-known": _triples(one.statements)},
            ),
        )
        for one in acts
    ]
    return [Tag("ul", *items)] if items else []


def _triples(statements: Iterable[Statement]) -> str:
    """Earliest, latest, and how many statements have these: for the counts of a moment."""
    counts: dict[tuple[int, int], int] = {}
    for one in statements:
        key = (one.earliest, one.latest)
        counts[key] = counts.get(key, 0) + 1
    return " ".join(f"{first} {last} {counts[first, last]}" for first, last in sorted(counts))


def _rest(stretch: Stretch) -> list[Markup]:
    # By claims: a joint statement is in the lanes of several sides.
    unasked = {
        one.claim.anchor for lane in stretch.lanes for act in lane.unasked for one in act.statements
    }
    rest = len(unasked)
    if not rest:
        return []
    statements = words.count_of(rest, "other statement")
    if not stretch.homes:
        return [paragraph(words.say(words.KNOWN_REST_ALONE, statements=statements))]
    days = [one._replace(label=_day(one)) for one in stretch.homes]
    return [paragraph(*sentence(words.KNOWN_REST, statements=statements, pages=listed(days)))]


def _day(home: Link) -> str:
    return words.day_and_month(date.fromisoformat(home.anchor.removeprefix("timeline-")))
