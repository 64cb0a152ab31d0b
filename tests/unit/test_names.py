"""Words and names: folding, cutting, shortening and finding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.core.names import FormFinder, excerpt, fold, isolated, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Əliyev", "eliyev"),
        ("Bakı", "BAKI"),
        ("İlham", "ilham"),
        ("Erdoğan", "ERDOGAN"),
        ("Łódź", "lodz"),
        ("Søren Đukić", "soren dukic"),
        ("Straße", "STRASSE"),
        ("ＮＡＴＯ", "nato"),
        ("℃", "°c"),
        ("Stépanakert", "Ste\u0301panakert"),
        ("مُحَمَّد", "محمد"),
        ("ԵՐԵՎԱՆ", "երեվան"),
    ],
)
def test_fold_joins_spellings(one, other):
    """Spellings that differ in case, accents or width are one."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Aliyev", "Aliev"), ("Baku", "Bako"), ("新", "京")])
def test_fold_keeps_letters_apart(one, other):
    """Another letter is another spelling."""
    assert fold(one) != fold(other)


@given(st.text())
def test_fold_is_stable(text):
    """What is folded stays as it is when it is folded again."""
    assert fold(text) == fold(fold(text))


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("", []),
        ("Seized 7 villages!", ["seized", "7", "villages"]),
        ("don't", ["don", "t"]),
        ("the 4,000-strong “force”", ["the", "4", "000", "strong", "force"]),
        ("新京报：9月27日", ["新", "京", "报", "9", "月", "27", "日"]),
        ("アルメニア", list("アルメニア")),
        ("아르메니아", list("아르메니아")),
        ("Reuters路透社", ["reuters", "路", "透", "社"]),
        ("أذربيجان، أرمينيا", ["أذربيجان", "أرمينيا"]),
        ("مُحَمَّد قال", ["مُحَمَّد", "قال"]),
        ("Հայաստանի Հանրապետություն։", ["հայաստանի", "հանրապետություն"]),
        ("İlham Əliyev", ["i\u0307lham", "əliyev"]),
        ("Ste\u0301panakert", ["stépanakert"]),
    ],
)
def test_words(text, cut):
    """Words are case-folded, without punctuation; a Han sign, kana or syllable is a word."""
    assert cut == words(text)


@given(st.text(), st.text())
def test_words_of_two_lines_are_those_of_each(one, other):
    """Joining texts with a blank neither makes nor loses words."""
    assert words(one) + words(other) == words(f"{one} . {other}")


@given(st.lists(st.sampled_from(["Armenia", "Fuzuli", "7", "said"])), st.integers(1, 6))
def test_excerpt(pieces, count):
    """An excerpt has the first words, and an ellipsis only where some are left out."""
    found = excerpt("  ".join(pieces), count)
    assert pieces[:count] == found.removesuffix(" …").split()
    assert found.endswith(" …") == (len(pieces) > count)


def test_excerpt_ends_without_a_comma():
    """Punctuation before the ellipsis is dropped."""
    assert "one, two …" == excerpt("one, two, three", 2)


def test_isolated_by_script():
    """Names from right to left are put between marks; all others stay as they are."""
    assert "\u2068صحيفة\u2069" == isolated("صحيفة")
    assert "Ծ 新京报 2" == isolated("Ծ 新京报 2")


def test_finder_finds_whole_words():
    """A form inside a longer word is another word."""
    assert ["Naka"] == list(FormFinder(["Naka"]).find("Nakamura, Naka; Kanaka"))


def test_finder_is_true_to_case():
    """Common words that look like a form are left alone."""
    assert ["Turkey"] == list(FormFinder(["Turkey"]).find("a turkey in Turkey"))


def test_finder_takes_the_longest_form():
    """Where forms begin at one word, the one with the most words is found, and it alone."""
    forms = ["Naka", "Naka independence", "independence", "N.--------", "N K"]
    finder = FormFinder(forms)
    assert ["Naka independence", "Naka"] == list(finder.find("the Naka independence of Naka"))
    assert ["N K"] == list(finder.find("N K"))


def test_finder_takes_han_and_empty_forms():
    """Han forms are found between other signs; a form without words finds nothing."""
    assert ["阿富汗"] == list(FormFinder(["阿富汗", "—", ""]).find("在阿富汗—的"))


@given(st.lists(st.sampled_from(["a", "b", "a b", "b a c", "c"])), st.text("abc ."))
def test_finder_finds_only_what_stands_there(forms, text):
    """Every form found is one that was asked for, and is in the text as whole words."""
    padded = f" {' '.join(words(text))} "
    for form in FormFinder(forms).find(text):
        assert form in forms
        assert f" {form} " in padded
