"""Passage manifests: made of a text, checking quotes and copies, read and written."""

from __future__ import annotations

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sphinx_dossier.core.manifests import (
    ManifestError,
    decompose,
    normalised,
    read_manifest,
    verify,
    write_manifest,
)
from sphinx_dossier.core.names import words

TEXT = """A Title Without Much

Fighting began in the morning. The ministry said “its forces seized 7 villages.” Nobody agreed!

What Comes Next
9月27日上午，冲突爆发。双方互相指责。
بدأ القتال صباحا. لم يتفق أحد؟ ثم
Մարտերը սկսվեցին առավոտյան։ Ոչ ոք չհամաձայնեց։
"""
WORDS = st.lists(st.sampled_from(["one", "two", "three", "four", "five", "six"]), min_size=3)


def manifest(text=TEXT, roles=None):
    """The manifest of a text under a fixed key and salt."""
    return decompose(text, "key", "salt", roles)


def write(folder, text):
    """A manifest file with that text."""
    path = folder / "key.passages.json"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_filled_line_is_a_passage():
    """Passages are numbered from the title; the line of the text is kept."""
    found = manifest().passages
    assert ["p0", "p1", "p2", "p3", "p4", "p5"] == list(found)
    assert [1, 3, 5, 6, 7, 8] == [passage.line for passage in found.values()]
    assert [4, 15, 3, 16, 7, 6] == [passage.words for passage in found.values()]


def test_roles_are_guessed_and_can_be_set():
    """The first line is the title, prose is body, a short line is a heading."""
    guessed = {name: passage.role for name, passage in manifest().passages.items()}
    assert {"p0": "title", "p1": "body", "p2": "heading", "p3": "body"}.items() <= guessed.items()
    assert "lead" == manifest(roles={"p1": "lead"}).passages["p1"].role
    assert "body" == manifest("T\n" + "word " * 26).passages["p1"].role
    assert "body" == manifest("T\nHe said “no.”").passages["p1"].role


def test_no_words_of_the_text_go_into_the_manifest():
    """A manifest holds hashes, not words."""
    written = write_manifest(manifest())
    assert not any(word in written for word in words(TEXT) if len(word) > 3 and word != "title")


@given(WORDS, st.data())
def test_a_passage_holds_each_of_its_runs(pieces, data):
    """Any three or more words in a row are found, however they are set."""
    start = data.draw(st.integers(0, len(pieces) - 3))
    end = data.draw(st.integers(start + 3, len(pieces)))
    quote = data.draw(st.sampled_from([" ", ", ", " — "])).join(pieces[start:end])
    assert manifest(" ".join(pieces)).holds("p0", quote.upper())


@given(WORDS, st.data())
def test_a_passage_does_not_hold_altered_runs(pieces, data):
    """A quote in which a word is another one is not found."""
    start = data.draw(st.integers(0, len(pieces) - 3))
    end = data.draw(st.integers(start + 3, len(pieces)))
    quote = pieces[start:end]
    quote[data.draw(st.integers(0, len(quote) - 1))] = "eight"
    assert not manifest(" ".join(pieces)).holds("p0", " ".join(quote))


@given(WORDS, st.permutations(["one", "two", "three", "four"]))
def test_words_in_another_order_are_not_held(pieces, quote):
    """Each run of three words of a quote must be in the passage in that order."""
    runs = [pieces[at : at + 3] for at in range(len(pieces))]
    assume(not all(quote[at : at + 3] in runs for at in (0, 1)))
    assert not manifest(" ".join(pieces)).holds("p0", " ".join(quote))


def test_short_quotes_cannot_be_checked():
    """Fewer than three words are always held."""
    assert manifest().holds("p0", "never printed")
    assert manifest().holds("p0", "")


def test_another_salt_gives_other_hashes():
    """Hashes of one text under two salts have nothing in common."""
    one, other = (decompose(TEXT, "key", salt).passages["p1"] for salt in ("a", "b"))
    assert one.shingles.isdisjoint(other.shingles)
    assert one.sentences.isdisjoint(other.sentences)
    assert one.sha256 == other.sha256


