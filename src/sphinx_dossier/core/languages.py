"""What languages are called."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError


@cache
def language_name(tag: str) -> str:
    """The English name of a BCP 47 tag, such as ``Chinese`` for ``zh``.

    A tag that CLDR does not know is its own name.
    """
    try:
        return Locale.parse(tag, sep="-").get_display_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return tag
