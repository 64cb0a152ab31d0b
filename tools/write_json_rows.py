"""Writes ``exports/json_rows.py``: the table of kinds as types that mypy can read.

``python tools/write_json_rows.py`` writes the file; with ``--check`` it only says whether the file
is as the table has it, and ends with 1 where it is not.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.kinds import (
    KINDS,
    PASSAGE_FIELDS,
    SOURCE_FIELDS,
    FieldType,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dossier.core.kinds import FieldRow

FILE: Final = Path(__file__).parents[1] / "src" / "sphinx_dossier" / "exports" / "json_rows.py"
_TYPES: Final = {
    FieldType.LINES: "list[str]",
    FieldType.WORDS: "list[str]",
    FieldType.IDS: "list[str]",
    FieldType.NUMBER: "int",
    FieldType.COORD: "list[float]",
    FieldType.BASIS: "BasisRow",
    FieldType.NOT_BEFORE: "NotBeforeRow",
    FieldType.NAMES: "list[NameRow]",
    FieldType.WITHIN: "list[WithinRow]",
    FieldType.CITATIONS: "list[CitationRow]",
    FieldType.ANSWERS: "list[AnswerRow]",
    FieldType.RELAYS: "list[RelayRow]",
    FieldType.ROAD: "list[RoadRow]",
    FieldType.SEARCHED: "list[SearchedRow]",
    FieldType.PARTS: "list[DriftPartRow]",
    FieldType.PASSAGES: "list[PassageRow]",
    FieldType.RELATED: "dict[str, list[EndRow]]",
}
"""How JSON holds a value of each type; what is not named is a text."""
_HEAD: Final = '''\
"""The rows of ``dossier.json`` as types, so that mypy knows what a claim or a source has.

Written by ``tools/write_json_rows.py`` from the table of kinds: change ``core/kinds.py`` instead.
"""

from __future__ import annotations

from typing import NotRequired, TypeAlias, TypedDict


class BasisRow(TypedDict):
    """How a date is known, and from what."""

    word: str
    note: NotRequired[str]


class NameRow(TypedDict):
    """Another name, with its language as a BCP 47 tag."""

    text: str
    lang: NotRequired[str]


class WithinRow(TypedDict):
    """A parent of a place, and who says so where it is contested."""

    place: str
    according_to: NotRequired[str]


class CitationRow(TypedDict):
    """A source, a passage of it, and the words quoted from that."""

    source: str
    passage: NotRequired[str]
    quote: NotRequired[str]


class NotBeforeRow(TypedDict):
    """A date before which a claim had not been made, and the passage that shows it."""

    date: str
    source: str
    passage: NotRequired[str]
    quote: NotRequired[str]


class AnswerRow(TypedDict):
    """An answer to a question: a number, words, or the ends of a range.

    ``about`` is there where the range is that of a number which its speaker called approximate.
    """

    question: str
    value: NotRequired[float | str]
    min: NotRequired[float]
    max: NotRequired[float]
    about: NotRequired[float]
    unit: NotRequired[str]


class RelayRow(TypedDict):
    """Somebody who passed a claim on; ``inferred`` where no source prints that."""

    actor: str
    inferred: NotRequired[bool]


# A key that is a keyword of Python can only be written so.
RoadRow = TypedDict(
    "RoadRow",
    {
        "step": int,
        "from": list[str],
        "to": str,
        "medium": NotRequired[str],
        "inferred": NotRequired[bool],
    },
)
"""A step on the road of a claim."""


class EndRow(TypedDict):
    """A claim at the other end of a relation."""

    claim: str
    proposition: NotRequired[str]
    inferred: NotRequired[bool]


class WordRow(TypedDict):
    """A word of the project: the known one that it is like, and what it is called."""

    part: str
    word: str
    like: NotRequired[str]
    label: NotRequired[str]


class SearchedRow(TypedDict):
    """Where an answer of a side was looked for and not found."""

    side: str
    what: str


class DriftPartRow(TypedDict):
    """What became of a part of a statement on the way."""

    part: str
    fate: str
    now: NotRequired[str]
'''
_END: Final = '''

class SiteRow(TypedDict):
    """Another dossier that this one names objects of."""

    id: str
    title: NotRequired[str]
    url: str
    digest: NotRequired[str]


class AbroadRow(TypedDict):
    """An object of another dossier that this one names, and where it is."""

    id: str
    kind: str
    name: NotRequired[str]
    url: str


class DossierData(TypedDict):
    """Everything: what ``dossier.json`` holds."""

    schema: int
    title: str
    address: NotRequired[str]
    as_of: NotRequired[str]
    vocabulary: NotRequired[list[WordRow]]
    sites: NotRequired[list[SiteRow]]
    abroad: NotRequired[list[AbroadRow]]
    sources: list[SourceRow]
'''


def text() -> str:
    """The module."""
    parts = [_HEAD]
    parts += _row_class("PassageRow", "A passage of a source, without its words.", PASSAGE_FIELDS)
    parts += _row_class("SourceRow", "A publication.", SOURCE_FIELDS)
    for kind in KINDS.values():
        # What authors must write may still be missing: the data are written with its problem.
        always = {field.key for field in kind.data if field.required} - kind.options.keys()
        rows = [replace(field, required=field.key in always) for field in kind.data]
        parts += _row_class(f"{kind.name.capitalize()}Row", f"{kind.holds}.", rows)
    union = " | ".join(f"{kind.name.capitalize()}Row" for kind in KINDS.values())
    parts += [f"\n\nObjectRow: TypeAlias = {union}\n", _END]
    parts += [f"    {kind.plural}: list[{kind.name.capitalize()}Row]\n" for kind in KINDS.values()]
    return "".join(parts)


def _row_class(name: str, means: str, fields: Iterable[FieldRow]) -> Iterator[str]:
    """One type; a key that is a word of Python needs the other way to write one."""
    rows = [(field.key, _annotation(field)) for field in fields]
    if any(iskeyword(key) for key, _ in rows):
        yield f"\n\n{name} = TypedDict(\n    {name!r},\n    {{\n".replace("'", '"')
        yield from (
            f'        "{key}": {annotation!r},\n'.replace("'", '"') for key, annotation in rows
        )
        yield f'    }},\n)\n"""{means}"""\n'
    else:
        yield f'\n\nclass {name}(TypedDict):\n    """{means}"""\n\n'
        yield from (f"    {key}: {annotation}\n" for key, annotation in rows)


def _annotation(field: FieldRow) -> str:
    annotation = _TYPES.get(field.type, "str")
    return annotation if field.required else f"NotRequired[{annotation}]"


def main() -> int:
    """Write the file, or compare it."""
    is_current = FILE.is_file() and FILE.read_text(encoding="utf-8") == text()
    if "--check" in sys.argv:
        if not is_current:
            print(f"{FILE.name} is not as core/kinds.py has it: run make fix")
        return 0 if is_current else 1
    FILE.write_text(text(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
