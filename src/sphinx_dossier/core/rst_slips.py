"""The text of a page in reStructuredText as it was meant.

A line that almost opens a block is a comment there, and all that follows it would vanish in
silence. So it is reported, and read as it was meant. Lines keep their numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.fence_slips import own_name
from sphinx_dossier.core.merges import resolve_merges
from sphinx_dossier.core.option_slips import COLONS
from sphinx_dossier.core.page_slips import PageSlip

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

_OPENER: Final = re.compile(
    r"(?P<indent>[ \t]*)\.{2,3}[ \t]*(?P<domain>dossier:|)(?P<name>[A-Za-z][\w-]*)"
    rf"(?P<colons>[ \t]*[{COLONS}]*)(?P<rest>.*)$"
)
# https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#directives
_PROPER: Final = re.compile(r"[ \t]*\.\.[ \t]+(?P<name>[\w-]+(?::[\w-]+)*) ?::(?:[ \t]|$)")
_CODE: Final = re.compile("code|code-block|sourcecode|parsed-literal|prompt|raw|math|code-cell")
_OPTION: Final = re.compile(rf"[ \t]+[{COLONS}][\w-]+[{COLONS}]")


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
        if ".." in line and (meant := _meant_opener(lines, position, names, short)):
            lines[position] = meant
            slips.append(PageSlip(position + 1, f"this opens no block: write `{meant.strip()}`"))
    return "\n".join(lines), sorted(slips)


def _meant_opener(
    lines: Sequence[str], position: int, names: Container[str], short: Container[str]
) -> str:
    """The line that opens a block as it should be; "" if it opens one, or nothing like it."""
    match = _OPENER.match(lines[position])
    if match is None or _PROPER.match(lines[position]):
        return ""
    is_ours = own_name(match, names, short)
    # A comment may begin with such a word, and has neither colons nor options.
    following = lines[position + 1] if position + 1 < len(lines) else ""
    if not is_ours or not (match["colons"].strip() or _OPTION.match(following)):
        return ""
    if _is_code(lines, position):
        return ""
    return (
        f"{match['indent']}.. {match['domain']}{match['name']}:: {match['rest'].strip()}".rstrip()
    )


def _is_code(lines: Sequence[str], position: int) -> bool:
    """Whether a line is shown as it is written: it is indented below ``::`` or a block of code."""
    indent = _indent(lines[position])
    for i in range(position - 1, -1, -1):
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
