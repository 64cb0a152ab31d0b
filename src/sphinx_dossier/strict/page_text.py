"""The text of a page before it is parsed: where it lies, its front matter, hidden signs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from myst_parser.config.main import TopmatterReadError, read_topmatter

from sphinx_dossier.core.locations import shown_where
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.core.safe_links import is_inside
from sphinx_dossier.core.visible_text import turning_sign, without_turning
from sphinx_dossier.strict.limits import LEFT_OUT, MOST_CHARACTERS
from sphinx_dossier.strict.refusals import log_problem, note_refusal, place_of_words

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_PAGE_SETTINGS: Final = frozenset({"html_meta", "title_to_header", "heading_anchors"})
"""The settings of MyST that a page may change: they say something of this page only.

All others are refused. ``enable_extensions`` with ``substitutions`` would run the page's own Jinja
code while the site is built; ``url_schemes`` would let links run scripts.
"""


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Switch off what lets each page run code while it is built: a handler of ``config-inited``.

    MyST gives an expression between two braces to Jinja, with the whole environment of Sphinx.
    """
    extensions = set(getattr(config, "myst_enable_extensions", ()))
    if "substitution" in extensions:
        file = str(Path(app.confdir, "conf.py"))
        message = "substitution of myst would run what pages write as code: it is switched off"
        log_problem(Problem(Code.UNSAFE_MARKUP, message, shown_where(file, 1, file)))
        config["myst_enable_extensions"] = extensions - {"substitution"}


def on_source_read(app: Sphinx, docname: str, content: list[str]) -> None:
    """Leave out what must not be parsed: a handler of ``source-read``."""
    file = str(app.env.doc2path(docname))
    # A symbolic link in a contribution would publish a file of the machine that builds it.
    if not is_inside(app.srcdir, file):
        message = "the page is a link to a file outside the source folder"
        note_refusal(app.env, Code.OUTSIDE_FILE, message, shown_where(file, 1, file))
        content[0] = LEFT_OUT
    elif len(content[0]) > MOST_CHARACTERS:
        message = (
            f"the page is left out: it has more than {MOST_CHARACTERS:,} characters; divide it"
        )
        note_refusal(app.env, Code.TOO_LARGE, message, shown_where(file, 1, file))
        content[0] = LEFT_OUT
    elif app.config.source_suffix.get(Path(file).suffix) == "markdown":
        content[0] = _without_settings(app, file, content[0])
    for number, line in enumerate(content[0].split("\n"), 1):
        if sign := turning_sign(line):
            message = f"the line holds {sign}, which turns or hides text: take it out"
            note_refusal(app.env, Code.UNSAFE_MARKUP, message, shown_where(file, number, file))
    content[0] = without_turning(content[0])


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Offer no copy of a page that lies elsewhere: a handler of ``html-page-context``.

    Sphinx copies the file itself beside the pages, whatever was read in its place.
    """
    is_page = pagename in app.env.found_docs
    if is_page and not is_inside(app.srcdir, app.env.doc2path(pagename)):
        context.pop("sourcename", None)


def _without_settings(app: Sphinx, file: str, text: str) -> str:
    """``text`` without front matter that sets more than a page may; lines keep their numbers."""
    refused = sorted(_settings_of_page(text) - _PAGE_SETTINGS)
    for name in refused:
        message = f"the front matter sets {name!r} of myst: that is for conf.py"
        where = place_of_words(app.env, name, file, 1, anywhere=True)
        note_refusal(app.env, Code.UNSAFE_MARKUP, message, where)
    return _without_front_matter(text) if refused else text


def _settings_of_page(text: str) -> set[str]:
    try:
        settings = (read_topmatter(text) or {}).get("myst")
    except TopmatterReadError:
        # MyST then sets nothing either, and warns of it itself.
        return set()
    return {str(name) for name in settings} if isinstance(settings, dict) else set()


def _without_front_matter(text: str) -> str:
    """``text`` with empty lines in place of its front matter."""
    lines = text.split("\n")
    ends = (i for i, line in enumerate(lines) if i and line.startswith(("---", "...")))
    end = next(ends, len(lines) - 1) + 1
    return "\n".join([*[""] * end, *lines[end:]])
