"""What a hover card says of an object, a source, a passage or a term: one file a page.

A file is a classic script with one call, so that it also works from ``file://``, where a browser
refuses to fetch JSON.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sphinx_dossier.answers.cited_passages import cited
from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.answers.prose_names import names_of
from sphinx_dossier.answers.question_state import question_state
from sphinx_dossier.answers.status_marks import marks
from sphinx_dossier.answers.timings import shown_date, timing_of
from sphinx_dossier.core.anchors import passage_anchor, term_anchor
from sphinx_dossier.core.kinds import citations, links
from sphinx_dossier.core.memo import EachWhenAsked
from sphinx_dossier.core.model import Actor, Claim, Event, Object, Place, Question, Source
from sphinx_dossier.core.names import excerpt
from sphinx_dossier.core.status import standings
from sphinx_dossier.locale import words
from sphinx_dossier.locale.explanations import LEGENDS, TERMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeAlias

    from sphinx_dossier.answers.status_marks import Mark
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.manifests import Manifest

    _Part: TypeAlias = str | Link

ABROAD: Final = "~abroad"
"""The file of the cards of other sites: no page can have this name."""
_WORDS: Final = 45
"""About six lines of a card, which must not hide the page."""
_MOST_CITED: Final = 2
"""So many sources are a line of it."""
_MOST_CAUSES: Final = 2
"""So many of those who deny a claim, or bring another status about, are a line of it."""


def export_cards(
    index: Index, name_of: Callable[[str], str], locate: Callable[[str], str]
) -> EachWhenAsked[str]:
    """The card file of each page that has something to show, by the name of the file.

    ``name_of`` gives the name under which a browser will look for the cards of a page, ``locate``
    the address of a page from the root of the site.
    """
    pages = {name_of(docname): shown for docname, shown in sorted(_shown_by_page(index).items())}
    abroad = _named_abroad(index)

    def script(name: str) -> str:
        if name not in pages:
            return _script(name, _cards_abroad(index, abroad, locate))
        return _script(name, _cards(index, pages[name], locate))

    return EachWhenAsked([*([ABROAD] if abroad else []), *pages], script)


@dataclass
class _Shown:
    """What may be shown of a page: ids of objects, keys of sources and manifests, legends."""

    objects: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    manifests: list[str] = field(default_factory=list)
    legends: list[str] = field(default_factory=list)


def _shown_by_page(index: Index) -> dict[str, _Shown]:
    pages: dict[str, _Shown] = defaultdict(_Shown)
    # Sorted, so that pages read in another order make the same files.
    for identifier in sorted(index.own):
        pages[index.home[identifier]].objects.append(identifier)
    for key, docname in sorted(index.bibliography_homes.items()):
        # A list may name what a .bib file has no longer.
        if key in index.sources:
            pages[docname].sources.append(key)
    for key, docname in sorted(index.coverage_home.items()):
        if key in index.manifests:
            pages[docname].manifests.append(key)
    for name, docname in sorted(index.legend_home.items()):
        pages[docname].legends.append(name)
    return pages


def _cards(index: Index, shown: _Shown, locate: Callable[[str], str]) -> dict[str, Any]:
    cards: dict[str, Any] = {key: _card(index, index.objects[key], locate) for key in shown.objects}
    for key in shown.sources:
        cards[index.anchor_of_source(key)] = _source_card(index, index.sources[key])
    for key in shown.manifests:
        cards |= _passage_cards(index, index.manifests[key])
    for name in shown.legends:
        cards |= _term_cards(name)
    return cards


def _cards_abroad(
    index: Index, names: Iterable[str], locate: Callable[[str], str]
) -> dict[str, Any]:
    """The cards of objects of other sites by their addresses, because no page here is theirs."""
    cards: dict[str, Any] = {
        index.address_abroad(name): _card(index, index.objects[name], locate) for name in names
    }
    cited = {cite.source for one in index.own.values() for cite in citations(one)}
    for key in sorted(cited):
        source, address = index.source(key), index.address_abroad(key)
        if source and address:
            cards[address] = _source_card(index, source)
    return cards


def _named_abroad(index: Index) -> list[str]:
    """What ours name of other sites, and what is named with it: all that pages may show of them."""
    if not index.sites:
        return []
    prose = {target for target in index.mentions if index.other_site(target)}
    near = prose | _neighbours(index, index.own)
    found = near | _neighbours(index, near & index.objects.keys())
    return sorted(name for name in found if index.other_site(name) and name in index.objects)


def _neighbours(index: Index, names: Iterable[str]) -> set[str]:
    """What some objects name, and the claims at the other ends of their relations."""
    found: set[str] = set()
    for name in names:
        found |= {one.target for one in links(index.objects[name])}
        found |= {one for ends in index.relations.get(name, {}).values() for one in ends}
    return found


def _script(name: str, cards: dict[str, Any]) -> str:
    # JSON is a subset of JavaScript since ECMAScript 2019, so that it can be an argument as it is.
    arguments = ", ".join(json.dumps(part, ensure_ascii=False) for part in (name, cards))
    return f"dossierCards({arguments});\n"


def _card(index: Index, object_: Object, locate: Callable[[str], str]) -> dict[str, Any]:
    match object_:
        case Claim():
            return _claim_card(index, object_, locate)
        case Actor():
            facts = object_.role or words.term(
                object_.kind, index.vocabulary.label("actors", object_.kind)
            )
        case Place():
            facts = words.A_PLACE
        case Event():
            when = object_.when
            facts = words.date(index.shown(when)) if when else words.AN_EVENT
        case Question():
            state = words.state(*question_state(index, object_.id))
            facts = words.say(words.QUESTION_STATE, state=state)
    return {
        "title": index.titles[object_.id],
        "facts": facts,
        "text": excerpt(object_.text, _WORDS),
    }


def _claim_card(index: Index, claim: Claim, locate: Callable[[str], str]) -> dict[str, Any]:
    said = timing_of(index, claim.id)
    template = words.SPEAKER_ACT_DATE if said else words.SPEAKER_ACT
    date = words.when(said) if said else ""
    if index.is_later(claim.id):
        date = words.say(words.LATER_DATE, date=date)
    shown = marks(index, claim.id)[0]
    heading = words.say(
        template,
        speaker=words.speakers(names_of(index, claim.by)),
        act=words.act(claim.act, index.vocabulary.label("acts", claim.act)),
        date=date,
    )
    return {
        "title": heading,
        "facts": _located(_evidence(index, claim), locate),
        "text": excerpt(claim.text, _WORDS),
        "status": shown.status,
        "words": _located(_status(shown), locate),
        "means": LEGENDS["status"][shown.status].meaning,
    }


def _located(parts: Iterable[_Part], locate: Callable[[str], str]) -> list[str | list[str]]:
    """Words as they are, links as a list of label, address from the root, and kind."""
    found: list[str | list[str]] = []
    for part in parts:
        if isinstance(part, Link) and part.docname:
            page = part.docname if part.is_abroad else locate(part.docname)
            address = f"{page}#{part.anchor}" if part.anchor and not part.is_abroad else page
            found.append([part.label, address, part.kind])
            continue
        words_of = part.label if isinstance(part, Link) else part
        # One piece of words between two links, whatever it was put together from.
        if found and isinstance(found[-1], str):
            found[-1] += words_of
        else:
            found.append(words_of)
    return found


def _joined(parts: Iterable[_Part], separator: str, last: str = "") -> list[_Part]:
    """Words and links with a separator between them, and perhaps another before the last."""
    line: list[_Part] = []
    for part in parts:
        line += [part, separator]
    if last and len(line) > 2:
        line[-3] = last
    return line[:-1]


def _filled(template: str, **slots: list[_Part]) -> list[_Part]:
    """A template with words and links in its slots."""
    return [
        part
        for before, slot in words.pieces(template)
        for part in (before, *(slots[slot] if slot else ()))
    ]


def _status(mark: Mark) -> list[_Part]:
    """The status of a claim, with the first of those who bring it about."""
    status = words.status_alone(mark.status, len(mark.causes))
    said: list[_Part] = [words.say(words.LATER_STATUS, status=status) if mark.is_later else status]
    # What rivals answer, and whom a claim turns against that this one repeats, is on its page.
    if not mark.causes or mark.causes[0].answer is not None or mark.status not in words.MARKS:
        return said
    named = [
        one.claim.claim._replace(label=words.speakers(one.claim.speakers)) for one in mark.causes
    ]
    shown: list[_Part] = [*named[:_MOST_CAUSES]]
    left_out = len(named) - len(shown)
    shown += [words.count_of(left_out, "more")] if left_out else []
    claims = _joined(shown, words.COMMA, words.LAST_COMMA if left_out else "")
    statements: list[_Part] = [words.count_of(len(mark.causes), "statement")]
    if mark.status == "composite":
        said = [words.status(mark.status)]
    return _filled(words.MARKS[mark.status], status=said, claims=claims, statements=statements)


def _evidence(index: Index, claim: Claim) -> list[_Part]:
    """Where a claim stands, in how many publications, and from how many bodies."""
    cites = [cited(index, one) for one in claim.cites]
    named: list[_Part] = [
        one.source._replace(
            label=words.say(
                words.CITED, source=one.source.label, passage=words.passage(one.passage)
            )
            if one.passage
            else one.source.label
        )
        for one in cites[:_MOST_CITED]
    ]
    left_out = len(cites) - len(named)
    named += [words.count_of(left_out, "more")] if left_out else []
    standing = standings(index)[claim.id]
    counts = words.say(
        words.REACH,
        publications=words.count_of(standing.reach, "publication"),
        origins=words.origins(standing.independent),
    )
    line = _joined(named, words.COMMA)
    return [*line, words.DIVIDER, counts] if line else [counts]


def _term_cards(legend: str) -> dict[str, dict[str, str]]:
    """What the words of a legend mean; none for a legend of something else."""
    return {
        term_anchor(word): {"title": label, "text": meaning}
        for word, (label, meaning) in LEGENDS.get(legend, {}).items()
    }


def _source_card(index: Index, source: Source) -> dict[str, str]:
    count = len(index.resting_on.get(source.id, ()))
    facts = words.source(source.outlet, shown_date(index, source))
    if count:
        objects = words.count_of(count, "object")
        facts = words.say(words.SOURCE_CITED_BY, source=facts, objects=objects)
    title = words.full_title(source.title, source.field("subtitle"))
    addition, named = source.field("titleaddon"), title or source.id
    if addition:
        named = words.say(words.ADDED_TO_TITLE, work=named, addition=addition)
    card = {"title": named, "facts": facts, "text": source.note}
    tag = index.foreign_tag_of_title(source)
    if not tag:
        return card
    # What is added, mostly a translation, is in the language of the pages.
    return card | {"lang": tag} | ({"foreign": title} if addition else {})


def _passage_cards(index: Index, manifest: Manifest) -> dict[str, dict[str, str]]:
    source = index.sources.get(manifest.key)
    name = source.outlet if source else manifest.key
    cards = {}
    for passage in manifest.passages.values():
        citing = len(index.cited_by.get((manifest.key, passage.id), ()))
        facts = words.say(
            words.PASSAGE_FACTS,
            role=words.term(passage.role),
            words=words.count_of(passage.words, "word"),
            objects=words.count_of(citing, "object taken from it"),
        )
        cards[passage_anchor(manifest.key, passage.id)] = {
            "title": words.say(words.CITED, source=name, passage=words.passage(passage.id)),
            "facts": facts,
            # The passages of others are not ours to publish; their words are on no page.
            "text": TERMS["passage"].meaning,
        }
    return cards
