"""The styles, scripts and templates that a site needs: added to those of the project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx_dossier.locale import words

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_WEB: Final = Path(__file__).parents[2] / "web"


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Add the files of the package: a handler of ``config-inited``.

    Those of the project come first, so that it can replace a template by one of its own.
    """
    config.html_static_path = [*config.html_static_path, str(_WEB / "static")]
    config.templates_path = [*config.templates_path, str(_WEB / "templates")]
    app.add_css_file("dossier.css")
    # The page is complete without scripts; they wait until it is there.
    attributes: dict[str, Any] = {"data-again": words.TAP_AGAIN}
    app.add_js_file("dossier-hover.js", loading_method="defer", **attributes)
    app.add_js_file("dossier-moved.js", loading_method="defer")
    app.add_css_file("pictures.css")


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Give the templates their words: a handler of ``html-page-context``."""
    context["dossier_words"] = words
