"""Keeps the garbage collector from visiting living objects again and again.

What Sphinx has loaded lives as long as the build. Without this, each full collection, and the one
at the end of the process, visits every object of it: a third of the time of a build without a
change.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

_SELDOM: Final = 5000
"""So many new objects, and not 700, call for a collection once all pages are read."""


class _Build:
    """What a build of this process has done: set something aside, paused the collector."""

    is_frozen = False
    is_paused = False
    usual: tuple[int, int, int] | None = None
    """How many objects call for a collection where it has changed that."""


def begin() -> None:
    """Set aside what is loaded before this package is, which makes enough for a full collection.

    Not in the second build of a process: what is left of the first has to be collected.
    """
    _go_on()
    if _Build.is_frozen:
        release()
    else:
        set_aside()


def release() -> None:
    """Give back to the collector what an earlier build in this process has set aside.

    What the process itself had set aside before stays: one that forks for each build shares it.
    """
    if _Build.is_frozen:
        gc.unfreeze()
        _Build.is_frozen = False


def set_aside() -> None:
    """Set aside what there is: no collection visits it, and it is never collected."""
    gc.freeze()
    _Build.is_frozen = True


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Pause collections while Sphinx loads what it has stored: a late ``config-inited``.

    All of it stays in use, and while it comes, it would be visited time and again.
    """
    if gc.isenabled():
        gc.disable()
        _Build.is_paused = True


def _go_on() -> None:
    """Collect as before; a build may have ended before it came to that."""
    if _Build.is_paused:
        gc.enable()
        _Build.is_paused = False
    if _Build.usual:
        gc.set_threshold(*_Build.usual)
        _Build.usual = None


def collect_seldom() -> None:
    """Collect less often from now on: when all pages are read, and only a few will be written.

    Nearly all that is made then, look-ups and answers, stays in use to the end. Of the documents of
    pages that are written nothing does: where they are many, memory would grow by a quarter.
    """
    usual = gc.get_threshold()
    # 0 has been set by somebody who wants no collection at all.
    if _Build.usual is None and usual[0]:
        _Build.usual = usual
        gc.set_threshold(max(_SELDOM, usual[0]), *usual[1:])


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Collect as often as before: a late ``build-finished``."""
    _go_on()


def on_builder_inited(app: Sphinx) -> None:
    """Set aside what is loaded: an early handler of ``builder-inited``.

    Nothing stays switched off: what is made later is collected as ever.
    """
    set_aside()
    _go_on()


def set_aside_facts() -> None:
    """Set aside all that was read and worked out, before many pages are written of it.

    It stays in use to the end, and of each page nothing does: what collects the latter would visit
    all the former, or wait until there is a quarter as much garbage as there is of these.
    """
    if gc.isenabled():
        gc.collect()
        set_aside()
        # Next to nothing is left to visit, and by how much that is, the collector goes from now on.
        gc.collect()


@contextmanager
def without_collecting() -> Iterator[None]:
    """Pause collections while many values are made that all stay in use.

    None of them refers back to another, so a collection would visit them all and free nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
