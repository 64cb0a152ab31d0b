"""The words that readers see: dates, numbers, plurals, and sentences with their slots."""

from __future__ import annotations

import ast
import datetime as dt
import re
from itertools import product
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest

import making
import sphinx_dossier
from drawn import read
from making import number
from sphinx_dossier.core.anchors import term_anchor
from sphinx_dossier.core.dates import DateError, parse_date
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.model import ACTS, INVERSE, QUESTION_STATES, STATED, STATUSES, Basis
from sphinx_dossier.locale import words
from sphinx_dossier.locale.explanations import LEGENDS
from sphinx_dossier.locale.search_words import SEARCH_WORDS
from sphinx_dossier.sphinx.markup import Tag, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(sphinx_dossier.__file__).parent
TREES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
}

WRITTEN = {
    path.name: path.read_text(encoding="utf-8")
    for path in sorted((PACKAGE / "web").rglob("*.html"))
}
"""The templates of pages."""


def texts(value: object) -> Iterator[str]:
    """The texts of a constant, in whatever tables."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one)


def slots(template: str) -> set[str]:
    """The names of the slots of a template."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}


CONSTANTS = {
    name: [*texts(value)] for name, value in vars(words).items() if name.lstrip("_").isupper()
}
TEMPLATES = sorted({one for found in CONSTANTS.values() for one in found if slots(one)})


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("2020", "2020"),
        ("2020-09", "September 2020"),
        ("2020-09-07", "7 September 2020"),
        ("2020-09-27T08:03", "27 September 2020, 08:03"),
        ("2020-09-27T08:03Z", "27 September 2020, 08:03 (UTC)"),
        ("2020-09-27T08:03+04:00", "27 September 2020, 08:03 (UTC+4)"),
        ("2020-09-27T08:03-05:30", "27 September 2020, 08:03 (UTC-5:30)"),
        ("2020~", "about 2020"),
        ("2020-09?", "September 2020 (uncertain)"),
        ("2020-09-27%", "about 27 September 2020 (uncertain)"),
        ("2020-09-27/2020-09-28", "27–28 September 2020"),
        ("2020-09-27/2020-09-27", "27 September 2020"),
        ("2020-09-30/2020-10-01", "30 September–1 October 2020"),
        ("2019-12-31/2020-01-01", "31 December 2019–1 January 2020"),
        ("2019/2020", "2019–2020"),
        ("2020/2020-09-27", "2020–27 September 2020"),
        ("2020-08/2020-09-27", "August–27 September 2020"),
        ("2020-09-27~/2020-09-28", "about 27–28 September 2020"),
        ("2020-09-27~/2020-09-28~", "about 27–about 28 September 2020"),
        ("2020-09-27?/2020-09-28?", "27–28 September 2020 (uncertain)"),
        ("2020-09-27?/2020-09-28", "27 September 2020 (uncertain)–28 September 2020"),
        ("{2020-09-27..2020-09-28}", "27–28 September 2020"),
        ("[2020-09-27..2020-09-28]", "between 27 and 28 September 2020"),
        ("[2020-09-27?..2020-09-28?]", "between 27 and 28 September 2020 (uncertain)"),
        ("[2020-09-27..2020-10-08]", "between 27 September and 8 October 2020"),
        ("[2020-09..2020-11]", "between September and November 2020"),
        ("[2020-09..2020-09-28]", "between September and 28 September 2020"),
        ("[2019..2020-09-26]", "between 2019 and 26 September 2020"),
        ("2020-09-27/..", "from 27 September 2020"),
        ("2020-09-27/", "from 27 September 2020, end unknown"),
        ("/2020-09-27", "until 27 September 2020, beginning unknown"),
        ("../2020-09-27", "by 27 September 2020"),
        ("[..2020-09]", "by September 2020"),
        (
            "2020-09-27T08:03/2020-09-28T08:03",
            "27 September 2020, 08:03–28 September 2020, 08:03",
        ),
        ("2020-09-27T08:03/2020-09-28", "27 September, 08:03–28 September 2020"),
        (
            "[2020-09-27T08:03Z..2020-09-28]",
            "between 27 September, 08:03 (UTC) and 28 September 2020",
        ),
        (
            "[2020-09-27..2020-09-28T08:03]",
            "between 27 September 2020 and 28 September 2020, 08:03",
        ),
        ("2020-09-27T08:03/2020-09-27T10:00", "27 September 2020, 08:03–10:00"),
        ("2020-09-27T08:03Z/2020-09-27T10:00Z", "27 September 2020, 08:03–10:00 (UTC)"),
        (
            "2020-09-27T08:03Z/2020-09-27T14:00+04:00",
            "27 September 2020, 08:03 (UTC)–14:00 (UTC+4)",
        ),
        (
            "2020-09-27T08:03~/2020-09-27T10:00",
            "about 27 September 2020, 08:03–27 September 2020, 10:00",
        ),
        ("[2020-09-27T08:03..2020-09-27T10:00]", "27 September 2020, between 08:03 and 10:00"),
    ],
)
def test_date(text, prose):
    """A date reads as English prose, and a span names what its ends share only once."""
    assert prose == words.date(parse_date(text))


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("2020-09-27/2020-09-28", "2020 September 27 to 28"),
        ("[2020-09-27..2020-10-08]", "in 2020, from September 27 or to October 8"),
    ],
)
def test_translation_has_what_is_shared_where_it_likes(monkeypatch, text, prose):
    """A language that begins with the year says it once in front, and not behind."""
    spans = {("year", "month"): "{year} {month} {start} to {end}"}
    within = {("year",): "in {year}, from {start} or to {end}"}
    monkeypatch.setattr(words, "_SPANS", spans)
    monkeypatch.setattr(words, "_WITHIN", within)
    monkeypatch.setitem(words._CALENDAR, ("month", "day"), "{month} {day}")
    assert prose == words.date(parse_date(text))


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("2020-09-27", "27 September 2020", ""),
        ("2020-09-27T08:03+04:00", "27 September 2020", "08:03 (UTC+4)"),
        ("2020-09-27T08:03~", "about 27 September 2020", "08:03"),
        ("2020-09-27T08:03?", "27 September 2020 (uncertain)", "08:03 (uncertain)"),
        ("2020-09-27T08:03/2020-09-27T10:00", "27 September 2020", ""),
        ("2020-09-27T08:03/2020-09-28T10:00", "27–28 September 2020", ""),
    ],
)
def test_day_and_clock(text, day, clock):
    """Where the day is said already the clock alone is read, and elsewhere the day alone."""
    date = parse_date(text)
    assert (day, clock) == (words.date(date, with_clock=False), words.clock(date))


