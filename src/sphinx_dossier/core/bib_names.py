"""Names in .bib files: those of BibTeX, the extended ones of BibLaTeX, and "and others".

Pybtex knows the forms of BibTeX. Names of BibLaTeX, ``family=Quill, given=Mara, prefix=van der``,
are put into one of them.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pybtex.bibtex.exceptions import BibTeXError
from pybtex.bibtex.utils import split_name_list
from pybtex.database import InvalidNameString
from pybtex.database import Person as PybtexPerson

from sphinx_dossier.core.latex_text import plain_text
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.model import Person

if TYPE_CHECKING:
    from collections.abc import Iterable

NAME_FIELDS: Final = frozenset(
    {"author", "editor", "editora", "editorb", "editorc", "translator", "bookauthor", "holder"}
    | {"annotator", "commentator", "introduction", "foreword", "afterword"}
    | {"shortauthor", "shorteditor"}
)
"""Fields that are lists of names."""
OTHERS: Final = "others"
"""The name that BibTeX has for those who are not named, at the end of a list."""
# Reference managers write it where somebody typed "et al." among the names.
_OTHERS = lazy_pattern(r"others|et[\s~]+al\b\.?", re.IGNORECASE)
_PART = lazy_pattern(r"\s*\"?\s*(?P<name>[a-z-]+)\s*=\s*(?P<value>.*)", re.DOTALL | re.IGNORECASE)
_GENERATION = lazy_pattern(
    r"(?P<family>[^,{}]+),\s*(?P<given>[^,{}]+),\s*(?P<last>(?:Jr|Sr)\.?|[IV]+)"
)
# A blank that ends a command parts no names: `Pet\H o`, `\O rsted`.
_COMMAND = lazy_pattern(r"\\[A-Za-z]+\s+\w")
_EXTENDED: Final = frozenset({"family", "given", "prefix", "suffix"})


def read_people(text: str) -> list[PybtexPerson]:
    """The names of a list in their order; :data:`OTHERS` ends one that is not complete."""
    names = [name.strip() for name in _split(text)]
    found = [_read_name(name) for name in names if name]
    return [name for name in found if is_others(name) or any(person(name))]


def _split(text: str) -> list[str]:
    try:
        names: list[str] = split_name_list(text)
    except BibTeXError:
        return [text]
    return names


def _read_name(name: str) -> PybtexPerson:
    name = _COMMAND.sub(r"{\g<0>}", name)
    if _OTHERS.fullmatch(name):
        return PybtexPerson(OTHERS)
    if (generation := _GENERATION.fullmatch(name)) and "=" not in name:
        # BibTeX takes what stands last for the given name.
        name = "{family}, {last}, {given}".format(**generation.groupdict())
    try:
        # A semicolon parts names in other programs: "Smith, J; Doe, A" is not one person.
        return PybtexPerson(_in_bibtex(name) if ";" not in _outside_braces(name) else f"{{{name}}}")
    except (InvalidNameString, BibTeXError):
        return PybtexPerson(f"{{{name}}}")


def _outside_braces(text: str) -> str:
    """What of a name stands in no braces and no quotation marks."""
    depth, is_quoted, found = 0, False, []
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        is_quoted ^= sign == '"' and depth == 0
        found.append("\0" if depth or is_quoted else sign)
    return "".join(found)


def _in_bibtex(name: str) -> str:
    """A name in a form of BibTeX: ``van der Quill, Jr., Mara``."""
    outside = _outside_braces(name)
    if "=" not in outside:
        return name
    ends = [at for at, sign in enumerate(outside) if sign == ","]
    written = (name[begin:end] for begin, end in pairwise((0, *ends, len(name))))
    found = filter(None, (_PART.fullmatch(part.lstrip(",")) for part in written))
    parts = {part["name"].lower(): _without_marks(part["value"]) for part in found}
    if not _EXTENDED & parts.keys():
        return name
    family = " ".join(filter(None, (parts.get("prefix"), parts.get("family"))))
    if not family:
        return f"{{{parts.get('given') or parts.get('suffix', '')}}}"
    return ", ".join((family, *filter(None, [parts.get("suffix")]), parts.get("given", "")))


def _without_marks(value: str) -> str:
    """A part without its braces or quotation marks; a comma in it has braces around it."""
    value = value.strip().strip('"').strip()
    if value.startswith("{") and "," not in _outside_braces(value[1:-1]):
        # One group around all: of `{A} and {B}` an outer brace would close the wrong one.
        is_group = value.endswith("}") and "{" not in value[1:-1]
        return value[1:-1] if is_group and "," not in value else value
    return f"{{{value}}}" if "," in _outside_braces(value) else value


def person(name: PybtexPerson) -> Person:
    """A name of pybtex with its particle before the family name, and "Jr." after it."""

    def joined(*parts: Iterable[str]) -> str:
        return " ".join(plain_text(word) for words in parts for word in words)

    family = joined(name.prelast_names, name.last_names)
    lineage = joined(name.lineage_names)
    given = joined(name.first_names, name.middle_names)
    if not family:
        return Person(given)
    return Person(f"{family}, {lineage}" if lineage else family, given)


def is_others(name: PybtexPerson) -> bool:
    """Whether a name stands for those who are not named."""
    return [*name.last_names] == [OTHERS] and not (name.first_names or name.prelast_names)
