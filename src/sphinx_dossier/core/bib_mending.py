"""A .bib file with faults, read as far as it can be: each fault is one problem at its line.

A comma or a brace that is missing is put where it must have been, within its own entry; what cannot
be mended costs that entry and no other.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pybtex.database.input.bibtex import LowLevelParser, SkipEntry, UndefinedMacro
from pybtex.exceptions import PybtexError

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.merges import resolve_merges
from sphinx_dossier.core.model import Where
from sphinx_dossier.core.option_slips import latin_letters
from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# Between entries anything may stand that is none, such as an address with @ in it.
_COMMAND: Final = lazy_pattern(
    r"(?P<at>@)\w+\s*[{(]|^[ \t%]*(?P<bare>@)\w+(?:[ \t]+[^\s,{}()]+)?[ \t]*,?[ \t]*$",
    re.MULTILINE,
)
# Within an entry with a fault the next one is found by the beginning of its line.
_BEGINNING: Final = lazy_pattern(r"^[ \t%]*@\w+\s*[{(]", re.MULTILINE)
_COMMENT: Final = lazy_pattern(r"@comment\s*(?=[{(])", re.IGNORECASE)
# Commands without a key are no entries: nothing that they hold can be cited.
_ENTRY: Final = lazy_pattern(
    r"@(?!comment|string|preamble)\w+\s*[{(]\s*[^\s,{}()]+\s*,", re.IGNORECASE
)
# Only with the beginning of a value, since between entries prose may have an = as well.
_FIELD: Final = lazy_pattern(r"^[ \t]*[A-Za-z][\w-]*\s*=\s*[{\"\d]", re.MULTILINE)
# The end of a value, and a field that follows without a comma.
_NO_COMMA: Final = lazy_pattern(r"(?<=[}\"\w])(?P<gap>\s*\n?\s*)(?P<name>[A-Za-z][\w-]*)\s*=")
_NO_EQUALS: Final = lazy_pattern(r"^(\s*[A-Za-z][\w-]*)\s*(?=[{\"])", re.MULTILINE)
# A number, and the name of a macro, need no signs: the line must end with one that closes.
_NO_OPENING: Final = lazy_pattern(
    r"^(\s*[A-Za-z][\w-]*\s*=\s*)(?=[^{\"\d\s#][^{}\"]*(?P<sign>[}\"]),?[ \t]*$)", re.MULTILINE
)
_LINE_OF_FIELD: Final = lazy_pattern(r"^\s*[A-Za-z][\w-]*\s*=\s*[{\"]")
# An entry that begins with another sign for @, or with none.
_NO_AT: Final = lazy_pattern(
    r"^[ \t]*(?P<sign>[\uff20\ufe6b]?)(?=(?:article|book|booklet|dataset|inbook|incollection|"
    r"inproceedings|manual|misc|online|proceedings|report|techreport|thesis|unpublished)\s*\{"
    r"[^\s,{}()=]+\s*,\s*$)",
    re.MULTILINE | re.IGNORECASE,
)
_QUOTED: Final = lazy_pattern(
    "=[ \\t]*(?P<open>[\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019'])(?P<value>[^\\n]*?)"
    "[\u201c\u201d\u00ab\u00bb\u2018\u2019'](?=[ \\t]*,?[ \\t]*$)",
    re.MULTILINE,
)
_OTHER_COMMA: Final = lazy_pattern(
    r"(?<=[}\"\w])(?P<sign>[ \t]*[;\uff0c\u060c])(?=[ \t]*$)", re.MULTILINE
)
_OTHER_EQUALS: Final = lazy_pattern(
    r"^[ \t]*[A-Za-z][\w-]*(?P<sign>[ \t]*(?::=?|\uff1a|\uff1d|=>|->))(?=[ \t]*[{\"\d])",
    re.MULTILINE,
)
_REMARK: Final = lazy_pattern(r"^[ \t]*(?P<sign>(?:#|%|//)[^\n]*)$", re.MULTILINE)
_OTHER_LETTERS: Final = lazy_pattern(
    r"^[ \t]*(?P<sign>(?=[\w-]*[^\x00-\x7f])[^\W\d_][\w-]*)(?=[ \t]*=)", re.MULTILINE
)
_KEY: Final = lazy_pattern(r"@\w+\s*[{(]\s*(?P<sign>[^\s,{}()=]+(?:[ \t]+[^\s,{}()=]+)+)[ \t]*,")
_ROUND: Final = lazy_pattern(r"@\w+\s*(?P<sign>\()(?=(?:.|\n)*\}\s*\Z)")
_TOO_MANY: Final = "a brace too many"
# Each mend may uncover the next fault, and has the whole entry read again.
_TRIES: Final = 8
_MOST_SIGNS: Final = 50
"""So many signs of an entry are looked at, each with all that is before it."""
_SHORT: Final = 60


class Command(NamedTuple):
    """An entry, a macro or a preamble as pybtex takes it apart, and the line where it begins."""

    parts: tuple[Any, ...]
    line: int


class _Fault(NamedTuple):
    """What is wrong in a piece of text: its position there, and the words of the parser.

    ``is_small`` says that only one value is lost by it.
    """

    offset: int
    message: str
    is_small: bool = False


def mend_bib(text: str, path: str) -> tuple[str, list[Problem]]:
    """The text of a file without marks of merges and without the entries in its comments."""
    problems: list[Problem] = []
    if "<<<<<<<" in text:
        lines = text.split("\n")
        for offset, message in resolve_merges(lines):
            problems.append(Problem(Code.MISREAD, message, Where(path, offset + 1)))
        text = "\n".join(lines)
    for match in reversed([*_NO_AT.finditer(text)]):
        line = text.count("\n", 0, match.end()) + 1
        message = "the entry does not begin with @: write one before its type"
        problems.append(Problem(Code.UNREADABLE, message, Where(path, line)))
        text = f"{text[: match.start('sign')]}@{text[match.end() :]}"
    for match in reversed([*_COMMENT.finditer(text)]):
        end = _end_of_braces(text, match.end())
        inside = text[match.end() : end]
        for entry in _ENTRY.finditer(inside):
            line = text.count("\n", 0, match.end() + entry.start()) + 1
            message = "an entry in @comment is not read: take it out of the comment, or remove it"
            problems.append(Problem(Code.UNREADABLE, message, Where(path, line)))
        # One blank for each sign, so that all that follows stays at its place and line.
        text = text[: match.end()] + re.sub(r"@", " ", inside) + text[end:]
    return text, problems


def read_commands(text: str, path: str, macros: Any, problems: list[Problem]) -> Iterator[Command]:
    """What a .bib file holds, piece by piece; ``macros`` takes up those that it defines."""
    position, line, counted = 0, 1, 0
    while match := _COMMAND.search(text, position):
        # The group that has no part in a match begins at -1.
        start = max(match.start("at"), match.start("bare"))
        # Counted on from the last command: from the top each time, it would grow with the square.
        line += text.count("\n", counted, start)
        counted = start
        scan = _Scan(text, macros, start)
        fault = scan.fault or _hidden_fault(text, start, scan.pos, scan.parts)
        if fault is None:
            position = scan.pos
            yield from scan.commands(line)
            continue
        following = _BEGINNING.search(text, match.end())
        position = following.start() if following else len(text)
        yield from _mended(text[start:position], Where(path, line), macros, problems)


class _Scan(LowLevelParser):  # type: ignore[misc]  # pybtex ships no types
    """Reads the command of a text that begins at a position, and keeps the first fault in it."""

    def __init__(self, text: str, macros: Any, start: int) -> None:
        super().__init__(text, macros=macros)
        self.pos = start
        self.fault: _Fault | None = None
        self.parts: tuple[Any, ...] = ()
        # As pybtex's `parse_bibliography` begins each command of its loop.
        self.skip_to([self.AT])
        self.command_start = start
        try:
            self.parts = tuple(self.parse_command())
        except SkipEntry:
            pass
        except PybtexError as error:
            self.handle_error(error)

    def handle_error(self, error: Exception) -> None:
        """Keep the first fault."""
        if self.fault is None:
            is_small = isinstance(error, UndefinedMacro)
            self.fault = _Fault(self.pos, str(getattr(error, "args", [error])[0]), is_small)

    def commands(self, line: int) -> Iterator[Command]:
        """The command that was read, if it was one."""
        if self.parts:
            yield Command(self.parts, line)


def _hidden_fault(text: str, start: int, end: int, parts: tuple[Any, ...]) -> _Fault | None:
    """A fault that the parser reads over: an entry in a field, or fields behind the entry."""
    inner = _BEGINNING.search(text, start + 1, end)
    if inner and _ENTRY.match(text, inner.start()):
        return _Fault(end, "a field is not closed")
    following = _COMMAND.search(text, end)
    stop = following.start() if following else len(text)
    if parts and _FIELD.search(text, end, stop):
        return _Fault(end, _TOO_MANY)
    return None


def _mended(piece: str, where: Where, macros: Any, problems: list[Problem]) -> Iterator[Command]:
    """The entry of a piece of text with a fault, mended if that can be done."""
    entry = re.split(r"[,\n]", piece, maxsplit=1)[0].strip()[:_SHORT]
    for _ in range(_TRIES):
        scan = _Scan(piece, macros, 0)
        fault = scan.fault or _hidden_fault(piece, 0, scan.pos, scan.parts)
        if fault is None:
            yield from scan.commands(where.line)
            return
        better, offset, what = _better(piece, fault)
        if better == piece:
            offset = min(fault.offset, len(piece.rstrip()))
            what = f"cannot be read: {fault.message}"
            if fault.is_small:
                what = f"has the word {fault.message}, which stands for nothing: put it in braces"
        line = where.line + piece.count("\n", 0, offset)
        message = f"the entry {entry} {what}"
        problems.append(Problem(Code.UNREADABLE, message, where._replace(line=line)))
        # Of a word that stands for nothing pybtex makes an empty value, and reads on.
        if better == piece:
            yield from scan.commands(where.line) if fault.is_small else ()
            return
        piece = better


def _better(piece: str, fault: _Fault) -> tuple[str, int, str]:
    """The piece with one sign more or less, where that was, and what to do in words."""
    # In this order: a closing sign can be added to nearly any piece, an equals sign to few.
    mends = (_with_right_signs, _with_equals, _with_opening, _with_comma, _with_closing)
    for mend in (_without_brace,) if fault.message == _TOO_MANY else mends:
        better, offset, what = mend(piece, fault)
        if better != piece:
            return better, offset, what
    return piece, 0, ""


def _with_right_signs(piece: str, _fault: _Fault) -> tuple[str, int, str]:
    """The signs and letters of BibTeX for others that stand in their places."""
    for form, right, what in _OTHER_SIGNS:
        for match in islice(form.finditer(piece), _MOST_SIGNS):
            # Within a value any sign may stand.
            if form in (_KEY, _ROUND) or _is_balanced(piece[: match.start()], _depth(piece)):
                sign = right(match)
                better = f"{piece[: match.start('sign')]}{sign}{piece[match.end('sign') :]}"
                return better, match.start("sign"), what.format(sign=sign)
    for match in islice(_QUOTED.finditer(piece), _MOST_SIGNS):
        if _is_balanced(piece[: match.start()], _depth(piece)):
            better = f"{piece[: match.start('open')]}{{{match['value']}}}{piece[match.end() :]}"
            return better, match.start(), "has marks around a value that are not straight: write {}"
    return piece, 0, ""


_OTHER_SIGNS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str], str], ...]] = (
    (_ROUND, lambda _: "{", "opens with ( and ends with }}: write {{ there"),
    (_KEY, lambda match: "-".join(match["sign"].split()), "has a key with a blank: write {sign}"),
    (_REMARK, lambda _: "", "has a remark in it, which BibTeX has not: take this line out"),
    (_OTHER_LETTERS, lambda match: latin_letters(match["sign"]),
     "has a field with letters that are not Latin: write {sign}"),
    (_OTHER_EQUALS, lambda _: " =", "has another sign for =: write = behind the field"),
    (_OTHER_COMMA, lambda _: ",", "has another sign for the comma at the end of this line"),
)  # fmt: skip
"""What is meant by what, and how it is told."""


def _depth(piece: str) -> int:
    """How many braces are open around the fields: none where the entry opens with (."""
    return 0 if re.match(r"[ \t%]*@\w+\s*\(", piece) else 1


def _with_comma(piece: str, fault: _Fault) -> tuple[str, int, str]:
    """A comma between a value and the next field."""
    for match in _NO_COMMA.finditer(piece):
        if match.start("name") <= fault.offset <= match.end() + 1 and _is_balanced(
            piece[: match.start()], 1
        ):
            offset = match.start()
            return (
                f"{piece[:offset]},{piece[offset:]}",
                offset,
                "lacks a comma at the end of this line",
            )
    return piece, 0, ""


def _with_equals(piece: str, fault: _Fault) -> tuple[str, int, str]:
    """The sign between a field and its value."""
    if "=" not in fault.message:
        return piece, 0, ""
    for match in _NO_EQUALS.finditer(piece):
        if match.end() <= fault.offset + 1 and match.end() >= fault.offset - 2:
            offset = match.end(1)
            return (
                f"{piece[:offset]} ={piece[offset:]}",
                offset,
                "lacks an equals sign behind the field",
            )
    return piece, 0, ""


def _with_opening(piece: str, fault: _Fault) -> tuple[str, int, str]:
    """The brace that opens a value."""
    for match in _NO_OPENING.finditer(piece):
        if match.start() <= fault.offset:
            offset = match.end(1)
            sign = "{" if match["sign"] == "}" else match["sign"]
            return (
                f"{piece[:offset]}{sign}{piece[offset:]}",
                offset,
                "lacks the sign that opens the value",
            )
    return piece, 0, ""


def _with_closing(piece: str, _fault: _Fault) -> tuple[str, int, str]:
    """The brace or the mark that closes a value or the entry."""
    lines, position = piece.split("\n"), 0
    for line in lines:
        bare = line.rstrip().rstrip(",")
        if (
            _LINE_OF_FIELD.match(line)
            and not _is_closed_value(bare)
            and _is_last_line(piece, position, line)
        ):
            offset = position + len(bare)
            mark = '"' if bare.count('"') == 1 and "{" not in bare else "}"
            what = f"lacks {mark} at the end of this line"
            return f"{piece[:offset]}{mark}{piece[offset:]}", offset, what
        position += len(line) + 1
    if _is_balanced(piece, 1):
        offset = len(piece.rstrip().rstrip("%").rstrip())
        return f"{piece[:offset]}}}{piece[offset:]}", 0, "is not closed: write } at its end"
    return piece, 0, ""


def _without_brace(piece: str, fault: _Fault) -> tuple[str, int, str]:
    """A brace that closes the entry before its end."""
    offset = piece.rfind("}", 0, fault.offset)
    return f"{piece[:offset]}{piece[offset + 1 :]}", offset, "has a brace too many in this line"


def _is_closed_value(line: str) -> bool:
    """Whether a line with a field holds the whole of its value."""
    value = line.split("=", 1)[1].strip()
    if value.startswith('"'):
        return len(value) > 1 and value.endswith('"')
    bare = re.sub(r"\\[{}]", "", value)
    return bare.count("{") <= bare.count("}")


def _is_last_line(piece: str, position: int, line: str) -> bool:
    """Whether the next line shows that a value ends with its line: another field, or the end."""
    below = piece[position + len(line) + 1 :].split("\n", 1)[0]
    return bool(_LINE_OF_FIELD.match(below)) or below.strip() in ("}", ")", "")


def _is_balanced(text: str, depth: int) -> bool:
    """Whether so many braces are open at the end of a text."""
    bare = re.sub(r"\\[{}]", "", text)
    return bare.count("{") - bare.count("}") == depth


def _end_of_braces(text: str, start: int) -> int:
    """Where the braces or parentheses end that open at ``start``; the end where they do not."""
    opening = text[start : start + 1]
    closing = ")" if opening == "(" else "}"
    depth = 0
    for match in re.finditer(rf"[{re.escape(opening + closing)}]", text[start:]):
        depth += 1 if match[0] == opening else -1
        if depth == 0:
            return start + match.end()
    return len(text)


def parse_bib(parser: Any, text: str, path: str) -> list[Problem]:
    """Have a parser of pybtex take up the entries of a text; gives what was wrong with it."""
    text, problems = mend_bib(text, path)
    # For pybtex, keys that differ by their case alone are one.
    known = {key.lower(): key for key in parser.data.entries}
    places: dict[str, int] = {}
    lines = text.split("\n")
    for parts, line in read_commands(text, path, parser.macros, problems):
        kind, content = parts[0], parts[1]
        if kind.lower() == "preamble":
            parser.process_preamble(*content)
        if kind.lower() in ("string", "preamble", "comment"):
            continue
        key = content[0]
        if key.lower() in known:
            first = places.get(key.lower())
            there = f"line {first}" if first else "another file"
            message = f"the key {key!r} is there already, in {there}: rename one of the two entries"
            problems.append(Problem(Code.UNREADABLE, message, Where(path, line)))
            continue
        known[key.lower()] = key
        places[key.lower()] = line
        _take_up(parser, parts, lines, Where(path, line), problems)
    return problems


def _lines_to_second(name: str, lines: Sequence[str]) -> int:
    """How many lines below the first one a field is there for the second time."""
    text = "\n".join(lines)
    found = [*re.finditer(rf"^\s*{re.escape(name)}\s*=", text, re.MULTILINE | re.IGNORECASE)]
    return text.count("\n", 0, found[1].end()) if len(found) > 1 else 0


def _take_up(
    parser: Any, parts: tuple[Any, ...], lines: list[str], where: Where, problems: list[Problem]
) -> None:
    """Add one entry to the data of a parser; of a field that it has twice the first counts."""
    kind, (key, fields) = parts
    once: dict[str, tuple[str, list[str]]] = {}
    for name, value in fields:
        if name.lower() in once:
            message = f"the entry {key!r} has the field {name!r} twice: keep one"
            line = where.line + _lines_to_second(name, lines[where.line - 1 :])
            problems.append(Problem(Code.UNREADABLE, message, where._replace(line=line)))
        once.setdefault(name.lower(), (name, value))
    try:
        parser.process_entry(kind, key, [*once.values()])
    except PybtexError as error:
        message = f"the entry {key!r} cannot be read: {error}"
        problems.append(Problem(Code.UNREADABLE, message, where))
