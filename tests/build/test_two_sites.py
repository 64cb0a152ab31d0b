"""Two dossiers that name each other's objects: the example of the documentation, built for real."""

from __future__ import annotations

import json
import re
import shutil
import socket
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from frictionless import Package
from jsonschema import Draft202012Validator
from pyshacl import validate
from rdflib import Graph

from edits import first_draft
from pairs import HARBOUR, STRIKE, Pair
from projects import build
from sites import compare, files_of
from sphinx_dossier.__main__ import main
from sphinx_dossier.core.other_sites import digest_of_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pair:
    """The first site is built; the other one maps it. Nobody reaches the network."""

    def refuse(*_: object) -> None:
        raise AssertionError("a build has asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    pair = Pair(tmp_path)
    assert pair.build("strike") == ""
    pair.map("harbour", "strike")
    return pair


def _links(page: BeautifulSoup, anchor: str) -> list[str]:
    links = page.find_all("a", href=f"{STRIKE}index.html#{anchor}")
    return [link.get_text() for link in links]


def test_ours_shows_it_at_once(pair: Pair) -> None:
    """The page links to the claim there, in words of the other site, and without a problem."""
    assert pair.build("harbour") == ""
    page = pair.page("harbour")
    claims, unions = _links(page, "union-nine"), _links(page, "union")
    assert claims
    assert unions
    assert all("Ferry strike" in text for text in [*claims, *unions])
    line = page.find(id="office-four").get_text(" ", strip=True)
    assert "Denies" in line
    assert "rival figures" in line
    assert not page.select("[href*='strike:']")
    assert not [one for one in page.select(".dossier-unknown") if "strike" in one.get_text()]


def test_theirs_shows_it_when_they_build(pair: Pair) -> None:
    """Nothing there knows of us until they map us; then their claim is denied by ours."""
    pair.build("harbour")
    assert "denied" not in pair.page("strike").find(id="union-nine").get_text()
    assert pair.data("strike")["claims"][0]["status"] == "single-origin"
    pair.map("strike", "harbour")
    assert pair.build("strike") == ""
    line = pair.page("strike").find(id="union-nine").get_text(" ", strip=True)
    assert "denied by Harbour office (Harbour log)" in line
    claim = pair.data("strike")["claims"][0]
    assert claim["statuses"] == ["denied", "rival-figures", "single-origin"]
    assert pair.page("strike").select(f"a[href='{HARBOUR}index.html#office-four']")


def test_data_name_it_with_its_address(pair: Pair) -> None:
    """In JSON by its name and address, in linked data by its own address there."""
    pair.build("harbour")
    data = pair.data("harbour")
    folder = pair.output("harbour") / "data"
    schema = json.loads((folder / "dossier.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(data)
    assert data["claims"][0]["relations"] == {"denies": [{"claim": "strike:union-nine"}]}
    assert [one["id"] for one in data["claims"]] == ["office-four"]
    named = {one["id"]: one["url"] for one in data["abroad"]}
    assert named["strike:union-nine"] == f"{STRIKE}index.html#union-nine"
    assert data["sites"][0]["url"] == STRIKE
    assert data["address"] == HARBOUR
    linked = json.loads((folder / "dossier.jsonld").read_text("utf-8"))["@graph"]
    (claim,) = [one for one in linked if one.get("@id") == "#office-four"]
    assert claim["cito:disagreesWith"] == [f"{STRIKE}data/dossier.jsonld#union-nine"]


def test_diff_tells_what_was_taken_over(
    pair: Pair, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A reviewer sees that another state of the other dossier was pinned, and what it changes."""
    pair.build("harbour")
    before = tmp_path / "before.json"
    shutil.copy(pair.output("harbour") / "data/dossier.json", before)
    pair.edit("strike/index.md", "ferries = 9", "ferries = 4")
    pair.edit("strike/index.md", "nine ferries", "four ferries")
    pair.build("strike")
    pair.map("harbour", "strike")
    pair.build("harbour")
    capsys.readouterr()
    after = pair.output("harbour") / "data/dossier.json"
    assert main(["diff", str(before), str(after)]) == 1
    said = capsys.readouterr().out
    assert re.search(r"other dossiers.*strike https://strike.example/ sha256:", said)
    assert "rival-figures" in said


@pytest.mark.filterwarnings("ignore::DeprecationWarning:(rdflib|pyshacl|frictionless)")
def test_both_graphs_are_one_when_they_are_loaded_together(pair: Pair) -> None:
    """Every address that ours names is a node of theirs, and together they keep to the shapes."""
    pair.edit(
        "harbour/index.md", ":cites: log", ":cites: log\n   strike:courier\n:via: strike:union"
    )
    pair.append(
        "harbour/index.md", "\n:::{place} Quay\n:id: quay\n:within: strike:port\n:::\n[](#quay)\n"
    )
    pair.append("strike/index.md", "\n:::{place} Port\n:id: port\n:::\n[](#port)\n")
    pair.build("strike")
    pair.map("harbour", "strike")
    assert pair.build("harbour") == ""
    graphs = {}
    for name, address in (("strike", STRIKE), ("harbour", HARBOUR)):
        file = pair.output(name) / "data/dossier.jsonld"
        base = f"{address}data/dossier.jsonld"
        graphs[name] = Graph().parse(file, format="json-ld", publicID=base)
    named = {node for node in graphs["harbour"].objects() if str(node).startswith(STRIKE)}
    assert len(named) == 5
    assert not [node for node in named if (node, None, None) not in graphs["strike"]]
    shapes = pair.output("harbour") / "data/dossier.shapes.ttl"
    together = graphs["harbour"] + graphs["strike"]
    agrees, _, report = validate(together, shacl_graph=str(shapes))
    assert agrees, report
    package = Package(str(pair.output("harbour") / "data/datapackage.json"))
    assert package.validate().valid


def _check_incremental(pair: Pair, project: str) -> None:
    kept = pair.build(project)
    fresh = pair.build(project, "fresh")
    assert kept == fresh
    found, wanted = files_of(pair.output(project)), files_of(pair.output(project, "fresh"))
    assert compare(wanted, found) == []
    shutil.rmtree(pair.folder / "out" / project / "fresh")


def test_incremental_equals_fresh(pair: Pair) -> None:
    """Whatever changes there, a build here gives the bytes of a fresh one."""
    pair.write("harbour/apart.md", "---\norphan: true\n---\n\n# Apart\n\nNothing is named here.\n")
    pair.build("harbour")
    steps: list[tuple[str, str]] = [
        ("Union of deckhands", "Union of deckhands and pilots"),
        ("that nine ferries lay still", "that ten ferries lay still"),
        ("ferries = 9", "ferries = 4"),
        (":act: asserts", ":act: assesses"),
        ("# Ferry strike\n", "# Ferry strike\n\nMore.\n"),
    ]
    for old, new in steps:
        pair.edit("strike/index.md", old, new)
        pair.build("strike")
        pair.map("harbour", "strike")
        _check_incremental(pair, "harbour")
    pair.edit("strike/conf.py", "Ferry strike", "The strike of 2032")
    pair.build("strike")
    pair.map("harbour", "strike")
    _check_incremental(pair, "harbour")
    assert "The strike of 2032" in pair.page("harbour").get_text()


def test_file_alone_makes_pages_stale(pair: Pair) -> None:
    """Without a new digest the file is not used; the page says so at once, as a fresh one does."""
    pair.write(
        "harbour/other.md", "---\norphan: true\n---\n\n# Other\n\nSee {actor}`strike:union`.\n"
    )
    pair.build("harbour")
    file = pair.folder / "harbour/sites/strike.json"
    pinned = file.read_bytes()
    pair.edit("strike/index.md", "deckhands", "pilots")
    pair.build("strike")
    pair.fetch("harbour", "strike")
    said = pair.build("harbour")
    assert said.count("[dossier.") == 1
    assert "conf.py:9: WARNING: dossier_sites: nothing of 'strike' can be shown" in said
    assert digest_of_site(file.read_bytes()) in said
    assert not _links(pair.page("harbour"), "union-nine")
    _check_incremental(pair, "harbour")
    file.write_bytes(pinned)
    assert "bad_site" not in pair.build("harbour")
    assert _links(pair.page("harbour"), "union-nine")
    _check_incremental(pair, "harbour")


def _missing(file: Path) -> None:
    file.unlink()


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-40])


def _older(file: Path) -> None:
    data = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**data, "schema": 1}), encoding="utf-8")


def _huge(file: Path) -> None:
    file.write_bytes(b" " * 20_000_001 + b"{}")


@pytest.mark.parametrize("damage", [_missing, _cut, _older, _huge])
def test_one_problem_and_the_build_goes_on(pair: Pair, damage: Callable[[Path], None]) -> None:
    """One line at the setting, the ids as they are written, and all pages."""
    file = pair.folder / "harbour/sites/strike.json"
    damage(file)
    if file.exists():
        pair.pin("harbour", "strike", digest_of_site(file.read_bytes()))
    said = pair.build("harbour")
    assert said.count("WARNING") == 1
    assert "[dossier.bad_site]" in said
    assert "strike:union-nine" in pair.page("harbour").get_text()
    _check_incremental(pair, "harbour")


def test_unknown_names_are_told_with_the_nearest(pair: Pair) -> None:
    """A misspelt id, a misspelt site and one of the wrong kind, each at its line."""
    pair.edit("harbour/index.md", ":denies: strike:union-nine", ":denies: strike:union-nin")
    pair.edit("harbour/index.md", ":to: strike:union", ":to: strick:union strike:ferries")
    said = pair.build("harbour")
    assert "index.md:15: WARNING: :denies: of 'office-four' names 'strike:union-nin'" in said
    assert "did you mean 'strike:union-nine'?" in said
    assert "`dossier_sites` has no 'strick'; did you mean 'strike'?" in said
    assert "names 'strike:ferries', a question" in said
    assert said.count("WARNING") == 4  # the last: what denies nothing that is known


def _agree(pair: Pair) -> None:
    """Let the office say the same as the union there, which it denied."""
    old = "act: denies\n:said: 2032-05-06\n:cites: log\n:denies: strike:union-nine"
    new = 'act: asserts\n:said: 2032-05-06\n:cites: log\n:corroborates: strike:union-nine "nine"'
    pair.edit("harbour/index.md", old, new)
    pair.edit("harbour/index.md", "ferries = 4", "ferries = 9")
    pair.edit("harbour/index.md", "only four", "nine")


def test_partner_there_is_an_origin_here(pair: Pair) -> None:
    """Who says the same there counts, from either end; of the same name it is the same body."""
    _agree(pair)
    assert pair.build("harbour") == ""
    claim = pair.data("harbour")["claims"][0]
    assert (claim["status"], claim["independent"], claim["reach"]) == ("corroborated", 2, 2)
    assert claim["origins"] == ["office", "strike:union"]
    pair.map("strike", "harbour")
    assert pair.build("strike") == ""
    assert pair.data("strike")["claims"][0]["independent"] == 2
    pair.edit("harbour/index.md", "{actor} Harbour office", "{actor} Union of Deckhands")
    said = pair.build("harbour")
    assert "both go back to the same body [dossier.not_independent]" in said
    assert pair.data("harbour")["claims"][0]["independent"] == 1


def test_source_there(pair: Pair) -> None:
    """A source of the other site is cited by its key; words of it cannot be proved from here."""
    pair.edit("harbour/index.md", ":cites: log", ":cites: log\n   strike:courier")
    assert pair.build("harbour") == ""
    links = pair.page("harbour").find_all("a", href="https://courier.example/ferries")
    assert "The Courier (Ferry strike)" in {link.get_text() for link in links}
    pair.append("strike/index.md", "\n```{bibliography}\n```\n")
    pair.build("strike")
    pair.map("harbour", "strike")
    assert pair.build("harbour") == ""
    entry = f"{STRIKE}index.html#cite-courier"
    assert pair.page("harbour").find("a", href=entry).get_text() == "The Courier (Ferry strike)"
    cards = (pair.output("harbour") / "cards/~abroad.js").read_text("utf-8")
    assert f'"{entry}": {{"title": "Ferries"' in cards
    assert {"id": "strike:courier", "kind": "source", "name": "Ferries", "url": entry} in pair.data(
        "harbour"
    )["abroad"]
    pair.edit("harbour/index.md", "strike:courier", "strike:courir")
    assert "has no source 'courir'; did you mean 'strike:courier'?" in pair.build("harbour")
    _check_incremental(pair, "harbour")


def test_nothing_goes_through_a_third_claim(pair: Pair) -> None:
    """Who says the same as one there is no partner of those that this one says the same as."""
    third = """
:::{actor} Pilots
:id: pilots
:kind: government-body
:::

:::{claim} pilots-nine
:by: pilots
:act: asserts
:said: 2032-05-05
:cites: gazette
:answers: ferries = 9
:corroborates: union-nine "nine lay still"
The pilots said that nine ferries lay still.
:::
"""
    source = "@online{gazette, title = {G}, publisher = {G}, date = {2032-05-06}, langid = {en}}\n"
    pair.append("strike/index.md", third)
    pair.append("strike/sources.bib", source)
    assert pair.build("strike") == ""
    pair.map("harbour", "strike")
    _agree(pair)
    assert pair.build("harbour") == ""
    assert pair.data("harbour")["claims"][0]["origins"] == ["office", "strike:union"]


def test_either_end_may_say_it(pair: Pair) -> None:
    """We say what a claim of theirs does to ours: both sites show it, and the data have it."""
    pair.edit("harbour/index.md", ":act: denies", ":act: asserts")
    pair.edit("harbour/index.md", ":denies: strike", ":denied-by: strike")
    pair.edit("harbour/index.md", "2032-05-06\n", "2032-05-04\n")
    assert pair.build("harbour") == ""
    claim = pair.data("harbour")["claims"][0]
    assert claim["statuses"][0] == "denied"
    assert claim["relations"] == {"denied-by": [{"claim": "strike:union-nine"}]}
    pair.map("strike", "harbour")
    assert pair.build("strike") == ""
    (claim,) = pair.data("strike")["claims"]
    assert claim["relations"] == {"denies": [{"claim": "harbour:office-four"}]}


def test_what_they_say_moves_no_date_here(pair: Pair) -> None:
    """A clash of dates is told where the relation is written, and nowhere else."""
    before = pair.data("strike")["claims"][0]
    pair.edit("harbour/index.md", ":said: 2032-05-06", ":said: 2032-05-01")
    assert "index.md:15: WARNING: 'office-four' denies 'strike:union-nine'; but" in pair.build(
        "harbour"
    )
    pair.map("strike", "harbour")
    assert pair.build("strike") == ""
    after = pair.data("strike")["claims"][0]
    assert "denied" in after["statuses"]
    for bound in ("earliest", "latest"):
        assert before[bound] == after[bound]


EVERYWHERE = """\
# Abroad

:::{claim} abroad
:by: weather-institute there:river-wire
:act: reports
:said: 2031-03-06
:via: there:the-courier? ines-dovrin
:inferred: the same misprint
:cites: there:courier-2031 p1
:repeats: there:office-three-boats?
:disputes: there:institute-five-boats
:answers: there:boats-lost = 3
:to: there:alda there:harbour-office
:event: there:storm-2031
:at: there:reef coast
Three boats of [](#there:office-three-boats), and {place}`some <there:alda>`.
:::

:::{place} Cape
:id: cape
:within: there:coast according-to there:harbour-office
   alda according-to harbour-office
:::

:::{event} Ebb
:id: ebb
:when: 2031-03-05
:at: there:alda
:with: there:ines-dovrin
:part-of: there:storm-2031
:cites: there:courier-2031 p1
:::

:::{actor} Clerk
:id: clerk
:kind: person
:of: there:harbour-office
:::

:::{question} How?
:id: how
:kind: occurrence
:about: there:alda there:storm-2031
:::

See [](#clerk), [](#ebb), [](#cape), [](#how).

```{timeline}
```
```{ledger}
```
```{figures}
```
```{relations}
```
```{map}
```
```{objects}
```
```{chain} abroad
```
```{chain} there:office-three-boats
```
```{timeline}
:about: there:storm-2031
```
```{relations}
:by: there:harbour-office
```
"""


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "text"])
def test_every_field_and_view(tmp_path: Path, builder: str) -> None:
    """Between two dossiers with every kind of object: shown, marked, and no problem but theirs."""
    for name in ("there", "here"):
        first_draft().save(tmp_path / name)
        assert "Traceback" not in build(tmp_path / name, tmp_path / "out" / name, "html")
    said = build(tmp_path / "here", tmp_path / "out" / "again", builder)
    content = (tmp_path / "out/there/html/data/dossier.json").read_bytes()
    digest = digest_of_site(content)
    (tmp_path / "here/sites").mkdir()
    (tmp_path / "here/sites/there.json").write_bytes(content)
    (tmp_path / "here/abroad.md").write_text(EVERYWHERE, encoding="utf-8")
    with (tmp_path / "here/conf.py").open("a", encoding="utf-8") as conf:
        conf.write(f'\ndossier_sites = {{"there": ("https://there.example/", None, "{digest}")}}\n')
    more = build(tmp_path / "here", tmp_path / "out" / "here", builder)
    assert [line for line in more.splitlines() if line not in said and "abroad.md" in line] == []
    if builder == "epub":
        text = (tmp_path / "out/here/epub/abroad.xhtml").read_text("utf-8")
        anchors = {"", *re.findall(r'\bid="([^"]+)"', text)}
        assert {*re.findall(r'href="#([^"]*)"', text)} <= anchors
        assert not [anchor for anchor in anchors if ":" in anchor]
    if builder == "html":
        text = (tmp_path / "out/here/html/abroad.html").read_text("utf-8")
        page = BeautifulSoup(text, "html.parser")
        for script in page.find_all("script"):
            script.decompose()
        assert "there:" not in page.find("body").get_text()
        outside = page.select('a[href^="https://there.example/"]')
        assert len(outside) > 20
        assert not [one for one in outside if "Storm at Alda" not in one.get_text()]


HOSTILE = '</script><img src=x onerror=alert(1)> "&amp; `x` [a](javascript:b) \u202e\\end{document}'


def _hostile(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _hostile(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_hostile(one, key) for one in value]
    is_prose = key in ("title", "name", "text", "publisher", "note", "role", "unit", "authors")
    return HOSTILE if is_prose and isinstance(value, str) else value


def test_texts_of_strangers_stay_text(pair: Pair) -> None:
    """Whatever they write, no page of ours gets an element, a link or a hidden sign of it."""
    file = pair.folder / "harbour/sites/strike.json"
    file.write_text(json.dumps(_hostile(json.loads(file.read_text("utf-8")))), encoding="utf-8")
    pair.pin("harbour", "strike", digest_of_site(file.read_bytes()))
    pair.edit("harbour/conf.py", '"sphinx_dossier"', '"sphinx_dossier", "sphinx_dossier.strict"')
    pair.append("harbour/index.md", "\n```{chain} office-four\n```\n```{relations}\n```\n")
    assert pair.build("harbour") == ""
    pages = [*pair.output("harbour").rglob("*.html")]
    for path in pages:
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        assert not page.find_all("img"), path
        assert not page.select("[onerror], [href^=javascript]"), path
        assert "\u202e" not in str(page), path
        for script in page.find_all("script", type="application/ld+json"):
            json.loads(script.string)
    assert "onerror" in pair.page("harbour").get_text()
    assert pair.build("harbour", builder="latex") == ""
    (tex,) = (pair.folder / "out/harbour/kept/latex").glob("*.tex")
    assert tex.read_text("utf-8").count("\\end{document}") == 1


def test_restructuredtext(pair: Pair) -> None:
    """Options and roles name the other site in the same way."""
    page = """
Harbour log
===========

See :claim:`strike:union-nine` and :dossier:actor:`the union <strike:union>`.

.. actor:: Harbour office
   :id: office
   :kind: government-body

.. claim:: office-four
   :by: office
   :act: denies
   :said: 2032-05-06
   :cites: log
   :denies: strike:union-nine

   The office said that only four ferries lay still.
"""
    (pair.folder / "harbour/index.md").unlink()
    pair.write("harbour/index.rst", page)
    assert pair.build("harbour") == ""
    assert _links(pair.page("harbour"), "union-nine")
    assert _links(pair.page("harbour"), "union")[0] == "the union (Ferry strike)"


def test_site_without_names_of_files(pair: Pair) -> None:
    """The pages of `dirhtml` end in a slash, and the first one has no name at all."""
    pair.write(
        "strike/deep.md", "---\norphan: true\n---\n\n# Deep\n\n:::{place} Quay\n:id: quay\n:::\n"
    )
    assert "orphan" in pair.build("strike", builder="dirhtml")
    shutil.rmtree(pair.output("strike"))
    pair.output("strike").with_name("dirhtml").rename(pair.output("strike"))
    pair.map("harbour", "strike")
    pair.edit("harbour/index.md", ":to: strike:union", ":to: strike:union\n:at: strike:quay")
    assert pair.build("harbour") == ""
    page = pair.page("harbour")
    assert page.select(f"a[href='{STRIKE}#union-nine']")
    assert page.select(f"a[href='{STRIKE}deep/#quay']")


@pytest.mark.parametrize("builder", ["text", "latex", "singlehtml", "epub", "man", "dirhtml"])
def test_other_builders(pair: Pair, builder: str) -> None:
    """They say it too, and warn of nothing."""
    said = pair.build("harbour", builder=builder)
    assert "dossier." not in said
    folder = pair.folder / "out/harbour/kept" / builder
    texts = [path.read_text("utf-8", "replace") for path in folder.rglob("*") if path.is_file()]
    assert any("Ferry strike" in text for text in texts)


def test_intersphinx_answers_what_we_do_not_know(pair: Pair) -> None:
    """A role and a link whose target only an inventory has lead there, and are no problem."""
    inventory = pair.output("strike") / "objects.inv"
    pair.set_sites(
        "harbour", f'intersphinx_mapping = {{"strike": ("{STRIKE}", {str(inventory)!r})}}'
    )
    pair.edit("harbour/conf.py", '"sphinx_dossier"', '"sphinx_dossier", "sphinx.ext.intersphinx"')
    names = "{claim}`union-nine`, {claim}`strike:union-nine`, [x](#union-nine)"
    pair.write("harbour/index.md", f"# Harbour log\n\nSee {names}.\n")
    pair.write("harbour/sources.bib", "")
    assert pair.build("harbour") == ""
    links = pair.page("harbour").find_all("a", href=f"{STRIKE}index.html#union-nine")
    assert len(links) == 3
    for old, new in (("union-nine", "union-ten"), ("union-ten", "union-nine")):
        pair.edit("strike/index.md", old, new)
        pair.build("strike")
        _check_incremental(pair, "harbour")
    assert len(pair.page("harbour").find_all("a", href=f"{STRIKE}index.html#union-nine")) == 3
    pair.edit("harbour/index.md", "{claim}`union-nine`", "{claim}`union-seven`")
    assert "the link to 'union-seven' finds no object" in pair.build("harbour")
    named = "[y](inv:strike:dossier:claim#union-nine), {external+strike:dossier:claim}`union-nine`"
    pair.write("harbour/index.md", f"# Harbour log\n\nSee {named}.\n")
    assert pair.build("harbour") == ""
    assert len(pair.page("harbour").find_all("a", href=f"{STRIKE}index.html#union-nine")) == 2


def _lock(pair: Pair, *more: str) -> None:
    """Fetch the first site into the second one's lock, which then has all digests."""
    source, folder = pair.output("strike") / "data/dossier.json", pair.folder / "harbour"
    assert 0 == main(
        ["fetch", "strike", STRIKE, "--from", str(source), "--folder", str(folder / "sites"),
         "--lock", str(folder / "sites.lock"), *more]
    )  # fmt: skip
    pair.set_sites("harbour", f'dossier_sites = {{"strike": ("{STRIKE}", None, None)}}')


def test_lock_has_the_digests(pair: Pair) -> None:
    """A build takes what is locked, and says where it is another, by an edit of either alone."""
    _lock(pair)
    lock = (pair.folder / "harbour/sites.lock").read_text("utf-8")
    assert "://" not in lock
    assert "/" not in lock.splitlines()[1]
    assert pair.build("harbour") == ""
    assert _links(pair.page("harbour"), "union-nine")
    pair.edit("harbour/sites/strike.json", "nine ferries", "ten ferries")
    said = pair.build("harbour")
    assert said == pair.build("harbour", "fresh")
    assert "its dossier.json is not the one that is locked: look through it, and write" in said
    assert "[dossier.bad_site]" in said
    mend = re.search(r"`(strike data sha256:[0-9a-f]{64})`", said)
    assert mend
    pair.write("harbour/sites.lock", f"{mend[1]}\n")
    assert pair.build("harbour") == ""
    pair.write("harbour/sites.lock", "strike data\n")
    said = pair.build("harbour")
    assert "sites.lock:1: WARNING: this line has no site, file and digest" in said
    assert "its dossier.json is in no lock" in said


def test_lock_has_inventories(pair: Pair) -> None:
    """Intersphinx takes the one that was looked through, and a build says where it is another."""
    pair.append("harbour/conf.py", """
extensions += ["sphinx.ext.intersphinx"]
intersphinx_mapping = {"strike": ("https://strike.example/", "sites/strike.inv")}
""")  # fmt: skip
    _lock(pair, "--inventory")
    assert (pair.folder / "harbour/sites.lock").read_text("utf-8").count("strike inventory") == 1
    assert pair.build("harbour") == ""
    inventory = pair.folder / "harbour/sites/strike.inv"
    inventory.write_bytes(inventory.read_bytes().replace(b"Ferry strike", b"Ferry peace"))
    said = pair.build("harbour")
    assert said == pair.build("harbour", "fresh")
    assert "conf.py:11: WARNING: intersphinx_mapping: 'strike': its objects.inv is not the one" in (
        said
    )
    _lock(pair, "--inventory")
    assert pair.build("harbour") == ""
