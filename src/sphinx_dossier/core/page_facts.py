"""What other pages and files can show of a page: what it says, but its prose and its lines.

Two things are made of the prose alone, the rows of the search and the summary for language models,
and one check reads it. In which line something stands, only problems say.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from sphinx_dossier.core.dates import Date
from sphinx_dossier.core.model import Where

if TYPE_CHECKING:
    from sphinx_dossier.core.model import Object
    from sphinx_dossier.core.page import Page

PROSE: Final = ("prose", "sections")
"""The fields of a page that hold its prose; of the second, anchors are facts."""


NAMES: Final = ("name", "also", "garbled", "role", "short", "text")
"""The fields in which an object is called something, or says something: who relates to whom, and
what became of a claim, does not hang on them."""


def facts_of(page: Page) -> list[tuple[str, object]]:
    """The facts of a page as plain lists, equal wherever what can be shown of them is."""
    kept = (field.name for field in fields(page) if field.name not in PROSE)
    anchors = [section.anchor for section in page.sections]
    return [("anchors", anchors), *((name, _plain(getattr(page, name))) for name in kept)]


def without_names(page: Page) -> Page:
    """The page with objects that are called nothing, and say nothing."""
    return replace(page, objects=tuple(_without_names(one) for one in page.objects))


def _without_names(object_: Object) -> Object:
    # Whatever type they have: no rule reads these copies.
    nothing: dict[str, Any] = {one.name: "" for one in fields(object_) if one.name in NAMES}
    return replace(object_, **nothing)


def _plain(value: object) -> object:
    if isinstance(value, Where):
        return None
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return [(key, _plain(one)) for key, one in value.items()]
    if isinstance(value, frozenset | set):
        return sorted(map(str, value))
    # A date has its own short form; `compare` is off for what only says where they are written.
    if is_dataclass(value) and not isinstance(value, (Date, type)):
        kept = [field.name for field in fields(value) if field.compare]
        return [type(value).__qualname__, *((name, _plain(getattr(value, name))) for name in kept)]
    return value
