"""A small dossier that can be edited at random: its pages, sources and passages, and the edits.

An edit is a name and three numbers, so that a walk of edits prints, repeats and shrinks well: the
numbers choose among what is there when the edit is made.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from projects import FONTS
from sphinx_dossier.core.manifests import decompose, write_manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

T = TypeVar("T")

CONF = f"dossier_picture_fonts = {str(FONTS)!r}\n"
CONF += """\
project = "Storm at Alda"
version = "3.1"
extensions = ["myst_parser", "sphinxcontrib.bibtex", "sphinx_dossier", "faults"]
myst_enable_extensions = ["colon_fence"]
dossier_short_names = True
dossier_site_wide = ["citations", "frames", "prose", "data", "search", "metadata"]
myst_ref_domains = ["std", "dossier"]
suppress_warnings = ["bibtex", "myst", "toc", "ref", "docutils"]
bibtex_bibfiles = ["sources.bib"]
bibtex_cite_id = "cite-{key}"
bibtex_default_style = "dossier"
dossier_sides = {"shore": "Shore", "sea": "Sea"}
html_theme = "basic"
html_theme_options = {"globaltoc_collapse": False}
dossier_as_of = "2031-03-04"
dossier_timezone = "Europe/Paris"
dossier_boundaries = "boundaries.json"
html_static_path = ["_static"]
html_css_files = ["own.css"]
templates_path = ["_templates"]
html_sidebars = {
    "**": ["globaltoc.html", "relations.html", "dossier-claims.html", "dossier-mentions.html"]
}
"""
SETTINGS: dict[str, tuple[object, ...]] = {
    "dossier_as_of": ("2031-03-09", "2031", "spring"),
    "dossier_sides": ({"shore": "The shore", "sea": "Sea"}, {"sea": "Sea", "shore": "Shore"}, {}),
    "dossier_timezone": ("Asia/Tokyo", "Alda"),
    "dossier_licence": ({"name": "CC0-1.0", "title": "CC0", "path": "https://cc.example"},),
    "dossier_passages": ("elsewhere",),
    "dossier_boundaries": ("", "gone.json"),
    "dossier_picture_fonts": ("gone",),
    "dossier_repository": ("https://host.example/alda",),
    "html_theme": ("alabaster",),
    "html_title": ("Another title",),
    "html_baseurl": ("https://example.org/news/",),
    "html_copy_source": (False,),
    "html_use_index": (False,),
    "html_secnumber_suffix": (") ",),
    "language": ("de",),
    "numfig": (True,),
    "project": ("Another storm",),
    "bibtex_cite_id": ("source-{key}",),
    "bibtex_default_style": ("plain",),
}
"""Settings beside those of :data:`CONF`, each with the values that an edit may give it."""
REPORT = """\
Storm reaches the port of Alda
The harbour office said that three boats had broken loose in the night.
"Nobody warned us," a fisherman told the paper.
The weather institute counted five boats on the next day.
Send us your comment
"""
IDS = (
    *("harbour-office", "ines-dovrin", "weather-institute", "river-wire", "the-courier"),
    *("alda", "coast", "reef", "storm-2031", "night-watch", "boats-lost", "late-warning"),
    *("office-three-boats", "institute-five-boats", "courier-seven-boats", "office-no-warning"),
    *("wire-three-boats", "gone-for-good"),
)
KEYS = ("courier-2031", "gazette-2031", "wire-2031", "gone-2031")
NAMES = ("Harbour office", "River Wire", "The Courier", "Alda", "Night of storm", "Élan vital")
DATES = (
    "2031-03-04",
    "2031-03",
    "2031-03-05T08:30+01:00",
    "2031-03-01/2031-03-09",
    "2031-03-04T23:30-05:00",
    "2031-03-04T10:00",
    "2031-03-01/",
    "2032-13",
)
CITATIONS = (
    'courier-2031 p1 "three boats had broken loose"',
    "courier-2031 p3",
    "courier-2031 p9",
    "gazette-2031",
    "wire-2031",
    "gone-2031",
)
VALUES: dict[str, tuple[str, ...]] = {
    "kind": ("person", "media", "government-body", "quantity", "instant", "occurrence", "nonsense"),
    "side": ("shore", "sea", "nowhere"),
    "role": ("harbour master", "reporter"),
    "garbled": ("Harbor offize", "Inez Dovrinn"),
    "also": ("de: Hafenamt", "Wire of the River"),
    "act": ("asserts", "denies", "reports", "assesses", "shouts"),
    "answers": (
        "boats-lost = 3",
        "boats-lost = 4..6",
        "late-warning = yes",
        "late-warning = no",
        "late-warning = about 06:00",
    ),
    "unit": ("boats", "ships"),
    "searched": ("shore: the harbour log", "sea: nothing"),
    "basis": ("stated", "inferred: from the log"),
    "drift": ("the speaker was dropped",),
    "coord": ("10.5, 20.25", "-3.1, 4", "north"),
    "precision": ("city", "region"),
    **dict.fromkeys(("said", "public", "when"), DATES),
    "not-before": ("2031-03-04T06:00Z courier-2031 p1", "2031-03-05 wire-2031", "2031"),
    "timezone": ("Asia/Tokyo", "America/New_York", "Alda"),
    "cumulative": ("yes", "no"),
    "short": ("boats", "in three words", "a label that is longer than any picture has room for"),
    "drift-parts": ("number: kept", "subject: changed to crews", "speaker"),
    "cites": CITATIONS,
}
FIELDS = {
    "actor": "kind side role of timezone also garbled",
    "place": "within also garbled coord precision cites",
    "event": "when basis at with part-of also cites",
    "question": "kind short unit cumulative about searched",
    "claim": (
        "by act said public not-before basis via cites answers to event at drift drift-parts short "
        "searched denies disputes corroborates repeats updates corrects concedes drifted-from "
        "denied-by repeated-by"
    ),
}
VIEWS = (
    ":::{ledger}\n:::",
    ":::{ledger}\n:about: alda\n:::",
    ":::{timeline}\n:::",
    ":::{timeline}\n:kind: claim\n:side: shore\n:::",
    ":::{timeline}\n:from: 2031-03-02\n:to: 2031-03-05\n:::",
    ":::{timeline}\n:compact: 2\n:::",
    ":::{figures}\n:::",
    ":::{figures}\n:about: boats-lost\n:::",
    ":::{chain} office-three-boats\n:::",
    ":::{chain} gone-for-good\n:::",
    ":::{objects}\n:kind: actor\n:side: sea\n:::",
    ":::{objects}\n:kind: claim\n:by: harbour-office\n:::",
    ":::{objects}\n:kind: source\n:::",
    ":::{objects}\n:kind: place\n:::",
    ":::{figures}\n:as-of: 2031-03-05\n:::",
    ":::{knowing}\n:::",
    ":::{knowing}\n:event: storm-2031\n:article: courier-2031\n:main: boats-lost\n:::",
    ":::{map}\n:::",
    ":::{relations}\n:::",
    ":::{relations}\n:about: harbour-office\n:::",
    ":::{ledger}\n:as-of: 2031-03-05\n:::",
    ":::{correction} 2031-03-08\nIt had been two boats.\n:::",
    ":::{legend} status\n:::",
    ":::{legend} terms\n:::",
    ":::{anatomy} office-three-boats\n:::",
    ":::{anatomy} gone-for-good\n:parts: status\n:::",
    ":::{balance}\n:::",
    "```{bibliography}\n:filter: cited\n:keyprefix: b-\n:labelprefix: B\n```",
    ":::{coverage} courier-2031\n:uncited: p2 nobody is named\n:::",
)
PROSE = (
    "It is told in [the storm](storm.md) and in [](places.md).",
    "See [](#{id}), [by name](#{id}) and once more <project:#{id}>.",
    "{{actor}}`{id}`, {{place}}`{id}`, {{event}}`{id}`, {{question}}`{id}`, {{claim}}`{id}`.",
    "{{claim}}`so they said <{id}>` and {{dossier:actor}}`{id}`.",
    "One paper has it {{cite:p}}`{key}`; another {{cite:p}}`{key}{{¶ 1}},wire-2031{{¶ 9}}`.",
    "See [](#the-label), {{ref}}`the-label` and {{doc}}`storm`.",
    "Written as {{garbled}}`Inez Dovrinn`, or Inez Dovrinn.",
    "(label-{number})=\n## A heading with [](#label-{number})",
    "## Heading {number}",
    "```{{index}} watch {number}\n```",
    "```{{index}} Watch; of the night\n```",
    "```{{include}} {snippet}\n```",
    "```{{literalinclude}} {snippet}\n```",
    "![A drawing]({picture})",
    "```{{figure}} {picture}\n:name: figure-{number}\n\nFigure {number}\n```",
    "Nothing new was heard on day {number}.",
    "It went **on** and on, `{number}` times.\n\nThen it ended.",
    "- one\n- two, of {number}\n",
    "{{numref}}`figure-{number}` and {{download}}`the words <{snippet}>`.",
)
SNIPPETS = ("/snippets/said.txt", "/snippets/seen.txt", "/snippets/gone.txt")
PICTURES = ("/pictures/port.svg", "/pictures/reef.svg", "/pictures/gone.svg")
RETIRED = ("/old/storm", "/notes", "/deep/new", "/old/actors", "gone-for-good", "alda")


@dataclass
class DraftObject:
    """An object as an author writes it; ``name`` is the id of a claim."""

    kind: str
    id: str
    name: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    text: str = ""

    def __str__(self) -> str:
        options = {"id": [self.id]} if self.kind != "claim" else {}
        lines = [f":::{{{self.kind}}} {self.id if self.kind == 'claim' else self.name}"]
        for option, values in (options | self.fields).items():
            lines += [f":{option}: {values[0]}"] if len(values) == 1 else [f":{option}: |"]
            lines += [f"  {value}" for value in values if len(values) > 1]
        return "\n".join([*lines, self.text, ":::"])


Block = DraftObject | str


class Times(Enum):
    """The times under which files come: a backup or ``rsync -t`` brings others than an editor."""

    NEW = "now"
    OLD = "long ago"
    SAME = "as the file before"


_OWN = (".md", ".json", ".txt", ".svg", ".css", ".html")
"""The endings of files that are removed when the draft has them no longer."""


@dataclass
class Draft:
    """The dossier as it is meant to be; :meth:`save` brings a folder to that state."""

    pages: dict[str, tuple[str, list[Block]]]
    entries: dict[str, dict[str, str]]
    report: list[str]
    toctree: list[str]
    caption: str = "Pages"
    manifest: str = "good"
    count: int = 0
    touched: bool = False
    days: dict[str, str] = field(default_factory=dict)
    numbered: str = ""
    settings: dict[str, object] = field(default_factory=dict)
    side_files: dict[str, str] = field(default_factory=dict)
    """Files beside the pages by name, as they are written."""
    retired: dict[str, str] = field(default_factory=dict)
    """What was retired, and what has taken its place."""
    published: list[str] = field(default_factory=list)

    def objects(self) -> list[tuple[list[Block], DraftObject]]:
        """Every object with the page it stands on."""
        return [
            (blocks, block)
            for _, blocks in self.pages.values()
            for block in blocks
            if isinstance(block, DraftObject)
        ]

    def files(self) -> dict[str, str]:
        """The files of the dossier and their text."""
        found = {f"{name}.md": self._page(name) for name in self.pages}
        found["conf.py"] = CONF + "".join(
            f"{name} = {value!r}\n" for name, value in self.settings.items()
        )
        found |= self.side_files
        found["tombstones.toml"] = "\n".join(_tombstone(*one) for one in self.retired.items())
        found["ids.txt"] = "\n".join([*self.published, ""])
        found["sources.bib"] = "\n".join(_entry(*entry) for entry in self.entries.items())
        if self.manifest != "none":
            manifest = decompose("\n".join(self.report), "courier-2031", "salt", _furniture(self))
            text = write_manifest(manifest)
            found["sources/courier-2031.passages.json"] = (
                text if self.manifest == "good" else text[:-9]
            )
        return found

    def _page(self, name: str) -> str:
        title, blocks = self.pages[name]
        parts = [f"# {title}", *map(str, blocks)]
        if day := self.days.get(name):
            parts.insert(0, f"---\nas-of: {day}\n---")
        if name == "index":
            names = "\n".join(self.toctree)
            options = f":caption: {self.caption}\n{self.numbered}"
            parts.append(f"```{{toctree}}\n{options}\n{names}\n```")
        return "\n\n".join(parts) + "\n"

    def save(self, folder: Path, times: Times = Times.NEW) -> None:
        """Write what has changed, with such times, and remove what is gone."""
        files = self.files()
        for path in [path for ending in _OWN for path in folder.rglob(f"*{ending}")]:
            if path.relative_to(folder).as_posix() not in files and ".git" not in path.parts:
                path.unlink()
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                _write(path, text, times)
            elif self.touched and path.suffix == ".md":
                os.utime(path)
        self.touched = False


def _write(path: Path, text: str, times: Times) -> None:
    before = path.stat() if path.is_file() else None
    path.write_text(text, encoding="utf-8")
    if times is Times.OLD:
        os.utime(path, (1_900_000_000, 1_900_000_000 - len(text)))
    elif times is Times.SAME and before:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _tombstone(name: str, replacement: str) -> str:
    lines = [f'["{name}"]', 'reason = "It went."', 'since = "2031-03-09"']
    return "\n".join([*lines, *([f'replaced_by = "{replacement}"'] if replacement else []), ""])


def _furniture(draft: Draft) -> dict[str, str]:
    return {f"p{len(draft.report) - 1}": "furniture"}


def _entry(key: str, fields: dict[str, str]) -> str:
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@online{{{key},", *lines, "}", ""])


def first_draft() -> Draft:
    """A dossier of eleven pages with every kind of object, every view and every kind of link."""

    def object_(kind: str, identifier: str, name: str, text: str, /, **fields: str) -> DraftObject:
        values = {key.strip("_").replace("_", "-"): [value] for key, value in fields.items()}
        return DraftObject(kind, identifier, name, values, text)

    people: list[Block] = [
        object_(
            "actor",
            "harbour-office",
            "Harbour office of Alda",
            "An office.",
            kind="government-body",
            side="shore",
        ),
        object_(
            "actor",
            "ines-dovrin",
            "Ines Dovrin",
            "The master.",
            kind="person",
            of="harbour-office",
            role="harbour master",
            garbled="Inez Dovrinn",
        ),
        "## Others",
        object_(
            "actor",
            "weather-institute",
            "Weather institute",
            "An institute.",
            kind="research-organisation",
            side="sea",
        ),
        object_("actor", "river-wire", "River Wire", "An agency.", kind="media"),
        object_("actor", "the-courier", "The Courier", "A paper.", kind="media"),
    ]
    places: list[Block] = [
        object_("place", "alda", "Alda", "A port.", within="coast", coord="10.5, 20.25"),
        object_("place", "coast", "Coast", "The coast."),
        DraftObject(
            "place",
            "reef",
            "Reef",
            {
                "within": [
                    "coast according-to harbour-office",
                    "alda according-to weather-institute",
                ]
            },
            "A reef.",
        ),
    ]
    storm: list[Block] = [
        object_(
            "event",
            "storm-2031",
            "A storm reaches Alda",
            "The storm.",
            when="2031-03-04",
            at="alda",
            with_="harbour-office",
            cites="courier-2031 p1",
        ),
        object_(
            "event",
            "night-watch",
            "A watch is kept",
            "A watch.",
            when="2031-03-03",
            part_of="storm-2031",
            cites="wire-2031",
        ),
        object_(
            "claim",
            "office-three-boats",
            "",
            "The harbour office said three boats were loose.",
            by="ines-dovrin",
            act="asserts",
            said="2031-03-04",
            answers="boats-lost = 3",
            cites=CITATIONS[0],
            event="storm-2031",
            at="alda",
        ),
        object_(
            "claim",
            "wire-three-boats",
            "",
            "The wire passed on that three boats were loose.",
            by="river-wire",
            act="reports",
            said="2031-03-04",
            via="harbour-office",
            repeats="office-three-boats",
            cites="wire-2031",
        ),
    ]
    rivals: list[Block] = [
        object_(
            "claim",
            "institute-five-boats",
            "",
            "The institute counted five boats.",
            by="weather-institute",
            act="asserts",
            said="2031-03-05",
            answers="boats-lost = 5",
            cites="courier-2031 p3",
            disputes="office-three-boats",
            to="harbour-office",
        ),
        object_(
            "claim",
            "courier-seven-boats",
            "",
            "The Courier wrote of seven boats.",
            by="the-courier",
            act="reports",
            said="2031-03-05",
            drift="a number grew",
            drifted_from="wire-three-boats",
            cites="gazette-2031",
            answers="boats-lost = 7",
        ),
        object_(
            "claim",
            "office-no-warning",
            "",
            "The office denied that the warning came late.",
            by="harbour-office",
            act="denies",
            said="2031-03-06",
            cites="gazette-2031",
            answers="late-warning = no",
            denies="courier-seven-boats",
        ),
    ]
    questions: list[Block] = [
        object_(
            "question",
            "boats-lost",
            "How many boats?",
            "Boats of all sizes.",
            kind="quantity",
            unit="boats",
            about="alda",
        ),
        object_(
            "question",
            "late-warning",
            "Was the warning late?",
            "The warning.",
            kind="occurrence",
            searched="sea: the log of the institute",
        ),
    ]
    notes = [PROSE[at].format(id="alda", key="courier-2031", number=0) for at in (0, 1, 2, 4, 5)]
    pages: dict[str, tuple[str, list[Block]]] = {
        "index": ("Storm at Alda", ["The [](#harbour-office) and [](#office-three-boats)."]),
        "people": ("People", people),
        "places": ("Places", places),
        "storm": ("The storm", storm),
        "deep/rivals": ("Rival figures", rivals),
        "questions": ("Questions", [*questions, VIEWS[0]]),
        "times": ("Times", [VIEWS[2], VIEWS[5], VIEWS[7], *VIEWS[11:16]]),
        "deep/report": ("The report", [VIEWS[-1]]),
        "sources": ("Sources", ["```{bibliography}\n:all:\n```"]),
        "notes": ("Notes", ["(the-label)=\n## Labelled", *notes]),
        "shown": ("Shown", [*_taken_in(), VIEWS[15], "```{toctree}\n:numbered:\n\nnotes\n```"]),
    }
    entry = {"title": "Boats loose", "date": "2031-03-06", "langid": "en"}
    entries = {
        "courier-2031": entry | {"publisher": "The Courier"},
        "gazette-2031": entry | {"publisher": "Gazette", "url": "https://example.org/g"},
        "wire-2031": entry | {"publisher": "River Wire", "author": "Oro, Ada"},
    }
    listed = [name for name in pages if name not in ("index", "notes")]
    return Draft(
        pages,
        entries,
        REPORT.splitlines(),
        listed,
        side_files=_side_files(),
        retired={"/old/storm": "/storm"},
        published=["alda", "/storm"],
    )


def _taken_in() -> list[Block]:
    """Words, a drawing and a download from files beside the pages."""
    words = {"snippet": SNIPPETS[0], "picture": PICTURES[0], "number": 0}
    return [one.format(**words) for one in PROSE[-5:]]


def _side_files() -> dict[str, str]:
    files = {f"snippets/{name}.txt": f"What was *{name}*.\n" for name in ("said", "seen")}
    files |= {f"pictures/{name}.svg": _drawing(10) for name in ("port", "reef")}
    return files | {
        "boundaries.json": _boundaries(10),
        "search.toml": _reader_words("boats-lost", 0),
        "_static/own.css": "a { color: red }\n",
        "_templates/dossier-mentions.html": "<p>Own template 0</p>\n",
    }


def _drawing(width: int) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="9"/>\n'


def _boundaries(east: int) -> str:
    line = {"kind": "border", "steps": [100, 200, east, 10]}
    return json.dumps({"attribution": "Nobody", "grid": 10, "lines": [line], "areas": []})


def _reader_words(target: str, number: int) -> str:
    return f'same = [["boat", "ship {number}"]]\n[asked]\n{target} = ["how many {number}"]\n'


class Edit(NamedTuple):
    """A name out of :data:`EDITS` and the numbers that choose what is edited, and how."""

    name: str
    where: int
    what: int
    how: int


def apply(edit: Edit, draft: Draft) -> None:
    """Make the edit."""
    draft.count += 1
    EDITS[edit.name](draft, edit)


def _pick(choices: Sequence[T], number: int) -> T:
    return choices[number % len(choices)]


def _object(draft: Draft, number: int) -> tuple[list[Block], DraftObject]:
    return _pick(draft.objects() or [([], DraftObject("place", "nowhere", "Nowhere"))], number)


def _blocks(draft: Draft, number: int) -> list[Block]:
    return _pick(list(draft.pages.values()), number)[1]


def _fresh_values(option: str, edit: Edit) -> list[str]:
    """One or two values for an option, good ones and bad ones; ids where it takes ids."""
    known = VALUES.get(option, IDS)
    first, second = _pick(known, edit.what), _pick(known, edit.what // len(known) + edit.how)
    if option == "within" and edit.how % 2:
        return [f"{first} according-to {_pick(IDS[:5], edit.how)}"]
    return [first, second] if edit.how % 3 == 0 and first != second else [first]


def _add_object(draft: Draft, edit: Edit) -> None:
    kind = _pick(list(FIELDS), edit.what)
    identifier = _pick([*IDS, f"new-{draft.count}"], edit.how)
    options = FIELDS[kind].split()
    chosen = {_pick(options, edit.where + step * edit.what) for step in range(6)}
    fields = {
        option: _fresh_values(option, Edit("", 0, edit.what + at, edit.how + at))
        for at, option in enumerate(options)
        if option in chosen
    }
    words = f"What number {draft.count} says, by [](#{_pick(IDS, edit.what)})."
    _blocks(draft, edit.where).append(
        DraftObject(kind, identifier, _pick(NAMES, edit.how), fields, words)
    )


def _change_field(draft: Draft, edit: Edit) -> None:
    _, object_ = _object(draft, edit.where)
    option = _pick(FIELDS[object_.kind].split(), edit.what)
    if option in object_.fields and edit.how % 3 == 0:
        del object_.fields[option]
    else:
        object_.fields[option] = _fresh_values(option, edit)


def _change_text(draft: Draft, edit: Edit) -> None:
    _, object_ = _object(draft, edit.where)
    object_.text = (
        f"Now number {draft.count} says so, and [the port](#{_pick(IDS, edit.what)}) too."
    )


def _rename_object(draft: Draft, edit: Edit) -> None:
    _object(draft, edit.where)[1].name = f"{_pick(NAMES, edit.what)} {edit.how % 5}"


def _renumber_object(draft: Draft, edit: Edit) -> None:
    """What referred to the old id dangles."""
    _object(draft, edit.where)[1].id = _pick([*IDS, f"other-{draft.count}"], edit.what)


def _remove_object(draft: Draft, edit: Edit) -> None:
    blocks, object_ = _object(draft, edit.where)
    if object_ in blocks:
        blocks.remove(object_)


def _duplicate_object(draft: Draft, edit: Edit) -> None:
    _, object_ = _object(draft, edit.where)
    copy = DraftObject(object_.kind, object_.id, object_.name, dict(object_.fields), object_.text)
    if edit.how % 2:
        copy.text = f"The copy says number {draft.count}."
    _blocks(draft, edit.what).append(copy)


def _move_object(draft: Draft, edit: Edit) -> None:
    _, object_ = _object(draft, edit.where)
    _remove_object(draft, edit)
    target = _blocks(draft, edit.what)
    target.insert(edit.how % (len(target) + 1), object_)


def _add_prose(draft: Draft, edit: Edit) -> None:
    words = {
        "id": _pick(IDS, edit.how),
        "key": _pick(KEYS, edit.how),
        "number": draft.count,
        "snippet": _pick(SNIPPETS, edit.how),
        "picture": _pick(PICTURES, edit.how),
    }
    blocks = _blocks(draft, edit.where)
    blocks.insert(edit.how % (len(blocks) + 1), _pick(PROSE, edit.what).format(**words))


def _add_view(draft: Draft, edit: Edit) -> None:
    blocks = _blocks(draft, edit.where)
    blocks.insert(edit.how % (len(blocks) + 1), _pick(VIEWS, edit.what))


def _remove_words(draft: Draft, edit: Edit) -> None:
    blocks = _blocks(draft, edit.where)
    words = [block for block in blocks if isinstance(block, str)]
    if words:
        blocks.remove(_pick(words, edit.what))


def _add_page(draft: Draft, edit: Edit) -> None:
    name = _pick(["new", "deep/new", "storm", "notes", f"page-{draft.count}"], edit.what)
    if name not in draft.pages:
        draft.pages[name] = (f"Page {edit.how}", [])
        _add_prose(draft, Edit("", list(draft.pages).index(name), edit.how, edit.where))
        draft.toctree += [name] if name not in draft.toctree else []


def _remove_page(draft: Draft, edit: Edit) -> None:
    """Every other time the page stays in the table of contents."""
    name = _pick(list(draft.pages), edit.where)
    if name != "index" and len(draft.pages) > 6:
        del draft.pages[name]
        if name in draft.toctree and edit.how % 2:
            draft.toctree.remove(name)


def _rename_page(draft: Draft, edit: Edit) -> None:
    old = _pick(list(draft.pages), edit.where)
    new = _pick(["aa", "zz", "deep/zz", "storm/index", f"{old}-{draft.count}"], edit.what)
    if old != "index" and new not in draft.pages:
        draft.pages = {
            new if name == old else name: reported for name, reported in draft.pages.items()
        }
        draft.toctree = [new if name == old else name for name in draft.toctree if name != new]


def _retitle_page(draft: Draft, edit: Edit) -> None:
    name = _pick(list(draft.pages), edit.where)
    draft.pages[name] = (f"{_pick(NAMES, edit.what)} {edit.how % 3}", draft.pages[name][1])


def _change_day(draft: Draft, edit: Edit) -> None:
    days = ("", "2031-03-04", "2031-03-05", "2031-04", "spring")
    draft.days[_pick(list(draft.pages), edit.where)] = _pick(days, edit.what)


def _turn_toctree(draft: Draft, edit: Edit) -> None:
    at = edit.where % (len(draft.toctree) + 1)
    draft.toctree = draft.toctree[at:] + draft.toctree[:at]
    draft.caption = f"Pages {edit.what % 2}"


def _change_entry(draft: Draft, edit: Edit) -> None:
    name, value = _pick(
        [("date", "2030-01-01"), ("date", "2031-03-05"), ("date", "someday"),
         ("publisher", "Gazette"), ("publisher", "The Courier"), ("publisher", "River Wire"),
         ("title", "{Boats} ashore"), ("url", "https://example.org/new"), ("langid", "de"),
         ("label", "Wire"), ("note", "Seen in print")],
        edit.what,
    )  # fmt: skip
    if draft.entries:
        draft.entries[_pick(list(draft.entries), edit.where)][name] = value


def _add_entry(draft: Draft, edit: Edit) -> None:
    entry = {"title": "Another", "publisher": _pick(NAMES, edit.what), "date": "2031-03-06"}
    draft.entries.setdefault(_pick([*KEYS, f"new-{draft.count}"], edit.where), entry)


def _remove_entry(draft: Draft, edit: Edit) -> None:
    if len(draft.entries) > 1:
        del draft.entries[_pick(list(draft.entries), edit.where)]


def _change_report(draft: Draft, edit: Edit) -> None:
    draft.manifest = _pick(["good", "good", "good", "good", "none", "broken"], edit.where)
    if edit.what % 2:
        draft.report.insert(edit.how % len(draft.report), f"Line {draft.count} says more.")
    elif len(draft.report) > 2:
        del draft.report[edit.how % len(draft.report)]


def _number_sections(draft: Draft, edit: Edit) -> None:
    draft.numbered = _pick(["", ":numbered:\n", ":numbered: 1\n"], edit.what)


def _add_toctree(draft: Draft, edit: Edit) -> None:
    """The page becomes a parent, which a later edit may remove or rename."""
    names = _pick(list(draft.pages), edit.what), _pick(list(draft.pages), edit.how)
    option = _pick(["", ":numbered:\n", ":glob:\n", ":hidden:\n"], edit.how)
    entries = "deep/*" if option.startswith(":glob") else "\n".join(names)
    _blocks(draft, edit.where).append(f"```{{toctree}}\n{option}\n{entries}\n```")


def _change_setting(draft: Draft, edit: Edit) -> None:
    name = _pick(list(SETTINGS), edit.where)
    if name in draft.settings and edit.how % 2:
        del draft.settings[name]
    else:
        draft.settings[name] = _pick(SETTINGS[name], edit.what)


def _change_side_file(draft: Draft, edit: Edit) -> None:
    """Other words of the same length, another picture, no file at all, or one that comes back."""
    name = _pick(list(_side_files()), edit.where)
    if name in draft.side_files and edit.how % 5 == 0:
        del draft.side_files[name]
        return
    number = 100 + draft.count
    contents = {
        ".txt": f"What *{number}* was, by [](#{_pick(IDS, edit.what)}).\n",
        ".svg": _drawing(number),
        ".json": _boundaries(number) if edit.what % 4 else '{"lines": [',
        ".toml": _reader_words(_pick(IDS, edit.what), number) if edit.what % 4 else "[asked\n",
        ".css": f"a {{ width: {number}px }}\n",
        ".html": f"<p>Own template {number}</p>\n",
    }
    draft.side_files[name] = contents[f".{name.rpartition('.')[2]}"]


def _retire(draft: Draft, edit: Edit) -> None:
    name = _pick(RETIRED, edit.where)
    if name in draft.retired and edit.how % 2:
        del draft.retired[name]
    else:
        draft.retired[name] = _pick(["", "/storm", "alda", "/nowhere", "/old/storm"], edit.what)


def _publish(draft: Draft, edit: Edit) -> None:
    name = _pick([*IDS, "/storm", "/deep/new"], edit.where)
    if name in draft.published:
        draft.published.remove(name)
    else:
        draft.published.append(name)


def _touch_all(draft: Draft, edit: Edit) -> None:
    """Every page is read again, which lets ``-j 2`` read in parallel."""
    draft.touched = True


EDITS: dict[str, Callable[[Draft, Edit], None]] = {
    edit.__name__.strip("_"): edit
    for edit in (
        _add_object,
        _change_field,
        _change_text,
        _rename_object,
        _renumber_object,
        _remove_object,
        _duplicate_object,
        _move_object,
        _add_prose,
        _add_view,
        _remove_words,
        _add_page,
        _remove_page,
        _rename_page,
        _retitle_page,
        _change_day,
        _turn_toctree,
        _change_entry,
        _add_entry,
        _remove_entry,
        _change_report,
        _number_sections,
        _add_toctree,
        _change_setting,
        _change_side_file,
        _retire,
        _publish,
        _touch_all,
    )
}
