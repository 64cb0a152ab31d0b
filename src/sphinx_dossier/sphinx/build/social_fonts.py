"""Where the letters of the pictures for shared links come from.

Wheels and source archives bring two fonts; a checkout has those of npm, if npm is there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from sphinx.util.logging import getLogger

from sphinx_dossier.pictures.fonts import find_fonts
from sphinx_dossier.sphinx.settings import covers

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinx_dossier.pictures.fonts import Fonts

PACKAGED: Final = Path(__file__).parents[2] / "web" / "library"
"""The fonts in this package, where its wheel or source archive was built with npm."""
_FOUND: Final[WeakKeyDictionary[Config, Fonts | None]] = WeakKeyDictionary()
_logger = getLogger(__name__)


def on_builder_inited(app: Sphinx) -> None:
    """Find the fonts, once for a build: a handler of ``builder-inited``."""
    if not (covers(app.config, "metadata") and app.config.html_baseurl):
        return
    named = Path(app.confdir, app.config.dossier_picture_fonts)
    _FOUND[app.config] = find_fonts([named, PACKAGED])
    if fonts_of(app.config) is None:
        _logger.info("no fonts in %s, or no Pillow: pages have no pictures for shared links", named)


def fonts_of(config: Config) -> Fonts | None:
    """The fonts of the pictures; ``None`` where a site has none.

    The part of the site is off, its address is not known, or Pillow or the fonts were not found.
    """
    return _FOUND.get(config)
