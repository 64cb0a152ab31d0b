"""The index of the search, cut into scripts: words, dates, rows, and what every query needs."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_parts import as_opened, row_of, scripts_for, whole_rows
from sphinx_dossier.core.site_folders import SEARCH_BASE, SEARCH_FILES
from sphinx_dossier.exports.search_dates import in_all_forms, whole_date, written_dates
from sphinx_dossier.exports.search_postings import FIELDS, WRITTEN
from sphinx_dossier.exports.search_renamed import renamed
from sphinx_dossier.exports.search_reworded import Rewording, reworded
from sphinx_dossier.exports.search_shards import (
    COLUMNS,
    LARGEST,
    as_letter,
    of_letter,
)
from sphinx_dossier.exports.search_slips import TABLES, tables
from sphinx_dossier.exports.search_terms import indexed, joined, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MONTHS = ("January", "February", "March")
STORM: dict[str, Any] = {
    "types": ["actor", "question", "claim", "text"], "sides": {}, "acts": {"asserts": "says"},
    "garbling": [],
    "words": {"common": "the", "asking": "who", "language": "en", "months": MONTHS},
    "rows": [
        {"id": "ann", "type": "actor", "title": "Ann Berg", "also": [["Анна", "ru"]]},
        {"id": "guild", "type": "actor", "title": "The Guild"},
        {"id": "dead", "type": "question", "title": "How many died?", "url": "q.html#dead"},
        {
            "id": "c1", "type": "claim", "text": "Storm, storm: ten-fold.", "by": ["ann"],
            "answers": [["dead", "10 men"]], "act": "asserts", "url": "a.html#c1",
            "periods": ["2031-03-04"], "first": "2031-03-04", "side": "north",
        },
        {"id": "c2", "type": "claim", "text": "A gale on 4 March.", "by": ["ann"],
         "answers": [["dead", "10 boats"]], "url": "a.html#c2"},
        {"id": "day", "type": "text", "title": "4 March 2031", "mentions": ["guild"]},
    ],
}  # fmt: skip


def words_of(scripts: Mapping[str, str]) -> dict[str, tuple[bool, dict[str, dict[int, int]]]]:
    """Each word: whether prose uses it, and field -> {row: how often}."""
    found = {}
    names = (*FIELDS, "written")
    for kind, _, entries in as_opened(scripts)["parts"]:
        for word, used, *fields in entries if kind == "words" else ():
            counts = {
                names[field]: counted(steps)
                for field, steps in zip(fields[::2], fields[1::2], strict=True)
            }
            found[word] = (bool(used), counts)
    return found


def counted(steps: list[int]) -> dict[int, int]:
    """Rows with how often, as the script reads the steps between them."""
    found, row = {}, 0
    for step in steps:
        if step < 0:
            found[row] = -step
        else:
            row += step
            found[row] = 1
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The F-16s’ 4,000 boats", ["the", "f16", "4000", "boats"]),
        ("Ann's cease-fire", ["ann", "cease", "fire"]),
        ("İlham Əliyev, Straße", ["ilham", "eliyev", "strasse"]),
        ("ΟΔΟΣ ٤٬٠٠٠", ["οδος", "4000"]),
        ("纳卡 冲突了 a", ["纳卡", "冲突", "突了", "a"]),
        ("一", ["一"]),
        ("", []),
    ],
)
def test_words_of_a_text(text: str, found: list[str]) -> None:
    """Folded, numbers without marks, types as one, Chinese by two neighbours."""
    assert found == terms(text)


def test_words_with_hyphens() -> None:
    """They are found as one word too, but numbers alone are not."""
    assert ["ceasefire"] == joined("A cease-fire of 10-12 days")
    assert ["a", "cease", "fire", "of", "10", "12", "days", "ceasefire"] == indexed(
        "A cease-fire of 10-12 days"
    )


@given(st.text())
def test_any_text_has_words(text: str) -> None:
    """No word is empty or has a blank, and each is a word by itself."""
    for word in indexed(text):
        assert word
        assert not re.search(r"\s", word)


@pytest.mark.parametrize(
    ("title", "days"),
    [
        ("27 September 2020", ["2020-09-27"]),
        ("27. September 2020", ["2020-09-27"]),
        ("Sept 27", ["--09-27"]),
        ("27 сентября 2020", ["2020-09-27"]),
        ("2020-09-27", ["2020-09-27"]),
        ("September 2020", ["2020-09"]),
        ("3/4/2031", ["2031-04-03", "2031-03-04"]),
        ("9月27日", ["--09-27"]),
        ("27 September: the morning", []),
        ("Ma 2020", []),
        ("31 Foo 2020", []),
        ("2020", []),
    ],
)
def test_titles_that_are_a_day(title: str, days: list[str]) -> None:
    """A day, and nothing but it, as readers may type it."""
    assert days == whole_date(title, ("en", "ru", "none"))


def test_forms_of_a_day() -> None:
    """With its month, its year, or without a year."""
    assert ["2031-03-04", "2031-03", "2031", "--03-04"] == in_all_forms("2031-03-04")
    assert ["2031-03", "2031-03", "2031"] == in_all_forms("2031-03")
    assert (["2031"], ["--03-04"]) == (in_all_forms("2031"), in_all_forms("--03-04"))


def test_dates_written_out() -> None:
    """A day or a year beside its month, and not two words that stand apart."""
    text = "On 4 MARCH and 14 March 2031; May 5, x4 March, 4 Marches"
    assert {"4 march", "14 march", "march 2031"} == written_dates(text, MONTHS)


def test_words_with_their_rows() -> None:
    """Where each word stands, in which field and how often, as MiniSearch would count it."""
    found = words_of(scripts_for(STORM))
    assert (True, {"text": {3: 2}}) == found["storm"]
    assert (True, {"text": {3: 1}}) == found["tenfold"]
    assert {"title": {0: 1}, "names": {0: 1}, "who": {3: 1, 4: 1}} == found["ann"][1]
    assert {"value": {3: 1, 4: 1}, "also": {2: 1}} == found["10"][1]
    assert {"title": {1: 1}, "names": {1: 1}, "also": {5: 1}} == found["guild"][1]
    assert {"names": {0: 1}, "who": {3: 1, 4: 1}} == found["анна"][1]
    assert not found["анна"][0]
    assert {"text": {3: 1}} == found["says"][1]
    # The claim is of the day, and so is the page whose title it is.
    assert {"when": {3: 1, 5: 1}} == found["--03-04"][1]
    assert {"written": {4: 1, 5: 1}} == found["4 march"][1]
    assert WRITTEN == len(FIELDS)


def test_lengths_are_those_of_minisearch() -> None:
    """Different words of each field, and their average over all rows."""
    base = as_opened(scripts_for(STORM))["base"]
    counts = ([*map(of_letter, text)] for text in base["lengths"])
    lengths = dict(zip(FIELDS, counts, strict=True))
    assert [2, 2, 3, 0, 0, 3] == lengths["title"]
    # storm, ten, fold, tenfold, asserts, says
    assert [0, 0, 0, 6, 5, 0] == lengths["text"]
    for field, average in zip(FIELDS, base["averages"], strict=True):
        assert sum(lengths[field]) / 6 == pytest.approx(average)


def test_what_every_query_needs() -> None:
    """Names, questions and titles; the rest of a row is in a part of its own."""
    scripts = scripts_for(STORM)
    base = as_opened(scripts)["base"]
    assert [
        {"id": "ann", "title": "Ann Berg", "also": [["Анна", "ru"]]},
        {"id": "guild", "title": "The Guild"},
        {"id": "dead", "url": "q.html#dead", "title": "How many died?"},
        {"n": 5, "title": "4 March 2031", "days": ["2031-03-04"]},
    ] == base["rows"]
    assert {"values": [["ann"]], "rows": [0, 0, 0, 1, 1, 0]} == base["by"]
    assert [2, 1, 2, 1] == base["counts"]
    # Two claims answer with the same number.
    assert {"2": ["10"]} == base["given"]


@given(st.integers(0, 10**6))
def test_letters_of_lengths(length: int) -> None:
    """Each length is one letter that a script can hold, and is read again as it was."""
    letter = as_letter(length)
    assert len(letter.encode()) <= 3
    assert of_letter(letter) == min(length, 0xD7FF - 35)


def test_what_no_ranking_reads_is_apart() -> None:
    """Sources and days to sort by are in a script of their own; rows of an own article are told."""
    rows = [{**row, "sources": ["The Courier"]} for row in STORM["rows"][2:4]]
    scripts = scripts_for({**STORM, "garbling": ["The Courier"], "rows": rows})
    base = as_opened(scripts)["base"]
    assert base.keys().isdisjoint({"sources", "first", "periods", "garbling"})
    assert [0, 1] == base["own"]
    assert scripts[COLUMNS] == (
        'dossierShard("columns",0,{"periods":{"values":[["2031-03-04"]],"rows":[0,1]},'
        '"first":{"values":["2031-03-04"],"rows":[0,1]},'
        '"sources":{"values":[["The Courier"]],"rows":[1,1]}});\n'
    )


@pytest.mark.parametrize(
    ("periods", "days"), [(["2031-03"], ["2031-03"]), (["2031", "2032"], None), ([], None)]
)
def test_event_of_one_day_is_ranked_by_it(periods: list[str], days: list[str] | None) -> None:
    """One that lasts longer is of no single day, month or year that readers ask for."""
    event = {"id": "storm", "type": "event", "title": "Storm", "periods": periods}
    (row,) = as_opened(scripts_for({**STORM, "rows": [event]}))["base"]["rows"]
    assert days == row.get("days")


def test_headings_that_are_names_are_told() -> None:
    """No heading answers for a name, and nobody needs all names to see that it is one."""
    heading = {"id": "p#a", "type": "text", "title": "АННА", "text": "Who she was."}
    rows = [*STORM["rows"][:-1], heading, {**heading, "id": "p#b", "title": "Anna Berg"}]
    base = as_opened(scripts_for({**STORM, "rows": rows}))["base"]
    assert [True, False] == ["named" in row for row in base["rows"][-2:]]


def test_rows_are_whole() -> None:
    """With all else each row has what is shown of it; a question knows who answers it."""
    rows = whole_rows(scripts_for(STORM))
    for number, (row, stored) in enumerate(zip(rows, STORM["rows"], strict=True)):
        wanted = {key: stored[key] for key in stored if key != "mentions"}
        assert {"n": number, **wanted} == {key: row[key] for key in row if key != "said"}
    assert [
        {
            "text": "10 men",
            "url": "a.html#c1",
            "by": ["ann"],
            "side": "north",
            "first": "2031-03-04",
        },
        {"text": "10 boats", "url": "a.html#c2", "by": ["ann"]},
    ] == rows[2]["said"]


def many(count: int) -> dict[str, Any]:
    """A search of many rows and words."""
    rows = [
        {"id": f"c{number:05}", "type": "claim", "text": f"The w{number}x of x{number % 7}y",
         "url": f"p{number // 9}.html"}
        for number in range(count)
    ]  # fmt: skip
    return {**STORM, "rows": rows}


def test_parts_are_small_and_found() -> None:
    """No part is larger than its kind may be, and the list of parts says where a word is."""
    scripts = scripts_for(many(4000))
    found = as_opened(scripts)
    for name, text in scripts.items():
        kind = name.removeprefix("dossier-search/").rpartition("-")[0]
        # One word or row may be larger; none of these is.
        assert len(text.encode()) <= LARGEST.get(kind, 10**6) + 100, name
    starts = found["listed"]["words"]
    places = {place: value for kind, place, value in found["parts"] if kind == "words"}
    assert [entries[0][0] for _, entries in sorted(places.items())] == starts
    assert len(places) > 5
    words = [entry[0] for _, entries in sorted(places.items()) for entry in entries]
    assert sorted(words, key=lambda word: word.encode("utf-16-be")) == words
    blocks = {place: rows for kind, place, rows in found["parts"] if kind == "rows"}
    of = {row["n"]: place for place, rows in blocks.items() for row in rows}
    first_of = dict(enumerate(accumulate(found["listed"]["rows"])))
    assert {place: rows[0]["n"] for place, rows in blocks.items()} == first_of
    assert [of[number] for number in range(4000)] == sorted(of.values())
    assert found["listed"]["objects"] == 4000


def listed(parts: Iterable[tuple[int, str]]) -> dict[str, int]:
    """The words of a table of slips, each with the least length that its part may have."""
    found, word = {}, ""
    for length, text in parts:
        for share, rest in re.findall("([A-Z])([^A-Z]*)", text):
            word = word[: ord(share) - ord("A")] + rest
            found[word] = length
    return found


def test_words_that_slips_may_mean_are_listed() -> None:
    """All but short ones, numbers and dates that are written out; by the letters they have."""
    parts = as_opened(scripts_for(STORM))["parts"]
    near, other = (listed((0, text) for kind, _, text in parts if kind == one) for one in TABLES)
    words = {word for word in words_of(scripts_for(STORM)) if " " not in word}
    known = {word for word in words if len(word) > 2 and not re.search("[0-9]{3}|[0-9]-", word)}
    assert {"storm", "tenfold", "анна"} < known
    assert known == near.keys() | other.keys()
    assert {word for word in known if not word.isascii()} == other.keys()


LETTERS = st.text(st.sampled_from("abcdжи1"), min_size=1, max_size=9)


@given(st.sets(LETTERS), LETTERS)
def test_no_word_that_a_slip_may_mean_is_left_out(words: set[str], sought: str) -> None:
    """Within two letters of a word without figures, in a part of a length that is looked in."""
    slips = round(len(sought) * 0.2)
    if len(sought) < 4 or "1" in sought:
        return
    found = tables(sorted(words), dict.fromkeys(TABLES, 20))
    foreign = sum(not letter.isascii() for letter in sought)
    looked_in = TABLES[:1] if not foreign else TABLES[1:] if foreign > slips else TABLES
    lists = set().union(*(listed(found[table]) for table in looked_in))
    assert {word for word in words if edits(word, sought) <= slips} <= lists


def edits(word: str, other: str) -> int:
    """How many letters differ (Levenshtein)."""
    row = [*range(len(other) + 1)]
    for at, letter in enumerate(word, 1):
        row, before = [at], row
        for step, one in enumerate(other, 1):
            change = before[step - 1] + (letter != one)
            row.append(min(change, before[step] + 1, row[step - 1] + 1))
    return row[-1]


@given(st.sets(st.text(st.sampled_from("abcжи\U00010348"), min_size=3, max_size=6)))
def test_parts_of_slips_follow_the_lengths(words: set[str]) -> None:
    """Each part begins with a length and ends with that of the next one at most; none is large."""

    def length(word: str) -> int:
        return len(word.encode("utf-16-be")) // 2

    for parts in tables(sorted(words), dict.fromkeys(TABLES, 30)).values():
        starts = [start for start, _ in parts]
        assert starts == sorted(starts)
        for (start, text), end in zip(parts, [*starts[1:], 99], strict=False):
            lengths = [length(word) for word in listed([(start, text)])]
            assert start == min(lengths)
            assert max(lengths) <= end
            assert len(text.encode()) <= 30 or len(lengths) == 1


def test_order_of_rows_with_the_same_words_changes_nothing() -> None:
    """The same rows always give the same scripts, and another text gives another version."""
    one, other = scripts_for(STORM), scripts_for(STORM)
    assert one == other
    rows = [*STORM["rows"][:-1], {**STORM["rows"][-1], "text": "New."}]
    changed = scripts_for({**STORM, "rows": rows})
    assert as_opened(one)["listed"]["version"] != as_opened(changed)["listed"]["version"]
    assert {SEARCH_BASE, SEARCH_FILES} < one.keys()


WORDS = st.lists(
    st.sampled_from(
        ["Storm,", "ten-fold", "4 March", "of", "March 2031", "W1x", "Ann", "纳卡", "é\u2028"]
    ),
    max_size=6,
).map(" ".join)


@given(
    before=st.lists(WORDS, min_size=3, max_size=3), after=st.lists(WORDS, min_size=3, max_size=3)
)
def test_other_words_give_what_all_rows_give(before: list[str], after: list[str]) -> None:
    """The scripts with other words of sections are those that are made of all rows anew."""

    def search(texts: list[str]) -> dict[str, Any]:
        sections = [
            {"id": f'day#"{number}', "type": "text", "title": "Of W1x", "text": text,
             "url": f"p{number}.html"}
            for number, text in enumerate(texts)
        ]  # fmt: skip
        source = {"id": "source:w", "type": "source", "title": "W1x", "text": "of Storm"}
        types = ["actor", "question", "claim", "source", "text"]
        return {**STORM, "types": types, "rows": [*STORM["rows"][:-1], source, *sections]}

    rows = zip(search(before)["rows"], search(after)["rows"], strict=True)
    changes = [Rewording(row_of(one), row_of(other)) for one, other in rows if one != other]
    assert scripts_for(search(after)) == reworded(scripts_for(search(before)), changes)


NAMED = st.fixed_dictionaries(
    {
        "title": WORDS,
        "also": st.lists(st.tuples(WORDS, st.sampled_from(["", "hy"])), max_size=2),
        "garbled": st.lists(WORDS, max_size=1),
        "role": WORDS,
        "text": WORDS,
    }
)


@given(
    before=st.lists(NAMED, min_size=7, max_size=7), after=st.lists(NAMED, min_size=7, max_size=7)
)
def test_other_names_give_what_all_rows_give(
    before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> None:
    """The scripts with other names are those that are made of all rows anew, or none."""
    one, other = (search_of(each) for each in (before, after))
    rows = [row_of(row) for row in other["rows"]]
    # Of sections the scripts themselves say what they were.
    known = {row["id"]: row_of(row) for row in one["rows"] if row["type"] != "text"}
    made = renamed(scripts_for(one), known, rows)
    spoken = [
        any(lang for row in names[:3] for _, lang in row["also"]) for names in (before, after)
    ]
    # Titles are read as dates in each language in which anything has a name.
    assert made == (scripts_for(other) if spoken[0] == spoken[1] else None)


def search_of(names: list[dict[str, Any]]) -> dict[str, Any]:
    """Rows of each type that name each other, and are called so."""
    facts: list[dict[str, Any]] = [
        {"id": "ann", "type": "actor", "url": "a.html", "of": "guild"},
        {"id": "guild", "type": "actor", "url": "g.html"},
        {"id": "port", "type": "place", "url": "p.html", "mentions": ["guild"]},
        {"id": "dead", "type": "question", "url": "q.html"},
        {"id": "c1", "type": "claim", "url": "c.html", "by": ["ann"], "mentions": ["dead"],
         "answers": [["dead", "10 men"]], "act": "asserts"},
        {"id": "c2", "type": "claim", "url": "d.html", "by": ["guild"],
         "answers": [["dead", "10 boats"]]},
        {"id": "day#", "type": "text", "url": "day.html", "mentions": ["port", "dead"]},
    ]  # fmt: skip
    named = ("title", "also", "garbled", "role", "text")
    fields = {"actor": named, "place": named, "question": ("title", "text"), "claim": ("text",),
              "text": ("title", "role", "text")}  # fmt: skip
    rows = []
    for fact, name in zip(facts, names, strict=True):
        rows.append({**fact, **{key: name[key] for key in fields[fact["type"]]}})
    types = ["actor", "place", "question", "claim", "text"]
    return {**STORM, "types": types, "rows": rows}


def test_more_than_names_is_told() -> None:
    """Another order, another type, another speaker: all is to be made anew."""
    rows = [row_of(row) for row in STORM["rows"]]
    known = {row.id: row for row in rows}
    scripts = scripts_for(STORM)
    assert scripts == renamed(scripts, known, rows)
    for other in (
        rows[:-1],
        [*rows[:3], rows[3]._replace(by=("guild",)), *rows[4:]],
        [*rows[:-1], rows[-1]._replace(id="night")],
        [*rows[:3], rows[3]._replace(answers=(("dead", "11 men"),)), *rows[4:]],
    ):
        assert renamed(scripts, known, other) is None


def test_other_words_move_rows_to_other_parts() -> None:
    """A longer text may push what is behind it into the next part."""
    one, other = many(2000), many(2000)
    other["rows"][700] = {**one["rows"][700], "text": "Some words. " * 900}
    changes = [Rewording(row_of(one["rows"][700]), row_of(other["rows"][700]))]
    assert scripts_for(other) == reworded(scripts_for(one), changes)
    assert scripts_for(one).keys() != scripts_for(other).keys()
