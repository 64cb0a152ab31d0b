"""The corners of the matrix are those that pyproject and the workflow name."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import matrix
import pytest

ROOT = Path(__file__).parents[2]


def test_every_floor_is_tried():
    """Each dependency has one, and the corner of that name takes all of them."""
    found = matrix.floors((ROOT / "pyproject.toml").read_text("utf-8"))
    assert {"sphinx==8.2", "myst-parser==4", "sphinxcontrib-bibtex==2.6"} <= {*found}
    assert ["floors"] == [corner.name for corner in matrix.CORNERS if corner.floors]


def test_dependency_without_a_floor_is_told_off():
    """Nobody could say which version is the lowest that was tried."""
    with pytest.raises(SystemExit, match="'b <2' has no lowest version"):
        matrix.floors('[project]\ndependencies = ["a >=1", "b <2"]\n')


def test_workflow_tries_every_corner():
    """With the Python that the corner asks for."""
    workflow = (ROOT / ".github/workflows/check.yml").read_text("utf-8")
    named = re.findall(r'\{ corner: (\S+), python: "(\S+)" \}', workflow)
    assert [(corner.name, corner.python) for corner in matrix.CORNERS] == named


def test_tests_of_the_matrix_are_there():
    """Also those that a corner leaves out."""
    assert all((ROOT / path).is_file() for corner in matrix.CORNERS for path in corner.tests)
    left_out = {one.partition("::")[0] for corner in matrix.CORNERS for one in corner.left_out}
    assert left_out <= {*matrix.TESTS}


def test_unknown_corner_is_refused(monkeypatch, capsys):
    """Before anything is built."""
    monkeypatch.setattr(sys, "argv", ["matrix.py", "floor"])
    with pytest.raises(SystemExit):
        matrix.main()
    assert "no corner is called floor: take some of floors" in capsys.readouterr().err
