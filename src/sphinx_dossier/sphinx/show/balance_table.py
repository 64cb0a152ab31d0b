"""What each side has of what is recorded, as a table with what its numbers do not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.markup import Tag
from sphinx_dossier.sphinx.nodes import as_nodes
from sphinx_dossier.sphinx.show.html_parts import bullets, empty, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_dossier.answers.balance import Balance, BalanceRow
    from sphinx_dossier.sphinx.markup import Markup


def render_balance(balance: Balance, sides: Mapping[str, str]) -> list[Markup]:
    """A table of numbers, and below it what they do not say."""
    if not balance.claims.total:
        return [empty(words.NOTHING)]
    columns = [sides.get(column, words.OTHERS) for column in balance.columns]
    titles = [words.COUNTED, *columns, words.ALL]
    group = nodes.tgroup("", cols=len(titles))
    group += [nodes.colspec("", colwidth=16, stub=int(not i)) for i in range(len(titles))]
    group += nodes.thead("", _row(titles))
    group += nodes.tbody("", *map(_row, _lines(balance)))
    title = nodes.title("", words.BALANCE)
    # Sphinx asks for an id where a table has a caption.
    ids = [balance.anchor]
    table = nodes.table("", title, group, classes=["dossier-numbers"], ids=ids)
    return [Tag("div", table, classes=["dossier-wide"]), _notes(balance)]


def _lines(balance: Balance) -> Iterator[Sequence[str]]:
    claims = balance.claims
    yield _counts(words.COUNTED_ROWS["claims"], claims)
    shares = (words.per_cent(count, claims.total) for count in (*claims.counts, claims.total))
    yield [words.COUNTED_ROWS["share of claims"], *shares]
    for act, label in zip(balance.acts, balance.act_labels, strict=True):
        yield _counts(words.capital(words.act(act.counted, label)), act)
    yield _counts(words.COUNTED_ROWS["sources"], balance.sources)
    yield _counts(words.COUNTED_ROWS["published"], balance.published)


def _counts(label: str, row: BalanceRow) -> Sequence[str]:
    return [label, *(words.number(float(count)) for count in (*row.counts, row.total))]


def _row(cells: Iterable[str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", *as_nodes([paragraph(cell)])) for cell in cells))


def _notes(balance: Balance) -> Tag:
    notes = words.BALANCE_NOTES
    is_joint = sum(balance.claims.counts) > balance.claims.total
    shown = ["claims", *(["joint"] if is_joint else []), "acts", "sources", "published"]
    return bullets(([paragraph(notes[note])] for note in shown), "dossier-basis")
