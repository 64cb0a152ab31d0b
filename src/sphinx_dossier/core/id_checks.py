"""Checks of ids: every id in a field, a link or a view is that of an object of the right kind."""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.identifiers import is_id, near_id, site_of
from sphinx_dossier.core.kinds import links
from sphinx_dossier.core.meant_objects import hint, meant_ids
from sphinx_dossier.core.model import Claim, Object, kind_of, where_written
from sphinx_dossier.core.nearest import did_you_mean, nearest
from sphinx_dossier.core.noted_reads import unnoted
from sphinx_dossier.core.page import MANIFEST
from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.kinds import FieldLink
    from sphinx_dossier.core.page import Reference
    from sphinx_dossier.core.retired import Tombstone

_JOINS: Final = frozenset({"and", "or", "und", "et", "y", "e", "ve"})
"""Words that people put between two ids."""
_MOST_PARTED: Final = 20
"""So many unknown ids of one object are looked at for pieces of one."""
_PAGES: Final = (".md", ".rst")
"""With what the path of a page ends in a link."""


def check_ids(index: Index) -> Iterator[Problem]:
    """Bad: two objects with one id. Good: every id belongs to one object."""
    for first, second in index.duplicates:
        # Another id was written, which is reported, and only this one was meant.
        lines = (*first.written, *second.written)
        if any(option == "id" and text for option, _, text in lines):
            continue
        owner = f"the {kind_of(first)} at {first.where.path}:{first.where.line}"
        message = f"the id {second.id!r} already belongs to {owner}: rename one of them"
        yield Problem(Code.DUPLICATE_ID, message, second.where)


def check_links(index: Index) -> Iterator[Problem]:
    """Bad: ``:by: aliev`` where no actor has that id. Good: the id of an object of a right kind."""
    for object_ in index.objects.values():
        parted = _parted_ids(index, object_)
        yield from filter(None, parted.values())
        for link in links(object_):
            if (link.field, link.target) in parted:
                continue
            target = index.objects.get(link.target)
            if target is None and index.is_lost(link.target):
                # That nothing of its site can be read is reported once.
                continue
            if target is None or link.target == object_.id or kind_of(target) not in link.kinds:
                yield _problem_of_link(index, object_, link)


def _parted_ids(index: Index, object_: Object) -> dict[tuple[str, str], Problem | None]:
    """The ids that are pieces of one with a blank in it; the problem is of the first of them."""
    found: dict[tuple[str, str], Problem | None] = {}
    unknown = [link for link in links(object_) if link.target not in index.objects]
    for first, second in permutations(unknown[:_MOST_PARTED], 2):
        meant = f"{first.target}-{second.target}"
        if first.field == second.field and meant in index.objects:
            message = (
                f"{first.target!r} and {second.target!r} in :{first.field}: of {object_.id!r} are "
                f"two ids; did you mean {meant!r}?"
            )
            where = where_written(object_, first.field, first.target)
            found[first.field, first.target] = Problem(Code.UNKNOWN_ID, message, where)
            found[second.field, second.target] = None
    return found


def _check_anchor(index: Index, reference: Reference) -> Iterator[Problem]:
    """Bad: ``[](guide.md#aliev)`` where he is on another page. Good: an anchor of that page."""
    target, docname, where = reference.target, reference.page, reference.where
    if not index.checks_prose or index.has_anchor(docname, target):
        return
    if target in index.tombstones:
        message = f"the link leads to {_retired(index.tombstones[target])}"
        yield Problem(Code.RETIRED_ID, message, where)
        return
    message = f"the link finds no {target!r} on the page {docname!r}"
    if target in index.objects:
        message += f": it is not there; write #{target}"
    elif near := nearest(target, index.anchors.get(docname, ())):
        message += f"; did you mean {near!r}?"
    else:
        known = "name an object, or a heading or a label of that page"
        message += hint(index, target) or f": {known}"
    yield Problem(Code.UNKNOWN_ID, message, where)


def _problem_of_link(index: Index, object_: Object, link: FieldLink) -> Problem:
    """What is wrong with an id in a field."""
    option = "within" if link.field == "according-to" else link.field
    where, owner = where_written(object_, option, link.target), f":{link.field}: of {object_.id!r}"
    if link.target == object_.id:
        return Problem(Code.SELF_RELATION, f"{object_.id!r} names itself in :{link.field}:", where)
    if target := index.objects.get(link.target):
        return Problem(Code.WRONG_KIND, _wrong_kind(owner, target, link.kinds), where)
    if stone := index.tombstones.get(link.target):
        return Problem(Code.RETIRED_ID, f"{owner} names {_retired(stone)}", where)
    message = f"{owner} names {link.target!r}, which {_nowhere(index, link.target)}"
    if link.target in _JOINS:
        message += ": ids stand with blanks between them; leave it out"
        return Problem(Code.UNKNOWN_ID, message, where)
    return Problem(Code.UNKNOWN_ID, message + hint(index, link.target, link.kinds), where)


