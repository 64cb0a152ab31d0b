"""The styles, scripts and templates that a site needs: added to those of the project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.build.kept import NOTHING, read_kept
from sphinx_dossier.sphinx.nodes import dossier_picture
from sphinx_dossier.sphinx.scope import is_in_use, shows_ours
from sphinx_dossier.sphinx.settings import covers
from sphinx_dossier.sphinx.show.choices import BOXES
from sphinx_dossier.sphinx.theme_parts import renders_templates

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_WEB: Final = Path(__file__).parents[2] / "web"
_BOXES: Final = f'class="{" ".join(BOXES)}"'


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Add the templates, and what is added to all pages if any is: ``config-inited``.

    Those of the project come first, so that it can replace a template by one of its own.
    """
    config.templates_path = [*config.templates_path, str(_WEB / "templates")]
    if config.dossier_site_wide:
        _copy(config)
        _load(app)


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Have the files copied if any page needs them: an early handler of ``env-updated``.

    When none does any more, those that the last build has copied are removed.
    """
    if is_in_use(env) and not app.config.dossier_site_wide:
        _copy(app.config)
    elif app.builder.format == "html" and not is_in_use(env) and read_kept(app) != NOTHING:
        for path in (_WEB / "static").iterdir():
            Path(app.outdir, "_static", path.name).unlink(missing_ok=True)
    return []


def _copy(config: Config) -> None:
    config.html_static_path = [*config.html_static_path, str(_WEB / "static")]


def _load(app: Sphinx) -> None:
    """Have pages load the files: all of them, or the one that is written now."""
    app.add_css_file("dossier.css")
    # The page is complete without scripts; they wait until it is there.
    attributes: dict[str, Any] = {"data-again": words.TAP_AGAIN, "data-keys": words.DOWN_INTO}
    app.add_js_file("dossier-hover.js", loading_method="defer", **attributes)
    app.add_js_file("dossier-moved.js", loading_method="defer")
    app.add_js_file("dossier-cite.js", loading_method="defer", **_words_of_citing())
    app.add_css_file("dossier-pictures.css")
    if covers(app.config, "search"):
        app.add_js_file("dossier-suggest.js", loading_method="defer")


def _load_moment(app: Sphinx) -> None:
    """Have the page that is written now load what makes its pictures of what was known."""
    app.add_css_file("dossier-knowing.css")
    attributes: dict[str, Any] = {"data-words": json.dumps(words.of_moments(), ensure_ascii=False)}
    app.add_js_file("dossier-knowing.js", loading_method="defer", **attributes)


def _load_choices(app: Sphinx) -> None:
    """Have the page that is written now load what gives an address to what is ticked on it."""
    app.add_js_file("dossier-choices.js", loading_method="defer")


def _shows_moments(doctree: nodes.document) -> bool:
    return any(node["drawing"] == "knowing-wide" for node in doctree.findall(dossier_picture))


def _words_of_citing() -> dict[str, Any]:
    """What the script that completes citations says, by style where styles differ."""
    return {
        "data-read-on": _json(words.READ_ON),
        "data-days": _json(words.DAY_OF_READING),
        "data-before": _json(words.BEFORE_ADDRESS),
        "data-after": _json(words.AFTER_ADDRESS),
        "data-copy": words.COPY,
        "data-copied": words.COPIED,
    }


def _json(values: dict[str, str]) -> str:
    return json.dumps(values, ensure_ascii=False)


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load the files where only some pages do, and give the templates their words."""
    if app.config.dossier_site_wide or templatename.startswith("dossier-"):
        if renders_templates(app.builder):
            context["dossier_words"] = words
    elif doctree is not None and is_in_use(app.env) and shows_ours(doctree):
        _load(app)
    if doctree is not None and is_in_use(app.env) and _shows_moments(doctree):
        _load_moment(app)
    # Whether a list is long enough for boxes is known to who has written it.
    if is_in_use(app.env) and _BOXES in context.get("body", ""):
        _load_choices(app)
