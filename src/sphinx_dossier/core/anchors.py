"""The anchors of sources, passages, terms and pictures on their pages; no other module makes one.

An anchor is plain ASCII, so that it is the same in a page, in an address and in a file, and two
keys never share one, whatever letters they have.
"""

from __future__ import annotations

from sphinx_dossier.core.lazy_pattern import lazy_pattern

_OTHER = lazy_pattern(r"[^A-Za-z0-9.-]")


def source_anchor(key: str) -> str:
    """The anchor of a source on the page that lists it."""
    return f"cite-{_plain(key)}"


def passage_anchor(key: str, passage: str) -> str:
    """The anchor of a passage on the page that shows the passages of its source."""
    return f"{_plain(key)}-{passage}"


def coverage_anchor(key: str) -> str:
    """The anchor of the list of the passages of a source, on that page."""
    return f"{_plain(key)}-passages"


def term_anchor(term: str) -> str:
    """The anchor of a term of the data, or of an evidence line, where a legend explains it."""
    return f"term-{term.replace(' ', '-')}"


def chain_anchor(claim: str) -> str:
    """The anchor of the way of a claim, where a page draws it."""
    return f"chain-{claim}"


def numbered_anchor(name: str, number: int) -> str:
    """The anchor of a view of that number on its page, counted from 1: the first has the name."""
    return name if number == 1 else f"{name}-{number}"


def knowing_anchor(mark: str) -> str:
    """The anchor of a figure of what was known when, by the mark that tells it from others."""
    return f"knowing-{mark}"


def map_anchor(place: str) -> str:
    """The anchor of a place on the map of a page."""
    return f"map-{place}"


def figure_anchor(question: str) -> str:
    """The anchor of the numbers that answer a question, where a page draws them."""
    return f"figure-{question}"


def _plain(key: str) -> str:
    """``key`` with each other character as its UTF-8 bytes: ``a_5fb`` for ``a_b``.

    The underscore is one of the others, so each result comes from one key only.
    """
    return _OTHER.sub(lambda match: "".join(f"_{byte:02x}" for byte in match[0].encode()), key)