@pytest.mark.parametrize(
    ("passage", "quote", "is_whole"),
    [
        ("p1", "fighting began in the morning", True),
        ("p1", "The ministry said “its forces seized 7 villages”", True),
        ("p1", "Nobody agreed", True),
        ("p1", "its forces seized 7 villages", False),
        ("p1", "Fighting began in the morning. The ministry", False),
        ("p3", "双方互相指责。", True),
        ("p3", "双方互相", False),
        ("p4", "بدأ القتال صباحا", True),
        ("p4", "لم يتفق أحد", True),
        ("p5", "Ոչ ոք չհամաձայնեց", True),
        ("p5", "Մարտերը սկսվեցին առավոտյան", True),
    ],
)
def test_whole_sentences(passage, quote, is_whole):
    """A whole sentence and a part of it are not the same, in several scripts."""
    assert is_whole == manifest().is_whole_sentence(passage, quote)


@pytest.mark.parametrize(
    "copy",
    [
        TEXT,
        "\ufeff" + TEXT,
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("\n", " \t\n\n"),
        TEXT.replace(" ", "\u00a0 "),
        "\n\n" + TEXT.strip(),
    ],
    ids=["same", "bom", "crlf", "blank ends", "wide blanks", "other blank lines"],
)
def test_copies_that_differ_in_blanks_agree(copy):
    """Spacing, line ends and a byte order mark make no other text."""
    assert [] == verify(copy, manifest())


def test_verify_tells_each_difference():
    """A changed, a missing and an extra passage are listed by number and line."""
    lines = [line for line in TEXT.split("\n") if line]
    changed = [*lines[:1], lines[1].replace("7", "8"), *lines[2:]]
    assert ["p1: line 2 of the copy has other words"] == verify("\n".join(changed), manifest())
    assert ["p5: missing from the copy"] == verify("\n".join(lines[:-1]), manifest())
    assert ["p6: line 7 of the copy is not in the manifest"] == verify(
        "\n".join([*lines, "More."]), manifest()
    )


@given(st.text(), st.text(st.characters(exclude_characters="\n")))
def test_a_text_verifies_against_its_own_manifest_only(text, line):
    """A copy agrees with the manifest made of it, and no longer when a line is added."""
    made = manifest(text)
    assert [] == verify(text, made)
    assume(normalised(line.strip("\ufeff \t\r\u3000")))
    assert [] != verify(f"{text}\n{line}", made)


@given(st.text(), st.text(), st.text())
def test_written_manifests_are_read_back(tmp_path_factory, text, key, salt):
    """Reading gives what was written, and writing it again the same bytes."""
    made = decompose(text, key, salt)
    path = write(tmp_path_factory.getbasetemp(), write_manifest(made))
    found = read_manifest(path, "shown")
    assert "shown" == found.path
    assert (key, salt) == (found.key, found.salt)
    assert write_manifest(made) == write_manifest(found)


def test_read_manifest_knows_the_line_of_each_passage(tmp_path):
    """A problem with a passage can point at its line in the manifest file."""
    path = write(tmp_path, write_manifest(manifest()))
    rows = path.read_text(encoding="utf-8").split("\n")
    for passage in read_manifest(path, "shown").passages.values():
        assert f'"id": "{passage.id}"' in rows[passage.manifest_line - 1]


def test_line_in_a_manifest_is_the_one_that_editors_count(tmp_path):
    """A key or salt with U+2028, which JSON may hold as it is, ends no line."""
    path = tmp_path / "a.passages.json"
    text = write_manifest(decompose(TEXT, "key", "sa\u2028lt"))
    path.write_text(text.replace("\\u2028", "\u2028"), encoding="utf-8")
    rows = path.read_text(encoding="utf-8").split("\n")
    for passage in read_manifest(path, "a.passages.json").passages.values():
        assert f'"id": "{passage.id}"' in rows[passage.manifest_line - 1]


def test_manifest_with_a_byte_order_mark(tmp_path):
    """An editor that adds a byte order mark does no harm."""
    path = write(tmp_path, "\ufeff" + write_manifest(manifest()))
    assert 6 == len(read_manifest(path, "shown").passages)


