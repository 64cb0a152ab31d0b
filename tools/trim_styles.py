"""Leave out of the theme's style sheet what no page uses: ``make html`` runs it after Sphinx.

The theme brings all of Bootstrap and the names of two thousand icons, nine tenths of which no page
shows. A rule stays if each class that it asks for is in some page, or is a word of some script,
which may set it. The same pages always give the same style sheet.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

SHEET: Final = Path("_static", "styles", "pydata-sphinx-theme.css")
_CLASSES: Final = re.compile(r'\sclass="([^"]*)"')
_NOT: Final = re.compile(r":not\((?:[^()]|\([^()]*\))*\)")
_ASKED: Final = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_BETWEEN: Final = re.compile(r",(?![^(\[]*[)\]])")
_NESTING: Final = ("@media", "@supports", "@layer", "@container")


def names_of(site: Path) -> set[str]:
    """The classes of all pages, and the words of all scripts."""
    found: set[str] = set()
    for path in site.rglob("*.html"):
        for names in _CLASSES.findall(path.read_text(encoding="utf-8")):
            found.update(names.split())
    for path in (site / "_static").rglob("*.js"):
        if not path.name.startswith("dossier-search-data"):
            found.update(re.findall(r"[A-Za-z_][\w-]*", path.read_text(encoding="utf-8")))
    return found


def trim(sheet: str, names: set[str]) -> str:
    """The rules that can apply where there are no other classes than ``names``."""
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
    """Each rule as what stands before its braces and what is in them."""
    depth = start = opened = 0
    for match in re.finditer(r'"(?:[^"\\]|\\.)*"|[{};]', sheet):
        sign, at = match[0], match.start()
        if sign == "{":
            depth += 1
            opened = at if depth == 1 else opened
        elif sign == "}":
            depth -= 1
            if not depth:
                yield sheet[start:opened].strip(), sheet[opened + 1 : at]
                start = at + 1
        elif sign == ";" and not depth:
            yield sheet[start : at + 1].strip(), ""
            start = at + 1


def _can_apply(selector: str, names: set[str]) -> bool:
    """Whether all classes are there; one of an ``:is()`` is enough, so that is not looked into."""
    asked = _NOT.sub("", re.sub(r":(?:is|where)\([^()]*\)", "", selector))
    return all(name in names for name in _ASKED.findall(asked))


def main(site: Path) -> int:
    """Write the sheet of the site anew."""
    path = site / SHEET
    if path.is_file():
        whole = path.read_text(encoding="utf-8")
        path.write_text(trim(whole, names_of(site)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
