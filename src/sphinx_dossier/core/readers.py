"""From the text of an option to a value, one reader for each type of field.

A reader gives the value, or ``None`` where the text cannot be read; what is wrong with it becomes a
problem that shows the right form.
"""

from __future__ import annotations

import re
from math import isinf
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sphinx_dossier.core.clocks import ZONE_FORM, clock_named
from sphinx_dossier.core.dates import Date, DateError, parse_date
from sphinx_dossier.core.identifiers import NAME_PATTERN, is_id, is_object_name
from sphinx_dossier.core.kinds import FieldRow, FieldType
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.meant_values import fault_of_date, meant_citations
from sphinx_dossier.core.model import (
    APPROXIMATE,
    BASES,
    DRIFT_PARTS,
    Answer,
    Basis,
    Citation,
    DriftPart,
    Name,
    NotBefore,
    RelationEnd,
    Relay,
    Within,
)
from sphinx_dossier.core.nearest import did_you_mean
from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx_dossier.core.model import Where
    from sphinx_dossier.core.options import Option

    Reader: TypeAlias = Callable[[Option, FieldRow, list[Problem]], Any]

# The blank is asked for: without it, `re:publica` would be a name in the language `re`.
_LANGUAGE = lazy_pattern(r"([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*):\s+(.+)")
# Many editors curl quotation marks; they are read, and `dossier fix` straightens them.
_CITATION = lazy_pattern(r'([^\s"“]+)(?:\s+(p[0-9]+))?(?:\s+["“](.+)["”])?')
_SECOND_QUOTE = lazy_pattern(r'["”]\s+["“]')
_STATED = lazy_pattern(r'([^\s"“]+)(?:\s+["“](.+)["”])?')
_ANSWER = lazy_pattern(r"(\S+)\s*=\s*(.+)")
# A comma alone ends no answer, since words may have some: another `QUESTION =` must follow.
_NEXT_ANSWER = lazy_pattern(rf"(?:[,;/|&]\s*|\s+(?:and\s+)?)({NAME_PATTERN})\s*=(?=\s*\S)")
_BETWEEN_ANSWERS = lazy_pattern(r"\s*(?:[,;/|&]|\band)\s*$")
_NUMBER = r"-?\d+(?:\.\d+)?"
_RANGE = lazy_pattern(rf"({_NUMBER})?\s*\.\.\s*({_NUMBER})?|({_NUMBER})")
# The sign is that of EDTF for what is approximate.
_ABOUT = lazy_pattern(rf"~\s*({_NUMBER})")
_WITHIN = lazy_pattern(rf"({NAME_PATTERN})(?:\s+according-to\s+({NAME_PATTERN}))?")
_PART = lazy_pattern(
    rf"({'|'.join(DRIFT_PARTS)})\s*:\s*(?:(kept|small[ -]print|lost|unknown)|changed\s+to\s+(\S.*))"
)


_ANY = ("actor", "place", "event", "question", "claim")


def read_options(
    options: Mapping[str, Option], fields: Iterable[FieldRow], owner: str
) -> tuple[dict[str, Any], list[Problem]]:
    """Read the options of something that is not an object, such as a view."""
    problems: list[Problem] = []
    rows = {row.name: row for row in fields}
    values: dict[str, Any] = {}
    for name, option in options.items():
        if name not in rows:
            problems.append(unknown_option(owner, option, rows))
        elif option.items:
            value = read_value(option, rows[name], problems)
            if value is not None:
                values[rows[name].fills] = value
        else:
            problems.append(empty_option(option))
    return values, problems


def empty_option(option: Option) -> Problem:
    """An option without a value, which would be passed over in silence."""
    message = f":{option.name}: has no value: write one, or take the line out"
    return _bad_value(message, option.where)


def read_value(option: Option, row: FieldRow, problems: list[Problem]) -> Any:
    """The value of an option that has a text, of the type that its row says."""
    return _READERS[row.type](option, row, problems)


