"""The words that a project adds in its ``conf.py``, without running that."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from sphinx_dossier.commands import read_bytes
from sphinx_dossier.commands.conf_lines import UNREADABLE, value_of
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
        node = value_of(ast.parse(read_bytes(conf)).body, _SETTING)
        value = ast.literal_eval(node) if node else None
    except (*UNREADABLE, TypeError):
        # The TypeError is that of a key without a hash, such as a list.
        remark(f"{conf}: {_SETTING} is no plain table, so that its words are not listed here")
        return PLAIN
    return PLAIN if value is None else read_vocabulary(value)[0]
