"""``dossier.json``: an index as plain data, flat and sorted, by the table of kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sphinx_dossier.answers.question_state import day_of_question, question_state
from sphinx_dossier.core.dates import EARLIEST, LATEST
from sphinx_dossier.core.identifiers import site_of
from sphinx_dossier.core.kinds import KINDS, RELATION_TYPES, FieldType
from sphinx_dossier.core.memo import EachWhenAsked, once
from sphinx_dossier.core.model import RELATIONS, Claim, Question, kind_of
from sphinx_dossier.core.names import excerpt
from sphinx_dossier.core.site_folders import SCHEMA_VERSION
from sphinx_dossier.core.status import standings
from sphinx_dossier.exports.json_text import without_empty, write_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.instants import Bound
    from sphinx_dossier.core.kinds import Kind
    from sphinx_dossier.core.manifests import Manifest
    from sphinx_dossier.core.model import Answer, Citation, NotBefore, Object, RelationEnd, Source
    from sphinx_dossier.exports.json_rows import DossierData, ObjectRow, SourceRow

    Plain: TypeAlias = Callable[[Index, Any], object]


def export_json(index: Index, title: str, locate: Callable[[str], str], address: str = "") -> bytes:
    """The whole dossier as JSON; the arguments are those of :func:`dossier_data`."""
    return write_rows(dossier_data(index, title, locate, address))


def export_objects(index: Index, data: DossierData) -> Iterator[tuple[str, bytes]]:
    """The objects of each page as JSON, by its name."""
    pages: dict[str, list[object]] = {}
    for kind, row in object_rows(data):
        pages.setdefault(index.home[row["id"]], []).append({"kind": kind.name, **row})
    head = {"schema": data["schema"]}
    for page, rows in pages.items():
        yield page, write_rows({**head, "page": page, "objects": rows})


def object_rows(data: DossierData) -> Iterator[tuple[Kind, ObjectRow]]:
    """Every object of the data with its kind, in their order."""
    lists: Mapping[str, Any] = data
    for kind in KINDS.values():
        for row in lists[kind.plural]:
            yield kind, row


def dossier_data(
    index: Index, title: str, locate: Callable[[str], str], address: str = ""
) -> DossierData:
    """What ``dossier.json`` holds; ``locate`` gives the address of a page from the site's root.

    ``address`` is that of the site with a slash at its end, ``""`` where its settings have none.
    """
    return part_of_data(index, title, locate, address, bare_rows(index), index.sources)


def part_of_data(
    index: Index,
    title: str,
    locate: Callable[[str], str],
    address: str,
    rows: Mapping[str, Mapping[str, Any]],
    sources: Iterable[str],
) -> DossierData:
    """The same of some objects alone, each with its bare row, and of some of our sources."""
    # The rows follow the table, which mypy cannot read: the types of `json_rows` say it to it.
    data: Any = {"schema": SCHEMA_VERSION, "title": title}
    if address:
        data["address"] = address
    if index.as_of:
        data["as_of"] = str(index.as_of)
    if index.vocabulary.added:
        data["vocabulary"] = [
            without_empty({"part": part, **word._asdict()}) for part, word in index.vocabulary.added
        ]
    data |= _abroad(index, rows.values())
    data["sources"] = [_source_row(index, index.sources[key], locate) for key in sorted(sources)]
    # The lists themselves stay where they are empty: readers can count on them.
    data |= {kind.plural: [] for kind in KINDS.values()}
    for key in sorted(rows):
        subject = index.objects[key]
        row = _with_address(index, subject, rows[key], locate)
        data[KINDS[kind_of(subject)].plural].append(row)
    dossier: DossierData = data
    return dossier


def _abroad(index: Index, rows: Iterable[Any]) -> dict[str, object]:
    """The other dossiers that settings name, and those of their objects that ours name."""
    if not index.sites:
        return {}
    sites = [index.sites[name] for name in sorted(index.sites)]
    named = sorted({word for row in rows for word in _names_in(row) if index.other_site(word)})
    return {
        "sites": [
            {"id": one.id, "title": one.title, "url": one.address, "digest": one.digest}
            for one in sites
        ],
        "abroad": [row for name in named if (row := _row_abroad(index, name))],
    }


def _names_in(value: Any) -> Iterator[str]:
    """All texts in a row that could name something of another site."""
    if isinstance(value, str):
        # Names abroad have a colon, which few texts have: most look-ups are spared.
        yield from [value] if ":" in value else []
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _names_in(one)


def _row_abroad(index: Index, name: str) -> dict[str, str]:
    site, object_ = index.other_site(name), index.objects.get(name)
    if site and object_:
        called = excerpt(object_.text) if isinstance(object_, Claim) else object_.name
        address = site.address_of(name)
        return without_empty({"id": name, "kind": kind_of(object_), "name": called, "url": address})
    source = index.source(name)
    if source is None or name in index.sources:
        return {}
    return without_empty(
        {"id": name, "kind": "source", "name": source.title, "url": index.address_abroad(name)}
    )


def object_row(index: Index, subject: Object, locate: Callable[[str], str]) -> Any:
    """One object as it is in ``dossier.json``."""
    return _with_address(index, subject, bare_rows(index)[subject.id], locate)


def _with_address(
    index: Index, subject: Object, row: Mapping[str, Any], locate: Callable[[str], str]
) -> Any:
    # A new row each time, because the bare ones are kept for every format that asks.
    return {**row, "url": f"{locate(index.home[subject.id])}#{subject.id}"}


@once
def bare_rows(index: Index) -> EachWhenAsked[dict[str, Any]]:
    """Each object by id, without its address, which only a builder knows.

    The digests of the pages and all formats of the data are made of these: once for each index.
    """
    return EachWhenAsked(index.own, lambda key: _bare_row(index, index.own[key]))


def _bare_row(index: Index, subject: Object) -> dict[str, Any]:
    kind = KINDS[kind_of(subject)]
    row: dict[str, Any] = {}
    for field in kind.written:
        if field.type in RELATION_TYPES:
            row[field.key] = _relations(index, subject)
        else:
            row[field.key] = plain_value(index, field.type, getattr(subject, field.fills))
    if kind.derived:
        derived = _DERIVED[kind.name](index, subject)
        row |= {field.key: derived[field.key] for field in kind.derived}
    return without_empty(row)


def plain_value(index: Index, field_type: FieldType, value: Any) -> object:
    """A value as JSON has it; ``None`` where it is left out."""
    plain = _PLAIN.get(field_type)
    return plain(index, value) if plain else value


def _relations(index: Index, subject: Object) -> dict[str, list[dict[str, object]]]:
    ends = index.relations.get(subject.id, {})
    # Only from this end, because the other claim has the converse. By id: in the order of
    # dates, one corrected date would change the rows of other claims too.
    words = {word: sorted(ends[word]) for word in RELATIONS if word in ends}
    if isinstance(subject, Claim):
        # Of a claim of another site nobody but us says this.
        for word, written in subject.relations:
            abroad = {end.claim for end in written if site_of(end.claim)} & {*ends.get(word, ())}
            if abroad and word not in words:
                words[word] = sorted(abroad)
    return {
        word: [_end(index.end(subject.id, word, other)) for other in others]
        for word, others in words.items()
    }


def _end(end: RelationEnd) -> dict[str, object]:
    inferred = end.is_inferred or None
    return {"claim": end.claim, "proposition": end.proposition, "inferred": inferred}


def _answer(index: Index, answer: Answer) -> dict[str, object]:
    asked = index.questions.get(answer.question)
    is_exact = answer.minimum is not None and answer.minimum == answer.maximum
    value: object = _number(answer.minimum) if is_exact else None
    return {
        "question": answer.question,
        "value": value if answer.is_quantity else answer.words,
        "min": None if is_exact else _number(answer.minimum),
        "max": None if is_exact else _number(answer.maximum),
        "about": _number(answer.about),
        "unit": asked.unit if asked and answer.is_quantity else None,
    }


def _citation(cite: Citation) -> dict[str, str]:
    return {"source": cite.source, "passage": cite.passage, "quote": cite.quote}


def _not_before(known: NotBefore) -> dict[str, str]:
    return {"date": str(known.date), **_citation(known.citation)}


# Authors write 7, and 7.0 would read as if somebody had measured tenths.
def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value.is_integer() else value


_PLAIN: Final[dict[FieldType, Plain]] = {
    FieldType.LINES: lambda _, texts: list(texts),
    FieldType.IDS: lambda _, ids: list(ids),
    FieldType.WORDS: lambda _, words: list(words),
    FieldType.DATE: lambda _, date: str(date) if date else None,
    FieldType.NOT_BEFORE: lambda _, known: _not_before(known) if known else None,
    FieldType.BASIS: lambda _, basis: basis._asdict(),
    FieldType.NAMES: lambda _, names: [name._asdict() for name in names],
    FieldType.COORD: lambda _, coord: list(coord) if coord else None,
    FieldType.WITHIN: lambda _, parents: [parent._asdict() for parent in parents],
    FieldType.CITATIONS: lambda _, citations: [_citation(cite) for cite in citations],
    FieldType.SEARCHED: lambda _, rows: [{"side": side, "what": what} for side, what in rows],
    FieldType.ANSWERS: lambda index, answers: [_answer(index, one) for one in answers],
    FieldType.PARTS: lambda _, parts: [part._asdict() for part in parts],
    FieldType.RELAYS: lambda _, relays: [
        {"actor": relay.actor, "inferred": relay.is_inferred or None} for relay in relays
    ],
}
"""How a value of each type is written; what is not named is written as it is."""


def _question_values(index: Index, question: Question) -> dict[str, object]:
    state = question_state(index, question.id)
    day = day_of_question(index, question.id)
    as_of = str(day) if day else ""
    return {"state": state.word, "later_state": state.later, "as_of": as_of}


def _claim_values(index: Index, claim: Claim) -> dict[str, object]:
    standing = standings(index)[claim.id]
    earliest, latest = index.instants.spans[claim.id]
    return {
        "status": standing.status,
        "statuses": list(standing.marks),
        "reach": standing.reach,
        "bodies": list(index.bodies_of(claim)),
        "origins": list(standing.origins),
        "independent": standing.independent,
        "composed_of": list(standing.parts),
        "relays": list(_relays(index, claim)),
        "earliest": _instant(earliest),
        "latest": _instant(latest),
        "later_than": str(index.day) if index.is_later(claim.id) else "",
    }


def _instant(bound: Bound) -> str:
    """A bound as EDTF; ``""`` where there is none."""
    if bound.date is None or bound.moment in (EARLIEST, LATEST):
        return ""
    return f"{bound.moment.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def _relays(index: Index, claim: Claim) -> Iterator[dict[str, object]]:
    """The road of a claim, from its first speakers to the last of those who passed it on."""
    stations = [(relay.actor, relay.is_inferred) for relay in claim.via]
    before, is_guess = list(claim.by), False
    if claim.known_act == "reports":
        # The words of somebody else end at who reports them.
        stations += [(actor, False) for actor in claim.by]
        first, is_guess = stations.pop(0) if claim.via else ("", False)
        before = [first] if first else []
    for step, (actor, is_inferred) in enumerate(stations if before else (), start=1):
        yield {
            "step": step,
            "from": before,
            "to": actor,
            "medium": _medium(index, claim, actor),
            # A step from or to somebody who is only likely to have been on the road is no more.
            "inferred": is_guess or is_inferred or None,
        }
        before, is_guess = [actor], is_inferred


def _medium(index: Index, claim: Claim, actor: str) -> str:
    """The cited publication of ``actor``, in which it passed the claim on; ``""`` if none is."""
    cited = (citation.source for citation in claim.cites)
    return next((key for key in cited if index.publisher_of.get(key) == actor), "")


_DERIVED: Final[dict[str, Callable[[Index, Any], dict[str, object]]]] = {
    "question": _question_values,
    "claim": _claim_values,
}
"""What is worked out of the objects of a kind."""


def _source_row(index: Index, source: Source, locate: Callable[[str], str]) -> SourceRow:
    home = index.bibliography_homes.get(source.id)
    manifest = index.manifests.get(source.id)
    row: Any = without_empty(
        {
            "id": source.id,
            "type": source.type,
            "title": source.title,
            "authors": [author.name for author in source.authors],
            "and_others": ["authors"] if "author" in source.and_others else [],
            "publisher": source.publisher,
            "date": str(source.date) if source.date else None,
            "language": source.language,
            "url": source.url,
            "read": source.read,
            "note": source.note,
            "listed": f"{locate(home)}#{index.anchor_of_source(source.id)}"
            if home is not None
            else None,
            "passages": _passage_rows(index, manifest) if manifest else None,
        }
    )
    source_row: SourceRow = row
    return source_row


def _passage_rows(index: Index, manifest: Manifest) -> list[dict[str, object]]:
    return [
        {
            "id": passage.id,
            "line": passage.line,
            "role": passage.role,
            "words": passage.words,
            "sha256": passage.sha256,
            "cited_by": sorted(index.cited_by.get((manifest.key, passage.id), ())),
        }
        for passage in manifest.passages.values()
    ]
