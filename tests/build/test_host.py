"""Loading the extension changes nothing in a project that does not use it."""

from __future__ import annotations

import json
import re
import shutil
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import pytest
from sphinxcontrib.bibtex import domain as bibtex_domain

from projects import ONE_CLAIM, build, write_project
from sites import compare, files_of

if TYPE_CHECKING:
    from pathlib import Path

INDEX: Final = """\
# A host

Nine boats, said the [office](guide.md#the-harbour), see [here](#own-label) and {ref}`rst-label`.
It is no [claim](#nowhere-at-all) of anybody.\x0cA form feed, and a line\u2028separator.

(own-label)=
## A label

:::{claim} three-boats
Without colon fences this is text.
:::

| Boat | Lost |
|------|------|
| one  | yes  |
| two  | no   |

```{note}
A note with a [link](https://example.org) and a term[^1].
```

[^1]: A footnote.

```{toctree}
guide
chapter/page
sources
data/index
cite/index
```
"""
GUIDE: Final = """\
---
as-of: yesterday
---
# Guide

## The harbour

```python
print("boats")
```

```{figure} boat.svg
A boat.
```
"""
RST: Final = """\
.. _rst-label:

A page in reStructuredText
==========================

As [Ruu]_ says, and :term:`boat` says it too. An actor is a word.

.. claim: a comment that almost opens a block

.. glossary::

   boat
      What floats.

.. list-table:: Boats
   :header-rows: 1

   * - Boat
     - Lost
   * - one
     - yes

.. [Ruu] Ruud, *Journal of Straits*.

.. index:: boat, harbour
"""
CITING: Final = "# Sources\n\n{cite:t}`ruud` and {cite}`ruud,page`.\n\n```{bibliography}\n```\n"
BIB: Final = """\
@article{ruud, author = {Ruud, Ada}, title = {Boats {\\&} Ice}, journal = {Journal of Straits},
  year = {2032}, langid = {en}}
@misc{page, title = {A page}, howpublished = {online}, year = 2031}
@misc{unused, title = {Nobody cites this}, year = 2030, urldat = {2030-01-01}}
"""
PAGES: Final = {
    "index.md": INDEX,
    "guide.md": GUIDE,
    "chapter/page.rst": RST,
    "sources.md": "# Sources\n\nNone.\n",
    # Folders that we would use for files of our own.
    "data/index.md": "# Data\n\nRows.\n",
    "cite/index.md": "# Cite\n\nUs.\n",
    "boat.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    "static/pictures.css": "p { margin: 0; }\n",
    "extra/cite/own.json": "{}\n",
    "extra/sitemap.xml": "<urlset/>\n",
}
CONF: Final = """\
project = "Host"
extensions = {extensions}
html_theme = "{theme}"
html_static_path = ["static"]
html_extra_path = ["extra"]
html_baseurl = "https://example.org/"
exclude_patterns = ["extra", "static"]
"""
WITH_BIBTEX: Final = 'bibtex_bibfiles = ["sources.bib"]\n'
USING: Final = f"# Used\n\n{ONE_CLAIM.replace('wire', 'ruud')}\n{{dossier:claim}}`three-boats`\n"
# Its first field is a digest of all settings, and so of which settings there are.
_SETTINGS: Final = re.compile(rb"(?m)^config: .*$")
# The versions of what extensions store, and in XML the names of all domains.
_VERSIONS: Final = re.compile(
    rb'"envversion": ?\{[^}]*\}|xmlns:(?:dossier|cite|footcite)="[^"]*" ?'
)
PARSES_EARLY: Final = hasattr(bibtex_domain, "process_bibdata")
ASKED_BY_THEMES: Final = {
    # Its own fonts are fetched from elsewhere while the pages are built.
    "sphinx_immaterial": 'extensions += ["sphinx_immaterial"]\n'
    'html_theme_options = {"font": False}\n',
}
_INSTALLED: Final = ("furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme")
THEMES: Final = [
    *("alabaster", "basic", "classic"),
    *(name for name in (*_INSTALLED, *ASKED_BY_THEMES) if find_spec(name)),
]
"""Those that come with Sphinx, and others that are installed."""
SET: Final = "Search.setIndex("
_PACKED: Final = ("Host.epub", "environment.pickle")


def write_host(folder: Path, *own: str, bibtex: bool = False, theme: str = "alabaster") -> Path:
    """A project of others, with ``own`` among its extensions."""
    extensions = ["myst_parser", *(["sphinxcontrib.bibtex"] if bibtex else []), *own]
    conf = CONF.format(extensions=extensions, theme=theme) + ASKED_BY_THEMES.get(theme, "")
    cited = {"sources.md": CITING, "sources.bib": BIB} if bibtex else {}
    return write_project(folder, PAGES | cited, conf + (WITH_BIBTEX if bibtex else ""))


