"""Messages point to the file and the line where the fault is written, however it is nested.

Each page marks its faults itself: the words ``FAULT-n`` stand in the line that must be told.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from projects import build, write_project

_MARK = re.compile(r"fault-\d+")
_REPORTED = re.compile(r"(?P<path>[^:]+):(?P<line>\d+): (?:WARNING|ERROR): (?P<message>.+)")


def reported(source: Path, output: Path) -> dict[str, tuple[str, int]]:
    """For each mark, the file and line that the messages naming it give."""
    found: dict[str, tuple[str, int]] = {}
    for line in build(source, output, show_warning_types=True).splitlines():
        match = _REPORTED.match(line)
        assert match, line
        # All marks are alike, so that one is offered for another.
        for mark in _MARK.findall(match["message"].partition("; did you mean")[0]):
            # docutils names an included file as seen from the working folder.
            path = Path(os.path.normpath(Path.cwd() / match["path"]))
            place = (path.relative_to(source).as_posix(), int(match["line"]))
            assert found.setdefault(mark, place) == place, f"{mark} is told at two places"
    return found


def marked(source: Path) -> dict[str, tuple[str, int]]:
    """For each mark, the file and line where it stands."""
    return {
        mark: (path.relative_to(source).as_posix(), number)
        for path in source.rglob("*")
        if path.suffix in (".md", ".rst", ".inc")
        for number, line in enumerate(path.read_bytes().decode("utf-8-sig").split("\n"), start=1)
        for mark in _MARK.findall(line)
    }


def assert_lines(folder: Path, pages: dict[str, str]) -> None:
    """Every mark of the pages is told at its place, and no other one."""
    source = write_project(folder / "source", pages)
    expected = marked(source)
    assert expected
    assert expected == reported(source, folder / "out")


CLAIM = """\
:::{claim} fault-10
:by: nobody_ fault-11_
:fault-12: no such option
:cites: |
  not a citation fault-13
  neither is this: fault-14

