"""What this package adds to the PyData theme for readers: each part where the settings ask for it.

Without the setting no file, no template and no page of a project is another one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit

from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.addresses import page_from_root, site_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config

_FOLDER: Final = Path(__file__).parents[1] / "web" / "theme"
NOT_FOUND: Final = "dossier-not-found.html"
"""The template of the page for an address that is not there, in the frame of the site."""
START: Final = "dossier-start"
"""The class of the block on the first page at whose beginning the search field stands."""


class ThemePart(NamedTuple):
    """A part that a setting switches on: what it gives readers, its templates and its files."""

    meaning: str
    templates: str = ""
    styles: str = ""
    script: str = ""


PARTS: Final = {
    "policy": ThemePart(
        "tells browsers to run the scripts of the site and no others; the colour mode is set by a "
        "file, and a page loads the style sheets that it needs",
        script="dossier-colour-mode.js",
    ),
    "icons": ThemePart(
        "draws the icons of the theme, whose font of two thousand is then not loaded",
        styles="dossier-icons.css",
    ),
    "labels": ThemePart(
        "names the side bar, its toggles and the search button for screen readers",
        templates="labels",
    ),
    "search-field": ThemePart(
        f"puts a search field at the beginning of the block `{{div}} {START}` of the first page",
        templates="search-field",
        styles="dossier-search-field.css",
    ),
    "not-found": ThemePart(
        "gives the page for unknown addresses the frame of the site",
        styles="dossier-search-field.css",
    ),
    "styles": ThemePart("leaves out of the style sheet of the theme what no page uses"),
}
"""Each part by its name in the setting ``dossier_theme_parts``."""


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Add the templates and files of the parts: a handler of ``config-inited``."""
    asked = [PARTS[name] for name in PARTS if name in config.dossier_theme_parts]
    if not asked:
        return
    folders = ["frame", *(part.templates for part in asked if part.templates)]
    # Behind those of the project, and before those of a theme: PyData adds its own to the list,
    # which in a process that builds again is the one that Sphinx has for all projects without.
    own = [one for one in config.templates_path if one in _written(config, "templates_path")]
    rest = [one for one in config.templates_path if one not in own]
    config.templates_path = [*own, *(str(_FOLDER / name) for name in folders), *rest]
    # Two parts may share a style sheet.
    styles = [*dict.fromkeys(part.styles for part in asked if part.styles)]
    names = [*styles, *(part.script for part in asked if part.script)]
    files = [str(_FOLDER / "static" / name) for name in names]
    config.html_static_path = [*config.html_static_path, *files]
    for name in styles:
        app.add_css_file(name)
    # An author sets the class on a page, where `strict` takes no class that it does not know.
    if "search-field" in config.dossier_theme_parts and "strict_classes" in config:
        config.strict_classes = [*config.strict_classes, START]


def _written(config: Config, name: str) -> list[str]:
    """What ``conf.py`` gives a setting that is a list."""
    return list(config._raw_config.get(name) or [])


def on_builder_inited(app: Sphinx) -> None:
    """Take the parts away from builders with a theme of their own: an early ``builder-inited``.

    Books and the formats of help have one, in which the templates of ours find nothing.
    """
    builder, config = app.builder, app.config
    theme = getattr(builder, "theme", None)
    if not config.dossier_theme_parts or theme is None or theme.name == config.html_theme:
        return
    config.dossier_theme_parts = []
    config.templates_path = [
        one for one in config.templates_path if _FOLDER not in Path(one).parents
    ]
    # It has made its list of folders before this event.
    builder.templates.init(builder, theme)


def renders_templates(builder: Builder) -> bool:
    """Whether what a page gives to templates goes into any, not into a file as it is."""
    return not isinstance(builder, SerializingHTMLBuilder)


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Say to the templates what is asked for: a handler of ``html-page-context``."""
    if not app.config.dossier_theme_parts or not renders_templates(app.builder):
        return
    context["dossier_words"] = words
    context["dossier_parts"] = app.config.dossier_theme_parts
    context["dossier_search_example"] = app.config.dossier_search_example
    if templatename == NOT_FOUND:
        # A host shows the page at any depth. Only the path, so that the host may have other names.
        root = urlsplit(site_address(app.config)).path or "/"
        context["dossier_base"] = root + page_from_root(app.builder, pagename)
