"""What a language model should know of the site before it reads: ``llms.txt``.

https://llmstxt.org describes the form: a title, a summary, and lists of links with a few words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.answers.prose_names import named
from sphinx_dossier.core.names import excerpt
from sphinx_dossier.core.site_folders import DATA_FOLDER
from sphinx_dossier.locale import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.page import Page

_SUMMARY_WORDS: Final = 80
_PAGE_WORDS: Final = 24
"""The whole file has to fit into what a model reads beside a question."""


def export_llms(
    index: Index,
    title: str,
    root: str,
    files: Mapping[str, str],
    locate: Callable[[str], str],
) -> str:
    """The text, for the root of the site; ``files`` says what each file of the data holds."""
    start = index.pages.get(root)
    lines = [f"# {title}", ""]
    if start and (summary := _beginning(index, start, _SUMMARY_WORDS)):
        lines += [f"> {summary}", ""]
    lines += [words.ADVICE]
    if index.as_of:
        lines += [words.say(words.ADVICE_ON_DAY, day=words.date(index.as_of))]
    lines += [f"## {words.DATA}", ""]
    lines += [f"- [{name}]({DATA_FOLDER}/{name}): {meaning}" for name, meaning in files.items()]
    lines += ["", f"## {words.PAGES}", ""]
    # By name: the order in which pages were read differs between builds.
    for docname in sorted(index.pages):
        page = index.pages[docname]
        beginning = _beginning(index, page, _PAGE_WORDS)
        line = f"- [{_plain(page.title or docname)}]({locate(docname)})"
        lines.append(f"{line}: {beginning}" if beginning else line)
    return "\n".join(lines) + "\n"


def _beginning(index: Index, page: Page, count: int) -> str:
    texts = (words.prose(named(index, section.text)) for section in page.sections)
    return _plain(excerpt(next((text for text in texts if text), ""), count))


def _plain(text: str) -> str:
    # Square brackets would end the label of a link of Markdown.
    return " ".join(text.replace("[", "(").replace("]", ")").split())
