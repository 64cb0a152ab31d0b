"""Says whether a pull request changes more than content: ``code=true`` or ``code=false``.

Content is what ``conf.py`` takes for pages, and the files that are read beside them. Where nobody
knows what has changed, the answer is that code has.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Final

ROOT: Final = Path(__file__).parents[1]
BESIDE: Final = frozenset({"ids.txt", "search.toml", "tombstones.toml"})
"""Files that are read beside the pages, with the bibliographies that ``conf.py`` names."""
TESTED: Final = frozenset({"data.md"})
"""Pages with examples that the tests of the software run."""
SUFFIXES: Final = frozenset({".md", ".json", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".svg"})
"""What the folders of pages hold; a program among them is none of it."""


def is_content(name: str) -> bool:
    """Whether a file of the repository has words for readers and nothing that runs."""
    settings = _settings()
    if name in BESIDE or name in settings["bibtex_bibfiles"]:
        return True
    path = PurePosixPath(name)
    left_out = settings["exclude_patterns"]
    if (
        name in TESTED
        or path.suffix not in SUFFIXES
        or any(fnmatchcase(name, one) for one in left_out)
    ):
        return False
    # In the patterns of Sphinx a star does not go over a slash.
    return any(
        fnmatchcase(name, pattern) and ("**" in pattern or "/" not in name)
        for pattern in settings["include_patterns"]
    )


def _settings() -> dict[str, list[str]]:
    """The lists of names in ``conf.py``, which is read and not run."""
    settings = {}
    for node in ast.parse((ROOT / "conf.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            settings[node.targets[0].id] = node.value
    names = ("include_patterns", "exclude_patterns", "bibtex_bibfiles")
    return {name: ast.literal_eval(settings[name]) for name in names}


def changed_files(base: str, head: str = "HEAD") -> list[str]:
    """The files that differ from where ``head`` left ``base``, under both names if renamed.

    :raises subprocess.CalledProcessError: one of them is no commit that is there.
    """
    command = ["git", "diff", "--name-only", "--no-renames", "-z", "--end-of-options"]
    done = subprocess.run([*command, f"{base}...{head}"], capture_output=True, check=True)
    return [name for name in done.stdout.decode("utf-8", "surrogateescape").split("\0") if name]


def main(base: str) -> int:
    """Print the answer for what is checked out against ``base``; always 0."""
    try:
        is_code = not base or not all(map(is_content, changed_files(base)))
    except (OSError, subprocess.CalledProcessError):
        is_code = True
    print(f"code={str(is_code).lower()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
