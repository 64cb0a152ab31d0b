"""Drives an ordinary Firefox by WebDriver BiDi, the protocol that it speaks itself.

Playwright drives only the Firefox that it brings; https://w3c.github.io/webdriver-bidi/.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
from contextlib import ExitStack
from itertools import count
from typing import TYPE_CHECKING, Any, Self

from websockets.sync.client import connect

if TYPE_CHECKING:
    from pathlib import Path

_LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
_SECONDS = 60
SETTINGS = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}


class Firefox:
    """One tab of a Firefox without a window."""

    def __init__(self, path: str, profile: Path) -> None:
        self._numbers = count(1)
        self._stack = ExitStack()
        lines = [f"user_pref({json.dumps(key)}, {json.dumps(SETTINGS[key])});" for key in SETTINGS]
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [path, "--headless", "--no-remote", "--profile", str(profile)]
        self._process = subprocess.Popen(
            [*command, "--remote-debugging-port", "0"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            env=os.environ | {"MOZ_CRASHREPORTER_DISABLE": "1"},
        )

    def __enter__(self) -> Self:
        """Connect, and take the first tab."""
        # Without pings: their thread draws from `random`, and Hypothesis blames its own test.
        connection = connect(self._address(), max_size=None, ping_interval=None)
        self._socket = self._stack.enter_context(connection)
        self._ask("session.new", capabilities={})
        self._tab = self._ask("browsingContext.getTree")["contexts"][0]["context"]
        return self

    def __exit__(self, *_: object) -> None:
        """Close the browser."""
        self._ask("browser.close")
        self._stack.close()
        self._process.wait(_SECONDS)
        self._reader.join(_SECONDS)
        assert self._process.stderr is not None
        self._process.stderr.close()

    def _address(self) -> str:
        """Where Firefox listens; what it says later is read too, lest it wait for a reader."""
        lines = self._process.stderr
        assert lines is not None
        said = []
        for line in lines:
            said.append(line)
            if match := _LISTENING.search(line):
                self._reader = threading.Thread(target=lines.read, daemon=True)
                self._reader.start()
                return f"{match[1]}/session"
        raise RuntimeError("Firefox ended before it listened: " + "".join(said))

    def _ask(self, method: str, **parameters: object) -> dict[str, Any]:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv(timeout=_SECONDS))
            if answer.get("id") == number:
                assert answer["type"] == "success", f"{method}: {answer}"
                result: dict[str, Any] = answer["result"]
                return result

    def goto(self, url: str) -> None:
        """Open an address and wait until it is loaded."""
        self._ask("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def set_viewport_size(self, viewport_size: dict[str, int]) -> None:
        """Give the tab another size, in pixels."""
        self._ask("browsingContext.setViewport", context=self._tab, viewport=viewport_size)

    def evaluate(self, expression: str) -> Any:
        """The value of an expression, or of what it promises, by way of JSON."""
        wrapped = f"Promise.resolve({expression}).then((value) => JSON.stringify(value ?? null))"
        answer = self._ask(
            "script.evaluate",
            expression=wrapped,
            target={"context": self._tab},
            awaitPromise=True,
        )
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])
