"""What is kept of the last good build of a builder, in a file beside its output.

Not in Sphinx's environment, which all builders share: what one has written, another has not.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.model import Where
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.sphinx.build.output_files import write_at_once

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_CODES: Final = {code.value: code for code in Code}


@dataclass(frozen=True)
class Kept:
    """What is kept of a build; of one that did not come to its end what may lie in the output."""

    stamp: str = ""
    """A digest of all that answers and problems follow from."""
    apart: str = ""
    """The same without the pages."""
    around: str = ""
    """A digest of what every page may show of the others, and of what all are written with."""
    problems: tuple[Problem, ...] = ()
    digests: dict[str, str] = field(default_factory=dict)
    """The digest of what each page shows."""
    read: dict[str, int] = field(default_factory=dict)
    """When the words that each page shows were read, as Sphinx keeps it."""
    outputs: dict[str, list[int]] = field(default_factory=dict)
    """Size and time of each file of the output, by its path in there."""
    copied_for: str = ""
    """A digest of the settings and the software for which static files were copied."""
    pages: list[str] = field(default_factory=list)
    """The pages of which there may be files."""
    copies: list[str] = field(default_factory=list)
    """The copies of pictures and downloads, and the data, that there may be, by their paths."""
    data: list[str] = field(default_factory=list)
    """The data among them."""
    carried: str = ""
    """The stamp of the build whose answers are kept in `carried.py`'s file."""


NOTHING: Final = Kept()


def read_kept(app: Sphinx) -> Kept:
    """What the last build of this builder left; nothing where that cannot be read."""
    try:
        kept = json.loads(_file(app).read_text(encoding="utf-8"))
        problems = tuple(
            Problem(_CODES[code], message, Where(*where))
            for code, message, where in kept.pop("problems")
        )
        return Kept(problems=problems, **kept)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return NOTHING


def write_kept(app: Sphinx, kept: Kept) -> None:
    """Keep what a build leaves; no file where it leaves nothing."""
    if kept == NOTHING:
        _file(app).unlink(missing_ok=True)
        return
    problems = [(problem.code.value, problem.message, problem.where) for problem in kept.problems]
    values = vars(kept) | {"problems": problems}
    text = json.dumps(values, indent=0, sort_keys=True)
    write_at_once(_file(app), text + "\n")


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Keep the file out of books, into which all of the folder is packed: ``config-inited``."""
    if isinstance(config.epub_exclude_files, list | tuple):
        config.epub_exclude_files = [*config.epub_exclude_files, _name("epub")]


def _file(app: Sphinx) -> Path:
    return Path(app.outdir, _name(app.builder.name))


def _name(builder: str) -> str:
    return f".dossier-{builder}.json"
