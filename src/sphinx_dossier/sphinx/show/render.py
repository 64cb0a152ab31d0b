"""From answers to markup, one function an answer."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx_dossier.answers import (
    anatomy,
    balance,
    chain,
    corrections,
    coverage,
    evidence,
    figures,
    geography,
    knowing,
    ledger,
    locator,
    object_facts,
    object_list,
    object_record,
    own_copy,
    own_views,
    passage_bar,
    relations,
    short_way,
    source_record,
    timeline,
    unconfirmed,
    uses,
)
from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.additions import naming_failure
from sphinx_dossier.sphinx.show import (
    anatomy_figure,
    balance_table,
    chain_list,
    claim_lines,
    fact_lists,
    figures_table,
    html_parts,
    knowing_figure,
    ledger_table,
    legends,
    map_list,
    object_sections,
    own_copy_desk,
    passage_bar_list,
    relation_lists,
    short_way_list,
    source_lists,
    timeline_list,
    unconfirmed_list,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dossier.answers.own_views import OwnAnswer, OwnView
    from sphinx_dossier.answers.uses import Answer
    from sphinx_dossier.exports.cite_this import CiteThis
    from sphinx_dossier.sphinx.markup import Markup
    from sphinx_dossier.sphinx.show.object_sections import RecordPart


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
        case None:
            return []
        case evidence.Evidence():
            return fact_lists.render_evidence(answer, sides, cite)
        case object_facts.FactList():
            return fact_lists.render_facts(answer, cite)
        case object_record.Record():
            return object_sections.render_record(answer, sides, part)
        case source_record.SourceRecord():
            return source_lists.render_source(answer)
        case object_list.ObjectList(rows):
            return [
                claim_lines.render_rows(rows, sides) if rows else html_parts.empty(words.NOTHING)
            ]
        case ledger.Ledger():
            return ledger_table.render_ledger(answer, sides)
        case timeline.Timeline(moments):
            return timeline_list.render_timeline(moments, sides)
        case timeline.Days():
            return timeline_list.render_days(answer, sides)
        case figures.Figures():
            return figures_table.render_figures(answer, sides)
        case balance.Balance():
            return balance_table.render_balance(answer, sides)
        case geography.Geography():
            return map_list.render_map(answer, sides)
        case locator.Locator():
            return map_list.render_locator(answer, sides)
        case relations.Relations():
            return relation_lists.render_relations(answer, sides)
        case knowing.Knowing():
            return knowing_figure.render_knowing(answer, sides, cite)
        case anatomy.Anatomy():
            return anatomy_figure.render_anatomy(answer, sides)
        case chain.Chain():
            return chain_list.render_chain(answer, sides)
        case coverage.Coverage():
            return source_lists.render_coverage(answer, sides)
        case own_copy.OwnCopy():
            return own_copy_desk.render_own_copy(answer, sides)
        case short_way.ShortWay():
            return short_way_list.render_short_way(answer, sides)
        case passage_bar.PassageBar():
            return passage_bar_list.render_passage_bar(answer, sides)
        case unconfirmed.Unconfirmed():
            return unconfirmed_list.render_unconfirmed(answer, sides)
        case corrections.CorrectionHead():
            return legends.render_correction(answer)
        case uses.Legend():
            return legends.render_legend(answer)
        case own_views.OwnAnswer():
            return _render_own(answer, own)


def _render_own(answer: OwnAnswer, own: Mapping[str, OwnView]) -> list[Markup]:
    with naming_failure(f"the view {answer.view!r}"):
        return [*own[answer.view].render(answer.value)]
