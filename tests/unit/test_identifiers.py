"""The form of an id is one, wherever it is asked for."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from sphinx_dossier.core.identifiers import ID_PATTERN, is_id
from sphinx_dossier.exports.json_schema import export_schema

PACKAGE = files("sphinx_dossier")


@pytest.mark.parametrize("text", ["a", "az-seven-villages", "a1", "day-27", "a-1-b"])
def test_form_of_an_id(text):
    """Lower-case letters, digits and single hyphens, a letter first."""
    assert is_id(text)


@pytest.mark.parametrize(
    "text", ["", "1a", "A", "a_b", "a--b", "a-", "-a", "a b", "a\n", "../x", "ä", "a/b"]
)
def test_what_is_no_id(text):
    """No other character, no hyphen at an end, nothing that means something in a path."""
    assert not is_id(text)


def test_copies_of_the_pattern_agree():
    """The schema has the pattern; so has the script of moved objects, which cannot import it."""
    plain = ID_PATTERN.replace("(?:", "(")
    schema = json.loads(export_schema())
    assert f"^{plain}$" == schema["$defs"]["id"]["pattern"]
    script = (PACKAGE / "web" / "static" / "dossier-moved.js").read_text("utf-8")
    assert f"/^{plain}$/.test(id)" in script
