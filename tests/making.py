"""Builders of small objects and indexes, so that a test names only what it is about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sphinx_dossier.core.bib_entries import complete, raw_parser
from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.index import Index
from sphinx_dossier.core.model import (
    Actor,
    Answer,
    Citation,
    Claim,
    Event,
    Object,
    Place,
    Question,
    RelationEnd,
    Relay,
    Source,
    Where,
)
from sphinx_dossier.core.options import split_options
from sphinx_dossier.core.page import Page
from sphinx_dossier.core.sources import locate_entries, read_sources
from sphinx_dossier.pictures.social_image import SocialImage, SocialLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_dossier.core.manifests import Manifest
    from sphinx_dossier.core.options import Option
    from sphinx_dossier.core.problems import Problem

HERE = Where("page.md", 1)


def actor(identifier: str, **fields: Any) -> Actor:
    """An actor that is named as its id is."""
    return Actor(identifier, HERE, **{"name": identifier, "kind": "state"} | fields)


def place(identifier: str, **fields: Any) -> Place:
    """A place that is named as its id is."""
    return Place(identifier, HERE, **{"name": identifier} | fields)


def event(identifier: str, when: str = "", **fields: Any) -> Event:
    """An event that is named as its id is; ``when`` is read as a date."""
    date = parse_date(when) if when else None
    return Event(identifier, HERE, **{"name": identifier, "when": date} | fields)


def question(identifier: str, **fields: Any) -> Question:
    """A question of quantity in units of what is counted."""
    return Question(identifier, HERE, **{"name": identifier, "kind": "quantity"} | fields)


def claim(identifier: str, by: str = "", said: str = "2020-09-27", **fields: Any) -> Claim:
    """A claim that asserts; ``cites`` are texts as in :func:`cite`, relations are keywords.

    ``?`` behind an id marks an inference. Claims that corroborate each other both say "it is so".
    """
    relations = tuple(
        (word, _ends(word, fields.pop(word.replace("-", "_"))))
        for word in (
            "denies",
            "denied-by",
            "disputes",
            "disputed-by",
            "corroborates",
            "repeats",
            "repeated-by",
            "updates",
            "corrects",
            "concedes",
            "drifted-from",
        )
        if word.replace("-", "_") in fields
    )
    fields["cites"] = tuple(cite(text) for text in fields.pop("cites", ()))
    fields["said"] = parse_date(said) if said else None
    fields["via"] = tuple(
        Relay(one.removesuffix("?"), one.endswith("?")) for one in fields.pop("via", ())
    )
    answers = fields.pop("answers", None) or ()
    fields["answers"] = (answers,) if isinstance(answers, Answer) else tuple(answers)
    known = {"by": _ids(by), "act": "asserts", "relations": relations}
    return Claim(identifier, HERE, **known | fields)


def cite(text: str) -> Citation:
    """A citation out of ``KEY pN words of the quote``."""
    key, _, rest = text.partition(" ")
    passage, _, quote = rest.partition(" ")
    return Citation(key, passage, quote, HERE)


def number(asked: str, low: float, high: float | None = None) -> Answer:
    """An exact number where one bound is given, else a range."""
    return Answer(asked, "", float(low), float(low if high is None else high))


def about(asked: str, value: float) -> Answer:
    """A number that its speaker called approximate."""
    return Answer(asked, f"~{value:g}", round(value * 0.9, 9), round(value * 1.1, 9), float(value))


def words(asked: str, text: str) -> Answer:
    """An answer in words."""
    return Answer(asked, text, None, None)


def source(key: str, date: str = "", **fields: Any) -> Source:
    """A source titled as its key; ``date`` is read."""
    known = {"type": "online", "title": key, "date": parse_date(date) if date else None}
    return Source(key, HERE, **known | fields)


def index(
    *objects: Object, sources: Iterable[Source] = (), manifests: Iterable[Manifest] = ()
) -> Index:
    """An index of one page with ``objects``."""
    return pages({"page": objects}, sources, manifests)


def pages(
    content: Mapping[str, Iterable[Object]],
    sources: Iterable[Source] = (),
    manifests: Iterable[Manifest] = (),
) -> Index:
    """An index of several pages, each titled as its docname."""
    return Index(
        {name: Page(name, title=name, objects=tuple(objects)) for name, objects in content.items()},
        {one.id: one for one in sources},
        {one.key: one for one in manifests},
    )


def on_day(made: Index, day: str) -> Index:
    """The same with an as-of day."""
    return replace(made, as_of=parse_date(day))


def full_image(letters: str = "mŵЖ") -> SocialImage:
    """A picture for shared links that is as full as any can be."""
    line = SocialLine(2, letters * 30, f"{letters} " * 40, letters * 60, 0.5)
    return SocialImage(letters * 50, f"{letters * 5} " * 30, (line,) * 7, letters * 90)


def options(text: str) -> dict[str, Option]:
    """The options of a directive that is written as ``text``."""
    return split_options(text.split("\n"), HERE).options


def _ends(word: str, value: str | Iterable[str]) -> tuple[RelationEnd, ...]:
    proposition = "it is so" if word.startswith("corroborate") else ""
    return tuple(
        RelationEnd(one.removesuffix("?"), proposition, one.endswith("?")) for one in _ids(value)
    )


def _ids(value: str | Iterable[str]) -> tuple[str, ...]:
    return tuple(value.split()) if isinstance(value, str) else tuple(value)


def read_bib(text: str) -> tuple[dict[str, Source], list[Problem]]:
    """The sources of a .bib file of this text, and all problems of its entries."""
    places = locate_entries(text, "sources.bib")
    parsed = raw_parser().parse_string(text)
    entries, problems = complete(parsed.entries, places, parsed.preamble)
    sources, faults = read_sources(entries, places)
    return sources, problems + faults
