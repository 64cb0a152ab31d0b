"""The directives of views that a project adds in its ``conf.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.errors import ExtensionError

from sphinx_dossier.answers.uses import FilterView, OwnUse
from sphinx_dossier.core.identifiers import is_id
from sphinx_dossier.sphinx.additions import additions_of
from sphinx_dossier.sphinx.read.directives import ViewDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_dossier.answers.own_views import OwnView


def add_view(app: Sphinx, view: OwnView) -> None:
    """Give the project a directive that shows what a function of its own answers.

    It reads its options as all views do: the filter, the as-of day, and those of its own.

    :raises ExtensionError: the name is no name of a directive, or is taken.
    """
    if not is_id(view.directive):
        message = f"a view {view.directive!r}: write lower-case letters, digits and hyphens"
        raise ExtensionError(message)
    added = additions_of(app.config).views
    if view.directive in added:
        raise ExtensionError(f"two views {view.directive!r} are added: name one of them otherwise")
    added[view.directive] = view

    def read(argument: str, values: dict[str, Any]) -> OwnUse:
        rest = {name: value for name, value in values.items() if name != "as_of"}
        return OwnUse(view.directive, argument, tuple(sorted(rest.items())), values.get("as_of"))

    members = {
        "directive": view.directive,
        "argument": view.argument,
        "options": (*FilterView.options, *view.options),
        "read": staticmethod(read),
    }
    view_class = type("OwnDirectiveView", (), members)
    app.add_directive(
        view.directive, type("OwnDirective", (ViewDirective,), {"view_class": view_class})
    )
