"""What two states of a dossier say differently, by their open data (``dossier.json``)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_dossier.core.manifests import is_passage_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

KINDS: Final = ("claims", "questions", "events", "actors", "places", "sources")
"""The lists of the open data, in the order in which a reviewer reads their changes."""
_WORDS: Final = {
    ("claims", "text"): "reworded",
    ("claims", "by"): "re-attributed",
    ("claims", "via"): "relayed otherwise",
    ("claims", "said"): "redated",
    ("claims", "basis"): "date explained otherwise",
    ("claims", "status"): "status changed",
    ("claims", "statuses"): "statuses changed",
    ("claims", "origins"): "origins changed",
    ("claims", "independent"): "independent origins changed",
    ("claims", "relations"): "related otherwise",
    ("claims", "cites"): "sources changed",
    ("claims", "answers"): "answers otherwise",
    ("events", "when"): "redated",
    ("questions", "text"): "reworded",
    ("questions", "state"): "state changed",
}
"""What a change of a field means; any other field is just ``changed``."""
_RENAMED: Final = frozenset({"actors", "events", "places"})
# Each of these is computed from other fields, whose changes are shown; an address changes whenever
# a page is renamed, and that says nothing about the object. Statuses, origins and states are
# computed too, but of what other objects say: nobody would see there that a claim is now denied.
_COMPUTED: Final = frozenset({"reach", "composed_of", "relays", "url", "cited_by", "status_text"})
_WORKED_OUT: Final = frozenset({"statuses", "origins", "independent", "state"})
"""What follows from what other objects say."""
_WHOLE: Final = frozenset({"by", "via", "answers", "statuses", "origins"})
"""Lists that say one thing together: who spoke, by which way it came, what it answers, and what
became of it."""
_SCHEMA: Final = 1
"""The version of what :func:`as_json` writes."""


class Change(NamedTuple):
    """A difference in what an object says; ``before`` or ``after`` is ``""`` where it says nothing.

    ``kind`` is one of :data:`KINDS`, ``what`` is in words, such as ``reworded``.
    """

    kind: str
    id: str
    what: str
    before: str
    after: str


class DataError(ValueError):
    """A file that is not the data of a dossier; the message says what is wrong."""


def read_data(text: str) -> dict[str, Any]:
    """The content of ``dossier.json``, of this version of the software or an older one.

    :raises DataError: the text is not JSON, or lacks what is needed to compare it.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataError(f"it is not JSON: {error}") from error
    if not isinstance(data, dict) or not all(isinstance(data.get(kind), list) for kind in KINDS):
        raise DataError(f"it lacks one of the lists {', '.join(KINDS)}")
    for object_ in (object_ for kind in KINDS for object_ in data[kind]):
        if not isinstance(object_, dict) or not isinstance(object_.get("id"), str):
            raise DataError("an object in its lists has no id")
        if not _has_known_shapes(object_):
            raise DataError(f"{object_['id']!r} has other relations or passages than a dossier")
    if data.get("schema") == 1:
        data["claims"] = [_of_today(claim) for claim in data["claims"]]
    return data


def _of_today(claim: dict[str, Any]) -> dict[str, Any]:
    """A claim of the first schema as it is written now.

    It had one speaker, one answer, bare ids in its relations, and its relays the other way round.
    """
    claim = dict(claim)
    if isinstance(claim.get("by"), str):
        claim["by"] = [claim["by"]]
    if isinstance(claim.get("via"), list):
        claim["via"] = [{"actor": actor} for actor in reversed(claim["via"])]
    if isinstance(claim.get("answers"), dict):
        claim["answers"] = [claim["answers"]]
    relations = (claim.get("relations") or {}).items()
    return {**claim, "relations": {name: [_end(one) for one in ends] for name, ends in relations}}


def _end(end: Any) -> Any:
    return {"claim": end} if isinstance(end, str) else end


def _has_known_shapes(object_: Mapping[str, Any]) -> bool:
    """Whether the fields that are compared piece by piece have the pieces."""
    relations, passages = object_.get("relations") or {}, object_.get("passages") or []
    return (
        isinstance(relations, dict)
        and all(isinstance(ends, list) for ends in relations.values())
        and all(_is_end(end) for ends in relations.values() for end in ends)
        and isinstance(passages, list)
        and all(isinstance(row, dict) and is_passage_id(row.get("id")) for row in passages)
    )


