"""The two dossiers of the guide to two sites, on disk, which build and map each other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from bs4 import BeautifulSoup

from docs_build import DOCS, blocks
from projects import build
from sphinx_dossier.__main__ import main
from sphinx_dossier.core.other_sites import digest_of_site

if TYPE_CHECKING:
    from pathlib import Path

GUIDE: Final = DOCS / "how-to" / "two-sites.md"
STRIKE: Final = "https://strike.example/"
HARBOUR: Final = "https://harbour.example/"
ADDRESSES: Final = {"strike": STRIKE, "harbour": HARBOUR}


class Pair:
    """Both projects of the guide on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for block in blocks(GUIDE):
            if block.caption.startswith(("strike/", "harbour/")):
                self.write(block.caption, block.text)

    def write(self, name: str, text: str) -> None:
        """Write a file of either project."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def append(self, name: str, text: str) -> None:
        """Write more at the end of a file."""
        self.write(name, (self.folder / name).read_text(encoding="utf-8") + text)

    def edit(self, name: str, old: str, new: str) -> None:
        """Change a file where ``old`` stands in it."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def build(self, project: str, output: str = "kept", builder: str = "html") -> str:
        """Build one of them, and give back what it warned of."""
        return build(self.folder / project, self.folder / "out" / project / output, builder)

    def output(self, project: str, output: str = "kept") -> Path:
        """The folder of the pages."""
        return self.folder / "out" / project / output / "html"

    def page(self, project: str) -> BeautifulSoup:
        """The page of a project."""
        text = (self.output(project) / "index.html").read_text(encoding="utf-8")
        return BeautifulSoup(text, "html.parser")

    def data(self, project: str) -> dict[str, Any]:
        """Its open data."""
        return json.loads((self.output(project) / "data/dossier.json").read_text("utf-8"))

    def fetch(self, project: str, name: str) -> str:
        """Take over the data that the other one has built, as the command does; its digest."""
        source = self.output(name) / "data" / "dossier.json"
        folder = self.folder / project / "sites"
        arguments = ["fetch", name, ADDRESSES[name], "--from", str(source), "--folder", str(folder)]
        assert main(arguments) == 0
        return digest_of_site((folder / f"{name}.json").read_bytes())

    def map(self, project: str, name: str) -> None:
        """Fetch, and pin what was fetched."""
        self.pin(project, name, self.fetch(project, name))

    def pin(self, project: str, name: str, digest: str) -> None:
        """Name the other site in the settings, with the digest of its data."""
        self.set_sites(
            project, f'dossier_sites = {{"{name}": ("{ADDRESSES[name]}", None, "{digest}")}}'
        )

    def set_sites(self, project: str, setting: str) -> None:
        """Write a setting at the end of ``conf.py``, in the place of ``dossier_sites``."""
        lines = (self.folder / project / "conf.py").read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith("dossier_sites")]
        self.write(f"{project}/conf.py", "\n".join([*kept, setting, ""]))
