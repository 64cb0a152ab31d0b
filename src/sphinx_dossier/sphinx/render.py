"""From answers to plain docutils nodes, one small function an answer (layer 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_dossier.codes import Code
from sphinx_dossier.queries import (
    Coverage,
    Evidence,
    Fact,
    Group,
    Hop,
    LedgerRow,
    Line,
    Link,
    Mark,
    Moment,
    Part,
    PassageRow,
    Record,
    Row,
    SourceRecord,
)
from sphinx_dossier.sphinx.nodes import block, permalink, phrase
from sphinx_dossier.status import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from docutils.nodes import Node

_DIVIDER = " · "


def render_part(part: Part) -> Node:
    """Words, or a link that the domain resolves."""
    if isinstance(part, str):
        return nodes.Text(part)
    if not part.docname:
        return nodes.inline("", part.label, classes=["dossier-unknown"])
    classes = [f"dossier-to-{part.kind}"] if part.kind else []
    return addnodes.pending_xref(
        "",
        nodes.inline("", part.label),
        refdomain="dossier",
        reftype="anchor",
        reftarget=_anchor(part),
        refexplicit=True,
        docname=part.docname,
        classes=classes,
    )


def _anchor(link: Link) -> str:
    return nodes.make_id(link.anchor) if link.kind == "source" else link.anchor


def render_line(line: Line) -> list[Node]:
    """Words and links one behind the other."""
    return [render_part(part) for part in line]


def _words(text: str, *classes: str) -> nodes.inline:
    return nodes.inline("", text, classes=list(classes))


def _paragraph(*children: Node, classes: Sequence[str] = ()) -> nodes.paragraph:
    return nodes.paragraph("", "", *children, classes=list(classes))


def _bullets(items: Iterable[Sequence[Node]], *classes: str) -> nodes.bullet_list:
    return nodes.bullet_list(
        "", *(nodes.list_item("", *item) for item in items), classes=list(classes)
    )


def render_mark(mark: Mark) -> nodes.inline:
    """A status: a shape by class, the words always beside it."""
    return nodes.inline(
        "",
        "",
        *render_line(mark.line),
        classes=["dossier-status", f"dossier-status-{mark.status}"],
    )


def render_evidence(evidence: Evidence, sides: Mapping[str, str]) -> list[Node]:
    """The evidence line under a claim, and below it what it is related to."""
    pieces: list[list[Node]] = [
        [*_side_mark(evidence.side, sides), *render_line(evidence.speaker)],
        [_words(evidence.act, "dossier-act")],
        [_words(evidence.date, "dossier-date"), *_note(evidence.basis)],
        _citations(evidence.citations),
        _spaced([render_mark(mark) for mark in evidence.marks]),
        [_words(evidence.counts, "dossier-counts")],
    ]
    line = _paragraph(classes=["dossier-evidence"])
    for piece in pieces:
        if piece:
            line += [nodes.Text(_DIVIDER), *piece] if len(line) else piece
    line += permalink(target=evidence.id)
    return [line, *_folded(evidence.summary, render_facts(evidence.facts, sides))]


def _folded(summary: str, content: list[Node]) -> list[Node]:
    """``content`` that opens at a click on ``summary``."""
    if not content:
        return []
    head = block("", nodes.Text(summary), tag="summary")
    return [block("", head, *content, tag="details", classes=["dossier-more"])]


def _spaced(parts: list[nodes.inline]) -> list[Node]:
    found: list[Node] = []
    for part in parts:
        found += [nodes.Text(", "), part] if found else [part]
    return found


def _note(text: str) -> list[Node]:
    return [nodes.Text(" "), _words(f"({text})", "dossier-basis")] if text else []


def _citations(lines: Iterable[Line]) -> list[Node]:
    found: list[Node] = []
    for line in lines:
        inner = nodes.inline("", "", *render_line(line), classes=["dossier-citation"])
        found += [nodes.Text(" "), inner] if found else [inner]
    return found


def _side_mark(side: str, sides: Mapping[str, str]) -> list[Node]:
    """The shape of a side, with its name for those who do not see it."""
    if side not in sides:
        return []
    order = list(sides).index(side) % 2
    name = sides[side]
    mark = phrase("", "", tag="span", classes=["dossier-side", f"dossier-side-{order}"])
    mark["attributes"] = {"title": name}
    mark += _words(f"{name}: ", "dossier-hidden")
    return [mark]


def render_facts(facts: Sequence[Fact], sides: Mapping[str, str]) -> list[Node]:
    """A list of terms and values."""
    if not facts:
        return []
    items = []
    for fact in facts:
        values = [_paragraph(*render_line(value)) for value in fact.values]
        definition = nodes.definition("", *values)
        items.append(nodes.definition_list_item("", nodes.term("", fact.term), definition))
    return [nodes.definition_list("", *items, classes=["dossier-facts"])]


def render_row(row: Row, sides: Mapping[str, str]) -> list[nodes.paragraph]:
    """A claim in a list."""
    head = _paragraph(classes=["dossier-row-head"])
    head += [*_side_mark(row.side, sides), render_part(row.speaker), nodes.Text(f" {row.act}")]
    if row.date:
        head += [nodes.Text(_DIVIDER), _words(row.date, "dossier-date")]
    if row.value:
        head += [nodes.Text(_DIVIDER), _words(row.value, "dossier-value")]
    foot = _paragraph(*_citations(row.citations), classes=["dossier-row-foot"])
    foot += [nodes.Text(_DIVIDER), render_mark(row.mark)] if len(foot) else [render_mark(row.mark)]
    return [head, _paragraph(render_part(row.text), classes=["dossier-row-text"]), foot]


def _entry(row: Row | Line, sides: Mapping[str, str]) -> list[nodes.paragraph]:
    return render_row(row, sides) if isinstance(row, Row) else [_paragraph(*render_line(row))]


def render_rows(rows: Iterable[Row | Line], sides: Mapping[str, str]) -> nodes.bullet_list:
    """Claims and objects as a list."""
    return _bullets((_entry(row, sides) for row in rows), "dossier-rows")


def render_record(record: Record, sides: Mapping[str, str]) -> list[Node]:
    """What other pages say of an object: sections, or folded where it is one of many."""
    if record.is_subject:
        return [_section(record.id, group, sides) for group in record.groups]
    answers = [group for group in record.groups if group.are_answers]
    others = [group for group in record.groups if not group.are_answers]
    summary = "Elsewhere: " + ", ".join(_lowered(group.title) for group in others)
    folded = [node for group in others for node in _titled(group, sides)]
    return [
        *(node for group in answers for node in _titled(group, sides)),
        *_folded(summary, folded),
    ]


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _section(identifier: str, group: Group, sides: Mapping[str, str]) -> nodes.section:
    section = nodes.section("", nodes.title("", group.title), classes=["dossier-record"])
    section["ids"].append(f"{identifier}-{group.slug}")
    section += _group(group, sides)
    return section


def _titled(group: Group, sides: Mapping[str, str]) -> list[Node]:
    return [_paragraph(_words(group.title, "dossier-term")), _group(group, sides)]


def _group(group: Group, sides: Mapping[str, str]) -> Node:
    if not group.rows:
        return _paragraph(nodes.Text(group.empty), classes=["dossier-empty"])
    if group.are_answers:
        return render_answers([row for row in group.rows if isinstance(row, Row)], sides)
    return render_rows(group.rows, sides)


def render_answers(rows: Iterable[Row], sides: Mapping[str, str]) -> nodes.bullet_list:
    """Claims with their value first: who gave it, when, what became of it."""
    items = []
    for row in rows:
        value = render_part(row.text._replace(label=row.value or row.text.label))
        line = _paragraph(nodes.inline("", "", value, classes=["dossier-value"]))
        line += [nodes.Text(_DIVIDER), *_side_mark(row.side, sides), render_part(row.speaker)]
        if row.date:
            line += [nodes.Text(_DIVIDER), _words(row.date, "dossier-date")]
        items.append([line, _paragraph(render_mark(row.mark))])
    return _bullets(items, "dossier-answers")


def render_objects(rows: Sequence[Row | Line], sides: Mapping[str, str]) -> list[Node]:
    """A plain list of objects."""
    if not rows:
        return [_paragraph(nodes.Text("Nothing found."), classes=["dossier-empty"])]
    return [render_rows(rows, sides)]


def render_ledger(rows: Sequence[LedgerRow], sides: Mapping[str, str]) -> list[Node]:
    """Questions against sides, as a table that stacks on a phone."""
    if not rows:
        return [_paragraph(nodes.Text("No question found."), classes=["dossier-empty"])]
    columns = [column for column, _, _ in rows[0].cells]
    titles = ["Question", *(sides.get(column, "Others") for column in columns)]
    group = nodes.tgroup("", cols=len(titles))
    group += [nodes.colspec("", colwidth=1, stub=int(not at)) for at in range(len(titles))]
    head = nodes.row("", *(nodes.entry("", _paragraph(nodes.Text(one))) for one in titles))
    group += nodes.thead("", head)
    group += nodes.tbody("", *(_ledger_row(row, titles, sides) for row in rows))
    return [nodes.table("", group, classes=["dossier-ledger"])]


def _ledger_row(row: LedgerRow, titles: Sequence[str], sides: Mapping[str, str]) -> nodes.row:
    question = [_paragraph(render_part(row.question), classes=["dossier-question-text"])]
    note = ", ".join(part for part in (row.about, row.state) if part)
    question.append(_paragraph(nodes.Text(note), classes=["dossier-basis"]))
    result = nodes.row("", nodes.entry("", *question))
    for (_, claims, searched), heading in zip(row.cells, titles[1:], strict=True):
        label = _paragraph(_words(heading), classes=["dossier-cell-label"])
        result += nodes.entry("", label, *_cell(claims, searched, sides))
    return result


def _cell(claims: Sequence[Row], searched: str, sides: Mapping[str, str]) -> list[Node]:
    if not claims:
        words = "No statement found." + (f" Searched: {searched}" if searched else "")
        return [_paragraph(nodes.Text(words), classes=["dossier-empty"])]
    return [render_answers(claims, {})]


def render_timeline(moments: Sequence[Moment], sides: Mapping[str, str]) -> list[Node]:
    """One list in the order of time; entries of one day stand under the day."""
    outer = nodes.enumerated_list("", classes=["dossier-timeline"])
    day, inner = None, nodes.bullet_list()
    for moment in moments:
        if moment.day != day:
            day = moment.day
            inner = nodes.bullet_list("", classes=["dossier-rows"])
            heading = moment.date.split(", ")[0]
            label = _paragraph(_words(heading), classes=["dossier-day"])
            outer += nodes.list_item("", label, inner)
        kind = "event" if moment.is_event else "claim"
        entry = _entry(moment.row or moment.line, sides)
        inner += nodes.list_item("", *entry, classes=[f"dossier-moment-{kind}"])
    if not moments:
        return [_paragraph(nodes.Text("Nothing found in this span."), classes=["dossier-empty"])]
    return [outer]


def render_chain(hops: Sequence[Hop], sides: Mapping[str, str]) -> list[Node]:
    """The way of a claim, first speaker first; each step says what changed."""
    items = nodes.enumerated_list("", classes=["dossier-chain"])
    for hop in hops:
        head, *rest = render_row(hop.row, sides)
        head.extend(render_line(hop.via))
        entry: list[Node] = [head, *rest]
        if hop.drift:
            words = [_words("What changed: ", "dossier-term"), nodes.Text(hop.drift)]
            entry.insert(0, _paragraph(*words, classes=["dossier-drift"]))
        if hop.denials:
            label = _paragraph(_words("Contradicted:", "dossier-term"))
            entry += [label, render_rows(hop.denials, sides)]
        classes = [f"dossier-depth-{min(hop.depth, 6)}"]
        if hop.is_asked:
            classes.append("dossier-asked")
        items += nodes.list_item("", *entry, classes=classes)
    return [items] if hops else []


def render_coverage(coverage: Coverage, sides: Mapping[str, str]) -> list[Node]:
    """The passages of a source, each with what was made of it."""
    if not coverage.passages:
        return []
    count = f"{coverage.covered} of {coverage.total}"
    words = [nodes.strong("", count), nodes.Text(" passages of "), *render_line(coverage.source)]
    lead = _paragraph(*words, nodes.Text(" are taken up."), classes=["dossier-count"])
    items = nodes.bullet_list("", classes=["dossier-coverage"])
    items += [_passage(passage, sides) for passage in coverage.passages]
    return [lead, items]


def _passage(passage: PassageRow, sides: Mapping[str, str]) -> nodes.list_item:
    number = passage.id.removeprefix("p")
    place = f" {passage.role}, line {passage.line}, {passage.words} words"
    head = _paragraph(_words(f"¶ {number}", "dossier-value"), _words(place, "dossier-basis"))
    head += permalink(target=passage.anchor)
    item = nodes.list_item("", head, ids=[passage.anchor], classes=[f"dossier-role-{passage.role}"])
    if passage.quotes:
        item += _paragraph(nodes.Text("; ".join(f"“{quote}”" for quote in passage.quotes)))
    if passage.rows:
        item += render_rows(passage.rows, sides)
    elif passage.role != "furniture":
        words = passage.reason or "Nothing cites this passage."
        item += _paragraph(nodes.Text(words), classes=["dossier-empty"])
    return item


def render_source(record: SourceRecord) -> list[Node]:
    """What rests on a source, below its entry in the bibliography."""
    parts: list[Node] = []
    if record.coverage:
        parts.append(_paragraph(*render_line(record.coverage)))
    if record.objects:
        items = [
            _paragraph(*render_line(line), nodes.Text(f" ({place})" if place else ""))
            for line, place in record.objects
        ]
        parts += [_paragraph(_words("Cited by", "dossier-term")), _bullets([one] for one in items)]
    if record.pages:
        cited = _paragraph(_words("Cited in ", "dossier-term"))
        for at, page in enumerate(record.pages):
            cited += [nodes.Text(", "), render_part(page)] if at else [render_part(page)]
        parts.append(cited)
    return [block("", *parts, tag="div", classes=["dossier-rests"])] if parts else []


def render_statuses() -> list[Node]:
    """The statuses in their order of precedence, with what each means."""
    words = [
        (render_mark(Mark(status, (status.replace("-", " "),))), meaning)
        for status, meaning in STATUSES.items()
    ]
    return [_definitions(words)]


def render_codes() -> list[Node]:
    """The problem codes, with how to mend each."""
    words: list[tuple[Node, str]] = [
        (nodes.literal("", f"dossier.{code.value}"), code.__doc__ or "") for code in Code
    ]
    return [_definitions(words)]


def _definitions(words: Iterable[tuple[Node, str]]) -> nodes.definition_list:
    items = [
        nodes.definition_list_item(
            "",
            nodes.term("", "", term),
            nodes.definition("", _paragraph(nodes.Text(meaning))),
        )
        for term, meaning in words
    ]
    return nodes.definition_list("", *items, classes=["dossier-legend"])