def test_date_says_its_years():
    """Every date has a form for readers that names the year of each end."""
    days = ("2020", "2021-09", "2021-09-27", "2021-09-27T08:03Z")
    points = [f"{day}{qualifier}" for day, qualifier in product(days, ("", "~", "?", "%"))]
    for form, start, end in product(("{}/{}", "[{}..{}]", "{}/..", "../{1}"), points, points):
        try:
            date = parse_date(form.format(start, end))
        except DateError:
            continue
        said = words.date(date)
        assert all(str(end.first.year) in said for end in (date.start, date.end) if end)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (7.0, "7"), (0.0, "0"), (4000.0, "4,000"), (0.5, "0.5"), (-12.25, "-12.25"),
        (12_345_678_901.0, "12,345,678,901"),
    ],
)  # fmt: skip
def test_number(value, shown):
    """Thousands are apart, and no number is written with an exponent or an empty fraction."""
    assert shown == words.number(value)


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (7, 7, "7"), (7, 9, "7–9"), (7, None, "at least 7"), (None, 9, "at most 9"), (0, 0, "0"),
        (1000, 2000.5, "1,000–2,000.5"),
    ],
)  # fmt: skip
def test_amount(low, high, shown):
    """A range is read with its bounds, an open one in words."""
    assert shown == words.amount(*(None if end is None else float(end) for end in (low, high)))


def test_amount_that_is_called_approximate():
    """Its speaker said "about", and gave no range."""
    assert "about 4,000" == words.amount(3600.0, 4400.0, 4000.0)
    assert "about 4,000 fighters" == words.answer(making.about("q", 4000), "fighters")


def test_answer():
    """An answer is read with the unit of what is counted, or as its words are."""
    assert "7–9 villages" == words.answer(number("q", 7, 9), "villages")
    assert "1 village" == words.answer(number("q", 1), "villages")
    assert "7" == words.answer(number("q", 7))
    assert "nobody yet" == words.answer(making.words("q", "nobody yet"), "villages")


@pytest.mark.parametrize(
    ("unit", "low", "high", "shown"),
    [
        ("helicopters", 1, 1, "helicopter"),
        ("civilians killed", 1, 1, "civilian killed"),
        ("bodies", 1, 1, "body"),
        ("losses", 1, 1, "loss"),
        ("people", 1, 1, "people"),
        ("helicopters", 1, 2, "helicopters"),
        ("helicopters", 1, None, "helicopter"),
        ("helicopters", None, 1, "helicopter"),
        ("helicopters", 2, None, "helicopters"),
        ("helicopters", None, None, "helicopters"),
        ("", 1, 1, ""),
    ],
)
def test_one_is_counted_as_one(unit, low, high, shown):
    """A unit loses its plural behind exactly one."""
    assert shown == words.counted_in(unit, low, high)


