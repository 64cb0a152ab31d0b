"""Lines that are meant as options and are not written like one, and what their author meant."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.nearest import nearest

if TYPE_CHECKING:
    import re
    from collections.abc import Collection

OPTION: Final = lazy_pattern(r"\s*:([A-Za-z][\w-]*):(?:\s+(.*))?$")
"""An option as it must be written: its name and its value."""
COLONS: Final = ":\uff1a\ufe55\ufe13\ua789\u02d0\u2236\u05c3"
"""A colon, and the signs of other scripts and keyboards that look like one."""
# What word processors and web pages leave in a text, and no editor shows.
_UNSEEN: Final = lazy_pattern(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
# Marks of Markdown around a name, and other signs for its second colon, count among options only.
_MEANT: Final = lazy_pattern(
    rf"\s*(?:[-*+\u2022]\s+)?(?P<mark>[>#]\s+)?(?P<wrap>[*_`@]{{0,3}})(?P<before>[{COLONS};]{{0,3}})"
    rf"\s*(?P<name>[^\W\d_][\w-]*)(?P<blank>\s*)(?P<inner>[*`]{{0,3}})"
    rf"(?P<after>[=-]>|[,.–—-](?=\s)|[{COLONS};=]{{0,3}})(?P<outer>[*_`]{{0,3}})(?P<gap>\s*)(?P<value>.*)$"
)
# Letters of other scripts that look like Latin ones, in the order of these.
_LOOK_ALIKE: Final = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u043a\u043c\u0442\u0432\u043d\u03bf\u03b1\u03bd\u03b9\u03c1\u0131",
    "aeopcyxijsdhkmtbhoavipi",
)


class Meant(NamedTuple):
    """The option that a line is meant as, and what is wrong with the line."""

    name: str
    value: str
    fault: str


def without_unseen(text: str) -> str:
    """``text`` without characters that nobody sees."""
    # None of them is in ASCII, and most lines are.
    return text if text.isascii() else _UNSEEN.sub("", text)


def meant_option(line: str, names: Collection[str], *, is_among_options: bool) -> Meant | None:
    """What a line is meant as that is no option as it stands; ``None`` for all other lines.

    Only names of known options are looked for, so that `:smile:` in a text stays a text. Among
    options, or right below them, more is certain than in a text.
    """
    bare = without_unseen(line)
    match = _MEANT.match(bare)
    if match is None or not (match["before"] or match["after"]):
        return None
    name = latin_letters(match["name"]).replace("_", "-")
    if name not in names or not (is_among_options or _is_certain(match)):
        return None
    # In lower case only: a sentence may begin with "Event: ...".
    has_colon = not match["after"].strip(COLONS + ";")
    if not match["before"] and (match["name"] != name or not has_colon):
        return None
    return Meant(name, match["value"].strip(), _fault(line, bare, match))


def latin_letters(name: str) -> str:
    """A name in the letters that its author meant, small ones: Latin, and without accents."""
    letters = unicodedata.normalize("NFKD", name.lower()).translate(_LOOK_ALIKE)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def near_option(name: str, names: Collection[str], given: Collection[str]) -> str:
    """The option that an unknown one stands for, of those that are not given; ``""`` for none."""
    like = name.lower().replace("_", "-")
    left = [one for one in names if one not in given]
    # Letters changed places sooner than one got lost: `atc` is `act`, and no `at`.
    swapped = (one for one in left if sorted(one) == sorted(like))
    return like if like in left else next(swapped, "") or nearest(like, left)


def _is_certain(match: re.Match[str]) -> bool:
    """Whether a line is meant as an option even in the middle of a text."""
    is_marked = match["mark"] or match["wrap"] or match["inner"] or match["outer"]
    is_option = match["before"] and match["after"] and match["after"][0] not in ",.–—->"
    return bool(is_option and not is_marked and match["after"] != "=>")


def _fault(line: str, bare: str, match: re.Match[str]) -> str:
    before, after = match["before"], match["after"]
    # The first that holds is reported: those further down hold of more lines.
    faults = {
        "it holds a character that cannot be seen": bare != line and OPTION.match(bare),
        "it lacks the second colon": not after,
        "it lacks the first colon": not before,
        "its name has letters of another script or with accents": not match["name"].isascii(),
        "another sign stands for the second colon": after in {"=>", "->", *",.–—-"},
        "signs stand around it that mark a text": any(
            match[sign] for sign in ("mark", "wrap", "inner", "outer")
        ),
        "its colons are other signs that look like colons": {*before, *after} - {":"},
        "it has a colon too many": (before, after) != (":", ":"),
        "it lacks the blank behind the second colon": match["value"] and not match["gap"],
        "a sign or a blank stands where none may be": True,
    }
    return next(fault for fault, holds in faults.items() if holds)
