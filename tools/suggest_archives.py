"""Lists the broken addresses of a link check, each with the place of an archived copy."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ARCHIVE = "https://web.archive.org/web/*/"
FAILED = ("broken", "timeout")


def suggestions(lines: list[str]) -> list[str]:
    """A line of Markdown for each broken address in the ``output.json`` of Sphinx's ``linkcheck``.

    An address that several pages have is listed once, with the first place.
    """
    places: dict[str, str] = {}
    for line in lines:
        result = json.loads(line)
        if result["status"] in FAILED:
            place = f"{result['filename']}:{result['lineno']}"
            places.setdefault(result["uri"], place)
    return [
        f"- `{place}` <{uri}>: look for a copy at <{ARCHIVE}{uri}>" for uri, place in places.items()
    ]


def main() -> None:
    """Read the output of ``make linkcheck`` and print the suggestions."""
    path = Path(sys.argv[1])
    if not path.is_file():
        sys.exit(f"{path} is missing: run `make linkcheck`, which has not come to its end")
    text = path.read_text(encoding="utf-8")
    broken = suggestions([line for line in text.splitlines() if line.strip()])
    print(f"## {len(broken)} broken addresses\n")
    print("\n".join(broken) or "Every address answered.")


if __name__ == "__main__":
    main()
