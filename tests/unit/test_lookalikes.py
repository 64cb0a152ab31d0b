"""Characters that a reviewer does not see, or takes for others."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.authoring.lookalikes import looks_like, remarks, skeleton


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Aliyev", "\u0410liyev"),
        ("office", "offic\u0435"),
        ("modern", "modem"),
        ("Ill", "lll"),
        ("al-mod", "a1-m0d"),
        ("PAO", "\u03a1\u0391\u039f"),
        ("500", "5O0"),
        ("abc", "\uff41\uff42\uff43"),
        ("abc", "\U0001d41a\U0001d41b\U0001d41c"),
        ("cat", "c\u200bat"),
        ("cat", "\u202ecat"),
        ("cat", "ca\u00adt"),
        ("cat", "cat\u2060"),
        ("cat", "c\U000e0061at"),
        ("cat", "c\u3164at"),
        ("\u054d", "U"),
    ],
)
def test_what_looks_alike_is_found_from_both_sides(text, other):
    """Letters of other scripts, digits for letters, two for one, wide ones, and nothing."""
    assert looks_like(text, other)
    assert looks_like(other, text)
    for before, after in ((text, other), (other, text)):
        assert any("only looks the same" in remark for remark in remarks(before, after))


@pytest.mark.parametrize(
    ("text", "other"),
    [("cat", "dog"), ("cat", "Cat"), ("cat", "cat"), ("", "cat"), ("\u0410\u043b\u0438", "Ali")],
)
def test_what_is_another_word_or_the_same_is_not_found(text, other):
    """Another case is seen, and so is another script of other letters."""
    assert not looks_like(text, other)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("don't", "don\u2019t"),
        ("1-2", "1\u20132"),
        ("", "\u0645\u06cc\u200c\u06af\u0648\u06cc\u062f"),
        ("", "\u05d0\u05d1 (AB)\u200f"),
        ("", "Москва и Paris"),
        ("", "\u26a0\ufe0f danger"),
        ("a\u200bb", "a\u200bb c"),
        ("Nikol", "Nikol Pashinyan"),
        ("", "Göyçay, Şuşa, Արցախ, 北京"),
    ],
)
def test_ordinary_writing_is_not_remarked(before, after):
    """Typography, joiners of Persian, marks of Hebrew, words of two scripts next to each other."""
    assert [] == remarks(before, after)


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ("Al\u0456yev", "'Al\u0456yev' has letters of Cyrillic and Latin"),
        ("a\u202eb", "has U+202E RIGHT-TO-LEFT OVERRIDE, which nobody sees"),
        ("a\u2066b", "has U+2066 LEFT-TO-RIGHT ISOLATE, which nobody sees"),
        ("a\u200bb", "has U+200B ZERO WIDTH SPACE, which nobody sees"),
        ("a\u200cb", "has U+200C ZERO WIDTH NON-JOINER, which nobody sees"),
        ("a\u200fb", "has U+200F RIGHT-TO-LEFT MARK, which nobody sees"),
        ("a\ufe0f", "has U+FE0F VARIATION SELECTOR-16, which nobody sees"),
    ],
)
def test_new_text_is_remarked_too(after, said):
    """Where nothing stood before."""
    assert [said] == remarks("", after)


@given(st.text(max_size=40))
def test_skeletons_of_skeletons_are_the_same(text):
    """What a text looks like looks like itself, however its letters are composed."""
    assert skeleton(text) == skeleton(unicodedata.normalize("NFD", text))
    assert skeleton(skeleton(text)) == skeleton(text)


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_is_too_strange(before, after):
    """Remarks are lines of text, whatever is compared."""
    assert all(remark and "\n" not in repr(remark) for remark in remarks(before, after))
