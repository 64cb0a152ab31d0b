"""The .bib files, read by BibLaTeX's rules before bibtex would read them by those of BibTeX.

bibtex asks whether its entries are those of the files as they are now, and parses them only if not.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from pybtex.exceptions import PybtexError
from sphinxcontrib.bibtex.bibfile import (
    BibData,
    BibFile,
    get_mtime,
    is_bibdata_outdated,
    parse_bibdata,
)

from sphinx_dossier.core import bib_entries, bib_mending, bib_slips, sources
from sphinx_dossier.core.locations import shown_path
from sphinx_dossier.core.model import Where
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.core.text_files import mend_letters, read_written
from sphinx_dossier.core.visible_text import code_point, control_sign, without_controls
from sphinx_dossier.sphinx.settings import covers
from sphinx_dossier.sphinx.stored_citations import StoredEntries

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_FAULTS: Final = "faults"
_DIGEST: Final = "digest"
_PATHS: Final = "paths"
_IS_READ: Final = "is_read"
_IS_LENT: Final = "is_lent"


def on_builder_inited(app: Sphinx) -> None:
    """Read the .bib files for bibtex too if the site says so: a handler of ``builder-inited``."""
    of_bibtex, own = app.env.domaindata["cite"], _own(app.env)
    own.pop(_IS_READ, None)
    # As bibtex finds them, beside the settings.
    own[_PATHS] = [Path(app.confdir, name).resolve() for name in app.config.bibtex_bibfiles]
    if covers(app.config, "citations"):
        _read_changed(app.env, of_bibtex)
        of_bibtex["bibdata"] = _as_of_now(of_bibtex["bibdata"])
        return
    # What bibtex has was read for it when the settings were others, or is not of the files now.
    was_ours, paths = of_bibtex.pop(_DIGEST, None), own[_PATHS]
    encoding = app.config.bibtex_encoding
    if was_ours or is_bibdata_outdated(of_bibtex["bibdata"], paths, encoding):
        of_bibtex["bibdata"] = _read_for_bibtex(app.env, encoding)


def _as_of_now(entries: BibData) -> BibData:
    """The same; bibtex takes files for changed whose time has."""
    files = {path: file._replace(mtime=get_mtime(path)) for path, file in entries.bibfiles.items()}
    return entries._replace(bibfiles=files)


def _read_for_bibtex(env: BuildEnvironment, encoding: str) -> BibData:
    """What bibtex makes of the files; what we make of them where it would end the build."""
    own = _own(env)
    try:
        entries: BibData = parse_bibdata(own[_PATHS], encoding)
    except (PybtexError, UnicodeError):
        own[_IS_LENT] = True
        return _as_of_now(entries_of_files(env))
    own[_IS_LENT] = False
    return entries


def faults_for_bibtex(env: BuildEnvironment) -> list[Problem]:
    """What would have ended the build, where bibtex has the entries as we read them."""
    is_lent = not covers(env.config, "citations") and _own(env).get(_IS_LENT)
    faults = faults_of_entries(env) if is_lent else []
    return [fault for fault in faults if fault.code is Code.UNREADABLE]


def entries_of_files(env: BuildEnvironment) -> BibData:
    """The .bib files and their entries, by the rules of BibLaTeX, whatever bibtex makes of them."""
    return cast("BibData", _stored(env)["bibdata"])


def digest_of_entries(env: BuildEnvironment) -> str:
    """A digest of the contents of the files."""
    digest: str = _stored(env)[_DIGEST]
    return digest


def faults_of_entries(env: BuildEnvironment) -> list[Problem]:
    """What is wrong with the entries themselves."""
    faults: list[Problem] = _stored(env)[_FAULTS]
    return faults


def _stored(env: BuildEnvironment) -> dict[str, Any]:
    if covers(env.config, "citations"):
        of_bibtex: dict[str, Any] = env.domaindata["cite"]
        return of_bibtex
    own = _own(env)
    # Only when it is asked for, and once a build: many a site has files for bibtex alone.
    if _IS_READ not in own:
        _read_changed(env, own)
        own[_IS_READ] = True
    return own


def _own(env: BuildEnvironment) -> dict[str, Any]:
    own: dict[str, Any] = env.domaindata["dossier"]["bib"]
    return own


def _read_changed(env: BuildEnvironment, stored: dict[str, Any]) -> None:
    """Read the files if their bytes have changed since they were."""
    paths, encoding = _own(env)[_PATHS], env.config.bibtex_encoding
    digest = _digest(encoding, paths)
    if stored.get(_DIGEST) != digest:
        stored["bibdata"], stored[_FAULTS] = _read(paths, encoding)
        stored[_DIGEST] = digest


def _digest(encoding: str, paths: list[Path]) -> str:
    """One for the contents of all files, whatever their times are."""
    digest = sha256(encoding.encode())
    for path in paths:
        contents = path.read_bytes() if path.is_file() else b""
        digest.update(f"\n{path}\n{len(contents)}\n".encode() + contents)
    return digest.hexdigest()


def _read(paths: list[Path], encoding: str) -> tuple[BibData, list[Problem]]:
    parser = bib_entries.raw_parser(encoding)
    files: dict[Path, BibFile] = {}
    places: dict[str, Where] = {}
    known: dict[str, None] = {}
    found: list[Problem] = []
    for path in paths:
        places = _parse(parser, path, encoding, found) | places
        added = [key for key in parser.data.entries if key not in known]
        # What a mend has made of a broken beginning is written so in no line.
        places = dict.fromkeys(added, Where(shown_path(path), 1)) | places
        files[path] = BibFile(0, dict.fromkeys(added))
        known |= files[path].keys
    entries, faults = bib_entries.complete(parser.data.entries, places, parser.data.preamble)
    files = {
        path: BibFile(0, {key: None for key in file.keys if key in entries})
        for path, file in files.items()
    }
    return BibData(encoding, files, StoredEntries(entries)), [*found, *faults]


def _parse(parser: Any, path: Path, encoding: str, problems: list[Problem]) -> dict[str, Where]:
    """Have a file parsed, and say where its entries begin; what is wrong goes to ``problems``."""
    # A file that is not there is reported with the setting that names it.
    if not path.is_file():
        return {}
    text, faults = read_bib(path, encoding)
    problems += [*faults, *bib_mending.parse_bib(parser, text, str(path))]
    places = sources.locate_entries(text, shown_path(path))
    problems += bib_slips.misspelt_fields(parser.data.entries, text, places)
    return places


def read_bib(path: Path, encoding: str) -> tuple[str, list[Problem]]:
    """The text of a .bib file, whatever encoding it is in, and what is wrong with that."""
    problems: list[Problem] = []
    # The whole path in messages: another build may have another working folder.
    if encoding.lower().startswith(("utf-8", "utf8")):
        text, problems = mend_letters(read_written(path, errors="surrogateescape"), str(path))
    else:
        text = path.read_text(encoding=encoding, errors="replace")
    if sign := control_sign(text):
        line = text.count("\n", 0, sign.start()) + 1
        message = (
            f"the line holds {code_point(sign[0])}, which is no character of a text: take it out"
        )
        problems.append(Problem(Code.UNREADABLE, message, Where(str(path), line)))
        text = without_controls(text)
    return text, problems
