r"""Commands of LaTeX that a .bib file defines for itself, in ``@preamble``.

``\newcommand{\noopsort}[1]{}`` is what makes ``\noopsort{1973b}1973`` the year 1973. Of LaTeX only
such definitions are known; anything else in a preamble does nothing here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

_DEFINITION = lazy_pattern(
    r"\\(?:(?:re)?newcommand|providecommand)\*?\s*\{?\s*\\(?P<new>[A-Za-z]+)\s*\}?\s*"
    r"(?:\[(?P<count>[1-9])\]\s*)?(?=\{)"
    r"|\\def\s*\\(?P<old>[A-Za-z]+)\s*(?P<signs>(?:#[1-9])*)\s*(?=\{)"
)
_COMMAND = lazy_pattern(r"\\([A-Za-z]+)\s*")
_SLOT = lazy_pattern(r"#([1-9])")
_STEPS: Final = 50
_LONGEST: Final = 5000
"""After so many commands, or so many signs, a field is left as it is: some define each other."""


class Definition(NamedTuple):
    """What stands for a command of so many arguments: ``#1`` in ``body`` is the first."""

    arity: int
    body: str


def defined_commands(preamble: str) -> dict[str, Definition]:
    """Name -> what a preamble defines under it."""
    found: dict[str, Definition] = {}
    for match in _DEFINITION.finditer(preamble):
        body, _ = _argument(preamble, match.end())
        count = int(match["count"] or 0) or len(match["signs"] or "") // 2
        found[match["new"] or match["old"]] = Definition(count, body)
    return found


def expand(text: str, commands: Mapping[str, Definition]) -> str:
    """A field with its own commands written out."""
    written, at = text, 0
    for _ in range(_STEPS):
        match = _COMMAND.search(text, at)
        if match is None:
            return text
        definition = commands.get(match[1])
        if definition is None:
            at = match.end(1)
            continue
        meant, end = _meaning(definition, text, match.end())
        text, at = f"{text[: match.start()]}{meant}{text[end:]}", match.start()
        if len(text) > _LONGEST + len(written):
            break
    return written


def _meaning(definition: Definition, text: str, at: int) -> tuple[str, int]:
    """What a command is written out as, and where its last argument ends."""
    arguments = [""]
    for _ in range(definition.arity):
        argument, at = _argument(text, at)
        arguments.append(argument)

    def argument_of(slot: re.Match[str]) -> str:
        return arguments[min(int(slot[1]), definition.arity)]

    body = _SLOT.sub(argument_of, definition.body)
    # Without arguments it is one word more, which a name of a person keeps together.
    return (body if definition.arity else f"{{{body}}}"), at


def _argument(text: str, at: int) -> tuple[str, int]:
    """The inside of the braces at a position, or the one sign there, and where it ends."""
    while text[at : at + 1].isspace():
        at += 1
    if text[at : at + 1] != "{":
        return text[at : at + 1], min(at + 1, len(text))
    depth = 0
    for end in range(at, len(text)):
        depth += (text[end] == "{") - (text[end] == "}")
        if depth == 0:
            return text[at + 1 : end], end + 1
    return text[at + 1 :], len(text)
