"""The ``dossier`` command, run as a user runs it."""

from __future__ import annotations

import io
import json
import os
import re
import socket
import subprocess
import sys
import zipfile

import pytest

import sphinx_dossier
from sphinx_dossier.__main__ import main
from sphinx_dossier.authoring.changes import KINDS
from sphinx_dossier.core.problems import Code
from sphinx_dossier.sphinx import loaded_later

TEXT = "A Title\n\nFirst words of it.\nadmin\nSecond words of it.\n"


@pytest.fixture
def text(tmp_path):
    """A text in an empty working folder."""
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run the command in the folder of the text: exit status, output, errors."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        status = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


@pytest.fixture
def manifest(tmp_path):
    """Read the manifest that the command wrote, or replace it."""
    path = tmp_path / "sources" / "key.passages.json"

    def manifest(content=None):
        if content is not None:
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return json.loads(path.read_text(encoding="utf-8"))

    return manifest


def roles(data):
    """The role of each passage of a manifest."""
    return {row["id"]: row["role"] for row in data["passages"]}


def refused(result):
    """Whether the command refused with one line and nothing else, and the line."""
    status, out, err = result
    assert (2, "") == (status, out)
    assert err.startswith("dossier: ")
    assert 1 == err.count("\n")
    # What Python or the system calls an error says nothing to most people.
    assert not re.search(r"\[Errno|[A-Z]\w+(?:Error|Exception)\b", err)
    return err


def test_passages_writes_a_manifest(run, text, manifest):
    """The manifest lies under the key, in a folder that is made, with LF ends."""
    status, out, err = run("passages", text, "--key", "key")
    assert (0, "") == (status, err)
    assert "4 passages" in out
    data = manifest()
    assert ("key", ["p0", "p1", "p2", "p3"]) == (data["key"], list(roles(data)))
    assert 16 == len(data["salt"])


def test_second_run_keeps_salt_and_roles(run, text, manifest, tmp_path):
    """Made again, a manifest keeps its salt and what was set by hand: the bytes are the same."""
    run("passages", text, "--key", "key", "--role", "p2=furniture", "--role", "p1=lead")
    path = tmp_path / "sources" / "key.passages.json"
    first = path.read_bytes()
    assert 0 == run("passages", text, "--key", "key")[0]
    assert first == path.read_bytes()
    run("passages", text, "--key", "key", "--role", "p1=body")
    assert {"p0": "title", "p1": "body", "p2": "furniture", "p3": "body"} == roles(manifest())
    assert json.loads(first)["salt"] == manifest()["salt"]


def test_each_source_has_its_own_salt(run, text, tmp_path):
    """Two manifests of one text share no hashes."""
    salts = set()
    for key in ("one", "two"):
        run("passages", text, "--key", key, "--folder", "m")
        salts.add(json.loads((tmp_path / "m" / f"{key}.passages.json").read_text())["salt"])
    assert 2 == len(salts)


@pytest.mark.parametrize("sign", '<>:"|?*')
def test_a_key_that_no_file_of_windows_can_have_is_refused(run, text, tmp_path, sign):
    """The manifest is named as its key is; one that is there already is still read."""
    key = f"key{sign}x"
    assert f"Windows has no files with {sign!r}" in refused(run("passages", text, "--key", key))
    run("passages", text, "--key", "key")
    (tmp_path / "sources" / "key.passages.json").rename(
        tmp_path / "sources" / f"{key}.passages.json"
    )
    assert 0 == run("verify", "text.txt", "--key", key)[0]


def test_verify_of_the_same_text(run, text, tmp_path):
    """The text itself, and one with other line ends and a byte order mark, agree."""
    run("passages", text, "--key", "key")
    assert (0, "text.txt: all 4 passages agree\n", "") == run("verify", "text.txt", "--key", "key")
    copy = tmp_path / "copy.txt"
    copy.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert 0 == run("verify", copy, "--key", "key")[0]


def test_verify_of_another_text(run, text):
    """A copy that differs is exit 1, with a line for each difference."""
    run("passages", text, "--key", "key")
    text.write_text(TEXT.replace("First", "Other") + "More.\n", encoding="utf-8")
    status, out, err = run("verify", "text.txt", "--key", "key")
    assert (1, "") == (status, err)
    assert [
        "p1: line 3 of the copy has other words",
        "p4: line 6 of the copy is not in the manifest",
        "text.txt: differs",
    ] == out.splitlines()


