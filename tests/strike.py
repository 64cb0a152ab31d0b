"""A dossier of another matter: a strike in an invented port, with six sides and its own words."""

from __future__ import annotations

CONF = """\
project = "The Strike of Alda"
extensions = ["myst_parser", "sphinxcontrib.bibtex", "sphinx_dossier"]
bibtex_bibfiles = ["sources.bib"]
html_theme = "pydata_sphinx_theme"
dossier_as_of = "2031-03-04"
dossier_short_names = True
dossier_site_wide = ["citations", "frames", "prose", "data", "search", "metadata"]
dossier_sides = {
    "dockers": "Dockers",
    "pilots": "Pilots",
    "yard": "Yard owners",
    "ferries": "Ferry lines",
    "town": "Town of Alda",
    "court": "Labour court",
}
dossier_vocabulary = {
    "actors": {
        "union": "trade union",
        "firm": {"label": "company"},
        "tribunal": {"like": "government-body", "label": "court"},
        "speaker": {"like": "person"},
    },
    "questions": {
        "wage": {"like": "quantity", "label": "pay"},
        "lawfulness": "whether it is lawful",
    },
    "acts": {
        "strikes": {"like": "decrees", "label": "went on strike"},
        "rebuts": {"like": "denies", "label": "rebutted"},
        "demands": {"like": "appeals", "label": "demanded"},
        "reckons": {"like": "assesses", "label": "reckoned"},
        "asserts": "said",
    },
    "groups": [
        {"label": "at the table", "kinds": ["sides"]},
        {"label": "unions", "below_sides": "other unions", "kinds": ["union"]},
        {"label": "companies", "kinds": ["firm"]},
        {"label": "everybody else", "kinds": ["others"]},
    ],
}
"""
SOURCES = """\
@online{gazette,
  title = {Docks at rest},
  publisher = {Alda Gazette},
  date = {2031-03-05},
  langid = {en},
}

@online{courier,
  title = {What the yard says},
  publisher = {Courier},
  date = {2031-03-03},
  langid = {en},
}
"""


def _actor(name: str, identifier: str, kind: str, side: str = "", *more: str) -> str:
    options = [f":id: {identifier}", f":kind: {kind}", *([f":side: {side}"] if side else []), *more]
    return "\n".join([f":::{{actor}} {name}", *options, f"The {name}.", ":::", ""])


def _claim(
    identifier: str,
    by: str,
    act: str,
    text: str,
    *more: str,
    said: str = "2031-03-02",
    cites: str = "gazette",
) -> str:
    options = [f":by: {by}", f":act: {act}", f":said: {said}", f":cites: {cites}", *more]
    return "\n".join([f":::{{claim}} {identifier}", *options, text, ":::", ""])


ACTORS = "# Actors\n\n" + "\n".join(
    (
        _actor("Dockers' Union", "dockers-union", "union", "dockers"),
        _actor("Pilots' Guild", "pilots-guild", "union", "pilots"),
        _actor("Alda Yard", "alda-yard", "firm", "yard"),
        _actor("Red Funnel Line", "red-funnel", "firm", "ferries"),
        _actor("Town Council", "council", "government-body", "town"),
        _actor("Labour Court", "labour-court", "tribunal", "court"),
        _actor("Bakers' Union", "bakers-union", "union"),
        _actor("Net Makers", "net-makers", "firm"),
        _actor("Courier", "courier-paper", "media"),
        _actor("Ida Moor", "ida-moor", "speaker", "", ":of: dockers-union"),
    )
)
CLAIMS = "# Claims\n\n" + "\n".join(
    (
        ":::{question} How much does a docker earn?\n:id: pay\n:kind: wage\n:unit: crowns\n:::\n",
        ":::{question} Is the strike lawful?\n:id: lawful\n:kind: lawfulness\n:::\n",
        _claim("stop", "dockers-union", "strikes", "It stopped work.", ":to: alda-yard"),
        _claim(
            "nine", "ida-moor", "asserts", "A docker earns 9 crowns.", ":answers: pay = 9",
            ":to: alda-yard",
        ),
        _claim(
            "twelve", "alda-yard", "rebuts", "A docker earns 12 crowns.", ":answers: pay = 12",
            ":denies: nine",
        ),
        _claim("ten", "pilots-guild", "asserts", "A docker earns 10 crowns.",
               ":answers: pay = 10", ":to: alda-yard"),
        _claim("eleven", "red-funnel", "asserts", "A docker earns 11 crowns.",
               ":answers: pay = 11", ":to: dockers-union"),
        _claim("fifteen", "council", "asserts", "A docker earns 15 crowns.",
               ":answers: pay = 15", ":to: dockers-union pilots-guild"),
        _claim("eight", "labour-court", "reckons", "A docker earns 8 crowns.",
               ":answers: pay = 8", ":to: alda-yard", said="2031-03-03"),
        _claim("yes", "dockers-union", "asserts", "The strike is lawful.",
               ":answers: lawful = yes", ":to: labour-court"),
        _claim("no", "alda-yard", "asserts", "The strike is not lawful.",
               ":answers: lawful = no", ":to: labour-court"),
        _claim("raise", "pilots-guild", "demands", "It asked for 14 crowns.", ":to: alda-yard"),
        _claim("bread", "bakers-union", "demands", "It asked for an end.", ":to: alda-yard"),
        _claim("nets", "net-makers", "demands", "They asked for an end.", ":to: dockers-union"),
        _claim("copy", "courier-paper", "asserts", "A docker earns 9 crowns.", ":repeats: nine",
               ":to: alda-yard", said="2031-03-03", cites="courier"),
        *(
            _claim(f"later-{i}", by, "demands", "It asked again.", ":to: alda-yard",
                   said="2031-03-05")
            for i, by in enumerate(
                ("dockers-union", "pilots-guild", "red-funnel", "council", "labour-court")
            )
        ),
        _claim("later-yard", "alda-yard", "demands", "It asked too.", ":to: council",
               said="2031-03-05"),
    )
)  # fmt: skip
VIEWS = """\
# The strike

:::{timeline}
:::

:::{figures}
:::

:::{ledger}
:::

:::{relations}
:::

:::{balance}
:::

:::{knowing}
:::

:::{chain} copy
:::

:::{chain} later-0
:::

:::{objects}
:kind: actor
:actor-kind: union firm
:::

```{bibliography}
```

[What stopped](#stop), [nine](#nine), [twelve](#twelve), [ten](#ten), [eleven](#eleven),
[fifteen](#fifteen) and [eight](#eight) stand beside each other here, and so do [lawful](#yes) and
[unlawful](#no), the [raise](#raise), the [bread](#bread), the [nets](#nets), a [copy](#copy) and
[one who spoke](#ida-moor) of [the law](#lawful) and [the pay](#pay); further the [makers of
nets](#net-makers), the [bakers](#bakers-union), the [paper](#courier-paper); and what was said
[later](#later-0), [again](#later-1), [once more](#later-2), [anew](#later-3), [still](#later-4)
and [at last](#later-yard).

```{toctree}
actors
claims
```
"""
PAGES = {
    "conf.py": CONF,
    "sources.bib": SOURCES,
    "index.md": VIEWS,
    "actors.md": ACTORS,
    "claims.md": CLAIMS,
}