def check_references(index: Index) -> Iterator[Problem]:
    """Bad: ``[](#aliev)`` where no object has that id. Good: a link to an id that exists."""
    for page in index.pages.values():
        for reference in page.references:
            target, kind, where = reference[:3]
            object_ = index.objects.get(target)
            # A link such as `[](#name)` may also mean a heading, of this page or of any other.
            is_known = reference.is_local or index.is_lost(target) or target in index.elsewhere
            is_missing = object_ is None and not is_known
            # A link without a kind may be meant for others, where prose is theirs to check.
            is_missing &= bool(kind) or index.checks_prose
            if reference.page:
                yield from _check_anchor(index, reference)
                continue
            if is_missing and target in index.tombstones:
                message = f"the link leads to {_retired(index.tombstones[target])}"
                yield Problem(Code.RETIRED_ID, message, where)
            elif is_missing and (kind or target not in index.labels):
                is_path = target.partition("#")[0].endswith(_PAGES)
                sought = "page of that name" if is_path else "object of that id"
                message = f"the link to {target!r} finds no {sought}"
                message += _unmapped(index, target)
                message += hint(index, target, (kind,) if kind else ())
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
            message += hint(index, other)
            yield Problem(Code.UNKNOWN_ID, message, stone.where)
    for name, where in index.published.items():
        if name not in index.objects and name not in index.tombstones:
            message = f"{name!r} was published and is gone: say why in the file of tombstones"
            if not is_id(name):
                # Words behind the sign of a comment are none of an id.
                words = re.split(r"[\s,;]+", name.partition("#")[0].strip(" ,;"))
                meant = " and ".join(near_id(word) for word in words if near_id(word))
                message = f"{name!r} is no id, of which the list has one a line: write {meant}"
            yield Problem(Code.LOST_ID, message, where)


def check_corrections(index: Index) -> Iterator[Problem]:
    """Bad: a correction of nothing. Good: of an object, or of one that was retired."""
    for correction in index.corrections:
        for name in correction.of:
            if name not in index.objects and name not in index.tombstones:
                message = f":of: of {{correction}} names {name!r}, which no page defines"
                message += hint(index, name)
                yield Problem(Code.UNKNOWN_ID, message, correction.where)


def check_arguments(index: Index) -> Iterator[Problem]:
    """Bad: ``{chain} typo``. Good: a view of something that exists."""
    for page in index.pages.values():
        for owner, target, kinds, where in page.arguments:
            object_ = index.objects.get(target)
            if kinds == (MANIFEST,):
                if target not in index.manifests and target not in index.broken_manifests:
                    message = f"{owner} needs a source with a manifest; {target!r} has none"
                    message += did_you_mean(target, index.manifests)
                    yield Problem(Code.UNKNOWN_SOURCE, message, where)
            elif object_ is None and index.is_lost(target):
                continue
            elif object_ is None or kind_of(object_) not in kinds:
                wanted = " or ".join(_with_a(kind) for kind in kinds)
                message = f"{owner} needs the id of {wanted}; {target!r} is none"
                message += hint(index, target, kinds)
                yield Problem(Code.UNKNOWN_ID, message, where)


def check_orphans(index: Index) -> Iterator[Problem]:
    """Bad: an actor that nobody names. Good: named by an object or in prose."""
    alone = unnoted(lambda: [*_named_by_nobody(index)])
    # Names have a part in what authors meant, and mostly nothing hangs on it.
    meant = _meant_by_mistake(index) if alone else set()
    for object_ in alone:
        if object_.id not in meant:
            message = f"nothing links to the {kind_of(object_)} {object_.id!r}"
            yield Problem(Code.ORPHAN, message, object_.where)


def _named_by_nobody(index: Index) -> Iterator[Object]:
    for object_ in index.objects.values():
        # A claim is shown with its speaker, its question and its date: nobody needs to link to it.
        if isinstance(object_, Claim):
            continue
        if object_.id not in index.linked_from and object_.id not in index.mentioned_on:
            yield object_


def _meant_by_mistake(index: Index) -> set[str]:
    """The ids that authors meant who wrote something else, which is reported already."""
    noted = (problem for page in index.pages.values() for problem in page.problems)
    sought = [(problem.sought, problem.kinds) for problem in noted if problem.sought]
    for object_ in index.objects.values():
        wrong = (link for link in links(object_) if link.target not in index.objects)
        sought += [(link.target, link.kinds) for link in wrong]
    for page in index.pages.values():
        others = (one for one in page.references if one.target not in index.objects)
        sought += [
            (one.target, (one.kind,) if one.kind else ()) for one in others if not one.is_local
        ]
    return {key for text, kinds in sought for key in meant_ids(index, text, kinds)}


def _nowhere(index: Index, name: str) -> str:
    site = index.other_site(name)
    if site:
        return f"the dossier at {site.address} does not have"
    return f"no page defines{_unmapped(index, name)}"


def _unmapped(index: Index, name: str) -> str:
    """That no setting names the site of an object, where one stands before its id."""
    site = site_of(name)
    if not site or site in index.sites:
        return ""
    return f": `dossier_sites` has no {site!r}{did_you_mean(site, index.sites)}"


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
