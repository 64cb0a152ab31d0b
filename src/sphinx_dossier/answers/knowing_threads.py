"""What a side answered to each question, in order: what it had surely said, and what perhaps."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.page_links import Link, link, links
from sphinx_dossier.answers.prose_names import named_answer
from sphinx_dossier.core.instants import in_order_of_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_dossier.answers.knowing_clock import Statement
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Answer


class Given(NamedTuple):
    """An answer, when it was given, and who denied it: the first statement that gave it.

    ``size`` is its number for a scale, if it is one; ``asked_for`` is what it counts, or
    the question.
    """

    statement: Statement
    answer: Answer
    size: float
    asked_for: str
    denials: tuple[Statement, ...]

    @property
    def is_number(self) -> bool:
        """Whether it is a number, or a range of numbers."""
        return self.answer.is_quantity


class Thread(NamedTuple):
    """What a side answered to a question, each answer behind those whose place it takes.

    The label of ``question`` is its short one, if it has one. ``is_cumulative`` says that its
    number can only rise. ``by`` are those who gave the answers, where they speak for no side.
    """

    question: Link
    unit: str
    is_cumulative: bool
    is_number: bool
    values: tuple[Given, ...]
    by: tuple[Link, ...] = ()

    def sure(self, minute: int) -> Given | None:
        """The last answer that had surely been given by a minute."""
        said = [one for one in self.values if one.statement.had_been_made(minute)]
        return said[-1] if said else None

    def perhaps(self, minute: int) -> tuple[Given, ...]:
        """The answers behind it that had perhaps been given."""
        sure = self.sure(minute)
        rest = self.values[self.values.index(sure) + 1 :] if sure else self.values
        return tuple(one for one in rest if one.statement.had_perhaps_been_made(minute))

    def is_raised(self, minute: int) -> bool:
        """Whether anything had been said of the question, surely or perhaps."""
        return self.sure(minute) is not None or bool(self.perhaps(minute))


class Unasked(NamedTuple):
    """The statements of an act that answer no question; ``label`` is what the project calls it."""

    act: str
    label: str
    statements: tuple[Statement, ...]


class Lane(NamedTuple):
    """What a side said: threads of numbers, answers in words, and all other statements.

    ``answers`` are threads of words, which are not drawn as one; ``timed`` are statements of which
    an hour is known, ``rest`` are all that neither a thread nor a line shows, ``unasked``
    those that answer no question. Those who are on no side have ``voices`` instead, a thread for
    each speaker and question.
    """

    side: str
    threads: tuple[Thread, ...]
    answers: tuple[Thread, ...]
    timed: tuple[Statement, ...]
    rest: tuple[Statement, ...]
    voices: tuple[Thread, ...] = ()
    unasked: tuple[Unasked, ...] = ()


def voices_of(
    index: Index, own: Mapping[str, Statement], known: Mapping[str, Statement]
) -> tuple[Thread, ...]:
    """The threads of those who are on no side, by question: each speaks for itself alone."""
    spoken: dict[tuple[str, ...], dict[str, Statement]] = defaultdict(dict)
    for key, statement in own.items():
        spoken[index.claims[key].by][key] = statement
    found = [
        thread._replace(by=links(index, by))
        for by in sorted(spoken)
        for thread in threads_of(index, spoken[by], known)
    ]
    places = {name: place for place, name in enumerate(index.questions)}
    return tuple(sorted(found, key=lambda one: places[one.question.anchor]))


def unasked_of(
    index: Index, own: Iterable[Statement], threads: Iterable[Thread]
) -> tuple[Unasked, ...]:
    """The statements that no thread has, by act: the most frequent one first."""
    asked = {one.question.anchor for one in threads}
    acts: dict[str, list[Statement]] = defaultdict(list)
    for one in own:
        # A thread has an answer once, though several statements give it.
        answers = index.claims[one.claim.anchor].answers
        if not asked & {answer.question for answer in answers}:
            acts[one.act].append(one)
    ranked = sorted(acts, key=lambda act: (-len(acts[act]), act))
    label = index.vocabulary.label
    return tuple(Unasked(act, label("acts", act), tuple(acts[act])) for act in ranked)


def threads_of(
    index: Index, own: Mapping[str, Statement], known: Mapping[str, Statement]
) -> list[Thread]:
    """The threads of a side, of which ``own`` are the statements, in the order of questions.

    ``known`` are all statements: a denial by anybody is among them.
    """
    asked: dict[str, list[str]] = defaultdict(list)
    for key in own:
        for answer in index.claims[key].answers:
            if answer.question in index.questions:
                asked[answer.question].append(key)
    names = [name for name in index.questions if name in asked]
    return [_thread(index, name, asked[name], known) for name in names]


def _thread(
    index: Index, name: str, claims: Iterable[str], known: Mapping[str, Statement]
) -> Thread:
    question = index.questions[name]
    keys = _in_order(index, name, [*claims])
    values = [
        _given(index, name, [*run], known)
        for _, run in groupby(keys, lambda key: _value(index, key, name))
    ]
    # With a denial among them, which is no number, the numbers are a thread all the same.
    is_number = question.known_kind == "quantity" and any(one.is_number for one in values)
    return Thread(
        question=link(index, name, question.short),
        unit=question.unit,
        is_cumulative=question.cumulative == "yes",
        is_number=is_number,
        values=tuple(values),
    )


def _value(index: Index, key: str, name: str) -> object:
    answer = index.answer(key, name)
    if answer is None:
        return ""
    return answer[2:] if answer.is_quantity else answer.plain_words


def _given(index: Index, name: str, run: list[str], known: Mapping[str, Statement]) -> Given:
    """An answer that some statements give, by the one that had first surely been made."""
    first = min(run, key=lambda key: (known[key].latest, known[key].earliest, key))
    claim = index.claims[first]
    answer = index.answer(first, name)
    # Only claims that answer the question come here.
    assert answer is not None
    denied = dict.fromkeys(other for key in run for other in index.related(key, "denied-by"))
    number = answer.number
    ends = [end for end in (number, answer.minimum, answer.maximum) if end is not None]
    return Given(
        statement=known[first],
        answer=named_answer(index, answer, claim),
        size=max(ends[0], 0.0) if ends else 0.0,
        asked_for=index.questions[name].unit or index.titles[name],
        denials=tuple(known[other] for other in denied if other in known),
    )


def _in_order(index: Index, name: str, claims: list[str]) -> list[str]:
    """By what updates what, and by instants; else by size where a count can only rise."""
    is_cumulative = index.questions[name].cumulative == "yes"
    spans = {key: index.instants.spans[key] for key in claims}
    keys: dict[str, tuple[object, ...]] = {
        key: (_least(index, key, name) if is_cumulative else 0.0, index.instants.places[key], key)
        for key in claims
    }
    pairs = [*_replaced(index, claims)]
    if not is_cumulative:
        return in_order_of_time(keys, pairs, spans)
    # The greatest number that was said is the one that counts, whoever repeats a smaller one.
    replaced = {earlier for earlier, _ in pairs if not _rises(index, name, earlier, pairs)}
    return sorted(claims, key=lambda key: (key not in replaced, keys[key]))


def _rises(index: Index, name: str, earlier: str, pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether no smaller number takes the place of one, as a correction does."""
    own = _least(index, earlier, name)
    return all(_least(index, later, name) >= own for first, later in pairs if first == earlier)


def _least(index: Index, key: str, name: str) -> float:
    answer = index.answer(key, name)
    if answer is None:
        return 0.0
    return next((end for end in (answer.number, answer.minimum, answer.maximum) if end), 0.0)


def _replaced(index: Index, claims: Iterable[str]) -> Iterator[tuple[str, str]]:
    known = {*claims}
    for claim in claims:
        for earlier in index.related(claim, "updates", "corrects"):
            if earlier in known:
                yield earlier, claim
