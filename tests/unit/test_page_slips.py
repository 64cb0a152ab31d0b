"""The text of a page is read as it was meant: blocks that are opened wrongly, and merges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.merges import resolve_merges
from sphinx_dossier.core.page_slips import Blocks, mend_page
from sphinx_dossier.sphinx.read.code_lines import code_lines

OPTIONS = {name: frozenset(kind.written_options) for name, kind in KINDS.items()}
OPTIONS["chain"] = frozenset({"as-of"})
BLOCKS = Blocks(
    OPTIONS, frozenset(KINDS), {"note", "figure", *OPTIONS}.__contains__, code_lines, OPTIONS
)
FIRST = {"claim": ":by: office", "chain": ":as-of: 2031", "place": ":id: pier"}


@pytest.mark.parametrize("kind", FIRST)
@pytest.mark.parametrize(
    "written",
    [
        "::{KIND} x",
        ":{KIND} x",
        "\uff1a\uff1a\uff1a{KIND} x",
        "::\uff1a{KIND} x",
        ": : :{KIND} x",
        ":::KIND x",
        "::: KIND x",
        ":::{KIND x",
        ":::KIND} x",
        ":::(KIND) x",
        ":::[KIND] x",
        ":::\uff5bKIND\uff5d x",
        ":::{KIND}x",
        "{KIND} x",
        ";;;{KIND} x",
        "\\:::{KIND} x",
        "\u200b:::{KIND} x",
        ":\u200b::{KIND} x",
        ":::{KINDs} x",
    ],
)
def test_wrong_opening_is_told_and_mended(kind, written):
    """One problem at its line, and the text is that without the slip."""
    right = f"# A page\n\n:::{{{kind}}} x\n{FIRST[kind]}\n\nWords.\n:::\n\nMore words.\n"
    wrong = right.replace(f":::{{{kind}}} x", written.replace("KIND", kind))
    mended, slips = mend_page(wrong, BLOCKS)
    assert right == mended
    assert [3] == [slip.line for slip in slips]
    assert f"write `:::{{{kind}}} x`" in slips[0].message


ORDINARY = [
    ":::{note} x",
    ":::{unheard-of} x",
    ":::some-class",
    "{claim}`x` is a link",
    "`{claim}` is a word",
    "`::{claim} x` is code",
    ":claim: x",
    ": claim",
    "claim",
    "event: storm",
    ":event: storm",
    "- claim: x",
    "| claim | x |",
    "::: {claim} x",
    "::::{claim} x",
    "```{claim} x",
    "~~~{claim} x",
    "(claim)=",
    "[claim](#x)",
    "![claim](x.png)",
    "=======",
    ">>>>>>> x",
    "{{claim}}",
]
# With an option of it below, any sign before the word makes it the opening of a block.
MEANT = frozenset({"`::{claim} x` is code", ": claim", "claim"})


@pytest.mark.parametrize(
    ("line", "below"),
    [
        *((line, below) for line in ORDINARY for below in ("", "Words.", ":class: tip")),
        *((line, ":by: office") for line in ORDINARY if line not in MEANT),
    ],
)
def test_ordinary_line_is_left_alone(line, below):
    """Whatever follows it, if it does not begin with the options of such a block."""
    text = f"# A page\n\n{line}\n{below}\n"
    assert (text, []) == mend_page(text, BLOCKS)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("```\n", "```\n"),
        ("~~~text\n", "~~~\n"),
        ("````{code-block} markdown\n\n", "````\n"),
        (":::{note}\n\n```\n", "```\n:::\n"),
        ("- item\n\n  ```\n", "  ```\n"),
        ("---\nkey: |\n", "---\n"),
    ],
)
def test_examples_in_code_are_left_alone(before, after):
    """They show what is wrong, and what a merge looks like."""
    indent = "  " if before.startswith("- ") else ""
    example = "::{claim} x\n:by: y\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n"
    text = before + "".join(f"{indent}{line}\n" for line in example.splitlines()) + after
    assert (text, []) == mend_page(text, BLOCKS)


@pytest.mark.parametrize("prefix", ["      ", "\t", "- item\n\n      ", "> \n>     "])
def test_object_in_indented_code_is_told(prefix):
    """It is shown as code and not read; outside a quotation it is moved to the left."""
    lead, _, indent = prefix.rpartition("\n")
    block = [":::{claim} x", ":by: y", "", "Words.", ":::"]
    text = f"{lead}\n\n" + "".join(f"{indent}{line}\n" for line in block)
    mended, slips = mend_page(text, BLOCKS)
    assert [text.split("\n").index(f"{indent}:::{{claim}} x") + 1] == [one.line for one in slips]
    assert mended.count("\n") == text.count("\n")


def test_many_open_objects_are_closed_each_below_its_text():
    """Without being read in one another, which no parser bears."""
    text = "".join(f":::{{claim}} c-{i}\n:by: y\nWords.\n\nMore.\n\n" for i in range(300))
    mended, slips = mend_page(f"# A page\n\n{text}:::\n", BLOCKS)
    assert [3 + 6 * i for i in range(299)] == [one.line for one in slips]
    assert 299 == mended.count("Words.\n:::\nMore.\n")
    assert (mended, []) == mend_page(mended, BLOCKS)


def test_many_wrong_ends_are_each_told():
    """At their own lines."""
    text = "".join(f":::{{claim}} c-{i}\n:by: y\nWords.\n::\n\nMore.\n\n" for i in range(300))
    mended, slips = mend_page(f"# A page\n\n{text}{CLAIM}", BLOCKS)
    assert [6 + 7 * i for i in range(300)] == [one.line for one in slips]
    assert 300 == mended.count("Words.\n:::\n\nMore.\n")


@pytest.mark.parametrize(
    "text",
    [
        "::::{claim} x\n:by: y\nWords.\n\n:::{note}\nWords.\n:::\n::::\n",
        ":::{claim} x\n:by: y\nWords.\n:::\n\n:::{claim} z\n:by: y\nWords.\n:::\n",
        "::::{note}\n:::{claim} x\n:by: y\n:::\n:::{claim} z\n:by: y\n:::\n::::\n",
        "```{claim} x\n:by: y\n```\n\n:::{claim} z\n:by: y\n:::\n",
        "````\n:::{claim} x\n\n:::{claim} z\n````\n",
        ":::{chain} x\n:::\n\n:::{chain} y\n:::\n",
    ],
)
def test_closed_objects_are_left_alone(text):
    """Whatever stands between and in them."""
    assert (text, []) == mend_page(text, BLOCKS)


CLAIM = ":::{claim} x\n:by: y\nWords.\n:::\n"


@pytest.mark.parametrize(
    ("before", "line", "says"),
    [
        ("```\nan example\n\n", 1, "the block of code is not closed: line 4 begins {claim} x"),
        ("Words.\n\n~~~python\nx = 1\n\n", 3, "is not closed: line 6 begins {claim} x"),
        ("````text\nsome\n\n", 1, "write ```` above that"),
        ("- item\n\n<!-- a remark\n\n", 3, "the comment is not closed"),
        ("<!-- a remark -->\n<!-- another\n\n", 2, "the comment is not closed"),
    ],
)
def test_what_would_hide_the_rest_of_a_page_is_told_and_closed(before, line, says):
    """A block of code, or a comment, without an end."""
    mended, slips = mend_page(before + CLAIM, BLOCKS)
    assert [line] == [one.line for one in slips]
    assert says in slips[0].message
    assert mended.endswith(CLAIM)
    assert (mended, []) == mend_page(mended, BLOCKS)


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{CLAIM}```\n",
        "```\nan example without an end\n",
        f"{CLAIM}\n```\ncode\n",
        f"<!-- a remark\n{CLAIM}-->\n",
        f"`<!--` is code.\n\n{CLAIM}",
        f"```\n<!--\n```\n\n{CLAIM}",
        f"````{{note}}\n```\n{CLAIM}```\n````\n",
        f"> ```\n> {CLAIM.splitlines()[0]}\n> ```\n",
    ],
)
def test_what_is_closed_or_hides_nothing_is_left_alone(text):
    """An example in code that is closed, a remark that is, words about either."""
    assert (text, []) == mend_page(text, BLOCKS)


def test_merge_keeps_the_first_version_and_what_only_the_second_has():
    """Marks are taken out; another object of the second version stays."""
    lines = ["<<<<<<< a", "one", "||||||| b", "zero", "=======", "two", ">>>>>>> c", "end"]
    assert [0] == [at for at, _ in resolve_merges(lines)]
    assert ["", "one", "", "", "", "", "", "end"] == lines
    lines = ["<<<<<<< a", "[x]", "=======", "[y]", ">>>>>>> c", "<<<<<<< a", "=======", ">>>>>>> c"]
    assert [0, 5] == [at for at, _ in resolve_merges(lines)]
    assert ["", "[x]", "", "[y]", "", "", "", ""] == lines


@pytest.mark.parametrize("text", ["<<<<<<< a", "<<<<<<< a\n=======", "<<<<<<<\n>>>>>>>", "======="])
def test_half_a_merge_is_none(text):
    """Marks without their others are left alone."""
    lines = text.split("\n")
    assert [] == [*resolve_merges(lines)]
    assert text.split("\n") == lines


PIECES = st.sampled_from(
    [
        *(":::{claim} x", "::{claim} x", ":::claim x", "      :::{claim} x", ":by: y", ":::", "::"),
        *("```", "> ", "- ", "    ", "\t", "<<<<<<< a", "=======", ">>>>>>> b", "words", "", "---"),
        *(
            "\uff1a\uff1a\uff1a{claim}",
            "{claim x",
            ":::{clam} x",
            "\u200b:::{place}",
            "~~~",
            "1. ",
            "<!--",
            "-->",
        ),
    ]
)


@given(st.lists(st.lists(PIECES, max_size=2).map("".join), max_size=12))
def test_lines_keep_their_numbers(lines):
    """Whatever is mended; and what is mended has nothing more to mend."""
    text = "\n".join(lines)
    mended, slips = mend_page(text, BLOCKS)
    assert mended.count("\n") == text.count("\n")
    assert all(1 <= slip.line <= len(lines) for slip in slips)
    assert slips or mended == text
