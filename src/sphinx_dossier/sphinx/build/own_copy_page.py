"""A page on which readers put in a copy of a source: its script, and a policy to keep it there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_dossier.answers.uses import OwnCopyUse
from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.addresses import PAGE_BUILDERS
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.theme_parts import renders_templates
from sphinx_dossier.strict.page_policy import CONNECTS_NOWHERE

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Load the script on the pages that have the view: a handler of ``html-page-context``."""
    page = domain_of(app.env).pages.get(pagename)
    is_wanted = page and any(isinstance(use, OwnCopyUse) for use in page.uses)
    if not is_wanted or app.builder.name not in PAGE_BUILDERS or not renders_templates(app.builder):
        return
    app.add_css_file("dossier-own-copy.css")
    said = {"words": words.COPY_WORDS, "counts": words.COPY_COUNTS, "grades": words.GRADES}
    attributes: dict[str, Any] = {"data-words": json.dumps(said, ensure_ascii=False)}
    app.add_js_file("dossier-own-copy.js", loading_method="defer", **attributes)
    context["metatags"] = context.get("metatags", "") + CONNECTS_NOWHERE