def unknown_option(owner: str, option: Option, known: Iterable[str]) -> Problem:
    """An option that ``owner`` does not have, with those that it has."""
    message = f"{owner} has no option :{option.name}: (it has {' '.join(sorted(known))})"
    return Problem(Code.UNKNOWN_FIELD, message, option.where)


def _bad_value(message: str, where: Where) -> Problem:
    return Problem(Code.BAD_VALUE, message, where)


def _read_line(option: Option, row: FieldRow, problems: list[Problem]) -> str:
    if row.most and len(option.text) > row.most:
        message = (
            f":{option.name}: has {len(option.text)} characters, and a picture has room for "
            f"{row.most}: shorten it"
        )
        problems.append(_bad_value(message, option.where))
    return option.text


def _read_lines(option: Option, _row: FieldRow, _problems: list[Problem]) -> tuple[str, ...]:
    return tuple(text for _, text in option.items)


def _read_word(option: Option, row: FieldRow, problems: list[Problem]) -> str | None:
    if option.text in row.choices:
        return option.text
    message = f":{option.name}: is one of {', '.join(row.choices)}; not {option.text!r}"
    message += did_you_mean(option.text, row.choices)
    problems.append(_bad_value(message, option.where))
    return None


def _read_words(option: Option, row: FieldRow, problems: list[Problem]) -> tuple[str, ...]:
    words = _read_ids(option, row, problems)
    for word in words:
        if word not in row.choices:
            message = f"{word!r} in :{option.name}: is none of {', '.join(row.choices)}"
            message += did_you_mean(word, row.choices)
            problems.append(_bad_value(message, option.where))
    return words


def _read_id(option: Option, row: FieldRow, problems: list[Problem]) -> str | None:
    ids = _read_ids(option, row, problems)
    if len(ids) > 1:
        message = f":{option.name}: takes one id, not {len(ids)}: {' '.join(ids)}"
        problems.append(_bad_value(message, option.where))
    return ids[0] if ids else None


def _read_ids(option: Option, row: FieldRow, problems: list[Problem]) -> tuple[str, ...]:
    """Ids with spaces or commas between them; each counts once."""
    return tuple(word for word, _ in _marked_ids(option, row, problems, mark=""))


def _read_relays(option: Option, row: FieldRow, problems: list[Problem]) -> tuple[Relay, ...]:
    return tuple(Relay(*one) for one in _marked_ids(option, row, problems))


def _read_related(
    option: Option, row: FieldRow, problems: list[Problem]
) -> tuple[RelationEnd, ...]:
    pairs = _marked_ids(option, row, problems)
    return tuple(RelationEnd(claim, is_inferred=is_inferred) for claim, is_inferred in pairs)


def _marked_ids(
    option: Option, row: FieldRow, problems: list[Problem], mark: str = "?"
) -> Iterable[tuple[str, bool]]:
    """Ids, each with whether it has the sign of an inference, which EDTF has for dates too."""
    is_inferred: dict[str, bool] = {}
    for where, text in option.items:
        bad: list[str] = []
        # No id has a comma, so one that an author puts between two can mean nothing else.
        for piece in text.split(","):
            words = piece.split()
            # What has no kinds is no object: a side, or a word of a list.
            is_good = is_object_name if row.kinds else is_id
            faults = [word for word in words if not is_good(word.removesuffix(mark))]
            bad += faults
            # Behind the beginning of a name, words in lower case are its rest and no ids.
            for word in words[: words.index(faults[0])] if faults else words:
                is_inferred[word.removesuffix(mark)] = bool(mark) and word.endswith(mark)
        if bad:
            message = f"{(text if len(bad) > 1 else bad[0])!r} in :{option.name}: is not an id"
            problems.append(Problem(Code.BAD_ID, message, where, text, row.kinds or _ANY))
    return is_inferred.items()


