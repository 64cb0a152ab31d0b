"""The words that a project adds in its ``conf.py``, without running that."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from sphinx_dossier.commands import read_text
from sphinx_dossier.commands.say import remark
from sphinx_dossier.core.vocabulary import PLAIN, read_vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dossier.core.vocabulary import MatterVocabulary

_SETTING: Final = "dossier_vocabulary"


def own_words(root: Path) -> MatterVocabulary:
    """The vocabulary that ``conf.py`` in a folder sets; none where there is no such file.

    :raises RefusedError: the file cannot be read.
    """
    conf = root / "conf.py"
    if not conf.is_file():
        return PLAIN
    try:
        value = _set_value(read_text(conf))
    # A stranger's file may be no Python, or nested more deeply than Python reads.
    except (SyntaxError, ValueError, TypeError, MemoryError, RecursionError):
        remark(f"{conf}: {_SETTING} is no plain table, so that its words are not listed here")
        return PLAIN
    return PLAIN if value is None else read_vocabulary(value)[0]


def _set_value(text: str) -> object:
    """The value of the setting; the last where there are several."""
    value = None
    for node in ast.parse(text).body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                if name == _SETTING and node.value:
                    value = ast.literal_eval(node.value)
    return value
