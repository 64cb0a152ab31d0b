"""Builds the package with flit, and puts into it what sites need of npm: a library, and fonts.

pip and ``python -m build`` call these functions (PEP 517, PEP 660). What comes from npm has the
version and the digest of ``package-lock.json``; without npm the package is whole but for it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import shutil
import subprocess
import sys
import tarfile
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from flit_core import buildapi

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parent.parent
FOLDER: Final = ROOT / "src" / "sphinx_dossier" / "web" / "library"
_SECONDS: Final = 60

get_requires_for_build_wheel = buildapi.get_requires_for_build_wheel
get_requires_for_build_sdist = buildapi.get_requires_for_build_sdist
get_requires_for_build_editable = buildapi.get_requires_for_build_editable
prepare_metadata_for_build_wheel = buildapi.prepare_metadata_for_build_wheel
prepare_metadata_for_build_editable = buildapi.prepare_metadata_for_build_editable
# A checkout has what `npm ci` puts beside it.
build_editable = buildapi.build_editable


class WrongDigestError(Exception):
    """What npm gave is not what ``package-lock.json`` names: nothing may be built with it."""


class Wanted(NamedTuple):
    """A package of npm; ``lack`` is what is different without it.

    ``files`` are what is taken from its archive, by the names in our package.
    """

    name: str
    files: dict[str, str]
    lack: str


class Locked(NamedTuple):
    """A version of a package, and the digest of its archive as npm writes it."""

    version: str
    integrity: str


PACKAGES: Final = (
    Wanted(
        "minisearch",
        {
            "minisearch.js": "package/dist/umd/index.js",
            "minisearch.LICENSE.txt": "package/LICENSE.txt",
        },
        "sites have the search of their theme",
    ),
    Wanted(
        "dejavu-fonts-ttf",
        {
            "DejaVuSans.ttf": "package/ttf/DejaVuSans.ttf",
            "DejaVuSans-Bold.ttf": "package/ttf/DejaVuSans-Bold.ttf",
            "DejaVuSans.LICENSE.txt": "package/LICENSE",
        },
        "pages have no pictures for shared links",
    ),
)


def build_wheel(
    folder: str, settings: dict[str, Any] | None = None, metadata: str | None = None
) -> str:
    """Build the wheel into ``folder``, with what npm gives; gives the name of its file."""
    with library():
        return buildapi.build_wheel(folder, settings, metadata)


def build_sdist(folder: str, settings: dict[str, Any] | None = None) -> str:
    """Build the source archive, with what npm gives, so that wheels of it need no npm."""
    with library():
        return buildapi.build_sdist(folder, settings)


@contextmanager
def library() -> Iterator[None]:
    """Have the packages in ours for the time of a build; a source archive keeps its own."""
    if FOLDER.is_dir():
        yield
        return
    try:
        for wanted in PACKAGES:
            fetch(wanted, FOLDER)
        yield
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)


def fetch(wanted: Wanted, folder: Path) -> None:
    """Put the files of a package into ``folder``, or say why they are not there.

    :raises WrongDigestError: the archive is another one than that of ``package-lock.json``.
    """
    locked, npm = read_lock(wanted.name), shutil.which("npm")
    if not npm:
        _say("npm is missing", wanted)
        return
    with TemporaryDirectory() as scratch:
        command = [npm, "pack", "--silent", "--ignore-scripts", f"{wanted.name}@{locked.version}"]
        try:
            subprocess.run(command, cwd=scratch, check=True, capture_output=True, timeout=_SECONDS)
        except (OSError, subprocess.SubprocessError) as error:
            _say(f"npm failed: {error}", wanted)
            return
        archive = next(Path(scratch).glob("*.tgz"))
        check(archive.read_bytes(), locked.integrity, wanted.name)
        unpack(archive, folder, wanted)


def read_lock(name: str) -> Locked:
    """What ``package-lock.json`` names of a package."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    entry = lock["packages"][f"node_modules/{name}"]
    return Locked(entry["version"], entry["integrity"])


def check(archive: bytes, integrity: str, name: str) -> None:
    """Compare an archive with a digest in the form of Subresource Integrity: ``sha512-<base64>``.

    :raises WrongDigestError: it is another one, or the form is not known.
    """
    kind, _, digest = integrity.partition("-")
    try:
        wanted = base64.b64decode(digest, validate=True)
    except binascii.Error:
        wanted = b""
    if kind != "sha512" or not hmac.compare_digest(hashlib.sha512(archive).digest(), wanted):
        message = f"the archive of {name} that npm gave is not that of package-lock.json"
        raise WrongDigestError(message)


def unpack(archive: Path, folder: Path, wanted: Wanted) -> None:
    """Write the files that are needed, by their names: no path of the archive is followed."""
    contents = {}
    with tarfile.open(archive, encoding="utf-8") as members:
        present = members.getnames()
        for name, path in wanted.files.items():
            member = members.extractfile(path) if path in present else None
            if member is None:
                raise WrongDigestError(f"the archive of {wanted.name} has no file {path}")
            contents[name] = member.read()
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)


def _say(reason: str, wanted: Wanted) -> None:
    print(f"{reason}: the package has no {wanted.name}, and {wanted.lack}", file=sys.stderr)
