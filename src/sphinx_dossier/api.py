"""What a project may use in its own ``conf.py``: these names are promised, and no others.

A release that takes one away, or gives it another meaning, raises the first number of the version.
*Add your own* in the documentation shows a check, a view and an export.

May import: ``core``, ``answers``, ``sphinx``.
"""

from __future__ import annotations

from sphinx_dossier.answers.filters import Filter, passes
from sphinx_dossier.answers.own_views import OwnView, ViewRequest
from sphinx_dossier.answers.page_links import Link, link
from sphinx_dossier.core.index import Index
from sphinx_dossier.core.kinds import FieldRow, FieldType
from sphinx_dossier.core.model import (
    Actor,
    Claim,
    Event,
    Place,
    Question,
    Source,
    Where,
    where_written,
)
from sphinx_dossier.core.problems import Problem
from sphinx_dossier.core.status import Standing, standings
from sphinx_dossier.sphinx.additions import (
    DATA_WRITTEN,
    INDEX_READY,
    add_check,
    add_export,
    own_problem,
)
from sphinx_dossier.sphinx.markup import Tag
from sphinx_dossier.sphinx.read.own_directives import add_view

__all__ = [
    "DATA_WRITTEN",
    "INDEX_READY",
    "Actor",
    "Claim",
    "Event",
    "FieldRow",
    "FieldType",
    "Filter",
    "Index",
    "Link",
    "OwnView",
    "Place",
    "Problem",
    "Question",
    "Source",
    "Standing",
    "Tag",
    "ViewRequest",
    "Where",
    "add_check",
    "add_export",
    "add_view",
    "link",
    "own_problem",
    "passes",
    "standings",
    "where_written",
]
