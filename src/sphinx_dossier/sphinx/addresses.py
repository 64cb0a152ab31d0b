"""Where a page or a file of the site is: seen from a page, from the root, or in full.

A builder knows only where pages are. Every address that this package writes comes from here, so
that the same object never has two.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sphinx.util.osutil import relative_uri

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.config import Config

    from sphinx_dossier.answers.page_links import Link

PAGE_BUILDERS: Final = ("html", "dirhtml")
"""The builders that write a file for each page: only such a page has an address of its own."""


def page_from_page(builder: Builder, from_docname: str, docname: str, anchor: str = "") -> str:
    """A page, or an anchor on it, as a link on the page ``from_docname`` needs it.

    :raises sphinx.errors.NoUri: where the builder has no addresses, as LaTeX has none.
    """
    page = _relative(builder, from_docname, docname)
    if not anchor:
        return page
    # A builder of one file names a page by an anchor, behind which no other one may stand.
    return f"#{anchor}" if "#" in page else f"{page}#{anchor}"


def file_from_page(builder: Builder, from_docname: str, path: str) -> str:
    """A file, named from the root of the site, as a link on the page ``from_docname`` needs it."""
    return relative_uri(builder.get_target_uri(from_docname), quote(path))


def link_from_page(builder: Builder, from_docname: str, link: Link) -> str:
    """What a link leads to, page or file, as the page ``from_docname`` needs it."""
    if link.is_abroad:
        return link.docname
    if link.kind == "file":
        return file_from_page(builder, from_docname, link.docname)
    # From a page to itself the address is empty, and an empty one would load the page again.
    return page_from_page(builder, from_docname, link.docname, link.anchor) or "#"


def page_from_root(builder: Builder, docname: str, anchor: str = "") -> str:
    """A page, or an anchor on it, as a file in the root of the site needs it."""
    page = builder.get_target_uri(docname)
    return f"{page}#{anchor}" if anchor else page


def full_address(builder: Builder, docname: str, anchor: str = "") -> str:
    """A page, or an anchor on it, as another site needs it.

    Without ``html_baseurl`` nobody knows where the site is: then it is the address from the root.
    """
    return site_address(builder.config) + page_from_root(builder, docname, anchor)


def public_address(builder: Builder, docname: str, anchor: str = "") -> str:
    """A page, or an anchor on it, for a citation: ``""`` where nobody knows where the site is.

    An address that is none beyond this site would send the reader of a citation nowhere.
    """
    return full_address(builder, docname, anchor) if builder.config.html_baseurl else ""


def site_address(config: Config) -> str:
    """The address of the site with a slash at its end, ``""`` where no ``html_baseurl`` is set."""
    base: str = config.html_baseurl
    return base.rstrip("/") + "/" if base else ""


# A page asks for a few pages again and again, once for each link to one of their objects.
@lru_cache(maxsize=1024)
def _relative(builder: Builder, from_docname: str, docname: str) -> str:
    return builder.get_relative_uri(from_docname, docname)
