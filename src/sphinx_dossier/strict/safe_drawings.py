"""Drawings of strangers: an SVG is parsed, and written again from what the table has, or refused.

A drawing is copied into the site and can be opened by itself; it then has the rights of the site.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NoReturn
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.visible_text import hidden_sign
from sphinx_dossier.strict.allowed import SHAPES, is_attribute, style_faults
from sphinx_dossier.strict.fragment import unseen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_XML: Final = "http://www.w3.org/XML/1998/namespace"
# What drawing programs keep for themselves: they are left out with all inside.
_OF_PROGRAMS: Final = (
    "http://www.inkscape.org",
    "http://sodipodi.sourceforge.net/",
    "http://ns.adobe.com/",
    "http://www.bohemiancoding.com/sketch/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/",
    "http://creativecommons.org/ns#",
    "http://www.serif.com/",
    "http://boxy-svg.com",
    "http://svgjs.dev/",
    "http://svgjs.com/",
    "http://vectornator.io",
)
# Old names of the format, whose declarations no reader needs.
_PUBLIC: Final = frozenset(
    (
        "-//W3C//DTD SVG 1.0//EN",
        "-//W3C//DTD SVG 1.1//EN",
        "-//W3C//DTD SVG 1.1 Basic//EN",
        "-//W3C//DTD SVG 1.1 Tiny//EN",
        "-//W3C//DTD SVG 20010904//EN",
    )
)
_MOST_BYTES: Final = 2_000_000
_MOST_ELEMENTS: Final = 50_000
_MOST_DEEP: Final = 64
_MOST_COPIES: Final = 1_000
_EMBEDDED: Final = re.compile(
    r"data:image/(png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE
).fullmatch
# A selector of names, classes and ids, and declarations. No rule begins with `@`, and no comment or
# backslash can hide one.
_RULE = lazy_pattern(r"\s*+([\w.#*,>+-][\w.#*,\s>+-]*+)\{([^{}@\\<>]*+)\}\s*+")
# Attributes that a drawing program writes for itself and no reader needs.
_IGNORED: Final = ("content", "host", "baseprofile", "enable-background", "data-")
_DRAWN: Final = SHAPES | {"image", "style"}


class RefusedDrawingError(Exception):
    """A drawing that is not written again; ``line`` is where, and the text says what is wrong."""

    def __init__(self, what: str, line: int = 1) -> None:
        super().__init__(what)
        self.line = line


def rewrite(content: bytes) -> bytes:
    """The drawing with nothing in it but what the table has.

    To rewrite the result gives the same bytes.

    :raises RefusedDrawingError: something in it is not in the table, or there is too much of it.
    """
    if len(content) > _MOST_BYTES:
        raise RefusedDrawingError(f"more than {_MOST_BYTES:,} bytes: draw it with fewer points")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise RefusedDrawingError("bytes that are no UTF-8: save it as UTF-8", line) from error
    # In UTF-8 whatever the file declares: what is judged here is what is written.
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    writer = _Writer(parser)
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        what = f"what is no XML ({expat.ErrorString(error.code)}): export it again"
        raise RefusedDrawingError(what, error.lineno) from error
    writer.finish()
    return writer.text().encode()


class _Writer:
    """Writes what the parser finds; see :func:`rewrite` for what it raises."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self._parser = parser
        self._written: list[str] = []
        self._open: list[str] = []
        # How deep inside an element that is left out, with all in it.
        self._left_out = 0
        self._is_empty = False
        self._sheet: list[str] | None = None
        self._elements = 0
        self._copies = Counter[str]()
        # The ids of the elements that are open, and of those that hold a copy.
        self._ids: list[str] = []
        self._copying: set[str] = set()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.ProcessingInstructionHandler = self._refuse_instruction
        parser.StartDoctypeDeclHandler = self._refuse_declarations

    def text(self) -> str:
        """What was written."""
        return "".join(self._written)

    def finish(self) -> None:
        """Refuse copies of what holds copies: ten of ten of ten are a thousand."""
        if self._copying & self._copies.keys():
            self._refuse("a copy (use) of what holds copies: draw the parts themselves")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        namespace, _, tag = name.rpartition(" ")
        self._elements += 1
        if self._elements > _MOST_ELEMENTS or len(self._open) + self._left_out >= _MOST_DEEP:
            self._refuse("too many elements, or too deep ones: draw it more simply")
        if not self._open and (namespace != _SVG or tag != "svg"):
            self._refuse("a root that is not svg: save it as a plain SVG")
        if self._left_out or namespace.startswith(_OF_PROGRAMS) or tag == "metadata":
            self._left_out += 1
            return
        self._look_at_element(namespace, tag)
        self._close_tag()
        given = dict(self._attributes(tag, attributes))
        if not self._open:
            given = {"xmlns": _SVG, **given}
        self._open.append(tag)
        self._ids.append(given.get("id", ""))
        if tag == "use":
            self._note_copy(given.get("href", ""))
        if tag == "style":
            self._sheet = []
            given = {}
        written = "".join(f" {key}={quoteattr(value)}" for key, value in given.items())
        self._written.append(f"<{tag}{written}")
        self._is_empty = True

    def _look_at_element(self, namespace: str, tag: str) -> None:
        """Refuse an element that the table does not have."""
        if namespace != _SVG:
            self._refuse(f"the element {tag!r} of {namespace!r}: take it out")
        if tag in ("foreignObject", "switch"):
            fix = 'in draw.io, export it with "Formatted text" off'
            self._refuse(f"the element {tag!r}, which is not drawn everywhere: {fix}")
        if tag.lower() not in _DRAWN:
            self._refuse(f"the element {tag!r}: take it out")

    def _attributes(self, tag: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for full, value in attributes.items():
            namespace, _, name = full.rpartition(" ")
            if namespace.startswith(_OF_PROGRAMS) or name.lower().startswith(_IGNORED):
                continue
            self._look_at_words(value)
            if namespace == _XLINK and name != "href":
                # A title and a kind of link: without the link they say nothing.
                continue
            if namespace not in ("", _XLINK) and full != f"{_XML} space":
                self._refuse(f"the attribute {name!r} of {namespace!r}: take it out")
            if name == "href":
                yield name, self._address(tag, value)
            elif name == "style":
                yield from self._style(value)
            elif full == f"{_XML} space":
                yield "xml:space", "preserve" if value == "preserve" else "default"
            elif tag == "style" or (tag == "image" and name in ("width", "height", "x", "y")):
                yield from [(name, value)] * is_attribute("rect", name, value)
            else:
                yield name, self._value(tag, name, value)

    def _value(self, tag: str, name: str, value: str) -> str:
        known = "rect" if tag == "image" else tag.lower()
        if not is_attribute(known, name.lower(), value):
            self._refuse(f"{name}={value[:40]!r} of <{tag}>: take it out")
        return value

    def _address(self, tag: str, value: str) -> str:
        """The address that an element copies, or the picture in it."""
        is_picture = tag == "image" and _EMBEDDED(value)
        if not is_picture and (tag == "image" or not is_attribute("use", "href", value)):
            fix = "embed a PNG, JPEG, GIF or WebP, or name a part of the drawing by #id"
            self._refuse(f"the address {value[:60]!r}: {fix}")
        return value

    def _style(self, value: str) -> Iterator[tuple[str, str]]:
        """A style without what drawing programs add for themselves."""
        kept = ";".join(part for part in value.split(";") if not part.strip().startswith("-"))
        for fault in style_faults(kept):
            self._refuse(f"the style {fault[:60]!r}: leave it out")
        if kept.strip():
            yield "style", kept

    def _note_copy(self, address: str) -> None:
        self._copies[address.removeprefix("#")] += 1
        self._copying.update(filter(None, self._ids))
        if self._copies.total() > _MOST_COPIES:
            self._refuse(f"more than {_MOST_COPIES} copies (use): draw it more simply")

    def _end(self, name: str) -> None:
        if self._left_out:
            self._left_out -= 1
            return
        tag = self._open.pop()
        self._ids.pop()
        if self._sheet is not None:
            self._write_sheet()
        if self._is_empty:
            self._written.append("/>")
        else:
            self._written.append(f"</{tag}>")
        self._is_empty = False

    def _words(self, words: str) -> None:
        if self._left_out:
            return
        self._look_at_words(words)
        if self._sheet is not None:
            self._sheet.append(words)
            return
        self._close_tag()
        self._written.append(escape(words))

    def _write_sheet(self) -> None:
        """Write a style sheet of simple selectors, without comments."""
        text, self._sheet = "".join(self._sheet or ()), None
        position, rules = 0, []
        while text[position:].strip():
            rule = _RULE.match(text, position)
            if not rule:
                self._refuse(f"the style sheet at {text[position:].strip()[:40]!r}: leave it out")
            for fault in style_faults(rule[2]):
                self._refuse(f"the style {fault[:60]!r}: leave it out")
            rules.append(f"{' '.join(rule[1].split())}{{{rule[2].strip()}}}")
            position = rule.end()
        if rules:
            self._close_tag()
            self._written.append(escape("\n".join(rules)))

    def _close_tag(self) -> None:
        if self._is_empty:
            self._written.append(">")
        self._is_empty = False

    def _look_at_words(self, words: str) -> None:
        if sign := hidden_sign(words):
            self._refuse(f"{unseen(sign)}: take it out")

    def _refuse_instruction(self, target: str, _: str) -> None:
        self._refuse(f"the instruction <?{target[:40]}: take it out")

    def _refuse_declarations(
        self, name: str, system: str | None, public: str | None, has_internal: bool
    ) -> None:
        if has_internal or public not in _PUBLIC:
            self._refuse("declarations (DOCTYPE): take them out")

    def _refuse(self, what: str) -> NoReturn:
        raise RefusedDrawingError(what, self._parser.CurrentLineNumber)
