"""Writes the table of objects in ``CONTRIBUTING.md`` from the table of kinds.

``python tools/write_contributing.py`` writes what is between the two marks of the file; with
``--check`` it only says whether that is as the table has it, and ends with 1 where it is not.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.kinds import CLAIM, KINDS, RELATION_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dossier.core.kinds import Kind

FILE: Final = Path(__file__).parents[1] / "CONTRIBUTING.md"
_BEGIN: Final = "<!-- written by tools/write_contributing.py from the table of kinds -->\n"
_END: Final = "<!-- to here -->\n"


def text() -> str:
    """The table, then which words and relations there are to choose from."""
    rows = ["| object | argument | required | further options |", "|---|---|---|---|"]
    rows += [_row(kind) for kind in KINDS.values()]
    acts = ", ".join(CLAIM.options["act"].choices)
    relations = "\n".join(
        f"| `{row.name}` | {row.means[0].lower()}{row.means[1:]} |" for row in CLAIM.relations
    )
    head = "| relation | what the claim does to those it names |\n|---|---|"
    return "\n".join((*rows, f"\nThe acts of a claim: {acts}.\n", head, f"{relations}\n"))


def _row(kind: Kind) -> str:
    is_named_by_id = kind.argument.name == "id"
    needed = [] if is_named_by_id else ["id"]
    needed += [row.name for row in kind.fields if row.required or row.asked]
    others = [
        row.name for row in kind.fields if row.name not in needed and row.type not in RELATION_TYPES
    ]
    more = ", and the relations" if kind.relations else ""
    cells = (f"`{kind.name}`", kind.argument.name, _code(needed), _code(others) + more)
    return f"| {' | '.join(cells)} |"


def _code(names: Iterable[str]) -> str:
    return " ".join(f"`{name}`" for name in names)


def main() -> int:
    """Write the part of the file, or compare it."""
    before = FILE.read_text(encoding="utf-8")
    head, rest = before.split(_BEGIN)
    after = f"{head}{_BEGIN}\n{text()}\n{_END}{rest.partition(_END)[2]}"
    if "--check" in sys.argv:
        if after != before:
            print(f"{FILE.name} is not as core/kinds.py has it: run make fix")
        return int(after != before)
    FILE.write_text(after, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
