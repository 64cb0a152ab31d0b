"""The way of a claim in a few stops: who said it first, where it changed, what it is in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.claim_rows import Row, row
from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.answers.status_marks import Mark, mark
from sphinx_dossier.core.anchors import chain_anchor
from sphinx_dossier.core.lines import PARENTS
from sphinx_dossier.core.model import DRIFT_PARTS, DriftPart

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_dossier.core.index import Index

MOST_STOPS: Final = 5
_DENIAL: Final = "denial"


class WayPart(NamedTuple):
    """A part of the statement: what it was at first, in the author's words, and what it is now."""

    part: str
    first: str
    fate: str
    now: str


class WayStop(NamedTuple):
    """A claim on the way, in the ``words`` that its author has for it.

    They are a quote where ``is_quote``; ``is_unseen`` says that the words were not found, and
    ``is_inferred`` that no source prints the step from the one before. ``folded`` steps that
    changed nothing lie between. ``denial`` is ``begins``, ``on`` or ``ends`` where a denial runs
    along, and ``alone`` where one begins and ends.
    """

    row: Row
    words: str
    is_quote: bool
    is_unseen: bool
    is_inferred: bool
    folded: int
    parts: tuple[WayPart, ...]
    denial: str = ""


class ShortWay(NamedTuple):
    """The stops of a way; ``denied`` is what the first denial is, ``whole`` shows every step."""

    stops: tuple[WayStop, ...]
    denied: Mark | None
    whole: Link | None


def short_way(
    index: Index,
    identifier: str,
    said: Mapping[str, str],
    parts: Mapping[str, str],
    homes: Iterable[tuple[str, str]] = (),
) -> ShortWay:
    """The way to a claim.

    ``said`` has words for claims by their ids, ``parts`` what a part of the statement was at first,
    ``homes`` the pages that show a whole way, each with the claim of that.
    """
    path = _path(index, identifier)
    if not path:
        return ShortWay((), None, None)
    fates = _fates(index, path)
    # What is only unknown for a while is no change.
    shown = [
        part
        for part in DRIFT_PARTS
        if part != _DENIAL and any(one[part].fate not in ("kept", "unknown") for one in fates)
    ]
    chosen = _chosen(index, path)
    denied, ends = _denied(index, path, fates)
    stops = tuple(
        _stop(index, path, place, before, said)._replace(
            parts=tuple(_part(fates[place][part], parts) for part in shown)
        )
        for before, place in zip((-1, *chosen), chosen, strict=False)
    )
    ways = (Link("", page, chain_anchor(way), "page") for page, way in homes if way in path)
    whole = next(ways, None)
    if denied < 0:
        return ShortWay(stops, None, whole)
    marked = tuple(
        stop._replace(denial=_denial(chosen, place, denied, ends))
        for stop, place in zip(stops, chosen, strict=True)
    )
    return ShortWay(marked, mark(index, path[denied], "denied"), whole)


def _path(index: Index, identifier: str) -> list[str]:
    """From the first speaker to the claim, by what the claims themselves say they come from."""
    path: list[str] = []
    claim: str | None = identifier if identifier in index.claims else None
    # A claim that was put together has several: the earliest is the one that came first.
    while claim and claim not in path:
        path.append(claim)
        claim = next(iter(index.by_date(index.related(claim, *PARENTS))), None)
    return path[::-1]


def _fates(index: Index, path: Sequence[str]) -> list[dict[str, DriftPart]]:
    """What has become of each part, by the step: what is lost once is not kept again."""
    now = {part: DriftPart(part, "kept") for part in DRIFT_PARTS}
    fates = [now]
    for claim in path[1:]:
        changed = {one.part: one for one in index.claims[claim].drift_parts if one.fate != "kept"}
        now = now | changed
        # Only this step is in the dark; the next one says again what it has.
        unknown = dict.fromkeys(DRIFT_PARTS, "unknown") if _is_unseen(index, claim) else {}
        fates.append({
            part: DriftPart(part, unknown.get(part, one.fate), one.now)
            for part, one in now.items()
        })  # fmt: skip
    return fates


def _is_unseen(index: Index, claim: str) -> bool:
    """Whether the words were looked for in vain, and are known from others alone."""
    said = index.claims[claim]
    publishers = {index.publisher_of.get(one.source, "") for one in said.cites}
    return bool(said.searched) and publishers.isdisjoint(said.by)


def _chosen(index: Index, path: Sequence[str]) -> list[int]:
    """The places of the stops: the ends, and between them where most changed."""
    last = len(path) - 1
    changes = {
        place: _changes(index, claim)
        for place, claim in enumerate(path)
        if 0 < place < last and _changes(index, claim)
    }
    ranked = sorted(changes, key=lambda place: (-changes[place], place))
    # Who may have changed it, and left no words, is behind them all.
    ranked += [
        place for place in range(1, last) if place not in changes and _is_unseen(index, path[place])
    ]
    return sorted({0, last, *ranked[: MOST_STOPS - 2]})


def _changes(index: Index, claim: str) -> int:
    said = index.claims[claim]
    known = sum(one.fate != "kept" for one in said.drift_parts)
    return known or int(bool(said.drift or index.related(claim, "drifted-from")))


def _denied(
    index: Index, path: Sequence[str], fates: Sequence[Mapping[str, DriftPart]]
) -> tuple[int, int]:
    """The first place that is denied, and the first behind it that has lost the denial."""
    known = (i for i, claim in enumerate(path) if index.related(claim, "denied-by"))
    denied = next(known, -1)
    lost = (i for i, one in enumerate(fates) if i > denied and one[_DENIAL].fate == "lost")
    return denied, next(lost, len(path))


def _denial(chosen: Sequence[int], place: int, denied: int, ends: int) -> str:
    # It may be of a step that is folded: then it begins at the stop behind that.
    beside = [one for one in chosen if denied <= one < ends]
    if place not in beside:
        return ""
    is_last = place == beside[-1] and ends <= chosen[-1]
    if place == beside[0]:
        return "alone" if is_last else "begins"
    return "ends" if is_last else "on"


def _stop(
    index: Index,
    path: Sequence[str],
    place: int,
    before: int,
    said: Mapping[str, str],
) -> WayStop:
    claim = path[place]
    quote = next((one.quote for one in index.claims[claim].cites if one.quote), "")
    words = said.get(claim) or quote or index.claims[claim].short or index.claims[claim].text
    steps = zip(path[before + 1 : place + 1], path[max(before, 0) : place], strict=False)
    return WayStop(
        row=row(index, claim),
        words=words,
        is_quote=words == quote,
        is_unseen=_is_unseen(index, claim),
        is_inferred=place > 0
        and any(index.is_inferred(one, earlier, *PARENTS) for one, earlier in steps),
        folded=max(place - before - 1, 0) if place else 0,
        parts=(),
    )


def _part(fate: DriftPart, first: Mapping[str, str]) -> WayPart:
    return WayPart(fate.part, first.get(fate.part, ""), fate.fate, fate.now)
