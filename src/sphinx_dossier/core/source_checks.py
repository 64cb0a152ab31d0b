"""Checks of sources: every citation can be looked up, and what has a source agrees with it."""

from __future__ import annotations

from datetime import timezone
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.kinds import citations
from sphinx_dossier.core.languages import language_tag
from sphinx_dossier.core.manifests import SHINGLE
from sphinx_dossier.core.meant_objects import near_key
from sphinx_dossier.core.memo import once
from sphinx_dossier.core.model import Citation, Claim, Event, Where, kind_of
from sphinx_dossier.core.names import words
from sphinx_dossier.core.nearest import did_you_mean
from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.manifests import Manifest
    from sphinx_dossier.core.other_sites import OtherSite

NOT_YET: Final = "not yet taken up"
"""The reason of a passage that nobody has read for claims: no problem, but counted as open."""
# A rule of this project and not of law: enough to find the words, too little to replace the text.
QUOTE_LIMIT: Final = 12
"""The most words that a quote may have."""


def check_citations(index: Index) -> Iterator[Problem]:
    """Bad: a key or passage that is not there. Good: each citation can be looked up."""
    for object_ in index.objects.values():
        # One that cannot be read is told where it stands.
        is_written = any(name == "cites" for name, _, _ in object_.written)
        if isinstance(object_, Claim | Event) and not (object_.cites or is_written):
            message = f"{kind_of(object_)} {object_.id!r} cites nothing: add :cites:"
            yield Problem(Code.NO_CITATION, message, object_.where)
        for citation in citations(object_):
            yield from _check_citation(index, citation)
    for page in index.pages.values():
        for citation in page.cites:
            yield from _check_citation(index, citation)


def _check_citation(index: Index, citation: Citation) -> Iterator[Problem]:
    key, passage, quote, where = citation
    manifest = index.manifests.get(key)
    site = index.other_site(key)
    if site and key not in index.sources:
        yield from _check_abroad(site, citation)
    elif index.is_lost(key):
        # That nothing of its site can be read is reported once.
        return
    elif key not in index.sources:
        near = near_key(index, key)
        message = f"no .bib file has the key {key!r}" + (
            f"; did you mean {near!r}?" if near else ""
        )
        yield Problem(Code.UNKNOWN_SOURCE, message, where)
    elif key in index.broken_manifests:
        # Nobody can say what it lacks; that it cannot be read is reported.
        return
    elif passage and manifest is None:
        message = f"{key!r} has no passage manifest, so {passage} cannot be looked up"
        yield Problem(Code.UNKNOWN_PASSAGE, message, where)
    elif manifest and passage and passage not in manifest.passages:
        last = list(manifest.passages)[-1] if manifest.passages else "none"
        message = f"{key!r} has no passage {passage}: its last one is {last}"
        yield Problem(Code.UNKNOWN_PASSAGE, message, where)
    elif quote and not passage:
        message = "a quote needs the passage that has it: write KEY p16 before it"
        message += _where_found(manifest, quote)
        yield Problem(Code.UNKNOWN_PASSAGE, message, where)
    elif quote and manifest:
        yield from _check_quote(manifest, citation)


def _check_abroad(site: OtherSite, citation: Citation) -> Iterator[Problem]:
    """A citation of a source of another dossier, which has the passages and not their words."""
    key, passage, quote, where = citation
    if key not in site.sources:
        message = f"the dossier at {site.address} has no source {key.partition(':')[2]!r}"
        message += did_you_mean(key, site.sources)
        yield Problem(Code.UNKNOWN_SOURCE, message, where)
    elif passage and passage not in site.passages[key]:
        message = f"{key!r} has no passage {passage} that its dossier publishes"
        yield Problem(Code.UNKNOWN_PASSAGE, message, where)
    elif quote:
        message = (
            f"the words of {key!r} cannot be looked up from here: leave the quote out, or add the "
            "source to a .bib file of this dossier, with its manifest"
        )
        yield Problem(Code.QUOTE_NOT_FOUND, message, where)


def _check_quote(manifest: Manifest, citation: Citation) -> Iterator[Problem]:
    key, passage, quote, where = citation
    # The manifest holds hashes of groups of words: fewer words than a group has leave no trace.
    if len(words(quote)) < SHINGLE:
        message = f"a quote has three words or more, or it cannot be checked: {quote!r}"
        yield Problem(Code.BAD_CITATION, message, where)
    elif not manifest.holds(passage, quote):
        message = f"{passage} of {key!r} does not hold the words {quote!r}"
        message += _where_found(manifest, quote)
        yield Problem(Code.QUOTE_NOT_FOUND, message, where)
    elif manifest.is_whole_sentence(passage, quote):
        message = f"{quote!r} is a whole sentence of {key!r}: quote less"
        yield Problem(Code.QUOTE_WHOLE_SENTENCE, message, where)


def _where_found(manifest: Manifest | None, quote: str) -> str:
    """The passages that hold a quote, for the end of a message."""
    if manifest is None or len(words(quote)) < SHINGLE:
        return ""
    holding = [one for one in manifest.passages if manifest.holds(one, quote)]
    if not holding:
        return ""
    verb = "does" if len(holding) == 1 else "do"
    return f", but {' and '.join(holding)} {verb}: write {holding[0]}"


@once
def _meant_citations(index: Index) -> frozenset[tuple[str, str]]:
    """Source and passage of each citation whose key is misspelt: that is reported there."""
    owned = (one for object_ in index.objects.values() for one in citations(object_))
    prose = (one for page in index.pages.values() for one in page.cites)
    wrong = [one for one in (*owned, *prose) if not index.source(one.source)]
    return frozenset((near_key(index, one.source), one.passage) for one in wrong)


