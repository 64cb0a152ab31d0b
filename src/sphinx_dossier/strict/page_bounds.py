"""How much time and memory a page may take: one that asks for more is left out, and reported.

What a page makes of few words cannot be foreseen for each parser and each extension. So a timer
looks once a second at what a page has taken, wherever it is at the moment.
"""

from __future__ import annotations

import gc
import signal
import sys
import threading
import time
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_dossier.core.locations import shown_where
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.strict.limits import LEFT_OUT
from sphinx_dossier.strict.page_gates import LEFT_OUT as LEFT_OUT_PAGE
from sphinx_dossier.strict.refusals import log_problem, note_refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

MOST_SECONDS: Final = 60.0
"""Of the processor, for a page to be read, and as many to be resolved and to be written."""
_MOST_MEMORY: Final = 2 * 2**30
# macOS counts in bytes, and Linux in kibibytes.
_UNIT: Final = 1 if sys.platform == "darwin" else 1024
_MENDS: Final = {
    "time": "it takes too long; divide it, or write it more simply",
    "memory": "it takes too much memory; divide it, or write it more simply",
    "depth": "it is nested too deeply; put less into one another",
}


class TooMuchError(BaseException):
    """A page has taken more than it may of ``time`` or ``memory``.

    It is no ``Exception``, because extensions catch those and go on.
    """


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raise :class:`TooMuchError` in the block when it takes more ``seconds`` of the processor.

    It is raised again and again, as something on the way may swallow it. Windows has no such
    timer, and a thread gets no signals: there the block has no bound.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not (is_main and hasattr(signal, "setitimer")):
        yield
        return
    end, most = time.process_time() + seconds, _peak_memory() + _MOST_MEMORY

    def look(*_: object) -> None:
        if time.process_time() > end:
            raise TooMuchError("time")
        if _peak_memory() > most:
            raise TooMuchError("memory")

    # The virtual timer counts the processor: no page is slow because a machine is busy.
    before = signal.signal(signal.SIGVTALRM, look)
    signal.setitimer(signal.ITIMER_VIRTUAL, min(1.0, seconds), min(1.0, seconds))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _peak_memory() -> int:
    """The most bytes that this process has had in memory."""
    # Windows has neither this module nor the timer.
    resource = import_module("resource")
    peak: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * _UNIT


class PageBounds:
    """Stands around the steps of a builder that go through one page."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._excesses: dict[str, str] = {}

    def on_builder_inited(self, app: Sphinx) -> None:
        """Bound the reading and writing of pages: a handler of ``builder-inited``."""
        self._excesses.clear()
        for name, step in (
            ("read_doc", self._read),
            ("write_doc", self._write),
            ("write_doc_serialized", self._prepare),
        ):
            vars(app.builder)[name] = _around(step, getattr(app.builder, name))

    def on_write_started(self, app: Sphinx, builder: Builder) -> None:
        """Bound the resolving of pages: a handler of ``write-started``.

        The environment is kept before, and could not be kept with this in it.
        """
        resolve = app.env.get_and_resolve_doctree
        vars(app.env)["get_and_resolve_doctree"] = _around(self._resolve, resolve)

    def on_build_finished(self, app: Sphinx, error: Exception | None) -> None:
        """Give the environment its own way back: a handler of ``build-finished``."""
        vars(app.env).pop("get_and_resolve_doctree", None)

    def on_source_read(self, app: Sphinx, docname: str, content: list[str]) -> None:
        """Read nothing of a page that has taken too much: a handler of ``source-read``."""
        if excess := self._excesses.pop(docname, ""):
            note_refusal(app.env, Code.TOO_LARGE, _message(excess), _where(app.env, docname))
            content[0] = LEFT_OUT

    def _read(self, read: Callable[..., None], docname: str, **options: Any) -> None:
        if excess := _excess_of(lambda: read(docname, **options)):
            # The builder may have paused it, and what is left over may be gigabytes.
            gc.collect()
            env = self._app.env
            # As Sphinx itself forgets a page that it is about to read again.
            self._app.events.emit("env-purge-doc", env, docname)
            env.clear_doc(docname)
            env.ref_context.clear()
            self._excesses[docname] = excess
            read(docname, **options)

    def _resolve(
        self, resolve: Callable[..., nodes.document], docname: str, *given: Any, **options: Any
    ) -> nodes.document:
        resolved: list[nodes.document] = []
        excess = _excess_of(lambda: resolved.append(resolve(docname, *given, **options)))
        if not excess:
            return resolved[0]
        self._report(docname, excess)
        document = self._app.env.get_doctree(docname)
        document.children.clear()
        words = LEFT_OUT.partition("\n")[0]
        document += nodes.section("", nodes.title("", words), ids=["left-out"])
        return document

    def _prepare(
        self, prepare: Callable[..., None], docname: str, document: nodes.document
    ) -> None:
        if excess := _excess_of(lambda: prepare(docname, document)):
            self._report(docname, excess)

    def _write(self, write: Callable[..., None], docname: str, document: nodes.document) -> None:
        excess = _excess_of(lambda: write(docname, document))
        if excess:
            self._report(docname, excess)
        builder = self._app.builder
        # The next build finds it by its size, and tells of it again.
        if docname in self._excesses and isinstance(builder, StandaloneHTMLBuilder):
            Path(builder.get_output_path(docname)).write_text(LEFT_OUT_PAGE, "utf-8", newline="\n")

    def _report(self, docname: str, excess: str) -> None:
        self._excesses[docname] = excess
        where = _where(self._app.env, docname)
        log_problem(Problem(Code.TOO_LARGE, _message(excess), where))


def setup_bounds(app: Sphinx) -> None:
    """Connect the bounds of pages."""
    bounds = PageBounds(app)
    # Late, so that it is around what other extensions put around these steps.
    app.connect("builder-inited", bounds.on_builder_inited, priority=900)
    app.connect("source-read", bounds.on_source_read)
    app.connect("write-started", bounds.on_write_started)
    app.connect("build-finished", bounds.on_build_finished)


def _around(step: Callable[..., Any], original: Callable[..., Any]) -> Callable[..., Any]:
    def bounded_step(*given: Any, **options: Any) -> Any:
        return step(original, *given, **options)

    return bounded_step


def _excess_of(run: Callable[[], object]) -> str:
    """Run a step within its bounds; what it took too much of, or ``""``."""
    try:
        with bounded(MOST_SECONDS):
            run()
    except BaseException as error:
        # No name here may hold it: the error holds this frame, and all that the step has made.
        excess = _excess_in(error)
        if not excess:
            raise
        return excess
    return ""


def _excess_in(error: BaseException) -> str:
    # Handlers of events wrap what is raised in them, and a `finally` may raise another error.
    reason: BaseException | None = error
    while reason is not None:
        if isinstance(reason, TooMuchError):
            return str(reason)
        if isinstance(reason, MemoryError | RecursionError):
            return "memory" if isinstance(reason, MemoryError) else "depth"
        reason = reason.__cause__ or reason.__context__
    return ""


def _message(excess: str) -> str:
    return f"the page is left out: {_MENDS[excess]}"


def _where(env: BuildEnvironment, docname: str) -> Any:
    file = str(env.doc2path(docname))
    return shown_where(file, 1, file)
