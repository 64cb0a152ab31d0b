"""The scripts of the search after an edit of prose, made of those that were there before.

An edit of prose gives a few rows another text. All other rows, what the columns and suggestions
have of them, and most words stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.exports.search_postings import dates_of_text, words_of_text
from sphinx_dossier.exports.search_shards import as_json, as_stored
from sphinx_dossier.exports.search_written import WordsOfRow, read_scripts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_dossier.exports.search_rows import SearchRow

_ROW: Final = lazy_pattern(r'\{"n":[0-9]+(?:,"id":("(?:[^"\\]|\\.)*"))?')


class Rewording(NamedTuple):
    """A section of a page before and after it got other words; nothing else of it has changed."""

    before: SearchRow
    after: SearchRow


def reworded(scripts: Mapping[str, str], changes: Sequence[Rewording]) -> dict[str, str]:
    """The scripts for rows of which some have another text.

    ``scripts`` are those for the rows as they were, as :func:`.search_shards.shards` makes them.
    """
    written = read_scripts(scripts)
    months = written.base["words"]["months"]
    changed = {as_json(one.before.id): one for one in changes}
    for number, line in [*written.rows.items()]:
        found = _ROW.match(line)
        if found and found[1] in changed:
            change = changed[found[1]]
            written.rows[number] = as_json(as_stored(number, change.after))
            written.reword(number, *(_words_of(row, months) for row in change))
    return written.scripts()


def _words_of(row: SearchRow, months: Sequence[str]) -> WordsOfRow:
    # A section of a page has no act.
    return WordsOfRow({"text": words_of_text(row, {})}, dates_of_text(row, months))
