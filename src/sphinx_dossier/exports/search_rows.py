"""The rows that a reader's search looks through, one for each object and section.

The words are those that are shown; :mod:`~sphinx_dossier.exports.search_postings` cuts and folds
them, and adds the names of the mentioned objects to each row.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.claim_rows import values_of
from sphinx_dossier.answers.page_links import Link, link, page_link, source_link
from sphinx_dossier.answers.prose_names import named
from sphinx_dossier.answers.question_state import question_state
from sphinx_dossier.answers.roll_up import sides_passed_on
from sphinx_dossier.answers.timings import timing, timing_of
from sphinx_dossier.core.anchors import term_anchor
from sphinx_dossier.core.dates import order_key
from sphinx_dossier.core.kinds import KINDS, citations, links
from sphinx_dossier.core.memo import EachWhenAsked
from sphinx_dossier.core.model import Actor, Claim, Event, Place, Question, kind_of
from sphinx_dossier.core.names import fold
from sphinx_dossier.core.side_checks import OUTSIDE
from sphinx_dossier.core.status import standings
from sphinx_dossier.locale import words
from sphinx_dossier.locale.explanations import LEGENDS
from sphinx_dossier.locale.search_words import SEARCH_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.instants import Timing
    from sphinx_dossier.core.model import Name, Object, Source
    from sphinx_dossier.core.page import Page

TYPES: Final = (*KINDS, "source", "text")
"""The types of rows in their order; ``text`` is a section of a page."""
_SPELT_OUT: Final = timedelta(days=3)
"""A span shorter than this is found by each of its days."""


class Quote(NamedTuple):
    """Words of a source; ``lang`` is their BCP 47 tag, ``""`` in the language of the pages."""

    text: str
    lang: str


class SearchRow(NamedTuple):
    """Something that can be found, with all the words by which it can be found.

    ``title`` is empty where ``text`` says it all; ``role`` is what similar names differ by;
    ``asked`` are the questions by which readers ask for it. ``answers`` are those of a claim, each
    with the id of its question; ``silent`` are the sides that give a question no answer, each with
    what is said of that. ``of`` is the body for which an actor speaks, and for which
    what the actor said counts too. ``status_words`` is what is said of this row where the word of
    the status alone says less. ``lang`` is the BCP 47 tag of a title in another language than the
    pages. ``quotes`` are words of sources. ``periods`` are the days, months
    or years to which ``date`` belongs; ``later`` is a word where it is after the as-of day.
    ``mentions`` are the ids of objects under whose names a reader may look for this one.
    """

    id: str
    type: str
    url: str
    title: str = ""
    lang: str = ""
    role: str = ""
    text: str = ""
    asked: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    silent: tuple[tuple[str, str], ...] = ()
    act: str = ""
    by: tuple[str, ...] = ()
    of: str = ""
    side: str = ""
    status: str = ""
    status_words: str = ""
    date: str = ""
    first: str = ""
    later: str = ""
    periods: tuple[str, ...] = ()
    also: tuple[Name, ...] = ()
    garbled: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    sources: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()


def rows_of_objects(
    index: Index, locate: Callable[[Link], str], sides: Iterable[str] = ()
) -> EachWhenAsked[SearchRow]:
    """The row of each object and source by its id; ``locate`` gives addresses from the root.

    ``sides`` are those of the dossier in their order.
    """
    sides = [*sides]
    # A source without a list has no address that a row could lead to.
    sources = {
        id_of_source(key): one
        for key, one in index.sources.items()
        if key in index.bibliography_homes
    }

    def row(identifier: str) -> SearchRow:
        if identifier in sources:
            return _source_row(index, sources[identifier], locate)
        return _object_row(index, index.objects[identifier], locate, sides)

    return EachWhenAsked([*index.own, *sources], row)


def rows_with_sections(
    index: Index, objects: Mapping[str, SearchRow], locate: Callable[[Link], str]
) -> list[SearchRow]:
    """All rows in their order: those of :func:`rows_of_objects`, and of each section."""
    rows = [*objects.values()]
    for page in index.pages.values():
        rows += section_rows(index, page, locate)
    return sorted(rows, key=lambda row: (TYPES.index(row.type), row.id))


def search_settings(
    index: Index, sides: Mapping[str, str], locate: Callable[[Link], str]
) -> dict[str, object]:
    """What the search page knows beside the rows: labels, words, statuses.

    ``garbling`` are the decomposed sources, whose garbled forms the objects explain; ``statuses``
    are those of claims and questions, with their words and where these are explained.
    """
    known = index.vocabulary
    return {
        "types": TYPES,
        "sides": {**sides, OUTSIDE: words.OTHERS},
        "acts": {word: words.act(word, known.label("acts", word)) for word in known.all_of("acts")},
        "words": SEARCH_WORDS,
        "garbling": _outlets(index, sorted(index.manifests)),
        "same": index.reader_words.same,
        "statuses": _statuses(index, locate),
    }


def _statuses(index: Index, locate: Callable[[Link], str]) -> dict[str, tuple[str, str]]:
    """Each status and state with its words, and the address of what it means or ``""``."""
    found = {}
    for legend in ("status", "states"):
        home = index.legend_home.get(legend, "")
        for word, (label, _) in LEGENDS[legend].items():
            url = locate(Link(label, home, term_anchor(word), "term")) if home else ""
            found[word] = (label, url)
    return found


def _object_row(
    index: Index, object_: Object, locate: Callable[[Link], str], sides: Iterable[str]
) -> SearchRow:
    row = SearchRow(
        id=object_.id,
        type=kind_of(object_),
        url=locate(link(index, object_.id)),
        text=object_.text,
        asked=index.reader_words.asked.get(object_.id, ()),
        quotes=_quotes(index, object_),
        sources=_outlets(index, (citation.source for citation in citations(object_))),
        mentions=_known(index, object_.id, (one.target for one in links(object_))),
    )
    match object_:
        case Claim():
            return _claim_row(index, object_, row)
        case Question():
            state = question_state(index, object_.id)
            # In words too where the one of the facet does not say all.
            role = words.state(*state) if state.as_of else ""
            silent = _silent(index, object_, sides)
            return row._replace(title=object_.name, status=state.word, role=role, silent=silent)
        case Actor():
            role = object_.role or words.term(
                object_.kind, index.vocabulary.label("actors", object_.kind)
            )
            row = row._replace(role=role, of=object_.of, side=index.side_of(object_.id) or OUTSIDE)
        case Event() if object_.when:
            row = _dated(index, row, timing(index, object_.when))
    return row._replace(title=object_.name, also=object_.also, garbled=object_.garbled)


def _silent(index: Index, question: Question, sides: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The sides that answer nothing, where others do, and what was looked for."""
    claims = [index.claims[one] for one in index.answers.get(question.id, ())]
    heard = {side for claim in claims for side in index.sides_of(claim)}
    searched, passed_on = dict(question.searched), sides_passed_on(index, question.id)
    return tuple(
        (side, words.nothing_found(searched.get(side, ""), is_passed_on=side in passed_on))
        for side in sides
        if heard and side not in heard
    )


