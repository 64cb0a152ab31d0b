"""The rules of a dossier: each ``check_x`` is a generator of problems over an index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.index import citations, links
from sphinx_dossier.core.model import (
    Actor,
    Citation,
    Claim,
    Event,
    Object,
    Place,
    Where,
    kind_of,
)
from sphinx_dossier.core.names import FormFinder, words
from sphinx_dossier.core.page import MANIFEST
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.core.retired_pages import check_pages
from sphinx_dossier.core.status import first_speaker, standings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_dossier.core.retired import Tombstone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.retired import Tombstone

NOT_YET: Final = "not yet taken up"
"""The reason of a passage that waits; it keeps the build quiet, and counts as nothing done."""
QUOTE_LIMIT: Final = 12
"""The most words that a quote may have."""


def check(index: Index) -> list[Problem]:
    """All problems: those noted while reading, and those that only the whole shows."""
    found = {problem for page in index.pages.values() for problem in page.problems}
    for rule in CHECKS:
        found.update(rule(index))
    return sorted(found, key=lambda problem: problem.sort_key)


def check_ids(index: Index) -> Iterator[Problem]:
    """Bad: two objects with one id. Good: every id belongs to one object."""
    for first, second in index.duplicates:
        yield duplicate_problem(first, second)


def check_links(index: Index) -> Iterator[Problem]:
    """Bad: ``:by: aliev`` where nobody is called so. Good: an id of the kind that is asked for."""
    for thing in index.objects.values():
        for link in links(thing):
            if link.target == thing.id:
                message = f"{thing.id!r} names itself in :{link.field}:"
                yield Problem(Code.SELF_RELATION, message, thing.where)
            elif target := index.objects.get(link.target):
                if kind_of(target) not in link.kinds:
                    message = _wrong_kind(f":{link.field}: of {thing.id!r}", target, link.kinds)
                    yield Problem(Code.WRONG_KIND, message, thing.where)
            elif stone := index.tombstones.get(link.target):
                message = f":{link.field}: of {thing.id!r} names {_retired(stone)}"
                yield Problem(Code.RETIRED_ID, message, thing.where)
            else:
                message = f":{link.field}: of {thing.id!r} names {link.target!r}, which no page "
                yield Problem(Code.UNKNOWN_ID, message + "defines", thing.where)


def check_references(index: Index) -> Iterator[Problem]:
    """Bad: ``[](#aliev)`` where nothing is called so. Good: a link to an id that exists."""
    for page in index.pages.values():
        for reference in page.references:
            target, kind, where = reference[:3]
            thing = index.objects.get(target)
            is_missing = thing is None and not reference.is_local
            if is_missing and target in index.tombstones:
                message = f"the link leads to {_retired(index.tombstones[target])}"
                yield Problem(Code.RETIRED_ID, message, where)
            elif is_missing and (kind or target not in index.labels):
                message = f"the link to {target!r} finds no object of that id"
                yield Problem(Code.UNKNOWN_ID, message, where)
            elif thing is not None and kind and kind_of(thing) != kind:
                message = _wrong_kind(f"{{{kind}}}`{target}`", thing, (kind,))
                yield Problem(Code.WRONG_KIND, message, where)


def _retired(stone: Tombstone) -> str:
    instead = f"; take {stone.replaced_by!r}" if stone.replaced_by else ""
    return f"{stone.id!r}, which was retired: {stone.reason}{instead}"


def check_tombstones(index: Index) -> Iterator[Problem]:
    """Bad: an id that vanishes, or comes back as another thing. Good: retired with a reason."""
    for stone in index.tombstones.values():
        if thing := index.objects.get(stone.id):
            message = f"the id {stone.id!r} was retired: {stone.reason}"
            yield Problem(Code.REUSED_ID, message, thing.where)
        other = stone.replaced_by
        if other and other not in index.objects and other not in index.tombstones:
            message = f"the tombstone of {stone.id!r} leads to {other!r}, which no page defines"
            yield Problem(Code.UNKNOWN_ID, message, stone.where)
    for name, where in index.published.items():
        if name not in index.objects and name not in index.tombstones:
            message = f"{name!r} was published and is gone: say why in the file of tombstones"
            yield Problem(Code.LOST_ID, message, where)


def check_corrections(index: Index) -> Iterator[Problem]:
    """Bad: a correction of nothing. Good: of an object, or of one that was retired."""
    for correction in index.corrections:
        for name in correction.of:
            if name not in index.objects and name not in index.tombstones:
                message = f":of: of {{correction}} names {name!r}, which no page defines"
                yield Problem(Code.UNKNOWN_ID, message, correction.where)


def check_arguments(index: Index) -> Iterator[Problem]:
    """Bad: ``{chain} typo``. Good: a view of something that exists."""
    for page in index.pages.values():
        for argument in page.arguments:
            directive, target, kind, where = argument
            thing = index.objects.get(target)
            if kind == MANIFEST and target not in index.manifests:
                message = f"{{{directive}}} needs a source with a manifest; {target!r} has none"
                yield Problem(Code.UNKNOWN_SOURCE, message, where)
            elif kind != MANIFEST and (thing is None or kind_of(thing) != kind):
                message = f"{{{directive}}} needs the id of {_one(kind)}; {target!r} is none"
                yield Problem(Code.UNKNOWN_ID, message, where)
        for citation in page.cites:
            yield from _check_citation(index, citation)


def _wrong_kind(what: str, thing: Object, kinds: Iterable[str]) -> str:
    wanted = " or ".join(_one(kind) for kind in kinds)
    return f"{what} names {thing.id!r}, {_one(kind_of(thing))}; write the id of {wanted}"


def _one(kind: str) -> str:
    return f"an {kind}" if kind in ("actor", "event") else f"a {kind}"


def check_citations(index: Index) -> Iterator[Problem]:
    """Bad: a key or passage that is not there. Good: each citation can be looked up."""
    for thing in index.objects.values():
        if isinstance(thing, Claim | Event) and not thing.cites:
            message = f"{kind_of(thing)} {thing.id!r} cites nothing: add :cites:"
            yield Problem(Code.NO_CITATION, message, thing.where)
        for citation in citations(thing):
            yield from _check_citation(index, citation)


def _check_citation(index: Index, citation: Citation) -> Iterator[Problem]:
    key, passage, quote, where = citation
    manifest = index.manifests.get(key)
    if key not in index.sources:
        yield Problem(Code.UNKNOWN_SOURCE, f"no .bib file has the key {key!r}", where)
    if passage and manifest is None:
        message = f"{key!r} has no passage manifest, so {passage} cannot be looked up"
        yield Problem(Code.UNKNOWN_PASSAGE, message, where)
    elif manifest and passage and passage not in manifest.passages:
        last = list(manifest.passages)[-1] if manifest.passages else "none"
        message = f"{key!r} has no passage {passage}: its last one is {last}"
        yield Problem(Code.UNKNOWN_PASSAGE, message, where)
    elif quote and not passage:
        message = "a quote needs the passage where it stands: write KEY p16 before it"
        yield Problem(Code.UNKNOWN_PASSAGE, message, where)
    elif quote and manifest:
        if len(words(quote)) < 3:
            message = f"a quote has three words or more, or it cannot be checked: {quote!r}"
            yield Problem(Code.BAD_CITATION, message, where)
        elif not manifest.holds(passage, quote):
            message = f"{passage} of {key!r} does not hold the words {quote!r}"
            yield Problem(Code.QUOTE_NOT_FOUND, message, where)
        elif manifest.is_whole_sentence(passage, quote):
            message = f"{quote!r} is a whole sentence of {key!r}: quote less"
            yield Problem(Code.QUOTE_WHOLE_SENTENCE, message, where)


def check_quotes(index: Index) -> Iterator[Problem]:
    """Bad: thirteen quoted words. Good: twelve at most."""
    for thing in index.objects.values():
        for citation in citations(thing):
            count = len(words(citation.quote))
            if count > QUOTE_LIMIT:
                message = f"the quote has {count} words; {QUOTE_LIMIT} are the most"
                yield Problem(Code.QUOTE_TOO_LONG, message, citation.where)


def check_dates(index: Index) -> Iterator[Problem]:
    """Bad: said on the 29th, cited from a paper of the 28th. Good: said by then."""
    for claim in index.claims.values():
        for citation in claim.cites:
            source = index.sources.get(citation.source)
            if not claim.said or not source or not source.date:
                continue
            if claim.said.first.date() > source.date.last.date():
                message = (
                    f"claim {claim.id!r} is dated {claim.said}, after its source "
                    f"{source.id!r} of {source.date}"
                )
                yield Problem(Code.DATE_AFTER_SOURCE, message, citation.where)


def check_units(index: Index) -> Iterator[Problem]:
    """Bad: a quantity without ``:unit:``. Good: ``:unit: villages``."""
    for question in index.questions.values():
        if question.kind == "quantity" and not question.unit:
            message = f"question {question.id!r} asks for a quantity: add :unit:"
            yield Problem(Code.NO_UNIT, message, question.where)
    for claim in index.claims.values():
        answer = claim.answers
        asked = index.questions.get(answer.question) if answer else None
        if answer and asked and asked.kind == "quantity" and not answer.is_quantity:
            message = f"{asked.id!r} asks for a number, as 7, 7..9 or 7..; not {answer.words!r}"
            yield Problem(Code.BAD_VALUE, message, claim.where)


def check_cycles(index: Index) -> Iterator[Problem]:
    """Bad: a repeats b and b repeats a. Good: every way ends at a first speaker."""
    for word in ("repeats", "drifted-from", "updates", "corrects"):
        edges = {claim: ends[word] for claim, ends in index.relations.items() if word in ends}
        yield from _cycles(index, word, edges)
    bodies = {key: (actor.of,) for key, actor in index.actors.items() if actor.of}
    yield from _cycles(index, "of", bodies)
    parts = {key: (event.part_of,) for key, event in index.events.items() if event.part_of}
    yield from _cycles(index, "part-of", parts)
    parents = {key: tuple(w.place for w in place.within) for key, place in index.places.items()}
    yield from _cycles(index, "within", parents)


def _cycles(index: Index, word: str, edges: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """One problem a circle, at its least id; a bare loop is a self-relation and not told here."""
    left = {node: {end for end in ends if end != node} for node, ends in edges.items()}
    while left := _without_dead_ends(left):
        path = [min(left)]
        while (step := min(left[path[-1]])) not in path:
            path.append(step)
        circle = path[path.index(step) :]
        turns = " → ".join([*circle, step])
        message = f":{word}: runs in a circle: {turns}"
        yield Problem(Code.RELATION_CYCLE, message, index.objects[min(circle)].where)
        left = {node: ends for node, ends in left.items() if node not in circle}


def _without_dead_ends(edges: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The nodes from which a circle can be reached, with the edges between them."""
    left = {node: ends & edges.keys() for node, ends in edges.items()}
    coming: dict[str, list[str]] = {node: [] for node in left}
    for node, ends in left.items():
        for end in ends:
            coming[end].append(node)
    dead = [node for node, ends in left.items() if not ends]
    for node in dead:
        for before in coming[node]:
            left[before].discard(node)
            if not left[before]:
                dead.append(before)
        del left[node]
    return left


def check_places(index: Index) -> Iterator[Problem]:
    """Bad: one parent, according to one side. Good: each parent with who says so."""
    for place in index.places.values():
        if len(place.within) == 1 and place.within[0].according_to:
            parent, actor = place.within[0]
            message = f"only {actor!r} is heard on {place.id!r} within {parent!r}: add the others"
            yield Problem(Code.CONTESTED_SINGLE_PARENT, message, place.where)


def check_coverage(index: Index) -> Iterator[Problem]:
    """Bad: a passage that nothing cites. Good: cited, furniture, or a reason given."""
    reasons = uncited_reasons(index)
    for key, manifest in index.manifests.items():
        for passage in manifest.passages.values():
            cited = (key, passage.id) in index.cited_by or (key, passage.id) in reasons
            if passage.role != "furniture" and not cited:
                message = f"no object cites {passage.id} of {key!r} (line {passage.line} there)"
                where = Where(manifest.path, passage.manifest_line)
                yield Problem(Code.UNCITED_PASSAGE, message, where)


def uncited_reasons(index: Index) -> dict[tuple[str, str], str]:
    """For each (source, passage) that coverage views excuse, the reason that they give."""
    found: dict[tuple[str, str], str] = {}
    for page in index.pages.values():
        for excused in page.uncited:
            found.setdefault((excused.source, excused.passage), excused.reason)
    return found


def check_orphans(index: Index) -> Iterator[Problem]:
    """Bad: an actor that nobody names. Good: named by an object or in prose."""
    for thing in index.objects.values():
        if isinstance(thing, Claim):
            continue
        if thing.id not in index.linked_from and thing.id not in index.mentioned_on:
            message = f"nothing links to the {kind_of(thing)} {thing.id!r}"
            yield Problem(Code.ORPHAN, message, thing.where)


def check_garbled(index: Index) -> Iterator[Problem]:
    """Bad: prose that speaks of Passinyan. Good: the name, or {garbled}`Passinyan`."""
    meant: dict[str, str] = {}
    right: set[str] = set()
    for thing in index.objects.values():
        if isinstance(thing, Actor | Place | Event):
            right |= {thing.name, *(name.text for name in thing.also)}
            for form in thing.garbled:
                meant.setdefault(form, thing.id)
    finder = FormFinder(form for form in meant if form not in right)
    for page in index.pages.values():
        for where, text in page.prose:
            begin = end = 0
            for form in finder.find(text):
                begin, end = _span(form, text, end)
                line = where.line + text.count("\n", 0, begin)
                message = (
                    f"{form!r} is a garbled form of {meant[form]!r}: write the name, or "
                    f"{{garbled}}`{form}`"
                )
                yield Problem(Code.GARBLED_NAME, message, Where(where.path, line))


def _span(form: str, text: str, start: int) -> tuple[int, int]:
    """Where the words of ``form`` stand in ``text`` behind ``start``."""
    places = []
    for word in form.split():
        start = max(text.find(word, start), start)
        places.append(start)
        start += len(word)
    return places[0], start


def check_sources(index: Index) -> Iterator[Problem]:
    """Bad: a source without its language, or used by nobody. Good: complete and cited."""
    for source in index.sources.values():
        missing = [] if source.language else ["langid"]
        if source.url and not source.read:
            missing.append("urldate")
        if missing:
            message = f"source {source.id!r} needs {' and '.join(missing)}"
            yield Problem(Code.SOURCE_INCOMPLETE, message, source.where)
        if source.id not in index.resting_on and source.id not in index.citing_pages:
            message = f"nothing cites the source {source.id!r}"
            yield Problem(Code.UNUSED_SOURCE, message, source.where)


def check_denials(index: Index) -> Iterator[Problem]:
    """Bad: a denial of nothing. Good: ``:denies:`` with the claim."""
    for claim in index.claims.values():
        if claim.act == "denies" and not index.related(
            claim.id, "denies", "disputes", "corrects", "repeats", "drifted-from", "corroborates"
        ):
            message = f"claim {claim.id!r} denies, and names no claim: add :denies:"
            yield Problem(Code.DENIAL_WITHOUT_CLAIM, message, claim.where)


def check_series(index: Index) -> Iterator[Problem]:
    """Bad: a figure of Monday that updates one of Tuesday. Good: later updates earlier."""
    for claim in index.claims.values():
        for other in index.related(claim.id, "updates"):
            earlier = index.claims[other].said
            if claim.said and earlier and claim.said.last < earlier.first:
                message = f"{claim.id!r} of {claim.said} updates {other!r}, said later: {earlier}"
                yield Problem(Code.SERIES_OUT_OF_ORDER, message, claim.where)


def check_chains(index: Index) -> Iterator[Problem]:
    """Bad: a relay that ends at a paper. Good: a first speaker, or what was searched."""
    for claim in index.claims.values():
        for root in standings(index)[claim.id].roots:
            head = index.claims[root]
            if root != claim.id and not first_speaker(head) and not head.searched:
                message = (
                    f"the way of {claim.id!r} ends at {root!r}, which names no speaker: add "
                    ":via: or :searched: there"
                )
                yield Problem(Code.CHAIN_WITHOUT_SPEAKER, message, claim.where)


CHECKS: Final[tuple[Callable[[Index], Iterator[Problem]], ...]] = (
    check_ids,
    check_links,
    check_references,
    check_tombstones,
    check_pages,
    check_corrections,
    check_arguments,
    check_citations,
    check_quotes,
    check_dates,
    check_units,
    check_cycles,
    check_places,
    check_coverage,
    check_orphans,
    check_garbled,
    check_sources,
    check_denials,
    check_series,
    check_chains,
)


def duplicate_problem(first: Object, second: Object) -> Problem:
    """Both places of an id that two objects share."""
    kind, at = kind_of(first), f"{first.where.path}:{first.where.line}"
    message = f"the id {second.id!r} already belongs to the {kind} at {at}: rename one of them"
    return Problem(Code.DUPLICATE_ID, message, second.where)
