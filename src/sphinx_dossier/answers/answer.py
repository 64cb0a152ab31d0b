"""What a page shows for a use: the one place that asks the views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.answers.chain import chain
from sphinx_dossier.answers.corrections import correction
from sphinx_dossier.answers.coverage import coverage
from sphinx_dossier.answers.evidence import evidence
from sphinx_dossier.answers.figures import figures
from sphinx_dossier.answers.geography import geography
from sphinx_dossier.answers.ledger import ledger
from sphinx_dossier.answers.object_list import objects
from sphinx_dossier.answers.objects import facts, record
from sphinx_dossier.answers.parts import citation_parts, link, name_in_prose
from sphinx_dossier.answers.relations import relations
from sphinx_dossier.answers.source_record import source_record
from sphinx_dossier.answers.timeline import days, timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.page import Use

QUERIES: Final[dict[str, Callable[..., object]]] = {
    "evidence": evidence,
    "facts": facts,
    "record": record,
    "objects": objects,
    "ledger": ledger,
    "timeline": timeline,
    "days": days,
    "figures": figures,
    "chain": chain,
    "coverage": coverage,
    "map": geography,
    "relations": relations,
    "link": link,
    "name": name_in_prose,
}
"""Each query by the name of the use that asks for it."""


_OWNED: Final = ("evidence", "facts", "record")
"""Views that only the page with the definition shows."""


def answer(index: Index, use: Use, docname: str, sides: dict[str, str]) -> object:
    """What the page ``docname`` shows for ``use``; ``None`` where another page owns the id."""
    first = use.arguments[0]
    if use.view in _OWNED:
        is_owner = index.home.get(str(first)) == docname
        return QUERIES[use.view](index, *use.arguments) if is_owner else None
    if use.view in _ANSWERS:
        return _ANSWERS[use.view](index, use)
    more = use.arguments[1:] if use.view == "days" else ()
    more = (tuple(sides),) if use.view in ("ledger", "figures") else more
    return QUERIES[use.view](index, first, *more)


_ANSWERS: Final[dict[str, Callable[[Index, Use], object]]] = {
    "source": lambda index, use: citation_parts(
        index, str(use.arguments[0]), str(use.arguments[1]), ""
    ),
    "page": lambda index, use: str(use.arguments[0]) in index.pages,
    "bibliography": lambda index, _: tuple(
        (source, source_record(index, key)) for key, source in index.sources.items()
    ),
    "correction": correction,
    "legend": lambda _, use: use,
    "rests": lambda index, use: source_record(index, str(use.arguments[0])),
}
"""What only this layer is asked for."""