def contents(output: Path) -> dict[str, bytes]:
    """Every file of an output without what the presence of an extension alone must change."""
    return {
        name: _VERSIONS.sub(b"", _SETTINGS.sub(b"", text))
        for name, text in files_of(output).items()
    }


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    """The files that are not the same in both."""
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def build_both(folder: Path, builder: str, **host: object) -> tuple[Path, Path]:
    """Builds a host without and with the extension, in turn in one place: paths may be shown."""
    source, outputs, said = folder / "source", [], []
    for own in ((), ("sphinx_dossier",)):
        shutil.rmtree(source, ignore_errors=True)
        write_host(source, *own, **host)  # type: ignore[arg-type]
        out = folder / (own[0] if own else "plain")
        said.append(build(source, out, builder))
        outputs.append(out)
    assert said[0] == said[1]
    return outputs[0], outputs[1]


# What themes of others use of Sphinx is their affair.
@pytest.mark.filterwarnings("default::DeprecationWarning", "default::PendingDeprecationWarning")
@pytest.mark.parametrize("bibtex", [False, True])
@pytest.mark.parametrize("theme", THEMES)
def test_every_file_is_the_same(tmp_path: Path, theme: str, bibtex: bool) -> None:
    """Pages, search, static files, inventory, warnings; and no folder of ours."""
    plain, ours = build_both(tmp_path, "html", theme=theme, bibtex=bibtex)
    before, after = contents(plain / "html"), contents(ours / "html")
    assert "index.html" in before
    assert set() == differing(before, after)


@pytest.mark.parametrize("bibtex", [False, True])
def test_search_index_differs_by_versions_alone(tmp_path: Path, bibtex: bool) -> None:
    """Sphinx writes there of which version the data are that extensions keep with pages."""
    plain, ours = (
        json.loads((out / "html/searchindex.js").read_text("utf-8").removeprefix(SET)[:-1])
        for out in build_both(tmp_path, "html", bibtex=bibtex)
    )
    before, after = plain.pop("envversion"), ours.pop("envversion")
    assert plain == ours
    assert plain["terms"]
    assert {"sphinx_dossier", "sphinxcontrib.bibtex"} - {*before} == {*after} - {*before}
    assert before.items() < after.items()


@pytest.mark.parametrize(
    "builder", ["dirhtml", "singlehtml", "text", "latex", "man", "xml", "gettext", "epub", "json"]
)
def test_every_builder_writes_the_same(tmp_path: Path, builder: str) -> None:
    """Of a host with bibliography."""
    plain, ours = build_both(tmp_path, builder, bibtex=True)
    before, after = contents(plain / builder), contents(ours / builder)
    # Times and a new number stand in books and catalogues.
    stamp = re.compile(rb"urn:uuid:[0-9a-f-]+|\d{4}-\d\d-\d\dT[\d:+Z]+|POT-Creation-Date.*")
    before, after = (
        # The book has the files that lie beside it; the environment of `json` is Sphinx's own.
        {name: stamp.sub(b"", text) for name, text in one.items() if name not in _PACKED}
        for one in (before, after)
    )
    assert before
    assert set() == differing(before, after)


def test_second_build_is_the_same(tmp_path: Path) -> None:
    """After an edit, a removed page and a new one, both builds go on in the same way."""
    outputs, said = {}, {}
    for own in ((), ("sphinx_dossier",)):
        source, out = tmp_path / "source", tmp_path / str(len(own))
        shutil.rmtree(source, ignore_errors=True)
        write_host(source, *own, bibtex=True)
        build(source, out, "html")
        (source / "guide.md").write_text("# Guide\n\n## The harbour\n\nRewritten.\n", "utf-8")
        (source / "new.md").write_text("# New\n\n{cite:p}`page`\n", "utf-8")
        (source / "data/index.md").unlink()
        said[own] = build(source, out, "html")
        outputs[own] = contents(out / "html")
    plain, ours = outputs.values()
    assert set() == differing(plain, ours)
    assert said[()] == said["sphinx_dossier",]


