"""What languages are called, and the tags that stand for them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError

# A language and its script, region and so on; BCP 47 has no language of more letters so far.
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*", re.IGNORECASE | re.ASCII)
_OF_BABEL: Final = {"american": "en-US", "brazilian": "pt-BR", "british": "en-GB", "ngerman": "de"}
"""Names that the LaTeX package Babel, and so BibLaTeX, has and CLDR has not."""


@cache
def language_tag(name: str) -> str:
    """The BCP 47 tag of a language, given by that tag or as BibLaTeX names it: ``ja``.

    ``""`` for what is neither.
    """
    if _TAG.fullmatch(name):
        return name
    return _tags().get(name.casefold(), "")


@cache
def _tags() -> dict[str, str]:
    names = {name.casefold(): tag for tag, name in Locale("en").languages.items()}
    return {name: tag for name, tag in names.items() if _TAG.fullmatch(tag)} | _OF_BABEL


@cache
def language_name(tag: str, shown_in: str) -> str:
    """The name of a BCP 47 tag, such as ``Chinese`` for ``zh``, in the language of another tag.

    A tag that CLDR does not know is its own name.
    """
    try:
        # Babel separates by underscores where nothing else is said, and BCP 47 by hyphens.
        return Locale.parse(tag, sep="-").get_display_name(shown_in) or tag
    except (UnknownLocaleError, ValueError):
        return tag
