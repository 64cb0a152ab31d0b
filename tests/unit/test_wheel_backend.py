"""What goes into a package beside this repository's own files: the library, or a word about it."""

from __future__ import annotations

import base64
import hashlib
import io
import subprocess
import tarfile
from pathlib import Path

import pytest
import wheel_backend
from wheel_backend import FILES, Locked, WrongDigestError, check, library, read_lock, unpack


def archive_of(files: dict[str, bytes]) -> bytes:
    """An archive as npm packs it."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as members:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            members.addfile(member, io.BytesIO(content))
    return packed.getvalue()


ARCHIVE = archive_of({path: name.encode() for name, path in FILES.items()} | {"../evil.js": b"x"})
DIGEST = base64.b64encode(hashlib.sha512(ARCHIVE).digest()).decode()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the library would go."""
    folder = tmp_path / "web" / "library"
    monkeypatch.setattr(wheel_backend, "FOLDER", folder)
    return folder


def give(monkeypatch: pytest.MonkeyPatch, archive: bytes, integrity: str) -> None:
    """Let npm give an archive, and the lock name a digest."""

    def run(command: list[str], *, cwd: str, **_: object) -> None:
        assert "minisearch@1.2.3" == command[-1]
        Path(cwd, "minisearch-1.2.3.tgz").write_bytes(archive)

    monkeypatch.setattr(wheel_backend.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(wheel_backend.subprocess, "run", run)
    monkeypatch.setattr(wheel_backend, "read_lock", lambda: Locked("1.2.3", integrity))


def test_lock_names_a_version_and_its_digest() -> None:
    """The lock of this repository has both, in the form that is checked."""
    version, integrity = read_lock()
    assert version[0].isdigit()
    assert 64 == len(base64.b64decode(integrity.removeprefix("sha512-"), validate=True))


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
    check(ARCHIVE, f"sha512-{DIGEST}")
    with pytest.raises(WrongDigestError):
        check(ARCHIVE, integrity)


def test_only_what_is_needed_is_unpacked(tmp_path: Path) -> None:
    """The library and its licence, by their names; other paths of the archive stay in it."""
    (tmp_path / "a.tgz").write_bytes(ARCHIVE)
    unpack(tmp_path / "a.tgz", tmp_path / "in" / "library")
    assert sorted(FILES) == sorted(path.name for path in (tmp_path / "in").rglob("*.*"))
    assert {"a.tgz", "in"} == {path.name for path in tmp_path.iterdir()}


def test_library_is_there_for_the_build_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkout is as it was afterwards, and so it is when the build breaks off."""
    give(monkeypatch, ARCHIVE, f"sha512-{DIGEST}")
    with library():
        assert sorted(FILES) == sorted(path.name for path in folder.iterdir())
    assert not folder.exists()
    with pytest.raises(KeyError), library():
        raise KeyError
    assert not folder.exists()


def test_library_of_a_source_archive_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is there already, npm is not asked."""
    monkeypatch.setattr(wheel_backend, "fetch", lambda _: pytest.fail("asked npm"))
    folder.mkdir(parents=True)
    with library():
        assert folder.is_dir()
    assert folder.is_dir()


def test_wrong_archive_ends_the_build(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package with a strange library is not built, and nothing of it stays."""
    give(monkeypatch, ARCHIVE, "sha512-" + base64.b64encode(b"x" * 64).decode())
    with pytest.raises(WrongDigestError, match=r"is not that of package-lock\.json"), library():
        pytest.fail("built")
    assert not folder.exists()


@pytest.mark.parametrize("npm", [None, "/bin/npm"])
def test_without_npm_the_package_is_built_and_says_so(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    npm: str | None,
) -> None:
    """Where npm is missing, and where it fails."""

    def run(command: list[str], **_: object) -> None:
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(wheel_backend.shutil, "which", lambda _: npm)
    monkeypatch.setattr(wheel_backend.subprocess, "run", run)
    with library():
        assert not folder.exists()
    assert "sites have the search of their theme" in capsys.readouterr().err
