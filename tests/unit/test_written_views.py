"""What ``dossier help`` finds of the views that a project adds, without running its ``conf.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from docs_build import DOCS, blocks
from sphinx_dossier.__main__ import main
from sphinx_dossier.commands.written_views import written_views
from sphinx_dossier.core.kinds import FieldType

if TYPE_CHECKING:
    from pathlib import Path

    Printed = pytest.CaptureFixture[str]

(EXAMPLE,) = [
    block.text for block in blocks(DOCS / "how-to" / "api.md") if block.caption == "conf.py: view"
]


def project(folder: Path, conf: str) -> str:
    """A folder whose ``conf.py`` would end whoever ran it."""
    (folder / "conf.py").write_text(f"raise SystemExit\n{conf}", encoding="utf-8")
    return str(folder)


def test_view_of_the_project_is_listed(tmp_path: Path, capsys: Printed) -> None:
    """Below those of the package, with what it is for."""
    root = project(tmp_path, EXAMPLE.replace("means, options", '"Who says most.", options'))
    assert 0 == main(["help", "--root", root])
    said = capsys.readouterr().out
    assert said.index("\nViews:") < said.index(
        "\nViews of this project:\n  tally       Who says most."
    )


def test_options_of_the_view_are_listed(tmp_path: Path, capsys: Printed) -> None:
    """Its own before those that every view has."""
    assert 0 == main(["help", "tally", "--root", project(tmp_path, EXAMPLE)])
    said = capsys.readouterr().out
    assert ":::{tally}\n:OPTION: VALUE" in said
    assert "\nWho makes how many claims.\n" in said
    own = f"\n:most:\n    So many speakers at most.\n    Write {FieldType.COUNT.value}."
    assert said.index(own) < said.index("\n:side:")


def test_name_of_nothing_is_refused(tmp_path: Path, capsys: Printed) -> None:
    """The message lists the views of the project among those that there are."""
    assert 2 == main(["help", "taly", "--root", project(tmp_path, EXAMPLE)])
    said = capsys.readouterr().err
    assert "no object or view is called 'taly': write one of actor, place" in said
    assert "timeline" in said
    assert said.rstrip().endswith("tally")


@pytest.mark.parametrize(
    ("conf", "names"),
    [
        ("OwnView(name, f, g)", []),
        ("OwnView()", []),
        ("from sphinx_dossier import api\napi.OwnView('a', f, g, options=ALL)", ["a"]),
        ("OwnView(directive='b', answer=f, render=g, options=(FieldRow('x', KIND, 'X'),))", ["b"]),
        ("OwnView('c', f, g, options=(FieldRow('x', FieldType.NONE, 'X'), *MORE))", ["c"]),
        ("OwnView('d', ", []),
        ("x = " + "(" * 400, []),
    ],
)
def test_what_cannot_be_read_is_left_out(tmp_path: Path, conf: str, names: list[str]) -> None:
    """A view without a name that stands there, an option without a type that there is."""
    project(tmp_path, conf)
    found = written_views(tmp_path)
    assert names == [*found]
    assert [()] * len(names) == [view.options for view in found.values()]
