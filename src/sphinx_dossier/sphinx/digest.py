"""A short name for any value: equal values have equal ones, in every process and on every day."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from sphinx_dossier.core.dates import Date

if TYPE_CHECKING:
    from pathlib import Path


def digest(value: object) -> str:
    """The digest of a value."""
    # Much faster than `repr` on named tuples, which become plain lists here.
    text = json.dumps(value, default=_plain)
    return sha256(text.encode()).hexdigest()


def digest_of_file(path: Path) -> str:
    """The digest of the content of a file, ``""`` where it cannot be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _plain(value: object) -> str:
    # Two dates that differ are written otherwise in EDTF, and that is much shorter than `repr`.
    return str(value) if isinstance(value, Date) else repr(value)
