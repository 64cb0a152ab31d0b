"""The made-up knowledge base of the benchmark, as each of the three tools writes it."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PAGE: Final = 10
"""Objects on a page: two actors, then eight claims by them."""
STORY: Final = 100
"""Objects that belong together: relations stay inside a story."""
SOURCE: Final = 2
"""Objects that cite one source; the knowledge base of this repository has 1.3 a source."""
RENAMED: Final = "actor-5"
"""The object that gets a new name; claims of other pages are about it."""
RESTATED: Final = "claim-12"
"""The claim that gets another text; claims of other pages relate to it."""

_DAYS: Final = 7000
"""Over how many days the claims are spread: some nineteen years."""
_INTRODUCTION: Final = "This page holds what was said about one place in some weeks."
_WORDS: Final = [
    "army", "border", "bridge", "ceasefire", "column", "commander", "convoy", "council",
    "crossing", "district", "drone", "early", "evening", "force", "front", "government",
    "height", "journalist", "later", "line", "losses", "ministry", "morning", "number",
    "office", "positions", "region", "reported", "residents", "river", "road", "settlement",
    "shelling", "side", "soldiers", "spokesman", "statement", "station", "town", "troops",
    "unit", "valley", "vehicle", "village", "volunteers", "witness",
]  # fmt: skip


class Item(NamedTuple):
    """An object: its name, text, fields, three relations to others, and the source it cites.

    Some fields name an object too: ``by`` and ``to`` of a claim.
    """

    id: str
    name: str
    text: str
    fields: dict[str, str]
    relations: tuple[tuple[str, str], ...]
    source: str

    @property
    def kind(self) -> str:
        """``actor`` or ``claim``."""
        return self.id.partition("-")[0]


def generate(count: int) -> list[Item]:
    """``count`` objects, in whole stories; always the same ones for a count."""
    chance = random.Random(count)
    return [
        _actor(i, chance) if _is_actor(i) else _claim(i, _day(i, count), chance)
        for i in range(count)
    ]


def _day(number: int, count: int) -> date:
    """When a claim was made: in order, and at any count before the sources, which are of 2020."""
    return date(2000, 1, 1) + timedelta(days=number * _DAYS // count)


def _is_actor(number: int) -> bool:
    return number % PAGE in (0, 5)


def _peers(number: int) -> list[int]:
    """The numbers of the other objects of the same kind in the same story, in order."""
    first, kind = number - number % STORY, _is_actor(number)
    same_kind = (peer for peer in range(first, first + STORY) if _is_actor(peer) == kind)
    return [peer for peer in same_kind if peer != number]


def _act(number: int) -> str:
    return ("asserts", "accuses", "warns", "assesses")[number % 4]


def _witnesses(number: int) -> list[int]:
    """The claims that may corroborate one: of the other body of the story, and alike."""
    is_opinion, half = number % 4 > 1, number % PAGE < 5
    return [
        peer for peer in _peers(number) if (peer % 4 > 1, peer % PAGE < 5) == (is_opinion, not half)
    ]


def _word(number: int) -> str:
    return _WORDS[number % len(_WORDS)]


def _sentence(chance: random.Random, length: int) -> str:
    return " ".join(chance.choices(_WORDS, k=length)).capitalize()


def _actor(number: int, chance: random.Random) -> Item:
    """An actor with six fields, of which its name is one, and three relations."""
    name = f"{_word(number).capitalize()} {_word(number // 7).capitalize()} {number}"
    ends = [f"actor-{peer}" for peer in chance.sample(_peers(number), 3)]
    # The two actors of the first page of a story are bodies, for which the others speak.
    body = number - number % STORY + number % PAGE
    relations = [("see", end) for end in ends]
    if body != number:
        relations[0] = ("of", f"actor-{body}")
    fields = {
        "kind": "government-body" if body == number else "person",
        "also": f"{name} the {chance.choice(_WORDS)}",
        "garbled": f"{name}x",
        "role": _sentence(chance, 3),
        "side": "south" if number % PAGE else "north",
    }
    text = f"{_sentence(chance, 20)}."
    source = f"source-{number // SOURCE}"
    return Item(f"actor-{number}", name, text, fields, tuple(relations), source)


def _claim(number: int, day: date, chance: random.Random) -> Item:
    """A claim with six fields and three relations, by the last actor before it on its page."""
    text = f"{_sentence(chance, 30)} {number}."
    speaker = number - number % 5
    witnesses = _witnesses(number)
    one = chance.choice(witnesses)
    # Nobody turns against what he corroborates, or is corroborated by.
    others = [peer for peer in _peers(number) if peer not in witnesses]
    other = chance.choice(others)
    # Nobody updates what is said later: our build reports that.
    earlier = [peer for peer in _peers(number) if peer < number]
    last = ("updates", chance.choice(earlier)) if earlier else ("denied-by", other)
    relations = (("corroborates", one), ("disputes", other), last)
    fields = {
        "by": f"actor-{speaker}",
        "act": _act(number),
        "said": day.isoformat(),
        "basis": f"relative: {_sentence(chance, 3)}",
        "to": f"actor-{chance.choice(_peers(speaker))}",
        "searched": _sentence(chance, 6),
    }
    return Item(
        id=f"claim-{number}",
        name=" ".join(text.split()[:10]),
        text=text,
        fields=fields,
        relations=tuple((word, f"claim-{end}") for word, end in relations),
        source=f"source-{number // SOURCE}",
    )


def rename(items: list[Item]) -> list[Item]:
    """The same objects, of which :data:`RENAMED` has a new name."""
    return [
        item._replace(name=f"Renamed {item.name}") if item.id == RENAMED else item for item in items
    ]


def restate(items: list[Item]) -> list[Item]:
    """The same objects, of which the claim :data:`RESTATED` says something else."""
    return [
        item._replace(text=f"Another word. {item.text}") if item.id == RESTATED else item
        for item in items
    ]


def write_plain(item: Item) -> Iterator[str]:
    """An object as a heading with a label, its text, and a list."""
    yield f"({item.id})=\n## {item.name}\n\n{item.text} {{cite:p}}`{item.source}`\n"
    for word, value in (*item.fields.items(), *item.relations):
        yield f"- {word}: [](#{value})" if _is_link(value) else f"- {word}: {value}"


def _is_link(value: str) -> bool:
    return value.startswith(("actor-", "claim-"))


def write_dossier(item: Item) -> Iterator[str]:
    """An object as a directive of this project."""
    links = [end for word, end in item.relations if word == "see"]
    options = {**item.fields, **dict(item.relations)}
    options.pop("see", None)
    if item.kind == "claim":
        yield f":::{{claim}} {item.id}"
        # Two claims corroborate each other only in what both of them state.
        options["corroborates"] += ' "both name the same town"'
        yield from (f":{word}: {value}" for word, value in options.items())
        yield f":cites: {item.source}\n{item.text}\n:::"
    else:
        yield f":::{{actor}} {item.name}\n:id: {item.id}"
        yield from (f":{word}: {value}" for word, value in options.items())
        yield f"{item.text} {{cite:p}}`{item.source}`"
        yield "".join(f" [](#{end})" for end in links).strip() + "\n:::"


def write_needs(item: Item) -> Iterator[str]:
    """An object as a need."""
    ends: dict[str, list[str]] = {}
    for word, end in item.relations:
        ends.setdefault(word.replace("-", "_"), []).append(end)
    options = item.fields | {word: ", ".join(ids) for word, ids in ends.items()}
    yield f":::{{{item.kind}}} {item.name}\n:id: {item.id}"
    yield from (f':{word}: "{value}"' for word, value in options.items())
    yield f"\n{item.text} {{cite:p}}`{item.source}`\n:::"


_SETTINGS: Final = """\
extensions = ["myst_parser", "sphinxcontrib.bibtex", {extension}]
myst_enable_extensions = ["colon_fence"]
myst_ref_domains = ["std", {domain}]
bibtex_bibfiles = ["sources.bib"]
bibtex_default_style = {style}
bibtex_tooltips = False
html_theme = "basic"
html_copy_source = False
"""
_SEARCH: Final = Path(__file__).parents[1] / "node_modules/minisearch/dist/umd/index.js"
"""The library of the search, which a wheel brings: with it, Sphinx's own index is left out."""
_DOSSIER_SETTINGS: Final = f"""\
dossier_search_library = {str(_SEARCH)!r}
dossier_short_names = True
dossier_site_wide = ["citations", "frames", "prose", "data", "search", "metadata"]
bibtex_cite_id = "cite-{{key}}"
dossier_sides = {{"north": "Northern side", "south": "Southern side"}}
"""
_NEEDS_SETTINGS: Final = """\
_types = ("actor", "claim")
_links = ("by", "to", "of", "see", "corroborates", "disputes", "denied_by", "updates")
_fields = ("act", "said", "basis", "searched", "kind", "also", "garbled", "role", "side")
needs_types = [{"directive": word, "title": word, "prefix": ""} for word in _types]
needs_links = {word: {"incoming": f"{word} of", "outgoing": word} for word in _links}
needs_fields = {word: {"nullable": True} for word in _fields}
needs_id_regex = "^[a-z0-9-]+$"
"""


