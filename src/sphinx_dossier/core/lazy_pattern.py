"""Patterns that are compiled when they are first used.

A build without a change uses hardly any of some three hundred, and compiling all of them was an
eighth of it.
"""

from __future__ import annotations

import re
from typing import Any, cast


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The same as :func:`re.compile`, later: a pattern that is wrong raises at its first use.

    :raises re.error: at the first use, if ``pattern`` is none.
    """
    return cast("re.Pattern[str]", _LazyPattern(pattern, flags))


class _LazyPattern:
    """Stands for a pattern; what is asked of it is taken from the compiled one, and kept here."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    # Only called for what the instance does not have yet: once for each method.
    def __getattr__(self, name: str) -> Any:
        # Copies and pickles ask for such names before there are any fields.
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = self.__dict__.get("_compiled") or re.compile(self.pattern, self._flags)
        found = getattr(compiled, name)
        self.__dict__.update({"_compiled": compiled, name: found})
        return found
