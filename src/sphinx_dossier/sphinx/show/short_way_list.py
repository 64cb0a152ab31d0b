"""The way of a claim in a few stops, as a list that the style sheet sets side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.markup import Tag, sentence
from sphinx_dossier.sphinx.show.claim_lines import render_speakers, render_voice
from sphinx_dossier.sphinx.show.html_parts import (
    bullets,
    divided,
    empty,
    explained,
    paragraph,
    side_class,
    side_mark,
    span,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dossier.answers.short_way import ShortWay, WayPart, WayStop
    from sphinx_dossier.answers.status_marks import Mark
    from sphinx_dossier.sphinx.markup import Markup


def render_short_way(way: ShortWay, sides: Mapping[str, str]) -> list[Markup]:
    """The stops, and a link to the whole way where a page shows that."""
    if not way.stops:
        return [empty(words.NOTHING)]
    count = f"--dossier-stops: {len(way.stops)}"
    stops = [_stop(stop, way, sides) for stop in way.stops]
    parts: list[Markup] = [Tag("ol", *stops, classes=["dossier-stops"])]
    if way.whole:
        parts.append(paragraph(way.whole._replace(label=words.WHOLE_WAY)))
    classes = ["dossier-picture", "dossier-short-way"]
    return [Tag("div", *parts, classes=classes, attributes={"style": count})]


def _stop(stop: WayStop, way: ShortWay, sides: Mapping[str, str]) -> Tag:
    act = words.act(stop.row.act, stop.row.act_label)
    by = sentence(words.SPEAKER_ACT, speaker=render_speakers(stop.row.speakers), act=act)
    body: list[Markup] = [
        paragraph(*side_mark(stop.row.side, sides), *by, classes=["dossier-row-head"]),
        paragraph(_words(stop), classes=["dossier-stop-words"]),
        bullets((_part(one) for one in stop.parts), "dossier-stop-parts"),
        paragraph(*_denial(stop, way), classes=["dossier-stop-denial"]),
    ]
    if join := _join(stop):
        body.insert(0, paragraph(*join, classes=["dossier-stop-join"]))
    classes = [
        side_class(stop.row.side, sides),
        f"dossier-denial-{stop.denial}" if stop.denial else "",
        "dossier-unseen" if stop.is_unseen else "",
        "dossier-inferred" if stop.is_inferred else "",
        "dossier-later" if stop.row.is_later else "",
    ]
    return Tag("li", *body, classes=[one for one in classes if one])


def _join(stop: WayStop) -> list[Markup]:
    """How it came from the stop before, where there is something to say of that."""
    probably: list[Markup] = []
    if stop.is_inferred:
        probably = sentence(words.INFERRED_STEP, probably=explained("terms", "probably"))
    return divided([probably, words.count_of(stop.folded, "step between") if stop.folded else ""])


def _words(stop: WayStop) -> Markup:
    label = words.NOT_FOUND_WORDS if stop.is_unseen else stop.words
    label = words.say(words.QUOTE, quote=label) if stop.is_quote and not stop.is_unseen else label
    return stop.row.text._replace(label=label)


def _part(part: WayPart) -> list[Markup]:
    first = part.first or words.PARTS[part.part]
    is_struck = part.fate in ("lost", "changed")
    shown = sentence(
        words.STOP_PARTS[part.fate],
        first=span(first, "dossier-struck") if is_struck else first,
        note=span(words.SMALL_PRINT, "dossier-small-print"),
        now=Tag("strong", part.now),
    )
    said = span(words.STOP_PARTS_IN_WORDS[part.fate], "dossier-hidden")
    return [paragraph(said, *shown, classes=[f"dossier-fate-{part.fate}"])]


def _denial(stop: WayStop, way: ShortWay) -> list[Markup]:
    begins = stop.denial in ("begins", "alone") and way.denied is not None
    mark: list[Markup] = [_mark(way.denied)] if begins and way.denied else []
    ends = [Tag("strong", words.DENIAL_ENDS)] if stop.denial in ("ends", "alone") else []
    return [*mark, *([" "] if mark and ends else []), *ends]


def _mark(denied: Mark) -> Tag:
    """Who denied it first, and how many more did."""
    first, *others = denied.causes
    claims: list[Markup] = [render_voice(first.claim)]
    if others:
        claims += [words.LAST_COMMA, words.count_of(len(others), "more")]
    status = explained("status", denied.status)
    said = sentence(words.MARKS[denied.status], status=status, claims=claims, statements="")
    return Tag("span", *said, classes=["dossier-status", f"dossier-status-{denied.status}"])
