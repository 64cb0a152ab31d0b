"""Builds a project with some files changed, and judges what the build said and wrote.

Each build begins with what a good build of the unchanged project has left, so that it reads only
what changed; all builds share one process, which has imported everything once.
"""

from __future__ import annotations

import faulthandler
import gc
import io
import json
import os
import re
import shutil
import time
import traceback
import warnings
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.etree import ElementTree as ET

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_dossier.authoring.change_report import as_text
from sphinx_dossier.authoring.compare import compare
from sphinx_dossier.authoring.dossier_data import DataError, read_data
from sphinx_dossier.authoring.fixes import fix_page
from sphinx_dossier.core.manifests import decompose, read_manifest, verify, write_manifest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mutations import Files

CHECK: Final = "dummy"
"""The builder that reads and checks, and writes nothing."""
SLOWER: Final = 8
"""How many times longer than the unchanged project a build may take..."""
BESIDES: Final = 3.0
"""...and how many seconds of processor time besides, for a small project is quick."""
_FONTS: Final = Path(__file__).parents[1] / "node_modules" / "dejavu-fonts-ttf" / "ttf"
_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")
_PROBLEM: Final = re.compile(
    r"(?P<path>.+?):(?P<line>\d+): WARNING: .*\S.* \[dossier\.(?P<code>\w+)\]"
)
_PLACED: Final = re.compile(r"(?P<path>[^:]+):(?P<line>\d+): \w+: ")
_LINE_END: Final = re.compile(rb"\r\n|\n|\r")
"""What ends a line for editors; Python's own ``splitlines`` takes more."""
_CONTROL: Final = re.compile(r"[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Verdict(NamedTuple):
    """What is wrong with a build, each fault as ``kind: details``, and its processor time."""

    faults: tuple[str, ...]
    seconds: float


class JudgedBuilds:
    """A project in a folder of its own, built once from nothing for each builder."""

    def __init__(self, base: Files, folder: Path, builders: tuple[str, ...] = (CHECK,)) -> None:
        self.base, self.folder = base, folder
        self.source = folder / "source"
        for name, content in base.items():
            write(self.source / name, content)
        self._times = {name: (self.source / name).stat() for name in base}
        self._usual: dict[str, float] = {}
        self._data = ""
        for builder in builders:
            self._warm(builder)

    def _warm(self, builder: str) -> None:
        said = io.StringIO()
        output = self.folder / "warm" / builder
        build(self.source, output, builder, said)
        if said.getvalue():
            raise ValueError(f"the unchanged project has faults:\n{said.getvalue()}")
        data = output / builder / "data" / "dossier.json"
        self._data = data.read_text("utf-8") if data.is_file() else ""
        # Page, index page and settings are read again: about as much as a step can touch.
        self._usual[builder] = min(
            self.judge({"index.md": self.base["index.md"] + b"\n"}, builder, 1e9).seconds
            for _ in range(2)
        )

    def limit(self, builder: str) -> float:
        """The most processor seconds that a build may take."""
        return self._usual[builder] * SLOWER + BESIDES

    def judge(self, files: Files, builder: str = CHECK, limit: float = 0) -> Verdict:
        """Build with ``files`` in place of those of the project, and put these back."""
        output = self.folder / "work"
        shutil.rmtree(output, ignore_errors=True)
        shutil.copytree(self.folder / "warm" / builder, output)
        said = io.StringIO()
        begun = time.process_time()
        with self._changed(files), watched():
            faults = [*self._ended(output, builder, said)]
            seconds = time.process_time() - begun
            faults += faults_of_messages(said.getvalue(), self.source)
            faults += faults_of_authoring(files, self.folder)
            if builder != CHECK:
                faults += faults_of_output(output / builder, self._data)
        if seconds > (limit or self.limit(builder)):
            faults.append(f"slow: {seconds:.1f} s")
        # Each build sets aside what is loaded, with the garbage of the one before it.
        gc.unfreeze()
        gc.collect()
        return Verdict(tuple(dict.fromkeys(faults)), seconds)

    def _ended(self, output: Path, builder: str, said: io.StringIO) -> Iterator[str]:
        """How a build ended, if not as it should."""
        try:
            build(self.source, output, builder, said)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # whatever it is, the author would see it
            yield f"traceback: {shown_error(error)}"

    @contextmanager
    def _changed(self, files: Files) -> Iterator[None]:
        for name, content in files.items():
            write(self.source / name, content)
        try:
            yield
        finally:
            for name in files:
                write(self.source / name, self.base[name])
                # As it was, so that the next build does not read it again.
                times = self._times[name]
                os.utime(self.source / name, ns=(times.st_atime_ns, times.st_mtime_ns))


def write(path: Path, content: bytes) -> None:
    """Write a file and the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def build(source: Path, output: Path, builder: str, said: io.StringIO) -> None:
    """Build as ``sphinx-build`` does; ``said`` takes what it warns of."""
    with (
        patch_docutils(source),
        docutils_namespace(),
        warnings.catch_warnings(),
        redirect_stderr(io.StringIO()),
        redirect_stdout(io.StringIO()),
    ):
        warnings.simplefilter("ignore")
        app = Sphinx(
            source,
            source,
            output / builder,
            output / "doctrees",
            builder,
            # The project is copied to a folder that has no node_modules beside it.
            confoverrides={"dossier_picture_fonts": str(_FONTS)},
            status=None,
            warning=said,
        )
        app.build()


@contextmanager
def watched(seconds: float = 180) -> Iterator[None]:
    """End the process with a trace of where it is if the block takes so long."""
    faulthandler.dump_traceback_later(seconds, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def shown_error(error: BaseException) -> str:
    """An exception with the innermost place in this package, and the innermost one of all."""
    # Sphinx wraps what an extension raises.
    error = getattr(error, "orig_exc", None) or error
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "sphinx_dossier" in frame.filename]
    places = [f"{Path(frame.filename).name}:{frame.name}" for frame in (*own[-1:], *frames[-1:])]
    return f"{type(error).__name__} at {', '.join(places)}: {str(error)[:200]}"


def faults_of_messages(said: str, source: Path) -> Iterator[str]:
    """Lines that are no problem of the right form, at a place that exists."""
    for line in _COLOUR.sub("", said).splitlines():
        if "Traceback (most recent call last)" in line:
            yield "traceback: in the messages"
        if control := _CONTROL.search(line):
            yield f"control sign: {control[0]!r} in {line!r}"
        is_own = "[dossier." in line
        match = _PROBLEM.fullmatch(line) if is_own else _PLACED.match(line)
        if match:
            yield from _faults_of_place(match, line, source)
        elif is_own:
            yield f"form: {line[:200]!r}"
        elif re.match(r"(WARNING|ERROR|CRITICAL): ", line):
            yield f"no place: {line[:200]!r}"


def _faults_of_place(match: re.Match[str], line: str, source: Path) -> Iterator[str]:
    path = Path(match["path"])
    if not path.is_file():
        yield f"no such file: {line[:200]!r}"
        return
    count = len(_LINE_END.split(path.read_bytes()))
    if not 1 <= int(match["line"]) <= count:
        name = path.relative_to(source) if path.is_relative_to(source) else path
        yield f"line outside: {name} has {count} lines: {line[:200]!r}"


def faults_of_authoring(files: Files, folder: Path) -> Iterator[str]:
    """What the commands for authors make of the changed files."""
    for name, content in files.items():
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            continue
        try:
            if name.endswith(".md") and fix_page(fix_page(text)[0])[1]:
                yield f"fix: a second run of dossier fix finds more in {name}"
            if name.endswith(".txt"):
                yield from _faults_of_manifest(text, folder / "made.passages.json")
        except Exception as error:
            yield f"traceback: {shown_error(error)}"


def _faults_of_manifest(text: str, path: Path) -> Iterator[str]:
    """A manifest holds for the text that it was made of, as written and as read again."""
    made = decompose(text, "key", "salt")
    write(path, write_manifest(made).encode())
    if differences := [*verify(text, made), *verify(text, read_manifest(path, "made"))]:
        yield f"verify: {differences[0]}"


def faults_of_output(output: Path, before: str) -> Iterator[str]:
    """Files of the data that no program could read."""
    for path in sorted(output.rglob("*")):
        try:
            if path.suffix in (".json", ".jsonld", ".geojson"):
                json.loads(path.read_text("utf-8"), parse_constant=_refuse_constant)
            elif path.suffix in (".xml", ".atom"):
                ET.parse(path)
        except (ValueError, ET.ParseError) as error:
            yield f"output: {path.relative_to(output).as_posix()}: {error}"
    data = output / "data" / "dossier.json"
    if before and data.is_file():
        try:
            as_text(compare(read_data(before), read_data(data.read_text("utf-8"))))
        except (DataError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            yield f"traceback: dossier diff: {shown_error(error)}"


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")
