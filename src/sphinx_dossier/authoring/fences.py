"""Where objects are in the text of a Markdown page, found without parsing the page.

A parser gives the meaning of a page and not its exact text, which fixes must keep.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.fence_slips import DIRECTIVE, SHORT, is_code, own_kind
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.options import is_option

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

_FENCE = lazy_pattern(r"(?P<indent> *)(?P<marks>:{3,}|`{3,}|~{3,})(?P<info>.*)")
# From four blanks on it may be a fence in a list or indented code, and only a parser knows:
# https://spec.commonmark.org/0.31.2/#fenced-code-blocks
_MOST_INDENT: Final = 3


class Fence(NamedTuple):
    """An object as it is written, with the lines of its options.

    ``first`` is the line of the first option and ``last`` that after the last one, both from 0.
    ``indent`` is what is before the marks of the fence, ``argument`` what follows the kind.
    """

    kind: str
    argument: str
    indent: str
    first: int
    last: int


def find_fences(lines: Sequence[str], short: Container[str] = SHORT) -> Iterator[Fence]:
    """The objects in the lines of a page, without examples in code and in front matter.

    Without the name of the domain, only those of ``short`` are objects.
    """
    i = _after_front_matter(lines)
    # The marks that end a block of code, while `i` is inside one.
    closing = ""
    while i < len(lines):
        match = _FENCE.match(lines[i].removeprefix("\ufeff"))
        i += 1
        if not match:
            continue
        marks, info = match["marks"], match["info"]
        if closing:
            if marks.startswith(closing) and not info.strip():
                closing = ""
            continue
        directive = DIRECTIVE.match(info)
        # The parser of pages takes any case.
        kind = own_kind(directive, short)
        if directive and kind and len(match["indent"]) <= _MOST_INDENT:
            last = _end_of_options(lines, i, match["indent"])
            yield Fence(kind, directive["argument"], match["indent"], i, last)
            i = last
        elif is_code(marks, info):
            closing = marks


def _after_front_matter(lines: Sequence[str]) -> int:
    """The first line of the page itself; front matter may hold text that looks like an object."""
    if lines and lines[0].removeprefix("\ufeff").startswith("---"):
        for i, line in enumerate(lines[1:], start=1):
            if line.startswith(("---", "...")):
                return i + 1
    return 0


def _end_of_options(lines: Sequence[str], first: int, indent: str) -> int:
    """The line after the options that begin at ``first``, with their indented lines."""
    i = first
    while i < len(lines) and lines[i].startswith(indent):
        own = lines[i].removeprefix(indent)
        # The first line has no option above it with which it could go on.
        is_continued = i > first and own[:1] in (" ", "\t") and own.strip()
        if not (is_continued or is_option(own)):
            break
        i += 1
    return i
