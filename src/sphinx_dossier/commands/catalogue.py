"""``dossier catalogue``: the data of many dossiers as one searchable site and one set of tables."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote

from sphinx_dossier.commands import RefusedError, read_bytes
from sphinx_dossier.commands.catalogue_files import CatalogueFolder
from sphinx_dossier.commands.parser import add_command
from sphinx_dossier.commands.say import remark, say
from sphinx_dossier.core.identifiers import fault_of_id, near_id
from sphinx_dossier.core.other_sites import MOST_BYTES, SiteError, digest_of_site
from sphinx_dossier.core.site_folders import DATA_FILE, DATA_FOLDER
from sphinx_dossier.core.site_reader import parse_site
from sphinx_dossier.exports.catalogue_dossier import read_dossier
from sphinx_dossier.locale import catalogue_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from sphinx_dossier.commands.parser import Commands
    from sphinx_dossier.exports.catalogue_dossier import CatalogueDossier

_ABOUT: Final = """\
Merge the data of many dossiers into one folder that any host can serve, and that works from a disk:
a page with counts over all of them and a search, and Parquet tables of claims, sources, actors,
questions, relations and the rest, each row with its dossier and the address of its object.

A SITE is a folder with a built site, a folder with its data, or its dossier.json. The catalogue
calls it by the name of its folder, or by NAME in NAME=FOLDER. Its pages are where it says itself
that it is published, by html_baseurl; else where they are from OUT.
"""
_END: Final = """\
examples:
  dossier catalogue _build/catalogue strike/_build/html harbour/_build/html
  dossier catalogue _build/catalogue sites/*.json --title "Dossiers of the coast"
  dossier catalogue _build/catalogue strike=/srv/www/2032/html
"""
_FILE: Final = Path(DATA_FILE).name
# Folders that builds and hosts call so, whatever is in them.
_CALLED_NOTHING: Final = frozenset(
    {DATA_FOLDER, "html", "dirhtml", "_build", "build", "public", "site", "_site"}
)


class Found(NamedTuple):
    """Where a dossier is: its name, its data, and the folder of its pages if that is there."""

    name: str
    data: Path
    pages: Path | None


class Known(NamedTuple):
    """A dossier before it is read whole: where it is, where it is published, and its digest."""

    found: Found
    address: str
    digest: str


def add_to(commands: Commands) -> None:
    """Add the subcommand."""
    summary = "merge the data of many dossiers into one searchable catalogue"
    command = add_command(commands, run, "catalogue", summary, _ABOUT, _END)
    command.add_argument("out", type=Path, metavar="OUT", help="the folder to write to")
    command.add_argument(
        "sites", nargs="+", metavar="SITE", help="a dossier: its folder, or NAME=FOLDER"
    )
    command.add_argument(
        "--title",
        default=catalogue_words.TITLE,
        help="what the catalogue is called (default: %(default)s)",
    )


def run(options: argparse.Namespace) -> int:
    """Write the catalogue, unless nothing has changed since it was written; 0 then.

    :raises RefusedError: a dossier cannot be used, or the folder is not one of a catalogue.
    """
    # By name, so that the order in which a shell gives them leaves no trace.
    known = sorted(_look(options.sites), key=lambda one: one.found.name)
    _check_names(known)
    sites = {one.address: one.found.name for one in known if one.address}
    folder = CatalogueFolder(options.out, options.title)
    state = [[one.found.name, one.digest, _base(one, options.out)] for one in known]
    count = f"{len(known)} dossier{'' if len(known) == 1 else 's'}"
    if folder.has(state):
        say(f"{options.out}: {count}, as before; nothing is written")
        return 0
    duckdb = _duckdb()
    with folder.writing(duckdb) as writer:
        for one in known:
            writer.enter(_read(one, options.out), sites)
        files, size = writer.finish(state)
    say(f"{options.out}: {count}, {writer.rows:,} entries; {files:,} files, {size:,} bytes")
    return 0


def _duckdb() -> Any:
    try:
        # It comes with the extra `catalogue`, and all other commands do without.
        return import_module("duckdb")
    except ModuleNotFoundError as error:
        message = "duckdb is missing: install sphinx-dossier with its extra, [catalogue]"
        raise RefusedError(message) from error


def _look(sites: Iterable[str]) -> Iterator[Known]:
    """Each dossier with its digest and address.

    :raises RefusedError: any cannot be used; each has its line.
    """
    faults: list[str] = []
    for site in sites:
        try:
            found = _find(site)
            content = read_bytes(found.data, MOST_BYTES)
            address = parse_site(content).get("address")
            yield Known(found, address if isinstance(address, str) else "", digest_of_site(content))
        except RefusedError as error:
            faults.append(str(error))
        except SiteError as error:
            faults.append(_fault(found, error))
    _refuse(faults)


def _refuse(faults: list[str]) -> None:
    for fault in faults[:-1]:
        remark(f"dossier: {fault}")
    if faults:
        raise RefusedError(faults[-1])


def _fault(found: Found, error: SiteError) -> str:
    return (
        f"{found.data} cannot be used: {error}: build that dossier again with this version, or "
        "leave it out"
    )


def _find(site: str) -> Found:
    """Where a dossier is that is named on the command line.

    :raises RefusedError: there is none, or its name can be none.
    """
    name, sign, rest = site.partition("=")
    is_named = bool(sign) and not Path(site).exists()
    path = Path(rest if is_named else site)
    files = [path] if path.is_file() else [path / DATA_FILE, path / _FILE]
    data = next((one for one in files if one.is_file()), None)
    if data is None:
        raise RefusedError(
            f"{path} has no {DATA_FILE}: name the folder of a built site, or that of its data"
        )
    called = name if is_named else _name_of(data)
    if fault := fault_of_id(called):
        raise RefusedError(f"{called!r} {fault}, as NAME={path}")
    return Found(called, data, _pages_of(data))


def _name_of(data: Path) -> str:
    """What a dossier is called: the folder that it is in, or its file if that says more."""
    whole = data.resolve()
    parts = [whole.stem] if whole.name != _FILE else []
    parts += reversed(whole.parent.parts)
    called = next((part for part in parts if part.lower() not in _CALLED_NOTHING), "")
    return near_id(called) or called


def _pages_of(data: Path) -> Path | None:
    """The folder of the pages, where the data are in that of a built site."""
    folder = data.resolve().parent.parent
    is_site = data.resolve().parent.name == DATA_FOLDER and (folder / "index.html").is_file()
    return folder if is_site else None


def _check_names(known: list[Known]) -> None:
    """Whether no two dossiers are one.

    :raises RefusedError: two have one name, or one address.
    """
    names: dict[str, Path] = {}
    addresses: dict[str, Path] = {}
    faults = []
    for one in known:
        other = names.setdefault(one.found.name, one.found.data)
        if other is not one.found.data:
            faults.append(
                f"{other} and {one.found.data} are both called {one.found.name!r}: name one of "
                f"them otherwise, as NAME={one.found.data}"
            )
        elif one.address and one.address in addresses:
            faults.append(
                f"{addresses[one.address]} and {one.found.data} are both published at "
                f"{one.address}: leave one out, or set html_baseurl of the one that is elsewhere"
            )
        addresses.setdefault(one.address, one.found.data)
    _refuse(faults)


def _base(one: Known, out: Path) -> str:
    """What addresses of its pages begin with, from the folder of the catalogue."""
    if one.address or one.found.pages is None:
        return one.address
    try:
        way = os.path.relpath(one.found.pages, out.resolve())
    except ValueError:
        # On another drive of Windows.
        return f"{one.found.pages.as_uri()}/"
    return quote(Path(way).as_posix()) + "/"


def _read(one: Known, out: Path) -> CatalogueDossier:
    content = read_bytes(one.found.data, MOST_BYTES)
    try:
        return read_dossier(one.found.name, content, _base(one, out))
    except SiteError as error:
        raise RefusedError(_fault(one.found, error)) from error
