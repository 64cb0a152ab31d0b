"""What is known of an object: the evidence under a claim, and the facts of anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from sphinx_dossier.answers.cited_passages import Cited
from sphinx_dossier.answers.object_facts import (
    Answered,
    Became,
    LinkList,
    NamesIn,
    Occasion,
    Parent,
    Position,
    Printed,
    Related,
    Shown,
    Term,
)
from sphinx_dossier.answers.question_state import QuestionState
from sphinx_dossier.core.model import INVERSE, STATED
from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.markup import Tag, sentence
from sphinx_dossier.sphinx.show.claim_lines import (
    date_in_line,
    passed_on,
    probably,
    render_citations,
    render_cited,
    render_date,
    render_line,
    render_mark,
    render_speakers,
    render_state,
)
from sphinx_dossier.sphinx.show.html_parts import (
    divided,
    explained,
    fold_away,
    in_language,
    joined,
    paragraph,
    side_mark,
    span,
    term,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_dossier.answers.evidence import Evidence
    from sphinx_dossier.answers.object_facts import Fact, FactList, FactValue
    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.core.instants import Timing
    from sphinx_dossier.core.model import Basis
    from sphinx_dossier.exports.cite_this import CiteThis
    from sphinx_dossier.sphinx.markup import Markup

    Labelled: TypeAlias = tuple[str, list[list[Markup]]]

_NAMED: Final = frozenset({*INVERSE, "drift", "searched"})
"""What became of a claim is named on its fold; the other facts are only promised."""

_OWN: Final = frozenset({"drift", "inferred", "searched"})
"""What only the fold of a claim says, so that it is printed."""

_ASIDE: Final = {"actor": frozenset({"also", "timezone"})}
"""Folded, by kind: what an actor said would else be out of sight below its names."""


def render_evidence(
    evidence: Evidence, sides: Mapping[str, str], cite: CiteThis | None
) -> list[Markup]:
    """The evidence line under a claim, and below it what it is related to."""
    line = divided(part for _, part in evidence_parts(evidence, sides))
    # Behind the line and not a piece of it: there is no divider before it.
    line.append(Tag("permalink", anchor=evidence.id, attributes={"name": evidence.title}))
    facts = [_labelled("claim", fact) for fact in evidence.facts]
    own = [fact.field in _OWN for fact in evidence.facts]
    facts += [(words.ON_THE_MAP, [joined(evidence.on_map)])] if evidence.on_map else []
    facts += [(words.CITE, cite_lines(cite))] if cite else []
    summary = _summary([fact.field for fact in evidence.facts], is_cited=cite is not None)
    classes = ["dossier-evidence", *(["dossier-later"] if evidence.is_later else [])]
    return [paragraph(*line, classes=classes), *fold_away(summary, _listed(facts, own))]


def evidence_parts(evidence: Evidence, sides: Mapping[str, str]) -> list[tuple[str, list[Markup]]]:
    """The parts of an evidence line in their order, each by its name in ``LINE_PARTS``."""
    by = passed_on(render_speakers(evidence.speakers), evidence.way)
    return [
        ("speaker", [*side_mark(evidence.side, sides), *by]),
        ("act", [_act(evidence)]),
        ("date", _dated(evidence.said, evidence.basis, evidence.is_later)),
        ("passages", render_citations(evidence.citations)),
        ("status", joined(render_mark(mark) for mark in evidence.marks)),
        ("counts", [_reach(evidence)]),
    ]


def _act(evidence: Evidence) -> Tag:
    act = words.act(evidence.act, evidence.act_label)
    opinion = explained("terms", "opinion")
    said = sentence(words.OPINION, opinion=opinion, act=act) if evidence.is_opinion else [act]
    return Tag("span", *said, classes=["dossier-act"])


def _reach(evidence: Evidence) -> Tag:
    """In how many publications it is, and from how many bodies it comes."""
    publications = words.count_of(evidence.reach, "publication")
    said = sentence(
        words.JOINT_REACH if evidence.is_joint else words.REACH,
        publications=explained("terms", "publications", publications),
        origins=explained("terms", "origins", words.origins(evidence.origins)),
        jointly=explained("terms", "jointly"),
    )
    return Tag("span", *said, classes=["dossier-counts"])


def _dated(timing: Timing | None, basis: Basis, is_later: bool) -> list[Markup]:
    """A date, and how it is known where it is not simply stated."""
    if timing is None:
        return []
    date = render_date(timing, is_later)
    if basis.word == STATED.word:
        return date
    template = words.NOTED_BASIS if basis.note else words.BASIS
    known = sentence(template, basis=explained("terms", basis.word, basis.word), note=basis.note)
    note = Tag("span", *sentence(words.BRACKETS, note=known), classes=["dossier-basis"])
    return sentence(words.DATE_NOTE, date=date, note=note)


def _summary(fields: Sequence[str], *, is_cited: bool) -> str:
    labels = [words.lowered(words.label("claim", one)) for one in fields if one in _NAMED]
    if not labels:
        return words.MORE_AND_CITE if is_cited else words.MORE
    template = words.AND_MORE_AND_CITE if is_cited else words.AND_MORE
    return words.capital(words.say(template, facts=words.COMMA.join(labels)))


def render_facts(facts: FactList, cite: CiteThis | None) -> list[Markup]:
    """The facts of anything but a claim; how to cite it is long, and folded."""
    aside = _ASIDE.get(facts.kind, frozenset())
    folded = [fact for fact in facts.facts if fact.field in aside]
    shown = [_labelled(facts.kind, fact) for fact in facts.facts if fact.field not in aside]
    names = [_labelled(facts.kind, fact) for fact in folded]
    lines: list[Markup] = [paragraph(*line) for line in cite_lines(cite)] if cite else []
    # No other line of the page has the names, so that they are printed.
    content = [*_listed(names, [True] * len(names)), *lines]
    return [*_listed(shown), *fold_away(_summary_of(facts, folded, is_cited=bool(cite)), content)]


def _summary_of(facts: FactList, folded: Sequence[Fact], *, is_cited: bool) -> str:
    if not folded:
        return words.CITE_KIND[facts.kind]
    if any(fact.field == "also" for fact in folded):
        return words.NAMES_AND_CITE if is_cited else words.OTHER_NAMES
    return words.MORE_AND_CITE if is_cited else words.MORE


def cite_lines(cite: CiteThis) -> list[list[Markup]]:
    """The citation in each style, with places for what only the reader's browser knows."""
    return [
        *(_styled(style, text, cite.address) for style, text in cite.styles),
        *([divided(cite.files)] if cite.files else []),
        *([embed_line(cite.picture, cite.code)] if cite.picture else []),
    ]


