"""Measures what a knowledge base costs to build: ours, plain MyST and sphinx-needs.

One made-up knowledge base is written in each of the three ways, then built from nothing, built
again without a change, and built after one object that others refer to got a new name. Each build
is a process of its own; the operating system tells its processor time and its peak memory.
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
"""So many objects belong together: relations stay inside a story."""
SOURCE: Final = 2
"""Objects that cite one source; the knowledge base of this repository has 1.3 a source."""
EDITED: Final = "actor-5"
"""The object that gets a new name; claims of other pages are about it."""
TARGETS: Final = {"full": 0.35, "unchanged": 0.4, "edited": 0.4, "memory": 0.6}
"""What part of plain MyST's cost ours may have at the largest size."""

_WORDS: Final = [
    "army",
    "border",
    "bridge",
    "ceasefire",
    "column",
    "commander",
    "convoy",
    "council",
    "crossing",
    "district",
    "drone",
    "early",
    "evening",
    "force",
    "front",
    "government",
    "height",
    "journalist",
    "later",
    "line",
    "losses",
    "ministry",
    "morning",
    "number",
    "office",
    "positions",
    "region",
    "reported",
    "residents",
    "river",
    "road",
    "settlement",
    "shelling",
    "side",
    "soldiers",
    "spokesman",
    "statement",
    "station",
    "town",
    "troops",
    "unit",
    "valley",
    "vehicle",
    "village",
    "volunteers",
    "witness",
]


class Thing(NamedTuple):
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


def generate(count: int) -> list[Thing]:
    """``count`` objects, in whole stories; always the same ones."""
    chance = random.Random(count)
    return [_actor(at, chance) if _is_actor(at) else _claim(at, chance) for at in range(count)]


def _is_actor(at: int) -> bool:
    return at % PAGE in (0, 5)


def _peers(at: int) -> list[int]:
    """The other objects of its kind in its story, in order."""
    first = at - at % STORY
    same = (other for other in range(first, first + STORY) if _is_actor(other) == _is_actor(at))
    return [other for other in same if other != at]


def _word(number: int) -> str:
    return _WORDS[number % len(_WORDS)]


def _sentence(chance: random.Random, length: int) -> str:
    return " ".join(chance.choices(_WORDS, k=length)).capitalize()


def _actor(at: int, chance: random.Random) -> Thing:
    """The name counts as the sixth field of an actor."""
    name = f"{_word(at).capitalize()} {_word(at // 7).capitalize()} {at}"
    ends = [f"actor-{other}" for other in chance.sample(_peers(at), 3)]
    body = at - at % STORY + at % PAGE
    relations = [("see", end) for end in ends]
    if body != at:
        relations[0] = ("of", f"actor-{body}")
    fields = {
        "kind": "government-body" if body == at else "person",
        "also": f"{name} the {chance.choice(_WORDS)}",
        "garbled": f"{name}x",
        "role": _sentence(chance, 3),
        "side": "south" if at % PAGE else "north",
    }
    text = f"{_sentence(chance, 20)}."
    return Thing(f"actor-{at}", name, text, fields, tuple(relations), f"source-{at // SOURCE}")


