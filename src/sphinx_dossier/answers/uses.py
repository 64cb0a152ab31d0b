"""The views that a page can show: a frozen class each, with its options and what it answers.

A page is out of date when one of its answers changes; a view that takes all it shows from its
answer cannot forget to say what it depends on. *Internals* in the documentation says how to add
one.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple, Self, TypeAlias

from sphinx_dossier.answers import (
    anatomy,
    balance,
    chain,
    corrections,
    coverage,
    evidence,
    figures,
    geography,
    knowing,
    ledger,
    locator,
    object_facts,
    object_list,
    object_record,
    own_copy,
    own_views,
    passage_bar,
    relations,
    short_way,
    source_record,
    timeline,
    unconfirmed,
)
from sphinx_dossier.answers.filters import EVERYTHING, FILTER_OPTIONS, Filter, filter_of, passes
from sphinx_dossier.answers.page_links import NOWHERE, Link, page_link
from sphinx_dossier.answers.view_options import LINE_PARTS, WHOLE, PassageSpan
from sphinx_dossier.core.kinds import FieldRow, FieldType
from sphinx_dossier.core.memo import nameless, once
from sphinx_dossier.core.model import DRIFT_PARTS
from sphinx_dossier.core.page import MANIFEST, Use

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index


STATIC_LEGENDS: Final = ("status", "states", "terms", "codes")
"""Legends that are words of the page itself, so that the search finds the page by them."""
LEGEND_NAMES: Final = (*STATIC_LEGENDS, "data", "queries", "vocabulary")
"""What ``{legend}`` can explain."""


class Legend(NamedTuple):
    """Which words of the software a page explains; ``licence`` is that of the content."""

    name: str
    licence: tuple[tuple[str, str], ...]


if TYPE_CHECKING:
    # Only for types: what is asked for when a view answers would be loaded here otherwise.
    Answer: TypeAlias = (
        anatomy.Anatomy
        | balance.Balance
        | chain.Chain
        | corrections.CorrectionHead
        | coverage.Coverage
        | timeline.Days
        | evidence.Evidence
        | object_facts.FactList
        | figures.Figures
        | geography.Geography
        | knowing.Knowing
        | ledger.Ledger
        | Legend
        | locator.Locator
        | object_list.ObjectList
        | own_views.OwnAnswer
        | own_copy.OwnCopy
        | passage_bar.PassageBar
        | object_record.Record
        | relations.Relations
        | short_way.ShortWay
        | source_record.SourceRecord
        | timeline.Timeline
        | unconfirmed.Unconfirmed
        | None
    )
    """What a view answers; ``None`` where another page shows it."""


class Showing(NamedTuple):
    """Where a view is shown: on which page, and the sides of the site in their order.

    ``own`` are the views that the project has added, by name.
    """

    docname: str
    sides: tuple[str, ...]
    own: Mapping[str, own_views.OwnView] = MappingProxyType({})


class View(Use, ABC):
    """What a page shows of the index; the extension itself puts it there, or a directive asks.

    ``as_of`` is the day that the view itself asks for.
    """

    as_of: Date | None = None

    @abstractmethod
    def answer(self, index: Index, showing: Showing) -> Answer:
        """What is shown."""

    def answer_on(self, index: Index, showing: Showing) -> Answer:
        """What is shown, seen from the as-of day of the view, or else of its page."""
        day = self.as_of or index.day_of(showing.docname)
        return self.answer(index.seen_from(day), showing)


class DirectiveView(View):
    """A view that authors ask for by a directive.

    ``argument`` is what the argument of the directive names: an object of that kind, a source with
    a manifest, or nothing that can be checked; ``is_optional`` says that it may be left out.
    """

    directive: ClassVar[str]
    means: ClassVar[str]
    argument: ClassVar[str] = ""
    is_optional: ClassVar[bool] = False
    options: ClassVar[tuple[FieldRow, ...]] = ()

    @classmethod
    @abstractmethod
    def read(cls, argument: str, values: dict[str, Any]) -> Self:
        """Make the view of what the directive says: its argument, and its options by field."""


AS_OF: Final = FieldRow(
    "as-of",
    FieldType.DATE,
    "What was known on this date; what is later is drawn hollow, and counts for no state",
)
"""The option of every view that shows a moment: by default it is the as-of day of the page."""


@dataclass(frozen=True)
class FilterView(DirectiveView):
    """A view of what passes a filter."""

    filter: Filter = EVERYTHING
    as_of: Date | None = field(default=None, kw_only=True)

    options: ClassVar[tuple[FieldRow, ...]] = (*FILTER_OPTIONS, AS_OF)

    @classmethod
    def read(cls, argument: str, values: dict[str, Any]) -> Self:
        """Make the view: what is no option of its own belongs to the filter."""
        # By the fields of the filter, so that a view can add an
        # option and need no reader of its own.
        own = {name: value for name, value in values.items() if name not in Filter._fields}
        return cls(filter_of(values), **own)


class ArgumentView(DirectiveView):
    """A view of what its argument names; each option fills the field of its name."""

    @classmethod
    def read(cls, argument: str, values: dict[str, Any]) -> Self:
        """Make the view; its first field is what the argument names."""
        make: Callable[..., Self] = cls
        return make(argument, **values)


@dataclass(frozen=True)
class LedgerUse(FilterView):
    """``{ledger}``: questions against sides; ``anchor`` is where it begins on its page."""

    anchor: str = field(default="", kw_only=True)

    directive: ClassVar[str] = "ledger"
    means: ClassVar[str] = "Questions against sides: who answers what, and where nothing was found."

    def answer(self, index: Index, showing: Showing) -> Answer:
        """The questions that pass, with a column for each side."""
        top = Link("", showing.docname, self.anchor, "")
        return ledger.ledger(index, self.filter, showing.sides, self.as_of, top)


@dataclass(frozen=True)
class FiguresUse(FilterView):
    """``{figures}``: rival numbers; the first of a page ``has_anchors``."""

    has_anchors: bool = field(default=False, kw_only=True)

    directive: ClassVar[str] = "figures"
    means: ClassVar[str] = "Rival numbers, with a row for each side and each speaker outside."

    def answer(self, index: Index, showing: Showing) -> Answer:
        """The questions of quantity that pass, with a row for each side."""
        shown = figures.figures(index, self.filter, showing.sides, self.as_of)
        return shown._replace(has_anchors=self.has_anchors)


class BalanceUse(FilterView):
    """``{balance}``: what each side has of claims, acts and sources."""

    directive: ClassVar[str] = "balance"
    means: ClassVar[str] = "How many claims, of which kinds, and how many sources each side has."
    # It counts what is recorded, whenever that was said.
    options: ClassVar[tuple[FieldRow, ...]] = FILTER_OPTIONS

    def answer(self, index: Index, showing: Showing) -> Answer:
        """Numbers for the claims that pass, with a column for each side."""
        return balance.balance(index, self.filter, showing.sides)


class ObjectsUse(FilterView):
    """``{objects}``: a plain list."""

    directive: ClassVar[str] = "objects"
    means: ClassVar[str] = "A plain list of objects."

    def answer(self, index: Index, showing: Showing) -> Answer:
        """The objects that pass."""
        return object_list.object_list(index, self.filter)


@dataclass(frozen=True)
class MapUse(FilterView):
    """``{map}``: places and what is tied to them; the first of a page ``has_anchors``."""

    has_anchors: bool = field(default=False, kw_only=True)

    directive: ClassVar[str] = "map"
    means: ClassVar[str] = "Places, and how many events and claims are tied to each."

    def answer(self, index: Index, showing: Showing) -> Answer:
        """All places; the filter chooses what is counted."""
        return geography.geography(index, self.filter)._replace(has_anchors=self.has_anchors)


@once
def _whole_map(index: Index) -> Link:
    """The first page with a map, or nowhere; a page whose map shows all comes first."""
    maps = [
        (use.filter != EVERYTHING, docname)
        for docname in index.pages
        for use in index.pages[docname].uses
        if isinstance(use, MapUse) and use.has_anchors
    ]
    return page_link(index, min(maps)[1])._replace(kind="") if maps else NOWHERE


@dataclass(frozen=True)
class LocatorUse(DirectiveView):
    """``{locator}``: where the places of the page are."""

    directive: ClassVar[str] = "locator"
    means: ClassVar[str] = (
        "A small map of the places that the page defines, or else of those that its events and "
        "claims name."
    )

    @classmethod
    def read(cls, argument: str, values: dict[str, Any]) -> Self:
        """Make the view."""
        return cls()

    def answer(self, index: Index, showing: Showing) -> Answer:
        """The places of the page."""
        return locator.locator(index, showing.docname, _whole_map(index))


class RelationsUse(FilterView):
    """``{relations}``: who said what about whom."""

    directive: ClassVar[str] = "relations"
    means: ClassVar[str] = "Who said what about whom."

    def answer(self, index: Index, showing: Showing) -> Answer:
        """The claims that pass, by speaker and addressee."""
        return relations.relations(index, self.filter)


@dataclass(frozen=True)
class TimelineUse(FilterView):
    """``{timeline}``: events and claims by date; with ``most``, full days and that many a cell."""

    most: int | None = None

    directive: ClassVar[str] = "timeline"
    means: ClassVar[str] = "Events and claims by date."
    options: ClassVar[tuple[FieldRow, ...]] = (
        *FilterView.options,
        FieldRow(
            "compact",
            FieldType.COUNT,
            "Only full days, with at most this many entries a cell",
            attribute="most",
        ),
    )

    def answer(self, index: Index, showing: Showing) -> Answer:
        """The whole timeline, or its short form."""
        # Of all pages: which one is the home of a day may change when another page gets a timeline.
        lists = tuple(_timelines(index))
        if self.most:
            return timeline.days(index, self.filter, self.most, lists)
        return timeline.timeline(index, self.filter, lists)


def _timelines(index: Index) -> Iterator[tuple[str, Filter]]:
    """The timelines of all pages, any of which may be the home of a day."""
    for docname in sorted(index.pages):
        for use in index.pages[docname].uses:
            # A short timeline leaves entries out, and no day is at home in a part of itself.
            if isinstance(use, TimelineUse) and not use.most:
                yield docname, use.filter


@dataclass(frozen=True)
class KnowingUse(FilterView):
    """``{knowing}``: what had been said by each moment; ``number`` counts those of its page."""

    events: tuple[str, ...] = ()
    article: str = ""
    main: str = ""
    number: int = field(default=1, kw_only=True)

    directive: ClassVar[str] = "knowing"
    means: ClassVar[str] = "What each side had said by each moment, and what it had perhaps said."
    options: ClassVar[tuple[FieldRow, ...]] = (
        *FilterView.options,
        FieldRow(
            "event",
            FieldType.IDS,
            "Only claims that belong to these events, or to parts of them; nothing counts as said "
            "before the first hour that a side gives for their beginning",
            kinds=("event",),
            attribute="events",
        ),
        FieldRow(
            "article",
            FieldType.KEY,
            "A source with a manifest: its passages stand on the axis where they could be written",
            kinds=(MANIFEST,),
        ),
        FieldRow(
            "main",
            FieldType.ID,
            "The question that has most room; without it, the one with most answers",
            kinds=("question",),
        ),
    )

    def answer(self, index: Index, showing: Showing) -> Answer:
        """The claims that pass, in the minutes in which they can have been made."""
        homes = timeline.pages_of_days(index, tuple(_timelines(index)))
        return knowing.knowing(index, self.wanted, showing.sides, showing.docname, homes)

    @property
    def wanted(self) -> knowing.Wanted:
        """What the view asks for."""
        return knowing.Wanted(self.filter, self.events, self.article, self.main, self.number)


@dataclass(frozen=True)
class ChainUse(ArgumentView):
    """``{chain} CLAIM``: how one claim travelled and drifted.

    The first one of a claim on its page has the ``anchor``.
    """

    claim: str
    as_of: Date | None = field(default=None, kw_only=True)
    anchor: str = field(default="", kw_only=True)

    directive: ClassVar[str] = "chain"
    means: ClassVar[str] = "How one claim travelled, and what changed on the way."
    argument: ClassVar[str] = "claim"
    options: ClassVar[tuple[FieldRow, ...]] = (AS_OF,)

    def answer(self, index: Index, showing: Showing) -> Answer:
        """The steps of its way."""
        return chain.chain_of(index, self.claim)._replace(anchor=self.anchor)


@dataclass(frozen=True)
class WayUse(ArgumentView):
    """``{way} CLAIM``: how a claim came about, in at most five stops.

    ``says`` has words for claims, ``parts`` what a part of the statement was at first; ``number``
    counts the ways of that claim on its page.
    """

    claim: str
    says: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    as_of: Date | None = field(default=None, kw_only=True)
    number: int = field(default=1, kw_only=True)

    directive: ClassVar[str] = "way"
    means: ClassVar[str] = (
        "How a claim came to be as it is, in at most five stops: the first speaker, where it "
        "changed, and the claim itself; what became of each part of it, and of a denial."
    )
    argument: ClassVar[str] = "claim"
    options: ClassVar[tuple[FieldRow, ...]] = (
        FieldRow(
            "says",
            FieldType.WORDINGS,
            "Words for claims on the way: `early-claim boats were lost`",
            kinds=("claim",),
        ),
        FieldRow(
            "parts",
            FieldType.WORDINGS,
            "What a part of the statement was at first: `speaker the harbour master`",
            choices=DRIFT_PARTS,
        ),
        AS_OF,
    )

    def answer(self, index: Index, showing: Showing) -> Answer:
        """The stops."""
        homes = tuple(_chains(index))
        return short_way.short_way(index, self.claim, dict(self.says), dict(self.parts), homes)


def _chains(index: Index) -> Iterator[tuple[str, str]]:
    """The pages that show all steps of a way, each with the claim that it is asked for."""
    for docname in sorted(index.pages):
        for use in index.pages[docname].uses:
            if isinstance(use, ChainUse):
                yield docname, use.claim


@dataclass(frozen=True)
class AnatomyUse(ArgumentView):
    """``{anatomy} CLAIM``: an evidence line with numbered parts, each of them explained."""

    claim: str
    parts: tuple[str, ...] = ()

    directive: ClassVar[str] = "anatomy"
    means: ClassVar[str] = "The evidence line of a claim, with what each of its parts says."
    argument: ClassVar[str] = "claim"
    options: ClassVar[tuple[FieldRow, ...]] = (
        FieldRow("parts", FieldType.WORDS, "Only these parts are explained", choices=LINE_PARTS),
    )

    def answer(self, index: Index, showing: Showing) -> Answer:
        """The line, and what explains it."""
        return anatomy.anatomy(index, self.claim, self.parts)


@dataclass(frozen=True)
class CoverageUse(DirectiveView):
    """``{coverage} KEY``: the passages of a source and what was made of each.

    ``parts`` are those into which the page divides them, of which this shows ``span``.
    """

    source: str
    span: PassageSpan = WHOLE
    parts: tuple[tuple[str, str], ...] = ()

    directive: ClassVar[str] = "coverage"
    means: ClassVar[str] = "The passages of a source, and what was made of each."
    argument: ClassVar[str] = MANIFEST
    options: ClassVar[tuple[FieldRow, ...]] = (
        FieldRow("uncited", FieldType.REASONS, "Passages that nothing cites, and why"),
        FieldRow("parts", FieldType.REASONS, "Passages that begin a part, with its heading"),
    )

    @classmethod
    def read(cls, argument: str, values: dict[str, Any]) -> Self:
        """Make the view; why a passage is not cited is a fact of the page, not of the view."""
        return cls(argument)

    def answer(self, index: Index, showing: Showing) -> Answer:
        """The passages."""
        return coverage.coverage(index, self.source, self.span, self.parts, showing.docname)


@dataclass(frozen=True)
class PassageBarUse(ArgumentView):
    """``{passage-bar} KEY``: a source at a glance, and the way to each of its passages."""

    source: str
    as_of: Date | None = field(default=None, kw_only=True)

    directive: ClassVar[str] = "passage-bar"
    means: ClassVar[str] = "A source at a glance: a bar of its passages, each with its claims."
    argument: ClassVar[str] = MANIFEST
    options: ClassVar[tuple[FieldRow, ...]] = (AS_OF,)

    def answer(self, index: Index, showing: Showing) -> Answer:
        """The passages with the claims of each."""
        return passage_bar.passage_bar(index, self.source)


@dataclass(frozen=True)
class OwnCopyUse(ArgumentView):
    """``{own-copy} KEY``: a reader puts in a copy of a source, and sees it with its claims."""

    source: str
    as_of: Date | None = field(default=None, kw_only=True)

    directive: ClassVar[str] = "own-copy"
    means: ClassVar[str] = (
        "A place where readers put in their own copy of a source, and see what was made of it "
        "beside its text. It is compared in the browser, and nothing of it is sent anywhere."
    )
    argument: ClassVar[str] = MANIFEST
    options: ClassVar[tuple[FieldRow, ...]] = (AS_OF,)

    def answer(self, index: Index, showing: Showing) -> Answer:
        """What is laid beside the copy."""
        return own_copy.own_copy(index, self.source)


@dataclass(frozen=True)
class UnconfirmedUse(FilterView):
    """``{unconfirmed} KEY``: what nobody independent says too; ``anchor`` is where it begins."""

    source: str = ""
    anchor: str = field(default="", kw_only=True)

    directive: ClassVar[str] = "unconfirmed"
    means: ClassVar[str] = (
        "Claims that nobody independent says too, of all claims or of those that cite a source."
    )
    argument: ClassVar[str] = MANIFEST
    is_optional: ClassVar[bool] = True

    @classmethod
    def read(cls, argument: str, values: dict[str, Any]) -> Self:
        """Make the view."""
        return replace(super().read(argument, values), source=argument)

    def answer(self, index: Index, showing: Showing) -> Answer:
        """The claims that pass."""
        top = Link("", showing.docname, self.anchor, "")
        return unconfirmed.unconfirmed(index, self.filter, self.source, top)


@dataclass(frozen=True)
class LegendUse(DirectiveView):
    """``{legend} NAME``: what the software means by its words."""

    name: str
    licence: tuple[tuple[str, str], ...] = ()

    directive: ClassVar[str] = "legend"
    means: ClassVar[str] = "What the software means by its words."

    @classmethod
    def read(cls, argument: str, values: dict[str, Any]) -> Self:
        """Make the view."""
        return cls(argument)

    def answer(self, index: Index, showing: Showing) -> Answer:
        """The words follow from the software alone."""
        return Legend(self.name, self.licence)


@dataclass(frozen=True)
class CorrectionUse(View):
    """The day and the objects over a ``{correction}``."""

    day: str
    of: tuple[str, ...] = ()

    def answer(self, index: Index, showing: Showing) -> Answer:
        """The day as it is read, and links to the objects."""
        return corrections.correction_head(index, self.day, self.of)


@dataclass(frozen=True)
class EvidenceUse(View):
    """The evidence line of a claim, on the page that defines it."""

    id: str

    def answer(self, index: Index, showing: Showing) -> evidence.Evidence | None:
        """The evidence."""
        is_owner = index.home.get(self.id) == showing.docname
        if not is_owner:
            return None
        places = locator.on_the_map(index, self.id, _whole_map(index))
        return evidence.evidence(index, self.id)._replace(on_map=places)


@dataclass(frozen=True)
class FactsUse(View):
    """The facts of anything but a claim, on the page that defines it."""

    id: str

    def answer(self, index: Index, showing: Showing) -> object_facts.FactList | None:
        """The facts."""
        return (
            object_facts.fact_list(index, self.id)
            if index.home.get(self.id) == showing.docname
            else None
        )


@dataclass(frozen=True)
class RecordUse(View):
    """What other pages say of an object; ``is_subject`` where the section is about it."""

    id: str
    is_subject: bool

    def answer(self, index: Index, showing: Showing) -> object_record.Record | None:
        """The record."""
        if index.home.get(self.id) != showing.docname:
            return None
        around = (
            _around(index, self.id, showing) if self.id in index.questions else object_record.ALONE
        )
        return object_record.record(index, self.id, self.is_subject, around)


def _around(index: Index, question: str, showing: Showing) -> object_record.Surroundings:
    """What pages draw that concerns a question."""
    asked, drawn, steps = index.questions[question], _drawn_chains(index), _chains_by_step(index)
    met = dict.fromkeys(
        way for one in index.answers.get(question, ()) for way in steps.get(one, ())
    )
    # Of several pages with one way its own is the nearest.
    homes = ((showing.docname if showing.docname in drawn[way] else drawn[way][0]) for way in met)
    has_figures = any(
        isinstance(use, FiguresUse) and passes(index, asked, use.filter)
        for use in index.pages[showing.docname].uses
    )
    return object_record.Surroundings(
        showing.sides, tuple(zip(homes, met, strict=True)), has_figures
    )


@nameless
def _drawn_chains(index: Index) -> Mapping[str, tuple[str, ...]]:
    """Each claim whose way is drawn, with the pages that draw it."""
    found: dict[str, tuple[str, ...]] = {}
    for docname in sorted(index.pages):
        for use in index.pages[docname].uses:
            if isinstance(use, ChainUse):
                found[use.claim] = (*found.get(use.claim, ()), docname)
    return found


@nameless
def _chains_by_step(index: Index) -> Mapping[str, list[str]]:
    """Each claim that is a step of ways that are drawn, with the claims whose ways these are."""
    found: dict[str, list[str]] = {}
    for claim in _drawn_chains(index):
        for hop in chain.chain_of(index, claim).hops:
            found.setdefault(hop.row.id, []).append(claim)
    return found


@dataclass(frozen=True)
class SourceUse(View):
    """What rests on a source, below its entry in the bibliography."""

    key: str

    def answer(self, index: Index, showing: Showing) -> Answer:
        """Who cites it, and where."""
        return source_record.source_record(index, self.key)


@dataclass(frozen=True)
class OwnUse(View):
    """A view of the project: its name and what the author asks of it.

    The view itself is no part of this, because a function of ``conf.py`` cannot be stored.
    """

    name: str
    argument: str
    values: tuple[tuple[str, Any], ...]
    as_of: Date | None = None

    def answer(self, index: Index, showing: Showing) -> own_views.OwnAnswer | None:
        """What the function of the project answers; nothing where the project has it no more."""
        view, values = showing.own.get(self.name), dict(self.values)
        if view is None:
            return None
        rows = {row.fills: row.name for row in view.options}
        options = {rows[key]: value for key, value in values.items() if key in rows}
        wanted = filter_of({key: value for key, value in values.items() if key not in rows})
        asked = own_views.ViewRequest(
            self.argument, wanted, options, showing.docname, showing.sides
        )
        return own_views.OwnAnswer(self.name, view.answer(index, asked))


VIEWS: Final[tuple[type[DirectiveView], ...]] = (
    TimelineUse,
    LedgerUse,
    FiguresUse,
    BalanceUse,
    ObjectsUse,
    MapUse,
    LocatorUse,
    RelationsUse,
    KnowingUse,
    ChainUse,
    WayUse,
    AnatomyUse,
    CoverageUse,
    PassageBarUse,
    OwnCopyUse,
    UnconfirmedUse,
    LegendUse,
)
"""The views that have a directive."""
