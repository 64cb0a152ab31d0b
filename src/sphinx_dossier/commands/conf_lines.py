"""What ``conf.py`` sets, read from its lines: a command does not run what strangers wrote."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

UNREADABLE: Final = (SyntaxError, ValueError, MemoryError, RecursionError)
"""A stranger's file may be no Python, or nested more deeply than Python reads."""


def value_of(lines: Sequence[ast.stmt], name: str) -> ast.expr | None:
    """What a setting is set to in the lines of a module; the last where there are several."""
    for line in reversed(lines):
        match line:
            case ast.Assign(targets=targets, value=value):
                pass
            # Without a value it is a mere annotation, which sets nothing.
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                targets = [target]
            case _:
                continue
        if any(isinstance(one, ast.Name) and one.id == name for one in targets):
            return value
    return None
