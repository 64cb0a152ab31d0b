"""The names that a search field suggests while a reader types: small, and loaded by itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from sphinx_dossier.exports.search_rows import TYPES
from sphinx_dossier.locale import words
from sphinx_dossier.locale.search_words import SEARCH_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from sphinx_dossier.exports.search_rows import SearchRow

_SUGGESTED: Final = ("actor", "place", "event", "question", "text")


def export_names(rows: Iterable[SearchRow]) -> str:
    """A script that sets what may be suggested: objects with a name, questions and whole pages.

    Each has its title, its address from the root, the place of its type in ``types``, and all else
    that it is called or asked by, in other languages with their tags.
    """
    rows = [*rows]
    # A page that is titled as an object is about it, and would only be there twice.
    taken = {row.title for row in rows if row.type != "text"}
    lines = ",\n".join(_json(one) for row in rows for one in _suggested(row, taken))
    settings = {
        "types": [SEARCH_WORDS["types"][one][0] for one in TYPES],
        "suggestions": words.SUGGESTIONS,
    }
    return f'window.dossierNames = {_json(settings)[:-1]}, "rows": [\n{lines}\n]}};\n'


def _suggested(row: SearchRow, taken: AbstractSet[str]) -> Iterator[list[object]]:
    # The first section of a page is the page.
    is_page = row.id.endswith("#") and row.title not in taken
    if row.type in _SUGGESTED and row.title and (is_page or row.type != "text"):
        also = [[name.text, name.lang] if name.lang else name.text for name in row.also]
        names = [*also, *row.garbled, *row.asked]
        yield [row.title, row.url, TYPES.index(row.type), *([names] if names else [])]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
