"""What a page may set while it is parsed: no great numbers, and roles for itself only.

A few characters can ask for a billion columns, lines or blanks, which are made in one step that no
timer can stop. And a role that a page defines would be another one in all pages read after it.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from docutils.parsers.rst import Directive, directives, roles
from myst_parser.mdit_to_docutils.base import DocutilsRenderer

from sphinx_dossier.core.problems import Code
from sphinx_dossier.core.replaced_attribute import replaced_attribute
from sphinx_dossier.strict.refusals import note_refusal, place_of_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes

_MOST: Final = 99_999
_MOST_OF: Final = {"tab-width": 64}
# Of a list of lines, each of which may be a range.
_LONGEST: Final = 2_000
_LINES: Final = frozenset(("lines", "emphasize-lines", "emphasize_lines"))
# One digit more than the bound has.
_GREAT: Final = re.compile(r"\d{6}").search


@contextmanager
def guarded_parsing() -> Iterator[None]:
    """Guard the directives and the roles of a page while it is parsed in the block."""
    find, known = directives.directive, _known_roles()
    before = {**known}

    def find_guarded(*given: Any) -> Any:
        found: Any
        found, messages = find(*given)
        is_class = isinstance(found, type) and issubclass(found, Directive)
        return _guarded(found) if is_class else found, messages

    vars(directives)["directive"] = find_guarded
    # The attributes of a block of code, which are no options.
    fence = replaced_attribute(DocutilsRenderer, "_parse_linenos", staticmethod(_parse_lines))
    try:
        with fence:
            yield
    finally:
        vars(directives)["directive"] = find
        known.clear()
        known.update(before)


def _known_roles() -> dict[str, Any]:
    """The roles that docutils finds by name; those that pages define come into it."""
    known: dict[str, Any] = vars(roles)["_roles"]
    return known


def _parse_lines(lines: str, total: int, parse: Any = DocutilsRenderer._parse_linenos) -> list[int]:
    if _GREAT(lines):
        raise ValueError(f"no line has a number above {_MOST:,}")
    numbers: list[int] = parse(lines, total)
    return numbers


@cache
def _guarded(directive: type[Directive]) -> type[Directive]:
    """``directive``, but with an option that asks for too much it puts nothing on the page."""

    # A base that is known only at run time is none that a type checker can read.
    class GuardedDirective(directive):  # type: ignore[valid-type, misc]
        def run(self) -> list[nodes.Node]:
            options = self.options or {}
            great = [name for name, value in options.items() if _is_great(name, value)]
            for name in great:
                _refuse(self, name)
            return [] if great else list(super().run())

    GuardedDirective.__name__, GuardedDirective.__qualname__ = (
        directive.__name__,
        directive.__qualname__,
    )
    GuardedDirective.__module__ = directive.__module__
    return GuardedDirective


def _is_great(name: str, value: object) -> bool:
    if isinstance(value, list | tuple):
        return any(_is_great(name, one) for one in value)
    if isinstance(value, str):
        return name in _LINES and (len(value) > _LONGEST or _GREAT(value) is not None)
    return isinstance(value, int) and abs(value) > _MOST_OF.get(name, _MOST)


def _refuse(directive: Any, name: str) -> None:
    env = directive.state.document.settings.env
    source, line = directive.state_machine.get_source_and_line(directive.lineno)
    message = f":{name}: of {{{directive.name}}} asks for more than {_MOST_OF.get(name, _MOST):,}"
    where = place_of_words(env, name, source or str(env.doc2path(env.docname)), line or 1)
    note_refusal(env, Code.TOO_LARGE, f"{message}: write a smaller number", where)
