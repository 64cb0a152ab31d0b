"""What a reader of a catalogue can find: a row for each object and listed source of a dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple
from unicodedata import category

from sphinx_dossier.core.dates import DateError, parse_date
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.model import STATUSES
from sphinx_dossier.core.names import fold
from sphinx_dossier.locale import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_dossier.exports.catalogue_dossier import CatalogueDossier

ROW_KINDS: Final = ("claim", "question", "actor", "event", "place", "source")
"""The kinds of rows, in the order in which a dossier has them."""
_LONGEST: Final = 300
# Chinese and Japanese have no spaces: there a character is a word, as in `core.names`.
_ONE: Final = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD: Final = lazy_pattern(f"[{_ONE}]|[^\\W_{_ONE}]+")
_PLAIN_WORD: Final = lazy_pattern("[a-z0-9]+")


class CatalogueRow(NamedTuple):
    """A row: what is shown of it, and the words by which it is found.

    ``title`` is empty where ``text`` says it all. ``named`` are words of its name, which count more
    than ``said``, all others.
    """

    kind: str
    status: str
    id: str
    url: str
    title: str
    text: str
    who: str
    date: str
    named: frozenset[str]
    said: frozenset[str]


def terms(text: str) -> list[str]:
    """The words of a text as they are looked for.

    ``web/catalogue/catalogue.js`` has the same rule, and a test compares them.
    """
    if text.isascii():
        return _PLAIN_WORD.findall(text.lower())
    # Signs for vowels, which browsers count among the marks; and letters that fold to capitals.
    folded = (sign for sign in fold(text) if not category(sign).startswith("M"))
    return _WORD.findall("".join(folded).lower())


def catalogue_rows(dossier: CatalogueDossier) -> list[CatalogueRow]:
    """All rows of a dossier: by kind, claims by status, then by id."""
    data: Any = dossier.data
    names = {
        one["id"]: one["name"] for kind in ("actors", "places", "events") for one in data[kind]
    }
    also = {one["id"]: _other_names(one) for one in data["actors"]}
    rows = [*_claims(data, names, also), *_others(data)]
    rows.sort(key=lambda row: (ROW_KINDS.index(row.kind), _rank(row.status), row.status, row.id))
    return rows


def _rank(status: str) -> int:
    return STATUSES.index(status) if status in STATUSES else len(STATUSES)


def _claims(data: Any, names: Mapping[str, str], also: Mapping[str, str]) -> Iterator[CatalogueRow]:
    outlets = {one["id"]: one.get("publisher", "") for one in data["sources"]}
    for one in data["claims"]:
        by = [names.get(key, key) for key in one.get("by", ())]
        about = [names.get(key, "") for field in ("to", "at") for key in one.get(field, ())]
        cites = one.get("cites", ())
        said = [
            one.get("text", ""),
            *by,
            *(also.get(key, "") for key in one.get("by", ())),
            *about,
            names.get(one.get("event", ""), ""),
            *(cite.get("quote", "") for cite in cites),
            *(outlets.get(cite["source"], "") for cite in cites),
            *_days(one.get("said", "")),
        ]
        yield _row(
            "claim", one, "", one.get("text", "") or one["id"], words.listing(by),
            one.get("said", ""), one.get("short", ""), said, one.get("status", ""),
        )  # fmt: skip


def _others(data: Any) -> Iterator[CatalogueRow]:
    for one in data["questions"]:
        asked = one.get("text", "") or one["id"]
        yield _row("question", one, asked, "", "", "", asked, [one.get("short", "")])
    for kind, dates in (("actor", ""), ("event", "when"), ("place", "")):
        for one in data[f"{kind}s"]:
            date = one.get(dates, "") if dates else ""
            text = one.get("role", "") or one.get("text", "")
            said = [one.get("text", ""), one.get("role", ""), *_days(date)]
            named = f"{_name_of(one)} {_other_names(one)}"
            yield _row(kind, one, _name_of(one), text, "", date, named, said)
    for one in data["sources"]:
        if "listed" not in one:
            continue
        who, date = one.get("publisher", ""), one.get("date", "")
        said = [who, one.get("note", ""), *one.get("authors", ()), *_days(date)]
        title = one.get("title", "") or one["id"]
        # Its title is no name: readers come for what is said, of which sources tell.
        yield _row("source", one, title, "", who, date, "", [title, *said])


def _row(
    kind: str, item: Mapping[str, Any], title: str, text: str, who: str, date: str,
    named: str, said: list[str], status: str = "",
) -> CatalogueRow:  # fmt: skip
    own = frozenset(terms(named))
    rest = frozenset(terms(" ".join(said))) - own
    shown = f"{text[:_LONGEST].rstrip()}{words.CUT}" if len(text) > _LONGEST else text
    return CatalogueRow(
        kind, status, item["id"], item["listed" if kind == "source" else "url"], title, shown, who,
        _date_in_words(date), own, rest,
    )  # fmt: skip


def _name_of(item: Mapping[str, Any]) -> str:
    return str(item.get("name", "") or item["id"])


def _other_names(item: Mapping[str, Any]) -> str:
    """All further names of an object, also those that sources garble."""
    return " ".join([*(one["text"] for one in item.get("also", ())), *item.get("garbled", ())])


def _days(date: str) -> list[str]:
    """A date as readers type it: as it is written, and its words."""
    return [date, _date_in_words(date)] if date else []


def _date_in_words(date: str) -> str:
    try:
        return words.date(parse_date(date)) if date else ""
    except DateError:
        return date
