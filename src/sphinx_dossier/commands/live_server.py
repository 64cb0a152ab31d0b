"""Serves the pages of a site, builds them after each edit, and has open tabs load them again."""

from __future__ import annotations

import asyncio
import sys
import time
from contextlib import asynccontextmanager, suppress
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Final

import uvicorn
import watchfiles
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles

from sphinx_dossier.commands.live_pages import SOCKET, with_script
from sphinx_dossier.commands.say import say

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send
    from starlette.websockets import WebSocket
    from watchfiles.main import FileChange

HOST: Final = "127.0.0.1"
"""Nobody else on the network reads what is not published yet."""
_IGNORED: Final = ("__pycache__", "_build", "node_modules", "venv", ".*", "*~", "*.sw?")
"""Names of folders in which no author writes, and of what editors leave beside a file."""
_PATIENCE: Final = 0.1
"""Seconds between two looks whether the user has ended it."""
_MOST_NAMED: Final = 5
# A browser that asks for a part of a page, or whether it has changed, gets it whole.
_ASKS_FOR_LESS: Final = (b"range", b"if-none-match", b"if-modified-since")


class Builds:
    """Builds after each edit, and tells all open pages the name of the last build.

    ``settings`` are options of ``sphinx-build``, ``address`` is where the pages are served.
    """

    def __init__(self, source: Path, output: Path, settings: Sequence[str], address: str) -> None:
        self._source, self._output, self._address = source, output, address
        self._command = [sys.executable, "-m", "sphinx", "-q", *settings, str(source), str(output)]
        self._next, self._is_built = asyncio.Event(), asyncio.Event()
        self.last = _name()
        self.is_ended: Callable[[], bool] = bool

    async def _build(self) -> None:
        # A process of its own, because settings may have changed; what it warns of is printed. It
        # is in no session with this one, lest Ctrl and C would have it print where it was.
        process = await asyncio.create_subprocess_exec(*self._command, start_new_session=True)
        try:
            status = await process.wait()
        finally:
            if process.returncode is None:
                process.terminate()
                await process.wait()
        say(f"{self._address}{': the last pages stay until that is mended' if status else ''}")
        self.last = _name()
        self._next.set()
        self._next = asyncio.Event()

    async def _follow(self, edits: AsyncIterator[set[FileChange]]) -> None:
        # Asked for before the first build, which is long enough for somebody to write something.
        edit = asyncio.ensure_future(anext(edits))
        try:
            await self._build()
            self._is_built.set()
            while True:
                changed = await edit
                edit = asyncio.ensure_future(anext(edits))
                names = sorted(
                    Path(path).relative_to(self._source).as_posix() for _, path in changed
                )
                say(f"edited: {', '.join(dict.fromkeys(names[:_MOST_NAMED]))}")
                await self._build()
        finally:
            edit.cancel()
            self._is_built.set()

    def is_edit(self, path: str) -> bool:
        """Whether somebody writes the file, and not a program for itself."""
        file = Path(path)
        if file.is_relative_to(self._output) or not file.is_relative_to(self._source):
            return False
        parts = file.relative_to(self._source).parts
        return not any(fnmatchcase(part, one) for part in parts for one in _IGNORED)

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Build, and then watch as long as the server runs."""
        edits = watchfiles.awatch(self._source, watch_filter=lambda _, path: self.is_edit(path))
        following = asyncio.create_task(self._follow(edits))
        # Uvicorn hears that the user ends it, and would go on waiting for this.
        while not (self._is_built.is_set() or self.is_ended()):
            await asyncio.sleep(_PATIENCE)
        yield
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following

    async def tell(self, socket: WebSocket) -> None:
        """Send the name of the last build to a page, now and after each further one."""

        async def send() -> None:
            while True:
                following = self._next
                await socket.send_text(self.last)
                await following.wait()

        await socket.accept()
        sending = asyncio.create_task(send())
        async for _ in socket.iter_text():
            pass
        sending.cancel()


def _name() -> str:
    """A name that no earlier build has, not even one of a server before this."""
    return str(time.time_ns())


class Reloading:
    """Middleware: pages get the script, all other files go out as they are."""

    def __init__(self, app: ASGIApp, builds: Builds) -> None:
        self._app, self._builds = app, builds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # Asked before the file is read: what is built meanwhile has another name.
        build = self._builds.last
        status, parts = 0, []

        async def hold(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start" and _is_page(message):
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
    builds = Builds(source, output, settings, f"http://{HOST}:{port}")
    pages = Mount("/", StaticFiles(directory=output, html=True))
    app = Starlette(
        routes=[WebSocketRoute(SOCKET, builds.tell), pages],
        middleware=[Middleware(Reloading, builds=builds)],
        lifespan=builds.lifespan,
    )
    server = uvicorn.Server(uvicorn.Config(app, host=HOST, port=port, log_level="warning"))
    builds.is_ended = lambda: server.should_exit
    with suppress(KeyboardInterrupt):
        server.run()
