"""What a reviewer needs of a state of a dossier beside its data: places, prose, whole entries.

None of it is published: the data of a dossier name no lines, and have of a source and of a page
what readers look for.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_dossier.authoring.fences import find_fences
from sphinx_dossier.core.fence_slips import SHORT
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.model import Where, kind_of
from sphinx_dossier.core.options import split_options

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Source

NOTES: Final = "review-notes.json"
"""The file in which a build leaves them for the command that compares."""
_FIELD = lazy_pattern(r"\s*([A-Za-z][\w-]*)\s*=")
_FIELDS: Final = {"read": "urldate", "language": "langid", "authors": "author"}
"""What the data call otherwise than an entry does."""


class Block(NamedTuple):
    """Lines of a page between blank lines, outside of objects, the first of which is ``line``."""

    line: int
    written: str

    @property
    def text(self) -> str:
        """The words in one line: where lines are wrapped means nothing."""
        return " ".join(self.written.split())

    def first_new(self, before: Block | None) -> int:
        """The first line that is not one of the block that stood here before."""
        known = set(before.written.split("\n")) if before else set()
        lines = enumerate(self.written.split("\n"), start=self.line)
        return next((number for number, line in lines if line not in known), self.line)


class PageText(NamedTuple):
    """What a page says beside its objects; ``path`` is its file."""

    path: str
    blocks: tuple[Block, ...]


class Notes(NamedTuple):
    """What is known of the objects and sources by ``(kind, id)``, and of the pages by name.

    ``kind`` is the name of a list of the data. ``places`` say where a field is written, where each
    of its lines is (by the field and the first word of the line), and under ``""`` where the whole
    begins; ``written`` has what the data leave out. ``settings`` are what the whole dossier says
    besides: each as a text, and its place as ``path:line``.
    """

    places: dict[tuple[str, str], dict[str, Where]]
    written: dict[tuple[str, str], dict[str, str]]
    pages: dict[str, PageText]
    settings: dict[str, tuple[str, str]]

    def place(self, kind: str, key: str) -> str:
        """Where an object or a source begins, as ``path:line``; ``""`` where nobody knows."""
        where = self.places.get((kind, key), {}).get("")
        return f"{where.path}:{where.line}" if where else ""


NO_NOTES: Final = Notes({}, {}, {}, {})


def review_notes(
    index: Index,
    texts: Mapping[str, str],
    paths: Mapping[str, str],
    settings: Mapping[str, tuple[str, str]],
    short: Container[str] = SHORT,
) -> Notes:
    """The notes of a dossier.

    ``texts`` are the files of its pages and bibliographies by path, ``paths`` those of its pages by
    name, ``settings`` what else is to be compared, as :class:`Notes` has it. Objects of ``short``
    need no name of the domain.
    """
    notes = Notes({}, {}, {}, {**settings, **dict(_tombstones(index))})
    for name, path in paths.items():
        lines = texts.get(path, "").split("\n")
        notes.pages[name] = PageText(path, tuple(_blocks(path, lines, notes, short)))
    for key, subject in index.own.items():
        # An object of an included file has no fence on its page.
        notes.places.setdefault((KINDS[kind_of(subject)].plural, key), {"": subject.where})
    for key, source in index.sources.items():
        lines = texts.get(source.where.path, "").split("\n")
        notes.places["sources", key] = _places_of_entry(source.where, lines)
        notes.written["sources", key] = _written(source)
    return notes


def said_of_word(word: str, like: str, label: str) -> str:
    """What a word of the project is like and called; the word itself where it is neither."""
    return ", ".join(filter(None, (f"like {like}" if like else "", label))) or word


def _tombstones(index: Index) -> Iterator[tuple[str, tuple[str, str]]]:
    """What readers find where something was published before."""
    for key, stone in index.tombstones.items():
        text = " ".join(filter(None, (stone.reason, stone.replaced_by, stone.since)))
        yield f"tombstone of {key}", (text, f"{stone.where.path}:{stone.where.line}")


def _blocks(
    path: str, lines: Sequence[str], notes: Notes, short: Container[str]
) -> Iterator[Block]:
    """The blocks of a page outside of objects; what is known of those goes into ``notes``."""
    start = 0
    for fence in find_fences(lines, short):
        opening, end = fence.first - 1, _end(lines, fence.first - 1, fence.last)
        yield from _paragraphs(lines, start, opening)
        own = [line.removeprefix(fence.indent) for line in lines[fence.first : fence.last]]
        options = split_options(own, Where(path, fence.first + 1)).options
        key = options["id"].text if "id" in options else fence.argument
        name = KINDS[fence.kind].plural, key
        # The data write an option with an underscore, and a question by its argument.
        fields: dict[str, Where] = {}
        for option in options.values():
            field = option.name.replace("-", "_")
            fields |= {f"{field} {text.partition(' ')[0]}": where for where, text in option.items}
            fields[field] = option.where
        whole = Where(path, opening + 1)
        notes.places[name] = {
            **fields,
            "": whole,
            "name": whole,
            "text": Where(path, fence.last + 1),
        }
        body = lines[fence.last : end - 1]
        notes.written[name] = {"body": " ".join(" ".join(body).split())}
        start = max(end, fence.last)
    yield from _paragraphs(lines, start, len(lines))


def _end(lines: Sequence[str], opening: int, first: int) -> int:
    """The line after the end of a fence that opens at ``opening``, both from 0."""
    # A byte order mark may stand before a fence in the first line.
    marks = re.match(r"[\s\ufeff]*(:{3,}|`{3,}|~{3,})", lines[opening])
    sign = marks[1] if marks else ":::"
    closing = re.compile(rf" *{re.escape(sign)}{re.escape(sign[0])}* *")
    for number in range(first, len(lines)):
        if closing.fullmatch(lines[number].rstrip()):
            return number + 1
    return len(lines) + 1


def _paragraphs(lines: Sequence[str], start: int, end: int) -> Iterator[Block]:
    block: list[str] = []
    for number in range(start, end + 1):
        line = lines[number].strip() if number < min(end, len(lines)) else ""
        if line:
            block.append(line)
        elif block:
            yield Block(number - len(block) + 1, "\n".join(block))
            block = []


def _places_of_entry(where: Where, lines: Sequence[str]) -> dict[str, Where]:
    """Where each field of an entry is written, up to the next entry."""
    places = {"": where}
    for number in range(where.line, len(lines)):
        if lines[number].startswith("@"):
            break
        if field := _FIELD.match(lines[number]):
            places.setdefault(field[1].lower(), Where(where.path, number + 1))
    for name, written in _FIELDS.items():
        if written in places:
            places[name] = places[written]
    return places


def _written(source: Source) -> dict[str, str]:
    """All that an entry says and the data do not."""
    editors = "; ".join(editor.name for editor in source.editors)
    written = {"editors": editors, "label": source.label}
    for name, value in source.fields:
        if value != getattr(source, name, ""):
            # BibLaTeX has a type of an entry and a type in it; a publisher beside a journal.
            written[f"{name} in the entry" if hasattr(source, name) else name] = value
    return {name: value for name, value in written.items() if value}


def write_notes(notes: Notes) -> str:
    """Notes as JSON, for :func:`read_notes` of the same version of the software."""
    places = [[*name, known] for name, known in notes.places.items()]
    written = [[*name, known] for name, known in notes.written.items()]
    data = {"places": places, "written": written, "pages": notes.pages}
    return json.dumps(data | {"settings": notes.settings})


def read_notes(text: str) -> Notes:
    """Notes that :func:`write_notes` wrote."""
    data: dict[str, Any] = json.loads(text)
    return Notes(
        {
            (kind, key): {field: Where(*where) for field, where in known.items()}
            for kind, key, known in data["places"]
        },
        {(kind, key): known for kind, key, known in data["written"]},
        {
            name: PageText(path, tuple(Block(*block) for block in blocks))
            for name, (path, blocks) in data["pages"].items()
        },
        {name: (text, place) for name, (text, place) in data["settings"].items()},
    )
