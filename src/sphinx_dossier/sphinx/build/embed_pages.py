"""Figures and ways by themselves: a file each, for a frame in a page of another site.

They load the styles of the site and no script. They are written whenever facts have changed: what
they show hangs on many pages, and there are few of them.
"""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from docutils import nodes
from sphinx import addnodes

from sphinx_dossier.answers import embeds, knowing
from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.core.site_folders import EMBED_FOLDER
from sphinx_dossier.locale import words
from sphinx_dossier.sphinx import embed_files
from sphinx_dossier.sphinx.addresses import link_from_page, public_address
from sphinx_dossier.sphinx.build.brought_files import brought_files
from sphinx_dossier.sphinx.build.output_files import remove_others, write_changed
from sphinx_dossier.sphinx.build.progress import progress_of
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.markup import Tag, write_html
from sphinx_dossier.sphinx.nodes import as_nodes
from sphinx_dossier.sphinx.scope import is_in_use
from sphinx_dossier.sphinx.show import framed
from sphinx_dossier.sphinx.show.html_parts import divided, paragraph

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_dossier.answers.embeds import Embed
    from sphinx_dossier.sphinx.markup import Locate, Markup

_STYLES: Final = ("dossier.css", "dossier-pictures.css", "dossier-embed.css")
_STYLES_OF_MOMENTS: Final = ("dossier-knowing.css",)
# As the pages of the theme have it, without scripts; lengths of bars are attributes of style.
_POLICY: Final = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
_PAGE: Final = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{title}</title>
{head}</head>
<body data-theme="auto" class="dossier-embed">
<main>
{heading}{picture}</main>
<footer>
{foot}</footer>
</body>
</html>
"""


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write the files, and remove those of what is no longer drawn: ``build-finished``."""
    if exception is not None or not is_in_use(app.env) or domain_of(app.env).is_unchanged:
        return
    # What they show are facts and names, of which prose changes none.
    if domain_of(app.env).is_reworded:
        return
    names = names_of_embeds(app)
    progress_of(app.env).data += sorted(names)
    top = Path(app.outdir)
    for identifier in embed_files.embeds_of(app.env):
        write_changed(top / embed_files.embed_path(app.builder, identifier), _page(app, identifier))
    # In a site that is no dossier, what lies there may be that of others.
    present = (top / EMBED_FOLDER).rglob("*.html") if app.config.dossier_site_wide else ()
    remove_others(present, names | brought_files(app), top)


def names_of_embeds(app: Sphinx) -> set[str]:
    """The files that the site has, by their paths in the output."""
    return {embed_files.embed_path(app.builder, one) for one in embed_files.embeds_of(app.env)}


def _page(app: Sphinx, identifier: str) -> str:
    builder, sides = cast("StandaloneHTMLBuilder", app.builder), app.config.dossier_sides
    embed = embeds.embed_of(domain_of(app.env).index, identifier, tuple(sides))
    own = embed_files.embed_page(builder, identifier)
    # Drawings and words that are explained ask it from where they are seen.
    builder.current_docname = own
    locate = partial(link_from_page, builder, own)
    title = embed_files.embeds_of(app.env)[identifier].label
    heading = Tag("h1", embed.home._replace(label=title), classes=["dossier-embed-title"])
    shown = framed.framed_picture(embed.answer, sides)
    body = {
        "heading": write_html(heading, locate),
        "picture": _written(builder, shown, locate),
        "foot": write_html(paragraph(*_foot(app, embed)), locate),
    }
    return _PAGE.format(
        language=escape(app.config.language),
        policy=_POLICY,
        title=escape(words.say(words.EMBED_TITLE, title=title, site=app.config.project)),
        head=_head(builder, embed, locate),
        # Links open beside the page that frames them, not inside the frame. All `<` of words are
        # written as entities.
        **{name: text.replace("<a ", '<a target="_blank" ') for name, text in body.items()},
    )


def _head(builder: StandaloneHTMLBuilder, embed: Embed, locate: Locate) -> str:
    more = _STYLES_OF_MOMENTS if isinstance(embed.answer, knowing.Knowing) else ()
    links = [
        f'<link rel="stylesheet" href="{escape(locate(Link("", f"_static/{one}", "", "file")))}">'
        for one in (*_STYLES, *more)
    ]
    home = embed.home
    if address := public_address(builder, home.docname, home.anchor):
        links.append(f'<link rel="canonical" href="{escape(address)}">')
    return "".join(f"{line}\n" for line in links)


def _foot(app: Sphinx, embed: Embed) -> list[Markup]:
    """Whose picture it is, of which day, and under which licence."""
    site = Link(app.config.project, app.config.root_doc, "", "")
    day = words.say(words.AS_OF, day=words.date(embed.as_of)) if embed.as_of else ""
    licence = app.config.dossier_licence
    link: list[Markup] = []
    if licence.get("path"):
        name = str(licence.get("title") or licence.get("name"))
        link = [Link(name, str(licence["path"]), "", "")]
    return divided([[site], day, link])


def _written(builder: StandaloneHTMLBuilder, parts: list[Markup], locate: Locate) -> str:
    """The HTML of a picture, whose tables are nodes of the document."""
    document = nodes.container("", *as_nodes(parts))
    for node in list(document.findall(addnodes.pending_xref)):
        link = Link("", node["docname"], node["reftarget"], "")
        reference = nodes.reference("", "", *node.children, refuri=locate(link), internal=True)
        reference["classes"] = node["classes"]
        node.replace_self(reference)
    html = "".join(builder.render_partial(one)["fragment"] for one in document.children)
    return f"{html}\n"
