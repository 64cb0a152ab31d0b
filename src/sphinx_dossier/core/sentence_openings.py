"""The name with which a statement begins, and what belongs to the name, in English.

Where a name stands above a statement already, the statement is shown without it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dossier.core.model import Actor

_LONGEST_APPOSITION: Final = 12
"""More words between two commas behind a name are rather a sentence than an apposition."""
# Behind these a name goes on: what is left would begin in the middle of it.
_BEHIND_NAMES: Final = frozenset(("of", "and", "for", "in", "at", "on", "to", "with", "by", "from"))


def without_speaker(text: str, line: Sequence[Actor | None]) -> str:
    """``text`` without the name that it begins with, and without what is said of the name.

    ``line`` are the speaker, the body that it speaks for, and so on.
    """
    name = next((one for one in _names(line[0] if line else None) if text.startswith(one)), "")
    rest = text.removeprefix(name)
    if not name:
        return text
    # "Ines Dovrin, a clerk in Alda, warned of wind" is shortened to "warned of wind".
    apposition, comma, after = rest[2:].partition(", ")
    if rest.startswith(", ") and comma and apposition.count(" ") < _LONGEST_APPOSITION:
        return after
    # And so is "Ines Dovrin of the Harbour Office warned of wind".
    if rest.startswith(" of "):
        bodies = "|".join(re.escape(one) for actor in line[1:] for one in _names(actor))
        rest = re.sub(rf"^ of (?:the )?(?:{bodies}) ", " ", rest) if bodies else rest
    is_whole = rest.startswith(" ") and rest.split(maxsplit=1)[0] not in _BEHIND_NAMES
    return rest.strip() if is_whole else text


def _names(actor: Actor | None) -> list[str]:
    """What a text may call somebody, longest first."""
    if actor is None:
        return []
    names = [actor.name, *(name.text for name in actor.also)]
    # "Ministry of Defence of Azerbaijan" is also written "Azerbaijan's Ministry of Defence".
    body, of, owner = actor.name.rpartition(" of ")
    if of:
        names.append(f"{owner}'s {body}")
    # A text may call a person by the family name alone.
    if actor.known_kind == "person":
        names += actor.name.split()
    return sorted(names, key=len, reverse=True)
