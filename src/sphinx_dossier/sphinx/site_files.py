"""Other dossiers: the files that `dossier fetch` has written, and the names that intersphinx knows.

No build asks the network: what a page shows would otherwise hang on the hour of the build and on
machines of others, and whoever answers there could change pages that nobody has looked through. A
file that is fetched, reviewed with the change that brings it, and pinned by its digest is the same
for everybody, also offline.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx_dossier.core import site_reader
from sphinx_dossier.core.locations import shown_path
from sphinx_dossier.core.other_sites import (
    MOST_BYTES,
    OtherSite,
    SiteError,
    Surroundings,
    digest_of_site,
)
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.core.safe_links import leads_outside
from sphinx_dossier.core.site_folders import SITES_FOLDER
from sphinx_dossier.core.site_lock import DATA, INVENTORY, fault_of_digest
from sphinx_dossier.sphinx.conf_values import where_is_set
from sphinx_dossier.strict.side_files import is_strict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.core.model import Source
    from sphinx_dossier.core.page import Page
    from sphinx_dossier.core.site_lock import Locked

_SETTING: Final = "dossier_sites"
_MAPPING: Final = "intersphinx_mapping"


def paths_of_sites(env: BuildEnvironment) -> dict[str, Path]:
    """The file of each other dossier, by the name that the settings give it, in order."""
    return {
        name: Path(env.srcdir, path or f"{SITES_FOLDER}/{name}.json")
        for name, (_, path, _) in sorted(env.config.dossier_sites.items())
    }


def read_other_sites(
    env: BuildEnvironment,
    sources: Mapping[str, Source],
    locked: Mapping[tuple[str, str], Locked],
    problems: list[Problem],
) -> dict[str, OtherSite | None]:
    """Each other dossier by its name; ``None`` for one that cannot be used, which is a problem.

    A digest that the settings have goes before the one that is ``locked``.
    """
    mapped = env.config.dossier_sites
    base = env.config.html_baseurl
    known = Surroundings(
        f"{base.rstrip('/')}/" if base else "",
        {address: name for name, (address, _, _) in sorted(mapped.items())},
        # Of two keys for one address the first counts.
        {sources[key].url: key for key in sorted(sources, reverse=True) if sources[key].url},
    )
    sites: dict[str, OtherSite | None] = {}
    for name, path in paths_of_sites(env).items():
        address, _, digest = mapped[name]
        try:
            content = _content(env, path, name, address)
            if digest is None:
                _check_lock(content, locked, name)
            else:
                _check_digest(content, digest)
            sites[name] = site_reader.read_site(name, address, content, known)
        except SiteError as error:
            sites[name] = None
            message = f"{_SETTING}: nothing of {name!r} can be shown: {error}"
            problems.append(Problem(Code.BAD_SITE, message, where_is_set(env, _SETTING, name)))
    return sites


def _content(env: BuildEnvironment, path: Path, name: str, address: str) -> bytes:
    if is_strict(env) and leads_outside(env.srcdir, path):
        raise SiteError(f"{shown_path(path)} leads out of the source folder: copy the file into it")
    try:
        with path.open("rb") as file:
            # One more than is allowed: a device never ends.
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        command = f"dossier fetch {name} {address}"
        message = f"{shown_path(path)} cannot be read ({error.strerror}): run `{command}`"
        raise SiteError(message) from error


def _check_digest(content: bytes, digest: str) -> None:
    found = digest_of_site(content)
    if digest != found:
        raise SiteError(
            f"its file is not the one that is pinned: look through it, and write {found!r}"
        )


def _check_lock(content: bytes, locked: Mapping[tuple[str, str], Locked], name: str) -> None:
    if fault := fault_of_digest(locked, name, DATA, digest_of_site(content)):
        raise SiteError(fault)


def paths_of_inventories(env: BuildEnvironment) -> list[Path]:
    """The inventories on this machine from which intersphinx takes names."""
    found = (one for places in _inventories(env).values() for one in places)
    return [Path(env.srcdir, one) for one in found if one and not _is_web(one)]


def faults_of_inventories(
    env: BuildEnvironment, locked: Mapping[tuple[str, str], Locked]
) -> Iterator[Problem]:
    """The inventories that are locked, and asked of the network or not what they were."""
    for site, places in sorted(_inventories(env).items()):
        if (site, INVENTORY) not in locked:
            continue
        for place in places:
            if fault := _fault_of_inventory(env, locked, site, place):
                where = where_is_set(env, _MAPPING, site)
                yield Problem(Code.BAD_SITE, f"{_MAPPING}: {site!r}: {fault}", where)


def _fault_of_inventory(
    env: BuildEnvironment, locked: Mapping[tuple[str, str], Locked], site: str, place: str | None
) -> str:
    if place is None or _is_web(place):
        return (
            "its inventory is locked, and intersphinx asks the network for it: write the file that "
            "`dossier fetch --inventory` has written, as 'sites/strike.inv', behind the address"
        )
    path = Path(env.srcdir, place)
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = f"{shown_path(path)} cannot be read ({error.strerror})"
        return f"{reason}: run `dossier fetch --inventory --lock` for it"
    return fault_of_digest(locked, site, INVENTORY, digest_of_site(content))


def _inventories(env: BuildEnvironment) -> dict[str, tuple[str | None, ...]]:
    """Where intersphinx takes the inventory of each site from; ``None`` is its own address."""
    mapping: Any = getattr(env.config, _MAPPING, None) or {}
    # As it leaves them when it has looked through the setting: (name, (address, places)).
    return {
        name: tuple(value[1][1])
        for name, value in mapping.items()
        if isinstance(value, list | tuple)
        and len(value) == 2
        and value[0] == name
        and isinstance(value[1], list | tuple)
        and isinstance(value[1][1], list | tuple)
    }


def _is_web(place: str) -> bool:
    return "://" in place


def names_elsewhere(env: BuildEnvironment, pages: Iterable[Page]) -> dict[str, str]:
    """Those names that pages link to and that intersphinx knows, with what it says of each.

    None where it is not loaded.
    """
    # It keeps them there, and offers no other way: `sphinx.ext.intersphinx.InventoryAdapter`.
    named = getattr(env, "intersphinx_named_inventory", {})
    if not named:
        return {}
    names = {reference.target for page in pages for reference in page.references}
    found = {name: "".join(_said_elsewhere(named, name)) for name in sorted(names)}
    return {name: said for name, said in found.items() if said}


def _said_elsewhere(named: Mapping[str, Mapping[str, Any]], name: str) -> Iterator[str]:
    """What each inventory says of a name, and one of what is behind its own name and a colon."""
    prefix, _, rest = name.partition(":")
    for inventory in sorted(named):
        wanted = (name, rest) if inventory == prefix else (name,)
        for kind, items in sorted(named[inventory].items()):
            yield from (f"{inventory} {kind} {items[one]!r}" for one in wanted if one in items)