def _claim(at: int, chance: random.Random) -> Thing:
    text = f"{_sentence(chance, 30)} {at}."
    speaker = at - at % 5
    one, other = chance.sample(_peers(at), 2)
    earlier = [peer for peer in _peers(at) if peer < at]
    last = ("updates", chance.choice(earlier)) if earlier else ("denies", one)
    relations = (("corroborates", one), ("disputes", other), last)
    fields = {
        "by": f"actor-{speaker}",
        "act": chance.choice(("asserts", "accuses", "warns", "assesses")),
        "said": (date(2000, 1, 1) + timedelta(days=at // 4)).isoformat(),
        "basis": f"relative: {_sentence(chance, 3)}",
        "to": f"actor-{chance.choice(_peers(speaker))}",
        "searched": _sentence(chance, 6),
    }
    return Thing(
        id=f"claim-{at}",
        name=" ".join(text.split()[:10]),
        text=text,
        fields=fields,
        relations=tuple((word, f"claim-{end}") for word, end in relations),
        source=f"source-{at // SOURCE}",
    )


def rename(things: list[Thing]) -> list[Thing]:
    """The same objects, one with a new name."""
    return [
        thing._replace(name=f"Renamed {thing.name}") if thing.id == EDITED else thing
        for thing in things
    ]


def write_plain(thing: Thing) -> Iterator[str]:
    """An object as a heading with a label, its text, and a list."""
    yield f"({thing.id})=\n## {thing.name}\n\n{thing.text} {{cite:p}}`{thing.source}`\n"
    for word, value in (*thing.fields.items(), *thing.relations):
        yield f"- {word}: [](#{value})" if _is_link(value) else f"- {word}: {value}"


def _is_link(value: str) -> bool:
    return value.startswith(("actor-", "claim-"))


def write_dossier(thing: Thing) -> Iterator[str]:
    """An object as a directive of this project."""
    links = [end for word, end in thing.relations if word == "see"]
    options = {**thing.fields, **dict(thing.relations)}
    options.pop("see", None)
    if thing.kind == "claim":
        yield f":::{{claim}} {thing.id}"
        yield from (f":{word}: {value}" for word, value in options.items())
        yield f":cites: {thing.source}\n{thing.text}\n:::"
    else:
        yield f":::{{actor}} {thing.name}\n:id: {thing.id}"
        yield from (f":{word}: {value}" for word, value in options.items())
        yield f"{thing.text} {{cite:p}}`{thing.source}`"
        yield "".join(f" [](#{end})" for end in links).strip() + "\n:::"


def write_needs(thing: Thing) -> Iterator[str]:
    """An object as a need."""
    ends: dict[str, list[str]] = {}
    for word, end in thing.relations:
        ends.setdefault(word, []).append(end)
    options = thing.fields | {word: ", ".join(found) for word, found in ends.items()}
    yield f":::{{{thing.kind}}} {thing.name}\n:id: {thing.id}"
    yield from (f':{word}: "{value}"' for word, value in options.items())
    yield f"\n{thing.text} {{cite:p}}`{thing.source}`\n:::"


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
bibtex_cite_id = "cite-{key}"
dossier_sides = {"north": "Northern side", "south": "Southern side"}
"""
_NEEDS_SETTINGS: Final = """\
_types = ("actor", "claim")
_links = ("by", "to", "of", "see", "corroborates", "disputes", "denies", "updates")
_fields = ("act", "said", "basis", "searched", "kind", "also", "garbled", "role", "side")
needs_types = [{"directive": word, "title": word, "prefix": ""} for word in _types]
needs_links = {word: {"incoming": f"{word} of", "outgoing": word} for word in _links}
needs_fields = {word: {"nullable": True} for word in _fields}
needs_id_regex = "^[a-z0-9-]+$"
"""


class Variant(NamedTuple):
    """A way of keeping a knowledge base: its settings, and how it writes an object."""

    settings: str
    write: Callable[[Thing], Iterator[str]]


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


def write_project(folder: Path, variant: Variant, things: Sequence[Thing]) -> None:
    """The whole source folder; files that would stay the same are left alone."""
    _write(folder / "conf.py", variant.settings)
    toctree = "```{toctree}\n:glob:\n\npages/*\nsources\n```\n"
    _write(folder / "index.md", f"# Knowledge base\n\n{toctree}")
    _write(folder / "sources.md", "# Sources\n\n```{bibliography}\n:all:\n```\n")
    keys = sorted({thing.source for thing in things})
    _write(folder / "sources.bib", "\n".join(_entry(number) for number in range(len(keys))))
    for first in range(0, len(things), PAGE):
        lines = [f"# Page {first // PAGE}\n"]
        for thing in things[first : first + PAGE]:
            lines += [*variant.write(thing), ""]
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
    path.write_text(text, encoding="utf-8")


class Cost(NamedTuple):
    """Processor seconds of a process with its children, and its peak memory in megabytes."""

    seconds: float
    memory: float


def build(python: str, folder: Path) -> Cost:
    """Build the project; a warning ends the measurement, for a log full of them is work too."""
    command = [python, "-m", "sphinx", "-q", "-W", "-b", "html", "-d", "trees", "source", "html"]
    with (folder / "log.txt").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit((folder / "log.txt").read_text(encoding="utf-8")[-3000:])
    unit = 1e6 if sys.platform == "darwin" else 1e6 / 1024
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def measure(name: str, count: int, python: str, rounds: int) -> dict[str, float]:
    """What one variant costs at one size; of several rounds the least counts."""
    folder = BUILD / "bench" / f"{name}-{count}"
    things = generate(count)
    found: dict[str, float] = {}
    for _ in range(rounds):
        shutil.rmtree(folder, ignore_errors=True)
        write_project(folder / "source", VARIANTS[name], things)
        full, unchanged = build(python, folder), build(python, folder)
        write_project(folder / "source", VARIANTS[name], rename(things))
        costs = {
            "full": full.seconds,
            "unchanged": unchanged.seconds,
            "edited": build(python, folder).seconds,
            "memory": full.memory,
        }
        found = {what: min(cost, found.get(what, cost)) for what, cost in costs.items()}
    files = (path for path in (folder / "html").rglob("*") if path.is_file())
    return found | {"output": sum(path.stat().st_size for path in files) / 1e6}


def report(results: dict[str, dict[str, dict[str, float]]]) -> Iterator[str]:
    """The tables: costs and ratios for each size, then how the costs grow."""
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
    """The door: measure, print, and write ``bench.json``."""
    parser = argparse.ArgumentParser(description="Measure what builds cost.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--rounds", type=int, default=1, help="measure so often, keep the least")
    parser.add_argument("--variants", nargs="+", choices=VARIANTS, default=list(VARIANTS))
    parser.add_argument(
        "--needs-python", help="the Python that has sphinx-needs, if this one has not"
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
    wanted.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    if {"plain", "ours"} <= set(names):
        print("\n".join(report(results)))


if __name__ == "__main__":
    main()
