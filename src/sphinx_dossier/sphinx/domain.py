"""The domain: keeps what each page says, and knows where an object is.

Only facts are stored, by page, so that purging and merging cannot lose another page's facts. The
index over them is made when it is first needed, and dropped when a page changes.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.errors import NoUri

from sphinx_dossier.answers import prose_names
from sphinx_dossier.answers.page_links import link
from sphinx_dossier.core import index as core_index
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.model import kind_of
from sphinx_dossier.core.retired_pages import pages_apart
from sphinx_dossier.core.site_folders import DATA_FOLDER
from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.addresses import file_from_page, page_from_page
from sphinx_dossier.sphinx.git_days import NOWHERE
from sphinx_dossier.sphinx.outside_files import read_outside_files
from sphinx_dossier.sphinx.settings import covers, source_language, vocabulary_of
from sphinx_dossier.sphinx.site_files import names_elsewhere
from sphinx_dossier.sphinx.stored_pages import StoredPages

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import BibtexDomain

    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.core.page import Page
    from sphinx_dossier.core.problems import Problem

DATA_VERSION = 19
"""Raised whenever a stored class changes its shape.

1: the first release. 2: a page has sections, for the search.
3: pages are cleared of what could run. 4: a bibliography names the sources that it knows.
5: a source keeps every field of its entry, and names in two parts.
6: a bibliography names the sources that it takes.
7: a view is a class, and what a page says besides is in fields of the page.
8: a claim has several speakers and answers, and says which relays and relations are inferred.
9: a page and a view have an as-of day.
10: a date distinguishes an unknown end from an open one; claims say by when they were public.
11: the content of what each page was read from is kept.
12: objects say in which line an option was written; pages say which words would be other than they
are if they were keys.
13: the entries of .bib files are kept apart from those of bibtex.
14: an object says on which known word its own acts like.
15: nodes of documents are named `dossier_`, so that no other extension has one of that name.
16: a page says into which parts it divides the passages of a source.
17: questions and claims have short labels, and a drift its parts.
18: a link to an object may name the page before it.
19: each page is stored as a pickle of its own.
"""


class DossierDomain(Domain):
    """Actors, places, events, questions and claims of all pages."""

    name = "dossier"
    label = "Dossier"
    data_version = DATA_VERSION
    object_types: ClassVar[dict[str, ObjType]] = {kind: ObjType(kind, kind) for kind in KINDS}
    initial_data: ClassVar[dict[str, Any]] = {
        "pages": StoredPages(),
        # Digests of the files that pages were read from, by path; marks of the documents that came
        # of it, by docname; and the digest of settings and code. `build/contents.py` keeps them.
        "contents": {},
        "doctrees": {},
        # The entries of the .bib files, where bibtex has others. `bib_files.py` keeps them.
        "bib": {},
        "made_with": "",
    }

    def setup(self) -> None:
        """Begin a build: without an index, and with nothing known of the build before."""
        super().setup()
        self._index: core_index.Index | None = None
        self.is_in_use: bool | None = None
        """What `scope.is_in_use` has found of these pages, once it was asked."""
        self.has_read_objects = False
        """Whether a page with an object has been read in this process."""
        self.outside_problems: list[Problem] = []
        self.builder: Builder
        """The builder of this build: post-transforms have no public way to it since Sphinx 9."""
        # The rest is the state of this build, which `build/` sets. It is no part of `data`, because
        # Sphinx stores that for all builders together.
        self.checkout = NOWHERE
        self.is_unchanged = False
        """Whether nothing has changed since the last good build, nor is any of its output gone."""
        self.is_reworded = False
        """Whether all that has changed since then is the prose of pages."""
        self.problems: tuple[Problem, ...] | None = None
        """The problems of the last good build where nothing has changed, then of this one."""
        self.is_asked_by_search = False
        """Whether Sphinx's own search index is what asks for the objects."""
        self.progress: object = None
        """What only `build/progress.py` knows of."""

    @property
    def pages(self) -> dict[str, Page]:
        """What each page says, by docname."""
        pages: dict[str, Page] = self.data["pages"]
        return pages

    def note_page(self, page: Page) -> None:
        """Keep what a page says."""
        self.pages[page.docname] = page
        self.has_read_objects = self.has_read_objects or bool(page.objects)
        self.forget_index()

    def clear_doc(self, docname: str) -> None:
        """Drop a page that is removed or about to be read again."""
        self.pages.pop(docname, None)
        self.forget_index()

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over the pages that a parallel reader has read."""
        for docname in docnames:
            # A page that Sphinx could not read says nothing.
            if docname in otherdata["pages"]:
                self.pages[docname] = otherdata["pages"][docname]
        self.forget_index()

    def forget_index(self) -> None:
        """Make the index again when it is next needed, and what else follows from the pages."""
        self._index = self.is_in_use = None

    @property
    def index(self) -> core_index.Index:
        """The index over all pages, sources and manifests as they are now."""
        if self._index is None:
            outside = read_outside_files(self.env)
            self.outside_problems = outside.problems
            is_shared = not covers(self.env.config, "citations")
            tombstones, retired_pages = pages_apart(outside.tombstones)
            published, published_pages = pages_apart(outside.published)
            self._index = core_index.Index(
                # By name: parallel reading brings them in any order, and the first of two counts.
                pages=dict(sorted(self.pages.items())),
                sources=outside.sources,
                manifests=outside.manifests,
                broken_manifests=outside.broken_manifests,
                labels=frozenset(self.env.domaindata.get("std", {}).get("anonlabels", ())),
                anchors=anchors_of_pages(self.env),
                boundaries=outside.boundaries,
                tombstones=tombstones,
                published=published,
                retired_pages=retired_pages,
                published_pages=published_pages,
                is_shared=is_shared,
                listed=_listed_by_bibtex(self.env) if is_shared else {},
                checks_prose=covers(self.env.config, "prose"),
                timezone=outside.timezone,
                as_of=outside.as_of,
                language=source_language(self.env.config),
                translated_to=self.env.config.language,
                vocabulary=vocabulary_of(self.env.config),
                reader_words=outside.reader_words,
                sites=outside.sites,
                lost_sites=outside.lost_sites,
                elsewhere=names_elsewhere(self.env, self.pages.values()),
            )
        return self._index

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Link to an object, to the anchor that an answer has named, or to a file of the data."""
        if typ == "data":
            return _data_file(builder, fromdocname, target, contnode)
        if typ == "anchor":
            docname, anchor = node["docname"], target
        else:
            object_ = self.index.objects.get(target)
            if object_ is None or (typ != "object" and kind_of(object_) != typ):
                # Another handler of missing references may know it, as intersphinx does.
                return None
            if not node["refexplicit"]:
                name = words.prose([prose_names.name_in_prose(self.index, target)])
                contnode = nodes.inline("", name)
            if target not in self.index.home:
                own = link(self.index, target)
                return reference_abroad(own, *_named_with_site(self.index, target, node, contnode))
            docname, anchor = self.index.home[target], target
            node["classes"].append(f"dossier-to-{kind_of(object_)}")
        try:
            reference = _reference_to(builder, fromdocname, docname, anchor, contnode)
        except NoUri:
            # The page is in no document of this builder, as LaTeX has them, or nothing follows
            # links, as in manual pages: the words alone then.
            return _plain("", contnode, classes=node.get("classes", []))
        reference["classes"] += node.get("classes", [])
        return reference

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Answer the ``any`` role."""
        object_ = self.index.objects.get(target)
        if object_ is None:
            return []
        reference = self.resolve_xref(env, fromdocname, builder, "object", target, node, contnode)
        return [(f"dossier:{kind_of(object_)}", reference)] if reference else []

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Every object for ``objects.inv`` and the search."""
        index = self.index
        for key, object_ in index.own.items():
            kind = kind_of(object_)
            # The search takes a name that is the anchor for what it shows, and leads nowhere.
            name = f"{kind} {key}" if self.is_asked_by_search else key
            # Priority 1: in Sphinx's own search it stands before matches of full text.
            yield name, index.titles[key], kind, index.home[key], key, 1


