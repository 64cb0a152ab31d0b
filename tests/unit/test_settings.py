"""The table of the settings is fit to be printed in the reference."""

from __future__ import annotations

import re

from sphinx_dossier.sphinx.settings import SETTINGS


def test_settings_have_the_prefix_of_the_package_and_a_sentence_each() -> None:
    """A name belongs to no other extension; a meaning is a sentence, and never the name again."""
    names = [setting.name for setting in SETTINGS]
    assert sorted(set(names)) == sorted(names)
    for setting in SETTINGS:
        assert setting.name.startswith("dossier_")
        assert isinstance(setting.default, setting.type)
        assert re.fullmatch(r"[A-Z][^.]+(?:`conf\.py`[^.]+)?\.", setting.meaning), setting.name
        assert setting.name not in setting.meaning
