"""What a project adds in its own conf.py, as the documentation shows it, at every kind of build."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.errors import ExtensionError

import sphinx_dossier.api
from docs_build import DOCS, blocks
from projects import CONF, OWN_MODULES, build, write_project
from sites import compare, files_of
from sphinx_dossier.core.model import Where

BLOCKS = {
    tuple(block.caption.split(": ")): block.text for block in blocks(DOCS / "how-to" / "api.md")
}
SOURCES = "@online{gazette,\n  title = {Lamps},\n  date = {2031-03-05},\n  langid = {en},\n}\n"
INDEX = """\
# Lamps

[](#guild) [](#lit)

:::{actor} Lamp guild
:id: guild
:kind: government-body
:side: shore
It lights lamps.
:::

```{bibliography}
```

```{toctree}
other
```
"""
CLAIM = """\
:::{claim} lit
:by: guild
:act: asserts
:said: 2031-03-02
:cites: gazette
It lit them.
:::
"""


def project(folder: Path, *adds: str, conf: str = "") -> Path:
    """A small project with some examples of the documentation."""
    pages = "\n".join(BLOCKS["page", one] for one in adds if ("page", one) in BLOCKS)
    asked = "[](#asked)\n\n" if "check" in adds else ""
    code = "\n".join(BLOCKS["conf.py", one] for one in adds)
    # Each example has a setup of its own: here they are one.
    steps = re.findall(r"^def setup\(app\):\n((?:    .*\n)+)", code, re.MULTILINE)
    code = re.sub(r"^def setup\(app\):\n(?:    .*\n)+", "", code, flags=re.MULTILINE)
    code += f"def setup(app):\n{''.join(steps) or '    pass'}"
    files = {
        "conf.py": f"{CONF}\n{conf or code}",
        "sources.bib": SOURCES,
        "index.md": f"{INDEX}\n{asked}{pages}",
        "other.md": f"# Other\n\n{CLAIM}",
    }
    return write_project(folder, files)


def test_documentation_has_the_examples() -> None:
    """A check, a view, an export and the events are shown, with what an author writes."""
    assert {"check", "view", "export", "events"} == {
        name for file, name in BLOCKS if file != "page"
    }
    assert {"check", "view"} == {name for file, name in BLOCKS if file == "page"}


@pytest.mark.parametrize("jobs", [1, 2])
def test_own_check_is_told_at_every_build(tmp_path: Path, jobs: int) -> None:
    """Its problems come at the right line, first and again, until the page is mended."""
    source = project(tmp_path / "source", "check")
    lines = (source / "index.md").read_text("utf-8").split("\n")
    line = lines.index(":act: appeals") + 1
    wanted = (
        f"{source}/index.md:{line}: WARNING: claim 'asked' appeals to nobody: add :to: "
        "[dossier.own_check]\n"
    )
    for _ in range(3):
        assert wanted == build(source, tmp_path / "out", "html", jobs)
    text = (source / "index.md").read_text("utf-8")
    mended = text.replace(":act: appeals", ":act: appeals\n:to: guild")
    (source / "index.md").write_text(mended, encoding="utf-8")
    assert "" == build(source, tmp_path / "out", "html", jobs)


def shown(output: Path) -> list[str]:
    """The lines of the tally."""
    page = BeautifulSoup((output / "html" / "index.html").read_text("utf-8"), "html.parser")
    return [item.get_text() for item in page.select("li") if re.search(r": \d+$", item.get_text())]


@pytest.mark.parametrize("jobs", [1, 2])
def test_own_view_follows_other_pages(tmp_path: Path, jobs: int) -> None:
    """A claim on another page changes the view; every file is that of a fresh build."""
    source, kept = project(tmp_path / "source", "view"), tmp_path / "kept"
    assert "" == build(source, kept, "html", jobs)
    assert ["Lamp guild: 1"] == shown(kept)
    second = CLAIM.replace("lit", "lit-again", 1).replace("It lit", "It again lit")
    (source / "other.md").write_text(f"# Other\n\n[](#lit-again)\n\n{CLAIM}\n{second}", "utf-8")
    assert "" == build(source, kept, "html", jobs)
    assert ["Lamp guild: 2"] == shown(kept)
    build(source, tmp_path / "fresh", "html")
    assert [] == compare(files_of(tmp_path / "fresh" / "html"), files_of(kept / "html"))
    page = BeautifulSoup((kept / "html" / "index.html").read_text("utf-8"), "html.parser")
    assert page.select_one('li a[href="#guild"]')


@pytest.mark.parametrize("builder", ["text", "latex", "man", "xml", "singlehtml", "dirhtml"])
def test_own_view_is_shown_by_every_builder(tmp_path: Path, builder: str) -> None:
    """Elements become what a builder needs."""
    source = project(tmp_path / "source", "view")
    settings = {"man_pages": [("index", "lamps", "Lamps", [], 1)]} if builder == "man" else {}
    assert "" == build(source, tmp_path / "out", builder, **settings)
    texts = [
        path.read_text("utf-8", errors="replace")
        for path in (tmp_path / "out" / builder).rglob("*")
        if path.is_file()
    ]
    assert any(re.search(r"Lamp guild.{0,80}: 1", text, re.DOTALL) for text in texts)


def test_faults_in_options_of_an_own_view(tmp_path: Path) -> None:
    """A bad value, an unknown option and an unknown side are told at their lines."""
    source = project(tmp_path / "source", "view")
    bad = (source / "index.md").read_text("utf-8").replace(":most: 5", ":most: many\n:mots: 5")
    bad = bad.replace(":side: shore\n:most", ":side: land\n:most")
    (source / "index.md").write_text(bad, encoding="utf-8")
    for _ in range(2):
        said = build(source, tmp_path / "out")
        assert 3 == said.count("WARNING")
        for line, part in ((":most: many", "takes a number"), (":mots:", "has no option"),
                           (":side: land", "not 'land'")):  # fmt: skip
            number = next(i for i, one in enumerate(bad.split("\n"), 1) if one.startswith(line))
            assert re.search(rf":{number}: WARNING: .*{part}", said)


def test_own_export_comes_and_goes(tmp_path: Path) -> None:
    """The file follows the sources, and is gone when the project has the export no more."""
    source, kept = project(tmp_path / "source", "export"), tmp_path / "kept"
    file = kept / "html" / "data" / "sources.ris"
    assert "" == build(source, kept, "html")
    assert "ID  - gazette\nTI  - Lamps\n" in file.read_text("utf-8")
    package = json.loads(file.with_name("datapackage.json").read_text("utf-8"))
    (named,) = [one for one in package["resources"] if one["path"] == "sources.ris"]
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert {
        "name": "sources.ris",
        "path": "sources.ris",
        "title": "Sources as RIS",
        "type": "file",
        "format": "ris",
        "encoding": "utf-8",
        "bytes": file.stat().st_size,
        "hash": f"sha256:{digest}",
    } == named
    (source / "sources.bib").write_text(SOURCES.replace("{Lamps}", "{Oil}"), "utf-8")
    build(source, kept, "html")
    assert "TI  - Oil" in file.read_text("utf-8")
    (source / "conf.py").write_text(CONF, encoding="utf-8")
    build(source, kept, "html")
    assert not file.exists()
    build(source, tmp_path / "fresh", "html")
    assert [] == compare(files_of(tmp_path / "fresh" / "html"), files_of(kept / "html"))


def test_events_come_when_it_is_said(tmp_path: Path) -> None:
    """The index at every build, the files when they are written."""
    source, out = project(tmp_path / "source", "events"), tmp_path / "out" / "html"
    build(source, tmp_path / "out", "html")
    assert "1\n" == (out / "claims.txt").read_text("utf-8")
    assert "dossier.json" in (out / "files.txt").read_text("utf-8").split("\n")
    (out / "claims.txt").unlink()
    (out / "files.txt").unlink()
    build(source, tmp_path / "out", "html")
    assert (out / "claims.txt").exists()
    assert not (out / "files.txt").exists()


def run(source: Path, output: Path, jobs: str = "1") -> str:
    """Build in a process of its own, which imports modules anew."""
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-j", jobs]
    command += ["-d", str(output / "doctrees"), str(source), str(output / "html")]
    environment = {**os.environ, "PYTHONPATH": str(Path(sphinx_dossier.api.__file__).parents[1])}
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, cwd=source
    )
    assert 0 == done.returncode, done.stderr
    return done.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_changed_code_beside_conf_is_built_as_if_afresh(tmp_path: Path, jobs: str) -> None:
    """A module of the project, and one that it imports, count as conf.py does."""
    own = "from sphinx_dossier.api import *\nimport wording\n"
    own += "def answer(index, asked):\n    return len(index.claims)\n"
    own += "def render(count):\n    return [Tag('p', wording.say(count))]\n"
    own += "def export(index):\n    return wording.say(len(index.claims))\n"
    own += "def check(index):\n"
    own += "    yield own_problem(wording.say(1), next(iter(index.claims.values())).where)\n"
    conf = f"{OWN_MODULES}import own\ndef setup(app):\n    own.add_check(app, own.check)\n"
    conf += "    own.add_export(app, 'count.txt', own.export)\n"
    conf += "    own.add_view(app, own.OwnView('count', own.answer, own.render))\n"
    source = project(tmp_path / "source", conf=conf)
    with (source / "index.md").open("a", encoding="utf-8") as page:
        page.write("\n:::{count}\n:::\n")
    (source / "own.py").write_text(own, encoding="utf-8")
    say = "def say(count):\n    return f'{count} claims'\n"
    (source / "wording.py").write_text(say, encoding="utf-8")
    kept = tmp_path / "kept"
    assert "1 claims [dossier.own_check]" in run(source, kept, jobs)
    (source / "wording.py").write_text(say.replace("claims", "sayings"), encoding="utf-8")
    assert "1 sayings [dossier.own_check]" in run(source, kept, jobs)
    assert "<p>1 sayings</p>" in (kept / "html" / "index.html").read_text("utf-8")
    (source / "own.py").write_text(own.replace("'p'", "'p', 'So: '"), encoding="utf-8")
    run(source, kept, jobs)
    assert "<p>So: 1 sayings</p>" in (kept / "html" / "index.html").read_text("utf-8")
    run(source, tmp_path / "fresh")
    assert [] == compare(files_of(tmp_path / "fresh" / "html"), files_of(kept / "html"))


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ("add_view(app, OwnView('Tally', f, f))", "write lower-case letters"),
        ("[add_view(app, OwnView('tally', f, f)) for _ in 'ab']", "two views 'tally'"),
        ("add_export(app, '../x', f)", "write lower-case letters, digits, dots"),
        ("add_export(app, '..', f)", "write lower-case letters, digits, dots"),
        ("[add_export(app, 'x.txt', f) for _ in 'ab']", "two exports 'x.txt'"),
        ("add_export(app, 'dossier.json', f)", "is named as a file of the data"),
        ("add_export(app, 'x.txt', lambda index: 7)", "gives int, and no text"),
        ("add_check(app, lambda index: ['x'])", "gives 'x', which is no problem"),
        ("add_check(app, lambda index: None)", "the check .* fails: TypeError"),
        ("add_check(app, lambda index: [1 / 0])", "the check .* fails: ZeroDivisionError"),
        (
            "add_export(app, 'x.txt', lambda index: index['x'])",
            "the export 'x.txt' fails: TypeError",
        ),
    ],
)
def test_what_cannot_be_added_says_why(tmp_path: Path, step: str, message: str) -> None:
    """A wrong addition ends the build with a sentence that names it."""
    conf = "from sphinx_dossier.api import *\ndef f(*given):\n    return ''\n"
    source = project(tmp_path / "source", conf=f"{conf}def setup(app):\n    {step}\n")
    with pytest.raises(ExtensionError, match=message):
        build(source, tmp_path / "out", "html")


@pytest.mark.parametrize("shown", ["7", "None", "[][0]"])
def test_view_that_fails_is_named(tmp_path: Path, shown: str) -> None:
    """Whatever goes wrong in showing it."""
    conf = "from sphinx_dossier.api import *\n"
    view = f"OwnView('tally', lambda *given: [1], lambda answer: {shown}, 'Counts.')"
    conf += f"def setup(app):\n    add_view(app, {view})\n"
    source = project(tmp_path / "source", conf=conf)
    with (source / "index.md").open("a", encoding="utf-8") as page:
        page.write("\n```{tally}\n```\n")
    with pytest.raises(ExtensionError, match="the view 'tally' fails"):
        build(source, tmp_path / "out", "html")


def test_names_are_those_that_are_promised() -> None:
    """Every promised name is there and has a meaning; taking one away has to be meant."""
    names = sphinx_dossier.api.__all__
    assert all(getattr(sphinx_dossier.api, name) is not None for name in names)
    problem = sphinx_dossier.api.own_problem("mend it", Where("a.md", 3))
    assert "a.md:3: mend it [dossier.own_check]" == str(problem)
    assert {
        "DATA_WRITTEN", "INDEX_READY", "Actor", "Claim", "Event", "FieldRow", "FieldType", "Filter",
        "Index", "Link", "OwnView", "Place", "Problem", "Question", "Source", "Standing", "Tag",
        "ViewRequest", "Where", "add_check", "add_export", "add_view", "link", "own_problem",
        "passes", "standings", "where_written",
    } == {*names}  # fmt: skip
