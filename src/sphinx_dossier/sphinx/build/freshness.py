"""Which pages are stale: a digest of what each shows, kept beside the output.

Sphinx writes a page again when its own file changes. A page that shows other pages' facts is
written again when the digest of its answers differs from the one of the last good build. The
digests lie in the output folder, one file a builder, because builders share one environment.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.errors import NoUri

from sphinx_dossier.sphinx.bibliography import known_sources
from sphinx_dossier.sphinx.build import carried, page_digests, renamed, reworded
from sphinx_dossier.sphinx.build.embed_pages import names_of_embeds
from sphinx_dossier.sphinx.build.gc_pause import (
    collect_seldom,
    set_aside_facts,
    without_collecting,
)
from sphinx_dossier.sphinx.build.kept import NOTHING, Kept, read_kept, write_kept
from sphinx_dossier.sphinx.build.leftovers import (
    names_of_copies,
    names_of_pages,
    remove_copies,
    remove_pages,
)
from sphinx_dossier.sphinx.build.open_data import names_of_files
from sphinx_dossier.sphinx.build.outputs import (
    damaged_outputs,
    pages_to_mend,
    paths_of_pages,
    record_outputs,
    search_index,
)
from sphinx_dossier.sphinx.build.progress import progress_of
from sphinx_dossier.sphinx.build.social_images import names_of_images
from sphinx_dossier.sphinx.build.surroundings import site_digest, surroundings
from sphinx_dossier.sphinx.digest import digest, digest_of_file
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.git_days import read_checkout
from sphinx_dossier.sphinx.outside_files import paths_of_outside_files
from sphinx_dossier.sphinx.scope import is_in_use
from sphinx_dossier.sphinx.site_files import names_elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.core.page import Page


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """The pages to read again because other files came or went: ``env-get-outdated``.

    While reading, MyST decides whether a path is that of a page, a table of contents drops what
    does not exist, and a bibliography makes a place for each source. Sphinx would keep what was
    true then.
    """
    if not is_in_use(env):
        return []
    pages, sources = domain_of(env).pages.values(), known_sources(env)
    parents = {parent for parent, children in env.toctree_includes.items() if removed & {*children}}
    linking = {page.docname for page in pages if removed & {*page.linked_pages}}
    waiting = {page.docname for page in pages if any(_arrived_files(env, page))}
    listing = {
        page.docname
        for page in pages
        if any(listed.known != sources for listed in page.source_lists)
    }
    asking = {
        page.docname
        for page in pages
        if any((key in sources) != is_key for key, is_key in page.asked_keys)
    }
    return sorted(parents | linking | waiting | listing | asking)


def _arrived_files(env: BuildEnvironment, page: Page) -> Iterator[bool]:
    """For each path that led nowhere when the page was read, whether it leads somewhere now."""
    for reference in page.references:
        # A link that names no kind and has a dot was written as a path: ids have no dots.
        if not reference.kind and "." in reference.target:
            path = env.relfn2path(reference.target.partition("#")[0], page.docname)[1]
            yield Path(path).is_file()


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note whether anything changed since the last good build: an early ``env-updated``.

    Problems and answers follow from what the stamp is a digest of: where it is the same, those of
    the last build hold.
    """
    domain, progress = domain_of(env), progress_of(env)
    if len(progress.read_now) < len(env.found_docs) / 2:
        collect_seldom()
    progress.kept = kept = read_kept(app)
    # What the last build left has to be removed, though nothing of ours is on any page now.
    progress.is_idle = kept == NOTHING and not is_in_use(env)
    if progress.is_idle:
        return []
    domain.checkout = read_checkout(Path(env.srcdir))
    progress.site = site_digest(app)
    progress.apart = _apart_from_pages(app, env)
    # The time at which Sphinx has read each page is in it: a page that is read again is a change.
    progress.stamp = digest((sorted(env.all_docs.items()), progress.apart))
    progress.damaged = damaged_outputs(app, kept.outputs)
    domain.is_unchanged = kept.stamp == progress.stamp and not progress.damaged
    domain.problems = kept.problems if domain.is_unchanged else None
    if domain.is_unchanged:
        return []
    pages = reworded.pages_before_and_now(app)
    domain.is_reworded = reworded.is_reworded(pages)
    if not domain.is_reworded:
        progress.changed = renamed.renamed(domain.index, pages)
    carried.carry_answers(app)
    return []


