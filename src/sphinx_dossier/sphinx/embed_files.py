"""Where the pictures are that other sites can put into their pages, and the code that does it."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from sphinx_dossier.answers.embeds import embedded, framed_views
from sphinx_dossier.core.memo import once
from sphinx_dossier.core.names import excerpt
from sphinx_dossier.core.site_folders import EMBED_FOLDER
from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.addresses import PAGE_BUILDERS, full_address
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.settings import covers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.core.index import Index

_TITLE_WORDS: Final = 30
_LIKE_A_VIEW: Final = re.compile(r"known(-\d+)?")
"""Ids that are called as the files of views begin."""
_OBJECTS: Final = "objects"


def embeds_of(env: BuildEnvironment) -> Mapping[str, Link]:
    """The ids and names that have a file of their own, each with the place that shows the same."""
    domain = domain_of(env)
    is_on = domain.builder.name in PAGE_BUILDERS and covers(env.config, "metadata")
    if not is_on:
        return {}
    return _homes_of_embeds(domain.index)


# Each object and each view asks for it when a page is written.
@once
def _homes_of_embeds(index: Index) -> Mapping[str, Link]:
    objects = {name: _titled(home, 1) for name, home in embedded(index).items()}
    views = {name: _titled(one.home, one.view.number) for name, one in framed_views(index).items()}
    return {**objects, **views}


def _titled(home: Link, number: int) -> Link:
    title = excerpt(home.label, _TITLE_WORDS)
    # Two frames of one title in one page are the same frame to those who only hear them.
    if number > 1:
        title = words.say(words.NUMBERED_TITLE, title=title, number=number)
    return home._replace(label=title)


def embed_page(builder: Builder, identifier: str) -> str:
    """What the builder makes the address of the file of, as if it were a page."""
    # In folders, the file of an object `known` would be the one of what was known when of the first
    # page, `known/index`. It depends on the id alone, so that no later view moves it.
    is_of_folders = builder.name == "dirhtml"
    folder = f"{_OBJECTS}/" if is_of_folders and _LIKE_A_VIEW.fullmatch(identifier) else ""
    return f"{EMBED_FOLDER}/{folder}{identifier}"


def embed_path(builder: Builder, identifier: str) -> str:
    """The file itself, from the root of the site."""
    page = embed_page(builder, identifier)
    # As the builder of folders writes pages: one that is called ``index`` is that of its folder.
    has_folder = builder.name == "dirhtml" and not page.endswith("/index")
    return f"{page}/index.html" if has_folder else f"{page}.html"


def embed_code(builder: Builder, identifier: str, title: str, height: int) -> str:
    """What to write into a page of another site; ``""`` where nobody knows the address of this.

    ``height`` is that of the frame in pixels; what is longer is scrolled in it.
    """
    if not builder.config.html_baseurl:
        return ""
    address = full_address(builder, embed_page(builder, identifier))
    name = escape(words.say(words.EMBED_TITLE, title=title, site=builder.config.project))
    return (
        f'<iframe src="{escape(address)}" title="{name}" width="100%" height="{height}" '
        'loading="lazy"></iframe>'
    )
