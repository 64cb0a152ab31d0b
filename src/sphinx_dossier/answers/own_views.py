"""Views that a project adds in its ``conf.py``: how they answer, and what a page keeps of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx_dossier.answers.filters import Filter
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.kinds import FieldRow


class ViewRequest(NamedTuple):
    """What an author asks of a view: the argument, the filter, and the options of the view itself.

    ``options`` are by name, without those that are left out; ``docname`` is the page that shows the
    view, and ``sides`` are those of the site in their order.
    """

    argument: str
    filter: Filter
    options: Mapping[str, Any]
    docname: str
    sides: tuple[str, ...]


@dataclass(frozen=True)
class OwnView:
    """A view of a project: a directive, what it answers, and how the answer is shown.

    ``answer`` gives plain values, which JSON can hold, and nothing of how they look: where they
    differ from those of the last build, the page is written again. ``render`` makes paragraphs,
    links and other elements of them; it sees no index, so that it can show nothing else.
    ``options`` come on top of the filter, which every view takes. ``argument`` is the kind of the
    object that the argument of the directive names, or ``""`` for words.
    """

    directive: str
    answer: Callable[[Index, ViewRequest], Any]
    render: Callable[[Any], Iterable[Any]]
    means: str = ""
    options: tuple[FieldRow, ...] = ()
    argument: str = ""


class OwnAnswer(NamedTuple):
    """What the view of that name answers."""

    view: str
    value: Any
