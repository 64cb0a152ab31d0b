"""What a hover card says of an object, a source or a passage: one file a page.

A file is a classic script with one call, so that it also works from ``file://``, where a browser
refuses to fetch JSON.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_dossier.answers.objects import question_state
from sphinx_dossier.answers.parts import source_label
from sphinx_dossier.core.anchors import passage_anchor, source_anchor
from sphinx_dossier.core.index import title
from sphinx_dossier.core.model import ACTS, Actor, Claim, Event, Object, Place, Question, Source
from sphinx_dossier.core.names import excerpt
from sphinx_dossier.core.status import standings
from sphinx_dossier.locale import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.manifests import Manifest

_WORDS = 45


def export_cards(index: Index, name_of: Callable[[str], str]) -> dict[str, str]:
    """The card file of each page that has something to show, by the name of the file.

    ``name_of`` gives the name under which a browser will look for the cards of a page.
    """
    pages: dict[str, dict[str, Any]] = {}
    for identifier in sorted(index.objects):
        home = pages.setdefault(index.home[identifier], {})
        home[identifier] = _card(index, index.objects[identifier])
    for key, docname in sorted(index.bibliography_homes.items()):
        if key in index.sources:
            listed = pages.setdefault(docname, {})
            listed[source_anchor(key)] = _source_card(index, index.sources[key])
    for key, docname in sorted(index.coverage_home.items()):
        if key in index.manifests:
            pages.setdefault(docname, {}).update(_passage_cards(index, index.manifests[key]))
    named = {name_of(docname): cards for docname, cards in sorted(pages.items())}
    return {name: _script(name, cards) for name, cards in named.items()}


def _script(name: str, cards: dict[str, Any]) -> str:
    arguments = ", ".join(json.dumps(part, ensure_ascii=False) for part in (name, cards))
    return f"dossierCards({arguments});\n"


def _card(index: Index, thing: Object) -> dict[str, str]:
    match thing:
        case Claim():
            return _claim_card(index, thing)
        case Actor():
            facts = thing.role or thing.kind.replace("-", " ")
        case Place():
            facts = "place"
        case Event():
            facts = words.date(thing.when) if thing.when else "event"
        case Question():
            facts = f"question: {question_state(index, thing.id)}"
    return {"title": title(thing), "facts": facts, "text": excerpt(thing.text, _WORDS)}


def _claim_card(index: Index, claim: Claim) -> dict[str, str]:
    speaker = index.objects.get(claim.by)
    name = title(speaker) if speaker else claim.by
    date = f", {words.date(claim.said)}" if claim.said else ""
    return {
        "title": f"{name} {ACTS.get(claim.act, claim.act)}{date}",
        "text": excerpt(claim.text, _WORDS),
        "status": standings(index)[claim.id].status,
    }


def _source_card(index: Index, source: Source) -> dict[str, str]:
    count = len(index.resting_on.get(source.id, ()))
    facts = source_label(source)
    if count:
        facts += f" · cited by {count} {'object' if count == 1 else 'objects'}"
    return {"title": source.title or source.id, "facts": facts, "text": source.note}


def _passage_cards(index: Index, manifest: Manifest) -> dict[str, dict[str, str]]:
    source = index.sources.get(manifest.key)
    name = source.outlet if source else manifest.key
    cards = {}
    for passage in manifest.passages.values():
        things = index.cited_by.get((manifest.key, passage.id), ())
        count = f"{len(things)} {'object' if len(things) == 1 else 'objects'} taken from it"
        cards[passage_anchor(manifest.key, passage.id)] = {
            "title": f"{name}, ¶ {passage.id.removeprefix('p')}",
            "facts": f"{passage.role}, {passage.words} words · {count}",
            "text": "",
        }
    return cards
