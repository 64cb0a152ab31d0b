"""Builds small projects in this process, and takes their warnings apart."""

from __future__ import annotations

import filecmp
import re
import warnings
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.application import Sphinx
from sphinx.builders.html import _assets
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_dossier.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Iterable

CONF = """\
project = "Storm at Alda"
extensions = [
    "myst_parser",
    "sphinx_design",
    "sphinxcontrib.bibtex",
    "sphinx_dossier",
    "sphinx_dossier.strict",
]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_ref_domains = ["std", "dossier"]
bibtex_bibfiles = ["sources.bib"]
bibtex_default_style = "dossier"
html_theme = "basic"
dossier_short_names = True
dossier_site_wide = ["citations", "frames", "prose", "data", "search", "metadata"]
dossier_sides = {"shore": "Shore", "sea": "Sea"}
"""

ONE_CLAIM = """\
```{dossier:actor} Harbour office
:id: office
:kind: government-body
It counts boats.
```

```{dossier:claim} three-boats
:by: office
:act: asserts
:said: 2031-03-05
:cites: wire
:searched: the archive
The office said that three boats were lost.
```
"""
"""Somebody and a claim, by their full names; a test has the source that is cited."""
WIRE = "@misc{wire, title = {A wire}, langid = {en}, year = 2031}\n"
FONTS = Path(__file__).parents[1] / "node_modules" / "dejavu-fonts-ttf" / "ttf"
"""The letters of the pictures for shared links, as npm puts them beside a checkout."""
OWN_MODULES = """\
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parent))
"""
"""What a ``conf.py`` begins with whose project has extensions or modules of its own."""

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_WARNING = re.compile(r"(?P<path>.+?):(?P<line>\d+): WARNING: .+ \[dossier\.(?P<code>\w+)\]")


class Finding(NamedTuple):
    """A problem that a build has told: file (relative to the project), line and code."""

    file: str
    line: int
    code: str


def write_project(folder: Path, pages: dict[str, str], conf: str = CONF) -> Path:
    """Write pages and other files by name into ``folder``, with settings and sources."""
    for name, text in {"conf.py": conf, "sources.bib": "", **pages}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def start_dossier(folder: Path, article: str, *options: str) -> Path:
    """What ``dossier init`` makes of an article, in a folder of its own."""
    report, made = folder / "report.txt", folder / "made"
    report.write_text(article, encoding="utf-8")
    assert 0 == main(["init", str(made), "--article", str(report), *options])
    return made


def drop_lines(path: Path, *starts: str) -> None:
    """Take the lines that begin so out of a file."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(one for one in lines if not one.startswith(starts)), encoding="utf-8")


def build(
    source: Path,
    output: Path,
    builder: str = "dummy",
    jobs: int = 1,
    only: Iterable[Path] = (),
    status: StringIO | None = None,
    **settings: object,
) -> str:
    """Build a project as the command line does, and give back what it warned of."""
    said = StringIO()
    _forget_earlier_builds()
    with patch_docutils(source), docutils_namespace(), warnings.catch_warnings():
        # These themselves still use what Sphinx will remove.
        for user in ("myst_parser", "sphinxcontrib.serializinghtml"):
            for kind in (DeprecationWarning, PendingDeprecationWarning):
                warnings.filterwarnings("ignore", "", kind, user)
        app = Sphinx(
            source,
            source,
            output / builder,
            output / "doctrees",
            builder,
            confoverrides=settings,
            status=status,
            warning=said,
            parallel=jobs,
        )
        app.build(filenames=[*only])
    return _COLOUR.sub("", said.getvalue())


def _forget_earlier_builds() -> None:
    """Forget what Sphinx keeps within a process, as if each build had one of its own."""
    # The checksums of style sheets, which may have changed since.
    _assets._file_checksum_inner.cache_clear()
    # What was found when two files of like times were compared.
    filecmp.clear_cache()
    # Another language, which would stay for words that this one lacks.
    translators.clear()


def findings(said: str, source: Path) -> list[Finding]:
    """The problems in a warning stream in which nothing else may stand, one a line."""
    found = []
    for line in said.splitlines():
        match = _WARNING.fullmatch(line)
        assert match, f"not of the form `path:line: WARNING: message [dossier.code]`: {line!r}"
        file = Path(match["path"]).relative_to(source).as_posix()
        found.append(Finding(file, int(match["line"]), match["code"]))
    return found
