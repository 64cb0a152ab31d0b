"""The search as many small scripts, of which a query loads those that it needs.

``dossier-search-data.js`` has what every query needs: names, what is asked, and a column for each
thing that rows are ranked by. What they are only counted, filtered or sorted by is in a script of
its own, which comes behind the first result. Words with their rows, words by their length (for
slips, in :mod:`~sphinx_dossier.exports.search_slips`) and the rows themselves are in scripts too,
each no larger than :data:`LARGEST` and a single word or row; a script calls
``dossierShard(kind, place, value)``, which needs neither ``fetch`` nor a server.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter, defaultdict
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, Final

from sphinx_dossier.core.site_folders import SEARCH_BASE, SEARCH_FILES, SEARCH_FOLDER
from sphinx_dossier.exports.json_text import without_empty
from sphinx_dossier.exports.search_postings import index_rows, names_of
from sphinx_dossier.exports.search_rows import search_settings
from sphinx_dossier.exports.search_slips import TABLES, tables
from sphinx_dossier.exports.search_terms import code_units, joined, terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.exports.search_postings import SearchIndex
    from sphinx_dossier.exports.search_rows import SearchRow

COLUMNS: Final = f"{SEARCH_FOLDER}/columns-0.js"
LARGEST: Final = {"words": 16_000, "rows": 3_500, **dict.fromkeys(TABLES, 10_000)}
"""Bytes of a script of each kind, before compression."""
_LEAST: Final = 35
_TEXTS: Final = ("source", "text")
"""The types behind all objects."""
_NAMED: Final = ("actor", "place", "event")
_NAMES: Final = ("id", "url", "title", "also", "garbled", "asked")
_READ: Final = {
    "actor": (*_NAMES, "role", "of"),
    "place": _NAMES,
    "event": _NAMES,
    "question": ("id", "url", "title", "asked"),
    "claim": ("asked",),
    "source": (),
    "text": ("title", "asked"),
}
"""What the ranking, and cards of other rows, read of a row; all else comes when it is shown."""
_RANKED_BY: Final = ("by", "side", "status")
_COUNTED_BY: Final = ("periods", "first", "sources")
"""What only those read who sort, filter or ask for a date: more than half of all columns."""
IN_COLUMNS: Final = (*_RANKED_BY, *_COUNTED_BY)
"""What is filtered, counted and sorted by, of all rows."""
_SAID: Final = ("url", "by", "side", "date", "first", "later")
"""What the card of a question shows of a claim."""


def export_search(
    index: Index,
    rows: Iterable[SearchRow],
    sides: Mapping[str, str],
    locate: Callable[[Link], str],
) -> Iterator[tuple[str, str]]:
    """The scripts of the search with their paths below ``_static``, one after the other."""
    settings = search_settings(index, sides, locate)
    return shards([*rows], settings)


def shards(rows: Sequence[SearchRow], settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The scripts for rows in the order of their types.

    ``settings`` are what else the page knows: labels, words, statuses.
    """
    words = settings["words"]
    made = index_rows(rows, settings["acts"], words["language"], words["months"])
    known = {key: value for key, value in settings.items() if key != "garbling"}
    base = {**known, **_base(rows, made, settings)}
    entries = (
        (word, entry(word, made.take(word), is_used=word in made.used))
        for word in sorted(made.postings, key=code_units)
    )
    stored = ((row["n"], as_json(row)) for row in _stored(rows))
    return scripts_of(entries, stored, _columns(rows, _COUNTED_BY), base)


