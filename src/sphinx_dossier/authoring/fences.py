"""Where objects stand in the text of a Markdown page, without parsing the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.options import is_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FENCE = re.compile(r"(?P<indent> *)(?P<marks>:{3,}|`{3,}|~{3,})(?P<info>.*)")
_DIRECTIVE = re.compile(r"\s*\{(?:dossier:)?([\w:-]+)\}\s*(.*?)\s*")
_LITERAL: Final = frozenset(
    {"code", "code-block", "sourcecode", "eval-rst", "literalinclude", "math", "parsed-literal"}
)
_DEEPEST: Final = 3
"""Further to the right a fence may be indented code, and nobody can tell without parsing."""


class Fence(NamedTuple):
    """An object as it is written: ``first`` to ``last`` are the lines of its options.

    Lines count from 0, and ``last`` is the line behind the last one.
    """

    kind: str
    argument: str
    indent: str
    first: int
    last: int


def find_fences(lines: Sequence[str]) -> Iterator[Fence]:
    """The objects in the lines of a page, but not those that code or front matter shows."""
    at = _behind_front_matter(lines)
    closing = ""
    while at < len(lines):
        match = _FENCE.match(lines[at].removeprefix("\ufeff"))
        at += 1
        if not match:
            continue
        marks, info = match["marks"], match["info"]
        if closing:
            if marks.startswith(closing) and not info.strip():
                closing = ""
            continue
        directive = _DIRECTIVE.fullmatch(info)
        if directive and directive[1] in KINDS and len(match["indent"]) <= _DEEPEST:
            last = _end_of_options(lines, at, match["indent"])
            yield Fence(directive[1], directive[2], match["indent"], at, last)
            at = last
        elif _is_code(marks, info, directive):
            closing = marks


def _behind_front_matter(lines: Sequence[str]) -> int:
    if lines and lines[0].removeprefix("\ufeff").startswith("---"):
        for at, line in enumerate(lines[1:], start=1):
            if line.startswith(("---", "...")):
                return at + 1
    return 0


def _is_code(marks: str, info: str, directive: re.Match[str] | None) -> bool:
    if directive:
        return directive[1] in _LITERAL
    # A backtick in the info of backticks makes it words in a line, not a fence.
    return marks[0] == "~" or (marks[0] == "`" and "`" not in info)


def _end_of_options(lines: Sequence[str], at: int, indent: str) -> int:
    first = at
    while at < len(lines) and lines[at].startswith(indent):
        own = lines[at].removeprefix(indent)
        goes_on = at > first and own[:1] in (" ", "\t") and own.strip()
        if not (goes_on or is_option(own)):
            break
        at += 1
    return at
