"""Where on a page a source or a passage is: each anchor is made here, and nowhere else.

An anchor is plain ASCII, so that it is the same in a page, in an address and in a file, and two
keys never share one, whatever letters they have.
"""

from __future__ import annotations

import re

_FREE = re.compile(r"[^A-Za-z0-9.-]")


def source_anchor(key: str) -> str:
    """The anchor of a source on the page that lists it."""
    return f"cite-{_plain(key)}"


def passage_anchor(key: str, passage: str) -> str:
    """The anchor of a passage on the page that shows the passages of its source."""
    return f"{_plain(key)}-{passage}"


def _plain(key: str) -> str:
    """``key`` with each other character as its UTF-8 bytes: ``a_b`` is ``a_5fb``, and no ``a-b``.

    The underscore itself is written out too; so the way back is certain, and no two keys meet.
    """
    return _FREE.sub(lambda sign: "".join(f"_{byte:02x}" for byte in sign[0].encode()), key)
