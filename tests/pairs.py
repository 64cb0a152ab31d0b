"""The two dossiers of the guide to two sites, on disk, which build and map each other."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

from bs4 import BeautifulSoup

from projects import build
from sphinx_dossier.__main__ import main
from sphinx_dossier.core.other_sites import digest_of_site

GUIDE: Final = Path(__file__).parents[1] / "docs" / "how-to" / "two-sites.md"
_FILE = re.compile(
    r"^```\{code-block\} \w+\n:caption: (?P<file>(?:strike|harbour)/\S+)\n\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
STRIKE: Final = "https://strike.example/"
HARBOUR: Final = "https://harbour.example/"


class Pair:
    """Both projects of the guide on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for match in _FILE.finditer(GUIDE.read_text(encoding="utf-8")):
            self.write(match["file"], match["text"])

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

    def fetch(self, project: str, name: str, address: str) -> str:
        """Take over the data that the other one has built, as the command does; its digest."""
        source = self.output(name) / "data" / "dossier.json"
        folder = self.folder / project / "sites"
        arguments = ["fetch", name, address, "--from", str(source), "--folder", str(folder)]
        assert main(arguments) == 0
        return digest_of_site((folder / f"{name}.json").read_bytes())

    def map(self, project: str, name: str, address: str) -> None:
        """Fetch, and pin what was fetched."""
        digest = self.fetch(project, name, address)
        conf = self.folder / project / "conf.py"
        lines = conf.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith("dossier_sites")]
        kept.append(f'dossier_sites = {{"{name}": ("{address}", None, "{digest}")}}')
        conf.write_text("\n".join(kept) + "\n", encoding="utf-8")
