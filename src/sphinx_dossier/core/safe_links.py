"""What a page that a stranger wrote may link to, show and offer: rules without Sphinx.

A pull request can come from anybody, and its pages are shown before anybody has read them.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    import os

LINK_SCHEMES: Final = frozenset({"", "http", "https", "mailto", "tel"})
"""The schemes that a link may have; ``""`` is that of an address within the site."""
PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"})
_DATA: Final = frozenset({".bib", ".csv", ".geojson", ".json", ".jsonld", ".tsv", ".ttl", ".yaml"})
_PROGRAMS: Final = frozenset({".ipynb", ".py", ".r", ".rq", ".sql"})
_DOCUMENTS: Final = frozenset({".gz", ".md", ".pdf", ".rst", ".txt", ".zip"})
# An SVG that is opened by itself runs its scripts with the rights of the site.
DOWNLOADS: Final = (PICTURES - {".svg"}) | _DATA | _PROGRAMS | _DOCUMENTS
"""Files that a browser shows or saves, and never runs as a page of the site."""
RUNNING_SCHEMES: Final = ("javascript", "vbscript", "data", "file", "blob")
"""Schemes of addresses that run a program, or read a file of the reader's machine."""

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Browsers drop control characters and blanks before an address, and tabs and line ends within it:
# https://url.spec.whatwg.org/#concept-basic-url-parser
_IGNORED_BEFORE = "".join(map(chr, range(0x21)))
# What runs in an SVG (scripts, handlers, animations that set a link, foreign HTML) or asks another
# host for something (links, styles, entities). A backslash could spell any of them in CSS.
_ACTIVE = re.compile(
    r"<\s*(?:[\w.-]+:)?(?:script|foreignobject|iframe|embed|object|handler|set|animate\w*)\b"
    r"|[\s\"'/]on\w+\s*=|javascript\s*:|<!entity|<\?xml-stylesheet|@import"
    r"|href\s*=\s*[\"']?\s*(?:[a-z][a-z0-9+.-]*:|//)|url\(\s*[\"']?\s*(?:[a-z]+:|//)"
    r"|image-set|\\",
    re.IGNORECASE,
)
_ICON_TAGS: Final = frozenset({"svg", "path", "g", "circle", "rect", "polygon", "line", "title"})


def scheme_of(address: str) -> str:
    """The scheme of an address as a browser reads it, in lower case; ``""`` if it has none."""
    match = _SCHEME.match(re.sub(r"[\t\r\n]", "", address).lstrip(_IGNORED_BEFORE))
    return match[1].lower() if match else ""


def is_safe_link(address: str) -> bool:
    """Whether a reader who follows ``address`` gets a page, a mail or a call, and runs nothing."""
    return scheme_of(address) in LINK_SCHEMES


def is_remote(address: str) -> bool:
    """Whether ``address`` leads out of the site: it has a scheme, or begins with a host."""
    # To a browser a backslash is a slash, and `//host/x` takes the scheme of the page.
    begins_as_host = re.match(r"[/\\]{2}", address.lstrip(_IGNORED_BEFORE))
    return bool(scheme_of(address) or begins_as_host)


def is_inside(root: str | os.PathLike[str], path: str | os.PathLike[str]) -> bool:
    """Whether ``path`` is in ``root`` when links of the file system are followed, and not hidden.

    Hidden folders hold what is not for readers, such as ``.git``.
    """
    try:
        inner = Path(path).resolve().relative_to(Path(root).resolve())
    except (OSError, RuntimeError, ValueError):
        return False
    return not any(part.startswith(".") for part in inner.parts)


def is_quiet_drawing(content: bytes) -> bool:
    """Whether an SVG file that is opened by itself runs nothing and asks no host for anything.

    When in doubt the answer is no: what programs draw has none of this.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    # In another encoding the same bytes may read as other letters than the ones checked here.
    declared = re.search(r"encoding\s*=\s*[\"']([^\"']*)", text[:200])
    if "\0" in text or (declared and declared[1].lower() not in ("utf-8", "us-ascii")):
        return False
    # The names of namespaces look like addresses, and nothing follows them.
    own = re.sub(r"xmlns(?::\w+)?\s*=\s*(\"[^\"]*\"|'[^']*')", "", unescape(text))
    # Once more without line ends, because a browser drops them within an address.
    return not (_ACTIVE.search(own) or _ACTIVE.search(re.sub(r"[\t\r\n]", "", own)))


def is_icon(svg: str) -> bool:
    """Whether ``svg`` is a drawing of shapes only, as the icons of a theme are."""
    try:
        root = ET.fromstring(svg)
    except ET.ParseError:
        return False
    return all(
        element.tag.rpartition("}")[2] in _ICON_TAGS
        and not any(name.startswith("on") or "href" in name for name in element.attrib)
        for element in root.iter()
    )
