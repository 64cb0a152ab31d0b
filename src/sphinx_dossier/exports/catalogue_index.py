"""The search of a catalogue as plain scripts: a browser loads those that a query needs.

Rows of all dossiers have one running number. A word has the list of the rows that it stands in,
complete, in shards that follow the order of words; a list that is long has a script of its own.
What is shown of the rows lies in blocks, each of one dossier.
"""

from __future__ import annotations

import json
from array import array
from itertools import groupby
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_dossier.exports.catalogue_dossier import CatalogueDossier
    from sphinx_dossier.exports.catalogue_rows import CatalogueRow

BLOCK: Final = 64
"""Rows of a block: a page of results needs a few blocks, and hosts limit the number of files."""
SHARD: Final = 32_000
"""Characters of a shard, about; compressed a third of that."""
LONG: Final = 8_000
"""Characters from which a list has a script of its own, which no neighbouring word has to pay."""
_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
"""Thirty-two end a number, the others go on: five bits each, the lowest first."""


class Postings:
    """Which rows each word stands in, over all dossiers that were entered."""

    def __init__(self) -> None:
        self._lists: dict[str, array[int]] = {}
        self.count = 0

    def enter(self, rows: Iterable[CatalogueRow]) -> None:
        """Number the rows of one more dossier, and note their words."""
        lists = self._lists
        for row in rows:
            for is_named, found in ((1, row.named), (0, row.said)):
                value = 2 * self.count + is_named
                for term in found:
                    known = lists.get(term)
                    if known is None:
                        lists[term] = array("Q", (value,))
                    else:
                        known.append(value)
            self.count += 1

    def scripts(self) -> Iterator[tuple[str, str]]:
        """Each script by its name in the folder of words; the last one is the list of all shards.

        That is ``""``, with the first word of each shard as JSON.
        """
        firsts: list[str] = []
        waiting: list[str] = []
        size = number = 0
        for term in sorted(self._lists):
            values = self._lists[term]
            text = encode(values)
            if len(text) >= LONG:
                yield f"long/{number}.js", _script("long", number, json.dumps(text))
                text, number = json.dumps([len(values), number], separators=(",", ":")), number + 1
            else:
                text = f'"{text}"'
            if not waiting:
                firsts.append(term)
            # By hand: most of the time would go into the encoder.
            waiting.append(f"{json.dumps(term, ensure_ascii=False)}:{text}")
            size += len(waiting[-1])
            if size >= SHARD:
                yield _shard(len(firsts) - 1, waiting)
                waiting, size = [], 0
        if waiting:
            yield _shard(len(firsts) - 1, waiting)
        yield "", json.dumps(firsts, ensure_ascii=False, separators=(",", ":"))


def _shard(number: int, entries: list[str]) -> tuple[str, str]:
    return f"{number}.js", _script("words", number, "{" + ",\n".join(entries) + "}")


def encode(values: Iterable[int]) -> str:
    """Rising numbers, each twice a row and one more where its name has the word, as a short text.

    Of each row the distance to the one before is written: a word of many rows has one character for
    most of them.
    """
    out = []
    before = -1
    for value in values:
        row = value >> 1
        rest = 2 * (row - before - 1) + (value & 1)
        before = row
        while rest >= 32:
            out.append(_DIGITS[32 + (rest & 31)])
            rest >>= 5
        out.append(_DIGITS[rest])
    return "".join(out)


def blocks_of(dossier: CatalogueDossier, rows: Sequence[CatalogueRow]) -> Iterator[tuple[str, str]]:
    """What is shown of the rows of a dossier: each script by its name in the folder of rows."""
    for first in range(0, len(rows), BLOCK):
        shown = ",\n".join(
            json.dumps(
                [row.url, row.title, row.text, row.who, row.date],
                ensure_ascii=False, separators=(",", ":"),
            )
            for row in rows[first : first + BLOCK]
        )  # fmt: skip
        name = f"{dossier.id}/{first // BLOCK}"
        yield f"{name}.js", _script("rows", name, f"[{shown}]")


def runs_of(rows: Sequence[CatalogueRow]) -> list[list[object]]:
    """How many rows of each kind and status follow each other."""
    runs = groupby(rows, key=lambda row: (row.kind, row.status))
    return [[*key, sum(1 for _ in run)] for key, run in runs]


def _script(what: str, name: object, value: str) -> str:
    return f"dossierCatalogue.take({json.dumps(what)},{json.dumps(name)},{value});\n"
