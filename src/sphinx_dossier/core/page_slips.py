"""The text of a page as it was meant: blocks that are not opened as blocks, merges not resolved.

What is no block to the parser is printed as text, and nobody speaks of it: links lead nowhere, and
other files seem to be at fault. So such a line is reported, and read as it was meant. Lines keep
their numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.fence_slips import (
    DIRECTIVE,
    FENCE,
    HEADING,
    is_meant_close,
    own_kind,
    own_name,
)
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.merges import resolve_merges
from sphinx_dossier.core.nearest import nearest
from sphinx_dossier.core.option_slips import COLONS, OPTION, meant_option, without_unseen

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence

# CommonMark takes nine digits at most for the number of an item; editors paste other blanks.
_PREFIX: Final = r"(?P<prefix>(?:[ \t\u00a0\u3000>]|[-*+] |\d{1,9}[.)] )*)"
_OPENER: Final = lazy_pattern(
    rf"{_PREFIX}(?P<marks>(?:[^\w\s{{(\[<｛（]\s?)*)\s*"
    r"(?P<left>[{(\[<｛（]?)\s*(?P<domain>dossier:)?(?P<name>[A-Za-z][\w-]*)\s*(?P<right>[})\]>｝）]?)"
    r"(?P<rest>.*)$"
)
# Everything that could be an opener of one of our blocks, before it is looked at closely.
_CANDIDATE: Final = lazy_pattern(r"^\W*(?:\d{1,9}[.)] \W*)?[A-Za-z]")
_PROPER: Final = lazy_pattern(r"(:{3,}|`{3,}|~{3,})\s*\{(?:dossier:)?[\w-]+\}(?:\s|$)")
_BARE: Final = lazy_pattern(rf"(?P<prefix>[ \t>]*)(?P<marks>[{COLONS}]+|`+|~+)\s*$")
_MARKS: Final = lazy_pattern(r"^<{7}|<!--", re.MULTILINE)
_COLONS_AND_BLANKS: Final = f"{COLONS} \t"
_SIGNS: Final = (*COLONS, "`", "~")
_FENCE_MARKS: Final = lazy_pattern(r":{3,}|`{3,}|~{3,}")
_NO_FENCE: Final = "a block opens with three colons"
_IN_RST: Final = "reStructuredText opens a block so, and Markdown does not"
# A role with a blank before its text, as reStructuredText writes it, or with straight marks.
_ROLE: Final = lazy_pattern(
    rf"(?:\{{(?P<role>(?:dossier:)?(?:{'|'.join(KINDS)}))\}}[ \t]+(?=`[^`\s])"
    rf"|(?<![\w`:{{]):(?P<rst>(?:dossier:)?(?:{'|'.join(KINDS)})):(?=`[^`\s])"
    rf"|\{{(?P<bare>(?:dossier:)?(?:{'|'.join(KINDS)}))\}}(?P<open>['\u2018\u2019\u00b4])"
    r"(?P<id>[\w:-]+)['\u2018\u2019\u00b4])"
)
_CODE_SPAN: Final = lazy_pattern(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
CODE_INDENT: Final = 4
"""So many blanks before a line make code of it."""
_SHORT: Final = 40
# More lines than a block has: beyond them its end is not looked for.
_LONGEST: Final = 500
_LONGEST_LINE: Final = 5_000


class CodeLines(NamedTuple):
    """The lines within code, from 0: those in fences, and those indented by so many blanks.

    ``open_fences`` are the lines that open a block of code which nothing closes, with their marks.
    """

    fenced: set[int]
    indented: dict[int, int]
    open_fences: dict[int, str]


class PageSlip(NamedTuple):
    """A line, from 1, and what is wrong there, with its mend."""

    line: int
    message: str


class Blocks(NamedTuple):
    """What is known of blocks: the directives of this package with their options, and the kinds.

    Those of ``short`` may be written without the name of the domain. ``is_known`` says whether any
    directive has a name, ``code_lines`` which lines of a page are shown as they are written; both
    are asked for few pages only.
    """

    options: Mapping[str, Collection[str]]
    objects: Collection[str]
    is_known: Callable[[str], bool]
    code_lines: Callable[[str], CodeLines]
    short: Container[str]

    def own(self, opener: re.Match[str]) -> str:
        """The directive of this package that an opener names, ``""`` for any other."""
        return own_name(opener, self.options, self.short)


def mend_page(text: str, blocks: Blocks) -> tuple[str, list[PageSlip]]:
    """The text of a page as it was meant, and what was wrong with it."""
    lines = text.split("\n")
    suspects = [position for position in range(len(lines)) if _is_suspect(lines, position, blocks)]
    is_odd = _code_fences(lines) % 2 == 1
    has_marks = _MARKS.search(text) or _ROLE.search(text)
    if not (suspects or is_odd or has_marks or _open_objects(lines, blocks)):
        return text, []
    slips: list[PageSlip] = []
    # Each in the text that the ones before leave, which shows what is code.
    for mend in (_mend_merges, _close_comment, _close_code, _close_objects, _mend_roles):
        code = blocks.code_lines("\n".join(lines))
        slips += [
            PageSlip(position + 1, message) for position, message in mend(lines, code, blocks)
        ]
    code = blocks.code_lines("\n".join(lines))
    # Each mend changes what is code, and so which lines can be meant as a block.
    for position in range(len(lines)) if slips else suspects:
        if position in code.fenced or not _is_suspect(lines, position, blocks):
            continue
        message = _mend_block(lines, position, blocks, code.indented.get(position))
        if message:
            slips.append(PageSlip(position + 1, message))
    return "\n".join(lines), sorted(slips)


def unread_fences(text: str, blocks: Blocks) -> list[PageSlip]:
    """The openings of our blocks with colons, for a page where MyST takes these for text."""
    lines = text.split("\n")
    openers = {
        position: _OPENER.match(line) for position, line in enumerate(lines) if ":::" in line
    }
    own = [
        position
        for position, opener in openers.items()
        if opener and _opens_own(lines[position], opener, blocks)
    ]
    code = blocks.code_lines(text) if own else CodeLines(set(), {}, {})
    return [
        PageSlip(
            position + 1,
            f'`{lines[position].strip()[:_SHORT]}` is text: add "colon_fence" to '
            "myst_enable_extensions, or write ``` for :::",
        )
        for position in own
        if position not in code.fenced and position not in code.indented
    ]


def _opens_own(line: str, opener: re.Match[str], blocks: Blocks) -> bool:
    return bool(blocks.own(opener) and _PROPER.match(line[opener.end("prefix") :]))


def _code_fences(lines: Sequence[str]) -> int:
    """How many lines open or close a block of code: an odd number where one is not closed."""
    return sum(line.lstrip(" \t>").startswith(("```", "~~~")) for line in lines)


def _mend_merges(lines: list[str], code: CodeLines, _blocks: Blocks) -> Iterator[tuple[int, str]]:
    yield from resolve_merges(lines, code.fenced, "%")


def _close_comment(lines: list[str], code: CodeLines, _blocks: Blocks) -> Iterator[tuple[int, str]]:
    """End a comment that nothing ends at its own line, or the rest of the page would be in it."""
    # From the end: whatever ends a comment ends all that were open above it.
    for position in range(len(lines) - 1, -1, -1):
        line = lines[position]
        if "-->" in line:
            return
        if line.lstrip(" \t>").startswith("<!--") and position not in code.fenced:
            lines[position] = f"{line} -->"
            yield (
                position,
                "the comment is not closed, and would hide all that follows: write --> behind it",
            )
            return


def _close_code(lines: list[str], code: CodeLines, blocks: Blocks) -> Iterator[tuple[int, str]]:
    """End a block of code that nothing ends above the first object in it."""
    for position, marks in code.open_fences.items():
        for i in range(position + 1, len(lines)):
            match = _OPENER.match(lines[i])
            is_object = match is not None and blocks.own(match) in blocks.objects
            if is_object and _PROPER.match(lines[i].lstrip(" \t>")):
                name = lines[i].strip(" \t>:`~")
                message = f"the block of code is not closed: line {i + 1} begins {name} inside it; "
                yield position, f"{message}write {marks} above that"
                # Only a blank line can take the marks: no line may get another number.
                if not lines[i - 1].strip(" \t>"):
                    lines[i - 1] += marks
                break


def _mend_roles(lines: list[str], code: CodeLines, blocks: Blocks) -> Iterator[tuple[int, str]]:
    """Write the links to objects that are no roles as they stand."""
    for position in range(len(lines)):
        if position in code.fenced or position in code.indented:
            continue
        line = lines[position]
        # Marks of code that nothing closes take time in proportion to the square of a line.
        matches = [*_ROLE.finditer(line)] if len(line) < _LONGEST_LINE else []
        spans = [match.span() for match in _CODE_SPAN.finditer(line)] if matches else []
        for match in reversed(matches):
            name = match["role"] or match["rst"] or match["bare"]
            is_code = any(begin < match.start() < end for begin, end in spans)
            if is_code or not (name.startswith("dossier:") or name in blocks.short):
                continue
            rest = line[match.end() :]
            words = f"`{match['id']}`" if match["id"] else rest[: rest.find("`", 1) + 1]
            line = f"{line[: match.start()]}{{{name}}}{words}{rest.removeprefix(words)}"
            lines[position] = line
            message = f"`{match[0].strip()}` is no link: write {{{name}}}{words}"
            yield position, message


class _Open(NamedTuple):
    """An object that is not closed before the next one begins, both by their lines from 0.

    ``wrong`` is a line that was meant to close it; -1 where there is none.
    """

    position: int
    following: int
    prefix: str
    marks: str
    wrong: int


def _open_objects(lines: Sequence[str], blocks: Blocks, code: Collection[int] = ()) -> list[_Open]:
    """The objects that are not closed before the next one, as far as lines alone show.

    Where that is less plain, the directive finds it out. But one that it finds holds all that
    follows, and so do those in it: hundreds in one another no parser bears.
    """
    found: list[_Open] = []
    position, wrong, prefix, marks = -1, -1, "", ""
    for i, line in enumerate(lines):
        bare = line.lstrip(" \t>")
        if bare[:1] not in _SIGNS or i in code:
            continue
        match = FENCE.match(bare)
        if match is None:
            is_meant = position >= 0 and wrong < 0 and not bare.strip(_COLONS_AND_BLANKS)
            wrong = i if is_meant else wrong
            continue
        info = match["info"].strip()
        below = lines[i + 1] if i + 1 < len(lines) else ""
        if position >= 0 and is_meant_close(match, marks, below):
            wrong = i if wrong < 0 else wrong
            continue
        # Fewer marks than the opening has, or other ones, close nothing (CommonMark).
        if not info and not match["marks"].startswith(marks):
            continue
        directive = DIRECTIVE.match(info)
        is_object = bool(own_kind(directive, blocks.short))
        own = line.removesuffix(bare)
        if is_object and position >= 0 and own == prefix and match["marks"].startswith(marks):
            found.append(_Open(position, i, prefix, marks, wrong))
        position, prefix, marks = (i, own, match["marks"]) if is_object else (-1, "", "")
        wrong = -1
    return found


def _close_objects(lines: list[str], code: CodeLines, blocks: Blocks) -> Iterator[tuple[int, str]]:
    """Close each object that the next one would stand in, below its text."""
    for one in _open_objects(lines, blocks, code.fenced | code.indented.keys()):
        end = _end_of_text(lines, one) if one.wrong < 0 else one.wrong
        if one.wrong >= 0:
            mark = lines[end].strip(" \t>")
            lines[end] = f"{one.prefix}{one.marks}"
            yield end, f"`{mark}` does not close {_called(lines[one.position])}: write {one.marks}"
        elif end < one.following:
            lines[end] = f"{one.prefix}{one.marks}"
            rest = range(end, one.following)
            heading = next((i for i in rest if HEADING.match(lines[i].lstrip(" >"))), None)
            begun = _called(lines[one.following]) if heading is None else "a section"
            line = (one.following if heading is None else heading) + 1
            yield (
                one.position,
                (
                    f"{_called(lines[one.position])} is not closed: line {line} begins {begun} "
                    f"inside it; write {one.marks} above that"
                ),
            )


def _called(line: str) -> str:
    """What messages call the object that a line opens."""
    directive = DIRECTIVE.match(line.lstrip(" \t>:`~"))
    return f"{directive['name'].lower()} {directive['argument']!r}" if directive else "an object"


def _end_of_text(lines: Sequence[str], one: _Open) -> int:
    """The blank line below the text of an object; the line of the next one where there is none."""
    bare = [line.lstrip(" \t>") for line in lines[one.position + 1 : one.following]]
    after = next((i for i in range(len(bare) - 1, -1, -1) if OPTION.match(bare[i])), -1) + 1
    # Indented lines go on with the last option.
    while after < len(bare) and lines[one.position + 1 + after].removeprefix(one.prefix)[:1] in (
        " ",
        "\t",
    ):
        after += 1
    start = next((i for i in range(after, len(bare)) if bare[i]), len(bare))
    return one.position + 1 + next((i for i in range(start, len(bare)) if not bare[i]), len(bare))


def _is_suspect(lines: Sequence[str], position: int, blocks: Blocks) -> bool:
    """Whether a line may be meant as the opening of a block, and is none or stands in code."""
    if not _CANDIDATE.match(lines[position]):
        return False
    opener = _OPENER.match(without_unseen(lines[position]))
    return opener is not None and bool(
        _fault(lines, position, opener, blocks) or _is_deep(lines, position, opener, blocks)
    )


def _is_deep(lines: Sequence[str], position: int, opener: re.Match[str], blocks: Blocks) -> bool:
    """Whether an object is opened so far to the right that it may be shown as code."""
    return (
        len(opener["prefix"].expandtabs()) >= CODE_INDENT
        and blocks.own(opener) in blocks.objects
        and bool(_PROPER.match(lines[position].lstrip(" \t>")))
        and _has_option_below(lines, position, opener["name"].lower(), blocks)
    )


def _fault(lines: Sequence[str], position: int, opener: re.Match[str], blocks: Blocks) -> str:
    """What is wrong with a line that is meant as the opening of a block; ``""`` for any other."""
    written = without_unseen(lines[position])
    is_ours = bool(blocks.own(opener))
    if _PROPER.match(written[opener.end("prefix") :]):
        if is_ours:
            return "" if written == lines[position] else "it holds a character that cannot be seen"
        return _fault_of_name(opener, blocks)
    return _fault_of_marks(lines, position, opener, blocks) if is_ours else ""


def _fault_of_marks(
    lines: Sequence[str], position: int, opener: re.Match[str], blocks: Blocks
) -> str:
    """What is wrong with the signs around the name of a directive of ours."""
    name, marks = opener["name"].lower(), opener["marks"]
    if not opener["left"] and marks.strip() == ".." and opener["rest"].startswith("::"):
        return _IN_RST if opener["rest"][2:3].strip() == "" else ""
    has_braces = opener["left"] == "{" and opener["right"] == "}"
    # In one backtick the word is code within a sentence, and before one it is a role.
    colons = marks.strip(COLONS + " ") == "" or marks[:2] in ("``", "~~")
    if has_braces and marks and colons and opener["rest"][:1] != "`":
        is_fence = _FENCE_MARKS.fullmatch(marks) is not None
        return "a blank must part it from what follows" if is_fence else _NO_FENCE
    # A kind may also be the name of an option, `:event: storm`, or the words of a link or a role.
    is_marked = len(marks.strip()) > 1 or opener["left"] or opener["right"]
    is_other = re.match(rf"\s*[{COLONS};]|[^\w\s]", opener["rest"]) is not None
    if is_marked and not is_other and _has_option_below(lines, position, name, blocks):
        is_fence = re.match(r":::|```|~~~", marks) is not None
        return "the word must stand in braces" if is_fence else _NO_FENCE
    return ""


def _fault_of_name(opener: re.Match[str], blocks: Blocks) -> str:
    name = f"{opener['domain'] or ''}{opener['name']}"
    return f"there is no {{{name}}}" if _meant_name(opener, blocks) else ""


def _meant_name(opener: re.Match[str], blocks: Blocks) -> str:
    """The directive that a name like it is meant for, ``""`` where it is one, or like none."""
    domain, name = (opener["domain"] or "").lower(), opener["name"].lower()
    if blocks.is_known(f"{domain}{name}"):
        return ""
    return nearest(name, [one for one in blocks.options if domain or one in blocks.short])


def _has_option_below(lines: Sequence[str], position: int, name: str, blocks: Blocks) -> bool:
    """Whether the next line is an option of a block: then the line above is meant to open it."""
    below = lines[position + 1].lstrip(" \t>") if position + 1 < len(lines) else ""
    match, names = OPTION.match(below), blocks.options[name]
    if match:
        return match[1] in names
    return meant_option(below, names, is_among_options=False) is not None


def _mend_block(lines: list[str], position: int, blocks: Blocks, indent: int | None) -> str:
    """Write the opening of a block as it must be, and its end; gives what was wrong."""
    opener = _OPENER.match(without_unseen(lines[position]))
    if opener is None:
        return ""
    fault = _fault(lines, position, opener, blocks)
    if not fault and indent is None:
        return ""
    name = (opener["domain"] or "").lower() + (blocks.own(opener) or _meant_name(opener, blocks))
    if fault == _IN_RST:
        return _mend_indented(lines, position, opener, name)
    end = _end_of_block(lines, position, opener["marks"])
    bare = _BARE.match(lines[end]) if end < len(lines) else None
    if bare and _FENCE_MARKS.fullmatch(bare["marks"]):
        marks = bare["marks"]
    else:
        marks = _right_marks("".join(opener["marks"].split()))
        if bare:
            lines[end] = f"{bare['prefix']}{marks}"
    mended = f"{marks}{{{name}}} {opener['rest'].lstrip(_COLONS_AND_BLANKS).rstrip()}".rstrip()
    written = lines[position].strip()[:_SHORT]
    lines[position] = f"{opener['prefix']}{mended}"
    if indent is not None:
        _outdent(lines, position, end, indent)
    if not fault:
        return (
            f"`{written}` stands four blanks in, so that it is shown as code and not read: move it "
            "left; an example stands between lines of ```"
        )
    return f"`{written}` is no block, for {fault}: write `{mended[:_SHORT]}`"


def _mend_indented(lines: list[str], position: int, opener: re.Match[str], name: str) -> str:
    """Write a block of reStructuredText, which ends with its indented lines, as one of Markdown."""
    # Behind the sign of an item its lines have blanks.
    prefix = re.sub(r"[^>\s]", " ", opener["prefix"])
    below = lines[position + 1 : position + 1 + _LONGEST]
    inner = [line.removeprefix(prefix) for line in below]
    bare = next((i for i, line in enumerate(inner) if _BARE.match(line)), len(inner))
    end = next(
        (i for i, one in enumerate(inner) if one.strip("> \t") and one[:1] not in " \t"), bare
    )
    # A block whose lines are not indented ends at its own marks.
    end = end or bare
    indents = [len(one) - len(one.lstrip()) for one in inner[:end] if one.strip("> \t")]
    for i, line in enumerate(inner[:end], position + 1):
        lines[i] = f"{prefix}{line[min(indents) :]}" if line.strip("> \t") else lines[i]
    if end < bare and not inner[end - 1].strip("> \t"):
        lines[position + end] = f"{prefix}:::"
    elif end == bare == len(lines) - position - 1:
        lines.append(f"{prefix}:::")
    written = lines[position].strip()[:_SHORT]
    mended = f":::{{{name}}} {opener['rest'].strip(_COLONS_AND_BLANKS)}".rstrip()
    lines[position] = f"{opener['prefix']}{mended}"
    return (
        f"`{written}` is no block, for {_IN_RST}: write `{mended[:_SHORT]}`, and ::: below its text"
    )


def _right_marks(marks: str) -> str:
    """The marks that are meant by others."""
    # One backtick makes code within a line: whoever writes one alone means no fence of them.
    sign = marks[0] if marks and marks[0] in "`~" and len(marks) > 1 else ":"
    return sign * max(3, len(marks))


def _end_of_block(lines: Sequence[str], position: int, marks: str) -> int:
    """The line that closes a block, with right marks or not; the end where another begins first."""
    for i in range(position + 1, min(position + _LONGEST, len(lines))):
        bare = _BARE.match(lines[i])
        # Marks of code close no block of colons, nor the other way round.
        if bare and (bare["marks"][0] in "`~") == (marks[:1] in ("`", "~")):
            return i
        if _PROPER.match(lines[i].lstrip(" \t>")):
            break
    return len(lines)


def _outdent(lines: list[str], first: int, last: int, indent: int) -> None:
    """Move a block to the left by so many blanks."""
    for i in range(first, min(last + 1, len(lines))):
        bare = lines[i].lstrip(" \t")
        blanks = len(lines[i].removesuffix(bare).expandtabs(CODE_INDENT))
        lines[i] = " " * max(0, blanks - indent) + bare