def scripts_of(
    words: Iterable[tuple[str, str]],
    rows: Iterable[tuple[int, str]],
    columns: Mapping[str, Any],
    base: Mapping[str, Any],
) -> Iterator[tuple[str, str]]:
    """The scripts of words with their entries, of rows by their numbers, and of all else.

    ``columns`` are those that no ranking reads. Each script is let go before the next is made: all
    of them are as large as the rows and words that they are made of.
    """
    parts = _Parts()
    sought: list[str] = []
    yield from parts.scripts("words", _packed("words", _noting(words, sought)))
    near = tables((word for word in sought if " " not in word), LARGEST)
    for name in TABLES:
        yield from parts.scripts(name, ((size, as_json(text)) for size, text in near[name]))
    yield from parts.scripts("rows", _packed("rows", rows))
    yield COLUMNS, parts.counted(f'dossierShard("columns",0,{as_json(columns)});\n')
    counts = dict(zip(base["types"], base["counts"], strict=True))
    objects = sum(counts.values()) - sum(counts.get(one, 0) for one in _TEXTS)
    firsts = {**parts.firsts, "rows": _steps(parts.firsts["rows"])}
    files = {"version": f"{parts.checksum:08x}", **firsts, "objects": objects}
    yield SEARCH_FILES, f"window.dossierSearchFiles = {as_json(files)};\n"
    yield SEARCH_BASE, f"window.dossierSearchData = {_object(base)};\n"


class _Parts:
    """The scripts that a query may need, one after the other, and what is said of all of them.

    ``firsts`` has for each kind the key of the first entry of each script.
    """

    def __init__(self) -> None:
        self.firsts: dict[str, list[Any]] = {}
        self.checksum = 0

    def scripts(self, kind: str, parts: Iterable[tuple[Any, str]]) -> Iterator[tuple[str, str]]:
        """The scripts of a kind, each with its path."""
        firsts = self.firsts[kind] = []
        for place, (first, text) in enumerate(parts):
            firsts.append(first)
            name = f"{SEARCH_FOLDER}/{kind}-{place}.js"
            yield name, self.counted(f'dossierShard("{kind}",{place},{text});\n')

    def counted(self, script: str) -> str:
        """The script, which is one more that another version would be told by."""
        self.checksum = zlib.crc32(script.encode(), self.checksum)
        return script


def _noting(entries: Iterable[tuple[str, str]], words: list[str]) -> Iterator[tuple[str, str]]:
    """The entries as they come; ``words`` takes the word of each."""
    for word, text in entries:
        words.append(word)
        yield word, text


def _packed(kind: str, entries: Iterable[tuple[Any, str]]) -> Iterator[tuple[Any, str]]:
    """Entries in their order as lists that are not too large, each with the key of its first."""
    first: Any = None
    texts: list[str] = []
    size = 0
    for key, text in entries:
        size += len(text.encode()) + 2
        if texts and size > LARGEST[kind]:
            yield first, _listed(texts)
            texts = []
        if not texts:
            first, size = key, len(text.encode())
        texts.append(text)
    if texts:
        yield first, _listed(texts)


def _listed(texts: Iterable[str]) -> str:
    return "[\n" + ",\n".join(texts) + "\n]"


def entry(word: str, places: Mapping[int, Mapping[int, int]], *, is_used: bool) -> str:
    """A word, whether prose uses it, and for each field its number and the steps between rows.

    Behind a step stands, negative, how often the row has the word, where that is not once.
    """
    found: list[object] = [word, int(is_used)]
    for field, rows in sorted(places.items()):
        steps, last = [], 0
        for row, count in rows.items():
            steps += [row - last, -count] if count > 1 else [row - last]
            last = row
        found += [field, steps]
    return as_json(found)


def _stored(rows: Sequence[SearchRow]) -> Iterator[dict[str, Any]]:
    """Each row as it is shown, with its number; a question with all claims that answer it."""
    said = said_of(rows)
    for number, row in enumerate(rows):
        yield as_stored(number, row, said.get(row.id, ()) if row.type == "question" else ())


def said_of(rows: Iterable[SearchRow]) -> dict[str, list[dict[str, Any]]]:
    """What claims answer to each question, as its card shows it."""
    said = defaultdict(list)
    for row in rows:
        for question, text in row.answers:
            said[question].append({"text": text, **_pick(row, _SAID)})
    return said


