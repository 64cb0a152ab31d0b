"""The files of the data after an edit of names, made of those that were there before.

What each file has of the objects that read otherwise now is written twice, with their rows before
and now: in the lines in which these differ, and in no others, the whole files differ too.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from sphinx_dossier.core.kinds import citations
from sphinx_dossier.core.model import Actor, Place
from sphinx_dossier.core.site_folders import DATA_FOLDER, OBJECT_FOLDER
from sphinx_dossier.exports.bundle import FEED, export_summaries, feed, files_of_rows
from sphinx_dossier.exports.datapackage import PACKAGE, as_served
from sphinx_dossier.exports.dossier_json import bare_rows, export_objects, part_of_data
from sphinx_dossier.exports.json_text import write_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.exports.bundle import Site
    from sphinx_dossier.exports.json_rows import DossierData

    Rows = Mapping[str, Mapping[str, Any]]

_MOST: Final = 50
"""Of more objects that read otherwise, all files are made anew: each line is looked for alone."""


def renamed_files(
    index: Index, site: Site, before: Rows, text_of: Callable[[str], str]
) -> dict[str, bytes] | None:
    """The content of each file that may have changed, by its path from the root of the site.

    ``before`` has the bare rows of the last build, of all objects whose rows may have changed;
    ``text_of`` gives what a file holds since then. ``None`` where a line cannot be told from
    others, or comes or goes: all files are to be made anew then.
    """
    rows = bare_rows(index)
    changed = {key: row for key, row in before.items() if row != rows[key]}
    if len(changed) > _MOST:
        return None
    shown = _shown_with(index, changed)
    now = _part(index, site, {key: rows[key] for key in shown})
    was = _part(index, site, {key: changed.get(key, rows[key]) for key in shown})
    contents = {FEED: feed(index, site).encode()}
    both = zip(files_of_rows(index, site, was), files_of_rows(index, site, now), strict=True)
    for (name, old), (_, new) in both:
        if old != new:
            is_list = not name.endswith(".csv")
            whole = text_of(f"{DATA_FOLDER}/{name}")
            text = relined(whole, old.decode(), new.decode(), is_list=is_list)
            if text is None:
                return None
            contents[name] = text.encode()
    contents[PACKAGE] = _package(text_of(f"{DATA_FOLDER}/{PACKAGE}"), contents).encode()
    files = {f"{DATA_FOLDER}/{name}": content for name, content in contents.items()}
    files |= _files_of_pages(index, now, {index.home[key] for key in changed})
    return files | {name: text.encode() for name, text in export_summaries(index, site).items()}


def _shown_with(index: Index, changed: Rows) -> list[str]:
    """The objects on the pages of those that read otherwise, and what has their names in lines."""
    pages = {index.home[key] for key in changed}
    shown = {key for key in index.own if index.home[key] in pages}
    if any(isinstance(index.objects[key], Actor | Place) for key in changed):
        for place in index.places.values():
            shown |= {place.id, *(name for parent in place.within for name in parent)}
    return sorted(shown & index.own.keys())


def _part(index: Index, site: Site, rows: Rows) -> DossierData:
    cited = {cite.source for key in rows for cite in citations(index.objects[key])}
    known = cited & index.sources.keys()
    return part_of_data(index, site.title, site.locate, site.address, rows, known)


def _files_of_pages(
    index: Index, data: DossierData, pages: set[str]
) -> Iterator[tuple[str, bytes]]:
    for page, content in export_objects(index, data):
        if page in pages:
            yield f"{OBJECT_FOLDER}/{page}.json", content


def _package(text: str, contents: Mapping[str, bytes]) -> str:
    """The description of all files, of which some have another size and hash."""
    package = json.loads(text)
    resources = {one["path"]: one for one in package["resources"]}
    for name in resources.keys() & contents.keys():
        resources[name].update(as_served(name, contents[name]))
    return write_json(package)


def relined(text: str, before: str, now: str, *, is_list: bool) -> str | None:
    """``text`` with the lines of ``now`` where it has those of ``before``.

    ``None`` where these are not equally many, or one of them is not there once. In a list that is
    written as JSON (``is_list``) every line but the last has a comma at its end.
    """
    old, new = (_lines(one, is_list=is_list) for one in (before, now))
    if len(old) != len(new):
        return None
    for line, other in zip(old, new, strict=True):
        if line == other:
            continue
        ends = [f"{end}\n" for end in ("", ",")] if is_list else ["\n"]
        found = [end for end in ends for _ in range(text.count(f"\n{line}{end}"))]
        if len(found) != 1:
            return None
        text = text.replace(f"\n{line}{found[0]}", f"\n{other}{found[0]}")
    return text


def _lines(text: str, *, is_list: bool) -> list[str]:
    lines = text.split("\n")
    return [line.removesuffix(",") for line in lines] if is_list else lines
