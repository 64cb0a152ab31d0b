"""The form of an id, which is also an anchor, the name of a file and a part of an address."""

from __future__ import annotations

import re
from typing import Final

# One copy cannot be imported from here: `isAsked` of `web/static/dossier-moved.js`, which reads an
# id out of the address of the page.
ID_PATTERN: Final = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
"""Lower-case letters, digits and single hyphens, a letter first."""

_ID: Final = re.compile(ID_PATTERN)


def is_id(text: str) -> bool:
    """Whether ``text`` has the form of an id: ``az-seven-villages``, but not ``../x`` or ``AZ``."""
    return _ID.fullmatch(text) is not None
