"""Changes between two states of a dossier as text, Markdown and JSON, the weightiest first."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.authoring.changes import Weight
from sphinx_dossier.core.visible_text import spell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx_dossier.authoring.changes import Change

_SCHEMA: Final = 2
"""The version of what :func:`as_json` writes."""
_HEADINGS: Final = {
    Weight.ADDRESS: "Where readers are sent",
    Weight.LOOKALIKE: "What only looks the same, or is not seen",
    Weight.LOST: "What is gone",
    Weight.SAID: "Who said what, and what shows it",
    Weight.ABOUT: "Who, where and when",
    Weight.SOURCE: "What is known of sources",
    Weight.WORDS: "Words of pages",
    Weight.NEW: "What is new",
    Weight.DERIVED: "What follows from the rest",
}
_LONG: Final = 100
"""Characters from which on only the part of a text that differs is shown."""
_AROUND: Final = 5
"""Words that are shown on either side of what differs."""


def summary(changes: Iterable[Change]) -> str:
    """``sources: 1 address changed; claims: 2 added``; ``""`` where nothing changed."""
    # By ids and not by changes: a claim that lost two sources counts once.
    counts: dict[str, dict[str, set[str]]] = {}
    for change in changes:
        what = _plain(change.what)
        counts.setdefault(change.kind, {}).setdefault(what, set()).add(change.id)
    return "; ".join(
        f"{kind}: " + ", ".join(f"{len(ids)} {what}" for what, ids in known.items())
        for kind, known in counts.items()
    )


def _plain(what: str) -> str:
    """What changed, without signs that would be markup: it may hold the name of a strange field."""
    return re.sub(r"[^\w .-]", "", what)


class _Style(NamedTuple):
    """How changes are written: templates of lines, and how words of the data are quoted."""

    heading: str
    added: str
    removed: str
    changed: str
    detail: str
    remark: str
    quote: Callable[[str], str]


def _code(text: str) -> str:
    """Words as code, in which no host finds mentions, links or HTML."""
    # A backtick would end the code; the modifier letter looks like one and means nothing.
    return f"`{text.replace('`', 'ˋ')}`"


_TEXT: Final = _Style("{}", "+ {}", "− {}", "~ {}", "    {}", "    ! {}", str)
_MARKDOWN: Final = _Style(
    "\n#### {}\n", "- {}, new", "- {}, removed", "- {}", "  - {}", "    - **{}**", _code
)


def as_text(changes: Iterable[Change]) -> str:
    """For a terminal: a heading for each weight, a line for each object, its changes below it."""
    rows = list(changes)
    return "\n".join([summary(rows) or "no change in meaning", *_lines(rows, _TEXT)]) + "\n"


def as_markdown(changes: Iterable[Change]) -> str:
    """For a comment on a pull request; no word of the data can become markup there."""
    rows = list(changes)
    head = ["### What changed in meaning", "", summary(rows) or "Nothing."]
    return "\n".join([*head, *_lines(rows, _MARKDOWN)]) + "\n"


def as_json(changes: Iterable[Change]) -> str:
    """For other programs: the summary, and each change with the fields of :class:`Change`."""
    rows = list(changes)
    written = [change._asdict() | {"weight": change.weight.name.lower()} for change in rows]
    data = {"schema": _SCHEMA, "summary": summary(rows), "changes": written}
    # In ASCII: a terminal or a pipe may know no other letters.
    return json.dumps(data, indent=1) + "\n"


def _lines(changes: Iterable[Change], style: _Style) -> Iterator[str]:
    """The lines of changes that are in order: a heading or an object is written when it is new."""
    weight: Weight | None = None
    name = ("", "")
    for change in changes:
        if change.weight != weight:
            weight, name = change.weight, ("", "")
            yield style.heading.format(_HEADINGS[weight])
        if (change.kind, change.id) != name:
            name = change.kind, change.id
            signs = {"added": style.added, "removed": style.removed}
            yield signs.get(change.what, style.changed).format(_object(change, style))
        yield from _details(change, style)


def _object(change: Change, style: _Style) -> str:
    words = [change.kind.removesuffix("s")]
    words += [style.quote(text) for text in (change.id, change.where) if text]
    return " ".join(words)


def _details(change: Change, style: _Style) -> Iterator[str]:
    before, after = (spell(" ".join(text.split())) for text in (change.before, change.after))
    if before and after:
        before, after = _differing(before, after)
    detail = " → ".join(style.quote(text) for text in (before, after) if text)
    if change.what not in ("added", "removed"):
        yield style.detail.format(f"{_plain(change.what)}: {detail}")
    elif detail:
        yield style.detail.format(detail)
    for remark in change.remarks:
        yield style.remark.format(style.quote(spell(remark)))


def _differing(before: str, after: str) -> tuple[str, str]:
    """Two texts without what they have in common before and after the part that differs."""
    old, new = before.split(" "), after.split(" ")
    if max(len(before), len(after)) <= _LONG:
        return before, after
    shorter = min(len(old), len(new))
    start = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    rest = shorter - start
    end = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    return _cut(old, start, end), _cut(new, start, end)


def _cut(words: list[str], start: int, end: int) -> str:
    """Words from ``start`` to ``end`` from the last, with a few around them."""
    first, last = max(0, start - _AROUND), len(words) - max(0, end - _AROUND)
    shown = " ".join(words[first:last])
    return f"{'… ' if first else ''}{shown}{' …' if last < len(words) else ''}"
