"""A directive as it was meant: its options, its text, and what follows where it is not closed.

Whatever a careless author writes is reported once, at its line, and then read as it was meant: no
word is lost, and one slip does not bring other problems with it.
"""

from __future__ import annotations

from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.continued import (
    IS_PROSE,
    Known,
    begins,
    fits,
    is_list_of_ids,
    without_bullet,
)
from sphinx_dossier.core.fence_slips import FENCE, SHORT, TextWalk, find_ending
from sphinx_dossier.core.model import Where
from sphinx_dossier.core.option_slips import (
    OPTION,
    Meant,
    meant_option,
    near_option,
    without_unseen,
)
from sphinx_dossier.core.options import Option
from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from sphinx_dossier.core.fence_slips import Ending
    from sphinx_dossier.core.kinds import FieldRow

# So much of a line is enough to find it again, and the message stays one line.
_SHORT: Final = 40
_MOST_LOOKS: Final = 20


class Grammar(NamedTuple):
    """What a directive may hold.

    ``owner`` is what messages call it, ``rows`` are its options by name, ``marks`` those that open
    its fence (``""`` in reStructuredText). ``is_closed`` says that a line closes it. Objects of
    ``short`` need no name of the domain.
    """

    owner: str
    rows: Mapping[str, FieldRow]
    known: Known = Known()
    marks: str = ""
    is_closed: bool = True
    takes_text: bool = True
    short: Container[str] = SHORT


class BlockText(NamedTuple):
    """The options of a directive by name, its text, and what follows.

    ``text`` has all lines of the directive, empty where they are none of its text, so that each
    stays on its number; ``rest`` is the line, from 0, where what no longer belongs to it begins.
    """

    options: dict[str, Option]
    text: list[str]
    rest: int
    problems: list[Problem]


def read_block(lines: Sequence[str], opening: Where, first: int, grammar: Grammar) -> BlockText:
    """Read the lines of a directive; the first of them is ``first`` lines below the opening."""
    reader = _BlockReader(lines, opening, first, grammar)
    body = reader.read_options()
    ending = find_ending(
        lines, body, grammar.marks, is_closed=grammar.is_closed, short=grammar.short
    )
    reader.note_ending(ending)
    text, rest = (ending.text, ending.rest) if ending else (len(lines), len(lines))
    kept = reader.take_options_of_text(body, text)
    if not grammar.takes_text and any(line.strip() for line in kept):
        kept, rest = reader.refuse_text(kept, body, rest)
    return BlockText(reader.options, kept, rest, reader.problems)


