"""The pictures of a page in each theme: all there, light, and shown with words."""

from __future__ import annotations

import re
from pathlib import Path

from picture_themes import FOLDER, SIZE, THEMES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "themes.md"
MOST = 1_500_000
WANTED = {f"{theme.name}-{mode}.webp" for theme in THEMES for mode in theme.modes}
SHOWN = re.compile(r"!\[(?P<words>[^]]+)\]\(\.\./_static/themes/(?P<name>[\w.-]+)\)")


def size_of(picture: bytes) -> tuple[int, int]:
    """Width and height of an extended WebP picture, as RFC 9649, section 2.7 has them."""
    assert (b"RIFF", b"WEBP", b"VP8X") == (picture[:4], picture[8:12], picture[12:16])
    width, height = picture[24:27], picture[27:30]
    return int.from_bytes(width, "little") + 1, int.from_bytes(height, "little") + 1


def test_each_theme_and_mode_has_a_picture() -> None:
    """None too many, none too large, all together no burden on who clones the repository."""
    pictures = {path.name: path.read_bytes() for path in FOLDER.iterdir()}
    assert WANTED == pictures.keys()
    assert {(SIZE["width"], SIZE["height"])} == {size_of(one) for one in pictures.values()}
    assert sum(map(len, pictures.values())) < MOST


def test_each_picture_is_shown_and_said_in_words() -> None:
    """Whoever does not see it reads what is in it, and no two have the same words."""
    found = [*SHOWN.finditer(PAGE.read_text("utf-8"))]
    assert sorted(WANTED) == sorted(one["name"] for one in found)
    words = [" ".join(one["words"].split()) for one in found]
    assert len(words) == len({*words})
    assert all(len(one) > 20 for one in words)
