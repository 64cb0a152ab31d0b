"""What two states of a dossier say differently, from their open data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

KINDS: Final = ("claims", "questions", "events", "actors", "places", "sources")
"""The lists of the open data, those first that a reviewer looks at first."""
_WORDS: Final = {
    ("claims", "text"): "reworded",
    ("claims", "by"): "re-attributed",
    ("claims", "via"): "relayed otherwise",
    ("claims", "said"): "redated",
    ("claims", "basis"): "date explained otherwise",
    ("claims", "status"): "status changed",
    ("claims", "relations"): "related otherwise",
    ("claims", "cites"): "sources changed",
    ("claims", "answers"): "answers otherwise",
    ("events", "when"): "redated",
    ("questions", "text"): "reworded",
}
_RENAMED: Final = frozenset({"actors", "events", "places"})
_FOLLOWS: Final = frozenset(
    {"statuses", "reach", "origins", "url", "cited_by", "state", "status_text"}
)
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
    if isinstance(value, dict) and "question" in value:
        span = f"{value.get('min', '')}..{value.get('max', '')}"
        return f"{value['question']} = {value.get('value', span)}"
    if isinstance(value, dict) and "word" in value:
        return f"{value['word']}: {value['note']}" if value.get("note") else str(value["word"])
    if isinstance(value, dict) and "text" in value:
        return f"{value['lang']}: {value['text']}" if value.get("lang") else str(value["text"])
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def summary(changes: Iterable[Change]) -> str:
    """``claims: 2 added, 1 reworded; actors: 1 renamed``; nothing where nothing changed."""
    counts: dict[str, dict[str, set[str]]] = {}
    for change in changes:
        counts.setdefault(change.kind, {}).setdefault(change.what, set()).add(change.id)
    return "; ".join(
        f"{kind}: " + ", ".join(f"{len(ids)} {what}" for what, ids in counts[kind].items())
        for kind in KINDS
        if kind in counts
    )


class _Style(NamedTuple):
    """How changes are written: lines with a place for a heading, an object and a detail."""

    heading: str
    added: str
    removed: str
    changed: str
    detail: str
    quote: Callable[[str], str]


def _code(text: str) -> str:
    """Words as code, where neither mentions nor links nor HTML are read."""
    return f"`{text.replace('`', 'ˋ')}`"


_TEXT: Final = _Style("{}", "+ {}", "− {}", "~ {}", "    {}", str)
_MARKDOWN: Final = _Style("\n#### {}\n", "- {}, new", "- {}, removed", "- {}", "  - {}", _code)


def as_text(changes: Iterable[Change]) -> str:
    """For a terminal: a heading a kind, a line an object, its changes below it."""
    found = list(changes)
    return "\n".join([summary(found) or "no change in meaning", *_lines(found, _TEXT)]) + "\n"


def as_markdown(changes: Iterable[Change]) -> str:
    """For a comment on a pull request; no word of the data can become markup there."""
    found = list(changes)
    head = ["### What changed in meaning", "", summary(found) or "Nothing."]
    return "\n".join([*head, *_lines(found, _MARKDOWN)]) + "\n"


def as_json(changes: Iterable[Change]) -> str:
    """For other programs."""
    found = list(changes)
    rows = [change._asdict() for change in found]
    data = {"schema": _SCHEMA, "summary": summary(found), "changes": rows}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _lines(changes: Iterable[Change], style: _Style) -> Iterator[str]:
    kind = key = ""
    for change in changes:
        if change.kind != kind:
            kind, key = change.kind, ""
            yield style.heading.format(kind.capitalize())
        if change.id != key:
            key = change.id
            signs = {"added": style.added, "removed": style.removed}
            yield signs.get(change.what, style.changed).format(style.quote(key))
        sides = (" ".join(text.split()) for text in (change.before, change.after))
        told = " → ".join(style.quote(text) for text in sides if text)
        if change.what in ("added", "removed"):
            if told:
                yield style.detail.format(told)
        else:
            yield style.detail.format(f"{change.what}: {told}")
