"""Whether an edit changed nothing but what things are called, and what claims and prose say.

Who relates to whom, and what became of each claim, is then as it was. Only those answers differ
that have looked at something with another name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.core.index import names_of
from sphinx_dossier.core.model import Actor, kind_of
from sphinx_dossier.core.names import fold
from sphinx_dossier.core.noted_reads import ALL
from sphinx_dossier.core.page import UNNAMED_LINK
from sphinx_dossier.core.page_facts import NAMES, facts_of, without_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.page import Page


def renamed(index: Index, pages: Sequence[tuple[Page, Page]] | None) -> frozenset[str] | None:
    """What has another name since the last good build, as notes name it (:mod:`.noted_reads`).

    ``None`` where more than names has changed, or what has changed cannot be said. The pages are
    those of :func:`.reworded.pages_before_and_now`.
    """
    # Actors of two sites are one where they have one name.
    if pages is None or index.sites or not all(_differ_in_names(*both) for both in pages):
        return None
    # An outlet is found by its name.
    if names := {name for both in pages for name in _other_names_of_actors(*both)}:
        outlets = {source.outlet for source in index.sources.values()}
        if not names.isdisjoint(map(fold, outlets)):
            return None
    changed = {key for both in pages for key in _other_names(*both)}
    changed |= {*_naming(index, changed)}
    named = [index.objects[key] for key in changed]
    return frozenset({ALL, *changed, *(f"{ALL}{kind_of(one)}" for one in named)})


def _differ_in_names(old: Page, new: Page) -> bool:
    return facts_of(without_names(old)) == facts_of(without_names(new))


def _other_names(old: Page, new: Page) -> set[str]:
    return {
        one.id
        for one, other in zip(old.objects, new.objects, strict=True)
        if any(getattr(one, name, "") != getattr(other, name, "") for name in NAMES)
    }


def _other_names_of_actors(old: Page, new: Page) -> Iterator[str]:
    """The names, folded, that an actor has on one of both pages and not on the other."""
    for one, other in zip(old.objects, new.objects, strict=True):
        if isinstance(one, Actor) and isinstance(other, Actor):
            yield from map(fold, {*names_of(one)} ^ {*names_of(other)})


def _naming(index: Index, changed: AbstractSet[str]) -> Iterator[str]:
    """The objects whose text has the words of what it links to."""
    for page in index.pages.values():
        for one in page.objects:
            if not changed.isdisjoint(UNNAMED_LINK.findall(one.text)):
                yield one.id
