"""A digest of this package: whatever it writes follows from its files too."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).parents[2]


# Python loads the code once for each process too.
@cache
def package_digest() -> str:
    """The digest of every file of the package: code, templates, styles, scripts, queries, shapes.

    Content counts and not time, so that installing the same version again makes nothing stale.
    """
    digest = sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        # Python writes its cache while the package runs.
        if path.is_file() and "__pycache__" not in path.parts:
            content = path.read_bytes()
            # The name and the size before the content: no two sets of files look the same.
            digest.update(f"{path.relative_to(_PACKAGE)}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()
