"""What stands over a correction."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.parts import Link, link
from sphinx_dossier.core.dates import DateError, parse_date

if TYPE_CHECKING:
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.page import Use


class Told(NamedTuple):
    """When a mistake of ours was mended, and what it was about."""

    day: str
    of: tuple[Link, ...]


def correction(index: Index, use: Use) -> Told:
    """What stands over a correction."""
    day, of = str(use.arguments[0]), use.arguments[1]
    assert isinstance(of, tuple)
    with suppress(DateError):
        day = parse_date(day).readable()
    return Told(day, tuple(link(index, one) for one in of))