def _is_end(end: object) -> bool:
    named = end.get("claim") if isinstance(end, dict) else end
    return isinstance(named, str)


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Every change of meaning between two contents of ``dossier.json``.

    They are in the order of :data:`KINDS`, then by id, then by field.
    """
    return [change for kind in KINDS for change in _changes(kind, old[kind], new[kind])]


def _changes(
    kind: str, old: Iterable[Mapping[str, Any]], new: Iterable[Mapping[str, Any]]
) -> Iterator[Change]:
    before = {object_["id"]: object_ for object_ in old}
    after = {object_["id"]: object_ for object_ in new}
    for key in sorted(before.keys() | after.keys()):
        if key not in before:
            yield Change(kind, key, "added", "", _summary(after[key]))
        elif key not in after:
            yield Change(kind, key, "removed", _summary(before[key]), "")
        else:
            yield from _field_changes(kind, key, before[key], after[key])


def _field_changes(
    kind: str, key: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Change]:
    for field in sorted(old.keys() | new.keys() - {"id"}, key=lambda name: _rank(kind, name)):
        before, after = old.get(field), new.get(field)
        if field in _COMPUTED or before == after:
            continue
        # The first of all statuses is told by itself; older versions did not work all of it out.
        has_another_first = field == "statuses" and old.get("status") != new.get("status")
        if field in _WORKED_OUT and (has_another_first or None in (before, after)):
            continue
        if field in _WHOLE:
            yield Change(kind, key, _word(kind, field), _shown(before), _shown(after))
        elif field == "passages":
            yield from _passages(kind, key, before or [], after or [])
        elif isinstance(before or after, list):
            yield from _items(kind, key, field, before or [], after or [])
        elif field == "relations":
            yield from _relations(key, before or {}, after or {})
        else:
            # A question is named by its words: another name is another wording.
            word = "renamed" if field == "name" and kind in _RENAMED else _word(kind, field)
            yield Change(kind, key, word, _shown(before), _shown(after))


def _rank(kind: str, field: str) -> tuple[int, str]:
    """Fields with a word of their own come first, in the order of the table."""
    known = [name for owner, name in _WORDS if owner == kind]
    return (known.index(field) if field in known else len(known), field)


def _word(kind: str, field: str) -> str:
    return _WORDS.get((kind, field), f"{field.replace('_', ' ')} changed")


def _items(kind: str, key: str, field: str, old: list[Any], new: list[Any]) -> Iterator[Change]:
    """The items that a list lost and got; the whole list where only the order changed."""
    lost = [_shown(item) for item in old if item not in new]
    added = [_shown(item) for item in new if item not in old]
    name = "source" if field == "cites" else field
    for item in lost:
        yield Change(kind, key, f"{name} lost", item, "")
    for item in added:
        yield Change(kind, key, f"{name} added", "", item)
    if not lost and not added:
        yield Change(kind, key, _word(kind, field), _shown(old), _shown(new))


def _relations(key: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for word in sorted(old.keys() | new.keys()):
        before = {end["claim"]: _shown(end) for end in old.get(word, [])}
        after = {end["claim"]: _shown(end) for end in new.get(word, [])}
        for other in sorted(before.keys() | after.keys()):
            states = before.get(other, ""), after.get(other, "")
            if states[0] != states[1]:
                what = "changed" if all(states) else "lost" if states[0] else "added"
                yield Change("claims", key, f"{word} {what}", *states)


def _passages(kind: str, key: str, old: list[Any], new: list[Any]) -> Iterator[Change]:
    """The passages with other words or another role.

    Which objects cite a passage is left out: that follows from the claims.
    """
    before = {row["id"]: (row.get("sha256"), row.get("role")) for row in old}
    after = {row["id"]: (row.get("sha256"), row.get("role")) for row in new}
    for name in sorted(before.keys() | after.keys(), key=lambda name: int(name[1:])):
        if before.get(name) != after.get(name):
            states = (before.get(name), after.get(name))
            old_text, new_text = ("" if state is None else f"{state[1]}" for state in states)
            yield Change(kind, key, f"passage {name} changed", old_text, new_text)


def _summary(object_: Mapping[str, Any]) -> str:
    """An object in one line: a claim with its speaker, act and date, anything else by its name."""
    words = [object_.get("name") or object_.get("text") or object_.get("title") or ""]
    if object_.get("by"):
        words.insert(
            0, f"{_shown(object_['by'])} {object_.get('act', '')}, {object_.get('said', '')}:"
        )
    return " ".join(word for word in words if word)


def _shown(value: Any) -> str:
    """A value in one line, as an author writes it: a citation, an answer, a basis or a name.

    What has no such form is shown as JSON.
    """
    if value is None:
        return ""
    if isinstance(value, dict):
        # Each kind of value is known by a key that only it has.
        write = next((write for key, write in _WRITERS.items() if key in value), None)
        if write:
            return write(value)
    if isinstance(value, list):
        # As authors write them: ids in a row, answers one a line.
        are_answers = any(isinstance(one, dict) and "question" in one for one in value)
        separator = "; " if are_answers else " "
        return separator.join(map(_shown, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _citation(value: Mapping[str, Any]) -> str:
    quote = f'"{value["quote"]}"' if value.get("quote") else ""
    return " ".join(word for word in (value["source"], value.get("passage", ""), quote) if word)


def _answer(value: Mapping[str, Any]) -> str:
    about, ends = value.get("about"), f"{value.get('min', '')}..{value.get('max', '')}"
    span = ends if about is None else f"~{about}"
    return f"{value['question']} = {value.get('value', span)}"


def _not_before(value: Mapping[str, Any]) -> str:
    return f"{value['date']} {_citation(value)}"


def _searched(value: Mapping[str, Any]) -> str:
    return f"{value['side']}: {value.get('what', '')}"


def _basis(value: Mapping[str, Any]) -> str:
    return f"{value['word']}: {value['note']}" if value.get("note") else str(value["word"])


def _name(value: Mapping[str, Any]) -> str:
    return f"{value['lang']}: {value['text']}" if value.get("lang") else str(value["text"])


def _relay(value: Mapping[str, Any]) -> str:
    return f"{value['actor']}?" if value.get("inferred") else str(value["actor"])


def _related(value: Mapping[str, Any]) -> str:
    named = f"{value['claim']}?" if value.get("inferred") else str(value["claim"])
    return f'{named} "{value["proposition"]}"' if value.get("proposition") else named


_WRITERS: Final[dict[str, Callable[[Mapping[str, Any]], str]]] = {
    "actor": _relay,
    "claim": _related,
    "side": _searched,
    # The first key that is there counts: a citation with a date is more than a citation.
    "date": _not_before,
    "source": _citation,
    "question": _answer,
    "word": _basis,
    "text": _name,
}


def summary(changes: Iterable[Change]) -> str:
    """``claims: 2 added, 1 reworded; actors: 1 renamed``; ``""`` where nothing changed."""
    # By ids and not by changes: a claim that lost two sources counts once.
    counts: dict[str, dict[str, set[str]]] = {}
    for change in changes:
        counts.setdefault(change.kind, {}).setdefault(change.what, set()).add(change.id)
    return "; ".join(
        f"{kind}: " + ", ".join(f"{len(ids)} {what}" for what, ids in counts[kind].items())
        for kind in KINDS
        if kind in counts
    )


class _Style(NamedTuple):
    """How changes are written: templates of lines, and how words of the data are quoted."""

    heading: str
    added: str
    removed: str
    changed: str
    detail: str
    quote: Callable[[str], str]


def _code(text: str) -> str:
    """Words as code, in which no host finds mentions, links or HTML."""
    # A backtick would end the code; the modifier letter looks like one and means nothing.
    return f"`{text.replace('`', 'ˋ')}`"


_TEXT: Final = _Style("{}", "+ {}", "− {}", "~ {}", "    {}", str)
_MARKDOWN: Final = _Style("\n#### {}\n", "- {}, new", "- {}, removed", "- {}", "  - {}", _code)


def as_text(changes: Iterable[Change]) -> str:
    """For a terminal: a heading for each kind, a line for each object, its changes below it."""
    rows = list(changes)
    return "\n".join([summary(rows) or "no change in meaning", *_lines(rows, _TEXT)]) + "\n"


def as_markdown(changes: Iterable[Change]) -> str:
    """For a comment on a pull request; no word of the data can become markup there."""
    rows = list(changes)
    head = ["### What changed in meaning", "", summary(rows) or "Nothing."]
    return "\n".join([*head, *_lines(rows, _MARKDOWN)]) + "\n"


def as_json(changes: Iterable[Change]) -> str:
    """For other programs: the summary, and each change with the fields of :class:`Change`."""
    rows = list(changes)
    written = [change._asdict() for change in rows]
    data = {"schema": _SCHEMA, "summary": summary(rows), "changes": written}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _lines(changes: Iterable[Change], style: _Style) -> Iterator[str]:
    """The lines of changes that are in order: a heading or an object is written when it is new."""
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
        detail = " → ".join(style.quote(text) for text in sides if text)
        if change.what not in ("added", "removed"):
            yield style.detail.format(f"{change.what}: {detail}")
        elif detail:
            yield style.detail.format(detail)