def embed_line(picture: Link, code: str) -> list[Markup]:
    """The picture by itself, and the code to copy where the address of the site is known."""
    alone = picture._replace(label=words.PICTURE_ALONE)
    shown = Tag("span", code, classes=["dossier-embed-code"]) if code else ""
    return [term(words.EMBED), words.BLANK, *divided([alone, shown])]


def _styled(style: str, text: str, address: str) -> list[Markup]:
    line = Tag(
        "span",
        text,
        span("", "dossier-read-on"),
        words.BEFORE_ADDRESS[style] if address else "",
        span(address, "dossier-address"),
        words.AFTER_ADDRESS.get(style, "") if address else "",
        classes=["dossier-citable", f"dossier-cite-{style}"],
    )
    return [term(words.CITE_STYLES[style]), words.BLANK, line]


def _labelled(kind: str, fact: Fact) -> Labelled:
    values = [_value(value) for value in fact.values]
    # A name a line would push what the page is about out of sight.
    is_of_names = all(isinstance(value, NamesIn | Printed) for value in fact.values)
    return words.label(kind, fact.field), [divided(values)] if is_of_names else values


def _listed(facts: Sequence[Labelled], own: Sequence[bool] = ()) -> list[Markup]:
    """A list of labels and values; ``own`` says which of the first ones no other line says."""
    if not facts:
        return []
    items: list[Markup] = []
    marked = [*own, *[False] * (len(facts) - len(own))]
    for (label, values), is_own in zip(facts, marked, strict=True):
        classes = ["dossier-own"] if is_own else []
        shown = (paragraph(*value) for value in values)
        items += [Tag("dt", label, classes=classes), Tag("dd", *shown, classes=classes)]
    return [Tag("dl", *items, classes=["dossier-facts"])]


def _value(value: FactValue) -> list[Markup]:
    match value:
        case LinkList(links):
            return joined(links)
        case Related():
            return _related(value)
        case Cited():
            return render_cited(value)
        case Answered(question, answer):
            return sentence(words.ANSWERED, question=question, answer=words.answer(answer))
        case Parent() | Shown():
            return _said_by(value)
        case _:
            return _plain_value(value)


def _plain_value(
    value: str | Term | QuestionState | Occasion | Position | NamesIn | Became | Printed,
) -> list[Markup]:
    if isinstance(value, QuestionState):
        return render_state(value)
    if isinstance(value, NamesIn) and value.language:
        return _names_in(value)
    if isinstance(value, Became):
        return [words.drift_part(value.part)]
    return [_text(value)]


def _names_in(value: NamesIn) -> list[Markup]:
    """Names after their language."""
    names = in_language(words.COMMA.join(value.names), value.language)
    return sentence(words.NAMES_IN, language=words.language(value.language), names=names)


def _related(related: Related) -> list[Markup]:
    line = render_line(related.line)
    if related.proposition:
        line = sentence(words.BOTH_SAY, claim=line, proposition=related.proposition)
    return probably(line) if related.is_inferred else line


def _said_by(parent: Parent | Shown) -> list[Markup]:
    """A value with who says so."""
    if isinstance(parent, Shown):
        cited = render_cited(parent.cited)
        return sentence(words.DATE_NOTE, date=date_in_line(parent.date), note=cited)
    if parent.according_to is None:
        return [parent.place]
    return sentence(words.ACCORDING_TO, place=parent.place, actor=parent.according_to)


def _text(value: str | Term | Occasion | Position | NamesIn | Printed) -> str:
    match value:
        case Occasion(when, basis):
            return _with_note(words.when(when), words.basis(basis))
        case Position(coord, precision):
            # Four decimals are some ten metres: nobody knows the point of a town better.
            where = words.coordinates(coord, 4, is_padded=False)
            return _with_note(where, words.term(precision))
        case NamesIn(language, names):
            return words.names_in(language, names)
        case Printed(form):
            return words.say(words.QUOTE, quote=form)
        case Term(word, label):
            return words.term(word, label)
        case str():
            return value


def _with_note(what: str, note: str) -> str:
    return words.say(words.IN_BRACKETS, what=what, note=note) if note else what
