"""What languages are called, and their tags."""

from __future__ import annotations

import pytest

from sphinx_dossier.core.languages import _OF_LATEX, foreign_tag, language_name, language_tag


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("zh", "Chinese"),
        ("zh-Hant", "Chinese (Traditional)"),
        ("hy", "Armenian"),
        ("zh-Latn-pinyin", "Chinese (Latin)"),
        ("ja-Latn", "Japanese (Latin)"),
        ("kmr", "Kurdish"),
        ("grc", "Ancient Greek"),
        ("sco", "Scots"),
        ("de-CH", "German (Switzerland)"),
        ("de-1901", "German"),
        ("eng", "English"),
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
        ("ngerman", "de"),
        ("nswissgerman", "de-CH"),
        ("UKenglish", "en-GB"),
        ("pinyin", "zh-Latn-pinyin"),
        ("chinese-traditional", "zh-Hant"),
        ("norsk", "nb"),
        ("Anglais", "en"),
        ("русский", "ru"),
        ("eng", "en"),
        ("ger", "de"),
        ("zh_CN", "zh-CN"),
        ("und", "und"),
        ("no language", ""),
        ("klingonish", ""),
        ("", ""),
    ],
)
def test_language_tag(name, tag):
    """BibLaTeX names a language in English; what is no language has no tag."""
    assert tag == language_tag(name)


@pytest.mark.parametrize("name", [pair.split("=")[0] for pair in _OF_LATEX.split()])
def test_names_of_latex_have_tags_that_cldr_knows(name):
    """Each stands for a language that can be said in words."""
    tag = language_tag(name)
    assert tag not in (name, language_name(tag, "en"))


@pytest.mark.parametrize(
    ("language", "page", "tag"),
    [
        ("ru", "en", "ru"),
        ("russian", "en", "ru"),
        ("en", "en", ""),
        ("English", "en", ""),
        ("en", "de", "en"),
        ("zh-Hant", "zh_TW", "zh-Hant"),
        ("pt-BR", "pt_BR", ""),
        ("", "en", ""),
        ("no language", "en", ""),
    ],
)
def test_foreign_tag(language, page, tag):
    """Only words in another language than that of the page need say so."""
    assert tag == foreign_tag(language, page)
