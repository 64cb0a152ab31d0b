"""The pages of a catalogue: counts over all dossiers and the search, and the list of them all.

They need no server and no script but for the search, and load nothing of others.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.model import STATUSES
from sphinx_dossier.exports.catalogue_index import BLOCK
from sphinx_dossier.exports.catalogue_parquet import CATALOGUE_TABLES, QUERIES
from sphinx_dossier.exports.catalogue_rows import ROW_KINDS
from sphinx_dossier.locale import catalogue_words, words
from sphinx_dossier.locale.catalogue_words import CATALOGUE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_dossier.exports.catalogue_counts import Between, CatalogueCounts, DossierCounts, End

LIST: Final = "dossiers.html"
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'self'"
)
_MOST_ORIGINS: Final = 4
_WIDTH: Final = 100


def front_page(title: str, counts: CatalogueCounts, sizes: Mapping[str, int]) -> str:
    """The first page; ``sizes`` are the bytes of each file of data, by its path."""
    sentence = words.say(
        catalogue_words.SUMMARY,
        claims=words.count_of(counts.kinds["claim"], "claim"),
        dossiers=_counted(catalogue_words.DOSSIERS, len(counts.dossiers)),
        speakers=_counted(catalogue_words.SPEAKERS, counts.kinds["actor"]),
        sources=words.count_of(counts.kinds["source"], "source"),
    )
    link = f'<a href="{LIST}">{_text(catalogue_words.ALL_DOSSIERS)}</a>'
    without = "".join(
        _text(before) + (link if slot else "")
        for before, slot in words.pieces(catalogue_words.NEEDS_JAVASCRIPT)
    )
    label = _text(catalogue_words.SEARCH)
    body = f"""<h1>{_text(title)}</h1>
