"""What goes into a package beside this repository's own files, or a word about what is missing."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import subprocess
import tarfile
from pathlib import Path

import pytest
import wheel_backend
from wheel_backend import PACKAGES, Locked, Wanted, WrongDigestError, check, library, read_lock


def archive_of(files: dict[str, bytes]) -> bytes:
    """An archive as npm packs it."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as members:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            members.addfile(member, io.BytesIO(content))
    # Without the time, so that the names of tests with its digest are those of every run.
    return gzip.compress(packed.getvalue(), mtime=0)


def packed(wanted: Wanted) -> bytes:
    """An archive that has what is wanted, and something that nobody wants."""
    files = {path: name.encode() for name, path in wanted.files.items()}
    return archive_of(files | {"../evil.js": b"x"})


def digest_of(archive: bytes) -> str:
    """The digest of an archive, as npm writes it."""
    return "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode()


FILES = [name for wanted in PACKAGES for name in wanted.files]
ARCHIVE = packed(PACKAGES[0])
DIGEST = digest_of(ARCHIVE).removeprefix("sha512-")
OTHER = digest_of(b"another")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the library would go."""
    folder = tmp_path / "web" / "library"
    monkeypatch.setattr(wheel_backend, "FOLDER", folder)
    return folder


def give(
    monkeypatch: pytest.MonkeyPatch, wrong: str = "", missing: str = "", lacking: str = ""
) -> None:
    """Let npm give each package.

    ``wrong`` has another digest than its lock, ``missing`` is not given, ``lacking`` is empty.
    """
    archives = {
        one.name: archive_of({}) if one.name == lacking else packed(one) for one in PACKAGES
    }

    def run(command: list[str], *, cwd: str, **_: object) -> None:
        name, _, version = command[-1].partition("@")
        assert "1.2.3" == version
        if name == missing:
            raise subprocess.CalledProcessError(1, command)
        Path(cwd, f"{name}-1.2.3.tgz").write_bytes(archives[name])

    def lock(name: str) -> Locked:
        return Locked("1.2.3", OTHER if name == wrong else digest_of(archives[name]))

    monkeypatch.setattr(wheel_backend.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(wheel_backend.subprocess, "run", run)
    monkeypatch.setattr(wheel_backend, "read_lock", lock)


NAMES = [wanted.name for wanted in PACKAGES]


@pytest.mark.parametrize("name", NAMES)
def test_lock_names_a_version_and_its_digest(name: str) -> None:
    """The lock of this repository has both, in the form that is checked, and no address."""
    version, integrity = read_lock(name)
    assert version[0].isdigit()
    assert 64 == len(base64.b64decode(integrity.removeprefix("sha512-"), validate=True))
    root = Path(wheel_backend.ROOT)
    assert json.loads((root / "package.json").read_text("utf-8"))["dependencies"][name] == version
    assert "resolved" not in (root / "package-lock.json").read_text("utf-8")


def test_files_of_all_packages_lie_side_by_side() -> None:
    """No two of them have one name, and each package brings its licence."""
    assert len(FILES) == len({*FILES})
    assert all(any("LICENSE" in name for name in wanted.files) for wanted in PACKAGES)


@pytest.mark.parametrize(
    "integrity",
    [
        "sha512-" + base64.b64encode(b"x" * 64).decode(),
        "sha1-" + base64.b64encode(hashlib.sha1(ARCHIVE).digest()).decode(),
        "sha512-not base64",
        "sha512-",
        DIGEST,
        "",
    ],
)
def test_another_archive_is_refused(integrity: str) -> None:
    """Only the archive with the whole digest passes; weaker and broken ones do not."""
    check(ARCHIVE, f"sha512-{DIGEST}", "boats")
    with pytest.raises(WrongDigestError, match="boats"):
        check(ARCHIVE, integrity, "boats")


@pytest.mark.parametrize("name", NAMES)
def test_archive_without_a_file_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Then the table does not fit the version of the lock, and nothing of it is written."""
    give(monkeypatch, lacking=name)
    with pytest.raises(WrongDigestError, match=f"{name} has no file package/"), library():
        pytest.fail("built")
    assert not folder.exists()


def test_packages_are_there_for_the_build_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is needed of each, and no other path of its archive; afterwards nothing is left."""
    give(monkeypatch)
    with library():
        present = [path.name for path in folder.parent.rglob("*") if path.is_file()]
        assert sorted(FILES) == sorted(present)
        assert b"DejaVuSans.ttf" == (folder / "DejaVuSans.ttf").read_bytes()
    assert not folder.exists()
    with pytest.raises(KeyError), library():
        raise KeyError
    assert not folder.exists()


def test_library_of_a_source_archive_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is there already, npm is not asked."""
    monkeypatch.setattr(wheel_backend, "fetch", lambda *_: pytest.fail("asked npm"))
    folder.mkdir(parents=True)
    with library():
        assert folder.is_dir()
    assert folder.is_dir()


@pytest.mark.parametrize("name", NAMES)
def test_wrong_archive_ends_the_build(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A package with something strange in it is not built, and nothing of it stays."""
    give(monkeypatch, wrong=name)
    message = rf"the archive of {name} .* is not that of package-lock\.json"
    with pytest.raises(WrongDigestError, match=message), library():
        pytest.fail("built")
    assert not folder.exists()


def test_without_npm_the_package_is_built_and_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each package that is not there is named, with what is different without it."""
    monkeypatch.setattr(wheel_backend.shutil, "which", lambda _: None)
    with library():
        assert not folder.exists()
    assert [
        f"npm is missing: the package has no {one.name}, and {one.lack}" for one in PACKAGES
    ] == capsys.readouterr().err.splitlines()


@pytest.mark.parametrize("wanted", PACKAGES)
def test_one_package_does_not_hang_on_the_other(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    wanted: Wanted,
) -> None:
    """Where npm fails for one, the other is there."""
    give(monkeypatch, missing=wanted.name)
    with library():
        assert {*FILES} - wanted.files.keys() == {path.name for path in folder.iterdir()}
    (said,) = capsys.readouterr().err.splitlines()
    assert said.startswith("npm failed: ")
    assert said.endswith(f"the package has no {wanted.name}, and {wanted.lack}")
