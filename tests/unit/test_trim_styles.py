"""The style sheet keeps every rule that can apply to the pages, and no other."""

from __future__ import annotations

import pytest

from sphinx_dossier.sphinx.build.trimmed_styles import names_of, trim


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        ("a{color:red}", "a{color:red}"),
        (".here{a:b}.gone{a:b}", ".here{a:b}"),
        (".here,.gone p{a:b}", ".here{a:b}"),
        (".here.gone{a:b}p>.here{a:b}", "p>.here{a:b}"),
        (".here:not(.gone,.lost){a:b}", ".here:not(.gone,.lost){a:b}"),
        (":is(.gone,.here):before{a:b}", ":is(.gone,.here):before{a:b}"),
        ("@media print{.gone{a:b}}@media print{.here{a:b}.gone{c:d}}", "@media print{.here{a:b}}"),
        ('@charset "utf-8";@font-face{src:url(x)}', '@charset "utf-8";@font-face{src:url(x)}'),
        ('.here:after{content:"}{"}.gone{a:b}', '.here:after{content:"}{"}'),
        ("/* .gone{} */.here{a:b}", ".here{a:b}"),
    ],
)
def test_rules(sheet, kept):
    """A rule stays if all classes that it asks for are there; in doubt about others, it is kept."""
    assert kept == trim(sheet, {"here"})


def test_names_are_those_of_pages_and_scripts(tmp_path):
    """Classes of pages and words of scripts, without the words that a search goes through."""
    static = tmp_path / "_static"
    (tmp_path / "deep").mkdir()
    static.mkdir()
    (tmp_path / "deep" / "a.html").write_text('<p class="one two">three</p>')
    (static / "a.js").write_text('classList.add("four")')
    (static / "dossier-search-data.js").write_text('x("five")')
    (static / "dossier-search").mkdir()
    (static / "dossier-search" / "rows-0.js").write_text('x("five")')
    assert {"one", "two", "classList", "add", "four"} == names_of(tmp_path)


def test_files_are_read_once(tmp_path):
    """Until they change; what is kept of a file that is gone goes too."""
    (tmp_path / "a.html").write_text('<p class="one">')
    (tmp_path / "b.html").write_text('<p class="two">')
    kept = {}
    assert {"one", "two"} == names_of(tmp_path, kept)
    size, time, _ = kept["a.html"]
    kept["a.html"] = size, time, "kept"
    assert {"kept", "two"} == names_of(tmp_path, kept)
    (tmp_path / "a.html").write_text('<p class="three">')
    (tmp_path / "b.html").unlink()
    assert {"three"} == names_of(tmp_path, kept)
    assert {"a.html"} == kept.keys()
