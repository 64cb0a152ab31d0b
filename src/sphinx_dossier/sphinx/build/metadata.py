"""What leads here from elsewhere: citations, previews of links, a site map, 404."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from sphinx_dossier.core.names import excerpt
from sphinx_dossier.core.site_folders import CITATION_FOLDER
from sphinx_dossier.exports.cite_this import export_citation
from sphinx_dossier.sphinx.addresses import address_of, root_of
from sphinx_dossier.sphinx.build.output_files import write_changed
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.git_days import last_changed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinx_dossier.sphinx.domain import DossierDomain

BUILDERS: Final = ("html", "dirhtml")
_LEAD_WORDS: Final = 40
_GENERATED: Final = {
    "search": "Search for a name in any script and spelling, or for words of the text.",
    "genindex": "Every name and every spelling of it from A to Z, in all scripts.",
}


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Describe the page to those who link to it, and write the citations of its objects."""
    domain = domain_of(app.env)
    if app.builder.name not in BUILDERS:
        return
    if lead := _GENERATED.get(pagename):
        tag = f'<meta name="description" content="{escape(lead)}">\n'
        context["metatags"] = context.get("metatags", "") + tag
    if pagename not in domain.index.pages:
        return
    _write_citations(app, domain, pagename)
    tags = "".join(_meta(app, pagename, _lead(doctree) if doctree else ""))
    context["metatags"] = context.get("metatags", "") + tags


def _write_citations(app: Sphinx, domain: DossierDomain, pagename: str) -> None:
    index = domain.index
    folder = Path(app.outdir, CITATION_FOLDER)
    for thing in index.owned_by(index.pages[pagename]):
        address = address_of(app, pagename, thing.id)
        texts = export_citation(index, thing.id, app.config.project, address)
        for suffix, text in zip(("bib", "json"), texts, strict=True):
            write_changed(folder / f"{thing.id}.{suffix}", text)


def _lead(doctree: nodes.document) -> str:
    """The first paragraph that somebody wrote, of the page or of an object on it."""
    for paragraph in doctree.findall(nodes.paragraph):
        parent = paragraph.parent
        is_prose = isinstance(parent, nodes.section | nodes.container) or "dossier_id" in parent
        words = " ".join(paragraph.astext().split())
        if is_prose and words and "dossier" not in " ".join(paragraph["classes"]):
            return excerpt(words, _LEAD_WORDS)
    return ""


def _meta(app: Sphinx, pagename: str, lead: str) -> Iterator[str]:
    domain = domain_of(app.env)
    project = app.config.project
    title = domain.index.pages[pagename].title or project
    kind = "website" if pagename == app.config.root_doc else "article"
    if lead:
        yield f'<meta name="description" content="{escape(lead)}">\n'
    properties = {"title": title, "description": lead, "type": kind, "site_name": project}
    if app.config.html_baseurl:
        properties["url"] = address_of(app, pagename)
    for name, value in properties.items():
        if value:
            yield f'<meta property="og:{name}" content="{escape(value)}">\n'
    changed = last_changed(app.env, domain.checkout, pagename)
    if changed and kind == "article":
        yield f'<meta property="article:modified_time" content="{changed}">\n'


def on_html_collect_pages(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Add the page that hosts show for an address that is not there, at any depth."""
    if app.builder.name not in BUILDERS:
        return []
    root = root_of(app.config) or "/"
    search = root + app.builder.get_target_uri("search")
    return [("404", {"site_root": root, "site_search": search}, "dossier-404.html")]


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Remove citations of objects that are gone, and write ``sitemap.xml``."""
    if exception is not None or app.builder.name not in BUILDERS:
        return
    domain = domain_of(app.env)
    for path in Path(app.outdir, CITATION_FOLDER).glob("*"):
        if path.stem not in domain.index.objects:
            path.unlink()
    sitemap = Path(app.outdir, "sitemap.xml")
    if app.config.html_baseurl:
        sitemap.write_text(_sitemap(app, sorted(domain.index.pages)), "utf-8", newline="\n")
    else:
        sitemap.unlink(missing_ok=True)


def _sitemap(app: Sphinx, docnames: list[str]) -> str:
    places = "".join(f"<url>{_place(app, docname)}</url>\n" for docname in docnames)
    opening = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return f'<?xml version="1.0" encoding="utf-8"?>\n{opening}\n{places}</urlset>\n'


def _place(app: Sphinx, docname: str) -> str:
    domain = domain_of(app.env)
    changed = last_changed(app.env, domain.checkout, docname)
    place = f"<loc>{escape(address_of(app, docname))}</loc>"
    return f"{place}<lastmod>{changed}</lastmod>" if changed else place
