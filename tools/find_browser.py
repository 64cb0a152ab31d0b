"""Finds a browser for the tests, and installs one where none is found.

Debian as root: its own package. Anywhere else: the one that Playwright downloads.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def find_browser() -> str | None:
    """The path of an installed Chromium or Chrome; ``BROWSER_PATH`` overrides the search."""
    named = os.environ.get("BROWSER_PATH")
    found = (shutil.which(name) for name in (*([named] if named else []), *NAMES, MAC))
    return next((path for path in found if path), None)


def main() -> int:
    """Install a browser if there is none; 0 when the tests will find one."""
    if find_browser():
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        fonts = ["fonts-noto-core", "fonts-noto-cjk"]
        subprocess.run(["apt-get", "-qq", "update"], check=True, **quiet)
        install = ["apt-get", "-qq", "install", "-y", "--no-install-recommends"]
        subprocess.run([*install, "chromium", *fonts], check=True, **quiet)
        return 0
    print("no Chromium or Chrome found: Playwright downloads one", file=sys.stderr)
    return subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"], check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
