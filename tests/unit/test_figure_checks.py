"""Figures agree with their sentence: what is accepted, what is told, and in which words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st
from unicode_rbnf import RbnfEngine

from making import claim, index, options, question, source
from sphinx_dossier.core.figure_checks import (
    check_counts,
    check_figures,
    check_notation,
    meant_figure,
)
from sphinx_dossier.core.kinds import CLAIM
from sphinx_dossier.core.problems import Code
from sphinx_dossier.core.readers import read_options
from sphinx_dossier.core.statement_checks import check_units


def made(value, text, *, language="en", act="asserts", quote="", source_language=""):
    """An index of one claim that answers ``boats = value`` with a text and perhaps a quote."""
    values, problems = read_options(options(f":answers: boats = {value}"), CLAIM.fields, "claim")
    assert not problems
    one = claim("said", text=text, act=act, cites=[f"key p1 {quote}"] if quote else [], **values)
    asked = question("boats", unit="boats")
    return replace(
        index(asked, one, sources=[source("key", language=source_language)]), language=language
    )


def codes(dossier):
    """The codes of all problems of figures."""
    rules = (check_units, check_notation, check_figures)
    return [problem.code for rule in rules for problem in rule(dossier)]


def agrees(value, text, **rest):
    """Whether a sentence says a value."""
    found = codes(made(value, text, **rest))
    assert found in ([], [Code.FIGURE_NOT_IN_TEXT])
    return not found


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("7", "Seven boats were lost."),
        ("7", "The office counted 7."),
        ("12", "A dozen boats"),
        ("4000", "4,000 boats"),
        ("4.5", "4.5 metres"),
        ("7.5", "seven and a half"),
        ("1200000", "1.2 million"),
        ("-5", "minus five degrees"),
        ("-5", "−5 °C"),
        ("7..9", "between seven and nine"),
        ("7..9", "7–9 boats"),
        ("2000..3000", "two or three thousand"),
        ("7..", "at least seven"),
        ("7..", "7 or more"),
        ("7..", "more than seven"),
        ("7..", "more than six"),
        ("13..", "more than a dozen"),
        ("12..", "over a dozen"),
        ("..9", "up to nine"),
        ("..9", "fewer than nine"),
        ("..9", "fewer than ten"),
        ("0..9", "up to nine"),
        ("3600..4400", "about 4,000"),
        ("~4000", "about 4,000"),
        ("~ 15", "some fifteen drones"),
        ("~4.5", "nearly 4.5 metres"),
        ("3600..4400", "some four thousand fighters"),
        ("3600..4400", "nearly 4,000"),
        ("14..16", "some fifteen drones"),
        ("13..17", "some fifteen drones"),
        ("13.5..16.5", "around 15"),
        ("0", "No boat was lost."),
        ("0", "There were none."),
        ("0", "zero losses"),
        ("0", "0 losses"),
        ("0..0", "nobody"),
        ("7", "Seven of 9 boats, on 27 September"),
        ("7", "more than seven, or seven exactly"),
        ("7", "over the 7 villages"),
        ("16..", "no fewer than 16"),
        ("..16", "not more than 16"),
        ("101", "one hundred and one"),
    ],
)
def test_figure_that_its_sentence_says(value, text):
    """Digits or words, ranges and bounds, and what stands beside a bound."""
    assert agrees(value, text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("505", "More than 550 people"),
        ("17", "16 dead"),
        ("7", "Several boats were lost."),
        ("7", ""),
        ("4000", "4.000 boats"),
        ("4000", "4,000,000 boats"),
        ("20", "twenty-one"),
        ("200", "four thousand two hundred"),
        ("5", "minus five"),
        ("-5", "five"),
        ("1", "A boat was lost."),
        ("4", "the fourth boat, on 4 March, of class K-4"),
        ("7..9", "seven boats"),
        ("7..9", "8 boats"),
        ("7..", "at least six"),
        ("7", "more than six"),
        ("8..", "more than six"),
        ("..9", "at most ten"),
        ("..8", "fewer than ten"),
        ("3600..4400", "4,000 fighters"),
        ("~4000", "4,000 fighters"),
        ("~4000", "about 4,001"),
        ("~4000", "from 3600 to 4400"),
        ("3600..4400", "about 5,000"),
        ("3000..5000", "about 4,000"),
        ("0", "Boats were lost."),
        ("0", "4 000 boats"),
        ("0..9", "no boats"),
        ("7", "more than seven"),
        ("7", "at least seven"),
        ("7", "up to 7"),
        ("4000", "about 4,000"),
        ("12", "about a dozen"),
        ("..15", "no fewer than 16"),
        ("17..", "not more than 16"),
        ("0", "no fewer than 16"),
        ("0", "Order No. 5"),
        ("1", "No one was hurt."),
        ("2020", "In 2020 boats were lost."),
        ("1000000", "a quarter of a million"),
    ],
)
def test_figure_that_its_sentence_does_not_say(value, text):
    """Another number, one end only, a rank, a day, the name of a thing."""
    assert not agrees(value, text)


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [
        ("de", "4000", "4.000 Boote"),
        ("de", "3600..4400", "rund viertausend Boote"),
        ("de", "7..", "mehr als sechs Boote"),
        ("de", "0", "Kein Boot ging verloren."),
        ("fr", "4000", "4 000 bateaux"),
        ("fr", "90..110", "une centaine de bateaux"),
        ("fr", "7..9", "de sept à neuf bateaux"),
        ("ru", "4000", "четыре тысячи лодок"),
        ("ru", "3600..4400", "около четырёх тысяч"),
        ("ru", "550..", "свыше 550 человек"),
        ("tr", "4000", "4.000 tekne"),
        ("tr", "551..", "550'den fazla"),
        ("tr", "3600..4400", "yaklaşık dört bin"),
        ("zh_CN", "3600..4400", "约4000名士兵"),
        ("hu", "3600..4400", "mintegy 4000"),
    ],
)
def test_figure_in_the_language_of_the_page(language, value, text):
    """Sphinx's own notation of a language is understood; English is not meant elsewhere."""
    assert agrees(value, text, language=language)


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [
        ("de", "4000", "4,000 Boote"),
        ("de", "7", "seven Boote"),
        ("ru", "4", "4-й катер"),
        ("tr", "4", "4.000 tekne"),
    ],
)
def test_figure_of_another_language_is_not_meant(language, value, text):
    """A page has the words and signs of one language."""
    assert not agrees(value, text, language=language)


