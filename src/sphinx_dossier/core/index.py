"""Everything that all pages together say, looked up by id.

Pages are stored between builds and an index is not: one edit can change every look-up, and making
all of them takes less time than finding out which ones.
"""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import UTC
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from sphinx_dossier.core.anchors import passage_anchor, source_anchor
from sphinx_dossier.core.as_of import is_later
from sphinx_dossier.core.clocks import clock_named
from sphinx_dossier.core.identifiers import site_of
from sphinx_dossier.core.instants import Instants, instants_of
from sphinx_dossier.core.kinds import citations, links
from sphinx_dossier.core.languages import foreign_tag, language_of_title
from sphinx_dossier.core.model import (
    INVERSE,
    Actor,
    Claim,
    Event,
    Object,
    Place,
    Question,
    RelationEnd,
    Source,
    Where,
)
from sphinx_dossier.core.names import excerpt, fold
from sphinx_dossier.core.noted_reads import Lasting, NotedTable, lasting, look_up
from sphinx_dossier.core.page import UNNAMED_LINK, Correction, Page, Reference
from sphinx_dossier.core.reader_words import NO_WORDS, ReaderWords
from sphinx_dossier.core.vocabulary import PLAIN, MatterVocabulary

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import tzinfo

    from sphinx_dossier.core.boundaries import Boundaries
    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.manifests import Manifest
    from sphinx_dossier.core.model import Answer
    from sphinx_dossier.core.other_sites import OtherSite
    from sphinx_dossier.core.retired import Tombstone

_ENDS: Final = (".", ",", ";", ":", "?", "!")
MOST_COMPARED: Final = 300
"""How many answers to one question are compared with each other."""
MOST_LEVELS: Final = 50
"""How many bodies a speaker may stand for, and in how many places one may lie, itself with them."""
_Named = TypeVar("_Named", Actor, Place, Event, Question, Claim)
_Said: TypeAlias = tuple[str, bool]
"""What both ends of a relation state, and whether the relation is inferred."""
_BARE: Final[_Said] = ("", False)


