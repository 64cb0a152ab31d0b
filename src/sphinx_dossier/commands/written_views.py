"""The views that a project adds in its ``conf.py``, without running that."""

from __future__ import annotations

import ast
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.commands import read_bytes
from sphinx_dossier.commands.conf_lines import UNREADABLE
from sphinx_dossier.core.kinds import FieldRow, FieldType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_VIEW: Final = ("directive", "answer", "render", "means", "options", "argument")
_OPTION: Final = ("name", "type", "means")


class WrittenView(NamedTuple):
    """A view as ``conf.py`` writes it: what can be read of it without running it."""

    directive: str
    means: str
    options: tuple[FieldRow, ...]
    argument: str


def written_views(root: Path) -> dict[str, WrittenView]:
    """The views that ``conf.py`` in a folder makes by name; none where there is no such file.

    :raises RefusedError: the file cannot be read.
    """
    conf = root / "conf.py"
    if not conf.is_file():
        return {}
    try:
        tree = ast.parse(read_bytes(conf))
    except UNREADABLE:
        return {}
    named = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found = (_view(call, named) for call in _calls(tree, "OwnView"))
    return {view.directive: view for view in found if view.directive}


def _calls(node: ast.AST, name: str) -> Iterator[ast.Call]:
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and name in (
            getattr(one.func, "id", ""),
            getattr(one.func, "attr", ""),
        ):
            yield one


def _view(call: ast.Call, named: Mapping[str, ast.expr]) -> WrittenView:
    given = {name: _meant(one, named) for name, one in _given(call, _VIEW).items()}
    listed = given.get("options")
    rows = listed.elts if isinstance(listed, ast.Tuple | ast.List) else []
    options = [_row(one) for row in rows for one in _calls(_meant(row, named), "FieldRow")]
    directive, means, argument = (
        _text(given.get(name)) for name in ("directive", "means", "argument")
    )
    return WrittenView(directive, means, tuple(filter(None, options)), argument)


def _meant(node: ast.expr, named: Mapping[str, ast.expr]) -> ast.expr:
    return named.get(node.id, node) if isinstance(node, ast.Name) else node


def _row(call: ast.Call) -> FieldRow | None:
    given = _given(call, _OPTION)
    name, means = _text(given.get("name")), _text(given.get("means"))
    with suppress(KeyError):
        return FieldRow(name, FieldType[getattr(given.get("type"), "attr", "")], means)
    return None


def _given(call: ast.Call, names: tuple[str, ...]) -> dict[str, ast.expr]:
    """What a call gives, by the names of its parameters."""
    by_name = {one.arg: one.value for one in call.keywords if one.arg}
    return dict(zip(names, call.args, strict=False)) | by_name


def _text(node: ast.expr | None) -> str:
    match node:
        case ast.Constant(value=str() as text):
            return text
    return ""
