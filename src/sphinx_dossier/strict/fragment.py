"""The first gate: what a page gives to a template is well-formed XML of the table.

In well-formed XML without comments, sections of CDATA, instructions and declarations, every ``<``
opens or closes an element. So no parser of HTML, of today or later, finds a start tag in it that
was not judged here, however it nests them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.visible_text import hidden_sign, may_hide
from sphinx_dossier.strict.allowed import faults_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_VOID = lazy_pattern(r"(<(?:br|col|hr|img|input|link|meta|wbr)(?:\s[^<>]*)?)(?<!/)>")
UNBALANCED: Final = "markup that is not well-formed"


def unseen(sign: str) -> str:
    """The fault of a character that nobody sees."""
    return f"{sign}, which hides, controls or turns text"


class _Judge:
    """Judges what the parser finds; ``faults`` are in the order of the text, each once."""

    def __init__(self, may_hide_signs: bool) -> None:
        self._may_hide = may_hide_signs
        # A dictionary, because a page may repeat one fault a thousand times.
        self.faults: dict[str, None] = {}
        self._open: list[str] = []
        self._drawings = 0
        self._words: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Judge a start tag, but the one put around the whole."""
        self._look_at_words()
        if self._open:
            faults = faults_of(tag, attributes, in_drawing=self._drawings > 0)
            self.faults.update(dict.fromkeys(faults))
            for value in attributes.values() if self._may_hide else ():
                self._look_at(value)
        self._open.append(tag)
        self._drawings += tag == "svg"

    def end(self, tag: str) -> None:
        """Leave an element."""
        self._look_at_words()
        self._open.pop()
        self._drawings -= tag == "svg"

    def text(self, text: str) -> None:
        """Keep a part of a text, which the parser gives in pieces."""
        self._words.append(text)

    def _look_at_words(self) -> None:
        if self._words:
            self._look_at("".join(self._words))
            self._words.clear()

    def _look_at(self, text: str) -> None:
        if sign := hidden_sign(text):
            self.refuse(unseen(sign))

    def refuse(self, what: str) -> None:
        """Note what may stand nowhere."""
        self.faults[what] = None


def fragment_faults(text: str) -> list[str]:
    """What in a piece of markup the table does not have, in words; none if all of it may stand."""
    if "<" not in text and "&" not in text:
        sign = hidden_sign(text)
        return [unseen(sign)] if sign else []
    judge, parser = _Judge(may_hide(text)), expat.ParserCreate("utf-8")
    parser.StartElementHandler = judge.start
    parser.EndElementHandler = judge.end
    # Few pages have such signs: words are looked at where there is one.
    parser.CharacterDataHandler = judge.text if may_hide(text) else None
    parser.CommentHandler = lambda _: judge.refuse("a comment")
    parser.StartCdataSectionHandler = lambda: judge.refuse("a section of CDATA")
    parser.ProcessingInstructionHandler = lambda *_: judge.refuse("an instruction")
    # A declaration within an element is not well-formed, and needs no handler.
    if not _parse(parser, text):
        judge.refuse(UNBALANCED)
    return list(judge.faults)


def is_comment(text: str) -> bool:
    """Whether a piece of markup is comments and nothing else."""
    found: list[str] = []
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = lambda tag, _: found.append(tag)
    parser.CharacterDataHandler = lambda words: found.append(words.strip())
    parser.ProcessingInstructionHandler = lambda *_: found.append("an instruction")
    # One element is put around the whole.
    return _parse(parser, text) and len([*filter(None, found)]) == 1


def _parse(parser: expat.XMLParserType, text: str) -> bool:
    """Parse markup to its end; whether it is well-formed.

    A void element may lack its slash, as some extensions write it: HTML reads it alike. No value
    can hold the bracket that is searched for: the text would not be well-formed.
    """
    try:
        closed = _VOID.sub(r"\1/>", text)
        parser.Parse(f"<x>{closed}</x>".encode(), True)
    except (expat.ExpatError, UnicodeError):
        return False
    return True
