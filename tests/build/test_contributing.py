"""Each example of CONTRIBUTING.md builds without a problem and does what the text says."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from bs4 import BeautifulSoup

from projects import build
from sphinx_dossier.__main__ import main

ROOT = Path(__file__).parents[2]
SHARED = ROOT / "tests" / "fixtures" / "problems" / "_shared"
ARTICLE = "The night of the storm\n\nThe office said that the lamp had gone out.\n\nIt rained.\n"

_EXAMPLE = re.compile(
    r"<!-- example: (?P<name>\w+), in (?P<file>[^\n]+) -->\n```\w+\n(?P<text>.*?)```\n", re.DOTALL
)


class Site(NamedTuple):
    """A built example: its pages, and its data."""

    folder: Path
    data: dict[str, Any]

    def words(self, page: str, anchor: str) -> str:
        """What a page says at an anchor, in one line."""
        text = (self.folder / f"{page}.html").read_text(encoding="utf-8")
        found = BeautifulSoup(text, "html.parser").find(id=anchor)
        assert found, f"{page} has no {anchor}"
        return " ".join(found.get_text(" ").split())

    def object_(self, kind: str, identifier: str) -> dict[str, Any]:
        """An object of the data."""
        return next(object_ for object_ in self.data[kind] if object_["id"] == identifier)


def examples() -> dict[str, list[tuple[str, str]]]:
    """The files of each example, by its name."""
    found: dict[str, list[tuple[str, str]]] = {}
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for match in _EXAMPLE.finditer(text):
        found.setdefault(match["name"], []).append((match["file"], match["text"]))
    return found


def write(source: Path, file: str, text: str) -> None:
    """Put a snippet where the example says, or do what it says in a console."""
    if file == "a console":
        (source / "herald.txt").write_text(ARTICLE, encoding="utf-8")
        _, *arguments = shlex.split(text.replace("~/", f"{source}/"))
        assert 0 == main([*arguments, "--folder", str(source / "sources")])
        (source / "herald.txt").unlink()
        return
    path = source / file
    path.parent.mkdir(exist_ok=True)
    before = path.read_text(encoding="utf-8") + "\n" if path.exists() else ""
    if path.suffix == ".md":
        title = "" if text.startswith("# ") else "# An example\n\n"
        before = f"---\norphan: true\n---\n\n{title}"
    path.write_text(before + text, encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Any:
    """Build an example by its name on top of the invented storm; no problem may be told."""

    def site(name: str) -> Site:
        source = shutil.copytree(SHARED, tmp_path / "source")
        frame = (source / "frame.md").read_text(encoding="utf-8")
        (source / "index.md").write_text(frame.split("---\n\n", 1)[1], encoding="utf-8")
        (source / "frame.md").unlink()
        for file, text in examples()[name]:
            write(source, file, text)
        reported = build(source, tmp_path / "out", "html", nitpicky=True, html_theme="basic")
        assert "" == reported
        folder = tmp_path / "out" / "html"
        data = json.loads((folder / "data" / "dossier.json").read_text(encoding="utf-8"))
        return Site(folder, data)

    return site


def test_every_example_is_known_here() -> None:
    """An example that is added to the text gets a test of its effect."""
    tested = {"name", "source", "claim", "denial", "actor", "hop", "article"}
    assert tested == examples().keys()


def test_name(site: Any) -> None:
    """The actor is found by its name, its other name and the garbled form."""
    built = site("name")
    assert ["Jon Asche"] == built.object_("actors", "jon-aske")["garbled"]
    entries = (built.folder / "genindex.html").read_text(encoding="utf-8")
    assert all(name in entries for name in ("Jon Aske", "John Aske", "Jon Asche"))


def test_source(site: Any) -> None:
    """The source is cited by its outlet and date, and its entry has the address."""
    built = site("source")
    page = (built.folder / "after.html").read_text(encoding="utf-8")
    assert "The Herald, 6 March 2031" in page
    assert "https://herald.example/two-boats" == built.object_("sources", "herald-20310306")["url"]


def test_claim(site: Any) -> None:
    """The claim stands on its page with speaker and passage."""
    built = site("claim")
    assert "Harbour office of Alda" in built.words("claims", "office-stay-ashore")
    cited = [{"source": "courier-2031", "passage": "p1", "quote": "asked owners to stay ashore"}]
    assert cited == built.object_("claims", "office-stay-ashore")["cites"]


def test_denial(site: Any) -> None:
    """The denied claim says on its own page who denies it."""
    built = site("denial")
    assert "denied by Weather institute" in built.words("index", "office-three-boats")
    assert "denied" == built.object_("claims", "office-three-boats")["status"]


def test_actor(site: Any) -> None:
    """The page of the actor has its heading, and the data lead to it."""
    built = site("actor")
    assert "rescue-service.html#rescue-service" == built.object_("actors", "rescue-service")["url"]
    assert built.words("rescue-service", "rescue-service").startswith("Rescue service")


def test_hop(site: Any) -> None:
    """The chain shows both claims and what changed between them."""
    built = site("hop")
    text = BeautifulSoup((built.folder / "chain.html").read_text("utf-8"), "html.parser").get_text()
    assert "five boats became half the fleet" in text
    assert "five boats had come loose" in text
    drifted = built.object_("claims", "courier-half-the-boats")["relations"]
    assert {"drifted-from": [{"claim": "institute-five-boats"}]} == drifted


def test_article(site: Any) -> None:
    """The second article is taken apart, and its page counts what is taken up."""
    built = site("article")
    passages = built.object_("sources", "herald-20310307")["passages"]
    assert ["p0", "p1", "p2"] == [passage["id"] for passage in passages]
    assert ["office-lamp-out"] == passages[1]["cited_by"]
    page = (built.folder / "sources" / "herald-20310307.html").read_text(encoding="utf-8")
    assert "2 of 3" in page
