"""Ids that were given up, with the reason, and the list of those that were ever published.

A published id is a promise, because others may have linked to it or stored it. It may be retired
by a tombstone, an entry of ``tombstones.toml``, but it may not vanish.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_dossier.core.dates import DateError, parse_date
from sphinx_dossier.core.identifiers import LONGEST_FILE, is_id
from sphinx_dossier.core.model import Where
from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEADER: Final = re.compile(r"""^[ \t]*\[[ \t]*["']?(?P<name>[^\]"'\n]+)["']?""", re.MULTILINE)
_FIELDS: Final = ("reason", "replaced_by", "since")
# The list is a file that people read: it begins with what it is for.
_HEAD: Final = """\
# Every page and every id that was published, one a line. None may vanish: what is given up needs
# an entry in tombstones.toml. `dossier ids --write` adds the new ones.
"""


class Tombstone(NamedTuple):
    """Why an id was given up, what to take instead (``""`` for nothing), and since when (EDTF)."""

    id: str
    reason: str
    replaced_by: str
    since: str
    where: Where


def read_tombstones(text: str, path: str) -> tuple[dict[str, Tombstone], list[Problem]]:
    """The tombstones in the text of a TOML file by id, and a problem for each one that is wrong.

    ``path`` is the file, for messages.
    """
    tables, problems = _read_tables(text, path)
    stones: dict[str, Tombstone] = {}
    for key, table in tables.items():
        where = Where(path, _line_of(key, text))
        misnamed = [*_faults_of_name(key)]
        if table is None:
            # What is wrong is reported already; the id counts as retired.
            if not misnamed:
                stones[key] = Tombstone(key, "", "", "", where)
            continue
        faults = [*_faults(table), *misnamed]
        problems += [
            Problem(Code.BAD_TOMBSTONE, f"the tombstone of {key!r} {fault}", where)
            for fault in faults
        ]
        if not faults:
            fields = {name: table.get(name, "") for name in _FIELDS}
            stones[key] = Tombstone(key, where=where, **fields)
    return stones, problems


def _faults_of_name(key: str) -> Iterator[str]:
    """Why a tombstone cannot be for what it is named by, in words that follow it.

    Files are named by the id, which may not lead into another folder. The names of pages are
    checked where their files are written, against all pages.
    """
    if not (is_id(key) or key.startswith("/")):
        yield "is for no id: write lower-case letters, digits and hyphens"
    elif is_id(key) and len(key) > LONGEST_FILE:
        yield f"is for an id of {len(key)} characters: no file could have its name"


def _read_tables(text: str, path: str) -> tuple[dict[str, Any], list[Problem]]:
    """The tables of a TOML file by name; of one that cannot be read only the name, if that can."""
    try:
        return tomllib.loads(text), []
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        whole = error
    tables: dict[str, Any] = {}
    problems: list[Problem] = []
    # Table by table, so that one that is wrong costs no other.
    starts = [0, *(match.start() for match in _HEADER.finditer(text))]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        before = text.count("\n", 0, start)
        try:
            found: dict[str, Any] = tomllib.loads(text[start:end])
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            where = Where(path, before + _line_in(error))
            problems.append(Problem(Code.BAD_TOMBSTONE, f"not TOML: {error}", where))
            name = _HEADER.match(text, start)
            found = {name["name"]: None} if name else {}
        for key in found.keys() & tables.keys():
            message = f"the tombstone of {key!r} is there already: keep one"
            problems.append(Problem(Code.BAD_TOMBSTONE, message, Where(path, before + 1)))
        tables = found | tables
    if not problems:
        problems = [Problem(Code.BAD_TOMBSTONE, f"not TOML: {whole}", Where(path, _line_in(whole)))]
    return tables, problems


def _line_in(error: Exception) -> int:
    # Only from Python 3.14 on does the error have its line as an attribute.
    line = re.search(r"at line (\d+)", str(error))
    return int(line[1]) if line else 1


def _line_of(key: str, text: str) -> int:
    """The line where the table of ``key`` begins, which the parser of TOML does not give."""
    # As [key], ["key"], key.reason = or key = {.
    opening = rf"""^[ \t]*\[?[ \t]*["']?{re.escape(key)}["']?[ \t]*[\]=.]"""
    match = re.search(opening, text, re.MULTILINE)
    return text.count("\n", 0, match.start()) + 1 if match else 1


def _faults(table: Any) -> Iterator[str]:
    """What is wrong with a table, in words that follow ``the tombstone of x``."""
    if not isinstance(table, dict):
        yield "is not a table with a reason"
        return
    for name in table:
        if name not in _FIELDS:
            yield f"has {name!r}: it takes {', '.join(_FIELDS)}"
        # TOML has dates of its own: a day without quotation marks is no text to Python.
        elif not isinstance(table[name], str):
            yield f"has {name!r} that is no text: put it in quotes"
    if not table.get("reason"):
        yield "has no reason"
    since = table.get("since")
    try:
        if isinstance(since, str):
            parse_date(since)
        elif since is None:
            yield "does not say since when: add since"
    except DateError as error:
        yield f"has a wrong day: {error}"


def read_ids(text: str, path: str) -> dict[str, Where]:
    """Each id or ``/folder/page`` of a list, with its line; ``path`` is its file, for messages."""
    published: dict[str, Where] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if (name := line.strip()) and not name.startswith("#"):
            published.setdefault(name, Where(path, number))
    return published


def write_ids(ids: Iterable[str]) -> str:
    """The text of a list, sorted, so that a new id is one line of a diff."""
    return _HEAD + "".join(f"{name}\n" for name in sorted(set(ids)))
