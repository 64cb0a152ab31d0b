"""What pages show of an index: pure answers that are rendered, and hashed into digests (layer 2).

A page shows other pages' facts only through these functions; so the hash of the answers tells
whether the page is stale, and no view can forget to say what it depends on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.index import title
from sphinx_dossier.queries.evidence import (
    Evidence,
    evidence,
)
from sphinx_dossier.queries.figures import (
    Figure,
    Figures,
    Quantity,
    Series,
    figures,
)
from sphinx_dossier.queries.filters import OUTSIDE, Filter
from sphinx_dossier.queries.geography import (
    Geography,
    Spot,
    coordinates,
    geography,
    tied,
)
from sphinx_dossier.queries.links import (
    Fact,
    Line,
    Link,
    Mark,
    Part,
    Row,
    answer_words,
    basis,
    citation_line,
    count_of,
    counted_in,
    link,
    list_line,
    mark,
    name_in_prose,
    number,
    page_link,
    row,
    rows,
    source_label,
    source_link,
    speaker,
    told,
)
from sphinx_dossier.queries.pages import (
    Footing,
    Mention,
    PageRecord,
    named,
    page_record,
    passages_line,
)
from sphinx_dossier.queries.record import (
    Group,
    Record,
    SourceRecord,
    facts,
    object_line,
    question_state,
    record,
    sorted_things,
    source_record,
)
from sphinx_dossier.queries.relations import (
    RANKS,
    STANCES,
    Party,
    Relations,
    Saying,
    Speaker,
    ego,
    relations,
)
from sphinx_dossier.queries.timeline import (
    Days,
    Moment,
    Span,
    days,
    span_of,
    timeline,
)
from sphinx_dossier.queries.views import (
    Coverage,
    Hop,
    LedgerRow,
    PassageRow,
    chain,
    coverage,
    ledger,
    objects,
)

if TYPE_CHECKING:
    from collections.abc import Callable

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

__all__ = [
    "OUTSIDE",
    "QUERIES",
    "RANKS",
    "STANCES",
    "Coverage",
    "Days",
    "Evidence",
    "Fact",
    "Figure",
    "Figures",
    "Filter",
    "Footing",
    "Geography",
    "Group",
    "Hop",
    "LedgerRow",
    "Line",
    "Link",
    "Mark",
    "Mention",
    "Moment",
    "PageRecord",
    "Part",
    "Party",
    "PassageRow",
    "Quantity",
    "Record",
    "Relations",
    "Row",
    "Saying",
    "Series",
    "SourceRecord",
    "Span",
    "Speaker",
    "Spot",
    "answer_words",
    "basis",
    "chain",
    "citation_line",
    "coordinates",
    "count_of",
    "counted_in",
    "coverage",
    "days",
    "ego",
    "evidence",
    "facts",
    "figures",
    "geography",
    "ledger",
    "link",
    "list_line",
    "mark",
    "name_in_prose",
    "named",
    "number",
    "object_line",
    "objects",
    "page_link",
    "page_record",
    "passages_line",
    "question_state",
    "record",
    "relations",
    "row",
    "rows",
    "sorted_things",
    "source_label",
    "source_link",
    "source_record",
    "span_of",
    "speaker",
    "tied",
    "timeline",
    "title",
    "told",
]
