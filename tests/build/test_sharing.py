"""What leads to the pages of a small dossier from elsewhere."""

from __future__ import annotations

import re
import shutil
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from making import full_image
from projects import CONF, FONTS, ONE_CLAIM, WIRE, build, write_project
from sites import compare, files_of
from sphinx_dossier.core.site_folders import SOCIAL_FOLDER
from sphinx_dossier.locale import words
from sphinx_dossier.pictures import fonts
from sphinx_dossier.pictures.social_image import draw_social
from sphinx_dossier.sphinx.build import social_fonts

ALDA = Path(__file__).parent.parent / "fixtures" / "roots" / "alda"
BASE = "https://example.org/news"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with a public address."""
    out = tmp_path_factory.mktemp("out")
    assert build(ALDA, out, "html", html_baseurl=BASE) == ""
    return out / "html"


def read(path: Path) -> BeautifulSoup:
    """A page of the site."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_page_is_described(site: Path) -> None:
    """Title, kind, site and full address are told to those who preview a link."""
    page = read(site / "claims.html")
    reported = {tag["property"]: tag["content"] for tag in page.find_all("meta", property=True)}
    assert "Claims" == reported["og:title"]
    assert "article" == reported["og:type"]
    assert f"{BASE}/claims.html" == reported["og:url"]
    described = page.find("meta", attrs={"name": "description"})
    assert described is not None
    assert reported["og:description"] == described["content"]


def test_sitemap_lists_every_page(site: Path) -> None:
    """The site map has the full address of each page."""
    assert f"<loc>{BASE}/deep/places.html</loc>" in (site / "sitemap.xml").read_text("utf-8")


def test_page_of_what_is_not_found_leads_home(site: Path) -> None:
    """Its links are whole, since it is shown at any depth."""
    page = read(site / "404.html")
    assert [f"{BASE}/"] == [link["href"] for link in page.find_all("a")]
    assert [f"{BASE}/search.html"] == [form["action"] for form in page.find_all("form")]


def test_object_has_its_citations(site: Path) -> None:
    """The files are named by page, and the claim links to them and tells its full address."""
    claim = read(site / "claims.html").find(id="office-three-boats")
    assert claim is not None
    address = f"{BASE}/claims.html#office-three-boats"
    assert address in claim.get_text()
    for suffix in ("bib", "json"):
        assert claim.find("a", href=f"cite/claims.{suffix}")
        assert address in (site / f"cite/claims.{suffix}").read_text("utf-8")


def ways_to_change(out: Path, name: str) -> dict[str, str]:
    """The links of the margin that lead to what changes a page, by their words."""
    section = read(out / "html" / name).find(
        "section", attrs={"aria-labelledby": "dossier-margin-changing"}
    )
    return {link.get_text(): link["href"] for link in section.find_all("a")} if section else {}


def test_reader_is_led_to_the_source(tmp_path: Path) -> None:
    """With the address of the repository, each page leads to its file; a new one is taken over."""
    source = tmp_path / "source"
    shutil.copytree(ALDA, source)
    margin = {"html_sidebars": {"**": ["dossier-changing.html"]}}
    assert "" == build(source, tmp_path, "html", **margin)
    assert {} == ways_to_change(tmp_path, "deep/places.html")
    home = "https://host.example/alda"
    for repository, branch in ((home, "main"), (f"{home}-2/", "next")):
        places = {"dossier_repository": repository, "dossier_branch": branch}
        assert "" == build(source, tmp_path, "html", **margin, **places)
        begin = repository.rstrip("/")
        assert {
            "Edit this page": f"{begin}/edit/{branch}/deep/places.md",
            "Report a mistake": f"{begin}/issues/new/choose",
        } == ways_to_change(tmp_path, "deep/places.html")
    assert {} == ways_to_change(tmp_path, "genindex.html")


