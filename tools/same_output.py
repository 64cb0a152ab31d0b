"""Builds the site with the software of two revisions, and compares all pages and data byte by byte.

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
_MOST_SHOWN: Final = 40


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
    with checkout(options.old) as old, checkout(options.new) as new, TemporaryDirectory() as out:
        with checkout(options.pages or options.old) as pages_of_old:
            sources = (pages_of_old, pages_of_old) if options.pages else (old, new)
            outputs = [Path(out, name) for name in ("old", "new")]
            with ThreadPoolExecutor() as builds:
                jobs = zip((old, new), sources, outputs, strict=True)
                list(builds.map(lambda job: build(*job, options.builder), jobs))
        contents = [files(folder) for folder in outputs]
    if options.linked_by_value:
        contents = [{name: by_value(text) for name, text in one.items()} for one in contents]
    found = differences(*contents)
    for line in found[:_MOST_SHOWN]:
        print(line)
    print(f"{len(found)} of the files differ" if found else "the same, byte for byte")
    return 1 if found else 0


@contextmanager
def checkout(name: str) -> Iterator[Path]:
    """A folder as it is, or a clone at a revision; pages tell days of commits, so it is whole."""
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
    """Build ``pages`` with the package in ``software``; Python here has all it needs."""
    environment = os.environ | {"PYTHONPATH": str(software / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-b", builder]
    command += [
        "-d",
        str(output.with_suffix(".doctrees")),
        "-D",
        f"dossier_search_library={_SEARCH}",
    ]
    _run(*command, str(pages), str(output), env=environment)


def files(folder: Path) -> dict[str, bytes]:
    """What readers get, by path; the inventory unpacked, so that packing plays no part."""
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(_KEPT)
    }
    if "objects.inv" in found:
        *head, packed = found["objects.inv"].split(b"\n", 4)
        found["objects.inv"] = b"\n".join([*head, zlib.decompress(packed)])
    if "searchindex.js" in found:
        # The versions of what the extensions keep in Sphinx's environment; no reader sees them.
        found["searchindex.js"] = re.sub(rb'"envversion":\{[^}]*\}', b"", found["searchindex.js"])
    return found


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
    """One line for each file that only one has, or that has other bytes, with the first of them."""
    found = [f"only before: {name}" for name in old.keys() - new.keys()]
    found += [f"only after: {name}" for name in new.keys() - old.keys()]
    for name in old.keys() & new.keys():
        if old[name] != new[name]:
            before, after = (text[name].split(b"\n") for text in (old, new))
            pairs = zip([*before, b""], [*after, b""], strict=False)
            first = next((pair for pair in enumerate(pairs, 1) if pair[1][0] != pair[1][1]), None)
            place, lines = first or (0, (b"", b""))
            found.append(f"{name}:{place}: {lines[0][:160]!r} became {lines[1][:160]!r}")
    return sorted(found)


def _run(*command: str, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
