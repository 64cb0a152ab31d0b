"""What languages are called, and the tags that stand for them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from sphinx_dossier.core.lazy_pattern import lazy_pattern

# A language and its script, region and so on; BCP 47 has no language of more letters so far.
_TAG = lazy_pattern(r"[a-z]{2,3}(-[a-z0-9]{1,8})*", re.IGNORECASE | re.ASCII)
_OF_LATEX: Final = """
    acadian=fr-CA american=en-US ancientgreek=grc australian=en-AU austrian=de-AT azeri=az
    bahasa=id bahasai=id bahasam=ms bengali=bn brazil=pt-BR brazilian=pt-BR british=en-GB
    canadian=en-CA canadien=fr-CA chinese-hans=zh-Hans chinese-hant=zh-Hant
    chinese-simplified=zh-Hans chinese-traditional=zh-Hant classicalgreek=grc classiclatin=la
    ecclesiasticlatin=la ethiop=am farsi=fa francais=fr frenchb=fr frenchle=fr friulan=fur
    gaelic=gd germanb=de kurmanji=kmr lowersorbian=dsb lsorbian=dsb magyar=hu medievallatin=la
    mexican=es-MX naustrian=de-AT newzealand=en-NZ ngerman=de norsk=nb nswissgerman=de-CH
    nynorsk=nn ossetian=os pinyin=zh-Latn-pinyin polutoniko=el-polyton
    polutonikogreek=el-polyton portuges=pt provencal=oc samin=se scottish=gd serbianc=sr-Cyrl
    serbianl=sr-Latn slovene=sl spanishmx=es-MX swissfrench=fr-CH swissgerman=de-CH
    swissitalian=it-CH ukenglish=en-GB uppersorbian=hsb usenglish=en-US usorbian=hsb vietnam=vi
"""
"""Names that the LaTeX packages Babel and Polyglossia, and so BibLaTeX, have and CLDR has not.

A Swiss or Austrian name stands for the language as it is written there.
"""
OTHERS: Final = ("de", "es", "fr", "it", "nl", "pl", "pt", "ru", "sv", "tr")
"""Languages, besides English, in which reference managers write names of languages and months."""


@cache
def language_tag(name: str) -> str:
    """The BCP 47 tag of a language, given by that tag or as BibLaTeX names it: ``ja``.

    ``""`` for what is neither. Also known are codes of three letters (``ger``), locales of systems
    (``zh_CN``) and names in some other languages (``Anglais``).
    """
    # What has no language has none in any of the lists, which take a while to load.
    if not name:
        return ""
    tag = name.replace("_", "-")
    if _TAG.fullmatch(tag):
        first, hyphen, rest = tag.partition("-")
        return (_shorter().get(first.lower(), first) if len(first) > 2 else first) + hyphen + rest
    known = name.casefold()
    return _tags().get(known) or _tags_by_other_names().get(known, "")


@cache
def _shorter() -> dict[str, str]:
    """The code of two letters of some that ISO 639-2 has with three: BCP 47 takes the shortest."""
    aliases = get_global("language_aliases").items()
    return {code: tag for code, tag in aliases if len(tag) == 2 < len(code)}


@cache
def foreign_tag(language: str, page: str) -> str:
    """The BCP 47 tag of words that stand on a page in another language, ``""`` of the page's own.

    Both are given as for :func:`language_tag`. Words in no language that is known have no tag.
    """
    tag = language_tag(language)
    return "" if tag.casefold() == language_tag(page).casefold() else tag


def language_of_title(title: str, language: str) -> str:
    """The language of the title of a work in ``language``; ``""`` where it has none of its own.

    That is a title all in square brackets, into which cataloguers put what they supply themselves,
    in any language (ISBD, A.4.1).
    """
    is_supplied = title.startswith("[") and title.endswith("]")
    return "" if is_supplied or not title else language


@cache
def _tags() -> dict[str, str]:
    of_latex = dict(pair.split("=") for pair in _OF_LATEX.split())
    return _tags_in("en") | of_latex


@cache
def _tags_by_other_names() -> dict[str, str]:
    """Names in each of :data:`OTHERS`, of which the first counts."""
    found: dict[str, str] = {}
    for language in reversed(OTHERS):
        found |= _tags_in(language)
    return found


def _tags_in(language: str) -> dict[str, str]:
    # CLDR names forms of a language by country too, as `en_US`: that is no tag of BCP 47.
    names = {name.casefold(): tag for tag, name in Locale(language).languages.items()}
    return {name: tag for name, tag in names.items() if _TAG.fullmatch(tag)}


@cache
def language_name(tag: str, shown_in: str) -> str:
    """The name of a BCP 47 tag, such as ``Chinese`` for ``zh``, in the language of another tag.

    A tag that CLDR does not know is its own name.
    """
    known = _locale(tag)
    language, *rest = tag.split("-")
    # CLDR has one script for most languages, and others in the place of some.
    script = next((part.title() for part in rest if len(part) == 4 and part.isalpha()), None)
    if known and (known.language, known.script) == (language.lower(), script):
        return known.get_display_name(shown_in) or tag
    names = Locale.parse(shown_in, sep="-")
    codes = (language.lower(), known.language if known else "")
    name = next((names.languages[code] for code in codes if code in names.languages), "")
    if not name:
        return tag
    return f"{name} ({names.scripts.get(script, script)})" if script else f"{name}"


def _locale(tag: str) -> Locale | None:
    """What CLDR knows of a language, script and region; variants such as ``pinyin`` it mixes up."""
    plain = "-".join(part for part in tag.split("-") if len(part) < 5)
    try:
        # Babel separates by underscores where nothing else is said, and BCP 47 by hyphens.
        return Locale.parse(plain, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
