"""What languages are called, and their tags."""

from __future__ import annotations

import pytest

from sphinx_dossier.core.languages import language_name, language_tag


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


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("zh", "zh"),
        ("zh-Hant", "zh-Hant"),
        ("grc", "grc"),
        ("English", "en"),
        ("japanese", "ja"),
        ("american", "en-US"),
        ("no language", ""),
        ("klingonish", ""),
        ("", ""),
    ],
)
def test_language_tag(name, tag):
    """BibLaTeX names a language in English; what is no language has no tag."""
    assert tag == language_tag(name)
