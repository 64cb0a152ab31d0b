"""The rows that a reader's search looks through, one for each object and section.

The words stand here as they are shown; ``dossier-search.js`` cuts and folds them, and adds the
names of the mentioned things to each row.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.filters import OUTSIDE
from sphinx_dossier.answers.objects import question_state
from sphinx_dossier.answers.page_record import named
from sphinx_dossier.answers.parts import Link, answer_words, link, page_link, source_link
from sphinx_dossier.core.kinds import KINDS, citations, links
from sphinx_dossier.core.model import ACTS, Actor, Claim, Event, Place, Question, kind_of
from sphinx_dossier.core.names import fold
from sphinx_dossier.core.status import standings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Name, Object, Source

TYPES: Final = (*KINDS, "source", "text")
"""The types of rows in their order; ``text`` is a section of a page."""
_SPELT_OUT: Final = timedelta(days=3)


class SearchRow(NamedTuple):
    """Something that can be found, with all the words by which it can be found.

    ``title`` is empty where ``text`` says it all; ``role`` tells similar things apart; ``value``
    is the answer of a claim. ``periods`` are the days, months or years to which ``date`` belongs.
    ``mentions`` are the ids of objects under whose names a reader may look for this one.
    """

    id: str
    type: str
    url: str
    title: str = ""
    role: str = ""
    text: str = ""
    value: str = ""
    act: str = ""
    by: str = ""
    side: str = ""
    status: str = ""
    date: str = ""
    first: str = ""
    periods: tuple[str, ...] = ()
    also: tuple[Name, ...] = ()
    garbled: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()


def search_rows(index: Index, locate: Callable[[Link], str]) -> list[SearchRow]:
    """A row for each object, source and section; ``locate`` gives addresses from the root."""
    rows = [_object_row(index, thing, locate) for thing in index.objects.values()]
    listed = [one for key, one in index.sources.items() if key in index.bibliography_homes]
    rows += [_source_row(index, source, locate) for source in listed]
    for docname in index.pages:
        rows += _section_rows(index, docname, locate)
    return sorted(rows, key=lambda row: (TYPES.index(row.type), row.id))


def export_search(index: Index, rows: Iterable[SearchRow], sides: Mapping[str, str]) -> str:
    """The rows as a script without modules, which a page opened from a folder can load too.

    ``garbling`` are the decomposed sources, whose garbled forms the objects explain.
    """
    garbling = _outlets(index, sorted(index.manifests))
    labels = {"types": TYPES, "sides": {**sides, OUTSIDE: "Others"}, "acts": ACTS}
    settings = {**labels, "garbling": garbling}
    lines = ",\n".join(_json(_without_absent(row)) for row in rows)
    return f'window.dossierSearchData = {_json(settings)[:-1]}, "rows": [\n{lines}\n]}};\n'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _without_absent(row: SearchRow) -> dict[str, object]:
    return {key: value for key, value in row._asdict().items() if value}


def _object_row(index: Index, thing: Object, locate: Callable[[Link], str]) -> SearchRow:
    row = SearchRow(
        id=thing.id,
        type=kind_of(thing),
        url=locate(link(index, thing.id)),
        text=thing.text,
        sources=_outlets(index, (citation.source for citation in citations(thing))),
        mentions=_known(index, thing.id, (one.target for one in links(thing))),
    )
    match thing:
        case Claim():
            return _claim_row(index, thing, row)
        case Question():
            return row._replace(title=thing.name, status=question_state(index, thing.id))
        case Actor():
            role = thing.role or thing.kind.replace("-", " ")
            row = row._replace(role=role, side=index.side_of(thing.id) or OUTSIDE)
        case Event() if thing.when:
            row = _dated(row, thing.when)
    return row._replace(title=thing.name, also=thing.also, garbled=thing.garbled)


def _claim_row(index: Index, claim: Claim, row: SearchRow) -> SearchRow:
    asked = index.questions.get(claim.answers.question) if claim.answers else None
    value = answer_words(index, claim.answers) if claim.answers else ""
    if claim.answers and claim.answers.is_quantity and asked:
        value = f"{value} {asked.unit}".strip()
    row = row._replace(
        value=value,
        act=claim.act,
        by=claim.by,
        side=index.side_of(claim.by) or OUTSIDE,
        status=standings(index)[claim.id].status,
    )
    return _dated(row, claim.said) if claim.said else row


def _source_row(index: Index, source: Source, locate: Callable[[Link], str]) -> SearchRow:
    publisher = index.publisher_of.get(source.id, "")
    told = (*(one.name for one in source.authors), source.note)
    row = SearchRow(
        id=f"source:{source.id}",
        type="source",
        url=locate(source_link(index, source.id)),
        title=source.title,
        role=source.outlet,
        text=". ".join(part.rstrip(".") for part in told if part),
        sources=(source.outlet,),
        mentions=(publisher,) if publisher else (),
    )
    return _dated(row, source.date) if source.date else row


def _section_rows(index: Index, docname: str, locate: Callable[[Link], str]) -> Iterator[SearchRow]:
    """The sections of a page; one about an object is left out where it says nothing else."""
    page = index.pages[docname]
    subjects = {fold(thing.name) for thing in page.objects if not isinstance(thing, Claim)}
    for position, section in enumerate(page.sections):
        text = named(index, section.text)
        if not text and fold(section.title) in subjects:
            continue
        anchor = section.anchor if position else ""
        yield SearchRow(
            id=f"{docname}#{anchor}",
            type="text",
            url=locate(Link(section.title, docname, anchor, "page")),
            title=section.title,
            role=page_link(index, docname).label if position else "",
            text=text,
            sources=_outlets(index, section.sources),
            mentions=_known(index, "", section.links),
        )


def _outlets(index: Index, keys: Iterable[str]) -> tuple[str, ...]:
    found = (index.sources[key].outlet for key in keys if key in index.sources)
    return tuple(dict.fromkeys(found))


def _known(index: Index, own: str, targets: Iterable[str]) -> tuple[str, ...]:
    """The objects among ``targets`` that have names, each once."""
    found = (
        target
        for target in dict.fromkeys(targets)
        if target != own and isinstance(index.objects.get(target), Actor | Place | Event | Question)
    )
    return tuple(found)


def _dated(row: SearchRow, date: Date) -> SearchRow:
    first = date.anchor.first.date()
    return row._replace(
        date=date.readable(), first=first.isoformat(), periods=tuple(_periods(date))
    )


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
        yield from (f"{year:04}" for year in range(first.year, last.year + 1))
