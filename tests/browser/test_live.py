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

from projects import CONF, write_project
from sphinx_dossier.commands.live_pages import DIGEST

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
# A build that has loaded the package, and reads its settings, says so.
BEGUN = "\nimport time\nfrom pathlib import Path\nPath('.begun').touch()\n"
FRAMES = """
def add(app, name, template, context, doctree):
    context["body"] = context.get("body", "").replace("FRAME", "<iframe></iframe>")

def setup(app):
    app.connect("html-page-context", add)
"""
"""Settings that put on a page what no page may hold."""
UNTIL_EDITED = f"{BEGUN}while not Path('../edited').exists():\n    time.sleep(0.01)\n"
"""Settings that are read for as long as a test has not called :meth:`Live.has_edited`."""
COLOURED = {"CI": "true", "FORCE_COLOR": "1"}
"""Surroundings in which Sphinx and Python colour what they print, whoever reads it."""


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
            env=os.environ | {"PYTHONUNBUFFERED": "1"} | COLOURED,
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

    def has_begun(self) -> None:
        """Wait until a build reads settings that say so, which are :data:`BEGUN`."""
        end = time.monotonic() + SECONDS
        while not (self.source / ".begun").exists():
            assert time.monotonic() < end, "".join(self.said)
            time.sleep(0.02)

    def has_edited(self) -> None:
        """Let a build go on that waits in its settings, which are :data:`UNTIL_EDITED`."""
        (self.source.parent / "edited").touch()

    def edit_once_begun(self) -> None:
        """Write while Sphinx has read the page and not yet ended."""
        page = self.source / "index.md"
        self.has_begun()
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


def bar_of(tab: Page) -> str:
    """What the bar of the tab says, once there is one."""
    bar = tab.locator("dossier-problems section")
    bar.wait_for(timeout=SECONDS * 1000)
    return bar.inner_text()


def test_problems_are_a_bar_on_the_page(live: Live, tab: Page) -> None:
    """It lists them with path and line, as the terminal does, and goes with the next good build."""
    tab.goto(live.start())
    shows(tab, "No boat was lost.")
    live.edit(PAGE.replace("No boat", "[A boat](#nowhere)"))
    shows(tab, "A boat was lost.")
    assert re.match(r"1 problem\n+index\.md:3: .*nowhere.*\[dossier\.unknown_id\]", bar_of(tab))
    live.edit(PAGE)
    shows(tab, "No boat was lost.")
    tab.locator("dossier-problems").wait_for(state="detached", timeout=SECONDS * 1000)


def test_a_build_that_fails_leaves_the_pages_and_says_why(live: Live, tab: Page) -> None:
    """One line, in the terminal and on the page; the mend is shown at once, and the bar goes."""
    tab.goto(live.start())
    live.edit(f"{THEMED}\nraise RuntimeError('no harbour')\n", "conf.py")
    text = bar_of(tab)
    line = len(THEMED.splitlines()) + 2
    assert "The build has failed" in text
    assert f"conf.py:{line}: Configuration error: RuntimeError: no harbour" in text
    shows(tab, "No boat was lost.")
    live.builds(2)
    said = "".join(live.said)
    assert f"{live.source / 'conf.py'}:{line}: ERROR: " in said
    assert "Traceback" not in said
    assert "Versions" not in said
    live.edit(THEMED, "conf.py")
    tab.locator("dossier-problems").wait_for(state="detached", timeout=SECONDS * 1000)


def test_a_build_that_is_killed_ends_nothing(live: Live, tab: Page) -> None:
    """The server says so, and the next edit builds again."""
    tab.goto(live.start())
    live.edit(f"{THEMED}\nimport os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n", "conf.py")
    assert "the build was ended by signal 9" in bar_of(tab)
    live.edit(PAGE.replace("No boat", "One boat"))
    live.edit(THEMED, "conf.py")
    shows(tab, "One boat was lost.")
    assert live.process.poll() is None


def test_edits_during_a_build_are_one_build(live: Live) -> None:
    """However many files, in however many steps, also where an editor saves beside and renames."""
    live.start()
    live.edit(THEMED + UNTIL_EDITED, "conf.py")
    live.has_begun()
    for number in range(5):
        live.edit(PAGE.replace("No boat", f"Boat {number}"), "index.md.tmp")
        (live.source / "index.md.tmp").replace(live.source / "index.md")
        live.edit(PAGE, f"page-{number}.md")
        time.sleep(0.2)
    (live.source / "page-4.md").unlink()
    live.has_edited()
    live.builds(3)
    time.sleep(4)
    edited = [line for line in live.said if line.startswith("edited: ")]
    assert ["edited: conf.py\n"] == edited[:1]
    assert ["edited: index.md, page-0.md, page-1.md, page-2.md, page-3.md and 1 more\n"] == edited[
        1:
    ]
    assert "Boat 4 was lost." in (live.output / "index.html").read_text(encoding="utf-8")
    assert (live.output / "page-3.html").exists()
    assert not (live.output / "page-4.html").exists()


def test_the_tab_stays_where_it_was_read(live: Live, tab: Page) -> None:
    """A reload does not take the reader back to the top."""
    long = PAGE + "\n".join(f"Boat {number} came back.\n" for number in range(300))
    live.edit(long)
    tab.goto(live.start())
    tab.evaluate("scrollTo({ top: 2000, behavior: 'instant' })")
    live.edit(long + "\nThe last boat came back.\n")
    shows(tab, "The last boat came back.")
    tab.wait_for_load_state("load")
    tab.wait_for_function("scrollY === 2000", timeout=SECONDS * 1000)


def test_an_edit_during_the_first_build_is_seen(live: Live, tab: Page) -> None:
    """Nobody has to write it again."""
    live.edit(f"{THEMED}{BEGUN}time.sleep(2)\n", "conf.py")
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
    assert "index.md" in bar_of(tab)
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
        live.edit(f"{THEMED}{BEGUN}time.sleep(60)\n", "conf.py")
        live.launch("0")
        live.has_begun()
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
