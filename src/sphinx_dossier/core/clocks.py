"""Time zones by their names in the IANA database: ``Asia/Yerevan``."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import tzinfo

ZONE_FORM: Final = "an IANA time zone, as Asia/Yerevan or Etc/GMT-4"
"""How a time zone is written, for messages."""


@cache
def clock_named(name: str) -> tzinfo | None:
    """The clock of a zone; ``None`` where the database has no zone of that name."""
    return ZoneInfo(name) if name in _names() else None


@cache
def _names() -> frozenset[str]:
    # Those of the package and not of the system, which may have files that are no zones, such as
    # `localtime`: a dossier would mean another clock on another machine.
    text = resources.files("tzdata").joinpath("zones").read_text(encoding="ascii")
    return frozenset(text.split()) - {"Factory"}
