"""The text of a page in reStructuredText as it was meant.

A line that almost opens a block is a comment there, and all that follows it would vanish in
silence. So it is reported, and read as it was meant. Lines keep their numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.fence_slips import own_name
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.merges import resolve_merges
from sphinx_dossier.core.option_slips import COLONS
from sphinx_dossier.core.page_slips import PageSlip

if TYPE_CHECKING:
    import re
    from collections.abc import Container, Iterator, Sequence

# Dots, and the signs of other scripts and keyboards that look like some.
_DOTS: Final = "[.\uff0e\u3002\u2024\u2025\u2026\u00b7]{1,3}"
_OPENER: Final = lazy_pattern(
    rf"(?P<indent>[ \t]*){_DOTS}[ \t]*\{{?(?P<domain>dossier:|)(?P<name>[A-Za-z][\w-]*)\}}?"
    rf"(?P<colons>[ \t]*[{COLONS}]*)(?P<rest>.*)$"
)
_MARKDOWN: Final = lazy_pattern(
    r"(?P<indent>[ \t]*)(?P<marks>:{2,}|`{3,}|~{3,})[ \t]*"
    r"\{(?P<domain>dossier:|)(?P<name>[A-Za-z][\w-]*)\}(?P<rest>.*)$"
)
_CLOSE: Final = lazy_pattern(r"[ \t]*:{3,}[ \t]*$")
_ROLE: Final = lazy_pattern(
    r"\{(?P<braced>(?:dossier:)?[a-z][\w-]*)\}(?=`[^`])"
    r"|(?<![\w`:]):(?P<name>(?:dossier:)?[a-z][\w-]*)(?::[ \t]+(?=`[^`])|(?=`[^`])"
    r"|:``(?P<twice>[^`]+)``|:['\u2018\u2019](?P<marked>[\w:-]+)['\u2018\u2019])"
)
_LITERAL: Final = lazy_pattern(r"``.+?``")
# https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#directives
_PROPER: Final = lazy_pattern(r"[ \t]*\.\.[ \t]+(?P<name>[\w-]+(?::[\w-]+)*) ?::(?:[ \t]|$)")
_CODE: Final = lazy_pattern("code|code-block|sourcecode|parsed-literal|prompt|raw|math|code-cell")
_NAMED: Final = lazy_pattern(rf"[ \t]*[{COLONS}][A-Za-z][\w-]*[{COLONS}](?:[ \t]|$)")
_SHORT: Final = 40
_OPTION: Final = lazy_pattern(rf"[ \t]+[{COLONS}][\w-]+[{COLONS}]")


def mend_rst(
    text: str, names: Container[str], short: Container[str] | None = None
) -> tuple[str, list[PageSlip]]:
    """The text as it was meant, and what was wrong; ``names`` are those of our directives.

    Those of ``short`` may be written without the name of the domain: all, unless it is given.
    """
    short = names if short is None else short
    lines = text.split("\n")
    # Lines of code are indented, and marks of merges are not.
    slips = [PageSlip(position + 1, message) for position, message in resolve_merges(lines)]
    for position, line in enumerate(lines):
        bare = line.strip()
        if meant := _meant_opener(lines, position, names, short) if bare else "":
            lines[position] = meant
            slips.append(PageSlip(position + 1, f"this opens no block: write `{meant.strip()}`"))
            _indent_lines(lines, position, line)
        elif (opener := _PROPER.match(line)) and _is_own(opener["name"], names, short):
            slips += _indent_options(lines, position)
        if _CLOSE.match(line) and not _has_literal(lines, position):
            lines[position] = ""
            slips.append(PageSlip(position + 1, f"`{bare}` closes nothing here: take it out"))
        slips += _mend_roles(lines, position, short)
    return "\n".join(lines), sorted(slips)


def _is_own(name: str, names: Container[str], short: Container[str]) -> bool:
    bare = name.lower().removeprefix("dossier:")
    return bare in (names if ":" in name else short) and bare in names


def _indent_lines(lines: list[str], position: int, written: str) -> None:
    """Indent the lines of a block that was written as Markdown has it, up to its closing marks."""
    opener = _MARKDOWN.match(written)
    if opener is None:
        return
    for i in range(position + 1, len(lines)):
        if lines[i].strip() and set(lines[i].strip()) == {opener["marks"][0]}:
            lines[i] = ""
            return
        if _PROPER.match(lines[i]) or _MARKDOWN.match(lines[i]):
            return
        lines[i] = f"   {lines[i]}".rstrip()


def _indent_options(lines: list[str], position: int) -> Iterator[PageSlip]:
    """Indent the options right below the opening of a block, which would end it otherwise."""
    indent = _indent(lines[position])
    for i in range(position + 1, len(lines)):
        line = lines[i]
        is_outside = _indent(line) <= indent
        if not line.strip() or (is_outside and not _NAMED.match(line)):
            return
        if is_outside:
            lines[i] = f"{' ' * (indent + 3)}{line.strip()}"
            yield PageSlip(i + 1, f"`{line.strip()[:_SHORT]}` ends the block above: indent it")


def _has_literal(lines: Sequence[str], position: int) -> bool:
    """Whether indented lines follow, which colons at the end of a text show as they are."""
    following = next((line for line in lines[position + 1 :] if line.strip()), "")
    return _indent(following) > _indent(lines[position])


def _mend_roles(lines: list[str], position: int, short: Container[str]) -> Iterator[PageSlip]:
    """Write the links to objects of a line that are no roles as they stand."""
    line = lines[position]
    matches = [*_ROLE.finditer(line)]
    spans = [match.span() for match in _LITERAL.finditer(line)] if matches else []
    for match in reversed(matches):
        name = match["braced"] or match["name"]
        is_code = any(begin <= match.start() < end for begin, end in spans)
        is_ours = name.removeprefix("dossier:") in KINDS and (":" in name or name in short)
        if not is_ours or is_code or _is_code(lines, position):
            continue
        words = match["twice"] or match["marked"]
        meant = f":{name}:" + (f"`{words}`" if words else "")
        line = f"{line[: match.start()]}{meant}{line[match.end() :]}"
        lines[position] = line
        yield PageSlip(position + 1, f"`{match[0].strip()}` is no link: write :{name}:`ID`")


def _meant_opener(
    lines: Sequence[str], position: int, names: Container[str], short: Container[str]
) -> str:
    """The line that opens a block as it should be; "" if it opens one, or nothing like it."""
    markdown = _MARKDOWN.match(lines[position])
    match = markdown or _OPENER.match(lines[position])
    if match is None or _PROPER.match(lines[position]):
        return ""
    is_ours = own_name(match, names, short)
    # A comment may begin with such a word, and has neither colons nor options.
    following = lines[position + 1] if position + 1 < len(lines) else ""
    is_block = _NAMED.match(following) if markdown else _OPTION.match(following)
    if not is_ours or not (is_block or (not markdown and _is_certain(match))):
        return ""
    if _is_code(lines, position):
        return ""
    return (
        f"{match['indent']}.. {match['domain']}{match['name']}:: {match['rest'].strip()}".rstrip()
    )


def _is_certain(match: re.Match[str]) -> bool:
    """Whether two dots or three, and colons, show what is meant without an option below."""
    return bool(match["colons"].strip()) and match[0].lstrip().startswith("..")


def _is_code(lines: Sequence[str], position: int) -> bool:
    """Whether a line is shown as it is written: it is indented below ``::`` or a block of code."""
    indent = _indent(lines[position])
    # Code is indented: to look above for each line at the margin would grow with the square.
    for i in range(position - 1, -1, -1) if indent else ():
        line = lines[i].rstrip()
        if not line or _indent(line) >= indent:
            continue
        indent = _indent(line)
        opener = _PROPER.match(line)
        if _CODE.fullmatch(opener["name"]) if opener else line.endswith("::"):
            return True
        if not indent:
            break
    return False


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
