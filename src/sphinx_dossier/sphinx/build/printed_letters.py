"""Letters that XeLaTeX would lose or set in the wrong order: those of other scripts in print.

The letters of a PDF by Sphinx are FreeSerif and its kin. Upright it has many scripts; its italic,
in which Sphinx sets links, and its bold lack Arabic, Devanagari, Thai and others, and XeLaTeX
leaves out what a font lacks. It orders the letters of a word from right to left, but puts words
from left to right unless TeX--XeT is on (the e-TeX manual, "Mixed-direction typesetting").
Chinese, Japanese and Korean have a package of their own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.sphinx.scope import is_in_use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.writers.latex import LaTeXTranslator

_FROM_RIGHT: Final = {
    "Hebrew": "\u0590-\u05ff\ufb1d-\ufb4f",
    "Arabic": "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Syriac": "\u0700-\u074f\u0860-\u086f",
    "Thaana": "\u0780-\u07bf",
    "N'Ko": "\u07c0-\u07ff",
}
"""Scripts by the names of the package fontspec, with their letters (Unicode, ``Blocks.txt``)."""
_FROM_LEFT: Final = {
    "Devanagari": "\u0900-\u097f",
    "Bengali": "\u0980-\u09ff",
    "Gurmukhi": "\u0a00-\u0a7f",
    "Gujarati": "\u0a80-\u0aff",
    "Oriya": "\u0b00-\u0b7f",
    "Tamil": "\u0b80-\u0bff",
    "Telugu": "\u0c00-\u0c7f",
    "Kannada": "\u0c80-\u0cff",
    "Malayalam": "\u0d00-\u0d7f",
    "Sinhala": "\u0d80-\u0dff",
    "Thai": "\u0e00-\u0e7f",
    "Lao": "\u0e80-\u0eff",
    "Tibetan": "\u0f00-\u0fff",
    "Myanmar": "\u1000-\u109f",
    "Georgian": "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f",
    "Ethiopic": "\u1200-\u139f",
    "Khmer": "\u1780-\u17ff",
    "Mongolian": "\u1800-\u18af",
}
_MARK: Final = r"\dossier"
_SIMPLE: Final = ("Georgian", "Ethiopic")
"""Scripts whose letters stand beside each other as they are; FreeSerif has no rules for them."""
# A comma or a dot ends a name in a list; the next name stands on its right, as on the screen.
_BETWEEN: Final = r"(?:[^\w,;:·|/\[\]()]|\d)*"
_SCRIPTS: Final = _FROM_RIGHT | _FROM_LEFT
_RUN: Final = lazy_pattern(
    "|".join(f"[{letters}]+(?:{_BETWEEN}[{letters}]+)*" for letters in _SCRIPTS.values())
)
# They order letters on a screen; XeLaTeX has no sign for them.
_ORDER_MARKS: Final = lazy_pattern("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SOUGHT: Final = lazy_pattern(f"{_RUN.pattern}|{_ORDER_MARKS.pattern}")
_AS_THEY_ARE: Final = (nodes.literal, nodes.literal_block, nodes.math, nodes.math_block, nodes.raw)


class dossier_letters(nodes.Inline, nodes.TextElement):
    """Words in another ``script``."""


class PrintOtherScripts(SphinxPostTransform):
    """Find the words in other scripts, in a project that has something of ours."""

    # After all others: the words are those that will be written.
    default_priority = 990
    builders = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Put each run of such words into a node of its own."""
        if self.config.latex_engine != "xelatex" or not is_in_use(self.env):
            return
        for text in [*self.document.findall(nodes.Text)]:
            if _SOUGHT.search(text) and not isinstance(text.parent, _AS_THEY_ARE):
                text.parent.replace(text, [*cut_by_script(text)])


def cut_by_script(text: str) -> Iterator[nodes.Text | dossier_letters]:
    """The parts of ``text`` in order, those in other scripts as nodes of their own.

    Signs that only order letters on a screen are left out.
    """
    text = _ORDER_MARKS.sub("", text)
    end = 0
    for run in _RUN.finditer(text):
        if run.start() > end:
            yield nodes.Text(text[end : run.start()])
        yield dossier_letters("", "", nodes.Text(run[0]), script=_script_of(run[0]))
        end = run.end()
    if end < len(text):
        yield nodes.Text(text[end:])


def _script_of(words: str) -> str:
    return next(name for name, letters in _SCRIPTS.items() if re.match(f"[{letters}]", words))


def _definition(script: str) -> str:
    is_turned = script in _FROM_RIGHT
    # Without its script, a font joins no letters. Its kerning is taken off the wrong end of words
    # from right to left: the space behind them was lost.
    features = f"Script={script}" + (",RawFeature=-kern" if is_turned else "")
    font = r"\normalfont" if script in _SIMPLE else rf"\normalfont\addfontfeatures{{{features}}}"
    words = r"\beginR #1\endR" if is_turned else " #1"
    # Titles go into the outline of the file too, which bears words alone.
    body = rf"\texorpdfstring{{{{{font}{words}}}}}{{#1}}"
    state = r"\TeXXeTstate=1 " if is_turned else ""
    return rf"{state}\DeclareRobustCommand{{{_command(script)}}}[1]{{{body}}}"


def _command(script: str) -> str:
    # One a script: running heads are set in capitals, which would change the name of a script.
    return f"{_MARK}{''.join(filter(str.isalpha, script))}"


def visit_letters(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Begin words in another script, and define the command for it if it is the first."""
    preamble, title = self.elements["preamble"], self.elements["title"]
    if _definition(node["script"]) not in preamble:
        # The title of the book comes from the settings, and is no node.
        scripts = sorted({node["script"], *map(_script_of, _RUN.findall(title))})
        missing = [one for one in map(_definition, scripts) if one not in preamble]
        self.elements["preamble"] = "\n".join([preamble, *missing])
        if _MARK not in title:
            self.elements["title"] = _RUN.sub(_commanded, title)
    self.body.append(f"{_command(node['script'])}{{")


def _commanded(words: re.Match[str]) -> str:
    return f"{_command(_script_of(words[0]))}{{{words[0]}}}"


def depart_letters(self: LaTeXTranslator, _: nodes.Element) -> None:
    """End them."""
    self.body.append("}")


def setup_letters(app: Sphinx) -> None:
    """Register the node and the search for such words."""
    app.add_node(dossier_letters, latex=(visit_letters, depart_letters))
    app.add_post_transform(PrintOtherScripts)
