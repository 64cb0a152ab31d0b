"""The lock of other dossiers: which files of theirs were looked through, by digest.

A line has the name of a site, what the file is, and its digest. It has no address and no path: the
settings say these, and a file that moves, or a site that does, is still the one that was looked
through. ``dossier fetch`` writes it, people read it in a review, and each build checks it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.identifiers import ID_PATTERN
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.model import Where
from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

LOCK_FILE: Final = "sites.lock"
"""Where it lies, from the source folder, where the settings name no other place."""
DATA: Final = "data"
INVENTORY: Final = "inventory"
INVENTORY_FILE: Final = "objects.inv"
_FILES: Final = {DATA: "dossier.json", INVENTORY: INVENTORY_FILE}
"""What a file can be, and what the other site calls it."""
_LINE: Final = lazy_pattern(
    rf"(?P<site>{ID_PATTERN}) (?P<what>{'|'.join(_FILES)}) (?P<digest>sha256:[0-9a-f]{{64}})"
)
_HEAD: Final = (
    "# Files of other dossiers that were looked through; `dossier fetch --lock` writes them.\n"
)


class Locked(NamedTuple):
    """A digest, and the line that has it."""

    digest: str
    where: Where


def read_lock(text: str, path: str) -> tuple[dict[tuple[str, str], Locked], list[Problem]]:
    """The digest of each file by its site and what it is, and the lines that cannot be read."""
    found: dict[tuple[str, str], Locked] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        match, where = _LINE.fullmatch(line.strip()), Where(path, number)
        if match is None:
            message = (
                "this line has no site, file and digest, as `strike data sha256:…`: take it out, "
                "and run `dossier fetch --lock` for its site"
            )
            problems.append(Problem(Code.BAD_SITE, message, where))
        elif (match["site"], match["what"]) in found:
            message = (
                f"the {match['what']} of {match['site']!r} is locked twice: take out the line that "
                "nobody has looked through"
            )
            problems.append(Problem(Code.BAD_SITE, message, where))
        else:
            found[match["site"], match["what"]] = Locked(match["digest"], where)
    return found, problems


def with_digest(text: str, site: str, what: str, digest: str) -> str:
    """The text of a lock in which a file has this digest: sorted, all other lines as they are."""
    lines = {line for line in text.splitlines() if line.strip() and not line.startswith("#")}
    kept = [line for line in lines if line.split()[:2] != [site, what]]
    return _HEAD + "".join(f"{line}\n" for line in sorted([*kept, f"{site} {what} {digest}"]))


def fault_of_digest(
    locked: Mapping[tuple[str, str], Locked], site: str, what: str, digest: str
) -> str:
    """Why a file of a site is not the one that is locked, with the mend; ``""`` for that one."""
    known = locked.get((site, what))
    if known is None:
        return (
            f"its {_FILES[what]} is in no lock: look through it, and add `{site} {what} {digest}`"
        )
    if known.digest == digest:
        return ""
    return (
        f"its {_FILES[what]} is not the one that is locked: look through it, and write "
        f"`{site} {what} {digest}`"
    )
