"""Serves the pages of a site, builds them after each edit, and has open tabs load them again."""

from __future__ import annotations

import asyncio
import os
import time
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Final

import uvicorn
import watchfiles
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles

from sphinx_dossier.commands.build_log import FAILED, lines_of, problems_of
from sphinx_dossier.commands.live_builds import Builds
from sphinx_dossier.commands.live_edits import is_edit, names_of
from sphinx_dossier.commands.live_pages import SOCKET, message, with_script
from sphinx_dossier.commands.say import say

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    from starlette.types import ASGIApp, Message, Receive, Scope, Send
    from starlette.websockets import WebSocket

HOST: Final = "127.0.0.1"
"""Nobody else on the network reads what is not published yet."""
_PATIENCE: Final = 0.1
"""Seconds between two looks whether the user has ended it."""
# A browser that asks for a part of a page, or whether it has changed, gets it whole.
_ASKS_FOR_LESS: Final = (b"range", b"if-none-match", b"if-modified-since")


class Site:
    """Builds after each edit, and says to all open pages which build was the last.

    ``settings`` are options of ``sphinx-build``, ``address`` is where the pages are served.
    """

    def __init__(self, source: Path, output: Path, settings: Sequence[str], address: str) -> None:
        self._source, self._output, self._address = source, output, address
        # Sphinx shows all of a traceback, in which the line of the project is then found.
        arguments = ["-q", "-T", *settings, str(source), str(output)]
        self._builds = Builds(arguments, is_warm=hasattr(os, "fork"))
        self._next, self._is_built = asyncio.Event(), asyncio.Event()
        self._edited, self._is_edited = set[str](), asyncio.Event()
        self.last = _name()
        self._message = message(self.last, (), is_failed=False)
        self.is_ended: Callable[[], bool] = bool

    async def _build(self) -> None:
        status, log = await self._builds.build()
        lines = lines_of(log, self._source)
        if status and not lines:
            lines = [f"{FAILED}the build was ended by {_cause(status)}: the next edit builds again"]
        for line in lines:
            say(line)
        say(f"{self._address}{': the last pages stay until that is mended' if status else ''}")
        if not status:
            self.last = _name()
        problems = list(problems_of(lines, self._source))
        self._message = message(self.last, problems, is_failed=bool(status))
        # All tabs wait for this one; who asks from now on waits for the build after it.
        self._next.set()
        self._next = asyncio.Event()

    async def _watch(self) -> None:
        def is_wanted(_: object, path: str) -> bool:
            return is_edit(path, self._source, self._output)

        try:
            async for changed in watchfiles.awatch(self._source, watch_filter=is_wanted):
                self._edited.update(path for _, path in changed)
                self._is_edited.set()
        except OSError as error:
            say(f"edits cannot be heard of ({error}): start this again after an edit")

    async def _follow(self) -> None:
        try:
            await self._build()
            self._is_built.set()
            while True:
                # What was edited during a build, in however many steps, is one build.
                await self._is_edited.wait()
                self._is_edited.clear()
                say(f"edited: {names_of(self._edited, self._source)}")
                self._edited = set()
                await self._build()
        finally:
            self._is_built.set()
            await self._builds.end()

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Build, and then watch as long as the server runs."""
        # It watches from before the first build, which is long enough to write something.
        tasks = [asyncio.create_task(self._watch()), asyncio.create_task(self._follow())]
        # Uvicorn hears that the user ends it, and would go on waiting for this.
        while not (self._is_built.is_set() or self.is_ended()):
            await asyncio.sleep(_PATIENCE)
        yield
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def tell(self, socket: WebSocket) -> None:
        """Send to a page what it should know of the last build, now and after each further one."""

        async def send() -> None:
            while True:
                following = self._next
                await socket.send_text(self._message)
                await following.wait()

        await socket.accept()
        sending = asyncio.create_task(send())
        # Pages send nothing: it ends when the tab is closed.
        async for _ in socket.iter_text():
            pass
        sending.cancel()


def _name() -> str:
    """A name that no earlier build has, not even one of a server before this."""
    return str(time.time_ns())


def _cause(status: int) -> str:
    return f"signal {-status}" if status < 0 else f"itself, with status {status}"


class Reloading:
    """Middleware: pages get the script, all other files go out as they are."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app, self._site = app, site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # Asked before the file is read: what is built meanwhile has another name.
        build = self._site.last
        status, parts = 0, []

        async def hold(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start" and _is_page(message):
                # With the script the page is longer than this announces, and gets another answer.
                status = message["status"]
            elif not status:
                await send(message)
            else:
                parts.append(message.get("body", b""))
                if not message.get("more_body"):
                    page = with_script(b"".join(parts).decode("utf-8", "replace"), build)
                    answer = Response(page, status, {"cache-control": "no-store"}, "text/html")
                    await answer(scope, receive, send)

        headers = [pair for pair in scope["headers"] if pair[0] not in _ASKS_FOR_LESS]
        await self._app({**scope, "headers": headers}, receive, hold)


def _is_page(start: Message) -> bool:
    headers = dict(start["headers"])
    return bool(headers.get(b"content-type", b"").startswith(b"text/html"))


def serve(source: Path, output: Path, port: int, settings: Sequence[str]) -> None:
    """Build, serve, and build again after each edit, until the user ends it.

    ``settings`` are options of ``sphinx-build``.
    """
    output.mkdir(parents=True, exist_ok=True)
    site = Site(source, output, settings, f"http://{HOST}:{port}")
    if not hasattr(os, "fork"):
        say("this system has no fork: each build starts Sphinx again, and takes longer")
    pages = Mount("/", StaticFiles(directory=output, html=True))
    app = Starlette(
        routes=[WebSocketRoute(SOCKET, site.tell), pages],
        middleware=[Middleware(Reloading, site=site)],
        lifespan=site.lifespan,
    )
    # At its usual level it prints a line for each file, among which the problems would be lost.
    server = uvicorn.Server(uvicorn.Config(app, host=HOST, port=port, log_level="warning"))
    site.is_ended = lambda: server.should_exit
    with suppress(KeyboardInterrupt):
        server.run()
