"""From the text of a directive to an object or problems.

A directive's content is an option block (``:name: value`` lines, each with indented lines that
go on) and a body. Nothing raises here: what cannot be read becomes a problem, the rest is kept.
"""

from __future__ import annotations

import re
from math import isinf
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_dossier.core.dates import Date, DateError, parse_date
from sphinx_dossier.core.identifiers import ID_PATTERN
from sphinx_dossier.core.model import (
    ACTOR_KINDS,
    ACTS,
    BASES,
    BLANK,
    INVERSE,
    KINDS,
    PRECISIONS,
    QUESTION_KINDS,
    Answer,
    Basis,
    Citation,
    Name,
    Object,
    Where,
    Within,
)
from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_OPTION = re.compile(r"\s*:([A-Za-z][\w-]*):(?:\s+(.*))?$")
_ID = re.compile(ID_PATTERN)
_LANGUAGE = re.compile(r"([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*):\s+(.+)")
_CITATION = re.compile(r'([^\s"“]+)(?:\s+(p[0-9]+))?(?:\s+["“](.+)["”])?')
_ANSWER = re.compile(r"(\S+)\s*=\s*(.+)")
_NUMBER = r"-?\d+(?:\.\d+)?"
_RANGE = re.compile(rf"({_NUMBER})?\s*\.\.\s*({_NUMBER})?|({_NUMBER})")
_WITHIN = re.compile(rf"({_ID.pattern})(?:\s+according-to\s+({_ID.pattern}))?")


class Option(NamedTuple):
    """One option: its name, where it stands, and its lines with their places."""

    name: str
    where: Where
    items: tuple[tuple[Where, str], ...]

    @property
    def text(self) -> str:
        """The value in one line."""
        return " ".join(text for _, text in self.items)


class Block(NamedTuple):
    """A directive's content taken apart; ``body`` is the index of its first body line."""

    options: dict[str, Option]
    body: int
    problems: list[Problem]


class Field(NamedTuple):
    """How one option is read: the attribute it fills, its reader, whether it must be there.

    ``means`` says to authors what it is for.
    """

    attribute: str
    read: Callable[[Option, list[Problem]], Any]
    required: bool = False
    means: str = ""


class Parsed(NamedTuple):
    """An object (``None`` without a usable id) and what was wrong with its text."""

    thing: Object | None
    problems: list[Problem]


def split_options(lines: Sequence[str], where: Where) -> Block:
    """Take the option block off ``lines``, whose first one stands at ``where``."""
    options: dict[str, Option] = {}
    problems: list[Problem] = []
    position = 0
    while position < len(lines) and (match := _OPTION.match(lines[position])):
        name, value = match[1], (match[2] or "").strip()
        at = Where(where.path, where.line + position)
        items = [(at, value)] if value not in ("", "|", ">") else []
        position += 1
        while position < len(lines) and _goes_on(lines[position]):
            here = Where(where.path, where.line + position)
            items.append((here, lines[position].strip()))
            position += 1
        if name in options:
            message = f":{name}: is given twice: keep one"
            problems.append(Problem(Code.BAD_VALUE, message, at))
        else:
            options[name] = Option(name, at, tuple(items))
    if position < len(lines) and not lines[position].strip():
        position += 1
    return Block(options, position, problems)


def is_option(line: str) -> bool:
    """Whether ``line`` begins an option."""
    return _OPTION.match(line) is not None


def _goes_on(line: str) -> bool:
    return line[:1] in (" ", "\t") and bool(line.strip()) and not is_option(line)


