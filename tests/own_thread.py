"""Tests that drive a browser of their own, beside that of other tests."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import wraps
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def in_own_thread(test: Callable[..., None]) -> Callable[..., None]:
    """Run a test in another thread: Playwright bears no second loop in that of the first."""

    @wraps(test)
    def run(*args: object, **fixtures: object) -> None:
        with ThreadPoolExecutor(1) as threads:
            threads.submit(test, *args, **fixtures).result()

    return run
