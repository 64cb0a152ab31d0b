r"""Addresses and DOIs in .bib files, in the spellings of LaTeX and of reference managers.

``\url{https://a.example/b\_c}``, ``www.a.example``, ``https://doi.org/10.1000/1`` as a DOI.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.safe_links import DOWNLOADS, PICTURES

if TYPE_CHECKING:
    from collections.abc import Mapping

DOI_HOST: Final = "https://doi.org/"
"""Where a DOI leads."""
_COMMAND = lazy_pattern(
    r"\s*\\(?:url|href|path|nolinkurl)\s*\{(?P<address>[^{}]*)\}(?:\s*\{.*\})?\s*"
)
_INNER = lazy_pattern(r"\\(?:url|href|nolinkurl)\s*\{(?P<address>[^{}]+)\}")
_TILDE = lazy_pattern(
    r"\\?\$\\sim\$|\{\\textasciitilde\s*(?:\{\})?\}|\\textasciitilde(?:\{\}|\s+|(?![A-Za-z]))"
    r"|\{?\\~\{\s*\}\}?|\{\\~\s*\}|\{~\}"
)
_UNDERSCORE = lazy_pattern(
    r"\{\\textunderscore\s*(?:\{\})?\}|\\textunderscore(?:\{\}|\s+)|\{\\?_\}"
)
_BREAK = lazy_pattern(
    r"\{\\allowbreak\s*\}|\\(?:hspace\{[^{}]*\}|allowbreak(?![a-z])(?:\{\}|\s+)?|-|/)|\{\\?/\}"
)
_SIGN = lazy_pattern(r"\{\\?([%#&])\}")
_DOI_PREFIX = lazy_pattern(
    r"\s*(?:https?://(?:dx\.|www\.)?doi\.org/|doi\.org/|doi:?\s*)", re.IGNORECASE
)
_DOI = lazy_pattern(r"10\.\d+(?:\.\d+)*/.+")
_HOST = lazy_pattern(
    r"(?P<host>(?:[^\W_][\w-]*\.)+(?P<last>[^\W\d_]{2,24}))(?::\d{1,5})?(?P<path>[/?#].*)?"
)
_FILES: Final = DOWNLOADS | PICTURES | {".svg", ".html", ".htm", ".xml", ".php", ".doc", ".docx"}
_FURTHER = lazy_pattern(r"[\s,;]+(?=https?://)")
_BARE = lazy_pattern(r"https?://\S+")


def read_address(text: str) -> str:
    """The address that a field holds, with the scheme that its author left out.

    Of an address without a scheme the host is known by ``www.`` or by a path behind it.
    """
    # Some fields hold two: one that is whole is better than one that is both.
    address = _FURTHER.split(without_latex(text))[0]
    if _is_doi(address):
        return DOI_HOST + read_doi(address)
    return f"https://{address}" if _is_host(address) else address


def read_doi(text: str) -> str:
    """A DOI without the address or the word that programs write before it."""
    doi = without_latex(text)
    bare = _DOI_PREFIX.sub("", doi, count=1)
    # Signs of a DOI are escaped in an address, and nowhere else.
    return unquote(bare) if "://" in doi else bare


def is_doi(text: str) -> bool:
    """Whether a text is a DOI, which an address can be made of."""
    return _DOI.fullmatch(text) is not None


def address_within(fields: Mapping[str, str]) -> str:
    r"""The address in ``howpublished`` or ``note`` of an entry without ``url``, as BibTeX has it.

    It is that of a ``\url`` there, or all that ``howpublished`` says.
    """
    for name in ("howpublished", "note"):
        text = fields.get(name, "")
        if inner := _INNER.search(text):
            return read_address(inner["address"])
    whole = _without_braces(fields.get("howpublished", "").strip())
    return read_address(whole) if _BARE.fullmatch(whole) else ""


def is_only_address(text: str) -> bool:
    """Whether a text says no more than an address."""
    whole = _without_braces(text.strip())
    return bool(_COMMAND.fullmatch(whole) or _BARE.fullmatch(whole))


def without_latex(text: str) -> str:
    """An address as it is typed into a browser."""
    text = _without_braces(text.strip())
    command = _COMMAND.fullmatch(text)
    address = (command["address"] if command else text).strip()
    for pattern, sign in ((_TILDE, "~"), (_UNDERSCORE, "_"), (_BREAK, ""), (_SIGN, r"\1")):
        address = pattern.sub(sign, address)
    address = _without_braces(address)
    # Bibliography programs write `\_` and `\%` into addresses, as LaTeX needs them.
    address = address.replace("\\", "")
    return address[1:-1] if re.fullmatch(r"<[^<>]*>", address) else address


def _without_braces(text: str) -> str:
    """What stands in braces that are around all of it."""
    while text.startswith("{") and text.endswith("}"):
        depths = accumulate((sign == "{") - (sign == "}") for sign in text[:-1])
        # Of `{a}b{c}` the first brace is closed before the end.
        if min(depths) < 1:
            break
        text = text[1:-1].strip()
    return text


def _is_doi(address: str) -> bool:
    return is_doi(address) or (
        address.lower().startswith("doi") and is_doi(_DOI_PREFIX.sub("", address, count=1))
    )


def _is_host(address: str) -> bool:
    match = _HOST.fullmatch(address)
    if not match:
        return False
    if match["host"].lower().startswith("www.") or match["path"]:
        return True
    # `report.pdf` has the form of a host as well.
    return f".{match['last'].lower()}" not in _FILES