def test_reader_without_a_repository_is_led_to_a_guide(tmp_path: Path) -> None:
    """Without an address, the page named in the settings is offered, if it is there."""
    margin = {"html_sidebars": {"**": ["dossier-changing.html"]}}
    build(ALDA, tmp_path, "html", dossier_guide="claims", **margin)
    expected = {"How to change this page": "../claims.html"}
    assert expected == ways_to_change(tmp_path, "deep/places.html")
    build(ALDA, tmp_path, "html", dossier_guide="nowhere", **margin)
    assert {} == ways_to_change(tmp_path, "deep/places.html")


def test_sources_are_linked_where_they_are_listed(tmp_path: Path) -> None:
    """A list with a filter takes some sources; links, cards and data lead to the right page."""
    source = tmp_path / "source"
    shutil.copytree(ALDA, source)
    whole = (source / "sources.md").read_text("utf-8")
    listed = '```{bibliography}\n:filter: key % "^courier"\n:labelprefix: P\n```\n'
    rest = whole.replace(":all:", ':filter: not key % "^courier"')
    assert rest != whole
    (source / "press.md").write_text(f"---\norphan: true\n---\n\n# Press\n\n{listed}", "utf-8")
    (source / "sources.md").write_text(rest, "utf-8")
    assert "" == build(source, tmp_path, "html", bibtex_default_style="dossier")
    assert read(tmp_path / "html/press.html").find(id="cite-courier-2031")
    assert not read(tmp_path / "html/sources.html").find(id="cite-courier-2031")
    pages = "".join(path.read_text("utf-8") for path in (tmp_path / "html").rglob("*.html"))
    assert 'press.html#cite-courier-2031"' in pages
    assert 'sources.html#cite-courier-2031"' not in pages
    assert 'sources.html#cite-gazette-2031"' in pages
    assert "cite-courier-2031" in (tmp_path / "html/cards/press.js").read_text("utf-8")
    # The other way round: the list of all takes what the removed page had.
    (source / "press.md").unlink()
    (source / "sources.md").write_text(whole, "utf-8")
    assert "" == build(source, tmp_path, "html", bibtex_default_style="dossier")
    assert build(source, tmp_path / "fresh", "html", bibtex_default_style="dossier") == ""
    for path in (tmp_path / "fresh/html").rglob("*.html"):
        kept = tmp_path / "html" / path.relative_to(tmp_path / "fresh/html")
        assert path.read_bytes() == kept.read_bytes(), path


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_object_has_one_address_whatever_its_page_is_called(tmp_path: Path, builder: str) -> None:
    """The words to cite by, the file to cite by and the site map write a name in one way."""
    actor = ":::{actor} Office\n:id: office\n:kind: state\nIt is [](#office).\n:::\n"
    pages = {
        "index.md": "# Alda\n\n```{toctree}\nzwölf ö\n```\n",
        "zwölf ö.md": f"# Twelve\n\n{actor}",
    }
    source = write_project(tmp_path / "source", pages)
    assert "" == build(source, tmp_path, builder, html_baseurl=BASE)
    folder = tmp_path / builder
    sitemap = (folder / "sitemap.xml").read_text("utf-8")
    (address,) = [one for one in re.findall("<loc>(.+)</loc>", sitemap) if "zw" in one]
    (page,) = [path for path in folder.rglob("*.html") if "zwölf" in path.as_posix()]
    assert f"{address}#office" in read(page).find(id="office").get_text()
    assert f"{address}#office" in (folder / "cite" / "zwölf ö.json").read_text("utf-8")
    (link,) = read(page).find(id="office").find_all("a", string=words.CSL_JSON)
    assert (page.parent / unquote(link["href"])).resolve() == folder / "cite" / "zwölf ö.json"


MOST_BYTES = 40_000
LETTERED = {"html_baseurl": BASE, "dossier_picture_fonts": str(FONTS)}
PICTURES = {
    "index.md": "# Start\n\n```{toctree}\nboats\nnotes\n```\n",
    "notes.md": "# Notes\n\nNothing is said here.\n",
    "boats.md": f"# Boats\n\n{ONE_CLAIM}",
    "sources.bib": WIRE,
}


