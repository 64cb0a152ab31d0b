"""Measures what a knowledge base costs to build: ours, plain MyST and sphinx-needs.

One made-up knowledge base is written in each of the three ways, then built from nothing, built
again without a change, and built after one object that others refer to got a new name. Each build
is a process of its own, of which the operating system measures processor time and peak memory.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
from datetime import date, timedelta
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

BUILD: Final = Path(__file__).parent.parent / "_build"
PAGE: Final = 10
"""Objects on a page: two actors, then eight claims by them."""
STORY: Final = 100
"""Objects that belong together: relations stay inside a story."""
SOURCE: Final = 2
"""Objects that cite one source; the knowledge base of this repository has 1.3 a source."""
EDITED: Final = "actor-5"
"""The object that gets a new name; claims of other pages are about it."""
TARGETS: Final = {"full": 0.35, "unchanged": 0.4, "edited": 0.4, "memory": 0.6}
"""The most that ours may cost at the largest size, as a part of what plain MyST costs."""

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
    return [_actor(i, chance) if _is_actor(i) else _claim(i, chance) for i in range(count)]


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


def _claim(number: int, chance: random.Random) -> Item:
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
        "said": (date(2000, 1, 1) + timedelta(days=number // 4)).isoformat(),
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
    """The same objects, of which :data:`EDITED` has a new name."""
    return [
        item._replace(name=f"Renamed {item.name}") if item.id == EDITED else item for item in items
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
_DOSSIER_SETTINGS: Final = """\
dossier_short_names = True
dossier_site_wide = ["citations", "frames", "prose", "data", "search", "metadata"]
bibtex_cite_id = "cite-{key}"
dossier_sides = {"north": "Northern side", "south": "Southern side"}
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


def write_project(folder: Path, variant: Variant, items: Sequence[Item]) -> None:
    """Write the source folder; files that would stay the same are left alone.

    Sphinx reads again what has a new time, so otherwise a second build would read everything.
    """
    _write(folder / "conf.py", variant.settings)
    toctree = "```{toctree}\n:glob:\n\npages/*\nsources\n```\n"
    _write(folder / "index.md", f"# Knowledge base\n\n{toctree}")
    _write(folder / "sources.md", "# Sources\n\n```{bibliography}\n:all:\n```\n")
    keys = sorted({item.source for item in items})
    _write(folder / "sources.bib", "\n".join(_entry(number) for number in range(len(keys))))
    for first in range(0, len(items), PAGE):
        lines = [f"# Page {first // PAGE}\n"]
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


class Cost(NamedTuple):
    """Processor seconds of a process with its children, and its peak memory in megabytes."""

    seconds: float
    memory: float


def build(python: str, folder: Path) -> Cost:
    """Build the project; a warning ends the measurement, because writing warnings costs time."""
    command = [python, "-m", "sphinx", "-q", "-W", "-b", "html", "-d", "trees", "source", "html"]
    with (folder / "log.txt").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit((folder / "log.txt").read_text(encoding="utf-8")[-3000:])
    # macOS counts bytes, Linux kilobytes (getrusage(2)).
    unit = 1e6 if sys.platform == "darwin" else 1e6 / 1024
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def measure(name: str, count: int, python: str, rounds: int) -> dict[str, float]:
    """What one variant costs at one size, by what is measured; of several rounds the least.

    The least is nearest to the work itself, because other programs only ever add to it.
    """
    folder = BUILD / "bench" / f"{name}-{count}"
    items = generate(count)
    least: dict[str, float] = {}
    for _ in range(rounds):
        shutil.rmtree(folder, ignore_errors=True)
        write_project(folder / "source", VARIANTS[name], items)
        full, unchanged = build(python, folder), build(python, folder)
        write_project(folder / "source", VARIANTS[name], rename(items))
        costs = {
            "full": full.seconds,
            "unchanged": unchanged.seconds,
            "edited": build(python, folder).seconds,
            "memory": full.memory,
        }
        least = {what: min(cost, least.get(what, cost)) for what, cost in costs.items()}
    files = (path for path in (folder / "html").rglob("*") if path.is_file())
    return least | {"output": sum(path.stat().st_size for path in files) / 1e6}


def report(results: dict[str, dict[str, dict[str, float]]]) -> Iterator[str]:
    """The lines of the tables: costs and ratios for each size, then how the costs grow."""
    sizes = list(results)
    for size in sizes:
        costs = results[size]
        others = [name for name in costs if name != "ours"]
        heads = [*costs, *(f"ours/{name}" for name in others), "target"]
        yield f"\n{size} objects".ljust(21) + "".join(f"{head:>12}" for head in heads)
        for what, ours in costs["ours"].items():
            cells = [f"{cost[what]:.2f}" for cost in costs.values()]
            cells += [f"{ours / costs[name][what]:.2f}" for name in others]
            at_largest = what in TARGETS and size == sizes[-1]
            cells.append(_verdict(ours / costs["plain"][what], what) if at_largest else "")
            yield f"{what + _unit(what):20}" + "".join(f"{cell:>12}" for cell in cells)
    for before, after in pairwise(sizes):
        times = int(after) / int(before)
        yield f"\nfrom {before} to {after} objects (x {times:g}) costs grow by"
        for name, costs in results[after].items():
            factors = {what: costs[what] / results[before][name][what] for what in costs}
            yield f"{name:20}" + "  ".join(f"{what} x {by:.1f}" for what, by in factors.items())


def _unit(what: str) -> str:
    return ", MB" if what in ("memory", "output") else ", CPU s"


def _verdict(ratio: float, what: str) -> str:
    return f"{'<=' if ratio <= TARGETS[what] else 'MISSES'} {TARGETS[what]}"


def main() -> None:
    """Measure, print, and write ``bench.json``."""
    parser = argparse.ArgumentParser(description="Measure what builds cost.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--rounds", type=int, default=1, help="measure as often as this")
    parser.add_argument("--variants", nargs="+", choices=VARIANTS, default=list(VARIANTS))
    parser.add_argument(
        "--needs-python", help="a Python that has sphinx-needs, if this one does not"
    )
    parser.add_argument("--out", type=Path, default=BUILD / "bench.json")
    wanted = parser.parse_args()
    has_needs = wanted.needs_python or find_spec("sphinx_needs")
    names = [name for name in wanted.variants if name != "needs" or has_needs]
    results: dict[str, dict[str, dict[str, float]]] = {}
    for size in wanted.sizes:
        costs = results[str(size)] = {}
        for name in names:
            is_needs = name == "needs" and wanted.needs_python
            python = wanted.needs_python if is_needs else sys.executable
            costs[name] = measure(name, size, python, wanted.rounds)
            print(name, size, {what: round(cost, 2) for what, cost in costs[name].items()})
    wanted.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8", newline="\n")
    if {"plain", "ours"} <= set(names):
        print("\n".join(report(results)))


if __name__ == "__main__":
    main()
