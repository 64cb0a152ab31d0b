"""Finds the browsers for the tests, and installs those that are missing.

As root on Debian these are its own packages, elsewhere those that Playwright downloads.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
FIREFOX_NAMES = ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox")
PACKAGES = {"chromium": "chromium", "firefox": "firefox-esr"}
# Without them Persian and Chinese names are boxes, and their widths are wrong.
FONTS = ("fonts-noto-core", "fonts-noto-cjk")


def find_browser() -> str | None:
    """The path of an installed Chromium or Chrome; ``BROWSER_PATH`` overrides the search."""
    return _first(os.environ.get("BROWSER_PATH"), *NAMES, MAC)


def find_firefox() -> str | None:
    """The path of an installed Firefox; ``FIREFOX_PATH`` overrides the search."""
    return _first(os.environ.get("FIREFOX_PATH"), *FIREFOX_NAMES)


def _first(*names: str | None) -> str | None:
    paths = (shutil.which(name) for name in names if name)
    return next((path for path in paths if path), None)


def main() -> int:
    """Install the browsers that are missing; 0 if the tests will find both."""
    paths = {"chromium": find_browser(), "firefox": find_firefox()}
    missing = [name for name, path in paths.items() if not path]
    if not missing:
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "-qq", "update"], check=True, **quiet)
        install = ["apt-get", "-qq", "install", "-y", "--no-install-recommends"]
        packages = [PACKAGES[name] for name in missing]
        subprocess.run([*install, *packages, *FONTS], check=True, **quiet)
        return 0
    print(f"not found: {', '.join(missing)}; Playwright downloads what is missing", file=sys.stderr)
    return subprocess.run(
        [sys.executable, "-m", "playwright", "install", *missing], check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
