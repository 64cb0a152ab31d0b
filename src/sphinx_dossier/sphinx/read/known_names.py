"""The names of all directives and roles that an extension has registered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import directives, roles

if TYPE_CHECKING:
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment


def directive_names(env: BuildEnvironment) -> set[str]:
    """Every name that a directive may be called by."""
    own = {*registered(directives), *_table(directives, "_directive_registry")}
    own |= {*env.domains.standard_domain.directives}
    own |= {*_default_domain(env).directives}
    for domain in env.domains.sorted():
        own |= {f"{domain.name}:{name}" for name in domain.directives}
    return own


def role_names(env: BuildEnvironment) -> set[str]:
    """Every name that a role may be called by."""
    own = {*registered(roles), *_table(roles, "_role_registry")}
    own |= {*env.domains.standard_domain.roles}
    own |= {*_default_domain(env).roles}
    for domain in env.domains.sorted():
        own |= {f"{domain.name}:{name}" for name in domain.roles}
    return own


def _default_domain(env: BuildEnvironment) -> Domain:
    """The domain whose names may be written without its own; that of Sphinx where there is none."""
    return env.current_document.default_domain or env.domains.standard_domain


def registered(module: Any) -> dict[str, Any]:
    """What extensions have registered with the module of directives, or with that of roles."""
    return _table(module, f"_{module.__name__.rpartition('.')[2]}")


def _table(module: Any, name: str) -> dict[str, Any]:
    """A table of docutils, which has no public way to list what is registered."""
    table: dict[str, Any] = getattr(module, name, {})
    return table
