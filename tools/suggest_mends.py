"""Writes what ``dossier fix`` would mend in a pull request as a review with suggestions.

Nothing of the request is run or checked out: its pages are read out of git as text. Without a
suggestion nothing is printed.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from changed_parts import changed_files, is_content

from sphinx_dossier.authoring.fences import find_fences
from sphinx_dossier.authoring.fixes import fix_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_DIFF: Final = ("diff", "--no-ext-diff", "--no-color", "--unified=3")
MOST: Final = 30
"""Suggestions of one review: more would hide the rest of the conversation."""
_LONGEST: Final = 1_000_000
"""Characters of a page that is read; the build takes no longer ones either."""


class Mend(NamedTuple):
    """Lines of a page from ``first`` to ``last``, from 1, and what they become."""

    path: str
    first: int
    last: int
    lines: tuple[str, ...]


def mends_of(path: str, text: str, shown: Iterable[range]) -> Iterator[Mend]:
    """The mends of a page that lie in lines which the host shows, and takes suggestions for.

    There is one for each object: of options that change places none can be taken alone.
    """
    fixed, _ = fix_page(text)
    before, after = ([line.rstrip("\r") for line in page.split("\n")] for page in (text, fixed))
    parts = list(shown)
    for fence in find_fences(before):
        changed = [i for i in range(fence.first, fence.last) if before[i] != after[i]]
        if changed:
            first, last = changed[0] + 1, changed[-1] + 1
            if any(first in part and last in part for part in parts):
                yield Mend(path, first, last, tuple(after[first - 1 : last]))


def review(head: str, mends: Sequence[Mend], seen: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """What the host takes as a review of the commit ``head``; empty where there is nothing new.

    ``seen`` are the files and texts of the comments that are there already.
    """
    known = set(seen)
    comments = [one for one in map(_comment, mends) if (one["path"], one["body"]) not in known]
    if not comments:
        return {}
    more = len(comments) - MOST
    rest = f" There are {more} more: run `make fix`." if more > 0 else ""
    body = f"`dossier fix` would write some lines otherwise; what they say stays the same.{rest}"
    return {"commit_id": head, "event": "COMMENT", "body": body, "comments": comments[:MOST]}


def _comment(mend: Mend) -> dict[str, Any]:
    """A comment with a suggestion, whose fence no line of the page can close."""
    text = "\n".join(mend.lines)
    longest = max((len(marks) for marks in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    comment: dict[str, Any] = {
        "path": mend.path,
        "line": mend.last,
        "side": "RIGHT",
        "body": f"{fence}suggestion\n{text}\n{fence}"
        if mend.lines
        else f"{fence}suggestion\n{fence}",
    }
    # Of a single line the host takes no beginning.
    if mend.first < mend.last:
        comment |= {"start_line": mend.first, "start_side": "RIGHT"}
    return comment


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def find_mends(base: str, head: str) -> Iterator[Mend]:
    """The mends of all pages that ``head`` has changed since it left ``base``.

    :raises subprocess.CalledProcessError: one of them is no commit that is there.
    """
    for path in changed_files(base, head):
        if not (path.endswith(".md") and is_content(path)):
            continue
        try:
            text = _git("show", "--end-of-options", f"{head}:{path}")
            changes = _git(
                "diff", "--no-ext-diff", "--no-color", f"{base}...{head}", "--", f":(literal){path}"
            )
        except (UnicodeError, subprocess.CalledProcessError):
            # The page is gone, or the checks have told that it is not UTF-8.
            continue
        if len(text) <= _LONGEST:
            hunks = ((int(start), int(count or 1)) for start, count in _HUNK.findall(changes))
            yield from mends_of(path, text, [range(start, start + count) for start, count in hunks])


def _seen(path: Path | None) -> Iterator[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines() if path and path.is_file() else []
    for row in map(json.loads, filter(None, lines)):
        yield row["path"], row["body"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the review as JSON; 0, or 2 where a commit is not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base")
    parser.add_argument("head")
    parser.add_argument("--seen", type=Path, help="a file with a comment a line, as JSON")
    options = parser.parse_args(arguments)
    for name in (options.base, options.head):
        if not re.fullmatch("[0-9a-f]{7,64}", name):
            print(f"{name!r} is not the hash of a commit: name one", file=sys.stderr)
            return 2
    try:
        mends = list(find_mends(options.base, options.head))
    except subprocess.CalledProcessError:
        print(f"{options.base} or {options.head} is no commit here: fetch it", file=sys.stderr)
        return 2
    if found := review(options.head, mends, _seen(options.seen)):
        print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
