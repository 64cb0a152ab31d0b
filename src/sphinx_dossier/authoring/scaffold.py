"""The files of a new knowledge base about one article, filled in from its passages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.latex_text import as_latex, as_verbatim
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.manifests import SUFFIX, write_manifest
from sphinx_dossier.core.names import fold
from sphinx_dossier.core.source_checks import NOT_YET
from sphinx_dossier.locale import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dossier.core.manifests import Manifest

STARTER: Final = Path(__file__).parent / "starter"
PACKAGES: Final = (
    "sphinx",
    "myst-parser",
    "sphinxcontrib-bibtex",
    "sphinx-design",
    "pydata-sphinx-theme",
)
"""What a site is built with, besides this package."""
# The files of the starter end in it, so that no tool takes them for pages or modules of its own.
_ENDING: Final = ".txt"
# What means something to MyST anywhere in a line; a title is shown and not parsed.
_MARKUP = lazy_pattern(r"([\\`*_{}\[\]<>#|!$&~:^])")


class Licence(NamedTuple):
    """A licence for text and data: its full name, and the address of its text."""

    title: str
    path: str


LICENCES: Final = {
    "CC-BY-4.0": Licence(
        "Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    "CC-BY-SA-4.0": Licence(
        "Creative Commons Attribution Share Alike 4.0 International",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    "CC0-1.0": Licence(
        "Creative Commons Zero v1.0 Universal",
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
}
"""Those that one can choose, by the names that SPDX has for them (https://spdx.org/licenses/)."""
_NAME_LENGTH: Final = 30
"""What stands beside the buttons in the bar of a phone that is 360 pixels wide."""


class Article(NamedTuple):
    """What is known of the article; what nobody knows is ``""``.

    ``date`` is EDTF, ``read`` the day on which the article was read.
    """

    key: str
    title: str
    language: str
    publisher: str = ""
    date: str = ""
    url: str = ""
    read: str = ""


class Plan(NamedTuple):
    """What a new site is to be: its short name, the names of its sides by id, and so on.

    ``licence`` is one of :data:`LICENCES` or ``""``, ``address`` where readers will find the site
    if that is known, ``pins`` are lines of ``requirements.txt``, ``python`` is the program that
    has all packages.
    """

    name: str
    sides: Mapping[str, str]
    licence: str = ""
    address: str = ""
    pins: tuple[str, ...] = ()
    python: str = ""


def name_of(article: Article) -> str:
    """A short name for the site of an article, which is not its headline where that is long.

    A headline calls something true, and does not fit into the bar of a phone.
    """
    about = words.COMMA.join(part for part in (article.publisher, _day(article.date)) if part)
    for name in (article.title, about):
        if 0 < len(name) <= _NAME_LENGTH:
            return name
    cut = article.title[:_NAME_LENGTH].rpartition(" ")[0]
    return re.sub(r"\W+$", "", cut) or article.key


def _day(date: str) -> str:
    return words.date(parse_date(date)) if date else ""


def key_of(name: str) -> str:
    """A key made of the name of a file: ``storm-at-alda`` for ``Storm, at Alda``."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "article"


def scaffold(article: Article, plan: Plan, manifest: Manifest) -> dict[str, str]:
    """Path in the new folder -> text of the file."""
    rights = f"the contributors; text and data {plan.licence}" if plan.licence else ""
    filled = {
        "KEY": article.key,
        "NAME": _escaped(plan.name),
        "NAME_AS_PYTHON": _as_python(plan.name),
        "TITLE": _escaped(words.inside_quotes(article.title)),
        "SIDES": _table(plan.sides),
        "COPYRIGHT": _as_python(rights or "the contributors"),
        "LICENCE": _table(_licence(plan.licence)),
        "LICENCE_WORDS": _licence_words(plan.licence),
        "ADDRESS": _as_python(plan.address),
        "ENTRY": _entry(article),
        "UNCITED": _worksheet(manifest),
        "PASSAGES": str(len(_counted(manifest))),
        "PINS": "\n".join(sorted(plan.pins)),
    }
    files = {f"sources/{article.key}{SUFFIX}": write_manifest(manifest)}
    if plan.licence:
        files["LICENSE"] = f"{_rights(plan.licence)}\n"
    if plan.python:
        files["local.mk"] = f"DOSSIER_PYTHON := {plan.python}\n"
    for path in sorted(STARTER.rglob(f"*{_ENDING}")):
        name = path.relative_to(STARTER).as_posix().removesuffix(_ENDING)
        text = path.read_text(encoding="utf-8")
        files[name.replace("KEY", article.key)] = _filled(text, filled)
    return files


def _filled(text: str, values: Mapping[str, str]) -> str:
    # Not `str.format`: settings and Markdown are full of braces.
    return re.sub("@@([A-Z_]+)@@", lambda match: values[match[1]], text)


def _escaped(title: str) -> str:
    return _MARKUP.sub(r"\\\1", title)


def _as_python(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _table(values: Mapping[str, str]) -> str:
    rows = [f"    {_as_python(key)}: {_as_python(value)},\n" for key, value in values.items()]
    return f"{{\n{''.join(rows)}}}" if rows else "{}"


def _licence(name: str) -> dict[str, str]:
    return {"name": name, **LICENCES[name]._asdict()} if name else {}


def _rights(name: str) -> str:
    title, path = LICENCES[name]
    return f"Text and data are under the licence {title} ({name}):\n{path}"


def _licence_words(name: str) -> str:
    if name:
        return f"{_rights(name)}\n"
    return (
        "Text and data have no licence yet, so nobody may use them. To give one, fill in\n"
        "`dossier_licence` in `conf.py`: its `name` as SPDX has it, its `title`, its `path`.\n"
    )


def _entry(article: Article) -> str:
    fields = {
        "title": as_latex(article.title),
        "publisher": as_latex(article.publisher),
        "date": article.date,
        "url": as_verbatim(article.url),
        "urldate": article.read,
        "langid": article.language,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@online{{{article.key},", *lines, "}"))


def _counted(manifest: Manifest) -> list[str]:
    """The passages that somebody must cite or excuse."""
    return [name for name, passage in manifest.passages.items() if passage.role != "furniture"]


def _worksheet(manifest: Manifest) -> str:
    """A line for each passage that nothing cites yet: all of them."""
    return "\n".join(f"  {name} {NOT_YET}" for name in _counted(manifest))
