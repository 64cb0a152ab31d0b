"""Another dossier, read from its ``dossier.json``: objects and sources under the name of its site.

All of it was written by others, and is no more than text: it is read into the same values as our
own pages, field by field, and what is of another form is refused with the whole file. Their ids get
the name of the site in front (``strike:union-nine``); what they say of our objects is turned back
to our ids, so that both ends of a relation meet in one index.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_dossier.core.clocks import clock_named
from sphinx_dossier.core.dates import Date, DateError, parse_date
from sphinx_dossier.core.identifiers import LONGEST_FILE, is_id
from sphinx_dossier.core.kinds import KINDS, RELATION_TYPES, FieldType
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.model import (
    BASES,
    DRIFT_PARTS,
    FATES,
    INVERSE,
    Answer,
    Basis,
    Citation,
    DriftPart,
    Name,
    NotBefore,
    Person,
    RelationEnd,
    Relay,
    Source,
    Where,
    Within,
)
from sphinx_dossier.core.other_sites import (
    MOST_BYTES,
    OtherSite,
    SiteError,
    Surroundings,
    digest_of_site,
)
from sphinx_dossier.core.safe_links import is_allowed, is_local
from sphinx_dossier.core.site_folders import SCHEMA_VERSION
from sphinx_dossier.core.text_files import reason_of
from sphinx_dossier.core.visible_text import without_hidden, without_turning
from sphinx_dossier.core.vocabulary import KNOWN, PLAIN, MatterVocabulary, OwnWord

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_dossier.core.kinds import FieldRow, Kind
    from sphinx_dossier.core.model import Object

# Bounds far above what people write, so that no file of a stranger can fill pages or memory.
_LONGEST_TEXT: Final = 10_000
_LONGEST_NAME: Final = 500
_LONGEST_WORD: Final = 80
_LONGEST_KEY: Final = 200
_MOST_ROWS: Final = 100_000
_WORD: Final = lazy_pattern(r"[a-z][a-z0-9-]*")
_KEY: Final = lazy_pattern(r"[^\s\"“”`{}<>]+")
_PASSAGE: Final = lazy_pattern(r"p[0-9]{1,6}")
_PAGE: Final = lazy_pattern(r"[^#]*#[a-z][a-z0-9-]*")
_ENTRY: Final = lazy_pattern(r"[^#]*#[a-z][A-Za-z0-9._-]*")
# It marks a link without words in our own texts, and would be taken for one.
_MARK: Final = "\ufffc"


def read_site(name: str, address: str, content: bytes, known: Surroundings) -> OtherSite:
    """What the file of another dossier says.

    ``name`` is what our settings call it, ``address`` where it is published.

    :raises SiteError: it is too large, no JSON, of another version, or a value has another form.
    """
    data = parse_site(content)
    rows = [(kind, row) for kind in KINDS.values() for row in _rows(data, kind.plural)]
    # Ids are unique over all kinds, so that one set of all rows tells whether two share one.
    ids = frozenset(str(row.get("id")) for _, row in rows)
    if len(ids) < len(rows):
        raise SiteError("two of its objects have one id")
    names, shared = _their_names(data), _shared_keys(data, known)
    words = _their_words(data)
    reader = _RowReader(name, Where(address, 1), known, names, shared, ids, words)
    publications = _rows(data, "sources")
    listed = [row for row in publications if "listed" in row]
    sources = [reader.source(row) for row in publications]
    return OtherSite(
        name,
        address,
        _name(data, "title") or name,
        digest_of_site(content),
        tuple(reader.read(*pair) for pair in rows),
        {one.id: one for one in sources},
        {one.id: _passages(row) for one, row in zip(sources, publications, strict=True)},
        {
            **{f"{name}:{row['id']}": _page(row, address) for _, row in rows},
            **{f"{name}:{row['id']}": _page(row, address, "listed") for row in listed},
        },
    )


def parse_site(content: bytes) -> dict[str, Any]:
    """The data of a dossier as they are written, with no look at their rows.

    :raises SiteError: they are too many, no JSON, or of another version.
    """
    if len(content) > MOST_BYTES:
        raise SiteError(f"it has more than {MOST_BYTES // 10**6} MB")
    try:
        # JSON has no NaN and no Infinity; Python reads both unless it is told otherwise.
        data = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except SiteError:
        raise
    # Brackets in brackets, a thousand deep, are no dossier either.
    except (ValueError, RecursionError) as error:
        raise SiteError(reason_of(error)) from error
    if not isinstance(data, dict) or "schema" not in data:
        raise SiteError("it is no dossier.json")
    if data["schema"] != SCHEMA_VERSION:
        theirs = str(data["schema"])[:_LONGEST_WORD]
        raise SiteError(f"its schema is {theirs!r}, and this version reads {SCHEMA_VERSION}")
    return data


def _no_number(text: str) -> float:
    raise SiteError(f"it is no JSON: {text} is no number of it")


def _rows(data: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    rows: Any = data.get(name, [])
    is_list = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
    if not is_list or len(rows) > _MOST_ROWS:
        raise SiteError(f"its {name} are no list of rows")
    return list(rows)


def _their_names(data: Mapping[str, Any]) -> dict[str, str]:
    """What the other dossier calls the sites that it maps -> their addresses."""
    rows = _rows(data, "sites")
    return {row["id"]: row["url"] for row in rows if _is_text(row, "id") and _is_text(row, "url")}


def _their_words(data: Mapping[str, Any]) -> MatterVocabulary:
    """The words that the other dossier adds, each with the known one on which it acts like."""
    found: dict[str, list[OwnWord]] = {part: [] for part in KNOWN}
    for row in _rows(data, "vocabulary"):
        part, word, like = (str(row.get(key, "")) for key in ("part", "word", "like"))
        if part in KNOWN and is_id(word) and word not in KNOWN[part] and like in KNOWN[part]:
            found[part].append(OwnWord(word, like))
    actors, questions, acts = (tuple(found[part]) for part in KNOWN)
    return MatterVocabulary(actors, questions, acts)


def _shared_keys(data: Mapping[str, Any], known: Surroundings) -> dict[str, str]:
    """Their key -> ours, for each publication that was read at the same address."""
    rows = [row for row in _rows(data, "sources") if _is_text(row, "id") and _is_text(row, "url")]
    return {row["id"]: known.keys[row["url"]] for row in rows if row["url"] in known.keys}


def _is_text(row: Mapping[str, Any], key: str) -> bool:
    return isinstance(row.get(key), str)


def _page(row: Mapping[str, Any], address: str, key: str = "url") -> str:
    page: Any = row.get(key)
    form = _ENTRY if key == "listed" else _PAGE
    is_path = isinstance(page, str) and len(page) <= _LONGEST_TEXT and form.fullmatch(page)
    # A path that leads up or to the root could leave the folder in which the site is.
    if not is_path or page.startswith("/") or ".." in page or not is_local(page):
        raise SiteError(f"{_shown(row)} has no address on its site")
    if not is_allowed(address + page):
        raise SiteError(f"{_shown(row)} has an address that a link must not have")
    return str(page)


def _passages(row: Mapping[str, Any]) -> frozenset[str]:
    found = (one.get("id") for one in _rows(row, "passages"))
    return frozenset(one for one in found if isinstance(one, str) and _PASSAGE.fullmatch(one))


def _shown(row: Mapping[str, Any]) -> str:
    return repr(str(row.get("id", ""))[:_LONGEST_WORD])


def _text(row: Mapping[str, Any], key: str) -> str:
    """A text in one line, without what nobody sees; ``""`` where there is none."""
    return _cleaned(row.get(key, ""), row)


def _name(row: Mapping[str, Any], key: str) -> str:
    """A text that is short enough to stand in a line, wherever its object is named."""
    text = _text(row, key)
    if len(text) > _LONGEST_NAME:
        raise SiteError(f"{_shown(row)} has a {key} of more than {_LONGEST_NAME} characters")
    return text


def _cleaned(value: object, row: Mapping[str, Any]) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        message = f"{_shown(row)} has something else than a text of {_LONGEST_TEXT} characters"
        raise SiteError(message)
    # JSON can hold half of a character, which no file of text can.
    whole = value.encode("utf-8", "replace").decode()
    return without_hidden(without_turning(" ".join(whole.replace(_MARK, "").split())))


class _RowReader(NamedTuple):
    """Reads the rows of a dossier that our settings call ``site``.

    ``their_names`` are those of the sites that it maps, ``shared`` its keys of our sources, ``ids``
    those of its objects, ``words`` those that it adds to the known ones.
    """

    site: str
    where: Where
    known: Surroundings
    their_names: Mapping[str, str]
    shared: Mapping[str, str]
    ids: frozenset[str]
    words: MatterVocabulary = PLAIN

    def read(self, kind: Kind, row: Mapping[str, Any]) -> Object:
        identifier = row.get("id")
        if not (isinstance(identifier, str) and is_id(identifier)) or len(identifier) > (
            LONGEST_FILE
        ):
            raise SiteError(f"{_shown(row)} is not an id")
        values: dict[str, Any] = {"text": _text(row, "text")}
        if kind.argument.name != "id":
            values["name"] = _name(row, kind.argument.key) or identifier
            # Of a question the words that it asks are its name.
            values["text"] = "" if kind.argument.name == "text" else values["text"]
        for one in kind.fields:
            if one.type not in RELATION_TYPES and one.key in row:
                values[one.fills] = self._value(one, row)
        if kind.relations and "relations" in row:
            values["relations"] = self._relations(row)
        made = kind.model(id=f"{self.site}:{identifier}", where=self.where, **values)
        # By their words: one that is spelt as ours may be like another one.
        return self.words.known_as(made)

    def source(self, row: Mapping[str, Any]) -> Source:
        self._key(row.get("id"), row)
        authors = self._texts(row, row.get("authors", []))
        url, date = _text(row, "url"), _text(row, "date")
        return Source(
            f"{self.site}:{row['id']}",
            self.where,
            _text(row, "type"),
            _text(row, "title"),
            authors=tuple(map(Person, authors)),
            publisher=_text(row, "publisher"),
            date=self._date(date, row) if date else None,
            language=_text(row, "language"),
            # A local address is one on their site: from a page of ours it would lead elsewhere.
            url=url if is_allowed(url) and not is_local(url) else "",
            read=_text(row, "read"),
            note=_text(row, "note"),
        )

    def name(self, theirs: object, row: Mapping[str, Any]) -> str:
        """What an object is called here that is called ``theirs`` there."""
        if isinstance(theirs, str) and len(theirs) <= LONGEST_FILE:
            site, _, identifier = theirs.rpartition(":")
            if is_id(identifier) and not site:
                return f"{self.site}:{identifier}"
            if is_id(identifier) and is_id(site):
                address = self.their_names.get(site, "")
                if address and address == self.known.own_address:
                    return identifier
                # A third dossier, which we may know under another name, or not at all.
                return f"{self.known.names.get(address, f'{self.site}:{site}')}:{identifier}"
        raise SiteError(f"{str(theirs)[:_LONGEST_WORD]!r} in {_shown(row)} is not an id")

    def _key(self, theirs: object, row: Mapping[str, Any]) -> str:
        is_key = isinstance(theirs, str) and len(theirs) <= _LONGEST_KEY and _KEY.fullmatch(theirs)
        if not is_key:
            raise SiteError(f"{_shown(row)} has no key of a source")
        return self.shared.get(str(theirs), f"{self.site}:{theirs}")

    def _value(self, one: FieldRow, row: Mapping[str, Any]) -> Any:
        value = row[one.key]
        if one.type is FieldType.ID and not one.kinds:
            # A side, which is one of theirs, and nothing to ours that is called the same.
            return f"{self.site}:{self._word(value, row)}"
        if one.type is FieldType.ID:
            return self.name(value, row)
        if one.type is FieldType.LINE:
            return _text(row, one.key)
        if one.type is FieldType.WORD:
            return self._word(value, row)
        return _READERS[one.type](self, value, row)

    def _word(self, value: object, row: Mapping[str, Any]) -> str:
        # Not of our list: settings of the other dossier may have added some.
        is_word = isinstance(value, str) and len(value) <= _LONGEST_WORD and _WORD.fullmatch(value)
        if not is_word:
            raise SiteError(f"{str(value)[:_LONGEST_WORD]!r} in {_shown(row)} is no word")
        return str(value)

    def _texts(self, row: Mapping[str, Any], values: object) -> tuple[str, ...]:
        return tuple(_cleaned(one, row) for one in self._list(values, row))

    def _list(self, value: object, row: Mapping[str, Any]) -> list[Any]:
        if not isinstance(value, list) or len(value) > _MOST_ROWS:
            raise SiteError(f"{_shown(row)} has no list where one belongs")
        return value

    def _items(self, value: object, row: Mapping[str, Any]) -> list[dict[str, Any]]:
        items = self._list(value, row)
        if not all(isinstance(item, dict) for item in items):
            raise SiteError(f"{_shown(row)} has a list of something else")
        # By the id of the object that has it, for messages.
        return [{**item, "id": row.get("id")} for item in items]

    def _ids(self, value: object, row: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.name(one, row) for one in self._list(value, row)))

    def _date(self, value: object, row: Mapping[str, Any]) -> Date:
        if not isinstance(value, str) or len(value) > _LONGEST_KEY:
            raise SiteError(f"{_shown(row)} has no date where one belongs")
        try:
            return parse_date(value)
        except DateError as error:
            raise SiteError(f"a date of {_shown(row)}: {error}") from error

    def _not_before(self, value: object, row: Mapping[str, Any]) -> NotBefore:
        (known,) = self._items([value], row)
        return NotBefore(self._date(known.get("date"), row), self._citation(known))

    def _timezone(self, value: object, _: Mapping[str, Any]) -> str:
        return value if isinstance(value, str) and clock_named(value) else ""

    def _basis(self, value: object, row: Mapping[str, Any]) -> Basis:
        (known,) = self._items([value], row)
        if known.get("word") not in BASES:
            raise SiteError(f"a basis in {_shown(row)} is none of {', '.join(BASES)}")
        return Basis(str(known["word"]), _text(known, "note"))

    def _names(self, value: object, row: Mapping[str, Any]) -> tuple[Name, ...]:
        found = self._items(value, row)
        return tuple(Name(_text(one, "text"), _text(one, "lang")) for one in found)

    def _coord(self, value: object, row: Mapping[str, Any]) -> tuple[float, float]:
        pair = [self._number(one, row) for one in self._list(value, row)]
        if len(pair) == 2:
            latitude, longitude = pair
            if latitude is None or longitude is None:
                raise SiteError(f"{_shown(row)} is at half a place")
            if abs(latitude) <= 90 and abs(longitude) <= 180:
                return latitude, longitude
        raise SiteError(f"{_shown(row)} is at no place on earth")

    def _within(self, value: object, row: Mapping[str, Any]) -> tuple[Within, ...]:
        return tuple(
            Within(
                self.name(one.get("place"), row),
                self.name(one["according_to"], row) if "according_to" in one else "",
            )
            for one in self._items(value, row)
        )

    def _citations(self, value: object, row: Mapping[str, Any]) -> tuple[Citation, ...]:
        return tuple(self._citation(one) for one in self._items(value, row))

    def _citation(self, row: Mapping[str, Any]) -> Citation:
        key, passage = self._key(row.get("source"), row), row.get("passage", "")
        if passage != "" and not (isinstance(passage, str) and _PASSAGE.fullmatch(passage)):
            raise SiteError(f"{_shown(row)} cites no passage")
        return Citation(key, passage, _text(row, "quote"), self.where)

    def _answers(self, value: object, row: Mapping[str, Any]) -> tuple[Answer, ...]:
        return tuple(self._answer(one) for one in self._items(value, row))

    def _answer(self, row: Mapping[str, Any]) -> Answer:
        question = self.name(row.get("question"), row)
        if isinstance(row.get("value"), str):
            words = _text(row, "value")
            # An answer may be one of their objects.
            return Answer(
                question, self.name(words, row) if words in self.ids else words, None, None
            )
        exact = self._number(row.get("value"), row)
        low, high, about = (self._number(row.get(end), row) for end in ("min", "max", "about"))
        low, high = (exact, exact) if exact is not None else (low, high)
        if low is not None and high is not None and low > high:
            raise SiteError(f"an answer of {_shown(row)} ends below its beginning")
        return Answer(question, _quantity(low, high, about), low, high, about)

    def _number(self, value: Any, row: Mapping[str, Any]) -> float | None:
        if value is None:
            return None
        # To Python, true is a number; thousands of digits are an `int`, and no `float`.
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and -1e300 < value < 1e300:
            return float(value)
        raise SiteError(f"{_shown(row)} has no number where one belongs")

    def _relays(self, value: object, row: Mapping[str, Any]) -> tuple[Relay, ...]:
        return tuple(
            # Only the word of the schema counts: any other value could pass for true.
            Relay(self.name(one.get("actor"), row), one.get("inferred") is True)
            for one in self._items(value, row)
        )

    def _parts(self, value: object, row: Mapping[str, Any]) -> tuple[DriftPart, ...]:
        parts = (
            DriftPart(_text(one, "part"), _text(one, "fate"), _text(one, "now"))
            for one in self._items(value, row)
        )
        # What a later version of theirs may call a part has no words here.
        return tuple(one for one in parts if one.part in DRIFT_PARTS and one.fate in FATES)

    def _relations(self, row: Mapping[str, Any]) -> tuple[tuple[str, tuple[RelationEnd, ...]], ...]:
        (written,) = self._items([row["relations"]], row)
        return tuple(
            (word, tuple(self._end(end) for end in self._items(written[word], row)))
            for word in INVERSE
            if word in written
        )

    def _end(self, row: Mapping[str, Any]) -> RelationEnd:
        claim = self.name(row.get("claim"), row)
        return RelationEnd(claim, _text(row, "proposition"), row.get("inferred") is True)


def _quantity(low: float | None, high: float | None, about: float | None) -> str:
    """A number or a range as authors write it."""
    if about is not None:
        return f"~{about:g}"
    ends = ["" if end is None else f"{end:g}" for end in (low, high)]
    return ends[0] if low == high else "..".join(ends)


_READERS: Final[Mapping[FieldType, Callable[[_RowReader, object, Mapping[str, Any]], object]]] = {
    FieldType.LINES: lambda reader, value, row: reader._texts(row, value),
    FieldType.IDS: _RowReader._ids,
    FieldType.DATE: _RowReader._date,
    FieldType.NOT_BEFORE: _RowReader._not_before,
    FieldType.TIMEZONE: _RowReader._timezone,
    FieldType.BASIS: _RowReader._basis,
    FieldType.NAMES: _RowReader._names,
    FieldType.COORD: _RowReader._coord,
    FieldType.WITHIN: _RowReader._within,
    FieldType.CITATIONS: _RowReader._citations,
    FieldType.ANSWERS: _RowReader._answers,
    FieldType.RELAYS: _RowReader._relays,
    FieldType.PARTS: _RowReader._parts,
    # Sides are theirs alone.
    FieldType.SEARCHED: lambda _reader, _value, _row: (),
}
"""How a value of each type is read back from JSON, for those that are not plain words."""
