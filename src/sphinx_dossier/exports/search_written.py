"""The scripts of the search, read again so that a part of them can be made anew.

To make the index of all rows takes as long as it took the first time, and an edit changes a few of
them. What is written says of all others what it said before.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, count
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.site_folders import SEARCH_BASE, SEARCH_FOLDER
from sphinx_dossier.exports.search_postings import FIELDS, PROSE, WRITTEN, with_average
from sphinx_dossier.exports.search_shards import (
    COLUMNS,
    as_letter,
    entry,
    of_letter,
    scripts_of,
)
from sphinx_dossier.exports.search_terms import code_units

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

_OF_PROSE: Final = tuple(map(FIELDS.index, PROSE))
_WORD: Final = lazy_pattern(r'\["([^"]*)"')
_NUMBER: Final = lazy_pattern(r'\{"n":([0-9]+)')


class WordsOfRow(NamedTuple):
    """The words of a row by the names of their fields, and the dates that it writes out."""

    fields: Mapping[str, Sequence[str]]
    dates: AbstractSet[str]


@dataclass
class Written:
    """What scripts say: the line of each word, that of each row by its number, and all else."""

    words: dict[str, str]
    rows: dict[int, str]
    columns: dict[str, Any]
    base: dict[str, Any]

    def reword(self, number: int, before: WordsOfRow, after: WordsOfRow) -> None:
        """Find a row by other words than before, in the fields that are given."""
        for name in after.fields:
            place = FIELDS.index(name)
            old, new = Counter(before.fields[name]), Counter(after.fields[name])
            for word in sorted({one for one, _ in old.items() ^ new.items()}):
                self._enter(word, place, number, new[word])
            if len(old) != len(new):
                self._measure(place, number, len(new))
        for date in sorted(before.dates ^ after.dates):
            self._enter(date, WRITTEN, number, int(date in after.dates))

    def _measure(self, place: int, number: int, length: int) -> None:
        """Say how many words a row has in a field."""
        lengths = self.base["lengths"][place]
        lengths = lengths[:number] + as_letter(length) + lengths[number + 1 :]
        self.base["lengths"][place] = lengths
        self.base["averages"][place] = with_average(map(of_letter, lengths))

    def _enter(self, word: str, field: int, number: int, times: int) -> None:
        """Say how often a row has a word in a field."""
        places = _places(self.words.pop(word, '["",0]'))
        rows = {**places.pop(field, {}), number: times}
        if kept := {row: rows[row] for row in sorted(rows) if rows[row]}:
            places[field] = kept
        if places:
            self.words[word] = entry(word, places, is_used=self._is_used(places))

    def _is_used(self, places: Mapping[int, Iterable[int]]) -> bool:
        """Whether prose of an object or a page has a word."""
        counts = self.base["counts"]
        of_types = zip(self.base["types"], counts, accumulate(counts), strict=True)
        sources = [range(end - size, end) for type_, size, end in of_types if type_ == "source"]
        rows = (row for place in _OF_PROSE for row in places.get(place, ()))
        return any(not any(row in one for one in sources) for row in rows)

    def scripts(self) -> dict[str, str]:
        """The scripts that say all this."""
        words = ((one, self.words[one]) for one in sorted(self.words, key=code_units))
        return dict(scripts_of(words, self.rows.items(), self.columns, self.base))


def read_scripts(scripts: Mapping[str, str]) -> Written:
    """What the scripts say that :func:`.search_shards.shards` has made."""
    return Written(
        {_first(_WORD, line): line for line in _lines(scripts, "words")},
        {int(_first(_NUMBER, line)): line for line in _lines(scripts, "rows")},
        json.loads(scripts[COLUMNS].partition(",0,")[2].rstrip(");\n")),
        json.loads(scripts[SEARCH_BASE].partition(" = ")[2].rstrip(";\n")),
    )


def _lines(scripts: Mapping[str, str], kind: str) -> Iterator[str]:
    """The entries of all parts of a kind, in order, each on a line."""
    for place in count():
        text = scripts.get(f"{SEARCH_FOLDER}/{kind}-{place}.js")
        if text is None:
            return
        lines = text.rstrip("\n").split("\n")[1:-1]
        yield from (line.removesuffix(",") for line in lines)


def _first(pattern: re.Pattern[str], line: str) -> str:
    found = pattern.match(line)
    return found[1] if found else ""


def _places(line: str) -> dict[int, dict[int, int]]:
    """Field -> row -> how often, as :func:`.search_shards.entry` has written them."""
    _, _, *fields = json.loads(line)
    return {field: _rows(steps) for field, steps in zip(fields[::2], fields[1::2], strict=True)}


def _rows(steps: Iterable[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    row = 0
    for step in steps:
        if step < 0:
            found[row] = -step
        else:
            row += step
            found[row] = 1
    return found
