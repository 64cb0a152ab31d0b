"""Names of directives and roles without that of the domain: ``claim`` for ``dossier:claim``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils.parsers.rst import directives, roles

from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.sphinx.conf_values import where_is_set
from sphinx_dossier.sphinx.read.directives import DIRECTIVES, DossierDirective
from sphinx_dossier.sphinx.read.known_names import registered
from sphinx_dossier.sphinx.read.roles import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_SETTING: Final = "dossier_short_names"


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Register those that nobody has taken: a late handler of ``config-inited``."""
    if not config.dossier_short_names:
        return
    for name, directive in DIRECTIVES.items():
        if name not in registered(directives):
            app.add_directive(name, directive)
    for name, role in ROLES.items():
        if name not in registered(roles):
            app.add_role(name, role)


def short_directives(env: BuildEnvironment) -> frozenset[str]:
    """The names that lead to our directives by themselves."""
    domain = env.current_document.default_domain
    if domain is not None and domain.name == "dossier":
        return frozenset(DIRECTIVES)
    found = registered(directives)
    return frozenset(name for name in DIRECTIVES if _is_ours(found.get(name)))


def check_names(env: BuildEnvironment) -> Iterator[Problem]:
    """Bad: another extension has a directive of a name of ours. Good: ours has its full name."""
    if not env.config.dossier_short_names:
        return
    where = where_is_set(env, _SETTING)
    found = registered(directives)
    for name in DIRECTIVES:
        if not _is_ours(found.get(name)):
            yield Problem(Code.TAKEN_NAME, _message("directive", name, found.get(name)), where)
    found = registered(roles)
    for name, role in ROLES.items():
        if found.get(name) is not role:
            yield Problem(Code.TAKEN_NAME, _message("role", name, found.get(name)), where)


def _is_ours(directive: Any) -> bool:
    return isinstance(directive, type) and issubclass(directive, DossierDirective)


def _message(what: str, name: str, owner: Any) -> str:
    module = getattr(owner, "__module__", "") or type(owner).__module__
    return f"the {what} {{{name}}} is that of {module}: for ours write {{dossier:{name}}}"
