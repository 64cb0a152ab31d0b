"""``dossier fetch``: the data of another dossier, to be kept beside the pages and pinned."""

from __future__ import annotations

from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.error import URLError
from urllib.request import urlopen

from sphinx_dossier.commands import RefusedError, read_bytes, read_text, write_text
from sphinx_dossier.commands.parser import add_command
from sphinx_dossier.commands.say import say
from sphinx_dossier.core.identifiers import is_id
from sphinx_dossier.core.other_sites import (
    MOST_BYTES,
    SiteError,
    Surroundings,
    digest_of_site,
    fault_of_address,
)
from sphinx_dossier.core.site_folders import DATA_FILE, SITES_FOLDER
from sphinx_dossier.core.site_lock import (
    DATA,
    INVENTORY,
    INVENTORY_FILE,
    LOCK_FILE,
    with_digest,
)
from sphinx_dossier.core.site_reader import read_site

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from sphinx_dossier.commands.parser import Commands
    from sphinx_dossier.core.other_sites import OtherSite

_ABOUT: Final = """\
Write sites/NAME.json, the data of another dossier, and show the line for conf.py that maps it and
pins it. No build asks the network: what is shown is what was fetched, looked through and pinned.
"""
_END: Final = """\
examples:
  dossier fetch strike https://strike.example/
  dossier fetch strike https://strike.example/ --from ../strike/_build/html/data/dossier.json
  dossier fetch strike https://strike.example/ --lock --inventory
"""
_SECONDS: Final = 30


def add_to(commands: Commands) -> None:
    """Add the subcommand."""
    command = add_command(
        commands, run, "fetch", "fetch the data of another dossier, and pin them", _ABOUT, _END
    )
    command.add_argument("name", help="what ids begin with, as strike in strike:union-nine")
    command.add_argument("address", help="where the other dossier is published, with a slash")
    command.add_argument(
        "--from",
        type=Path,
        dest="file",
        help="take this copy of its data/dossier.json, and ask nobody",
    )
    command.add_argument(
        "--lock",
        type=Path,
        nargs="?",
        const=Path(LOCK_FILE),
        metavar="FILE",
        help=f"write the digest into this file, and not into conf.py ({LOCK_FILE}, if it has none)",
    )
    command.add_argument(
        "--inventory",
        action="store_true",
        help="fetch its objects.inv too, for intersphinx",
    )
    command.add_argument(
        "--folder",
        type=Path,
        default=Path(SITES_FOLDER),
        help="the folder to write to (default: %(default)s)",
    )


def run(options: argparse.Namespace) -> int:
    """Fetch, look whether it can be used, write it, and show how to map it.

    :raises RefusedError: the name or the address is none, or what is there is no dossier.
    """
    name, address = options.name, options.address
    if not is_id(name):
        raise RefusedError(f"{name!r} is no name: write lower-case letters, digits and hyphens")
    if fault := fault_of_address(address):
        raise RefusedError(f"the second word {fault}; not {address!r}")
    if options.file:
        content = read_bytes(options.file, MOST_BYTES)
    else:
        content = _from_web(f"{address}{DATA_FILE}")
    try:
        site = read_site(name, address, content, Surroundings())
        text = content.decode()
    except (SiteError, UnicodeError) as error:
        what = options.file or f"{address}{DATA_FILE}"
        mend = "name the data of a dossier that this version has built"
        raise RefusedError(f"{what} cannot be used: {error}: {mend}") from error
    inventory = _inventory(options) if options.inventory else b""
    path: Path = options.folder / f"{name}.json"
    before = digest_of_site(path.read_bytes()) if path.is_file() else ""
    write_text(path, text)
    digests = {DATA: site.digest}
    if inventory:
        beside = path.with_suffix(".inv")
        beside.write_bytes(inventory)
        digests[INVENTORY] = digest_of_site(inventory)
    if options.lock:
        _write_lock(options.lock, name, digests)
    _report(site, path, before, options.lock)
    if inventory:
        say(f'intersphinx_mapping = {{"{name}": ("{address}", "{beside.as_posix()}")}}')
        if not options.lock:
            say(f"{beside.as_posix()} is pinned by nothing: --lock does that")
    return 0


def _inventory(options: argparse.Namespace) -> bytes:
    """The inventory of the site, or that beside the copy of its data.

    :raises RefusedError: there is none.
    """
    if options.file:
        place = options.file.resolve().parent.parent / INVENTORY_FILE
        content = read_bytes(place, MOST_BYTES)
    else:
        place = f"{options.address}{INVENTORY_FILE}"
        content = _from_web(place)
    if not content.startswith(b"# Sphinx inventory version 2") or len(content) > MOST_BYTES:
        raise RefusedError(f"{place} is no inventory of Sphinx: leave --inventory out")
    return content


def _write_lock(path: Path, name: str, digests: Mapping[str, str]) -> None:
    text = read_text(path) if path.is_file() else ""
    for what, digest in digests.items():
        text = with_digest(text, name, what, digest)
    write_text(path, text)


def _report(site: OtherSite, path: Path, before: str, lock: Path | None) -> None:
    state = "as before" if before == site.digest else "changed: look through it" if before else ""
    say(f"{path.as_posix()}: {len(site.objects)} objects of {site.title}{state and ', ' + state}")
    if lock:
        say(f"{lock.as_posix()}: its digest")
    say("in conf.py:")
    digest = "None" if lock else f'"{site.digest}"'
    say(f'dossier_sites = {{"{site.id}": ("{site.address}", "{path.as_posix()}", {digest})}}')


def _from_web(address: str) -> bytes:
    try:
        # The address is one of the web, and so is what Python lets a redirection lead to.
        with urlopen(address, timeout=_SECONDS) as answer:
            # One byte more than may be taken shows that there are too many.
            status, content = answer.status, answer.read(MOST_BYTES + 1)
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        # A number of the system before it, as `[Errno 111]`, says nothing to most people.
        reason = getattr(reason, "strerror", None) or reason
        message = f"{address} cannot be fetched ({reason}): try again, or name a copy with --from"
        raise RefusedError(message) from error
    if status != 200:
        raise RefusedError(f"{address} answers {status}: is this the address of the site?")
    return bytes(content)
