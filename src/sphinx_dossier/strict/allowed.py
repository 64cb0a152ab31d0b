"""The one table of what may stand on a page: elements, attributes, values.

What is not in it is refused, whoever wrote it. Names are compared in lower case, as HTML does, and
every value is matched as a whole. No element is in it whose content a parser of HTML reads as raw
text outside a drawing, such as ``style``, ``textarea``, ``noscript``: so each ``<`` is judged.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from sphinx_dossier.core.safe_links import is_allowed, is_local

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Check: TypeAlias = Callable[[str], object]


def _one_of(words: str) -> Check:
    """The check of an attribute that has one of a few values."""
    return frozenset(words.split()).__contains__


def _any(value: str) -> bool:
    """The check of an attribute whose words are only read out, or shown."""
    return True


_EMPTY: Final = re.compile("(checked|disabled|download|hidden|open|reversed)?").fullmatch
_NAME: Final = re.compile(r"[^\s\"'<>&]*").fullmatch
_NAMES: Final = re.compile(r"[^<>]*").fullmatch
_COUNT: Final = re.compile(r"\d{1,4}").fullmatch
_LENGTH: Final = re.compile(r"[+-]?[\d.]{1,12}(e-?\d)?(%|[a-z]{1,4})?", re.IGNORECASE).fullmatch
# RFC 5646, 4.4.1: every program takes tags of up to 35 characters.
_LANGUAGE: Final = re.compile(r"[A-Za-z0-9-]{0,35}").fullmatch
_ROLE: Final = re.compile(r"[a-z -]+").fullmatch
_FRAGMENT: Final = re.compile(r"#[^\s\"'<>&()\\]+").fullmatch

ELEMENTS: Final = frozenset(
    """a abbr address article aside b bdi bdo big blockquote br button caption cite code col
    colgroup dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6
    header hr i img input ins kbd label legend li link main mark meta nav ol p pre q rp rt
    ruby s samp script section small span strong sub summary sup svg table tbody td tfoot th
    thead time tr tt u ul var wbr""".split()
)
"""What pages are made of; four of them only with the values below."""

SHAPES: Final = frozenset(
    """circle clippath defs desc ellipse g line lineargradient marker mask path pattern polygon
    polyline radialgradient rect stop svg symbol text textpath title tspan use""".split()
)
"""What a drawing is made of. Nothing else may stand in it: no link, script, style, animation."""

_PROPERTIES: Final = frozenset(
    """align-items align-self background background-color baseline-shift border border-bottom
    border-collapse border-color border-left border-radius border-right border-spacing
    border-style border-top border-width clip-path clip-rule color color-interpolation
    color-interpolation-filters color-rendering direction display dominant-baseline
    enable-background fill fill-opacity fill-rule filter flex flex-basis flex-direction
    flex-grow flex-shrink flex-wrap float font font-family font-feature-settings font-size
    font-stretch font-style font-variant font-variant-caps font-variant-east-asian
    font-variant-ligatures font-variant-numeric font-variation-settings font-weight gap
    grid-column grid-row grid-template-columns height image-rendering inline-size isolation
    justify-content letter-spacing line-height list-style margin margin-bottom margin-left
    margin-right margin-top marker marker-end marker-mid marker-start mask max-height
    max-width min-height min-width mix-blend-mode opacity order overflow padding
    padding-bottom padding-left padding-right padding-top paint-order pointer-events
    shape-padding shape-rendering solid-color solid-opacity stop-color stop-opacity stroke
    stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-opacity stroke-width text-align text-anchor text-decoration text-decoration-color
    text-decoration-line text-decoration-style text-indent text-orientation text-rendering
    text-transform unicode-bidi vector-effect vertical-align visibility white-space width
    word-spacing writing-mode""".split()
)
"""The properties of a ``style``: none places a box above others, or loads or makes anything."""
_OWN_PROPERTY: Final = re.compile(r"--[a-z][a-z0-9-]*").fullmatch
# Words, numbers and signs; one function of colour, or the address of a part of the same page.
_PLAIN: Final = re.compile(
    r"(?!.*expression)[\w\s.,%#+/!-]*"
    r"((rgba?|hsla?|var)\([\w\s.,%/+-]*\)|url\(#[\w.:-]+\))?"
    r"[\w\s.,%#+/!-]*",
    re.ASCII,
).fullmatch
_QUOTED_FONTS: Final = re.compile(r"[\w\s.,/-]*('[\w\s-]+'[\w\s,-]*)*").fullmatch
# The time to match one grows with the square of its length.
_LONGEST: Final = 300


def _is_plain(value: str) -> bool:
    """Whether a value is words, numbers and at most one colour or part of the same page."""
    return len(value) <= _LONGEST and _PLAIN(value) is not None


def is_style(style: str) -> bool:
    """Whether every declaration of a ``style`` is one of the few that change only what is in it."""
    return next(style_faults(style), None) is None


def style_faults(style: str) -> Iterator[str]:
    """The declarations of a ``style`` that the table does not have."""
    for declaration in style.split(";"):
        name, colon, value = declaration.strip().partition(":")
        if declaration.strip() and not (colon and _is_declaration(name.strip().lower(), value)):
            yield declaration.strip()


def _is_declaration(name: str, value: str) -> bool:
    # A comment could hide what is declared, and two slashes begin an address.
    if "/*" in value or "//" in value:
        return False
    if name in ("font", "font-family") and _QUOTED_FONTS(value.strip()):
        return True
    # A negative length would draw a box over its neighbours, as a position does.
    if name.startswith(("margin", "text-indent")) and "-" in value:
        return False
    # Own properties take no address: a style sheet may put them where one is loaded.
    is_known = name in _PROPERTIES or (_OWN_PROPERTY(name) is not None and "url" not in value)
    return is_known and _is_plain(value)


GLOBAL: Final[dict[str, Check]] = {
    "id": _NAME,
    "class": _NAMES,
    "title": _any,
    "lang": _LANGUAGE,
    "xml:lang": _LANGUAGE,
    "dir": _one_of("ltr rtl auto"),
    "role": _ROLE,
    "hidden": _EMPTY,
    "style": is_style,
    "tabindex": _one_of("0 -1"),
    "translate": _one_of("yes no"),
    "itemprop": _NAMES,
    # What Sphinx and sphinx-design, and the script of the tabs, read by name.
    "data-line": _COUNT,
    "data-sync-group": _any,
    "data-sync-id": _any,
    "data-sd-tabs-storage-prefix": _NAME,
    "data-filename": _any,
    # What the script of a reader's own copy finds passages by.
    "data-hashes": re.compile(r"[0-9a-f ]*").fullmatch,
    "data-passage": re.compile(r"p\d{1,6}").fullmatch,
    "data-words": re.compile(r"\d{1,9}").fullmatch,
    "data-salt": re.compile(r"\w{0,64}").fullmatch,
    "data-lang": _LANGUAGE,
    # Minutes and counts, which the script of what was known when reads.
    "data-known": re.compile(r"[\d. -]*", re.ASCII).fullmatch,
    # Bootstrap opens a list of the theme; its other gadgets take markup from attributes.
    "data-bs-toggle": _one_of("dropdown"),
}
"""What any element may have, besides ``aria-*``."""

_CELL: Final[dict[str, Check]] = {
    "colspan": _COUNT,
    "rowspan": _COUNT,
    "scope": _one_of("row col rowgroup colgroup"),
    "headers": _NAMES,
    "align": _one_of("left right center justify char"),
    "valign": _one_of("top middle bottom baseline"),
}
_QUIET_RELATIONS: Final = frozenset(
    "alternate author bookmark canonical cite describedby external help index internal last license"
    " me nofollow noopener noreferrer next prev search start top up".split()
)
"""The values of ``rel`` that load nothing."""
_META_NAME: Final = re.compile(
    r"(author|color-scheme|description|generator|keywords|robots|theme-color|viewport|docsearch:\w+"
    r"|citation_\w+|dc\.[\w.]+|dcterms\.[\w.]+|(article|og|twitter|profile|book):[\w:]+)",
    re.IGNORECASE,
).fullmatch
"""What a page may say of itself; other names change how it is read, or prove who owns the site."""


def _are_relations(value: str) -> bool:
    words = set(value.lower().split())
    return words <= _QUIET_RELATIONS


OWN: Final[dict[str, dict[str, Check]]] = {
    "a": {
        "href": is_allowed,
        "rel": _are_relations,
        "target": _one_of("_blank _self"),
        "download": _EMPTY,
        "hreflang": _LANGUAGE,
        "name": _NAME,
    },
    "button": {"type": _one_of("button"), "name": _NAME, "disabled": _EMPTY},
    "col": {"width": _LENGTH, "span": _COUNT},
    "colgroup": {"span": _COUNT},
    "details": {"open": _EMPTY, "name": _NAME},
    "img": {
        "src": is_local,
        "alt": _any,
        "width": _LENGTH,
        "height": _LENGTH,
        "align": _one_of("left right center top middle bottom"),
        "loading": _one_of("lazy eager"),
        "decoding": _one_of("async sync auto"),
    },
    "input": {
        "type": _one_of("radio checkbox"),
        "name": _NAME,
        "checked": _EMPTY,
        "disabled": _EMPTY,
    },
    "label": {"for": _NAME},
    "li": {"value": _COUNT},
    "link": {"rel": _are_relations, "href": is_allowed, "title": _any, "type": _any},
    "meta": {"name": _META_NAME, "property": _META_NAME, "content": _any, "lang": _LANGUAGE},
    "ol": {"start": _COUNT, "type": _one_of("1 a A i I"), "reversed": _EMPTY},
    "pre": {"data-language": _NAME},
    "script": {"type": _one_of("application/ld+json")},
    "table": {"border": _COUNT, "align": _one_of("left right center"), "width": _LENGTH},
    "td": _CELL,
    "th": {**_CELL, "abbr": _any},
    "time": {"datetime": _any},
}
"""What single elements may have besides."""
_NEEDED: Final = {
    "script": frozenset({"type"}),
    "button": frozenset({"type"}),
    "input": frozenset({"type"}),
    "link": frozenset({"rel"}),
}
"""Without these, an element would be something else: a script that runs, a field to fill in."""

DRAWING: Final[dict[str, Check]] = {
    **dict.fromkeys(
        """cx cy d dx dy fill-opacity font-size font-weight fr fx fy gradienttransform height
        letter-spacing markerheight markerwidth offset opacity pathlength patterntransform
        points r refx refy rotate rx ry startoffset stop-opacity stroke-dasharray
        stroke-dashoffset stroke-miterlimit stroke-opacity stroke-width textlength transform
        version viewbox width word-spacing x x1 x2 y y1 y2""".split(),
        re.compile(r"[-+\d.,\s%a-z()]*", re.IGNORECASE).fullmatch,
    ),
    **dict.fromkeys(
        """clip-path color fill marker-end marker-mid marker-start mask stop-color
        stroke""".split(),
        _is_plain,
    ),
    **dict.fromkeys(
        """alignment-baseline baseline-shift clip-rule clippathunits direction display
        dominant-baseline fill-rule focusable font-style font-variant gradientunits
        lengthadjust markerunits maskcontentunits maskunits method orient overflow
        paint-order patterncontentunits patternunits pointer-events preserveaspectratio
        shape-rendering spacing spreadmethod stroke-linecap stroke-linejoin text-anchor
        text-decoration text-rendering unicode-bidi vector-effect visibility writing-mode
        xml:space""".split(),
        re.compile(r"[\w\s.-]*").fullmatch,
    ),
    "font-family": _QUOTED_FONTS,
    "href": _FRAGMENT,
    "xlink:href": _FRAGMENT,
    "xmlns": _one_of("http://www.w3.org/2000/svg"),
    "xmlns:xlink": _one_of("http://www.w3.org/1999/xlink"),
}
"""What the shapes of a drawing may have: numbers, paints, and addresses within the page."""
_ARIA: Final = re.compile(r"aria-[a-z]+").fullmatch


def faults_of(tag: str, attributes: Mapping[str, str], *, in_drawing: bool) -> Iterator[str]:
    """What of an element the table does not have, in words; ``in_drawing`` is inside an ``svg``."""
    tag = tag.lower()
    # In a drawing of our own, shapes are links too.
    if tag not in (SHAPES | {"a"} if in_drawing else ELEMENTS):
        yield f"the element <{tag[:40]}>"
        return
    for name, value in attributes.items():
        if not is_attribute(tag, name.lower(), value):
            yield f"{name[:40]}={value[:60]!r} of <{tag}>"
    for name in sorted(_NEEDED.get(tag, frozenset()) - attributes.keys()):
        yield f"<{tag}> without {name}"


def is_attribute(tag: str, name: str, value: str) -> bool:
    """Whether an element may have an attribute of that value; both names in lower case."""
    check = OWN.get(tag, {}).get(name) or GLOBAL.get(name)
    if tag in SHAPES:
        check = DRAWING.get(name) or GLOBAL.get(name)
    return bool(check(value)) if check else _ARIA(name) is not None
