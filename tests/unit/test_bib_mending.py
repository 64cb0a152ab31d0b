"""A .bib file with faults is read as far as it can be, and each fault is told at its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.core.bib_entries import raw_parser
from sphinx_dossier.core.bib_mending import parse_bib

FIRST = "@misc{a,\n  title = {Title A},\n  date = {2031},\n  langid = {en},\n}\n"
SECOND = "\n@misc{b,\n  title = {Title B},\n  date = {2032},\n  langid = {en},\n}\n"
FIELDS = {
    "a": {"title": "Title A", "date": "2031", "langid": "en"},
    "b": {"title": "Title B", "date": "2032", "langid": "en"},
}


def parsed(text: str):
    """The fields of each entry, and the problems."""
    parser = raw_parser()
    problems = parse_bib(parser, text, "s.bib")
    entries = parser.data.entries.items()
    return {key: dict(entry.fields) for key, entry in entries}, problems


def first(old: str, new: str) -> str:
    """Two entries, the first of them with an edit."""
    assert old in FIRST
    return FIRST.replace(old, new, 1) + SECOND


@pytest.mark.parametrize(
    "text",
    [
        FIRST + SECOND,
        FIRST + SECOND.lstrip(),
        f"Any words, with an address a@b.example, and @ alone.\n{FIRST}{SECOND}",
        f"% @misc is a type\n{FIRST}%{SECOND.lstrip()}",
        first("{a,", "{a"),
        first("@misc{", "@misc(").replace("\n}\n", "\n)\n", 1),
        first("{2031}", '"2031"'),
        first("{2031}", "2031"),
        f"@string{{year = {{2031}}}}\n{first('{2031}', 'year')}",
        f"@comment{{jabref-meta: databaseType:biblatex;}}\n{FIRST}{SECOND}",
        f'@preamble{{"x"}}\n{FIRST}{SECOND}',
        FIRST.replace("\n", " ") + SECOND.replace("\n", " "),
        first("Title A", "Title\n  A"),
        FIRST.rstrip() + SECOND.strip(),
    ],
)
def test_good_files_are_told_of_nothing(text):
    """What BibTeX reads is read, however it is laid out."""
    assert (FIELDS, []) == parsed(text)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (first("A},", "A}"), 2, "lacks a comma"),
        (first("{2031},", "2031"), 3, "lacks a comma"),
        (first("{Title A},", '"Title A"'), 2, "lacks a comma"),
        (FIRST.replace("\n}\n", "\n") + SECOND, 1, "is not closed"),
        (FIRST.replace("{en},\n}\n", "{en}\n") + SECOND, 1, "is not closed"),
        (FIRST + SECOND.replace("\n}\n", "\n"), 7, "is not closed"),
        (first("A},", "A,"), 2, "lacks } at the end"),
        (first("{en},", "{en,"), 4, "lacks } at the end"),
        (FIRST + SECOND.replace("B},", "B,"), 8, "lacks } at the end"),
        (first("{Title A}", "Title A}"), 2, "lacks the sign that opens"),
        (first("{Title A}", '"Title A'), 2, 'lacks " at the end'),
        (first("{Title A}", 'Title A"'), 2, "lacks the sign that opens"),
        (first("A},", "A}},"), 2, "a brace too many"),
        (first("{2031}", "2031}"), 3, "a brace too many"),
        (first("title =", "title"), 2, "lacks an equals sign"),
        (first("  date", "  title = {Other},\n  date"), 3, "has the field 'title' twice"),
        (first("{2031},", "{2031},\n  note = foo,"), 4, "foo, which stands for nothing"),
        (
            first(
                "  date = {2031},\n",
                "<<<<<<< HEAD\n  date = {2031},\n=======\n  date = {2030},\n>>>>>>> other\n",
            ),
            3,
            "a merge is not resolved",
        ),
        (f"<<<<<<< HEAD\n{FIRST}=======\n{SECOND}>>>>>>> other\n", 1, "a merge is not resolved"),
        (f"{FIRST}{SECOND}{FIRST}", 12, "the key 'a' is there already, in line 1"),
        (f"{FIRST}{SECOND}{FIRST.replace('{a', '{A')}", 12, "the key 'A' is there already"),
        (f"{FIRST}{SECOND}\n@comment{{\n@misc{{c,\n title = {{C}},\n}}\n}}\n", 14, "in @comment"),
        (f"{FIRST}{SECOND}@misc{{, title = {{C}}}}\n", 12, "cannot be read: entry key expected"),
        (f"{FIRST}{SECOND}@misc c,\n  title = {{C}},\n}}\n", 12, "cannot be read"),
    ],
)
def test_each_fault_is_one_problem_at_its_line(text, line, says):
    """The entry is mended where that can be done, and all others are there."""
    entries, problems = parsed(text)
    assert [("s.bib", line)] == [problem.where for problem in problems]
    assert says in problems[0].message
    entries["a"].pop("note", None)
    assert entries == FIELDS


def test_two_faults_are_two_problems():
    """In one entry too."""
    entries, problems = parsed(first("A},", "A}").replace("{2031},", "{2031}"))
    assert [2, 3] == [problem.where.line for problem in problems]
    assert entries == FIELDS


@given(st.data())
def test_any_damage_costs_no_more_than_what_it_touches(data):
    """Whatever is cut out of the first entry, the second is read, and lines are of the file."""
    text = FIRST
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    put = data.draw(st.text('{}",=@ab\n', max_size=3))
    damaged = text[:start] + put + text[end:]
    entries, problems = parsed(f"{damaged.rstrip()}\n{SECOND}")
    assert entries["b"] == FIELDS["b"] or any("'b'" in problem.message for problem in problems)
    last = damaged.count("\n") + SECOND.count("\n") + 2
    assert all(1 <= problem.where.line <= last for problem in problems)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("@misc{a", "misc{a", 1, "does not begin with @"),
        ("@misc{a", "\uff20misc{a", 1, "does not begin with @"),
        ("@misc{a", "@misc(a", 1, "opens with ( and ends with }"),
        ("{2031},", "{2031};", 3, "another sign for the comma"),
        ("{2031},", "{2031}\uff0c", 3, "another sign for the comma"),
        ("date =", "date:", 3, "another sign for ="),
        ("date =", "date =>", 3, "another sign for ="),
        ("  date", "  # a remark\n  date", 3, "has a remark in it"),
        ("  date", "  % a remark, with a comma\n  date", 3, "has a remark in it"),
        ("date", "d\u0430te", 3, "write date"),
        ("{Title A}", "\u201cTitle A\u201d", 2, "not straight"),
        ("{Title A}", "\u00abTitle A\u00bb", 2, "not straight"),
    ],
)
def test_other_signs_are_read_as_they_were_meant(old, new, line, says):
    """Signs of other keyboards and other formats cost one problem, and no citation of the entry."""
    fields, (told,) = parsed(first(old, new))
    assert fields == FIELDS
    assert (line, True) == (told.where.line, says in told.message)


def test_key_with_a_blank():
    """It is read with a hyphen, as ids are written."""
    fields, (told,) = parsed("@misc{a b,\n  title = {A},\n}\n")
    assert ["a-b"] == [*fields]
    assert told.message.endswith("write a-b")