def anchors_of_pages(env: BuildEnvironment) -> dict[str, frozenset[str]]:
    """The headings and labels of each page by the names under which MyST finds them there.

    As ``MystReferenceResolver.resolve_myst_ref_doc`` looks them up.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for docname, metadata in env.metadata.items():
        for slug, (_, anchor, _) in metadata.get("myst_slugs", {}).items():
            found[docname] |= {slug, anchor}
    for store in ("labels", "anonlabels"):
        for name, entry in env.domaindata.get("std", {}).get(store, {}).items():
            found[entry[0]] |= {name, entry[1]}
    return {docname: frozenset(names) for docname, names in found.items()}


def _listed_by_bibtex(env: BuildEnvironment) -> dict[str, tuple[str, str]]:
    """The first page that lists each source, and its anchor there, once bibtex has set it."""
    citations = cast("BibtexDomain", env.domains["cite"]).citations
    found: dict[str, tuple[str, str]] = {}
    for one in sorted(citations, key=lambda one: one.bibliography_key.docname):
        found.setdefault(one.entry.key, (one.bibliography_key.docname, one.citation_id))
    return found


def on_missing_reference(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: Element
) -> nodes.reference | None:
    """Leave what nobody knows as text: a late handler of ``missing-reference``.

    The checks report it at every build, and Sphinx need not once more.
    """
    if node.get("refdomain") != "dossier":
        return None
    return _plain("", *contnode.children, classes=["dossier-unknown"])


def reference_abroad(link: Link, *label: nodes.Node) -> nodes.reference:
    """A link to another site, with its own label unless another one is given."""
    words = label or (nodes.Text(link.label),)
    made = nodes.reference("", "", *words, internal=False, refuri=link.docname)
    made["classes"] += [f"dossier-to-{link.kind}"] if link.kind else []
    return made


def _named_with_site(
    index: core_index.Index, target: str, node: pending_xref, contnode: Element
) -> list[nodes.Node]:
    """The words of a link to another site; those of an author get the title of the site too."""
    added = index.marked(target, "") if node["refexplicit"] else ""
    return [contnode, nodes.Text(added)] if added else [contnode]


def _reference_to(
    builder: Builder, from_docname: str, docname: str, anchor: str, contnode: Element
) -> nodes.reference:
    """A link as Sphinx makes it, but right also where all pages are one file.

    :raises NoUri: where the page is in no document of the builder, or nobody can follow links.
    """
    if builder.format == "man":
        raise NoUri
    made = nodes.reference("", "", contnode, internal=True)
    if from_docname == docname:
        made["refid"] = anchor
    else:
        made["refuri"] = page_from_page(builder, from_docname, docname, anchor)
    return made


def _data_file(builder: Builder, docname: str, name: str, contnode: Element) -> nodes.reference:
    """A link to a file of the data, where a builder writes them; its name elsewhere."""
    if builder.format != "html" or builder.name == "epub":
        return _plain("", contnode)
    address = file_from_page(builder, docname, f"{DATA_FOLDER}/{name}")
    return nodes.reference("", "", contnode, internal=True, refuri=address)


def _plain(text: str, *children: nodes.Node, **attributes: Any) -> nodes.reference:
    """Words without a link, as a domain may give them too, though Sphinx types it otherwise."""
    return cast("nodes.reference", nodes.inline("", text, *children, **attributes))


def on_builder_inited(app: Sphinx) -> None:
    """Keep the builder where post-transforms can get it: a handler of ``builder-inited``."""
    domain_of(app.env).builder = app.builder


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Build the index again once bibtex has listed the sources: a handler of ``env-updated``."""
    if not covers(env.config, "citations"):
        domain_of(env).forget_index()
    return []


def domain_of(env: BuildEnvironment) -> DossierDomain:
    """What the pages of an environment say."""
    return cast("DossierDomain", env.domains["dossier"])