<p>{_text(sentence)} {link}</p>
<form class="catalogue-search" role="search" action="index.html" method="get" hidden>
<label for="q">{label}</label>
<input type="search" id="q" name="q" autocomplete="off" spellcheck="false">
</form>
<noscript><p>{without}</p></noscript>
<p class="catalogue-status" role="status"></p>
<div class="catalogue-found"></div>
<div class="catalogue-counts">
{_tables(counts)}</div>
{_between(counts)}{_data(sizes)}"""
    scripts = ["catalogue.js", "catalogue-index.js"]
    return _page(title, body, scripts)


def list_page(title: str, counts: CatalogueCounts) -> str:
    """The list of all dossiers, by their titles."""
    kinds = [kind for kind in ROW_KINDS if counts.kinds[kind]]
    heads = [
        catalogue_words.DOSSIER,
        catalogue_words.NAME,
        *(_kind(kind, 2) for kind in kinds),
        catalogue_words.FIRST,
        catalogue_words.LAST,
    ]
    ranked = sorted(counts.dossiers, key=lambda one: (one.title.casefold(), one.id))
    rows = "".join(_dossier(one, kinds) for one in ranked)
    cells = "".join(f'<th scope="col">{_text(head)}</th>' for head in heads)
    table = _wide(cells, rows, "all")
    heading = _text(catalogue_words.ALL_DOSSIERS)
    back = f'<p><a href="index.html">{_text(title)}</a></p>'
    name = f"{catalogue_words.ALL_DOSSIERS}{words.DIVIDER}{title}"
    return _page(name, f'{back}\n<h1 id="all">{heading}</h1>\n{table}\n', [])


def index_script(
    dossiers: Iterable[Mapping[str, object]], shards: str, statuses: Iterable[str]
) -> str:
    """What the search has to know first: all dossiers, the first word of each shard, its words."""
    said = {
        **CATALOGUE_WORDS,
        "statuses": {word: words.capital(words.status(word)) for word in statuses},
    }
    lines = ",\n".join(_json(one) for one in dossiers)
    return (
        f'dossierCatalogue.open({{"block":{BLOCK},"words":{_json(said)},\n'
        f'"shards":{shards},\n"dossiers":[\n{lines}\n]}});\n'
    )


def _tables(counts: CatalogueCounts) -> str:
    statuses = sorted(counts.statuses, key=_status_rank)
    origins = {_origin(number): 0 for number in sorted(counts.origins)}
    for number, count in counts.origins.items():
        origins[_origin(number)] += count
    years = {year or catalogue_words.NO_YEAR: counts.years[year] for year in sorted(counts.years)}
    return "".join(
        (
            _table(
                catalogue_words.KINDS,
                {_kind(kind, 2): counts.kinds[kind] for kind in ROW_KINDS if counts.kinds[kind]},
            ),
            _table(
                catalogue_words.STATUSES,
                {words.capital(words.status(one)): counts.statuses[one] for one in statuses},
            ),
            _table(catalogue_words.ORIGINS, origins),
            _table(catalogue_words.YEARS, years),
        )
    )


def _status_rank(word: str) -> tuple[int, str]:
    return (STATUSES.index(word) if word in STATUSES else len(STATUSES), word)


def _origin(count: int) -> str:
    if count <= 0:
        return catalogue_words.NO_ORIGIN
    if count < _MOST_ORIGINS:
        return words.count_of(count, "origin")
    return words.say(catalogue_words.MANY_ORIGINS, count=_MOST_ORIGINS)


def _kind(kind: str, form: int) -> str:
    one, many = CATALOGUE_WORDS["kinds"][kind]
    return str(many if form == 2 else one)


def _table(heading: str, counts: Mapping[str, int]) -> str:
    most = max(counts.values(), default=0)
    rows = "".join(
        f'<tr><th scope="row">{_text(name)}</th>'
        f"<td>{count:,}</td><td>{_bar(count, most)}</td></tr>\n"
        for name, count in counts.items()
    )
    return f"<section><h2>{_text(heading)}</h2>\n<table>\n{rows}</table></section>\n"


def _bar(count: int, most: int) -> str:
    # Attributes of its own, because the policy of the page allows no style in an element.
    width = round(_WIDTH * count / most) if most else 0
    return (
        f'<svg class="catalogue-bar" viewBox="0 0 {_WIDTH} 8" preserveAspectRatio="none" '
        'aria-hidden="true">'
        f'<rect width="{max(width, 1)}" height="8"></rect></svg>'
    )


def _between(counts: CatalogueCounts) -> str:
    heading = f"<h2>{_text(catalogue_words.BETWEEN)}</h2>\n"
    if not counts.between:
        return f"{heading}<p>{_text(catalogue_words.BETWEEN_NONE)}</p>\n"
    titles = {one.id: one.title for one in counts.dossiers}
    listed = counts.listed()
    lines = "".join(f"<li>{_line(one, titles)}</li>\n" for one in listed)
    rest = len(counts.between) - len(listed)
    more = ""
    if rest:
        one, many = catalogue_words.BETWEEN_MORE
        said = words.say(one if rest == 1 else many, count=f"{rest:,}", file="relations.parquet")
        more = f"<p>{_text(said)}</p>\n"
    return f'{heading}<ul class="catalogue-between">\n{lines}</ul>\n{more}'


def _line(one: Between, titles: Mapping[str, str]) -> str:
    slots = {
        "claim": _end(one.claim),
        "dossier": _text(titles[one.claim.dossier]),
        "relation": f"<b>{_text(words.term(one.relation))}</b>",
        "other": _end(one.other),
        "there": _text(titles[one.other.dossier]),
    }
    pieces = words.pieces(catalogue_words.BETWEEN_LINE)
    return "".join(_text(before) + slots.get(slot, "") for before, slot in pieces)


def _end(end: End) -> str:
    return f'<a href="{escape(end.url)}">{_text(end.name)}</a>' if end.url else _text(end.name)


def _data(sizes: Mapping[str, int]) -> str:
    rows = "".join(
        f'<tr><th scope="row"><a href="{escape(path)}">{_text(path)}</a></th>'
        f"<td>{_text(_title_of(path))}</td><td>{size:,}</td></tr>\n"
        for path, size in sizes.items()
    )
    heads = "".join(
        f'<th scope="col">{_text(head)}</th>'
        for head in (catalogue_words.NAME, catalogue_words.DATA, catalogue_words.BYTES)
    )
    heading = _text(catalogue_words.DATA)
    about = f"<p>{_text(catalogue_words.DATA_ABOUT)}</p>"
    return f'<h2 id="data">{heading}</h2>\n{about}\n{_wide(heads, rows, "data")}\n'


def _wide(heads: str, rows: str, heading: str) -> str:
    """A table that a narrow screen scrolls, under the heading of an id."""
    return (
        f'<div class="catalogue-wide" tabindex="0" role="region" aria-labelledby="{heading}">'
        f"<table><thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody></table></div>"
    )


def _title_of(path: str) -> str:
    name = path.rpartition("/")[2].partition(".")[0]
    return CATALOGUE_TABLES[name].title if path.endswith(".parquet") else QUERIES[name].title


def _dossier(one: DossierCounts, kinds: Iterable[str]) -> str:
    title = _text(one.title)
    link = f'<a href="{escape(one.base)}">{title}</a>' if one.base else title
    cells = [*(f"{one.kinds[kind]:,}" for kind in kinds), one.first, one.last]
    rest = "".join(f"<td>{_text(cell)}</td>" for cell in (one.id, *cells))
    return f'<tr><th scope="row">{link}</th>{rest}</tr>\n'


def _page(title: str, body: str, scripts: Iterable[str]) -> str:
    loaded = "".join(f'<script src="{name}" defer></script>\n' for name in scripts)
    return f"""<!DOCTYPE html>
<html lang="{words.LANGUAGE}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_text(title)}</title>
<link rel="stylesheet" href="catalogue.css">
{loaded}</head>
<body>
<main>
{body}</main>
</body>
</html>
"""


def _counted(phrase: tuple[str, str], count: int) -> str:
    return words.say(phrase[0 if count == 1 else 1], count=f"{count:,}")


def _text(text: object) -> str:
    return escape(str(text))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
