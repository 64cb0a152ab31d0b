"""Rows of comma-separated values: the line where each begins, and one that never ends."""

from __future__ import annotations

import csv

import pytest

from sphinx_dossier.strict.row_lines import first_lines, line_of_open_row


class _Dialect(csv.excel):
    strict = True


@pytest.mark.parametrize(
    ("text", "lines", "open_row"),
    [
        ('day,boats\n4 March,3\n"5 March, noon",5\n', [1, 2, 3], 0),
        ('day,boats\n4 March,3\n"5 March, noon,5\n6 March,7\n', [], 3),
        ('day,boats\n"4\nMarch",3\n5 March,5\n', [1, 2, 4], 0),
        ('day,boats\n"4\nMarch",3\n"5 March,5', [], 4),
        ('"say ""so""",3\n', [1], 0),
        ("", [], 0),
    ],
)
def test_rows(text, lines, open_row):
    """A quotation mark that nothing closes takes in all that follows."""
    assert open_row == line_of_open_row(text, _Dialect())
    assert lines == first_lines(text, _Dialect())
