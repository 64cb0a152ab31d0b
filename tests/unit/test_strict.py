"""What may stand on a page of a stranger: addresses, markup, finished pages, drawings."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from sphinx import environment

from sphinx_dossier.core.safe_links import is_allowed, is_inside, is_local, leads_outside
from sphinx_dossier.core.visible_text import hidden_sign, spell, turning_sign, without_hidden
from sphinx_dossier.strict.allowed import ELEMENTS, is_style
from sphinx_dossier.strict.class_names import is_known
from sphinx_dossier.strict.fence_depth import line_of_deep_fence
from sphinx_dossier.strict.finished_page import page_faults
from sphinx_dossier.strict.formulas import are_columns, formula_faults
from sphinx_dossier.strict.fragment import fragment_faults, is_comment
from sphinx_dossier.strict.page_bounds import TooMuchError, bounded
from sphinx_dossier.strict.page_policy import with_policy
from sphinx_dossier.strict.safe_drawings import RefusedDrawingError, rewrite
from sphinx_dossier.strict.theme_marks import EDGE, MARK, ThemeMarks, marking, unmarked
from sphinx_dossier.strict.toctree_walk import pages_in_order
from strict_cases import ADDRESSES, DRAWINGS, MARKUPS

THEME = Environment(extensions=[ThemeMarks], autoescape=False)
PAGE = THEME.from_string(
    '<!DOCTYPE html><html lang="en"><head><title>{{ title }}</title></head>'
    '<body class="a" onload="start()"><h{{ level }} data-theme="x">{{ title }}</h{{ level }}>'
    '<main style="position: fixed">{{ body }}</main><a href="{{ link }}">on</a></body></html>'
)


def page(body="", title="A page", link="a.html"):
    """A page of a theme with event handlers and styles of its own."""
    return PAGE.render(body=f"{EDGE}{body}{EDGE}", title=title, link=link, level=2)


def may_be_rewritten(content):
    """Whether a drawing is written anew."""
    try:
        rewrite(content)
    except RefusedDrawingError:
        return False
    return True


@pytest.mark.parametrize(("address", "expected"), ADDRESSES)
def test_addresses(address, expected):
    """An address that is not one of the few plain forms is refused."""
    assert expected == is_allowed(address)


@given(st.text("jJavascript:/\\\t\n @.#?%é\u202e", max_size=30))
def test_allowed_addresses_have_one_reading(address):
    """Whatever is allowed begins as one of the four forms, or has no scheme and no host."""
    if is_allowed(address):
        before = address.partition("#")[0].partition("?")[0]
        scheme = before.partition("/")[0].partition(":")
        assert not scheme[1] or scheme[0].lower() in {"http", "https", "mailto", "tel"}
        assert "@" not in before or before.lower().startswith("mailto:") or is_local(address)


@pytest.mark.parametrize(("markup", "expected"), MARKUPS)
def test_fragments(markup, expected):
    """The first gate passes what the table has; a value that XML needs has to be written."""
    written = markup.replace(" disabled>", ' disabled="disabled">')
    assert expected == (fragment_faults(written) == [])


@pytest.mark.parametrize(("markup", "expected"), MARKUPS)
def test_pages(markup, expected):
    """The second gate alone stops all that may not stand, and nothing else."""
    assert expected == (page_faults(page(markup)) == [])


@pytest.mark.parametrize(
    ("title", "fault"),
    [
        ('x"><img src=x onerror=a()>', "onerror"),
        ("<script>a()</script>", "script"),
        ("<!--", "not well-formed"),
        ("<style ", "not well-formed"),
        ("\u202e", "U+202E"),
    ],
)
def test_what_a_theme_forgets_to_escape(title, fault):
    """A title that becomes markup is found, though it is not in the text of the page."""
    assert any(fault in one for one in page_faults(page("<p>x</p>", title=f"</title>{title}")))


def test_attributes_that_a_template_does_not_hold():
    """A value that ends its attribute early adds none to a tag of the theme."""
    assert page_faults(page(link='a.html" onclick="a()')) == ["onclick='a()' of <a>"]
    assert page_faults(page(link="javascript:a()")) == ["href='javascript:a()' of <a>"]


def test_marks_leave_no_trace():
    """Without its marks a page is what the template writes without them."""
    plain = Environment(autoescape=False)
    source = (
        "<ul{% if x %} class='a'{% endif %}>\n  <li\n   title=\"{{ x }}\">a &lt; b = c</li></ul>"
    )
    marked = Environment(extensions=[ThemeMarks], autoescape=False).from_string(source)
    assert MARK in marked.render(x=1)
    assert plain.from_string(source).render(x=1) == unmarked(marked.render(x=1))
    tag = '<script defer="defer" src="a.js"></script>'
    assert tag == unmarked(marking(lambda: tag)())
    assert page_faults(marking(lambda: tag)()) == []


class _Tags(HTMLParser):
    """The start tags that a parser of HTML finds."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, _):
        self.found.append(tag)


_PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<svg>",
        "</svg>",
        "<title>",
        "</title>",
        "<br>",
        "<b a='<i>'>",
        "</b>",
        "x",
        "<",
    ]
)


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_no_parser_finds_a_tag_that_was_not_judged(text):
    """What the first gate accepts has no element outside the table for another parser either."""
    if fragment_faults(text) == []:
        tags = _Tags()
        tags.feed(text)
        assert set(tags.found) <= ELEMENTS | {"title"}


@given(st.text())
def test_escaped_text_passes(text):
    """Any words may stand on a page, but for characters that nobody sees."""
    sign = hidden_sign(text)
    shown = "".join(one for one in text if one.isprintable() or one in " \n\t")
    attribute = quoteattr(shown)
    if not hidden_sign(shown):
        assert fragment_faults(f"<p title={attribute}>{attribute}</p>") == []
    assert bool(sign) == bool(hidden_sign(text))


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("width: 40%; --at: 0.5", True),
        ("color: rgb(1, 2, 3); font-family: 'DejaVu Sans', serif", True),
        ("fill: url(#a)", True),
        ("position: fixed", False),
        ("margin-top: -900px", False),
        ("--x: url(#a)", False),
        ("fill: url(a.svg#a)", False),
        ("content: 'x'", False),
        ("width: 1px /* */", False),
        ("no colon", False),
    ],
)
def test_styles(style, expected):
    """A style changes what is in it, and loads and covers nothing."""
    assert expected == is_style(style)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("<!-- a -->", True), ("<!-- a --> \n<!-- b -->", True), ("<!-->", False), ("a", False)],
)
def test_comments(text, expected):
    """A comment is left out without a word; what only begins like one is not."""
    assert expected == is_comment(text)


@pytest.mark.parametrize(("name", "content", "expected"), DRAWINGS, ids=[d[0] for d in DRAWINGS])
def test_drawings(name, content, expected):
    """A drawing is written anew without what could run or load, or refused."""
    assert expected == may_be_rewritten(content), name
    if expected:
        written = rewrite(content)
        assert written == rewrite(written)
        for word in (b"<script", b"javascript:", b"third.example", b"onload", b"<!DOCTYPE", b"<?"):
            assert word not in written


def test_refused_drawing_says_its_line():
    """The line of the drawing is told, so that it can be mended."""
    content = b'<svg xmlns="http://www.w3.org/2000/svg">\n\n<script/></svg>'
    with pytest.raises(RefusedDrawingError, match="'script': take it out") as refused:
        rewrite(content)
    assert refused.value.line == 3


def test_inside(tmp_path):
    """Links of the file system are followed, hidden places and other folders are outside."""
    root = tmp_path / "root"
    (root / ".git").mkdir(parents=True)
    (tmp_path / "outer").mkdir()
    (root / "folder").symlink_to(tmp_path / "outer")
    (root / "up").symlink_to(root / ".git")
    (root / "circle").symlink_to(root / "circle")
    (tmp_path / "root2").mkdir()
    assert is_inside(root, root / "a" / ".." / "b.md")
    for path in ("../b", "../root2/b", "folder/b", ".git/config", "up/config", "a/.env", "x\0y"):
        assert not is_inside(root, root / path), path
    assert not is_inside(root, root / "circle" / "b")
    assert not is_inside(root, "/etc/passwd")


def test_leading_outside(tmp_path):
    """A path that the settings name outside the folder is theirs; a link that leaves it is not."""
    root = tmp_path / "root"
    root.mkdir()
    (root / "a.bib").write_text("")
    (root / "b.bib").symlink_to(tmp_path / "b.bib")
    assert [False, True, False] == [
        leads_outside(root, path) for path in ("a.bib", "b.bib", "../b.bib")
    ]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("plain, with ünïcödé", "plain, with ünïcödé"),
        ("red \x1b[31m", r"red \u001b[31m"),
        ("a\n::error file=a::x", r"a\n::error file=a::x"),
        ("::error::x", "|::error::x"),
        ("  ::stop-commands::x", "  |::stop-commands::x"),
        ("##[error]x", "#|#[error]x"),
        ("a ##vso[task]x", "a #|#vso[task]x"),
        ("a ##teamcity[x", "a #|#teamcity[x"),
        ("\u202egnp", r"\u202egnp"),
        ("a\u200bb\xadc\u2028d", r"a\u200bb\u00adc\u2028d"),
        ("\ud800", r"\ud800"),
        ("a\r\tb", r"a\r\tb"),
    ],
)
def test_messages(message, expected):
    """No message controls a terminal, begins a command of a runner, or turns its own letters."""
    assert expected == spell(message)


