"""Fields of .bib files as text: what LaTeX would print, and nothing lost where it is no LaTeX."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.core.latex_text import plain_text


@given(st.text("{}abc"))
def test_braces_for_markup_are_left_out(text):
    """They keep the case of a title, and are no part of it."""
    assert text.replace("{", "").replace("}", "") == plain_text(text)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"a \{set\}", "a {set}"),
        (r"\textbraceleft{}a\textbraceright b", "{a}b"),
        (r"\lbrace a \rbrace", "{a }"),
        (r"one\\{two}", "one two"),
        (r"5 \$ for {\textdollar} x\textasciicircum{}2", "5 $ for $ x^2"),
        (r"\lbraces{}", r"\lbraces"),
    ],
)
def test_printed_braces_are_kept(latex, text):
    """What LaTeX prints as a brace is one."""
    assert text == plain_text(latex)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"M{\"u}ller, \'{E}cole, \c{c}a, \H{o}, {\aa}, \v S", "Müller, École, ça, ő, å, Š"),
        (r"na{\"{\i}}ve \'\i{} \={\i} \u\i", "naïve í ī ĭ"),
        (r"S\textcommabelow{s} \d{s}\b{d}\.{z}\r{u}", "Sș ṣḏżů"),
        (r"\t{oo}ps", "o͡ops"),
        (r"Munaf\u{A}\k{} \'{}", "MunafĂ˛ ´"),
        (r"{\O}rsted, \L{}\'od\'z, stra{\ss}e, {\DJ}", "Ørsted, Łódź, straße, Đ"),
    ],
)
def test_letters(latex, text):
    """Accents stand on their letters, one code point where there is one."""
    assert text == plain_text(latex)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("Ten--twelve --- ``quoted''", "Ten–twelve — “quoted”"),
        ("?`Where? !`There!", "¿Where? ¡There!"),
        ("p.~9, 5\\,km, soft\\-ly, a\\ b", "p.\xa09, 5\u2009km, softly, a b"),
        (r"100\,\% sure \& more \#1 a\_b", "100\u2009% sure & more #1 a_b"),
        ("100% sure & a_b #1 ^ 'so'", "100% sure & a_b #1 ^ 'so'"),
        ("a{-}{-}b '{}' `{}`", "a--b '' ``"),
        (r"\ldots then \texteuro 5 \textless", "…then €5 <"),
    ],
)
def test_signs(latex, text):
    """Signs are those that LaTeX prints; a sign that stands for itself stays."""
    assert text == plain_text(latex)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\emph{really} \textit{so} {\em yes} {\bf no}", "really so yes no"),
        (r"\enquote{so} \mkbibquote{it} \mkbibparens{is}", "“so” “it” (is)"),
        (r"\noopsort{1973a}1973\relax", "1973"),
        (r"CO\textsubscript{2}, 3\textsuperscript{rd}, m\textsuperscript{2}", "CO₂, 3rd, m²"),
        (r"\href{https://a.example/b\%20c}{here} \foreignlanguage{french}{ici}", "here ici"),
        (r"see \url{https://a.example/b\_c\%20~d}", "see https://a.example/b_c%20~d"),
        (r"\unheardof{words} and \unheard of", r"words and \unheard of"),
        (r"\begin{itemize} \item one \end{itemize}", "•one"),
        (r"\textbf {two} \TeX{} and \LaTeX", "two TeX and LaTeX"),
    ],
)
def test_commands(latex, text):
    """Of a command its words stay; of one that is not known, and has none, its name."""
    assert text == plain_text(latex)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("$x^2$, $H_2O$, $10^{-3}$, $2^{x+y}$", "x², H₂O, 10⁻³, 2^(x+y)"),
        (r"$\alpha\leqslant 3$ of $\mathcal{O}(n\log n)$", "α≤3 of O(n log n)"),
        (r"$\frac{a}{b}$ $\sqrt{x}$ $37^\circ$ \(n\)", "a/b √x 37° n"),
        (r"radix-2\({}^{\mbox{k}}\), the 5\({}^{\mbox{th}}\) of 2^k", "radix-2^k, the 5th of 2^k"),
        (r"$\langle$00$\overline 1\rangle$", "⟨001⟩"),
        ("of $n$ ships, $10$ lost", "of n ships, 10 lost"),
        ("Cu$2$O$(111)$ and $-$50", "Cu2O(111) and -50"),
        ("from $5 million to $6 million", "from $5 million to $6 million"),
        ("US$5-US$6, A$ and B$ or $7/$8", "US$5-US$6, A$ and B$ or $7/$8"),
        (
            r"the $1S$ line of {Cu$_2$O} at $523-1073$ K, $|T|$",
            "the 1S line of Cu₂O at 523-1073 K, |T|",
        ),
        (r"$4,4$'-di, of $2.5~to~6.5\,eV$", "4,4'-di, of 2.5\xa0to\xa06.5\u2009eV"),
        ("$a--b ``c''_1$", "a--b ``c''₁"),
    ],
)
def test_maths(latex, text):
    """Between dollars stands maths, unless they are money."""
    assert text == plain_text(latex)


@pytest.mark.parametrize("text", ["Half \\", r"C:\temp", r"\1"])
def test_what_is_no_latex_is_left(text):
    """A path, or a title that ends in a backslash."""
    assert text == plain_text(text)


@given(st.text() | st.text("\\{}\"'$%&abu^_t "))
def test_any_field_becomes_text(text):
    """No field raises."""
    assert isinstance(plain_text(text), str)


@pytest.mark.parametrize("sign", ["{", "\\'", "$a", "\\emph{", "^{"])
def test_deep_nesting_ends(sign):
    """However deep groups and accents lie in each other, there is an end."""
    assert isinstance(plain_text(sign * 5000), str)
