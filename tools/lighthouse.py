"""Lets Lighthouse judge a page of each type: ``make lighthouse``.

The site is served compressed, as hosts do. The points go to ``_build/lighthouse.json``; the status
is 1 where a page has fewer than it must have.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import threading
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from find_browser import find_browser

LIGHTHOUSE: Final = ("npm", "exec", "--yes", "--package", "lighthouse@12.8.2", "--", "lighthouse")
PAGES: Final = {
    "home": "index.html",
    "actor": "actors/turkey.html",
    "question": "claims/four-thousand.html",
    "day": "timeline/27-september.html",
    "bibliography": "sources/p-to-z.html",
    "search": "search.html?q=Passinyan",
}
WANTED: Final = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
# In a container Chrome has no screen, and may not make a sandbox.
FLAGS: Final = "--headless --no-sandbox --disable-gpu --disable-quic"
TEXT: Final = (".css", ".html", ".js", ".json", ".svg")


@cache
def packed(path: Path) -> bytes:
    """A file as hosts send it."""
    return gzip.compress(path.read_bytes(), 6)


class Compressing(SimpleHTTPRequestHandler):
    """Serves files, text compressed, without a log."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file() or path.suffix not in TEXT:
            return super().do_GET()
        content = packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        return None

    def log_message(self, *_: object) -> None:
        """Stay silent."""


def ask(address: str, *options: str) -> dict[str, int]:
    """The points of a page by category, from 0 to 100; what costs points is printed."""
    flags = ("--quiet", "--output=json", f"--chrome-flags={FLAGS}")
    command = [*LIGHTHOUSE, address, *flags, *options]
    environment = os.environ | {"CHROME_PATH": str(find_browser())}
    done = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        sys.exit(done.stderr or "Lighthouse failed")
    report = json.loads(done.stdout)
    for name, category in report["categories"].items():
        for part in category["auditRefs"]:
            audit = report["audits"][part["id"]]
            # From 0.9 on Lighthouse itself shows a part in green.
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                print(f"    {name}: {audit['title']} {audit.get('displayValue', '')}".rstrip())
    return {name: round(part["score"] * 100) for name, part in report["categories"].items()}


def main(site: Path) -> int:
    """Judge each page on each screen; 0 if all have the points that are :data:`WANTED`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    results = {}
    for kind, page in PAGES.items():
        for screen, options in {"phone": (), "desktop": ("--preset=desktop",)}.items():
            print(f"{kind}, {screen}", flush=True)
            points = ask(f"http://127.0.0.1:{server.server_port}/{page}", *options)
            print("   ", ", ".join(f"{name} {count}" for name, count in points.items()), flush=True)
            results[f"{kind}, {screen}"] = points
    server.shutdown()
    Path("_build").mkdir(exist_ok=True)
    Path("_build/lighthouse.json").write_text(
        json.dumps(results, indent=1) + "\n", encoding="utf-8", newline="\n"
    )
    low = [points for points in results.values() if any(points[k] < n for k, n in WANTED.items())]
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "_build/html")))
