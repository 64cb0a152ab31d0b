"""The files that Sphinx copies into a site beside its pages: links out of the folder, and drawings.

Sphinx follows every link, runs what is named as a template, and serves a drawing or a page as it
is, where it has the rights of the site.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final

from sphinx.builders import html
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.fileutil import copy_asset

from sphinx_dossier.core.locations import shown_path
from sphinx_dossier.core.model import Where
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.core.replaced_attribute import replaced_attribute
from sphinx_dossier.core.safe_links import DOWNLOADS, PICTURES
from sphinx_dossier.strict.refusals import log_problem
from sphinx_dossier.strict.safe_drawings import RefusedDrawingError, rewrite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx

_KINDS: Final = (
    PICTURES
    | DOWNLOADS
    | frozenset(
        """.bmp .cjs .css .eot .flac .ico .js .m4a .map .mjs .mp3 .mp4 .ogg .ogv .otf .ttf .vtt
        .wasm .wav .webm .webmanifest .woff .woff2""".split()
    )
)
"""What a browser shows, plays or saves, and what only a page can load."""


class StaticFiles:
    """The files of the settings ``html_static_path`` and ``html_extra_path`` of a project."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._builder = builder
        self._source = Path(builder.srcdir).resolve()
        self._reported: set[Problem] = set()

    def copy(self, copy_files: Callable[[], None]) -> None:
        """Copy what may be served, and tell of the rest: at every build, as Sphinx copies it."""
        with replaced_attribute(html, "copy_asset", self._copy_asset):
            copy_files()

    def copy_shown(self, copy_files: Callable[[], None]) -> None:
        """The same for the files that pages show, among them the logo and the icon of the site."""
        self._reported.clear()
        self.copy(copy_files)
        config = self._builder.config
        for name in filter(None, (config.html_logo, config.html_favicon)):
            path = Path(self._builder.confdir, name)
            copied = self._static / path.name
            if path.is_file() and self._is_refused(path, is_shown=True):
                copied.unlink(missing_ok=True)
            elif path.is_file():
                _clean(path, copied)

    @property
    def _static(self) -> Path:
        return Path(self._builder.outdir, "_static")

    def _copy_asset(
        self, source: str | os.PathLike[str], target: Any, excluded: Any = None, **options: Any
    ) -> None:
        config = self._builder.config
        entries = {
            Path(self._builder.confdir, entry): kind
            for kind in ("html_extra_path", "html_static_path")
            for entry in config[kind]
        }
        kind = entries.get(Path(source), "")
        # Files of packages, and those that the settings take from elsewhere, are theirs.
        if not kind or not Path(os.path.normpath(source)).is_relative_to(self._source):
            copy_asset(source, target, excluded or (lambda _: False), **options)
            return
        is_shown = kind == "html_static_path"
        refused = set(self._refused_files(Path(source), excluded, is_shown=is_shown))
        if "." in refused:
            return
        copy_asset(
            source,
            target,
            lambda path: os.path.normpath(path) in refused or bool(excluded and excluded(path)),
            **options,
        )
        # An earlier build may have copied it.
        for name in refused:
            Path(target, name).unlink(missing_ok=True)
        for path in Path(source).rglob("*.svg") if is_shown else ():
            _clean(path, Path(target, path.relative_to(source)))

    def _refused_files(self, root: Path, excluded: Any, *, is_shown: bool) -> Iterator[str]:
        """The paths below ``root``, relative to it, that are not copied; each is reported."""
        if root.is_file() or root.is_symlink():
            if self._is_refused(root, is_shown=is_shown):
                yield "."
            return
        for folder, folders, files in os.walk(root):
            inner = PurePath(folder).relative_to(root)
            for name in [*folders, *files]:
                path = Path(folder, name)
                # Sphinx writes a point for the folder itself, and its patterns rely on it.
                is_copied = not (excluded and excluded(f"{inner.as_posix()}/{name}"))
                # Sphinx goes into linked folders, which may lead round in a circle.
                if (
                    is_copied
                    and (path.is_symlink() or path.is_file())
                    and self._is_refused(path, is_shown=is_shown)
                ):
                    yield (inner / name).as_posix()

    def _is_refused(self, path: Path, *, is_shown: bool) -> bool:
        found = self._fault(path, is_shown=is_shown)
        if not found:
            return False
        code, message, line = found
        problem = Problem(code, message, Where(shown_path(path), line))
        if problem not in self._reported:
            self._reported.add(problem)
            log_problem(problem)
        return True

    def _fault(self, path: Path, *, is_shown: bool) -> tuple[Code, str, int] | None:
        if path.is_symlink() and path.is_dir():
            return Code.OUTSIDE_FILE, "a link to a folder is not followed: copy the folder", 1
        if not path.resolve().is_relative_to(self._source):
            message = "a link to a file outside the source folder is not followed: copy the file"
            return Code.OUTSIDE_FILE, message, 1
        if not is_shown:
            return None
        if path.suffix.lower() not in _KINDS:
            message = "a browser may run a file of this kind: save it as a picture or as plain data"
            return Code.UNSAFE_MARKUP, message, 1
        try:
            if path.suffix.lower() == ".svg":
                rewrite(path.read_bytes())
        except RefusedDrawingError as error:
            return Code.UNSAFE_MARKUP, f"the drawing holds {error}", error.line
        return None


def on_builder_inited(app: Sphinx) -> None:
    """Stand around the copying of a builder of pages: a handler of ``builder-inited``."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    files = StaticFiles(builder)
    for name, copy in (("copy_static_files", files.copy_shown), ("copy_extra_files", files.copy)):
        vars(builder)[name] = partial(copy, getattr(builder, name))


def _clean(path: Path, copied: Path) -> None:
    """Write the copy of a drawing again, without what programs keep in it for themselves."""
    if path.suffix.lower() == ".svg" and copied.is_file():
        copied.write_bytes(rewrite(path.read_bytes()))
