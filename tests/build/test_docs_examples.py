"""Each example of *Add to it* works as it is in the documentation, and costs what is said there.

The blocks of the page are applied to a copy of the package, and a small site is built with it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "internals" / "add.md"
SHARED = ROOT / "tests" / "fixtures" / "problems" / "_shared"
BIN = Path(sys.executable).parent
MOST_FILES = {"field": 3, "view": 3, "check": 1, "export": 3, "picture": 4}

_SECTION = re.compile(
    r"^## Add an? (?P<name>\w+)$(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL
)
_BLOCK = re.compile(
    r"^```\{code-block\} \w+\n:caption: (?P<file>[^\n]+?)(?P<new> \(new\))?\n\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


class Block(NamedTuple):
    """A block of the page: the file of the package, or ``a page``, and what to do there."""

    file: str
    is_new: bool
    text: str


class Example(NamedTuple):
    """What to change in the package, and what an author writes then."""

    edits: list[Block]
    page: str


def examples() -> dict[str, Example]:
    """The examples of the page by what they add."""
    found = {}
    for section in _SECTION.finditer(PAGE.read_text(encoding="utf-8")):
        blocks = [
            Block(match["file"], bool(match["new"]), match["text"])
            for match in _BLOCK.finditer(section["text"])
        ]
        (page,) = (block.text for block in blocks if block.file == "a page")
        edits = [block for block in blocks if block.file != "a page"]
        found[section["name"]] = Example(edits, page)
    return found


def changed(text: str, hunk: str) -> str:
    """A text after one change.

    :raises LookupError: where the lines without ``+`` are not in the text exactly once.
    """
    lines = hunk.rstrip("\n").split("\n")
    old = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("+"))
    new = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("-"))
    count = f"\n{text}".count(f"\n{old}")
    if count != 1:
        raise LookupError(f"these lines are there {count} times, not once:\n{old}")
    return f"\n{text}".replace(f"\n{old}", f"\n{new}").removeprefix("\n")


def apply(software: Path, example: Example) -> None:
    """Do in a copy of the package what an example says."""
    for file, is_new, text in example.edits:
        path = software / "src" / "sphinx_dossier" / file
        assert is_new is not path.exists(), file
        if is_new:
            path.write_text(text, encoding="utf-8")
        for hunk in [] if is_new else text.split("@@\n"):
            try:
                after = changed(path.read_text(encoding="utf-8"), hunk)
            except LookupError as error:
                error.add_note(f"in {file}: correct its block in {PAGE.relative_to(ROOT)}")
                raise
            path.write_text(after, encoding="utf-8")


def copy_software(folder: Path) -> Path:
    """The package, and the settings of the programs that judge its style and types."""
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "tools/write_json_rows.py"):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder


def run(software: Path, *command: str, cwd: Path) -> tuple[int, str]:
    """The exit status of a program that imports the copy, and all that it printed."""
    environment = os.environ | {"PYTHONPATH": str(software / "src")}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


class Site(NamedTuple):
    """The invented storm with a page more, built by a changed copy of the package."""

    software: Path
    folder: Path

    def build(self, builder: str = "html") -> str:
        """Build what is out of date, and give what was warned of."""
        command = (sys.executable, "-m", "sphinx", "-q", "-n", "-b", builder)
        command += ("-d", "doctrees", "source", builder)
        status, said = run(self.software, *command, cwd=self.folder)
        assert 0 == status, said
        return said

    def page(self, name: str) -> BeautifulSoup:
        """A built page."""
        text = (self.folder / "html" / f"{name}.html").read_text(encoding="utf-8")
        return BeautifulSoup(text, "html.parser")


@pytest.fixture
def site(tmp_path: Path) -> Callable[[str], Site]:
    """Carry out the example of a name in a copy, with ``example.md`` as its page."""

    def site(name: str) -> Site:
        example = examples()[name]
        software = copy_software(tmp_path / "software")
        apply(software, example)
        source = shutil.copytree(SHARED, tmp_path / "source")
        frame = (source / "frame.md").read_text(encoding="utf-8")
        (source / "index.md").write_text(frame.split("---\n\n", 1)[1], encoding="utf-8")
        (source / "frame.md").unlink()
        page = f"---\norphan: true\n---\n\n# An example\n\n{example.page}"
        (source / "example.md").write_text(page, encoding="utf-8")
        return Site(software, tmp_path)

    return site


def test_examples_cost_what_is_said() -> None:
    """Each example names all its files, which are no more than the table says."""
    counts = {name: len({edit.file for edit in one.edits}) for name, one in examples().items()}
    assert counts.keys() == MOST_FILES.keys()
    assert all(counts[name] <= MOST_FILES[name] for name in counts)
    table = re.findall(
        r"^\| \[an? (\w+)\]\(.*?\) \| (\d) \|", PAGE.read_text("utf-8"), re.MULTILINE
    )
    assert {name: str(count) for name, count in counts.items()} == dict(table)


def test_field(site: Callable[[str], Site]) -> None:
    """It is among the facts and in the data; that it names a place is checked, and explained."""
    built = site("field")
    assert "" == built.build()
    (seat,) = [dt for dt in built.page("example").select("dt") if dt.get_text() == "Seat"]
    link = seat.find_next("a")
    assert ("Alda", "index.html#alda") == (link.get_text(), link["href"])
    data = json.loads((built.folder / "html/data/dossier.json").read_text(encoding="utf-8"))
    (actor,) = (one for one in data["actors"] if one["id"] == "lamp-guild")
    assert "alda" == actor["seat"]
    assert '"schema:location"' in (built.folder / "html/data/dossier.jsonld").read_text("utf-8")
    schema = json.loads((built.folder / "html/data/dossier.schema.json").read_text("utf-8"))
    assert "The place at which it sits" in json.dumps(schema)
    dossier = (sys.executable, "-m", "sphinx_dossier", "help", "actor")
    assert ":seat:" in run(built.software, *dossier, cwd=built.folder)[1]
    path = built.folder / "source" / "example.md"
    wrong = path.read_text(encoding="utf-8").replace(":seat: alda", ":seat: ines-dovrin")
    path.write_text(wrong, encoding="utf-8")
    assert "[dossier.wrong_kind]" in built.build()


def test_view(site: Callable[[str], Site]) -> None:
    """Speakers of the side are counted, and a claim of another page makes the page out of date."""
    built = site("view")
    assert "" == built.build()
    assert "Harbour office of Alda: 1 claim" in built.page("example").get_text()
    assert "Weather institute:" not in built.page("example").get_text()
    claim = "\n:::{claim} office-lamp\n:by: harbour-office\n:act: asserts\n:said: 2031-03-04\n"
    with (built.folder / "source" / "index.md").open("a", encoding="utf-8") as page:
        page.write(f"{claim}:cites: courier-2031 p4\nThe lamp was lit.\n:::\n")
    assert "" == built.build()
    assert "Harbour office of Alda: 2 claims" in built.page("example").get_text()
    assert "" == built.build("text")
    text = (built.folder / "text" / "example.txt").read_text(encoding="utf-8")
    assert "Harbour office of Alda: 2 claims" in text


def test_check(site: Callable[[str], Site]) -> None:
    """The place is reported with its line and code, and not once it has coordinates."""
    built = site("check")
    said = built.build()
    assert "source/example.md:7: WARNING: place 'pier' has :precision:" in said
    assert "[dossier.missing_field]" in said
    path = built.folder / "source" / "example.md"
    text = path.read_text(encoding="utf-8").replace(":within:", ":coord: 55.1, 12.4\n:within:")
    path.write_text(text, encoding="utf-8")
    assert "" == built.build()


def test_export(site: Callable[[str], Site]) -> None:
    """The file has a record a source; the lists for machines and for readers have it."""
    built = site("export")
    assert "" == built.build()
    data = built.folder / "html" / "data"
    text = (data / "citations.ris").read_text(encoding="utf-8")
    first, second = text.split("\n\n")
    assert first.startswith("TY  - JOUR\nTI  - Ferry stays in port as storm reaches Alda\n")
    assert "UR  - https://gazette.example/after-the-storm\nER  - \n" in second
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    (file,) = (one for one in package["resources"] if one["path"] == "citations.ris")
    assert f"sha256:{sha256(text.encode()).hexdigest()}" == file["hash"]
    assert "application/x-research-info-systems" == file["mediatype"]
    assert "citations.ris" in built.page("example").get_text()


def test_picture(site: Callable[[str], Site]) -> None:
    """The bar is as long as the share that the words give, and no other builder has it."""
    built = site("picture")
    assert "" == built.build()
    bar = built.page("example").select_one(".dossier-coverage-bar")
    covered, total = re.findall(r"(\d+) of (\d+)", built.page("example").get_text())[0]
    assert f"--dossier-share: {100 * int(covered) / int(total):.1f}%" == bar["style"]
    sheet = (built.folder / "html" / "_static" / "dossier-pictures.css").read_text(encoding="utf-8")
    assert ".dossier-coverage-bar {" in sheet
    assert "" == built.build("text")
    assert "dossier-share" not in (built.folder / "text" / "example.txt").read_text("utf-8")


def test_all_examples_together_keep_the_rules(tmp_path: Path) -> None:
    """They go together; style, types and layers of the package stay as the tests want them."""
    software = copy_software(tmp_path)
    for example in examples().values():
        apply(software, example)
    for command in (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]):
        status, said = run(software, str(BIN / command[0]), *command[1:], cwd=software)
        assert 0 == status, said
    types = (sys.executable, "tools/write_json_rows.py", "--check")
    assert (0, "") == run(software, *types, cwd=software)
    layers = str(ROOT / "tests" / "unit" / "test_layers.py")
    touched = {edit.file for example in examples().values() for edit in example.edits}
    modules = [file.removesuffix(".py").replace("/", ".") for file in touched if ".py" in file]
    rules = [f"test_imports_go_down[sphinx_dossier.{module}]" for module in modules]
    rules += ["test_imports_run_in_no_circle", "test_no_two_files_share_a_name"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    command += [f"{layers}::{rule}" for rule in rules]
    status, said = run(software, *command, cwd=ROOT)
    assert 0 == status, said
    assert f"{len(rules)} passed" in said


@pytest.mark.parametrize(
    ("hunk", "result"),
    [
        (" b\n+c\n", "a\nb\nc\nb c\n"),
        ("+c\n b\n", "a\nc\nb\nb c\n"),
        ("-b\n+c\n", "a\nc\nb c\n"),
        (" a\n-b\n", "a\nb c\n"),
    ],
)
def test_change_is_made_where_its_lines_are(hunk: str, result: str) -> None:
    """Whole lines are looked for; those with signs are added and removed."""
    assert result == changed("a\nb\nb c\n", hunk)


@pytest.mark.parametrize(("text", "count"), [("a\n", 0), ("b\na\nb\n", 2)])
def test_change_without_one_place_is_refused(text: str, count: int) -> None:
    """Lines that have moved, or that are there twice, are reported and not guessed."""
    with pytest.raises(LookupError, match=f"{count} times, not once:\nb\n"):
        changed(text, " b\n+c\n")
