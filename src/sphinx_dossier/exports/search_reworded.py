"""The scripts of the search after an edit of prose, made of those that were there before.

An edit of prose gives a few rows another text. All other rows, what the columns and suggestions
have of them, and most words stay as they are; to make the index of all rows would take as long as
it took the first time. So what is written is read again, and what has changed in it is made anew.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, count
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.site_folders import SEARCH_BASE, SEARCH_FOLDER
from sphinx_dossier.exports.search_postings import (
    FIELDS,
    PROSE,
    WRITTEN,
    dates_of_text,
    with_average,
    words_of_text,
)
from sphinx_dossier.exports.search_shards import (
    COLUMNS,
    as_json,
    as_letter,
    as_stored,
    entry,
    of_letter,
    scripts_of,
)
from sphinx_dossier.exports.search_terms import code_units

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_dossier.exports.search_rows import SearchRow

_TEXT: Final = FIELDS.index("text")
_OF_PROSE: Final = tuple(map(FIELDS.index, PROSE))
_WORD: Final = lazy_pattern(r'\["([^"]*)"')
_ROW: Final = lazy_pattern(r'\{"n":([0-9]+)(?:,"id":("(?:[^"\\]|\\.)*"))?')


class Rewording(NamedTuple):
    """A section of a page before and after it got other words; nothing else of it has changed."""

    before: SearchRow
    after: SearchRow


def reworded(scripts: Mapping[str, str], changes: Sequence[Rewording]) -> dict[str, str]:
    """The scripts for rows of which some have another text.

    ``scripts`` are those for the rows as they were, as :func:`.search_shards.shards` makes them.
    """
    written = _Written(
        {_first(_WORD, line): line for line in _lines(scripts, "words")},
        {int(_first(_ROW, line)): line for line in _lines(scripts, "rows")},
        json.loads(scripts[COLUMNS].partition(",0,")[2].rstrip(");\n")),
        json.loads(scripts[SEARCH_BASE].partition(" = ")[2].rstrip(";\n")),
    )
    changed = {as_json(one.before.id): one for one in changes}
    for number, line in [*written.rows.items()]:
        found = _ROW.match(line)
        if found and found[2] in changed:
            written.reword(number, changed[found[2]])
    return written.scripts()


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


@dataclass
class _Written:
    """What scripts say: the line of each word, that of each row by its number, and all else."""

    words: dict[str, str]
    rows: dict[int, str]
    columns: dict[str, Any]
    base: dict[str, Any]

    def reword(self, number: int, change: Rewording) -> None:
        """Give a row another text."""
        self.rows[number] = as_json(as_stored(number, change.after))
        # A section of a page has no act.
        before, after = (Counter(words_of_text(row, {})) for row in change)
        for word in sorted({one for one, _ in before.items() ^ after.items()}):
            self._enter(word, _TEXT, number, after[word])
        lengths = self.base["lengths"][_TEXT]
        self.base["lengths"][_TEXT] = (
            lengths[:number] + as_letter(len(after)) + lengths[number + 1 :]
        )
        months = self.base["words"]["months"]
        dates_before, dates = (dates_of_text(row, months) for row in change)
        for date in sorted(dates_before ^ dates):
            self._enter(date, WRITTEN, number, int(date in dates))

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
        self.base["averages"][_TEXT] = with_average(map(of_letter, self.base["lengths"][_TEXT]))
        words = sorted(self.words, key=code_units)
        return scripts_of(
            [(one, self.words[one]) for one in words],
            [*self.rows.items()],
            self.columns,
            self.base,
        )


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
