"""Fixes are certain: they change the form of options, and nothing that was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.authoring.fences import find_fences
from sphinx_dossier.authoring.fixes import fix_date, fix_page
from sphinx_dossier.commands.project_files import short_names
from sphinx_dossier.core.dates import MONTHS
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.model import Where
from sphinx_dossier.core.object_parser import parse_object
from sphinx_dossier.core.options import split_options

CLAIM = """\
# A page

Words that end in blanks   \t
:::{claim} a-claim
:cites: |\x20
\tcourier p1 “three words here”
  gazette
:said:\t27.09.2020
:by: somebody\x20\x20
:act: asserts
The body said on 27.09.2020 “words”\tand   \x20
:by: is no option here
:::
"""
FIXED = """\
# A page

Words that end in blanks   \t
:::{claim} a-claim
:by: somebody
:act: asserts
:said: 2020-09-27
:cites: |
  courier p1 "three words here"
  gazette
The body said on 27.09.2020 “words”\tand   \x20
:by: is no option here
:::
"""


def test_options_are_fixed_and_the_body_is_not():
    """Order, date, quotes, tabs and blanks of options are fixed; everything else stays."""
    text, fixes = fix_page(CLAIM)
    assert FIXED == text
    assert {5, 6, 8, 9} == {fix.line for fix in fixes}


def test_fixed_page_needs_no_fix():
    """A second run finds nothing."""
    assert (FIXED, []) == fix_page(FIXED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("27.09.2020", "2020-09-27"),
        ("27. 9. 2020", "2020-09-27"),
        ("7.9.2020", "2020-09-07"),
        ("2020/9/27", "2020-09-27"),
        ("2020.09.27", "2020-09-27"),
        ("2020-9-7", "2020-09-07"),
        ("27 September 2020", "2020-09-27"),
        ("27th Sept. 2020", "2020-09-27"),
        ("September 27, 2020", "2020-09-27"),
        ("SEP 27 2020", "2020-09-27"),
        ("May 2020", "2020-05"),
    ],
)
def test_dates_that_are_certain(text, expected):
    """A form that means one day only becomes EDTF."""
    assert expected == fix_date(text)


@pytest.mark.parametrize(("number", "name"), [*enumerate(MONTHS, start=1)])
def test_every_month(number, name):
    """A month may be written in full or with its first three letters, with a full stop or not."""
    for word in (name, name.upper(), name[:3], f"{name[:3].lower()}."):
        assert f"2020-{number:02}-07" == fix_date(f"7 {word} 2020")
        assert f"2020-{number:02}" == fix_date(f"{word} 2020")


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2020",
        "27/09/2020",
        "30.02.2020",
        "2020/13/01",
        "2020/2021",
        "27.09.20",
        "2020-09-27~",
        "[2020-09-27..2020-09-28]",
        "27 Month 2020",
        "yesterday",
        "???",
        "",
    ],
)
def test_dates_that_are_not(text):
    """What is a date already, no day at all, or could be two, stays as it is."""
    assert text == fix_date(text)


@pytest.mark.parametrize(
    "quoted",
    ["“a few words”", "„a few words“", "«a few words»", "« a few words »", "'a few words'",
     "‘a few words’", '"a few words"', "  “a few words\""],
)  # fmt: skip
def test_quotes(quoted):
    """Whatever marks are around a quote, the words inside keep theirs."""
    page = f":::{{claim}} x\n:cites: key p1 {quoted}\n:::\n"
    assert ':::{claim} x\n:cites: key p1 "a few words"\n:::\n' == fix_page(page)[0]


@pytest.mark.parametrize(
    "value", ['key p1 "it is “quoted” in"', "key p1 'it isn”t'", "key “no passage here”", "key p1"]
)
def test_quotes_that_are_not_certain(value):
    """Marks within marks, and what is no citation, stay."""
    page = f":::{{claim}} x\n:cites: {value}\n:::\n"
    assert page == fix_page(page)[0]


@pytest.mark.parametrize(
    "block",
    [":said: 2020\n:by: a\n:colour: red\n", ":said: 2020\n:by: a\n:said: 2021\n"],
    ids=["unknown", "twice"],
)
def test_order_is_left_where_it_is_not_certain(block):
    """An unknown or doubled option may be a slip: the order stays for its author to see."""
    page = f":::{{claim}} x\n{block}Body\n:::\n"
    assert (page, []) == fix_page(page)


@pytest.mark.parametrize(
    "page",
    [
        "```markdown\n:::{claim} x\n:said: 27.09.2020\n:::\n```\n",
        "~~~~\n```\n:::{claim} x\n:said: 27.09.2020\n~~~~\n",
        "````{code-block} markdown\n:::{claim} x\n:said: 27.09.2020\n:::\n````\n",
        "---\nnote: |\n:::{claim} x\n:said: 27.09.2020\n---\n",
        "Words\n\n    :::{claim} x\n    :said: 27.09.2020\n    :::\n",
        ":::{note}\n:said: 27.09.2020\n:::\n",
    ],
    ids=["code", "tildes", "code-block", "front-matter", "indented", "other-directive"],
)
def test_what_is_only_shown_stays(page):
    """Examples in code, front matter and other directives are not objects."""
    assert (page, []) == fix_page(page)


@pytest.mark.parametrize(
    "around",
    ["::::{note}\n%s::::\n", "```{note}\n%s```\n", ":::::{grid}\n::::{grid-item}\n%s::::\n:::::\n",
     "```python\nx\n```\n\n%s"],
)  # fmt: skip
def test_objects_are_found_wherever_they_are(around):
    """Containers hide nothing, nor does code before."""
    page = around % ":::{claim} x\n:said: 27.09.2020\n:::\n"
    assert around % ":::{claim} x\n:said: 2020-09-27\n:::\n" == fix_page(page)[0]


def test_objects_in_lists_keep_their_indent():
    """An option keeps the indent of its fence."""
    page = "- item\n\n  :::{claim} x\n  :said: 27.09.2020\n  :by: a\n  Body\n  :::\n"
    expected = "- item\n\n  :::{claim} x\n  :by: a\n  :said: 2020-09-27\n  Body\n  :::\n"
    assert expected == fix_page(page)[0]


VALUES = st.sampled_from(
    [
        "2020-09-27",
        "27.09.2020",
        "2020/9/7",
        "a-b c",
        "|",
        "",
        "key p1 “three of them”",
        "ünïcode  x",
    ]
)
LINES = st.text(st.sampled_from("ab:{}`~ \t“”.-#"), max_size=20)


@st.composite
def pages(draw):
    """A page of objects between other lines, with some line ends and perhaps a byte order mark."""
    parts = [draw(LINES)]
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(sorted(KINDS)))
        names = draw(st.lists(st.sampled_from(["id", *KINDS[kind].options, "colour"]), max_size=6))
        parts.append(f":::{{{kind}}} {draw(st.sampled_from(['x', '', 'a name']))}")
        for name in names:
            parts.append(f":{name}:{draw(st.sampled_from([' ', chr(9)]))}{draw(VALUES)}")
            if draw(st.booleans()):
                parts.append(f"{draw(st.sampled_from(['  ', chr(9)]))}{draw(VALUES)}")
        parts += [draw(LINES), ":::", draw(LINES)]
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return (
        draw(st.sampled_from(["", "\ufeff"])) + end.join(parts) + draw(st.sampled_from(["", end]))
    )


def bodies(text):
    """Every line that is not an option of an object."""
    lines = text.replace("\r\n", "\n").split("\n")
    options = {at for fence in find_fences(lines) for at in range(fence.first, fence.last)}
    return [line for at, line in enumerate(lines) if at not in options]


@given(pages())
def test_any_page(page):
    """Fixing twice is fixing once; line ends, the mark and all but options stay."""
    fixed, _ = fix_page(page)
    assert (fixed, []) == fix_page(fixed)
    assert page.count("\r\n") == fixed.count("\r\n")
    assert page.count("\n") == fixed.count("\n")
    assert page.startswith("\ufeff") == fixed.startswith("\ufeff")
    assert bodies(page) == bodies(fixed)


@given(pages())
def test_meaning_stays(page):
    """An object reads the same, but for what could not be read before."""
    old, new = page.split("\n"), fix_page(page)[0].split("\n")
    for before, after in zip(find_fences(old), find_fences(new), strict=True):
        was, now = (
            parse_object(
                fence.kind,
                "x",
                split_options(
                    [line.strip("\r") for line in lines[fence.first : fence.last]], Where("p", 1)
                ).options,
                "",
                Where("p", 1),
            )
            for fence, lines in ((before, old), (after, new))
        )
        assert len(now.problems) <= len(was.problems)
        if was.subject is not None and not was.problems:
            assert str(was.subject.id) == str(now.subject.id)
            assert was.subject.text == now.subject.text


def test_only_objects_of_the_project_are_fixed():
    """Without short names, `{claim}` is the block of somebody else."""
    page = ":::{claim} x\n:said: 27.09.2020\n:::\n"
    full = page.replace("claim", "dossier:claim")
    assert page == fix_page(page, frozenset())[0]
    assert full.replace("27.09.2020", "2020-09-27") == fix_page(full, frozenset())[0]
    assert full.replace("27.09.2020", "2020-09-27") == fix_page(full)[0]


@pytest.mark.parametrize(
    ("conf", "is_short"),
    [
        ("dossier_short_names = True\n", True),
        ("dossier_short_names = False\n", False),
        ("project = 'x'\n", False),
        ("from common import *\n", True),
        ("dossier_short_names = project ==\n", True),
        ("dossier_short_names = bool(project)\n", True),
        ("from common import *\ndossier_short_names = False\n", False),
    ],
)
def test_settings_say_how_objects_are_written(tmp_path, conf, is_short):
    """They are read and not run; the nearest ones count."""
    (tmp_path / "conf.py").write_text(conf, "utf-8")
    (tmp_path / "docs").mkdir()
    page = tmp_path / "docs/page.md"
    assert is_short == ("claim" in short_names(page)) == bool(short_names(page))