def test_inexact_number_is_told_how_to_be_written():
    """Who says "more than 550" is not made to say 550."""
    (problem,) = check_figures(made("550", "More than 550 people"))
    assert (
        "'said' answers boats = 550, and its words call that number a bound, or approximate: write "
        "550.. or ..550, or ~550"
    ) == problem.message
    assert agrees("550", "More than 550 people", quote="a total of 550 people")


def test_quote_may_say_the_figure_in_the_language_of_its_source():
    """Quoted words are those of the source; its language need not be that of the page."""
    assert agrees("7", "The boats were lost.", quote="seized 7 villages")
    assert agrees("7", "The boats.", quote="семь лодок и ещё", source_language="ru")
    assert agrees("4000", "The boats.", quote="4.000 Boote und mehr", source_language="de")
    assert agrees("7", "The boats.", quote="seven boats in all", source_language="ru")
    assert not agrees("7", "The boats.", quote="семь лодок и ещё", source_language="de")


def test_problem_names_what_is_said_instead():
    """An author sees at once whether the answer or the sentence is wrong."""
    (problem,) = check_figures(made("505..", "More than 550 people, 22 of them officers"))
    assert problem.message == (
        "'said' answers boats = 505.., and neither its text nor a quote says 505 (but 550, 22): "
        "write the number there, or correct :answers:"
    )
    (problem,) = check_figures(made("~4000", "4,000 boats"))
    assert "boats = ~4000, and neither its text nor a quote says about 4000 (" in problem.message
    (problem,) = check_figures(made("7", "yedi", language="xx"))
    assert "write the number in digits there" in problem.message


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("4.000", "4.000 is 4 or 4000: write 4 or 4000"),
        ("4,000", "4,000 is 4 or 4000: write 4 or 4000"),
        ("-4.000", "4.000 is 4 or 4000: write 4 or 4000"),
        ("4.500", "4.500 is 4.5 or 4500: write 4.5 or 4500"),
        ("7.125", "7.125 is 7.125 or 7125: write 7.1250 or 7125"),
        ("120.050", "120.050 is 120.05 or 120050: write 120.05 or 120050"),
        ("4.000..5", "4.000 is 4 or 4000: write 4 or 4000"),
        ("3..4.000", "4.000 is 4 or 4000: write 4 or 4000"),
        ("4.000..", "4.000 is 4 or 4000: write 4 or 4000"),
        ("..4.000", "4.000 is 4 or 4000: write 4 or 4000"),
        ("~4.000", "4.000 is 4 or 4000: write 4 or 4000"),
        ("~4 000", "4 000 has signs between its thousands: write 4000"),
        ("4 000", "4 000 has signs between its thousands: write 4000"),
        ("4\u202f000", "4\u202f000 has signs between its thousands: write 4000"),
        ("4'000", "4'000 has signs between its thousands: write 4000"),
        ("4.000.000", "4.000.000 has signs between its thousands: write 4000000"),
        ("4,000,000", "4,000,000 has signs between its thousands: write 4000000"),
    ],
)
def test_doubtful_number_is_told_with_its_readings(value, told):
    """Told once, whatever the sentence says."""
    dossier = made(value, "no matter")
    (problem,) = check_notation(dossier)
    assert f":answers: boats = {told}" == problem.message
    code = Code.DOUBTFUL_NUMBER if " or " in told else Code.BAD_VALUE
    assert [code] == codes(dossier)


@pytest.mark.parametrize("value", ["4000", "4.5", "0.125", "4.0000", "4000.125", "4.00", "40..50"])
def test_number_that_can_mean_one_thing(value):
    """What has no group of three behind a first digit is no thousand."""
    assert [] == [*check_notation(made(value, ""))]