# With `eq` the hash would be that of the fields, and dictionaries have none; by identity, answers
# can be kept by index (`memo.once`). `frozen` allows look-ups that are `cached_property`.
@dataclass(frozen=True, eq=False)
class Index:
    """What all pages say together; equal only to itself, and never changed once it is made.

    It is made of ``pages`` by name, ``sources`` and their ``manifests`` by key, the ``labels`` of
    Sphinx (names of headings that are not ours), the ``anchors`` of each page, which are not ours
    either, for links that name the page first, the ``boundaries`` of the map, ``tombstones`` by id,
    and the ids that were ``published``, each with its line in the list; of pages the same two,
    named ``/folder/page``. ``as_of`` is the day up to which the dossier follows events,
    ``looked_at_from`` another one that a page or a view asks for. The ``timezone`` in which the
    site shows hours is an IANA name. Pages are written in ``language``, a BCP 47 tag or as Sphinx
    writes it, and shown in ``translated_to`` where they are a translation. Of ``broken_manifests``
    only the keys are known. ``is_shared`` says that the sources serve others too: what no object
    cites is then no business of the checks, and ``listed`` are the page and the anchor of each
    where others list them; ``checks_prose`` that links which may be meant for others are theirs
    too. The ``vocabulary`` is what the project adds to the words that every dossier has;
    ``reader_words`` are those by which readers ask for something.

    ``sites`` are other dossiers by the name that settings give them: their objects are among ours
    wherever an id is looked up, and what lists objects takes those of :attr:`home`. Of
    ``lost_sites`` only the names are known. ``elsewhere`` are the names that intersphinx knows,
    with what it says of each.

    The properties are look-ups, each computed at the first question in one pass: first the objects
    themselves, then who relates to, names, answers and cites what, then which page shows what, and
    at last who speaks for whom. Whatever judges what is said is in ``status.py`` and ``checks.py``.
    """

    pages: Mapping[str, Page]
    sources: Mapping[str, Source]
    manifests: Mapping[str, Manifest]
    labels: frozenset[str] = frozenset()
    anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    boundaries: Boundaries | None = None
    tombstones: Mapping[str, Tombstone] = field(default_factory=dict)
    published: Mapping[str, Where] = field(default_factory=dict)
    retired_pages: Mapping[str, Tombstone] = field(default_factory=dict)
    published_pages: Mapping[str, Where] = field(default_factory=dict)
    timezone: str = ""
    as_of: Date | None = None
    looked_at_from: Date | None = None
    language: str = "en"
    translated_to: str = ""
    broken_manifests: frozenset[str] = frozenset()
    is_shared: bool = False
    listed: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    checks_prose: bool = True
    vocabulary: MatterVocabulary = PLAIN
    reader_words: ReaderWords = NO_WORDS
    sites: Mapping[str, OtherSite] = field(default_factory=dict)
    lost_sites: frozenset[str] = frozenset()
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    _of_days: dict[tuple[str, Date | None], Index] = field(default_factory=dict, repr=False)
    # No other index that is made of this one by `replace` has what lasts of this.
    lasting_answers: Lasting = field(default_factory=Lasting, init=False, repr=False)
    _taken: dict[Date | None, Mapping[str, Any]] = field(
        default_factory=dict, init=False, repr=False
    )

    @look_up
    def objects(self) -> dict[str, Object]:
        """Id -> object, in the order of pages, then of other sites.

        Unnamed links in its text have their words.
        """
        # Two passes, because a link may lead to an object that comes later or on a later page.
        known_as = self.vocabulary.known_as
        as_read = {object_.id: known_as(object_) for _, object_ in self._first_definitions}
        as_read |= {one.id: one for key in sorted(self.sites) for one in self.sites[key].objects}
        return NotedTable(
            (key, self._with_link_words(one, as_read)) for key, one in as_read.items()
        )

    @look_up
    def titles(self) -> dict[str, str]:
        """Id -> what the object is called, as :func:`title` says; links ask for it very often.

        One of another site has the title of that site with it, wherever it is named.
        """
        return NotedTable((key, self.marked(key, title(one))) for key, one in self.objects.items())

    def _with_link_words(self, object_: Object, objects: Mapping[str, Object]) -> Object:
        """The object with the names of what its text links to in the place of the marks.

        ``objects`` are as they were read: a claim that is named by its beginning may hold marks
        too, and of these only the ids are shown, because two claims may link to each other.
        """

        def words_of(link: re.Match[str]) -> str:
            target = objects.get(link[1])
            if isinstance(target, Claim):
                words = excerpt(UNNAMED_LINK.sub(r"\1", target.text)) or target.id
                # A sentence that ends a sentence has one full stop with it.
                is_last = link.string.startswith(_ENDS, link.end())
                words = words.removesuffix(".") if is_last else words
            else:
                words = target.name if target else link[1]
            return self.marked(link[1], words)

        text = UNNAMED_LINK.sub(words_of, object_.text)
        return object_ if text == object_.text else replace(object_, text=text)

    def marked(self, name: str, label: str) -> str:
        """What an object is called, with the title of its site where that is another one."""
        site = self.other_site(name)
        return f"{label} ({site.title})" if site else label

    def other_site(self, name: str) -> OtherSite | None:
        """The site of an object or a source of another dossier; ``None`` for our own."""
        return self.sites.get(site_of(name))

    def address_abroad(self, name: str) -> str:
        """The full address of an object or a source of another site; ``""`` for our own.

        A source that its site lists nowhere is where it was read.
        """
        site = self.other_site(name)
        if site is None or name in self.sources:
            return ""
        source = site.sources.get(name)
        return site.address_of(name) or (source.url if source else "")

    def is_lost(self, name: str) -> bool:
        """Whether an object or a source is of a site of which nothing can be read."""
        return site_of(name) in self.lost_sites

    def foreign_tag(self, language: str) -> str:
        """The BCP 47 tag of words in another language than that of the pages, or ``""``."""
        return foreign_tag(language, self.translated_to or self.language)

    def foreign_tag_of(self, key: str) -> str:
        """The same for the words of a source; ``""`` for one that is not known."""
        source = self.source(key)
        return self.foreign_tag(source.language) if source else ""

    def foreign_tag_of_title(self, source: Source) -> str:
        """The same for the title of a source."""
        return self.foreign_tag(language_of_title(source.title, source.language))

    def source(self, key: str) -> Source | None:
        """The source of that key, of this dossier or of another."""
        site = self.other_site(key)
        # A key of our own may have a colon too.
        return self.sources.get(key) or (site.sources.get(key) if site else None)

    @look_up
    def own(self) -> dict[str, Object]:
        """Id -> object, without those of other sites: what lists and files show."""
        return NotedTable((key, self.objects[key]) for key in self.home)

    @look_up
    def home(self) -> dict[str, str]:
        """Id -> the page that defines it; objects of other sites have none here."""
        return {object_.id: docname for docname, object_ in self._first_definitions}

    @look_up
    def _first_definitions(self) -> list[tuple[str, Object]]:
        """Page and object, one for each id: of several with one id the first page's counts."""
        definitions: dict[str, tuple[str, Object]] = {}
        # By name, and not in the order in which pages were read: that differs from build to build.
        for docname in sorted(self.pages):
            for object_ in self.pages[docname].objects:
                definitions.setdefault(object_.id, (docname, object_))
        return list(definitions.values())

    @look_up
    def duplicates(self) -> list[tuple[Object, Object]]:
        """Pairs of the object that counts and a later one with the same id."""
        first = {object_.id: object_ for _, object_ in self._first_definitions}
        return [
            (first[object_.id], object_)
            for docname in sorted(self.pages)
            for object_ in self.pages[docname].objects
            if first[object_.id] is not object_
        ]

    @property
    def day(self) -> Date | None:
        """The as-of day of whoever asks now; what was said after it is later."""
        return self.looked_at_from or self.as_of

    def is_later(self, claim: str) -> bool:
        """Whether a claim was made after the as-of day of whoever asks now."""
        return self._is_after(claim, self.day)

    def _is_after(self, claim: str, day: Date | None) -> bool:
        """Whether a claim was surely made after a day, by its own date or by what bounds it."""
        if day is None or claim not in self.claims:
            return False
        if is_later(self.said.get(claim), day):
            return True
        # Who answers what was said later did so later still, whatever days his own date allows.
        bound = self.instants.spans[claim].earliest
        if bound.date is None or (bound.owner, bound.field) == (claim, "said"):
            return False
        owner = self.claims.get(bound.owner)
        clocks = self.clocks_of(owner) if owner and bound.field != "date" else ()
        return is_later(self.shown(bound.date, *clocks), day)

    def day_of(self, docname: str) -> Date | None:
        """The day up to which a page follows events: its own, or that of the dossier."""
        page = self.pages.get(docname)
        return page.as_of if page and page.as_of else self.as_of

    def lasting_by_day(self) -> dict[Date | None, Mapping[str, Any]]:
        """What lasts of this index, and under their days of those that were known then."""
        known = {day: one for (form, day), one in self._of_days.items() if form == "known"}
        now = {day: one.lasting_answers.known for day, one in known.items() if one is not self}
        return now | {None: self.lasting_answers.known}

    def take_over(self, by_day: Mapping[Date | None, Mapping[str, Any]]) -> None:
        """Take what lasts of an index that differs in nothing but names.

        What was known on another day gets its own, when it is asked for.
        """
        self._taken.update(by_day)
        self.lasting_answers.take_over(by_day.get(None, {}))

    def seen_from(self, day: Date | None) -> Index:
        """The same, looked at from another as-of day."""
        # So that a copy that is asked for this day gives this index back, and makes no third one.
        self._of_days.setdefault(("seen", self.day), self)
        # A copy has the look-ups that are there already: none of them depends on the day.
        return self._of_day("seen", day, lambda: _looked_at(copy(self), day))

    def known_on(self, day: Date | None) -> Index:
        """Without the claims that are later than ``day``, to which nothing then relates."""

        def make() -> Index:
            made = self._without_later(day)
            if made is not self:
                made.lasting_answers.take_over(self._taken.get(day, {}))
            return made

        return self._of_day("known", day, make)

    def _of_day(self, form: str, day: Date | None, make: Callable[[], Index]) -> Index:
        # All copies share these, so that each day has one index, whoever asks for it.
        if (form, day) not in self._of_days:
            self._of_days[form, day] = make()
        return self._of_days[form, day]

    def _without_later(self, day: Date | None) -> Index:
        later = {claim for claim in self.claims if self._is_after(claim, day)}
        if not later:
            return self
        pages = {
            name: replace(page, objects=tuple(one for one in page.objects if one.id not in later))
            for name, page in self.pages.items()
        }
        sites = {name: _without(site, later) for name, site in self.sites.items()}
        # Its days are its own: what the others keep has the claims that are left out here.
        return replace(self, pages=pages, sites=sites, _of_days={})

    def owned_by(self, page: Page) -> list[Object]:
        """The objects that a page defines, each once, without those that another page owns."""
        ids = dict.fromkeys(object_.id for object_ in page.objects)
        return [self.objects[key] for key in ids if self.home[key] == page.docname]

    def actor(self, identifier: str) -> Actor | None:
        """The actor of that id; ``None`` also where an object of another kind has it."""
        return self.actors.get(identifier)

    @look_up
    def actors(self) -> dict[str, Actor]:
        """Id -> actor."""
        return self._of_kind(Actor)

    @look_up
    def places(self) -> dict[str, Place]:
        """Id -> place."""
        return self._of_kind(Place)

    @look_up
    def events(self) -> dict[str, Event]:
        """Id -> event."""
        return self._of_kind(Event)

    @look_up
    def questions(self) -> dict[str, Question]:
        """Id -> question."""
        return self._of_kind(Question)

    def _of_kind(self, kind: type[_Named]) -> dict[str, _Named]:
        found = ((key, one) for key, one in self.objects.items() if isinstance(one, kind))
        return NotedTable(found, kind.__name__.lower())

    @look_up
    def claims(self) -> dict[str, Claim]:
        """Id -> claim."""
        return self._of_kind(Claim)

    @cached_property
    @lasting
    def relations(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Claim id -> relation -> the claims at its other end, by date; in both directions.

        Where ``a`` has ``:denies: b``: ``{"a": {"denies": ("b",)}, "b": {"denied-by": ("a",)}}``.
        Relations to itself and to what is no claim are left out; the checks report them.
        """
        ends_of: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for claim, relation, other in self._ends:
            ends_of[claim][relation].add(other)
        return {
            claim: {relation: self.by_date(ends[relation]) for relation in sorted(ends)}
            for claim, ends in ends_of.items()
        }

    @property
    def declared(self) -> Iterable[tuple[str, str, str]]:
        """Claim id, relation, id of the other claim, in no order: time is worked out of these.

        What another dossier alone says of a claim of ours is left out: it moves no date here.
        """
        said = self._said_abroad
        return [end for end in self._ends if end not in said] if said else self._ends.keys()

    @look_up
    def _said_abroad(self) -> set[tuple[str, str, str]]:
        """The relations between claims of ours and of other sites that only those have written."""
        if not self.sites:
            return set()
        crossing = {one for one in self._ends if (one[0] in self.home) is not (one[2] in self.home)}
        for claim in self.claims.values():
            for word, ends in claim.relations if claim.id in self.home else ():
                for end in ends:
                    crossing.discard((claim.id, word, end.claim))
                    crossing.discard((end.claim, INVERSE[word], claim.id))
        return crossing

    @look_up
    def _ends(self) -> dict[tuple[str, str, str], _Said]:
        """Claim id, relation, id of the other claim -> what is said of it; in both directions."""
        ends: dict[tuple[str, str, str], _Said] = {}
        for claim, relation, end in self._written_ends():
            proposition, is_inferred = ends.get((claim, relation, end.claim), _BARE)
            # Each end may declare the same relation, and say of it what the other does not.
            said = proposition or end.proposition, is_inferred or end.is_inferred
            # One for all that say nothing: most do, and there are two for each relation.
            said = said if any(said) else _BARE
            ends[claim, relation, end.claim] = ends[end.claim, INVERSE[relation], claim] = said
        return ends

    def _written_ends(self) -> Iterator[tuple[str, str, RelationEnd]]:
        for claim in self.claims.values():
            for relation, ends in claim.relations:
                for end in ends:
                    if end.claim in self.claims and end.claim != claim.id:
                        yield claim.id, relation, end

    def end(self, claim: str, relation: str, other: str) -> RelationEnd:
        """What either end says of a relation; a bare end where it says nothing."""
        return RelationEnd(other, *self._ends.get((claim, relation, other), _BARE))

    def is_inferred(self, claim: str, other: str, *relations: str) -> bool:
        """Whether one of some relations of ``claim`` to ``other`` is printed by no source."""
        return any(self.end(claim, relation, other).is_inferred for relation in relations)

    def related(self, claim: str, *relations: str) -> tuple[str, ...]:
        """The claims at the other end of some relations of ``claim``, each once."""
        ends = self.relations.get(claim)
        if not ends:
            return ()
        # Most callers ask for one relation, and do so for every claim: they get what is kept.
        if len(relations) == 1:
            return ends.get(relations[0], ())
        return tuple(dict.fromkeys(other for name in relations for other in ends.get(name, ())))

    def by_date(self, claims: set[str] | Sequence[str]) -> tuple[str, ...]:
        """Ids of claims in the order in which they were made; undated ones last."""
        return tuple(sorted(claims, key=self.instants.places.__getitem__))

    @cached_property
    @lasting
    def instants(self) -> Instants:
        """When each claim was made, as exactly as all that is known allows."""
        return instants_of(self)

    @cached_property
    @lasting
    def said(self) -> dict[str, Date]:
        """Claim id -> when it was said, on the clock of the site; without those that do not say."""
        return {
            key: self.shown(claim.said, *self.clocks_of(claim))
            for key, claim in self.claims.items()
            if claim.said
        }

    @look_up
    def when(self) -> dict[str, Date]:
        """Event id -> when it was, on the clock of the site; without those that do not say."""
        return {key: self.shown(event.when) for key, event in self.events.items() if event.when}

    def shown(self, date: Date, *locals_: tzinfo) -> Date:
        """``date`` with its times on the clock of the site, if the settings name one.

        A time without an offset is one of ``locals_``, or of the site.
        """
        return date.on(self.clock, *(locals_ or (self.clock,))) if self.timezone else date

    @look_up
    def clock(self) -> tzinfo:
        """The clock of the site; UTC where the settings name none."""
        return clock_named(self.timezone) or UTC

    def clocks_of(self, claim: Claim) -> tuple[tzinfo, ...]:
        """The clocks by which those who make a claim date it; that of the site where none has one.

        A joint statement may have several.
        """
        known = [clock for actor in claim.by if (clock := self.clock_of(actor))]
        return tuple(dict.fromkeys(known)) or (self.clock,)

    def clock_of(self, actor: str) -> tzinfo | None:
        """The clock of ``actor``, or of the nearest body it speaks for that has one."""
        return self._clocks.get(actor)

    @look_up
    def _clocks(self) -> dict[str, tzinfo | None]:
        return {
            actor: clock_named(self._nearest(actor, lambda body: body.timezone))
            for actor in self.actors
        }

    def clock_of_source(self, source: str) -> tzinfo | None:
        """The clock of whoever published a source, where both are known."""
        return self.clock_of(self.publisher_of.get(source, ""))

    def _nearest(self, actor: str, value_of: Callable[[Actor], str]) -> str:
        """A value of ``actor``, or of the nearest body it speaks for that has one; else ``""``."""
        bodies = (self.actors.get(name) for name in self.line_of(actor))
        return next((value for body in bodies if body and (value := value_of(body))), "")

    @cached_property
    @lasting
    def linked_from(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Id -> (id of an object, name of its field) for each other object that names it.

        An id need not belong to an object: a name that leads nowhere is here too.
        """
        namers: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for object_ in self.objects.values():
            for link in links(object_):
                if link.target != object_.id:
                    namers[link.target].append((object_.id, link.field))
        return {target: tuple(pairs) for target, pairs in namers.items()}

    def naming(self, target: str, *fields: str) -> tuple[str, ...]:
        """The ids of the objects that name ``target`` in one of ``fields``, each once."""
        pairs = self.linked_from.get(target, ())
        return tuple(dict.fromkeys(owner for owner, name in pairs if name in fields))

    @look_up
    def mentions(self) -> dict[str, dict[str, Reference]]:
        """Id -> page -> its first link to it, for each page whose prose has one."""
        first_links: dict[str, dict[str, Reference]] = defaultdict(dict)
        for docname in sorted(self.pages):
            for reference in self.pages[docname].references:
                if reference.page in ("", self.home.get(reference.target)):
                    first_links[reference.target].setdefault(docname, reference)
        return dict(first_links)

    @look_up
    def mentioned_on(self) -> dict[str, tuple[str, ...]]:
        """Id -> the pages whose prose links to it."""
        return {target: tuple(pages) for target, pages in self.mentions.items()}

    @look_up
    def answers(self) -> dict[str, tuple[str, ...]]:
        """Question id -> the claims that answer it, by date."""
        claims_of: dict[str, list[str]] = defaultdict(list)
        for claim in self.claims.values():
            for answer in claim.answers:
                claims_of[answer.question].append(claim.id)
        return {question: self.by_date(claims) for question, claims in claims_of.items()}

    def compared(self, question: str) -> tuple[str, ...]:
        """The claims that answer a question, by date, as many as are compared with each other.

        To compare all pairs, and to show each claim with all its rivals, takes time and room that
        grow with the square of their number. A check tells where there are more.
        """
        return self.answers.get(question, ())[:MOST_COMPARED]

    def answer(self, claim: str, question: str) -> Answer | None:
        """What a claim answers to a question."""
        answers = self.claims[claim].answers
        return next((one for one in answers if one.question == question), None)

    @look_up
    def cited_by(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """(Source key, passage) -> the objects that cite it; passage ``""`` is the whole source."""
        # A dictionary without values is a set in order: an object may cite a passage twice.
        citing: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for object_ in self.objects.values():
            for citation in citations(object_):
                citing[citation.source, citation.passage][object_.id] = None
        return {place: tuple(ids) for place, ids in citing.items()}

    @look_up
    def resting_on(self) -> dict[str, tuple[str, ...]]:
        """Source key -> the objects that cite it, whichever passage, in the order of pages."""
        citing: dict[str, dict[str, None]] = defaultdict(dict)
        for object_ in self.objects.values():
            for citation in citations(object_):
                citing[citation.source][object_.id] = None
        return {source: tuple(ids) for source, ids in citing.items()}

    @look_up
    def citing_pages(self) -> dict[str, tuple[str, ...]]:
        """Source key -> the pages whose prose cites it."""
        return self._pages_by(lambda page: (citation.source for citation in page.cites))

    @look_up
    def coverage_home(self) -> dict[str, str]:
        """Source key -> the first page that shows its passages."""
        return {key: pages[0] for key, pages in self._pages_by(lambda page: page.coverages).items()}

    @look_up
    def source_anchors(self) -> frozenset[tuple[str, str]]:
        """Page and anchor of each source that is listed, and of its passages where they begin."""
        listed = {(page, source_anchor(key)) for key, page in self.bibliography_homes.items()}
        passages = {
            (page, passage_anchor(key, passage))
            for key, page in self.coverage_home.items()
            if key in self.manifests
            for passage in self.manifests[key].passages
        }
        return frozenset(listed | passages)

    def has_anchor(self, docname: str, anchor: str) -> bool:
        """Whether a link may name an anchor behind the path of a page."""
        is_ours = self.home.get(anchor) == docname or (docname, anchor) in self.source_anchors
        return is_ours or anchor in self.anchors.get(docname, ())

    @look_up
    def bibliography_homes(self) -> dict[str, str]:
        """Source key -> the page that lists it.

        A bibliography that takes some sources goes before one that takes all: it is the smaller
        page, and its author chose it for them.
        """
        if self.is_shared:
            return {key: docname for key, (docname, _) in self.listed.items()}
        # Page by page, the earlier one winning: what is on the right of `|` is kept.
        chosen: dict[str, str] = {}
        takes_all = []
        for docname in sorted(self.pages):
            for listed in self.pages[docname].source_lists:
                if listed.taken is None:
                    takes_all.append(docname)
                else:
                    chosen = dict.fromkeys(listed.taken, docname) | chosen
        rest = dict.fromkeys(self.sources, takes_all[0]) if takes_all else {}
        return rest | chosen

    def anchor_of_source(self, key: str) -> str:
        """The anchor of a source on the page that lists it."""
        return self.listed[key][1] if key in self.listed else source_anchor(key)

    @look_up
    def legend_home(self) -> dict[str, str]:
        """Name of a legend -> the first page that shows it."""
        return {name: pages[0] for name, pages in self._pages_by(lambda page: page.legends).items()}

    @look_up
    def corrections(self) -> tuple[Correction, ...]:
        """The corrections of all pages, in the order of pages."""
        return tuple(one for name in sorted(self.pages) for one in self.pages[name].corrections)

    def _pages_by(self, names: Callable[[Page], Iterable[str]]) -> dict[str, tuple[str, ...]]:
        """Name -> the pages that have it among their ``names``, each once, in order."""
        pages_of: dict[str, dict[str, None]] = defaultdict(dict)
        for docname in sorted(self.pages):
            for name in names(self.pages[docname]):
                pages_of[name][docname] = None
        return {name: tuple(docnames) for name, docnames in pages_of.items()}

    @cached_property
    @lasting
    def publisher_of(self) -> dict[str, str]:
        """Source key -> id of the actor that published it, for those whose outlet is an actor.

        A source names its outlet in words, so that is found by name, whatever case and accents. It
        lasts all the same: no rename of what an outlet is called is taken for a mere rename.
        """
        # In its own dossier first: two papers of one name may be two papers.
        sources = {("", key): one for key, one in self.sources.items()}
        for name, site in self.sites.items():
            sources |= {(name, key): one for key, one in site.sources.items()}
        found: dict[str, str] = {}
        for (site_id, key), source in sources.items():
            outlet = fold(source.outlet)
            actor = self._named.get((site_id, outlet)) or self._named.get(("", outlet))
            if actor:
                found.setdefault(key, actor)
        return found

    @look_up
    def _named(self) -> dict[tuple[str, str], str]:
        """A site (``""`` for ours) and a name without case and accents -> the id of the actor."""
        # Of two actors with one name the first in the order of pages is meant.
        by_name: dict[tuple[str, str], str] = {}
        for actor in self.actors.values():
            for name in names_of(actor):
                by_name.setdefault((site_of(actor.id), fold(name)), actor.id)
        return by_name

    def twin(self, actor: str) -> str:
        """The actor of that name here, or of an earlier site, for one of another site; or itself.

        Two dossiers know nothing of each other's ids. Taken for two bodies, one would be two
        origins; taken for one, two of one name are an origin too few, which claims less.
        """
        site, known = site_of(actor), self.actors.get(actor)
        if not site or known is None:
            return actor
        before = ("", *(one for one in sorted(self.sites) if one < site))
        wanted = ((one, fold(name)) for one in before for name in names_of(known))
        return next((self._named[one] for one in wanted if one in self._named), actor)

    @look_up
    def _speaks_for(self) -> dict[str, str]:
        """Actor -> whom it speaks for next, or ``""``; one of another site for its twin."""
        twins = {key: self.twin(key) for key in self.actors}
        return {key: twin if twin != key else self.actors[key].of for key, twin in twins.items()}

    def line_of(self, actor: str) -> list[str]:
        """``actor``, the body that it speaks for, the body that one speaks for, and so on.

        A spokeswoman ``:of:`` a ministry that is ``:of:`` a state: ``["spokeswoman", "ministry",
        "state"]``. In a circle, which the checks report, nobody comes twice; they report a line of
        more than :data:`MOST_LEVELS` too, which is cut there.
        """
        line = [actor]
        while (body := self._speaks_for.get(line[-1], "")) and body not in line:
            if len(line) == MOST_LEVELS:
                break
            line.append(body)
        return line

    def body_of(self, actor: str) -> str:
        """The body that really speaks when ``actor`` does: the last of :meth:`line_of`.

        ``state`` for the spokeswoman of a ministry of that state; an unknown id is its own body.
        """
        return self._bodies.get(actor, actor)

    @look_up
    def _bodies(self) -> dict[str, str]:
        """Actor id -> body; where the line ends in a circle, the least id of the circle.

        So all members of a circle have one body, whichever of them the line begins with.
        """
        bodies = {}
        for actor in self.actors:
            line = self.line_of(actor)
            back = self._speaks_for.get(line[-1], "")
            bodies[actor] = min(line[line.index(back) :]) if back in line else line[-1]
        return bodies

    def around(self, place: str) -> list[str]:
        """``place``, all places that it lies in, whoever says so, and what these lie in.

        What is nearest comes first; where places lie in each other, which the checks report, none
        comes twice. They report more than :data:`MOST_LEVELS` too, of which the nearest are given.
        """
        found = [place]
        # The list grows while it is read; a place lies in a handful of others.
        for one in found:
            parents = self.places[one].within if one in self.places else ()
            found += dict.fromkeys(p.place for p in parents if p.place not in found)
            if len(found) >= MOST_LEVELS:
                return found[:MOST_LEVELS]
        return found

    def bodies_of(self, claim: Claim) -> tuple[str, ...]:
        """All for whom a claim counts: who says it, and those whom they speak for, each once.

        What the spokeswoman of a ministry says counts for her, the ministry and its state; a joint
        statement of two ministries of that state counts for it once.
        """
        return tuple(dict.fromkeys(body for actor in claim.by for body in self.line_of(actor)))

    def addressees(self, claim: Claim) -> tuple[str, ...]:
        """The ids of those to whom a claim is made: whom ``:to:`` names, and who exist.

        A denial without ``:to:`` speaks to those whom it denies: the reply ``:denies:`` a claim
        ``:by:`` the ministry has the addressee ``ministry``.
        """
        named = claim.to
        # A denial answers somebody; a dispute or a correction may be said to anybody.
        if claim.known_act == "denies" and not named:
            denied = self.related(claim.id, "denies")
            named = tuple(dict.fromkeys(who for key in denied for who in self.claims[key].by))
        return tuple(one for one in named if one in self.objects)

    @look_up
    def concerning(self) -> dict[str, tuple[str, ...]]:
        """Actor id -> the claims by it, to it, or by or to somebody who speaks for it.

        What the spokeswoman of a ministry says concerns her, the ministry and its state.
        """
        claims_of: dict[str, dict[str, None]] = defaultdict(dict)
        for claim in self.claims.values():
            for voice in (*claim.by, *self.addressees(claim)):
                for actor in self.line_of(voice):
                    claims_of[actor][claim.id] = None
        return {actor: tuple(claims) for actor, claims in claims_of.items()}

    def side_of(self, actor: str) -> str:
        """The side of ``actor``, or of the nearest body it speaks for that has one; else ``""``.

        A spokeswoman without ``:side:`` has the side of her ministry.
        """
        return self._nearest(actor, lambda body: "" if site_of(body.side) else body.side)

    def side_at_home(self, actor: str) -> str:
        """The side of ``actor`` here, or else in the dossier that it is of: ``strike:owners``.

        No view shows the latter; but who is of one side there is so for what we work out, too.
        """
        return self.side_of(actor) or self._nearest(actor, lambda body: body.side)

    def sides_of(self, claim: Claim) -> tuple[str, ...]:
        """The sides of those who say a claim, each once; ``("",)`` for those on none.

        A joint statement of two sides is one of each.
        """
        return tuple(dict.fromkeys(self.side_of(actor) for actor in claim.by)) or ("",)

    def side_of_claim(self, claim: Claim) -> str:
        """The one side that says a claim; ``""`` where there is none, or more than one."""
        sides = self.sides_of(claim)
        return sides[0] if len(sides) == 1 else ""


def names_of(actor: Actor) -> tuple[str, ...]:
    """What an actor is called, by whomever."""
    return actor.name, *(name.text for name in actor.also)


def _without(site: OtherSite, claims: set[str]) -> OtherSite:
    return replace(site, objects=tuple(one for one in site.objects if one.id not in claims))


def _looked_at(index: Index, day: Date | None) -> Index:
    # Frozen for all others; this one is new, and nobody has it yet.
    object.__setattr__(index, "looked_at_from", day)
    return index


def title(object_: Object) -> str:
    """The name of an object; of a claim the beginning of its text, or its id where it has none."""
    if isinstance(object_, Claim):
        return excerpt(object_.text) or object_.id
    return object_.name
