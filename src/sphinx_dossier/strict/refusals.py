"""Refusals: noted by page, at the line where the refused words are, and reported at every build."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sphinx.environment.collectors import EnvironmentCollector
from sphinx.util.logging import getLogger

from sphinx_dossier.core.locations import shown_where
from sphinx_dossier.core.notes import notes_of
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.core.visible_text import spell

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.core.model import Where

# More lines than any page has.
_WHOLE_PAGE: Final = 1_000_000
# Enough to recognise what is refused; the rest might fill the log.
_SHORT: Final = 60

_logger = getLogger(__name__)


class RefusalCollector(EnvironmentCollector):
    """Keeps the refusals of a page as long as what was read of the page."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Drop those of a page that is removed or about to be read again."""
        refusals_of(env).pop(docname, None)

    def merge_other(
        self,
        app: Sphinx,
        env: BuildEnvironment,
        docnames: AbstractSet[str],
        other: BuildEnvironment,
    ) -> None:
        """Take over those that a parallel reader has noted."""
        read = refusals_of(other)
        refusals_of(env).update({name: read[name] for name in docnames if name in read})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Nothing: they are noted while the page is read."""


def refusals_of(env: BuildEnvironment) -> dict[str, list[Problem]]:
    """What was refused in each page, by docname, as long as the environment is kept."""
    kept: Any = vars(env).setdefault("dossier_refusals", {})
    refusals: dict[str, list[Problem]] = kept
    return refusals


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Tell every refusal: a handler of ``env-updated``, which Sphinx never leaves out."""
    noted = {problem for problems in refusals_of(env).values() for problem in problems}
    for problem in sorted(noted, key=lambda one: one.sort_key):
        log_problem(problem)
    return []


def log_problem(problem: Problem) -> None:
    """Write a problem into the log of the build: ``path:line: WARNING: message [dossier.code]``."""
    _logger.warning(
        # The message may hold a percent sign, which the logger would take for a field.
        "%s",
        spell(problem.message),
        type="dossier",
        subtype=problem.code.value,
        location=f"{spell(problem.where.path)}:{problem.where.line}",
    )


def note_refusal(env: BuildEnvironment, code: Code, message: str, where: Where) -> None:
    """Keep a problem of the page that is being read."""
    refusals_of(env).setdefault(env.docname, []).append(Problem(code, message, where))


def place_of_words(
    env: BuildEnvironment, words: str, source: str, line: int, *, anywhere: bool = False
) -> Where:
    """The line of the file ``source`` that holds ``words``, the nearest to ``line``.

    It is looked for a few lines away, as far as parsers are off, or ``anywhere`` in the file where
    ``line`` is a mere guess.
    """
    text, holds = notes_of(env).text, partial(_holds, words)
    if anywhere:
        line = text.nearest(source, line, holds, _WHOLE_PAGE)
    else:
        line = text.nearest(source, line, holds)
    return shown_where(source, line, str(env.doc2path(env.docname)))


def short(text: str) -> str:
    """The beginning of ``text`` in quotes, in one line."""
    return repr(" ".join(text.split())[:_SHORT])


def _holds(words: str, line: str) -> bool:
    return words in line
