"""Marks on what the templates of a theme hold, so that the second gate knows what is not theirs.

Each start tag that a template literally has gets an attribute without a value, and so does each of
its attributes. Nobody who writes a page can know the mark: each build makes another. All marks
are taken away, as text, before a page is written.
"""

from __future__ import annotations

import re
import secrets
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, Final

from jinja2.ext import Extension
from jinja2.lexer import Token

from sphinx_dossier.core.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2.lexer import TokenStream

MARK: Final = f"m{secrets.token_hex(8)}"
"""Made once for a process and those that it forks."""
WHOLE: Final = f"{MARK}-whole"
"""On a tag all of whose attributes are the theme's."""
EDGE: Final = f"<!--{MARK}-->"
"""Stands before and behind the text of a page."""

# These read templates, which are code of the theme, and find more than attributes: a mark in a text
# does no harm, because it is taken away again.
_TAG_INSIDE = lazy_pattern(r"(<[a-zA-Z][\w:-]*)(?=[\s/>])")
_TAG = lazy_pattern(r"(<[a-zA-Z][\w:-]*)(?=[\s/>]|\Z)")
_UNFINISHED = lazy_pattern(r"<[a-zA-Z][\w:-]*\Z")
_ATTRIBUTE = lazy_pattern(r"(\s)([a-zA-Z_:@][\w:.-]*)(?==)")
_MARKS = lazy_pattern(rf"\s{MARK}(?:-[\w:.-]*)?|{re.escape(EDGE)}")


class ThemeMarks(Extension):
    """A Jinja extension that marks the markup of a template when the template is compiled."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Mark the literal parts of a template; expressions and translations stay as they are."""
        is_named = is_translated = False
        for token, after in pairwise(chain(stream, [Token(0, "eof", "")])):
            # The words of a translation are looked up by what the template has.
            if token.type == "block_begin" and after.value in ("trans", "endtrans"):
                is_translated = after.value == "trans"
            if token.type != "data" or is_translated:
                yield token
                continue
            # The name of an element may go on in an expression: `<h{{ level }}>`.
            goes_on = after.type == "variable_begin"
            yield Token(token.lineno, "data", _marked(token.value, is_named, goes_on))
            is_named = goes_on and _UNFINISHED.search(token.value) is not None


def _marked(data: str, is_named: bool, goes_on: bool) -> str:
    """The literal text of a template with its marks.

    ``is_named`` if it follows the name of an element, ``goes_on`` if one may go on behind it.
    """
    before = f" {MARK}" if is_named else ""
    tag = _TAG_INSIDE if goes_on else _TAG
    return before + tag.sub(rf"\1 {MARK}", _ATTRIBUTE.sub(rf"\1{MARK}-\2\1\2", data))


def marking(make_tag: Callable[..., str]) -> Callable[..., str]:
    """A function of Sphinx that makes the tag of a script or style sheet, and its mark."""

    def make_marked(*arguments: Any) -> str:
        # Last in the tag: templates replace text such as `<script src`.
        opening, close, rest = make_tag(*arguments).partition(">")
        slash = " /" if opening.endswith(" /") else ""
        return f"{opening.removesuffix(slash)} {WHOLE}{slash}{close}{rest}"

    return make_marked


def unmarked(page: str) -> str:
    """``page`` without marks."""
    return _MARKS.sub("", page)
