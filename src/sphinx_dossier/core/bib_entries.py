"""Entries of .bib files as BibLaTeX understands them, on top of pybtex, which takes them apart.

The result are entries of pybtex again, so that bibtex and its styles know no less than a source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pybtex.database import Entry
from pybtex.database.input.bibtex import Parser

from sphinx_dossier.core.bib_addresses import read_address, read_doi
from sphinx_dossier.core.bib_commands import defined_commands, expand
from sphinx_dossier.core.bib_fields import VERBATIM
from sphinx_dossier.core.bib_inheritance import inherit
from sphinx_dossier.core.bib_names import NAME_FIELDS, read_people
from sphinx_dossier.core.model import Where
from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dossier.core.bib_commands import Definition
    from sphinx_dossier.core.bib_inheritance import RawEntry

_LINKS: Final = frozenset({"crossref", "xdata"})
_AS_WRITTEN: Final = VERBATIM | {"url"}
_ADDRESSES: Final = {"url": read_address, "doi": read_doi}


def raw_parser(encoding: str = "utf-8-sig") -> Any:
    """A parser of pybtex, which has no types, that leaves lists of names as they are written.

    Its own reader of names refuses those of BibLaTeX.
    """
    return Parser(encoding, person_fields=())


def complete(
    entries: Mapping[str, RawEntry], places: Mapping[str, Where], preamble: str = ""
) -> tuple[dict[str, Any], list[Problem]]:
    """Key -> entry of pybtex, with its people and with what it has from other entries.

    Entries that are no publication are left out: ``xdata``, and ``set``, which is a problem.
    ``places`` says where each entry begins; ``preamble`` is what the files define for LaTeX.
    """
    fields, problems = inherit(entries, places)
    if commands := defined_commands(preamble):
        fields = {key: _expanded(of_entry, commands) for key, of_entry in fields.items()}
    found: dict[str, Any] = {}
    # In the order of the files, in which bibtex lists them where no style sorts.
    for key in entries:
        match entries[key].type.lower():
            case "xdata":
                continue
            case "set":
                problems.append(_set_problem(key, fields[key], places))
            case kind:
                found[key] = _entry(key, kind, fields[key])
    return found, problems


def _expanded(fields: Mapping[str, str], commands: Mapping[str, Definition]) -> dict[str, str]:
    """The fields with the commands of the file written out, but for what is no LaTeX."""
    return {
        name: text if name in _AS_WRITTEN else expand(text, commands)
        for name, text in fields.items()
    }


def _entry(key: str, kind: str, fields: Mapping[str, str]) -> Any:
    """An entry of pybtex with its people; the fields that led to others are done with."""
    people = {name: read_people(text) for name, text in fields.items() if name in NAME_FIELDS}
    # Styles of others would link to an address as it is written.
    rest = {
        name: _ADDRESSES[name](text) if name in _ADDRESSES else text
        for name, text in fields.items()
        if name not in NAME_FIELDS | _LINKS
    }
    entry = Entry(kind, fields=rest, persons={name: who for name, who in people.items() if who})
    entry.key = key
    return entry


def _set_problem(key: str, fields: Mapping[str, str], places: Mapping[str, Where]) -> Problem:
    members = fields.get("entryset", "")
    message = f"{key!r} is a set and no source: cite what is in it, {members}"
    return Problem(Code.SOURCE_INCOMPLETE, message, places.get(key, Where("", 1)))