def test_codes(run):
    """Every problem code is listed with its fix."""
    status, out, err = run("codes")
    assert (0, "") == (status, err)
    lines = out.splitlines()
    assert [code.value for code in Code] == lines[::2]
    assert [f"    {code.fix}" for code in Code] == lines[1::2]


READERS = {
    "passages": ["passages", "FILE", "--key", "key"],
    "fix": ["fix", "FILE"],
    "diff": ["diff", "FILE", "data.json"],
    "ids": ["ids", "data.json", "--list", "FILE"],
    "tombstones": ["ids", "data.json", "--tombstones", "FILE"],
    "init": ["init", "new", "--article", "FILE"],
}


@pytest.fixture
def refused_file(run, text, tmp_path):
    """What a command says of a file that it cannot read."""
    (tmp_path / "bad.txt").write_bytes(b"Some\nw\xf6rds")
    (tmp_path / "data.json").write_text(json.dumps({kind: [] for kind in KINDS}))

    def refused_file(command, name):
        return refused(run(*(name if word == "FILE" else word for word in READERS[command])))

    return refused_file


@pytest.mark.parametrize("command", READERS)
def test_file_that_is_not_utf8(refused_file, command):
    """Bytes of another encoding are refused with what to do about them."""
    assert "bad.txt cannot be read, because its line 2 is not UTF-8: " in refused_file(
        command, "bad.txt"
    )


