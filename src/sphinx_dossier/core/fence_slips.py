"""The text of a directive: options that stand in it, and where it should have ended.

A fence that is not closed takes in what follows, and so puts the words of one speaker into the
mouth of another. That is certain where a fence begins inside that could only close the outer one
(`CommonMark <https://spec.commonmark.org/0.31.2/#fenced-code-blocks>`_), or where an object begins:
objects never stand in one another.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.option_slips import COLONS

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

FENCE: Final = lazy_pattern(r"[ \t]*(?P<marks>:{3,}|`{3,}|~{3,})(?P<info>.*)$")
DIRECTIVE: Final = lazy_pattern(
    r"\s*\{(?P<domain>dossier:)?(?P<name>[\w:-]+)\}\s*(?P<argument>.*?)\s*$", re.IGNORECASE
)
SHORT: Final = frozenset(KINDS)
"""The names of objects that may stand without that of the domain, if a project says so."""
LITERAL: Final = frozenset(
    {"code", "code-block", "sourcecode", "eval-rst", "literalinclude", "math", "parsed-literal"}
)
"""The directives whose content is shown as it is written: an object in it is an example."""
_RST_OBJECT: Final = lazy_pattern(
    rf"\s*\.\. +(?P<domain>dossier:)?(?P<name>{'|'.join(KINDS)})::\s*(?P<argument>.*?)\s*$"
)
_WRONG_CLOSE: Final = lazy_pattern(rf"\s*[{COLONS}]+\s*$")
_MEANT_CLOSE: Final = lazy_pattern(
    r"[{(\[<]?\s*(?:/\s*[\w-]*|end\s?-?\s*[\w-]*|[})\]>]+)\s*[})\]>]?\s*$", re.IGNORECASE
)
HEADING: Final = lazy_pattern(r" {0,3}#{1,6}(?:\s|$)")
"""A heading of a section, which no text of an object has."""


class Ending(NamedTuple):
    """Where the text of a directive ends before its fence does, and why.

    ``text`` is the line after its own text, ``rest`` the line where what follows begins; both count
    from 0, as does ``position``, the line that shows it. ``begun`` is what begins there; ``mark`` a
    line that was meant to close it.
    """

    text: int
    rest: int
    position: int
    begun: str = ""
    mark: str = ""


def own_name(directive: re.Match[str], names: Container[str], short: Container[str]) -> str:
    """The one of our ``names`` that a directive has, ``""`` for any other.

    Without the name of the domain only those of ``short`` are ours.
    """
    name = directive["name"].lower()
    return name if name in names and (directive["domain"] or name in short) else ""


def own_kind(directive: re.Match[str] | None, short: Container[str]) -> str:
    """The kind of object that a directive is, ``""`` for any other."""
    return own_name(directive, KINDS, short) if directive else ""


def is_code(marks: str, info: str) -> bool:
    """Whether a fence opens a block whose lines are shown as they are."""
    if directive := DIRECTIVE.match(info):
        return directive["name"] in LITERAL
    # After backticks, another backtick in the line makes it code within a sentence, and no fence.
    return marks[0] == "~" or (marks[0] == "`" and "`" not in info)


def is_meant_close(fence: re.Match[str], outer: str, below: str) -> bool:
    """Whether a fence that opens one by its form is meant to close the ``outer`` one.

    Behind its marks stands a word for an end, or the kind of the object again and nothing else.
    """
    info = fence["info"].strip()
    if not (info and fence["marks"].startswith(outer)):
        return False
    again = DIRECTIVE.match(info)
    is_kind = bool(again and again["name"].lower() in KINDS and not again["argument"])
    return bool(_MEANT_CLOSE.match(info)) or (is_kind and not below.strip())


class TextWalk:
    """Goes through the lines of a text: past code, and in and out of the fences in it."""

    def __init__(self) -> None:
        self._code = ""
        self.open: list[str] = []

    @property
    def is_inside(self) -> bool:
        """Whether the last line belongs to a fence within the text, or opens or closes one."""
        return self._is_inside

    @property
    def holds_next(self) -> bool:
        """Whether the next line belongs to a fence within the text."""
        return bool(self._code or self.open)

    def step(self, line: str) -> re.Match[str] | None:
        """The match of a line that opens a fence, or closes none that is open."""
        match = FENCE.match(line)
        self._is_inside = bool(self._code or self.open)
        if match is None:
            return None
        marks, info = match["marks"], match["info"].strip()
        if self._code:
            if not info and marks.startswith(self._code):
                self._code = ""
            return None
        if not info and self.open and marks.startswith(self.open[-1]):
            self.open.pop()
            return None
        if is_code(marks, info):
            self._code, self._is_inside = marks, True
            return None
        if info:
            self.open.append(marks)
        return match


def open_fences(lines: Sequence[str]) -> list[str]:
    """The marks of the fences that are open behind the last of some lines, the outermost first."""
    walk = TextWalk()
    for line in lines:
        walk.step(line.lstrip(" \t>"))
    return walk.open


def find_ending(
    lines: Sequence[str],
    first: int,
    marks: str,
    *,
    is_closed: bool,
    short: Container[str] = SHORT,
) -> Ending | None:
    """Where the text that begins at ``first`` should have been closed; ``None`` where it is.

    ``marks`` are those that open the fence around it, ``""`` in reStructuredText; objects of
    ``short`` need no name of the domain.
    """
    walk, heading = TextWalk(), None
    for position in range(first, len(lines)):
        line = lines[position]
        fence = FENCE.match(line) if marks and not walk.holds_next else None
        below = lines[position + 1] if position + 1 < len(lines) else ""
        if fence and is_meant_close(fence, marks, below):
            return Ending(position, position + 1, position, mark=line.strip())
        match = walk.step(line) if marks else None
        if begun := _begun(line, match, marks, short):
            return _before(lines, first, position if heading is None else heading, begun)
        if not (marks and walk.is_inside):
            if marks and _is_wrong_close(line, match, is_closed=is_closed):
                return Ending(position, position + 1, position, mark=line.strip())
            if heading is None and HEADING.match(line):
                heading = position
    if is_closed:
        return None
    return _before(lines, first, len(lines) if heading is None else heading, "")


def _before(lines: Sequence[str], first: int, position: int, begun: str) -> Ending:
    """The ending before a line: what is below a blank line is taken for no more of the text."""
    if position < len(lines) and HEADING.match(lines[position]):
        begun = "a section"
    start = next((i for i in range(first, position) if lines[i].strip()), position)
    end = next((i for i in range(start, position) if not lines[i].strip()), position)
    return Ending(end, end, position, begun)


def _begun(line: str, match: re.Match[str] | None, marks: str, short: Container[str]) -> str:
    """What a line begins that cannot stand inside an object, in words; ``""`` for nothing."""
    if not marks:
        inner = _RST_OBJECT.match(line)
        kind = own_kind(inner, short)
        return f"{kind} {inner['argument']!r}" if inner and kind else ""
    if match is None or not match["info"].strip():
        return ""
    directive = DIRECTIVE.match(match["info"])
    if directive and (kind := own_kind(directive, short)):
        return f"{kind} {directive['argument']!r}"
    # A fence of as many marks could only be closed by what closes the outer one first.
    if match["marks"].startswith(marks):
        return f"{{{directive['name']}}}" if directive else f"`{line.strip()}`"
    return ""


def _is_wrong_close(line: str, match: re.Match[str] | None, *, is_closed: bool) -> bool:
    """Whether a line stands where the closing fence belongs, and is none."""
    if match is None:
        return bool(_WRONG_CLOSE.match(line)) and not FENCE.match(line)
    # Too few marks, or others. In a fence that is closed they may open a block without a name.
    return not match["info"].strip() and not is_closed
