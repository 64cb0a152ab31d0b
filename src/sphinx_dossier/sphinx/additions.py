"""What a project adds in its own ``conf.py``: checks, views and exports, and the events for it.

``sphinx_dossier.api`` is the door to it, and its names are promised; nothing else here is.
"""

from __future__ import annotations

import inspect
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from sphinx.errors import ExtensionError, SphinxError

from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.exports import datapackage
from sphinx_dossier.sphinx.digest import digest_of_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinx_dossier.answers.own_views import OwnView
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Where

INDEX_READY: Final = "dossier-index-ready"
"""Emitted at every build, with the index, when all pages are read and none is written yet."""
DATA_WRITTEN: Final = "dossier-data-written"
"""Emitted with the paths of the files of data, when a build has written them."""
_PLAIN_NAME: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-_")


@dataclass
class Additions:
    """What a project has added, in its order."""

    checks: list[Callable[[Index], Iterable[Problem]]] = field(default_factory=list)
    views: dict[str, OwnView] = field(default_factory=dict)
    exports: dict[str, Callable[[Index], str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    @property
    def functions(self) -> Iterator[Callable[..., object]]:
        """All functions of the project that are called."""
        yield from self.checks
        for view in self.views.values():
            yield from (view.answer, view.render)
        yield from self.exports.values()


_ADDED: Final[WeakKeyDictionary[Config, Additions]] = WeakKeyDictionary()


def additions_of(config: Config) -> Additions:
    """What the project of these settings has added so far."""
    # By settings, because what is asked of the environment has those too, and no application.
    return _ADDED.setdefault(config, Additions())


def add_check(app: Sphinx, check: Callable[[Index], Iterable[Problem]]) -> None:
    """Run a check of the project at every build, after all pages are read.

    It gives its problems, as :func:`own_problem` makes them, in any order.
    """
    additions_of(app.config).checks.append(check)


def add_export(app: Sphinx, name: str, export: Callable[[Index], str], title: str = "") -> None:
    """Write a file of the project's own into the folder of the data.

    ``export`` gives its text, the same for the same facts: it asks for no time and no network.
    ``title`` is what ``datapackage.json`` says of it.

    :raises ExtensionError: the name is no plain name of a file, or is taken.
    """
    if not set(name) <= _PLAIN_NAME or not name.strip(".") or name.startswith("."):
        message = f"an export {name!r}: write lower-case letters, digits, dots and hyphens"
        raise ExtensionError(message)
    added = additions_of(app.config)
    if name in added.exports:
        raise ExtensionError(f"two exports {name!r} are added: name one of them otherwise")
    added.exports[name], added.titles[name] = export, title


def own_problem(message: str, where: Where) -> Problem:
    """A problem that a check of the project has found, at a place such as ``claim.where``."""
    return Problem(Code.OWN_CHECK, message, where)


def own_problems(app: Sphinx, index: Index) -> Iterator[Problem]:
    """What the checks of the project find.

    :raises ExtensionError: a check gives something else than problems, or fails.
    """
    for check in additions_of(app.config).checks:
        name = getattr(check, "__qualname__", repr(check))
        with naming_failure(f"the check {name}"):
            given = [*check(index)]
        for problem in given:
            if not isinstance(problem, Problem):
                raise ExtensionError(f"the check {name} gives {problem!r}, which is no problem")
            yield problem


def own_files(app: Sphinx, index: Index) -> dict[str, datapackage.OwnFile]:
    """The files of the project's own exports, by name.

    :raises ExtensionError: one is named as a file of the data, is no text, or fails.
    """
    found, added = {}, additions_of(app.config)
    for name, export in added.exports.items():
        with naming_failure(f"the export {name!r}"):
            text = export(index)
        if name in datapackage.FILES or name == datapackage.PACKAGE:
            raise ExtensionError(f"the export {name!r} is named as a file of the data is")
        if not isinstance(text, str):
            raise ExtensionError(f"the export {name!r} gives {type(text).__name__}, and no text")
        found[name] = datapackage.OwnFile(text, added.titles[name])
    return found


@contextmanager
def naming_failure(what: str) -> Iterator[None]:
    """Say which function of the project has failed; Sphinx names the cause and its place.

    :raises ExtensionError: it has.
    """
    try:
        yield
    except SphinxError:
        raise
    except Exception as error:
        raise ExtensionError(f"{what} fails: {type(error).__name__}", error) from error


def emit_index_ready(app: Sphinx, index: Callable[[], Index]) -> None:
    """Emit the event, if somebody listens: making the index is work."""
    if app.events.listeners.get(INDEX_READY):
        app.emit(INDEX_READY, index())


def code_of_additions(app: Sphinx) -> list[tuple[str, str]]:
    """The files that the functions of the project are written in, each with its digest.

    Those of modules that these files name are among them, but what is installed is not: that has
    versions.
    """
    files: set[str] = set()
    waiting = [_globals_of(one) for one in additions_of(app.config).functions]
    # By identity, because dictionaries have no hash.
    known = {id(names) for names in waiting}
    while waiting:
        names = waiting.pop()
        if file := str(names.get("__file__") or ""):
            files.add(file)
        for module in _modules_in(names):
            if id(vars(module)) not in known and _is_of_project(module):
                known.add(id(vars(module)))
                waiting.append(vars(module))
    return [(Path(file).name, digest_of_file(Path(file))) for file in sorted(files)]


def _globals_of(function: Any) -> dict[str, Any]:
    """The names that a function sees; of an object that can be called those of its method."""
    while isinstance(function, partial):
        function = function.func
    function = inspect.unwrap(function)
    code = function if hasattr(function, "__code__") else type(function).__call__
    found: dict[str, Any] = getattr(code, "__globals__", {})
    return found


def _modules_in(names: Mapping[str, Any]) -> Iterator[ModuleType]:
    for value in [*names.values()]:
        name = value.__name__ if isinstance(value, ModuleType) else _module_name(value)
        module = sys.modules.get(name)
        if module:
            yield module


def _module_name(value: object) -> str:
    name = getattr(value, "__module__", None)
    return name if isinstance(name, str) else ""


def _is_of_project(module: ModuleType) -> bool:
    file = getattr(module, "__file__", None) or ""
    installed = ("site-packages", "dist-packages")
    parts = Path(file).parts
    # The standard library lies in neither of these folders.
    is_installed = any(one in parts for one in installed) or file.startswith(sys.base_prefix)
    return bool(file) and not is_installed and module.__name__.split(".")[0] != "sphinx_dossier"


def setup_additions(app: Sphinx) -> None:
    """Register the events."""
    app.add_event(INDEX_READY)
    app.add_event(DATA_WRITTEN)
