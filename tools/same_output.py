"""Builds the site with the software of two revisions, and compares all files byte for byte.

``python tools/same_output.py OLD NEW`` takes git revisions, or folders with a checkout. Where only
the software is in question, ``--pages REVISION`` lets both build the pages of one revision.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parent.parent
_SEARCH: Final = ROOT / "node_modules/minisearch/dist/umd/index.js"
# Sphinx and this package keep here what the build depended on, not what readers get.
_KEPT: Final = (".buildinfo", ".dossier-")
_LINKED: Final = re.compile(
    rb'(?<=<script type="application/ld\+json">).*?(?=</script>)', re.DOTALL
)
# A change of a template differs in every page: the first ones show what it is.
_MOST_SHOWN: Final = 40
# Enough of a line to recognise it; a line of JSON may be the whole file.
_SHOWN_BYTES: Final = 160


def main() -> int:
    """Compare two revisions; 0 where readers get the same, 1 where they do not."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("old", help="a git revision, or a folder")
    parser.add_argument("new", help="a git revision, or a folder", nargs="?", default=".")
    parser.add_argument("--pages", metavar="REVISION", help="build the pages of this one with both")
    parser.add_argument(
        "--linked-by-value",
        action="store_true",
        help="compare linked data by what they say, whatever the order of their keys",
    )
    parser.add_argument("--builder", default="html", help="the Sphinx builder (%(default)s)")
    options = parser.parse_args()
    pages_of_both = checkout(options.pages or options.old)
    with checkout(options.old) as old, checkout(options.new) as new, pages_of_both as pages:
        sources = (pages, pages) if options.pages else (old, new)
        lines = compare((old, new), sources, options.builder, options.linked_by_value)
    for line in lines[:_MOST_SHOWN]:
        print(line)
    print(f"{len(lines)} of the files differ" if lines else "the same, byte for byte")
    return 1 if lines else 0


def compare(
    software: tuple[Path, Path],
    sources: tuple[Path, Path],
    builder: str,
    linked_by_value: bool = False,
) -> list[str]:
    """Build twice at the same time, and list the :func:`differences`."""
    with TemporaryDirectory() as folder:
        outputs = (Path(folder, "old"), Path(folder, "new"))
        with ThreadPoolExecutor() as builds:
            jobs = zip(software, sources, outputs, strict=True)
            # `list` waits for both builds, and raises what they raise.
            list(builds.map(lambda job: build(*job, builder), jobs))
        contents = [files(output) for output in outputs]
    if linked_by_value:
        contents = [{name: by_value(text) for name, text in one.items()} for one in contents]
    return differences(*contents)


@contextmanager
def checkout(name: str) -> Iterator[Path]:
    """A folder as it is, or a clone at a revision.

    The clone has the whole history, because pages show the day of their last commit.
    """
    if Path(name, "conf.py").is_file():
        yield Path(name).resolve()
        return
    with TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        _run("git", "clone", "--quiet", "--no-checkout", str(ROOT), str(tree))
        commit = _run("git", "-C", str(ROOT), "rev-parse", f"{name}^{{commit}}").strip()
        _run("git", "-C", str(tree), "checkout", "--quiet", "--detach", commit)
        yield tree


def build(software: Path, pages: Path, output: Path, builder: str) -> None:
    """Build ``pages`` with the package in ``software`` and with what is installed here."""
    environment = os.environ | {"PYTHONPATH": str(software / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-b", builder]
    command += ["-d", str(output.with_suffix(".doctrees"))]
    # A clone has no node_modules: the library of this checkout does for both.
    command += ["-D", f"dossier_search_library={_SEARCH}"]
    _run(*command, str(pages), str(output), env=environment)


def files(folder: Path) -> dict[str, bytes]:
    """Path -> content of what readers get, without what may differ from one build to the next."""
    contents = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(_KEPT)
    }
    if "objects.inv" in contents:
        # Unpacked: the same inventory may be compressed in other ways.
        *head, packed = contents["objects.inv"].split(b"\n", 4)
        contents["objects.inv"] = b"\n".join([*head, zlib.decompress(packed)])
    if "searchindex.js" in contents:
        # The versions of what the extensions keep in Sphinx's environment; no reader sees them.
        index = contents["searchindex.js"]
        contents["searchindex.js"] = re.sub(rb'"envversion":\{[^}]*\}', b"", index)
    return contents


def by_value(text: bytes) -> bytes:
    """A file with its linked data in one form: keys sorted, and a list of one as its only value."""
    if text.startswith(b'{\n "@context"'):
        return _sorted(text)
    return _LINKED.sub(lambda match: _sorted(match[0]), text)


def _sorted(text: bytes) -> bytes:
    def plain(value: object) -> object:
        if isinstance(value, dict):
            return {key: plain(value[key]) for key in sorted(value)}
        if isinstance(value, list):
            return plain(value[0]) if len(value) == 1 else [plain(inner) for inner in value]
        return value

    return json.dumps(plain(json.loads(text)), ensure_ascii=False).encode()


def differences(old: dict[str, bytes], new: dict[str, bytes]) -> list[str]:
    """One line for each file that only one side has, or whose bytes differ, and where they do."""
    lines = [f"only before: {name}" for name in old.keys() - new.keys()]
    lines += [f"only after: {name}" for name in new.keys() - old.keys()]
    lines += [
        f"{name}:{_first_difference(old[name], new[name])}"
        for name in old.keys() & new.keys()
        if old[name] != new[name]
    ]
    return sorted(lines)


def _first_difference(old: bytes, new: bytes) -> str:
    """``3: b'a line' became b'another line'``; a line that one side lacks is ``b''``."""
    pairs = zip_longest(old.split(b"\n"), new.split(b"\n"), fillvalue=b"")
    for number, (before, after) in enumerate(pairs, start=1):
        if before != after:
            return f"{number}: {before[:_SHOWN_BYTES]!r} became {after[:_SHOWN_BYTES]!r}"
    return "end: one side has more line ends"


def _run(*command: str, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
