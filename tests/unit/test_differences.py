"""What two states of a dossier say differently."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.authoring.change_report import as_json, as_markdown, as_text, summary
from sphinx_dossier.authoring.changes import KINDS, Change, Weight
from sphinx_dossier.authoring.compare import compare
from sphinx_dossier.authoring.dossier_data import DataError, read_data

CLAIM = {
    "id": "c",
    "text": "Three boats.",
    "by": ["office"],
    "act": "asserts",
    "said": "2031-03-04",
    "cites": [{"source": "courier", "passage": "p1", "quote": "three boats"}],
    "relations": {"denies": [{"claim": "d"}]},
    "status": "denied",
    "statuses": ["denied"],
    "origins": ["office"],
    "independent": 1,
    "reach": 1,
    "url": "a.html#c",
}


def data(**lists):
    """Data with ``lists``, and the other lists empty."""
    return {kind: lists.get(kind, []) for kind in KINDS}


def changed(kind="claims", before=CLAIM, /, **fields):
    """The changes when some fields of one object change; ``None`` takes a field away."""
    after = {key: value for key, value in (before | fields).items() if value is not None}
    changes = compare(data(**{kind: [before]}), data(**{kind: [after]}))
    assert {(kind, before["id"])} >= {(change.kind, change.id) for change in changes}
    return [(change.what, change.before, change.after) for change in changes]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"text": "Four."}, [("reworded", "Three boats.", "Four.")]),
        ({"by": ["town"]}, [("re-attributed", "office", "town")]),
        ({"by": None}, [("re-attributed", "office", "")]),
        ({"said": "2031"}, [("redated", "2031-03-04", "2031")]),
        ({"status": "disputed"}, [("status changed", "denied", "disputed")]),
        ({"act": "denies"}, [("act changed", "asserts", "denies")]),
        ({"relations": {}}, [("denies lost", "d", "")]),
        (
            {"relations": {"denies": [{"claim": "d"}, {"claim": "e", "inferred": True}]}},
            [("denies added", "", "e?")],
        ),
        ({"relations": None}, [("denies lost", "d", "")]),
        ({"cites": []}, [("source lost", 'courier p1 "three boats"', "")]),
        (
            {"relations": {"denies": [{"claim": "d", "proposition": "so it is"}]}},
            [("denies changed", "d", 'd "so it is"')],
        ),
        (
            {"via": [{"actor": "wire"}, {"actor": "town", "inferred": True}]},
            [("relayed otherwise", "", "wire town?")],
        ),
        (
            {"answers": [{"question": "q", "value": 3}, {"question": "r", "min": 3}]},
            [("answers otherwise", "", "q = 3; r = 3..")],
        ),
        (
            {"answers": [{"question": "q", "min": 9, "max": 11, "about": 10}]},
            [("answers otherwise", "", "q = ~10")],
        ),
        (
            {"not_before": {"date": "2031-03-04", "source": "wire", "passage": "p1"}},
            [("not before changed", "", "2031-03-04 wire p1")],
        ),
        ({"statuses": ["denied", "relayed"]}, [("statuses changed", "denied", "denied relayed")]),
        (
            {"status": "disputed", "statuses": ["disputed"]},
            [("status changed", "denied", "disputed")],
        ),
        (
            {"origins": ["x"], "independent": 2},
            [("origins changed", "office", "x"), ("independent origins changed", "1", "2")],
        ),
        ({"reach": 2, "url": "b.html#c", "relays": [{"step": 1, "to": "x"}]}, []),
    ],
)
def test_changes_of_a_claim(fields, expected):
    """Each change of meaning has its word; what is computed from it is left out."""
    assert expected == changed(**fields)


def test_data_of_the_first_schema_are_read_as_those_of_today():
    """It had one speaker and one answer, bare ids, and its relays the other way round."""
    claim = {
        "id": "c", "by": "office", "via": ["wire", "town"], "relations": {"denies": ["d"]},
        "answers": {"question": "q", "value": 3},
    }  # fmt: skip
    old = read_data(json.dumps({"schema": 1, **data(claims=[claim])}))
    assert {
        "id": "c", "by": ["office"], "via": [{"actor": "town"}, {"actor": "wire"}],
        "relations": {"denies": [{"claim": "d"}]}, "answers": [{"question": "q", "value": 3}],
    } == old["claims"][0]  # fmt: skip


def test_changes_of_other_objects():
    """Actors and events are renamed and redated, sources get new passages."""
    actor = {"id": "a", "name": "Old", "also": [{"text": "X", "lang": "fa"}]}
    assert [("renamed", "Old", "New")] == changed("actors", actor, name="New")
    assert [("also lost", "fa: X", "")] == changed("actors", actor, also=None)
    event = {"id": "e", "name": "E", "when": "2031", "basis": {"word": "inferred", "note": "so"}}
    expected = [("redated", "2031", "2032"), ("basis changed", "inferred: so", "stated")]
    assert expected == changed("events", event, when="2032", basis={"word": "stated"})
    source = {"id": "s", "title": "T", "passages": [{"id": "p0", "role": "title", "sha256": "1"}]}
    new = [
        {"id": "p0", "role": "title", "sha256": "2"},
        {"id": "p1", "role": "body", "sha256": "3"},
    ]
    expected = [("passage p0 changed", "title", "title"), ("passage p1 changed", "", "body")]
    assert expected == changed("sources", source, passages=new)


def test_added_and_removed():
    """What is new or gone is shown with its words, claims first."""
    old, new = data(actors=[{"id": "a", "name": "A"}]), data(claims=[CLAIM])
    assert [
        Change("actors", "a", "removed", "A", "", Weight.LOST),
        Change("claims", "c", "added", "", "office asserts, 2031-03-04: Three boats.", Weight.NEW),
    ] == compare(old, new)
    assert "actors: 1 removed; claims: 1 added" == summary(compare(old, new))


def test_nothing_changed():
    """The same data with their objects in another order say the same."""
    two = [CLAIM, CLAIM | {"id": "b"}]
    assert [] == compare(data(claims=two), data(claims=two[::-1]))
    assert "no change in meaning\n" == as_text([])
    assert "Nothing." in as_markdown([])
    assert {"schema": 2, "summary": "", "changes": []} == json.loads(as_json([]))


def weights(kind, before, /, **fields):
    """The weight and the remarks of the only change when some fields of an object change."""
    (change,) = compare(data(**{kind: [before]}), data(**{kind: [before | fields]}))
    return change.what, change.weight, change.remarks


SOURCE = {"id": "s", "type": "online", "title": "T", "url": "https://a.example/x", "note": "n"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"url": "https://a.example/y"}, ("address changed", Weight.ADDRESS, ())),
        (
            {"url": "https://b.example/x"},
            ("address changed", Weight.ADDRESS, ("another host: b.example for a.example",)),
        ),
        ({"title": "U"}, ("title changed", Weight.SOURCE, ())),
        ({"doi": "10.1/x"}, ("doi changed", Weight.ADDRESS, ())),
        ({"note": "see https://b.example"}, ("note changed", Weight.SOURCE, ())),
        ({"passages": [{"id": "p1", "sha256": "2"}]}, ("passage p1 changed", Weight.SOURCE, ())),
    ],
)
def test_changes_of_a_source(fields, expected):
    """Where readers are sent weighs most, also where only the path differs."""
    assert expected == weights("sources", SOURCE, **fields)


def test_an_address_within_words_is_an_address():
    """A note that leads elsewhere than before leads readers elsewhere."""
    before = SOURCE | {"note": "A copy is at https://a.example/1."}
    assert ("note changed", Weight.ADDRESS, ()) == weights(
        "sources", before, note="A copy is at https://b.example/1."
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([39.0, 46.0], [39.0, 46.1], ("39.0 46.0", "39.0 46.1", "8.6 km to the east")),
        ([39.0, 46.0], [39.001, 46.0], ("39.0 46.0", "39.001 46.0", "111 m to the north")),
        ([39.0, 46.0], [38.0, 45.0], ("39.0 46.0", "38.0 45.0", "141.2 km to the south-west")),
        (None, [39.0, 46.0], ("", "39.0 46.0", None)),
        ([39.0], "x", ("39.0", "x", None)),
    ],
)
def test_places_move_by_a_distance(old, new, expected):
    """In metres where it is short; none where there is no other place."""
    place = {"id": "p", "name": "P"} | ({"coord": old} if old else {})
    (change,) = compare(data(places=[place]), data(places=[place | {"coord": new}]))
    assert expected == (change.before, change.after, next(iter(change.remarks), None))


CITED = {"source": "courier", "passage": "p1", "quote": "three boats"}
SHOWN = 'courier p1 "three boats"'


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ([CITED | {"quote": "boats"}], [("quote changed", SHOWN, 'courier p1 "boats"')]),
        ([CITED | {"passage": "p2"}], [("passage changed", SHOWN, 'courier p2 "three boats"')]),
        ([{"source": "herald"}], [("source lost", SHOWN, ""), ("source added", "", "herald")]),
        ([CITED, {"source": "herald"}], [("source added", "", "herald")]),
    ],
)  # fmt: skip
def test_citations(after, expected):
    """A quote or a passage of the same source is one change, another source is two."""
    assert expected == changed(cites=after)


def test_a_removed_claim_says_what_it_had_denied():
    """What is gone with it is told too."""
    (change,) = compare(data(claims=[CLAIM]), data())
    assert "office asserts, 2031-03-04: Three boats. (denies d)" == change.before


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"searched": [{"side": "sea", "what": "the log"}]}, "sea: the log"),
        ({"within": [{"place": "coast", "according_to": "office"}]}, "coast according to office"),
        ({"not_before": {"date": "2031", "source": "s", "passage": "p1"}}, "2031 s p1"),
        ({"answers": [{"question": "q", "min": 9, "max": 11, "about": 10}]}, "q = ~10"),
    ],
)
def test_values_are_shown_as_authors_write_them(fields, expected):
    """And not as JSON."""
    assert [expected] == [after for _, _, after in changed(**fields)]


def test_data_of_an_older_schema_are_no_change_of_settings():
    """What it did not have is no loss."""
    old = {"schema": 1, **data(claims=[CLAIM])}
    new = {"schema": 2, "title": "T", "as_of": "2031", **data(claims=[CLAIM])}
    assert [] == compare(old, new)
    again = new | {"as_of": "2032"}
    assert [("dossiers", "as of changed")] == [(one.kind, one.what) for one in compare(new, again)]


CHANGES = [
    Change("sources", "k", "address changed", "http://a", "http://b", Weight.ADDRESS, "s.bib:2"),
    Change("claims", "d", "removed", "gone", "", Weight.LOST, "b.md:7"),
    Change("claims", "c", "reworded", "one\ntwo", "three", remarks=("has U+200B, unseen",)),
    Change("claims", "c", "re-attributed", "", "x"),
    Change("sources", "s", "added", "", "", Weight.NEW),
]


def test_text():
    """A heading for each weight, a line for each object with its place, what changed below it."""
    assert (
        "sources: 1 address changed, 1 added; claims: 1 removed, 1 reworded, 1 re-attributed\n"
        "Where readers are sent\n~ source k s.bib:2\n    address changed: http://a → http://b\n"
        "What is gone\n− claim d b.md:7\n    gone\n"
        "Who said what, and what shows it\n~ claim c\n    reworded: one two → three\n"
        "    ! has U+200B, unseen\n    re-attributed: x\n"
        "What is new\n+ source s\n"
    ) == as_text(CHANGES)


def test_markdown():
    """The same as lists."""
    lines = as_markdown(CHANGES).splitlines()
    assert "- claim `c`" in lines
    assert "  - reworded: `one two` → `three`" in lines
    assert "    - **`has U+200B, unseen`**" in lines
    assert "- claim `d` `b.md:7`, removed" in lines


def test_json():
    """Every change as a row with named columns."""
    rows = json.loads(as_json(CHANGES))["changes"]
    weights = {"weight": lambda name: Weight[name.upper()], "remarks": tuple}
    read = [{key: weights.get(key, str)(row[key]) for key in row} for row in rows]
    assert CHANGES == [Change(**row) for row in read]


def test_of_long_texts_the_part_that_differs_is_shown():
    """With some words around it, in both; in the data both stay whole."""
    words = [f"w{i}" for i in range(60)]
    before, after = " ".join(words), " ".join([*words[:30], "not", *words[30:]])
    (change,) = compare(
        data(claims=[CLAIM | {"text": before}]), data(claims=[CLAIM | {"text": after}])
    )
    assert (before, after) == (change.before, change.after)
    line = as_text([change]).splitlines()[-1].strip()
    assert "reworded: … w25 w26 w27 w28 w29 w30 w31 w32 w33 w34 … → … w25" in line
    assert "w29 not w30" in line


@given(st.text("`@<>[]()!*_#\n \\a", max_size=30))
def test_no_word_becomes_markup(text):
    """In a comment all words of the data are code, whatever they are."""
    changes = [Change("claims", "c", "reworded", "before", text)]
    line = as_markdown(changes).splitlines()[-1]
    assert line.startswith("  - reworded: `before`")
    assert 2 + 2 * bool(text.split()) == line.count("`")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", '{"claims": []}', json.dumps(data(claims=[{}])), "[" * 100_000]
)
def test_bad_data(text):
    """Anything but the data of a dossier is refused with a reason."""
    with pytest.raises(DataError):
        read_data(text)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("claims", {"cites": "herald"}),
        ("claims", {"cites": ["herald"]}),
        ("claims", {"cites": [{"source": 1}]}),
        ("claims", {"id": ["c"]}),
        ("claims", {"relations": "denies d"}),
        ("claims", {"relations": {"denies": 1}}),
        ("claims", {"relations": {"denies": ["d", 2]}}),
        ("sources", {"passages": "p1"}),
        ("sources", {"passages": ["p1"]}),
        ("sources", {"passages": [{"role": "body"}]}),
        ("sources", {"passages": [{"id": "px"}]}),
    ],
)
def test_data_of_another_shape(kind, fields):
    """What is compared piece by piece must have the pieces; the object at fault is named."""
    read_data(json.dumps(data(**{kind: [{"id": "c"}]})))
    with pytest.raises(DataError, match=r"has no id|'c' has other relations or passages"):
        read_data(json.dumps(data(**{kind: [{"id": "c", **fields}]})))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*CLAIM, "source", "claim", "date"]), inner, max_size=3)
    ),
    max_leaves=6,
)
OBJECTS = st.fixed_dictionaries(
    {"id": st.just("c")},
    optional=dict.fromkeys(
        (*(set(CLAIM) - {"id"}), "name", "coord", "searched", "also", "via", "answers"), VALUES
    ),
)


@given(st.sampled_from(KINDS), OBJECTS, OBJECTS, st.sampled_from([1, 2]))
def test_whatever_is_read_can_be_compared(kind, one, other, schema):
    """Values of other types than ours are shown as they are, and raise nothing."""
    try:
        old, new = (
            read_data(json.dumps(data(**{kind: [row]}) | {"schema": schema}))
            for row in (one, other)
        )
    except DataError:
        return
    changes = compare(old, new)
    assert as_text(changes)
    assert as_markdown(changes)
    assert json.loads(as_json(changes))
    assert one != other or not changes


def test_good_data():
    """The lists are what is asked for; other keys may be there."""
    assert data(claims=[CLAIM]) | {"more": 1} == read_data(
        json.dumps(data(claims=[CLAIM]) | {"more": 1})
    )


def test_data_of_an_older_version_lack_what_is_computed():
    """What a version did not work out yet has not changed."""
    computed = ("statuses", "origins", "independent")
    old = {key: value for key, value in CLAIM.items() if key not in computed}
    empty = {kind: [] for kind in KINDS}
    assert [] == compare({**empty, "claims": [old]}, {**empty, "claims": [CLAIM]})


def test_state_of_a_question_is_told():
    """What an answer or a denial elsewhere does to a question is said of the question."""
    asked = {"id": "q", "state": "agreed", "searched": [{"side": "sea", "what": "the courier"}]}
    now = {"id": "q", "state": "contested", "searched": [{"side": "sea", "what": "the wire"}]}
    empty = {kind: [] for kind in KINDS}
    changes = compare({**empty, "questions": [asked]}, {**empty, "questions": [now]})
    assert [
        ("searched changed", "sea: the courier", "sea: the wire"),
        ("state changed", "agreed", "contested"),
    ] == [change[2:5] for change in changes]
