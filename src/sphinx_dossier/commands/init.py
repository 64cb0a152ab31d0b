"""``dossier init``: a knowledge base of another article, ready to build."""

from __future__ import annotations

import argparse
import re
import secrets
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier.authoring.scaffold import PACKAGES, Article, key_of, scaffold
from sphinx_dossier.commands import RefusedError, read_text, write_text
from sphinx_dossier.core.dates import DateError, parse_date
from sphinx_dossier.core.identifiers import is_id
from sphinx_dossier.core.manifests import decompose
from sphinx_dossier.core.safe_links import is_safe_link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DESCRIPTION = """\
Make a folder that builds at once: settings, a first page for actors, places, events, claims and
sources, the entry of the article, its passages, a worksheet of what is still to be taken up, and a
README for somebody who has never used Sphinx. The article itself is not copied: its text is not
yours to publish. Only hashes of it are kept, with which quotes can be checked.
"""
_EPILOG = """\
example:
  dossier init storm --article storm.txt --key courier-2031 --publisher "The Courier" \\
      --date 2031-03-05 --sides "shore=The shore" "sea=The sea"
"""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    command = commands.add_parser(
        "init",
        help="make a knowledge base of another article",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("folder", type=Path, metavar="DIR", help="where to make it; new or empty")
    command.add_argument(
        "--article", type=Path, required=True, metavar="FILE", help="its text, a paragraph a line"
    )
    command.add_argument("--key", help="the key of the article (made from the name of the file)")
    command.add_argument("--title", help="its title (its first line)")
    command.add_argument(
        "--language", default="en", help="its language, as en, fa, zh (%(default)s)"
    )
    command.add_argument("--publisher", default="", help="who published it, if that is known")
    command.add_argument("--date", default="", help="when, as 2031-03-05, if that is known")
    command.add_argument("--url", default="", help="where it can be read, if that is known")
    command.add_argument(
        "--sides", nargs="+", default=[], metavar="ID=NAME", help="the sides of the matter"
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the files, and tell what to do next."""
    folder: Path = options.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RefusedError(f"{folder} is there already, and is not an empty folder")
    text = read_text(options.article)
    article = _article(options, text)
    manifest = decompose(text, article.key, secrets.token_hex(8))
    if not manifest.passages:
        raise RefusedError(f"{options.article} has no text")
    files = scaffold(article, _sides(options.sides), manifest, pins())
    for name, content in files.items():
        write_text(folder / name, content)
    print(f"{folder}: {len(files)} files, {len(manifest.passages)} passages of {article.key}")
    print(f"next: read {folder / 'README.md'}")
    return 0


def _article(options: argparse.Namespace, text: str) -> Article:
    key = options.key or key_of(options.article.stem)
    if not re.fullmatch(r"[A-Za-z0-9][\w-]*", key, re.ASCII):
        raise RefusedError(f"--key {key}: use letters, digits and hyphens")
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", options.language):
        raise RefusedError(f"--language {options.language}: a tag such as en, fa or zh-Hant")
    if not is_safe_link(options.url):
        raise RefusedError(f"--url {options.url}: an address that a reader can open")
    try:
        day = str(parse_date(options.date)) if options.date else ""
    except DateError as error:
        raise RefusedError(f"--date: {error}") from error
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    title = " ".join((options.title or first).split())
    read = date.today().isoformat()
    return Article(key, title, options.language, options.publisher, day, options.url, read)


def _sides(wishes: Sequence[str]) -> dict[str, str]:
    sides = {}
    for wish in wishes:
        key, _, name = wish.partition("=")
        if not is_id(key) or not name.strip():
            raise RefusedError(f"--sides {wish}: write ID=NAME, the id in lower-case letters")
        sides[key] = name.strip()
    return sides


def pins() -> Iterator[str]:
    """The packages that a site needs, each in the version that is installed here."""
    for package in PACKAGES:
        try:
            yield f"{package}=={version(package)}"
        except PackageNotFoundError:
            yield package
