"""What is shown above a correction."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.page_links import Link, links
from sphinx_dossier.core.dates import Date, DateError, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dossier.core.index import Index


class CorrectionHead(NamedTuple):
    """When a mistake of ours was fixed, and what it was about; a day that is no date as it is."""

    day: Date | str
    of: tuple[Link, ...]


def correction_head(index: Index, day: str, of: Iterable[str]) -> CorrectionHead:
    """What is above the text of a correction."""
    with suppress(DateError):
        return CorrectionHead(parse_date(day), links(index, of))
    return CorrectionHead(day, links(index, of))