def pictures_of(folder: Path) -> dict[str, int]:
    """The pictures of a site, each with the time at which it was written."""
    found = sorted((folder / SOCIAL_FOLDER).rglob("*.png"))
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in found}


def test_pages_with_an_answer_have_a_picture(tmp_path: Path) -> None:
    """Its tags name it in full, with its size and its words; other pages have none."""
    source = write_project(tmp_path / "source", PICTURES)
    assert "" == build(source, tmp_path, "html", **LETTERED)
    page = read(tmp_path / "html/boats.html")
    tags = {tag["property"]: tag["content"] for tag in page.find_all("meta", property=True)}
    assert f"{BASE}/social/boats.png" == tags["og:image"]
    assert ("1200", "630") == (tags["og:image:width"], tags["og:image:height"])
    assert (
        "Boats · Shore: 0 statements; Sea: 0 statements; Others: 1 statement"
        == (tags["og:image:alt"])
    )
    (kind,) = page.find_all("meta", attrs={"name": "twitter:card"})
    assert "summary_large_image" == kind["content"]
    # The first page counts all that the site has.
    assert ["social/boats.png", "social/index.png"] == [*pictures_of(tmp_path / "html")]
    assert "og:image" not in (tmp_path / "html/notes.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("lack", ["address", "part", "pillow", "fonts"])
def test_no_picture_without_what_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lack: str
) -> None:
    """Open Graph takes full addresses only; the site is as complete as before."""
    if lack == "pillow":
        monkeypatch.setattr(fonts, "find_spec", lambda _: None)
    monkeypatch.setattr(social_fonts, "PACKAGED", tmp_path / "none")
    conf = CONF.replace(', "metadata"', "") if lack == "part" else CONF
    source = write_project(tmp_path / "source", PICTURES, conf)
    needed = {"address": "html_baseurl", "fonts": "dossier_picture_fonts"}.get(lack)
    given = {name: value for name, value in LETTERED.items() if name != needed}
    assert "" == build(source, tmp_path, "html", **given)
    assert {} == pictures_of(tmp_path / "html")
    head = (tmp_path / "html/boats.html").read_text(encoding="utf-8")
    assert "og:image" not in head
    assert "twitter:card" not in head


def put_fonts(folder: Path, kind: str) -> None:
    """Let a folder have the two files, drawn by these letters of DejaVu; with no kind, none."""
    shutil.rmtree(folder, ignore_errors=True)
    if kind:
        folder.mkdir(parents=True)
        shutil.copy(FONTS / f"{kind}.ttf", folder / fonts.REGULAR)
        shutil.copy(FONTS / f"{kind}-Bold.ttf", folder / fonts.BOLD)