def _read_stated(
    option: Option, _row: FieldRow, problems: list[Problem]
) -> tuple[RelationEnd, ...]:
    ends: dict[str, RelationEnd] = {}
    for where, text in option.items:
        match = _STATED.fullmatch(text)
        if match and match[1] in ends:
            message = f":{option.name}: names {match[1]!r} twice: say all that both state in one"
            problems.append(_bad_value(message, where))
        elif match and is_object_name(match[1]):
            ends[match[1]] = RelationEnd(match[1], (match[2] or "").strip())
        else:
            message = f':{option.name}: takes `ID "what both say"` a line; not {text!r}'
            problems.append(_bad_value(message, where))
    return tuple(ends.values())


def _read_key(option: Option, _row: FieldRow, problems: list[Problem]) -> str | None:
    if len(option.text.split()) == 1:
        return option.text
    message = f":{option.name}: is the key of one source; not {option.text!r}"
    problems.append(_bad_value(message, option.where))
    return None


def _read_count(option: Option, _row: FieldRow, problems: list[Problem]) -> int | None:
    # `int` would also take signs, underscores, and the digits of other scripts.
    if re.fullmatch("[1-9][0-9]{0,3}", option.text):
        return int(option.text)
    message = f":{option.name}: takes a number from 1 to 9999; not {option.text!r}"
    problems.append(_bad_value(message, option.where))
    return None


def _read_date(option: Option, _row: FieldRow, problems: list[Problem]) -> Date | None:
    try:
        return parse_date(option.text)
    except DateError as error:
        message = fault_of_date(option.text, error)
        problems.append(Problem(Code.BAD_DATE, message, option.where))
        return None


def _read_not_before(option: Option, _row: FieldRow, problems: list[Problem]) -> NotBefore | None:
    date, _, cited = option.text.partition(" ")
    match = _CITATION.fullmatch(cited.strip())
    if not match:
        message = f":{option.name}: is a date and its citation, DATE KEY p3; not {option.text!r}"
        problems.append(_bad_value(message, option.where))
        return None
    read = _read_date(option._replace(items=((option.where, date),)), _row, problems)
    citation = Citation(match[1], match[2] or "", match[3] or "", option.where)
    return NotBefore(read, citation) if read else None


def _read_timezone(option: Option, _row: FieldRow, problems: list[Problem]) -> str | None:
    if clock_named(option.text):
        return option.text
    message = f":{option.name}: is {ZONE_FORM}; not {option.text!r}"
    problems.append(_bad_value(message, option.where))
    return None


def _read_basis(option: Option, _row: FieldRow, problems: list[Problem]) -> Basis | None:
    word, _, note = option.text.partition(":")
    if word.strip() in BASES:
        return Basis(word.strip(), note.strip())
    message = f":basis: is `stated`, `relative: note` or `inferred: note`; not {option.text!r}"
    problems.append(_bad_value(message, option.where))
    return None


def _read_names(option: Option, _row: FieldRow, _problems: list[Problem]) -> tuple[Name, ...]:
    matches = [(text, _LANGUAGE.fullmatch(text)) for _, text in option.items]
    return tuple(Name(match[2], match[1]) if match else Name(text, "") for text, match in matches)


def _read_coord(
    option: Option, _row: FieldRow, problems: list[Problem]
) -> tuple[float, float] | None:
    try:
        latitude, longitude = (float(part) for part in option.text.split(","))
    except ValueError:
        # Not a number is within no bounds, so that one message serves; `float` also reads "nan" so.
        latitude = longitude = float("nan")
    if -90 <= latitude <= 90 and -180 <= longitude <= 180:
        return latitude, longitude
    message = f":coord: is `latitude, longitude` in degrees, as 39.8, 46.75; not {option.text!r}"
    problems.append(_bad_value(message, option.where))
    return None


def _read_within(option: Option, _row: FieldRow, problems: list[Problem]) -> tuple[Within, ...]:
    parents = []
    for where, text in option.items:
        match = _WITHIN.fullmatch(text)
        if match:
            parents.append(Within(match[1], match[2] or ""))
        else:
            message = f":within: takes `PLACE` or `PLACE according-to ACTOR` a line; not {text!r}"
            problems.append(_bad_value(message, where))
    return tuple(parents)


