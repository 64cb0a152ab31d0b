"""Reads a page as it was meant: blocks that are not opened as blocks, and merges not resolved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx_dossier.answers.uses import VIEWS
from sphinx_dossier.core import page_slips, rst_slips
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.locations import shown_where
from sphinx_dossier.core.notes import notes_of
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.sphinx.read import code_lines
from sphinx_dossier.sphinx.read.known_names import directive_names
from sphinx_dossier.sphinx.read.short_names import short_directives
from sphinx_dossier.sphinx.settings import covers
from sphinx_dossier.strict.fence_depth import line_of_deep_fence

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


_NOTEBOOKS: Final = "myst-nb"
_COLONS: Final = "colon_fence"
_SETTING: Final = "enable_extensions"
"""How a page names, in its front matter, what it has MyST read besides."""
# Parsers cut lines here, or some of them do; editors, and so the numbers of lines, do not.
_RARE_ENDS: Final = str.maketrans(dict.fromkeys("\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))


def on_source_read(app: Sphinx, docname: str, content: list[str]) -> None:
    """Mend the text of a page: a handler of ``source-read``."""
    notes_of(app.env).short_names = short_directives(app.env)
    if not _may_be_ours(app, content[0]):
        return
    path = app.env.doc2path(docname)
    content[0] = content[0].translate(_RARE_ENDS)
    _mend(app, path.suffix, str(path), content)


def on_include_read(app: Sphinx, path: Path, docname: str, content: list[str]) -> None:
    """Mend the text of a file that a page takes in: a handler of ``include-read``."""
    if not _may_be_ours(app, content[0]):
        return
    content[0] = content[0].translate(_RARE_ENDS)
    file = str(Path(app.srcdir, path))
    notes_of(app.env).text.keep(file, content[0])
    _mend(app, app.env.doc2path(app.env.docname).suffix, file, content)


def _may_be_ours(app: Sphinx, text: str) -> bool:
    """Whether a text is to be read as one of a dossier."""
    is_dossier = covers(app.config, "prose") or bool(notes_of(app.env).short_names)
    # Parsers take the names of directives and roles in any case.
    return is_dossier or "dossier:" in text.lower()


def _mend(app: Sphinx, suffix: str, file: str, content: list[str]) -> None:
    """Mend what is in ``content``, which is read in the language of files that end so."""
    language = app.config.source_suffix.get(suffix)
    # What lies in the JSON of a notebook is read by nobody but its parser.
    if language not in ("restructuredtext", "markdown", _NOTEBOOKS) or suffix == ".ipynb":
        return
    if language == "restructuredtext":
        blocks = _blocks(app.env)
        text, slips = rst_slips.mend_rst(content[0], blocks.options, blocks.short)
    elif line_of_deep_fence(content[0]):
        # To find what is code in it takes as long as to read it, which `strict` refuses to do.
        return
    else:
        blocks = _blocks(app.env)
        text, slips = page_slips.mend_page(content[0], blocks)
        # Without MyST there is no such setting, and no fault in it to report.
        read_besides = getattr(app.config, "myst_enable_extensions", (_COLONS,))
        if _COLONS not in read_besides and _SETTING not in text:
            slips += page_slips.unread_fences(text, blocks)
    if not slips:
        return
    notes = notes_of(app.env)
    for line, message in slips:
        notes.problems.append(Problem(Code.MISREAD, message, shown_where(file, line, file)))
    content[0] = text
    # What looks for the line of a word finds it in what is read.
    notes.text.keep(file, text)


def _blocks(env: BuildEnvironment) -> page_slips.Blocks:
    options = {name: frozenset(kind.written_options) for name, kind in KINDS.items()}
    options |= {view.directive: frozenset(row.name for row in view.options) for view in VIEWS}
    options["correction"] = frozenset({"of"})
    return page_slips.Blocks(
        options,
        frozenset(KINDS),
        lambda name: name.lower() in directive_names(env),
        code_lines.code_lines,
        notes_of(env).short_names,
    )
