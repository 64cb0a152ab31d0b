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
