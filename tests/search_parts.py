"""The scripts of a search, read as the browser reads them, and made of rows that a test writes."""

from __future__ import annotations

import json
import re
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

from sphinx_dossier.core.model import Name
from sphinx_dossier.core.site_folders import SEARCH_BASE, SEARCH_FILES
from sphinx_dossier.exports.search_rows import (
    Quote,
    SearchRow,
    rows_of_objects,
    rows_with_sections,
)
from sphinx_dossier.exports.search_shards import shards
from sphinx_dossier.locale.search_words import SEARCH_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.core.index import Index

_RANKED_BY = ("by", "side", "status")
_WORKED_OUT = ("named", "days", "seen")
OPEN = """
(({ base, listed, parts }) => {
  const given = new window.dossierSearchParts.Parts(listed, "");
  for (const part of parts) given.enter(...part);
  return window.dossierSearch.open(base, window.MiniSearch, given);
})
"""
"""Opens in a page what `as_opened` gives."""


def scripts_of(static: Path) -> dict[str, str]:
    """The scripts of a built site by their paths below ``_static``."""
    paths = [static / SEARCH_BASE, *sorted((static / "dossier-search").iterdir())]
    scripts = {path.relative_to(static).as_posix(): path.read_text("utf-8") for path in paths}
    # The list of files is the first line of the script that asks for them.
    first = (static / "dossier-search-first.js").read_text("utf-8")
    return {**scripts, SEARCH_FILES: first.splitlines(keepends=True)[0]}


def scripts_for(data: Mapping[str, Any]) -> dict[str, str]:
    """The scripts for rows as JSON has them, with the other settings of a search."""
    settings = {key: value for key, value in data.items() if key != "rows"}
    return dict(shards([row_of(one) for one in data["rows"]], {"words": SEARCH_WORDS, **settings}))


def row_of(values: Mapping[str, Any]) -> SearchRow:
    """A row of the search as JSON has it."""
    own = {key: _tuples(value) for key, value in values.items()}
    own["also"] = tuple(Name(*name) for name in own.get("also", ()))
    own["quotes"] = tuple(Quote(*quote) for quote in own.get("quotes", ()))
    return SearchRow(**{"url": "", **own})


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value


def as_opened(scripts: Mapping[str, str]) -> dict[str, Any]:
    """What ``OPEN`` needs: the data, the list of files, and all parts."""
    calls = [
        json.loads(re.sub(r"\AdossierShard\((.*)\);\n\Z", r"[\1]", text, flags=re.DOTALL))
        for name, text in scripts.items()
        if name not in (SEARCH_BASE, SEARCH_FILES)
    ]
    return {
        "base": _value(scripts[SEARCH_BASE]),
        "listed": _value(scripts[SEARCH_FILES]),
        "parts": calls,
    }


def whole_rows(scripts: Mapping[str, str]) -> list[dict[str, Any]]:
    """All rows with all that the page knows of each, in their order."""
    found = as_opened(scripts)
    base = found["base"]
    stored = [row for kind, _, rows in found["parts"] if kind == "rows" for row in rows]
    rows = sorted(stored, key=lambda row: row["n"])
    types = chain.from_iterable(map(repeat, base["types"], base["counts"]))
    for row, type_ in zip(rows, types, strict=True):
        row["type"] = type_
    number = -1
    for known in base["rows"]:
        number = known.get("n", number + 1)
        rows[number].update({key: value for key, value in known.items() if key not in _WORKED_OUT})
    (counted_by,) = (value for kind, _, value in found["parts"] if kind == "columns")
    for column, values in {**{one: base[one] for one in _RANKED_BY}, **counted_by}.items():
        for row, place in zip(rows, values["rows"], strict=True):
            if place:
                row[column] = values["values"][place - 1]
    return rows


def search_rows(
    index: Index, locate: Callable[[Link], str], sides: Iterable[str] = ()
) -> list[SearchRow]:
    """A row for each object, source and section, as a build makes them that keeps none."""
    return rows_with_sections(index, rows_of_objects(index, locate, sides), locate)


def _value(script: str) -> Any:
    return json.loads(script.partition(" = ")[2].removesuffix(";\n"))
