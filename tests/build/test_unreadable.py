"""What cannot be read costs one problem with file and line; the rest is built, and told."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from projects import build

SHARED = Path(__file__).parent.parent / "fixtures" / "problems" / "_shared"
INDEX = "# Start\n\nA [wrong link](#nobody) that is told whatever else is wrong.\n"
TOLD = ("index.md", 3, "dossier.unknown_id")
MANIFEST = "sources/courier-2031.passages.json"
TOMBSTONES = """\
[gone-a]
reason = "It was the same."
since = "2031-05-01"

[gone-b]
reason = "It was another."
since = "2031-05-01"
"""


def project(folder: Path, files: dict[str, bytes]) -> Path:
    """The shared project with more files, in which one link is wrong."""
    shutil.copytree(SHARED, folder)
    for name, data in {"index.md": INDEX.encode(), **files}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def told(source: Path, output: Path, builder: str = "html") -> list[tuple[str, int, str]]:
    """File, line and code of all that a build tells."""
    found = []
    for line in build(source, output, builder, show_warning_types=True).splitlines():
        place, _, said = line.partition(": WARNING: ")
        path, _, number = place.rpartition(":")
        assert number, line
        file = Path(path).relative_to(source).as_posix()
        found.append((file, int(number), said.rpartition(" [")[2].removesuffix("]")))
    return found


def shared(name: str) -> str:
    """The text of a file of the shared project."""
    return (SHARED / name).read_text(encoding="utf-8")


CONF = shared("conf.py")
PAGE = "---\norphan: true\n---\n\n# Häfen\n\nDie [Boote](#alda)\nim Häfen.\n\n:::{place} Häfen\n:id: hafen\nEin Hafen. [](#hafen)\n:::\n"  # noqa: E501
MERGED = "<<<<<<< HEAD\n{}=======\n{}>>>>>>> other\n"


def setting(name: str, value: str) -> bytes:
    """The settings with one value more, or another one."""
    lines = [line for line in CONF.splitlines() if not line.startswith(name)]
    return "\n".join([*lines, f"{name} = {value}", ""]).encode()


LAST = CONF.count("\n") + 1

FILES = {
    "page-latin-1": ({"page.md": PAGE.encode("latin-1")}, ("page.md", 5, "dossier.unreadable")),
    "page-utf-16": ({"page.md": PAGE.encode("utf-16")}, ("page.md", 1, "dossier.unreadable")),
    "page-utf-16-be": ({"page.md": PAGE.encode("utf-16-be")}, ("page.md", 1, "dossier.unreadable")),
    "page-one-byte": (
        {"page.md": PAGE.encode().replace(b"Die", b"D\xffe")},
        ("page.md", 7, "dossier.unreadable"),
    ),
    "page-crlf": (
        {"page.md": PAGE.replace("\n", "\r\n").encode("latin-1")},
        ("page.md", 5, "dossier.unreadable"),
    ),
    "bib-latin-1": (
        {
            "sources.bib": shared("sources.bib")
            .replace("The Courier", "Der Kürier")
            .encode("latin-1")
        },
        ("sources.bib", 3, "dossier.unreadable"),
    ),
    "bib-comma": (
        {"sources.bib": shared("sources.bib").replace("{The Courier},", "{The Courier}").encode()},
        ("sources.bib", 3, "dossier.unreadable"),
    ),
    "bib-merge": (
        {
            "sources.bib": shared("sources.bib")
            .replace(
                "  langid = {en},\n", MERGED.format("  langid = {en},\n", "  langid = {de},\n"), 1
            )
            .encode()
        },
        ("sources.bib", 5, "dossier.misread"),
    ),
    "bib-escape": (
        {
            "sources.bib": shared("sources.bib")
            .replace("The Courier", "The \x1b[1mCourier")
            .encode()
        },
        ("sources.bib", 3, "dossier.unreadable"),
    ),
    "bib-zero": (
        {"sources.bib": shared("sources.bib").replace("The Courier", "The Cou\0rier").encode()},
        ("sources.bib", 3, "dossier.unreadable"),
    ),
    "ids-latin-1": (
        {"ids.txt": "# Häfen\nalda\n".encode("latin-1")},
        ("ids.txt", 1, "dossier.unreadable"),
    ),
    "ids-merge": (
        {"ids.txt": f"alda\n{MERGED}".format("coast\n", "storm-2031\n").encode()},
        ("ids.txt", 2, "dossier.misread"),
    ),
    "toml-latin-1": (
        {
            "tombstones.toml": TOMBSTONES.replace("another", "hässlich").encode("latin-1"),
            "ids.txt": b"gone-a\ngone-b\n",
        },
        ("tombstones.toml", 6, "dossier.unreadable"),
    ),
    "toml-quote": (
        {
            "tombstones.toml": TOMBSTONES.replace('same."', "same.").encode(),
            "ids.txt": b"gone-a\ngone-b\n",
        },
        ("tombstones.toml", 2, "dossier.bad_tombstone"),
    ),
    "toml-merge": (
        {
            "tombstones.toml": TOMBSTONES.replace(
                'since = "2031-05-01"\n\n',
                MERGED.format('since = "2031-05-01"\n', 'since = "2030"\n'),
            ).encode(),
            "ids.txt": b"gone-a\ngone-b\n",
        },
        ("tombstones.toml", 3, "dossier.misread"),
    ),
    "manifest-cut": (
        {MANIFEST: "\n".join(shared(MANIFEST).split("\n")[:8]).encode()},
        (MANIFEST, 8, "dossier.bad_manifest"),
    ),
    "manifest-comma": (
        {MANIFEST: shared(MANIFEST).replace("\n    {", "\n    {,", 2).encode()},
        (MANIFEST, 6, "dossier.bad_manifest"),
    ),
    "manifest-role": (
        {MANIFEST: shared(MANIFEST).replace('"role": "body"', '"role": "text"', 1).encode()},
        (MANIFEST, 7, "dossier.bad_manifest"),
    ),
    "conf-sides-list": (
        {"conf.py": setting("dossier_as_of", "20310305")},
        ("conf.py", LAST, "dossier.bad_value"),
    ),
    "conf-licence": (
        {"conf.py": setting("dossier_licence", '"CC-BY-4.0"')},
        ("conf.py", LAST, "dossier.bad_value"),
    ),
    "conf-licence-lacks": (
        {"conf.py": setting("dossier_licence", '{"name": "CC-BY-4.0"}')},
        ("conf.py", LAST, "dossier.bad_value"),
    ),
    "conf-sides-numbers": (
        {"conf.py": setting("dossier_sides", '{"shore": "Shore", "sea": "Sea", "Far": "Far"}')},
        ("conf.py", LAST - 1, "dossier.bad_value"),
    ),
    "conf-timezone": (
        {"conf.py": setting("dossier_timezone", "4")},
        ("conf.py", LAST, "dossier.bad_value"),
    ),
    "conf-source-language": (
        {"conf.py": setting("dossier_source_language", '"no language"')},
        ("conf.py", LAST, "dossier.bad_value"),
    ),
    "conf-misspelt": (
        {"conf.py": setting("dossier_side_wide", '["prose"]')},
        ("conf.py", LAST, "dossier.bad_value"),
    ),
    "conf-misspelt-bib": (
        {"conf.py": setting("bibtex_bib_files", '["sources.bib"]')},
        ("conf.py", LAST, "dossier.bad_value"),
    ),
    "conf-as-of": (
        {"conf.py": setting("dossier_as_of", '"yesterday"')},
        ("conf.py", LAST, "dossier.bad_date"),
    ),
    "conf-boundaries": (
        {"conf.py": setting("dossier_boundaries", '"nowhere.json"')},
        ("conf.py", LAST, "dossier.bad_boundaries"),
    ),
    "conf-long-name": (
        {"conf.py": setting("dossier_boundaries", repr("x" * 300))},
        ("conf.py", LAST, "dossier.bad_value"),
    ),
    "conf-bib-long-name": (
        {"conf.py": setting("bibtex_bibfiles", repr(["sources.bib", "x" * 300]))},
        ("conf.py", LAST - 1, "dossier.bad_value"),
    ),
    "conf-guide": (
        {"conf.py": setting("dossier_guide", '"help"')},
        ("conf.py", LAST, "dossier.bad_value"),
    ),
    "conf-tombstones": (
        {"conf.py": setting("dossier_tombstones", '"gone.toml"')},
        ("conf.py", LAST, "dossier.bad_value"),
    ),
    "conf-ids-folder": (
        {"conf.py": setting("dossier_ids", '"sources"')},
        ("conf.py", LAST, "dossier.bad_value"),
    ),
    "conf-repository-ssh": (
        {"conf.py": setting("dossier_repository", '"git@github.com:alda/storm.git"')},
        ("conf.py", LAST, "dossier.bad_value"),
    ),
    "conf-repository-bare": (
        {"conf.py": setting("dossier_repository", '"github.com/alda/storm"')},
        ("conf.py", LAST, "dossier.bad_value"),
    ),
    "conf-bib-text": (
        {"conf.py": setting("bibtex_bibfiles", '"sources.bib"')},
        ("conf.py", LAST - 1, "dossier.bad_value"),
    ),
    "conf-bib-missing": (
        {"conf.py": setting("bibtex_bibfiles", '["sources.bib", "other.bib"]')},
        ("conf.py", LAST - 1, "dossier.bad_value"),
    ),
    "page-name": (
        {"aux.md": b"---\norphan: true\n---\n\n# Aux\n"},
        ("aux.md", 1, "dossier.bad_page_name"),
    ),
    "page-case": (
        {"page.md": PAGE.encode(), "Page.md": b"---\norphan: true\n---\n\n# Page\n"},
        ("page.md", 1, "dossier.bad_page_name"),
    ),
}


@pytest.mark.parametrize(("files", "expected"), FILES.values(), ids=FILES.keys())
@pytest.mark.parametrize("strict", [True, False], ids=["strict", "open"])
def test_a_file_costs_one_problem(
    files: dict[str, bytes], expected: tuple[str, int, str], strict: bool, tmp_path: Path
) -> None:
    """At every build, with other problems, and with and without the extension for strangers."""
    source = project(tmp_path / "source", files)
    if not strict:
        conf = (source / "conf.py").read_text(encoding="utf-8")
        (source / "conf.py").write_text(conf.replace(', "sphinx_dossier.strict"', ""), "utf-8")
    assert sorted([expected, TOLD]) == sorted(told(source, tmp_path / "out"))
    assert sorted([expected, TOLD]) == sorted(told(source, tmp_path / "out"))
    assert "three boats had broken loose" in (tmp_path / "out/html/frame.html").read_text("utf-8")


def test_names_of_a_project_are_its_own(tmp_path: Path) -> None:
    """A setting is misspelt where it is like one: of the extension for strangers too."""
    added = """
