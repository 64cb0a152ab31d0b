"""Values in ``conf.py`` that cannot be what they are: reported at their line, and left out.

Sphinx would say so without a line, and then end the build where the value is used.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from sphinx_dossier.core.identifiers import is_id
from sphinx_dossier.core.languages import language_tag
from sphinx_dossier.core.locations import SourceText, shown_path
from sphinx_dossier.core.model import Where
from sphinx_dossier.core.nearest import nearest
from sphinx_dossier.core.other_sites import fault_of_address
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.core.safe_links import is_allowed
from sphinx_dossier.core.side_checks import MOST_SIDES
from sphinx_dossier.core.vocabulary import read_vocabulary
from sphinx_dossier.sphinx.settings import SETTINGS, SITE_WIDE
from sphinx_dossier.sphinx.theme_parts import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_BIBFILES: Final = "bibtex_bibfiles"
_OURS: Final = ("dossier_", "strict_")
_VOCABULARY: Final = "dossier_vocabulary"
_LANGUAGE: Final = "dossier_source_language"
_REPOSITORY: Final = "dossier_repository"
_REPOSITORY_FORM: Final = "https://github.com/OWNER/NAME"
_LICENCE: Final = ("name", "title", "path")
_FILES: Final = (
    "dossier_passages",
    "dossier_tombstones",
    "dossier_ids",
    "dossier_search_words",
    "dossier_lock",
)
_FOLDERS: Final = ("dossier_passages",)
"""Those of them that are folders."""
_PATHS: Final = (
    *_FILES,
    "dossier_boundaries",
    "dossier_search_library",
    "dossier_picture_fonts",
)
_PARTS: Final = "dossier_theme_parts"
THEME: Final = "pydata_sphinx_theme"
"""The theme that has parts of this package."""
# What Linux, macOS and Windows allow for a file or a folder; a longer one is no "missing" file to
# them, and asking for it fails.
_MOST_BYTES: Final = 255
_SHOWN: Final = 40
_LISTS: Final[dict[str, tuple[str, ...]]] = {
    "dossier_site_wide": tuple(SITE_WIDE),
    _PARTS: tuple(PARTS),
}
"""What the settings that are lists may name."""
_FORMS: Final[dict[type | tuple[type, ...], str]] = {
    str: "a text in quotes",
    bool: "True or False",
    dict: 'a table, as {"id": "Name"}',
}
_ANYWHERE: Final = 10**6
"""A reach that takes in any settings: they are looked through for one name."""


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Put what can be used in place of each wrong value: an early handler of ``config-inited``."""
    for name, value in _set_values(config):
        if _fault(name, value):
            config[name] = _usable(name, value)
    if config.html_theme != THEME:
        config[_PARTS] = []


def faults_of_settings(app: Sphinx) -> Iterator[Problem]:
    """What is wrong with the settings, at the lines of ``conf.py`` that hold them."""
    for name, value in _set_values(app.config):
        if name == _VOCABULARY:
            yield from _faults_of_vocabulary(app, value)
            continue
        fault = _fault(name, value) or _fault_of_names(app, name, value)
        if fault:
            where = where_is_set(app.env, name)
            yield Problem(Code.BAD_VALUE, f"{name} {fault}", where)
    yield from _misspelt(app)


def _misspelt(app: Sphinx) -> Iterator[Problem]:
    """Names that are nearly those of our settings: Sphinx says nothing of one that nobody has.

    One like none of them may be a variable of the project's own, and so may what can be called.
    """
    known = {one.name for one in app.config}
    ours = {one for one in known if one.startswith(_OURS)} | {_BIBFILES}
    for name, value in app.config._raw_config.items():
        if name in known or callable(value) or not (meant := nearest(name, ours)):
            continue
        message = f"{name} is no setting; did you mean {meant}?"
        yield Problem(Code.BAD_VALUE, message, where_is_set(app.env, name))


