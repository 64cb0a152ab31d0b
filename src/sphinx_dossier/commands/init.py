"""``dossier init``: a knowledge base of another article, ready to build."""

from __future__ import annotations

import json
import re
import secrets
import sys
from datetime import date
from importlib.metadata import PackageNotFoundError, distribution, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier.authoring.scaffold import (
    LICENCES,
    PACKAGES,
    Article,
    Plan,
    key_of,
    name_of,
    scaffold,
)
from sphinx_dossier.commands import RefusedError, read_text, write_text
from sphinx_dossier.commands.parser import add_command
from sphinx_dossier.commands.say import say
from sphinx_dossier.core.dates import DateError, parse_date
from sphinx_dossier.core.identifiers import is_id
from sphinx_dossier.core.manifests import SALT_BYTES, decompose
from sphinx_dossier.core.safe_links import is_allowed
from sphinx_dossier.core.side_checks import MOST_SIDES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from sphinx_dossier.commands.parser import Commands

_DESCRIPTION = """\
Make a folder that builds at once: settings, a first page for actors, places, events, claims and
sources, the entry of the article, its passages, a worksheet of the passages that no page cites yet,
a README for somebody who has never used Sphinx, and what checks and publishes the site. The article
itself is not copied, because its text is not yours to publish. Only hashes of it are kept, with
which quotes can be checked.
"""
_END = """\
example:
  dossier init storm --article storm.txt --key courier-2031 --publisher "The Courier" \\
      --date 2031-03-05 --sides "shore=The shore" "sea=The sea"
"""


def add_to(commands: Commands) -> None:
    """Add the subcommand."""
    summary = "make a knowledge base of another article"
    command = add_command(commands, run, "init", summary, _DESCRIPTION, _END)
    command.add_argument("folder", type=Path, metavar="DIR", help="where to make it; new or empty")
    command.add_argument(
        "--article", type=Path, required=True, metavar="FILE", help="its text, a paragraph a line"
    )
    command.add_argument("--key", help="the key of the article (default: from the name of FILE)")
    command.add_argument("--title", help="its title (default: its first line)")
    command.add_argument(
        "--name", help="the short name of the site (default: publisher and date, or the title cut)"
    )
    command.add_argument(
        "--language", default="en", help="its language, as en, fa, zh (default: %(default)s)"
    )
    command.add_argument("--publisher", default="", help="who published it, if that is known")
    command.add_argument("--date", default="", help="when, as 2031-03-05, if that is known")
    command.add_argument("--url", default="", help="where it can be read, if that is known")
    command.add_argument(
        "--sides", nargs="+", default=[], metavar="ID=NAME", help="the sides of the matter"
    )
    command.add_argument(
        "--licence",
        choices=LICENCES,
        default="",
        help="the licence of text and data, as SPDX calls it (default: none yet)",
    )
    command.add_argument(
        "--address", default="", metavar="URL", help="where readers will find the site, if known"
    )


def run(options: argparse.Namespace) -> int:
    """Write the files, and print what to do next.

    :raises RefusedError: the folder is in use, the article has no text, or an option is malformed.
    """
    folder: Path = options.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RefusedError(f"{folder} is not an empty folder: name a new one")
    text = read_text(options.article)
    article = _article(options, text)
    # Not `random`: who could guess the salt could make the hashes of common words beforehand.
    manifest = decompose(text, article.key, secrets.token_hex(SALT_BYTES))
    if not manifest.passages:
        raise RefusedError(f"{options.article} has no text: name the file that has it")
    # All texts are made before the first is written: a refusal leaves no half of a folder behind.
    plan = Plan(
        " ".join((options.name or name_of(article)).split()),
        _sides(options.sides),
        options.licence,
        options.address,
        (*pins(), pin_of_this()),
        _this_python(),
    )
    files = scaffold(article, plan, manifest)
    for name, content in files.items():
        write_text(folder / name, content)
    say(f"{folder}: {len(files)} files, {len(manifest.passages)} passages of {article.key}")
    say(f"next: read {folder / 'README.md'}")
    return 0


def _article(options: argparse.Namespace, text: str) -> Article:
    # The key is part of file names, of anchors and of BibTeX: letters that all of them take.
    key = options.key or key_of(options.article.stem)
    if not re.fullmatch(r"[A-Za-z0-9][\w-]*", key, re.ASCII):
        raise RefusedError(f"--key {key}: use letters, digits and hyphens, no hyphen first")
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", options.language):
        raise RefusedError(f"--language {options.language}: write a tag such as en, fa or zh-Hant")
    # A build would refuse the address; it is better to say so before there is a folder.
    for name, address in (("--url", options.url), ("--address", options.address)):
        if not is_allowed(address) or (address and "://" not in address):
            raise RefusedError(f"{name} {address}: write an address such as https://example.org")
    try:
        day = str(parse_date(options.date)) if options.date else ""
    except DateError as error:
        raise RefusedError(f"--date: {error}") from error
    first_line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    title = " ".join((options.title or first_line).split())
    read = date.today().isoformat()
    return Article(key, title, options.language, options.publisher, day, options.url, read)


def _sides(arguments: Sequence[str]) -> dict[str, str]:
    """The name of each side by its id."""
    sides = {}
    for argument in arguments:
        key, _, name = argument.partition("=")
        if not is_id(key) or not name.strip():
            message = f"--sides {argument}: write ID=NAME, ID in lower-case letters, such as shore"
            raise RefusedError(message)
        sides[key] = name.strip()
    if len(sides) > MOST_SIDES:
        message = f"--sides names {len(sides)} sides, and there are marks for {MOST_SIDES}"
        raise RefusedError(f"{message}: put sides together")
    return sides


def pin_of_this() -> str:
    """How ``requirements.txt`` names this package: by its version, or its revision in git.

    What was installed from a file or folder of this machine has no address that others could use
    (https://packaging.python.org/en/latest/specifications/direct-url/).
    """
    name = "sphinx-dossier[site]"
    try:
        found = distribution("sphinx-dossier")
    except PackageNotFoundError:
        return name
    origin = json.loads(found.read_text("direct_url.json") or "{}")
    vcs, url = origin.get("vcs_info", {}), str(origin.get("url", ""))
    if vcs and url.startswith(("https://", "ssh://")):
        return f"{name} @ {vcs['vcs']}+{url}@{vcs['commit_id']}"
    return f"{name}=={found.version}"


def _this_python() -> str:
    """The Python that runs this, if it has all that a site names: then no other has to be made."""
    return sys.executable if all(map(find_spec, ("sphinx_design", "pydata_sphinx_theme"))) else ""


def pins() -> Iterator[str]:
    """The packages that a site needs, each in the version that is installed here."""
    for package in PACKAGES:
        try:
            yield f"{package}=={version(package)}"
        except PackageNotFoundError:
            # Run from a checkout, this package need not be installed,
            # and then has no version to name.
            yield package
