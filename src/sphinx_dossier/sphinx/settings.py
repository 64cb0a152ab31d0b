"""The settings of a project in ``conf.py``: our own, and those of others that a dossier needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple
from weakref import WeakKeyDictionary

from sphinx_dossier.core.languages import language_tag
from sphinx_dossier.core.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinx_dossier.core.vocabulary import MatterVocabulary


SITE_WIDE: Final = {
    "citations": (
        "the .bib files are read by the rules of BibLaTeX, citations name publisher and day, lists "
        "of sources say what rests on each, and every source is checked"
    ),
    "frames": (
        "pages have a line on days and passages below the title, their sources at the foot and "
        "lists for the margin, and tables are stacked on narrow screens"
    ),
    "prose": (
        "every page is checked for garbled names, links that lead nowhere, slips of markup, and "
        "letters and names of files that some computers lack"
    ),
    "data": "the data can be downloaded, and pages name them in their head",
    "search": (
        "the search page finds objects by name and kind, and Sphinx's own index is left out"
    ),
    "metadata": (
        "pages have a description and Open Graph, with a picture where Pillow and fonts are found; "
        "figures and ways are also files to be framed by others; the site "
        "has a map and a page for addresses that are not there"
    ),
}
"""The parts of this extension that work on the whole site, and what each does there."""


class Setting(NamedTuple):
    """A setting: ``rebuild`` is what a new value needs, reading (``env``) or writing (``html``)."""

    name: str
    default: str | bool | dict[str, Any] | tuple[str, ...]
    rebuild: Literal["env", "html"]
    type: type | tuple[type, ...]
    meaning: str


SETTINGS: Final = (
    Setting(
        "dossier_site_wide",
        (),
        "env",
        (list, tuple),
        "These parts of the extension work on the whole site, and not only where an object is "
        f"shown: {', '.join(f'`{name}`' for name in SITE_WIDE)}; without it, pages that show no "
        "object stay as they would be without the extension.",
    ),
    Setting(
        "dossier_short_names",
        False,
        "env",
        bool,
        "Directives and roles can be written without the name of the domain: `{claim}` as well as "
        "`{dossier:claim}`; a name that another extension has taken stays with that one.",
    ),
    Setting(
        "dossier_sides",
        {},
        "env",
        dict,
        "Each side of the matter has an id and a name, of six at most; the ledger has its columns "
        "in this order.",
    ),
    Setting(
        "dossier_vocabulary",
        {},
        "env",
        dict,
        "Words of the matter: `actors` and `questions` add kinds, `acts` adds acts, and each word "
        "has a `label` and the known word that it is `like`, and a known word that is left out has "
        "`None`; `groups` are the headings over "
        "actors, each with a `label` and its `kinds`, in this order.",
    ),
    Setting(
        "dossier_passages",
        "sources",
        "env",
        str,
        "The passage manifests are in this folder, relative to the source folder.",
    ),
    Setting(
        "dossier_boundaries",
        "",
        "html",
        str,
        "This file, relative to the source folder, holds the boundaries that the map shows; "
        "without it the map shows none.",
    ),
    Setting(
        "dossier_tombstones",
        "tombstones.toml",
        "html",
        str,
        "This file, relative to the source folder, says why ids and pages were retired.",
    ),
    Setting(
        "dossier_ids",
        "ids.txt",
        "html",
        str,
        "This file, relative to the source folder, lists the ids and pages that were published.",
    ),
    Setting(
        "dossier_sites",
        {},
        "html",
        dict,
        "Each other dossier has a name, which stands before the ids of its objects, as in "
        "`strike:union-nine`: its address with a slash at the end, the file in which `dossier "
        "fetch` has put its data, relative to the source folder, or `None` for the usual place, "
        "and the digest by which that file is pinned, or `None` where the lock has it.",
    ),
    Setting(
        "dossier_lock",
        "sites.lock",
        "html",
        str,
        "This file, relative to the source folder, has the digests of files of other dossiers, "
        "their data and their inventories, by which a build knows that somebody has looked through "
        "them.",
    ),
    Setting(
        "dossier_licence",
        {},
        "env",
        dict,
        "Text and data are under this licence: `name` is its name as SPDX has it, `title` its full "
        "name, and `path` its address.",
    ),
    Setting(
        "dossier_as_of",
        "",
        "html",
        str,
        "The dossier follows events up to this day, an EDTF date: what is later is hollow and "
        "counts for no state of a question; a page may have another day, by `as-of` in its front "
        "matter, and so may a view, by its option of that name.",
    ),
    Setting(
        "dossier_timezone",
        "",
        "html",
        str,
        "Hours are shown on the clock of this time zone, an IANA name such as `Asia/Yerevan`; "
        "what has neither an offset nor a speaker with a time zone is on it too; without it, each "
        "hour is shown as it is written.",
    ),
    Setting(
        "dossier_source_language",
        "",
        "env",
        str,
        "The pages are written in this language, a BCP 47 tag, where `language` is that of a "
        "translation: the data say it of their texts, and numbers in them are read by it.",
    ),
    Setting(
        "dossier_repository",
        "",
        "html",
        str,
        "The sources are at this address, on GitHub or a host like it; each page then links to the "
        "form that changes it.",
    ),
    Setting(
        "dossier_branch",
        "main",
        "html",
        str,
        "Readers edit this branch of the repository.",
    ),
    Setting(
        "dossier_guide",
        "",
        "html",
        str,
        "This page explains how to change the others; each page links to it where no repository is "
        "named.",
    ),
    Setting(
        "dossier_search_library",
        "node_modules/minisearch/dist/umd/index.js",
        "html",
        str,
        "This file, relative to `conf.py`, is MiniSearch as a classic script; without it that in "
        "this package is taken, and where neither is found, the search of the theme stays.",
    ),
    Setting(
        "dossier_picture_fonts",
        "node_modules/dejavu-fonts-ttf/ttf",
        "html",
        str,
        "This folder, relative to `conf.py`, has the two files of DejaVu Sans, of which one is "
        "bold, with which pictures for shared links are lettered; without them those in this "
        "package are taken, and where neither is found, pages have no such picture.",
    ),
    Setting(
        "dossier_search_words",
        "search.toml",
        "html",
        str,
        "This file, relative to the source folder, says by which questions readers ask for an "
        "object, a page or a section, and which words mean the same to them; without it, the "
        "search knows the words of the pages alone.",
    ),
    Setting(
        "dossier_search_example",
        "",
        "html",
        str,
        "The search field of the first page shows this name as an example of what to look for.",
    ),
    Setting(
        "dossier_theme_parts",
        (),
        "html",
        (list, tuple),
        "The PyData theme gets these parts from this package; with other themes there are none.",
    ),
)
"""Every setting of this package, in the order of the reference."""
_READ: Final[WeakKeyDictionary[Config, tuple[object, MatterVocabulary]]] = WeakKeyDictionary()


def source_language(config: Config) -> str:
    """The language in which the pages are written, whatever they are translated to."""
    return language_tag(config.dossier_source_language) or config.language


def covers(config: Config, part: str) -> bool:
    """Whether a part of :data:`SITE_WIDE` is switched on."""
    return part in config.dossier_site_wide


def setup_settings(app: Sphinx) -> None:
    """Register the settings."""
    for name, default, rebuild, type_, meaning in SETTINGS:
        app.add_config_value(name, default, rebuild, type_, meaning)


def vocabulary_of(config: Config) -> MatterVocabulary:
    """What can be used of the words that a project adds; the rest is reported."""
    value = config.dossier_vocabulary
    before = _READ.get(config)
    # Asked for each directive, and it keeps the table of kinds that it makes.
    if before is None or before[0] is not value:
        before = _READ[config] = value, read_vocabulary(value)[0]
    return before[1]


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Set what a dossier needs of other extensions: a handler of ``config-inited``.

    Most of it only where the whole site is one. What the project itself sets stays.
    """
    # bibtex stops the build of a project that names no .bib file; it simply has no sources.
    if config.bibtex_bibfiles is None:
        config.bibtex_bibfiles = []
    if not config.dossier_site_wide:
        return
    # Without it, `:::{claim}` is text for MyST, and so says nothing.
    _set_default(config, "myst_enable_extensions", {"colon_fence"})
    if not covers(config, "citations"):
        return
    # The style of bibtex itself, `alpha`, breaks off at types of BibLaTeX such as `@report`.
    _set_default(config, "bibtex_default_style", "dossier")
    # A link to a source opens a card; the tooltip of bibtex would lie on top of it.
    _set_default(config, "bibtex_tooltips", False)
    # A link to a heading that is named like a source would be ambiguous: MyST asks every domain,
    # and those of bibtex know all sources.
    domains = [name for name in app.registry.domains if name not in ("cite", "footcite")]
    _set_default(config, "myst_ref_domains", domains)


def _set_default(config: Config, name: str, value: object) -> None:
    """Set what neither ``conf.py`` nor the command line sets, if its extension is loaded."""
    # Sphinx has no public way to distinguish a default from the same value in `conf.py`.
    is_set = name in config.overrides or name in config._raw_config
    if name in config and not is_set:
        config[name] = value
