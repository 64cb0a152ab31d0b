"""The form of an id, which is also an anchor, the name of a file and a part of an address."""

from __future__ import annotations

import re
from typing import Final

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.names import fold

# One copy cannot be imported from here: `isAsked` of `web/static/dossier-moved.js`, which reads an
# id out of the address of the page.
ID_PATTERN: Final = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
"""Lower-case letters, digits and single hyphens, a letter first."""

NAME_PATTERN: Final = f"(?:{ID_PATTERN}:)?{ID_PATTERN}"
"""An id of this dossier, or that of another one behind the name of its site: ``strike:union``."""
_ID: Final = lazy_pattern(ID_PATTERN)
_NAME: Final = lazy_pattern(NAME_PATTERN)


def is_id(text: str) -> bool:
    """Whether ``text`` has the form of an id: ``az-seven-villages``, but not ``../x`` or ``AZ``."""
    return _ID.fullmatch(text) is not None


def is_object_name(text: str) -> bool:
    """Whether ``text`` can name an object of this dossier or of another: ``strike:union``."""
    return _NAME.fullmatch(text) is not None


def site_of(name: str) -> str:
    """The site in the name of an object; ``""`` for one of this dossier."""
    return name.partition(":")[0] if ":" in name else ""


LONGEST_ID: Final = 80
"""An id is a part of the names of files, which most systems end at 255 bytes."""
LONGEST_FILE: Final = 200
"""Of the bytes that a name of a file may have, those that are left beside its ending."""
_RESERVED: Final = lazy_pattern(
    r"(?:con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])(?:\..*)?"
)


def is_reserved(name: str) -> bool:
    """Whether Windows keeps a name for a device, so that no file there can have it.

    Source: https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
    """
    return _RESERVED.fullmatch(name.lower()) is not None


def fault_of_id(text: str) -> str:
    """Why an object should not have this id, with the mend; ``""`` for a good one."""
    if not is_id(text):
        near = near_id(text)
        return "is not an id: write " + (near or "lower-case letters, digits and hyphens")
    if len(text) > LONGEST_ID:
        return f"has {len(text)} characters: an id has {LONGEST_ID} at most, so shorten it"
    if is_reserved(text):
        return f"names a device on Windows, where no file can have it: write {text}-1, say"
    return ""


def near_id(text: str) -> str:
    """The id that is most like some words, ``""`` where they hold none."""
    found = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    return found if is_id(found) else ""
