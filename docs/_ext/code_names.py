"""The role ``{source}``: a name of the package, shown with its file, that must exist.

``{source}`core.dates.parse_date``` is shown as ``core/dates.py: parse_date``. A name that the
package does not have is a warning, and the documentation is built with warnings as errors.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from read_imports import Package
from sphinx.util.docutils import SphinxRole
from sphinx.util.logging import getLogger

if TYPE_CHECKING:
    import os

    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

_logger = getLogger(__name__)
_packages: dict[Path, Package] = {}


def package_of(config: Config, folder: str | os.PathLike[str]) -> Package:
    """The package that is documented; it is read once a build."""
    path = Path(folder, config.documented_package).resolve()
    return _packages.setdefault(path, Package(path))


def shown_name(package: Package, dotted: str) -> str:
    """``core/dates.py: parse_date`` for ``core.dates.parse_date``; ``core/`` for a folder.

    :raises LookupError: where the package has no such module or name.
    """
    match = package.find(dotted)
    if match is None:
        raise LookupError(f"{dotted} is no module, function, class or constant of the package")
    module, name = match
    path = package.modules[module].relative_to(package.folder).as_posix()
    path = path.removesuffix("__init__.py") if not name else path
    return f"{path}: {name}" if name else path


class SourceRole(SphinxRole):
    """``{source}`core.dates.parse_date```."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Show the file and the name in it."""
        try:
            words = shown_name(package_of(self.config, self.env.srcdir), self.text)
        except LookupError as error:
            words = self.text
            _logger.warning("%s", error, type="code_names", location=self.get_location())
        return [nodes.literal(self.rawtext, words, classes=["source-name"])], []


def _forget_packages(app: Sphinx) -> None:
    """Read the package again: ``builder-inited``. A process may build more than once."""
    _packages.clear()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the role, and the setting that says which package is documented."""
    app.add_config_value(
        "documented_package", "", "env", str, "The folder of the package, as seen from here."
    )
    app.add_role("source", SourceRole())
    app.connect("builder-inited", _forget_packages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
