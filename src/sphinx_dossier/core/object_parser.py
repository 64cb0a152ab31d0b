"""From a directive to an object: its argument, its options and the words of its body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_dossier.core.identifiers import fault_of_id, is_id, near_id
from sphinx_dossier.core.kinds import RELATION_TYPES
from sphinx_dossier.core.model import BLANK
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.core.readers import read_value, unknown_option
from sphinx_dossier.core.vocabulary import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dossier.core.kinds import Kind
    from sphinx_dossier.core.model import Object, RelationEnd, Where, Written
    from sphinx_dossier.core.options import Option
    from sphinx_dossier.core.vocabulary import MatterVocabulary


_SHORT: Final = 80
# So that `ID.passages.json` is still the name of a file.
_LONGEST_NAME: Final = 200


class Parsed(NamedTuple):
    """An object (``None`` without a usable id) and what was wrong with its text."""

    subject: Object | None
    problems: list[Problem]


def parse_object(
    kind_name: str,
    argument: str,
    options: dict[str, Option],
    text: str,
    where: Where,
    vocabulary: MatterVocabulary = PLAIN,
) -> Parsed:
    """Make the object of a kind from its argument, options and the plain text of its body.

    The argument is the id of a claim, and the name of every other object.
    """
    kind = vocabulary.kinds[kind_name]
    problems = [*_blank_words(kind, argument, text, where)]
    # A claim is words, and whoever writes none has lost them, or put them behind the block.
    if kind.name == "claim" and not text.strip():
        message = f"claim {argument!r} says nothing: write its text below the options"
        problems.append(Problem(Code.MISSING_FIELD, message, where))
    is_named_by_id = kind.argument.name == "id"
    given = options.get("id")
    if is_named_by_id and given and not argument.strip():
        argument = given.text
        message = (
            f"a {kind.name} has its id behind {{{kind.name}}}: write {{{kind.name}}} {argument}"
        )
        problems.append(Problem(Code.UNKNOWN_FIELD, message, given.where))
        options = {name: option for name, option in options.items() if name != "id"}
    identifier = argument if is_named_by_id else given.text if given else ""
    values: dict[str, Any] = {"where": where, "text": text}
    values |= _read_fields(kind, _without_blanks(options, problems), problems)
    # These look at all options: a line with a blank is there, and has its own problem already.
    problems += _unknown_options(kind, options)
    problems += _missing_fields(kind, argument, options, where)
    written: tuple[Written, ...] = ()
    # What is missing, or still a blank, is reported above. Without an id nobody could link to it.
    if identifier in ("", BLANK):
        return Parsed(None, problems)
    if fault := fault_of_id(identifier):
        id_where = given.where if given and not is_named_by_id else where
        message = f"{identifier[:_SHORT]!r} {fault}"
        problems.append(Problem(Code.BAD_ID, message, id_where))
        # So that one bad id is not reported again wherever the object is named as it should be.
        if not is_id(identifier):
            written, identifier = (("id", id_where.line, identifier),), near_id(identifier)
    if not is_named_by_id:
        # Without a name, which is reported, it is called by its id.
        values["name"] = " ".join(argument.split()) or identifier
    if not 0 < len(identifier) <= _LONGEST_NAME:
        return Parsed(None, problems)
    written += tuple(line for option in options.values() for line in _lines_of(option))
    return Parsed(kind.model(id=identifier, written=written, **values), problems)


def _lines_of(option: Option) -> Iterator[Written]:
    # Any word of an option of one line is on that line, and need not be kept to be found.
    is_long = len(option.items) > 1
    for where, text in option.items:
        yield option.name, where.line, text if is_long else ""


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
        article = "an" if name[0] in "aeiou" else "a"
        message = f"{article} {name} needs {what} behind {{{name}}}"
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
