"""In which line of its own file each row of a table was written."""

from __future__ import annotations

import csv
from itertools import accumulate
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable


def name_rows(made: Iterable[nodes.Node], file: str, text: str, dialect: csv.Dialect) -> None:
    """Give the rows of the tables in ``made`` the line of ``file`` where each begins.

    MyST counts the lines of a cell as if it stood on the page, which may have fewer of them. Rows
    of a header that the page itself gives come first, and keep their place on the page.
    ``text`` is what the file holds.
    """
    lines = first_lines(text, dialect)
    rows = [row for table in made for row in table.findall(nodes.row)]
    # zip would pair the first rows, and those of the file are the last.
    for row, line in zip(reversed(rows), reversed(lines), strict=False):
        for node in row.findall():
            node.source, node.line = file, line


def first_lines(text: str, dialect: csv.Dialect) -> list[int]:
    """The line, from 1, at which each row of a text of comma-separated values begins.

    Rows are found as docutils finds them, for which a form feed ends a line too; for editors, and
    in what is returned, only a line feed does.
    """
    pieces = text.splitlines(keepends=True)
    above = [0, *accumulate(piece.count("\n") for piece in pieces)]
    reader = csv.reader((f"{piece.splitlines()[0]}\n" for piece in pieces), dialect=dialect)
    begins, ended = [], 0
    try:
        for _ in reader:
            # A cell may hold line ends: a row begins where the one above it has ended.
            begins.append(above[ended] + 1)
            ended = reader.line_num
    except csv.Error:
        # docutils has reported it, and made no table.
        return []
    return begins


def line_of_open_row(text: str, dialect: csv.Dialect) -> int:
    """The line, from 1, at which a row begins whose last quotation mark is not closed, or 0."""
    lines = text.splitlines()
    reader = csv.reader((f"{line}\n" for line in lines), dialect=dialect)
    ended = 0
    try:
        for _ in reader:
            ended = reader.line_num
    except csv.Error:
        return ended + 1
    return 0