def where_is_set(env: BuildEnvironment, setting: str, word: str = "") -> Where:
    """The line of ``conf.py`` that sets a value; its first line where none does.

    Of a table it is the line that has ``word`` in quotes, if there is one from there on.
    """
    # With `-c` the settings lie in another folder; Sphinx keeps the path in no public place.
    conf = Path(env.config._raw_config.get("__file__") or Path(env.srcdir, "conf.py"))
    text = SourceText()
    line = text.nearest(str(conf), 1, lambda one: one.startswith(setting), _ANYWHERE)
    if not (text.line(str(conf), line) or "").startswith(setting):
        line = text.nearest(str(conf), 1, lambda one: setting in one, _ANYWHERE)
    if word:
        quoted = (f'"{word}"', f"'{word}'")
        numbers = range(line, text.count_lines(str(conf)) + 1)
        lines = ((number, text.line(str(conf), number) or "") for number in numbers)
        line = next((at for at, one in lines if any(sign in one for sign in quoted)), line)
    return Where(shown_path(conf), line)


def _faults_of_vocabulary(app: Sphinx, value: Any) -> Iterator[Problem]:
    for word, fault in read_vocabulary(value)[1]:
        where = where_is_set(app.env, _VOCABULARY, word)
        yield Problem(Code.BAD_VALUE, f"{_VOCABULARY} {fault}", where)


def _set_values(config: Config) -> Iterator[tuple[str, Any]]:
    """The values that the project itself sets, of the settings that are looked at.

    Of those of one build (``-D``) the texts: Sphinx itself looks at the others.
    """
    texts = {setting.name for setting in SETTINGS if setting.type is str}
    for name in (*(setting.name for setting in SETTINGS), _BIBFILES):
        if name not in config.overrides and name in config._raw_config:
            yield name, config._raw_config[name]
        elif name in texts and isinstance(value := config.overrides.get(name), str):
            yield name, value


def _fault(name: str, value: Any) -> str:
    """Why a value cannot be used; ``""`` for a good one."""
    # What cannot be used of it is left out where it is read, and reported word by word.
    if name == _VOCABULARY:
        return "" if isinstance(value, dict) else "is a table"
    if name == _BIBFILES:
        is_list = isinstance(value, list | tuple) and all(map(_can_be_path, value))
        return (
            "" if is_list or value is None else f'is a list of files, as ["a.bib"]; not {value!r}'
        )
    asked = next(setting.type for setting in SETTINGS if setting.name == name)
    if not isinstance(value, asked):
        form = _FORMS.get(asked) or f'a list, as ["{_LISTS[name][0]}"]'
        return f"is {form}; not {value!r}"
    if name in _LISTS:
        unknown = [one for one in cast("Iterable[object]", value) if one not in _LISTS[name]]
        return f"has {unknown[0]!r}: write some of {', '.join(_LISTS[name])}" if unknown else ""
    return _fault_of_table(name, value) if isinstance(value, dict) else _fault_of_text(name, value)


def _fault_of_text(name: str, value: Any) -> str:
    if name in _PATHS and not _can_be_path(value):
        return f"names a file as no file can be named: {value[:_SHOWN]!r}"
    if name == _LANGUAGE and value and not language_tag(value):
        return f'is a language, as "en"; not {value[:_SHOWN]!r}'
    if name == _REPOSITORY and value and not _is_web(value):
        return f'is the address of the sources, as "{_REPOSITORY_FORM}"; not {value[:_SHOWN]!r}'
    return ""


def _is_web(address: str) -> bool:
    """Whether more can be put behind an address of the web."""
    return (
        address.startswith(("https://", "http://"))
        and is_allowed(address)
        and not {*"?#"} & {*address}
    )


def _can_be_path(name: object) -> bool:
    """Whether a value can be the path of a file."""
    if not isinstance(name, str) or "\0" in name:
        return False
    # A text of Python may hold half of a character; Windows parts folders by backslashes.
    parts = name.encode("utf-8", "surrogatepass").replace(b"\\", b"/").split(b"/")
    return all(len(part) <= _MOST_BYTES for part in parts)