@given(st.text())
def test_spelled_messages_stay(message):
    """A message has one line, can be written anywhere, and is spelled once."""
    spelled = spell(message)
    assert "\n" not in spelled
    assert spelled.encode().decode() == spelled
    assert spelled == spell(spelled)


def test_names_between_isolates_are_no_fault():
    """A name in another direction may be kept apart; an isolate without an end is refused."""
    assert hidden_sign("a \u2068شب\u2069 b") == ""
    assert hidden_sign("a \u2068b") == "U+2068"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("zwölf ö/", True), ("a b.html#c", True), (" a", False), ("a ", False),
        ("mailto:a%40b.example", True), ("mailto:a@b.example?cc=c%40d.example", True),
        ("mailto:a@b.example?subject=x%0D%0ABcc:c", False), ("mailto:a%40", False),
        ("java script:alert(1)", False), (" //example.org", False), ("/ /example.org", True),
        ("a\tb", False), ("a\u00a0b", False),
    ],
)  # fmt: skip
def test_addresses_as_sphinx_writes_them(address, expected):
    """It leaves a blank in the name of a page, and spells the sign of a mail address."""
    assert expected == is_allowed(address)


@pytest.mark.parametrize(
    "formula",
    [
        r"\frac{a}{b} \leq \sum_{i=1}^{n} x_i^2",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"\left\{ x \;\middle|\; \text{is 5\%} \right\}",
        r"\operatorname{cov}(\mathbf{x}, \hat{y}) \tag{1}",
        "",
    ],
)
def test_plain_formulas(formula):
    """What sets signs may stand in a formula."""
    assert [] == [*formula_faults(formula)]


@pytest.mark.parametrize(
    ("formula", "fault"),
    [
        (r"\href{javascript:a()}{x}", r"\href"),
        (r"\style{position: fixed}{x}", r"\style"),
        (r"\class{dossier-status}{x}", r"\class"),
        (r"\cssId{search}{x}", r"\cssId"),
        (r"\require{html}", r"\require"),
        (r"\unicode{8238}", r"\unicode"),
        (r"\input{/etc/passwd}", r"\input"),
        (r"\input/etc/passwd", r"\input"),
        (r"\write18{id}", r"\write"),
        (r"\immediate\openout3", r"\immediate"),
        (r"\csname input\endcsname", r"\csname"),
        (r"\catcode`\@=0 @input", r"\catcode"),
        (r"\def\a{\a}\a", r"\def"),
        (r"^^5cinput{x}", "^^"),
        (r"\end{equation}\begin{document}", r"\begin{document}"),
        (r"\begin {verbatim}", r"\begin{verbatim}"),
        (r"\begin\relax{document}", r"\relax"),
        (r"\includegraphics{x}", r"\includegraphics"),
        (r"\rule{99em}{99em}", r"\rule"),
        (r"\llap{over the words before}", r"\llap"),
        ("x % and the end is gone", "%"),
        ("\\", "\\"),
    ],
)
def test_formulas_that_are_programs(formula, fault):
    """What reads, defines, moves or links is named."""
    assert fault in [*formula_faults(formula)]


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("|l|c|p{5cm}|", True),
        (r"\X{1}{3}\Y{0.5}", True),
        (r"|p{\input{/etc/passwd}}|", False),
        (r">{\input x}l", False),
        ("@{x}l", False),
    ],
)
def test_columns_for_latex(spec, expected):
    """The columns of a table are widths, sides and lines."""
    assert expected == are_columns(spec)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("admonition", True), ("admonition-a-title", True), ("align-center", True), ("kbd", True),
        ("sd-card", True), ("sd-d-flex-row", True), ("highlight-python", True), ("fa-spam", True),
        ("position-fixed", False), ("fixed-top", False), ("stretched-link", False),
        ("d-none", False), ("visually-hidden", False), ("modal", False), ("w-100", False),
        ("sd-d-none", False), ("sd-d-md-none", False), ("sd-stretched-link", False),
        ("sd-tab-content", False), ("sd-text-transparent", False), ("headerlink", False),
        ("dossier-status", False), ("dossier", False),
    ],
)  # fmt: skip
def test_classes(name, expected):
    """A page may set what its parsers set, and nothing that covers, hides, or is a mark."""
    assert expected == is_known(name)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("words \U000e0068\U000e0069", "U+E0068"),
        ("a flag \U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", ""),
        ("\U0001f3f4" + "\U000e0067" * 40, "U+E0067"),
        ("a\u2062b", "U+2062"),
        ("\u3164", "U+3164"),
        ("\ufff9a\ufffab\ufffb", "U+FFF9"),
        ("c" + "\u0335" * 40, "U+0335"),
        ("ḗ̩ and e\u0304\u0301\u0329", ""),
        ("a\u200cb\u200dc\u00add", ""),
    ],
)
def test_characters_that_nobody_sees(text, sign):
    """Hidden messages and marks over other lines are told; what scripts need is not."""
    assert sign == hidden_sign(text)
    assert not hidden_sign(without_hidden(text))
    assert not turning_sign(text) or sign


