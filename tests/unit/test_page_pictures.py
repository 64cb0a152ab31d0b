"""The pictures of the README: all that the tool takes, none else, light, and said in words."""

from __future__ import annotations

import re
from pathlib import Path

from picture_pages import FOLDER, SHOTS
from PIL import Image

README = Path(__file__).parents[2] / "README.md"
MOST = 200_000
SHOWN = re.compile(r"!\[(?P<words>[^]]+)\]\(\.github/screenshots/(?P<name>[\w.-]+)\)")


def test_pictures_are_those_of_the_tool() -> None:
    """Each at its size, in a palette, no burden on who opens the README."""
    pictures = {path.name: path for path in FOLDER.iterdir()}
    assert {f"{shot.name}.png" for shot in SHOTS} == pictures.keys()
    for shot in SHOTS:
        path = pictures[f"{shot.name}.png"]
        with Image.open(path) as picture:
            assert (shot.width, shot.height) == picture.size
            assert "P" == picture.mode
        assert path.stat().st_size < MOST


def test_readme_shows_each_and_says_what_is_in_it() -> None:
    """Whoever does not see a picture reads it."""
    found = [*SHOWN.finditer(README.read_text("utf-8"))]
    assert sorted(f"{shot.name}.png" for shot in SHOTS) == sorted(one["name"] for one in found)
    assert all(len(one["words"]) > 60 for one in found)
