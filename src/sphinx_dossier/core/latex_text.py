r"""The text of a field of a .bib file, as LaTeX prints it: ``M{\"u}ller``, ``\emph{a}``, ``$x^2$``.

Signs are those of the table of latexcodec. What LaTeX would run is not run: of a command that is
not known its words stay, and without words its name.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final
from unicodedata import normalize

from latexcodec.codec import load_unicode_latex_table

from sphinx_dossier.core.lazy_pattern import lazy_pattern

_NOT_PLAIN = lazy_pattern(r"[\\{}$~]|--|``|''|[?!]`")
_TOKEN = lazy_pattern(
    r"\\(?P<word>[A-Za-z]+)\s*|\\(?P<sign>.)|(?P<mark>[{}$])|(?P<ligature>---?|``|''|[?!]`|~)"
    r"|(?P<script>[\^_])|(?P<text>[^\\{}$~`'?!^_-]+|.)",
    re.DOTALL,
)
_LIGATURES: Final = {
    "---": "—", "--": "–", "``": "“", "''": "”", "?`": "¿", "!`": "¡", "~": "\xa0",
}  # fmt: skip
_ACCENTS: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331", "textcommabelow": "\u0326",
}  # fmt: skip
"""Commands that put a sign on the letter behind them, as a combining character."""
_TIE: Final = "\u0361"
_ALONE: Final = {
    "~": "~", "^": "^", "`": "`", "'": "´", '"': "¨", "=": "¯", "c": "¸", "u": "˘", ".": "˙",
    "r": "˚", "H": "˝", "v": "ˇ", "k": "˛",
}  # fmt: skip
"""Accents on nothing, as addresses have them: the sign itself."""
_DOTLESS: Final = {"ı": "i", "ȷ": "j"}
_BLANKS: Final = {
    **dict.fromkeys(" \n\t", " "),
    **dict.fromkeys(",;:>", "\u2009"),
    **dict.fromkeys("-/!@", ""),
}
"""Signs behind a backslash that print a blank or nothing: a place to break, the ends of maths."""
_SIGNS: Final = """
    textbraceleft={ textbraceright=} lbrace={ rbrace=} textdollar=$ textasciicircum=^
    textunderscore=_ textless=< textgreater=> textbar=| slash=/ textquotesingle='
    textquotedblleft=“ textquotedblright=” textquoteleft=‘ lq=‘ textquoteright=’ rq=’
    quotesinglbase=‚ quotedblbase=„ grqq=“ glq=‚ grq=‘ guilsinglleft=‹ guilsinglright=› flqq=«
    frqq=» textellipsis=… dots=… cdots=… lvert=| rvert=| texteuro=€ euro=€ textsection=§
    textparagraph=¶ j=ȷ ng=ŋ NG=Ŋ dj=đ SS=ẞ textexclamdown=¡ textquestiondown=¿ textcent=¢
    textordfeminine=ª textordmasculine=º textnumero=№ le=≤ ge=≥ leqslant=≤ geqslant=≥ ne=≠ to=→
    circ=° langle=⟨ rangle=⟩ prime=′ sim=~ textmu=µ textdoublebarpipe=ǂ TeX=TeX LaTeX=LaTeX
    LaTeXe=LaTeX2e BibTeX=BibTeX BibLaTeX=BibLaTeX XeTeX=XeTeX LuaTeX=LuaTeX bibrangedash=– hyphen=-
    item=• Dash=— dash=– emdash=— endash=– MF=METAFONT MP=MetaPost
    ConTeXt=ConTeXt AmSTeX=AMS-TeX psq=f. psqq=ff. pno=p. ppno=pp.
    addcomma=, addsemicolon=; addcolon=: adddot=. textdoublepipe=‖ textasteriskcentered=*
"""
"""What commands print that the table of latexcodec has not."""
_MORE_SIGNS: Final = {
    "{": "{", "}": "}", "$": "$", "nobreakspace": "\xa0",
    "thinspace": "\u2009", "newline": " ", "par": " ", "space": " ",
}  # fmt: skip
_SILENT: Final = """
    relax em bf it rm sc sl sf tt bfseries itshape scshape slshape ttfamily sffamily rmfamily
    upshape mdseries normalfont tiny small footnotesize large Large LARGE huge Huge displaystyle
    left right ensuremath protect null allowbreak newblock nolinebreak noindent sloppy
    autocap
"""
"""Commands that change how the words behind them look, and print nothing."""
_UNSEEN: Final = """
    noopsort SortNoop hspace vspace label color cite href textcolor foreignlanguage
    raisebox phantom hphantom vphantom begin end
