"""Where pages are: from the root of the site, or in full where that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def address_of(app: Sphinx, docname: str, anchor: str = "") -> str:
    """Where a page is: from the root of the site, or in full where ``html_baseurl`` is set."""
    page = app.builder.get_target_uri(docname)
    return root_of(app.config) + page + (f"#{anchor}" if anchor else "")


def root_of(config: Config) -> str:
    """The address of the site with a slash at its end, or ``""`` where it is not known."""
    base: str = config.html_baseurl
    return base.rstrip("/") + "/" if base else ""
