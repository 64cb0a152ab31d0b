"""The sources as Sphinx stores them: as one pickle, which only a build takes apart that needs them.

What is read of entries follows from the files alone. Only their paths, which problems show, also
follow from the working folder.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx_dossier.sphinx.bib_files import digest_of_entries
from sphinx_dossier.sphinx.digest import digest
from sphinx_dossier.sphinx.package_digest import reading_digest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.core.model import Source
    from sphinx_dossier.core.problems import Problem

_KEY: Final = "sources"


def stored_sources(
    env: BuildEnvironment, read: Callable[[], tuple[dict[str, Source], list[Problem]]]
) -> tuple[dict[str, Source], list[Problem]]:
    """The sources and what is wrong with them: those that are stored, or else what ``read`` gives.

    They are stored with the environment, if Sphinx stores it after this.
    """
    of_files: dict[str, Any] = env.domaindata["dossier"]["bib"]
    now = digest((digest_of_entries(env), str(Path.cwd()), reading_digest()))
    before, content = of_files.get(_KEY, ("", b""))
    if before == now:
        sources, problems = pickle.loads(content)
        return sources, problems
    sources, problems = read()
    of_files[_KEY] = now, pickle.dumps((sources, problems), pickle.HIGHEST_PROTOCOL)
    return sources, problems
