"""Passage manifests: what a text says stays out, what proves a quote goes in.

A manifest holds, for each passage of a source, a SHA-256 of its normalised text and salted,
shortened hashes of its word trigrams and of its sentences: enough to check a quote or a copy,
too little to rebuild the text.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from sphinx_dossier.core.names import words
from sphinx_dossier.core.text_files import read_written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

ROLES: Final = ("title", "heading", "lead", "caption", "body", "furniture")
SUFFIX: Final = ".passages.json"
SCHEMA_VERSION: Final = 1
SALT_BYTES: Final = 8
"""Random bytes in a salt: enough that no two manifests ever have the same one."""
SHINGLE: Final = 3
"""Words in a hashed run; a quote shorter than this cannot be checked."""
_HASH_LENGTH = 8
_SENTENCE_END = re.compile(r"(?<=[.!?。！？؟۔։])[\"”’')\]]*\s+|(?<=[。！？])")


class ManifestError(ValueError):
    """A manifest that cannot be read; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One non-empty line of a source.

    ``line`` is its line in the source and ``at`` the line in the manifest file, both from 1.
    """

    id: str
    line: int
    role: str
    words: int
    sha256: str
    shingles: frozenset[str] = frozenset()
    sentences: frozenset[str] = frozenset()
    at: int = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """The passages of the source ``key``, by id; ``path`` is the file they were read from."""

    key: str
    salt: str
    passages: Mapping[str, Passage] = field(default_factory=dict)
    path: str = ""

    def holds(self, passage: str, quote: str) -> bool:
        """Whether ``quote`` can stand in ``passage``; always true for fewer than three words."""
        shingles = self.passages[passage].shingles
        return all(self._digest(run) in shingles for run in _runs(words(quote)))

    def is_whole_sentence(self, passage: str, quote: str) -> bool:
        """Whether ``quote`` is a sentence of ``passage`` from end to end."""
        return self._digest(tuple(words(quote))) in self.passages[passage].sentences

    def _digest(self, run: Iterable[str]) -> str:
        return salted(self.salt, run)


def passage_of(locator: str) -> str:
    """The passage that a locator in prose, such as ``¶ 16``, names; ``""`` for any other."""
    before, _, number = locator.partition("¶")
    return f"p{number.strip()}" if not before and number.strip().isdecimal() else ""


def salted(salt: str, run: Iterable[str]) -> str:
    """The shortened hash of a run of words."""
    text = "\0".join((salt, *run))
    return sha256(text.encode()).hexdigest()[:_HASH_LENGTH]


def normalised(text: str) -> str:
    """``text`` in NFC with single spaces: copies that differ in blanks count as equal."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def decompose(text: str, key: str, salt: str, roles: Mapping[str, str] | None = None) -> Manifest:
    """Make the manifest of ``text``; ``roles`` overrides the guessed role of a passage by id."""
    lines = [
        (number, line.strip("\ufeff \t\r\u3000"))
        for number, line in enumerate(text.split("\n"), start=1)
    ]
    filled = [(number, line) for number, line in lines if normalised(line)]
    passages = {}
    for position, (number, line) in enumerate(filled):
        name = f"p{position}"
        role = (roles or {}).get(name) or _guess_role(position, line)
        passages[name] = _passage(name, number, role, line, salt)
    return Manifest(key, salt, passages)


def _passage(name: str, number: int, role: str, line: str, salt: str) -> Passage:
    cut = words(line)
    sentences = [words(sentence) for sentence in _SENTENCE_END.split(line)]
    return Passage(
        id=name,
        line=number,
        role=role,
        words=len(cut),
        sha256=sha256(normalised(line).encode()).hexdigest(),
        shingles=frozenset(salted(salt, run) for run in _runs(cut)),
        sentences=frozenset(salted(salt, run) for run in sentences if run),
    )


def _runs(cut: list[str]) -> Iterable[tuple[str, ...]]:
    return (tuple(cut[at : at + SHINGLE]) for at in range(len(cut) - SHINGLE + 1))


def _guess_role(position: int, line: str) -> str:
    if position == 0:
        return "title"
    ends_like_prose = line.rstrip("\"”’')]")[-1:] in ".!。！؟۔։:;"
    return "body" if ends_like_prose or len(words(line)) > 25 else "heading"


def verify(text: str, manifest: Manifest) -> list[str]:
    """Compare a reader's copy with ``manifest``; one line for each passage that differs."""
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
    """The manifest as JSON with one passage a line, so that changes read well."""
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
        "shingles": sorted(passage.shingles),
        "sentences": sorted(passage.sentences),
    }


def read_manifest(path: Path, shown: str) -> Manifest:
    """Read a manifest file; ``shown`` is the path for messages.

    :raises ManifestError: the file is not JSON, or lacks what a manifest has.
    """
    try:
        text = read_written(path)
        data = json.loads(text)
        lines = {
            match[1]: number
            for number, line in enumerate(text.splitlines(), start=1)
            if (match := re.search(r'"id":\s*"(p\d+)"', line))
        }
        if data["schema"] != SCHEMA_VERSION:
            raise ManifestError(f"its schema is {data['schema']!r}, not {SCHEMA_VERSION}")
        passages = {row["id"]: _read_row(row, lines) for row in data["passages"]}
        return Manifest(str(data["key"]), str(data["salt"]), passages, shown)
    except ManifestError:
        raise
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ManifestError(f"{type(error).__name__}: {error}") from error


def _is_text_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


_COLUMNS: Final[dict[str, Callable[[object], bool]]] = {
    "id": lambda value: isinstance(value, str) and bool(re.fullmatch(r"p\d+", value, re.ASCII)),
    "line": lambda value: type(value) is int and value > 0,
    "words": lambda value: type(value) is int and value >= 0,
    "sha256": lambda value: isinstance(value, str) and bool(re.fullmatch("[0-9a-f]{64}", value)),
    "shingles": _is_text_list,
    "sentences": _is_text_list,
}
"""What a passage of a manifest holds besides its role, and what each value must be like."""


def _read_row(row: dict[str, Any], lines: Mapping[str, int]) -> Passage:
    if row["role"] not in ROLES:
        raise ManifestError(f"{row['role']!r} is not a role: use {', '.join(ROLES)}")
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
        at=lines.get(row["id"], 1),
    )
