"""The constructs that pages of strangers were tried with, each with its right verdict."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

POLICY: Final = re.compile(r'\n<meta http-equiv="Content-Security-Policy"[^>]* />')
"""What the extension adds to a page that has no policy of its own."""
_CASES: Final[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "fixtures" / "strict" / "constructs.json").read_text("utf-8")
)
MARKUPS: Final[list[tuple[str, bool]]] = [
    (case["markup"], case["expected"] == "allowed") for case in _CASES["markup"]
]
"""Pieces of markup, and whether they may stand on a page."""
DRAWINGS: Final[list[tuple[str, bytes, bool]]] = [
    (
        case["name"],
        bytes.fromhex(case["hex"]) if "hex" in case else case["text"].encode(),
        case["expected"].startswith("rewritten"),
    )
    for case in _CASES["svg"]
]
"""Drawings by name, and whether they are written anew; the others are refused."""
ADDRESSES: Final[list[tuple[str, bool]]] = [
    *((address, True) for address in _CASES["addresses"]["allowed"]),
    *((address, False) for address in _CASES["addresses"]["refused"]),
]
"""Addresses, and whether a link may have them."""