def check_quotes(index: Index) -> Iterator[Problem]:
    """Bad: thirteen quoted words. Good: twelve at most."""
    for object_ in index.objects.values():
        for citation in citations(object_):
            # Also without a manifest: the limit is on what is
            # published, not on what can be verified.
            count = len(words(citation.quote))
            if count > QUOTE_LIMIT:
                message = f"the quote has {count} words; {QUOTE_LIMIT} are the most"
                yield Problem(Code.QUOTE_TOO_LONG, message, citation.where)


def check_dates(index: Index) -> Iterator[Problem]:
    """Bad: said on the 29th, cited from a paper of the 28th. Good: said by then."""
    for claim in index.claims.values():
        for citation in claim.cites:
            source = index.source(citation.source)
            if not claim.said or not source or not source.date:
                continue
            clock = index.clocks_of(claim)[0]
            # A day of a paper whose clock nobody knows is one on the clock of the claim.
            own = claim.said.anchor.offset
            here = clock if own is None else timezone(own)
            printed = index.clock_of_source(source.id) or here
            if claim.said.earliest(clock) > source.date.latest(printed):
                message = (
                    f"claim {claim.id!r} is dated {claim.said}, after its source "
                    f"{source.id!r} of {source.date}"
                )
                yield Problem(Code.DATE_AFTER_SOURCE, message, citation.where)


def check_coverage(index: Index) -> Iterator[Problem]:
    """Bad: a passage that nothing cites. Good: cited, furniture, or a reason given."""
    reasons, meant = uncited_reasons(index), _meant_citations(index)
    for key, manifest in index.manifests.items():
        for passage in manifest.passages.values():
            place = (key, passage.id)
            cited = place in index.cited_by or place in reasons or place in meant
            if passage.role != "furniture" and not cited:
                message = f"no object cites {passage.id} of {key!r} (line {passage.line} there)"
                # In the manifest, because there is no page on which the citation is missing.
                where = Where(manifest.path, passage.manifest_line)
                yield Problem(Code.UNCITED_PASSAGE, message, where)


def check_excuses(index: Index) -> Iterator[Problem]:
    """Bad: a reason for not citing what is cited, or not there. Good: a reason that holds."""
    seen: set[tuple[str, str]] = set()
    for page in index.pages.values():
        for key, passage, _, where in page.uncited:
            manifest = index.manifests.get(key)
            if manifest is None:
                continue
            citing = index.cited_by.get((key, passage), ())
            if passage not in manifest.passages:
                last = list(manifest.passages)[-1] if manifest.passages else "none"
                message = f"{key!r} has no passage {passage}: its last one is {last}"
                yield Problem(Code.UNKNOWN_PASSAGE, message, where)
            elif citing:
                by = f"{min(citing)!r}"
                message = f"{passage} of {key!r} is cited, by {by}: take this line out"
                yield Problem(Code.UNCITED_PASSAGE, message, where)
            elif (key, passage) in seen:
                message = f"{passage} of {key!r} has a reason already: keep one"
                yield Problem(Code.BAD_VALUE, message, where)
            seen.add((key, passage))


def check_parts(index: Index) -> Iterator[Problem]:
    """Bad: a part that begins with no passage, or before the one above it. Good: in order."""
    before: dict[tuple[str, str], int] = {}
    for page in index.pages.values():
        for key, passage, _, where in page.parts:
            manifest = index.manifests.get(key)
            if manifest is None:
                continue
            names = list(manifest.passages)
            if passage not in names:
                last = names[-1] if names else "none"
                message = f"{key!r} has no passage {passage}: its last one is {last}"
                yield Problem(Code.UNKNOWN_PASSAGE, message, where)
                continue
            place = names.index(passage)
            if place <= before.get((page.docname, key), -1):
                message = f"{passage} of {key!r} is not behind the part above: put them in order"
                yield Problem(Code.BAD_VALUE, message, where)
            before[page.docname, key] = place


def uncited_reasons(index: Index) -> dict[tuple[str, str], str]:
    """(Source key, passage) -> the reason that a coverage view gives for not citing it."""
    reasons: dict[tuple[str, str], str] = {}
    for page in index.pages.values():
        for excused in page.uncited:
            reasons.setdefault((excused.source, excused.passage), excused.reason)
    return reasons


def check_sources(index: Index) -> Iterator[Problem]:
    """Bad: a source without its language, or used by nobody. Good: complete and cited."""
    meant = {key for key, _ in _meant_citations(index)}
    for source in index.sources.values():
        is_cited = source.id in index.resting_on or source.id in index.citing_pages
        if index.is_shared and not is_cited:
            continue
        missing = [] if source.language else ["langid"]
        if source.url and not source.read:
            missing.append("urldate")
        if missing:
            message = f"source {source.id!r} needs {' and '.join(missing)}"
            yield Problem(Code.SOURCE_INCOMPLETE, message, source.where)
        if source.language and not language_tag(source.language):
            message = (
                f"langid of the source {source.id!r} is no language: {source.language!r}; write "
                "its tag, as en, de or zh-Hant"
            )
            yield Problem(Code.BAD_VALUE, message, source.where)
        if not is_cited and source.id not in meant:
            message = f"nothing cites the source {source.id!r}"
            yield Problem(Code.UNUSED_SOURCE, message, source.where)


SOURCE_CHECKS: Final = (
    check_citations,
    check_quotes,
    check_dates,
    check_coverage,
    check_excuses,
    check_parts,
    check_sources,
)
"""All checks of citations and sources."""
