"""Makes the data of many invented dossiers, to try what reads many: `dossier catalogue`.

No page is written and nothing is built by Sphinx: the facts of each dossier are made up as objects
of the model, and its ``data/dossier.json`` is what the exporter of the package makes of them. Words
are as rare and as common as in a language (Zipf), agencies and states are in many dossiers, and
each dossier knows the one before it, some of whose claims its own deny. Equal arguments make equal
files.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.index import Index
from sphinx_dossier.core.model import (
    Actor,
    Answer,
    Citation,
    Claim,
    Event,
    Name,
    Place,
    Question,
    RelationEnd,
    Relay,
    Source,
    Where,
    Within,
)
from sphinx_dossier.core.other_sites import Surroundings
from sphinx_dossier.core.page import Page, SourceList
from sphinx_dossier.core.site_folders import DATA_FILE
from sphinx_dossier.core.site_reader import read_site
from sphinx_dossier.exports.dossier_json import export_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dossier.core.model import Object
    from sphinx_dossier.core.other_sites import OtherSite

HERE: Final = Where("page.md", 1)
SHARED: Final = 60
"""Bodies that speak in many dossiers, such as agencies and states."""
PAGE: Final = 20
"""Claims on a page."""
_VOCABULARY: Final = 30_000
_SYLLABLES: Final = (
    "ka", "le", "mi", "no", "ru", "ta", "se", "vi", "do", "pa", "ge", "li", "mo", "sa", "be", "ri",
)  # fmt: skip
_ACTS: Final = (
    "asserts",
    "asserts",
    "asserts",
    "reports",
    "accuses",
    "warns",
    "assesses",
    "denies",
)
_AGAINST: Final = ("denies", "disputes")


def word(rank: int) -> str:
    """The word of a rank: common ones are short, no two are alike."""
    parts = []
    rank += 1
    while rank:
        rank, digit = divmod(rank, len(_SYLLABLES))
        parts.append(_SYLLABLES[digit])
    return "".join(parts)


_WORDS: Final = [word(rank) for rank in range(_VOCABULARY)]
_WEIGHTS: Final = [*accumulate(1 / (rank + 2) for rank in range(_VOCABULARY))]


def address_of(number: int) -> str:
    """Where a dossier says that it is published."""
    return f"https://d{number:04}.example/"


def make(number: int, claims: int, before: OtherSite | None) -> Index:
    """The facts of a dossier; ``before`` is the one that it knows."""
    chance = random.Random(number)
    sources = [*_sources(chance, claims // 2)]
    people = [*_actors(chance, claims // 5)]
    questions = [
        Question(f"question-{at}", HERE, f"How many {_text(chance, 4)}?", kind="quantity",
                 unit=_some(chance))
        for at in range(claims // 10)
    ]  # fmt: skip
    places = [
        Place(f"place-{at}", HERE, _name(chance), coord=_coord(chance),
              within=(Within("place-0", ""),) if at else ())
        for at in range(claims // 20)
    ]  # fmt: skip
    events = [
        Event(f"event-{at}", HERE, _name(chance), when=parse_date(str(_day(chance, 0.5))),
              at=(chance.choice(places).id,))
        for at in range(claims // 40)
    ]  # fmt: skip
    said = [*_claims(chance, claims, (people, questions, places, sources), before)]
    content: dict[str, Sequence[Object]] = {"index": [*people, *questions, *places, *events]}
    for first in range(0, claims, PAGE):
        content[f"page-{first // PAGE:03}"] = said[first : first + PAGE]
    pages = {name: Page(name, title=name, objects=tuple(found)) for name, found in content.items()}
    pages["sources"] = Page("sources", title="Sources", source_lists=(SourceList((), None),))
    sites = {before.id: before} if before else {}
    return Index(pages, {one.id: one for one in sources}, {}, sites=sites)


def _some(chance: random.Random) -> str:
    return chance.choices(_WORDS, cum_weights=_WEIGHTS)[0]


def _text(chance: random.Random, length: int) -> str:
    return " ".join(chance.choices(_WORDS, cum_weights=_WEIGHTS, k=length))


def _name(chance: random.Random) -> str:
    return " ".join(one.capitalize() for one in chance.sample(_WORDS, 2))


def _day(chance: random.Random, share: float) -> date:
    return date(2010, 1, 1) + timedelta(days=int(5000 * share) + chance.randrange(60))


def _coord(chance: random.Random) -> tuple[float, float]:
    return round(chance.uniform(-60, 70), 4), round(chance.uniform(-170, 170), 4)


def _sources(chance: random.Random, count: int) -> Iterator[Source]:
    for at in range(count):
        yield Source(
            f"source-{at}", HERE, "online", title=_text(chance, 8).capitalize(),
            publisher=_shared(chance.randrange(SHARED)), date=parse_date(str(_day(chance, 1.0))),
            language="en", url=f"https://paper.example/{chance.randrange(10**9)}",
            read="2026-01-01",
        )  # fmt: skip


def _shared(number: int) -> str:
    """The name of a body that speaks in many dossiers."""
    return f"{_WORDS[900 + number].capitalize()} {_WORDS[5000 + 31 * number].capitalize()}"


def _actors(chance: random.Random, count: int) -> Iterator[Actor]:
    # Some of them speak much more than others.
    known = sorted({int(chance.expovariate(0.08)) % SHARED for _ in range(count // 3)})
    for number in known:
        yield Actor(f"body-{number}", HERE, _shared(number), kind="media", side="north")
    bodies = [f"body-{number}" for number in known]
    for at in range(count - len(known)):
        name = _name(chance)
        yield Actor(
            f"person-{at}", HERE, name, kind="person", also=(Name(f"{name}ski", "ru"),),
            garbled=(f"{name}x",), role=_text(chance, 3).capitalize(), of=chance.choice(bodies),
            side="south",
        )  # fmt: skip


def _claims(
    chance: random.Random,
    count: int,
    known: tuple[list[Actor], list[Question], list[Place], list[Source]],
    before: OtherSite | None,
) -> Iterator[Claim]:
    people, questions, places, sources = known
    bodies = [one.id for one in people if one.id.startswith("body")]
    theirs = [one.id for one in before.objects if isinstance(one, Claim)] if before else []
    for at in range(count):
        relations: dict[str, tuple[RelationEnd, ...]] = {}
        if at > 5 and chance.random() < 0.4:
            kind = chance.choice(("denies", "disputes", "repeats", "corroborates", "updates"))
            same = "both say so" if kind == "corroborates" else ""
            relations[kind] = (RelationEnd(f"claim-{chance.randrange(at)}", same),)
        if theirs and chance.random() < 0.02:
            kind = chance.choice(_AGAINST)
            relations[kind] = (*relations.get(kind, ()), RelationEnd(chance.choice(theirs)))
        value = float(chance.randrange(1, 500))
        asked = chance.choice(questions).id
        answers = (Answer(asked, f"{value:g}", value, value),) if chance.random() < 0.3 else ()
        act = chance.choice(_ACTS)
        via = (Relay(chance.choice(bodies)),) if chance.random() < 0.3 or act == "reports" else ()
        yield Claim(
            f"claim-{at}", HERE, f"{_text(chance, 22).capitalize()} {value:g}.",
            by=(chance.choice(people).id,), act=act, via=via,
            said=parse_date(str(_day(chance, at / count))),
            cites=(Citation(chance.choice(sources).id, "", "", HERE),), answers=answers,
            at=(chance.choice(places).id,), relations=tuple(relations.items()),
        )  # fmt: skip


def write_all(out: Path, dossiers: int, claims: int) -> int:
    """Write the data of so many dossiers, each in a folder of its own; their bytes."""
    before, total = None, 0
    for number in range(dossiers):
        name = f"d{number:04}"
        made = make(number, claims, before)
        title = f"{_name(random.Random(number))} {number}"
        content = export_json(made, title, lambda page: f"{page}.html", address_of(number))
        path = out / name / DATA_FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        total += len(content)
        before = read_site(name, address_of(number), content, Surroundings())
    return total


def main() -> None:
    """Write them, and say what that cost."""
    parser = argparse.ArgumentParser(description="Make the data of many invented dossiers.")
    parser.add_argument("out", type=Path, metavar="OUT", help="the folder to write to")
    parser.add_argument("--dossiers", type=int, default=500, help="(default: %(default)s)")
    parser.add_argument("--claims", type=int, default=200, help="of each (default: %(default)s)")
    wanted = parser.parse_args()
    size = write_all(wanted.out, wanted.dossiers, wanted.claims)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    # macOS counts bytes, Linux kilobytes (getrusage(2)).
    memory = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    print(
        f"{wanted.dossiers} dossiers of {wanted.claims} claims: {size:,} bytes, "
        f"{usage.ru_utime + usage.ru_stime:.1f} CPU s, {memory:.0f} MB"
    )


if __name__ == "__main__":
    main()
