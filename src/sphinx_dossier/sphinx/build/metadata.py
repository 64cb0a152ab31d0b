"""What other sites need to lead readers here: descriptions, citations, a site map, a 404 page."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from sphinx_dossier.core.names import excerpt
from sphinx_dossier.core.site_folders import CITATION_FOLDER
from sphinx_dossier.exports import cite_this
from sphinx_dossier.locale import words
from sphinx_dossier.sphinx import publication
from sphinx_dossier.sphinx.addresses import (
    PAGE_BUILDERS,
    full_address,
    public_address,
    site_address,
)
from sphinx_dossier.sphinx.build.brought_files import NOT_FOUND_FILE, SITEMAP, brought_files
from sphinx_dossier.sphinx.build.output_files import remove_others, write_changed
from sphinx_dossier.sphinx.build.progress import progress_of
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.git_days import last_changed
from sphinx_dossier.sphinx.scope import is_in_use
from sphinx_dossier.sphinx.settings import covers
from sphinx_dossier.sphinx.theme_parts import NOT_FOUND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.sphinx.domain import DossierDomain

# Search engines and previews show 150 to 300 characters of a description.
_DESCRIPTION_WORDS: Final = 40


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Describe the page to those who link to it, and write the citations of its objects.

    A handler of ``html-page-context``. The citations are written here, because a page is written
    again whenever what its objects say has changed.
    """
    if app.builder.name not in PAGE_BUILDERS:
        return
    domain = domain_of(app.env)
    if pagename in domain.pages and is_in_use(app.env):
        _write_citations(app, domain, pagename)
    if not covers(app.config, "metadata"):
        return
    if description := words.GENERATED_PAGES.get(pagename):
        tag = f'<meta name="description" content="{escape(description)}">\n'
        context["metatags"] = context.get("metatags", "") + tag
    if pagename not in domain.pages:
        return
    description = _description(doctree) if doctree else ""
    tags = "".join(_meta_tags(app, domain, pagename, description))
    context["metatags"] = context.get("metatags", "") + tags


def _write_citations(app: Sphinx, domain: DossierDomain, pagename: str) -> None:
    addresses = partial(public_address, app.builder, pagename)
    texts = cite_this.export_citations(
        domain.index, pagename, publication.publication_of(app.env), addresses
    )
    for name, text in zip(cite_this.citation_files(pagename), texts, strict=True):
        if text:
            write_changed(Path(app.outdir, name), text)


def _description(doctree: nodes.document) -> str:
    """The first paragraph that an author wrote, of the page or of an object on it."""
    for paragraph in doctree.findall(nodes.paragraph):
        parent = paragraph.parent
        is_prose = isinstance(parent, nodes.section | nodes.container) or "dossier_id" in parent
        prose = " ".join(paragraph.astext().split())
        # What the package itself adds, such as the line of days, has a class of its own.
        if is_prose and prose and "dossier" not in " ".join(paragraph["classes"]):
            return excerpt(prose, _DESCRIPTION_WORDS)
    return ""


def _meta_tags(
    app: Sphinx, domain: DossierDomain, pagename: str, description: str
) -> Iterator[str]:
    """The description for search engines, and Open Graph (https://ogp.me) for previews."""
    project = app.config.project
    kind = "website" if pagename == app.config.root_doc else "article"
    if description:
        yield f'<meta name="description" content="{escape(description)}">\n'
    properties = {
        "title": domain.index.pages[pagename].title or project,
        "description": description,
        "type": kind,
        "site_name": project,
        # Open Graph takes a full address only.
        "url": full_address(app.builder, pagename) if app.config.html_baseurl else "",
    }
    for name, value in properties.items():
        if value:
            yield f'<meta property="og:{name}" content="{escape(value)}">\n'
    changed = last_changed(app.env, domain.checkout, pagename)
    yield from _citation_tags(app, domain, pagename, changed)
    if changed and kind == "article":
        yield f'<meta property="article:modified_time" content="{changed}">\n'


def _citation_tags(
    app: Sphinx, domain: DossierDomain, pagename: str, changed: str
) -> Iterator[str]:
    """What reference managers read from a page: the tags of Highwire Press, which Zotero knows.

    https://www.zotero.org/support/dev/exposing_metadata and
    https://scholar.google.com/intl/en/scholar/inclusion.html#indexing say which.
    """
    site = publication.publication_of(app.env)
    values = {
        "title": domain.index.pages[pagename].title or site.project,
        "author": site.authors,
        # Google Scholar asks for slashes between year, month and day.
        "publication_date": changed.replace("-", "/"),
        "publisher": site.project,
        "language": app.config.language,
        "public_url": public_address(app.builder, pagename),
    }
    for name, value in values.items():
        if value:
            yield f'<meta name="citation_{name}" content="{escape(value)}">\n'


def on_html_collect_pages(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Add the page that a host shows for an unknown address: a handler of ``html-collect-pages``.

    A host shows it at the address that was asked for, at any depth, so relative links would break.
    """
    if app.builder.name not in PAGE_BUILDERS or _has_own_page(app):
        return []
    if "not-found" in app.config.dossier_theme_parts:
        return [("404", {"title": words.NOT_HERE}, NOT_FOUND)]
    if not covers(app.config, "metadata"):
        return []
    root = site_address(app.config) or "/"
    search = root + app.builder.get_target_uri("search")
    return [("404", {"site_root": root, "site_search": search}, "dossier-404.html")]


def _has_own_page(app: Sphinx) -> bool:
    """Whether the project has that page itself: as a source, or as a finished file."""
    return "404" in app.env.found_docs or NOT_FOUND_FILE in brought_files(app)


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Remove citations of removed objects, write the site map: a handler of ``build-finished``."""
    if exception is not None or app.builder.name not in PAGE_BUILDERS:
        return
    if domain_of(app.env).is_unchanged or not is_in_use(app.env):
        return
    domain, progress = domain_of(app.env), progress_of(app.env)
    # Which pages have objects, prose does not change.
    if not domain.is_reworded:
        _keep_citations(app, domain.index)
    # A site map takes full addresses only.
    if (
        covers(app.config, "metadata")
        and app.config.html_baseurl
        and SITEMAP not in brought_files(app)
    ):
        progress.data.append(SITEMAP)
        Path(app.outdir, SITEMAP).write_text(_sitemap(app, domain), "utf-8", newline="\n")


def _keep_citations(app: Sphinx, index: Index) -> None:
    """Note the files to cite objects by, and remove all others."""
    top = Path(app.outdir)
    cited = [name for name, page in index.pages.items() if index.owned_by(page)]
    written = [path for name in cited for path in cite_this.citation_files(name)]
    progress_of(app.env).data += written
    # In a site that is no dossier, what lies there may be that of others.
    is_dossier = bool(app.config.dossier_site_wide)
    present = (top / CITATION_FOLDER).rglob("*") if is_dossier else ()
    ours = [one for one in present if one.suffix in cite_this.SUFFIXES and one.is_file()]
    remove_others(ours, {*written, *brought_files(app)}, top)


def _sitemap(app: Sphinx, domain: DossierDomain) -> str:
    """Every page and the day of its last change, as https://www.sitemaps.org/protocol.html says."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for docname in sorted(domain.index.pages):
        location = f"<loc>{escape(full_address(app.builder, docname))}</loc>"
        changed = last_changed(app.env, domain.checkout, docname)
        day = f"<lastmod>{changed}</lastmod>" if changed else ""
        lines.append(f"<url>{location}{day}</url>")
    return "\n".join([*lines, "</urlset>"]) + "\n"