def test_letters_beside_the_project_come_before_those_of_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pictures follow the letters at the next build: other ones, none, and some again."""
    packaged, source = tmp_path / "package", write_project(tmp_path / "source", PICTURES)
    beside = source / "node_modules" / "dejavu-fonts-ttf" / "ttf"
    monkeypatch.setattr(social_fonts, "PACKAGED", packaged)

    def letter(of_package: str, of_project: str) -> dict[str, bytes]:
        put_fonts(packaged, of_package)
        put_fonts(beside, of_project)
        build(source, tmp_path, "html", html_baseurl=BASE)
        build(source, tmp_path / "fresh", "html", html_baseurl=BASE)
        fresh, kept = (files_of(top / "html") for top in (tmp_path / "fresh", tmp_path))
        shutil.rmtree(tmp_path / "fresh")
        assert [] == [name for name in compare(fresh, kept) if "social" in name or ".html" in name]
        assert ("social/boats.png" in kept) == (b"og:image" in kept["boats.html"])
        return {name: content for name, content in kept.items() if name.startswith("social/")}

    sans = letter("DejaVuSans", "")
    assert {"social/boats.png", "social/index.png"} == sans.keys()
    narrow = letter("DejaVuSans", "DejaVuSansCondensed")
    assert sans.keys() == narrow.keys()
    assert not {*sans.values()} & {*narrow.values()}
    assert {} == letter("", "")
    assert narrow == letter("", "DejaVuSansCondensed")
    assert sans == letter("", "DejaVuSans")
    (beside / fonts.BOLD).write_text("moved to another place", "utf-8")
    assert "" == build(source, tmp_path, "html", html_baseurl=BASE)
    assert {} == pictures_of(tmp_path / "html")


@pytest.mark.parametrize("letters", ["mŵЖ", "Ђ№@ẄǼ", "ABŵЖWQ@%"])
def test_picture_is_small(letters: str) -> None:
    """Also with as many words as it has room for; those of real pages are half as large."""
    found = fonts.find_fonts([FONTS])
    assert found is not None
    file = draw_social(full_image(letters), found)
    assert MOST_BYTES > len(file) > 5_000
    with Image.open(BytesIO(file)) as drawn:
        assert len(drawn.getcolors() or []) > 8


def test_letters_that_the_fonts_lack_are_found() -> None:
    """Better no picture than one with boxes for letters, or with letters in the wrong place."""
    found = fonts.find_fonts([FONTS])
    assert found is not None
    assert found.can_draw("Ağdərə Ստեփանակերտ Агдам Łódź Αθήνα თბილისი — “≥ 7”\xa0…")
    assert not found.can_draw("Shusha 舒沙")
    # They are in the fonts, and want to be set from the right, joined or above one another.
    for name in ("شوشا", "שושה", "e\u0301"):
        assert not found.can_draw(name)


def test_picture_is_drawn_again_only_for_other_facts(tmp_path: Path) -> None:
    """Prose leaves it alone; an incremental build has what a fresh one has, byte for byte."""
    source = write_project(tmp_path / "source", PICTURES)
    build(source, tmp_path, "html", **LETTERED)
    first = pictures_of(tmp_path / "html")

    def again(name: str, text: str) -> dict[str, int]:
        (source / name).write_text(text, encoding="utf-8")
        build(source, tmp_path, "html", **LETTERED)
        build(source, tmp_path / "fresh", "html", **LETTERED)
        fresh, kept = (files_of(top / "html") for top in (tmp_path / "fresh", tmp_path))
        shutil.rmtree(tmp_path / "fresh")
        assert [] == [name for name in compare(fresh, kept) if "social" in name or ".html" in name]
        return pictures_of(tmp_path / "html")

    boats = PICTURES["boats.md"]
    assert first == again("boats.md", boats.replace("three boats were lost", "boats went down"))
    assert first == again("boats.md", f"{boats}\nA word more.\n")
    now = again("boats.md", boats.replace("It counts", ":side: sea\nIt counts"))
    assert first.keys() == now.keys()
    assert all(first[name] != now[name] for name in first)
    # Somebody cuts it off: it is whole again.
    whole = (tmp_path / "html/social/boats.png").read_bytes()
    (tmp_path / "html/social/boats.png").write_bytes(whole[:900])
    build(source, tmp_path, "html", **LETTERED)
    assert whole == (tmp_path / "html/social/boats.png").read_bytes()
    assert {} == again("boats.md", "# Boats\n")


NUMBERS = (
    "# Boats\n\n"
    + ONE_CLAIM.replace(":searched:", ":answers: boats = 3\n:searched:")
    + """
