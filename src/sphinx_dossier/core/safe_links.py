"""What a stranger's page may link to, show and offer: rules without Sphinx."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    import os

LINK_SCHEMES: Final = frozenset({"", "http", "https", "mailto", "tel"})
"""Where a link may lead; the first is an address within the site."""
PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"})
_DATA: Final = frozenset({".bib", ".csv", ".geojson", ".json", ".jsonld", ".tsv", ".ttl", ".yaml"})
_PROGRAMS: Final = frozenset({".ipynb", ".py", ".r", ".rq", ".sql"})
_DOCUMENTS: Final = frozenset({".gz", ".md", ".pdf", ".rst", ".txt", ".zip"})
DOWNLOADS: Final = (PICTURES - {".svg"}) | _DATA | _PROGRAMS | _DOCUMENTS
"""Files that a browser shows or saves, and never runs as a page of the site."""
RUNNING_SCHEMES: Final = ("javascript", "vbscript", "data", "file", "blob")

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_IGNORED_BEFORE = "".join(map(chr, range(0x21)))
_ACTIVE = re.compile(
    r"<\s*(?:[\w.-]+:)?(?:script|foreignobject|iframe|embed|object|handler|set|animate\w*)\b"
    r"|[\s\"'/]on\w+\s*=|javascript\s*:|<!entity|<\?xml-stylesheet|@import"
    r"|href\s*=\s*[\"']?\s*(?:[a-z][a-z0-9+.-]*:|//)|url\(\s*[\"']?\s*(?:[a-z]+:|//)"
    r"|image-set|\\",
    re.IGNORECASE,
)
_ICON_TAGS: Final = frozenset({"svg", "path", "g", "circle", "rect", "polygon", "line", "title"})


def scheme_of(address: str) -> str:
    """The scheme as a browser sees it: blanks before it and line ends within do not count."""
    match = _SCHEME.match(re.sub(r"[\t\r\n]", "", address).lstrip(_IGNORED_BEFORE))
    return match[1].lower() if match else ""


def is_safe_link(address: str) -> bool:
    """Whether following ``address`` leads somewhere and runs nothing."""
    return scheme_of(address) in LINK_SCHEMES


def is_remote(address: str) -> bool:
    """Whether ``address`` leaves the site: any scheme, or two slashes of either kind."""
    begins_as_host = re.match(r"[/\\]{2}", address.lstrip(_IGNORED_BEFORE))
    return bool(scheme_of(address) or begins_as_host)


def is_inside(root: str | os.PathLike[str], path: str | os.PathLike[str]) -> bool:
    """Whether ``path`` lies in ``root`` when all links are followed, and not in a hidden place.

    Hidden folders hold what is not for readers, such as the credentials of a checkout.
    """
    try:
        inner = Path(path).resolve().relative_to(Path(root).resolve())
    except (OSError, RuntimeError, ValueError):
        return False
    return not any(part.startswith(".") for part in inner.parts)


def is_quiet_drawing(content: bytes) -> bool:
    """Whether an SVG file runs nothing and asks for nothing when it is opened by itself."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    declared = re.search(r"encoding\s*=\s*[\"']([^\"']*)", text[:200])
    if "\0" in text or (declared and declared[1].lower() not in ("utf-8", "us-ascii")):
        return False
    own = re.sub(r"xmlns(?::\w+)?\s*=\s*(\"[^\"]*\"|'[^']*')", "", unescape(text))
    # A browser looks past line ends within an address.
    return not (_ACTIVE.search(own) or _ACTIVE.search(re.sub(r"[\t\r\n]", "", own)))


def is_icon(svg: str) -> bool:
    """Whether ``svg`` is a drawing of shapes only, as icons are."""
    try:
        root = ET.fromstring(svg)
    except ET.ParseError:
        return False
    return all(
        element.tag.rpartition("}")[2] in _ICON_TAGS
        and not any(name.startswith("on") or "href" in name for name in element.attrib)
        for element in root.iter()
    )
