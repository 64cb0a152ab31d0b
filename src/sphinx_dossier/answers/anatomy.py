"""An evidence line taken apart: what each of its parts says of this claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.evidence import Evidence, evidence
from sphinx_dossier.answers.page_links import Link, link
from sphinx_dossier.answers.prose_names import names_of
from sphinx_dossier.answers.view_options import LINE_PARTS
from sphinx_dossier.core.status import proposition, standings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dossier.core.index import Index


class Anatomy(NamedTuple):
    """A claim with its evidence line, and what the folded list adds to it.

    ``parts`` are those to explain; ``both_say`` are the propositions that it has in common with
    those who corroborate it, ``inferred`` is why steps are taken for likely that no source prints,
    ``origins`` are the names of the bodies that said it first.
    """

    claim: Link
    evidence: Evidence
    parts: tuple[str, ...]
    drift: str
    inferred: str
    both_say: tuple[str, ...]
    origins: tuple[str, ...]


def anatomy(index: Index, identifier: str, parts: Sequence[str] = ()) -> Anatomy | None:
    """The evidence line of a claim with what explains it; ``None`` where there is no such claim.

    Without ``parts`` all are explained.
    """
    claim = index.claims.get(identifier)
    if claim is None:
        return None
    standing = standings(index)[identifier]
    return Anatomy(
        claim=link(index, identifier, claim.text or identifier),
        # How to cite it, and what it is related to, are below the claim itself.
        evidence=evidence(index, identifier)._replace(facts=()),
        parts=tuple(part for part in LINE_PARTS if part in (parts or LINE_PARTS)),
        drift=claim.drift,
        inferred=claim.inferred,
        both_say=tuple(
            dict.fromkeys(proposition(index, identifier, partner) for partner in standing.partners)
        ),
        origins=names_of(index, standing.origins),
    )