def _fault_of_site(name: object, value: object) -> str:
    """Why another dossier cannot be mapped so; ``""`` for a good one."""
    if not (isinstance(name, str) and is_id(name)):
        return f"names a site {name!r}: write lower-case letters, digits and hyphens"
    parts = [*value] if isinstance(value, list | tuple) else []
    if len(parts) != 3 or not (isinstance(parts[0], str) and isinstance(parts[2], str | None)):
        return f'has ("https://strike.example/", "sites/strike.json", "sha256:…") for {name!r}'
    if parts[1] is not None and not _can_be_path(parts[1]):
        return f"names a file as no file can be named: {str(parts[1])[:_SHOWN]!r}"
    if fault := fault_of_address(parts[0]):
        return f"{name!r} {fault}; not {parts[0][:_SHOWN]!r}"
    return ""


def _fault_of_table(name: str, table: dict[Any, Any]) -> str:
    if name == "dossier_sites":
        return next(filter(None, (_fault_of_site(*pair) for pair in table.items())), "")
    if not all(isinstance(one, str) and one for pair in table.items() for one in pair):
        return f"has texts in quotes on both sides of each colon; not {table!r}"
    if name == "dossier_sides":
        bad = [side for side in table if not is_id(side)]
        if bad:
            return f"names a side {bad[0]!r}: write lower-case letters, digits and hyphens"
        return _too_many(table)
    missing = [key for key in _LICENCE if table and key not in table]
    return f"lacks {' and '.join(missing)}" if missing else ""


def _too_many(sides: dict[Any, Any]) -> str:
    """That there are more sides than marks that can be told apart."""
    if len(sides) <= MOST_SIDES:
        return ""
    rest = ", ".join([*sides][MOST_SIDES:])
    return (
        f"names {len(sides)} sides, and there are marks for {MOST_SIDES}: put sides together, or "
        f"leave :side: out for those that are least spoken of; without a mark are {rest}"
    )


def _usable(name: str, value: Any) -> Any:
    """As much of a wrong value as can be used."""
    if name == _BIBFILES:
        files = [value] if isinstance(value, str) else value
        is_list = isinstance(files, list | tuple | set)
        return [one for one in files if _can_be_path(one)] if is_list else []
    if name == "dossier_sites" and isinstance(value, dict):
        return {key: one for key, one in value.items() if not _fault_of_site(key, one)}
    if name == "dossier_site_wide":
        # A slip in it must not take citations and checks from a whole dossier: until it is mended
        # there are all parts.
        return [*SITE_WIDE]
    setting = next(setting for setting in SETTINGS if setting.name == name)
    if name in _LISTS and isinstance(value, list | tuple):
        return [one for one in value if one in _LISTS[name]]
    if setting.type is dict and isinstance(value, dict) and name == "dossier_sides":
        pairs = value.items()
        return {key: one for key, one in pairs if isinstance(one, str) and one and is_id(str(key))}
    return setting.default


def _fault_of_names(app: Sphinx, name: str, value: Any) -> str:
    """Whether a setting names a file or a page that is not there."""
    if name == _BIBFILES:
        missing = [one for one in value or () if not Path(app.confdir, one).is_file()]
        return f"names {missing[0]!r}, and there is no such file" if missing else ""
    # Another theme that one build asks for by `-D` makes the settings no worse.
    is_asked = "html_theme" not in app.config.overrides
    if name == _PARTS and value and app.config.html_theme != THEME and is_asked:
        return f"is for the theme {THEME!r}, and html_theme is {app.config.html_theme!r}"
    if name == "dossier_guide" and value and value not in app.env.found_docs:
        return f"names the page {value!r}, and there is no such page"
    return _fault_of_file(name, value, Path(app.srcdir, value)) if name in _FILES and value else ""


def _fault_of_file(name: str, value: str, path: Path) -> str:
    if not path.exists():
        return f"names {value!r}, and there is no such file or folder"
    if path.is_dir() != (name in _FOLDERS):
        is_one, asked = ("folder", "file") if path.is_dir() else ("file", "folder")
        return f"names {value!r}, and that is a {is_one}: name a {asked}"
    return ""