def test_manifest_that_is_not_there(tmp_path):
    """A missing file and a folder are refused like a bad one."""
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(ManifestError):
            read_manifest(path, "shown")


@pytest.mark.parametrize("name", ["key", "salt"])
def test_manifest_with_half_a_character(tmp_path, name):
    """JSON can write it and UTF-8 cannot: it would break the file that it comes into."""
    data = json.loads(write_manifest(manifest())) | {name: "\ud800"}
    with pytest.raises(ManifestError, match="surrogates"):
        read_manifest(write(tmp_path, json.dumps(data)), "shown")


def test_manifest_that_is_not_utf8(tmp_path):
    """Bytes that are not UTF-8 are refused."""
    path = tmp_path / "key.passages.json"
    path.write_bytes(b'{"key": "\xff"}')
    with pytest.raises(ManifestError):
        read_manifest(path, "shown")


@pytest.mark.parametrize(
    "text", ["", "{", "null", "[]", "7", '"text"', "{}", "[" * 100_000, '{"schema": 1}']
)
def test_manifest_that_is_no_manifest(tmp_path, text):
    """What is not JSON, or is JSON of another shape, is refused."""
    with pytest.raises(ManifestError):
        read_manifest(write(tmp_path, text), "shown")


GOOD_ROW = {
    "id": "p0", "line": 1, "role": "title", "words": 2, "sha256": "0" * 64,
    "shingles": ["a"], "sentences": [],
}  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"role": "boddy"}, {"role": []}, {"id": 5}, {"id": "x0"}, {"id": []}, {"line": 0},
        {"line": "1"}, {"line": True}, {"line": float("inf")}, {"line": None}, {"words": -1},
        {"words": 1.5}, {"sha256": 7}, {"sha256": "0" * 63}, {"sha256": "G" * 64},
        {"shingles": "abc"}, {"shingles": [7]}, {"shingles": {"a": 1}}, {"sentences": None},
    ],
)  # fmt: skip
def test_bad_rows(tmp_path, change):
    """A passage with a value that cannot be is refused, with the value in the message."""
    data = {"schema": 1, "key": "k", "salt": "s", "passages": [GOOD_ROW]}
    assert ["p0"] == list(read_manifest(write(tmp_path, json.dumps(data)), "shown").passages)
    data["passages"] = [GOOD_ROW | change]
    with pytest.raises(ManifestError):
        read_manifest(write(tmp_path, json.dumps(data)), "shown")


@pytest.mark.parametrize("name", GOOD_ROW)
def test_row_that_lacks_a_value(tmp_path, name):
    """A passage that lacks a value is refused, and the message names what is missing."""
    row = {key: value for key, value in GOOD_ROW.items() if key != name}
    data = {"schema": 1, "key": "k", "salt": "s", "passages": [row]}
    with pytest.raises(ManifestError, match=name):
        read_manifest(write(tmp_path, json.dumps(data)), "shown")


def test_manifest_of_another_schema(tmp_path):
    """A manifest of a later form is refused and not misread."""
    data = {"schema": 2, "key": "k", "salt": "s", "passages": [GOOD_ROW]}
    with pytest.raises(ManifestError, match="schema is 2"):
        read_manifest(write(tmp_path, json.dumps(data)), "shown")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*GOOD_ROW, "key", "salt", "schema", "passages"]), inner)
    ),
    max_leaves=8,
)


@given(JSON, st.dictionaries(st.sampled_from(sorted(GOOD_ROW)), JSON))
def test_any_json_is_read_or_refused(tmp_path_factory, anything, change):
    """Nothing but a ManifestError comes of any JSON."""
    rows = {"schema": 1, "key": "k", "salt": "s", "passages": [GOOD_ROW | change]}
    for data in (anything, rows):
        path = write(tmp_path_factory.getbasetemp(), json.dumps(data))
        try:
            found = read_manifest(path, "shown")
        except ManifestError as error:
            assert str(error)
        else:
            assert {"passages", "key", "salt"} <= data.keys()
            assert write_manifest(found)