"""
"""Commands whose first argument is not printed."""
_MATHS_ENDS: Final = {"(": True, "[": True, ")": False, "]": False}
_ORDINALS: Final = frozenset({"th", "st", "nd", "rd", "er", "ème"})
_OVER: Final = frozenset({"overline", "underline", "bar", "hat", "vec", "tilde", "mbox", "text"})
"""Commands of maths that take the next letter as well as a group, and leave it as it is."""
_QUOTED: Final = {
    **dict.fromkeys(("enquote", "mkbibquote", "textquote"), "“{}”"),
    **dict.fromkeys(("mkbibparens", "parentext"), "({})"),
    "mkbibbrackets": "[{}]",
    "sqrt": "√{}",
}
_RAISED: Final = dict(zip("0123456789+-=()nia'", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃ′", strict=True))
_LOWERED: Final = dict(zip("0123456789+-=()aeoxijn", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓᵢⱼₙ", strict=True))
_SCRIPTS: Final = {
    "^": _RAISED, "textsuperscript": _RAISED, "mkbibsuperscript": _RAISED,
    "_": _LOWERED, "textsubscript": _LOWERED,
}  # fmt: skip
# Dollars that stand for money have a letter before them, a number behind the second, or words or a
# blank at an end between them.
_MATHS = lazy_pattern(
    r"(?!\s)(?:(?=[^$]*[\\^_])[^$]+|\d+(?=\$(?!\d))|\([^$]+\)|[^\w\s$]+"
    r"|(?<![A-Za-z]\$)(?![^$]*[A-Za-z]{3}\s+[A-Za-z]{3})[^$]+(?=\$(?!\d)))(?<!\s)(?=\$)"
)
_BLANKS_IN_A_ROW = lazy_pattern(" {2,}")
_ADDRESS = lazy_pattern(r"\{([^{}]*)\}?")
_DEPTH: Final = 100
"""How deep groups and accents may lie in each other, as in pybtex; the rest is not read."""

_SPECIAL: Final = {
    **{sign: f"\\{sign}" for sign in "&%$#_"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    # Programs take these for the blanks between words of a file.
    "\xa0": "~",
    "\u2009": r"\,",
    "\u2003": r"\quad{}",
    "^": r"\textasciicircum{}",
    # BibTeX counts an escaped brace as well, and one without its partner would end no value.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}
SPECIAL_SIGN: Final = lazy_pattern("[{}]".format(re.escape("".join(_SPECIAL))))
"""What LaTeX does not print as it is."""
# Between signs that LaTeX draws as another one: a dash, a quotation mark, a sign turned round.
_LIGATURE = lazy_pattern(r"(?<=([-`',<>]))(?=\1)|(?<=[?!])(?=`)")


def plain_text(latex: str) -> str:
    """The text of a BibTeX field without its markup; braces are left where LaTeX prints them."""
    # Most fields have no markup, and every build reads all of them.
    if not _NOT_PLAIN.search(latex):
        return latex
    # A command that prints nothing leaves the blanks on both of its sides.
    return _BLANKS_IN_A_ROW.sub(" ", _Reader(latex).all()).strip(" ")


def as_latex(text: str) -> str:
    """``text`` as LaTeX prints it: the inverse of :func:`plain_text`."""
    return _LIGATURE.sub("{}", SPECIAL_SIGN.sub(lambda sign: _SPECIAL[sign[0]], text))


def as_verbatim(text: str) -> str:
    """An address, which BibLaTeX reads letter by letter; it may have only braces in pairs."""
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            break
    return text if depth == 0 else text.replace("{", "%7B").replace("}", "%7D")


@cache
def _printed() -> dict[str, str]:
    """What a command without arguments prints, by its name."""
    found = dict(pair.split("=") for pair in _SIGNS.split())
    found |= {**_MORE_SIGNS, **_BLANKS, **dict.fromkeys(_SILENT.split(), "")}
    for row in load_unicode_latex_table():
        command = re.fullmatch(r"\\([A-Za-z]+|[%#&_])", row.latex)
        if row.decode and command:
            found.setdefault(command[1], row.unicode)
    return found


class _Reader:
    """Reads LaTeX from left to right; every method leaves ``position`` behind what it has read."""

    def __init__(self, latex: str, *, is_maths: bool = False) -> None:
        self._latex = latex
        self._at = 0
        self._depth = 0
        self._is_maths = is_maths

    def all(self) -> str:
        """All of it; a brace that closes nothing is left out."""
        parts = []
        while self._at < len(self._latex):
            parts.append(self._until_brace())
        return normalize("NFC", "".join(parts))

    def _until_brace(self) -> str:
        """The text up to the end, or to the brace that closes the group."""
        parts: list[str] = []
        while self._at < len(self._latex):
            token = self._next()
            if token[0] == "}":
                break
            parts.append(self._meaning(token))
        return "".join(parts)

    def _next(self) -> re.Match[str]:
        token = _TOKEN.match(self._latex, self._at)
        # The last branch of the pattern takes any character.
        assert token is not None
        self._at = token.end()
        return token

    def _meaning(self, token: re.Match[str]) -> str:
        if self._depth == _DEPTH:
            return token[0].strip("{}")
        self._depth += 1
        text = self._text_of(token)
        self._depth -= 1
        return text

    def _text_of(self, token: re.Match[str]) -> str:
        match token.lastgroup:
            case "word":
                return self._command(token["word"], token[0])
            case "sign":
                return self._command(token["sign"], token[0])
            # In maths two hyphens are two times minus, and two apostrophes two primes.
            case "ligature" if not (self._is_maths and token[0] != "~"):
                return _LIGATURES[token[0]]
            case "script" if self._is_maths:
                return self._script(token[0])
            case "mark":
                return self._until_brace() if token[0] == "{" else self._dollar()
            case _:
                return token[0]

    def _dollar(self) -> str:
        """Maths up to the next dollar, or the dollar itself."""
        end = self._latex.find("$", self._at)
        inner = self._latex[self._at : end]
        found = _MATHS.match(self._latex, self._at)
        if self._is_maths or end < 0 or not found or found.end() != end:
            return "$"
        self._at = end + 1
        return _BLANKS_IN_A_ROW.sub(" ", _Reader(inner, is_maths=True).all()).strip(" ")

    def _command(self, name: str, written: str) -> str:
        if name == "\\":
            self._skip_blanks()
            return " "
        if name in _MATHS_ENDS:
            self._is_maths = _MATHS_ENDS[name]
            return ""
        if name in _ACCENTS or name == "t":
            return self._accented(name)
        if name in _SCRIPTS and name != "_":
            return self._script(name)
        printed = _printed().get(name)
        return self._with_arguments(name, written) if printed is None else printed

    def _with_arguments(self, name: str, written: str) -> str:
        """What a command prints of its arguments; one that has none, and is not known, itself."""
        if name == "frac":
            return f"{self._argument()}/{self._argument()}"
        if name in _UNSEEN.split():
            self._argument()
            return ""
        if name == "url":
            return self._verbatim()
        if name in _OVER:
            return self._argument()
        if not self._latex.startswith("{", self._at) or self._latex.startswith("{}", self._at):
            # A function such as `log` is its own name in maths.
            return f" {name} " if self._is_maths else written
        return _QUOTED.get(name, "{}").replace("{}", self._argument())

    def _accented(self, name: str) -> str:
        """The letter behind an accent with it; a tie stands between two letters."""
        letters = self._argument()
        if not letters.strip():
            return _ALONE.get(name, "") + letters
        first, rest = letters[0], letters[1:]
        if name == "t":
            return first + _TIE + rest
        return normalize("NFC", _DOTLESS.get(first, first) + _ACCENTS[name]) + rest

    def _script(self, name: str) -> str:
        """Small signs above or below the line, where Unicode has all of them."""
        small, text = _SCRIPTS[name], self._argument()
        if all(sign in small for sign in text):
            return "".join(small[sign] for sign in text)
        if name not in "^_" or text == "°" or text in _ORDINALS:
            return text
        return f"{name}({text})" if len(text) > 1 else f"{name}{text}"

    def _argument(self) -> str:
        """The group behind a command, or the next letter or command."""
        self._skip_blanks()
        if self._latex[self._at : self._at + 1] in ("", "}"):
            return ""
        token = self._next()
        if token.lastgroup != "text":
            return self._meaning(token)
        self._at = token.start() + 1
        return token[0][0]

    def _verbatim(self) -> str:
        """The address in the braces behind a command, without LaTeX's backslashes."""
        match = _ADDRESS.match(self._latex, self._at)
        if not match:
            return ""
        self._at = match.end()
        return re.sub(r"\\(?=[%#&_~])", "", match[1])

    def _skip_blanks(self) -> None:
        while self._latex[self._at : self._at + 1].isspace():
            self._at += 1
