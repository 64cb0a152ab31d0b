"""Values of the data in one line, as an author writes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def shown(value: Any) -> str:
    """A value in one line, as an author writes it: a citation, an answer, a basis or a name.

    What has no such form is shown as JSON.
    """
    if value is None:
        return ""
    if isinstance(value, dict) and not any(isinstance(one, dict | list) for one in value.values()):
        # Each kind of value is known by a key that only it has.
        write = next((write for key, write in _WRITERS.items() if key in value), None)
        if write:
            return write(value)
    if isinstance(value, list):
        # As authors write them: ids in a row, answers one a line.
        are_answers = any(isinstance(one, dict) and "question" in one for one in value)
        separator = "; " if are_answers else " "
        return separator.join(map(shown, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _citation(value: Mapping[str, Any]) -> str:
    quote = f'"{value["quote"]}"' if value.get("quote") else ""
    words = (value["source"], value.get("passage", ""), quote)
    return " ".join(str(word) for word in words if word)


def _not_before(value: Mapping[str, Any]) -> str:
    return f"{value['date']} {_citation(value)}" if value.get("source") else str(value["date"])


def _answer(value: Mapping[str, Any]) -> str:
    span = f"{value.get('min', '')}..{value.get('max', '')}"
    about = f"~{value['about']}" if value.get("about") else span
    return f"{value['question']} = {value.get('value', about)}"


def _within(value: Mapping[str, Any]) -> str:
    by = value.get("according_to")
    return f"{value['place']} according to {by}" if by else str(value["place"])


def _searched(value: Mapping[str, Any]) -> str:
    return f"{value['side']}: {value.get('what', '')}"


def _basis(value: Mapping[str, Any]) -> str:
    return f"{value['word']}: {value['note']}" if value.get("note") else str(value["word"])


def _name(value: Mapping[str, Any]) -> str:
    return f"{value['lang']}: {value['text']}" if value.get("lang") else str(value["text"])


def _relay(value: Mapping[str, Any]) -> str:
    return f"{value['actor']}?" if value.get("inferred") else str(value["actor"])


def _related(value: Mapping[str, Any]) -> str:
    named = f"{value['claim']}?" if value.get("inferred") else str(value["claim"])
    return f'{named} "{value["proposition"]}"' if value.get("proposition") else named


_WRITERS: Final[dict[str, Callable[[Mapping[str, Any]], str]]] = {
    "date": _not_before,
    "actor": _relay,
    "claim": _related,
    "source": _citation,
    "question": _answer,
    "word": _basis,
    "text": _name,
    "place": _within,
    "side": _searched,
}