strict_clases = ["lead"]
def dossier_side(app): "What can be called is no value."
dossier_of_the_storm = "a variable"
"""
    source = project(tmp_path / "source", {"conf.py": f"{CONF}{added}".encode()})
    assert [("conf.py", LAST + 1, "dossier.bad_value"), TOLD] == sorted(
        told(source, tmp_path / "out")
    )


def test_text_that_one_build_sets_is_looked_at(tmp_path: Path) -> None:
    """A workflow gives the address of the sources so; no line of the settings has it."""
    source = project(tmp_path / "source", {})
    said = build(source, tmp_path / "out", "dummy", dossier_repository="alda/storm")
    assert "conf.py:1: WARNING: dossier_repository is the address of the sources" in said
    address = "https://sources.example/alda/storm"
    assert "conf.py" not in build(source, tmp_path / "out", "dummy", dossier_repository=address)


def test_no_file_gets_a_control_character_of_an_entry(tmp_path: Path) -> None:
    """Programs that read CSV or XML refuse a whole file for one."""
    text = shared("sources.bib").replace("The Courier", "The\x07 Cou\0r\ufffeier").encode()
    source = project(tmp_path / "source", {"sources.bib": text})
    assert 1 == sum(code == "dossier.unreadable" for _, _, code in told(source, tmp_path / "out"))
    written = [path for path in (tmp_path / "out/html/data").rglob("*") if path.is_file()]
    assert "The Courier" in (tmp_path / "out/html/data/sources.csv").read_text("utf-8")
    found = [one.name for one in written if re.search("[\0\x07\ufffe]", one.read_text("utf-8"))]
    assert [] == found


def test_passages_are_looked_for_in_a_folder(tmp_path: Path) -> None:
    """A file in its place would switch off each check of a quote."""
    conf = setting("dossier_passages", '"sources.bib"')
    found = told(project(tmp_path / "source", {"conf.py": conf}), tmp_path / "out", "dummy")
    assert ("conf.py", LAST, "dossier.bad_value") in found


def test_entries_of_a_file_in_another_encoding_have_their_lines(tmp_path: Path) -> None:
    """The file is told, and what is wrong with an entry of it at the line of that."""
    text = shared("sources.bib") + "\n@online{late,\n  title = {Late},\n  date = {2031-02-30},\n}\n"
    line = text[: text.index("@online{late")].count("\n") + 1
    source = project(tmp_path / "source", {"sources.bib": text.encode("utf-16")})
    found = [one for one in told(source, tmp_path / "out", "dummy") if one[0] == "sources.bib"]
    assert ("sources.bib", line, "dossier.bad_date") in found
    assert ("sources.bib", 1, "dossier.unreadable") in found


def test_entry_whose_key_was_mended_has_a_place(tmp_path: Path) -> None:
    """No line holds the key that is left of a broken beginning: its problems name the file."""
    text = "@online{coe = {Gazette},\n  title = {T},\n}\n"
    source = project(tmp_path / "source", {"sources.bib": text.encode()})
    found = told(source, tmp_path / "out", "dummy")
    assert {"sources.bib"} == {file for file, _, code in found if code == "dossier.unused_source"}
