"""The package as strangers get it: built here, installed in environments of their own, and used.

The environments lie outside the repository, and nothing of it is on their path.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from projects import FONTS, ONE_CLAIM, WIRE, build, write_project
from sphinx_dossier.__main__ import make_parser
from sphinx_dossier.answers.uses import VIEWS
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.pictures.fonts import Fonts, find_fonts

if TYPE_CHECKING:
    from email.message import Message

ROOT: Final = Path(__file__).parents[2]
PARTS: Final = (
    *("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "LICENSE-CONTENT", "Makefile", "README.md"),
    *("_data", "conf.py", "docs", "package.json", "package-lock.json", "pyproject.toml"),
    *("requirements", "src", "tests", "tools"),
)
"""What a checkout has that is not the knowledge base."""
REPORT: Final = "Storm over Alda\n\nThe harbour office said that three boats had come loose.\n"
BUILD: Final = "import sys, wheel_backend; print(wheel_backend.{}(sys.argv[1]))"


def clean(**more: str) -> dict[str, str]:
    """The environment variables of somebody who has never seen this repository."""
    ours = ("MAKE", "PYTHON", "VIRTUAL_ENV", "DOSSIER")
    return {key: value for key, value in os.environ.items() if not key.startswith(ours)} | more


def run(*command: str, cwd: Path, **more: str) -> str:
    """What a program prints, when all goes well."""
    done = subprocess.run(
        command, cwd=cwd, env=clean(**more), capture_output=True, text=True, check=False
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The source archive of a copy of this checkout, and the wheel that is made of the archive."""
    folder = tmp_path_factory.mktemp("packages")
    checkout = folder / "checkout"
    checkout.mkdir()
    for name in PARTS:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "library")
            shutil.copytree(ROOT / name, checkout / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, checkout)
    sdist = folder / _built(checkout, "build_sdist", folder)
    with tarfile.open(sdist, encoding="utf-8") as archive:
        archive.extractall(folder / "unpacked", filter="data")
    unpacked = next((folder / "unpacked").iterdir())
    wheel = folder / _built(unpacked, "build_wheel", folder)
    return {"sdist": sdist, "wheel": wheel}


def _built(checkout: Path, hook: str, folder: Path) -> str:
    code = BUILD.format(hook)
    said = run(sys.executable, "-c", code, str(folder), cwd=checkout, PYTHONPATH="tools")
    return said.splitlines()[-1]


