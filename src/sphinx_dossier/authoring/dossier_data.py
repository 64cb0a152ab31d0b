"""Reads ``dossier.json`` to compare it: of this version of the software, or of an older one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_dossier.authoring.changes import KINDS
from sphinx_dossier.core.manifests import is_passage_id
from sphinx_dossier.core.text_files import reason_of

if TYPE_CHECKING:
    from collections.abc import Mapping


class DataError(ValueError):
    """A file that is not the data of a dossier; the message says what is wrong."""


def read_data(text: str) -> dict[str, Any]:
    """The content of ``dossier.json``, of this version of the software or an older one.

    :raises DataError: the text is not JSON, or lacks what is needed to compare it.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataError(reason_of(error)) from error
    if not isinstance(data, dict) or not all(isinstance(data.get(kind), list) for kind in KINDS):
        raise DataError(f"it lacks one of the lists {', '.join(KINDS)}")
    for object_ in (object_ for kind in KINDS for object_ in data[kind]):
        if not isinstance(object_, dict) or not isinstance(object_.get("id"), str):
            raise DataError("an object in its lists has no id")
        if not _has_known_shapes(object_):
            raise DataError(
                f"{object_['id']!r} has other relations or passages or citations than a dossier"
            )
    if data.get("schema") == 1:
        data["claims"] = [_of_today(claim) for claim in data["claims"]]
    return data


def _of_today(claim: dict[str, Any]) -> dict[str, Any]:
    """A claim of the first schema as it is written now.

    It had one speaker, one answer, bare ids in its relations, and its relays the other way round.
    """
    claim = dict(claim)
    if isinstance(claim.get("by"), str):
        claim["by"] = [claim["by"]]
    if isinstance(claim.get("via"), list):
        claim["via"] = [{"actor": actor} for actor in reversed(claim["via"])]
    if isinstance(claim.get("answers"), dict):
        claim["answers"] = [claim["answers"]]
    relations = (claim.get("relations") or {}).items()
    return {**claim, "relations": {name: [_end(one) for one in ends] for name, ends in relations}}


def _end(end: Any) -> Any:
    return {"claim": end} if isinstance(end, str) else end


def _has_known_shapes(object_: Mapping[str, Any]) -> bool:
    """Whether the fields that are compared piece by piece have the pieces."""
    relations, passages = object_.get("relations") or {}, object_.get("passages") or []
    cites = object_.get("cites") or []
    return (
        isinstance(relations, dict)
        and all(isinstance(ends, list) for ends in relations.values())
        and all(_is_end(end) for ends in relations.values() for end in ends)
        and isinstance(cites, list)
        and all(isinstance(one, dict) and isinstance(one.get("source"), str) for one in cites)
        and isinstance(passages, list)
        and all(isinstance(row, dict) and is_passage_id(row.get("id")) for row in passages)
    )


def _is_end(end: object) -> bool:
    named = end.get("claim") if isinstance(end, dict) else end
    return isinstance(named, str)