def _claim_row(index: Index, claim: Claim, row: SearchRow) -> SearchRow:
    values = values_of(index, claim)
    answers = ((one.answer.question, words.answer(one.answer, one.unit)) for one in values)
    standing = standings(index)[claim.id]
    status = words.status_alone(standing.status, len(standing.parts))
    row = row._replace(
        answers=tuple(answers),
        act=claim.act,
        by=claim.by,
        side=index.side_of_claim(claim) or OUTSIDE,
        status=standing.status,
        status_words=status if status != words.status(standing.status) else "",
    )
    said = timing_of(index, claim.id)
    if not said:
        return row
    row = _dated(index, row, said)
    if not index.is_later(claim.id):
        return row
    return row._replace(date=words.say(words.LATER_DATE, date=row.date), later=words.LATER)


def id_of_source(key: str) -> str:
    """The id of the row of a source."""
    # A key may be spelt as the id of an object is; no id has a colon.
    return f"source:{key}"


def _source_row(index: Index, source: Source, locate: Callable[[Link], str]) -> SearchRow:
    publisher = index.publisher_of.get(source.id, "")
    authors = (one.name for one in source.authors)
    about = (*authors, source.field("titleaddon"), source.note)
    row = SearchRow(
        id=id_of_source(source.id),
        type="source",
        url=locate(source_link(index, source.id)),
        title=source.title,
        lang=index.foreign_tag_of_title(source),
        role=source.outlet,
        text=words.FULL_STOP.join(words.unstopped(part) for part in about if part),
        sources=(source.outlet,),
        mentions=(publisher,) if publisher else (),
    )
    return _dated(index, row, timing(index, source.date)) if source.date else row