class _BlockReader:
    """Reads one directive: options first, then those that stand in its text."""

    def __init__(self, lines: Sequence[str], opening: Where, first: int, grammar: Grammar) -> None:
        self.options: dict[str, Option] = {}
        self.problems: list[Problem] = []
        self._lines, self._opening, self._grammar = lines, opening, grammar
        self._first = opening.line + first
        self._current = ""
        self._looks = 0

    def read_options(self) -> int:
        """Read the options at the top; the line, from 0, after them."""
        position = self._past_blanks(0)
        if not self._is_option_at(position) and not self._is_yaml(position):
            position = 0
        elif self._is_yaml(position):
            position = self._read_yaml(position)
        while position < len(self._lines):
            after = self._read_one(position)
            if after == position:
                break
            position = after
        return position

    def take_options_of_text(self, first: int, last: int) -> list[str]:
        """The lines of the text, empty where they belong to an option."""
        kept = ["" if i < first or i >= last else line for i, line in enumerate(self._lines)]
        walk, position = TextWalk(), first
        while position < last:
            walk.step(self._lines[position])
            meant = None if walk.is_inside else self._option_of_text(position)
            if meant is None:
                position += 1
                continue
            message = (
                f":{meant.name}: stands below the text of {self._grammar.owner}, and would be "
                "printed: move it up to the other options"
            )
            self._note(position, message)
            end = self._take(position, meant.name, meant.value, is_noted=True)
            kept[position:end] = [""] * (end - position)
            position = end
        return kept

    def refuse_text(self, kept: list[str], first: int, rest: int) -> tuple[list[str], int]:
        """Report that a view takes no text, unless it is reported already that it is not closed."""
        position = next(i for i in range(first, len(kept)) if kept[i].strip())
        if rest == len(kept):
            message = (
                f"{self._grammar.owner} takes no text: close it above this line, or remove the line"
            )
            self._note(position, message)
        return [""] * len(kept), position

    def note_ending(self, ending: Ending | None) -> None:
        """Tell that the fence is not closed, at its opening; a wrong mark at its own line."""
        if ending is None:
            return
        owner, marks = self._grammar.owner, self._grammar.marks
        if ending.mark:
            self._note(ending.position, f"`{ending.mark}` does not close {owner}: write {marks}")
            return
        here = f"line {self._first + ending.position}"
        if not marks:
            what = f"holds {ending.begun} in {here}: move that to the left, out of it"
        elif ending.begun:
            what = (
                f"is not closed: {here} begins {ending.begun} inside it; write {marks} above that"
            )
        else:
            what = (
                f"is not closed before the end of what it stands in: write {marks} below its text"
            )
        self.problems.append(Problem(Code.MISREAD, f"{owner} {what}", self._opening))

    def _read_one(self, position: int) -> int:
        """Read the option, the comment or the slip at a line; the line after it, or that line."""
        line = self._lines[position]
        if match := OPTION.match(line):
            # One text for all objects: names, ids and keys stand in thousands of options.
            value = (match[2] or "").strip()
            value = value if " " in value else intern(value)
            return self._take_named(position, intern(match[1]), value)
        if meant := self._meant(line):
            written = without_unseen(line).strip()[:_SHORT]
            shown = f":{meant.name}: {meant.value}".strip()[:_SHORT]
            message = f"`{written}` is not read as an option, for {meant.fault}: write `{shown}`"
            self._note(position, message)
            return self._take(position, meant.name, meant.value, is_noted=True)
        if not line.strip():
            return self._past_gap(position)
        if _is_comment(line):
            after = self._past_comments(position)
            return after if self._is_option_at(after) else position
        return self._take_unindented(position)

    def _take_named(self, position: int, name: str, value: str) -> int:
        if name not in self._grammar.rows:
            # Each look goes through all names, and an author does not misspell so many.
            self._looks += 1
            is_looked_for = self._looks <= _MOST_LOOKS
            near = is_looked_for and near_option(name, self._grammar.rows, self._names_written)
            if near:
                message = f"{self._grammar.owner} has no option :{name}:; did you mean :{near}:?"
                self.problems.append(Problem(Code.UNKNOWN_FIELD, message, self._where(position)))
                name = near
        return self._take(position, name, value)

    @cached_property
    def _names_written(self) -> set[str]:
        """The names of all lines that look like options, so that none is taken for another."""
        matches = map(OPTION.match, self._lines)
        return {match[1] for match in matches if match}

    def _take(self, position: int, name: str, value: str, *, is_noted: bool = False) -> int:
        """Note the option at a line, with its indented lines; the line after it."""
        here = self._where(position)
        # A bar or an angle bracket opens a block of lines in YAML; here any indented line goes on.
        items = [(here, value)] if value not in ("", "|", ">", "|-", ">-") else []
        after = self._take_indented(position + 1, items)
        # A slip has been reported at its line already: the first value counts without a word.
        if name in self.options and is_noted:
            return after
        if name in self.options:
            message = f":{name}: is given twice: keep one"
            self.problems.append(Problem(Code.BAD_VALUE, message, here))
        else:
            self.options[name] = Option(name, here, tuple(items))
            self._current = name
        return after

    def _take_indented(self, position: int, items: list[tuple[Where, str]]) -> int:
        """Add the indented lines from there on to the items of an option; the line after them."""
        while True:
            # A comment may stand between two lines of a value.
            following = self._past_comments(position)
            if following == len(self._lines) or not _goes_on(self._lines[following]):
                return position
            items.append((self._where(following), self._lines[following].strip()))
            position = following + 1

    def _take_unindented(self, position: int) -> int:
        """Take the lines that go on with the option above them and are not indented."""
        count = self._count_unindented(position)
        if not count:
            return position
        option = self.options[self._current]
        line = self._lines[position].strip()[:_SHORT]
        message = (
            f"`{line}` is read as text, and not as a part of :{option.name}:: begin the line with "
            "two blanks"
        )
        self._note(position, message)
        rows = [
            (self._where(i), without_bullet(self._lines[i]))
            for i in range(position, position + count)
        ]
        after = self._take_indented(position + count, rows)
        self.options[option.name] = option._replace(items=(*option.items, *rows))
        return after

    def _count_unindented(self, position: int) -> int:
        """How many lines from ``position`` on belong to the option above them."""
        row = self._grammar.rows.get(self._current)
        run = self._run(position)
        if row is None or not run:
            return 0
        # An option below shows that the text has not begun yet: then a looser likeness is enough.
        is_followed = self._is_option_at(position + len(run))
        if is_followed and all(self._fits(row, one) or begins(row, one) for one in run):
            return len(run)
        count = next((i for i, line in enumerate(run) if not self._fits(row, line)), len(run))
        if count:
            return count
        is_empty = not self.options[self._current].items
        # An option without a value waits for one; the only line may as well be the text.
        if is_empty and begins(row, run[0]) and (is_followed or self._has_text(position + 1)):
            return next((i for i, one in enumerate(run) if not begins(row, one)), len(run))
        # Words with hyphens are ids where the block has a text without them.
        ids = next((i for i, one in enumerate(run) if not is_list_of_ids(row, one)), len(run))
        if ids and self._has_text(position + ids):
            return ids
        is_prose = is_followed and row.type in IS_PROSE and self._has_text(position + len(run))
        return len(run) if is_prose else 0

    def _fits(self, row: FieldRow, line: str) -> bool:
        return fits(row, without_unseen(line), self._grammar.known)

    def _run(self, position: int) -> list[str]:
        """The lines from ``position`` on that are neither blank nor options nor fences."""
        run = []
        for line in self._lines[position:]:
            if not line.strip() or OPTION.match(line) or self._meant(line) or FENCE.match(line):
                break
            run.append(line)
        return run

    def _has_text(self, position: int) -> bool:
        """Whether any text follows the options that begin at a line."""
        return position <= self._last_text

    @cached_property
    def _last_text(self) -> int:
        """The last line that is neither blank nor an option nor a fence."""
        for position in range(len(self._lines) - 1, -1, -1):
            line = self._lines[position]
            is_other = OPTION.match(line) or _goes_on(line) or FENCE.match(line)
            if line.strip() and not is_other:
                return position
        return -1

    def _past_gap(self, position: int) -> int:
        """The line after a blank one, if options go on there, which is reported; else that line."""
        after = self._past_comments(self._past_blanks(position))
        after = self._past_blanks(after)
        # Behind a blank line the text may have begun, in which any word may stand between colons.
        if not self._is_option_at(after, is_certain=True):
            return position
        gap = f"line {self._first + position}"
        self._note(after, f"a blank line stands above this option: take {gap} out")
        return after

    def _past_blanks(self, position: int) -> int:
        while position < len(self._lines) and not self._lines[position].strip():
            position += 1
        return position

    def _past_comments(self, position: int) -> int:
        """The line after the comments that begin at a line; one without an end is none."""
        while position < len(self._lines) and _is_comment(self._lines[position]):
            end = position
            if "<!--" in self._lines[position]:
                rest = range(position, len(self._lines))
                end = next((i for i in rest if "-->" in self._lines[i]), -1)
            if end < 0:
                return position
            position = end + 1
        return position

    def _is_option_at(self, position: int, *, is_certain: bool = False) -> bool:
        """Whether an option begins at a line, or what is meant as one."""
        if position >= len(self._lines):
            return False
        line = self._lines[position]
        match = OPTION.match(line)
        if match and (not is_certain or match[1] in self._grammar.rows):
            return True
        names = self._grammar.rows
        return meant_option(line, names, is_among_options=not is_certain) is not None

    def _is_yaml(self, position: int) -> bool:
        return position < len(self._lines) and self._lines[position].rstrip() == "---"

    def _read_yaml(self, position: int) -> int:
        """Read options between lines of hyphens, as other directives of MyST take them."""
        after = next(
            (i for i in range(position + 1, len(self._lines)) if self._lines[i].rstrip() == "---"),
            0,
        )
        # A line of hyphens without a second one is a rule in the text.
        if not after:
            return position
        self._note(
            position, "options between --- and --- are not read here: write :name: value a line"
        )
        position += 1
        while position < after:
            meant = meant_option(self._lines[position], self._grammar.rows, is_among_options=True)
            if meant:
                # YAML takes its quotation marks away; here they would be a part of the value.
                position = self._take(position, meant.name, meant.value.strip("\"'"))
            else:
                position += 1
        return after + 1

    def _option_of_text(self, position: int) -> Meant | None:
        line = self._lines[position]
        match = OPTION.match(line)
        if match and match[1] in self._grammar.rows:
            return Meant(match[1], (match[2] or "").strip(), "")
        return meant_option(line, self._grammar.rows, is_among_options=False)

    def _meant(self, line: str) -> Meant | None:
        return meant_option(line, self._grammar.rows, is_among_options=True)

    def _where(self, position: int) -> Where:
        return Where(self._opening.path, self._first + position)

    def _note(self, position: int, message: str) -> None:
        self.problems.append(Problem(Code.MISREAD, message, self._where(position)))


def _goes_on(line: str) -> bool:
    return line[:1] in (" ", "\t") and bool(line.strip()) and not OPTION.match(line)


def _is_comment(line: str) -> bool:
    # A line with % is a comment of MyST, the other form is one of Markdown.
    return line.lstrip().startswith(("%", "<!--"))
