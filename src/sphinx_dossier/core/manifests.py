"""Passage manifests: they prove a quote, and do not hold the text, which is not ours to publish.

A manifest holds, for each passage of a source, a SHA-256 of its normalised text and salted,
shortened hashes of its sentences and of each run of three words (shingles; Broder 1997, "On the
resemblance and containment of documents"). That is enough to check a quote or a copy. It keeps the
text from readers and search engines, and not from a program: runs overlap, so that who knows two
words in a row can try every word for the third, and read on like that.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.model import PASSAGE_ROLES
from sphinx_dossier.core.names import words
from sphinx_dossier.core.text_files import line_of_error, read_written, reason_of, writable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

SUFFIX: Final = ".passages.json"
SCHEMA_VERSION: Final = 1
SALT_BYTES: Final = 8
"""Random bytes in the salt of a manifest. Without it, the hashes of common runs of words could be
computed once and looked up in every manifest."""
# Two words occur almost anywhere, and four would leave many short quotes unchecked.
SHINGLE: Final = 3
"""Words in a hashed run; a quote of fewer words cannot be checked."""
# 32 bits. A wrong run matches one of the 500 of a long passage once in nine million times; yet
# there are far more runs of three words than hashes, so that a hash does not say which run it is.
_HASH_LENGTH = 8
# The full stops of Latin, Arabic, Urdu and Armenian script need a blank behind them, with quotation
# marks and brackets in between; those of Chinese and Japanese need none.
_SENTENCE_END = lazy_pattern(r"(?<=[.!?。！？؟۔։])[\"”’')\]]*\s+|(?<=[。！？])")


class ManifestError(ValueError):
    """A manifest that cannot be read; the message says why, ``line`` says where."""

    line = 1


@dataclass(frozen=True, slots=True)
class Passage:
    """One non-empty line of a source.

    ``id`` is ``p`` with its number from 0, ``words`` how many it has, ``line`` its line in the
    source and ``manifest_line`` its line in the manifest file, both from 1.
    """

    id: str
    line: int
    role: str
    words: int
    sha256: str
    shingles: frozenset[str] = frozenset()
    sentences: frozenset[str] = frozenset()
    manifest_line: int = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """The passages of the source ``key``, by id, in order.

    ``path`` is the file that they were read from, ``""`` if they were not.
    """

    key: str
    salt: str
    passages: Mapping[str, Passage] = field(default_factory=dict)
    path: str = ""

    def holds(self, passage: str, quote: str) -> bool:
        """Whether ``passage`` has the words of ``quote`` in their order.

        Always true for fewer than three words; ``passage`` must be one of :attr:`passages`.
        """
        shingles = self.passages[passage].shingles
        return all(self._digest(run) in shingles for run in _runs(words(quote)))

    def is_whole_sentence(self, passage: str, quote: str) -> bool:
        """Whether ``quote`` is a whole sentence of ``passage``, which must be one that exists."""
        return self._digest(tuple(words(quote))) in self.passages[passage].sentences

    def _digest(self, run: Iterable[str]) -> str:
        return salted(self.salt, run)


def passage_of(locator: str) -> str:
    """The passage that a locator in prose names: ``p16`` for ``¶ 16``, ``""`` for any other."""
    before, _, number = locator.partition("¶")
    return f"p{number.strip()}" if not before and number.strip().isdecimal() else ""


def salted(salt: str, run: Iterable[str]) -> str:
    """The shortened hash of a run of words."""
    # No word contains the separator, so ("ab", "c") and ("a", "bc") differ.
    text = "\0".join((salt, *run))
    return sha256(text.encode()).hexdigest()[:_HASH_LENGTH]


def normalised(text: str) -> str:
    """``text`` with single spaces, its letters composed (NFC).

    Copies that differ in blanks, or in how accents are stored, count as equal.
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def decompose(text: str, key: str, salt: str, roles: Mapping[str, str] | None = None) -> Manifest:
    """The manifest of ``text``; ``roles`` replaces the guessed role of a passage, by its id."""
    # The byte order mark, and the wide blank with which Chinese and Japanese indent a paragraph.
    lines = [
        (number, line.strip("\ufeff \t\r\u3000"))
        # Not `splitlines`, which also cuts at form feeds and at
        # U+2028: editors count no line there.
        for number, line in enumerate(text.split("\n"), start=1)
    ]
    # Empty lines have no number, so that a copy with other gaps between paragraphs agrees.
    filled = [(number, line) for number, line in lines if normalised(line)]
    passages = {}
    for position, (number, line) in enumerate(filled):
        name = f"p{position}"
        role = (roles or {}).get(name) or _guess_role(position, line)
        passages[name] = _passage(name, number, role, line, salt)
    return Manifest(key, salt, passages)


def _passage(name: str, number: int, role: str, line: str, salt: str) -> Passage:
    line_words = words(line)
    sentences = [words(sentence) for sentence in _SENTENCE_END.split(line)]
    return Passage(
        id=name,
        line=number,
        role=role,
        words=len(line_words),
        sha256=sha256(normalised(line).encode()).hexdigest(),
        shingles=frozenset(salted(salt, run) for run in _runs(line_words)),
        sentences=frozenset(salted(salt, run) for run in sentences if run),
    )


