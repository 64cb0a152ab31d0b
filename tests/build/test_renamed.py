"""Where only names were edited, those answers hold that have looked at none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edits import DraftObject
from sites import Site
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


@pytest.mark.parametrize("content", [b"", b"no pickle", b"\x80\x05N.", None])
def test_what_is_kept_may_be_damaged(site: Site, asked: list[str], content: bytes | None) -> None:
    """Then all is worked out anew."""
    (kept,) = site.output.rglob("dossier-html.pickle")
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
