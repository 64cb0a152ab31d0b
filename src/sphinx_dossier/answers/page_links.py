"""Links from answers to objects, pages and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.memo import once_each
from sphinx_dossier.core.model import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dossier.core.index import Index


class Link(NamedTuple):
    """A link to an anchor of a page; without ``docname`` just its label. ``kind`` styles it.

    On another site, ``docname`` is the full address, and the label has the title of the site. Of
    the kind ``file``, ``docname`` is a path; of the kind ``term`` it is the name of the legend
    that explains the label, and the page that shows this legend is found when the link is written.
    ``aside`` is what the label stands beside, and who hears the link alone has to be told: of a
    number, what it counts.
    """

    label: str
    docname: str
    anchor: str
    kind: str
    aside: str = ""

    @property
    def is_abroad(self) -> bool:
        """Whether it leads to another site."""
        return "://" in self.docname


NOWHERE: Final = Link("", "", "", "")
"""A link from an answer that is on no page."""


def link(index: Index, identifier: str, label: str = "") -> Link:
    """A link to the object of that id, named as it is unless ``label`` is given."""
    own = _own_link(index, identifier)
    return own._replace(label=index.marked(identifier, label)) if label else own


@once_each
def _own_link(index: Index, identifier: str) -> Link:
    object_ = index.objects.get(identifier)
    # A check reports the id. Readers see the words without an address, and not a link that fails.
    if object_ is None:
        return Link(identifier, "", "", "unknown")
    home = index.home.get(identifier) or index.address_abroad(identifier)
    return Link(index.titles[identifier], home, identifier, kind_of(object_))


def links(index: Index, identifiers: Iterable[str]) -> tuple[Link, ...]:
    """A link to each object."""
    return tuple(link(index, identifier) for identifier in identifiers)


def page_link(index: Index, docname: str) -> Link:
    """A link to a whole page."""
    return Link(index.pages[docname].title or docname, docname, "", "page")


def source_link(index: Index, key: str) -> Link:
    """A link to a source in the bibliography, named as its outlet."""
    source = index.source(key)
    if source is None:
        return Link(key, "", "", "unknown")
    if key not in index.sources:
        return Link(index.marked(key, source.outlet), index.address_abroad(key), "", "source")
    anchor = index.anchor_of_source(key)
    # A source that no bibliography lists has no page: then the link is its name alone.
    return Link(source.outlet, index.bibliography_homes.get(key, ""), anchor, "source")
