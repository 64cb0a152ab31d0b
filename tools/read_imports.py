"""Reads a package without importing it: its modules, what each imports and what each defines.

Everything follows from the syntax, so that a package can be read that is broken or not installed.
The tests of the layers, and the documentation with its picture of the folders, ask here.
"""

from __future__ import annotations

import ast
import importlib.util
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


class Room(NamedTuple):
    """A part of a package: a folder or a module that lies directly in it.

    ``summary`` is the first paragraph of its docstring, ``lines`` counts all lines of its
    ``files``, ``imports`` are the names of the other rooms that it needs.
    """

    name: str
    is_folder: bool
    summary: str
    files: int
    lines: int
    imports: tuple[str, ...]


@dataclass(frozen=True)
class Package:
    """The package in a folder; modules have full names, such as ``sphinx_dossier.core.dates``."""

    folder: Path

    @cached_property
    def modules(self) -> dict[str, Path]:
        """The file of each module, by name; a folder goes by the name of its ``__init__.py``."""
        paths = {}
        for path in sorted(self.folder.rglob("*.py")):
            parts = path.relative_to(self.folder.parent).with_suffix("").parts
            paths[".".join(parts).removesuffix(".__init__")] = path
        return paths

    def tree_of(self, module: str) -> ast.Module:
        """The syntax of a module."""
        return ast.parse(self.modules[module].read_text(encoding="utf-8"))

    def imports_of(self, module: str) -> set[str]:
        """The modules that a module imports, for types only or inside a function too."""
        imported = set()
        for node in ast.walk(self.tree_of(module)):
            if isinstance(node, ast.Import):
                imported |= {name.name for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                base = self._base(module, node)
                imported |= {self._module(base, name.name) for name in node.names}
        return imported

    def _base(self, module: str, node: ast.ImportFrom) -> str:
        relative = "." * node.level + (node.module or "")
        is_package = self.modules[module].name == "__init__.py"
        package = module if is_package else module.rpartition(".")[0]
        return importlib.util.resolve_name(relative, package)

    def _module(self, base: str, name: str) -> str:
        """``from package import name`` imports a module, or something out of one."""
        return f"{base}.{name}" if f"{base}.{name}" in self.modules else base

    def own_imports_of(self, module: str) -> set[str]:
        """The modules of this package that a module imports."""
        top = self.folder.name
        return {name for name in self.imports_of(module) if name.split(".")[0] == top}

    def names_in(self, module: str) -> Iterator[str]:
        """What a module defines: its functions, classes and constants, ``Class.member`` too."""
        for node in self.tree_of(module).body:
            yield from _defined(node)
            if isinstance(node, ast.ClassDef):
                for member in node.body:
                    yield from (f"{node.name}.{name}" for name in _defined(member))

    @cached_property
    def definitions(self) -> dict[str, list[str]]:
        """For each name that some module defines, the modules that do."""
        places = defaultdict(list)
        for module in self.modules:
            for name in self.names_in(module):
                places[name].append(module)
        return dict(places)

    def find(self, dotted: str) -> tuple[str, str] | None:
        """The module and the name in it that ``core.dates.parse_date`` means.

        ``dotted`` leaves out the name of the package. The name is ``""`` where a module itself is
        meant, and the answer ``None`` where there is no such module or name.
        """
        parts = [self.folder.name, *dotted.split(".")]
        # The longest module first: a folder may define a name that one of its files has too.
        for length in range(len(parts), 1, -1):
            module, name = ".".join(parts[:length]), ".".join(parts[length:])
            if module in self.modules:
                is_there = not name or module in self.definitions.get(name, ())
                return (module, name) if is_there else None
        return None

    def rooms(self, inside: str = "") -> list[Room]:
        """The rooms of the package, or of its folder ``inside``; each above all that it imports.

        Of two that could change places, the one that more rooms import comes last.
        """
        top = ".".join(filter(None, (self.folder.name, inside)))
        members: dict[str, list[str]] = defaultdict(list)
        for module in self.modules:
            # The door of the package is a room of it; that of a folder only explains the folder.
            if module == top and not inside:
                members["__init__"].append(module)
            elif module.startswith(f"{top}."):
                members[module.removeprefix(f"{top}.").split(".")[0]].append(module)
        home = {module: name for name, modules in members.items() for module in modules}
        rooms = {name: self._room(name, modules, home) for name, modules in members.items()}
        importers = Counter(name for room in rooms.values() for name in room.imports)
        return sorted(
            rooms.values(),
            key=lambda room: (-_height(room.name, rooms), importers[room.name], room.name),
        )

    def _room(self, name: str, modules: list[str], home: Mapping[str, str]) -> Room:
        needed = {home.get(one, name) for module in modules for one in self.own_imports_of(module)}
        # All that others take from the door is the version of the package.
        needed -= {name, "__init__"}
        docstring = ast.get_docstring(self.tree_of(modules[0])) or ""
        texts = [self.modules[module].read_text(encoding="utf-8") for module in modules]
        return Room(
            name=name,
            is_folder=name != "__init__" and self.modules[modules[0]].name == "__init__.py",
            summary=" ".join(docstring.split("\n\n")[0].split()),
            files=len(modules),
            lines=sum(text.count("\n") for text in texts),
            imports=tuple(sorted(needed)),
        )


def _defined(node: ast.stmt) -> Iterator[str]:
    """The names that a statement defines."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.AnnAssign | ast.Assign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def _height(name: str, rooms: Mapping[str, Room]) -> int:
    """How many rooms lie below one on the longest way down: 0 for one that imports none.

    :raises RecursionError: where imports run in a circle, which the tests of the layers refuse.
    """
    return max((1 + _height(below, rooms) for below in rooms[name].imports), default=0)
