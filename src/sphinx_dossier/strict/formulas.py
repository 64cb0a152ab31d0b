r"""What a formula may use: commands of TeX that set signs, and none that read, define or link.

A formula is a program in two languages: TeX reads and writes files (``\input``, ``\write``), and
MathJax makes links, styles and ids of it (``\href``, ``\style``). Neither is needed for a sum.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMANDS: Final = frozenset(
    """alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa
    lambda mu nu xi omicron pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi
    omega digamma Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega aleph beth gimel
    daleth ell hbar hslash imath jmath Re Im wp eth complement partial nabla infty emptyset
    varnothing forall exists nexists neg lnot top bot angle measuredangle sphericalangle
    triangle square Box blacksquare lozenge diamond Diamond star bigstar clubsuit diamondsuit
    heartsuit spadesuit flat natural sharp checkmark prime backprime surd degree dagger ddagger
    S P copyright pounds yen euro sum prod coprod int iint iiint oint bigcap bigcup bigsqcup
    bigvee bigwedge bigodot bigotimes bigoplus biguplus limits nolimits displaylimits intop pm
    mp times div cdot cdotp ast circ bullet cap cup uplus sqcap sqcup vee lor wedge land
    setminus smallsetminus wr amalg oplus ominus otimes oslash odot bigcirc bigtriangleup
    bigtriangledown triangleleft triangleright unlhd unrhd lhd rhd ltimes rtimes boxplus
    boxtimes leq le leqslant geq ge geqslant ll gg lll ggg neq ne not equiv approx approxeq
    cong simeq sim asymp doteq propto models perp mid nmid parallel nparallel bowtie Join smile
    frown vdash dashv prec succ preceq succeq subset supset subseteq supseteq nsubseteq
    nsupseteq subsetneq supsetneq sqsubset sqsupset sqsubseteq sqsupseteq in ni owns notin
    triangleq because therefore iff implies impliedby lesssim gtrsim lessgtr nless ngtr nleq
    ngeq between Vdash vDash leftarrow gets rightarrow to leftrightarrow Leftarrow Rightarrow
    Leftrightarrow longleftarrow longrightarrow longleftrightarrow Longleftarrow Longrightarrow
    Longleftrightarrow mapsto longmapsto hookleftarrow hookrightarrow leftharpoonup
    leftharpoondown rightharpoonup rightharpoondown rightleftharpoons leftrightharpoons leadsto
    uparrow downarrow updownarrow Uparrow Downarrow Updownarrow nearrow searrow swarrow nwarrow
    xleftarrow xrightarrow twoheadrightarrow twoheadleftarrow leftleftarrows rightrightarrows
    nleftarrow nrightarrow ldots cdots vdots ddots dots dotsc dotsb dotsm dotsi dotso colon
    frac dfrac tfrac cfrac sqrt root binom dbinom tbinom genfrac over choose atop stackrel
    overset underset substack sideset hat widehat check widecheck tilde widetilde acute grave
    dot ddot dddot breve bar vec mathring overline underline overbrace underbrace
    overrightarrow overleftarrow overleftrightarrow underrightarrow underleftarrow overbracket
    underbracket boxed fbox cancel bcancel xcancel left right middle big Big bigg Bigg bigl
    Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm biggm Biggm lbrace rbrace lbrack rbrack
    langle rangle lvert rvert lVert rVert vert Vert lfloor rfloor lceil rceil lgroup rgroup
    lmoustache rmoustache backslash ulcorner urcorner llcorner lrcorner arccos arcsin arctan
    arg cos cosh cot coth csc deg det dim exp gcd hom inf injlim ker lg lim liminf limsup ln
    log max min Pr projlim sec sin sinh sup tan tanh varinjlim varliminf varlimsup varprojlim
    operatorname bmod pmod mod pod mathrm mathbf mathit mathsf mathtt mathcal mathbb mathfrak
    mathscr mathnormal boldsymbol bm pmb rm bf it sf tt cal text textrm textbf textit textsf
    texttt textnormal mbox mathop mathbin mathrel mathord mathopen mathclose mathpunct
    mathinner displaystyle textstyle scriptstyle scriptscriptstyle quad qquad thinspace
    medspace thickspace enspace negthinspace phantom hphantom vphantom mathstrut strut tag
    notag nonumber begin end hline cr limits intertext shoveleft shoveright""".split()
)
_SIGNS: Final = frozenset("\\,;:!>|{}()[]%#&$_-/.~ \n")
_ENVIRONMENTS: Final = frozenset(
    """align align* alignat alignat* aligned alignedat array bmatrix Bmatrix cases dcases eqnarray
    eqnarray* equation equation* gather gather* gathered matrix multline multline* pmatrix
    rcases smallmatrix split subarray vmatrix Vmatrix""".split()
)
_COMMAND = lazy_pattern(r"\\([A-Za-z@]+|.|\Z)", re.DOTALL)
_ENVIRONMENT = lazy_pattern(r"\\(?:begin|end)\s*(\{[^{}]*\}|)")
_COLUMNS: Final = re.compile(
    r"(\s|\||[lcrLCRJT]|\\[XY]\{[\d.]+\}(\{\d+\})?|[pmb]\{[\d.]+(cm|mm|in|pt|em|ex)\})*"
).fullmatch
_LABEL: Final = re.compile(r"[\w .:+*/-]*").fullmatch


def formula_faults(formula: str) -> Iterator[str]:
    """What of a formula sets no signs, each once."""
    # Two of these and a number are any character, a backslash too.
    if "^^" in formula:
        yield "^^"
    # A comment, which would take away the end of the formula.
    if "%" in _COMMAND.sub("", formula):
        yield "%"
    names = dict.fromkeys(_COMMAND.findall(formula))
    yield from (f"\\{name}" for name in names if name not in _COMMANDS | _SIGNS)
    for found in dict.fromkeys(_ENVIRONMENT.findall(formula)):
        if found[1:-1] not in _ENVIRONMENTS:
            yield f"\\begin{found}"


def are_columns(spec: str) -> bool:
    """Whether the columns of a table in LaTeX are widths and lines, and no other command."""
    return _COLUMNS(spec) is not None


def is_label(label: str) -> bool:
    """Whether the name of a formula can stand in LaTeX as it is."""
    return _LABEL(label) is not None
