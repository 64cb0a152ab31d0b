"""Everything that all pages together say, looked up by id.

An index is made anew from the pages at every build and is never stored.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.model import (
    INVERSE,
    Actor,
    Citation,
    Claim,
    Event,
    Object,
    Place,
    Question,
    Source,
    Where,
)
from sphinx_dossier.core.names import excerpt, fold
from sphinx_dossier.core.page import UNNAMED_LINK, Correction, Page, Reference

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sphinx_dossier.core.boundaries import Boundaries
    from sphinx_dossier.core.manifests import Manifest
    from sphinx_dossier.core.retired import Tombstone

ANY: Final = ("actor", "place", "event", "question", "claim")


class Link(NamedTuple):
    """A mention of an object in a field of another one, and the kinds that may stand there."""

    field: str
    target: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Index:
    """All pages, sources and manifests, and what follows from them.

    Where several pages define one id, the first one in the order of page names counts.
    """

    pages: Mapping[str, Page]
    sources: Mapping[str, Source]
    manifests: Mapping[str, Manifest]
    labels: frozenset[str] = frozenset()
    boundaries: Boundaries | None = None
    tombstones: Mapping[str, Tombstone] = field(default_factory=dict)
    published: Mapping[str, Where] = field(default_factory=dict)
    retired_pages: Mapping[str, Tombstone] = field(default_factory=dict)
    published_pages: Mapping[str, Where] = field(default_factory=dict)

    @cached_property
    def objects(self) -> dict[str, Object]:
        """Each object by id, in the order of pages; links in its text say what they lead to."""
        first = {thing.id: thing for _, thing in self._first_definitions}
        return {key: _with_names(thing, first) for key, thing in first.items()}

    @cached_property
    def titles(self) -> dict[str, str]:
        """How each object is called; links ask for it over and over."""
        return {key: title(thing) for key, thing in self.objects.items()}

    @cached_property
    def home(self) -> dict[str, str]:
        """The page that defines each object."""
        return {thing.id: docname for docname, thing in self._first_definitions}

    @cached_property
    def _first_definitions(self) -> list[tuple[str, Object]]:
        found: dict[str, tuple[str, Object]] = {}
        for docname in sorted(self.pages):
            for thing in self.pages[docname].objects:
                found.setdefault(thing.id, (docname, thing))
        return list(found.values())

    @cached_property
    def duplicates(self) -> list[tuple[Object, Object]]:
        """Pairs of the object that counts and a later one with the same id."""
        first = {thing.id: thing for _, thing in self._first_definitions}
        return [
            (first[thing.id], thing)
            for docname in sorted(self.pages)
            for thing in self.pages[docname].objects
            if first[thing.id] is not thing
        ]

    def owned_by(self, page: Page) -> list[Object]:
        """The objects that a page defines, each once, without those that another page owns."""
        named = dict.fromkeys(thing.id for thing in page.objects)
        return [self.objects[key] for key in named if self.home[key] == page.docname]

    def actor(self, identifier: str) -> Actor | None:
        """The actor of that id."""
        thing = self.objects.get(identifier)
        return thing if isinstance(thing, Actor) else None

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """All actors by id."""
        return {key: thing for key, thing in self.objects.items() if isinstance(thing, Actor)}

    @cached_property
    def places(self) -> dict[str, Place]:
        """All places by id."""
        return {key: thing for key, thing in self.objects.items() if isinstance(thing, Place)}

    @cached_property
    def events(self) -> dict[str, Event]:
        """All events by id."""
        return {key: thing for key, thing in self.objects.items() if isinstance(thing, Event)}

    @cached_property
    def questions(self) -> dict[str, Question]:
        """All questions by id."""
        return {key: thing for key, thing in self.objects.items() if isinstance(thing, Question)}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """All claims by id."""
        return {key: thing for key, thing in self.objects.items() if isinstance(thing, Claim)}

    @cached_property
    def relations(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """For each claim and relation word, in both directions, the claims at the other end."""
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for claim in self.claims.values():
            for word, targets in claim.relations:
                for target in targets:
                    if target in self.claims and target != claim.id:
                        found[claim.id][word].add(target)
                        found[target][INVERSE[word]].add(claim.id)
        return {
            claim: {word: self.by_date(found[claim][word]) for word in sorted(found[claim])}
            for claim in found
        }

    def related(self, claim: str, *words: str) -> tuple[str, ...]:
        """The claims at the other end of the relations ``words`` of ``claim``."""
        ends = self.relations.get(claim)
        if not ends:
            return ()
        if len(words) == 1:
            return ends.get(words[0], ())
        return tuple(dict.fromkeys(other for word in words for other in ends.get(word, ())))

    def by_date(self, claims: set[str] | Sequence[str]) -> tuple[str, ...]:
        """Claims in the order in which they were made; undated ones last."""

        def key(identifier: str) -> tuple[object, ...]:
            said = self.claims[identifier].said
            return (said is None, said.sort_key if said else (), identifier)

        return tuple(sorted(claims, key=key))

    @cached_property
    def linked_from(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """For each id, the (object, field) pairs that name it."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for thing in self.objects.values():
            for link in links(thing):
                if link.target != thing.id:
                    found[link.target].append((thing.id, link.field))
        return {target: tuple(pairs) for target, pairs in found.items()}

    def naming(self, target: str, *fields: str) -> tuple[str, ...]:
        """The objects that name ``target`` in one of ``fields``."""
        pairs = self.linked_from.get(target, ())
        return tuple(dict.fromkeys(thing for thing, field in pairs if field in fields))

    @cached_property
    def mentions(self) -> dict[str, dict[str, Reference]]:
        """For each id, the pages whose prose links to it, with the first link of each."""
        found: dict[str, dict[str, Reference]] = defaultdict(dict)
        for docname in sorted(self.pages):
            for reference in self.pages[docname].references:
                found[reference.target].setdefault(docname, reference)
        return dict(found)

    @cached_property
    def mentioned_on(self) -> dict[str, tuple[str, ...]]:
        """For each id, the pages whose prose links to it."""
        return {target: tuple(pages) for target, pages in self.mentions.items()}

    @cached_property
    def answers(self) -> dict[str, tuple[str, ...]]:
        """For each question, the claims that answer it, by date."""
        found: dict[str, list[str]] = defaultdict(list)
        for claim in self.claims.values():
            if claim.answers:
                found[claim.answers.question].append(claim.id)
        return {question: self.by_date(claims) for question, claims in found.items()}

    @cached_property
    def cited_by(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """For each (source, passage), the objects that cite it; ``""`` is the whole source."""
        found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for thing in self.objects.values():
            for citation in citations(thing):
                found[citation.source, citation.passage][thing.id] = None
        return {place: tuple(things) for place, things in found.items()}

    @cached_property
    def resting_on(self) -> dict[str, tuple[str, ...]]:
        """For each source, the objects that cite it, by page order."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for thing in self.objects.values():
            for citation in citations(thing):
                found[citation.source][thing.id] = None
        return {source: tuple(things) for source, things in found.items()}

    @cached_property
    def citing_pages(self) -> dict[str, tuple[str, ...]]:
        """For each source, the pages whose prose cites it."""
        return self._pages_by(lambda page: (citation.source for citation in page.cites))

    @cached_property
    def coverage_home(self) -> dict[str, str]:
        """For each source, the page that shows its passages."""
        return {key: pages[0] for key, pages in self._pages_by(lambda page: page.coverages).items()}

    @cached_property
    def bibliography_homes(self) -> dict[str, str]:
        """For each source, the page that lists it; one that takes all sources comes last."""
        found: dict[str, str] = {}
        takes_all = []
        for docname in sorted(self.pages):
            for listed in self.pages[docname].source_lists:
                if listed.taken is None:
                    takes_all.append(docname)
                else:
                    found = dict.fromkeys(listed.taken, docname) | found
        rest = dict.fromkeys(self.sources, takes_all[0]) if takes_all else {}
        return rest | found

    @cached_property
    def legend_home(self) -> dict[str, str]:
        """For each legend, the first page that shows it."""
        return {name: pages[0] for name, pages in self._pages_by(lambda page: page.legends).items()}

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """The corrections that pages tell, in the order of pages."""
        return tuple(one for name in sorted(self.pages) for one in self.pages[name].corrections)

    def _pages_by(self, names: Callable[[Page], Iterable[str]]) -> dict[str, tuple[str, ...]]:
        """For each name, the pages that say it, in their order."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for docname in sorted(self.pages):
            for name in names(self.pages[docname]):
                found[name][docname] = None
        return {name: tuple(docnames) for name, docnames in found.items()}

    @cached_property
    def publisher_of(self) -> dict[str, str]:
        """For each source, the actor that published it, found by name."""
        by_name: dict[str, str] = {}
        for actor in self.actors.values():
            for name in (actor.name, *(name.text for name in actor.also)):
                by_name.setdefault(fold(name), actor.id)
        found = {key: by_name.get(fold(source.outlet)) for key, source in self.sources.items()}
        return {key: actor for key, actor in found.items() if actor}

    def body_of(self, actor: str) -> str:
        """The body at the end of ``of``: who really speaks when ``actor`` does."""
        return self._bodies.get(actor, actor)

    @cached_property
    def _bodies(self) -> dict[str, str]:
        found = {}
        for actor in self.actors:
            line = self.line_of(actor)
            thing = self.actors.get(line[-1])
            back = thing.of if thing else ""
            found[actor] = min(line[line.index(back) :]) if back else line[-1]
        return found

    def line_of(self, actor: str) -> list[str]:
        """``actor``, the body it speaks for, the body that one speaks for, and so on."""
        line = [actor]
        while (thing := self.actors.get(line[-1])) and thing.of and thing.of not in line:
            line.append(thing.of)
        return line

    def addressees(self, claim: Claim) -> tuple[str, ...]:
        """Whom a claim names; a denial that names nobody speaks to those whom it denies."""
        named = claim.to
        if claim.act == "denies" and not named:
            named = tuple(self.claims[key].by for key in self.related(claim.id, "denies"))
        return tuple(one for one in named if one in self.objects)

    @cached_property
    def concerning(self) -> dict[str, tuple[str, ...]]:
        """For each actor, the claims by or to it or somebody who speaks for it."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for claim in self.claims.values():
            for voice in (claim.by, *self.addressees(claim)):
                for actor in self.line_of(voice):
                    found[actor][claim.id] = None
        return {actor: tuple(claims) for actor, claims in found.items()}

    def side_of(self, actor: str) -> str:
        """The side of ``actor``, or of the nearest body it speaks for that has one."""
        seen: set[str] = set()
        while actor and actor not in seen:
            seen.add(actor)
            thing = self.actors.get(actor)
            if thing is None or thing.side:
                return thing.side if thing else ""
            actor = thing.of
        return ""


def _with_names(thing: Object, things: Mapping[str, Object]) -> Object:
    def name(link: re.Match[str]) -> str:
        target = things.get(link[1])
        if isinstance(target, Claim):
            return excerpt(UNNAMED_LINK.sub(r"\1", target.text)) or target.id
        return target.name if target else link[1]

    text = UNNAMED_LINK.sub(name, thing.text)
    return thing if text == thing.text else replace(thing, text=text)


def title(thing: Object) -> str:
    """The name of an object; of a claim the beginning of its words."""
    return excerpt(thing.text) or thing.id if isinstance(thing, Claim) else thing.name


def citations(thing: Object) -> tuple[Citation, ...]:
    """The citations of an object of any kind."""
    return thing.cites if isinstance(thing, Claim | Event | Place) else ()


def links(thing: Object) -> Iterator[Link]:
    """Every id that an object names in its fields."""
    match thing:
        case Actor():
            yield from _links("of", ("actor",), thing.of)
        case Place():
            for parent in thing.within:
                yield from _links("within", ("place",), parent.place)
                yield from _links("according-to", ("actor",), parent.according_to)
        case Event():
            yield from _links("at", ("place",), *thing.at)
            yield from _links("with", ("actor",), *thing.with_)
            yield from _links("part-of", ("event",), thing.part_of)
        case Question():
            yield from _links("about", ANY, *thing.about)
        case Claim():
            yield from _claim_links(thing)


def _claim_links(claim: Claim) -> Iterator[Link]:
    yield from _links("by", ("actor",), claim.by)
    yield from _links("via", ("actor",), *claim.via)
    yield from _links("to", ("actor", "place"), *claim.to)
    yield from _links("event", ("event",), claim.event)
    yield from _links("at", ("place",), *claim.at)
    if claim.answers:
        yield from _links("answers", ("question",), claim.answers.question)
    for word, targets in claim.relations:
        yield from _links(word, ("claim",), *targets)


def _links(field: str, kinds: tuple[str, ...], *targets: str) -> Iterator[Link]:
    for target in targets:
        if target:
            yield Link(field, target, kinds)
