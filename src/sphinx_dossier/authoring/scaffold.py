"""The files of a new knowledge base about one article, filled in from its passages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.manifests import SUFFIX, write_manifest
from sphinx_dossier.core.names import fold
from sphinx_dossier.core.source_checks import NOT_YET

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|!$&~:^])")


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


def key_of(name: str) -> str:
    """A key made of the name of a file: ``storm-at-alda`` for ``Storm, at Alda``."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "article"


def scaffold(
    article: Article, sides: Mapping[str, str], manifest: Manifest, pins: Iterable[str]
) -> dict[str, str]:
    """Path in the new folder -> text of the file.

    ``sides`` are names by id, ``pins`` the lines of ``requirements.txt``.
    """
    words = {
        "KEY": article.key,
        "TITLE": _MARKUP.sub(r"\\\1", article.title),
        "TITLE_AS_PYTHON": json.dumps(article.title, ensure_ascii=False),
        "SIDES": _sides(sides),
        "ENTRY": _entry(article),
        "UNCITED": _worksheet(manifest),
        "PASSAGES": str(len(_counted(manifest))),
        "PINS": "\n".join(sorted(pins)),
    }
    files = {f"sources/{article.key}{SUFFIX}": write_manifest(manifest)}
    for path in sorted(STARTER.rglob(f"*{_ENDING}")):
        name = path.relative_to(STARTER).as_posix().removesuffix(_ENDING)
        text = path.read_text(encoding="utf-8")
        files[name.replace("KEY", article.key)] = _filled(text, words)
    return files


def _filled(text: str, words: Mapping[str, str]) -> str:
    # Not `str.format`: settings and Markdown are full of braces.
    return re.sub("@@([A-Z_]+)@@", lambda match: words[match[1]], text)


def _sides(sides: Mapping[str, str]) -> str:
    rows = [
        f"    {json.dumps(key)}: {json.dumps(name, ensure_ascii=False)},\n"
        for key, name in sides.items()
    ]
    return f"{{\n{''.join(rows)}}}" if rows else "{}"


def _entry(article: Article) -> str:
    fields = {
        "title": article.title,
        "publisher": article.publisher,
        "date": article.date,
        "url": article.url,
        "urldate": article.read,
        "langid": article.language,
    }
    # A brace in a field would end it, and a backslash would begin a command of LaTeX.
    plain = {name: re.sub(r"[{}\\]", "", value) for name, value in fields.items()}
    lines = [f"  {name} = {{{value}}}," for name, value in plain.items() if value]
    return "\n".join((f"@online{{{article.key},", *lines, "}"))


def _counted(manifest: Manifest) -> list[str]:
    """The passages that somebody must cite or excuse."""
    return [name for name, passage in manifest.passages.items() if passage.role != "furniture"]


def _worksheet(manifest: Manifest) -> str:
    """A line for each passage that nothing cites yet: all of them."""
    return "\n".join(f"  {name} {NOT_YET}" for name in _counted(manifest))
