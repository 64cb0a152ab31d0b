"""Which addresses a page may link to, and which files it may show and offer: rules without Sphinx.

A pull request can come from anybody, and its pages are shown before anybody has read them. An
address is not interpreted here: it is one of the few forms that every program reads alike, or it is
refused. What would have to be cleaned first is refused too.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final
from unicodedata import category, normalize

from sphinx_dossier.core.lazy_pattern import lazy_pattern

LINK_FORMS: Final = "a page of the site, https://, http://, mailto: or tel:"
"""The addresses that a link may have, as messages list them."""
PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"})
_DATA: Final = frozenset({".bib", ".csv", ".geojson", ".json", ".jsonld", ".tsv", ".ttl", ".yaml"})
_PROGRAMS: Final = frozenset({".ipynb", ".py", ".r", ".rq", ".sql"})
_DOCUMENTS: Final = frozenset({".gz", ".md", ".pdf", ".rst", ".txt", ".zip"})
# An SVG that is opened by itself runs its scripts with the rights of the site.
DOWNLOADS: Final = (PICTURES - {".svg"}) | _DATA | _PROGRAMS | _DOCUMENTS
"""Files that a browser shows or saves, and never runs as a page of the site."""

# Browsers drop or change some of these, and others break out of an attribute or a style.
_UNSURE = lazy_pattern(r'[\x00-\x20\x7f-\xa0\\"<>`{}|^\u034f\u115f\u1160\u180b-\u180e\u3164\uffa0]')
# Blanks, control and format characters, halves of pairs, private and unassigned ones.
_UNSEEN: Final = ("C", "Z")
_LOCAL = lazy_pattern(r"(?!//)[^:/?#]*([/?#].*)?", re.DOTALL)
_WEB = lazy_pattern(r"https?://(?P<host>[^:/?#]+)(:\d{1,5})?([/?#].*)?", re.DOTALL | re.IGNORECASE)
# A line end would begin a header of its own.
_MAIL_FIELD: Final = r"((subject|cc)=((?!%0[ad])[^&#])*|body=[^&#]*)"
_MAIL = lazy_pattern(
    # Sphinx writes the sign in the middle as a number, to hide it from collectors of addresses.
    r"mailto:[\w.!%+'*=~-]+(@|%40)(?P<host>[^:/?#@%,;]+)"
    rf"(\?{_MAIL_FIELD}(&{_MAIL_FIELD})*)?",
    re.IGNORECASE,
)
_CALL = lazy_pattern(r"tel:\+?[0-9][0-9().-]*", re.IGNORECASE)


def is_local(address: str) -> bool:
    """Whether ``address`` leads to a place of the same site: no scheme, and no host of its own."""
    # Sphinx writes the names of pages as they are. The URL standard drops a blank at either end and
    # encodes one inside, so that an inner one can neither end nor begin a scheme.
    inner = address.replace(" ", "%20") if address == address.strip(" ") else address
    return _is_plain(inner) and _LOCAL.fullmatch(inner) is not None


def is_allowed(address: str) -> bool:
    """Whether a reader who follows ``address`` gets a page, a mail or a call, and runs nothing.

    It is local, ``http(s)`` with a host and perhaps a port (no user, no IPv6), ``mailto`` with one
    receiver, or ``tel``.
    """
    if is_local(address):
        return True
    if not _is_plain(address):
        return False
    match = _WEB.fullmatch(address) or _MAIL.fullmatch(address)
    return _is_host(match["host"]) if match else _CALL.fullmatch(address) is not None


def _is_plain(address: str) -> bool:
    """Whether no character is one that a browser, or a reader, may take for something else."""
    if address.isascii():
        return _UNSURE.search(address) is None
    return _UNSURE.search(address) is None and not any(
        category(sign).startswith(_UNSEEN) for sign in address
    )


def _is_host(host: str) -> bool:
    """Whether a host is letters and digits of whatever script, with hyphens and dots between."""
    # Browsers compare hosts in this form, in which some letters become dots or slashes.
    normal = normalize("NFKC", host)
    is_word = all(category(sign)[0] in "LMN" or sign in "-_." for sign in normal + host)
    has_edges = normal[:1] not in "-." and normal[-1:] != "-"
    return is_word and has_edges and normal.count(".") == host.count(".")


def is_inside(root: str | os.PathLike[str], path: str | os.PathLike[str]) -> bool:
    """Whether ``path`` is in ``root`` when links of the file system are followed, and not hidden.

    Hidden folders hold what is not for readers, such as ``.git``.
    """
    try:
        inner = Path(path).resolve().relative_to(Path(root).resolve())
    except (OSError, RuntimeError, ValueError):
        return False
    return not any(part.startswith(".") for part in inner.parts)


def leads_outside(root: str | os.PathLike[str], path: str | os.PathLike[str]) -> bool:
    """Whether ``path`` is in ``root`` as it is written, and elsewhere when links are followed.

    A path outside ``root`` that the settings name is the decision of who wrote them.
    """
    root = Path(root).resolve()
    written = Path(os.path.normpath(root / path))
    return written.is_relative_to(root) and not is_inside(root, written)