```{dossier:question} How many boats were lost?
:id: boats
:kind: quantity
:unit: boats
They are counted.
```
"""
)
FRAMED = {
    **PICTURES,
    "boats.md": NUMBERS,
    "notes.md": "# Notes\n\n```{dossier:chain} three-boats\n```\n",
}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_figures_and_ways_can_be_framed(tmp_path: Path, builder: str) -> None:
    """Each has a file of its own, whose links lead to files of the site, and which runs nothing."""
    source = write_project(tmp_path / "source", FRAMED)
    assert "" == build(source, tmp_path, builder, html_baseurl=BASE)
    top = tmp_path / builder
    end = "/index.html" if builder == "dirhtml" else ".html"
    files = sorted(path.relative_to(top).as_posix() for path in (top / "embed").rglob("*.html"))
    assert [f"embed/boats{end}", f"embed/three-boats{end}"] == files
    for name, words_of in zip(files, ("3", "The office said that three boats"), strict=True):
        page = read(top / name)
        assert words_of in page.get_text()
        assert not page.find_all("script")
        (policy,) = page.find_all("meta", attrs={"http-equiv": "Content-Security-Policy"})
        assert "script-src" not in policy["content"]
        assert policy["content"].startswith("default-src 'none'")
        assert "Storm at Alda" in page.footer.get_text()
        assert {"_blank"} == {link.get("target") for link in page.find_all("a")}
        for link in page.find_all(["a", "link"], href=True):
            address = link["href"].partition("#")[0]
            if address and not address.startswith(BASE):
                found = (top / name).parent / unquote(address)
                assert (found / "index.html" if found.is_dir() else found).is_file(), address
    (canonical,) = page.find_all("link", rel="canonical")
    assert canonical["href"].endswith("#chain-three-boats")


KNOWING_STYLES = re.compile(r"/dossier-knowing\.css$")
VIEWS = "# Views\n\n```{dossier:way} three-boats\n```\n\n```{dossier:knowing}\n```\n"
FRAMES_OF_VIEWS = {
    "embed/ways/views/three-boats.html": "Harbour office",
    "embed/known/views.html": "surely said",
}


@pytest.mark.parametrize("address", [BASE, ""])
def test_short_ways_and_moments_can_be_framed(tmp_path: Path, address: str) -> None:
    """They have files without scripts too, a fold of their page says how, and both go with it."""
    source = write_project(tmp_path / "source", {**FRAMED, "views.md": VIEWS})
    build(source, tmp_path, "html", html_baseurl=address)
    page = read(tmp_path / "html/views.html")
    for name, words_of in FRAMES_OF_VIEWS.items():
        frame = read(tmp_path / "html" / name)
        assert words_of in frame.get_text()
        assert not frame.find_all("script")
        assert {"_blank"} == {link.get("target") for link in frame.find_all("a")}
        for link in frame.find_all("link", rel="stylesheet"):
            assert (tmp_path / "html" / name).parent.joinpath(link["href"].split("?")[0]).is_file()
        fold = page.find("a", href=name).find_parent("details")
        assert "Put this picture into another page" == fold.summary.get_text()
        assert bool(address) == (f'<iframe src="{BASE}/{name}" title="' in fold.get_text())
    assert read(tmp_path / "html/embed/known/views.html").find("link", href=KNOWING_STYLES)
    (source / "views.md").write_text("# Views\n\nNone.\n", encoding="utf-8")
    build(source, tmp_path, "html", html_baseurl=address)
    assert not [one for one in FRAMES_OF_VIEWS if (tmp_path / "html" / one).exists()]


TWICE = """# Views

```{dossier:way} three-boats
```

```{dossier:way} three-boats
:says: three-boats boats were lost
```

```{dossier:knowing}
```

