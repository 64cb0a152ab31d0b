"""After any edit, an incremental build must give what a fresh one gives, byte for byte.

``DOSSIER_WALKS=200`` takes more random walks than the few of an ordinary run.
"""

from __future__ import annotations

import json
import os
import shutil
import time
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from edits import CONF, EDITS, Draft, Edit, apply, first_draft
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from projects import build

WALKS = int(os.environ.get("DOSSIER_WALKS", "0"))
TIMED = {"environment.pickle"}


class Step(NamedTuple):
    """Some edits, then a build by one builder with so many jobs."""

    edits: list[Edit]
    builder: str
    jobs: int


class Site:
    """A draft on disk, and the builders that share one environment over it."""

    def __init__(self, folder: Path, **conf: object) -> None:
        self.draft = first_draft()
        self.source, self.output = folder / "source", folder / "kept"
        self.fresh = folder / "fresh"
        self.conf = conf

    def save(self) -> None:
        """Write the draft, late enough for its files to be newer than what was built."""
        time.sleep(0.02)
        self.draft.save(self.source)

    def build(self, builder: str = "html", jobs: int = 1) -> list[str]:
        """Build what is out of date, and give the problems."""
        return _problems(build(self.source, self.output, builder, jobs, **self.conf))

    def differences(self, builder: str, problems: list[str]) -> list[str]:
        """What a fresh build has otherwise than the last incremental one."""
        shutil.rmtree(self.fresh, ignore_errors=True)
        wanted = _problems(build(self.source, self.fresh, builder, **self.conf))
        found = _compare(_files(self.fresh / builder), _files(self.output / builder))
        if wanted != problems:
            found.append(f"problems: {sorted({*wanted} ^ {*problems})}")
        return found


def _problems(warnings: str) -> list[str]:
    """The problems of the dossier; other warnings of reading are told by Sphinx only once."""
    return [line for line in warnings.splitlines() if "[dossier." in line]


def _files(folder: Path) -> dict[str, bytes]:
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    if "objects.inv" in found:
        *head, body = found["objects.inv"].split(b"\n", 4)
        found["objects.inv"] = b"\n".join([*head, zlib.decompress(body)])
    if "searchindex.js" in found:
        found["searchindex.js"] = _settled(found["searchindex.js"])
    return found


def _settled(index: bytes) -> bytes:
    """The search index without the two things that Sphinx itself does not bring up to date.

    It keeps the words of former pages, with an empty list of pages; and it has the entries of the
    general index from an environment that was stored before they were collected.
    """
    told = json.loads(index.removeprefix(b"Search.setIndex(").removesuffix(b")"))
    del told["indexentries"]
    for part in ("terms", "titleterms"):
        told[part] = {word: pages for word, pages in told[part].items() if pages != []}
    return json.dumps(told, indent=0, ensure_ascii=False).encode()


def _compare(wanted: dict[str, bytes], found: dict[str, bytes]) -> list[str]:
    told = [f"left over: {name}" for name in found.keys() - wanted.keys()]
    told += [f"missing: {name}" for name in wanted.keys() - found.keys()]
    for name in sorted(wanted.keys() & found.keys()):
        if wanted[name] != found[name]:
            fresh, kept = (text[name].splitlines() for text in (wanted, found))
            pairs = zip([*fresh, b""], [*kept, b""], strict=False)
            lines = next((pair for pair in pairs if pair[0] != pair[1]), (b"", b""))
            told.append(f"{name}: fresh {lines[0][:300]!r}, incremental {lines[1][:300]!r}")
    return sorted(told)
