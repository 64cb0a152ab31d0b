"""The table of checks: every rule is in it, and says what is bad and what is good."""

from __future__ import annotations

import pytest

from making import HERE, actor, index
from sphinx_dossier.core import (
    figure_checks,
    id_checks,
    relation_checks,
    retired_pages,
    source_checks,
    statement_checks,
    time_checks,
)
from sphinx_dossier.core.checks import CHECKS, check
from sphinx_dossier.core.page import Page
from sphinx_dossier.core.problems import Code, Problem

MODULES = (
    figure_checks, id_checks, relation_checks, retired_pages, source_checks, statement_checks,
    time_checks,
)  # fmt: skip


@pytest.mark.parametrize("module", MODULES)
def test_every_check_is_in_the_table(module):
    """A check that nobody asks would find nothing, and nobody would notice."""
    checks = {value for name, value in vars(module).items() if name.startswith("check_")}
    assert checks
    assert checks <= set(CHECKS)


@pytest.mark.parametrize("rule", CHECKS, ids=lambda rule: rule.__name__)
def test_check_shows_what_is_bad_and_what_is_good(rule):
    """Who reads a check sees its rule by an example of each."""
    assert rule.__doc__.startswith("Bad: ")
    assert " Good: " in rule.__doc__


def test_problems_come_once_and_in_order():
    """A problem that reading and a check both find is reported once, by file and line."""
    dossier = index(actor("a"))
    (orphan,) = check(dossier)
    assert Code.ORPHAN is orphan.code
    late = Problem(Code.BLANK, "a blank", HERE._replace(line=9))
    page = Page("page", objects=dossier.pages["page"].objects, problems=(late, orphan))
    dossier.pages["page"] = page
    assert [orphan, late] == check(dossier)
