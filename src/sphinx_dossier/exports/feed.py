"""A feed of what has changed, out of what the pages say: Atom.

There are three kinds of entries: a correction of ours that a page tells, an id that is retired,
and a claim that a later one of the record updates or corrects. Each bears the day that the pages
give it, so that the same pages make the same feed: the correction its own, the retired id its
``since``, the claim the day on which the later one was made.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sphinx_dossier.answers.page_record import named
from sphinx_dossier.answers.parts import link
from sphinx_dossier.core.dates import DateError, parse_date
from sphinx_dossier.core.site_folders import OBJECT_FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index

ATOM: Final = "http://www.w3.org/2005/Atom"
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NEWEST: Final = 100
"""So many entries a feed has; readers of feeds ask for it over and over."""
_CHANGES: Final = {"updates": "Updated", "corrects": "Corrected"}


class Entry(NamedTuple):
    """Something that changed; ``address`` is from the root of the site."""

    key: str
    title: str
    updated: str
    address: str
    summary: str
    category: str


def export_feed(
    index: Index, name: str, author: str, language: str, as_of: str, locate: Callable[[str], str]
) -> str:
    """The feed: the newest entry first, and no more than :data:`NEWEST`."""
    dated = (entry for entry in entries_of(index, locate) if entry.updated)
    entries = sorted(dated, key=lambda entry: entry.key)
    entries.sort(key=lambda entry: entry.updated, reverse=True)
    del entries[NEWEST:]
    newest = entries[0].updated if entries else moment(as_of) or "1970-01-01T00:00:00Z"
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": language})
    _add(feed, "id", _urn(name, ""))
    _add(feed, "title", f"{name}: corrections and changed claims")
    _add(feed, "updated", newest)
    _add(SubElement(feed, "author"), "name", author or name)
    SubElement(feed, "link", {"rel": "self", "href": "feed.atom"})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": "../"})
    for entry in entries:
        node = SubElement(feed, "entry")
        _add(node, "id", _urn(name, entry.key))
        _add(node, "title", entry.title)
        _add(node, "updated", entry.updated)
        SubElement(node, "link", {"rel": "alternate", "href": f"../{entry.address}"})
        SubElement(node, "category", {"term": entry.category})
        _add(node, "summary", entry.summary)
    indent(feed, " ")
    text = tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def entries_of(index: Index, locate: Callable[[str], str]) -> Iterator[Entry]:
    """Everything that a feed can tell, in no order."""
    for correction in index.corrections:
        day, ids, text, anchor = correction.day, correction.of, correction.text, correction.anchor
        names = ", ".join(link(index, one).label for one in ids)
        told = f"Correction: {names}" if names else "Correction"
        address = f"{locate(correction.docname)}#{anchor}"
        summary = named(index, text)
        key = f"correction/{correction.docname}/{anchor}"
        yield Entry(key, told, moment(day), address, summary, "correction")
    for key, tombstone in index.tombstones.items():
        address = f"{OBJECT_FOLDER}/{key}.json"
        summary = tombstone.reason
        if tombstone.replaced_by:
            summary += f" See {tombstone.replaced_by}."
        told = f"Retired: {key}"
        yield Entry(f"retired/{key}", told, moment(tombstone.since), address, summary, "retired")
    for claim in index.claims.values():
        for word, change in _CHANGES.items():
            for other in index.related(claim.id, word):
                if not claim.said:
                    continue
                yield Entry(
                    f"{word}/{claim.id}/{other}",
                    f"{change}: {index.titles[other]}",
                    _moment(claim.said),
                    f"{locate(index.home[claim.id])}#{claim.id}",
                    claim.text,
                    "statement",
                )


def moment(date: str) -> str:
    """The beginning of an EDTF date as RFC 3339; a day without a clock begins at midnight UTC."""
    try:
        return _moment(parse_date(date))
    except DateError:
        return ""


def _moment(date: Date) -> str:
    point = date.anchor
    minutes = int(point.offset.total_seconds() // 60) if point.offset else 0
    sign = "-" if minutes < 0 else "+"
    zone = f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else "Z"
    return point.first.isoformat(timespec="seconds") + zone


def _urn(name: str, key: str) -> str:
    return uuid5(NAMESPACE_URL, f"sphinx-dossier/{name}/{key}").urn


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _ILLEGAL.sub(" ", text)
