"""Ids that were given up, with the reason, and the list of those that were ever published.

A published id is a promise, because others may have linked to it or stored it. It may be retired
by a tombstone, an entry of ``tombstones.toml``, but it may not vanish.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_dossier.core.dates import DateError, parse_date
from sphinx_dossier.core.identifiers import LONGEST_FILE, is_id, near_id
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.meant_values import fault_of_date
from sphinx_dossier.core.model import Where
from sphinx_dossier.core.nearest import did_you_mean, nearest
from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEADER: Final = lazy_pattern(r"""^[ \t]*\[[ \t]*["']?(?P<name>[^\]"'\n]+)["']?""", re.MULTILINE)
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
        # What cannot be read as TOML is reported already.
        faults = [] if table is None else [*_faults(table), *misnamed]
        problems += [
            Problem(Code.BAD_TOMBSTONE, f"the tombstone of {key!r} {fault}", where)
            for fault in faults
        ]
        # Whatever is wrong with it, it says that an id was given up, which is then not missed.
        meant = key
        if misnamed:
            # Only where it is certain that no other folder was meant.
            meant = near_id(key) if table and re.fullmatch(r"[\w -]{1,80}", key) else ""
        if meant and meant not in stones:
            fields = {} if table is None or faults else table
            reason, replaced_by, since = (fields.get(name, "") for name in _FIELDS)
            stones[meant] = Tombstone(meant, reason, replaced_by, since, where)
    return stones, problems


def _faults_of_name(key: str) -> Iterator[str]:
    """Why a tombstone cannot be for what it is named by, in words that follow it.

    Files are named by the id, which may not lead into another folder. The names of pages are
    checked where their files are written, against all pages.
    """
    if not (is_id(key) or key.startswith("/")):
        yield f"is for no id: write {near_id(key) or 'lower-case letters, digits and hyphens'}"
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
            message = f"not TOML: {_reason(error, text[start:end])}"
            problems.append(Problem(Code.BAD_TOMBSTONE, message, where))
            name = _HEADER.match(text, start)
            found = {name["name"]: None} if name else {}
        for key in found.keys() & tables.keys():
            message = f"the tombstone of {key!r} is there already: keep one"
            problems.append(Problem(Code.BAD_TOMBSTONE, message, Where(path, before + 1)))
        tables = found | tables
    if not problems:
        message = f"not TOML: {_reason(whole, text)}"
        problems = [Problem(Code.BAD_TOMBSTONE, message, Where(path, _line_in(whole)))]
    return tables, problems


def _line_in(error: Exception) -> int:
    # Only from Python 3.14 on does the error have its line as an attribute.
    line = re.search(r"at line (\d+)", str(error))
    return int(line[1]) if line else 1


def _reason(error: Exception, text: str) -> str:
    """What a parser says, without a place that it counts from elsewhere, and a mend if any."""
    said = re.sub(r"\s*\(at .*\)$", "", str(error))
    number = _line_in(error)
    line = next(iter(text.split("\n")[number - 1 : number]), "")
    if re.search("[\u201c-\u201f\u00ab\u00bb]", line):
        return f"{said}: write straight quotation marks"
    if re.match(r"\s*[\w-]+\s*:", line):
        return f"{said}: write = for the colon"
    if re.search(r"[,;]\s*$", line):
        return f"{said}: take the sign at the end of the line out"
    return said


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
    meant = {nearest(name.replace("-", "_"), _FIELDS) for name in table if name not in _FIELDS}
    for name in table:
        if name not in _FIELDS:
            mend = did_you_mean(name.replace("-", "_"), _FIELDS)
            yield f"has {name!r}: it takes {', '.join(_FIELDS)}{mend}"
        # TOML has dates of its own: a day without quotation marks is no text to Python.
        elif not isinstance(table[name], str):
            yield f"has {name!r} that is no text: put it in quotes"
    if not table.get("reason") and "reason" not in meant:
        yield "has no reason"
    since = table.get("since")
    try:
        if isinstance(since, str):
            parse_date(since)
        elif since is None and "since" not in meant:
            yield "does not say since when: add since"
    except DateError as error:
        yield f"has a wrong day: {fault_of_date(str(since), error)}"


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
