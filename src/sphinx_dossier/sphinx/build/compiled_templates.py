"""Keeps what Jinja makes of the templates of pages: it would compile them again at every build."""

from __future__ import annotations

import pickle
import shutil
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import FileSystemBytecodeCache

from sphinx_dossier.sphinx.build.contents import made_with
from sphinx_dossier.sphinx.digest import digest
from sphinx_dossier.sphinx.scope import is_in_use
from sphinx_dossier.strict.theme_marks import MARK

if TYPE_CHECKING:
    from jinja2.bccache import Bucket
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_FOLDER: Final = "templates"
_BLANK: Final = "m".ljust(len(MARK), "_")
"""What stands for the mark in a file. Of its length, because Python keeps that of each string."""


class UnmarkedCache(FileSystemBytecodeCache):
    """Compiled templates without the mark of the build that made them, and with that of this one.

    `strict` marks the markup of templates when they are compiled, by a word that nobody can know
    before the build.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket, if there is a file for it."""
        path = Path(self._get_cache_filename(bucket))
        if path.is_file():
            code = path.read_bytes().replace(_BLANK.encode(), MARK.encode())
            try:
                bucket.load_bytecode(BytesIO(code))
            except (EOFError, ValueError, pickle.UnpicklingError):
                # Somebody has cut it off.
                bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in a bucket."""
        code = bucket.bytecode_to_string().replace(MARK.encode(), _BLANK.encode())
        bucket.bytecode_from_string(code)
        super().dump_bytecode(bucket)
        bucket.bytecode_from_string(code.replace(_BLANK.encode(), MARK.encode()))


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """Give the templates a place beside the documents: a handler of ``write-started``.

    Jinja names what it keeps by the path of a template and compares its text, so that one that has
    changed is compiled again.
    """
    loader = getattr(builder, "templates", None)
    environment = getattr(loader, "environment", None)
    # A template engine of a project's own need not be one of Jinja; and into a book, the folder of
    # the documents may be packed.
    if environment is None or builder.name == "epub" or not is_in_use(app.env):
        return
    # Extensions of Jinja take part in compiling, and what is the same at every build is worked out.
    folder = Path(app.doctreedir, _FOLDER)
    own = folder / digest((made_with(app), sorted(environment.extensions)))[:16]
    if not own.is_dir():
        shutil.rmtree(folder, ignore_errors=True)
        own.mkdir(parents=True)
    environment.bytecode_cache = UnmarkedCache(str(own))
