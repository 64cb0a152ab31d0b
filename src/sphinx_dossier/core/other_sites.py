"""Another dossier: what we know of it, where it is, and by which digest its file is pinned."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.safe_links import is_allowed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dossier.core.model import Object, Source

MOST_BYTES: Final = 20_000_000
"""The most bytes of another dossier that are read: some fifty times what the largest so far has."""


class SiteError(ValueError):
    """Another dossier that cannot be used; the message says what is wrong with it."""


@dataclass(frozen=True)
class OtherSite:
    """A dossier that is published elsewhere.

    ``address`` ends with a slash. ``objects`` have ids such as ``strike:union-nine``, ``sources``
    and the ids of their ``passages`` are by keys such as ``strike:courier-2031``. ``pages`` gives
    for each of these objects, and for sources that are listed, where it is, from the root of its
    site.
    """

    id: str
    address: str
    title: str
    digest: str
    objects: tuple[Object, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    passages: Mapping[str, frozenset[str]] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)

    def address_of(self, name: str) -> str:
        """The full address of an object of the site, on the page that defines it.

        Of a source it is that of its entry; ``""`` where no page lists it.
        """
        return self.address + self.pages[name] if name in self.pages else ""


class Surroundings(NamedTuple):
    """What a dossier knows of itself and others when it reads another one.

    ``own_address`` is that of this site, ``""`` where its settings do not say; ``names`` are those
    of all sites that it maps, by address; ``keys`` are those of its own sources, by the address
    at which each was read: a publication that both cite is one.
    """

    own_address: str = ""
    names: Mapping[str, str] = {}
    keys: Mapping[str, str] = {}


def digest_of_site(content: bytes) -> str:
    """The digest by which settings pin the file of another dossier: ``sha256:`` and 64 digits."""
    return f"sha256:{sha256(content).hexdigest()}"


def fault_of_address(address: str) -> str:
    """Why a site cannot be at an address; ``""`` for a good one."""
    is_web = address.startswith(("https://", "http://")) and is_allowed(address)
    if is_web and address.endswith("/") and not re.search(r"[?#]", address):
        return ""
    return "is the address of a site with a slash behind it, as https://strike.example/"