@pytest.mark.parametrize(
    "inner",
    [
        f'<rect fill="{"a" * 300_000}(x"/>',
        f"<style>{' ' * 300_000}x</style>",
        f"<style>{'a ' * 300_000}x</style>",
        f'<g style="width:{"1 " * 300_000}("/>',
        f"""<text font-family="{"'a'" * 100_000}("/>""",
    ],
    ids=["paint", "blanks", "selectors", "style", "fonts"],
)
def test_long_drawings_are_refused_at_once(inner):
    """The time to refuse a drawing does not grow with the square of its length."""
    with bounded(5):
        assert not may_be_rewritten(
            f'<svg xmlns="http://www.w3.org/2000/svg">{inner}</svg>'.encode()
        )


def test_bounds_end_what_never_ends():
    """A loop is ended, and ended again where somebody has caught it."""
    caught = []
    with pytest.raises(TooMuchError, match="time"), bounded(0.1):
        while True:
            try:
                while True:
                    pass
            except TooMuchError:
                if caught:
                    raise
                caught.append(1)
    assert caught
    with bounded(0.1):
        pass


_TABLES = st.lists(st.lists(st.sampled_from("bcdef"), max_size=3), min_size=6, max_size=6)


@given(_TABLES)
def test_pages_in_the_order_of_sphinx(tables):
    """Where no table leads back, each page comes where Sphinx itself has it."""
    includes = {
        page: [child for child in below if child > page]
        for page, below in zip("abcdef", tables, strict=True)
    }
    expected = [*environment._traverse_toctree(set(), None, "a", includes)]
    assert expected == [*pages_in_order(set(), None, "a", includes)]


def test_many_ways_are_gone_once():
    """Circles end, and a ladder of pages costs its pages and not its ways."""
    ladder = {f"{side}{n}": [f"a{n + 1}", f"b{n + 1}"] for n in range(40) for side in "ab"}
    ladder |= {"root": ["a0", "b0"], "a40": ["root"]}
    with bounded(5):
        assert 83 == len([*pages_in_order(set(), None, "root", ladder)])


HEAD = "<html><head><meta charset='utf-8'>{}</head><body>{{{{ body }}}}</body></html>"


@pytest.mark.parametrize(
    ("written", "policy"),
    [
        ("", "script-src 'self'; style-src"),
        ("<script src='a.js'></script>", "script-src 'self'; style-src"),
        (
            "<script>a = '<b>'</script>",
            "script-src 'self' 'sha256-c3Q2LtG7YddV1iuDerdi+ihDD16h4+oUAvS/uYpwT+w='; style-src",
        ),
        (
            '<link rel="x" href="a" onload="a()">',
            "'self' 'unsafe-hashes' 'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='; ",
        ),
        ("<script src='https://a.example/a.js'></script>", ""),
        ("<link rel='stylesheet' href='//a.example/a.css'>", ""),
        ("<link rel='canonical' href='https://a.example/'>", "script-src 'self'; style-src"),
        ("<meta http-equiv='Content-Security-Policy' content=''>", ""),
    ],
)
def test_policy_allows_the_scripts_of_the_theme(written, policy):
    """Those of a template, by their digests, and nothing that the words of a page look like."""
    body = "<script>b()</script> onload=&quot;b()&quot; <script src='//b.example/'></script>"
    page = THEME.from_string(HEAD.format(written)).render(body=body)
    found = unmarked(with_policy(page))
    if policy:
        assert policy in found
        assert found.index("charset") < found.index("Content-Security-Policy")
    else:
        assert found == unmarked(page)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("".join(f"{':' * (3 + 60 - at)}{{note}}\n" for at in range(60)), 51),
        (":::{note}\n" * 60, 51),
        ("> ```{note}\n" * 60, 51),
        (":::{note}\nwords\n:::\n" * 60, 0),
        ("::::{note}\n:::{tip}\n:::\n::::\n" * 60, 0),
        ("```\n" + ":::{note}\n" * 60 + "```\n", 0),
        ("::::{a}\n:::{b}\n::::\n" * 60, 0),
        ("a\n" * 60, 0),
    ],
)
def test_blocks_are_counted_before_they_are_read(text, line):
    """Each block in another one costs a reading of all that is in it."""
    assert line == line_of_deep_fence(text)
