"""Whether an edit changed nothing but what things are called, and what claims and prose say.

Who relates to whom, and what became of each claim, is then as it was. Only those answers differ
that have looked at something with another name.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_dossier.core.model import kind_of
from sphinx_dossier.core.noted_reads import ALL
from sphinx_dossier.core.page_facts import NAMES, facts_of, without_names

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    # Only the look-ups that are asked below are made of what was: most of an index is not.
    before = {old.docname: old for old, _ in pages}
    was = replace(index, pages={**index.pages, **before}, _of_days={})
    # An outlet is found by its name.
    if was.publisher_of != index.publisher_of:
        return None
    changed = {key for both in pages for key in _other_names(*both)}
    # A text has the names of what it links to.
    changed |= {key for key, one in index.objects.items() if one.text != was.objects[key].text}
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
