"""Measures what a reader of a catalogue loads, and what its queries cost.

The catalogue is served compressed, as hosts do; a browser types each query with an empty cache, and
then the next one. The SQL queries that come with it run in DuckDB on one thread, which says itself
how many bytes it has read; so does the count of one dossier's claims, of which the other rows need
not be read.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import duckdb
from find_browser import find_browser
from playwright.sync_api import sync_playwright

from sphinx_dossier.exports.catalogue_parquet import QUERIES

if TYPE_CHECKING:
    from collections.abc import Iterator

_RESULT: Final = ".catalogue-results > li"
_FEWEST: Final = 1_000


class Compressed(SimpleHTTPRequestHandler):
    """Serves files of text compressed, and counts the bytes of their bodies."""

    sent: Final[dict[str, int]] = {}

    def do_GET(self) -> None:
        """Answer with a file."""
        name = self.path.partition("?")[0].lstrip("/") or "index.html"
        path = Path(self.directory, name)
        if not path.is_file():
            self.send_error(404)
            return
        content = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.sent[name] = len(content)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(name))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


def _taken() -> str:
    files, size = len(Compressed.sent), sum(Compressed.sent.values())
    Compressed.sent.clear()
    return f"{files:>4} files {size:>9,} bytes"


def search(catalogue: Path, queries: list[str]) -> Iterator[str]:
    """What the page costs, and each query by itself and after another one."""
    handler = partial(Compressed, directory=str(catalogue))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        for query, later in zip(queries, [*queries[1:], queries[0]], strict=True):
            page = browser.new_page()
            page.goto(address)
            page.locator(".catalogue-search").wait_for()
            yield f"{'the page':30} {_taken()}"
            for word in (query, later):
                # At once, because each key would be a query of its own.
                page.fill("#q", word)
                page.locator(_RESULT).first.wait_for()
                page.wait_for_timeout(_FEWEST)
                said = page.locator(".catalogue-status").inner_text()
                yield f"{word:30} {_taken()}  {said}"
            page.close()
        browser.close()
    server.shutdown()


def tables(catalogue: Path) -> Iterator[str]:
    """What each query costs: processor seconds, and bytes read of the bytes of all tables."""
    whole = sum(path.stat().st_size for path in (catalogue / "data").glob("*.parquet"))
    yield f"{'all tables':30} {whole:>9,} bytes"
    one = "SELECT count(*), min(said) FROM 'data/claims.parquet' WHERE dossier = 'd0250'"
    sql = {**{name: query.sql for name, query in QUERIES.items()}, "one dossier": one}
    for name, text in sql.items():
        seconds, size, rows = _run(catalogue, text)
        yield f"{name:30} {size:>9,} bytes {seconds:6.3f} CPU s {rows:>6} rows"


def _run(catalogue: Path, text: str) -> tuple[float, int, int]:
    with TemporaryDirectory() as folder, duckdb.connect(config={"threads": 1}) as connection:
        profile = Path(folder, "profile.json")
        connection.execute("SET enable_profiling = 'json'")
        connection.execute(f"SET profiling_output = '{profile}'")
        text = text.replace("'data/", f"'{catalogue}/data/")
        before = resource.getrusage(resource.RUSAGE_SELF)
        rows = len(connection.execute(text).fetchall())
        after = resource.getrusage(resource.RUSAGE_SELF)
        connection.execute("SET enable_profiling = 'no_output'")
        found: dict[str, Any] = json.loads(profile.read_text(encoding="utf-8"))
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, int(found["io"]["total_bytes_read"]), rows


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(description="Measure what a catalogue costs its readers.")
    parser.add_argument("catalogue", type=Path, metavar="CATALOGUE")
    parser.add_argument("queries", nargs="+", metavar="QUERY", help="what is typed")
    wanted = parser.parse_args()
    for line in (*tables(wanted.catalogue), *search(wanted.catalogue.resolve(), wanted.queries)):
        print(line, flush=True)


if __name__ == "__main__":
    main()
