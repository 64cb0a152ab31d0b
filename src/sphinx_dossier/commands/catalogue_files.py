"""The folder of a catalogue: what is written to it, what is left as it is, what is removed."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from sphinx_dossier import __version__
from sphinx_dossier.commands import RefusedError
from sphinx_dossier.exports.catalogue_counts import CatalogueCounts
from sphinx_dossier.exports.catalogue_index import Postings, blocks_of, runs_of
from sphinx_dossier.exports.catalogue_pages import LIST, front_page, index_script, list_page
from sphinx_dossier.exports.catalogue_parquet import (
    CATALOGUE_TABLES,
    QUERIES,
    rows_of,
    write_lines,
    write_parquet,
)
from sphinx_dossier.exports.catalogue_rows import catalogue_rows
from sphinx_dossier.exports.json_text import write_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TextIO

    from sphinx_dossier.exports.catalogue_dossier import CatalogueDossier

STATE: Final = "catalogue.json"
"""Says of which dossiers a catalogue was made; a folder that has it may be written over."""
_FOLDERS: Final = ("data", "rows", "words")
_WEB: Final = Path(__file__).parents[1] / "web" / "catalogue"


class CatalogueFolder:
    """A folder that holds a catalogue, or nothing yet.

    :raises RefusedError: it holds something else.
    """

    def __init__(self, folder: Path, title: str) -> None:
        self.folder = folder
        self.title = title
        is_other = folder.exists() and not (folder / STATE).is_file()
        if is_other and (not folder.is_dir() or any(folder.iterdir())):
            raise RefusedError(f"{folder} holds something else: name a new folder, or an empty one")

    def state(self, dossiers: list[list[str]]) -> bytes:
        """What :data:`STATE` says of a catalogue of dossiers, each a name, digest and base."""
        names = ("id", "digest", "base")
        rows = [dict(zip(names, one, strict=True)) for one in dossiers]
        head = {"version": __version__, "software": _own_digest(), "title": self.title}
        return write_rows({**head, "dossiers": rows})

    def has(self, dossiers: list[list[str]]) -> bool:
        """Whether it holds the catalogue of these dossiers already."""
        with suppress(OSError):
            return (self.folder / STATE).read_bytes() == self.state(dossiers)
        return False

    @contextmanager
    def writing(self, duckdb: Any) -> Iterator[CatalogueWriter]:
        """A writer of its files; what is written on the way is removed at the end.

        :raises RefusedError: a file cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            # A catalogue that breaks off in the middle is not the one that the state describes.
            (self.folder / STATE).write_text("{}\n", encoding="utf-8", newline="\n")
            with TemporaryDirectory(dir=self.folder, prefix=".lines-") as lines:
                writer = CatalogueWriter(self, duckdb, Path(lines))
                try:
                    yield writer
                finally:
                    writer.close()
        except OSError as error:
            message = f"{error.filename or self.folder} cannot be written ({error.strerror})"
            raise RefusedError(f"{message}: name a place where you may write") from error


class CatalogueWriter:
    """Writes a catalogue, a dossier after the other: none is kept."""

    def __init__(self, folder: CatalogueFolder, duckdb: Any, lines: Path) -> None:
        self._catalogue = folder
        self._folder = folder.folder
        self._duckdb = duckdb
        self._counts = CatalogueCounts()
        self._postings = Postings()
        self._dossiers: list[Mapping[str, object]] = []
        self._paths = {name: lines / f"{name}.json" for name in CATALOGUE_TABLES}
        self._lines: dict[str, TextIO] = {
            name: path.open("w", encoding="utf-8", newline="\n")
            for name, path in self._paths.items()
        }
        self._written: dict[Path, int] = {}

    @property
    def rows(self) -> int:
        """How many rows can be found."""
        return self._postings.count

    def close(self) -> None:
        """End the files that are open."""
        for file in self._lines.values():
            file.close()

    def enter(self, dossier: CatalogueDossier, sites: Mapping[str, str]) -> None:
        """Take one more dossier; ``sites`` gives the id of each by its address."""
        rows = catalogue_rows(dossier)
        self._postings.enter(rows)
        for name, text in blocks_of(dossier, rows):
            self._write(f"rows/{name}", text)
        self._dossiers.append(
            {"id": dossier.id, "title": dossier.title, "base": dossier.base, "runs": runs_of(rows)}
        )
        self._counts.enter(dossier, sites)
        for table, found in rows_of(dossier, lambda one, name: _elsewhere(one, name, sites)):
            self._lines[table].write(write_lines(found, table))

    def finish(self, state: list[list[str]]) -> tuple[int, int]:
        """Write all that is made of all dossiers; how many files there are, and their bytes."""
        self.close()
        shards = ""
        for name, text in self._postings.scripts():
            if name:
                self._write(f"words/{name}", text)
            else:
                shards = text
        counts = self._counts
        self._write("catalogue-index.js", index_script(self._dossiers, shards, counts.statuses))
        sizes = self._tables()
        title = self._catalogue.title
        self._write("index.html", front_page(title, counts, sizes))
        self._write(LIST, list_page(title, counts))
        for path in sorted(_WEB.iterdir()):
            self._write(path.name, path.read_text(encoding="utf-8"))
        self._remove_others()
        self._write(STATE, self._catalogue.state(state).decode())
        return len(self._written), sum(self._written.values())

    def _tables(self) -> dict[str, int]:
        """Write the tables and the queries; the bytes of each by its path."""
        data = self._folder / "data"
        data.mkdir(exist_ok=True)
        write_parquet(self._duckdb, self._paths, data)
        sizes = {}
        for name in CATALOGUE_TABLES:
            path = data / f"{name}.parquet"
            sizes[f"data/{path.name}"] = self._written[path] = path.stat().st_size
        for name, query in QUERIES.items():
            text = f"-- {query.title}\n{query.sql}"
            self._write(f"data/queries/{name}.sql", text)
            sizes[f"data/queries/{name}.sql"] = len(text.encode())
        return sizes

    def _write(self, name: str, text: str) -> None:
        """Write a file, unless it holds the text already: hosts send what has a new time."""
        path, content = self._folder / name, text.encode()
        self._written[path] = len(content)
        if path.is_file() and path.read_bytes() == content:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def _remove_others(self) -> None:
        """Remove what an earlier catalogue had in the folders that are its own."""
        for name in _FOLDERS:
            for path in sorted((self._folder / name).rglob("*"), reverse=True):
                if path.is_file() and path not in self._written:
                    path.unlink()
                elif path.is_dir() and not any(path.iterdir()):
                    path.rmdir()


def _elsewhere(dossier: CatalogueDossier, name: str, sites: Mapping[str, str]) -> tuple[str, str]:
    """The dossier in the catalogue and the id of a claim that a dossier names."""
    site, _, identifier = name.rpartition(":")
    if not site:
        return dossier.id, identifier
    address = next((one["url"] for one in dossier.data.get("sites", ()) if one["id"] == site), "")
    return (sites[address], identifier) if address in sites else ("", "")


def _own_digest() -> str:
    """What tells this version of the software from one that would write another catalogue."""
    package = Path(__file__).parents[1]
    digest = sha256()
    for path in sorted([*package.rglob("*.py"), *_WEB.iterdir()]):
        digest.update(path.read_bytes())
    return digest.hexdigest()