def _runs(line_words: list[str]) -> Iterable[tuple[str, ...]]:
    starts = range(len(line_words) - SHINGLE + 1)
    return (tuple(line_words[start : start + SHINGLE]) for start in starts)


def _guess_role(position: int, line: str) -> str:
    if position == 0:
        return "title"
    # A guess that its author corrects with `--role`: few headings end in a full stop, and few have
    # more words than this.
    ends_like_prose = line.rstrip("\"”’')]")[-1:] in ".!。！؟۔։:;"
    return "body" if ends_like_prose or len(words(line)) > 25 else "heading"


def verify(text: str, manifest: Manifest) -> list[str]:
    """How a reader's copy differs from ``manifest``: one line of text for each passage."""
    copy = decompose(text, manifest.key, manifest.salt)
    differences = []
    for name, passage in manifest.passages.items():
        if name not in copy.passages:
            differences.append(f"{name}: missing from the copy")
        elif copy.passages[name].sha256 != passage.sha256:
            line = copy.passages[name].line
            differences.append(f"{name}: line {line} of the copy has other words")
    differences += [
        f"{name}: line {passage.line} of the copy is not in the manifest"
        for name, passage in copy.passages.items()
        if name not in manifest.passages
    ]
    return differences


def write_manifest(manifest: Manifest) -> str:
    """The manifest as JSON, one passage a line, so that a change of one passage is one line."""
    rows = ",\n".join(
        "    " + json.dumps(_row(passage), ensure_ascii=False)
        for passage in manifest.passages.values()
    )
    return (
        f'{{\n  "schema": {SCHEMA_VERSION},\n  "key": {json.dumps(manifest.key)},\n'
        f'  "salt": {json.dumps(manifest.salt)},\n  "passages": [\n{rows}\n  ]\n}}\n'
    )


def _row(passage: Passage) -> dict[str, Any]:
    return {
        "id": passage.id,
        "line": passage.line,
        "role": passage.role,
        "words": passage.words,
        "sha256": passage.sha256,
        # Sorted: a set has another order in each process, and that
        # of the text would help to rebuild it.
        "shingles": sorted(passage.shingles),
        "sentences": sorted(passage.sentences),
    }


def read_manifest(path: Path, shown: str) -> Manifest:
    """Read a manifest file; ``shown`` is the path for messages.

    :raises ManifestError: the file cannot be read, is not JSON, or lacks what a manifest has.
    """
    line = 1
    try:
        text = read_written(path)
        data = json.loads(text)
        if data["schema"] != SCHEMA_VERSION:
            raise ManifestError(f"its schema is {data['schema']!r}, not {SCHEMA_VERSION}")
        lines = _lines_of_passages(text)
        passages = {}
        for row in data["passages"]:
            line = lines.get(str(row["id"]), line)
            passages[row["id"]] = _read_row(row, lines)
        return Manifest(writable(data["key"]), writable(data["salt"]), passages, shown)
    except ManifestError as error:
        error.line = line
        raise
    # Brackets that are nested too deep end in RecursionError, which is no ValueError.
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        failure = ManifestError(reason_of(error))
        failure.line = line_of_error(error, line)
        raise failure from error


def _lines_of_passages(text: str) -> dict[str, int]:
    """The line of each passage in a manifest file, which the parser of JSON does not give."""
    return {
        match[1]: number
        for number, line in enumerate(text.split("\n"), start=1)
        if (match := re.search(r'"id":\s*"(p\d+)"', line))
    }


def is_text_list(value: object) -> bool:
    """Whether a value of JSON is a list of texts."""
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def is_passage_id(value: object) -> bool:
    """Whether a value of JSON is the id of a passage, such as ``p16``."""
    # In ASCII: the digits of other scripts would give one passage a second name.
    return isinstance(value, str) and bool(re.fullmatch(r"p\d+", value, re.ASCII))


_COLUMNS: Final[dict[str, Callable[[object], bool]]] = {
    "id": is_passage_id,
    # `isinstance` would take true and false, which are whole numbers to Python.
    "line": lambda value: type(value) is int and value > 0,
    "words": lambda value: type(value) is int and value >= 0,
    "sha256": lambda value: isinstance(value, str) and bool(re.fullmatch("[0-9a-f]{64}", value)),
    "shingles": is_text_list,
    "sentences": is_text_list,
}
"""What a passage of a manifest holds besides its role, and what each value must be like."""


def _read_row(row: dict[str, Any], lines: Mapping[str, int]) -> Passage:
    if row["role"] not in PASSAGE_ROLES:
        raise ManifestError(f"{row['role']!r} is not a role: use {', '.join(PASSAGE_ROLES)}")
    for name, fits in _COLUMNS.items():
        if not fits(row[name]):
            raise ManifestError(f"{row[name]!r} cannot be the {name!r} of a passage")
    return Passage(
        id=row["id"],
        line=row["line"],
        role=row["role"],
        words=row["words"],
        sha256=row["sha256"],
        shingles=frozenset(row["shingles"]),
        sentences=frozenset(row["sentences"]),
        manifest_line=lines.get(row["id"], 1),
    )
