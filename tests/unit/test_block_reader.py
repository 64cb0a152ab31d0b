"""Blocks that end where nobody thought of it: found by damaging pages at random."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.core.block_reader import Grammar, read_block
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.model import Where

OPENING = Where("page.md", 1)
GRAMMAR = Grammar("{claim}", KINDS["claim"].options, marks=":::")
LINES = [
    *(":cites: |", ":cites: a", ":said: 2031", "  b p1", "b p1", "", "::::{note} x", "::::", ":::"),
    *("<!-- open", "close -->", "% comment", "Words.", "---", ":by:", "- x", "```", "via: a"),
]


@pytest.mark.parametrize(
    "lines",
    [
        [":cites: |", "::::{note} x"],
        [":cites: |", "  b p1", "<!-- a comment that nothing closes"],
        ["<!-- a comment that nothing closes", "  b p1"],
        ["---"],
        [":by:", "<!--"],
    ],
)
def test_block_that_ends_in_the_middle(lines: list[str]) -> None:
    """An option before a fence, and a comment without an end, are read to the end of the block."""
    read = read_block(lines, OPENING, 1, GRAMMAR)
    assert len(lines) == len(read.text)


@given(st.lists(st.sampled_from(LINES), max_size=9), st.booleans(), st.booleans())
def test_every_block_is_read(lines: list[str], takes_text: bool, is_closed: bool) -> None:
    """Whatever lines come in whatever order: each problem is on one of them, or at the opening."""
    grammar = GRAMMAR._replace(takes_text=takes_text, is_closed=is_closed)
    read = read_block(lines, OPENING, 1, grammar)
    assert len(lines) == len(read.text)
    assert 0 <= read.rest <= len(lines)
    assert all(1 <= problem.where.line <= len(lines) + 1 for problem in read.problems)
