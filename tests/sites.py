"""A draft on disk that is built again and again, and compared with fresh builds."""

from __future__ import annotations

import json
import shutil
import time
import zlib
from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

from edits import Times, first_draft
from faults import kill
from projects import build

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from edits import Draft
    from faults import Fault


class Backup(NamedTuple):
    """A copy of the source of a site, and the draft that it was written from."""

    folder: Path
    draft: Draft


class Site:
    """A draft on disk, and the builders that share one environment over it."""

    def __init__(self, folder: Path, **conf: object) -> None:
        self.draft = first_draft()
        self.source, self.output = folder / "source", folder / "kept"
        self.fresh = folder / "fresh"
        self.conf = conf
        self.backup: Backup
        self.drafts: list[Draft] = []
        """What was committed, where the source is a repository."""

    def save(self, times: Times = Times.NEW) -> None:
        """Write the draft, late enough for its files to be newer than what was built."""
        time.sleep(0.02)
        self.draft.save(self.source, times)

    def back_up(self) -> None:
        """Copy the source as ``cp -p`` does."""
        folder = self.source.with_name("backup")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.source, folder)
        self.backup = Backup(folder, deepcopy(self.draft))

    def back_up_output(self) -> None:
        """Copy all that was built, in the same way."""
        shutil.copytree(self.output, self.output.with_name("built"))

    def put_back(self) -> None:
        """Replace the source by its backup, with the times that its files had."""
        shutil.rmtree(self.source)
        shutil.copytree(self.backup.folder, self.source)
        self.draft = deepcopy(self.backup.draft)

    def put_back_output(self) -> None:
        """Replace all that was built by its backup."""
        shutil.rmtree(self.output)
        shutil.copytree(self.output.with_name("built"), self.output)

    def outputs(self, builder: str = "html") -> list[Path]:
        """The files that a build has left, but for what is kept for the next one."""
        found = (path for path in (self.output / builder).rglob("*") if path.is_file())
        return sorted(path for path in found if not path.name.startswith("."))

    def times(self, builder: str = "html") -> dict[str, int]:
        """When each file that a build has left was written, in nanoseconds, by its name."""
        folder = self.output / builder
        return {
            path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
            for path in self.outputs(builder)
        }

    def kill(self, fault: Fault, builder: str = "html", jobs: int = 1) -> bool:
        """Build in a process of its own that is killed at the fault, if it comes to that."""
        return kill(fault, lambda: self.build(builder, jobs))

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

    def build_fresh(self, builder: str = "html") -> dict[str, bytes]:
        """The files of a fresh build."""
        return self._build_fresh(builder)[0]

    def _build_fresh(self, builder: str) -> tuple[dict[str, bytes], list[str]]:
        shutil.rmtree(self.fresh, ignore_errors=True)
        problems = self._build(self.fresh, builder)
        return files_of(self.fresh / builder), problems

    def differences(self, builder: str, problems: list[str]) -> list[str]:
        """What a fresh build has otherwise than the last incremental one."""
        files, wanted = self._build_fresh(builder)
        found = compare(files, files_of(self.output / builder))
        if wanted != problems:
            found.append(f"problems: {sorted({*wanted} ^ {*problems})}")
        return found


def files_of(folder: Path) -> dict[str, bytes]:
    """The files of a folder, without what differs between two equal builds."""
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".buildinfo.bak"  # kept by Sphinx of other settings
    }
    if "objects.inv" in found:
        *head, body = found["objects.inv"].split(b"\n", 4)
        found["objects.inv"] = b"\n".join([*head, zlib.decompress(body)])
    for name in [name for name in found if name.startswith(".dossier-")]:
        found[name] = _untimed(found[name])
    return found | {
        f"{path.relative_to(folder).as_posix()}/": b"an empty folder"
        for path in folder.rglob("*")
        if path.is_dir() and not any(path.iterdir())
    }


def _untimed(text: bytes) -> bytes:
    """What is kept of a build, without what holds when pages were read and files written."""
    kept = json.loads(text)
    for name in ("stamp", "read", "outputs", "carried"):
        kept.pop(name, None)
    return json.dumps(kept, indent=0).encode()


def compare(wanted: dict[str, bytes], found: dict[str, bytes]) -> list[str]:
    """What is found otherwise than it is wanted."""
    reported = [f"left over: {name}" for name in found.keys() - wanted.keys()]
    reported += [f"missing: {name}" for name in wanted.keys() - found.keys()]
    for name in sorted(wanted.keys() & found.keys()):
        if wanted[name] != found[name]:
            fresh, kept = (text[name].splitlines() for text in (wanted, found))
            pairs = zip([*fresh, b""], [*kept, b""], strict=False)
            lines = next((pair for pair in pairs if pair[0] != pair[1]), (b"", b""))
            reported.append(f"{name}: fresh {lines[0][:300]!r}, incremental {lines[1][:300]!r}")
    return sorted(reported)
