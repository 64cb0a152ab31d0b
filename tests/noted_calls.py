"""Which of the long works a build did."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


class NotedCalls(list[str]):
    """The names of the functions that were called, in their order."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *of: tuple[object, str]) -> None:
        super().__init__()
        for module, name in of:
            self._note(module, name, monkeypatch)

    def _note(self, module: object, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Note each call of a function of a module."""
        work: Callable[..., object] = getattr(module, name)

        def noting(*arguments: object) -> object:
            self.append(name)
            return work(*arguments)

        monkeypatch.setattr(module, name, noting)