def test_words_for_what_is_no_quantity_are_left_alone():
    """A question of occurrence may be answered by what looks like a number of another notation."""
    dossier = made("4,000", "")
    asked = question("boats", kind="occurrence")
    dossier = replace(index(asked, dossier.claims["said"]), language="en")
    assert [] == codes(dossier)


def test_denial_of_a_number_is_no_nought():
    """Who denies says `none claimed`; who asserts that there is none may say 0."""
    assert [Code.DENIAL_AS_ZERO] == codes(made("0", "He denied any loss.", act="denies"))
    assert [Code.DENIAL_AS_ZERO] == codes(made("..0", "He denied any loss.", act="denies"))
    assert [] == codes(made("0", "No boat was lost.", act="asserts"))
    assert [] == codes(made("none claimed", "He denied any loss.", act="denies"))
    assert [] == codes(made("None claimed", "He denied any loss.", act="denies"))
    assert [] == codes(made("5", "He denied it: there were five.", act="denies"))
    assert [Code.BAD_VALUE] == codes(made("few", "few", act="denies"))


def test_none_claimed_is_nobodys_rival():
    """It can hold with every number, and with other words."""
    (none,) = made("none claimed", "").claims["said"].answers
    (five,) = made("5", "").claims["said"].answers
    (four,) = made("4", "").claims["said"].answers
    assert none.overlaps(five)
    assert five.overlaps(none)
    assert not five.overlaps(four)


@pytest.mark.parametrize(
    ("relation", "cumulative", "value", "is_told"),
    [
        ("updates", "yes", "5", True), ("updates", "yes", "..6", True),
        ("updates", "yes", "7", False), ("updates", "yes", "9", False),
        ("updates", "yes", "5..", False), ("updates", "yes", "none claimed", False),
        ("updates", "", "5", False), ("corrects", "yes", "5", False),
    ],
)  # fmt: skip
def test_count_that_can_only_rise_does_not_fall(relation, cumulative, value, is_told):
    """A smaller number takes a greater one back, and does not go on from it."""
    (later,) = made(value, "").claims["said"].answers
    (before,) = made("7", "").claims["said"].answers
    dossier = index(
        question("boats", cumulative=cumulative),
        claim("first", answers=before), claim("then", answers=later, **{relation: "first"}),
    )  # fmt: skip
    assert [Code.COUNT_FALLS] * is_told == [one.code for one in check_counts(dossier)]


@given(st.integers(0, 10**9), st.sampled_from(("en", "fr", "de", "ru", "tr")), st.data())
def test_number_agrees_with_itself_and_with_no_neighbour(number, language, data):
    """However a language writes a number, the sentence says it and not the next one."""
    spelt = RbnfEngine.for_language(language).format_number(number).text
    digits = format_decimal(number, "#,##0", locale=language)
    text = data.draw(st.sampled_from([spelt, digits, str(number)]))
    assert agrees(str(number), f"({text})", language=language)
    assert not agrees(str(number + 1), f"({text})", language=language)


@given(st.integers(1, 10**6), st.sampled_from(("about", "around", "some", "nearly")))
def test_range_about_a_number_agrees(number, word):
    """A tenth below and above, exact or rounded to whole numbers in either direction."""
    low, high = number * 9 / 10, number * 11 / 10
    for value in (f"{low}..{high}", f"{-(-number * 9 // 10)}..{number * 11 // 10}"):
        # A range of one number is that number.
        first, last = value.split("..")
        if float(first) < float(last) and not {*codes(made(value, ""))} & {Code.DOUBTFUL_NUMBER}:
            assert agrees(value, f"{word} {number:,} boats")
            assert not agrees(value, f"{word} {number * 2:,} boats")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("3-5", "3..5"),
        ("3–5", "3..5"),
        ("3 — 5", "3..5"),
        ("from 3 to 5", "3..5"),
        ("5 or 6", "5..6"),
        (">5", "5.."),
        ("≥ 5", "5.."),
        ("at least 5", "5.."),
        ("5+", "5.."),
        ("5 or more", "5.."),
        ("<5", "..5"),
        ("Up to 5", "..5"),
        ("about 5", "~5"),
        ("ca. 5", "~5"),
        ("≈5", "~5"),
        ("5?", "~5"),
        ("−5", "-5"),
        ("1,5", "1.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("50%", "50"),
        ("1e3", "1000"),
        ("1_000", "1000"),
        ("five", "5"),
        ("½", "0.5"),
        ("none", "none claimed"),
        ("5 boats", "5"),
        ("5 dead and wounded", "5"),
        ("a handful", ""),
        ("0x10", ""),
        ("V", ""),
        ("5,5,5", ""),
        ("5 of 7", ""),
    ],
)
def test_figure_in_another_notation_is_shown_in_ours(written, meant):
    """Signs and words for bounds, ranges and about; nothing where it is not sure."""
    assert meant == meant_figure(written, "en")
