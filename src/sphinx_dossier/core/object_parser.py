"""From a directive to an object: its argument, its options and the words of its body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_dossier.core.identifiers import is_id
from sphinx_dossier.core.kinds import KINDS, RELATION_TYPES, FieldType
from sphinx_dossier.core.model import BLANK, Written
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.core.readers import read_value, unknown_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dossier.core.kinds import Kind
    from sphinx_dossier.core.model import Object, RelationEnd, Where
    from sphinx_dossier.core.options import Option


class Parsed(NamedTuple):
    """An object (``None`` without a usable id) and what was wrong with its text."""

    subject: Object | None
    problems: list[Problem]


def parse_object(
    kind_name: str, argument: str, options: dict[str, Option], text: str, where: Where
) -> Parsed:
    """Make the object of a kind from its argument, options and the plain text of its body.

    The argument is the id of a claim, and the name of every other object.
    """
    kind = KINDS[kind_name]
    problems = [*_blank_words(kind, argument, text, where)]
    is_named_by_id = kind.argument.name == "id"
    given = options.get("id")
    identifier = argument if is_named_by_id else given.text if given else ""
    values: dict[str, Any] = {"where": where, "text": text}
    if not is_named_by_id:
        values["name"] = " ".join(argument.split())
    values["lines"] = tuple(_lines(kind, options))
    values |= _read_fields(kind, _without_blanks(options, problems), problems)
    # These look at all options: a line with a blank is there, and has its own problem already.
    problems += _unknown_options(kind, options)
    problems += _missing_fields(kind, argument, options, where)
    # What is missing, or still a blank, is reported above. Without an id nobody could link to it.
    if identifier in ("", BLANK):
        return Parsed(None, problems)
    if not is_id(identifier):
        message = f"{identifier!r} is not an id: write lower-case letters, digits and hyphens"
        id_where = given.where if given and not is_named_by_id else where
        problems.append(Problem(Code.BAD_ID, message, id_where))
        return Parsed(None, problems)
    return Parsed(kind.model(id=identifier, **values), problems)


def _blank_words(kind: Kind, argument: str, text: str, where: Where) -> Iterator[Problem]:
    if BLANK in (argument, *text.split()):
        missing = "name" if argument == BLANK else "text"
        message = f"this {kind.name} has a blank: write its {missing}"
        yield Problem(Code.BLANK, message, where)


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


def _lines(kind: Kind, options: dict[str, Option]) -> Iterator[Written]:
    """The lines of options by which problems are found; a citation knows its own."""
    for name, option in options.items():
        row = kind.options.get(name)
        if row and row.type is not FieldType.CITATIONS:
            # Of one line nobody has to ask which one it is.
            is_one = len(option.items) == 1
            yield from (
                Written(name, where, "" if is_one else said) for where, said in option.items
            )


def _read_fields(kind: Kind, options: dict[str, Option], problems: list[Problem]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    relations: list[tuple[str, tuple[RelationEnd, ...]]] = []
    for name, option in options.items():
        row = kind.options.get(name)
        if row is None or not option.items:
            continue
        value = read_value(option, row, problems)
        if row.type in RELATION_TYPES:
            relations.append((name, value))
        elif value is not None:
            values[row.fills] = value
    if relations:
        values["relations"] = tuple(relations)
    return values


def _unknown_options(kind: Kind, options: dict[str, Option]) -> Iterator[Problem]:
    for name, option in options.items():
        if name not in kind.options and not (name == "id" and kind.argument.name != "id"):
            yield unknown_option(kind.name, option, kind.options)


def _missing_fields(
    kind: Kind, argument: str, options: dict[str, Option], where: Where
) -> Iterator[Problem]:
    name, is_named_by_id = kind.name, kind.argument.name == "id"
    if not argument.strip():
        what = "its id" if is_named_by_id else "its name"
        message = f"a {name} needs {what} behind {{{name}}}"
        yield Problem(Code.MISSING_FIELD, message, where)
    required = [] if is_named_by_id else ["id"]
    required += [row.name for row in kind.fields if row.required]
    for field in required:
        if field not in options or not options[field].items:
            here = options[field].where if field in options else where
            if (name, field) == ("claim", "by"):
                message = f"claim {argument!r} has no speaker: add :by:"
                yield Problem(Code.UNATTRIBUTED, message, here)
            else:
                message = f"{name} {argument!r} needs :{field}:"
                yield Problem(Code.MISSING_FIELD, message, here)
