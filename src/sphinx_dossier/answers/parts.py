"""What is common to all answers: links, lines, citations, marks, rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from sphinx_dossier.core.anchors import passage_anchor, source_anchor
from sphinx_dossier.core.index import title
from sphinx_dossier.core.model import ACTS, Answer, Citation, Claim, Event, Source, Where, kind_of
from sphinx_dossier.core.names import isolated
from sphinx_dossier.core.status import standings
from sphinx_dossier.locale import words
from sphinx_dossier.locale.words import number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dossier.core.index import Index


class Link(NamedTuple):
    """A link to an anchor of a page; without ``docname`` just its label. ``kind`` styles it."""

    label: str
    docname: str
    anchor: str
    kind: str


Part: TypeAlias = str | Link


Line: TypeAlias = tuple[Part, ...]


class Fact(NamedTuple):
    """A term and what is said of it, each value a line."""

    term: str
    values: tuple[Line, ...]


class Mark(NamedTuple):
    """A status: its word (for style and the legend) and its words with links."""

    status: str
    line: Line


class Row(NamedTuple):
    """A claim in a list: when, who, what, where it stands in the sources, what became of it."""

    id: str
    date: str
    speaker: Link
    side: str
    act: str
    text: Link
    value: str
    citations: tuple[Line, ...]
    mark: Mark


def link(index: Index, identifier: str, label: str = "") -> Link:
    """A link to the object of that id, named as it is unless ``label`` is given."""
    thing = index.objects.get(identifier)
    if thing is None:
        return Link(label or identifier, "", "", "unknown")
    label = label or index.titles[identifier]
    return Link(label, index.home[identifier], identifier, kind_of(thing))


def name_in_prose(index: Index, identifier: str) -> str:
    """What a link without words of its own says; of a claim, who said it and on which day."""
    thing = index.objects.get(identifier)
    if not isinstance(thing, Claim):
        return index.titles.get(identifier, identifier)
    speaker = index.titles.get(thing.by, thing.by) or "nobody named"
    day = words.date(thing.said, with_clock=False) if thing.said else ""
    return f"{speaker}, {day}" if day else speaker


def page_link(index: Index, docname: str) -> Link:
    """A link to a whole page."""
    return Link(index.pages[docname].title or docname, docname, "", "page")


def source_link(index: Index, key: str, label: str = "") -> Link:
    """A link to a source in the bibliography."""
    source = index.sources.get(key)
    if source is None:
        return Link(label or key, "", "", "unknown")
    home = index.bibliography_homes.get(key, "")
    return Link(label or source.outlet, home, source_anchor(key), "source")


def citation_line(index: Index, citation: Citation) -> Line:
    """A citation as a link, with the passage and the quoted words."""
    source = index.sources.get(citation.source)
    name = isolated(source.outlet) if source else citation.source
    quote = (f" “{isolated(citation.quote)}”",) if citation.quote else ()
    if not citation.passage:
        return (source_link(index, citation.source), *quote)
    label = f"{name}, ¶ {citation.passage.removeprefix('p')}"
    home = index.coverage_home.get(citation.source)
    if home is None:
        return (source_link(index, citation.source, label), *quote)
    anchor = passage_anchor(citation.source, citation.passage)
    return (Link(label, home, anchor, "passage"), *quote)


def citation_parts(index: Index, key: str, passage: str, locator: str) -> Line:
    """A citation in prose; where the passage of the locator is shown, it leads there."""
    source = index.sources.get(key)
    if source is None:
        return (source_link(index, key),)
    label = source_label(source) + (f", {locator}" if locator else "")
    manifest = index.manifests.get(key)
    if manifest and passage in manifest.passages and key in index.coverage_home:
        citation = Citation(key, passage, "", Where("", 1))
        found = citation_line(index, citation)[0]
        assert isinstance(found, Link)
        return (found._replace(label=label),)
    return (source_link(index, key, label),)


def speaker(index: Index, claim: Claim) -> Line:
    """Who says it, and by which way: ``from`` the first speaker, or ``via`` the relays."""
    line: list[Part] = [link(index, claim.by) if claim.by else "nobody named"]
    before = " from " if claim.act == "reports" else " via "
    for relay in claim.via:
        line += [before if len(line) == 1 else " ← ", link(index, relay)]
    return tuple(line)


def basis(thing: Claim | Event) -> str:
    """How the date is known, where it is not simply stated."""
    if thing.basis.word == "stated":
        return ""
    return f"date {thing.basis.word}" + (f": {thing.basis.note}" if thing.basis.note else "")


def _counts(reach: int, origins: int) -> str:
    publications = f"{reach} publication{'' if reach == 1 else 's'}"
    return f"{publications}, {origins or 'no'} {'origin' if origins == 1 else 'origins'}"


_LINKED_MARKS: Final = {
    "drifted": ("drifted from ", ("drifted-from",)),
    "conceded": ("conceded by ", ("conceded-by",)),
    "denied": ("denied by ", ("denied-by",)),
    "disputed": ("disputed by ", ("disputed-by",)),
    "updated": ("updated by ", ("updated-by", "corrected-by")),
}


def mark(index: Index, claim: Claim, word: str) -> Mark:
    """A status of a claim, with links to the claims that bring it about."""
    if word in ("rival-figures", "disputed"):
        rivals = standings(index)[claim.id].rivals
        if word == "rival-figures" or not index.related(claim.id, "disputed-by"):
            lead = "rival figures: " if word == "rival-figures" else "disputed: "
            return Mark(word, _joined(lead, (_rival(index, rival) for rival in rivals[:3])))
    if word in _LINKED_MARKS:
        lead, relations = _LINKED_MARKS[word]
        others = index.related(claim.id, *relations)
        return Mark(word, _joined(lead, (_other_side(index, other) for other in others[:3])))
    return Mark(word, (word.replace("-", " "),))


def _joined(lead: str, links: Iterable[Link]) -> Line:
    line: list[Part] = [lead]
    for position, one in enumerate(links):
        line += [", ", one] if position else [one]
    return tuple(line)


def _other_side(index: Index, claim: str) -> Link:
    speaker = index.objects.get(index.claims[claim].by)
    return link(index, claim, title(speaker) if speaker else index.claims[claim].by)


def _rival(index: Index, claim: str) -> Link:
    answer = index.claims[claim].answers
    speaker = _other_side(index, claim)
    value = answer_words(index, answer) if answer else ""
    return speaker._replace(label=f"{value} ({speaker.label})")


def answer_words(index: Index, answer: Answer) -> str:
    """An answer as it is read: ``7``, ``7–9``, ``at least 7``, ``at most 9``, words, a name."""
    if not answer.is_quantity:
        thing = index.objects.get(answer.words)
        return title(thing) if thing else answer.words
    low, high = number(answer.minimum), number(answer.maximum)
    if low == high:
        return low
    if not high:
        return f"at least {low}"
    return f"{low}–{high}" if low else f"at most {high}"


def told(index: Index, claim: str) -> Line:
    """A claim in one line: who, when, what."""
    thing = index.claims[claim]
    date = f", {words.date(thing.said)}: " if thing.said else ": "
    return (speaker(index, thing)[0], date, link(index, claim))


def list_line(index: Index, targets: Iterable[str]) -> Line:
    """Links with commas between them."""
    line: list[Part] = []
    for target in targets:
        line += [", ", link(index, target)] if line else [link(index, target)]
    return tuple(line)


def row(index: Index, identifier: str) -> Row:
    """A claim as a row of a list."""
    claim = index.claims[identifier]
    value = _value(index, claim.answers) if claim.answers else ""
    return Row(
        id=identifier,
        date=words.date(claim.said) if claim.said else "",
        speaker=link(index, claim.by) if claim.by else Link("nobody named", "", "", "unknown"),
        side=index.side_of(claim.by),
        act=ACTS.get(claim.act, claim.act),
        text=link(index, identifier, claim.text or identifier),
        value=value,
        citations=tuple(citation_line(index, citation) for citation in claim.cites),
        mark=mark(index, claim, standings(index)[identifier].status),
    )


def _value(index: Index, answer: Answer) -> str:
    asked = index.questions.get(answer.question)
    unit = asked.unit if asked and answer.is_quantity else ""
    words = (answer_words(index, answer), counted_in(unit, answer.minimum, answer.maximum))
    return " ".join(filter(None, words))


def counted_in(unit: str, minimum: float | None, maximum: float | None) -> str:
    """A unit, which authors write for many, as it follows a number: one helicopter."""
    if not minimum == maximum == 1:
        return unit
    thing, *rest = unit.split(" ")
    for many, one in (("ies", "y"), ("sses", "ss"), ("s", "")):
        if thing.endswith(many) and not thing.endswith("ss"):
            thing = thing.removesuffix(many) + one
            break
    return " ".join((thing, *rest))


def rows(index: Index, claims: Iterable[str]) -> tuple[Row, ...]:
    """Claims as rows, by date."""
    return tuple(row(index, claim) for claim in index.by_date(tuple(claims)))


def source_label(source: Source) -> str:
    """A source as it is cited in prose: ``Beijing News, 28 September 2020``."""
    outlet = isolated(source.outlet)
    return f"{outlet}, {words.date(source.date)}" if source.date else outlet
