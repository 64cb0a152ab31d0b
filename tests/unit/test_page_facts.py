"""What of a page others can show: all that it says, but its prose and its lines."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest

import sphinx_dossier
from sphinx_dossier.answers.uses import ChainUse
from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.model import Answer, Claim, Where
from sphinx_dossier.core.page import Page, Reference, Section
from sphinx_dossier.core.page_facts import PROSE, facts_of

HERE, THERE = Where("a.md", 1), Where("a.md", 9)
CLAIM = Claim("one", HERE, "It rained.", by=("office",), said=parse_date("2031-03-05"))
PAGE = Page(
    "a",
    "Storm",
    (CLAIM,),
    (Reference("one", "", HERE, sentence="See it."),),
    sections=(Section("", "Storm", "It is short."),),
)


@pytest.mark.parametrize(
    "same",
    [
        replace(PAGE, prose=((HERE, "It is long."),)),
        replace(PAGE, sections=(Section("", "Storm", "It is long."),)),
        replace(PAGE, objects=(replace(CLAIM, where=THERE),)),
        replace(PAGE, objects=(replace(CLAIM, written=(("by", THERE.line, ""),)),)),
        replace(PAGE, references=(PAGE.references[0]._replace(where=THERE),)),
    ],
)
def test_prose_and_lines_are_no_facts(same: Page) -> None:
    """Moving a page's words by some lines, or writing others, changes nothing elsewhere."""
    assert facts_of(PAGE) == facts_of(same)


@pytest.mark.parametrize(
    "other",
    [
        replace(PAGE, title="Storms"),
        replace(PAGE, objects=(replace(CLAIM, text="It snowed."),)),
        replace(PAGE, objects=(replace(CLAIM, said=parse_date("2031-03-06")),)),
        replace(PAGE, objects=(replace(CLAIM, answers=(Answer("boats", "3", 3, 3),)),)),
        replace(PAGE, objects=(CLAIM, CLAIM)),
        replace(PAGE, references=(PAGE.references[0]._replace(sentence="See there."),)),
        replace(PAGE, uses=(ChainUse("one"),)),
        replace(PAGE, linked_pages=("b",)),
        replace(PAGE, sections=(Section("", "Storm", ""), Section("more", "More", ""))),
    ],
)
def test_what_others_show_is_a_fact(other: Page) -> None:
    """Titles, objects, sentences of links, views and links."""
    assert facts_of(PAGE) != facts_of(other)


def test_every_field_of_a_page_is_a_fact_or_prose() -> None:
    """A new field counts as a fact, until somebody says otherwise."""
    names = [name for name, _ in facts_of(PAGE)]
    assert {"anchors", *(field.name for field in fields(Page))} == {*names, *PROSE}


def test_prose_is_read_where_it_may_be() -> None:
    """Whatever else was made of it would go stale: what an edit of prose makes again is these."""
    readers = {
        path.relative_to(Path(sphinx_dossier.__file__).parent).as_posix()
        for path in Path(sphinx_dossier.__file__).parent.rglob("*.py")
        if re.search(r"(?:page|\])\.(prose|sections)\b", path.read_text(encoding="utf-8"))
    }
    assert {
        # Only the anchors.
        "core/page_facts.py",
        "core/reader_checks.py",
        "core/statement_checks.py",
        "exports/llms_txt.py",
        "exports/search_rows.py",
    } == readers
