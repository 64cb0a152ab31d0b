"""The domain: keeps what each page says, answers where an object is.

Only facts are stored, by page, so that purging and merging cannot lose another page's facts;
the index over them is made when it is first asked for, and dropped when a page changes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.util.nodes import make_refnode
from sphinx.util.osutil import relative_uri

from sphinx_dossier.answers.parts import name_in_prose
from sphinx_dossier.core.boundaries import Boundaries, BoundariesError, read_boundaries
from sphinx_dossier.core.index import Index
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.locations import shown_path
from sphinx_dossier.core.manifests import SUFFIX, Manifest, ManifestError, read_manifest
from sphinx_dossier.core.model import Source, Where, kind_of
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.core.retired import Tombstone, read_ids, read_tombstones
from sphinx_dossier.core.retired_pages import pages_apart
from sphinx_dossier.core.sources import locate_entries, read_sources
from sphinx_dossier.core.text_files import read_written
from sphinx_dossier.sphinx.git_days import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.core.page import Page

DATA_VERSION = 7
"""Raised whenever a stored class changes its shape.

1: the first release. 2: a page has sections, for the search.
3: pages are cleared of what could run. 4: a bibliography names the sources that it knows.
5: a source keeps every field of its entry, and names in two parts.
6: a bibliography names the sources that it takes.
7: a view is a class, and what a page says besides is in fields of the page.
"""


class DossierDomain(Domain):
    """Actors, places, events, questions and claims of all pages."""

    name = "dossier"
    label = "Dossier"
    data_version = DATA_VERSION
    object_types: ClassVar[dict[str, ObjType]] = {kind: ObjType(kind, kind) for kind in KINDS}
    initial_data: ClassVar[dict[str, Any]] = {"pages": {}}

    def setup(self) -> None:
        """Begin without an index."""
        super().setup()
        self._index: Index | None = None
        self.outside_problems: list[Problem] = []
        self.checkout = NOWHERE
        self.stamp = ""
        self.problems: tuple[Problem, ...] | None = None
        self.is_unchanged = False
        self.digests: dict[str, str] | None = None
        self.stale: set[str] = set()
        self.written: set[str] = set()

    @property
    def pages(self) -> dict[str, Page]:
        """What each page says, by docname."""
        pages: dict[str, Page] = self.data["pages"]
        return pages

    def note_page(self, page: Page) -> None:
        """Keep what a page says."""
        self.pages[page.docname] = page
        self.forget_index()

    def clear_doc(self, docname: str) -> None:
        """Drop a page that is removed or about to be read again."""
        self.pages.pop(docname, None)
        self.forget_index()

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over the pages that a parallel reader has read."""
        for docname in docnames:
            if docname in otherdata["pages"]:
                self.pages[docname] = otherdata["pages"][docname]
        self.forget_index()

    def forget_index(self) -> None:
        """Let the index be made anew when it is next asked for."""
        self._index = None

    @property
    def index(self) -> Index:
        """The index over all pages, sources and manifests as they are now."""
        if self._index is None:
            self.outside_problems = []
            labels = frozenset(self.env.domaindata.get("std", {}).get("anonlabels", ()))
            tombstones, retired_pages = pages_apart(self._read_tombstones())
            published, published_pages = pages_apart(self._read_published())
            self._index = Index(
                self.pages,
                self._read_sources(),
                self._read_manifests(),
                labels,
                self._read_boundaries(),
                tombstones,
                published,
                retired_pages,
                published_pages,
            )
        return self._index

    @property
    def outside_files(self) -> list[Path]:
        """The files beside the pages that the index is made of."""
        config, folder = self.env.config, Path(self.env.srcdir)
        found = [Path(path) for path in self.env.domaindata["cite"]["bibdata"].bibfiles]
        found += sorted((folder / config.dossier_passages).glob(f"*{SUFFIX}"))
        named = (config.dossier_boundaries, config.dossier_tombstones, config.dossier_ids)
        return found + [folder / name for name in named if name]

    def _read_sources(self) -> dict[str, Source]:
        bibdata = self.env.domaindata["cite"]["bibdata"]
        places: dict[str, Where] = {}
        for path in bibdata.bibfiles:
            if Path(path).is_file():
                text = read_written(Path(path))
                places = locate_entries(text, shown_path(path)) | places
        sources, problems = read_sources(bibdata.data.entries, places)
        self.outside_problems += problems
        return sources

    def _read_manifests(self) -> dict[str, Manifest]:
        found: dict[str, Manifest] = {}
        folder = Path(self.env.srcdir, self.env.config.dossier_passages)
        for path in sorted(folder.glob(f"*{SUFFIX}")):
            try:
                manifest = read_manifest(path, shown_path(path))
            except ManifestError as error:
                message = f"the manifest cannot be read ({error}): make it again"
                where = Where(shown_path(path), 1)
                self.outside_problems.append(Problem(Code.BAD_MANIFEST, message, where))
            else:
                found[manifest.key] = manifest
        return found

    def _read_boundaries(self) -> Boundaries | None:
        named = self.env.config.dossier_boundaries
        if not named:
            return None
        path = Path(self.env.srcdir, named)
        try:
            return read_boundaries(path)
        except BoundariesError as error:
            message = f"the boundaries cannot be read ({error}): the map is drawn without them"
            where = Where(shown_path(path), 1)
            self.outside_problems.append(Problem(Code.BAD_BOUNDARIES, message, where))
        return None

    def _read_tombstones(self) -> dict[str, Tombstone]:
        stones, problems = read_tombstones(*self._read_beside(self.env.config.dossier_tombstones))
        self.outside_problems += problems
        return stones

    def _read_published(self) -> dict[str, Where]:
        return read_ids(*self._read_beside(self.env.config.dossier_ids))

    def _read_beside(self, name: str) -> tuple[str, str]:
        """The text of a file beside the pages, ``""`` where there is none, and its path."""
        path = Path(self.env.srcdir, name)
        is_there = bool(name) and path.is_file()
        text = read_written(path, errors="replace") if is_there else ""
        return text, shown_path(path)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference:
        """Link to an object, or to the anchor that an answer has named.

        What is unknown stays as text: the checks report it at every build.
        """
        if typ == "data":
            return _data_file(builder, fromdocname, target, contnode)
        if typ == "anchor":
            docname, anchor = node["docname"], target
        else:
            thing = self.index.objects.get(target)
            if thing is None or (typ != "object" and kind_of(thing) != typ):
                plain = nodes.inline("", "", *contnode.children, classes=["dossier-unknown"])
                return cast("nodes.reference", plain)
            docname, anchor = self.index.home[target], target
            node["classes"].append(f"dossier-to-{kind_of(thing)}")
            if not node["refexplicit"]:
                contnode = nodes.inline("", name_in_prose(self.index, target))
        reference = make_refnode(builder, fromdocname, docname, anchor, contnode)
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
        thing = self.index.objects.get(target)
        if thing is None:
            return []
        found = self.resolve_xref(env, fromdocname, builder, "object", target, node, contnode)
        return [(f"dossier:{kind_of(thing)}", found)]

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Every object for ``objects.inv`` and the search."""
        index = self.index
        for key, thing in index.objects.items():
            yield key, index.titles[key], kind_of(thing), index.home[key], key, 1


def _data_file(builder: Builder, docname: str, name: str, contnode: Element) -> nodes.reference:
    """A link to a file that is written beside the pages, where a builder writes it."""
    if builder.format != "html":
        return cast("nodes.reference", nodes.inline("", "", contnode))
    address = relative_uri(builder.get_target_uri(docname), f"data/{name}")
    return nodes.reference("", "", contnode, internal=True, refuri=address)


def domain_of(env: BuildEnvironment) -> DossierDomain:
    """What the pages of an environment say."""
    return cast("DossierDomain", env.domains["dossier"])
