"""The files of a picture: Sphinx copies them into the site, and a drawing can hold a script."""

from __future__ import annotations

from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.i18n import search_image_for_language

from sphinx_dossier.core.problems import Code
from sphinx_dossier.core.safe_links import PICTURES, is_inside, is_quiet_drawing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment


def faults_of_picture(env: BuildEnvironment, address: str) -> Iterator[tuple[Code, str]]:
    """What is wrong with the files that Sphinx may take for a picture of the page being read."""
    for name in {address, search_image_for_language(address, env)}:
        full = env.relfn2path(name, env.docname)[1]
        # `name.*` lets each builder choose; `Path.glob` would not take a whole path.
        for file in sorted(glob(full)) if name.endswith(".*") else [full]:  # noqa: PTH207
            if not is_inside(env.srcdir, file):
                yield Code.OUTSIDE_FILE, "lies outside the source folder"
            elif Path(file).suffix.lower() not in PICTURES:
                yield Code.UNSAFE_MARKUP, f"is none of {', '.join(sorted(PICTURES))}"
            elif _is_loud_drawing(Path(file)):
                yield Code.UNSAFE_MARKUP, "holds a script or loads from elsewhere"


def _is_loud_drawing(file: Path) -> bool:
    """Whether an SVG file runs or loads something when it is opened by itself."""
    is_drawing = file.suffix.lower() == ".svg" and file.is_file()
    return is_drawing and not is_quiet_drawing(file.read_bytes())
