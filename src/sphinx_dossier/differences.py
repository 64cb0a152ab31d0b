"""What two states of a dossier say differently, from their open data (layer 2)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

KINDS: Final = ("claims", "questions", "events", "actors", "places", "sources")
"""The lists of the open data, those first that a reviewer looks at first."""
_WORDS: Final = {
    ("claims", "text"): "reworded",
    ("claims", "by"): "re-attributed",
    ("claims", "via"): "relayed otherwise",
    ("claims", "said"): "redated",
    ("claims", "basis"): "redated",
    ("claims", "status"): "status changed",
    ("claims", "relations"): "related otherwise",
    ("claims", "cites"): "sources changed",
    ("claims", "answers"): "answers otherwise",
    ("events", "when"): "redated",
    ("questions", "text"): "reworded",
}
_RENAMED: Final = frozenset({"actors", "events", "places"})
_FOLLOWS: Final = frozenset({"reach", "origins", "url", "cited_by", "state", "status_text"})
"""What follows from other things and would only repeat them; addresses change with pages."""
_SCHEMA: Final = 1


class Change(NamedTuple):
    """One thing that is said differently; an empty side is what was not there."""

    kind: str
    id: str
    what: str
    before: str
    after: str


class DataError(ValueError):
    """A file that is not the data of a dossier; the message says what is wrong."""


def read_data(text: str) -> dict[str, Any]:
    """The data of ``dossier.json``.

    :raises DataError: the text is something else.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataError(f"it is not JSON: {error}") from error
    if not isinstance(data, dict) or not all(isinstance(data.get(kind), list) for kind in KINDS):
        raise DataError(f"it lacks one of the lists {', '.join(KINDS)}")
    if not all(isinstance(one, dict) and "id" in one for kind in KINDS for one in data[kind]):
        raise DataError("something in its lists has no id")
    return data


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Every change of meaning, claims first, then by id."""
    return [change for kind in KINDS for change in _changes(kind, old[kind], new[kind])]


def _changes(
    kind: str, old: Iterable[Mapping[str, Any]], new: Iterable[Mapping[str, Any]]
) -> Iterator[Change]:
    before = {str(thing["id"]): thing for thing in old}
    after = {str(thing["id"]): thing for thing in new}
    for key in sorted(before.keys() | after.keys()):
        if key not in before:
            yield Change(kind, key, "added", "", _summary(after[key]))
        elif key not in after:
            yield Change(kind, key, "removed", _summary(before[key]), "")
        else:
            yield from _changed(kind, key, before[key], after[key])


def _changed(
    kind: str, key: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Change]:
    for field in sorted(old.keys() | new.keys() - {"id"}, key=lambda name: _rank(kind, name)):
        before, after = old.get(field), new.get(field)
        if field in _FOLLOWS or before == after:
            continue
        if field == "passages":
            yield from _passages(kind, key, before or [], after or [])
        elif isinstance(before or after, list):
            yield from _items(kind, key, field, before or [], after or [])
        elif field == "relations":
            yield from _relations(key, before or {}, after or {})
        else:
            word = "renamed" if field == "name" and kind in _RENAMED else _word(kind, field)
            yield Change(kind, key, word, _shown(before), _shown(after))


def _rank(kind: str, field: str) -> tuple[int, str]:
    known = [name for owner, name in _WORDS if owner == kind]
    return (known.index(field) if field in known else len(known), field)


def _word(kind: str, field: str) -> str:
    return _WORDS.get((kind, field), f"{field.replace('_', ' ')} changed")


def _items(kind: str, key: str, field: str, old: list[Any], new: list[Any]) -> Iterator[Change]:
    """What a list lost and won; a list in another order is told as a whole."""
    lost = [_shown(item) for item in old if item not in new]
    won = [_shown(item) for item in new if item not in old]
    name = "source" if field == "cites" else field
    for item in lost:
        yield Change(kind, key, f"{name} lost", item, "")
    for item in won:
        yield Change(kind, key, f"{name} added", "", item)
    if not lost and not won:
        yield Change(kind, key, _word(kind, field), _shown(old), _shown(new))


def _relations(key: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for word in sorted(old.keys() | new.keys()):
        before, after = old.get(word, []), new.get(word, [])
        for other in sorted(set(before) - set(after)):
            yield Change("claims", key, f"{word} lost", other, "")
        for other in sorted(set(after) - set(before)):
            yield Change("claims", key, f"{word} added", "", other)


def _passages(kind: str, key: str, old: list[Any], new: list[Any]) -> Iterator[Change]:
    """Whether the text was taken apart anew; what cites a passage follows from the claims."""
    before = {row["id"]: (row.get("sha256"), row.get("role")) for row in old}
    after = {row["id"]: (row.get("sha256"), row.get("role")) for row in new}
    for name in sorted(before.keys() | after.keys(), key=lambda name: int(name[1:] or 0)):
        if before.get(name) != after.get(name):
            states = (before.get(name), after.get(name))
            old_text, new_text = ("" if state is None else f"{state[1]}" for state in states)
            yield Change(kind, key, f"passage {name} changed", old_text, new_text)


def _summary(thing: Mapping[str, Any]) -> str:
    words = [thing.get("name") or thing.get("text") or thing.get("title") or ""]
    if thing.get("by"):
        words.insert(0, f"{thing['by']} {thing.get('act', '')}, {thing.get('said', '')}:")
    return " ".join(word for word in words if word)


def _shown(value: Any) -> str:
    """A value in one line: a citation as it is written, anything else as text or JSON."""
    if value is None:
        return ""
    if isinstance(value, dict) and "source" in value:
        quote = f'"{value["quote"]}"' if value.get("quote") else ""
        return " ".join(word for word in (value["source"], value.get("passage", ""), quote) if word)
    if isinstance(value, dict) and "word" in value:
        return f"{value['word']}: {value['note']}" if value.get("note") else str(value["word"])
    if isinstance(value, dict) and "text" in value:
        return f"{value['lang']}: {value['text']}" if value.get("lang") else str(value["text"])
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def summary(changes: Iterable[Change]) -> str:
    """``2 claims added, 1 reworded; 1 actor renamed``; nothing where nothing changed."""
    counts: dict[str, dict[str, set[str]]] = {}
    for change in changes:
        counts.setdefault(change.kind, {}).setdefault(change.what, set()).add(change.id)
    parts = []
    for kind in KINDS:
        for place, (what, ids) in enumerate(counts.get(kind, {}).items()):
            thing = f" {kind if len(ids) > 1 else kind[:-1]}" if not place else ""
            parts.append(f"{'; ' if parts and not place else ''}{len(ids)}{thing} {what}")
    return ", ".join(parts).replace(", ; ", "; ")


def as_text(changes: Iterable[Change]) -> str:
    """For a terminal: a heading a kind, a line an object, its changes below it."""
    return "\n".join(_lines(list(changes), "{}", "{} {}", "    {}")) + "\n"


def as_markdown(changes: Iterable[Change]) -> str:
    """For a comment on a pull request; no word of the data can become markup there."""
    found = list(changes)
    if not found:
        return "### What changed in meaning\n\nNothing.\n"
    lines = _lines(found, "\n#### {}\n", "- {} {}", "  - {}", quote=_code)
    headline = f"### What changed in meaning\n\n{summary(found)}\n"
    return headline + "\n".join(lines) + "\n"


def as_json(changes: Iterable[Change]) -> str:
    """For other programs."""
    found = list(changes)
    rows = [change._asdict() for change in found]
    data = {"schema": _SCHEMA, "summary": summary(found), "changes": rows}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _code(text: str) -> str:
    """Words as code, where neither mentions nor links nor HTML are read."""
    return f"`{text.replace('`', 'ˋ')}`"


def _lines(
    changes: list[Change], heading: str, item: str, detail: str, quote: Any = str
) -> Iterator[str]:
    signs = {"added": "+", "removed": "−"}
    kind = key = ""
    for change in changes:
        if change.kind != kind:
            kind, key = change.kind, ""
            yield heading.format(kind.capitalize())
        if change.id != key:
            key = change.id
            yield item.format(signs.get(change.what, "~"), quote(key))
        before, after = (" ".join(text.split()) for text in (change.before, change.after))
        if change.what in signs:
            yield detail.format(quote(after or before)) if after or before else detail.format("…")
        else:
            sides = [quote(text) for text in (before, after) if text]
            yield detail.format(f"{change.what}: {' → '.join(sides)}")