Words with {fault-15}`an unknown role`,
and on the next line [a link](#fault-16) and {claim}`fault-17`.

A second paragraph {cite:p}`fault-18`
with a list:

- [](#fault-19)
- and again
  [](#fault-20).
:::
"""


def indented(text: str, prefix: str) -> str:
    """``text`` with ``prefix`` before each line."""
    return "".join(f"{prefix}{line}".rstrip() + "\n" for line in text.splitlines())


def in_grid(text: str) -> str:
    """``text`` in a card in a grid, each fence with more colons than what it holds."""
    return f":::::{{grid}} 2\n::::{{grid-item-card}} A card\n{text}::::\n:::::\n"


def in_grid_with_options(text: str) -> str:
    """``text`` in a card in a grid, both with options and blank lines."""
    card = f"::::{{grid-item-card}}\n:shadow: none\n\nA card\n\n{text}::::\n"
    return f":::::{{grid}} 2\n:gutter: 3\n\n{card}:::::\n"


def in_boxes(text: str, count: int) -> str:
    """``text`` in a box, and this in another one, and so on."""
    fences = [":" * (4 + i) for i in range(count)]
    opened = "".join(f"{fence}{{note}}\n" for fence in reversed(fences))
    return opened + text + "".join(f"{fence}\n" for fence in fences)


NESTED = {
    "alone": CLAIM,
    "after-prose": f"Words\nbefore it.\n\n\n{CLAIM}",
    "four-colons": CLAIM.replace(":::", "::::"),
    "backticks": CLAIM.replace(":::", "````"),
    "tildes": CLAIM.replace(":::", "~~~"),
    "domain-name": CLAIM.replace("{claim} ", "{claim}   "),
    "blank-before-options": CLAIM.replace("fault-10\n", "fault-10\n\n", 1),
    "admonition": f"::::{{note}}\n{CLAIM}::::\n",
    "admonition-with-options": f"::::{{admonition}} Title\n:class: tip\n\nWords\n\n{CLAIM}::::\n",
    "div": f"::::some-class\n{CLAIM}::::\n",
    "grid": in_grid(CLAIM),
    "grid-with-options": in_grid_with_options(CLAIM),
    "dropdown-in-note": f":::::{{note}}\n::::{{dropdown}} Open\n{CLAIM}::::\n:::::\n",
    "tabs": f":::::{{tab-set}}\n::::{{tab-item}} One\n{CLAIM}::::\n:::::\n",
    "list-item": f"- one\n- two\n\n{indented(CLAIM, '  ')}",
    "list-in-list": f"1. one\n   - two\n\n{indented(CLAIM, '     ')}",
    "block-quote": f"> quoted\n>\n{indented(CLAIM, '> ')}",
    "quote-in-list": f"- > quoted\n  >\n{indented(CLAIM, '  > ')}",
    "definition": f"Term\n: Words\n\n{indented(CLAIM, '  ')}",
    "comment-before": f"% a comment\n% of two lines\n\n{CLAIM}",
    "front-matter": f"---\norphan: true\nkeywords: one, two\n---\n\n{CLAIM}",
    "html-before": f"<div>\nHTML\n</div>\n\n{CLAIM}",
    "target-before": f"(some-target)=\n{CLAIM}",
    "table-before": f"| a | b |\n|---|---|\n| 1 | 2 |\n\n{CLAIM}",
    "code-before": f"```python\n:::{{claim}} fault\n```\n\n{CLAIM}",
    "emoji": f"🏔️ قره‌باغ 山 שלום\n\n{CLAIM.replace('Words', '🏔️ قره‌باغ 山')}",
    "sixteen-boxes": in_boxes(CLAIM, 16),
    "long-options": CLAIM.replace(
        ":cites: |\n", ":cites: |\n" + "  gazette-2031\n" * 40, 1
    ).replace("gazette-2031", "bad citation"),
    "rare-line-ends": (
        "A\u2028line\u2029end\x85that\x0beditors\x0cdo\x1cnot\x1dcount.\n\n"
        + CLAIM.replace("Words", "Words\u2028and")
    ),
    "rare-line-ends-in-a-box": (
        "::::{note}\nA\u2028line\x85end.\n\n" + CLAIM.replace("Words", "Words\u2028and") + "::::\n"
    ),
    "tabs-in-values": CLAIM.replace("\n  ", "\n\t").replace(": ", ":\t"),
}


@pytest.mark.parametrize("page", NESTED.values(), ids=NESTED.keys())
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["", "bom"])
def test_claims_are_told_where_they_stand(
    page: str, line_end: str, bom: str, tmp_path: Path
) -> None:
    """A claim's opening, options, values and body have their own lines wherever it is nested."""
    title = "" if page.startswith("---") else "# A page\n\n"
    text = bom + f"{title}{page}".replace("\n", line_end)
    assert_lines(tmp_path, {"index.md": text})


def test_every_kind_of_object_and_view(tmp_path: Path) -> None:
    """Actors, places, events, questions and views are told as exactly as claims."""
    assert_lines(
        tmp_path,
        {
            "index.md": """\
# A page

:::{actor} Somebody
:id: somebody
:kind: fault-1
:also: |
  hy: Նիկոլ
  fa: قره‌باغ
:of: fault-2_
[](#somebody) [](#somewhere) [](#something) [](#some-question)
:::

:::{place} Somewhere
:id: somewhere
:coord: fault-3
:within: |
  fault-4 says somebody
:::

:::{event} Something
:id: something
:when: fault-5
:cites:
  bad fault-6 citation
:::

:::{question} What?
:id: some-question
:kind: occurrence
:searched:
  shore: the Herald
  fault-7
:::

:::{timeline}
:from: 2020
:to: fault-8
:::

:::{objects}

:kind: actor
:fault-9: x
:::

:::{chain} fault-10
:fault-11: x
:::

:::{coverage} fault-12
:uncited:
  p1 for some reason
  fault-13
:::
""",
        },
    )


PROSE = """\
# A page with [a link](#fault-1)

A paragraph
of [three](#fault-2) lines with *an [emphasised
link](#fault-3)* and {actor}`fault-4`,
{claim}`the words <fault-5>`.\\
After a hard break [](#fault-6),
an image ![words](picture.png "title") and `some
code` over two lines, then [](#fault-7).
[A link {claim}`in <fault-22>` a link](#fault-23)

| a | b |
|---|---|
| 1 | [](#fault-8) |
| [x](#fault-9) | 2 |

- one
- two
  goes on {cite:p}`fault-10`

  > quoted [](#fault-11)
  > and {cite:t}`fault-12`.

Term [](#fault-13)
: Meaning
  of [it](#fault-14)

:::::{grid} 1
::::{grid-item}
:::{card}
In a card [](#fault-15)
and below [](#fault-16).
:::
::::
:::::

A footnote[^1].

[^1]: Words {place}`fault-17`

🏔️ قره‌باغ [](#fault-18)
山 [قره‌باغ](#fault-19) {cite:p}`bad fault-20 form`.

## A second heading {claim}`fault-21`

Below it.
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_links_in_prose_are_told_where_they_stand(line_end: str, tmp_path: Path) -> None:
    """A link, role or citation has its own line, not that of its paragraph or its container."""
    assert_lines(tmp_path, {"index.md": PROSE.replace("\n", line_end), "picture.png": ""})


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        ("", "x\ny\n\nz\n"),
        (":start-line: 3\n", "one\ntwo\nthree\n"),
        (":start-after: <!-- here -->\n", "one\ntwo\n<!-- here -->\n"),
        (":start-line: 2\n:end-before: THE END\n", "one\ntwo\n"),
    ],
    ids=["whole", "start-line", "start-after", "end-before"],
)
def test_included_files_are_told_by_their_own_name(options: str, kept: str, tmp_path: Path) -> None:
    """A fault in an included file is told there, the faults around it in the page."""
    kept = kept.replace("y", "y\u2028and")
    page = (
        f"# A page\n\n[](#fault-1)\n\n```{{include}} parts/part.inc\n{options}```\n\n[](#fault-2)\n"
    )
    part = f"{kept}\n{CLAIM}\n[](#fault-30)\n\nTHE END\n"
    assert_lines(tmp_path, {"index.md": page, "parts/part.inc": part})


def test_include_in_an_include(tmp_path: Path) -> None:
    """The name of the innermost file is told."""
    assert_lines(
        tmp_path,
        {
            "index.md": "# A page\n\n:::{note}\n```{include} outer.inc\n```\n:::\n\n[](#fault-1)\n",
            "outer.inc": "Words [](#fault-2)\n\n```{include} inner.inc\n```\n\n[](#fault-3)\n",
            "inner.inc": f"{CLAIM}\n[](#fault-30)\n",
        },
    )


RST_CLAIM = """\
.. claim:: fault-10
   :by: nobody_ fault-11_
   :fault-12: no such option
   :cites:
     not a citation fault-13
     neither is this: fault-14

   Words with a
   second line :claim:`fault-15`.

   :fault-16:`an unknown role`

   * :claim:`fault-17`
   * and :cite:p:`fault-18`
     again :actor:`words <fault-19>`
"""

RST = {
    "alone": RST_CLAIM,
    "after-prose": f"Words\nbefore it.\n\n\n{RST_CLAIM}",
    "two-blanks-before-body": RST_CLAIM.replace("\n\n   Words", "\n\n\n\n   Words"),
    "no-blank-before-body": RST_CLAIM.replace("\n\n   Words", "\n   Words"),
    "blank-before-options": RST_CLAIM.replace("fault-10\n", "fault-10\n\n", 1),
    "value-behind-a-bar": RST_CLAIM.replace(":cites:", ":cites: |"),
    "admonition": f".. note::\n\n{indented(RST_CLAIM, '   ')}",
    "list-item": f"* one\n* two\n\n{indented(RST_CLAIM, '  ')}",
    "block-quote": f"Words\n\n{indented(RST_CLAIM, '    ')}",
    "list-in-admonition": f".. note::\n\n   * one\n\n{indented(RST_CLAIM, '     ')}",
    "domain-name": RST_CLAIM.replace(".. claim::", "..  claim::"),
    "emoji-and-right-to-left": f"🏔️ قره‌باغ 山\n\n{RST_CLAIM.replace('Words', '🏔️ قره‌باغ 山')}",
    "tabs": RST_CLAIM.replace("\n   ", "\n\t").replace("\n\t  ", "\n\t\t"),
    "comment-before": f".. a comment\n   of two lines\n\n{RST_CLAIM}",
    "line-under": f"{RST_CLAIM}\n:claim:`fault-30`\n",
}


@pytest.mark.parametrize("page", RST.values(), ids=RST.keys())
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_rst_claims_are_told_where_they_stand(page: str, line_end: str, tmp_path: Path) -> None:
    """ReStructuredText pages are as exact as Markdown ones."""
    assert_lines(tmp_path, {"index.rst": f"A page\n======\n\n{page}".replace("\n", line_end)})


def test_rst_wrapped_question_and_missing_argument(tmp_path: Path) -> None:
    """A name may go on in the next line, and options may follow where a name is missing."""
    text = """\
A page
======

.. question:: How many boats
   broke loose?
   :id: boats
   :kind: occurrence
   :fault-1: x

   Words :question:`boats`
   and :claim:`fault-2`.

.. place::
   :id: nowhere
   :fault-3: x

   Words :place:`nowhere` :claim:`fault-4`.

.. timeline::
   :from: fault-5
"""
    source = write_project(tmp_path / "source", {"index.rst": text})
    found = build(source, tmp_path / "out")
    nameless = f"{source}/index.rst:13: WARNING: a place needs its name behind {{place}}"
    assert f"{nameless} [dossier.missing_field]" in found.splitlines()
    (source / "index.rst").write_text(text.replace(".. place::", ".. place:: Nowhere"))
    assert marked(source) == reported(source, tmp_path / "second")


def test_rst_included_file_is_told_by_its_own_name(tmp_path: Path) -> None:
    """A fault in an included file is told there, the faults around it in the page."""
    page = "A page\n======\n\n:claim:`fault-1`\n\n.. include:: part.inc\n\n:claim:`fault-2`\n"
    part = f"Words\n\n{RST_CLAIM}\n:claim:`fault-30`\n"
    assert_lines(tmp_path, {"index.rst": page, "part.inc": part})


def test_rst_inside_markdown(tmp_path: Path) -> None:
    """``eval-rst`` in a Markdown page keeps the lines of the page."""
    page = f"# A page\n\nWords\n\n```{{eval-rst}}\n{RST_CLAIM}```\n\n[](#fault-30)\n"
    assert_lines(tmp_path, {"index.md": page})


def test_garbled_forms_are_told_on_their_own_line(tmp_path: Path) -> None:
    """A form is told where it begins, also behind a line end and more than once a paragraph."""
    text = """\
# A page

:::{actor} Ines Dovrin
:id: ines
:kind: person
:garbled: |
  Inez Dovrinn
  Dovrinn
[](#ines)
:::

Words, then
Dovrinn, and Inez
Dovrinn: both
wrong, as is Dovrinn.
"""
    source = write_project(tmp_path / "source", {"index.md": text})
    lines = build(source, tmp_path / "out").splitlines()
    places = [re.sub(r".*index.md:(\d+): WARNING: ('[^']+').*", r"\1 \2", line) for line in lines]
    assert ["13 'Dovrinn'", "13 'Inez Dovrinn'", "15 'Dovrinn'"] == places