def test_one_claim_leaves_other_pages_alone(tmp_path: Path) -> None:
    """A claim on one page brings files of ours, and changes that page alone."""
    plain = write_host(tmp_path / "plain", bibtex=True)
    ours = write_host(tmp_path / "ours", "sphinx_dossier", bibtex=True)
    for source in (plain, ours):
        (source / "used.md").write_text("---\norphan: true\n---\n# Used\n", "utf-8")
    (ours / "used.md").write_text("---\norphan: true\n---\n" + USING, "utf-8")
    said = build(plain, tmp_path / "1", "html"), build(ours, tmp_path / "2", "html")
    assert said[0].replace(str(plain), "") == said[1].replace(str(ours), "")
    before, after = contents(tmp_path / "1/html"), contents(tmp_path / "2/html")
    added = after.keys() - before.keys()
    own = ("_static/dossier", "cards/", "cite/", ".dossier-html.json")
    assert [] == [name for name in added if not name.startswith(own)]
    # The claim leads to where bibtex lists its source, by the anchor that bibtex has given.
    link = re.search(
        rb'<a class="[^"]*dossier-to-source[^"]*" href="sources.html#([^"]+)"', after["used.html"]
    )
    assert link is not None
    entry = after["sources.html"].partition(b'id="%s"' % link[1])[2]
    assert b"Boats" in entry[:900]
    # A claim is an object of the site, and its words can be searched for.
    changed = {"used.html", "_sources/used.md.txt", "objects.inv", "searchindex.js"}
    assert changed | {"genindex.html"} == differing(before, after) - added


@pytest.mark.skipif(PARSES_EARLY, reason="bibtex before 2.7 parses before any handler is asked")
@pytest.mark.parametrize("uses", [False, True])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"year = 2031}", b"year 2031}"),
        (b"A page", b"A p\xe9ge"),
        (b"{Nobody cites this},", b"{No"),
    ],
    ids=["equals", "latin-1", "brace"],
)
def test_broken_file_ends_no_build(tmp_path: Path, old: bytes, new: bytes, uses: bool) -> None:
    """Where bibtex would end it, the file costs a problem at each build, until it is mended."""
    source = write_host(tmp_path / "source", "sphinx_dossier", bibtex=True)
    if uses:
        (source / "used.md").write_text("---\norphan: true\n---\n" + USING, "utf-8")
    file = source / "sources.bib"
    good = file.read_bytes()
    assert old in good
    file.write_bytes(good.replace(old, new))
    for _ in range(2):
        said = build(source, tmp_path / "out", "html", show_warning_types=True)
        assert 1 == said.count("[dossier.unreadable]")
    page = (tmp_path / "out/html/sources.html").read_text("utf-8")
    assert "Journal of Straits" in page
    file.write_bytes(good)
    assert "unreadable" not in build(source, tmp_path / "out", "html", show_warning_types=True)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_claim_comes_and_goes(tmp_path: Path, builder: str) -> None:
    """Each build equals a fresh one: with the first claim, and when it is gone again."""
    source = write_host(tmp_path / "source", "sphinx_dossier", bibtex=True)
    page, before = source / "guide.md", "# Guide\n\n## The harbour\n"
    for at, text in enumerate((before, USING, USING, before, USING, before)):
        page.write_text(text, "utf-8")
        said = build(source, tmp_path / "out", builder)
        fresh = build(source, tmp_path / f"fresh-{at}", builder)
        assert "[dossier." not in said + fresh
        found = contents(tmp_path / "out" / builder), contents(tmp_path / f"fresh-{at}" / builder)
        assert set() == differing(*found)
        assert (text is USING) == (f".dossier-{builder}.json" in found[0])


COPYING: Final = '''
def setup(app):
    """Copy a static file as soon as there is a builder, and one when all pages are read."""
    from pathlib import Path

    def copy(name):
        folder = Path(app.outdir, "_static", "of-another")
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / name).exists():
            (folder / name).write_text("p { margin: 0; }")

    app.connect("builder-inited", lambda app: copy("early.css"), priority=1)
    app.connect("env-updated", lambda app, env: copy("late.css"))
'''


def test_files_that_other_extensions_copy_stay(tmp_path: Path) -> None:
    """What was copied for other settings goes before anybody copies for these; so do our files."""
    source = write_host(tmp_path / "source", "sphinx_dossier", bibtex=True)
    (source / "used.md").write_text("---\norphan: true\n---\n" + USING, "utf-8")
    conf = (source / "conf.py").read_text("utf-8") + COPYING
    for more in ("", 'html_title = "Port"\n', 'html_theme = "basic"\n', None):
        if more is None:
            (source / "used.md").unlink()
        else:
            (source / "conf.py").write_text(conf + more, "utf-8")
        build(source, tmp_path / "out", "html")
        build(source, tmp_path / "fresh", "html")
        fresh, kept = files_of(tmp_path / "fresh/html"), files_of(tmp_path / "out/html")
        assert {"_static/of-another/early.css", "_static/of-another/late.css"} <= kept.keys()
        assert [] == compare(fresh, kept)
        shutil.rmtree(tmp_path / "fresh")
