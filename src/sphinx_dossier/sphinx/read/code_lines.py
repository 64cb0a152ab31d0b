"""Which lines of a page are code, as the parser of Markdown sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from sphinx_dossier.core.fence_slips import DIRECTIVE, is_code
from sphinx_dossier.core.page_slips import CODE_INDENT, CodeLines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def code_lines(text: str) -> CodeLines:
    """Which lines of a page are shown as they are written."""
    parser = MarkdownIt("commonmark").use(colon_fence_plugin).use(front_matter_plugin)
    code = CodeLines(set(), {}, {})
    _note_code(parser, text, 0, text.split("\n"), code)
    return code


def _note_code(
    parser: MarkdownIt, text: str, offset: int, lines: Sequence[str], code: CodeLines
) -> None:
    for token in parser.parse(text):
        if token.map is None:
            continue
        first, last = token.map[0] + offset, token.map[1] + offset
        if token.type == "front_matter":
            code.fenced.update(range(first, last))
        elif token.type == "code_block":
            code.indented.update(_indents(token.content, first, lines))
        elif token.type in ("fence", "colon_fence"):
            if is_code(token.markup, token.info):
                code.fenced.update(range(first + 1, last))
                # In a block of one line, its opening may have the form of an end.
                if not _is_closed(lines[last - 1], token.markup) or last == first + 1:
                    code.open_fences[first] = token.markup
            # This parser takes a directive for code too, and what is in it is a part of the page.
            elif DIRECTIVE.match(token.info) or token.type == "colon_fence":
                _note_code(parser, token.content, first + 1, lines, code)


def _is_closed(line: str, marks: str) -> bool:
    """Whether the last line of a block of code closes it."""
    bare = line.strip(" \t>")
    return bare.startswith(marks) and not bare.strip(marks[0])


def _indents(content: str, first: int, lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Each line of indented code, with the blanks before it that make it code."""
    for i, line in enumerate(content.split("\n")):
        position = first + i
        if line.strip() and position < len(lines):
            extra = len(line) - len(line.lstrip(" "))
            yield position, CODE_INDENT + extra