class Variant(NamedTuple):
    """A way of keeping a knowledge base: its settings, and how it writes an object."""

    settings: str
    write: Callable[[Item], Iterator[str]]


VARIANTS: Final = {
    "plain": Variant(_SETTINGS.format(extension="", domain="", style='"plain"'), write_plain),
    "needs": Variant(
        _SETTINGS.format(extension='"sphinx_needs"', domain="", style='"plain"') + _NEEDS_SETTINGS,
        write_needs,
    ),
    "ours": Variant(
        _SETTINGS.format(extension='"sphinx_dossier"', domain='"dossier"', style='"dossier"')
        + _DOSSIER_SETTINGS,
        write_dossier,
    ),
}


def write_project(
    folder: Path, variant: Variant, items: Sequence[Item], introduction: str = _INTRODUCTION
) -> None:
    """Write the source folder; files that would stay the same are left alone.

    Sphinx reads again what has a new time, so otherwise a second build would read everything.
    ``introduction`` is the prose at the head of the first page; the others have the usual one.
    """
    _write(folder / "conf.py", variant.settings)
    toctree = "```{toctree}\n:glob:\n\npages/*\nsources\n```\n"
    _write(folder / "index.md", f"# Knowledge base\n\n{toctree}")
    _write(folder / "sources.md", "# Sources\n\n```{bibliography}\n:all:\n```\n")
    keys = sorted({item.source for item in items})
    _write(folder / "sources.bib", "\n".join(_entry(number) for number in range(len(keys))))
    for first in range(0, len(items), PAGE):
        lines = [f"# Page {first // PAGE}\n", f"{_INTRODUCTION if first else introduction}\n"]
        for item in items[first : first + PAGE]:
            lines += [*variant.write(item), ""]
        _write(folder / "pages" / f"page-{first // PAGE:05}.md", "\n".join(lines))


def _entry(number: int) -> str:
    return f"""@online{{source-{number},
  author = {{Reporter {_word(number).capitalize()}}},
  title = {{Dispatch {number}}},
  publisher = {{Gazette {number}}},
  date = {{2020-01-01}},
  year = {{2020}},
  url = {{https://example.org/{number}}},
  urldate = {{2020-02-01}},
  langid = {{en}}
}}
"""


def _write(path: Path, text: str) -> None:
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
