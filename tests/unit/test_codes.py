"""The problem codes: what a warning names, and what its author reads."""

from __future__ import annotations

import pickle

import pytest

from sphinx_dossier.core.problems import Code


@pytest.mark.parametrize("code", Code)
def test_code_is_named_as_its_value(code):
    """Who greps for a warning finds the code, and the other way round."""
    assert code.name.lower() == code.value
    assert code is Code(code.value)


@pytest.mark.parametrize("code", Code)
def test_fix_is_one_line_of_sentences(code):
    """A fix is shown in a list and on a terminal: no line ends, no runs of blanks, a full stop."""
    assert " ".join(code.fix.split()) == code.fix
    assert code.fix[0].isupper()
    assert code.fix.endswith(".")


def test_code_is_stored_by_its_value():
    """Problems are stored with their pages, and are the same when they are read again."""
    assert Code.BLANK is pickle.loads(pickle.dumps(Code.BLANK))
    assert "blank" == Code.BLANK.value
    assert Code.BLANK.fix.startswith("A blank that `dossier new` has left")
