"""What two states of a dossier say differently, by their open data (``dossier.json``)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from sphinx_dossier.authoring.changes import (
    DERIVED,
    KINDS,
    Change,
    Weight,
    in_order,
    rank,
    weight_of,
    word,
)
from sphinx_dossier.authoring.compare_pages import address_change, page_changes, without_addresses
from sphinx_dossier.authoring.lookalikes import looks_like, remarks, skeleton
from sphinx_dossier.authoring.review_notes import NO_NOTES, Notes, said_of_word
from sphinx_dossier.authoring.shown_values import shown
from sphinx_dossier.core.distances import direction, distance_km

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Row = Mapping[str, Any]

# Each of these is computed from other fields, whose changes are shown; an address of an object
# changes whenever a page is renamed, and that says nothing about the object.
_COMPUTED: Final = frozenset(
    {
        "reach", "composed_of", "relays", "cited_by", "status_text", "bodies", "earliest",
        "latest", "later_than", "later_state",
    }
)  # fmt: skip
_COMPUTED_OF: Final = {"sources": _COMPUTED | {"listed"}, "questions": _COMPUTED | {"url", "as_of"}}
_WHOLE: Final = frozenset({"by", "via", "answers", "statuses", "origins"})
"""Lists that say one thing together: who spoke, by which way it came, what it answers, and what
became of it."""


def compare(
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    before: Notes = NO_NOTES,
    after: Notes = NO_NOTES,
) -> list[Change]:
    """Every change of meaning between two contents of ``dossier.json``, the weightiest first.

    ``before`` and ``after`` are the notes of both states, where they are known: without them no
    change has a place, and pages and what the data leave out are not compared.
    """
    changes = [
        change for kind in KINDS for change in _Lists(kind, old, new, before, after).changes()
    ]
    changes += _settings(_of_data(old), _of_data(new))
    if before.pages and after.pages:
        changes += page_changes(before.pages, after.pages)
        changes += _settings(before.settings, after.settings, is_whole=True)
    else:
        changes += _settings(_words_of(old), _words_of(new), is_whole=True)
    return in_order(changes)


def _of_data(data: Row) -> dict[str, tuple[str, str]]:
    found = {name.replace("_", " "): (shown(data.get(name)), "") for name in ("title", "as_of")}
    return found | {"other dossiers": (_sites(data), "")}


def _sites(data: Row) -> str:
    """What is taken of other dossiers: with another digest, all that is shown of one may differ."""
    parts = ("id", "url", "digest")
    sites = (" ".join(str(row.get(part, "")) for part in parts) for row in _rows(data, "sites"))
    return ", ".join(sites) or "none"


def _words_of(data: Row) -> dict[str, tuple[str, str]]:
    """The words that a dossier adds, each with what it is like; notes have them with a place."""
    words = {}
    for row in _rows(data, "vocabulary"):
        like, label = (str(row.get(key, "")) for key in ("like", "label"))
        said = said_of_word(str(row.get("word")), like, label)
        words[f"{row.get('part')} {row.get('word')}"] = said, ""
    return words


def _rows(data: Row, name: str) -> list[Row]:
    rows = data.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _settings(
    old: Mapping[str, tuple[str, str]],
    new: Mapping[str, tuple[str, str]],
    *,
    is_whole: bool = False,
) -> Iterator[Change]:
    """What the whole says differently; an older schema need not have had a setting."""
    for name in sorted(old.keys() | new.keys()):
        (before, _), (after, place) = old.get(name, ("", "")), new.get(name, ("", ""))
        if before != after and (is_whole or (before and after)):
            done = "changed" if before and after else "added" if after else "lost"
            where = place or old.get(name, ("", ""))[1]
            seen = tuple(remarks(before, after))
            yield Change("dossiers", "", f"{name} {done}", before, after, Weight.ABOUT, where, seen)


class _Lists:
    """The objects of one kind in two states, and what is known of them besides."""

    def __init__(self, kind: str, old: Row, new: Row, before: Notes, after: Notes) -> None:
        self._kind, self._before, self._after = kind, before, after
        # What only one side knows besides its data cannot be compared.
        notes = (before, after) if before.places and after.places else (NO_NOTES, NO_NOTES)
        self._old, self._new = (
            {row["id"]: {**note.written.get((kind, row["id"]), {}), **row} for row in data[kind]}
            for data, note in zip((old, new), notes, strict=True)
        )

    def changes(self) -> Iterator[Change]:
        """Every change of them, by id, then by field."""
        for key in sorted(self._old.keys() | self._new.keys()):
            if key not in self._old:
                yield self._added(key)
            elif key not in self._new:
                where = self._before.place(self._kind, key)
                text = _summary(self._old[key], with_relations=True)
                yield Change(self._kind, key, "removed", text, "", Weight.LOST, where)
            else:
                yield from self._field_changes(key)

    def _added(self, key: str) -> Change:
        row = self._new[key]
        text = _summary(row)
        seen = (*remarks("", f"{key} {text}"), *self._doubles(key, row))
        weight = Weight.LOOKALIKE if seen else Weight.NEW
        return Change(self._kind, key, "added", "", text, weight, self._where(key), seen)

    def _doubles(self, key: str, row: Row) -> Iterator[str]:
        """Objects with an id or a name from which that of a new one cannot be told apart."""
        name = _name(row)
        for other in self._by_look.get(skeleton(key), ()):
            if looks_like(key, other):
                yield f"its id looks like {other!r}"
        for other in self._by_look.get(skeleton(name), ()) if name else ():
            if looks_like(name, _name(self._new.get(other) or self._old[other])):
                yield f"its name looks like that of {other!r}"

    @cached_property
    def _by_look(self) -> dict[str, dict[str, None]]:
        """What an id or a name looks like -> the ids of the objects that have it."""
        # Dictionaries stand for sets that keep their order.
        found: dict[str, dict[str, None]] = {}
        for key, row in (*self._old.items(), *self._new.items()):
            for look in {skeleton(key), skeleton(_name(row))}:
                found.setdefault(look, {})[key] = None
        return found

    def _where(self, key: str, *fields: str) -> str:
        """Where the first known of some fields is written now, or was, or else the object."""
        name = self._kind, key
        states = [notes.places.get(name, {}) for notes in (self._after, self._before)]
        for field in (*fields, ""):
            for where in (known[field] for known in states if field in known):
                return f"{where.path}:{where.line}"
        return ""

    def _field_changes(self, key: str) -> Iterator[Change]:
        old, new = self._old[key], self._new[key]
        computed = _COMPUTED_OF.get(self._kind, _COMPUTED | {"url"})
        fields = (old.keys() | new.keys()) - {"id"} - computed
        for field in sorted(fields, key=lambda name: rank(self._kind, name)):
            before, after = old.get(field), new.get(field)
            if before == after or _is_shown_elsewhere(field, old, new):
                continue
            if field != "body" or _is_of_links(old, new):
                yield from self._changes_of(key, field, before, after)
        address = address_change(
            self._kind, key, old.get("body", ""), new.get("body", ""), self._where(key, "text")
        )
        if address:
            yield address

    def _changes_of(self, key: str, field: str, before: Any, after: Any) -> Iterator[Change]:
        weight, what = weight_of(self._kind, field), word(self._kind, field)
        for name, text, new_text in _parts(field, before, after):
            seen = tuple(remarks(text, new_text))
            where = self._where(key, *_options(field, name, new_text or text))
            # Words may have an address in them, such as the note on a source.
            led = address_change(self._kind, key, text, new_text, where)
            grave = min(weight, led.weight if led else weight, *(Weight.LOOKALIKE for _ in seen))
            said = (*_measured(field, before, after), *seen)
            yield Change(self._kind, key, name or what, text, new_text, grave, where, said)


def _is_shown_elsewhere(field: str, old: Row, new: Row) -> bool:
    """Whether a derived field needs no word: also where an older version did not work it out."""
    # The first of all statuses is shown by itself.
    is_shown = field == "statuses" and old.get("status") != new.get("status")
    return field in DERIVED - {"status"} and (is_shown or None in (old.get(field), new.get(field)))


def _options(field: str, what: str, text: str) -> tuple[str, ...]:
    """Under which names the place of a change is known, the most exact first."""
    if field == "relations":
        # Each is an option of its own.
        return (what.rpartition(" ")[0].replace("-", "_"),)
    first = text.partition(" ")[0]
    return (f"{field} {first}", "text" if field == "body" else field)


def _measured(field: str, before: Any, after: Any) -> Iterator[str]:
    """How far a place has moved, and whether an address is one of another host."""
    if field == "coord" and _is_point(before) and _is_point(after):
        length = distance_km(before, after)
        distance = f"{length:.1f} km" if length >= 1 else f"{length * 1000:.0f} m"
        yield f"{distance} to the {direction(before, after)}"
    if field == "url" and before and after:
        hosts = _host(shown(before)), _host(shown(after))
        if hosts[0] != hosts[1]:
            yield f"another host: {hosts[1]} for {hosts[0]}"


def _is_of_links(old: Row, new: Row) -> bool:
    """Whether a text is the same in its words, and not in what they lead to within the site."""
    texts = (without_addresses(row.get("body", "")) for row in (old, new))
    return old.get("text") == new.get("text") and next(texts) != next(texts)


def _name(row: Row) -> str:
    return str(row.get("name") or "")


def _is_point(value: Any) -> bool:
    is_pair = isinstance(value, list) and len(value) == 2
    return is_pair and all(isinstance(one, int | float) for one in value)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or "none"
    except ValueError:
        return "none"


def _parts(field: str, before: Any, after: Any) -> Iterator[tuple[str, str, str]]:
    """Each piece of a field that differs: what changed, ``""`` for the field itself, and both."""
    # A field may be a list of one version of the software and a text of another.
    are_lists = all(one is None or isinstance(one, list) for one in (before, after))
    if field == "passages":
        yield from _passages(before or [], after or [])
    elif field == "relations":
        yield from _relations(before or {}, after or {})
    elif not are_lists or field == "coord" or field in _WHOLE:
        yield "", shown(before), shown(after)
    elif field == "cites":
        yield from _citations(before or [], after or [])
    else:
        yield from _items(field, before or [], after or [])


def _items(field: str, old: list[Any], new: list[Any]) -> Iterator[tuple[str, str, str]]:
    """The items that a list lost and got; the whole list where only the order changed."""
    lost = [shown(item) for item in old if item not in new]
    added = [shown(item) for item in new if item not in old]
    if len(lost) == len(added) == 1 or not lost + added:
        yield "", *((lost[0], added[0]) if lost else (shown(old), shown(new)))
        return
    yield from ((f"{field} lost", item, "") for item in lost)
    yield from ((f"{field} added", "", item) for item in added)


def _citations(old: list[Row], new: list[Row]) -> Iterator[tuple[str, str, str]]:
    """Quotes and passages that changed in a source that is still cited; other sources."""
    lost = [one for one in old if one not in new]
    added = [one for one in new if one not in old]
    # First what is most alike: the same passage with other words, then the same source.
    for what, keys in (("quote changed", ("source", "passage")), ("passage changed", ("source",))):
        for one in list(lost):
            same = [two for two in added if all(one.get(key) == two.get(key) for key in keys)]
            if same:
                lost.remove(one)
                added.remove(same[0])
                yield what, shown(one), shown(same[0])
    if not (lost or added or sorted(map(shown, old)) != sorted(map(shown, new))):
        yield "", shown(old), shown(new)
    yield from (("source lost", shown(one), "") for one in lost)
    yield from (("source added", "", shown(one)) for one in added)


def _relations(old: Row, new: Row) -> Iterator[tuple[str, str, str]]:
    for name in sorted(old.keys() | new.keys()):
        before = {end["claim"]: shown(end) for end in old.get(name, [])}
        after = {end["claim"]: shown(end) for end in new.get(name, [])}
        for other in sorted(before.keys() | after.keys()):
            states = before.get(other, ""), after.get(other, "")
            if states[0] != states[1]:
                what = "changed" if all(states) else "lost" if states[0] else "added"
                yield f"{name} {what}", *states


def _passages(old: list[Row], new: list[Row]) -> Iterator[tuple[str, str, str]]:
    """The passages with other words or another role.

    Which objects cite a passage is left out: that follows from the claims.
    """
    before = {row["id"]: (row.get("sha256"), row.get("role")) for row in old}
    after = {row["id"]: (row.get("sha256"), row.get("role")) for row in new}
    # By number and not by text: p9 comes before p10.
    for name in sorted(before.keys() | after.keys(), key=lambda name: int(name[1:])):
        states = before.get(name), after.get(name)
        if states[0] != states[1]:
            texts = ["" if state is None else f"{state[1]}" for state in states]
            yield f"passage {name} changed", texts[0], texts[1]


def _summary(row: Row, *, with_relations: bool = False) -> str:
    """An object in one line: a claim with its speaker, act and date, anything else by its name."""
    words = [row.get("name") or row.get("text") or row.get("title") or ""]
    if row.get("by"):
        words.insert(0, f"{shown(row['by'])} {row.get('act', '')}, {row.get('said', '')}:")
    if with_relations:
        relations = (row.get("relations") or {}).items()
        words += [f"({name} {' '.join(end['claim'] for end in ends)})" for name, ends in relations]
    # The entry of a source: readers are sent there.
    words.append(row.get("url", "") if "type" in row else "")
    return " ".join(word for word in words if word)
