"""A feed of what has changed, out of what the pages say: Atom.

There are three kinds of entries: a correction of ours on a page, an id that is retired,
and a claim that a later one of the record updates or corrects. Each bears the day that the pages
give it, so that the same pages make the same feed: the correction its own, the retired id its
``since``, the claim the day on which the later one was made.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sphinx_dossier.answers.prose_names import named
from sphinx_dossier.core.dates import DateError, parse_date
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.site_folders import DATA_FOLDER, HOMES_FILE
from sphinx_dossier.locale import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index

ATOM: Final = "http://www.w3.org/2005/Atom"
# What XML 1.0 allows in no way, not even escaped (production 2, Char).
_ILLEGAL = lazy_pattern("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NEWEST: Final = 100
"""So many entries a feed has; readers of feeds ask for it over and over."""


class Entry(NamedTuple):
    """Something that changed; ``key`` makes its id, ``address`` is from the root of the site."""

    key: str
    title: str
    updated: str
    address: str
    summary: str
    category: str


def export_feed(
    index: Index,
    name: str,
    author: str,
    language: str,
    locate: Callable[[str], str],
    address: str = "",
) -> str:
    """The feed: the newest entry first, and no more than :data:`NEWEST`.

    Its links begin with ``address``, that of the site with a slash at its end, for not every
    reader of feeds resolves relative ones. Without it they are relative.
    """
    root = address or "../"
    self_address = f"{address}{DATA_FOLDER}/feed.atom" if address else "feed.atom"
    dated = (entry for entry in entries_of(index, locate) if entry.updated)
    entries = sorted(dated, key=lambda entry: entry.key)
    # The sort is stable: entries of one moment stay in the order of their keys.
    # As moments, because two texts of one moment differ where their offsets do.
    entries.sort(key=lambda entry: datetime.fromisoformat(entry.updated), reverse=True)
    del entries[NEWEST:]
    # The form asks for a time of the feed; without any entry it is that of the pages.
    newest = entries[0].updated if entries else _day_of(index) or "1970-01-01T00:00:00Z"
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": language})
    _add(feed, "id", _urn(name, ""))
    _add(feed, "title", words.say(words.FEED, site=name))
    _add(feed, "updated", newest)
    # RFC 4287, 4.1.1: a feed names an author, if its entries do not.
    _add(SubElement(feed, "author"), "name", author or name)
    SubElement(feed, "link", {"rel": "self", "href": self_address})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": root})
    for entry in entries:
        node = SubElement(feed, "entry")
        _add(node, "id", _urn(name, entry.key))
        _add(node, "title", entry.title)
        _add(node, "updated", entry.updated)
        SubElement(node, "link", {"rel": "alternate", "href": f"{root}{entry.address}"})
        SubElement(node, "category", {"term": entry.category})
        _add(node, "summary", entry.summary)
    indent(feed, " ")
    # As text and not as bytes, the element comes without the declaration, which is put before it.
    text = tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def entries_of(index: Index, locate: Callable[[str], str]) -> Iterator[Entry]:
    """Everything that a feed can say, in no order."""
    yield from _corrections(index, locate)
    yield from _retired(index)
    yield from _changed_claims(index, locate)


def _corrections(index: Index, locate: Callable[[str], str]) -> Iterator[Entry]:
    for correction in index.corrections:
        names = words.COMMA.join(index.titles.get(one, one) for one in correction.of)
        title = words.say(words.CORRECTION_OF, names=names) if names else words.CORRECTION
        yield Entry(
            key=f"correction/{correction.docname}/{correction.anchor}",
            title=title,
            updated=moment(correction.day),
            address=f"{locate(correction.docname)}#{correction.anchor}",
            summary=words.prose(named(index, correction.text)),
            category="correction",
        )


def _retired(index: Index) -> Iterator[Entry]:
    for key, tombstone in index.tombstones.items():
        summary = tombstone.reason
        if tombstone.replaced_by:
            summary = words.say(words.REPLACED, reason=summary, id=tombstone.replaced_by)
        yield Entry(
            key=f"retired/{key}",
            title=words.say(words.RETIRED, id=key),
            updated=moment(tombstone.since),
            address=f"{HOMES_FILE}#{key}",
            summary=summary,
            category="retired",
        )


def _changed_claims(index: Index, locate: Callable[[str], str]) -> Iterator[Entry]:
    for claim in (one for one in index.claims.values() if one.id in index.home):
        said = index.said.get(claim.id)
        late = index.is_later(claim.id)
        for relation, template in (words.LATER_CHANGES if late else words.CHANGES).items():
            for other in index.related(claim.id, relation) if said else ():
                yield Entry(
                    key=f"{relation}/{claim.id}/{other}",
                    title=words.say(template, claim=index.titles[other]),
                    updated=_moment(said) if said else "",
                    address=f"{locate(index.home[claim.id])}#{claim.id}",
                    summary=claim.text,
                    category="statement",
                )


def _day_of(index: Index) -> str:
    return _moment(index.as_of) if index.as_of else ""


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
    # RFC 4287, 4.2.6: an id never changes, also where the site moves. So no address is a part of
    # it, and a random number, which would be another one at each build, is none either.
    return uuid5(NAMESPACE_URL, f"sphinx-dossier/{name}/{key}").urn


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _ILLEGAL.sub(" ", text)
