"""``dossier live``: an edit is seen in the open tab, without anybody pressing reload."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup

from projects import CONF, write_project
from sphinx_dossier.commands.live_pages import DIGEST, SCRIPT, opened, with_script
from sphinx_dossier.commands.live_server import Builds
from sphinx_dossier.strict.page_gates import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from firefox import Firefox

SECONDS = 60
PAGE = "# Alda\n\nNo boat was lost.\n"
THEMED = (
    CONF.replace('"basic"', '"pydata_sphinx_theme"') + "dossier_guide = 'index'\n"
    "dossier_theme_parts = ['policy', 'icons', 'labels', 'search-field', 'not-found', 'styles']\n"
)
FRAMES = """
def add(app, name, template, context, doctree):
    context["body"] = context.get("body", "").replace("FRAME", "<iframe></iframe>")

def setup(app):
    app.connect("html-page-context", add)
"""
"""Settings that put on a page what no page may hold."""


class Live:
    """A project that ``dossier live`` builds and serves."""

    def __init__(self, folder: Path) -> None:
        self.source = write_project(folder / "source", {"index.md": PAGE}, THEMED)
        self.output = folder / "out"
        self.said: list[str] = []

    def launch(self, port: str) -> None:
        """Start it as a shell does, and listen to what it says."""
        command = [sys.executable, "-m", "sphinx_dossier", "live", "--port", port]
        self.process = subprocess.Popen(
            [*command, str(self.source), "--output", str(self.output), "-D", "nitpicky=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
            start_new_session=True,
        )
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def start(self, port: str = "0") -> str:
        """The address of the first page, once it is built."""
        self.launch(port)
        self.builds(1)
        found = re.search(r"http://127\.0\.0\.1:\d+", "".join(self.said))
        assert found
        self._reached(found[0])
        return f"{found[0]}/index.html"

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)

    @staticmethod
    def _reached(address: str) -> None:
        """Wait until the server answers, which it does after its first build."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            with suppress(OSError), urlopen(address):
                return
            time.sleep(0.05)

    def builds(self, count: int) -> None:
        """Wait until so many builds are through."""
        end = time.monotonic() + SECONDS
        while len(re.findall(r"^http://", "".join(self.said), re.MULTILINE)) < count:
            assert time.monotonic() < end, "".join(self.said)
            assert self.process.poll() is None, "".join(self.said)
            time.sleep(0.05)

    def edit(self, text: str, name: str = "index.md") -> None:
        """Write a file as an editor does."""
        (self.source / name).write_text(text, encoding="utf-8", newline="\n")

    def edit_once_begun(self) -> None:
        """Write while Sphinx has read the page and not yet ended."""
        page, begun = self.source / "index.md", self.source / ".begun"
        while not begun.exists():
            time.sleep(0.02)
        read = self.output / ".doctrees" / "index.doctree"
        while not read.exists():
            time.sleep(0.005)
        page.write_text(PAGE.replace("No boat", "One boat"), encoding="utf-8", newline="\n")

    def stop(self) -> None:
        """End it as a user does, at a keyboard."""
        self.process.terminate()
        self.process.wait(SECONDS)
        self.reader.join(SECONDS)
        assert self.process.stdout
        self.process.stdout.close()


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    """A project, to be served."""
    made = Live(tmp_path)
    yield made
    made.stop()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab of a browser that keeps to the policy of pages."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def shows(tab: Page, text: str) -> None:
    """The tab comes to show the text, by itself."""
    tab.get_by_text(text).first.wait_for(timeout=SECONDS * 1000)


def test_edits_are_seen_in_the_open_tab(live: Live, tab: Page) -> None:
    """One edit, several in a row, one with a problem, broken settings, and the mend of each."""
    tab.goto(live.start().replace("127.0.0.1", "localhost"))
    shows(tab, "No boat was lost.")
    for number in range(2, 6):
        live.edit(PAGE.replace("No boat", f"Boat {number}"))
        shows(tab, f"Boat {number} was lost.")
    for number in range(6, 12):
        live.edit(PAGE.replace("No boat", f"Boat {number}"))
        time.sleep(0.3)
    shows(tab, "Boat 11 was lost.")
    live.edit(PAGE.replace("No boat", "[A boat](#nowhere)"))
    shows(tab, "A boat was lost.")
    assert "[dossier.unknown_id]" in "".join(live.said)
    live.edit(f"{THEMED}raise RuntimeError\n", "conf.py")
    live.edit(PAGE.replace("No boat", "Nothing"))
    live.edit(THEMED, "conf.py")
    shows(tab, "Nothing was lost.")


def test_an_edit_during_the_first_build_is_seen(live: Live, tab: Page) -> None:
    """Nobody has to write it again."""
    slow = "\nimport time\nfrom pathlib import Path\nPath('.begun').touch()\ntime.sleep(2)\n"
    live.edit(THEMED + slow, "conf.py")
    writer = threading.Thread(target=live.edit_once_begun)
    writer.start()
    tab.goto(live.start())
    shows(tab, "One boat was lost.")
    writer.join()


