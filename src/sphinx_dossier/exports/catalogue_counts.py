"""What is counted over all dossiers of a catalogue, and what stands between them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.model import RELATIONS
from sphinx_dossier.core.names import excerpt
from sphinx_dossier.exports.catalogue_rows import ROW_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_dossier.exports.catalogue_dossier import CatalogueDossier

MOST_BETWEEN: Final = 20
"""So many relations between dossiers a page lists; the tables have all."""
_AGAINST: Final = ("denies", "disputes")
_YEAR: Final = lazy_pattern(r"\d{4}")


class End(NamedTuple):
    """A claim of a dossier: what it says, in short, and its address, ``""`` where it has none."""

    dossier: str
    name: str
    url: str


class Between(NamedTuple):
    """A claim of one dossier, what it does to one of another, and that one."""

    claim: End
    relation: str
    other: End


class DossierCounts(NamedTuple):
    """One dossier in the list of all: how many of each kind, and from which year to which."""

    id: str
    title: str
    base: str
    kinds: Mapping[str, int]
    first: str
    last: str


class CatalogueCounts:
    """The counts of all dossiers that were entered."""

    def __init__(self) -> None:
        self.kinds: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self.origins: Counter[int] = Counter()
        self.years: Counter[str] = Counter()
        self.relations: Counter[str] = Counter()
        self.between: list[Between] = []
        self.dossiers: list[DossierCounts] = []
        self._seen: set[tuple[tuple[str, str], str, tuple[str, str]]] = set()

    def enter(self, dossier: CatalogueDossier, sites: Mapping[str, str]) -> None:
        """Count one more; ``sites`` gives the id of a dossier of the catalogue by its address."""
        data: Any = dossier.data
        kinds = {kind: len(data[f"{kind}s"]) for kind in ROW_KINDS}
        years = sorted(filter(None, map(_year, data["claims"])))
        self.kinds.update(kinds)
        self.years.update(years)
        if undated := kinds["claim"] - len(years):
            self.years[""] += undated
        self.statuses.update(one.get("status", "") for one in data["claims"])
        self.origins.update(one["independent"] for one in data["claims"])
        first, last = (years[0], years[-1]) if years else ("", "")
        self.dossiers.append(
            DossierCounts(dossier.id, dossier.title, dossier.base, kinds, first, last)
        )
        for key, one in _between(dossier, sites):
            if key not in self._seen:
                self._seen.add(key)
                self.relations[one.relation] += 1
                self.between.append(one)

    def listed(self) -> list[Between]:
        """The relations between dossiers that a page shows: contradictions first."""
        ranked = sorted(self.between, key=lambda one: (one.relation not in _AGAINST, one))
        return ranked[:MOST_BETWEEN]


def _year(claim: Mapping[str, Any]) -> str:
    found = _YEAR.search(claim.get("said", "")) or _YEAR.search(claim.get("earliest", ""))
    return found[0] if found else ""


def _between(
    dossier: CatalogueDossier, sites: Mapping[str, str]
) -> Iterator[tuple[tuple[tuple[str, str], str, tuple[str, str]], Between]]:
    """The relations to claims of other dossiers, each with what tells it from all others.

    Either end may have it, in its own words: the same one counts once.
    """
    data: Any = dossier.data
    names = {site["id"]: sites.get(site["url"], "") for site in data.get("sites", ())}
    known = {one["id"]: one for one in data.get("abroad", ())}
    for claim in data["claims"]:
        name = excerpt(claim.get("text") or claim["id"])
        own = End(dossier.id, name, _full(dossier.base, claim["url"]))
        for word, ends in claim.get("relations", {}).items():
            for end in ends:
                site, _, identifier = end["claim"].rpartition(":")
                there = names.get(site, "")
                if not there:
                    continue
                row = known.get(end["claim"], {})
                other = End(there, row.get("name") or identifier, row.get("url", ""))
                pair = (dossier.id, claim["id"]), (there, identifier)
                if word in RELATIONS:
                    yield (pair[0], word, pair[1]), Between(own, word, other)
                else:
                    (plain,) = (one for one, converse in RELATIONS.items() if converse == word)
                    yield (pair[1], plain, pair[0]), Between(other, plain, own)


def _full(base: str, url: str) -> str:
    return base + url if base else ""
