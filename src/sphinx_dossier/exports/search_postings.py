"""The index of the search: which row has which word in which field, and how often.

It is what MiniSearch would make of the rows in a browser (numbers of rows that have a word in a
field, lengths of fields and their averages), so that MiniSearch ranks by it as if it had.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.memo import EachWhenAsked
from sphinx_dossier.exports.search_dates import (
    READ_WIDELY,
    in_all_forms,
    whole_date,
    written_dates,
)
from sphinx_dossier.exports.search_terms import indexed, joined, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_dossier.exports.search_rows import SearchRow

FIELDS: Final = ("title", "names", "asked", "value", "who", "text", "when", "also", "quotes")
"""What a word can stand in; ``dossier-search.js`` says what each counts for."""
WRITTEN: Final = len(FIELDS)
"""Behind the fields: where a date is written out. Its words have a blank, and no other has one."""
_NAMED: Final = ("actor", "place", "event")
PROSE: Final = ("title", "text", "asked")
"""The fields whose words prose has, where they are not those of a source."""


@dataclass(frozen=True, slots=True)
class Names:
    """The rows as they name each other: their names, bodies and answers, by the id of a row."""

    rows: Mapping[str, SearchRow]
    own: Mapping[str, list[str]]
    """The words of all names of a row, each once."""
    given: Mapping[str, Counter[str]]
    """The words with which claims answer a question, and how many claims have each."""

    def bodies(self, row: SearchRow) -> list[str]:
        """All for whom a claim counts, each once; in a circle nobody comes twice."""
        line = list(dict.fromkeys(row.by))
        for one in line:
            of = self.rows[one].of if one in self.rows else ""
            if of and of not in line:
                line.append(of)
        return line


@dataclass(slots=True)
class SearchIndex:
    """Words with their rows, and how long the fields of each row are.

    ``postings`` has for each word, by the number of a field, rows and how often it stands there in
    turns; ``used`` are words that prose of objects and pages has; ``lengths`` and ``averages`` are
    in the order of :data:`FIELDS`; ``days`` are those of titles that are a date.
    """

    names: Names
    # As dictionaries they would take most memory of all that a build makes.
    postings: dict[str, dict[int, array[int]]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    lengths: list[list[int]] = field(default_factory=list)
    averages: list[float] = field(default_factory=lambda: [0.0] * len(FIELDS))
    days: dict[int, list[str]] = field(default_factory=dict)

    def enter(self, word: str, place: int, number: int, count: int) -> None:
        """Say how often a row, which is behind all before it, has a word in a field."""
        fields = self.postings.setdefault(word, {})
        if place in fields:
            fields[place].extend((number, count))
        else:
            fields[place] = array("I", (number, count))

    def take(self, word: str) -> dict[int, dict[int, int]]:
        """Field -> row -> how often, of a word that is not asked for again."""
        found = self.postings.pop(word)
        return {
            place: dict(zip(both[::2], both[1::2], strict=True)) for place, both in found.items()
        }


def names_of(row: SearchRow) -> Iterator[str]:
    """All names of a row that has names: title, its parts, other and garbled ones."""
    if row.type not in _NAMED:
        return
    yield row.title
    # "Khankendi / Stepanakert" is two names.
    parts = row.title.split(" / ")
    yield from parts if len(parts) > 1 else ()
    yield from (name.text for name in row.also)
    yield from row.garbled


def index_rows(
    rows: Sequence[SearchRow], acts: Mapping[str, str], language: str, months: Sequence[str]
) -> SearchIndex:
    """The index over rows; ``acts`` are the words of each act, ``months`` those of the pages."""
    found = SearchIndex(names_in(rows))
    languages = languages_of_dates(rows, language)
    for number, row in enumerate(rows):
        if days := days_of_title(row, languages):
            found.days[number] = days
        _enter(found, number, row, words_of_row(found.names, row, acts, days))
        for date in sorted(dates_of_text(row, months)):
            found.enter(date, WRITTEN, number, 1)
    return found


def names_in(rows: Sequence[SearchRow]) -> Names:
    """How rows name each other."""
    by_id = {row.id: row for row in rows}
    # After an edit few are asked for.
    own = EachWhenAsked(by_id, lambda key: _unique(terms(name) for name in names_of(by_id[key])))
    return Names(by_id, own, _answers_given(rows))


def languages_of_dates(rows: Iterable[SearchRow], language: str) -> tuple[str, ...]:
    """The languages in which dates are read: that of the pages, those of names, some more."""
    spoken = (name.lang for row in rows for name in row.also if name.lang)
    return tuple(dict.fromkeys((language, *spoken, *READ_WIDELY)))


def days_of_title(row: SearchRow, languages: tuple[str, ...]) -> list[str]:
    """The days that the title of a section is, where it is a date."""
    return whole_date(row.title, languages) if row.type == "text" else []


def _enter(
    index: SearchIndex, number: int, row: SearchRow, words: Mapping[str, Sequence[str]]
) -> None:
    lengths = []
    for place, name in enumerate(FIELDS):
        counts = Counter(words[name])
        lengths.append(len(counts))
        index.averages[place] = with_average([len(counts)], index.averages[place], number)
        for word, count in counts.items():
            index.enter(word, place, number, count)
        if name in PROSE and row.type != "source":
            index.used.update(counts)
    index.lengths.append(lengths)


def words_of_row(
    names: Names, row: SearchRow, acts: Mapping[str, str], days: Iterable[str]
) -> dict[str, Sequence[str]]:
    """The words of a row by the names of its fields; ``days`` are those that its title is."""
    return {
        "title": indexed(row.title),
        "names": [*names.own[row.id], *chain.from_iterable(map(joined, names_of(row)))],
        "asked": _unique(map(indexed, row.asked)),
        "value": [*chain.from_iterable(indexed(text) for _, text in row.answers)],
        "who": [*chain.from_iterable(names.own.get(one, ()) for one in row.by)],
        "text": words_of_text(row, acts),
        "when": _unique(map(in_all_forms, (*row.periods, *days))),
        "also": _also(names, row),
        "quotes": [*chain.from_iterable(indexed(quote.text) for quote in row.quotes)],
    }


def words_of_text(row: SearchRow, acts: Mapping[str, str]) -> list[str]:
    """The words of what a row says, and of what is said about it."""
    said = f"{row.act} {acts.get(row.act, '')}" if row.act else ""
    return indexed(" ".join(part for part in (row.text, row.role, row.date, said) if part))


def dates_of_text(row: SearchRow, months: Sequence[str]) -> set[str]:
    """The dates that a row writes out, which are words of :data:`WRITTEN`."""
    return written_dates(f"{row.title}\n{row.text}", months)


def with_average(lengths: Iterable[int], average: float = 0.0, number: int = 0) -> float:
    """The average of ``number`` lengths, and of those that follow them.

    As MiniSearch goes on with its averages, so that no score is another by rounding.
    """
    for count, length in enumerate(lengths, number):
        average = (average * count + length) / (count + 1)
    return average


def _also(names: Names, row: SearchRow) -> list[str]:
    """The names of what a row mentions, and of all for whom its speakers speak."""
    mentioned = [
        names.own[one] or terms(names.rows[one].title) for one in row.mentions if one in names.rows
    ]
    behind = [names.own.get(one, []) for one in names.bodies(row) if one not in row.by]
    given = names.given.get(row.id, Counter())
    several = [word for word, count in given.items() if count > 1]
    return [*_unique([*mentioned, *behind]), *several]


def _answers_given(rows: Iterable[SearchRow]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for question, text in chain.from_iterable(row.answers for row in rows):
        found[question].update(dict.fromkeys(terms(text), 1))
    return found


def _unique(groups: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(chain.from_iterable(groups)))