def test_a_page_that_is_left_out_comes_back(live: Live, tab: Page) -> None:
    """What stands in the place of a page with a fault lets no script run, and reloads too."""
    live.edit(THEMED + FRAMES, "conf.py")
    tab.goto(live.start())
    live.edit(PAGE.replace("No boat", "FRAME"))
    shows(tab, "This page was left out")
    live.edit(PAGE.replace("No boat", "One boat"))
    shows(tab, "One boat was lost.")


def test_a_server_that_is_started_again_is_found(live: Live, tab: Page) -> None:
    """The tab outlives the server: what was built meanwhile is shown when it is back."""
    address = live.start()
    tab.goto(address)
    shows(tab, "No boat was lost.")
    live.stop()
    live.edit(PAGE.replace("No boat", "One boat"))
    live.said.clear()
    live.start(address.rpartition(":")[2].partition("/")[0])
    shows(tab, "One boat was lost.")


@pytest.mark.parametrize("is_building", [True, False])
def test_who_ends_it_gets_no_traceback(live: Live, is_building: bool) -> None:
    """Ctrl and C end it at once and in silence, a build too."""
    if is_building:
        live.edit(THEMED + "import time\ntime.sleep(60)\n", "conf.py")
        live.launch("0")
        time.sleep(2)
    else:
        live.start()
    begun = time.monotonic()
    os.killpg(live.process.pid, signal.SIGINT)
    assert 0 == live.process.wait(SECONDS)
    assert time.monotonic() - begun < 20
    live.reader.join(SECONDS)
    assert not [line for line in live.said if not line.startswith("http://")]


def test_firefox_sees_edits_too(live: Live, firefox: Firefox | Page) -> None:
    """Its reading of the policy lets the page listen as well."""
    firefox.goto(live.start())
    live.edit(PAGE.replace("No boat", "One boat"))
    end = time.monotonic() + SECONDS
    while "One boat" not in firefox.evaluate("document.body?.innerText ?? ''"):
        assert time.monotonic() < end
        time.sleep(0.2)


def test_pages_on_the_disk_keep_their_policy(live: Live, tab: Page) -> None:
    """What would be published lets no inline script run, and has none."""
    tab.goto(live.start())
    live.edit(PAGE.replace("No boat", "One boat"))
    shows(tab, "One boat was lost.")
    pages = sorted(live.output.rglob("*.html"))
    assert pages
    for path in pages:
        page = path.read_text(encoding="utf-8")
        assert DIGEST not in page
        assert "WebSocket" not in page
        assert "'unsafe-inline'" not in re.findall(r"script-src [^;]*", page)[:1]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("index.md", True),
        ("deep/page.md", True),
        ("conf.py", True),
        ("_static/home.css", True),
        ("_templates/layout.html", True),
        ("_build/check/out/x", False),
        ("out/index.html", False),
        (".git/index", False),
        ("index.md~", False),
        (".index.md.swp", False),
        ("node_modules/x/README.md", False),
        ("src/__pycache__/x.pyc", False),
        ("../elsewhere.md", False),
    ],
)
def test_edits_are_what_somebody_writes(tmp_path: Path, name: str, expected: bool) -> None:
    """A build that answered to what it writes itself would never end."""
    builds = Builds(tmp_path, tmp_path / "out", [], "")
    assert expected == builds.is_edit(os.path.normpath(tmp_path / name))


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (
            "default-src 'none'; base-uri 'none'",
            {"base-uri": ["'none'"], "default-src": ["'none'"]},
        ),
        ("script-src 'self'", {"script-src": ["'self'", f"'sha256-{DIGEST}'"]}),
        ("default-src 'self'", {"default-src": ["'self'"], "connect-src": ["'self'"]}),
        ("img-src data:; ", {"img-src": ["data:"]}),
    ],
)
def test_a_policy_lets_one_script_through_and_nothing_else(policy: str, expected: object) -> None:
    """All other rules stay; where nothing is forbidden nothing has to be let through."""
    rules = {name: rest for name, *rest in (one.split() for one in opened(policy).split(";"))}
    assert {**rules, **expected} == rules
    added = [one for rest in rules.values() for one in rest if one not in policy]
    assert set(added) <= {f"'sha256-{DIGEST}'", "'self'"}
    assert "'unsafe-inline'" not in str(rules.get("script-src"))


def test_pages_without_a_policy_get_the_script_alone() -> None:
    """A page that forbids nothing is left as it is but for the script; the others stay whole."""
    assert "<p>x</p><script" in with_script("<p>x</p>", "1")
    page = BeautifulSoup(with_script(LEFT_OUT, "1"), "html.parser")
    policy = page.find("meta", attrs={"http-equiv": True})
    assert policy
    assert policy["content"] == (
        f"default-src 'none'; base-uri 'none'; script-src 'sha256-{DIGEST}'; connect-src 'self'"
    )
    script = page.find("script")
    assert script
    assert (SCRIPT, "1") == (script.string, script["data-build"])
