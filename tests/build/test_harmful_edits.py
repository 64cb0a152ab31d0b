"""Edits that harm readers are told by ``dossier diff``: at their line, and the weightiest first.

The first twelve are those of a review that found which of them were told; one, the address of a
source, was not. The others are of other kinds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from projects import CONF, build, write_project
from sphinx_dossier.authoring.change_report import as_markdown, as_text
from sphinx_dossier.authoring.changes import Change, Weight
from sphinx_dossier.authoring.compare import compare
from sphinx_dossier.authoring.dossier_data import read_data
from sphinx_dossier.authoring.review_notes import NOTES, Notes, read_notes

if TYPE_CHECKING:
    from pathlib import Path

LEAD = "Three crews were out, and two came back with people killed and wounded."
SOURCES = """\
@article{courier-2031,
  title = {Ferry stays in port},
  publisher = {The Courier},
  date = {2031-03-05},
  url = {https://courier.example/ferry},
  archiveurl = {https://archive.example/1/https://courier.example/ferry},
  keywords = {secondary, state-media},
  langid = {en},
}

@online{gazette-2031,
  title = {After the storm},
  titleaddon = {[Nach dem Sturm]},
  publisher = {The Gazette},
  author = {Oak, Ida},
  date = {2031-03-07},
  url = {https://gazette.example/after},
  langid = {en},
}
"""
PAGE = """\
# Storm at Alda

:::{div} lead
Three crews were out, and two came back with people killed and wounded.
:::

The [harbour office](#office) has a [log](https://harbour.example/log) {cite:p}`courier-2031`. What
it says of [](#storm), [](#lost), [](#wire), [](#courier), [](#alda) and [](#institute) is below.

## Who was there

:::{actor} Harbour office
:id: office
:kind: government-body
:side: shore
:also: de: Hafenamt
:garbled: Harbor offize
The office of [Alda](#alda).
:::

:::{actor} Weather institute
:id: institute
:kind: research-organisation
:side: sea
An institute.
:::

:::{actor} River Wire
:id: wire
:kind: media
An agency.
:::

:::{actor} The Courier
:id: courier
:kind: media
A paper.
:::

:::{place} Alda
:id: alda
:coord: 46.75194, 39.1
:precision: city
:cites: courier-2031
A port.
:::

:::{event} A storm
:id: storm
:when: 2031-03-04
:at: alda
:cites: courier-2031
The storm.
:::

:::{question} How many were lost?
:id: lost
:kind: quantity
:unit: boats
Boats of all sizes.
:::
"""
CLAIMS = """\
# Claims

:::{claim} office-many
:by: office
:act: asserts
:said: 2031-03-04
:via: wire courier
:cites: courier-2031
:answers: lost = 550..
:event: storm
The [office](#office) said that more than 550 boats were lost.
:::

:::{claim} institute-denies
:by: institute
:act: denies
:said: 2031-03-06
:cites: |
  gazette-2031
  courier-2031 p1 "had not yet counted any of the boats"
:denies: office-many
The institute said that the office had not counted.
:::

:::{claim} institute-log
:by: institute
:act: asserts
:said: 2031-03-06
:cites: gazette-2031
:answers: lost = 16
The institute said that 16 boats were lost.
:::
"""
STONES = """\
[lamp]
reason = "It was counted twice."
replaced_by = "alda"
since = "2031-03-09"
"""
FILES = {
    "conf.py": CONF,
    "tombstones.toml": STONES,
    "index.md": PAGE + "\n```{toctree}\nclaims\n```\n",
    "claims.md": CLAIMS,
    "sources.bib": SOURCES,
}


class Edit(NamedTuple):
    """What stands in a file, what somebody puts in its place, and what has to be told of it.

    ``told`` is what, before and after, all with a remark that has to be there behind them.
    """

    file: str
    before: str
    after: str
    weight: Weight
    subject: str
    told: tuple[str, str, str]
    remark: str = ""


A, L, G, S, W = Weight.ADDRESS, Weight.LOOKALIKE, Weight.LOST, Weight.SAID, Weight.WORDS
P, B, N = Weight.ABOUT, Weight.SOURCE, Weight.NEW
DENIAL = CLAIMS[
    CLAIMS.index(":::{claim} institute-denies") : CLAIMS.index(":::{claim} institute-l")
]
DENIED = (
    "institute denies, 2031-03-06: The institute said that the office had not counted. (denies "
    "office-many)"
)
EDITS = {
    "speaker swapped": Edit(
        "claims.md", ":by: office\n", ":by: institute\n", S, "claims office-many",
        ("re-attributed", "office", "institute")),
    "number changed": Edit(
        "claims.md", "550..", "505..", S, "claims office-many",
        ("answers otherwise", "lost = 550..", "lost = 505..")),
    "denial removed": Edit(
        "claims.md", DENIAL, "", G, "claims institute-denies",
        ("removed", DENIED, "")),
    "date by a day": Edit(
        "claims.md", ":said: 2031-03-04", ":said: 2031-03-05", S, "claims office-many",
        ("redated", "2031-03-04", "2031-03-05")),
    "side changed": Edit(
        "index.md", ":side: shore", ":side: sea", P, "actors office",
        ("side changed", "shore", "sea")),
    "quote shortened": Edit(
        "claims.md", "had not yet counted any", "counted any", S, "claims institute-denies",
        ("quote changed", 'courier-2031 p1 "had not yet counted any of the boats"',
         'courier-2031 p1 "counted any of the boats"')),
    "address of a source": Edit(
        "sources.bib", "https://gazette.example/after", "https://gazette.test/after", A,
        "sources gazette-2031",
        ("address changed", "https://gazette.example/after", "https://gazette.test/after"),
        "another host: gazette.test for gazette.example"),
    "relation removed": Edit(
        "claims.md", ":denies: office-many\n", "", S, "claims institute-denies",
        ("denies lost", "office-many", "")),
    "garbled name removed": Edit(
        "index.md", ":garbled: Harbor offize\n", "", P, "actors office",
        ("garbled lost", "Harbor offize", "")),
    "translation altered": Edit(
        "sources.bib", "[Nach dem Sturm]", "[Nach der Flut]", B, "sources gazette-2031",
        ("titleaddon changed", "[Nach dem Sturm]", "[Nach der Flut]")),
    "order of relays": Edit(
        "claims.md", ":via: wire courier", ":via: courier wire", S, "claims office-many",
        ("relayed otherwise", "wire courier", "courier wire")),
    "coordinates": Edit(
        "index.md", "46.75194", "46.85194", P, "places alda",
        ("moved", "46.75194 39.1", "46.85194 39.1"), "11.1 km to the north"),
    # Fifteen more.
    "letter of another script in a name": Edit(
        "index.md", "{actor} Weather institute", "{actor} We\u0430ther institute", L,
        "actors institute", ("renamed", "Weather institute", "We\u0430ther institute"),
        "only looks the same: U+0430 CYRILLIC SMALL LETTER A for U+0061 LATIN SMALL LETTER A"),
    "letter of another script in an address": Edit(
        "sources.bib", "https://gazette.example", "https://g\u0430zette.example", A,
        "sources gazette-2031",
        ("address changed", "https://gazette.example/after", "https://g\u0430zette.example/after"),
        "only looks the same: U+0430 CYRILLIC SMALL LETTER A for U+0061 LATIN SMALL LETTER A"),
    "digit for a letter in the id of a new object": Edit(
        "index.md", ":::{place} Alda\n:id: alda\n",
        ":::{place} Alda (old)\n:id: a1da\n:::\n\n:::{place} Alda\n:id: alda\n", L, "places a1da",
        ("added", "", "Alda (old)"), "its id looks like 'alda'"),
    "sign that nobody sees": Edit(
        "claims.md", "more than 550 boats", "more than 550 bo\u200bats", L, "claims office-many",
        ("reworded", "The office said that more than 550 boats were lost.",
         "The office said that more than 550 bo\u200bats were lost."), "ZERO WIDTH SPACE"),
    "lead softened": Edit(
        "index.md", "people killed and wounded", "people wounded", W, "pages index",
        ("lead changed",
         f":::{{div}} lead {LEAD} :::", f":::{{div}} lead {LEAD} :::".replace("killed and ", ""))),
    "loaded sentence in the prose": Edit(
        "index.md", "is below.\n", "is below.\n\nThe office lied.\n", W, "pages index",
        ("words added", "", "The office lied.")),
    "link of the prose": Edit(
        "index.md", "https://harbour.example/log", "https://harbour.test/log", A, "pages index",
        ("address changed", "https://harbour.example/log", "https://harbour.test/log")),
    "link of a text to somebody else": Edit(
        "claims.md", "[office](#office)", "[office](#institute)", S, "claims office-many",
        ("links of the text changed",
         "The [office](#office) said that more than 550 boats were lost.",
         "The [office](#institute) said that more than 550 boats were lost.")),
    "keywords of a source": Edit(
        "sources.bib", "secondary, state-media", "primary", B, "sources courier-2031",
        ("keywords changed", "secondary, state-media", "primary")),
    "archived copy of a source": Edit(
        "sources.bib", "archive.example/1/", "archive.test/1/", A, "sources courier-2031",
        ("archiveurl changed", "https://archive.example/1/https://courier.example/ferry",
         "https://archive.test/1/https://courier.example/ferry")),
    "what somebody did by saying it": Edit(
        "claims.md", ":act: asserts\n:said: 2031-03-04", ":act: concedes\n:said: 2031-03-04", S,
        "claims office-many", ("act changed", "asserts", "concedes")),
    "one of two sources removed": Edit(
        "claims.md", "  gazette-2031\n", "", S, "claims institute-denies",
        ("source lost", "gazette-2031", "")),
    "name of a side": Edit(
        "conf.py", '"shore": "Shore"', '"shore": "Sea"', P, "dossiers ",
        ("side shore changed", "Shore", "Sea")),
    "reason on a tombstone": Edit(
        "tombstones.toml", STONES, STONES.replace("counted twice", "a lie"), P, "dossiers ",
        ("tombstone of lamp changed", "It was counted twice. alda 2031-03-09",
         "It was a lie. alda 2031-03-09")),
    "author of a source": Edit(
        "sources.bib", "Oak, Ida", "Elm, Ida", B, "sources gazette-2031",
        ("authors changed", "Ida Oak", "Ida Elm")),
}  # fmt: skip


class State(NamedTuple):
    """The data of a build, and what a reviewer needs besides."""

    data: dict[str, object]
    notes: Notes


def state(folder: Path, files: dict[str, str]) -> State:
    """Build the data of a project; whatever its problems are, they are told elsewhere."""
    source = write_project(folder / "source", files)
    build(source, folder / "out", "dossier-data")
    output = folder / "out" / "dossier-data"
    data = read_data((output / "dossier.json").read_text(encoding="utf-8"))
    return State(data, read_notes((output / NOTES).read_text(encoding="utf-8")))


def differences(old: State, new: State) -> list[Change]:
    """The changes between two states."""
    return compare(old.data, new.data, old.notes, new.notes)


def lines_of(edit: Edit, text: str) -> range:
    """The lines that an edit has written, or taken away, with the name of what they belong to."""
    written, part = (text, edit.after) if edit.after else (FILES[edit.file], edit.before)
    first = written.count("\n", 0, written.index(part)) + 1
    return range(first, first + max(1, part.count("\n")))


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> State:
    """The project as it was."""
    return state(tmp_path_factory.mktemp("before"), FILES)


@pytest.mark.parametrize("name", EDITS)
def test_a_harmful_edit_is_told_at_its_line(before: State, tmp_path: Path, name: str) -> None:
    """What changed, from what to what, how much it weighs, and where a reviewer finds it."""
    edit = EDITS[name]
    assert 1 == FILES[edit.file].count(edit.before), "the edit is not of one place"
    text = FILES[edit.file].replace(edit.before, edit.after)
    changes = differences(before, state(tmp_path, FILES | {edit.file: text}))
    told = [
        one for one in changes if (f"{one.kind} {one.id}", one.what) == (edit.subject, edit.told[0])
    ]
    (change,) = told
    assert (edit.weight, edit.told) == (change.weight, (change.what, change.before, change.after))
    assert any(edit.remark in remark for remark in change.remarks) or not edit.remark
    path, _, line = change.where.rpartition(":")
    assert path.endswith(edit.file)
    assert int(line) in lines_of(edit, text)
    # Nothing weighs more than the harm itself, and it is on the first line of each report.
    assert change.weight == min(one.weight for one in changes)
    assert edit.subject.split()[0] in as_text(changes).splitlines()[0]
    assert change.where in as_markdown(changes)


def test_the_address_of_a_source_is_told_first(before: State, tmp_path: Path) -> None:
    """Whatever else an edit does: all edits at once, as far as they do not overlap."""
    files = dict(FILES)
    for edit in EDITS.values():
        if files[edit.file].count(edit.before) == 1:
            files[edit.file] = files[edit.file].replace(edit.before, edit.after)
    changes = differences(before, state(tmp_path, files))
    assert ("sources", "address changed") in {(one.kind, one.what) for one in changes[:2]}
    assert ["sources"] * 2 == [one.kind for one in changes[:2]]
    weights = [one.weight for one in changes]
    assert sorted(weights) == weights
    assert {A, L, G, S, P, B, W} <= set(weights)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("index.md", "were out, and two", "were out,\nand two"),
        ("index.md", "\n\n## Who was", "\n\n\n\n## Who was"),
        ("claims.md", ":by: office\n:act: asserts\n", ":act: asserts\n:by: office\n"),
        ("claims.md", "said that more than", "said\nthat more than"),
        ("claims.md", "\n", "\r\n"),
        ("sources.bib", "  publisher = {The Courier},\n", ""),
    ],
)  # fmt: skip
def test_what_means_the_same_is_not_told(
    before: State, tmp_path: Path, file: str, old: str, new: str
) -> None:
    """Lines wrapped elsewhere, options in another order, other line ends; a field is no such."""
    text = FILES[file].replace(old, new) if old == "\n" else FILES[file].replace(old, new, 1)
    changes = differences(before, state(tmp_path, FILES | {file: text}))
    expected = ["publisher changed"] if file == "sources.bib" else []
    assert expected == [one.what for one in changes]


def test_pages_that_come_go_and_move(before: State, tmp_path: Path) -> None:
    """A renamed page is one page; its objects stay the same; a removed one is gone."""
    other = {name: text for name, text in FILES.items() if name != "claims.md"}
    index = FILES["index.md"].replace("\nclaims\n", "\nsaid\n")
    changes = differences(before, state(tmp_path, {**other, "index.md": index, "said.md": CLAIMS}))
    assert [("pages", "view changed"), ("pages", "renamed")] == sorted(
        ((one.kind, one.what) for one in changes), reverse=True
    )
    more = differences(before, state(tmp_path / "more", FILES | {"more.md": "# More\n\nWords.\n"}))
    assert [("more", "added", "More", N)] == [
        (one.id, one.what, one.after, one.weight) for one in more
    ]
