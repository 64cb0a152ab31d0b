"""What one build knows of itself while it runs, and what the one before it has left."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from sphinx_dossier.sphinx.build.kept import NOTHING, Kept
from sphinx_dossier.sphinx.digest import digest_of_file
from sphinx_dossier.sphinx.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.core.memo import EachWhenAsked
    from sphinx_dossier.core.page import Page


@dataclass
class Progress:
    """The state of a build, in the order in which it is filled."""

    began: int = 0
    """When the build began to read, in nanoseconds, a little early."""
    digest_of: Callable[[Path], str] = digest_of_file
    """The digest of the content of a file; each is asked for once."""
    read_now: list[str] = field(default_factory=list)
    """The pages that this build has read."""
    before: dict[str, tuple[Page | None, int]] = field(default_factory=dict)
    """What these pages said before, and when they were read."""
    kept: Kept = NOTHING
    """What the last build of this builder has left."""
    is_idle: bool = False
    """Whether nothing of this extension is on the site, nor was at the last build."""
    stamp: str = ""
    """A digest of everything that the answers of this build follow from."""
    apart: str = ""
    """The same without the pages."""
    around: str = ""
    """A digest of what every page may show of the others, and of what all are written with."""
    site: str = ""
    """A digest of the settings and the software that all pages are written with."""
    copied_for: str = ""
    """A digest of the settings and the software for which static files are copied."""
    brought: frozenset[str] | None = None
    """The files that the project brings into its output, once they have been asked for."""
    changed: frozenset[str] | None = None
    """What has other names since the last build, as `core/noted_reads.py` notes it, where that is
    all that has changed."""
    answers: dict[str, EachWhenAsked[Any]] = field(default_factory=dict)
    """The answers that the next build may take over, by what they are."""
    carried: Mapping[str, dict[Any, Any] | None] = field(default_factory=dict)
    """Those of the last build."""
    damaged: set[str] = field(default_factory=set)
    """The files of the output that are not as the last build left them."""
    digests: dict[str, str] | None = None
    """The digest of what each page shows; ``None`` where nothing has changed."""
    stale: set[str] = field(default_factory=set)
    """The pages that have to be written again."""
    written: set[str] = field(default_factory=set)
    """The pages that this build has written so far."""
    generated: set[str] = field(default_factory=set)
    """The pages without a file of their own, such as the search, that it has written so far."""
    data: list[str] = field(default_factory=list)
    """The files beside the pages that it has written, or found as they should be."""


def progress_of(env: BuildEnvironment) -> Progress:
    """The progress of the build that runs over this environment."""
    domain = domain_of(env)
    if domain.progress is None:
        domain.progress = Progress()
    return cast("Progress", domain.progress)
