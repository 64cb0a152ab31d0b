"""Rival numbers: the rows of a question, what may be compared, and the bars."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from drawn import read
from making import actor, claim, index, number, question
from making import words as words_of
from projects import build, write_project
from sphinx_dossier.answers.figures import Verdict, figures
from sphinx_dossier.answers.filters import Filter
from sphinx_dossier.core.model import NONE_CLAIMED
from sphinx_dossier.locale import words
from sphinx_dossier.pictures.figure_bars import bar_of, is_counted, widest
from sphinx_dossier.sphinx.show.figures_table import excerpts, render_figures

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import Tag

    from sphinx_dossier.answers.figures import Quantity, Series
    from sphinx_dossier.core.index import Index

SIDES = ("shore", "sea")
LIMIT = 100_000
BODIES = [
    actor("crown", name="Crown", side="shore"),
    actor("herald", name="Herald", of="crown"),
    actor("guild", name="Guild", side="sea"),
    actor("wire", name="River Wire", kind="media"),
    actor("paper", name="Courier", kind="media"),
]
LOST = question("lost", name="How many boats were lost?", unit="boats")


def lost(identifier: str, by: str, low: float | None, high: float | None = None, /, **fields):
    """A claim that answers how many boats were lost; ``said`` is a day of March 2031."""
    day = fields.pop("said", "02")
    said = day if len(day) != 2 else f"2031-03-{day}"
    return claim(identifier, by, said, answers=number("lost", low, high), **fields)


def at_least(identifier: str, by: str, low: float, **fields):
    """A claim of at least so many boats."""
    made = lost(identifier, by, low, low, **fields)
    return _with_bounds(made, float(low), None)


def at_most(identifier: str, by: str, high: float, **fields):
    """A claim of at most so many boats."""
    made = lost(identifier, by, high, high, **fields)
    return _with_bounds(made, None, float(high))


def _with_bounds(made, low, high):
    return replace(made, answers=(made.answers[0]._replace(minimum=low, maximum=high),))


def asked(*claims) -> Quantity:
    """The one question of this file with its rows."""
    (quantity,) = figures(index(*BODIES, LOST, *claims), Filter(), SIDES).quantities
    return quantity


def none(identifier: str, by: str, **fields):
    """A claim that denies all numbers and gives none."""
    made = lost(identifier, by, 0, 0, **fields)
    return replace(made, answers=(words_of("lost", NONE_CLAIMED),))


def values(series: Series) -> list[str]:
    """The numbers of a row, latest last."""
    return [words.amount(one.minimum, one.maximum) for one in series.figures]


def rows(quantity: Quantity) -> dict[str, list[str]]:
    """The numbers of each row, by side or by the last speaker."""
    return {
        series.side or series.figures[-1].speakers[0].label: values(series)
        for series in quantity.rows
    }


def test_row_for_each_side_and_each_outsider():
    """Sides come first and in their order, also without a number; then everybody else."""
    quantity = asked(
        lost("p", "paper", 9, said="01"), lost("w", "wire", 6, 8), lost("g", "guild", 5)
    )  # fmt: skip
    assert {"shore": [], "sea": ["5"], "Courier": ["9"], "River Wire": ["6–8"]} == rows(quantity)
    assert ["shore", "sea", "", ""] == [series.side for series in quantity.rows]


def test_empty_side_says_what_was_searched():
    """That no number was found is data."""
    made = question("q", searched=(("shore", "two archives"), ("sea", "one")))
    shown = figures(
        index(*BODIES, made, claim("g", "guild", answers=number("q", 5))), Filter(), SIDES
    )
    assert ["two archives", ""] == [series.searched for series in shown.quantities[0].rows]


def test_series_ends_with_the_latest():
    """Voices of a side make one row; each number is shown once, the latest last."""
    quantity = asked(
        lost("a", "crown", 2, said="01"), lost("b", "herald", 4, said="03"),
        lost("c", "crown", 2, said="02"), lost("d", "crown", 4, said="04"),
    )  # fmt: skip
    (shore, _) = quantity.rows
    assert ["2", "4"] == values(shore)
    assert ["Crown", "Crown"] == [one.speakers[0].label for one in shore.figures]
    assert ["2031-03-01", "2031-03-04"] == [str(one.said.date) for one in shore.figures]
    assert ["a", "d"] == [one.claim.anchor for one in shore.figures]


@pytest.mark.parametrize(
    ("claims", "order"),
    [
        pytest.param(
            [lost("a", "crown", 9, said="2031-03-02T08:00+01:00"),
             lost("b", "crown", 3, said="2031-03-02T09:00+01:00")], ["9", "3"], id="hours"),
        pytest.param(
            [lost("a", "crown", 9), lost("b", "crown", 3, said="2031-03-02T09:00+01:00")],
            ["9", "3"], id="no-hour-goes-before-hours"),
        pytest.param(
            [lost("a", "crown", 9), lost("b", "crown", 3, updates="a")], ["9", "3"], id="updates"),
        pytest.param(
            [lost("a", "crown", 9, said="03"), lost("b", "crown", 12, said="02")], ["12", "9"],
            id="days"),
        pytest.param(
            [lost("a", "crown", 9, updates="b"), lost("b", "crown", 3, updates="a")], ["9", "3"],
            id="circle"),
        pytest.param(
            [lost("a", "crown", 9, said=""), lost("b", "crown", 3)], ["9", "3"], id="undated"),
    ],
)  # fmt: skip
def test_order_of_a_series(claims, order):
    """Updates first, then days, then hours where both have one."""
    assert order == values(asked(*claims).rows[0])


def test_size_orders_only_what_can_only_rise():
    """Of two numbers of one day the greater is the later one where the question says so."""
    claims = [lost("a", "crown", 9), lost("b", "crown", 3), lost("g", "guild", 5)]
    rising = question("lost", unit="boats", cumulative="yes")
    (quantity,) = figures(index(*BODIES, rising, *claims), Filter(), SIDES).quantities
    assert (["3", "9"], "apart") == (values(quantity.rows[0]), quantity.verdict.kind)
    assert "no-order" == asked(*claims).verdict.kind
    # A relation or an hour decides, and then the numbers can be compared.
    claims[1] = lost("b", "crown", 3, updates="a")
    assert "apart" == asked(*claims).verdict.kind


def test_claim_of_no_number_stands_among_numbers():
    """It is in its row by its date, is compared with nothing, and takes no squares away."""
    quantity = asked(
        lost("a", "crown", 2, said="01"), none("b", "crown", said="02"), lost("c", "guild", 5)
    )
    assert {"shore": ["2", "none claimed"], "sea": ["5"]} == rows(quantity)
    assert quantity.verdict is None
    assert is_counted(quantity)
    both = asked(none("b", "crown"), lost("c", "guild", 5))
    assert both.verdict is None
    assert asked(none("b", "crown"), none("c", "guild")).verdict is None
    later = asked(none("a", "crown", said="01"), lost("b", "crown", 3), lost("c", "guild", 5))
    assert {"shore": ["none claimed", "3"], "sea": ["5"]} == rows(later)
    assert Verdict("apart", 5 / 3) == later.verdict


def test_who_only_passes_a_number_on_has_no_row():
    """A relay is shown with the number that it relays; one that changed the number has a row."""
    quantity = asked(
        lost("a", "crown", 3, said="01"), lost("b", "crown", 5, said="02"),
        lost("w", "wire", 3, said="03", repeats="a"),
        lost("p", "paper", 3, said="04", repeats="w"),
        lost("x", "paper", 30, said="04", drifted_from="a"),
    )  # fmt: skip
    assert {"shore": ["3", "5"], "sea": [], "Courier": ["30"]} == rows(quantity)
    early, late = quantity.rows[0].figures
    assert ["River Wire", "Courier"] == [relay.speakers[0] for relay in early.relays]
    assert ["w", "p"] == [relay.claim.anchor for relay in early.relays]
    assert () == late.relays


@pytest.mark.parametrize(
    ("claims", "verdict"),
    [
        ([lost("a", "crown", 31), lost("b", "guild", 550)], Verdict("apart", 550 / 31)),
        ([lost("a", "crown", 4), lost("b", "guild", 6)], Verdict("apart", 1.5)),
        ([lost("a", "crown", 4), at_least("b", "guild", 8)], Verdict("apart", 2.0, False)),
        ([at_most("a", "crown", 4), lost("b", "guild", 8)], Verdict("apart", 2.0, False)),
        ([lost("a", "crown", 2, 3), lost("b", "guild", 6)], Verdict("apart", 2.0, False)),
        ([lost("a", "crown", 4), at_most("b", "guild", 8)], None),
        ([lost("a", "crown", 4), lost("b", "guild", 4)], None),
        ([lost("a", "crown", 4), lost("b", "guild", 0)], Verdict("none")),
        ([lost("a", "crown", 0), lost("b", "guild", 0)], None),
        ([lost("a", "crown", 4), lost("b", "guild", 9, said="03")], Verdict("other-days")),
        ([lost("a", "crown", 4), lost("b", "guild", 8, said="2031-03")], Verdict("apart", 2.0)),
        ([lost("a", "crown", 4), lost("b", "guild", 8, said="")], Verdict("other-days")),
        ([lost("a", "crown", 4)], None),
        ([lost("a", "wire", 4), lost("b", "paper", 8)], None),
        ([], None),
        ([lost("a", "crown", 4), lost("b", "guild", 9), lost("c", "guild", 8, said="03")],
         Verdict("other-days")),
    ],
)  # fmt: skip
def test_only_what_was_said_at_one_time_is_compared(claims, verdict):
    """A ratio needs the latest numbers of both sides, of one question and of one day."""
    assert verdict == asked(*claims).verdict


def test_numbers_of_different_questions_are_never_compared():
    """Killed on one side and killed and wounded on the other are two questions."""
    made = index(
        *BODIES, question("killed"), question("hurt"),
        claim("a", "crown", answers=number("killed", 31)),
        claim("b", "guild", answers=number("hurt", 550)),
    )  # fmt: skip
    quantities = figures(made, Filter(), SIDES).quantities
    assert [None, None] == [one.verdict for one in quantities]
    assert ["one origin only"] * 2 == [one.state.word for one in quantities]


def test_filter_takes_questions_in_order():
    """Only questions of quantity, in the order asked for."""
    made = index(question("a"), question("b"), question("c", kind="intent"))

    def ids(wanted: Filter) -> list[str]:
        return [one.question.anchor for one in figures(made, wanted, SIDES).quantities]

    assert ["a", "b"] == ids(Filter())
    assert ["b", "a"] == ids(Filter(about=("b", "c", "a")))


def bars(*claims) -> list[tuple[float, float, float]]:
    """Length, solid and soft part of each row with a number."""
    quantity = asked(*claims)
    drawn = [bar_of(series, quantity) for series in quantity.rows if series.figures]
    return [(bar.length, round(bar.solid, 1), round(bar.soft, 1)) for bar in drawn]


def test_bars_of_a_question_have_one_scale():
    """Ten times as many is ten times as long."""
    assert [(10, 100, 100), (100, 100, 100)] == bars(
        lost("a", "crown", 55), lost("b", "guild", 550)
    )


def test_ranges_are_soft():
    """Solid up to the lower bound, soft up to the upper one or a little beyond an open one."""
    assert [(100, 70, 100)] == bars(lost("a", "crown", 70, 100))
    assert [(100, 87, 100)] == bars(at_least("a", "crown", 70))
    assert [(100, 0, 100)] == bars(at_most("a", "crown", 70))
    assert [(0, 0, 0)] == bars(lost("a", "crown", 0))


def test_earlier_numbers_are_steps():
    """Earlier numbers stand at their place, also where they were higher."""
    quantity = asked(
        lost("a", "crown", 50, said="01"), lost("b", "crown", 200, said="02"),
        lost("c", "crown", 100, said="03"),
    )  # fmt: skip
    bar = bar_of(quantity.rows[0], quantity)
    assert (100, 50, 50, (25.0,)) == (bar.length, bar.solid, bar.soft, bar.steps)


def test_few_units_are_drawn_one_by_one():
    """Up to twenty, and only where all are exact, in equal size through all questions."""
    few = asked(lost("a", "crown", 4), lost("b", "guild", 1))
    assert [4, 1] == [bar_of(series, few).units for series in few.rows]
    assert 4 == widest([few])
    for claims in (
        [lost("a", "crown", 21)],
        [at_least("a", "crown", 4)],
        [lost("a", "crown", 4), lost("b", "guild", 1, 2)],
    ):
        assert not is_counted(asked(*claims))


def test_long_series_keep_their_ends():
    """The first number and the latest ones stay; how many are left out is counted."""
    claims = [lost(f"c{i:02}", "crown", i, said=f"{i:02}") for i in range(1, 29)]
    (shown,) = excerpts([asked(*claims)])
    assert ["1", *(str(i) for i in range(22, 29))] == values(shown.quantity.rows[0])
    assert (20, 0) == shown.missing


def test_answer_has_all_numbers():
    """How many are shown is for those who draw."""
    claims = [lost(f"c{i:02}", "crown", i, said=f"{i:02}") for i in range(1, 29)]
    relays = [claim(f"w{i}", "wire", "2031-03-30", repeats="c28", answers=number("lost", 28))
              for i in range(5)]  # fmt: skip
    shore = asked(*claims, *relays).rows[0]
    assert [str(i) for i in range(1, 29)] == values(shore)
    assert 5 == len(shore.figures[-1].relays)


def test_many_outsiders_are_cut():
    """A few stand there, the rest is counted."""
    others = [actor(f"o{i}", kind="media") for i in range(30)]
    claims = [claim(f"c{i}", f"o{i}", answers=number("lost", i)) for i in range(30)]
    made = index(*BODIES, LOST, *others, *claims)
    (shown,) = excerpts(figures(made, Filter(), SIDES).quantities)
    assert (8, 24) == (len(shown.quantity.rows), shown.more)


def project(folder: Path, page: str) -> Tag:
    """The built page."""
    text = f"# Figures\n\n:::{{figures}}\n:::\n\n{page}"
    bib = "@misc{gazette, title = {Gazette}, date = {2031-04-01}}\n"
    folder = write_project(folder, {"index.md": text, "sources.bib": bib})
    build(folder, folder / "out", "html")
    html = (folder / "out" / "html" / "index.html").read_text(encoding="utf-8")
    return BeautifulSoup(html, "html.parser")


def written(kind: str, name: str, text: str = "Words.", /, **fields: str) -> str:
    """An object as an author writes it."""
    options = "".join(f":{key.replace('_', '-')}: {value}\n" for key, value in fields.items())
    return f":::{{{kind}}} {name}\n{options}{text}\n:::\n\n"


ACTORS = (
    written("actor", "Crown", id="crown", kind="state", side="shore")
    + written("actor", "Guild <& sons>", id="guild", kind="state", side="sea")
    + written("actor", "Wire", id="wire", kind="media")
)


def said(identifier: str, by: str, answers: str, **fields: str) -> str:
    """A claim as an author writes it."""
    made = {"by": by, "act": "asserts", "said": "2031-03-02", "cites": "gazette"} | fields
    return written("claim", identifier, "It was said.", answers=answers, **made)


def test_figures_are_one_table(tmp_path):
    """Questions, sides and speakers are cells of one table; every number is a link."""
    page = project(
        tmp_path,
        ACTORS
        + written("question", "How many?", id="lost", kind="quantity", unit="boats",
                  searched="sea: the <log>")
        + written("question", "How far?", id="far", kind="quantity", unit="miles")
        + said("a", "crown", "lost = 3")
        + said("b", "crown", "lost = 5", said="2031-03-03", updates="a")
        + said("w", "wire", "lost = 5", repeats="b", said="2031-03-04")
        + said("c", "crown", "far = 10..20")
        + said("d", "guild", "far = 40", denies="c"),
    )  # fmt: skip
    (table,) = page.select("table.dossier-figures")
    hrefs = {link["href"] for link in table.select("a")}
    ids = ("lost", "far", "a", "b", "w", "c", "d", "crown", "guild")
    assert {f"#{key}" for key in ids} <= hrefs
    assert [2, 2] == [len(table.select(f"tr.dossier-figure.dossier-by-{i}")) for i in (0, 1)]
    text = " ".join(table.get_text().split())
    for phrase in (
        "Who Number", "before: 3", "passed on by Wire", "no figure found", "one origin only",
        "Searched: the <log>.", "at least 2× apart", "10–20", "denied by Guild <& sons>",
    ):  # fmt: skip
        assert phrase in text
    assert "true" == table.select_one("span.dossier-amount")["aria-hidden"]


def test_claim_of_no_number_is_words_without_a_bar(tmp_path):
    """Who denies a number is in the table, with what he says and with no bar."""
    page = project(
        tmp_path,
        ACTORS
        + written("question", "How many?", id="lost", kind="quantity", unit="boats")
        + said("a", "crown", "lost = 3")
        + said("d", "guild", "lost = none claimed", act="denies", denies="a"),
    )
    (row,) = page.select("table.dossier-figures tr.dossier-figure.dossier-by-1")
    assert "Guild <& sons> none claimed 2 March 2031" in " ".join(row.get_text().split())
    assert [] == row.select(".dossier-amount")
    assert 1 == len(page.select(".dossier-by-0 .dossier-amount"))


def test_ten_times_as_many_numbers():
    """Of ten times the questions and answers so many are shown as a reader can take in."""
    questions = [question(f"q{i}") for i in range(330)]
    claims = [
        claim(f"c{i}", BODIES[i * i % 5].id, f"2031-03-{1 + i % 28:02}",
              answers=number(f"q{i % 330}", i))
        for i in range(3300)
    ]  # fmt: skip
    found = figures(index(*BODIES, *questions, *claims), Filter(), SIDES)
    shown = excerpts(found.quantities)
    assert (330, 36) == (len(found.quantities), len(shown))
    assert sum(len(row.figures) for one in shown for row in one.quantity.rows) <= 160
    assert "and 294 more questions" in read(*render_figures(found, dict.fromkeys(SIDES, "Side")))


def test_fullest_table_is_light(tmp_path):
    """As many questions and numbers as a table may have fit into a light page."""
    page = ACTORS
    for i in range(37):
        page += written("question", f"How many things of kind {i} were seen?", id=f"q{i}",
                        kind="quantity", unit="things")  # fmt: skip
        for step, by in enumerate(("crown", "crown", "guild", "guild", "wire")):
            made = {"said": f"2031-03-0{1 + step}"}
            page += said(f"c{i}-{step}", by, f"q{i} = {20 * step + i}..{30 * step + 90}", **made)
    (table,) = project(tmp_path, page).select("table.dossier-figures")
    assert len(str(table).encode()) <= LIMIT
    assert 36 == len(table.select("tr.dossier-quantity"))
    assert "and 1 more question" in " ".join(table.parent.parent.get_text().split())


def test_same_answer_every_time():
    """Two answers of equal facts are equal, so that their pictures are."""

    def made() -> Index:
        days = [f"{1 + i % 9:02}" for i in range(40)]
        claims = [lost(f"c{i}", BODIES[i % 5].id, i, said=day) for i, day in enumerate(days)]
        return index(*BODIES, LOST, *claims)

    assert figures(made(), Filter(), SIDES) == figures(made(), Filter(), SIDES)
