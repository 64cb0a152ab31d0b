"""Characters that nobody sees, and what they do to those who read a page, a file or a log."""

from __future__ import annotations

import re
from typing import Final

from sphinx_dossier.core.lazy_pattern import lazy_pattern

# Embeddings and isolates (Unicode Standard Annex 9): a reviewer then reads something else than the
# parser does. The marks of one direction (U+200E, U+200F, U+061C) belong to ordinary text.
_TURN: Final = "\u202a-\u202e\u2066-\u2069"
# Nobody sees these, and no script needs them: operators, old formats, notes between lines, fillers,
# and tags, which spell whole hidden messages.
_UNSEEN: Final = "\u2061-\u2064\u206a-\u206f\u3164\uffa0\ufff9-\ufffb\U000e0000-\U000e007f"
_TURNING = lazy_pattern(f"[{_TURN}{_UNSEEN}]")
# Tags behind a flag name the part of a country (Unicode Technical Standard 51, ED-14a).
_FLAG: Final = "\U0001f3f4"
_TAGGED = lazy_pattern(f"({_FLAG}[\U000e0030-\U000e0039\U000e0061-\U000e007a]{{1,6}}\U000e007f)")
# Tabulators and line ends apart, no control character belongs to a text.
_CONTROL: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
# So many marks on one letter cover the lines around it.
_STACK = lazy_pattern(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]{9,}"
)
_HIDDEN = lazy_pattern(f"[{_CONTROL}{_TURN}{_UNSEEN}]")
# XML has no place for the last two either (https://www.w3.org/TR/xml/#charsets).
_UNWRITABLE = lazy_pattern(f"[{_CONTROL}\ufffe\uffff]")
# What is written for one name between other words: it ends where it began, and turns no others.
_CLOSED = lazy_pattern(f"\u2068[^{_TURN}]*\u2069")
_UNSPOKEN = lazy_pattern(
    f"[{_CONTROL}\t\n\r{_TURN}\u00ad\u200b-\u200f\u2028\u2029\u2060\ufeff{_UNSEEN}\ud800-\udfff]"
)
# What the machines that build sites take for commands: GitHub, Azure and TeamCity read the log.
_COMMAND_LINE = lazy_pattern(r"^([^\S\n]*)(::)", re.MULTILINE)
_COMMAND = lazy_pattern(r"##(?=\[|vso\[|teamcity\[)", re.IGNORECASE)


def turning_sign(text: str) -> str:
    """The first character of a file that turns or hides text, as ``U+202E``, or ``""``."""
    sign = _TURNING.search(text)
    if sign and _FLAG in text:
        sign = _TURNING.search(_TAGGED.sub("", text))
    return code_point(sign[0]) if sign else ""


def without_turning(text: str) -> str:
    """``text`` without the characters that turn its direction or hide something."""
    if not _TURNING.search(text):
        return text
    # The pattern has one group, so that every other part is a flag, whose tags stay.
    parts = _TAGGED.split(text)
    return "".join(part if i % 2 else _TURNING.sub("", part) for i, part in enumerate(parts))


def hidden_sign(text: str) -> str:
    """The first character of a shown text that controls or turns something, or ``""``.

    A name may stand between FSI and PDI, which keeps its direction to itself.
    """
    sign = _HIDDEN.search(text)
    if sign and ("\u2068" in text or _FLAG in text):
        sign = _HIDDEN.search(_CLOSED.sub("", _TAGGED.sub("", text)))
    sign = sign or _stack(text)
    return code_point(sign[0][0]) if sign else ""


def without_hidden(text: str) -> str:
    """A shown text without the characters for which :func:`hidden_sign` looks."""
    return _STACK.sub("", _HIDDEN.sub("", text)) if hidden_sign(text) else text


def control_sign(text: str) -> re.Match[str] | None:
    """Where a text has its first character that stands for none, such as U+001B."""
    return _UNWRITABLE.search(text)


def without_controls(text: str) -> str:
    """``text`` without the characters for which :func:`control_sign` looks."""
    return _UNWRITABLE.sub("", text)


def may_hide(markup: str) -> bool:
    """Whether ``markup`` could hold a hidden sign, as it is or written as a number."""
    return "&#" in markup or (_HIDDEN.search(markup) or _stack(markup)) is not None


def _stack(text: str) -> re.Match[str] | None:
    # Most texts need no search for it.
    return None if text.isascii() else _STACK.search(text)


def code_point(sign: str) -> str:
    """A character as Unicode writes it: ``U+202E``."""
    return f"U+{ord(sign):04X}"


def spell(message: str, *, keep_lines: bool = False) -> str:
    """``message`` for a log or a terminal: unseen characters are spelled, no line is a command.

    A bar is put before a line that begins with the signs of a command: those who read the log trim
    blanks first, so that a blank would not do. ``keep_lines`` leaves line ends and tabulators.
    """
    spelled = _UNSPOKEN.sub(
        lambda match: match[0] if keep_lines and match[0] in "\n\t" else _escaped(match[0]), message
    )
    return without_commands(spelled)


def without_commands(message: str) -> str:
    """``message`` in which nothing is a command to the machine that runs the build."""
    return _COMMAND.sub("#|#", _COMMAND_LINE.sub(r"\1|\2", message))


def _escaped(sign: str) -> str:
    return {"\n": r"\n", "\r": r"\r", "\t": r"\t"}.get(sign) or f"\\u{ord(sign):04x}"
