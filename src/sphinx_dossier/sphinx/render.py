"""From answers to markup, one small function an answer (layer 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dossier.codes import Code
from sphinx_dossier.queries import (
    STANCES,
    Coverage,
    Evidence,
    Fact,
    Geography,
    Group,
    Hop,
    LedgerRow,
    Line,
    Mark,
    Moment,
    Party,
    PassageRow,
    Record,
    Relations,
    Row,
    Saying,
    SourceRecord,
    coordinates,
    count_of,
    tied,
)
from sphinx_dossier.sphinx.markup import Tag
from sphinx_dossier.sphinx.nodes import as_nodes, picture
from sphinx_dossier.status import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_dossier.sphinx.markup import Markup

_DIVIDER = " · "
_MOST_UNFOLDED = 30
"""How many claims stand open beside a picture."""


def _words(text: str, *classes: str) -> Tag:
    return Tag("span", text, classes=classes)


def _paragraph(*parts: Markup, classes: Sequence[str] = ()) -> Tag:
    return Tag("p", *parts, classes=classes)


def _bullets(items: Iterable[Iterable[Markup]], *classes: str) -> Tag:
    return Tag("ul", *(Tag("li", *item) for item in items), classes=classes)


def render_mark(mark: Mark) -> Tag:
    """A status: a shape by class, the words always beside it."""
    return Tag("span", *mark.line, classes=["dossier-status", f"dossier-status-{mark.status}"])


def render_evidence(evidence: Evidence, sides: Mapping[str, str]) -> list[Markup]:
    """The evidence line under a claim, and below it what it is related to."""
    pieces: list[list[Markup]] = [
        [*_side_mark(evidence.side, sides), *evidence.speaker],
        [_words(evidence.act, "dossier-act")],
        [_words(evidence.date, "dossier-date"), *_note(evidence.basis)],
        _citations(evidence.citations),
        _spaced([render_mark(mark) for mark in evidence.marks]),
        [_words(evidence.counts, "dossier-counts")],
    ]
    line = _paragraph(classes=["dossier-evidence"])
    for piece in pieces:
        if piece:
            line += [_DIVIDER, *piece] if line.parts else piece
    line += [Tag("permalink", anchor=evidence.id)]
    return [line, *_folded(evidence.summary, render_facts(evidence.facts, sides))]


def _folded(summary: str, content: list[Markup]) -> list[Markup]:
    """``content`` that opens at a click on ``summary``."""
    if not content:
        return []
    return [Tag("details", Tag("summary", summary), *content, classes=["dossier-more"])]


def _spaced(parts: list[Tag]) -> list[Markup]:
    found: list[Markup] = []
    for part in parts:
        found += [", ", part] if found else [part]
    return found


def _note(text: str) -> list[Markup]:
    return [" ", _words(f"({text})", "dossier-basis")] if text else []


def _citations(lines: Iterable[Line]) -> list[Markup]:
    found: list[Markup] = []
    for line in lines:
        inner = Tag("span", *line, classes=["dossier-citation"])
        found += [" ", inner] if found else [inner]
    return found


def _side_mark(side: str, sides: Mapping[str, str]) -> list[Markup]:
    """The shape of a side, with its name for those who do not see it."""
    if side not in sides:
        return []
    order = list(sides).index(side) % 2
    name = sides[side]
    words = _words(f"{name}: ", "dossier-hidden")
    classes = ["dossier-side", f"dossier-side-{order}"]
    return [Tag("span", words, classes=classes, attributes={"title": name})]


def render_facts(facts: Sequence[Fact], sides: Mapping[str, str]) -> list[Markup]:
    """A list of terms and values."""
    if not facts:
        return []
    items = []
    for fact in facts:
        values = [_paragraph(*value) for value in fact.values]
        items += [Tag("dt", fact.term), Tag("dd", *values)]
    return [Tag("dl", *items, classes=["dossier-facts"])]


def render_row(row: Row, sides: Mapping[str, str]) -> list[Tag]:
    """A claim in a list."""
    head = _paragraph(classes=["dossier-row-head"])
    head += [*_side_mark(row.side, sides), row.speaker, f" {row.act}"]
    if row.date:
        head += [_DIVIDER, _words(row.date, "dossier-date")]
    if row.value:
        head += [_DIVIDER, _words(row.value, "dossier-value")]
    foot = _paragraph(*_citations(row.citations), classes=["dossier-row-foot"])
    foot += [_DIVIDER, render_mark(row.mark)] if foot.parts else [render_mark(row.mark)]
    return [head, _paragraph(row.text, classes=["dossier-row-text"]), foot]


def _entry(row: Row | Line, sides: Mapping[str, str]) -> list[Tag]:
    return render_row(row, sides) if isinstance(row, Row) else [_paragraph(*row)]


def render_rows(rows: Iterable[Row | Line], sides: Mapping[str, str]) -> Tag:
    """Claims and objects as a list."""
    return _bullets((_entry(row, sides) for row in rows), "dossier-rows")


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
        *_folded(summary, folded),
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
    return [_paragraph(_words(group.title, "dossier-term")), _group(group, sides)]


def _group(group: Group, sides: Mapping[str, str]) -> Tag:
    if not group.rows:
        return _paragraph(group.empty, classes=["dossier-empty"])
    if group.are_answers:
        return render_answers([row for row in group.rows if isinstance(row, Row)], sides)
    return render_rows(group.rows, sides)


def render_answers(rows: Iterable[Row], sides: Mapping[str, str]) -> Tag:
    """Claims with their value first: who gave it, when, what became of it."""
    items = []
    for row in rows:
        value = row.text._replace(label=row.value or row.text.label)
        line = _paragraph(Tag("span", value, classes=["dossier-value"]))
        line += [_DIVIDER, *_side_mark(row.side, sides), row.speaker]
        if row.date:
            line += [_DIVIDER, _words(row.date, "dossier-date")]
        items.append([line, _paragraph(render_mark(row.mark))])
    return _bullets(items, "dossier-answers")


def render_objects(rows: Sequence[Row | Line], sides: Mapping[str, str]) -> list[Markup]:
    """A plain list of objects."""
    if not rows:
        return [_paragraph("Nothing found.", classes=["dossier-empty"])]
    return [render_rows(rows, sides)]


def render_ledger(rows: Sequence[LedgerRow], sides: Mapping[str, str]) -> list[Markup]:
    """Questions against sides, as a table that stacks on a phone."""
    if not rows:
        return [_paragraph("No question found.", classes=["dossier-empty"])]
    columns = [column for column, _, _ in rows[0].cells]
    titles = ["Question", *(sides.get(column, "Others") for column in columns)]
    group = nodes.tgroup("", cols=len(titles))
    # Equal shares in HTML; in plain text the number of characters.
    group += [nodes.colspec("", colwidth=24, stub=int(not at)) for at in range(len(titles))]
    head = nodes.row("", *(nodes.entry("", *as_nodes([_paragraph(one)])) for one in titles))
    group += nodes.thead("", head)
    group += nodes.tbody("", *(_ledger_row(row, titles, sides) for row in rows))
    return [nodes.table("", group, classes=["dossier-ledger"])]


def _ledger_row(row: LedgerRow, titles: Sequence[str], sides: Mapping[str, str]) -> nodes.row:
    question = [_paragraph(row.question, classes=["dossier-question-text"])]
    note = ", ".join(part for part in (row.about, row.state) if part)
    question.append(_paragraph(note, classes=["dossier-basis"]))
    result = nodes.row("", nodes.entry("", *as_nodes(question)))
    for (_, claims, searched), heading in zip(row.cells, titles[1:], strict=True):
        label = _paragraph(_words(heading), classes=["dossier-cell-label"])
        result += nodes.entry("", *as_nodes([label, *_cell(claims, searched, sides)]))
    return result


def _cell(claims: Sequence[Row], searched: str, sides: Mapping[str, str]) -> list[Markup]:
    if not claims:
        words = "No statement found." + (f" Searched: {searched}" if searched else "")
        return [_paragraph(words, classes=["dossier-empty"])]
    return [render_answers(claims, {})]


def render_timeline(moments: Sequence[Moment], sides: Mapping[str, str]) -> list[Markup]:
    """One list in the order of time; entries of one day stand under the day."""
    outer = Tag("ol", classes=["dossier-timeline"])
    day, inner = None, Tag("ul")
    for moment in moments:
        if moment.day != day:
            day = moment.day
            inner = Tag("ul", classes=["dossier-rows"])
            heading = moment.date.split(", ")[0]
            label = _paragraph(_words(heading), classes=["dossier-day"])
            outer += [Tag("li", label, inner)]
        kind = "event" if moment.is_event else "claim"
        entry = _entry(moment.row or moment.line, sides)
        inner += [Tag("li", *entry, classes=[f"dossier-moment-{kind}"])]
    if not moments:
        return [_paragraph("Nothing found in this span.", classes=["dossier-empty"])]
    return [outer]


def render_map(shown: Geography, sides: Mapping[str, str]) -> list[Markup]:
    """The places on a map, and as a list."""
    if not shown.spots:
        return [_paragraph("No place found.", classes=["dossier-empty"])]
    items = []
    for spot in shown.spots:
        where = coordinates(spot.coord) if spot.coord else "no coordinates"
        words = _DIVIDER.join(part for part in (where, tied(spot)) if part)
        items.append([_paragraph(spot.link, " ", _words(words, "dossier-basis"))])
    return [_picture("map", shown, sides), _bullets(items, "dossier-places")]


def render_relations(shown: Relations, sides: Mapping[str, str]) -> list[Markup]:
    """Who said what about whom as a picture, and as a list that is folded where it is long."""
    if not shown.speakers:
        return [_paragraph("Nothing found.", classes=["dossier-empty"])]
    parties = shown.parties
    items = Tag("ul", anchor=shown.anchor, classes=["dossier-sayings"])
    for speaker in shown.speakers:
        party = speaker.party
        head = _paragraph(*_side_mark(party.side, sides), party.link)
        said = [_saying(saying, parties) for saying in speaker.sayings]
        items += [Tag("li", head, *said, anchor=speaker.anchor)]
    count = sum(speaker.weight for speaker in shown.speakers)
    drawn = _picture("relations", shown, sides)
    if count <= _MOST_UNFOLDED and not shown.focus:
        return [Tag("div", drawn, items, classes=["dossier-beside"])]
    return [drawn, *_folded(f"The same as a list: {count_of(count, 'claim')}", [items])]


def _saying(saying: Saying, parties: Mapping[str, Party]) -> Tag:
    line = _paragraph(f"{STANCES[saying.stance]} ")
    for at, target in enumerate(saying.targets):
        last = at == len(saying.targets) - 1
        line += ["" if not at else " and " if last else ", ", parties[target].link]
    for at, claim in enumerate(saying.claims):
        line += ["; " if at else ": ", Tag("span", claim, classes=["dossier-told"])]
    return line


def _picture(drawing: str, answer: object, sides: Mapping[str, str]) -> picture:
    return picture("", drawing=drawing, answer=answer, sides=dict(sides))


def render_chain(hops: Sequence[Hop], sides: Mapping[str, str]) -> list[Markup]:
    """The way of a claim, first speaker first; each step says what changed."""
    items = Tag("ol", classes=["dossier-chain"])
    for hop in hops:
        head, *rest = render_row(hop.row, sides)
        head += hop.via
        entry: list[Markup] = [head, *rest]
        if hop.drift:
            label = _words("What changed: ", "dossier-term")
            entry.insert(0, _paragraph(label, hop.drift, classes=["dossier-drift"]))
        if hop.denials:
            label = _paragraph(_words("Contradicted:", "dossier-term"))
            entry += [label, render_rows(hop.denials, sides)]
        classes = [f"dossier-depth-{min(hop.depth, 6)}"]
        if hop.is_asked:
            classes.append("dossier-asked")
        items += [Tag("li", *entry, classes=classes)]
    return [items] if hops else []


def render_coverage(coverage: Coverage, sides: Mapping[str, str]) -> list[Markup]:
    """The passages of a source, each with what was made of it."""
    if not coverage.passages:
        return []
    count = f"{coverage.covered} of {coverage.total}"
    words = [Tag("strong", count), " passages of ", *coverage.source]
    lead = _paragraph(*words, " are taken up.", classes=["dossier-count"])
    items = Tag("ul", classes=["dossier-coverage"])
    items += [_passage(passage, sides) for passage in coverage.passages]
    return [lead, items]


def _passage(passage: PassageRow, sides: Mapping[str, str]) -> Tag:
    number = passage.id.removeprefix("p")
    place = f" {passage.role}, line {passage.line}, {passage.words} words"
    head = _paragraph(_words(f"¶ {number}", "dossier-value"), _words(place, "dossier-basis"))
    head += [Tag("permalink", anchor=passage.anchor)]
    item = Tag("li", head, anchor=passage.anchor, classes=[f"dossier-role-{passage.role}"])
    if passage.quotes:
        item += [_paragraph("; ".join(f"“{quote}”" for quote in passage.quotes))]
    if passage.rows:
        item += [render_rows(passage.rows, sides)]
    elif passage.role != "furniture":
        words = passage.reason or "Nothing cites this passage."
        item += [_paragraph(words, classes=["dossier-empty"])]
    return item


def render_source(record: SourceRecord, sides: Mapping[str, str]) -> list[Markup]:
    """What rests on a source, below its entry in the bibliography."""
    parts: list[Markup] = []
    if record.coverage:
        parts.append(_paragraph(*record.coverage))
    if record.objects:
        items = [
            _paragraph(*line, f" ({place})" if place else "")
            for line, place in record.objects
        ]
        parts += [_paragraph(_words("Cited by", "dossier-term")), _bullets([one] for one in items)]
    if record.pages:
        cited = _paragraph(_words("Cited in ", "dossier-term"))
        for at, page in enumerate(record.pages):
            cited += [", ", page] if at else [page]
        parts.append(cited)
    return [Tag("div", *parts, classes=["dossier-rests"])] if parts else []


def render_statuses() -> list[Markup]:
    """The statuses in their order of precedence, with what each means."""
    words = [
        (render_mark(Mark(status, (status.replace("-", " "),))), meaning)
        for status, meaning in STATUSES.items()
    ]
    return [_definitions(words)]


def render_codes() -> list[Markup]:
    """The problem codes, with how to mend each."""
    words: list[tuple[Markup, str]] = [
        (nodes.literal("", f"dossier.{code.value}"), code.__doc__ or "") for code in Code
    ]
    return [_definitions(words)]


def _definitions(words: Iterable[tuple[Markup, str]]) -> Tag:
    items = []
    for term, meaning in words:
        items += [Tag("dt", term), Tag("dd", _paragraph(meaning))]
    return Tag("dl", *items, classes=["dossier-legend"])
