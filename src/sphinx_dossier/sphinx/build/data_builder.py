"""A builder that writes ``dossier.json`` and no page: what ``dossier diff`` compares."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.builders.dummy import DummyBuilder
from sphinx.util.inventory import InventoryFile

from sphinx_dossier.authoring import review_notes, shown_values
from sphinx_dossier.core.locations import shown_path
from sphinx_dossier.core.text_files import read_written
from sphinx_dossier.exports import dossier_json
from sphinx_dossier.sphinx.addresses import site_address
from sphinx_dossier.sphinx.digest import digest_of_file
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.read.short_names import short_directives
from sphinx_dossier.sphinx.settings import vocabulary_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx

    from sphinx_dossier.authoring.review_notes import Notes
    from sphinx_dossier.core.index import Index

_SAID: Final = frozenset({"author", "copyright", "html_title", "html_baseurl", "language"})
"""Settings of Sphinx that readers see."""
BUILDER: Final = "dossier-data"


class DataBuilder(DummyBuilder):
    """Reads all pages and writes the data; nothing is drawn and no page is written."""

    name = BUILDER

    def get_outdated_docs(self) -> set[str]:
        """No page is ever out of date, because none is written."""
        return set()

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """The address that the page has in the site.

        It is always that of the ``html`` builder, so that two states differ by what they say only.
        """
        return f"{docname}.html"

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write no page."""

    def finish(self) -> None:
        """Write the data, and the list of the pages."""
        domain = domain_of(self.env)
        address = site_address(self.config)
        data = dossier_json.export_json(
            domain.index, self.config.project, self.get_target_uri, address
        )
        Path(self.outdir, "dossier.json").write_bytes(data)
        notes = review_notes.write_notes(self._notes(domain.index))
        Path(self.outdir, review_notes.NOTES).write_text(notes, encoding="utf-8", newline="\n")
        # The inventory names the pages: a site has one too, so both are compared in the same way.
        InventoryFile.dump(Path(self.outdir, "objects.inv"), self.env, self)

    def _notes(self, index: Index) -> Notes:
        """What a reviewer needs beside the data, of the files as they are written."""
        paths = {
            docname: shown_path(self.env.doc2path(docname))
            for docname in sorted(self.env.found_docs)
        }
        # Files that pages take in have words of them too, and no name.
        suffixes = tuple(self.config.source_suffix)
        for names in self.env.dependencies.values():
            taken = {shown_path(Path(self.srcdir, name)) for name in names}
            taken -= {*paths.values()}
            paths |= {name: name for name in sorted(taken) if name.endswith(suffixes)}
        files = {*paths.values(), *(source.where.path for source in index.sources.values())}
        texts = {}
        for path in sorted(files):
            # A file that cannot be read was reported when it was, and has nothing to compare.
            with suppress(OSError):
                texts[path] = read_written(Path(path), errors="replace")
        return review_notes.review_notes(
            index, texts, paths, self._settings(), short_directives(self.env)
        )

    def _settings(self) -> dict[str, tuple[str, str]]:
        """What the settings say to readers, and what the map is drawn from."""
        conf = Path(self.confdir, "conf.py")
        lines = read_written(conf, errors="replace").split("\n") if conf.is_file() else []

        def placed(text: str, *words: str) -> tuple[str, str]:
            found = (number for number, line in enumerate(lines, 1) for one in words if one in line)
            return text, f"{shown_path(conf)}:{next(found, 1)}"

        said = {one.name: one.value for one in self.config if one.name.startswith("dossier_")}
        said |= {name: self.config[name] for name in _SAID}
        sides = said.pop("dossier_sides")
        # As of which day is part of the data; how authors write is nothing that readers see; the
        # vocabulary is compared word by word.
        for name in ("as_of", "short_names", "site_wide", "vocabulary"):
            del said[f"dossier_{name}"]
        settings = {
            name: placed(shown_values.shown(value), name) for name, value in said.items() if value
        }
        for key, name in sides.items() if isinstance(sides, dict) else ():
            settings[f"side {key}"] = placed(str(name), f'"{key}"', f"'{key}'")
        settings |= self._vocabulary(placed)
        ground = Path(self.srcdir, str(self.config.dossier_boundaries or ""))
        if ground.is_file():
            digest = digest_of_file(ground)[:12]
            settings["boundaries of the map"] = digest, f"{shown_path(ground)}:1"
        return settings

    def _vocabulary(self, placed: Callable[..., tuple[str, str]]) -> dict[str, tuple[str, str]]:
        """Each word and group of the project: one that acts like another changes statuses."""
        known = vocabulary_of(self.config)
        found = {}
        for part, word in known.added:
            signs = f'"{word.word}"', f"'{word.word}'"
            found[f"{part} {word.word}"] = placed(review_notes.said_of_word(*word), *signs)
        for position, group in enumerate(known.groups, 1):
            said = f"{position}. {', '.join(group.kinds)}"
            said += f" (below sides: {group.below_sides})" if group.below_sides else ""
            found[f"group {group.label}"] = placed(said, f'"{group.label}"', f"'{group.label}'")
        return found


def setup_databuilder(app: Sphinx) -> None:
    """Register the builder."""
    app.add_builder(DataBuilder)
