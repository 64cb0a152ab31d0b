"""Ends a build as ``kill -9`` or a fault of the machine does: a Sphinx extension, and its driver.

The build runs in a process of its own, which really dies, with all processes that it has begun.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx


class Fault(NamedTuple):
    """Where a build breaks off.

    At an event of Sphinx, among its handlers by ``priority``, the ``time``-th time; or when a file
    whose path ends so is half written. Instead of the end of the process, ``error`` is raised, or
    ``does`` is called.
    """

    event: str = ""
    priority: int = 500
    time: int = 1
    half_written: str = ""
    error: type[Exception] | None = None
    does: Callable[[], object] | None = None


armed: list[Fault] = []
"""What the next build of this process will meet; a forked process has a copy of its own."""


def setup(app: Sphinx) -> dict[str, Any]:
    """Be an extension of the project that is built."""
    for fault in armed:
        if fault.half_written:
            sys.addaudithook(_half_writer(fault.half_written))
        else:
            app.connect(fault.event, _breaker(fault), priority=fault.priority)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}


def kill(fault: Fault, build: Callable[[], object]) -> bool:
    """Build in a process that is killed at the fault; gives whether it has come to that."""
    process = os.fork()
    if not process:
        # A session of its own, so that the processes that Sphinx begins can die with it.
        os.setsid()
        armed.append(fault)
        try:
            build()
        finally:
            os._exit(0)
    _, status = os.waitpid(process, 0)
    return os.WIFSIGNALED(status)


def _breaker(fault: Fault) -> Callable[..., None]:
    times = iter(range(1, fault.time + 1))

    def break_off(*_: object) -> None:
        if next(times, 0) != fault.time:
            return
        if fault.error:
            raise fault.error("no space left")
        if fault.does:
            fault.does()
        else:
            os.killpg(0, signal.SIGKILL)

    return break_off


def _half_writer(ending: str) -> Callable[[str, tuple[Any, ...]], None]:
    def on_open(event: str, arguments: tuple[Any, ...]) -> None:
        if event != "open" or not str(arguments[1]).startswith(("w", "x")):
            return
        if str(arguments[0]).endswith(ending):
            # What is in the file at the moment at which the process dies.
            file = os.open(arguments[0], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.write(file, b'{"half": ')
            os.killpg(0, signal.SIGKILL)

    return on_open
