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
    assert name == language_name(tag, "en")


def test_names_are_in_the_language_that_is_asked_for():
    """A catalogue in another language has them without a list of its own."""
    assert "Chinesisch" == language_name("zh", "de")


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
