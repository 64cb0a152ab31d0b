"""A process that has loaded what a build needs, and forks for each build.

``python -m sphinx_dossier.commands.live_warm ARGUMENTS``, with the arguments of ``sphinx-build``,
builds once for each line of its input, which may name further arguments. The answer to each is a
line: the exit status of the build, negative for the signal that ended it, or :data:`STALE`.

Loading takes longer than building after the edit of a word. Nothing else than modules is kept: each
build is a process of its own, as if Sphinx had been started, and leaves nothing to the next.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import sys
import tempfile
import traceback
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

STALE: Final = "stale"
"""The answer of a process whose modules have changed on the disk: another has to be started."""
_DIED: Final = 70
"""EX_SOFTWARE of ``sysexits.h``: the build ended with an exception that Sphinx does not catch."""


class Loaded:
    """The files of what is loaded, and when each was written."""

    def __init__(self, others: Iterable[str]) -> None:
        """``others`` are files that are no modules, but say which modules a build loads."""
        self._written = {file: _written(file) for file in others}
        self.add(())

    def add(self, modules: Iterable[Sequence[str]]) -> None:
        """Load modules, each with its file; which of them cannot be found there is left out."""
        for name, file in modules:
            # What an import may raise is for each module to say.
            with suppress(Exception, SystemExit):
                spec = find_spec(name)
                if spec and spec.origin == file:
                    import_module(name)
        for _, file in _modules():
            # The first time stays: a file that was written since it was loaded is to be noticed.
            self._written.setdefault(file, _written(file))
        # A collection would write to each object, and a page that is written to is shared no more.
        gc.collect()
        gc.freeze()

    def is_stale(self) -> bool:
        """Whether somebody has changed one of the files."""
        return any(_written(file) != before for file, before in self._written.items())


def _written(file: str) -> tuple[int, int]:
    with suppress(OSError):
        found = Path(file).stat()
        return found.st_mtime_ns, found.st_size
    return 0, 0


def _modules() -> Iterator[tuple[str, str]]:
    """All modules that come from a file, in the order in which they were loaded."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and name != "__main__":
            yield name, str(file)


def _build(arguments: Sequence[str], inherited: frozenset[str], report: BinaryIO) -> int:
    """Be ``sphinx-build``; write into ``report`` which modules that took."""
    # The two streams between this process and who asks are none of Sphinx's.
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    sys.argv = ["sphinx-build", *arguments]
    status = _DIED
    try:
        runpy.run_module("sphinx", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        # If it got out, the child would go on as the process that it was forked from.
        traceback.print_exc()
    report.write(json.dumps([one for one in _modules() if one[0] not in inherited]).encode())
    # `os._exit` drops what is still in the buffers.
    report.flush()
    sys.stdout.flush()
    sys.stderr.flush()
    return status


def _forked(arguments: Sequence[str]) -> tuple[int, list[list[str]]]:
    """Build in a process of its own: its exit status, and which modules it had to load."""
    inherited = frozenset(sys.modules)
    with tempfile.TemporaryFile() as report:
        child = os.fork()
        if not child:
            # Neither what this process would still do, nor what it has registered for its end.
            os._exit(_build(arguments, inherited, report))
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        report.seek(0)
        # Who was ended has written nothing, or a part of it.
        with suppress(ValueError):
            return status, json.loads(report.read())
    return status, []


def main(arguments: Sequence[str]) -> None:
    """Build for each line of the input, until it ends."""
    # Options stand before the two folders.
    *_, source, _ = arguments
    loaded = Loaded([str(Path(source, "conf.py"))])
    for line in sys.stdin:
        if loaded.is_stale():
            print(STALE, flush=True)
            return
        status, modules = _forked([*line.split(), *arguments])
        # Loading can wait until the pages are shown.
        print(status, flush=True)
        if modules:
            loaded.add(modules)


if __name__ == "__main__":
    main(sys.argv[1:])
