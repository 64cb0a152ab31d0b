"""Scripts as they are sent to readers: without comments and indentation, several of them as one.

On a slow line each kilobyte costs 5 ms and each file another place in the queue of a browser, which
asks an older host for six at a time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_COMMENTS: Final = lazy_pattern(
    r"^[ \t]*(?:/\*.*?\*/[ \t]*|//[^\n]*)$\n?", re.DOTALL | re.MULTILINE
)
_MARGIN: Final = lazy_pattern(r"^(?:[ \t]+|\n)", re.MULTILINE)


def slim(script: str) -> str:
    """A script without comments on lines of their own, indentation and empty lines.

    One with a template literal of several lines, in which these would be content, stays as it is.
    """
    bare = _COMMENTS.sub("", script)
    if any(line.count("`") % 2 for line in bare.splitlines()):
        return script
    return _MARGIN.sub("", bare)


def bundle(scripts: Iterable[Path]) -> str:
    """Several scripts, in their order, as one."""
    return "".join(f"{slim(path.read_text(encoding='utf-8')).rstrip()}\n" for path in scripts)
