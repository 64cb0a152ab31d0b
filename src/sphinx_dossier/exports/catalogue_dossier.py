"""A dossier as a catalogue of many takes it up: its data, looked through and cleaned.

All of it was written by others. It passes the gates of :mod:`sphinx_dossier.core.site_reader`, as
the data of a dossier that ours names do; what is worked out in it is looked at where it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.other_sites import (
    SiteError,
    Surroundings,
    digest_of_site,
    fault_of_address,
)
from sphinx_dossier.core.safe_links import is_allowed
from sphinx_dossier.core.site_reader import parse_site, read_site
from sphinx_dossier.core.visible_text import without_hidden, without_turning
from sphinx_dossier.exports.tables import TABLES, table_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_dossier.exports.json_rows import DossierData
    from sphinx_dossier.exports.tables import Column

_NOWHERE: Final = "https://dossier.invalid/"
"""In place of an address that a dossier does not have, where forms are looked at (RFC 2606)."""
_WORDS: Final = ("status", "said", "earliest")
_LONGEST_NUMBER: Final = 2**63
"""What a column of 64 bits holds no more."""


class CatalogueDossier(NamedTuple):
    """One of many dossiers.

    ``address`` is where it is published, ``""`` where its data do not say; ``base`` is what
    addresses of its pages begin with in the catalogue, ``""`` where nothing leads to them.
    """

    id: str
    title: str
    address: str
    base: str
    digest: str
    data: DossierData
    tables: Mapping[str, list[list[object]]]


def read_dossier(name: str, content: bytes, folder: str = "") -> CatalogueDossier:
    """The dossier whose ``dossier.json`` has this content.

    ``folder`` is where its pages are from the catalogue, for one that says no address.

    :raises SiteError: it cannot be used; the message says why.
    """
    data: Any = _cleaned(parse_site(content))
    address = data.get("address", "")
    if address != "" and (not isinstance(address, str) or fault_of_address(address)):
        raise SiteError("its address is none of a site with a slash behind it")
    title = read_site(name, address or _NOWHERE, content, Surroundings()).title
    _check_worked_out(data)
    try:
        rows = table_rows(data, {})
    except (AttributeError, KeyError, TypeError, IndexError) as error:
        # What is worked out is read by no other program of ours, which would have said it better.
        raise SiteError(f"a row has another form ({error!r})") from error
    for table, found in rows.items():
        _check(table, TABLES[table].columns, found)
    return CatalogueDossier(
        name, title, address, address or folder, digest_of_site(content), data, rows
    )


def _check_worked_out(data: Mapping[str, Any]) -> None:
    """Whether what a dossier that reads another one does not look at has its form.

    :raises SiteError: something is missing, or of another form.
    """
    for kind in ("sources", *(kind.plural for kind in KINDS.values())):
        if kind not in data:
            raise SiteError(f"it has no list of {kind}")
    for claim in data["claims"]:
        is_whole = _fits(claim.get("independent"), "integer")
        if not (is_whole and all(_fits(claim.get(key, ""), "string") for key in _WORDS)):
            raise SiteError(f"{claim['id']!r} has no status, no origins or no time")
    for row in (*_rows(data, "sites"), *_rows(data, "abroad")):
        texts = [row.get("id"), row.get("url", ""), row.get("name", "")]
        if not (all(_fits(text, "string") for text in texts) and is_allowed(texts[1])):
            raise SiteError("it names another dossier without an id or an address")
    if any("url" not in row for row in data.get("sites", ())):
        raise SiteError("it names another dossier without an id or an address")


def _rows(data: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    rows: Any = data.get(name, [])
    if not (isinstance(rows, list) and all(isinstance(row, dict) for row in rows)):
        raise SiteError(f"its {name} are no list of rows")
    return rows


def _cleaned(value: Any) -> Any:
    """A value of JSON without what nobody sees in its texts."""
    if isinstance(value, str):
        if value.isascii() and value.isprintable():
            return value
        # JSON can hold half of a character, which no file of text can.
        whole = value.encode("utf-8", "replace").decode()
        return without_hidden(without_turning(" ".join(whole.split())))
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    return {key: _cleaned(one) for key, one in value.items()} if isinstance(value, dict) else value


def _check(table: str, columns: tuple[Column, ...], rows: Iterable[list[object]]) -> None:
    """Whether the values are of the types of their columns.

    :raises SiteError: one is of another type.
    """
    for row in rows:
        for column, value in zip(columns, row, strict=True):
            if value is not None and not _fits(value, column.type):
                raise SiteError(f"{row[0]!r} has another {column.name} than {table} can hold")


def _fits(value: Any, type_: str) -> bool:
    match type_:
        case "string":
            return isinstance(value, str)
        case "ids":
            return isinstance(value, list) and all(isinstance(one, str) for one in value)
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            is_whole = isinstance(value, int) and not isinstance(value, bool)
            return is_whole and -_LONGEST_NUMBER <= value < _LONGEST_NUMBER
        case _:
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            return is_number and -1e300 < value < 1e300