@pytest.mark.parametrize("phrase", words.COUNTS)
def test_plurals(phrase):
    """Each phrase has a form for one and one for all other numbers, with thousands apart."""
    one, many = words.COUNTS[phrase]
    assert one.replace("{count}", "1") == words.count_of(1, phrase)
    for count, shown in ((0, "0"), (2, "2"), (1234, "1,234")):
        assert many.replace("{count}", shown) == words.count_of(count, phrase)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(2.0, "2"), (1.5, "1.5"), (9.96, "10"), (17.74, "18"), (10.4, "10")],
)
def test_ratio(value, shown):
    """A tenth is said only of a small ratio."""
    assert shown == words.ratio(value)


def test_counts_in_a_line():
    """Nothing is said of what there is none of, except of origins."""
    assert ["", "1 event", "2 claims", "2 events, 1 claim"] == [
        words.tied(*counts) for counts in ((0, 0), (1, 0), (0, 2), (2, 1))
    ]
    assert ["no origins", "1 origin"] == [words.origins(count) for count in (0, 1)]


def test_coordinates():
    """Degrees have a direction and no sign; zeros at the end are kept or left off."""
    assert "40.10° N, 45.26° W" == words.coordinates((40.1, -45.256), 2, is_padded=True)
    assert "39.6° S, 47.2501° E" == words.coordinates((-39.6, 47.25012), 4, is_padded=False)
    assert "40° N, 0° E" == words.coordinates((40.0, 0.0), 4, is_padded=False)


def test_source():
    """A source is cited with its outlet and date."""
    assert "BN, 28 September 2020" == words.source("BN", parse_date("2020-09-28"))
    assert "BN" == words.source("BN", None)
    assert "\u2068غيلد\u2069" == words.source("غيلد", None)
    assert "¶ 16" == words.passage("p16")


def test_prose():
    """A claim in a sentence is named by who said it and on which day."""
    said = parse_date("2020-09-28T18:30+04:00")
    parts = (
        "As ",
        (("Ministry",), said),
        " and ",
        (("Guild", "Union"), None),
        ", not ",
        ((), said),
        ".",
    )
    assert (
        "As Ministry, 28 September 2020 and Guild and Union, not nobody named, 28 September 2020."
        == words.prose(parts)
    )


def test_basis():
    """How a date is known is said only where it is not simply stated."""
    found = (STATED, Basis("relative", ""), Basis("inferred", "by the day"))
    assert ["", "date relative", "date inferred: by the day"] == [*map(words.basis, found)]


def test_names_in_a_language():
    """Names are put after their language, if it is known."""
    assert "Azerbaijani: Füzuli, Fuzuli" == words.names_in("az", ("Füzuli", "Fuzuli"))
    assert "Varanda" == words.names_in("", ("Varanda",))
    assert "xx-yy: A" == words.names_in("xx-yy", ("A",))


def test_parts_of_a_day():
    """Months and days of the week do not follow the settings of the machine."""
    day = dt.date(2031, 3, 2)
    assert ("March 2031", "Sunday") == (words.month(day), words.weekday(day))
    assert ("Mar 2031", "2 Mar") == (words.short_month(day), words.short_day(day))
    assert ("2", "2–4") == (words.span(2, 2), words.span(2, 4))


def test_all_terms_have_words():
    """Each act, relation, status with a cause and kind is known to the module of words."""
    assert list(ACTS) == list(words.ACTS)
    assert ("voiced support", "shouts") == (words.act("supports"), words.act("shouts"))
    assert KINDS.keys() - {"claim"} == words.GROUPS.keys()
    assert all(words.label("claim", relation) for relation in INVERSE)
    assert words.MARKS.keys() | words.RIVALS.keys() <= set(STATUSES)
    assert words.STANCES.keys() == words.SAYINGS.keys()
    assert "rival figures" == words.term("rival-figures")
    assert "Speaks for" == words.label("actor", "of")


def test_every_label_is_explained():
    """Each status and state has its meaning, and no two words share an anchor."""
    assert list(STATUSES) == list(LEGENDS["status"])
    assert list(QUESTION_STATES) == list(LEGENDS["states"])
    anchors = [term_anchor(word) for legend in LEGENDS.values() for word in legend]
    assert len(set(anchors)) == len(anchors)
    assert all(" " not in anchor for anchor in anchors)
    for label, meaning in (one for legend in LEGENDS.values() for one in legend.values()):
        # What a reader does not know is not explained by itself.
        assert label.lower() != meaning.lower()
        assert len(meaning) > 10


