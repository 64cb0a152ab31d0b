"""Turns a link check into a list of broken addresses, each with where an archived copy would be."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ARCHIVE = "https://web.archive.org/web/*/"
FAILED = ("broken", "timeout")


def suggestions(lines: list[str]) -> list[str]:
    """One Markdown line for each broken address of a ``linkcheck`` output, each once."""
    found: dict[str, str] = {}
    for line in lines:
        result = json.loads(line)
        if result["status"] in FAILED:
            place = f"{result['filename']}:{result['lineno']}"
            found.setdefault(result["uri"], place)
    return [
        f"- `{place}` <{uri}>: look for a copy at <{ARCHIVE}{uri}>" for uri, place in found.items()
    ]


def main() -> None:
    """Read the output of ``make linkcheck`` and print the suggestions."""
    path = Path(sys.argv[1])
    if not path.is_file():
        sys.exit(f"{path} is missing: `make linkcheck` has not come to its end")
    text = path.read_text(encoding="utf-8")
    broken = suggestions([line for line in text.splitlines() if line.strip()])
    print(f"## {len(broken)} broken addresses\n")
    print("\n".join(broken) or "Every address answered.")


if __name__ == "__main__":
    main()
