"""Anchors of sources and passages: plain, and never shared."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.core.anchors import passage_anchor, source_anchor

KEYS = st.text(min_size=1)


@pytest.mark.parametrize(
    ("key", "anchor"),
    [
        ("beijing-news-2020", "cite-beijing-news-2020"),
        ("Lantern_2044", "cite-Lantern_5f2044"),
        ("a_b", "cite-a_5fb"),
        ("a-b", "cite-a-b"),
        ("王2020", "cite-_e7_8e_8b2020"),
        ("李2020", "cite-_e6_9d_8e2020"),
        ("Doe:2020+x", "cite-Doe_3a2020_2bx"),
    ],
)
def test_anchor_of_a_source(key, anchor):
    """What is plain stays as it is; anything else is written out."""
    assert anchor == source_anchor(key)


@given(KEYS, KEYS)
def test_no_two_keys_share_an_anchor(one, other):
    """Neither sources nor passages of different keys meet."""
    assert (one == other) == (source_anchor(one) == source_anchor(other))
    assert (one == other) == (passage_anchor(one, "p1") == passage_anchor(other, "p1"))


@given(KEYS)
def test_anchor_is_plain(key):
    """It needs no escaping in a page, an address or a file, and begins with a letter."""
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_.-]*", source_anchor(key))