def zipped(*names):
    """A zip archive of files with these names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, "<a/>" * 99)
    return packed.getvalue()


# Its first file is not packed: so has EPUB it.
EPUB = zipped("content.opf").replace(b"content.opf", b"mimetypeapplication/epub+zip")
NO_TEXT = {
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "is a PDF: save its text as"),
    "PDF in ASCII": (b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\n", "is a PDF: save its text as"),
    "PDF behind a blank line": (b"\n%PDF-1.4\n\xe2\xe3", "is a PDF: save its text as"),
    "RTF": (b"{\\rtf1\\ansi Words}", "is a document (RTF): save its text as"),
    "Word": (zipped("[Content_Types].xml", "word/document.xml"), "is a document of Word: save its"),
    "EPUB": (EPUB, "is a book (EPUB): save its text as"),
    "zip": (zipped("article.txt"), "is an archive (zip): unpack it"),
    "image": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is an image (PNG): type its text"),
    "tar": (b"a.txt".ljust(257, b"\0") + b"ustar\0", "is an archive (tar): unpack it"),
    "UTF-16": ("Words".encode("utf-16"), "is text in UTF-16: save it as UTF-8"),
    "UTF-16 without a mark": ("Words".encode("utf-16-le"), "is text in UTF-16: save it as UTF-8"),
    "another": (b"\x7fELF\2\1\1" + bytes(9), "is no text: name a file of plain text"),
}


@pytest.mark.parametrize(("content", "told"), NO_TEXT.values(), ids=NO_TEXT)
@pytest.mark.parametrize("command", ["init", "passages", "verify"])
def test_file_that_is_no_text(run, text, command, content, told):
    """It is told as what it is, with what to do: also where all its bytes are ASCII."""
    run("passages", text, "--key", "key")
    text.write_bytes(content)
    arguments = {"init": ("new", "--article", text)}.get(command, (text, "--key", "key"))
    assert f"dossier: {text} {told}" in refused(run(command, *arguments))


def test_file_that_is_no_data(run, text):
    """Where data are wanted, it is no help to save a text."""
    text.write_bytes(b"%PDF-1.4")
    assert "is a PDF: name a dossier.json\n" in refused(run("diff", text, text))


def test_reason_of_the_system_is_words(run, tmp_path):
    """A folder for a layer, and a server that nobody has."""
    box = ("--box", "1", "2", "3", "4")
    assert "(Is a directory)" in refused(run("boundaries", *box, "--data", tmp_path))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{other.getsockname()[1]}/"
        assert "(Connection refused)" in refused(run("fetch", "strike", address))


@pytest.mark.parametrize(
    "words",
    [
        "PK and BM are letters.",
        "%PDF",
        "II* ftyp",
        "\ufeffA mark.",
        f"A slip{chr(0)} in a sentence.",
    ],
)
def test_text_that_begins_like_another_file(run, text, words):
    """Letters with which other files begin make no other file of a text."""
    text.write_text(words, encoding="utf-8")
    assert 0 == run("passages", text, "--key", "key")[0]


@pytest.mark.parametrize(
    ("command", "name"),
    [
        *((command, "none.txt") for command in ("passages", "fix", "init")),
        *((command, ".") for command in ("passages", "ids", "tombstones", "init")),
        *((command, "text.txt/inside") for command in ("passages", "fix", "init")),
    ],
)
def test_file_that_cannot_be_read(refused_file, command, name):
    """No file, a folder, and a path through a file are refused."""
    message = refused_file(command, name)
    assert f"dossier: {name} cannot be read (" in message
    assert "): name a file that you may read\n" in message


def test_folder_that_cannot_be_read(run, tmp_path, monkeypatch):
    """A folder on the way to a file may refuse too: one line, and no traceback."""

    def refuse(folder):
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(type(tmp_path), "iterdir", refuse)
    message = refused(run("fix", tmp_path))
    assert f"dossier: {tmp_path} cannot be used (Permission denied): check that" in message


@pytest.mark.parametrize("key", ["../x", "a/b", "/etc/x", ".x", "..", "", "a b", "a\\b"])
@pytest.mark.parametrize("command", ["passages", "verify"])
def test_key_that_leads_to_another_folder(run, text, tmp_path, command, key):
    """A key becomes the name of a file: it may have no slash, no blank and no dot first."""
    before = sorted(tmp_path.rglob("*"))
    assert "--key" in refused(run(command, text, "--key", key, "--folder", tmp_path / "deep"))
    assert before == sorted(tmp_path.rglob("*"))


@pytest.mark.parametrize(
    ("arguments", "statuses"), [(["codes"], {141}), (["codes", "--help"], {0, 141})]
)
def test_reader_that_goes_away(arguments, statuses):
    """As in ``dossier codes | head -1``, a closed pipe ends the command without a word.

    Some versions of argparse notice themselves that nobody reads their help, and are content.
    """
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "sphinx_dossier", *arguments]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert b"" == done.stderr
    assert done.returncode in statuses


def test_terminal_without_the_letters(tmp_path):
    """Letters that a terminal does not have are written as escapes, and stop nothing."""
    (tmp_path / "Häfen.txt").write_text(TEXT)
    command = [sys.executable, "-m", "sphinx_dossier", "passages", "Häfen.txt", "--key", "Häfen"]
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    expected = b"sources/H\\xe4fen.passages.json: 4 passages\n"
    assert (0, expected, b"") == (done.returncode, done.stdout, done.stderr)


def test_argument_that_is_not_utf8(run, text, tmp_path):
    """Bytes that are not UTF-8 come as lone surrogates, which no file can hold."""
    result = run("init", "new", "--article", text, "--title", "\udcff")
    assert "write the arguments of the command in UTF-8" in refused(result)


def test_text_without_words(run, tmp_path):
    """An empty text has nothing to cite."""
    (tmp_path / "empty.txt").write_text(" \n\n\t\n")
    assert "has no text" in refused(run("passages", "empty.txt", "--key", "key"))
    assert not (tmp_path / "sources").exists()


@pytest.mark.parametrize("wish", ["p1=boddy", "p1", "=", "p1=", ""])
def test_bad_role(run, text, wish):
    """A role that there is not is refused with those that there are."""
    assert "furniture" in refused(run("passages", text, "--key", "key", "--role", wish))


@pytest.mark.parametrize("is_second_run", [False, True])
def test_role_of_a_passage_that_is_not_there(run, text, is_second_run):
    """A role for a passage that the text does not have is refused, on a second run too."""
    if is_second_run:
        run("passages", text, "--key", "key")
    wish = ("--role", "p9=body")
    assert "p9" in refused(run("passages", text, "--key", "key", *wish))


def test_shorter_text_on_a_second_run(run, text, manifest):
    """Roles of passages that are gone are dropped."""
    run("passages", text, "--key", "key")
    text.write_text("A Title\n")
    assert 0 == run("passages", text, "--key", "key")[0]
    assert {"p0": "title"} == roles(manifest())


@pytest.mark.parametrize("command", ["passages", "verify"])
@pytest.mark.parametrize("content", ["{}", "[", '{"schema": 1, "key": "k", "salt": "s"}'])
def test_broken_manifest(run, text, manifest, command, content):
    """A manifest that cannot be read is refused, and not overwritten."""
    manifest("{}")
    (text.parent / "sources" / "key.passages.json").write_text(content)
    assert "is not a manifest" in refused(run(command, text, "--key", "key"))
    assert content == (text.parent / "sources" / "key.passages.json").read_text()


def test_verify_without_a_manifest(run, text):
    """A key that has no manifest is refused, with one that is meant where there is any."""
    message = refused(run("verify", text, "--key", "keys"))
    assert "--key keys: there is no sources/keys.passages.json: name the folder of" in message
    run("passages", text, "--key", "key")
    assert "keys.passages.json: write --key key\n" in refused(run("verify", text, "--key", "keys"))
    assert "name a key that has one, such as key\n" in refused(
        run("verify", text, "--key", "nothing")
    )


def test_folder_that_is_a_file(run, text):
    """A manifest that cannot be written is refused."""
    assert "cannot be written" in refused(
        run("passages", text, "--key", "key", "--folder", "text.txt")
    )


@pytest.mark.parametrize(
    "arguments", [[], ["passages"], ["passages", "x"], ["verify", "x"], ["unknown"], ["codes", "x"]]
)
def test_bad_usage(run, arguments, capsys):
    """Arguments that are missing or unknown are exit 2, with the usage."""
    with pytest.raises(SystemExit) as caught:
        run(*arguments)
    assert 2 == caught.value.code
    assert "usage: dossier" in capsys.readouterr().err


def test_run_as_a_module(tmp_path):
    """``python -m sphinx_dossier`` is the command, with its exit status and no traceback."""
    command = [sys.executable, "-m", "sphinx_dossier", "verify", "none.txt", "--key", "none"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (2, "") == (done.returncode, done.stdout)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["init", "new", "fix", "diff", "passages", "verify", "codes"])
def test_every_command_has_help(run, command, capsys):
    """Help says what a command does, and names each argument with words."""
    with pytest.raises(SystemExit) as caught:
        run(command, "--help")
    assert 0 == caught.value.code
    assert f"usage: dossier {command}" in capsys.readouterr().out


def test_new_prints_a_skeleton(run):
    """The skeleton goes to the output, what is blank to the error stream."""
    status, out, err = run("new", "claim", "a-claim", "--set", "by=somebody")
    assert 0 == status
    expected = (
        ":::{claim} a-claim\n:by: somebody\n:act: asserts\n:said: ???\n:cites: ???\n???\n:::\n"
    )
    assert expected == out
    starts = [line.split(":")[1].strip() for line in err.splitlines()]
    assert ["said", "cites", "text"] == starts


def test_new_appends_to_a_page(run, tmp_path):
    """A page keeps what it holds, its line ends and its byte order mark."""
    page = tmp_path / "page.md"
    page.write_bytes(b"\xef\xbb\xbf# A page\r\n")
    assert (0, "") == run("new", "place", "a-place", "--name", "A place", "--in", page)[:2]
    added = ":::{place} A place\r\n:id: a-place\r\n???\r\n:::\r\n"
    assert f"\ufeff# A page\r\n\r\n{added}".encode() == page.read_bytes()


def test_new_page_begins_with_its_heading(run, tmp_path):
    """A page that does not exist is written, and its author is asked to link it."""
    status, _, err = run("new", "actor", "jane", "--name", "Jane", "--in", "actors/jane.md")
    assert 0 == status
    assert "toctree" in err
    assert (tmp_path / "actors" / "jane.md").read_text().startswith("# Jane\n\n:::{actor} Jane\n")
    run("new", "claim", "a-claim", "--in", "claims/three-boats.md")
    assert (tmp_path / "claims" / "three-boats.md").read_text().startswith("# Three boats\n\n:::")


def test_new_knows_the_project(run, tmp_path):
    """Ids that are there are offered, and refused for a second use."""
    run("new", "actor", "jane", "--name", "Jane", "--in", "jane.md")
    assert ":by: jane\n" in run("new", "claim", "a-claim")[1]
    assert "is taken" in refused(run("new", "place", "jane"))
    (tmp_path / "a.bib").write_text("@misc{a-key,\n}\n")
    assert "is taken" in refused(run("new", "source", "a-key"))


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["claim", "Bad_Id"], "is not an id"),
        (["claim", "x", "--set", "colour=red"], "OPTION one of by act"),
        (["claim", "x", "--set", "by"], "OPTION=VALUE"),
        (["claim", "x", "--in", "a.bib"], "belongs in a .bib file"),
        (["source", "x", "--in", "a.md"], "belongs in a .bib file"),
        (["claim", "x", "--in", "text.txt/a.md"], "text.txt"),
    ],
)
def test_new_refuses(run, text, arguments, reason):
    """What would not be valid is refused with what would be."""
    assert reason in refused(run("new", *arguments))


def test_fix_prints_what_it_fixes(run, tmp_path):
    """Each fix is printed with its line; a second run has nothing to do."""
    page = tmp_path / "pages" / "page.md"
    page.parent.mkdir()
    page.write_bytes(b"\xef\xbb\xbf:::{claim} x\r\n:said: 27.09.2020\r\n:::\r\n")
    before = page.read_bytes()
    line = "pages/page.md:2: said: 27.09.2020 becomes 2020-09-27\n"
    assert (1, f"{line}1 to fix: run dossier fix\n", "") == run("fix", "--check")
    assert before == page.read_bytes()
    assert (0, line, "") == run("fix")
    assert before.replace(b"27.09.2020", b"2020-09-27") == page.read_bytes()
    assert (0, "", "") == run("fix", "--check")


def test_fix_leaves_out_what_is_no_page(run, tmp_path):
    """Hidden folders, builds and packages are not searched, unless they are named."""
    for folder in (".venv", "_build", "node_modules"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.md").write_text(":::{claim} x\n:said: 27.09.2020\n:::\n")
    assert (0, "", "") == run("fix", "--check")
    assert 1 == run("fix", "--check", "_build")[0]
    assert "cannot be read" in refused(run("fix", "nothing.md"))


@pytest.fixture
def states(tmp_path):
    """Two data files that differ in the words of a claim; the second lies in a site."""
    lists = {kind: [] for kind in ("sources", "actors", "places", "events", "questions")}
    (tmp_path / "site" / "data").mkdir(parents=True)
    for path, words in (("old.json", "one"), ("site/data/dossier.json", "two")):
        claims = [{"id": "c", "text": words}]
        (tmp_path / path).write_text(json.dumps(lists | {"claims": claims}))


def test_diff_of_data(run, states):
    """A file and a built site are compared; the exit status says whether anything changed."""
    expected = (
        "claims: 1 reworded\nWho said what, and what shows it\n~ claim c\n    reworded: one → two\n"
    )
    aside = "compared by their data alone, which have no prose of pages\n"
    assert (1, expected, aside) == run("diff", "old.json", "site")
    assert (0, "no change in meaning\n", aside) == run("diff", "old.json", "old.json")
    assert "`one` → `two`" in run("diff", "old.json", "site", "--format", "markdown")[1]
    rows = json.loads(run("diff", "old.json", "site", "--format", "json")[1])["changes"]
    assert ["reworded"] == [row["what"] for row in rows]


def test_diff_refuses(run, states, tmp_path):
    """What is no data, no project and no revision is refused in one line."""
    (tmp_path / "bad.json").write_text("[]")
    (tmp_path / "empty").mkdir()
    assert "not the data of a dossier" in refused(run("diff", "bad.json", "site"))
    assert "has no conf.py" in refused(run("diff", "empty", "site"))
    for name in ("nothing", "--output=x", "-"):
        assert "neither a file" in refused(run("diff", "--", name, "site"))


def test_live_refuses_before_it_builds(run, tmp_path, monkeypatch):
    """No project, a port that somebody has, and packages that are not there: one line each."""
    assert "has no conf.py" in refused(run("live", "."))
    (tmp_path / "conf.py").write_text("raise SystemExit(1)\n", encoding="utf-8")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        assert f"port {port} cannot be had" in refused(run("live", ".", "--port", port))
    for port in ("70000", "-1"):
        assert "cannot be had" in refused(run("live", ".", "--port", port))
    # As in a process that has built something.
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    loaded_later.begin()
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "sphinx_dossier.commands.live_server", raising=False)
    assert "its extra, [live]" in refused(run("live", ".", "--port", "0"))
    assert not (tmp_path / "_build").exists()


def test_version_is_that_of_the_package(capsys):
    """For reports of faults, and for whoever upgrades."""
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert 0 == ended.value.code
    assert f"dossier {sphinx_dossier.__version__}\n" == capsys.readouterr().out
