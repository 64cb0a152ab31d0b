"""The band of everybody else: ways of numbers that changed, the article, all other statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.locale import words
from sphinx_dossier.pictures.knowing_canvas import GUTTER_PX, NARROWEST, SMALL, Canvas, text_at
from sphinx_dossier.pictures.knowing_fabric import draw_fabric
from sphinx_dossier.pictures.knowing_layout import passage_groups, relay_name, side_name
from sphinx_dossier.pictures.knowing_words import passages_said
from sphinx_dossier.pictures.lettering import text_width
from sphinx_dossier.pictures.svg import Box, Drawn, element, is_free, num, path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dossier.answers.knowing_relays import Relay, Stop
    from sphinx_dossier.answers.page_links import Link

# The line of a way, with room for words above it, and below it where they meet others above.
_RELAY: Final = 40
_PASSAGES: Final = 17


def draw_middle(canvas: Canvas) -> None:
    """Everybody else: ways of numbers that changed, the article, all other statements."""
    top, lane = canvas.y, canvas.stretch.lanes[-1]
    if not (lane.rest or canvas.stretch.relays or canvas.stretch.article):
        return
    canvas.y += 2
    canvas.heading("", words.EVERYBODY_ELSE)
    for relay in canvas.stretch.relays:
        _relay(canvas, relay)
    _article(canvas)
    draw_fabric(canvas, lane, "")
    canvas.y += 8
    canvas.ground.insert(
        0,
        element("rect", {"class": "dossier-knowing-middle", "x": 0, "y": num(top),
                         "width": "100%", "height": num(canvas.y - top)}),
    )  # fmt: skip
    canvas.y += 6


def _relay(canvas: Canvas, relay: Relay) -> None:
    """A way: thin while the words are kept, a diamond and a thick line from a change on."""
    y = canvas.y + _RELAY / 2
    canvas.y += _RELAY
    canvas.row_name(relay_name(relay), y)
    taken: list[Box] = []
    parts: list[Drawn] = []
    has_changed = False
    ends = [*(stop.statement.latest for stop in relay.stops[1:]), canvas.span]
    for stop, end in zip(relay.stops, ends, strict=True):
        has_changed |= stop.has_changed
        css = "dossier-knowing-bent" if has_changed else "dossier-knowing-kept"
        one = stop.statement
        start = one.latest if parts else one.earliest
        parts.append(canvas.line(css, start, end, y))
        if one.latest <= canvas.span:
            parts.append(canvas.link(one.claim, canvas.at(one.latest, y, _sign(stop)), one))
        _stop_words(canvas, stop, y, taken)
    canvas.heights["relay", _key(relay)] = y
    canvas.marks.append(element("g", {"class": "dossier-knowing-relay"}, *parts))


def _sign(stop: Stop) -> Drawn:
    """A diamond where the words changed, a ring where they were kept."""
    if stop.has_changed:
        return path("M0 -5L5 0L0 5L-5 0z", "dossier-knowing-change")
    return element("circle", {"class": "dossier-knowing-pass", "r": 2.6})


def _stop_words(canvas: Canvas, stop: Stop, y: float, taken: list[Box]) -> None:
    """Who passed the number on, and in which words; without the name where there is no room."""
    one = stop.statement
    name = one.speakers[0].label if one.speakers else words.NOBODY
    # What was perhaps said later than the axis goes is named at its end, and read only there.
    is_on, at = one.latest <= canvas.span, min(one.latest, canvas.span)
    tries = [(base, anchor, 8 if anchor == "start" else -8)
             for base in (y - 7, y + 16) for anchor in ("start", "end")]  # fmt: skip
    tries = tries if is_on else [(y + 16, "end", -2), (y - 7, "end", -2)]
    css = "dossier-knowing-changed" if stop.has_changed else "dossier-knowing-passed"
    whole = words.say(words.STOP, speaker=name, words=one.short) if one.short else name
    for label in dict.fromkeys((whole, one.short or name)):
        # The style sheet has the words of a change half bold, which makes them a little wider.
        width = text_width(label, SMALL) * (1.06 if stop.has_changed else 1)
        for base, anchor, dx in tries:
            x = canvas.px(at) + dx - (width if anchor == "end" else 0)
            box = Box(x, base - 11, x + width, base + 2)
            if x >= GUTTER_PX - 2 and x + width <= NARROWEST and is_free(box, taken):
                taken.append(box)
                text = text_at(label, canvas.x(at), base, anchor, css, at, dx)
                canvas.labels.append(canvas.link(one.claim, text, one))
                return


def draw_risers(canvas: Canvas) -> None:
    """The line from the number to its first stop."""
    for relay in canvas.stretch.relays:
        anchor = relay.origin.statement.claim.anchor
        start = canvas.heights.get((relay.side, anchor))
        end = canvas.heights.get(("relay", _key(relay)))
        one = relay.stops[0].statement
        if start is None or end is None or one.latest > canvas.span:
            continue
        by = side_name(relay.side, [*canvas.sides])
        riser = canvas.upright(one.latest, min(start, end), max(start, end),
                              "dossier-knowing-riser")  # fmt: skip
        # Below all marks: a line that only leads from one to another must hide none.
        canvas.marks.insert(0, element("g", {"class": by or None}, riser))


def _article(canvas: Canvas) -> None:
    """When the article can have been printed, and what each passage could have known."""
    article = canvas.stretch.article
    if article is None:
        return
    if canvas.stretch.printed:
        _printed(canvas, article, *canvas.stretch.printed)
    top = canvas.y
    for labels, earliest, latest in passage_groups(canvas.stretch):
        _passages(canvas, labels, earliest, latest)
    end = canvas.row_name(words.PASSAGES_AXIS, (top + canvas.y) / 2, "dossier-knowing-note")
    canvas.y = max(canvas.y + 4, end)


def _printed(canvas: Canvas, article: Link, start: int, end: int) -> None:
    y = canvas.y + 15
    canvas.y += 32
    canvas.row_name(words.say(words.ARTICLE_ITSELF, article=article.label), y)
    canvas.marks.append(canvas.rect("dossier-knowing-printed", start, end, y - 6, 12))
    css = "dossier-knowing-note"
    text = text_at(words.PRINTED, canvas.x(start), y + 4, "start", css, start + 1, 6)
    canvas.labels.append(text)


def _passages(canvas: Canvas, labels: Sequence[str], earliest: int, latest: int) -> None:
    """Passages whose latest news is of one minute, as a statement of that minute is drawn."""
    y = canvas.y + _PASSAGES / 2
    canvas.y += _PASSAGES
    parts = [canvas.line("dossier-knowing-tail", earliest, latest, y)]
    if latest <= canvas.span:
        place = {"x": -1.5, "y": -5, "width": 3, "height": 10}
        mark = element("rect", {"class": "dossier-knowing-passage", **place})
        parts.append(canvas.at(latest, y, mark))
    canvas.marks.append(element("g", {}, *parts))
    label, at = words.passages(labels), min(latest, canvas.span)
    is_right = canvas.px(at) + 10 + text_width(label, SMALL) < NARROWEST
    anchor, dx, base = ("start", 7, y + 4) if is_right else ("end", -7, y - 1)
    text = text_at(label, canvas.x(at), base, anchor, "dossier-knowing-said", at, dx)
    found = {one.passage.label: one.passage for one in canvas.stretch.passages}
    article = canvas.stretch.article.label if canvas.stretch.article else ""
    said = passages_said(article, labels)
    canvas.labels.append(canvas.link_to(found[labels[0]], said, text))


def _key(relay: Relay) -> str:
    return f"{relay.origin.statement.claim.anchor} {relay.stops[-1].statement.claim.anchor}"
