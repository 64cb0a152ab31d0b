"""What languages are called."""

from __future__ import annotations

import pytest

from sphinx_dossier.core.languages import language_name


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("zh", "Chinese"),
        ("zh-Hant", "Chinese (Traditional)"),
        ("hy", "Armenian"),
        ("xx", "xx"),
        ("no language", "no language"),
        ("", ""),
    ],
)
def test_language_name(tag, name):
    """Readers see the name of a language; a tag that is none stays as it is."""
    assert name == language_name(tag)
