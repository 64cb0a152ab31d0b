"""Fields of .bib entries whose names are misspelt: what they say would be left out in silence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.bib_fields import PUBLIC
from sphinx_dossier.core.bib_names import NAME_FIELDS
from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_dossier.core.bib_inheritance import RawEntry
    from sphinx_dossier.core.model import Where

_READ: Final = """
    title date year month day url urldate langid note crossref xdata
"""
# https://ctan.org/pkg/biblatex, sections 2.2.2 to 2.2.4, and what data bases export beside them.
_NOT_PUBLISHED: Final = """
    abstract annotation annote authortype bookpagination entryset execute file foreword gender
    hyphenation ids indexsorttitle indextitle introduction key label library nameaddon options
    owner pagination pdf presort related relatedoptions relatedstring relatedtype shorthand
    shorthandintro sortkey sortname sortshorthand sorttitle sortyear origyear eventyear urlyear
    endyear archive comment comments eissn lissn pissn issnl fjournal uri urn ean
"""
_MEANT: Final = PUBLIC.union(NAME_FIELDS, _READ.split())
_KNOWN: Final = _MEANT.union(_NOT_PUBLISHED.split())
# Shorter names are one letter apart from too many others: `eid` and `uid`, `day` and `key`.
_SHORTEST: Final = 4


def misspelt_fields(
    entries: Mapping[str, RawEntry], text: str, places: Mapping[str, Where]
) -> Iterator[Problem]:
    """A problem for each field that is one letter apart from a field which the entry lacks.

    ``text`` is that of a file, ``places`` says where each of its entries begins there. Fields of
    another kind are private, and left out without a word.
    """
    lines = text.split("\n")
    for key, place in places.items():
        given = {name.lower() for name in entries[key].fields} if key in entries else set()
        for name in given:
            meant = _meant(name, given)
            if meant:
                where = place._replace(line=_line(lines, place.line, name))
                message = f"the source {key!r} has no field {name}; did you mean {meant}?"
                yield Problem(Code.UNKNOWN_FIELD, message, where)


def _meant(name: str, given: set[str]) -> str:
    # Emacs puts `opt` before a field that is not filled in.
    if name in _KNOWN or len(name) < _SHORTEST or name.startswith("opt"):
        return ""
    forms, missing = _shortened(name), _MEANT.difference(given)
    return min((one for one in missing if not forms.isdisjoint(_shortened(one))), default="")


def _shortened(name: str) -> set[str]:
    """A name, and the name without one of its letters.

    Two names have one of these in common if they differ by a letter that is missing or another
    one, or by two neighbours that are exchanged.
    """
    return {name, *(name[:i] + name[i + 1 :] for i in range(len(name)))}


def _line(lines: list[str], first: int, name: str) -> int:
    """The line, from 1, of a field in an entry that begins at the line ``first``."""
    field = re.compile(rf"(?:^|[\s,{{]){re.escape(name)}\s*=", re.IGNORECASE)
    return next((i for i in range(first, len(lines) + 1) if field.search(lines[i - 1])), first)
