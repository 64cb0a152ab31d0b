"""Graphs of ids: circles are found, and whatever is led to comes first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.core.circles import components

NODES = "abcdef"
GRAPHS = st.fixed_dictionaries({node: st.sets(st.sampled_from(NODES)) for node in NODES})


def _reached(edges: dict[str, set[str]], start: str) -> set[str]:
    found, waiting = {start}, [start]
    for node in waiting:
        waiting += edges[node] - found
        found |= edges[node]
    return found


@given(GRAPHS)
def test_components_are_what_leads_to_each_other(edges: dict[str, set[str]]) -> None:
    """Each node is in one, with those that it leads to and that lead back."""
    found = [frozenset(one) for one in components(edges)]
    reached = {node: _reached(edges, node) for node in NODES}
    assert sorted(NODES) == sorted(node for one in found for node in one)
    assert {*found} == {
        frozenset(other for other in reached[node] if node in reached[other]) for node in NODES
    }


@given(GRAPHS)
def test_what_is_led_to_comes_first(edges: dict[str, set[str]]) -> None:
    """Whoever hands something on along the edges has what each end has."""
    known = set[str]()
    for one in components(edges):
        known |= {*one}
        assert {end for node in one for end in edges[node]} <= known
