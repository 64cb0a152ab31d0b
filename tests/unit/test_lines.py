"""Long lines and wide agreement: what they cost, counted in calls, and that nothing is missed."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import actor, claim, index, source
from sphinx_dossier.answers.status_marks import marks
from sphinx_dossier.core.line_publications import count_publications
from sphinx_dossier.core.lines import AGAINST, challenged, challenged_in_print, repeated
from sphinx_dossier.core.origins import Dependence, count_apart, dependence, own_origins, roots
from sphinx_dossier.core.status import standings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Claim

Shape = Callable[[int], "list[Claim]"]


def _by_all(count: int, **fields: Callable[[int], object]) -> list[Claim]:
    """Claims of a body and a publication each; of the first one that is denied."""
    made = [
        claim(f"c{at:04}", f"by-{at}", cites=[f"in-{at}"], **{
            name: value(at) for name, value in fields.items()
        })
        for at in range(count)
    ]  # fmt: skip
    return [*made, claim("denial", "by-1", cites=["in-1"], denies="c0000")]


def chain(count: int, relation: str = "repeats") -> list[Claim]:
    """Each repeats the one before."""
    return _by_all(count, **{relation: lambda at: f"c{at - 1:04}" if at else ""})


def drifts(count: int) -> list[Claim]:
    """Each changes what the one before says."""
    return chain(count, "drifted_from")


def copies(count: int) -> list[Claim]:
    """All repeat one."""
    return _by_all(count, repeats=lambda at: "c0000" if at else "")


def witnesses(count: int) -> list[Claim]:
    """All corroborate one."""
    return _by_all(count, corroborates=lambda at: "c0000" if at else "")


def circle(count: int) -> list[Claim]:
    """All repeat each other, in a circle."""
    return _by_all(count, repeats=lambda at: f"c{(at or count) - 1:04}")


def everybody(count: int) -> list[Claim]:
    """Each corroborates each."""
    return _by_all(count, corroborates=lambda at: [f"c{other:04}" for other in range(at)])


def dossier(claims: list[Claim]) -> Index:
    """An index of claims, with all whom they name and what they cite."""
    bodies = dict.fromkeys(body for one in claims for body in one.by)
    sources = dict.fromkeys(cite.source for one in claims for cite in one.cites)
    return index(*map(actor, bodies), *claims, sources=map(source, sources))


def calls(claims: list[Claim]) -> int:
    """How many calls, of Python and of C, it takes to judge all claims and to say why."""
    made, count = dossier(claims), 0
    # Relations and dates are looked up first: here only the judgement is measured.
    made.by_date(tuple(made.relations))

    def note(_frame: object, event: str, _function: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        for one in standings(made):
            marks(made, one)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("shape", [chain, drifts, copies, witnesses, circle])
def test_work_grows_as_claims_do(shape: Shape) -> None:
    """Four times as many claims take about four times the calls, and no line is walked for each."""
    few, many = (calls(shape(count)) for count in (100, 400))
    assert many < 4.4 * few


def test_work_of_agreement_grows_as_its_relations_do() -> None:
    """Twice as many who all agree have four times the relations, and partners are not paired."""
    few, many = (calls(everybody(count)) for count in (20, 40))
    assert many < 4.4 * few


IDS = [f"c{at:04}" for at in range(6)]
SOME = st.sets(st.sampled_from(IDS))


@st.composite
def graphs(draw: st.DrawFn) -> list[Claim]:
    """Any few claims that repeat, change, deny and update each other, in circles too."""
    speakers, sources = st.sampled_from(["a", "b", "c", ""]), st.sets(st.sampled_from("xyz"))
    return [
        claim(
            one,
            draw(speakers),
            cites=sorted(draw(sources)),
            repeats=[end + draw(st.sampled_from(["", "?"])) for end in sorted(draw(SOME))],
            drifted_from=sorted(draw(st.sets(st.sampled_from(IDS), max_size=1))),
            denies=sorted(draw(st.sets(st.sampled_from(IDS), max_size=1))),
            updates=sorted(draw(st.sets(st.sampled_from(IDS), max_size=1))),
        )
        for one in IDS
    ]


def walked(start: str, ends_of: Callable[[str], Iterable[str]]) -> set[str]:
    """All that a claim leads to, and itself."""
    found, waiting = {start}, [start]
    for one in waiting:
        new = {*ends_of(one)} - found
        found |= new
        waiting += new
    return found


def _repeated_in_print(made: Index, claim: str) -> list[str]:
    ends = made.related(claim, "repeats")
    return [end for end in ends if not made.end(claim, "repeats", end).is_inferred]


@given(graphs())
def test_who_has_an_ancestor_in_common_has_a_root_in_common(claims: list[Claim]) -> None:
    """Roots stand for all ancestors, whatever circles there are."""
    made = dossier(claims)
    ancestors = {
        one: walked(one, lambda step: made.related(step, "repeats", "drifted-from")) for one in IDS
    }
    for one, other in itertools.combinations(IDS, 2):
        is_shared = bool({*roots(made, one)} & {*roots(made, other)})
        assert is_shared == bool(ancestors[one] & ancestors[other])


@given(graphs())
def test_all_that_is_challenged_in_a_line_is_found(claims: list[Claim]) -> None:
    """Going from one challenged claim to the next finds what walking the whole line finds."""
    made = dossier(claims)
    against = [*itertools.chain.from_iterable(AGAINST.values())]
    for one in IDS:
        line = {other for other in repeated(made, one) if made.related(other, *against)}
        assert line == {*challenged(made, one)}
        assert len(line) == len(challenged(made, one))
        assert one not in line or one == challenged(made, one)[0]
        printed = walked(one, lambda step: _repeated_in_print(made, step))
        assert line & printed == line & challenged_in_print(made, one)


@given(graphs(), SOME)
def test_groups_are_those_of_pairs_that_depend(claims: list[Claim], some: set[str]) -> None:
    """Counting by what claims are tied to finds what comparing every pair finds."""
    made = dossier(claims)
    named = sorted(one for one in some if own_origins(made)[one])
    groups = {one: {one} for one in named}
    for one, other in itertools.combinations(named, 2):
        if dependence(made, one, other):
            merged = groups[one] | groups[other]
            groups |= dict.fromkeys(merged, merged)
    assert len({frozenset(group) for group in groups.values()}) == count_apart(made, named)


@given(graphs(), st.sets(st.sampled_from(IDS), min_size=1))
def test_publications_are_those_of_all_that_repeats(claims: list[Claim], heads: set[str]) -> None:
    """Counting bits says what gathering the publications of every carrier says."""
    made = dossier([*claims, *(claim(f"joins-{one}", corroborates=[*IDS]) for one in "ab")])
    found = (walked(head, lambda step: made.related(step, "repeated-by")) for head in heads)
    carriers = {one for line in found for one in line}
    sources = {cite.source for one in carriers for cite in made.claims[one].cites}
    assert len(sources) == count_publications(made, heads)


@given(graphs(), st.booleans())
def test_who_rests_on_the_publications_of_another_depends_on_it(
    claims: list[Claim], is_joined: bool
) -> None:
    """Whether two claims are of one group, whose bits can be compared, or of two."""
    joining = [claim("joins", corroborates=[*IDS])] if is_joined else []
    made = dossier([*claims, *joining])
    known = {one: {cite.source for step in repeated(made, one) for cite in made.claims[step].cites}
             for one in IDS}  # fmt: skip
    for one, other in itertools.combinations(IDS, 2):
        is_within = known[one] <= known[other] or known[other] <= known[one]
        reason = dependence(made, one, other)
        if reason in (None, Dependence.PUBLICATION):
            expected = bool(known[one] and known[other]) and is_within
            assert expected == (reason is Dependence.PUBLICATION)
