"""One build after another: by a process that forks, or by one that is started each time."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from sphinx_dossier.commands import live_warm
from sphinx_dossier.commands.plain_output import PLAIN_OUTPUT

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Sequence
    from typing import IO

ALL_PAGES: Final = ("-E",)
"""What ``sphinx-build`` takes to read all pages: what a build has left that died is not trusted."""


class Built(NamedTuple):
    """How a build ended (its exit status, negative for a signal), and all that it has printed."""

    status: int
    log: str


class Starter(Protocol):
    """Runs ``sphinx-build`` with the arguments that it was made with."""

    async def run(self, *more: str) -> int:
        """Build once, with more arguments; the exit status."""

    async def end(self) -> None:
        """End what runs."""


class Cold:
    """Starts Python and Sphinx for each build."""

    def __init__(self, arguments: Sequence[str], log: IO[bytes]) -> None:
        self._arguments, self._log = arguments, log
        self._process: Process | None = None

    async def run(self, *more: str) -> int:
        """Build once, with more arguments; the exit status."""
        self._process = await _start(["sphinx", *more, *self._arguments], self._log)
        return await self._process.wait()

    async def end(self) -> None:
        """End a build that runs."""
        if self._process:
            await _end(self._process)


class Warm:
    """Has a process that forks for each build; starts another when it is stale, or has died."""

    def __init__(self, arguments: Sequence[str], log: IO[bytes]) -> None:
        self._command, self._log = [live_warm.__name__, *arguments], log
        self.process: Process | None = None

    async def run(self, *more: str) -> int:
        """Build once, with more arguments; the exit status."""
        while True:
            is_new = self.process is None
            answer = await self._ask(more)
            if answer.removeprefix("-").isdigit():
                return int(answer)
            await self.end()
            if answer != live_warm.STALE:
                more = ALL_PAGES
                # Who has died at the first thing that it was asked would do so again.
                if is_new:
                    return -signal.SIGKILL

    async def _ask(self, more: Sequence[str]) -> str:
        self.process = self.process or await _start(self._command, self._log)
        assert self.process.stdin
        assert self.process.stdout
        # Who is gone answers nothing either.
        with suppress(ConnectionError):
            self.process.stdin.write(f"{' '.join(more)}\n".encode())
            await self.process.stdin.drain()
        return (await self.process.stdout.readline()).decode().strip()

    async def end(self) -> None:
        """End the process, and a build that runs."""
        if self.process:
            await _end(self.process)
            self.process = None


class Builds:
    """Builds a project, as often as is asked for, and remembers whether a build has died."""

    def __init__(self, arguments: Sequence[str], is_warm: bool) -> None:
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as this
        self.starter: Starter = (Warm if is_warm else Cold)(arguments, self._log)
        self._more: Sequence[str] = ()

    async def build(self) -> Built:
        """Build once."""
        # Both ends of it stand at one place, since this process has opened it for the other.
        self._log.seek(0)
        self._log.truncate()
        status = await self.starter.run(*self._more)
        self._more = ALL_PAGES if status < 0 else ()
        self._log.seek(0)
        return Built(status, self._log.read().decode("utf-8", "replace"))

    async def end(self) -> None:
        """End a build that runs, and what would run the next."""
        await self.starter.end()
        self._log.close()


async def _start(module_and_arguments: Sequence[str], log: IO[bytes]) -> Process:
    # It is in no session with this one, lest Ctrl and C would have it print where it was.
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", *module_and_arguments),
        stdin=asyncio.subprocess.PIPE,
        # The process that forks answers there; what Sphinx prints belongs in the log.
        stdout=asyncio.subprocess.PIPE if module_and_arguments[0] != "sphinx" else log,
        stderr=log,
        env=os.environ | PLAIN_OUTPUT,
        start_new_session=True,
    )


async def _end(process: Process) -> None:
    if hasattr(os, "killpg"):
        # What it has forked too, and also where only that is left.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGTERM)
    elif process.returncode is None:
        process.terminate()
    await process.wait()