def _read_citations(
    option: Option, _row: FieldRow, problems: list[Problem]
) -> tuple[Citation, ...]:
    citations = []
    for where, text in option.items:
        match = _CITATION.fullmatch(text)
        if match and not _SECOND_QUOTE.search(match[3] or ""):
            citations.append(Citation(match[1], match[2] or "", match[3] or "", where))
            continue
        meant = [*meant_citations(text)]
        message = f'a citation is KEY, KEY p16 or KEY p16 "short quote"; not {text!r}'
        if meant:
            shown = " and ".join(f"`{one}`" for one in meant)
            message += f": write {shown}" + (", a line each" if len(meant) > 1 else "")
        problems.append(Problem(Code.BAD_CITATION, message, where))
        # Where it stands counts, so that no other problem comes of it; the quote is checked when it
        # is one.
        matches = (_CITATION.fullmatch(one) for one in meant)
        citations += [Citation(m[1], m[2] or "", "", where) for m in matches if m]
    return tuple(citations)


def _read_answers(option: Option, _row: FieldRow, problems: list[Problem]) -> tuple[Answer, ...]:
    answers: dict[str, Answer] = {}
    for where, line in option.items:
        for text in _each_answer(line, where, problems):
            answer = _read_answer(text, where, problems)
            if answer and answer.question in answers:
                message = (
                    f":answers: names {answer.question!r} twice: a claim gives one answer to it"
                )
                problems.append(_bad_value(message, where))
            elif answer:
                answers[answer.question] = answer
    return tuple(answers.values())


def _each_answer(line: str, where: Where, problems: list[Problem]) -> list[str]:
    """The answers of a line, which should hold one."""
    starts = [0, *(match.start(1) for match in _NEXT_ANSWER.finditer(line))]
    pieces = [line[i:j] for i, j in zip(starts, [*starts[1:], len(line)], strict=True)]
    answers = [_BETWEEN_ANSWERS.sub("", piece).strip() for piece in pieces]
    if len(answers) > 1:
        shown = " and ".join(f"`{answer}`" for answer in answers)
        message = f":answers: takes one answer a line: write {shown} in lines of their own"
        problems.append(_bad_value(message, where))
    return answers


def _read_answer(text: str, where: Where, problems: list[Problem]) -> Answer | None:
    match = _ANSWER.fullmatch(text)
    if not match or not is_object_name(match[1]):
        message = f":answers: is `QUESTION = 7`, `= 7..9`, `= ~7` or `= words`; not {text!r}"
        problems.append(_bad_value(message, where))
        return None
    question, value = match[1], match[2].strip()
    if about := _ABOUT.fullmatch(value):
        return _read_about(question, value, float(about[1]), where, problems)
    span = _RANGE.fullmatch(value)
    # Two open ends give no number; the check of quantities then asks for one.
    if not span or value == "..":
        return Answer(question, value, None, None)
    ends = (span[3], span[3]) if span[3] else (span[1], span[2])
    low, high = (float(end) if end else None for end in ends)
    fault = _fault_of_range(value, low, high)
    if fault:
        problems.append(_bad_value(f":answers: {fault}", where))
        return None
    return Answer(question, value, low, high)


def _read_about(
    question: str, value: str, about: float, where: Where, problems: list[Problem]
) -> Answer | None:
    # Nine digits behind the point are more than anybody says: 1.1 times 4 is not exactly 4.4.
    low, high = sorted(round(about * share, 9) for share in (1 - APPROXIMATE, 1 + APPROXIMATE))
    fault = _fault_of_range(value, low, high)
    if about == 0:
        # A share of nought is nought: the range would be exact.
        fault = f"{value} is no range: write 0, or a number that is near it"
    if fault:
        problems.append(_bad_value(f":answers: {fault}", where))
        return None
    return Answer(question, value, low, high, about)