@pytest.mark.parametrize("template", TEMPLATES)
def test_template_has_each_slot_once(template):
    """Words, links and elements come where the template has their slot, whatever the order."""
    values = {name: f"<{name}>" for name in slots(template)}
    said = words.say(template, **values)
    assert values.keys() == {name for name in values if said.count(f"<{name}>") == 1}
    marked = {name: [Tag("span", "<"), name, ">"] for name in values}
    assert said == read(*sentence(template, **marked))


def test_template_can_be_turned_round():
    """The order of slots is the template's own."""
    link = Tag("a", "B")
    assert ["from ", link, " comes A"] == sentence(
        "from {relays} comes {claim}", claim="A", relays=[link]
    )


def _calls() -> Iterator[tuple[str, str, set[str]]]:
    """Each template that is filled by its name: the module, the name and the slots."""
    for module, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                function, template = ast.unparse(node.func), ast.unparse(node.args[0])
                name = re.fullmatch(r"(?:words\.|said\.)?(_?[A-Z_]+)(?:\[.*\])*", template)
                if function.split(".")[-1] in ("say", "sentence") and name:
                    yield module, name[1], {word.arg or "" for word in node.keywords}


def test_each_slot_is_filled():
    """Who fills a template fills its slots and nothing else."""
    # A day is said by some of its units, each time by those that are known.
    calls = [call for call in _calls() if call[1] != "_CALENDAR"]
    assert len(calls) > 40
    for module, name, filled in calls:
        for template in CONSTANTS[name]:
            assert slots(template) <= filled, (module, name)
        assert filled == set().union(*map(slots, CONSTANTS[name])), (module, name)


def test_no_template_is_left_over():
    """What nobody shows is not in the module of words."""
    used = {
        node.id if isinstance(node, ast.Name) else node.attr
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load)
    }
    used |= {
        name for text in WRITTEN.values() for name in re.findall(r"dossier_words\.(\w+)", text)
    }
    assert set() == CONSTANTS.keys() - used


SCRIPTS = {
    path.name: re.sub(
        r"/\*.*?\*/|^\s*//.*?$",
        "",
        path.read_text(encoding="utf-8"),
        flags=re.DOTALL | re.MULTILINE,
    )
    for path in sorted((PACKAGE / "web").rglob("dossier-*.js"))
}
"""What browsers run, without its comments."""
KEYS = {"ArrowDown", "Tab", "ArrowUp", "Enter", "Escape", "For", "With"}
"""Names of keys of a keyboard, and parts of the names of phrases."""


def _shown_literals(script: str) -> set[str]:
    """The texts of a script that look like words for people: a phrase, or one in capitals."""
    texts = re.findall(r'"([^"\n]*)"', script)
    # What is filled in is code; a class has a hyphen.
    texts += [re.sub(r"\$\{[^}]*\}", "", one) for one in re.findall(r"`([^`]*)`", script)]
    looks = re.compile(
        r"(?<![\w-])[A-Za-z’]{2,}[.,:]? +[A-Za-z’]{2,}(?![\w-])|^ ?[A-Z][a-z]+[ :.]*$|…"
    )
    return {one for one in texts if looks.search(one)} - KEYS - {"use strict"}


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_hold_no_english(name):
    """A script shows what the catalogue gives it with the data, or with its element."""
    assert set() == _shown_literals(SCRIPTS[name])


def test_search_for_words_of_scripts_sees_them():
    """Phrases, capitals and filled texts are found; classes, keys and code are not."""
    script = """"use strict"; a("Show all", "Filters", `${n} of them`, "Reading …");
    b("dossier-a dossier-b", "ArrowDown", `dossier-${x} dossier-y`, "keydown");"""
    assert {"Show all", "Filters", " of them", "Reading …"} == _shown_literals(script)


def test_search_page_asks_for_the_words_that_there_are():
    """Each name that the script asks for has words, and each of these is asked for."""
    script = SCRIPTS["dossier-search-page.js"] + SCRIPTS["dossier-search-card.js"]
    asked = set(re.findall(r"phrases\.(\w+)", script))
    asked |= set(re.findall(r"(?:sentence|counted)\(\"(\w+)\"", script)) | {"resultsFor", "results"}
    asked |= {f"nothing{query}{chosen}" for query in ("", "For") for chosen in ("", "With")}
    asked |= set(re.findall(r"words\??\.(\w+)", SCRIPTS["dossier-search.js"]))
    assert SEARCH_WORDS.keys() == asked


