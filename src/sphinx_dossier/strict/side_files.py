"""The files beside the pages, such as the sources: links out of the folder, and hidden signs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.exceptions import PybtexError
from pybtex.utils import CaseInsensitiveDict

from sphinx_dossier.core.locations import shown_path
from sphinx_dossier.core.model import Where
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.core.safe_links import leads_outside
from sphinx_dossier.core.text_files import read_written
from sphinx_dossier.core.visible_text import turning_sign, without_turning
from sphinx_dossier.strict.refusals import log_problem

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_MOST_SPELLED: Final = 1_000_000
_NAMES: Final = ("first_names", "middle_names", "prelast_names", "last_names", "lineage_names")


def is_strict(env: BuildEnvironment) -> bool:
    """Whether the pages of a project come from strangers: it has switched this extension on."""
    return "sphinx_dossier.strict" in env.config.extensions


def faults_of_files(
    root: str | os.PathLike[str], paths: Iterable[str | os.PathLike[str]]
) -> Iterator[Problem]:
    """What is wrong with files beside the pages; they need not exist."""
    for path in map(Path, paths):
        if leads_outside(root, path):
            message = "a link to a file outside the source folder is not followed: copy the file"
            yield Problem(Code.OUTSIDE_FILE, message, Where(shown_path(path), 1))
        elif path.is_file():
            yield from _turning_lines(path)


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Drop lists of sources that are links out of the folder: a handler of ``config-inited``.

    The extension that reads them does so as soon as there is an environment.
    """
    names = getattr(config, "bibtex_bibfiles", None)
    if not isinstance(names, list | tuple):
        return
    paths = [Path(app.srcdir, name) for name in names]
    faults = [*faults_of_files(app.srcdir, paths)]
    refused = {path for path in paths if leads_outside(app.srcdir, path)}
    for path in paths:
        if path not in refused and (line := _line_of_expansion(path)):
            message = f"abbreviations of each other make more than {_MOST_SPELLED:,} characters"
            where = Where(shown_path(path), line)
            faults.append(Problem(Code.TOO_LARGE, f"{message}: write them out", where))
            refused.add(path)
    for problem in faults:
        log_problem(problem)
    kept = [name for name, path in zip(names, paths, strict=True) if path not in refused]
    config["bibtex_bibfiles"] = kept


def on_env_before_read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Take the signs that turn text out of the sources: ``env-before-read-docs``."""
    bibdata = env.domaindata.get("cite", {}).get("bibdata")
    for entry in bibdata.data.entries.values() if bibdata else ():
        _clear(entry)


class _Measuring(LowLevelParser):  # type: ignore[misc]
    """Counts the characters of all abbreviations (``@string``) that a file spells out."""

    spelled = 0

    def substitute_macro(self, name: str) -> str:
        value = str(super().substitute_macro(name))
        self.spelled += len(value)
        if self.spelled > _MOST_SPELLED:
            # An error of pybtex would be handled by its parser, which would read on.
            raise OverflowError
        return value


def _line_of_expansion(path: Path) -> int:
    """The line in which a list of sources has spelled out too many abbreviations, or 0.

    Ten of ten of ten are a thousand, and nine such lines are a gigabyte.
    """
    try:
        text = read_written(path, errors="replace")
    except OSError:
        return 0
    # Few lists have any that are joined.
    if "#" not in text or "string" not in text.lower():
        return 0
    parser = _Measuring(text, macros=CaseInsensitiveDict(month_names), handle_error=lambda _: None)
    try:
        for _ in parser:
            pass
    except OverflowError:
        return int(parser.lineno)
    except PybtexError:
        # The extension that reads the list says so itself.
        return 0
    return 0


def _turning_lines(path: Path) -> Iterator[Problem]:
    """The lines of a file that hold a sign which turns text."""
    try:
        text = read_written(path, errors="replace")
    except OSError:
        return
    if not turning_sign(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if sign := turning_sign(line):
            message = f"the line holds {sign}, which turns or hides text: take it out"
            yield Problem(Code.UNSAFE_MARKUP, message, Where(shown_path(path), number))


def _clear(entry: Any) -> None:
    for name, value in list(entry.fields.items()):
        if turning_sign(value):
            entry.fields[name] = without_turning(value)
    for person in (one for persons in entry.persons.values() for one in persons):
        for part in _NAMES:
            getattr(person, part)[:] = map(without_turning, getattr(person, part))