def _fault_of_range(value: str, low: float | None, high: float | None) -> str:
    # Hundreds of digits are read as infinite, which no count is and JSON cannot write.
    if any(end is not None and isinf(end) for end in (low, high)):
        return f"{value} is out of all bounds"
    if low is not None and high is not None and low > high:
        return f"{value} ends below its beginning"
    return ""


def _read_searched(
    option: Option, _row: FieldRow, problems: list[Problem]
) -> tuple[tuple[str, str], ...]:
    rows = []
    for where, text in option.items:
        side, colon, what = text.partition(":")
        if colon and is_id(side.strip()) and what.strip():
            rows.append((side.strip(), what.strip()))
        else:
            message = f":searched: takes `SIDE: what was searched` a line; not {text!r}"
            problems.append(_bad_value(message, where))
    return tuple(rows)


def _read_reasons(
    option: Option, _row: FieldRow, problems: list[Problem]
) -> tuple[tuple[str, str, Where], ...]:
    rows = []
    for where, text in option.items:
        passage, _, reason = text.partition(" ")
        if reason.strip():
            rows.append((passage, reason.strip(), where))
        else:
            message = f":{option.name}: takes `p26 the reason` a line; not {text!r}"
            problems.append(_bad_value(message, where))
    return tuple(rows)


def _read_wordings(
    option: Option, row: FieldRow, problems: list[Problem]
) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for where, text in option.items:
        name, _, said = text.partition(" ")
        if not said.strip() or (row.choices and name not in row.choices):
            form = " or ".join(row.choices) or "an id"
            message = f":{option.name}: takes {form} and words for it a line; not {text!r}"
            problems.append(_bad_value(message, where))
        elif name in found:
            problems.append(_bad_value(f":{option.name}: has words for {name!r} twice", where))
        else:
            found[name] = said.strip()
    return tuple(found.items())


def _read_parts(option: Option, _row: FieldRow, problems: list[Problem]) -> tuple[DriftPart, ...]:
    parts: dict[str, DriftPart] = {}
    for where, text in option.items:
        match = _PART.fullmatch(text)
        if match is None:
            message = (
                f":{option.name}: takes a part a line, as `subject: lost`, `subject: changed to "
                f"soldiers`; not {text!r}"
            )
            problems.append(_bad_value(message, where))
        elif match[1] in parts:
            problems.append(_bad_value(f":{option.name}: names {match[1]!r} twice", where))
        else:
            fate = "changed" if match[3] else match[2].replace(" ", "-")
            parts[match[1]] = DriftPart(match[1], fate, match[3] or "")
    # In one order, so that two drifts can be compared at a glance.
    return tuple(parts[part] for part in DRIFT_PARTS if part in parts)


_READERS: Final[Mapping[FieldType, Reader]] = {
    FieldType.LINE: _read_line,
    FieldType.LINES: _read_lines,
    FieldType.WORD: _read_word,
    FieldType.WORDS: _read_words,
    FieldType.ID: _read_id,
    FieldType.IDS: _read_ids,
    FieldType.RELAYS: _read_relays,
    FieldType.RELATED: _read_related,
    FieldType.STATED: _read_stated,
    FieldType.KEY: _read_key,
    FieldType.COUNT: _read_count,
    FieldType.DATE: _read_date,
    FieldType.NOT_BEFORE: _read_not_before,
    FieldType.TIMEZONE: _read_timezone,
    FieldType.BASIS: _read_basis,
    FieldType.NAMES: _read_names,
    FieldType.COORD: _read_coord,
    FieldType.WITHIN: _read_within,
    FieldType.CITATIONS: _read_citations,
    FieldType.ANSWERS: _read_answers,
    FieldType.SEARCHED: _read_searched,
    FieldType.REASONS: _read_reasons,
    FieldType.WORDINGS: _read_wordings,
    FieldType.PARTS: _read_parts,
}