def on_env_get_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages to write again: a late handler of ``env-get-updated``."""
    domain, progress = domain_of(env), progress_of(env)
    if domain.is_unchanged or progress.is_idle:
        return []
    kept = progress.kept
    progress.around = _around(env)
    # Titles, headings and numbers are known only now.
    domain.is_reworded = domain.is_reworded and progress.around == kept.around
    now = _digests_now(app)
    progress.written = set()
    progress.stale = {
        docname
        for docname in now
        # Another builder may have read a page for a change that its own file does not show.
        if (kept.digests.get(docname), kept.read.get(docname))
        != (now[docname], env.all_docs[docname])
    }
    progress.stale |= now.keys() & (_to_mend(app) | _in_place_of_others(app))
    progress.digests = now
    if len(progress.stale) > len(now) / 2:
        set_aside_facts()
    _begin_to_write(app)
    return sorted(progress.stale)


def _digests_now(app: Sphinx) -> dict[str, str]:
    """The digest of each page; where only prose has changed, those of the last build hold."""
    progress = progress_of(app.env)
    if domain_of(app.env).is_reworded:
        return progress.kept.digests
    of_pages = carried.carry_digests(app, page_digests.page_digests(app.env, progress.around))
    with without_collecting():
        return dict(of_pages)


def _to_mend(app: Sphinx) -> set[str]:
    """The pages to write again because of what somebody did to the output."""
    damaged = progress_of(app.env).damaged
    index = search_index(app)
    # Sphinx reads the words of the pages that it does not write again from there.
    if index.relative_to(app.outdir).as_posix() in damaged:
        index.unlink(missing_ok=True)
    return pages_to_mend(app, damaged)


def _in_place_of_others(app: Sphinx) -> set[str]:
    """The pages at whose address the last build may have written another one."""
    found = app.env.found_docs
    gone = {*paths_of_pages(app, {*progress_of(app.env).kept.pages} - found).values()}
    if not gone:
        return set()
    return {docname for docname, path in paths_of_pages(app, found).items() if path in gone}


def _begin_to_write(app: Sphinx) -> None:
    """Take away what is known of the output, before anything of it is written.

    A build that is killed then leaves nothing by which the next one could take its pages, or the
    data that it has half written, for those of a good one. Only the names of what it may leave
    behind are kept.
    """
    env, progress = app.env, progress_of(app.env)
    kept = progress.kept
    unfinished = Kept(
        copied_for=progress.copied_for,
        pages=sorted({*kept.pages, *env.found_docs}),
        copies=sorted({*kept.copies, *names_of_copies(env), *_names_of_data(app)}),
    )
    write_kept(app, unfinished)


def _names_of_data(app: Sphinx) -> set[str]:
    """The files beside the pages that this build may write; of an edit of prose, all of before."""
    if domain_of(app.env).is_reworded:
        return {*progress_of(app.env).kept.data}
    return names_of_files(app) | names_of_images(app) | names_of_embeds(app)


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Note that a page is written: a handler of ``doctree-resolved``."""
    progress_of(app.env).written.add(docname)


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, object], doctree: object
) -> None:
    """Note that a page without a file of its own is written: ``html-page-context``."""
    if pagename not in app.env.found_docs:
        progress_of(app.env).generated.add(pagename)


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Keep the digests of a good build, and remove what deleted pages left behind.

    A handler of ``build-finished``. A page that was not written, because only others were asked
    for, stays stale.
    """
    env, progress = app.env, progress_of(app.env)
    if exception is not None or progress.is_idle:
        return
    kept = progress.kept
    if progress.digests is None:
        # Sphinx may have written pages for reasons of its own: a template with a new time.
        if progress.written:
            write_kept(app, replace(kept, outputs=record_outputs(app)))
        return
    unwritten = _unwritten(app)
    remove_pages(app, {*kept.pages} - env.found_docs)
    # Pages that were not written may still show what they showed before.
    of_before = kept.copies if unwritten else []
    copies = sorted({*names_of_copies(env), *progress.data, *of_before})
    remove_copies(app, {*kept.copies} - {*copies})
    good = {docname: one for docname, one in progress.digests.items() if docname not in unwritten}
    finished = Kept(
        stamp="" if unwritten else progress.stamp,
        apart=progress.apart,
        around=progress.around,
        problems=domain_of(env).problems or (),
        digests=good,
        read={docname: env.all_docs[docname] for docname in good},
        outputs=record_outputs(app),
        copied_for=progress.copied_for,
        pages=names_of_pages(env),
        copies=copies,
        data=sorted({*progress.data}),
        # Where only prose has changed, what was kept before is what there is to take over.
        carried=kept.carried if domain_of(env).is_reworded else carried.keep_answers(app),
    )
    # What others write is none of our business: a site that is no dossier is left to itself.
    write_kept(app, finished if is_in_use(env) else NOTHING)


def _unwritten(app: Sphinx) -> set[str]:
    """The stale pages that this build has not written."""
    progress = progress_of(app.env)
    # With all pages in one, that one alone passes through the event by which they are noted.
    is_one = isinstance(app.builder, SingleFileHTMLBuilder)
    return set() if is_one and progress.written else progress.stale - progress.written


def _around(env: BuildEnvironment) -> str:
    return digest((progress_of(env).site, *surroundings(env), domain_of(env).checkout.prefix))


def _apart_from_pages(app: Sphinx, env: BuildEnvironment) -> str:
    """A digest of all that answers and problems follow from, besides the pages as they were read.

    These are the files beside them, the settings, the software, and what others keep of the pages.
    Where it and the pages are those of the last good build, no answer can differ, and none has to
    be found.
    """
    paths = paths_of_outside_files(env)
    contents = [(str(path), digest_of_file(path)) for path in paths]
    settings = [
        (setting.name, setting.value)
        for setting in env.config
        if setting.name.startswith("dossier_") or setting.name == "project"
    ]
    try:
        # The form of addresses differs by builder and by its settings.
        address = app.builder.get_target_uri(env.config.root_doc)
    # LaTeX and Texinfo know their documents only later; some builders write no pages at all.
    except (NoUri, NotImplementedError):
        address = ""
    labels = sorted(env.domaindata.get("std", {}).get("anonlabels", ()))
    tables = sorted(env.toctree_includes.items())
    # Messages name files relative to the working folder.
    folder = str(Path.cwd())
    checkout, site = domain_of(env).checkout, progress_of(env).site
    elsewhere = names_elsewhere(env, domain_of(env).pages.values())
    return digest((labels, tables, contents, settings, address, checkout, site, folder, elsewhere))
