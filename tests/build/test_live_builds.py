"""Builds of ``dossier live``: by a process that forks, and by one that is started each time."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest

from projects import CONF, ONE_CLAIM, WIRE, write_project
from sphinx_dossier.commands.live_builds import Builds, Warm
from sphinx_dossier.sphinx.build import gc_pause

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

PAGES = {
    "index.md": "# Alda\n\n:::{toctree}\nother\n:::\n\n[Three boats](#three-boats).\n",
    "other.md": f"# Claims\n\n{ONE_CLAIM}",
    "sources.bib": WIRE,
}
OWN = """
def mark(app, name, template, context, doctree):
    context["body"] = context.get("body", "") + "<p>{word}</p>"

def setup(app):
    app.connect("html-page-context", mark)
"""
"""An installed extension that writes below each page."""
WAYS = [pytest.param(True, marks=pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork"))]
WAYS += [pytest.param(False)]


def tree(folder: Path) -> dict[str, bytes]:
    """All published files; hidden ones are notes of the builds for the next of them."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


def run(
    source: Path, output: Path, is_warm: bool, act: Callable[[Builds], Awaitable[None]]
) -> None:
    """Do something with builds, and end them."""

    async def whole() -> None:
        builds = Builds(["-q", "-T", str(source), str(output)], is_warm)
        try:
            await act(builds)
        finally:
            await builds.end()

    # The browser of other tests has a loop in the thread of the tests for as long as it is open.
    with ThreadPoolExecutor(1) as threads:
        threads.submit(asyncio.run, whole()).result()


@pytest.mark.parametrize("is_warm", WAYS)
def test_after_edits_the_pages_are_those_of_a_fresh_build(tmp_path: Path, is_warm: bool) -> None:
    """Words, facts, a page more, a page less, settings: byte for byte."""
    source = write_project(tmp_path / "source", PAGES)

    async def act(builds: Builds) -> None:
        assert (0, "") == await builds.build()
        for name, old, new in (
            ("index.md", "Three boats]", "The boats]"),
            ("other.md", "three boats were lost", "three boats were not seen again"),
            ("sources.bib", "A wire", "A long wire"),
            ("conf.py", "Storm at Alda", "Calm at Alda"),
        ):
            text = (source / name).read_text(encoding="utf-8")
            assert old in text
            (source / name).write_text(text.replace(old, new), encoding="utf-8", newline="\n")
            assert (0, "") == await builds.build()
        (source / "more.md").write_text("# More\n\n[Nobody](#nobody)\n", encoding="utf-8")
        for _ in range(2):
            status, log = await builds.build()
            assert 0 == status
            assert "more.md:3: WARNING: " in log
        (source / "more.md").unlink()
        assert (0, "") == await builds.build()

    async def build_once(builds: Builds) -> None:
        assert (0, "") == await builds.build()

    run(source, tmp_path / "out", is_warm, act)
    run(source, tmp_path / "fresh", False, build_once)
    expected, found = tree(tmp_path / "fresh"), tree(tmp_path / "out")
    assert expected.keys() == found.keys()
    assert [] == [name for name, content in expected.items() if content != found[name]]


@pytest.mark.parametrize("is_warm", WAYS)
def test_a_build_that_dies_is_said_and_the_next_reads_all(tmp_path: Path, is_warm: bool) -> None:
    """By a signal, or by an end that Sphinx cannot catch; half a page that it left is mended."""
    mine = (
        "from pathlib import Path\nif Path(__file__).with_name('die').exists():\n"
        "    import os, signal\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    source = write_project(tmp_path / "source", PAGES, CONF + mine)

    async def act(builds: Builds) -> None:
        assert 0 == (await builds.build()).status
        before = tree(tmp_path / "out")
        (source / "die").touch()
        assert -signal.SIGKILL == (await builds.build()).status
        (tmp_path / "out" / "other.html").write_text("half a pa", encoding="utf-8")
        (source / "die").unlink()
        assert (0, "") == await builds.build()
        assert before == tree(tmp_path / "out")

    run(source, tmp_path / "out", is_warm, act)


def test_builds_share_what_the_process_has_set_aside() -> None:
    """A build gives back only what a build has kept: else each fork would copy all it was given."""
    gc_pause.release()
    gc.freeze()
    try:
        gc_pause.release()
        assert gc.get_freeze_count()
        gc_pause.on_builder_inited(Mock())
        gc_pause.release()
        assert not gc.get_freeze_count()
    finally:
        gc.unfreeze()


def test_only_the_first_build_of_a_process_sets_aside_what_it_finds() -> None:
    """What a build has left in circles is collected in the next one of the same process."""
    gc_pause.release()
    try:
        gc_pause.begin()
        assert gc.get_freeze_count()
        gc_pause.on_builder_inited(Mock())
        gc_pause.begin()
        assert not gc.get_freeze_count()
    finally:
        gc_pause.release()


@pytest.mark.parametrize("has_ended", [True, False])
def test_the_collector_is_left_as_it_was(has_ended: bool) -> None:
    """At the end of a build, or when the next one begins where it had none."""
    usual = gc.get_threshold()
    gc_pause.begin()
    try:
        gc_pause.on_config_inited(Mock(), Mock())
        assert not gc.isenabled()
        if has_ended:
            gc_pause.on_builder_inited(Mock())
            assert gc.isenabled()
        gc_pause.collect_seldom()
        assert gc.get_threshold()[0] > usual[0]
        if has_ended:
            gc_pause.on_build_finished(Mock(), None)
        else:
            gc_pause.begin()
        assert gc.isenabled()
        assert usual == gc.get_threshold()
    finally:
        gc_pause.begin()
        gc_pause.release()


def test_a_collector_that_is_off_stays_off() -> None:
    """Whoever starts a build may have switched it off."""
    usual = gc.get_threshold()
    gc.set_threshold(0)
    gc.disable()
    try:
        gc_pause.on_config_inited(Mock(), Mock())
        gc_pause.on_builder_inited(Mock())
        gc_pause.collect_seldom()
        assert not gc.isenabled()
        assert not gc.get_threshold()[0]
    finally:
        gc.set_threshold(*usual)
        gc.enable()
        gc_pause.release()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_warm_process_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change of an installed module or of conf.py, and where somebody has ended it."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "installed"), *sys.path]))
    extension = tmp_path / "installed" / "alda_marks.py"
    write_project(extension.parent, {extension.name: OWN.format(word="first")})
    conf = CONF.replace('    "myst_parser"', '    "alda_marks", "myst_parser"')
    conf = conf.replace('    "sphinx_dossier.strict",\n', "")
    source = write_project(tmp_path / "source", PAGES, conf)
    page = tmp_path / "out" / "index.html"

    async def act(builds: Builds) -> None:
        warm = builds.starter
        assert isinstance(warm, Warm)
        processes = []

        async def build() -> None:
            assert (0, "") == await builds.build()
            assert warm.process
            processes.append(warm.process.pid)

        await build()
        assert "<p>first</p>" in page.read_text(encoding="utf-8")
        await build()
        extension.write_text(OWN.format(word="the second"), encoding="utf-8")
        (source / "index.md").write_text(PAGES["index.md"] + "No boat.\n", encoding="utf-8")
        await build()
        text = page.read_text(encoding="utf-8")
        assert "<p>the second</p>" in text
        assert "<p>first</p>" not in text
        (source / "conf.py").write_text(conf + "# A remark.\n", encoding="utf-8")
        await build()
        os.kill(processes[-1], signal.SIGKILL)
        await build()
        first, same, *others = processes
        assert first == same
        assert 3 == len({*others} - {first})

    run(source, tmp_path / "out", True, act)
