"""The directive ``{folders}``: a picture of the rooms of a package, drawn from its imports.

Rooms are rows, each above all that it imports. Every room that is imported has a rail at the left:
it begins beside its highest importer, has a dot for each importer and ends as an arrow into the
room. Rails that end early are the nearer ones to the rows, so that no arrow crosses another rail.

The picture follows from the source text at every build and cannot grow stale. Under it is a table
with the same arrows in words.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from code_names import package_of
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docutils.nodes import Node
    from read_imports import Room
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

_STEP: Final = 11
"""Pixels from rail to rail: eleven rails leave two thirds of a phone's width to the words."""
_IN_Y: Final = 17
_OUT_Y: Final = 31
"""Where arrows arrive and leave, in pixels below the top of a row: both beside its first words."""
_HEAD: Final = 6
"""Length of the head of an arrow in pixels."""


class Rail(NamedTuple):
    """The line into the room of row ``target``, ``x`` pixels from the left, from its importers."""

    target: int
    x: float
    importers: tuple[int, ...]


class rooms_picture(nodes.General, nodes.Element):
    """The rooms as HTML; for every other builder the list that is inside."""


class Folders(SphinxDirective):
    """``{folders}``, or ``{folders} sphinx`` for the rooms of one folder."""

    optional_arguments = 1

    def run(self) -> list[Node]:
        """The picture, and the table of who imports whom."""
        package = package_of(self.config, self.env.srcdir)
        inside = self.arguments[0] if self.arguments else ""
        rooms = package.rooms(inside)
        if not rooms:
            raise self.error(f"the package has no folder {inside!r}")
        for path in package.modules.values():
            self.env.note_dependency(str(path))
        items = [_definition(room) for room in rooms]
        listed = nodes.definition_list("", *items)
        return [rooms_picture("", listed, html=draw_rooms(rooms)), _table(rooms)]


def shown_room(room: Room) -> str:
    """``core/``; ``__main__.py``."""
    return f"{room.name}/" if room.is_folder else f"{room.name}.py"


def sizes(room: Room) -> str:
    """``21 files, 3,418 lines``."""
    files = "" if room.files == 1 else f"{room.files} files, "
    return f"{files}{room.lines:,} lines"


def draw_rooms(rooms: Sequence[Room]) -> str:
    """The picture as HTML: one list, with a piece of the rails in front of each row."""
    rails = _rails(rooms)
    width = _STEP * (len(rails) + 1)
    rows = "".join(
        f'<li class="room">{_rails_beside(row, rails, width)}{_words(room)}</li>\n'
        for row, room in enumerate(rooms)
    )
    label = "The rooms, each above all that it imports"
    return f'<ol class="rooms" aria-label="{label}" style="--rails: {width}px">\n{rows}</ol>\n'


def _rails(rooms: Sequence[Room]) -> list[Rail]:
    """A rail for each room that another one imports, from the left: the lowest room first."""
    rows = {room.name: row for row, room in enumerate(rooms)}
    importers: dict[int, list[int]] = {}
    for row, room in enumerate(rooms):
        for name in room.imports:
            importers.setdefault(rows[name], []).append(row)
    order = sorted(importers, reverse=True)
    return [
        Rail(target, _STEP * (place + 0.5), tuple(importers[target]))
        for place, target in enumerate(order)
    ]


def _rails_beside(row: int, rails: Sequence[Rail], width: int) -> str:
    """The part of all rails that is as high as one row; a row is as high as its words need."""
    parts = [part for rail in rails for part in _rail_beside(row, rail, width)]
    joined = [rail.x for rail in rails if row in rail.importers]
    if joined:
        parts.append(_line(min(joined), _OUT_Y, width, _OUT_Y))
        parts += [f'<circle cx="{x}" cy="{_OUT_Y}" r="3"/>' for x in joined]
    return f'<svg width="{width}" height="100%" aria-hidden="true">{"".join(parts)}</svg>'


def _rail_beside(row: int, rail: Rail, width: int) -> Iterator[str]:
    first = rail.importers[0]
    if row == first:
        yield _line(rail.x, _OUT_Y, rail.x, "100%")
    elif first < row < rail.target:
        yield _line(rail.x, 0, rail.x, "100%")
    elif row == rail.target:
        yield _line(rail.x, 0, rail.x, _IN_Y)
        yield _line(rail.x, _IN_Y, width - _HEAD, _IN_Y)
        points = f"{width},{_IN_Y} {width - _HEAD},{_IN_Y - 4} {width - _HEAD},{_IN_Y + 4}"
        yield f'<polygon points="{points}"/>'


def _line(x1: float, y1: float, x2: float, y2: float | str) -> str:
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'


def _words(room: Room) -> str:
    return (
        f'<div class="room-words"><strong>{escape(shown_room(room))}</strong> '
        f'<span class="room-size">{sizes(room)}</span><p>{escape(_plain(room.summary))}</p></div>'
    )


def _plain(summary: str) -> str:
    return summary.replace("``", "")


def _definition(room: Room) -> nodes.definition_list_item:
    words = nodes.paragraph("", f"{_plain(room.summary)} ({sizes(room)})")
    return nodes.definition_list_item(
        "", nodes.term("", shown_room(room)), nodes.definition("", words)
    )


def _table(rooms: Sequence[Room]) -> nodes.table:
    """Who imports whom, in words."""
    shown = {room.name: shown_room(room) for room in rooms}
    rows = [
        (
            shown[room.name],
            ", ".join(shown[name] for name in room.imports) or "none of these",
            ", ".join(shown[other.name] for other in rooms if room.name in other.imports)
            or "none of these",
        )
        for room in rooms
    ]
    head, *body = (_row(row) for row in [("Room", "imports", "is imported by"), *rows])
    columns = [nodes.colspec("", colwidth=width) for width in (20, 40, 40)]
    group = nodes.tgroup("", *columns, nodes.thead("", head), nodes.tbody("", *body), cols=3)
    return nodes.table("", group, classes=["rooms-table"])


def _row(cells: Sequence[str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", words)) for words in cells))


def visit_rooms_picture(self: HTML5Translator, node: nodes.Element) -> None:
    """Write the picture; the words of the list inside are in it."""
    self.body.append(node["html"])
    raise nodes.SkipNode


def pass_through(self: nodes.NodeVisitor, node: nodes.Element) -> None:
    """Write only what is inside."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and its node."""
    app.setup_extension("code_names")
    plain = (pass_through, pass_through)
    app.add_node(
        rooms_picture,
        html=(visit_rooms_picture, None),
        latex=plain,
        text=plain,
        man=plain,
        texinfo=plain,
    )
    app.add_directive("folders", Folders)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
