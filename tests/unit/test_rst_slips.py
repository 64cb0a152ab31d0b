"""Lines of reStructuredText that almost open a block are told and read as they were meant."""

from __future__ import annotations

import pytest

from sphinx_dossier.core.rst_slips import mend_rst

NAMES = ("claim", "question")
BODY = "\n   :by: someone\n\n   Words.\n"


@pytest.mark.parametrize(
    "written",
    [
        ".. claim: boats-lost",
        "..claim:: boats-lost",
        "..claim: boats-lost",
        "... claim:: boats-lost",
        ".. claim::boats-lost",
        ".. claim boats-lost",
        ".. claim\uff1a\uff1a boats-lost",
        ".. claim\uff1aboats-lost",
        ".. claim ::: boats-lost",
        ".. claim::: boats-lost",
    ],
)
@pytest.mark.parametrize("indent", ["", "   "])
def test_block_that_is_not_opened(written: str, indent: str) -> None:
    """It would be a comment, or printed; its lines keep their numbers."""
    text, slips = mend_rst(f"Before.\n\n{indent}{written}{BODY}", NAMES)
    assert text == f"Before.\n\n{indent}.. claim:: boats-lost{BODY}"
    assert [(3, "this opens no block: write `.. claim:: boats-lost`")] == slips


def test_domain_and_case_stay() -> None:
    """The full name of a directive is one too, in any case."""
    text, slips = mend_rst(f"..  dossier:Claim: boats-lost{BODY}", NAMES)
    assert text == f".. dossier:Claim:: boats-lost{BODY}"
    assert len(slips) == 1


@pytest.mark.parametrize(
    "written",
    [
        ".. claim:: boats-lost",
        ".. Claim:: boats-lost",
        "..  claim:: boats-lost",
        ".. dossier:claim:: boats-lost",
        ".. claim ::\n   boats-lost",
        ".. note: a claim: of words",
        ".. A claim that nobody makes\n   goes on here.",
        ".. claim that nobody makes",
        ".. _claim: https://example.org",
        ".. |claim| replace:: words",
        ".. [claim] words",
        "Words ... claim: of somebody",
        "Like this::\n\n   .. claim: boats-lost",
        "Like this::\n\n   one\n\n     .. claim: boats-lost",
        ".. code-block:: rst\n\n   .. claim: boats-lost",
        ".. code:: rst\n   :number-lines:\n\n   text\n\n   .. claim: boats-lost",
    ],
)
def test_nothing_is_wrong(written: str) -> None:
    """What opens a block stays, and so do comments, targets and what is shown as code."""
    assert mend_rst(f"{written}\n", NAMES) == (f"{written}\n", [])


def test_merge_that_is_not_resolved() -> None:
    """The marks would be text or a heading, and nothing would be said."""
    text = "Words.\n\n<<<<<<< HEAD\nOne.\n=======\nOther.\n>>>>>>> branch\n\nMore.\n"
    mended, [slip] = mend_rst(text, NAMES)
    assert mended == "Words.\n\n\nOne.\n\n\n\n\nMore.\n"
    assert slip.line == 3
    assert "a merge is not resolved (lines 3 to 7)" in slip.message


@pytest.mark.parametrize(
    "written",
    [
        ". claim:: b",
        "\uff0e\uff0e claim:: b",
        "\u2025 claim:: b",
        ".. {claim}:: b",
        "\u2026claim: b",
    ],
)
def test_other_signs_for_the_dots(written: str) -> None:
    """One dot, or a sign that is like two, where options stand below."""
    text, slips = mend_rst(f"{written}{BODY}", NAMES)
    assert text == f".. claim:: b{BODY}"
    assert [(1, "this opens no block: write `.. claim:: b`")] == slips
    assert [] == mend_rst(f"{written}\n\nWords.\n", NAMES)[1] or written.startswith("..")


def test_block_of_markdown() -> None:
    """It is read with its lines indented, and each stays on its number."""
    block = ":::{claim} boats-lost\n:by: someone\n\nWords.\n:::\n\nMore.\n"
    text, slips = mend_rst(block, NAMES)
    assert text == ".. claim:: boats-lost\n   :by: someone\n\n   Words.\n\n\nMore.\n"
    assert [(1, "this opens no block: write `.. claim:: boats-lost`")] == slips


def test_options_that_are_not_indented() -> None:
    """They would end the block, whose other options would be lost."""
    text, slips = mend_rst(".. claim:: b\n:by: someone\n   :act: asserts\n\n   Words.\n", NAMES)
    assert text == ".. claim:: b\n   :by: someone\n   :act: asserts\n\n   Words.\n"
    assert [(2, "`:by: someone` ends the block above: indent it")] == slips


def test_closing_marks_of_markdown() -> None:
    """They close nothing; colons above indented lines show these as they are."""
    assert mend_rst("Words.\n\n:::\n\nMore.\n", NAMES)[0] == "Words.\n\n\n\nMore.\n"
    assert [] == mend_rst("Words.\n\n:::\n\n   code\n", NAMES)[1]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("See {claim}`b`.", "See :claim:`b`."),
        ("See {dossier:claim}`b`.", "See :dossier:claim:`b`."),
        ("See :claim: `b` and :claim`c`.", "See :claim:`b` and :claim:`c`."),
        ("See :claim:``b``.", "See :claim:`b`."),
        ("See :claim:'b'.", "See :claim:`b`."),
    ],
)
def test_links_that_are_none(written: str, meant: str) -> None:
    """Roles as Markdown has them, with a blank, or in other marks."""
    text, slips = mend_rst(written, NAMES)
    assert text == meant
    assert {1} == {slip.line for slip in slips}


@pytest.mark.parametrize(
    "written",
    ["See :claim:`b`.", "``{claim}`b` ``", "Like::\n\n   {claim}`b`", ":note: `b`", "a:claim `b`"],
)
def test_other_text_holds_no_link(written: str) -> None:
    """Neither code nor roles of others."""
    assert mend_rst(written, NAMES) == (written, [])
