"""Finds the browsers for the tests, and installs those that are missing.

As root on Debian these are its own packages, elsewhere those that Playwright downloads.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
FIREFOX_NAMES = ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox")
PACKAGES = {"chromium": "chromium", "firefox": "firefox-esr"}
# Without them Persian and Chinese names are boxes, and their widths are wrong.
FONTS = ("fonts-noto-core", "fonts-noto-cjk")
SECONDS = 1800
"""How long an installation may take."""
_MEND = (
    "install what is missing, or set BROWSER_PATH (a Chromium) and FIREFOX_PATH, and run it again"
)


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
    """Install the browsers that are missing; 0 if the tests will find both.

    Where one cannot be installed, one line says why and what to do.
    """
    paths = {"chromium": find_browser(), "firefox": find_firefox()}
    missing = [name for name, path in paths.items() if not path]
    if not missing:
        return 0
    # Windows has no user ids, and no apt-get either.
    is_debian = shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0
    failure = _install_packages(missing) if is_debian else _download(missing)
    if failure:
        names = " and ".join(missing)
        print(f"no {names} for the tests: {failure}; {_MEND}", file=sys.stderr)
    return 1 if failure else 0


def _install_packages(missing: Sequence[str]) -> str:
    """Install packages of Debian; why that failed, ``""`` if it did not."""
    # Another package manager may be at work: it is waited for, though not for ever.
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=2"]
    # What is known of the packages may be new enough where it cannot be made new.
    outdated = _run([*apt, "update"])
    packages = [PACKAGES[name] for name in missing]
    failure = _run([*apt, "install", "-y", "--no-install-recommends", *packages, *FONTS])
    return failure and (outdated or failure)


def _download(missing: Sequence[str]) -> str:
    """Let Playwright download its own; why that failed, ``""`` if it did not."""
    print(f"not found: {', '.join(missing)}; Playwright downloads what is missing", file=sys.stderr)
    return _run([sys.executable, "-m", "playwright", "install", *missing])


def _run(command: Sequence[str]) -> str:
    """Run a program that installs something; why it failed in one line, ``""`` if it did not."""
    try:
        done = subprocess.run(
            command,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{command[0]}: {error}"
    said = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    # The first error is the cause, and the last line often only says that there was one.
    errors = [line for line in said if line.startswith(("E:", "Error:", "dpkg: error"))]
    reason = (errors or said[-1:] or ["it gave no reason"])[0]
    name = Path(command[0]).name
    return f"{name} ended with {done.returncode}: {reason}" if done.returncode else ""


if __name__ == "__main__":
    sys.exit(main())
