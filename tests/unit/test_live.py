"""What ``dossier live`` makes of edits, of pages, and of what a build prints."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from sphinx_dossier.commands.build_log import lines_of, problems_of
from sphinx_dossier.commands.live_edits import is_edit, names_of
from sphinx_dossier.commands.live_pages import (
    DIGEST,
    MOST_LISTED,
    SCRIPT,
    message,
    opened,
    with_script,
)
from sphinx_dossier.strict.page_gates import LEFT_OUT

SOURCE = Path("alda").resolve()
REPORT = """\

Configuration error!

Versions
========

* Platform:         linux

Last Messages
=============

    File "{source}/conf.py", line 90

Loaded Extensions
=================

None.

Traceback
=========

    Traceback (most recent call last):
{trace}


The full traceback has been saved in:
/somewhere/sphinx-err-1.log

To report this error to the developers, please open an issue. Thanks!
Please also report this if it was a user error.
"""
"""How Sphinx 8.2 to 9.0 prints an exception."""
NESTED = """\
      File "/packages/sphinx/config.py", line 612, in eval_config_file
        raise ConfigError(msg % traceback.format_exc()) from exc
    sphinx.errors.ConfigError: There is a programmable error in your configuration file:

    Traceback (most recent call last):
      File "/packages/sphinx/config.py", line 597, in eval_config_file
        exec(code, namespace)
      File "{source}/conf.py", line 2, in <module>
        raise RuntimeError("x")
    RuntimeError: x"""
SYNTAX = """\
      File "/packages/sphinx/config.py", line 600, in eval_config_file
        raise ConfigError(msg % err) from err
    sphinx.errors.ConfigError: There is a syntax error: invalid syntax (conf.py, line 7)"""
HANDLER = """\
      File "{source}/parts/own.py", line 3, in count
        raise ValueError("odd\\nboat")
    ValueError: odd
    boat

    The above exception was the direct cause of the following exception:

    Traceback (most recent call last):
      File "/packages/sphinx/events.py", line 452, in emit
        raise ExtensionError(
    sphinx.errors.ExtensionError: Handler <count> threw an exception (exception: odd
    boat)"""
ELSEWHERE = """\
      File "/packages/sphinx/theming.py", line 238, in create
        raise ThemeError(name)
    sphinx.errors.ThemeError: no theme named 'nowhere' found"""


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
        ("#index.md#", False),
        ("4913", False),
        ("index.md.tmp", False),
        ("index.md___jb_tmp___", False),
        ("node_modules/x/README.md", False),
        ("src/__pycache__/x.pyc", False),
        ("../elsewhere.md", False),
    ],
)
def test_edits_are_what_somebody_writes(name: str, expected: bool) -> None:
    """A build that answered to what it writes itself would never end."""
    path = os.path.normpath(SOURCE / name)
    assert expected == is_edit(path, SOURCE, SOURCE / "out")


def test_of_many_edits_the_first_are_named() -> None:
    """A change of branch may write thousands of files."""
    paths = {str(SOURCE / "deep" / f"{number}.md") for number in range(7)}
    assert "deep/0.md" == names_of({min(paths)}, SOURCE)
    expected = "deep/0.md, deep/1.md, deep/2.md, deep/3.md, deep/4.md and 2 more"
    assert expected == names_of(paths, SOURCE)


@pytest.mark.parametrize(
    ("trace", "place", "said"),
    [
        (NESTED, "conf.py:2: ", "RuntimeError: x"),
        (SYNTAX, "conf.py:7: ", "There is a syntax error: invalid syntax (conf.py, line 7)"),
        (
            HANDLER,
            "parts/own.py:3: ",
            "Handler <count> threw an exception (exception: odd boat)",
        ),
        (ELSEWHERE, "", "no theme named 'nowhere' found"),
    ],
)
def test_an_exception_is_one_line(trace: str, place: str, said: str) -> None:
    """With the line of the project that it comes from, and the problems before it."""
    source = SOURCE.as_posix()
    log = f"{source}/a.md:1: WARNING: odd [x.y]\n" + REPORT.format(
        source=source, trace=trace.format(source=source)
    )
    lines = lines_of(log, Path(source))
    end = f"Configuration error: {said} (all of it: /somewhere/sphinx-err-1.log)"
    full = f"{source}/{place}" if place else ""
    assert [f"{source}/a.md:1: WARNING: odd [x.y]", f"{full}ERROR: {end}"] == lines
    assert ["a.md:1: odd [x.y]", f"{place}{end}"] == list(problems_of(lines, Path(source)))


def test_what_python_itself_prints_is_one_line() -> None:
    """Where Sphinx cannot even be started, nobody reads a traceback either."""
    log = (
        "before\nTraceback (most recent call last):\n"
        '  File "<frozen runpy>", line 189, in _run\n'
        "ModuleNotFoundError: No module named 'sphinx'\nafter\n"
    )
    error = "ERROR: ModuleNotFoundError: No module named 'sphinx'"
    assert ["before", error, "after"] == lines_of(log, SOURCE)
    assert [error.removeprefix("ERROR: ")] == list(problems_of([error, "after"], SOURCE))


def test_a_tab_is_sent_what_it_shows() -> None:
    """Nothing where nothing is wrong; of thousands of problems those that somebody reads."""
    assert {"build": "1", "title": "", "problems": []} == json.loads(message("1", [], False))
    assert "1 problem" == json.loads(message("1", ["a.md:1: odd"], False))["title"]
    many = json.loads(message("1", ["a.md:1: odd"] * (MOST_LISTED + 3), False))
    assert f"{MOST_LISTED + 3} problems" == many["title"]
    assert ["a.md:1: odd", "and 3 more, in the terminal"] == many["problems"][MOST_LISTED - 1 :]
    assert "failed" in json.loads(message("1", ["odd"], True))["title"]


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
