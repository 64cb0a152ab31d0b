"""The pictures of pages for whoever shares a link to them, and the tags that lead to them.

Open Graph takes full addresses only: without ``html_baseurl`` there is neither.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from sphinx_dossier.answers import social_card
from sphinx_dossier.core.memo import once
from sphinx_dossier.core.site_folders import SOCIAL_FOLDER
from sphinx_dossier.pictures import social_image, social_words
from sphinx_dossier.pictures.fonts import drawn_with
from sphinx_dossier.sphinx.addresses import PAGE_BUILDERS, site_address
from sphinx_dossier.sphinx.build.brought_files import brought_files
from sphinx_dossier.sphinx.build.output_files import remove_others, write_changed
from sphinx_dossier.sphinx.build.progress import progress_of
from sphinx_dossier.sphinx.build.social_fonts import fonts_of
from sphinx_dossier.sphinx.digest import digest
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.package_digest import package_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.answers.social_card import SocialCard
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.pictures.social_image import SocialImage

_END_OF_PNG: Final = b"IEND\xaeB`\x82"


def card_of(env: BuildEnvironment, docname: str) -> SocialCard | None:
    """What the picture of a page says; it is a part of the digest of the page."""
    page = domain_of(env).pages.get(docname)
    if page is None or fonts_of(env.config) is None:
        return None
    index = domain_of(env).index
    known = _cards(index)
    if docname not in known:
        sides = tuple(env.config.dossier_sides)
        known[docname] = social_card.social_card(index, page, sides, env.config.root_doc)
    return known[docname]


@once
def _cards(index: Index) -> dict[str, SocialCard | None]:
    """The cards that were asked for, by page: each is needed for its digest and for its picture."""
    return {}


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Draw the picture of a page and name it in its head: a handler of ``html-page-context``."""
    if app.builder.name not in PAGE_BUILDERS:
        return
    if image := _image_of(app, pagename):
        _draw(app, pagename, image)
        tags = "".join(_tags(app, pagename, image))
        context["metatags"] = context.get("metatags", "") + tags


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Remove the pictures of pages that have none any more: a handler of ``build-finished``."""
    if exception is not None or app.builder.name not in PAGE_BUILDERS:
        return
    # Which pages have one, only an index of all pages says, and it follows from facts.
    if domain_of(app.env).is_unchanged or domain_of(app.env).is_reworded:
        return
    top = Path(app.outdir)
    wanted = names_of_images(app)
    progress_of(app.env).data += sorted(wanted)
    # In a site that is no dossier, what lies there may be that of others.
    present = (top / SOCIAL_FOLDER).rglob("*.png") if app.config.dossier_site_wide else ()
    remove_others(present, wanted | brought_files(app), top)


def names_of_images(app: Sphinx) -> set[str]:
    """The pictures that the site has, by their paths in the output."""
    if app.builder.name not in PAGE_BUILDERS:
        return set()
    return {path_of(one) for one in domain_of(app.env).pages if _image_of(app, one)}


def path_of(docname: str) -> str:
    """The file of the picture of a page, from the root of the site."""
    return f"{SOCIAL_FOLDER}/{docname}.png"


def _image_of(app: Sphinx, docname: str) -> SocialImage | None:
    card, fonts = card_of(app.env, docname), fonts_of(app.config)
    if card is None or fonts is None:
        return None
    image = social_words.image_of(card, app.config.project, app.config.dossier_sides)
    return image if social_image.can_be_drawn(image, fonts) else None


def _draw(app: Sphinx, docname: str, image: SocialImage) -> None:
    """Draw the picture, unless the one that is there has the same words in the same letters."""
    name, fonts = path_of(docname), fonts_of(app.config)
    path = Path(app.outdir, name)
    mark = digest((image, drawn_with(fonts), package_digest()))
    is_whole = name not in progress_of(app.env).damaged
    if fonts is not None and not (is_whole and _is_drawn(path, mark)):
        write_changed(path, social_image.draw_social(image, fonts, mark))


def _is_drawn(path: Path, mark: str) -> bool:
    content = path.read_bytes() if path.is_file() else b""
    return mark.encode() in content[:512] and content.endswith(_END_OF_PNG)


def _tags(app: Sphinx, docname: str, image: SocialImage) -> Iterator[str]:
    """Open Graph (https://ogp.me), and the one tag that X asks for beside it."""
    width, height = social_image.SIZE
    properties = {
        "og:image": site_address(app.config) + quote(path_of(docname)),
        "og:image:type": "image/png",
        "og:image:width": str(width),
        "og:image:height": str(height),
        "og:image:alt": image.in_words,
    }
    for name, value in properties.items():
        yield f'<meta property="{name}" content="{escape(value)}">\n'
    yield '<meta name="twitter:card" content="summary_large_image">\n'
