"""Where only names were edited, those answers hold that have looked at none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from edits import DraftObject
from noted_calls import NotedCalls
from sites import Site
from sphinx_dossier.core import index
from sphinx_dossier.exports import bundle, search_shards
from sphinx_dossier.sphinx.build import carried, page_digests

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from edits import Draft
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.page import Page


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The first draft, built, with our search."""
    library = tmp_path / "library.js"
    library.write_text("", "utf-8")
    site = Site(tmp_path, dossier_search_library=str(library))
    site.save()
    site.build()
    return site


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that a build asks for all that they show."""
    found: list[str] = []
    work = page_digests.page_answers

    def noting(index: Index, page: Page, *others: object) -> Iterator[object]:
        found.append(page.docname)
        return work(index, page, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(page_digests, "page_answers", noting)
    return found


def _named(draft: Draft, identifier: str) -> DraftObject:
    return next(one for _, one in draft.objects() if one.id == identifier)


def _one_of_each_kind(draft: Draft) -> list[str]:
    """The ids of something of each kind that has a name."""
    return [*{one.kind: one.id for _, one in draft.objects() if one.kind != "claim"}.values()]


@pytest.mark.parametrize("identifier", ["ines-dovrin", "weather-institute"])
def test_rename_asks_the_pages_that_show_the_name(
    site: Site, asked: list[str], identifier: str
) -> None:
    """And none of the others, but for some that have looked at the name and do not show it."""
    asked.clear()
    _named(site.draft, identifier).name = "Somebody Unheard"
    site.save()
    problems = site.build()
    assert [page for page in asked if "Somebody Unheard" in _page(site, page)]
    assert len({*asked}) < len(site.draft.pages)
    assert [] == site.differences("html", problems)


def _page(site: Site, docname: str) -> str:
    return (site.output / "html" / f"{docname}.html").read_text(encoding="utf-8")


def test_each_kind_is_called_something_else(site: Site) -> None:
    """One after the other: after each build all is as if it were built afresh."""
    for number, identifier in enumerate(_one_of_each_kind(site.draft)):
        _named(site.draft, identifier).name = f"Number {number}"
        site.save()
        assert [] == site.differences("html", site.build()), identifier


@pytest.mark.parametrize("field", ["also", "garbled", "role", "short"])
def test_other_names_are_names_too(site: Site, field: str) -> None:
    """In all ways in which something can be called."""
    kinds = {"also": "actor", "garbled": "actor", "role": "actor", "short": "question"}
    found = next(one for _, one in site.draft.objects() if one.kind == kinds[field])
    found.fields[field] = ["Somebody Unheard"]
    site.save()
    assert [] == site.differences("html", site.build())


def test_claim_says_something_else(site: Site, asked: list[str]) -> None:
    """What became of any claim is as it was; the pages that show its words are asked."""
    asked.clear()
    claim = _named(site.draft, "office-no-warning")
    claim.text = f"As nobody had said before. {claim.text}"
    site.save()
    problems = site.build()
    assert [page for page in asked if "As nobody had said before" in _page(site, page)]
    assert len({*asked}) < len(site.draft.pages)
    assert [] == site.differences("html", problems)


def test_claims_say_something_else_and_have_labels(site: Site) -> None:
    """One after the other, with words that other claims have, and none."""
    claims = [one for _, one in site.draft.objects() if one.kind == "claim"]
    for number, text in enumerate(["4,000 boats, on 4 March.", "", claims[0].text, "Бури."]):
        claims[number].text = text
        claims[number - 1].fields["short"] = [f"Label {number}"]
        site.save()
        assert [] == site.differences("html", site.build()), number


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> NotedCalls:
    """Which of the files of all objects a build made from nothing, and whether the times too."""
    return NotedCalls(
        monkeypatch,
        (bundle, "data_files"),
        (search_shards, "export_search"),
        (index, "instants_of"),
    )


KINDS = ("actor", "place", "event", "question", "claim")


def _add_one_of_each_kind(draft: Draft) -> None:
    """On a page of their own, of which there is nothing to complain."""
    fields: dict[str, dict[str, list[str]]] = {
        "actor": {"kind": ["person"]},
        "place": {"within": ["coast"]},
        "event": {"when": ["2031-03-04"], "at": ["another-place"], "cites": ["wire-2031"]},
        "question": {"kind": ["intent"]},
        "claim": {
            "by": ["another-actor"],
            "act": ["asserts"],
            "said": ["2031-03-04"],
            "cites": ["wire-2031"],
            "event": ["another-event"],
            "answers": ["another-question = nothing at all"],
        },
    }
    added = [DraftObject(kind, f"another-{kind}", kind, fields[kind], "As is.") for kind in KINDS]
    draft.pages["another"] = ("Another", [*added])


@pytest.mark.parametrize("kind", KINDS)
def test_data_and_search_are_made_of_those_before(site: Site, made: NotedCalls, kind: str) -> None:
    """Of any kind of object: only the lines that have changed are made anew."""
    _add_one_of_each_kind(site.draft)
    site.save()
    problems = site.build()
    assert not [one for one in problems if "another" in one], problems
    made.clear()
    found = _named(site.draft, f"another-{kind}")
    found.name, found.text = (
        f"{found.name} the Third",
        "It is. Words, “quoted”, 5,000 of them, and {},",
    )
    site.save()
    problems = site.build()
    assert [] == made
    assert [] == site.differences("html", problems)


def test_data_are_made_anew_where_lines_come(site: Site, made: NotedCalls) -> None:
    """A first other name is a line of a table that was not there."""
    made.clear()
    found = next(one for _, one in site.draft.objects() if one.kind == "actor")
    found.fields.pop("also", None)
    site.save()
    site.build()
    made.clear()
    found.fields["also"] = ["Somebody Unheard"]
    site.save()
    problems = site.build()
    assert ["data_files"] == made
    assert [] == site.differences("html", problems)


def test_many_names_at_once(site: Site, made: NotedCalls) -> None:
    """All objects of the dossier are called otherwise, and what mentions them in prose too."""
    made.clear()
    for number, (_, one) in enumerate(site.draft.objects()):
        one.name = f"{one.name} {number}"
    site.save()
    problems = site.build()
    assert [] == site.differences("html", problems)


def _name_an_outlet(draft: Draft) -> None:
    """Then that is who has published its sources."""
    outlet = draft.entries["gazette-2031"]["publisher"]
    _named(draft, "harbour-office").name = outlet


def _name_what_a_claim_links_to(draft: Draft) -> None:
    """Its words are those of the claim."""
    claim = next(one for _, one in draft.objects() if one.kind == "claim")
    claim.text += " It meant [](#ines-dovrin)."
    _named(draft, "ines-dovrin").name = "Inês Dovrin"


def _change_the_side_too(draft: Draft) -> None:
    office = _named(draft, "harbour-office")
    office.name, office.fields["side"] = "Office", ["sea"]


def _move_down(draft: Draft) -> None:
    """The lines of all that follows are others."""
    for blocks in (blocks for _, blocks in draft.pages.values()):
        if any(isinstance(one, DraftObject) and one.id == "ines-dovrin" for one in blocks):
            blocks.insert(0, "One more paragraph.")
    _named(draft, "ines-dovrin").name = "Inês Dovrin"


def _misspell_a_link(draft: Draft) -> None:
    """What is meant is found by its name, which is another one a build later."""
    draft.pages["notes"][1].append("See [](#Inês_Dovrin).")


@pytest.mark.parametrize(
    "edit",
    [
        _name_an_outlet,
        _name_what_a_claim_links_to,
        _change_the_side_too,
        _move_down,
        _misspell_a_link,
    ],
)
def test_more_than_names_hangs_on_a_name(site: Site, edit: Callable[[Draft], None]) -> None:
    """Then and later all is as if it were built afresh."""
    edit(site.draft)
    site.save()
    assert [] == site.differences("html", site.build())
    _named(site.draft, "ines-dovrin").name = "Ines the Third"
    site.save()
    assert [] == site.differences("html", site.build())


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x05\x06" + bytes(18), None])
def test_what_is_kept_may_be_damaged(site: Site, asked: list[str], content: bytes | None) -> None:
    """Then all is worked out anew."""
    (kept,) = site.output.rglob("dossier-html.zip")
    if content is None:
        kept.unlink()
    else:
        kept.write_bytes(content)
    asked.clear()
    _named(site.draft, "ines-dovrin").name = "Inês Dovrin"
    site.save()
    problems = site.build()
    assert {*site.draft.pages} <= {*asked}
    assert [] == site.differences("html", problems)


def _of_another_content(kept: Path) -> None:
    with ZipFile(kept) as before:
        names, stamp = before.namelist(), before.comment
    with ZipFile(kept, "w") as after:
        after.comment = stamp
        for name in names:
            after.writestr(name, b"no pickle")


def _of_other_bytes(kept: Path) -> None:
    with ZipFile(kept) as before:
        places = [one.header_offset + 60 for one in before.infolist()]
    content = bytearray(kept.read_bytes())
    for place in places:
        content[place] ^= 0xFF
    kept.write_bytes(content)


@pytest.mark.parametrize("damage", [_of_another_content, _of_other_bytes])
def test_a_part_of_what_is_kept_may_be_damaged(site: Site, damage: Callable[[Path], None]) -> None:
    """Then that part is worked out anew."""
    (kept,) = site.output.rglob("dossier-html.zip")
    damage(kept)
    _named(site.draft, "ines-dovrin").name = "Inês Dovrin"
    site.save()
    assert [] == site.differences("html", site.build())


def test_what_became_of_claims_is_taken_over(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the build before: the last one looked at is not worked out again."""
    taken: dict[str, int] = {}
    work = carried.carry_answers

    def noting(app: object) -> None:
        work(app)  # type: ignore[arg-type]
        answers = carried.progress_of(app.env).answers  # type: ignore[attr-defined]
        taken.update({name: len(one.known) for name, one in answers.items()})

    monkeypatch.setattr(carried, "carry_answers", noting)
    _named(site.draft, "ines-dovrin").name = "Inês Dovrin"
    site.save()
    site.build()
    claims = sum(one.kind == "claim" for _, one in site.draft.objects())
    assert claims / 2 < taken["standings"] <= claims
    assert taken["rules"]
    assert taken["rows"]
