"""The scripts of the search after an edit of names, made of those that were there before.

What has another name is found by other words, and so are its claims and all that mentions it. All
other rows, and what is ranked, counted and filtered by, are as they were.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_dossier.exports.search_postings import (
    Names,
    dates_of_text,
    days_of_title,
    languages_of_dates,
    names_in,
    words_of_row,
)
from sphinx_dossier.exports.search_shards import (
    IN_COLUMNS,
    as_json,
    as_stored,
    light_rows,
    said_of,
)
from sphinx_dossier.exports.search_written import WordsOfRow, Written, read_scripts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sphinx_dossier.exports.search_rows import SearchRow

_SAME: Final = (*IN_COLUMNS, "id", "type", "of", "answers", "asked", "mentions")
"""What no name has a part in: where it differs, more than names has changed."""


class _Rows(NamedTuple):
    """All rows at one time, how they name each other, and the days that titles are."""

    rows: Sequence[SearchRow]
    names: Names
    days: Mapping[int, list[str]]


def renamed(
    scripts: Mapping[str, str], before: Mapping[str, SearchRow], rows: Sequence[SearchRow]
) -> dict[str, str] | None:
    """The scripts for ``rows``, of which some are called otherwise, or say other names.

    ``scripts`` are those for the rows as they were, as :func:`.search_shards.shards` makes them;
    ``before`` has, by their ids, those rows of objects and sources that may have been others.
    ``None`` where more has changed than that.
    """
    written = read_scripts(scripts)
    both = _before_and_now(written, before, rows)
    if both is None:
        return None
    old, new = both
    differing = {row.id for one, row in zip(old.rows, rows, strict=True) if one != row}
    shown = differing | {asked for row in rows if row.id in differing for asked, _ in row.answers}
    said = said_of(rows)
    for number, row in enumerate(rows):
        if row.id in differing or not differing.isdisjoint(_named_by(new.names, row)):
            written.reword(number, _words_of(written, old, number), _words_of(written, new, number))
        if row.id in shown:
            answers = said.get(row.id, ()) if row.type == "question" else ()
            written.rows[number] = as_json(as_stored(number, row, answers))
    written.base["rows"] = [*light_rows(rows, new.days)]
    return written.scripts()


def _before_and_now(
    written: Written, before: Mapping[str, SearchRow], rows: Sequence[SearchRow]
) -> tuple[_Rows, _Rows] | None:
    """The rows as they were and as they are; ``None`` where more than names has changed."""
    counts = Counter(row.type for row in rows)
    if written.base["counts"] != [counts[one] for one in written.base["types"]]:
        return None
    was = [*_rows_before(written, before, rows)]
    language = written.base["words"]["language"]
    languages = languages_of_dates(rows, language)
    if languages != languages_of_dates(was, language) or not _is_only_named_otherwise(was, rows):
        return None
    days = _light(written.base["rows"], "days")
    days_now = _days_now(was, rows, days, languages)
    return _Rows(was, names_in(was), days), _Rows(rows, names_in(rows), days_now)


def _rows_before(
    written: Written, before: Mapping[str, SearchRow], rows: Sequence[SearchRow]
) -> Iterator[SearchRow]:
    """The rows as they were; of sections that is read where they are written."""
    titles = _light(written.base["rows"], "title")
    for number, row in enumerate(rows):
        if row.type != "text":
            yield before.get(row.id, row)
            continue
        line = json.loads(written.rows[number])
        yield row._replace(
            id=line.get("id", ""),
            title=titles.get(number, ""),
            text=line.get("text", ""),
            role=line.get("role", ""),
        )


def _is_only_named_otherwise(before: Sequence[SearchRow], rows: Sequence[SearchRow]) -> bool:
    """Whether what rows are ranked, counted and filtered by is the same."""
    return all(
        all(getattr(old, name) == getattr(row, name) for name in _SAME)
        for old, row in zip(before, rows, strict=True)
        if old is not row
    )


def _named_by(names: Names, row: SearchRow) -> AbstractSet[str]:
    """The ids of all by whose names a row is found too."""
    return {*row.mentions, *(names.bodies(row) if row.by else ())}


def _words_of(written: Written, at: _Rows, number: int) -> WordsOfRow:
    row, words = at.rows[number], written.base["words"]
    fields = words_of_row(at.names, row, written.base["acts"], at.days.get(number, ()))
    return WordsOfRow(fields, dates_of_text(row, words["months"]))


def _days_now(
    before: Sequence[SearchRow],
    rows: Sequence[SearchRow],
    days: Mapping[int, list[str]],
    languages: tuple[str, ...],
) -> dict[int, list[str]]:
    """The days that titles are, by the numbers of the rows; ``days`` are those of before."""
    found = {**days}
    for number, (old, row) in enumerate(zip(before, rows, strict=True)):
        if old.title != row.title:
            found[number] = days_of_title(row, languages)
    return {number: one for number, one in found.items() if one}


def _light(rows: Sequence[Mapping[str, Any]], name: str) -> dict[int, Any]:
    """What is written of some rows by their numbers, as :func:`.light_rows` leaves them out."""
    found, number = {}, -1
    for row in rows:
        number = row.get("n", number + 1)
        if name in row:
            found[number] = row[name]
    return found
