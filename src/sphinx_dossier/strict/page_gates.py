"""Stands between the templates and the files: a page with what no table has is left out.

Nothing is repaired, so nothing is written again by a program that could change its meaning; and a
page without a fault keeps its bytes.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

from sphinx_dossier.core.locations import shown_where
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.strict.fault_lines import place_of_fault
from sphinx_dossier.strict.finished_page import page_faults
from sphinx_dossier.strict.fragment import fragment_faults
from sphinx_dossier.strict.page_policy import CONNECTS_NOWHERE, with_policy
from sphinx_dossier.strict.refusals import log_problem
from sphinx_dossier.strict.theme_marks import EDGE, ThemeMarks, marking, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.core.model import Where

LEFT_OUT: Final = """\
<!DOCTYPE html>
<html lang="en" xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'" />
<meta name="robots" content="noindex" />
<title>Left out</title>
</head>
<body>
<p>This page was left out: it holds what a page may not hold. The log of the build says what, and in
which line.</p>
</body>
</html>
"""
"""What stands in the place of a page with a fault: as XML too, for books."""
_SIZE: Final = len(LEFT_OUT.encode())
_MARKUP: Final = ("title", "body", "toc")
_TITLED: Final = ("prev", "next")
_GIVEN: Final = {*_MARKUP, *_TITLED, "parents"}
"""What a page gives to its template with markup in it."""
_NOTE: Final = (
    "<p>This page was left out: it holds what a page may not hold. The log of the build says what, "
    "and in which line.</p>"
)
"""What stands in the place of the text where a page is written without a template."""
# A page may have thousands: after a few, its author knows.
_MOST_LOGGED: Final = 20


class GuardedTemplates:
    """The templates of a builder: each finished page is judged before anybody gets it."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._builder, self._templates = builder, builder.templates
        # The programs that show books have policies of their own.
        self._is_site = builder.name != "epub"
        self._awaited: dict[str, Any] | None = None
        self._doctree: nodes.document | None = None
        self._given_faults: list[str] = []

    def await_page(self, context: dict[str, Any], doctree: nodes.document | None) -> None:
        """Judge what the page that is rendered next gives to its template, and mark it.

        ``doctree`` is its document, to find the lines of faults.
        """
        self._awaited, self._doctree = context, doctree
        self._given_faults = _given_faults(context)
        if context.get("body"):
            context["body"] = f"{EDGE}{context['body']}{EDGE}"
        for name in ("js_tag", "css_tag"):
            context[name] = marking(context[name])
        # In books, Sphinx gives it to the template.
        if tag := context.get("html_tag"):
            context["html_tag"] = marking(lambda: tag)()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._templates, name)

    def render(self, template: str, context: dict[str, Any]) -> str:
        """The page, or a note in its place where it holds what no table has."""
        page = self._templates.render(template, context)
        # Themes render parts of a page before, to see whether they are empty.
        if context is not self._awaited:
            return unmarked(page)
        # Not in the table of what a page may have: it is this one policy, to the letter.
        judged = page.replace(CONNECTS_NOWHERE, "", 1)
        faults = list(dict.fromkeys((*self._given_faults, *page_faults(judged))))
        if not faults:
            return unmarked(with_policy(page) if self._is_site else page)
        _log(self._builder, context["pagename"], self._doctree, faults)
        return LEFT_OUT

    def render_string(self, source: str, context: dict[str, Any]) -> str:
        """A file of the theme, such as a style sheet: it holds no words of a page."""
        return unmarked(self._templates.render_string(source, context))


def _log(
    builder: StandaloneHTMLBuilder, docname: str, doctree: nodes.document | None, faults: list[str]
) -> None:
    for fault in faults[:_MOST_LOGGED]:
        message = f"the page {docname!r} is left out: {fault} may stand on no page; take it out"
        place = _place(builder, docname, doctree, fault)
        log_problem(Problem(Code.UNSAFE_MARKUP, message, place))


def _place(
    builder: StandaloneHTMLBuilder, docname: str, doctree: nodes.document | None, fault: str
) -> Where:
    if docname in builder.env.found_docs and doctree is not None:
        return place_of_fault(builder, docname, doctree, fault)
    # A page of no file, such as the index of names: the settings have switched it on.
    return shown_where(str(Path(builder.confdir, "conf.py")), 1, docname)


def on_builder_inited(app: Sphinx) -> None:
    """Put the gates behind the templates: a handler of ``builder-inited``."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    environment = getattr(builder.templates, "environment", None)
    if environment is not None:
        environment.add_extension(ThemeMarks)
    builder.templates = GuardedTemplates(builder)


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Look at what a page gives to its template: a late handler of ``html-page-context``."""
    builder = app.builder
    if isinstance(builder, SingleFileHTMLBuilder) and pagename == app.config.root_doc:
        # Sphinx gives the name of the site as it is, where all others give a title as markup.
        context["title"] = escape(app.config.html_title, quote=False)
    if isinstance(builder, SerializingHTMLBuilder):
        # What the page gives is written as it is, without a template and its functions.
        if faults := _given_faults(context):
            _log(builder, pagename, doctree, faults)
            context |= dict.fromkeys(_GIVEN & context.keys())
            context["body"] = _NOTE
        return
    templates = getattr(builder, "templates", None)
    if isinstance(templates, GuardedTemplates):
        templates.await_page(context, doctree)


def on_env_get_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Write again, and tell again, what the last build left out: ``env-get-updated``."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return []
    paths = ((docname, Path(builder.get_output_path(docname))) for docname in env.found_docs)
    is_left_out = _has_note if isinstance(builder, SerializingHTMLBuilder) else _is_note
    return [docname for docname, path in paths if path.is_file() and is_left_out(path)]


def _is_note(path: Path) -> bool:
    return path.stat().st_size == _SIZE


def _has_note(path: Path) -> bool:
    return _NOTE.encode() in path.read_bytes()


def _given_faults(context: dict[str, Any]) -> list[str]:
    # One fault in several of them is one.
    return list(dict.fromkeys(fault for text in _given(context) for fault in fragment_faults(text)))


def _given(context: dict[str, Any]) -> Iterator[str]:
    """Each piece of markup that a page gives to its template."""
    for name in _MARKUP:
        yield context.get(name) or ""
    for name in _TITLED:
        yield (context.get(name) or {}).get("title") or ""
    for parent in context.get("parents") or ():
        yield parent.get("title") or ""