```{dossier:knowing}
:by: office
```
"""
FRAMES_OF_TWICE = {
    "embed/ways/views/three-boats": "The office said that three boats were lost.",
    "embed/ways-2/views/three-boats": "The office said that three boats were lost. (2)",
    "embed/known/views": "Views",
    "embed/known-2/views": "Views (2)",
}


def frames_by_fold(page: Path) -> dict[str, str]:
    """Of each fold below a picture of a page: the file it leads to, and the file that it frames."""
    folds = [one.parent for one in read(page).find_all("summary", string=words.EMBED_THIS)]
    codes = (one.find(class_="dossier-embed-code").get_text() for one in folds)
    framed = (unquote(code.split('src="')[1].split('"')[0]) for code in codes)
    return dict(zip((unquote(one.a["href"]) for one in folds), framed, strict=True))


def test_each_view_has_a_frame_of_its_own(tmp_path: Path) -> None:
    """A page may have two of one kind, and another page the name with a number; none is lost."""
    pages = {**FRAMED, "views.md": TWICE, "views-2.md": VIEWS.replace("Views", "More views")}
    source, top = write_project(tmp_path / "source", pages), tmp_path / "html"
    build(source, tmp_path, "html", html_baseurl=BASE)
    addresses = [f"{name}.html" for name in FRAMES_OF_TWICE]
    expected = {address: f"{BASE}/{address}" for address in addresses}
    assert expected == frames_by_fold(top / "views.html")
    own = ["embed/ways/views-2/three-boats.html", "embed/known/views-2.html"]
    assert own == [*frames_by_fold(top / "views-2.html")]
    assert {*own, *addresses} <= {path.relative_to(top).as_posix() for path in top.rglob("*.html")}
    page = read(top / "views.html")
    for address, title in zip(addresses, FRAMES_OF_TWICE.values(), strict=True):
        frame = read(top / address)
        assert title == frame.h1.get_text()
        assert f"{title} (Storm at Alda)" == frame.title.get_text()
        # It leads to where the page shows the same.
        anchor = frame.h1.a["href"].partition("#")[2]
        assert not anchor or page.find(id=anchor).find("svg") is not None
    anchors = [one["id"] for one in page.find_all(id=True)]
    assert sorted({*anchors}) == sorted(anchors)
    (source / "views.md").write_text(TWICE.rpartition("```{dossier:knowing}")[0], encoding="utf-8")
    build(source, tmp_path, "html", html_baseurl=BASE)
    build(source, tmp_path / "fresh", "html", html_baseurl=BASE)
    assert not (top / "embed/known-2/views.html").exists()
    fresh, kept = (files_of(folder / "html") for folder in (tmp_path / "fresh", tmp_path))
    assert [] == [one for one in compare(fresh, kept) if "embed" in one or ".html" in one]


def test_frame_of_the_first_page_is_where_its_address_says(tmp_path: Path) -> None:
    """A builder of folders has the page ``index`` in the folder itself."""
    pages = {**FRAMED, "index.md": f"{PICTURES['index.md']}\n```{{dossier:knowing}}\n```\n"}
    source, top = write_project(tmp_path / "source", pages), tmp_path / "dirhtml"
    build(source, tmp_path, "dirhtml", html_baseurl=BASE)
    ((address, framed),) = frames_by_fold(top / "index.html").items()
    for one in (address, framed.removeprefix(f"{BASE}/")):
        found = top / one
        assert "surely said" in read(found / "index.html" if found.is_dir() else found).get_text()


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_object_called_as_a_view_has_a_frame_of_its_own(tmp_path: Path, builder: str) -> None:
    """A question ``known`` and what was known when of the first page are two files."""
    pages = {
        **FRAMED,
        "boats.md": NUMBERS.replace("boats = 3", "known = 3").replace(":id: boats", ":id: known"),
        "index.md": f"{PICTURES['index.md']}\n```{{dossier:knowing}}\n```\n",
    }
    source, top = write_project(tmp_path / "source", pages), tmp_path / builder
    assert "" == build(source, tmp_path, builder, html_baseurl=BASE)
    own = "objects/known/index" if builder == "dirhtml" else "known"
    assert "How many boats" in read(top / f"embed/{own}.html").get_text()
    assert "surely said" in read(top / "embed/known/index.html").get_text()
    for link in read(top / f"embed/{own}.html").find_all(["a", "link"], href=True):
        address = unquote(link["href"].partition("#")[0])
        if address and not address.startswith(BASE):
            assert (top / f"embed/{own}.html").parent.joinpath(address).exists(), address


def height_of_frame(page: Path, name: str) -> int:
    """How high a page says that a frame is, in pixels."""
    (code,) = re.findall(rf'<iframe src="{BASE}/embed/{name}.html".*?>', read(page).get_text())
    return int(re.findall(r'height="(\d+)"', code)[0])


def test_height_of_a_frame_follows_what_it_shows(tmp_path: Path) -> None:
    """Also on a page that is not read again: another page answers the question it asks."""
    source = write_project(tmp_path / "source", FRAMED)
    build(source, tmp_path, "html", html_baseurl=BASE)
    page = tmp_path / "html/boats.html"
    before = height_of_frame(page, "boats"), height_of_frame(page, "three-boats")
    more = "".join(
        f"""