def as_stored(
    number: int, row: SearchRow, said: Iterable[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """A row as it is shown, without what is there before it; ``said`` is what answers it."""
    # By what it mentions a row is found, and nothing is shown of that.
    elsewhere = {*IN_COLUMNS, *_READ[row.type], "type", "mentions"} - {"sources"}
    own = {key: value for key, value in row._asdict().items() if key not in elsewhere}
    return without_empty({"n": number, **own, "said": [*said]})


def _base(
    rows: Sequence[SearchRow], index: SearchIndex, settings: Mapping[str, Any]
) -> dict[str, object]:
    counts = Counter(row.type for row in rows)
    numbers = {row.id: number for number, row in enumerate(rows)}
    garbling = {*settings["garbling"]}
    return {
        "counts": [counts[one] for one in settings["types"]],
        **_columns(rows, _RANKED_BY),
        "own": _steps(n for n, row in enumerate(rows) if not garbling.isdisjoint(row.sources)),
        "lengths": ["".join(map(as_letter, one)) for one in zip(*index.lengths, strict=True)],
        "averages": index.averages,
        "given": {
            numbers[question]: several
            for question, given in index.names.given.items()
            if question in numbers and (several := _several(given))
        },
        "rows": [*light_rows(rows, index.days)],
    }


def _steps(numbers: Iterable[int]) -> list[int]:
    """Rising numbers, each as the step from the one before."""
    found = [*numbers]
    return [number - last for last, number in pairwise([0, *found])]


def _several(given: Counter[str]) -> list[str]:
    """The numbers with which several claims answer a question."""
    return sorted(word for word, count in given.items() if count > 1 and word.isnumeric())


def as_letter(length: int) -> str:
    """A length as a letter behind quotes in ASCII: in a list of numbers it takes a quarter more."""
    # No field of a row has so many words that it would be half of a letter outside the BMP.
    return chr(min(length + _LEAST, 0xD7FF))


def of_letter(letter: str) -> int:
    """The length that :func:`as_letter` has written."""
    return ord(letter) - _LEAST


def _columns(rows: Sequence[SearchRow], names: Iterable[str]) -> dict[str, object]:
    return {name: _column([getattr(row, name) for row in rows]) for name in names}


def _column(values: Sequence[object]) -> dict[str, object]:
    """The values of all rows: each that there is once, and its place for every row."""
    distinct = sorted({value for value in values if value}, key=str)
    places = {value: place for place, value in enumerate(distinct, 1)}
    return {"values": distinct, "rows": [places.get(value, 0) for value in values]}


def light_rows(
    rows: Sequence[SearchRow], days: Mapping[int, Sequence[str]]
) -> Iterator[dict[str, object]]:
    """What the ranking knows of rows before they are loaded.

    ``days`` are those of the titles that are a date, by the number of the row; an event of one day,
    month or year is found by that just so.
    """
    named, last = {row.title for row in rows if row.type in _NAMED}, -1
    names = {*_keys_of_names(rows)}
    seen = Counter(chain.from_iterable((*row.by, *row.mentions) for row in rows))
    for number, row in enumerate(rows):
        own = _pick(row, _READ[row.type])
        if row.type == "source" and row.title in named:
            own["title"] = row.title
        if row.type == "text" and " ".join(terms(row.title)) in names:
            own["named"] = 1
        if row.type == "event" and len(row.periods) == 1:
            own["days"] = row.periods
        elif number in days:
            own["days"] = days[number]
        # The page offers what is mentioned most as examples.
        if row.also and row.garbled:
            own["seen"] = seen[row.id]
        if own:
            # A row behind another needs no number.
            yield own if number == last + 1 else {"n": number, **own}
            last = number


def _keys_of_names(rows: Iterable[SearchRow]) -> Iterator[str]:
    """The words of each name, as ``dossier-search.js`` looks for it."""
    for name in chain.from_iterable(map(names_of, rows)):
        yield " ".join(terms(name))
        yield from joined(name)


def _pick(row: SearchRow, names: Iterable[str]) -> dict[str, Any]:
    return without_empty({name: getattr(row, name) for name in names})


def _object(values: Mapping[str, Any]) -> str:
    """A JSON object with a line for each row, so that a diff shows which of them changed."""
    settings = as_json({key: value for key, value in values.items() if key != "rows"})
    lines = ",\n".join(map(as_json, values["rows"]))
    return f'{settings[:-1]}, "rows": [\n{lines}\n]}}'


def as_json(value: object) -> str:
    """A value as it stands in a script."""
    # Without blanks: readers wait for it.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
