"""From answers to markup, one small function an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dossier.answers.chain import Chain
from sphinx_dossier.answers.corrections import CorrectionHead
from sphinx_dossier.answers.coverage import Coverage
from sphinx_dossier.answers.evidence import Evidence
from sphinx_dossier.answers.figures import Figures
from sphinx_dossier.answers.geography import Geography, coordinates, tied
from sphinx_dossier.answers.ledger import Ledger
from sphinx_dossier.answers.object_list import ObjectList
from sphinx_dossier.answers.objects import FactList, Record
from sphinx_dossier.answers.parts import Fact, Line, Row
from sphinx_dossier.answers.relations import STANCES, Party, Relations, Saying
from sphinx_dossier.answers.source_record import SourceRecord
from sphinx_dossier.answers.timeline import Days, Timeline
from sphinx_dossier.answers.uses import Answer, Legend
from sphinx_dossier.exports.cite_this import CITE
from sphinx_dossier.locale.words import count_of
from sphinx_dossier.sphinx.markup import Tag
from sphinx_dossier.sphinx.nodes import as_nodes
from sphinx_dossier.sphinx.show.html_parts import (
    DIVIDER,
    bullets,
    citations,
    fold_away,
    paragraph,
    picture_of,
    render_mark,
    render_rows,
    side_mark,
    span,
)
from sphinx_dossier.sphinx.show.legends import render_correction, render_legend
from sphinx_dossier.sphinx.show.picture_lists import (
    render_chain,
    render_days,
    render_figures,
    render_timeline,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_dossier.answers.coverage import PassageRow
    from sphinx_dossier.answers.ledger import LedgerRow
    from sphinx_dossier.answers.objects import Group
    from sphinx_dossier.sphinx.markup import Markup

_MOST_UNFOLDED = 30
"""How many claims stand open beside a picture."""


def render(answer: Answer, sides: Mapping[str, str], cite: Sequence[Line] = ()) -> list[Markup]:
    """What is shown for an answer; ``cite`` are the lines that say how to cite its object."""
    match answer:
        case Evidence():
            return render_evidence(answer, sides, cite)
        case FactList(facts):
            return render_object_facts(facts, cite)
        case Record():
            return render_record(answer, sides)
        case SourceRecord():
            return render_source(answer)
        case ObjectList(rows):
            return render_objects(rows, sides)
        case Ledger(rows):
            return render_ledger(rows, sides)
        case Timeline(moments):
            return render_timeline(moments, sides)
        case Days():
            return render_days(answer, sides)
        case Figures():
            return render_figures(answer, sides)
        case Geography():
            return render_map(answer, sides)
        case Relations():
            return render_relations(answer, sides)
        case Chain(hops):
            return render_chain(hops, sides)
        case Coverage():
            return render_coverage(answer, sides)
        case CorrectionHead():
            return render_correction(answer)
        case Legend():
            return render_legend(answer)
        case None:
            return []


def render_evidence(
    evidence: Evidence, sides: Mapping[str, str], cite: Sequence[Line] = ()
) -> list[Markup]:
    """The evidence line under a claim, and below it what it is related to."""
    pieces: list[list[Markup]] = [
        [*side_mark(evidence.side, sides), *evidence.speaker],
        [span(evidence.act, "dossier-act")],
        [span(evidence.date, "dossier-date"), *_note(evidence.basis)],
        citations(evidence.citations),
        _spaced([render_mark(mark) for mark in evidence.marks]),
        [span(evidence.counts, "dossier-counts")],
    ]
    line = paragraph(classes=["dossier-evidence"])
    for piece in pieces:
        if piece:
            line += [DIVIDER, *piece] if line.parts else piece
    line += [Tag("permalink", anchor=evidence.id)]
    facts = [*evidence.facts, *([Fact(CITE, tuple(cite))] if cite else [])]
    return [line, *fold_away(evidence.summary, render_facts(facts))]


def _spaced(parts: list[Tag]) -> list[Markup]:
    found: list[Markup] = []
    for part in parts:
        found += [", ", part] if found else [part]
    return found


def _note(text: str) -> list[Markup]:
    return [" ", span(f"({text})", "dossier-basis")] if text else []


def render_facts(facts: Sequence[Fact]) -> list[Markup]:
    """A list of terms and values."""
    if not facts:
        return []
    items = []
    for fact in facts:
        values = [paragraph(*value) for value in fact.values]
        items += [Tag("dt", fact.term), Tag("dd", *values)]
    return [Tag("dl", *items, classes=["dossier-facts"])]


def render_object_facts(facts: Sequence[Fact], cite: Sequence[Line]) -> list[Markup]:
    """The facts of anything but a claim; how to cite it is long, and folded."""
    return [*render_facts(facts), *fold_away(CITE, [paragraph(*line) for line in cite])]


def render_record(record: Record, sides: Mapping[str, str]) -> list[Markup]:
    """What other pages say of an object: sections, or folded where it is one of many."""
    if record.is_subject:
        return [*_ego(record, sides), *(_section(record.id, one, sides) for one in record.groups)]
    answers = [group for group in record.groups if group.are_answers]
    others = [group for group in record.groups if not group.are_answers]
    summary = "Elsewhere: " + ", ".join(_lowered(group.title) for group in others)
    folded = [node for group in others for node in _titled(group, sides)]
    return [
        *(node for group in answers for node in _titled(group, sides)),
        *fold_away(summary, folded),
    ]


def _ego(record: Record, sides: Mapping[str, str]) -> list[Markup]:
    if not record.relations:
        return []
    content = [Tag("title", "Who speaks about whom"), *render_relations(record.relations, sides)]
    return [Tag("section", *content, anchor=f"{record.id}-partners", classes=["dossier-record"])]


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _section(identifier: str, group: Group, sides: Mapping[str, str]) -> Tag:
    content = [Tag("title", group.title), _group(group, sides)]
    return Tag("section", *content, anchor=f"{identifier}-{group.slug}", classes=["dossier-record"])


def _titled(group: Group, sides: Mapping[str, str]) -> list[Markup]:
    return [paragraph(span(group.title, "dossier-term")), _group(group, sides)]


def _group(group: Group, sides: Mapping[str, str]) -> Tag:
    if not group.rows:
        return paragraph(group.empty, classes=["dossier-empty"])
    if group.are_answers:
        return render_answers([row for row in group.rows if isinstance(row, Row)], sides)
    return render_rows(group.rows, sides)


def render_answers(rows: Iterable[Row], sides: Mapping[str, str]) -> Tag:
    """Claims with their value first: who gave it, when, what became of it."""
    items = []
    for row in rows:
        value = row.text._replace(label=row.value or row.text.label)
        line = paragraph(Tag("span", value, classes=["dossier-value"]))
        line += [DIVIDER, *side_mark(row.side, sides), row.speaker]
        if row.date:
            line += [DIVIDER, span(row.date, "dossier-date")]
        items.append([line, paragraph(render_mark(row.mark))])
    return bullets(items, "dossier-answers")


def render_objects(rows: Sequence[Row | Line], sides: Mapping[str, str]) -> list[Markup]:
    """A plain list of objects."""
    if not rows:
        return [paragraph("Nothing found.", classes=["dossier-empty"])]
    return [render_rows(rows, sides)]


def render_ledger(rows: Sequence[LedgerRow], sides: Mapping[str, str]) -> list[Markup]:
    """Questions against sides, as a table that stacks on a phone."""
    if not rows:
        return [paragraph("No question found.", classes=["dossier-empty"])]
    columns = [column for column, _, _ in rows[0].cells]
    titles = ["Question", *(sides.get(column, "Others") for column in columns)]
    group = nodes.tgroup("", cols=len(titles))
    # Equal shares in HTML; in plain text the number of characters.
    group += [nodes.colspec("", colwidth=24, stub=int(not at)) for at in range(len(titles))]
    head = nodes.row("", *(nodes.entry("", *as_nodes([paragraph(one)])) for one in titles))
    group += nodes.thead("", head)
    group += nodes.tbody("", *(_ledger_row(row, sides) for row in rows))
    return [nodes.table("", group, classes=["dossier-ledger"])]


def _ledger_row(row: LedgerRow, sides: Mapping[str, str]) -> nodes.row:
    question = [paragraph(row.question, classes=["dossier-question-text"])]
    note = ", ".join(part for part in (row.about, row.state) if part)
    question.append(paragraph(note, classes=["dossier-basis"]))
    result = nodes.row("", nodes.entry("", *as_nodes(question)))
    for _, claims, searched in row.cells:
        result += nodes.entry("", *as_nodes(_cell(claims, searched, sides)))
    return result


def _cell(claims: Sequence[Row], searched: str, sides: Mapping[str, str]) -> list[Markup]:
    if not claims:
        words = "No statement found." + (f" Searched: {searched}" if searched else "")
        return [paragraph(words, classes=["dossier-empty"])]
    return [render_answers(claims, {})]


def render_map(shown: Geography, sides: Mapping[str, str]) -> list[Markup]:
    """The places on a map, and as a list."""
    if not shown.spots:
        return [paragraph("No place found.", classes=["dossier-empty"])]
    items = []
    for spot in shown.spots:
        where = coordinates(spot.coord) if spot.coord else "no coordinates"
        words = DIVIDER.join(part for part in (where, tied(spot)) if part)
        items.append([paragraph(spot.link, " ", span(words, "dossier-basis"))])
    return [picture_of("map", shown, sides), bullets(items, "dossier-places")]


def render_relations(shown: Relations, sides: Mapping[str, str]) -> list[Markup]:
    """Who said what about whom as a picture, and as a list that is folded where it is long."""
    if not shown.speakers:
        return [paragraph("Nothing found.", classes=["dossier-empty"])]
    parties = shown.parties
    items = Tag("ul", anchor=shown.anchor, classes=["dossier-sayings"])
    for speaker in shown.speakers:
        party = speaker.party
        head = paragraph(*side_mark(party.side, sides), party.link)
        said = [_saying(saying, parties) for saying in speaker.sayings]
        items += [Tag("li", head, *said, anchor=speaker.anchor)]
    count = sum(speaker.weight for speaker in shown.speakers)
    drawn = picture_of("relations", shown, sides)
    if count <= _MOST_UNFOLDED and not shown.focus:
        return [Tag("div", drawn, items, classes=["dossier-beside"])]
    return [drawn, *fold_away(f"The same as a list: {count_of(count, 'claim')}", [items])]


def _saying(saying: Saying, parties: Mapping[str, Party]) -> Tag:
    line = paragraph(f"{STANCES[saying.stance]} ")
    for at, target in enumerate(saying.targets):
        last = at == len(saying.targets) - 1
        line += ["" if not at else " and " if last else ", ", parties[target].link]
    for at, claim in enumerate(saying.claims):
        line += ["; " if at else ": ", Tag("span", claim, classes=["dossier-told"])]
    return line


def render_coverage(coverage: Coverage, sides: Mapping[str, str]) -> list[Markup]:
    """The passages of a source, each with what was made of it."""
    if not coverage.passages:
        return []
    count = f"{coverage.covered} of {coverage.total}"
    words = [Tag("strong", count), " passages of ", *coverage.source]
    lead = paragraph(*words, " are taken up.", classes=["dossier-count"])
    items = Tag("ul", classes=["dossier-coverage"])
    items += [_passage(passage, sides) for passage in coverage.passages]
    return [lead, items]


def _passage(passage: PassageRow, sides: Mapping[str, str]) -> Tag:
    number = passage.id.removeprefix("p")
    place = f" {passage.role}, line {passage.line}, {passage.words} words"
    head = paragraph(span(f"¶ {number}", "dossier-value"), span(place, "dossier-basis"))
    head += [Tag("permalink", anchor=passage.anchor)]
    item = Tag("li", head, anchor=passage.anchor, classes=[f"dossier-role-{passage.role}"])
    if passage.quotes:
        item += [paragraph("; ".join(f"“{quote}”" for quote in passage.quotes))]
    if passage.rows:
        item += [render_rows(passage.rows, sides)]
    elif passage.role != "furniture":
        words = passage.reason or "Nothing cites this passage."
        item += [paragraph(words, classes=["dossier-empty"])]
    return item


def render_source(record: SourceRecord) -> list[Markup]:
    """What rests on a source, below its entry in the bibliography."""
    parts: list[Markup] = []
    if record.coverage:
        parts.append(paragraph(*record.coverage))
    if record.objects:
        items = [paragraph(*line, f" ({place})" if place else "") for line, place in record.objects]
        parts += [paragraph(span("Cited by", "dossier-term")), bullets([one] for one in items)]
    if record.pages:
        cited = paragraph(span("Cited in ", "dossier-term"))
        for at, page in enumerate(record.pages):
            cited += [", ", page] if at else [page]
        parts.append(cited)
    return [Tag("div", *parts, classes=["dossier-rests"])] if parts else []
