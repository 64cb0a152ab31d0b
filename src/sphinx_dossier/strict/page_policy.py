"""A policy for the browser in the head of each page: the second belt, should a gate miss something.

It allows the scripts that the theme has, and no others. A theme that loads from another host gets
none: what that host needs is not known here.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.strict.theme_marks import MARK, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator

_POLICY: Final = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; media-src 'self'; font-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'"
)
CONNECTS_NOWHERE: Final = (
    '<meta http-equiv="Content-Security-Policy" content="connect-src \'none\'" />\n'
)
"""A policy that a page may have besides: browsers keep to each of them, and it only narrows."""
_TAG: Final = '\n<meta http-equiv="Content-Security-Policy" content="{policy}" />'
_IS_SET: Final = lazy_pattern(r"http-equiv=[\"']?content-security-policy", re.IGNORECASE)
# Behind the encoding, which must be among the first bytes.
_HEAD: Final = lazy_pattern(r"<head\b[^>]*>(\s*<meta\b[^>]*\bcharset=[^>]*>)?", re.IGNORECASE)
# These read what templates have written, and no words of a page, which have no marks.
_LOADING: Final = lazy_pattern(
    rf"<(?:script|link|img|form|iframe)\b[^>]*\b{MARK}\b[^>]*"
    r"\s(?:src|href|action)=[\"']?(?:https?:)?//[^>]*>",
    re.IGNORECASE,
)
_SCRIPT: Final = lazy_pattern(
    rf"<script\b([^>]*\b{MARK}\b[^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE
)
_ON_EVENT: Final = lazy_pattern(rf"\s{MARK}-(on\w+)\s\1=([\"'])(.*?)\2", re.DOTALL)
_QUIET: Final = lazy_pattern(r"\srel=[\"']?(?:canonical|alternate|author|license|help|me)\b")


def with_policy(page: str) -> str:
    """``page``, which has its marks, with a policy in its head if it has none of its own."""
    head = _HEAD.search(page)
    if not head or _IS_SET.search(page[: page.find("</head>")].replace(CONNECTS_NOWHERE, "", 1)):
        return page
    if any(not _QUIET.search(tag[0]) for tag in _LOADING.finditer(page)):
        return page
    scripts = "".join(f" {source}" for source in dict.fromkeys(_sources(page)))
    tag = _TAG.format(policy=_POLICY.format(scripts=scripts))
    return page[: head.end()] + tag + page[head.end() :]


def _sources(page: str) -> Iterator[str]:
    """What allows each script that a template has written into the page."""
    for attributes, text in _SCRIPT.findall(page):
        if " src=" not in attributes and text:
            yield _digest(unmarked(text))
    for _, _, text in _ON_EVENT.findall(page):
        # Without it browsers match hashes with scripts only, and not with handlers of events.
        yield "'unsafe-hashes'"
        yield _digest(unescape(unmarked(text)))


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