def section_rows(index: Index, page: Page, locate: Callable[[Link], str]) -> Iterator[SearchRow]:
    """The sections of a page; one about an object is left out where it says nothing else."""
    docname = page.docname
    subjects = {fold(one.name) for one in page.objects if not isinstance(one, Claim)}
    for position, section in enumerate(page.sections):
        text = words.prose(named(index, section.text))
        # The first section is the page itself.
        anchor = section.anchor if position else ""
        asked = index.reader_words.asked.get(f"/{docname}#{anchor}".removesuffix("#"), ())
        if not text and not asked and fold(section.title) in subjects:
            continue
        yield SearchRow(
            id=f"{docname}#{anchor}",
            type="text",
            url=locate(Link(section.title, docname, anchor, "page")),
            title=section.title,
            role=page_link(index, docname).label if position else "",
            text=text,
            asked=asked,
            sources=_outlets(index, section.sources),
            mentions=_known(index, "", section.links),
        )


def _outlets(index: Index, keys: Iterable[str]) -> tuple[str, ...]:
    outlets = (index.sources[key].outlet for key in keys if key in index.sources)
    return tuple(dict.fromkeys(outlets))


def _quotes(index: Index, object_: Object) -> tuple[Quote, ...]:
    """The words of sources that an object quotes, each passage once."""
    quotes = (
        Quote(citation.quote, index.foreign_tag_of(citation.source))
        for citation in citations(object_)
        if citation.quote
    )
    return tuple({one.text: one for one in quotes}.values())


def _known(index: Index, own: str, targets: Iterable[str]) -> tuple[str, ...]:
    """The objects among ``targets`` that have names, each once."""
    return tuple(
        target
        for target in dict.fromkeys(targets)
        if target != own and isinstance(index.objects.get(target), Actor | Place | Event | Question)
    )


def _dated(index: Index, row: SearchRow, timing: Timing) -> SearchRow:
    date = timing.date
    day, has_time, moment = order_key(date, index.clock)[:3]
    # Rows are sorted by this text; all hours in it are of one clock.
    first = f"{moment.astimezone(index.clock):%Y-%m-%dT%H:%M}" if has_time else day.isoformat()
    return row._replace(date=words.when(timing), first=first, periods=tuple(_periods(date)))


def _periods(date: Date) -> Iterator[str]:
    """Each day of a short span; of a longer one the month, or each year.

    A span with an open end belongs to the end that is known.
    """
    known = date.anchor
    first, last = known.first.date(), known.last.date()
    if date.start and date.end:
        last = date.end.last.date()
    if last - first < _SPELT_OUT:
        for day in range((last - first).days + 1):
            yield (first + timedelta(days=day)).isoformat()
    elif (first.year, first.month) == (last.year, last.month):
        yield first.isoformat()[:7]
    else:
        # Four digits, as ISO 8601 has them, so that periods can be compared as texts.
        yield from (f"{year:04}" for year in range(first.year, last.year + 1))
