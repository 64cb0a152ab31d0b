"""What readers ask and which page answers it; and words that mean the same to them.

A small file of the dossier, in TOML, says both: no program knows that "who shot first" asks who
began. The search alone uses it, and nothing that reasons.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.model import Where
from sphinx_dossier.core.names import fold
from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PARTS: Final = ("asked", "same")
_FORM: Final = 'write ["who started", "who shot first"]'
_WORD: Final = lazy_pattern(r"\w")


class ReaderWords(NamedTuple):
    """Phrases by the id of an object, or by ``/page`` or ``/page#section``, and where they stand.

    ``same`` are groups of words, or of short phrases, each of which finds the others.
    """

    asked: Mapping[str, tuple[str, ...]]
    same: tuple[tuple[str, ...], ...]
    where: Mapping[str, Where]


NO_WORDS: Final = ReaderWords({}, (), {})


def read_reader_words(text: str, path: str) -> tuple[ReaderWords, list[Problem]]:
    """The words in the text of a TOML file, and a problem for each that cannot be used.

    ``path`` is the file, for messages.
    """

    def problem(message: str, line: int) -> Problem:
        return Problem(Code.BAD_SEARCH_WORDS, message, Where(path, line))

    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        # Only from Python 3.14 on does the error have its line as an attribute.
        found = re.search(r"at line (\d+)", str(error))
        message = f"not TOML: {error}; the search does without the whole file"
        return NO_WORDS, [problem(message, int(found[1]) if found else 1)]
    faults: list[tuple[str, str]] = [
        (name, f"has {name!r}: it takes {' and '.join(_PARTS)}")
        for name in data
        if name not in _PARTS
    ]
    asked = dict(_read_asked(data.get("asked", {}), faults))
    same = tuple(_read_same(data.get("same", []), faults))
    where = {target: Where(path, _line_of(target, text)) for target in asked}
    problems = [problem(message, _line_of(word, text)) for word, message in faults]
    return ReaderWords(asked, same, where), problems


def _read_asked(table: Any, faults: list[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each target with its phrases; no phrase is asked of two."""
    if not isinstance(table, dict):
        faults.append(
            ("asked", f"asked is no table: write `who-began = [...]` below [asked]; {_FORM}")
        )
        return
    owners: dict[str, str] = {}
    for target, phrases in table.items():
        if not _are_phrases(phrases):
            faults.append((target, f"what is asked of {target!r} is no list of phrases: {_FORM}"))
            continue
        kept = []
        for phrase in phrases:
            owner = owners.setdefault(fold(phrase), target)
            if owner == target and phrase not in kept:
                kept.append(phrase)
            else:
                faults.append((phrase, f"{phrase!r} is asked of {owner!r} already: keep one"))
        yield target, tuple(kept)


def _read_same(groups: Any, faults: list[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """Each group of words; no word is in two."""
    if not isinstance(groups, list):
        faults.append(("same", 'same is no list of groups: write [["killed", "died"]]'))
        return
    seen: set[str] = set()
    for group in groups:
        if not _are_phrases(group) or len(group) < 2:
            shown = next(iter(group), "same") if isinstance(group, list) else group
            message = f'{group!r} is no group of words: write ["killed", "died"]'
            faults.append((str(shown), message))
            continue
        twice = [word for word in group if fold(word) in seen]
        faults += [(one, f"{one!r} is in another group already: keep one") for one in twice]
        kept = tuple(word for word in dict.fromkeys(group) if word not in twice)
        seen.update(map(fold, group))
        # A word alone finds nothing else.
        if len(kept) > 1:
            yield kept


def _are_phrases(value: Any) -> bool:
    """Whether a value is a list of texts that each have a word."""
    is_list = isinstance(value, list) and bool(value)
    return is_list and all(isinstance(one, str) and _WORD.search(one) for one in value)


def _line_of(written: str, text: str) -> int:
    """The last line that has a word as a key or in quotes, which the parser does not give.

    What is written twice is wrong where it stands the second time.
    """
    form = rf"""^[ \t]*\[?{re.escape(written)}[ \t]*[\]=]|["']{re.escape(written)}["']"""
    found = [one.start() for one in re.finditer(form, text, re.MULTILINE)]
    return text.count("\n", 0, found[-1]) + 1 if found else 1
