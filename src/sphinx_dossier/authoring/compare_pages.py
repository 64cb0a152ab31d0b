"""What two states of a page say differently beside its objects: leads, prose, views, settings."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from sphinx_dossier.authoring.changes import Change, Weight
from sphinx_dossier.authoring.lookalikes import remarks
from sphinx_dossier.core.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_dossier.authoring.review_notes import Block, PageText

# Browsers take `//host` for an address too; behind a scheme or in a path it is none.
_ADDRESS = lazy_pattern(
    r"(?:https?://|(?<![:\w/])//|mailto:|tel:)[^\s<>()\[\]{}\"'`|]+", re.IGNORECASE
)
_FENCE = lazy_pattern(r"(:{3,}|`{3,})\{|\([\w-]+\)=")
# What only frames words; all else that a fence opens is made by the build.
_FRAME = lazy_pattern(
    r"(:{3,}|`{3,})\{(div|admonition|attention|caution|danger|error|hint|important|note|tip|warning)\}"
)
_SAME: Final = 0.5
"""The part of its blocks by which a page under another name is still the same page."""


def page_changes(old: Mapping[str, PageText], new: Mapping[str, PageText]) -> Iterator[Change]:
    """Every page that was added, removed or renamed, and every changed block of the others."""
    gone, come = sorted(old.keys() - new.keys()), sorted(new.keys() - old.keys())
    for name in gone:
        successor = next((other for other in come if _is_same(old[name], new[other])), "")
        page = new.get(successor, old[name])
        where = f"{page.path}:1"
        if successor:
            come.remove(successor)
            seen = tuple(remarks(name, successor))
            yield Change("pages", name, "renamed", name, successor, Weight.WORDS, where, seen)
            yield from _block_changes(successor, old[name], page)
        else:
            yield Change("pages", name, "removed", _heading(page), "", Weight.LOST, where)
    for name in come:
        seen = tuple(remarks("", " ".join(block.text for block in new[name].blocks)))
        weight = Weight.LOOKALIKE if seen else Weight.NEW
        where = f"{new[name].path}:1"
        yield Change("pages", name, "added", "", _heading(new[name]), weight, where, seen)
    for name in sorted(old.keys() & new.keys()):
        yield from _block_changes(name, old[name], new[name])


def _is_same(old: PageText, new: PageText) -> bool:
    before, after = ({block.text for block in page.blocks} for page in (old, new))
    return len(before & after) > _SAME * max(len(before), len(after))


def _heading(page: PageText) -> str:
    texts = (block.text for block in page.blocks if block.text.startswith("# "))
    return next(texts, "").removeprefix("# ")


def _block_changes(name: str, old: PageText, new: PageText) -> Iterator[Change]:
    before_texts, after_texts = ([block.text for block in page.blocks] for page in (old, new))
    matcher = SequenceMatcher(None, before_texts, after_texts, autojunk=False)
    for tag, *at in matcher.get_opcodes():
        if tag != "equal":
            for before, after in zip_longest(old.blocks[at[0] : at[1]], new.blocks[at[2] : at[3]]):
                yield from _block_change(name, old, new, before, after)


def _block_change(
    name: str, old: PageText, new: PageText, before: Block | None, after: Block | None
) -> Iterator[Change]:
    page, block = (new, after) if after else (old, before)
    if block is None:
        return
    where = f"{page.path}:{block.first_new(before if after else None)}"
    texts = before.text if before else "", after.text if after else ""
    found = address_change("pages", name, *texts, where)
    if found:
        yield found
    # A change of nothing but an address is listed once.
    if not found or without_addresses(texts[0]) != without_addresses(texts[1]):
        done = "changed" if all(texts) else "added" if after else "lost"
        what = f"{_role(page.blocks, block)} {done}"
        seen = tuple(remarks(*texts))
        weight = Weight.LOOKALIKE if seen else Weight.WORDS
        yield Change("pages", name, what, *texts, weight, where, seen)


def address_change(kind: str, key: str, before: str, after: str, where: str) -> Change | None:
    """The change of the outside addresses in a text; ``None`` where none is new."""
    old, new = (list(dict.fromkeys(_ADDRESS.findall(text))) for text in (before, after))
    lost, added = ([one for one in a if one not in b] for a, b in ((old, new), (new, old)))
    if not added:
        return None
    # A further address sends no reader away from where the text has sent them before.
    what, weight = ("changed", Weight.ADDRESS) if lost else ("added", Weight.WORDS)
    texts = " ".join(lost), " ".join(added)
    return Change(kind, key, f"address {what}", *texts, weight, where, tuple(remarks(*texts)))


def without_addresses(text: str) -> str:
    """A text without the outside addresses in it."""
    return _ADDRESS.sub("", text)


def _role(blocks: Sequence[Block], block: Block) -> str:
    """What a block is on its page: a heading, the lead, a view, settings or other words."""
    if block.line == 1 and block.text.startswith("---"):
        return "settings"
    if block.text.startswith("#"):
        return "heading"
    if _is_view(block.text):
        return "view"
    prose = (one for one in blocks if one.text[:1] not in "#-" and not _is_view(one.text))
    return "lead" if next(prose, None) == block else "words"


def _is_view(text: str) -> bool:
    """Whether a block is a directive that makes something, or an anchor, and has no words."""
    return _FENCE.match(text) is not None and _FRAME.match(text) is None
