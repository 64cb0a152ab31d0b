"""The sentence and the line of each link of a paragraph, for one link and for thousands."""

from __future__ import annotations

import re
import sys

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st
from sphinx import addnodes

from sphinx_dossier.core.locations import SourceText
from sphinx_dossier.core.page import UNNAMED
from sphinx_dossier.sphinx.read.sentences import Sentences, words_of_line
from sphinx_dossier.strict.node_lines import NodeLines

LINK = "[]"
WORDS = ["One", ". ", " and ", "! ", "\n", ".\n", "?", LINK, "(*)", "  "]
PIECES = st.lists(st.sampled_from(WORDS))


def paragraph(pieces):
    """A paragraph of words and of links without words; ``(*)`` is a word in italics."""
    made = nodes.paragraph()
    for number, piece in enumerate(pieces):
        if piece == LINK:
            link = addnodes.pending_xref(refdomain="dossier", reftarget=f"id-{number}")
            link["refexplicit"] = False
            made += link
        else:
            made += nodes.emphasis("", "in italics") if piece == "(*)" else nodes.Text(piece)
    made.line, made.source = 5, "page.md"
    return made


def links_of(made):
    """The links, in order."""
    return [*made.findall(addnodes.pending_xref)]


def slow_sentence(made, link):
    """The sentence by its definition: to the last end before the link, from it to the next end."""
    before, behind = words_of_line(made).split(UNNAMED.format(link["reftarget"]))
    end = re.compile(r"(?<=[.!?])\s+(?=\S)")
    rest = UNNAMED.format(link["reftarget"]) + behind
    return " ".join((end.split(before)[-1] + end.split(rest)[0]).split())


@given(PIECES)
def test_sentence_around_each_link(pieces):
    """All links of a paragraph get what each would get alone, in any order."""
    made = paragraph(pieces)
    sentences = Sentences()
    links = links_of(made)
    for link in (*links, *reversed(links)):
        assert slow_sentence(made, link) == sentences.around(link)


@given(st.lists(PIECES, max_size=4))
def test_line_of_each_node(paragraphs):
    """A node is as many lines below the beginning as there are line ends before it."""
    lines = NodeLines("page.md", SourceText())
    for made in map(paragraph, paragraphs):
        breaks = 0
        for node in made.findall():
            if node is not made:
                assert ("page.md", 5 + breaks) == lines.place(node)
            breaks += node.count("\n") if isinstance(node, nodes.Text) else 0


def test_nodes_that_come_later_have_lines_too():
    """A page is changed while it is read: what is put in has its place as well."""
    made = paragraph(["One\n", LINK, "\n", LINK])
    lines = NodeLines("page.md", SourceText())
    first, second = links_of(made)
    assert ("page.md", 7) == lines.place(second)
    made.replace(first, nodes.inline("", "word"))
    assert ("page.md", 6) == lines.place(made[1])


@pytest.mark.parametrize("pieces", [["See ", LINK, ". "], ["See", LINK, "\n"]])
def test_paragraph_is_gone_through_once(pieces):
    """Twice as many links take twice as many steps, in one sentence and in many."""
    assert steps(pieces * 400) < 2.2 * steps(pieces * 200)


def steps(pieces):
    """The calls for the lines and sentences of all links; a count says what a clock would hide."""
    links = links_of(paragraph(pieces))
    lines, sentences = NodeLines("page.md", SourceText()), Sentences()
    count = 0

    def note(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        for link in links:
            lines.place(link)
            sentences.around(link)
    finally:
        sys.setprofile(None)
    return count


def test_long_sentence_is_kept_once():
    """All links of a sentence share its text, which may be as long as the page."""
    made = paragraph(["See", LINK, "\n"] * 50)
    sentences = Sentences()
    assert 1 == len({id(sentences.around(link)) for link in links_of(made)})
