"""The theme's style sheet without what no page uses, after every build.

The theme brings all of Bootstrap and the names of two thousand icons, nine tenths of which no page
shows. A rule is kept if each class in its selector is in some page, or is a word of some script,
which may set it. The same pages always give the same style sheet.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.site_folders import SEARCH_BASE, SEARCH_FILES, SEARCH_FOLDER
from sphinx_dossier.sphinx.build.output_files import write_changed
from sphinx_dossier.sphinx.package_digest import package_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

Named: TypeAlias = tuple[int, int, str]
"""Size and time of a file, and the names in it."""
SHEET: Final = Path("styles", "pydata-sphinx-theme.css")
"""The sheet that is trimmed, seen from the static files of its theme."""
_DATA: Final = (SEARCH_BASE, SEARCH_FILES, "dossier-names.js")
_CLASSES: Final = lazy_pattern(r'\sclass="([^"]*)"')
_WORDS: Final = lazy_pattern(r"[A-Za-z_][\w-]*")
_NOT: Final = lazy_pattern(r":not\((?:[^()]|\([^()]*\))*\)")
_CLASS: Final = lazy_pattern(r"\.(-?[A-Za-z_][\w-]*)")
_COMMENT: Final = lazy_pattern(r"/\*.*?\*/", re.DOTALL)
# A comma between selectors, and not one within brackets.
_BETWEEN: Final = lazy_pattern(r",(?![^(\[]*[)\]])")
# The rules that hold other rules; any other rule with an @ is kept as it is.
_NESTING: Final = ("@media", "@supports", "@layer", "@container")


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write the trimmed sheet over the copy of the theme's: a late handler of ``build-finished``.

    It is made of the sheet in the theme, because that in the output may be of an earlier build.
    """
    builder = app.builder
    if exception is not None or not isinstance(builder, StandaloneHTMLBuilder):
        return
    if "styles" not in app.config.dossier_theme_parts:
        return
    sheets = (Path(folder, "static", SHEET) for folder in builder.theme.get_theme_dirs())
    sheet = next((path for path in sheets if path.is_file()), None)
    if sheet is not None:
        whole = sheet.read_text(encoding="utf-8")
        outdir = Path(app.outdir)
        path, kept = _kept_names(app)
        write_changed(outdir / "_static" / SHEET, trim(whole, names_of(outdir, kept)))
        # Into a book, the folder of the documents may be packed.
        if builder.name != "epub":
            write_changed(path, json.dumps({"of": _owner(app), "files": kept}))


def _kept_names(app: Sphinx) -> tuple[Path, dict[str, Named]]:
    """What the last build found in each file of this output, and where that is kept."""
    path = Path(app.doctreedir, f"classes-{app.builder.name}.json")
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        files = kept["files"] if kept["of"] == _owner(app) else {}
        return path, {name: (size, time, words) for name, (size, time, words) in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return path, {}


def _owner(app: Sphinx) -> list[str]:
    # The documents may serve several outputs.
    return [str(app.outdir), package_digest()]


def names_of(site: Path, kept: dict[str, Named] | None = None) -> set[str]:
    """The classes of all pages, and the words of all scripts.

    What is ``kept`` of a file holds while its size and time are the same; it is brought up to date.
    """
    now: dict[str, Named] = {}
    for path, pattern in _files(site):
        name, mark = path.relative_to(site).as_posix(), path.stat()
        size, time, words = (kept or {}).get(name, (0, 0, ""))
        if (size, time) != (mark.st_size, mark.st_mtime_ns):
            found = pattern.findall(path.read_text(encoding="utf-8"))
            words = " ".join(sorted({word for value in found for word in value.split()}))
        now[name] = mark.st_size, mark.st_mtime_ns, words
    if kept is not None:
        kept.clear()
        kept.update(now)
    return {word for *_, words in now.values() for word in words.split()}


def _files(site: Path) -> Iterator[tuple[Path, re.Pattern[str]]]:
    """The pages and the scripts, each with what finds their names."""
    yield from ((path, _CLASSES) for path in site.rglob("*.html"))
    for path in (site / "_static").rglob("*.js"):
        # The words of all pages, which would keep almost every rule; they set no classes.
        if path.parent.name != SEARCH_FOLDER and path.name not in _DATA:
            yield path, _WORDS


def trim(sheet: str, names: set[str]) -> str:
    """The rules of a style sheet that can apply where there are no classes but ``names``."""
    return "".join(_kept(_COMMENT.sub("", sheet), names))


def _kept(sheet: str, names: set[str]) -> Iterator[str]:
    for head, body in _rules(sheet):
        if head.startswith(_NESTING):
            inner = "".join(_kept(body, names))
            if inner:
                yield f"{head}{{{inner}}}"
        elif head.startswith("@"):
            yield f"{head}{{{body}}}" if body else head
        else:
            selectors = [one for one in _BETWEEN.split(head) if _can_apply(one, names)]
            if selectors:
                yield f"{','.join(selectors)}{{{body}}}"


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Each rule as what is before its braces and what is in them; a rule may have no braces."""
    depth = start = opened = 0
    # Texts come first in the pattern: a brace between quotation marks opens nothing.
    for match in re.finditer(r'"(?:[^"\\]|\\.)*"|[{};]', sheet):
        sign, position = match[0], match.start()
        if sign == "{":
            depth += 1
            opened = position if depth == 1 else opened
        elif sign == "}":
            depth -= 1
            if not depth:
                yield sheet[start:opened].strip(), sheet[opened + 1 : position]
                start = position + 1
        elif sign == ";" and not depth:
            yield sheet[start : position + 1].strip(), ""
            start = position + 1


def _can_apply(selector: str, names: set[str]) -> bool:
    """Whether all classes that a selector needs are there.

    Of ``:is()`` and ``:where()`` one class is enough and of ``:not()`` none is needed, so they are
    left out, and the rule is kept.
    """
    needed = _NOT.sub("", re.sub(r":(?:is|where)\([^()]*\)", "", selector))
    return all(name in names for name in _CLASS.findall(needed))
