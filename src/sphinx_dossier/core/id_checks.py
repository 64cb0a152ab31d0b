"""Checks of ids: every id in a field, a link or a view is that of an object of the right kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.kinds import links
from sphinx_dossier.core.model import Claim, Object, kind_of, place_of
from sphinx_dossier.core.page import MANIFEST
from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.retired import Tombstone


def check_ids(index: Index) -> Iterator[Problem]:
    """Bad: two objects with one id. Good: every id belongs to one object."""
    for first, second in index.duplicates:
        owner = f"the {kind_of(first)} at {first.where.path}:{first.where.line}"
        message = f"the id {second.id!r} already belongs to {owner}: rename one of them"
        yield Problem(Code.DUPLICATE_ID, message, second.where)


def check_links(index: Index) -> Iterator[Problem]:
    """Bad: ``:by: aliev`` where no actor has that id. Good: the id of an object of a right kind."""
    for object_ in index.objects.values():
        for link in links(object_):
            where = place_of(object_, link.field, link.target)
            if link.target == object_.id:
                message = f"{object_.id!r} names itself in :{link.field}:"
                yield Problem(Code.SELF_RELATION, message, where)
            elif target := index.objects.get(link.target):
                if kind_of(target) not in link.kinds:
                    message = _wrong_kind(f":{link.field}: of {object_.id!r}", target, link.kinds)
                    yield Problem(Code.WRONG_KIND, message, where)
            elif stone := index.tombstones.get(link.target):
                message = f":{link.field}: of {object_.id!r} names {_retired(stone)}"
                yield Problem(Code.RETIRED_ID, message, where)
            else:
                owner = f":{link.field}: of {object_.id!r}"
                message = f"{owner} names {link.target!r}, which no page defines"
                yield Problem(Code.UNKNOWN_ID, message, where)


def check_references(index: Index) -> Iterator[Problem]:
    """Bad: ``[](#aliev)`` where no object has that id. Good: a link to an id that exists."""
    for page in index.pages.values():
        for reference in page.references:
            target, kind, where = reference[:3]
            object_ = index.objects.get(target)
            # A link such as `[](#name)` may also mean a heading, of this page or of any other.
            is_missing = object_ is None and not reference.is_local
            if is_missing and target in index.tombstones:
                message = f"the link leads to {_retired(index.tombstones[target])}"
                yield Problem(Code.RETIRED_ID, message, where)
            elif is_missing and (kind or target not in index.labels):
                message = f"the link to {target!r} finds no object of that id"
                yield Problem(Code.UNKNOWN_ID, message, where)
            elif object_ is not None and kind and kind_of(object_) != kind:
                message = _wrong_kind(f"{{{kind}}}`{target}`", object_, (kind,))
                yield Problem(Code.WRONG_KIND, message, where)


def check_tombstones(index: Index) -> Iterator[Problem]:
    """Bad: an id that vanishes, or that another object gets. Good: retired with a reason."""
    for stone in index.tombstones.values():
        if object_ := index.objects.get(stone.id):
            message = f"the id {stone.id!r} was retired: {stone.reason}"
            yield Problem(Code.REUSED_ID, message, object_.where)
        # What replaced an id may be retired in its turn: readers are led on from one to the next.
        other = stone.replaced_by
        if other and other not in index.objects and other not in index.tombstones:
            message = f"the tombstone of {stone.id!r} leads to {other!r}, which no page defines"
            yield Problem(Code.UNKNOWN_ID, message, stone.where)
    for name, where in index.published.items():
        if name not in index.objects and name not in index.tombstones:
            message = f"{name!r} was published and is gone: say why in the file of tombstones"
            yield Problem(Code.LOST_ID, message, where)


def check_corrections(index: Index) -> Iterator[Problem]:
    """Bad: a correction of nothing. Good: of an object, or of one that was retired."""
    for correction in index.corrections:
        for name in correction.of:
            if name not in index.objects and name not in index.tombstones:
                message = f":of: of {{correction}} names {name!r}, which no page defines"
                yield Problem(Code.UNKNOWN_ID, message, correction.where)


def check_arguments(index: Index) -> Iterator[Problem]:
    """Bad: ``{chain} typo``. Good: a view of something that exists."""
    for page in index.pages.values():
        for argument in page.arguments:
            directive, target, kind, where = argument
            object_ = index.objects.get(target)
            if kind == MANIFEST and target not in index.manifests:
                message = f"{{{directive}}} needs a source with a manifest; {target!r} has none"
                yield Problem(Code.UNKNOWN_SOURCE, message, where)
            elif kind != MANIFEST and (object_ is None or kind_of(object_) != kind):
                message = f"{{{directive}}} needs the id of {_with_a(kind)}; {target!r} is none"
                yield Problem(Code.UNKNOWN_ID, message, where)


def check_orphans(index: Index) -> Iterator[Problem]:
    """Bad: an actor that nobody names. Good: named by an object or in prose."""
    for object_ in index.objects.values():
        # A claim is shown with its speaker, its question and its date: nobody needs to link to it.
        if isinstance(object_, Claim):
            continue
        if object_.id not in index.linked_from and object_.id not in index.mentioned_on:
            message = f"nothing links to the {kind_of(object_)} {object_.id!r}"
            yield Problem(Code.ORPHAN, message, object_.where)


def _retired(stone: Tombstone) -> str:
    """The words for a retired id in the message about somebody who names it."""
    instead = f"; take {stone.replaced_by!r}" if stone.replaced_by else ""
    return f"{stone.id!r}, which was retired: {stone.reason}{instead}"


def _wrong_kind(what: str, object_: Object, kinds: Iterable[str]) -> str:
    wanted = " or ".join(_with_a(kind) for kind in kinds)
    return f"{what} names {object_.id!r}, {_with_a(kind_of(object_))}; write the id of {wanted}"


def _with_a(kind: str) -> str:
    return f"an {kind}" if kind in ("actor", "event") else f"a {kind}"


ID_CHECKS: Final = (
    check_ids,
    check_links,
    check_references,
    check_tombstones,
    check_corrections,
    check_arguments,
    check_orphans,
)
"""All checks of ids."""
