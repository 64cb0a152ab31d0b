"""The option block of a directive: ``:name: value`` lines, each with indented lines that go on.

Nothing raises here: what cannot be read becomes a problem, and the rest is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.core.model import Where
from sphinx_dossier.core.option_slips import OPTION
from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence


class Option(NamedTuple):
    """One option: its name, where it is written, and its lines with their places."""

    name: str
    where: Where
    items: tuple[tuple[Where, str], ...]

    @property
    def text(self) -> str:
        """The value in one line."""
        return " ".join(text for _, text in self.items)


class Block(NamedTuple):
    """The options of a directive by name; ``body`` is the index of its first line of text."""

    options: dict[str, Option]
    body: int
    problems: list[Problem]


def split_options(lines: Sequence[str], where: Where) -> Block:
    """Take the option block off ``lines``, the first of which is at ``where``."""
    options: dict[str, Option] = {}
    problems: list[Problem] = []
    position = 0
    while position < len(lines) and (match := OPTION.match(lines[position])):
        name, value = match[1], (match[2] or "").strip()
        here = Where(where.path, where.line + position)
        # A bar or an angle bracket opens a block of lines in YAML; here any indented line goes on.
        items = [(here, value)] if value not in ("", "|", ">") else []
        position += 1
        while position < len(lines) and _goes_on(lines[position]):
            items.append((Where(where.path, where.line + position), lines[position].strip()))
            position += 1
        if name in options:
            message = f":{name}: is given twice: keep one"
            problems.append(Problem(Code.BAD_VALUE, message, here))
        else:
            options[name] = Option(name, here, tuple(items))
    if position < len(lines) and not lines[position].strip():
        position += 1
    return Block(options, position, problems)


def is_option(line: str) -> bool:
    """Whether ``line`` begins an option."""
    return OPTION.match(line) is not None


def _goes_on(line: str) -> bool:
    return line[:1] in (" ", "\t") and bool(line.strip()) and not is_option(line)
