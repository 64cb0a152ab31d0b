"""What is shown above a correction."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.parts import Link, link
from sphinx_dossier.core.dates import DateError, parse_date
from sphinx_dossier.locale import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dossier.core.index import Index


class CorrectionHead(NamedTuple):
    """When a mistake of ours was mended, and what it was about."""

    day: str
    of: tuple[Link, ...]


def correction_head(index: Index, day: str, of: Iterable[str]) -> CorrectionHead:
    """What is above the words of a correction; a day that is no date is shown as it is."""
    with suppress(DateError):
        day = words.date(parse_date(day))
    return CorrectionHead(day, tuple(link(index, one) for one in of))
