"""``dossier fetch``: it takes a dossier from the web or from a copy, and nothing else."""

from __future__ import annotations

import json
import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from sphinx_dossier.__main__ import main
from sphinx_dossier.core.other_sites import digest_of_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DATA = b'{"schema": 2, "title": "Strike", "claims": [{"id": "nine", "url": "a.html#nine"}]}\n'


@contextmanager
def _served(answers: dict[str, tuple[int, bytes | str]]) -> Iterator[str]:
    """The address of a server of this machine; a text in place of bytes is a redirection."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, content = answers.get(self.path, (404, b""))
            self.send_response(status)
            if isinstance(content, str):
                self.send_header("Location", content)
            self.end_headers()
            self.wfile.write(content if isinstance(content, bytes) else b"")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_takes_it_and_shows_the_setting(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The bytes as they are, and a line that Python reads as the setting; then what has changed."""
    answers: dict[str, tuple[int, bytes | str]] = {"/data/dossier.json": (200, DATA)}
    with _served(answers) as address:
        assert main(["fetch", "strike", address]) == 0
        said = capsys.readouterr().out
        assert (folder / "sites/strike.json").read_bytes() == DATA
        setting: dict[str, object] = {}
        exec(said.splitlines()[-1], setting)
        expected = {"strike": (address, "sites/strike.json", digest_of_site(DATA))}
        assert setting["dossier_sites"] == expected
        assert "1 objects of Strike" in said
        assert main(["fetch", "strike", address]) == 0
        assert "as before" in capsys.readouterr().out
        answers["/data/dossier.json"] = (200, DATA.replace(b"nine", b"ten"))
        assert main(["fetch", "strike", address]) == 0
        assert "changed: look through it" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("status", "content", "reason"),
    [
        (404, b"", "Not Found"),
        (500, DATA, "Internal Server Error"),
        (302, "file:///etc/passwd", "not allowed"),
        (200, b"<html>", "it is no JSON"),
        (200, DATA.replace(b"2", b"1"), "its schema is '1'"),
        (200, DATA.replace(b"a.html", b"javascript:a"), "'nine' has no address on its site"),
        (200, b"\xff" + DATA, "its line 1 is not UTF-8"),
        (200, DATA.replace(b"2", b"NaN"), "NaN is no number of it"),
        (200, DATA + b" " * 20_000_000, "more than 20 MB"),
    ],
    ids=range(9),
)
def test_takes_nothing_else(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    status: int,
    content: bytes | str,
    reason: str,
) -> None:
    """One line says why, and a file of before stays."""
    (folder / "sites").mkdir()
    (folder / "sites/strike.json").write_bytes(DATA)
    with _served({"/data/dossier.json": (status, content)}) as address:
        assert main(["fetch", "strike", address]) == 2
    said = capsys.readouterr().err
    assert re.fullmatch(r"dossier: [^\n]+\n", said)
    assert reason in said
    assert (folder / "sites/strike.json").read_bytes() == DATA


@pytest.mark.parametrize(
    "arguments",
    [["Strike", "https://a.example/"], ["../x", "https://a.example/"], ["a", "https://a.example"],
     ["a", "file:///etc/"], ["a", "https://a.example/", "--from", "gone.json"],
     ["a", "http://127.0.0.1:1/"]],
    ids=str,
)  # fmt: skip
def test_refuses_what_is_no_name_or_address(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    """Nothing is written anywhere."""
    assert main(["fetch", *arguments]) == 2
    assert re.fullmatch(r"dossier: [^\n]+\n", capsys.readouterr().err)
    assert not [*folder.iterdir()]


def test_takes_a_copy(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From a neighbouring folder, without the network."""
    copy = folder / "dossier.json"
    copy.write_text(json.dumps(json.loads(DATA)), encoding="utf-8")
    assert main(["fetch", "strike", "https://a.example/", "--from", str(copy)]) == 0
    assert digest_of_site(copy.read_bytes()) in capsys.readouterr().out


def test_writes_the_lock_and_the_inventory(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both digests stand in it, others stay, and the settings have none; each can be read again."""
    inventory = b"# Sphinx inventory version 2\n# Project: Strike\n"
    (folder / "sites.lock").write_text(f"other data {digest_of_site(b'')}\n")
    answers: dict[str, tuple[int, bytes | str]] = {
        "/data/dossier.json": (200, DATA),
        "/objects.inv": (200, inventory),
    }
    with _served(answers) as address:
        assert main(["fetch", "strike", address, "--lock", "--inventory"]) == 0
        said = capsys.readouterr().out
        assert (folder / "sites/strike.inv").read_bytes() == inventory
        settings: dict[str, object] = {}
        exec("\n".join(said.splitlines()[-2:]), settings)
        assert settings["dossier_sites"] == {"strike": (address, "sites/strike.json", None)}
        assert settings["intersphinx_mapping"] == {"strike": (address, "sites/strike.inv")}
        lines = (folder / "sites.lock").read_text().splitlines()[1:]
        assert lines == [
            f"other data {digest_of_site(b'')}",
            f"strike data {digest_of_site(DATA)}",
            f"strike inventory {digest_of_site(inventory)}",
        ]
        before = (folder / "sites.lock").read_bytes()
        answers["/objects.inv"] = (200, b"<html>")
        assert main(["fetch", "strike", address, "--lock", "--inventory"]) == 2
        assert "is no inventory of Sphinx" in capsys.readouterr().err
        assert before == (folder / "sites.lock").read_bytes()