@pytest.mark.parametrize("name", WRITTEN)
def test_templates_hold_no_english(name):
    """What a template shows comes from the words, each of which is there."""
    unseen = r"\{#.*?#\}|<style>.*?</style>|\{%- block policy %\}.*?\{% endblock %\}"
    text = re.sub(unseen, "", WRITTEN[name], flags=re.DOTALL)
    without_code = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
    shown = re.sub(r"<[^>]*>", "", without_code)
    assert [] == re.findall(r"\w+", shown)
    # These attributes are read to people.
    assert [] == re.findall(r"(?:title|alt|placeholder|aria-label)=\"[^\"{]*\w", without_code)
    assert [] == re.findall(r"_\(", text)
    for asked in re.findall(r"dossier_words\.(\w+)", text):
        assert hasattr(words, asked), asked


DATA_TERMS = {*QUESTION_STATES}
"""Terms of the data with a space in them."""
AUTHORS_WORDS = {" of ", "'s "}
"""What the timeline looks for in what authors write."""


def _phrases(tree: ast.Module) -> Iterator[str]:
    """The texts of a module that have words with a space between or around them.

    Without what says to authors and developers what something is: docstrings, texts below a
    constant, and the meaning of a view or of its options.
    """
    explained = {id(part) for node in ast.walk(tree) if _explains(node) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            has_word = re.search(r"[A-Za-z]", node.value) and " " in node.value
            if has_word and id(node) not in explained:
                yield node.value


def _explains(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.Call(func=ast.Name(id="FieldRow")):
            return True
        case ast.AnnAssign(target=ast.Name(id="means")):
            return True
    return False


@pytest.mark.parametrize("module", [name for name in TREES if name.startswith("answers/")])
def test_answers_hold_no_english(module):
    """An answer holds terms, dates, numbers, names and links; its words are chosen elsewhere."""
    assert set() == {*_phrases(TREES[module])} - DATA_TERMS - AUTHORS_WORDS


def test_search_for_phrases_sees_them():
    """Phrases are found in plain and filled texts, but not in what explains the code."""
    tree = ast.parse(
        '''"""A docstring of words."""\nA = "one side"\n"""What it is."""\n'''
        """B = FieldRow("an option")\nclass C:\n    means: str = "a view"\n"""
        '''def f(x):\n    """Says so."""\n    return g(f"{x} ago", ", ")'''
    )
    assert {"one side", " ago"} == {*_phrases(tree)}
    assert {"one side only", "one origin only"} == {*_phrases(TREES["answers/question_state.py"])}


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [(0, 3, "0 %"), (1, 3, "33 %"), (2, 3, "67 %"), (3, 3, "100 %"), (1, 400, "below 1 %")],
)
def test_per_cent(part: int, whole: int, share: str) -> None:
    """Whole hundredths; what is there is never nothing."""
    assert share == words.per_cent(part, whole)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("4", "p. 4"),
        ("4--5", "pp. 4–5"),
        ("4 - 5", "pp. 4–5"),
        ("4, 9", "pp. 4, 9"),
        ("4–5", "pp. 4–5"),
    ],
)
def test_pages(written: str, said: str) -> None:
    """One page or several, however BibTeX writes the range."""
    assert said == words.pages_of(written)


def test_sentence_without_its_stop() -> None:
    """A stop is set where sentences are put together, and stands there once."""
    assert ["Two boats", "U.S. ships"] == [*map(words.unstopped, ("Two boats.", "U.S. ships"))]


def test_catalogue_replaces_months_and_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of months, long and short, and of languages come from here alone."""
    months = tuple(f"mois {number}" for number in range(1, 13))
    monkeypatch.setattr(words, "MONTHS", months)
    monkeypatch.setattr(words, "_SHORT_MONTHS", tuple(f"m{number}" for number in range(1, 13)))
    monkeypatch.setattr(words, "LANGUAGE", "fr")
    day = dt.date(2031, 3, 2)
    assert ("mois 3 2031", "2 m3") == (words.month(day), words.short_day(day))
    words._point.cache_clear()
    assert "2 mois 4 2031" == words.date(parse_date("2031-04-02"))
    words._point.cache_clear()
    assert "chinois" == words.language("zh")


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We were never told”: a storm", "‘We were never told’: a storm"),
        ('A "storm" and a "flood"', "A ‘storm’ and a ‘flood’"),
        ('5" of snow', '5" of snow'),
        ("The owners’ boats", "The owners’ boats"),
    ],
)
def test_quotation_marks_inside_quotation_marks(text, inside):
    """A headline that quotes somebody is quoted itself."""
    assert inside == words.inside_quotes(text)
