"""What a stranger's page may link to, show and offer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.core.safe_links import (
    is_icon,
    is_inside,
    is_quiet_drawing,
    is_remote,
    is_safe_link,
    scheme_of,
)


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/",
        "HTTP://A.EXAMPLE",
        "mailto:a@b.example",
        "tel:+374",
        "page.html#part",
        "../up/page.md",
        "/top",
        "#a:b",
        "?q=a:b",
        "a/b:c",
        "",
        "ｊavascript:1",
    ],
)
def test_safe_links(address):
    """Pages of the site and of the web, letters and calls, and what has no scheme."""
    assert is_safe_link(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " \tjavascript:alert(1)",
        "\x01javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript\r\n:alert(1)",
        "javascript://%0aalert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "blob:x",
        "intent:x",
        "x-y.z+1:x",
    ],
)
def test_unsafe_links(address):
    """Any other scheme, also where a browser looks past blanks, controls and line ends."""
    assert not is_safe_link(address)


@given(st.text("javscript", max_size=3), st.text("\t\r\n", max_size=3))
def test_line_ends_hide_no_scheme(before, blanks):
    """However a scheme is broken up, it is the same scheme."""
    assert "javascript" == scheme_of(f"java{blanks}script:{before}")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("a.png", False),
        ("/a.png", False),
        ("a//b.png", False),
        ("https://a.example/b.png", True),
        ("//a.example/b.png", True),
        (" //a.example/b.png", True),
        ("\\\\a.example\\b.png", True),
        ("/\\a.example/b.png", True),
        ("data:image/png,x", True),
    ],
)
def test_remote(address, expected):
    """A scheme, or two slashes of either kind, leave the site."""
    assert expected == is_remote(address)


def test_inside(tmp_path):
    """Links of the file system are followed, hidden places and other folders are outside."""
    root = tmp_path / "root"
    (root / ".git").mkdir(parents=True)
    (tmp_path / "outer").mkdir()
    (root / "folder").symlink_to(tmp_path / "outer")
    (root / "up").symlink_to(root / ".git")
    (root / "circle").symlink_to(root / "circle")
    (tmp_path / "root2").mkdir()
    assert is_inside(root, root / "a" / ".." / "b.md")
    for path in ("../b", "../root2/b", "folder/b", ".git/config", "up/config", "a/.env", "x\0y"):
        assert not is_inside(root, root / path), path
    assert not is_inside(root, root / "circle" / "b")
    assert not is_inside(root, "/etc/passwd")


NAMESPACE = b'xmlns="http://www.w3.org/2000/svg"'


@pytest.mark.parametrize(
    "inner",
    [
        b"<script>x</script>",
        b"<s:ScRiPt xmlns:s='http://www.w3.org/2000/svg'>x</s:ScRiPt>",
        b"<rect onload='x'/>",
        b"<rect/onclick=x />",
        b"<a href='javascript:x'/>",
        b"<a xlink:href='&#106;avascript:x'/>",
        b"<a href='data:text/html,x'/>",
        b"<image href='https://a.example/b.png'/>",
        b"<image href='//a.example/b.png'/>",
        b"<foreignObject/>",
        b"<style>@import 'x'</style>",
        b"<rect fill='url(https://a.example/)'/>",
        b"<set attributeName='href' to='x'/>",
        b"<a href='java&#9;script:x'/>",
        b"<a href='java&#10;script:x'/>",
        b"<style>@\\69mport 'x'</style>",
        b"<rect fill='\\75rl(https://a.example/)'/>",
        b"<style>rect { background: image-set('https://a.example/b.png' 1x) }</style>",
        b"\xff",
        b"\0",
    ],
)
def test_loud_drawings(inner):
    """Scripts, events, outside addresses and bytes that could hide them are refused."""
    assert not is_quiet_drawing(b"<svg " + NAMESPACE + b">" + inner + b"</svg>")


def test_loud_declarations():
    """So are entities, style sheets and other encodings."""
    for head in (
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]>",
        b"<?xml-stylesheet href='a'?>",
        b"<?xml version='1.0' encoding='UTF-7'?>",
    ):
        assert not is_quiet_drawing(head + b"<svg/>")


def test_quiet_drawing():
    """Shapes, their namespaces, own fragments and colours are fine."""
    content = (
        b"\xef\xbb\xbf<?xml version='1.0' encoding='utf-8'?><svg " + NAMESPACE + b" "
        b"xmlns:xlink='http://www.w3.org/1999/xlink'><defs><g id='a'/></defs>"
        b"<use xlink:href='#a' fill='url(#b)'/><text>once = 1, on top</text></svg>"
    )
    assert is_quiet_drawing(content)


@pytest.mark.parametrize(
    ("svg", "expected"),
    [
        ('<svg class="a b" viewBox="0 0 1 1"><path d="M0 0"/></svg>', True),
        ('<svg class="a"onload="x"><path d="M0 0"/></svg>', False),
        ('<svg class="a" onload="x"><path d="M0 0"/></svg>', False),
        ('<svg class="a"><script>x</script></svg>', False),
        ('<svg class="a"><a href="x"/></svg>', False),
        ('<svg class="a"><path', False),
    ],
)
def test_icons(svg, expected):
    """An icon is shapes with a class, and nothing that was written into the class."""
    assert expected == is_icon(svg)
