"""Which object an author meant who wrote its name, or misspelt its id."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.memo import once
from sphinx_dossier.core.model import Actor, Claim, Event, Place, kind_of
from sphinx_dossier.core.names import fold
from sphinx_dossier.core.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Object
    from sphinx_dossier.core.problems import Problem

_MOST_TRIED: Final = 200
_BETWEEN: Final = lazy_pattern(r"\s*[,;/&]\s*|\s+and\s+")


def hint(index: Index, text: str, kinds: Iterable[str] = ()) -> str:
    """What to write in place of some words, for the end of a message; ``""`` where nobody knows.

    ``kinds`` are those that are asked for; without them any will do.
    """
    meant = meant_ids(index, text, kinds)
    if not meant:
        return ""
    named = [one for one in meant if _is_named(index.objects[one], text)]
    if not named:
        return f"; did you mean {' '.join(meant)!r}?"
    found = ", ".join(_named(index.objects[one]) for one in named)
    return f": {found}; write {' '.join(meant)}"


def meant_ids(index: Index, text: str, kinds: Iterable[str] = ()) -> tuple[str, ...]:
    """The ids of the objects that some words name, in their order; none unless all are known."""
    allowed = frozenset(kinds)
    pieces = [text, *_BETWEEN.split(text)] if _BETWEEN.search(text) else [text]
    whole = _meant(index, pieces[0], allowed)
    if whole:
        return (whole,)
    if len(pieces) == 1 and " " in text:
        # Ids with blanks between them, of which one is no id or misspelt.
        pieces = [text, *text.split()]
    found = [_meant(index, piece, allowed) for piece in pieces[1:]]
    return tuple(dict.fromkeys(found)) if found and all(found) else ()


def explained(index: Index, problem: Problem) -> Problem:
    """A problem with what its author meant, where that is known by now."""
    if not problem.sought:
        return problem
    more = hint(index, problem.sought, problem.kinds)
    return problem._replace(message=problem.message + more, sought="", kinds=())


def _meant(index: Index, words: str, kinds: frozenset[str]) -> str:
    """The id of the one object that some words name, or nearly; ``""`` for none or several."""
    words = words.strip().removesuffix("?")
    if words in index.objects and _is_of(index.objects[words], kinds):
        return words
    named = [
        one for one in _by_name(index).get(fold(words), ()) if _is_of(index.objects[one], kinds)
    ]
    if named:
        return named[0] if len(named) == 1 else ""
    allowed = (key for key, one in index.objects.items() if _is_of(one, kinds))
    return _near(index, re.sub(r"[\s_]+", "-", fold(words)), (*sorted(kinds),), allowed)


def near_key(index: Index, key: str) -> str:
    """The key of a source that is most like ``key``, ``""`` where none is much like it."""
    return _near(index, key, ("source",), index.sources)


def _near(index: Index, word: str, kinds: tuple[str, ...], known: Iterable[str]) -> str:
    """The nearest of ``known``, for as many words as an author may misspell."""
    # Each look goes through all that is known: with as many words, time would grow as the square.
    tried = _tried(index)
    if (word, kinds) not in tried:
        if len(tried) >= _MOST_TRIED:
            return ""
        tried[word, kinds] = nearest(word, known)
    return tried[word, kinds]


@once
def _tried(_: Index) -> dict[tuple[str, tuple[str, ...]], str]:
    return {}


def _is_of(object_: Object, kinds: frozenset[str]) -> bool:
    return not kinds or kind_of(object_) in kinds


@once
def _by_name(index: Index) -> Mapping[str, list[str]]:
    """Each name without case and accents -> the ids of those that have it."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, object_ in index.objects.items():
        for name in _names(object_):
            if key not in found[fold(name)]:
                found[fold(name)].append(key)
    return found


def _names(object_: Object) -> list[str]:
    if isinstance(object_, Claim):
        return []
    if isinstance(object_, Actor | Place | Event):
        return [object_.name, *(one.text for one in object_.also), *object_.garbled]
    return [object_.name]


def _is_named(object_: Object, text: str) -> bool:
    pieces = {fold(piece) for piece in (text, *_BETWEEN.split(text))}
    return any(fold(name) in pieces for name in _names(object_))


def _named(object_: Object) -> str:
    name = "" if isinstance(object_, Claim) else object_.name
    return f"{name} is {object_.id} ({object_.where.path}:{object_.where.line})"