def parse_object(
    kind: str, argument: str, options: dict[str, Option], text: str, where: Where
) -> Parsed:
    """Make the object of ``kind`` from its argument, options and the plain text of its body.

    The argument is the id of a claim, and the name of every other object.
    """
    problems: list[Problem] = []
    fields = FIELDS[kind]
    values: dict[str, Any] = {"where": where, "text": text}
    if BLANK in (argument, *text.split()):
        message = f"this {kind} has a blank: write its {'name' if argument == BLANK else 'text'}"
        problems.append(Problem(Code.BLANK, message, where))
    if kind == "claim":
        name, identifier, id_at = argument, argument, where
    else:
        option = options.get("id")
        name, identifier = argument, option.text if option else ""
        id_at = option.where if option else where
        values["name"] = " ".join(name.split())
    filled = _without_blanks(options, problems)
    values.update(_read_fields(filled, fields, problems))
    _note_unknown(kind, options, problems)
    _note_missing(kind, name, options, where, problems)
    if identifier in ("", BLANK):
        return Parsed(None, problems)
    if not _ID.fullmatch(identifier):
        message = f"{identifier!r} is not an id: write lower-case letters, digits and hyphens"
        problems.append(Problem(Code.BAD_ID, message, id_at))
        return Parsed(None, problems)
    return Parsed(KINDS[kind](id=identifier, **values), problems)


def read_options(
    options: Mapping[str, Option], fields: Mapping[str, Field], owner: str
) -> tuple[dict[str, Any], list[Problem]]:
    """Read the options of something that is not an object, such as a view, by ``fields``."""
    problems: list[Problem] = []
    values = _read_fields(options, fields, problems)
    for name, option in options.items():
        if name not in fields:
            problems.append(_unknown_field(owner, option, fields))
    return values, problems


def _without_blanks(options: dict[str, Option], problems: list[Problem]) -> dict[str, Option]:
    """The options without the lines that a skeleton has left to be filled in."""
    kept = {}
    for name, option in options.items():
        blanks = [where for where, text in option.items if BLANK in text.split()]
        message = f":{name}: has a blank: write what belongs there, or remove the option"
        problems += [Problem(Code.BLANK, message, where) for where in blanks]
        if not blanks:
            kept[name] = option
    return kept


