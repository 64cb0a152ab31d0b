"""Shows each edit in the open tab: ``make live`` builds, serves, and reloads what a browser shows.

The pages on the disk keep their policy, which lets no inline script run. Only in the answers of
this server is one script let through, which asks whether its page is still that of the last build.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import hashlib
import html
import re
import sys
import time
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import uvicorn
import watchfiles
from sphinx_autobuild.build import Builder
from sphinx_autobuild.filter import IgnoreFilter
from sphinx_autobuild.utils import find_free_port
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send
    from starlette.websockets import WebSocket

SOCKET: Final = "/last-build"
# It asks the host of its page, which the policy calls 'self': `localhost` is not `127.0.0.1`.
SCRIPT: Final = f"""\
const {{ build }} = document.currentScript.dataset;
(function listen() {{
  const socket = new WebSocket(`ws://${{location.host}}{SOCKET}`);
  socket.onmessage = ({{ data }}) => data === build || location.reload();
  socket.onclose = () => setTimeout(listen, 500);
}})();
"""
DIGEST: Final = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
_POLICY: Final = re.compile(
    r'(<meta\s+http-equiv="Content-Security-Policy"\s+content=")([^"]*)(")', re.IGNORECASE
)
IGNORED: Final = (
    "_build", "node_modules", "venv", ".venv", ".git", ".hypothesis", ".*_cache/*",
    "*/__pycache__/*", "*~", "*.sw?",
)  # fmt: skip
"""Folders in which no author writes, and what editors leave beside a file."""
# A browser that asks for a part of a page, or whether it has changed, gets it whole.
_ASKS_FOR_LESS: Final = (b"range", b"if-none-match", b"if-modified-since")


def opened(policy: str) -> str:
    """A policy that lets :data:`SCRIPT` run and listen, besides what it let through before."""
    words = [part.split() for part in policy.split(";") if part.strip()]
    rules = {name.lower(): sources for name, *sources in words}
    for name, source in (("script-src", f"'sha256-{DIGEST}'"), ("connect-src", "'self'")):
        if name in rules or "default-src" in rules:
            # 'none' counts only where it stands alone.
            before = rules.get(name, rules.get("default-src", []))
            rules[name] = list(dict.fromkeys([one for one in before if one != "'none'"] + [source]))
    return "; ".join(" ".join([name, *sources]) for name, sources in rules.items())


def with_script(page: str, build: str) -> str:
    """A page that is loaded again once there is another build than that with this name."""

    def widened(match: re.Match[str]) -> str:
        policy = html.escape(opened(html.unescape(match[2])), quote=False)
        return f"{match[1]}{policy}{match[3]}"

    return f'{_POLICY.sub(widened, page)}<script data-build="{build}">{SCRIPT}</script>\n'


class Builds:
    """Builds after each edit, and tells all open pages the name of the last build."""

    def __init__(self, source: Path, ignored: Sequence[str], build: Builder) -> None:
        self._source, self._ignores, self._build = source, IgnoreFilter(ignored, []), build
        self._next = asyncio.Event()
        self.last = _name()

    async def _watch(self) -> None:
        edits = watchfiles.awatch(
            self._source, watch_filter=lambda _, path: not self._ignores(path)
        )
        async for edit in edits:
            paths = sorted(Path(path) for _, path in edit)
            await asyncio.to_thread(self._build, changed_paths=paths)
            self.last = _name()
            self._next.set()
            self._next = asyncio.Event()

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Watch as long as the server runs."""
        watching = asyncio.create_task(self._watch())
        yield
        watching.cancel()

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


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, serve, and build again after each edit, until the user ends it."""
    parser = argparse.ArgumentParser(description=__doc__, epilog="Other options go to Sphinx.")
    parser.add_argument("source", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--port", type=int, default=8000, help="0 for any that is free")
    options, for_sphinx = parser.parse_known_args(arguments)
    source, output = options.source.resolve(), options.output.resolve()
    output.mkdir(parents=True, exist_ok=True)
    port = options.port or find_free_port()
    build = Builder(
        [*for_sphinx, str(source), str(output)],
        url_host=f"127.0.0.1:{port}",
        pre_build_commands=[],
        post_build_commands=[],
    )
    build(changed_paths=())
    builds = Builds(source, [*(str(source / name) for name in IGNORED), str(output)], build)
    pages = Mount("/", StaticFiles(directory=output, html=True))
    app = Starlette(
        routes=[WebSocketRoute(SOCKET, builds.tell), pages],
        middleware=[Middleware(Reloading, builds=builds)],
        lifespan=builds.lifespan,
    )
    with suppress(KeyboardInterrupt):
        uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")
    return 0


if __name__ == "__main__":
    sys.exit(main())
