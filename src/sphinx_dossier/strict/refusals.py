"""How a refusal is noted: as a problem of the page, at the line where the refused words are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.locations import shown_where
from sphinx_dossier.core.notes import notes_of
from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.core.model import Where

# More lines than any page has.
_WHOLE_PAGE: Final = 1_000_000
# Enough to recognise what is refused; the rest might fill the log.
_SHORT: Final = 60


def note_refusal(env: BuildEnvironment, code: Code, message: str, where: Where) -> None:
    """Keep a problem of the page that is being read."""
    notes_of(env).problems.append(Problem(code, message, where))


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
