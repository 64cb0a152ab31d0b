"""Checks of what is said: quantities, relations and names mean what they seem to mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.circles import without_dead_ends
from sphinx_dossier.core.figure_checks import fault_of_notation, meant_figure
from sphinx_dossier.core.identifiers import site_of
from sphinx_dossier.core.index import MOST_LEVELS
from sphinx_dossier.core.model import NONE_CLAIMED, Actor, Event, Place, Where, where_written
from sphinx_dossier.core.names import FormFinder
from sphinx_dossier.core.origins import first_speakers
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.core.status import standings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Answer, Claim


def check_units(index: Index) -> Iterator[Problem]:
    """Bad: a quantity without ``:unit:``. Good: ``:unit: villages``."""
    for question in index.questions.values():
        if question.known_kind == "quantity" and not question.unit:
            message = f"question {question.id!r} asks for a quantity: add :unit:"
            yield Problem(Code.NO_UNIT, message, question.where)
    for claim, answer in _answers(index):
        # The table of rival numbers passes over an answer in words:
        # nobody would see that it is missing.
        asked = index.questions.get(answer.question)
        if asked is None or asked.known_kind != "quantity":
            continue
        # What is meant for a number, as 4,000, is reported by the checks of figures.
        if not (answer.is_quantity or answer.is_none_claimed or fault_of_notation(answer)):
            message = (
                f"{asked.id!r} asks for a number, as 7, 7..9, 7.. or ~7, or for `{NONE_CLAIMED}`; "
                f"not {answer.words!r}"
            )
            if meant := meant_figure(answer.words, index.language):
                message += f": write {meant}"
            where = where_written(claim, "answers", asked.id)
            yield Problem(Code.BAD_VALUE, message, where)


def _answers(index: Index) -> Iterator[tuple[Claim, Answer]]:
    for claim in index.claims.values():
        yield from ((claim, answer) for answer in claim.answers)


def check_places(index: Index) -> Iterator[Problem]:
    """Bad: one parent, according to one side. Good: each parent with the one who says so."""
    for place in index.places.values():
        if len(place.within) == 1 and place.within[0].according_to:
            parent, actor = place.within[0]
            message = f"only {actor!r} is heard on {place.id!r} within {parent!r}: add the others"
            yield Problem(Code.CONTESTED_SINGLE_PARENT, message, where_written(place, "within"))


_DENIED: Final = ("denies", "disputes", "corrects", "repeats", "drifted-from", "corroborates")
"""The relations that say what a claim denies."""


def check_denials(index: Index) -> Iterator[Problem]:
    """Bad: a denial of nothing. Good: ``:denies:`` with the claim."""
    for claim in index.claims.values():
        if claim.known_act != "denies" or index.related(claim.id, *_DENIED):
            continue
        # That nothing of its site can be read is reported once.
        if not any(index.is_lost(end.claim) for _, ends in claim.relations for end in ends):
            message = f"claim {claim.id!r} denies, and names no claim: add :denies:"
            yield Problem(Code.DENIAL_WITHOUT_CLAIM, message, claim.where)


def check_chains(index: Index) -> Iterator[Problem]:
    """Bad: a relay that ends at a paper. Good: a first speaker, or what was searched."""
    for claim in index.claims.values():
        for root in standings(index)[claim.id].roots:
            head = index.claims[root]
            # A root by itself is not reported: without a speaker it has the status `unattributed`.
            if root != claim.id and not first_speakers(head) and not head.searched:
                message = (
                    f"the way of {claim.id!r} ends at {root!r}, which names no speaker: add "
                    ":via: or :searched: there"
                )
                yield Problem(Code.CHAIN_WITHOUT_SPEAKER, message, claim.where)


def check_garbled(index: Index, docnames: Iterable[str] | None = None) -> Iterator[Problem]:
    """Bad: prose that speaks of Passinyan. Good: the name, or {garbled}`Passinyan`.

    ``docnames`` are the pages that are looked at, all of them if they are not given.
    """
    owners = _garbled_forms(index)
    # One finder for all forms: a search for each would go through every page as often.
    finder = FormFinder(owners)
    for docname in index.pages if docnames is None else docnames:
        for where, text in index.pages[docname].prose:
            begin = end = 0
            for form in finder.find(text):
                # From the end of the last one on, so that a form that is
                # there twice has both of its lines.
                begin, end = _span(form, text, end)
                message = (
                    f"{form!r} is a garbled form of {owners[form]!r}: write the name, or "
                    f"{{garbled}}`{form}`"
                )
                line = where.line + text.count("\n", 0, begin)
                yield Problem(Code.GARBLED_NAME, message, Where(where.path, line))


def _garbled_forms(index: Index) -> dict[str, str]:
    """Garbled form -> the object that it is a form of."""
    owners: dict[str, str] = {}
    names: set[str] = set()
    for object_ in index.objects.values():
        if isinstance(object_, Actor | Place | Event):
            names |= {object_.name, *(name.text for name in object_.also)}
            for form in object_.garbled:
                owners.setdefault(form, object_.id)
    # What is garbled for one object may be the right name of another one.
    return {form: owner for form, owner in owners.items() if form not in names}


def _span(form: str, text: str, start: int) -> tuple[int, int]:
    """Where ``form`` begins and ends in ``text`` after the position ``start``."""
    # Word by word, because a line may end between two of them.
    positions = []
    for word in form.split():
        start = max(text.find(word, start), start)
        positions.append(start)
        start += len(word)
    return positions[0], start


def check_cycles(index: Index) -> Iterator[Problem]:
    """Bad: a repeats b and b repeats a. Good: each claim leads back to a first speaker."""
    # Only these must end somewhere; two claims that deny each other are an ordinary dispute.
    for relation in ("repeats", "drifted-from", "updates", "corrects"):
        ends_of = index.relations.items()
        edges = {claim: ends[relation] for claim, ends in ends_of if relation in ends}
        yield from _cycles(index, relation, edges)
    bodies = {key: (actor.of,) for key, actor in index.actors.items() if actor.of}
    yield from _cycles(index, "of", bodies)
    parts = {key: (event.part_of,) for key, event in index.events.items() if event.part_of}
    yield from _cycles(index, "part-of", parts)
    parents = {key: tuple(w.place for w in place.within) for key, place in index.places.items()}
    yield from _cycles(index, "within", parents)


def check_levels(index: Index) -> Iterator[Problem]:
    """Bad: an office of an office of an office, fifty times. Good: a few levels."""
    lines = [(actor, "of", index.line_of(actor)) for actor in index.actors]
    lines += [(place, "within", index.around(place)) for place in index.places]
    for identifier, field, line in lines:
        if len(line) >= MOST_LEVELS:
            message = f":{field}: leads from {identifier!r} over {MOST_LEVELS} steps: name fewer"
            yield Problem(Code.TOO_LARGE, message, index.objects[identifier].where)


def _cycles(index: Index, field: str, edges: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """One problem for each circle of the ids that ``field`` joins, at its least id.

    An edge from an id to itself is left out: that is a self-relation, which another check reports.
    """
    left = {node: {end for end in ends if end != node} for node, ends in edges.items()}
    while left := without_dead_ends(left):
        # Every node that is left has an edge, so this walk must come back to one that it has seen;
        # with the least node at each step it is the same circle at every build.
        # From one of ours, if there is any: there its author can mend it.
        path = [min(left, key=_own_first)]
        while (step := min(left[path[-1]])) not in path:
            path.append(step)
        circle = path[path.index(step) :]
        turns = " → ".join([*circle, step])
        message = f":{field}: runs in a circle: {turns}"
        least = circle.index(min(circle, key=_own_first))
        where = where_written(index.objects[circle[least]], field, [*circle, step][least + 1])
        yield Problem(Code.RELATION_CYCLE, message, where)
        left = {node: ends for node, ends in left.items() if node not in circle}


def _own_first(name: str) -> tuple[bool, str]:
    return bool(site_of(name)), name


STATEMENT_CHECKS: Final = (
    check_units,
    check_cycles,
    check_levels,
    check_places,
    check_denials,
    check_chains,
    check_garbled,
)
"""All checks of what is said."""
