"""How a program is run whose output is read by this one, not by a person at a terminal."""

from __future__ import annotations

from typing import Final

PLAIN_OUTPUT: Final = {
    # Git speaks UTF-8 and Python what its system does, if it is not asked to do so too; names of
    # files may hold what neither can say.
    "PYTHONIOENCODING": "utf-8:backslashreplace",
    # Sphinx and Python colour what they print wherever FORCE_COLOR or CI is set, pipes too
    # (https://no-color.org; it wins over both).
    "NO_COLOR": "1",
}
"""Variables of its environment."""
