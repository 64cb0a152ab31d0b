"""From the text of a directive to an object or problems."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import HERE, options
from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.kinds import KINDS, FieldRow, FieldType
from sphinx_dossier.core.model import (
    ACTOR_KINDS,
    ACTS,
    INVERSE,
    PRECISIONS,
    QUESTION_KINDS,
    Answer,
    Basis,
    Citation,
    DriftPart,
    Name,
    RelationEnd,
    Relay,
    Where,
    Within,
    where_written,
)
from sphinx_dossier.core.object_parser import parse_object
from sphinx_dossier.core.options import Option, split_options
from sphinx_dossier.core.problems import Code
from sphinx_dossier.core.readers import read_options

GOOD = {
    "actor": ":id: az-mod\n:kind: government-body",
    "place": ":id: fuzuli",
    "event": ":id: war\n:when: 2020-09-27",
    "question": ":id: villages-taken\n:kind: quantity",
    "claim": ":by: az-mod\n:act: asserts\n:said: 2020-09-27",
}
"""The required options of each kind."""


GUESS = RelationEnd("two", is_inferred=True)


def parse(kind: str, text: str, argument: str = ""):
    """What the directive of ``kind`` with the option block ``text`` gives."""
    name = argument or ("az-villages" if kind == "claim" else "A name")
    return parse_object(kind, name, options(text), "A body.", HERE)


def read(kind: str, line: str):
    """The attribute that one more option fills, and the codes of the problems."""
    name = line.split(":")[1]
    block = "\n".join(text for text in GOOD[kind].split("\n") if not text.startswith(f":{name}:"))
    parsed = parse(kind, f"{block}\n{line}")
    return getattr(parsed.subject, KINDS[kind].options[name].fills), [
        p.code for p in parsed.problems
    ]


def values(block):
    """The texts of each option of a block."""
    return {name: [text for _, text in option.items] for name, option in block.options.items()}


def test_option_block_ends_before_the_body():
    """Options stand at the top; one blank line parts them from the body."""
    lines = [":by: az-mod", ":act: asserts", "", "The body.", ":not: an option"]
    block = split_options(lines, HERE)
    assert {"by": ["az-mod"], "act": ["asserts"]} == values(block)
    assert ["The body.", ":not: an option"] == lines[block.body :]
    assert [] == block.problems


def test_body_may_follow_without_a_blank_line():
    """The first line that is neither an option nor indented begins the body."""
    assert 1 == split_options([":by: az-mod", "The body."], HERE).body


def test_no_options_at_all():
    """A body alone is taken whole."""
    assert ({}, 0, []) == split_options(["The body."], HERE)
    assert ({}, 0, []) == split_options([], HERE)


@pytest.mark.parametrize("opening", [":cites:", ":cites: |", ":cites: >", ":cites:\t|", ":cites: "])
@pytest.mark.parametrize("indent", ["  ", "\t", " \t "])
def test_continuation_lines(opening, indent):
    """Indented lines go on with the option above them, each at its own place."""
    block = split_options([opening, f"{indent}one p1", f"{indent}two", "Body."], Where("a.md", 7))
    items = ((Where("a.md", 8), "one p1"), (Where("a.md", 9), "two"))
    assert Option("cites", Where("a.md", 7), items) == block.options["cites"]
    assert 3 == block.body


def test_value_goes_on_below_its_first_line():
    """A value may begin beside its name and go on below."""
    option = split_options([":role: minister", "  of defence"], HERE).options["role"]
    assert "minister of defence" == option.text


def test_indented_options_are_options():
    """A block that is indented as a whole reads as one that is not."""
    assert {"by": ["x"], "act": ["y"]} == values(split_options(["  :by: x", "  :act: y"], HERE))


def test_carriage_returns_are_dropped():
    """A file with CRLF ends reads as one with LF."""
    lines = [":by: az-mod", ":cites: |", "  one p1", "", "Body."]
    plain, dos = (split_options([line + end for line in lines], HERE) for end in ("", "\r"))
    assert plain == dos


def test_double_option():
    """The first of two options with one name is kept, and the second is told."""
    block = split_options([":by: one", ":by: two"], HERE)
    assert {"by": ["one"]} == values(block)
    assert [(Code.BAD_VALUE, 2)] == [(p.code, p.where.line) for p in block.problems]


@pytest.mark.parametrize("kind", KINDS)
def test_required_options_are_enough(kind):
    """An object of each kind needs no more than its required options."""
    parsed = parse(kind, GOOD[kind])
    assert [] == parsed.problems
    assert isinstance(parsed.subject, KINDS[kind].model)
    assert "A body." == parsed.subject.text


@pytest.mark.parametrize(
    ("kind", "line"), [(kind, line) for kind in GOOD for line in GOOD[kind].split("\n")]
)
@pytest.mark.parametrize("is_empty", [True, False])
def test_missing_field(kind, line, is_empty):
    """A required option that is absent or empty is told by its name."""
    name = line.split(":")[1]
    left = [one for one in GOOD[kind].split("\n") if one != line]
    parsed = parse(kind, "\n".join([*left, f":{name}:"] if is_empty else left))
    expected = Code.UNATTRIBUTED if name == "by" else Code.MISSING_FIELD
    assert [expected] == [problem.code for problem in parsed.problems]
    assert f":{name}:" in parsed.problems[0].message
    assert (parsed.subject is None) == (name == "id")


@pytest.mark.parametrize("kind", KINDS)
def test_missing_argument(kind):
    """A directive with nothing behind its name says what it needs there."""
    parsed = parse_object(kind, "  ", options(GOOD[kind]), "", HERE)
    assert Code.MISSING_FIELD in [problem.code for problem in parsed.problems]


@pytest.mark.parametrize("kind", KINDS)
def test_unknown_option(kind):
    """An unknown option is told with those that there are, and the rest is kept."""
    parsed = parse(kind, f"{GOOD[kind]}\n:colour: red")
    assert [Code.UNKNOWN_FIELD] == [problem.code for problem in parsed.problems]
    assert all(name in parsed.problems[0].message for name in KINDS[kind].options)
    assert parsed.subject is not None


def test_parts_of_a_drift():
    """One part a line, in any order and however its fate is spelt; the data have one order."""
    line = (
        ":drift-parts: |\n  number: kept\n  subject: changed to soldiers: all of them\n"
        "  place: small print\n  denial:lost\n  speaker: unknown"
    )
    parts = (
        DriftPart("speaker", "unknown"),
        DriftPart("place", "small-print"),
        DriftPart("subject", "changed", "soldiers: all of them"),
        DriftPart("number", "kept"),
        DriftPart("denial", "lost"),
    )
    assert (parts, []) == read("claim", line)


@pytest.mark.parametrize(
    "line", ["subject", "subject: changed to", "subject: gone", "colour: kept"]
)
def test_bad_part_of_a_drift(line):
    """What is no part, or no fate, is told with the form, and the other lines are kept."""
    value, codes = read("claim", f":drift-parts: |\n  {line}\n  number: kept")
    assert ((DriftPart("number", "kept"),), [Code.BAD_VALUE]) == (value, codes)


@pytest.mark.parametrize(("kind", "most"), [("question", 24), ("claim", 40)])
def test_label_of_a_picture(kind, most):
    """A label may fill its room; a longer one is told, and kept for whoever mends it."""
    assert ("x" * most, []) == read(kind, f":short: {'x' * most}")
    assert ("x" * (most + 1), [Code.BAD_VALUE]) == read(kind, f":short: {'x' * (most + 1)}")


def test_claim_takes_its_id_behind_the_name_only():
    """``:id:`` is no option of a claim."""
    parsed = parse("claim", f"{GOOD['claim']}\n:id: x")
    assert [Code.UNKNOWN_FIELD] == [problem.code for problem in parsed.problems]


@pytest.mark.parametrize(
    ("bad", "meant"),
    [
        ("Az", "az"),
        ("a--b", "a-b"),
        ("a-", "a"),
        ("a_b", "a-b"),
        ("ağdam", "agdam"),
        ("a b", "a-b"),
        ("a.b", "a-b"),
        ("7-villages", ""),
        ("???!", ""),
        ("a" * 201, ""),
        ("a" * 81, "a" * 81),
        ("con", "con"),
        ("lpt1", "lpt1"),
    ],
)
def test_bad_id(bad, meant):
    """A bad id is told with its mend; the object has the id that was meant, if there is one."""
    for parsed in (parse("claim", GOOD["claim"], bad), parse("place", f":id: {bad}")):
        assert meant == (parsed.subject.id if parsed.subject else "")
        assert [Code.BAD_ID] == [problem.code for problem in parsed.problems]
        assert not meant or meant == bad or f"write {meant}" in parsed.problems[0].message


@pytest.mark.parametrize("good", ["a" * 80, "console", "com", "com10", "auxiliary", "null"])
def test_good_id(good):
    """An id may be long, and begin like the name of a device."""
    assert [] == parse("claim", GOOD["claim"], good).problems


@pytest.mark.parametrize(
    ("kind", "line", "value"),
    [
        *(("actor", f":kind: {word}", word) for word in ACTOR_KINDS),
        ("actor", ":also: az: Müdafiə Nazirliyi", (Name("Müdafiə Nazirliyi", "az"),)),
        (
            "actor",
            ":also: |\n  zh-Hans: 国防部\n  MoD",
            (Name("国防部", "zh-Hans"), Name("MoD", "")),
        ),
        ("actor", ":also: Hikmet: adviser", (Name("Hikmet: adviser", ""),)),
        ("actor", ":garbled: |\n  Passinyan\n  Owanishan", ("Passinyan", "Owanishan")),
        ("actor", ":role: minister: of defence", "minister: of defence"),
        ("actor", ":of: azerbaijan", "azerbaijan"),
        ("actor", ":side: azerbaijani", "azerbaijani"),
        ("place", ":coord: 39.8, 46.75", (39.8, 46.75)),
        ("place", ":coord: -90,180", (-90.0, 180.0)),
        *(("place", f":precision: {word}", word) for word in PRECISIONS),
        ("place", ":within: azerbaijan", (Within("azerbaijan", ""),)),
        (
            "place",
            ":within: |\n  azerbaijan according-to un\n  nk according-to nk-republic",
            (Within("azerbaijan", "un"), Within("nk", "nk-republic")),
        ),
        ("event", ":when: 2020-09-27~", parse_date("2020-09-27~")),
        ("event", ":basis: relative: “today”", Basis("relative", "“today”")),
        ("event", ":basis: stated", Basis("stated", "")),
        ("event", ":at: fuzuli, jabrayil fuzuli", ("fuzuli", "jabrayil")),
        ("event", ":with: armenia azerbaijan", ("armenia", "azerbaijan")),
        ("event", ":part-of: war", "war"),
        *(("question", f":kind: {word}", word) for word in QUESTION_KINDS),
        ("question", ":unit: villages", "villages"),
        ("question", ":about: fuzuli", ("fuzuli",)),
        ("question", ":searched: armenian: the ministry: all of it",
         (("armenian", "the ministry: all of it"),)),
        *(("claim", f":act: {word}", word) for word in ACTS),
        ("claim", ":said: 2020-09-27T08:03+04:00", parse_date("2020-09-27T08:03+04:00")),
        ("claim", ":basis: inferred: by the day", Basis("inferred", "by the day")),
        ("claim", ":via: pashinyan\n  reuters?", (Relay("pashinyan"), Relay("reuters", True))),
        ("claim", ":to: armenia", ("armenia",)),
        ("claim", ":event: war", "war"),
        ("claim", ":drift: speaker dropped", "speaker dropped"),
        ("claim", ":searched: both ministries", "both ministries"),
        ("claim", ":answers: taken = 7", (Answer("taken", "7", 7, 7),)),
        ("claim", ":answers: taken=0", (Answer("taken", "0", 0, 0),)),
        ("claim", ":answers: taken = 7..9", (Answer("taken", "7..9", 7, 9),)),
        ("claim", ":answers: taken = 7 .. 9.5", (Answer("taken", "7 .. 9.5", 7, 9.5),)),
        ("claim", ":answers: taken = 7..", (Answer("taken", "7..", 7, None),)),
        ("claim", ":answers: taken = ..9", (Answer("taken", "..9", None, 9),)),
        ("claim", ":answers: taken = -9..-7", (Answer("taken", "-9..-7", -9, -7),)),
        ("claim", ":answers: taken = ~4000", (Answer("taken", "~4000", 3600, 4400, 4000),)),
        ("claim", ":answers: taken = ~ 15", (Answer("taken", "~ 15", 13.5, 16.5, 15),)),
        ("claim", ":answers: taken = ~4", (Answer("taken", "~4", 3.6, 4.4, 4),)),
        ("claim", ":answers: taken = ~-20", (Answer("taken", "~-20", -22, -18, -20),)),
        ("claim", ":answers: taken = ~7..9", (Answer("taken", "~7..9", None, None),)),
        ("claim", ":answers: taken = ..", (Answer("taken", "..", None, None),)),
        ("claim", ":answers: taken = about 7", (Answer("taken", "about 7", None, None),)),
        ("claim", ":answers: who = azerbaijan", (Answer("who", "azerbaijan", None, None),)),
        *(
            ("claim", f":{word}: one two?", ((word, (RelationEnd("one"), GUESS)),))
            for word in INVERSE
            if not word.startswith("corroborate")
        ),
        *(
            (
                "claim",
                f':{word}: one "they say so"\n  two “and so”\n  three',
                ((word, (RelationEnd("one", "they say so"), RelationEnd("two", "and so"),
                         RelationEnd("three"))),),
            )
            for word in ("corroborates", "corroborated-by")
        ),
        (
            "claim",
            ":answers: taken = 7\n  who = azerbaijan",
            (Answer("taken", "7", 7, 7), Answer("who", "azerbaijan", None, None)),
        ),
    ],
)  # fmt: skip
def test_good_values(kind, line, value):
    """Each option is read into the attribute it fills, without a problem."""
    assert (value, []) == read(kind, line)


@pytest.mark.parametrize(
    ("kind", "line", "code", "kept"),
    [
        ("actor", ":kind: army", Code.BAD_VALUE, ""),
        ("actor", ":of: one two", Code.BAD_VALUE, "one"),
        ("actor", ":of: Az", Code.BAD_ID, ""),
        ("place", ":coord: 39.8", Code.BAD_VALUE, None),
        ("place", ":coord: 46.75, 39.8, 1", Code.BAD_VALUE, None),
        ("place", ":coord: north, east", Code.BAD_VALUE, None),
        ("place", ":coord: 91, 0", Code.BAD_VALUE, None),
        ("place", ":coord: 0, 180.1", Code.BAD_VALUE, None),
        ("place", ":coord: nan, inf", Code.BAD_VALUE, None),
        ("place", ":precision: exact", Code.BAD_VALUE, ""),
        ("place", ":within: a b", Code.BAD_VALUE, ()),
        ("place", ":within: Fuzuli", Code.BAD_VALUE, ()),
        ("place", ":within: a according-to", Code.BAD_VALUE, ()),
        ("event", ":when: yesterday", Code.BAD_DATE, None),
        ("event", ":basis: guessed", Code.BAD_VALUE, Basis("stated", "")),
        ("event", ":at: fuzuli Jabrayil", Code.BAD_ID, ("fuzuli",)),
        ("question", ":kind: number", Code.BAD_VALUE, ""),
        ("question", ":searched: armenian", Code.BAD_VALUE, ()),
        ("question", ":searched: armenian:", Code.BAD_VALUE, ()),
        ("question", ":searched: Armenian side: all", Code.BAD_VALUE, ()),
        ("claim", ":act: says", Code.BAD_VALUE, ""),
        ("claim", ":said: 2020-02-30", Code.BAD_DATE, None),
        (
            "claim",
            ":cites: key page 3",
            Code.BAD_CITATION,
            (Citation("key", "p3", "", Where("page.md", 4)),),
        ),
        ("claim", ":cites: key p٣", Code.BAD_CITATION, ()),
        (
            "claim",
            ':cites: key p1 "no end',
            Code.BAD_CITATION,
            (Citation("key", "p1", "", Where("page.md", 4)),),
        ),
        (
            "claim",
            ":cites: key p1 bare words",
            Code.BAD_CITATION,
            (Citation("key", "p1", "", Where("page.md", 4)),),
        ),
        ("claim", ":answers: q = 7\n  q = 8", Code.BAD_VALUE, (Answer("q", "7", 7, 7),)),
        ("claim", ":corroborates: one two", Code.BAD_VALUE, (("corroborates", ()),)),
        ("claim", ':corroborates: one? "so"', Code.BAD_VALUE, (("corroborates", ()),)),
        ("claim", ":via: one ??", Code.BAD_ID, (Relay("one"),)),
        ("claim", ":answers: 7", Code.BAD_VALUE, ()),
        ("claim", ":answers: taken =", Code.BAD_VALUE, ()),
        ("claim", ":answers: Taken = 7", Code.BAD_VALUE, ()),
        ("claim", ":answers: taken = 9..7", Code.BAD_VALUE, ()),
        ("claim", ":answers: taken = ~0", Code.BAD_VALUE, ()),
        ("claim", f":answers: taken = ~{'9' * 400}", Code.BAD_VALUE, ()),
        ("claim", f":answers: taken = ~17{'0' * 307}", Code.BAD_VALUE, ()),
        ("claim", f":answers: taken = {'9' * 400}", Code.BAD_VALUE, ()),
        ("claim", f":answers: taken = ..{'9' * 400}", Code.BAD_VALUE, ()),
    ],
)
def test_bad_values(kind, line, code, kept):
    """What cannot be read is one problem with the right code, and the good part is kept."""
    assert (kept, [code]) == read(kind, line)


def test_citations():
    """Each line of ``cites`` is a citation at its own place."""
    text = ':cites: |\n  key\n  key p16\n  key p16 "seized 7 villages"\n  key p2 “they said: "no"”'
    found, codes = read("claim", text)
    assert [] == codes
    assert [
        ("key", "", ""),
        ("key", "p16", ""),
        ("key", "p16", "seized 7 villages"),
        ("key", "p2", 'they said: "no"'),
    ] == [citation[:3] for citation in found]
    assert [Citation(*one[:3], Where(HERE.path, 5 + at)) for at, one in enumerate(found)] == list(
        found
    )


def test_relations_keep_their_order():
    """Several relations of a claim are kept as they are written."""
    text = f"{GOOD['claim']}\n:repeats: b\n:denies: a"
    ends = {"b": RelationEnd("b"), "a": RelationEnd("a")}
    assert (("repeats", (ends["b"],)), ("denies", (ends["a"],))) == (
        parse("claim", text).subject.relations
    )


def test_read_options_of_a_view():
    """The options of a view are read by the fields given, and others are told."""
    fields = (FieldRow("from", FieldType.DATE, "", attribute="when"),)
    found, problems = read_options(options(":from: 2020\n:colour: red"), fields, "ledger")
    assert {"when": parse_date("2020")} == found
    assert [Code.UNKNOWN_FIELD] == [problem.code for problem in problems]
    assert "ledger has no option :colour:" in problems[0].message


LINES = st.lists(
    st.one_of(
        st.text(st.characters(exclude_characters="\n")),
        st.builds(
            "{}:{}:{}{}".format,
            st.sampled_from(["", " ", "\t"]),
            st.sampled_from(sorted({name for kind in KINDS.values() for name in kind.options})),
            st.sampled_from(["", " ", " | ", "  "]),
            st.text('ap1 =.:,-"“\t') | st.text(st.characters(exclude_characters="\n")),
        ),
    )
)


@given(st.sampled_from(sorted(KINDS)), st.text(), LINES, st.text())
def test_any_text_gives_an_object_or_problems(kind, argument, lines, body):
    """Whatever an author writes, the parser answers and does not raise."""
    block = split_options(lines, HERE)
    assert 0 <= block.body <= len(lines)
    parsed = parse_object(kind, argument, block.options, body, HERE)
    assert parsed.subject is not None or parsed.problems
    for problem in [*block.problems, *parsed.problems]:
        assert HERE.line <= problem.where.line < HERE.line + max(1, len(lines))
        assert problem.message


def test_problem_is_found_in_its_line():
    """An option has its line, one of several lines that which has the word, else the directive."""
    block = options(
        ":by: somebody\n:act: asserts\n:said: 2031\n:answers: |\n  boats = 7\n  ships=8\n"
        ':corroborates: |\n  one "it is so"\n  two "it is so"\n:repeats: three\n  four five'
    )
    subject = parse_object("claim", "said", block, "Text.", HERE).subject
    places = {
        ("by", "somebody"): 1, ("said", ""): 3, ("answers", "boats"): 5, ("answers", "ships"): 6,
        ("corroborates", "two"): 9, ("repeats", "three"): 10, ("repeats", "five"): 11,
        ("answers", "gone"): 5, ("denies", "one"): HERE.line,
    }  # fmt: skip
    for (option, word), line in places.items():
        assert HERE._replace(line=line) == where_written(subject, option, word)


def test_claim_without_words():
    """Its words are lost, or stand behind the block: that is told, and the claim is there."""
    options = split_options(
        [":by: az", ":act: asserts", ":said: 2020"], Where("page.md", 2)
    ).options
    parsed = parse_object("claim", "a", options, " ", Where("page.md", 1))
    assert parsed.subject is not None
    assert ["claim 'a' says nothing: write its text below the options"] == [
        problem.message for problem in parsed.problems
    ]


def test_second_proposition_for_one_claim():
    """The first one counts, and the other is told, not left out in silence."""
    lines = [":corroborates: |", '  b "it is so"', '  b "it is late"']
    options = split_options(lines, Where("page.md", 2)).options
    parsed = parse_object("claim", "a", options, "Words.", Where("page.md", 1))
    assert parsed.subject is not None
    ((_, (end,)),) = parsed.subject.relations
    assert "it is so" == end.proposition
    assert any(
        "names 'b' twice" in problem.message and problem.where.line == 4
        for problem in parsed.problems
    )
