"""From answers to markup, one function an answer."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx_dossier.answers.anatomy import Anatomy
from sphinx_dossier.answers.balance import Balance
from sphinx_dossier.answers.chain import Chain
from sphinx_dossier.answers.corrections import CorrectionHead
from sphinx_dossier.answers.coverage import Coverage
from sphinx_dossier.answers.evidence import Evidence
from sphinx_dossier.answers.figures import Figures
from sphinx_dossier.answers.geography import Geography
from sphinx_dossier.answers.knowing import Knowing
from sphinx_dossier.answers.ledger import Ledger
from sphinx_dossier.answers.locator import Locator
from sphinx_dossier.answers.object_facts import FactList
from sphinx_dossier.answers.object_list import ObjectList
from sphinx_dossier.answers.object_record import Record
from sphinx_dossier.answers.own_copy import OwnCopy
from sphinx_dossier.answers.own_views import OwnAnswer, OwnView
from sphinx_dossier.answers.passage_bar import PassageBar
from sphinx_dossier.answers.relations import Relations
from sphinx_dossier.answers.short_way import ShortWay
from sphinx_dossier.answers.source_record import SourceRecord
from sphinx_dossier.answers.timeline import Days, Timeline
from sphinx_dossier.answers.unconfirmed import Unconfirmed
from sphinx_dossier.answers.uses import Answer, Legend
from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.additions import naming_failure
from sphinx_dossier.sphinx.show.anatomy_figure import render_anatomy
from sphinx_dossier.sphinx.show.balance_table import render_balance
from sphinx_dossier.sphinx.show.chain_list import render_chain
from sphinx_dossier.sphinx.show.claim_lines import render_rows
from sphinx_dossier.sphinx.show.fact_lists import render_evidence, render_facts
from sphinx_dossier.sphinx.show.figures_table import render_figures
from sphinx_dossier.sphinx.show.html_parts import empty
from sphinx_dossier.sphinx.show.knowing_figure import render_knowing
from sphinx_dossier.sphinx.show.ledger_table import render_ledger
from sphinx_dossier.sphinx.show.legends import render_correction, render_legend
from sphinx_dossier.sphinx.show.map_list import render_locator, render_map
from sphinx_dossier.sphinx.show.object_sections import RecordPart, render_record
from sphinx_dossier.sphinx.show.own_copy_desk import render_own_copy
from sphinx_dossier.sphinx.show.passage_bar_list import render_passage_bar
from sphinx_dossier.sphinx.show.relation_lists import render_relations
from sphinx_dossier.sphinx.show.short_way_list import render_short_way
from sphinx_dossier.sphinx.show.source_lists import render_coverage, render_source
from sphinx_dossier.sphinx.show.timeline_list import render_days, render_timeline
from sphinx_dossier.sphinx.show.unconfirmed_list import render_unconfirmed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dossier.exports.cite_this import CiteThis
    from sphinx_dossier.sphinx.markup import Markup


def render(
    answer: Answer,
    sides: Mapping[str, str],
    cite: CiteThis | None = None,
    own: Mapping[str, OwnView] = MappingProxyType({}),
    part: RecordPart = "all",
) -> list[Markup]:
    """What is shown for an answer: how to ``cite`` it, by ``own`` views, a ``part`` of a record."""
    # Not a table by type: here mypy sees that each answer has a case, and what type it is there.
    match answer:
        case Evidence():
            return render_evidence(answer, sides, cite)
        case FactList():
            return render_facts(answer, cite)
        case Record():
            return render_record(answer, sides, part)
        case SourceRecord():
            return render_source(answer)
        case ObjectList(rows):
            return [render_rows(rows, sides) if rows else empty(words.NOTHING)]
        case Ledger():
            return render_ledger(answer, sides)
        case Timeline(moments):
            return render_timeline(moments, sides)
        case Days():
            return render_days(answer, sides)
        case Figures():
            return render_figures(answer, sides)
        case Balance():
            return render_balance(answer, sides)
        case Geography():
            return render_map(answer, sides)
        case Locator():
            return render_locator(answer, sides)
        case Relations():
            return render_relations(answer, sides)
        case Knowing():
            return render_knowing(answer, sides, cite)
        case Anatomy():
            return render_anatomy(answer, sides)
        case Chain():
            return render_chain(answer, sides)
        case Coverage():
            return render_coverage(answer, sides)
        case OwnCopy():
            return render_own_copy(answer, sides)
        case ShortWay():
            return render_short_way(answer, sides)
        case PassageBar():
            return render_passage_bar(answer, sides)
        case Unconfirmed():
            return render_unconfirmed(answer, sides)
        case CorrectionHead():
            return render_correction(answer)
        case Legend():
            return render_legend(answer)
        case OwnAnswer():
            return _render_own(answer, own)
        case None:
            return []


def _render_own(answer: OwnAnswer, own: Mapping[str, OwnView]) -> list[Markup]:
    with naming_failure(f"the view {answer.view!r}"):
        return [*own[answer.view].render(answer.value)]
