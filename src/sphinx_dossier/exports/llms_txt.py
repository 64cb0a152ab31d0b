"""What a language model should know of the site before it reads: ``llms.txt``.

https://llmstxt.org tells the form: a title, a summary, and lists of links with a few words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.answers.page_record import named
from sphinx_dossier.core.names import excerpt
from sphinx_dossier.core.site_folders import DATA_FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.page import Page

_SUMMARY_WORDS: Final = 80
_PAGE_WORDS: Final = 24
_ADVICE: Final = """\
Each claim says who made it, when, and in which passage of which source. The status of a claim
(denied, disputed, relayed, single origin …) is worked out from the claims; it never says that one
is true or false. Cite a claim by its speaker and its address, and name who denies it.
"""


def export_llms(
    index: Index,
    title: str,
    root: str,
    files: Mapping[str, str],
    locate: Callable[[str], str],
) -> str:
    """The text, for the root of the site; ``files`` tells what each file of the data holds."""
    start = index.pages.get(root)
    lines = [f"# {title}", ""]
    if start and (told := _beginning(index, start, _SUMMARY_WORDS)):
        lines += [f"> {told}", ""]
    lines += [_ADVICE, "## Data", ""]
    lines += [f"- [{name}]({DATA_FOLDER}/{name}): {told}" for name, told in files.items()]
    lines += ["", "## Pages", ""]
    for docname in sorted(index.pages):
        page = index.pages[docname]
        told = _beginning(index, page, _PAGE_WORDS)
        line = f"- [{_plain(page.title or docname)}]({locate(docname)})"
        lines.append(f"{line}: {told}" if told else line)
    return "\n".join(lines) + "\n"


def _beginning(index: Index, page: Page, words: int) -> str:
    texts = (named(index, section.text) for section in page.sections)
    return _plain(excerpt(next((text for text in texts if text), ""), words))


def _plain(text: str) -> str:
    return " ".join(text.replace("[", "(").replace("]", ")").split())
