"""The style sheet keeps every rule that can apply to the pages, and no other."""

from __future__ import annotations

import pytest
from trim_styles import SHEET, main, trim


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


def test_trimmed_sheet_stays_as_it_is(tmp_path):
    """Pages and scripts are looked at; a second look changes nothing, and no sheet is no fault."""
    assert 0 == main(tmp_path)
    (tmp_path / SHEET).parent.mkdir(parents=True)
    (tmp_path / "a.html").write_text('<p class="one two">')
    (tmp_path / "_static" / "a.js").write_text('classList.add("three")')
    (tmp_path / SHEET).write_text(".one{a:b}.two.three{a:b}.four{a:b}")
    for _ in range(2):
        main(tmp_path)
        assert ".one{a:b}.two.three{a:b}" == (tmp_path / SHEET).read_text()