def metadata(wheel: Path) -> Message:
    """The metadata of a wheel, with the README as its body."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(one for one in archive.namelist() if one.endswith("/METADATA"))
        return message_from_bytes(archive.read(name))


def test_wheel_has_what_sites_need(packages: dict[str, Path]) -> None:
    """Code with its marker of types, templates, the starter, and what npm gives, with licences."""
    with zipfile.ZipFile(packages["wheel"]) as archive:
        names = {one.partition("/")[2]: one for one in archive.namelist()}
        library = archive.read(names["web/library/minisearch.js"])
        licences = [
            archive.read(names[f"web/library/{name}.LICENSE.txt"])
            for name in ("minisearch", "DejaVuSans")
        ]
        fonts = Fonts(
            *(archive.read(names[f"web/library/DejaVuSans{end}.ttf"]) for end in ("", "-Bold"))
        )
        packed = sum(one.compress_size for one in archive.infolist() if "DejaVu" in one.filename)
    assert b"MiniSearch" in library
    assert all(b"Permission is hereby granted" in one for one in licences)
    assert find_fonts([FONTS]) == fonts
    # The documents name it.
    assert 0.7e6 < packed < 0.8e6
    shipped = {
        path.relative_to(ROOT / "src" / "sphinx_dossier").as_posix()
        for path in (ROOT / "src" / "sphinx_dossier").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "py.typed" in shipped
    assert "authoring/starter/.github/workflows/publish.yml.txt" in shipped
    assert set() == shipped - names.keys()


def test_source_archive_can_test_itself(packages: dict[str, Path]) -> None:
    """It has the tests, the documents, the tools and the locks, and nothing that Python left."""
    with tarfile.open(packages["sdist"], encoding="utf-8") as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = ("tests/unit/test_words.py", "docs/index.md", "tools/wheel_backend.py")
    assert {*wanted, "package-lock.json", "requirements/test.txt", "CHANGELOG.md"} <= names
    assert not any("__pycache__" in name for name in names)


def test_metadata_tell_what_the_package_is(packages: dict[str, Path]) -> None:
    """An author, keywords, classifiers, a licence, and a README without an address that is dead."""
    told = metadata(packages["wheel"])
    for field in ("Author", "Keywords", "Summary", "License-Expression", "Requires-Python"):
        assert told[field], field
    assert len(told.get_all("Classifier", [])) >= 14
    assert {"site", "live"} <= {*told.get_all("Provides-Extra", [])}
    readme = told.get_payload()
    assert isinstance(readme, str)
    assert readme.startswith("# sphinx-dossier\n")
    prose = re.sub(r"^```.*?^```$|`[^`\n]*`", "", readme, flags=re.DOTALL | re.MULTILINE)
    assert [] == re.findall(r"\]\((?!https://)[^)]*\)", prose)
    needed = [one for one in told.get_all("Requires-Dist", []) if 'extra == "site"' in one]
    starter = (ROOT / "src/sphinx_dossier/authoring/starter/conf.py.txt").read_text("utf-8")
    named = {"sphinx-design": "sphinx_design", "pydata-sphinx-theme": "pydata_sphinx_theme"}
    for package, module in named.items():
        assert f'"{module}"' in starter
        assert any(one.startswith(package) for one in needed)


def test_readme_is_true(tmp_path: Path) -> None:
    """Its example builds without a word, and its lists have all objects, views and commands."""
    readme = (ROOT / "src" / "README.md").read_text("utf-8")
    lists = {
        head: set(re.findall(r"`(?:dossier )?([\w-]+)`", rest))
        for head, rest in re.findall(r"^\| (\w+) \| (.*) \|$", readme, re.MULTILINE)
    }
    (actions,) = [one for one in make_parser()._actions if hasattr(one, "_choices_actions")]
    assert {*KINDS, "correction"} == lists["objects"]
    assert {view.directive for view in VIEWS} == lists["views"]
    assert {*(actions.choices or ())} == lists["commands"]
    (settings,) = re.findall(r"^```python\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)
    (page,) = re.findall(r"^````markdown\n(.*?)^````$", readme, re.DOTALL | re.MULTILINE)
    source = "@online{courier-2031, title={Storm}, date={2031-03-05}, publisher={The Courier}, "
    source += "url={https://example.org}, urldate={2031-03-06}, langid={en}}\n"
    conf = f'{settings}bibtex_bibfiles = ["sources.bib"]\nproject = "Storm"\n'
    write_project(tmp_path / "source", {"index.md": page, "sources.bib": source}, conf)
    assert "" == build(tmp_path / "source", tmp_path, "html", nitpicky=True)
    built = (tmp_path / "html" / "index.html").read_text("utf-8")
    assert 'id="three-boats"' in built
    assert "dossier-evidence" in built


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_stranger_makes_a_dossier(kind: str, packages: dict[str, Path], tmp_path: Path) -> None:
    """Install it, `dossier init`, write a claim, `make html`: search, policy and pictures."""
    run(sys.executable, "-m", "venv", "--without-pip", "env", cwd=tmp_path)
    binaries = tmp_path / "env" / "bin"
    # That of this environment installs into the new one: to copy it there takes seconds.
    pip = (sys.executable, "-m", "pip", "--python", str(binaries / "python"), "install", "--quiet")
    run(*pip, "--disable-pip-version-check", f"{packages[kind]}[site]", cwd=tmp_path)
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    init = (str(binaries / "dossier"), "init", "storm", "--article", "report.txt")
    run(*init, "--licence", "CC0-1.0", "--address", "https://storm.example/", cwd=tmp_path)
    storm = tmp_path / "storm"
    (storm / "claims" / "boats.md").write_text(f"# Boats\n\n{ONE_CLAIM}", encoding="utf-8")
    with (storm / "sources.bib").open("a", encoding="utf-8") as bib:
        bib.write(WIRE)
    said = run("make", "html", cwd=storm, NO_COLOR="1")
    assert "build succeeded.\n" in said
    assert not (storm / ".venv").exists()
    site = storm / "_build" / "html"
    assert (site / "_static" / "minisearch.js").is_file()
    assert (site / "_static" / "minisearch.LICENSE.txt").is_file()
    search = (site / "search.html").read_text(encoding="utf-8")
    assert "_static/minisearch.js?v=" in search
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "Content-Security-Policy" in home
    assert 'id="dossier-start-query"' in home
    assert 'content="https://storm.example/social/index.png"' in home
    assert (site / "social" / "claims" / "boats.png").is_file()
    pinned = (storm / "requirements.txt").read_text(encoding="utf-8")
    assert re.search(r"^sphinx-dossier\[site\]==\d", pinned, re.MULTILINE)
