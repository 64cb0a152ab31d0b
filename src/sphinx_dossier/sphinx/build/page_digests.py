"""The digest of what each page shows: where it differs from that of before, the page is stale."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sphinx_dossier.answers.embeds import with_pictures
from sphinx_dossier.answers.page_answers import page_answers
from sphinx_dossier.answers.uses import Showing
from sphinx_dossier.core.kinds import citations
from sphinx_dossier.core.memo import EachWhenAsked
from sphinx_dossier.exports.dossier_json import bare_rows
from sphinx_dossier.sphinx.additions import additions_of
from sphinx_dossier.sphinx.build.social_images import card_of
from sphinx_dossier.sphinx.digest import digest
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.git_days import last_changed
from sphinx_dossier.sphinx.show.framed import frame_height

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.core.page import Page


def page_digests(env: BuildEnvironment, around: str) -> EachWhenAsked[str]:
    """The digest of each page: of its answers, its objects, its last change, what is around it."""
    domain, sides = domain_of(env), tuple(env.config.dossier_sides)
    index, own = domain.index, additions_of(env.config).views
    # Many objects cite one source.
    digest_of = cache(lambda key: digest(index.source(key)))

    def digest_of_page(docname: str) -> str:
        page = domain.pages[docname]
        changed = last_changed(env, domain.checkout, docname)
        answers = page_answers(index, page, Showing(docname, sides, own))
        facts = _facts_of_objects(env, page, digest_of)
        shared = card_of(env, docname)
        return digest((around, changed, *answers, *facts, shared))

    return EachWhenAsked(sorted(env.found_docs & domain.pages.keys()), digest_of_page)


def _facts_of_objects(
    env: BuildEnvironment, page: Page, digest_of: Callable[[str], str]
) -> Iterator[object]:
    """What the head of the page, and the files to cite its objects by, say of the objects."""
    index = domain_of(env).index
    for object_ in index.owned_by(page):
        yield bare_rows(index)[object_.id]
        yield [digest_of(citation.source) for citation in citations(object_)]
        # The fold of how to cite it offers a picture of it, where any page draws one, and says how
        # high that is.
        yield object_.id in with_pictures(index)
        yield frame_height(env, object_.id)
