"""A draft on disk that is built again and again, and compared with fresh builds."""

from __future__ import annotations

import json
import shutil
import time
import zlib
from copy import deepcopy
from typing import TYPE_CHECKING

from edits import first_draft
from projects import build

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


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

    def write(self, name: str, text: str) -> None:
        """Write a file that is not of the draft, or otherwise than the draft has it."""
        time.sleep(0.02)
        (self.source / name).write_text(text, encoding="utf-8")

    def build(self, builder: str = "html", jobs: int = 1, *only: str) -> list[str]:
        """Build what is out of date, or ``only`` some pages, and give the problems."""
        pages = [self.source / name for name in only]
        return self._build(self.output, builder, jobs, pages)

    def _build(
        self, output: Path, builder: str, jobs: int = 1, only: Sequence[Path] = ()
    ) -> list[str]:
        """Build, and give the problems; other warnings of reading are told by Sphinx only once."""
        # Themes write into the settings that they are given.
        said = build(self.source, output, builder, jobs, only, **deepcopy(self.conf))
        return [line for line in said.splitlines() if "[dossier." in line]

    def differences(self, builder: str, problems: list[str]) -> list[str]:
        """What a fresh build has otherwise than the last incremental one."""
        shutil.rmtree(self.fresh, ignore_errors=True)
        wanted = self._build(self.fresh, builder)
        found = _compare(_files(self.fresh / builder), _files(self.output / builder))
        if wanted != problems:
            found.append(f"problems: {sorted({*wanted} ^ {*problems})}")
        return found


def _files(folder: Path) -> dict[str, bytes]:
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".buildinfo.bak"  # kept by Sphinx of other settings
    }
    if "objects.inv" in found:
        *head, body = found["objects.inv"].split(b"\n", 4)
        found["objects.inv"] = b"\n".join([*head, zlib.decompress(body)])
    if "searchindex.js" in found:
        found["searchindex.js"] = _settled(found["searchindex.js"])
    for name in [name for name in found if name.startswith(".dossier-")]:
        found[name] = _without_stamp(found[name])
    return found


def _without_stamp(text: bytes) -> bytes:
    """What is kept of a build, without the stamp: that holds when each page was read."""
    return json.dumps(json.loads(text) | {"stamp": ""}, indent=0).encode()


def _settled(index: bytes) -> bytes:
    """The search index without the two things that Sphinx itself does not bring up to date.

    It keeps the words of former pages, with an empty list of pages; and it has the entries of the
    general index from an environment that was stored before they were collected.
    """
    reported = json.loads(index.removeprefix(b"Search.setIndex(").removesuffix(b")"))
    del reported["indexentries"]
    for part in ("terms", "titleterms"):
        reported[part] = {word: pages for word, pages in reported[part].items() if pages != []}
    return json.dumps(reported, indent=0, ensure_ascii=False).encode()


def _compare(wanted: dict[str, bytes], found: dict[str, bytes]) -> list[str]:
    reported = [f"left over: {name}" for name in found.keys() - wanted.keys()]
    reported += [f"missing: {name}" for name in wanted.keys() - found.keys()]
    for name in sorted(wanted.keys() & found.keys()):
        if wanted[name] != found[name]:
            fresh, kept = (text[name].splitlines() for text in (wanted, found))
            pairs = zip([*fresh, b""], [*kept, b""], strict=False)
            lines = next((pair for pair in pairs if pair[0] != pair[1]), (b"", b""))
            reported.append(f"{name}: fresh {lines[0][:300]!r}, incremental {lines[1][:300]!r}")
    return sorted(reported)
