"""Another dossier comes from strangers: what is well formed is read whole, all else is refused."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import fields, replace
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sample import OBJECTS, SITE, dossier
from sphinx_dossier.core.index import Index
from sphinx_dossier.core.model import Actor, Claim, Object, Source
from sphinx_dossier.core.other_sites import (
    OtherSite,
    SiteError,
    Surroundings,
    digest_of_site,
    fault_of_address,
)
from sphinx_dossier.core.page import Page
from sphinx_dossier.core.site_reader import read_site
from sphinx_dossier.exports.dossier_json import dossier_data, export_json

ADDRESS: Final = "https://strike.example/"
DATA: Final[Any] = dossier_data(dossier(), SITE.title, SITE.locate)
SMALL: Final[Any] = {
    "schema": 2,
    "title": "Strike",
    "sources": [],
    "claims": [{"id": "nine", "text": "Nine.", "by": ["union"], "url": "a.html#nine"}],
    "actors": [{"id": "union", "name": "Union", "url": "a.html#union"}],
}


NOBODY: Final = Surroundings()


def read(data: object, known: Surroundings = NOBODY) -> OtherSite:
    """A dossier as it is read under the name ``strike``."""
    return read_site("strike", ADDRESS, json.dumps(data).encode(), known)


def changed(**values: object) -> dict[str, Any]:
    """The small dossier with other values of its claim."""
    data = deepcopy(SMALL)
    data["claims"][0] |= values
    return data


def _plain(index: Index) -> Any:
    # Texts come in one line, as they are shown.
    return _in_lines(json.loads(export_json(index, "T", SITE.locate)))


def _in_lines(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _in_lines(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_in_lines(one) for one in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def _renamed(site: OtherSite) -> list[Object]:
    """Its objects as if they were ours, under their own ids."""

    def own(value: Any) -> Any:
        if isinstance(value, str):
            return value.removeprefix("strike:")
        if type(value) is tuple:
            return tuple(map(own, value))
        if isinstance(value, tuple) and hasattr(value, "_make"):
            return value._make(map(own, value))
        return value

    return [
        replace(one, **{part.name: own(getattr(one, part.name)) for part in fields(one)})
        for one in site.objects
    ]


def test_what_is_exported_is_read_back_whole() -> None:
    """Every field of every kind survives the way through the data, but what a side searched."""
    site = read(json.loads(export_json(dossier(), SITE.title, SITE.locate)))
    page = replace(dossier().pages["deep/page"], objects=tuple(_renamed(site)), uses=())
    again = replace(
        dossier(), pages={"deep/page": page, "index": Page("index", title="Start [here]")}
    )
    wanted, found = _plain(dossier()), _plain(again)
    for row in wanted["questions"]:
        row.pop("searched", None)
    for kind in wanted:
        assert wanted[kind] == found[kind]
    assert len(OBJECTS) == len(site.objects)


def test_ids_get_the_name_of_the_site() -> None:
    """Its own objects, ours, those of a third site that we know, and of one that we do not."""
    names = {name: f"https://{name}.example/" for name in ("us", "third", "far")}
    data = changed(to=["union", "us:office", "third:body", "far:body", "unsaid:body"])
    data["sites"] = [{"id": name, "url": url} for name, url in names.items()]
    known = Surroundings(names["us"], {names["third"]: "called-otherwise"})
    claim = {one.id: one for one in read(data, known).objects}["strike:nine"]
    assert isinstance(claim, Claim)
    expected = "strike:union office called-otherwise:body strike:far:body strike:unsaid:body"
    assert " ".join(claim.to) == expected


def test_one_publication_is_one() -> None:
    """A source that was read at the address of one of ours is that one."""
    data = changed(cites=[{"source": "c"}, {"source": "d"}])
    data["sources"] = [
        {"id": "c", "type": "online", "url": "https://c.example/a"},
        {"id": "d", "type": "online", "url": "https://d.example/a"},
    ]
    site = read(data, Surroundings(keys={"https://c.example/a": "courier"}))
    claim = {one.id: one for one in site.objects}["strike:nine"]
    assert isinstance(claim, Claim)
    assert [one.source for one in claim.cites] == ["courier", "strike:d"]


def test_nothing_unseen_comes_in() -> None:
    """Characters that turn or hide text, halves of characters, our own mark of a link."""
    text = "Ni\u202ene \ud800\ufffcnine\ufffc\u0000 \n fer\u2066ries \U000e0041."
    (claim,) = (one for one in read(changed(text=text)).objects if isinstance(one, Claim))
    assert claim.text == "Nine ?nine ferries ."


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)#nine", "//evil.example/#nine", "/a.html#nine", "../a.html#nine",
     "a/../../b.html#nine", "a.html", "a.html#", "a.html#Nine", "a b\u202e.html#nine", "x:y#nine",
     "a\"onclick=x.html#nine", "a<b>.html#nine", 7, None, "a" * 20_000 + "#nine"],
)  # fmt: skip
def test_address_that_leads_elsewhere_is_refused(url: object) -> None:
    """An object is on a page of its site, below the address that settings name."""
    with pytest.raises(SiteError, match="address"):
        read(changed(url=url))


@pytest.mark.parametrize("entry", ["javascript:a#cite-a", "//a#cite-a", "a.html", "#<b>", 7])
def test_entry_of_a_source_that_leads_elsewhere_is_refused(entry: object) -> None:
    """Where a site lists a source is a place on that site too."""
    data = changed()
    data["sources"] = [{"id": "a", "type": "online", "listed": "b.html#cite-a_20.B"}]
    assert read(data).address_of("strike:a") == f"{ADDRESS}b.html#cite-a_20.B"
    data["sources"][0]["listed"] = entry
    with pytest.raises(SiteError, match="address"):
        read(data)


@pytest.mark.parametrize(
    "values",
    [{"id": "../x"}, {"id": "Nine"}, {"id": "a" * 300}, {"id": 9}, {"id": "union"}, {"by": "union"},
     {"by": ["a b"]}, {"by": [["union"]]}, {"said": "soon"}, {"said": 2032}, {"text": ["a"]},
     {"text": "a" * 10_001}, {"act": "<b>"}, {"act": "a" * 90}, {"cites": [{"source": "a b"}]},
     {"cites": [{"source": "a", "passage": "16"}]}, {"cites": "a"}, {"relations": ["denies"]},
     {"relations": {"denies": [{"claim": "a b"}]}}, {"basis": {"word": "guessed"}}, {"via": [1]},
     {"answers": [{"question": "q", "value": 10**400}]},
     {"answers": [{"question": "q", "min": True}]},
     {"answers": [{"question": "q", "min": 2, "max": 1}]}, {"answers": [{"value": 1}]},
     {"not_before": {"date": "soon", "source": "a"}}, {"inferred": {"a": 1}}],
    ids=str,
)  # fmt: skip
def test_value_of_another_form_is_refused(values: dict[str, object]) -> None:
    """The whole file: half of it would say something that nobody has said."""
    with pytest.raises(SiteError):
        read(changed(**values))


@pytest.mark.parametrize("name", ["a" * 501, "a\u0301" * 300])
def test_name_that_fills_a_page_is_refused(name: str) -> None:
    """Of an object and of the site: it stands wherever either is named."""
    data = changed()
    data["actors"][0]["name"] = name
    with pytest.raises(SiteError, match="500"):
        read(data)
    with pytest.raises(SiteError, match="500"):
        read({**SMALL, "title": name})


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"\xff\xfe", b"{" * 200_000, b"[" * 200_000, b'{"schema": NaN}',
     b'{"schema": 1}', b'{"schema": 2, "claims": 7}', b'{"schema": 2, "claims": [7]}',
     b'{"schema": ' + b"9" * 5000 + b"}", b'{"schema": 2, "title": "' + b"a" * 20_000_000 + b'"}'],
    ids=lambda content: repr(content[:30]),
)  # fmt: skip
def test_file_that_is_no_dossier_is_refused(content: bytes) -> None:
    """Whatever it is, there is one word on it, and no traceback."""
    with pytest.raises(SiteError) as refusal:
        read_site("strike", ADDRESS, content, Surroundings())
    assert len(str(refusal.value)) < 200


_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
_JSON = st.recursive(_SCALARS, lambda one: st.lists(one) | st.dictionaries(st.text(), one))


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_damaged_data_are_read_or_refused(data: st.DataObject) -> None:
    """With any value of a whole dossier replaced by any other, nothing but a refusal is raised."""
    whole = deepcopy(DATA)
    part, key = whole, data.draw(st.sampled_from(sorted(whole)))
    while isinstance(part[key], dict | list) and part[key] and data.draw(st.integers(0, 9)):
        part = part[key]
        keys = sorted(part) if isinstance(part, dict) else range(len(part))
        key = data.draw(st.sampled_from(keys))
    if isinstance(part, dict) and data.draw(st.booleans()):
        del part[key]
    else:
        part[key] = data.draw(_JSON)
    try:
        site = read_site("strike", ADDRESS, json.dumps(whole).encode(), Surroundings())
    except SiteError as error:
        assert str(error)
    else:
        assert all(one.id.startswith("strike:") for one in site.objects)
        assert Index({}, {}, {}, sites={"strike": site}).instants.places.keys() == {
            one.id for one in site.objects if isinstance(one, Claim)
        }


@pytest.mark.parametrize(
    ("address", "is_good"),
    [("https://strike.example/", True), ("http://strike.example/a/b/", True),
     ("https://strike.example", False), ("strike.example/", False), ("/strike/", False),
     ("file:///etc/", False), ("javascript:alert(1)/", False), ("https://a@strike.example/", False),
     ("https://strike.example/?a=/", False), ("https://strike.example/#/", False)],
)  # fmt: skip
def test_address_of_a_site(address: str, is_good: bool) -> None:
    """One of the web, of a folder, and of nobody in particular."""
    assert is_good is not bool(fault_of_address(address))


def _site(*objects: Object) -> OtherSite:
    pages = {one.id: "a.html#a" for one in objects}
    return OtherSite("strike", ADDRESS, "Strike", digest_of_site(b""), objects, {}, {}, pages)


def test_bodies_of_one_name_are_one() -> None:
    """By any of their names, whatever case and accents; those of other names are others."""
    (here,) = (one for one in OBJECTS if one.id == "office")
    assert isinstance(here, Actor)
    there = replace(here, id="strike:port-office", name="Hafenamt Alda", of="")
    voice = replace(
        here, id="strike:voice", name="A voice", also=(), of="strike:port-office", side=""
    )
    other = replace(here, id="strike:other", name="Another", also=(), side="strike:a")
    index = replace(dossier(), sites={"strike": _site(there, voice, other)}, _of_days={})
    assert index.line_of("strike:voice") == ["strike:voice", "strike:port-office", "office"]
    assert index.body_of("strike:voice") == index.body_of("office")
    assert index.side_of("strike:voice") == "shore"
    assert index.body_of("strike:other") == "strike:other"
    assert (index.side_of("strike:other"), index.side_at_home("strike:other")) == ("", "strike:a")
    assert index.titles["strike:other"] == "Another (Strike)"
    assert "strike:other" not in index.own


def test_publisher_is_one_of_its_own_dossier() -> None:
    """A source of ours is not by a paper of another site; theirs may be by one of ours."""
    paper = replace(OBJECTS[5], id="strike:courier", name="The Courier", kind="media", also=())
    here = Source("a", paper.where, "misc", "A", publisher="The Courier")
    there = replace(here, id="strike:a")
    site = replace(_site(paper), sources={"strike:a": there})
    index = Index({}, {"a": here}, {}, sites={"strike": site})
    assert index.publisher_of == {"strike:a": "strike:courier"}
    ours = replace(paper, id="courier")
    with_ours = replace(index, pages={"p": Page("p", objects=(ours,))}, _of_days={})
    assert with_ours.publisher_of == {"a": "courier", "strike:a": "strike:courier"}
    assert (with_ours.twin("strike:courier"), with_ours.twin("courier")) == ("courier", "courier")


def test_keys_of_ours_go_first() -> None:
    """A key of a .bib file may have a colon too."""
    here, there = (Source("strike:a", OBJECTS[0].where, "misc", name) for name in ("Here", "There"))
    site = replace(_site(), sources={"strike:a": there, "strike:b": there})
    index = Index({}, {"strike:a": here}, {}, sites={"strike": site})
    assert index.source("strike:a") is here
    assert index.source("strike:b") is there
    assert index.source("strike:c") is None


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ([{"part": "acts", "word": "rebuts", "like": "denies", "label": "rebutted"}], "denies"),
        ([{"part": "acts", "word": "rebuts", "like": "refuses"}], "rebuts"),
        ([{"part": "verbs", "word": "rebuts", "like": "denies"}], "rebuts"),
        ([{"part": "acts", "word": ["rebuts"], "like": "denies"}], "rebuts"),
        ([{"part": "acts", "word": "asserts", "like": "denies"}], "rebuts"),
        ([], "rebuts"),
    ],
)
def test_words_of_another_dossier_act_like_known_ones(words: list[Any], known: str) -> None:
    """An act that they have added has the rules that their data say; nonsense has none."""
    data = changed(act="rebuts") | {"vocabulary": words}
    (found,) = [one for one in read(data).objects if isinstance(one, Claim)]
    assert ("rebuts", known) == (found.act, found.known_act)
    (actor,) = [one for one in read(data).objects if isinstance(one, Actor)]
    assert "" == actor.like
    with pytest.raises(SiteError):
        read(data | {"vocabulary": {"acts": {}}})
