"""Which classes a page may set: those that only change what is in them.

A theme has classes that cover the page, hide words, or look like a mark of the site. No list of
those is complete, so a page may set what the parsers and extensions set themselves, and what the
settings name in ``strict_classes``.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from pygments.lexers import get_all_lexers
from pygments.token import STANDARD_TYPES
from sphinx import addnodes

from sphinx_dossier.core.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES: Final = frozenset(
    """abbr abstract accelerator added address admonition alphanum alt amsmath any arabic attention
    attribution authors auto-toc autosummary bold borderless booktabs bullet caution caption
    captioned centered changed citation cite classifier code codeblock colwidths-auto colwidths-
    given command compound container contains-task-list contents copyright cve cwe danger date
    decimal dedication default_value deprecated describe details dfn directive doc docinfo
    docutils doctest document dossier-unknown download emphasis empty envvar epigraph error eq
    eqref external field-body field-even field-list field-name field-odd figure file first
    footnote footnotes function glossary guilabel handles header highlight highlights hint hlist
    horizontal image important include-subclasses index internal inv italic kbd keyword-only-
    separator last legend line line-block line-through literal literal-block literal-block-wrapper
    local longtable loweralpha lowerroman makevar manpage margin math mathjax_ignore menuselection
    mimetype myst nav-link newsgroup noindex note notranslate numref option option-list orphan pep
    positional-only-separator problematic process productionlist program pull-quote rectangle ref
    reference removed rfc row-even row-odd rubric samp section sectnum seealso sidebar sig sig-
    object sig-param simple small standard std strike sub subtitle sup system-message target task-
    list-item task-list-item-checkbox term tex2jax_ignore text-center text-left text-right tip
    title title-reference toc-backref toctree-wrapper todo todo-source token topic tocdepth
    underline untranslated translated upperalpha upperroman verse versionadded versionchanged
    versionmodified vertical viewcode-link warning with-subtitle xref""".split()
) | frozenset(STANDARD_TYPES.values())
"""What docutils, Sphinx, MyST and Pygments give to nodes."""
_PATTERN: Final = re.compile(
    r"(admonition|align|cite|code|fa|field|fig|figure|highlight|html|language|lang|level|"
    r"material|octicon|sig|std|table|task|toctree|versions?)-[\w-]*|desc\w+|fa[a-z]?|"
    # Not those that make words invisible, or cover what is around them.
    r"sd-(?!([\w-]+-)?none$|text-transparent$|stretched-link$|hide-link-text$|card-img-overlay$"
    r"|tab-content$)[\w-]+"
).fullmatch
_ONLY_IN: Final = {
    "sd-stretched-link": "card",
    "sd-hide-link-text": "card",
    "sd-card-img-overlay": "card",
    "sd-tab-content": "tab-content",
}
"""Classes of sphinx-design that stay within one of its components, by the name of that one."""
_MARKUP_CLASSES: Final = lazy_pattern(r'\bclass="([^"]*)"')


@cache
def is_known(name: str) -> bool:
    """Whether any page may set a class of this name."""
    return name in _NAMES or _PATTERN(name) is not None


def is_allowed_class(name: str, allowed: list[str]) -> bool:
    """Whether a page may set a class, by the table or by ``allowed``: patterns of the settings."""
    return is_known(name) or any(fnmatchcase(name, pattern) for pattern in allowed)


def faults_of_classes(node: nodes.Element, domains: Any, allowed: list[str]) -> Iterator[str]:
    """The classes of a node that no page may set and no extension has made."""
    # Sphinx takes the fields of the front matter off the page.
    if isinstance(node.parent, nodes.docinfo):
        return
    made = node.get("dossier_made", ())
    for name in node["classes"]:
        if not (
            is_allowed_class(name, allowed)
            or name in made
            or (_is_link(node) and _is_of_domain(name, domains))
            or _is_in_component(node, _ONLY_IN.get(name, ""))
            or ("code" in node["classes"] and name in _languages())
        ):
            yield name


def classes_of_markup(markup: str) -> Iterator[str]:
    """The classes in a piece of markup that an extension has made."""
    for names in _MARKUP_CLASSES.findall(markup):
        yield from names.split()


def _is_link(node: nodes.Element) -> bool:
    """Whether a node is a link to an object of a domain, or the words of one, or an object."""
    of_domains = addnodes.pending_xref | addnodes.desc | addnodes.download_reference
    return isinstance(node, of_domains) or isinstance(node.parent, of_domains)


def _is_of_domain(name: str, domains: Any) -> bool:
    """Whether a domain gives the class to its links and objects: its name, or a kind of them."""
    domain, hyphen, role = name.partition("-")
    if hyphen and domain in domains:
        return role in domains[domain].roles
    kinds = ((one.roles, one.object_types) for one in domains.values())
    return name in domains or any(name in roles or name in types for roles, types in kinds)


def _is_in_component(node: nodes.Element | None, component: str) -> bool:
    while component and node is not None:
        if node.get("design_component") == component:
            return True
        node = node.parent
    return False


@cache
def _languages() -> frozenset[str]:
    return frozenset(alias for _, aliases, _, _ in get_all_lexers() for alias in aliases)
