"""How much a page may ask of the machine that builds it."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx_dossier.core.locations import shown_where
from sphinx_dossier.core.problems import Code
from sphinx_dossier.strict.fence_depth import line_of_deep_fence
from sphinx_dossier.strict.page_directives import guarded_parsing
from sphinx_dossier.strict.refusals import note_refusal

if TYPE_CHECKING:
    from docutils import nodes
    from docutils.parsers import Parser
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

MOST_CHARACTERS: Final = 1_000_000
"""Of one page, and of all that one page takes in."""
LEFT_OUT: Final = "Left out\n========\n"
"""A page of nothing but a heading, in Markdown and in reStructuredText."""
_MOST_FILES: Final = 200
# The depth of the document: each list or quote in another one takes two.
_MOST_DEEP: Final = 200
_MOST_FILTER: Final = 1_000
# Without these a pattern repeats nothing and has no groups: the time that it takes is bounded by
# its length and that of the text.
_REPEATING: Final = frozenset("*+?{}()")


def fault_of_budget(env: BuildEnvironment, file: str) -> str:
    """Count one more file that the page takes in; why it may not, or ``""``."""
    # Sphinx drops this with the other temporary data of the page.
    spent: Any = env.temp_data.setdefault("dossier_taken_in", [0, 0])
    spent[0] += 1
    path = Path(file)
    spent[1] += path.stat().st_size if path.is_file() else 0
    if spent[0] > _MOST_FILES:
        return f"takes in more than {_MOST_FILES} files"
    if spent[1] > MOST_CHARACTERS:
        return f"takes in more than {MOST_CHARACTERS:,} bytes"
    return ""


def fault_of_filter(text: str) -> str:
    """Why a bibliography may not have this ``:filter:``, or ``""``."""
    if len(text) > _MOST_FILTER:
        return f"has more than {_MOST_FILTER:,} characters: name the keys"
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        # The extension says so itself, and lists what is cited.
        return ""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            pattern = node.right.value if isinstance(node.right, ast.Constant) else None
            if not isinstance(pattern, str) or _REPEATING & set(pattern):
                return "takes a pattern without repetition and groups: use ==, in, or classes"
    return ""


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Guard every parser of pages: a handler of ``config-inited``."""
    parsers = app.registry.source_parsers
    for name, parser in parsers.items():
        if not hasattr(parser, "dossier_guarded"):
            parsers[name] = _guarded(parser)


def _guarded(parser: type[Parser]) -> type[Parser]:
    """``parser``, but a page that is nested too deeply is left out instead of ending the build."""

    # A base that is known only at run time is none that a type checker can read.
    class GuardedParser(parser):  # type: ignore[valid-type, misc]
        dossier_guarded = True

        def parse(self, inputstring: str, document: nodes.document) -> None:
            line = line_of_deep_fence(inputstring)
            try:
                if not line:
                    with guarded_parsing():
                        super().parse(inputstring, document)
                is_deep = bool(line) or _depth(document) > _MOST_DEEP
            except RecursionError:
                is_deep = True
            if is_deep:
                _clear(document, line or 1)
                super().parse(LEFT_OUT, document)

    GuardedParser.__name__ = parser.__name__
    GuardedParser.__qualname__ = parser.__qualname__
    return GuardedParser


def _depth(document: nodes.document) -> int:
    """How many nodes are around the innermost one."""
    level: list[nodes.Node] = [document]
    depth = 0
    while level and depth <= _MOST_DEEP:
        level = [child for node in level for child in node.children]
        depth += 1
    return depth


def _clear(document: nodes.document, line: int) -> None:
    """Tell that a page is left out, and take out what was read of it."""
    env: BuildEnvironment = document.settings.env
    file = str(env.doc2path(env.docname))
    message = "the page is left out: it is nested too deeply; put less into one another"
    note_refusal(env, Code.TOO_LARGE, message, shown_where(file, line, file))
    document.children.clear()
    for names in (document.ids, document.nameids, document.nametypes, document.substitution_defs):
        names.clear()
