"""Claims and other objects in lists: from the facts of a row to words and links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.answers.claim_rows import ClaimLine, ObjectLine, Row
from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.core.names import excerpt, isolated
from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.markup import Tag, sentence
from sphinx_dossier.sphinx.show.html_parts import (
    bullets,
    divided,
    explained,
    fold_away,
    in_language,
    joined,
    listed,
    paragraph,
    side_mark,
    span,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_dossier.answers.cited_passages import Cited
    from sphinx_dossier.answers.claim_rows import Via, Way
    from sphinx_dossier.answers.question_state import QuestionState
    from sphinx_dossier.answers.same_answers import SameAnswer
    from sphinx_dossier.answers.status_marks import Cause, Mark, Voice
    from sphinx_dossier.core.instants import Timing
    from sphinx_dossier.sphinx.markup import Markup

_MOST_CAUSES: Final = 3
"""So many claims behind a status fit on its line; the record of the claim has all of them."""
_MOST_VOICES: Final = 12
"""So many names are still a line or three; all are in the fold below it."""
_BRIEF_WORDS: Final = 20
"""About two lines of a claim, where a folded list shows many."""
OPPOSED: Final = frozenset({"conceded", "denied", "disputed", "drifted"})
"""The statuses that are said where there is room for little: others spoke against the claim."""


def render_speakers(speakers: Sequence[Link]) -> list[Markup]:
    """Who speaks, together; also where nobody is named."""
    return listed(speakers) if speakers else [Link(words.NOBODY, "", "", "unknown")]


def passed_on(claim: list[Markup], way: Way) -> list[Markup]:
    """A claim, or its speaker, with those by whom it came."""
    if not way.relays:
        return claim
    relays = joined((_via(one) for one in way.relays), words.ON_TO)
    return sentence(words.PASSED_ON, claim=claim, way=explained("terms", way.sort), relays=relays)


def _via(via: Via) -> list[Markup]:
    return probably([via.actor]) if via.is_inferred else [via.actor]


def probably(what: list[Markup]) -> list[Markup]:
    """What no source prints, and what we take for likely."""
    said = sentence(words.PROBABLY, probably=explained("terms", "probably"), what=what)
    return [Tag("span", *said, classes=["dossier-inferred"])]


def render_date(timing: Timing | None, is_later: bool = False) -> list[Markup]:
    """A date with its style; after the as-of day it says so.

    As the source has it, where that has another clock, is its title.
    """
    if timing is None:
        return []
    text = _later(words.when(timing), is_later)
    return [timed(text, timing, "dossier-date")]


def date_in_line(timing: Timing, is_later: bool = False) -> Markup:
    """The same among other words, without a style."""
    text = _later(words.when(timing), is_later)
    return timed(text, timing, "dossier-hour") if timing.written else text


def timed(text: str, timing: Timing, style: str) -> Tag:
    """Words on a time, with what its sources have as their title."""
    shown = span(text, style)
    if timing.written:
        dates = words.SEMICOLON.join(map(words.date, timing.written))
        shown.attributes = {"title": words.say(words.IN_THE_SOURCE, dates=dates)}
    return shown


def _later(date: str, is_later: bool) -> str:
    return words.say(words.LATER_DATE, date=date) if is_later else date


def render_cited(cited: Cited) -> list[Markup]:
    """A citation as a link, with the passage and the quoted words."""
    # Names and quotes from right to left would turn round the sign and number beside them.
    source = isolated(cited.source.label)
    if cited.passage:
        source = words.say(words.CITED, source=source, passage=words.passage(cited.passage))
    link = cited.source._replace(label=source)
    if not cited.quote:
        return [link]
    quote = in_language(isolated(cited.quote), cited.language)
    return sentence(words.QUOTED, source=link, quote=quote)


def render_citations(citations: Iterable[Cited]) -> list[Markup]:
    """Citations one behind the other."""
    lines = map(render_cited, citations)
    return joined(Tag("span", *line, classes=["dossier-citation"]) for line in lines)


def status_label(status: str, label: str) -> Tag:
    """A status: a shape by class, the words always beside it."""
    return span(label, "dossier-status", f"dossier-status-{status}")


def status_words(status: str, is_later: bool = False) -> Tag:
    """A status that leads to what it means."""
    return _status(status, [explained("status", status)], is_later)


def _status(status: str, said: list[Markup], is_later: bool) -> Tag:
    shown = status_label(status, "")
    shown.parts = said
    if is_later:
        shown.parts = sentence(words.LATER_STATUS, status=said)
        shown.classes = [*shown.classes, "dossier-later"]
    return shown


def render_mark(mark: Mark) -> Tag:
    """A status with the first of the claims that bring it about."""
    if not mark.causes:
        return status_words(mark.status, mark.is_later)
    # All causes of a mark are of one sort: relations, or rival answers.
    are_rivals = mark.causes[0].answer is not None
    said = sentence(
        (words.RIVALS if are_rivals else words.MARKS)[mark.status],
        status=explained("status", mark.status),
        statements=words.count_of(len(mark.causes), "statement"),
        claims=_causes(mark),
    )
    return _status(mark.status, said, mark.is_later)


def _causes(mark: Mark) -> list[Markup]:
    """The first of the causes, and how many more there are."""
    shown: list[Markup | list[Markup]] = [_cause(one, mark) for one in mark.causes[:_MOST_CAUSES]]
    left_out = len(mark.causes) - len(shown)
    if not left_out:
        return joined(shown)
    return joined([*shown, words.count_of(left_out, "more")], last=words.LAST_COMMA)


def _cause(cause: Cause, mark: Mark) -> list[Markup]:
    line = _turned(cause, mark.status)
    line = probably(line) if cause.is_inferred else line
    later = cause.claim.later
    if not later:
        return line
    # Where the whole status is later it says so once for all of them.
    template = words.CAUSE_OF_DAY if mark.is_later else words.LATER_CAUSE
    return sentence(template, claim=line, date=words.date(later, with_clock=False))


def _turned(cause: Cause, status: str) -> list[Markup]:
    voice = render_voice(cause.claim)
    if cause.answer is not None:
        value = words.answer(cause.answer)
        return [voice._replace(label=words.say(words.RIVAL, answer=value, speaker=voice.label))]
    if cause.about is not None:
        is_guess = cause.about.is_inferred
        return sentence(
            words.ON_PROBABLY_REPEATED if is_guess else words.ON_REPEATED,
            speaker=voice,
            against=explained("terms", "instead" if status == "updated" else "against"),
            repeated=render_voice(cause.about),
            probably=explained("terms", "probably"),
        )
    return [voice]


def dated_voice(voice: Voice) -> list[Markup]:
    """A claim under the names of its speakers, with its date where that is later."""
    named: list[Markup] = [render_voice(voice)]
    named = probably(named) if voice.is_inferred else named
    if not voice.later:
        return named
    date = words.date(voice.later, with_clock=False)
    return sentence(words.LATER_CAUSE, claim=named, date=date)


def render_voice(voice: Voice) -> Link:
    """A claim under the names of its speakers."""
    return voice.claim._replace(label=words.speakers(voice.speakers))


def render_state(state: QuestionState) -> list[Markup]:
    """The state of a question; its words lead to what they mean."""
    day = words.date(state.as_of) if state.as_of else ""
    later = explained("states", state.later) if state.later else ""
    return sentence(
        words.state_template(day, state.later),
        state=explained("states", state.word),
        day=day,
        later=later,
    )


def row_value(row: Row) -> str:
    """What a claim answers, or ``""``."""
    return words.SEMICOLON.join(words.answer(one.answer, one.unit) for one in row.values)


def row_head(row: Row, sides: Mapping[str, str]) -> list[Markup]:
    """Who says it, when, and what the value is."""
    act = words.act(row.act, row.act_label)
    by = sentence(words.SPEAKER_ACT, speaker=render_speakers(row.speakers), act=act)
    value = row_value(row)
    return divided([
        [*side_mark(row.side, sides), *by],
        render_date(row.said, row.is_later),
        span(value, "dossier-value") if value else "",
    ])  # fmt: skip


def render_row(row: Row, sides: Mapping[str, str]) -> list[Tag]:
    """A claim in a list: head, text and foot."""
    foot = divided([render_citations(row.citations), render_mark(row.mark)])
    hollow = ["dossier-later"] if row.is_later else []
    return [
        paragraph(*row_head(row, sides), classes=["dossier-row-head", *hollow]),
        paragraph(row.text, classes=["dossier-row-text"]),
        paragraph(*foot, classes=["dossier-row-foot"]),
    ]


def claim_in_brief(row: Row) -> ClaimLine:
    """A claim in one line, without its evidence."""
    text = row.text._replace(label=excerpt(row.text.label, _BRIEF_WORDS))
    return ClaimLine(row.speakers, row.said, text, row.is_later)


def render_line(line: ClaimLine | ObjectLine) -> list[Markup]:
    """A claim or another object in one line."""
    match line:
        case ClaimLine(speakers, None, claim, _):
            return sentence(words.CLAIM, speaker=render_speakers(speakers), claim=claim)
        case ClaimLine(speakers, said, claim, is_later):
            date = date_in_line(said, is_later) if said else ""
            return sentence(
                words.DATED_CLAIM, speaker=render_speakers(speakers), date=date, claim=claim
            )
        case ObjectLine(link, role, _, _) if role:
            return sentence(words.ACTOR_ROLE, actor=link, role=role)
        case ObjectLine(link, _, when, is_later) if when:
            return sentence(words.DATED_EVENT, date=date_in_line(when, is_later), event=link)
    return [line.link]


def entry(line: Row | ClaimLine | ObjectLine, sides: Mapping[str, str]) -> list[Tag]:
    """A claim or another object in a list."""
    return render_row(line, sides) if isinstance(line, Row) else [paragraph(*render_line(line))]


def render_rows(rows: Iterable[Row | ClaimLine | ObjectLine], sides: Mapping[str, str]) -> Tag:
    """Claims and objects as a list."""
    return bullets((entry(row, sides) for row in rows), "dossier-rows")


def render_answers(answers: Iterable[SameAnswer], sides: Mapping[str, str]) -> Tag:
    """Answers with their value first: who gave it, when, what became of it."""
    return bullets((_answer(one, sides) for one in answers), "dossier-answers")


def _answer(answer: SameAnswer, sides: Mapping[str, str]) -> list[Markup]:
    if len(answer.rows) > 1:
        return _shared_answer(answer, sides)
    row = answer.first
    value = Tag("span", row.text._replace(label=answer_words(row)), classes=["dossier-value"])
    by = [*side_mark(row.side, sides), *render_speakers(row.speakers)]
    return [*_given(row, [value], by)]


def answer_words(row: Row) -> str:
    """What a claim answers, or all that it says."""
    # A claim is in the list of answers for its question, also where its answer is empty.
    return row_value(row) or row.text.label


def _shared_answer(answer: SameAnswer, sides: Mapping[str, str]) -> list[Markup]:
    """A value that several claims give: who gives it, and folded when, and what became of each."""
    line = divided([
        span(answer_words(answer.first), "dossier-value"),
        [words.count_of(answer.speakers, "speaker")] if answer.speakers > 1 else "",
        joined(
            Tag("span", *side_mark(row.side, sides), render_voices(row), classes=["dossier-giver"])
            for row in answer.rows[:_MOST_VOICES]
        ),
    ])  # fmt: skip
    left_out = len(answer.rows) - _MOST_VOICES
    if left_out > 0:
        line += [words.COMMA, words.count_of(left_out, "more")]
    each = bullets(_given(row, [], _in_brief(row, sides)) for row in answer.rows)
    summary = words.say(words.EACH_ANSWER, statements=words.count_of(len(answer.rows), "statement"))
    hollow = ["dossier-later"] if answer.first.is_later else []
    return [paragraph(*line, classes=hollow), *fold_away(summary, [each])]


def _in_brief(row: Row, sides: Mapping[str, str]) -> list[Markup]:
    claim = row.text._replace(label=words.say(words.ACT_IT, act=words.act(row.act, row.act_label)))
    by = sentence(words.SPEAKER_ACT, speaker=render_speakers(row.speakers), act=claim)
    return [*side_mark(row.side, sides), *by]


def render_voices(row: Row) -> Link:
    """A claim under the names of its speakers."""
    return row.text._replace(label=words.speakers(one.label for one in row.speakers))


def _given(row: Row, value: list[Markup], by: list[Markup]) -> list[Tag]:
    line = divided([value, by, render_date(row.said, row.is_later)])
    hollow = ["dossier-later"] if row.is_later else []
    return [paragraph(*line, classes=hollow), paragraph(render_mark(row.mark), classes=hollow)]