```{{dossier:actor}} Paper {number}
:id: paper-{number}
:kind: media
It prints.
```

```{{dossier:claim}} said-{number}
:by: paper-{number}
:act: asserts
:said: 2031-03-06
:cites: wire
:answers: boats = {number}
The paper printed that {number} boats were lost.
```
"""
        for number in range(4, 8)
    )
    (source / "notes.md").write_text(f"{FRAMED['notes.md']}{more}", encoding="utf-8")
    build(source, tmp_path, "html", html_baseurl=BASE)
    build(source, tmp_path / "fresh", "html", html_baseurl=BASE)
    after = height_of_frame(page, "boats"), height_of_frame(page, "three-boats")
    # A row a paper.
    assert after[0] - before[0] >= 4 * 20
    assert after[1] == before[1]
    assert page.read_bytes() == (tmp_path / "fresh/html/boats.html").read_bytes()


def test_frames_of_views_follow_the_facts(tmp_path: Path) -> None:
    """After an edit of another page each is as a fresh build writes it."""
    source = write_project(tmp_path / "source", {**FRAMED, "views.md": VIEWS})
    build(source, tmp_path, "html", html_baseurl=BASE)
    before = {one: (tmp_path / "html" / one).read_bytes() for one in FRAMES_OF_VIEWS}
    changed = NUMBERS.replace("Harbour office", "Pilots").replace("2031-03-05", "2031-03-06")
    (source / "boats.md").write_text(changed, encoding="utf-8")
    build(source, tmp_path, "html", html_baseurl=BASE)
    build(source, tmp_path / "fresh", "html", html_baseurl=BASE)
    for name, old in before.items():
        kept = (tmp_path / "html" / name).read_bytes()
        assert old != kept == (tmp_path / "fresh/html" / name).read_bytes()


def test_fold_offers_the_code_to_copy(tmp_path: Path) -> None:
    """Where the address of the site is known; everywhere else it leads to the file."""
    source = write_project(tmp_path / "source", FRAMED)
    for address in (BASE, ""):
        build(source, tmp_path, "html", html_baseurl=address)
        page = read(tmp_path / "html/boats.html")
        for name in ("boats", "three-boats"):
            fold = page.find("a", href=f"embed/{name}.html").find_parent("details")
            code = fold.find(class_="dossier-embed-code")
            assert (code is not None) == bool(address)
            if code is not None:
                assert f'<iframe src="{BASE}/embed/{name}.html" title="' in code.get_text()


def test_frames_follow_what_pages_draw(tmp_path: Path) -> None:
    """A way that is drawn nowhere any more has no file, and its claim offers none."""
    source = write_project(tmp_path / "source", FRAMED)
    build(source, tmp_path, "html", html_baseurl=BASE)
    changes = (
        ("notes.md", "# Notes\n\nNo way.\n"),
        ("boats.md", NUMBERS.replace("= 3\n", "= 4\n").replace("three boats", "four boats")),
        ("notes.md", FRAMED["notes.md"]),
    )
    for name, text in changes:
        (source / name).write_text(text, encoding="utf-8")
        build(source, tmp_path, "html", html_baseurl=BASE)
        build(source, tmp_path / "fresh", "html", html_baseurl=BASE)
        fresh, kept = (files_of(top / "html") for top in (tmp_path / "fresh", tmp_path))
        shutil.rmtree(tmp_path / "fresh")
        assert [] == [one for one in compare(fresh, kept) if "embed" in one or ".html" in one]
        has_way = "chain" in (source / "notes.md").read_text(encoding="utf-8")
        assert has_way == ("embed/three-boats.html" in kept)
        assert has_way == (b"embed/three-boats.html" in kept["boats.html"])