def _read_fields(
    options: Mapping[str, Option], fields: Mapping[str, Field], problems: list[Problem]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    relations: list[tuple[str, tuple[str, ...]]] = []
    for name, option in options.items():
        if name not in fields or not option.items:
            continue
        field = fields[name]
        value = field.read(option, problems)
        if name in INVERSE:
            relations.append((name, value))
        elif value is not None:
            values[field.attribute] = value
    if relations:
        values["relations"] = tuple(relations)
    return values


def _note_unknown(kind: str, options: dict[str, Option], problems: list[Problem]) -> None:
    for name, option in options.items():
        if name not in FIELDS[kind] and not (name == "id" and kind != "claim"):
            problems.append(_unknown_field(kind, option, FIELDS[kind]))


def _unknown_field(owner: str, option: Option, fields: Iterable[str]) -> Problem:
    known = " ".join(sorted(fields))
    message = f"{owner} has no option :{option.name}: (it has {known})"
    return Problem(Code.UNKNOWN_FIELD, message, option.where)


def _note_missing(
    kind: str, argument: str, options: dict[str, Option], where: Where, problems: list[Problem]
) -> None:
    if not argument.strip():
        what = "its id" if kind == "claim" else "its name"
        message = f"a {kind} needs {what} behind {{{kind}}}"
        problems.append(Problem(Code.MISSING_FIELD, message, where))
    required = [] if kind == "claim" else ["id"]
    required += [name for name, field in FIELDS[kind].items() if field.required]
    for name in required:
        if name not in options or not options[name].items:
            at = options[name].where if name in options else where
            code, message = Code.MISSING_FIELD, f"{kind} {argument!r} needs :{name}:"
            if kind == "claim" and name == "by":
                code, message = Code.UNATTRIBUTED, f"claim {argument!r} has no speaker: add :by:"
            problems.append(Problem(code, message, at))


def read_line(option: Option, _: list[Problem]) -> str:
    """Any text, in one line."""
    return option.text


def read_lines(option: Option, _: list[Problem]) -> tuple[str, ...]:
    """A list with one item a line."""
    return tuple(text for _, text in option.items)


def read_id(option: Option, problems: list[Problem]) -> str | None:
    """One id."""
    found = read_ids(option, problems)
    if len(found) > 1:
        message = f":{option.name}: takes one id, not {len(found)}: {' '.join(found)}"
        problems.append(Problem(Code.BAD_VALUE, message, option.where))
    return found[0] if found else None


def read_ids(option: Option, problems: list[Problem]) -> tuple[str, ...]:
    """Ids with spaces or commas between them; each counts once."""
    found: dict[str, None] = {}
    for where, text in option.items:
        for word in text.replace(",", " ").split():
            if _ID.fullmatch(word):
                found[word] = None
            else:
                message = f"{word!r} in :{option.name}: is not an id"
                problems.append(Problem(Code.BAD_ID, message, where))
    return tuple(found)


def one_of(words: Sequence[str]) -> Callable[[Option, list[Problem]], str | None]:
    """A reader of one word out of ``words``."""

    def read(option: Option, problems: list[Problem]) -> str | None:
        if option.text in words:
            return option.text
        message = f":{option.name}: is one of {', '.join(words)}; not {option.text!r}"
        problems.append(Problem(Code.BAD_VALUE, message, option.where))
        return None

    return read


def read_count(option: Option, problems: list[Problem]) -> int | None:
    """A number of things, one at least."""
    if re.fullmatch("[1-9][0-9]{0,3}", option.text):
        return int(option.text)
    message = f":{option.name}: takes a number from 1 to 9999; not {option.text!r}"
    problems.append(Problem(Code.BAD_VALUE, message, option.where))
    return None


def read_date(option: Option, problems: list[Problem]) -> Date | None:
    """A date of the EDTF subset."""
    try:
        return parse_date(option.text)
    except DateError as error:
        problems.append(Problem(Code.BAD_DATE, str(error), option.where))
        return None


def read_basis(option: Option, problems: list[Problem]) -> Basis | None:
    """``stated``, or ``relative: note``, ``inferred: note``."""
    word, _, note = option.text.partition(":")
    if word.strip() in BASES:
        return Basis(word.strip(), note.strip())
    message = f":basis: is `stated`, `relative: note` or `inferred: note`; not {option.text!r}"
    problems.append(Problem(Code.BAD_VALUE, message, option.where))
    return None


def read_names(option: Option, _: list[Problem]) -> tuple[Name, ...]:
    """One name a line, ``lang: name`` or just the name."""
    matches = [(text, _LANGUAGE.fullmatch(text)) for text in read_lines(option, _)]
    return tuple(Name(match[2], match[1]) if match else Name(text, "") for text, match in matches)


def read_coord(option: Option, problems: list[Problem]) -> tuple[float, float] | None:
    """``latitude, longitude`` in decimal degrees."""
    parts = option.text.split(",")
    try:
        latitude, longitude = (float(part) for part in parts)
    except ValueError:
        latitude = longitude = float("nan")
    if -90 <= latitude <= 90 and -180 <= longitude <= 180:
        return latitude, longitude
    message = f":coord: is `latitude, longitude` in degrees, as 39.8, 46.75; not {option.text!r}"
    problems.append(Problem(Code.BAD_VALUE, message, option.where))
    return None


def read_within(option: Option, problems: list[Problem]) -> tuple[Within, ...]:
    """One parent a line: ``PLACE`` or ``PLACE according-to ACTOR``."""
    found = []
    for where, text in option.items:
        match = _WITHIN.fullmatch(text)
        if match:
            found.append(Within(match[1], match[2] or ""))
        else:
            message = f":within: takes `PLACE` or `PLACE according-to ACTOR` a line; not {text!r}"
            problems.append(Problem(Code.BAD_VALUE, message, where))
    return tuple(found)


def read_citations(option: Option, problems: list[Problem]) -> tuple[Citation, ...]:
    """One citation a line: ``KEY``, ``KEY p16`` or ``KEY p16 "short quote"``."""
    found = []
    for where, text in option.items:
        match = _CITATION.fullmatch(text)
        if match:
            found.append(Citation(match[1], match[2] or "", match[3] or "", where))
        else:
            message = f'a citation is KEY, KEY p16 or KEY p16 "short quote"; not {text!r}'
            problems.append(Problem(Code.BAD_CITATION, message, where))
    return tuple(found)


def read_answer(option: Option, problems: list[Problem]) -> Answer | None:
    """``QUESTION = 7``, ``= 7..9``, ``= 7..``, ``= ..9``, or ``QUESTION = words``."""
    match = _ANSWER.fullmatch(option.text)
    if not match or not _ID.fullmatch(match[1]):
        message = f":answers: is `QUESTION = 7`, `= 7..9` or `= words`; not {option.text!r}"
        problems.append(Problem(Code.BAD_VALUE, message, option.where))
        return None
    question, value = match[1], match[2].strip()
    span = _RANGE.fullmatch(value)
    if not span or value.strip() == "..":
        return Answer(question, value, None, None)
    ends = (span[3], span[3]) if span[3] else (span[1], span[2])
    low, high = (float(end) if end else None for end in ends)
    message = ""
    if any(end is not None and isinf(end) for end in (low, high)):
        message = f":answers: {value} is out of all bounds"
    elif low is not None and high is not None and low > high:
        message = f":answers: {value} ends below its beginning"
    if message:
        problems.append(Problem(Code.BAD_VALUE, message, option.where))
        return None
    return Answer(question, value, low, high)


def read_reasons(option: Option, problems: list[Problem]) -> tuple[tuple[str, str], ...]:
    """One passage a line: ``p26 why nothing cites it``."""
    found = []
    for where, text in option.items:
        passage, _, reason = text.partition(" ")
        if reason.strip():
            found.append((passage, reason.strip()))
        else:
            message = f":{option.name}: takes `p26 the reason` a line; not {text!r}"
            problems.append(Problem(Code.BAD_VALUE, message, where))
    return tuple(found)


def read_searched(option: Option, problems: list[Problem]) -> tuple[tuple[str, str], ...]:
    """One side a line: ``SIDE: what was searched``."""
    found = []
    for where, text in option.items:
        side, colon, what = text.partition(":")
        if colon and _ID.fullmatch(side.strip()) and what.strip():
            found.append((side.strip(), what.strip()))
        else:
            message = f":searched: takes `SIDE: what was searched` a line; not {text!r}"
            problems.append(Problem(Code.BAD_VALUE, message, where))
    return tuple(found)


_NAMING = {"also": Field("also", read_names), "garbled": Field("garbled", read_lines)}
FIELDS: dict[str, dict[str, Field]] = {
    "actor": {
        "kind": Field("kind", one_of(ACTOR_KINDS), required=True),
        **_NAMING,
        "role": Field("role", read_line),
        "of": Field("of", read_id),
        "side": Field("side", read_id),
    },
    "place": {
        **_NAMING,
        "coord": Field("coord", read_coord),
        "precision": Field("precision", one_of(PRECISIONS)),
        "within": Field("within", read_within),
        "cites": Field("cites", read_citations),
    },
    "event": {
        **_NAMING,
        "when": Field("when", read_date, required=True),
        "basis": Field("basis", read_basis),
        "at": Field("at", read_ids),
        "with": Field("with_", read_ids),
        "part-of": Field("part_of", read_id),
        "cites": Field("cites", read_citations),
    },
    "question": {
        "kind": Field("kind", one_of(QUESTION_KINDS), required=True),
        "unit": Field("unit", read_line),
        "about": Field("about", read_ids),
        "searched": Field("searched", read_searched),
    },
    "claim": {
        "by": Field("by", read_id, required=True),
        "act": Field("act", one_of(tuple(ACTS)), required=True),
        "said": Field("said", read_date, required=True),
        "basis": Field("basis", read_basis),
        "via": Field("via", read_ids),
        "cites": Field("cites", read_citations),
        "answers": Field("answers", read_answer),
        "to": Field("to", read_ids),
        "event": Field("event", read_id),
        "at": Field("at", read_ids),
        "drift": Field("drift", read_line),
        "searched": Field("searched", read_line),
        **{relation: Field("relations", read_ids) for relation in INVERSE},
    },
}
"""The options of each kind, in the order in which they are best written."""
