"""Settings of the knowledge base. Nothing here computes anything or asks the network."""

project = "Two Days in September"
author = "The contributors"
copyright = "the contributors; text CC BY 4.0"
language = "en"
# Books have to name one.
version = "1"
# The others stop at names in scripts other than Latin.
latex_engine = "xelatex"
# XeLaTeX leaves out signs that its font lacks: Chinese ones are taken from another font.
latex_elements = {
    "preamble": r"""
\IfFileExists{xeCJK.sty}{\IfFontExistsTF{Droid Sans Fallback}{
  \usepackage{xeCJK}
  \setCJKmainfont{Droid Sans Fallback}
  \setCJKsansfont{Droid Sans Fallback}
  \setCJKmonofont{Droid Sans Fallback}
  \xeCJKDeclareCharClass{Default}{"00B7,"2013,"2014,"2018,"2019,"201C,"201D,"2026}
}{}}{}
"""
}

extensions = [
    "myst_parser",
    "sphinx_design",
    "sphinxcontrib.bibtex",
    "sphinx_dossier",
    "sphinx_dossier.strict",
]

root_doc = "index"
include_patterns = [
    "*.md",
    "actors/**",
    "analysis/**",
    "background/**",
    "claims/**",
    "places/**",
    "reactions/**",
    "sources/**",
    "timeline/**",
]
exclude_patterns = [
    "_build",
    ".*",
    "docs",
    "src",
    "tests",
    "tools",
    "node_modules",
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
]

nitpicky = True
myst_enable_extensions = ["colon_fence", "deflist"]

strict_classes = ["lead"]

bibtex_bibfiles = ["sources.bib"]

dossier_short_names = True
dossier_site_wide = ["citations", "frames", "prose", "data", "search", "metadata"]
dossier_as_of = "2020-09-28"
# The clock of Yerevan, Stepanakert / Khankendi and Baku alike; the sign is that of POSIX, UTC+4.
dossier_timezone = "Etc/GMT-4"
dossier_boundaries = "_data/boundaries.json"
dossier_guide = "contribute"
dossier_licence = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
dossier_sides = {
    "armenian": "Armenian side",
    "azerbaijani": "Azerbaijani side",
}
dossier_vocabulary = {
    "groups": [
        {"label": "the parties", "kinds": ["sides"]},
        {
            "label": "states",
            # Both sides here are states.
            "below_sides": "other states",
            "kinds": ["state", "government-body", "armed-force", "de-facto-authority"],
        },
        {"label": "organisations", "kinds": ["international-organisation"]},
        {"label": "media", "kinds": ["media"]},
        {"label": "persons and institutes", "kinds": ["others"]},
    ],
}
dossier_theme_parts = ["policy", "icons", "labels", "search-field", "not-found", "styles"]
dossier_search_example = "Passinyan"

html_theme = "pydata_sphinx_theme"
html_title = project
html_static_path = ["_static"]
html_favicon = "_static/icon.svg"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_theme_options = {
    "navbar_align": "left",
    "header_links_before_dropdown": 8,
    "show_prev_next": False,
    "search_bar_text": "Find a name, a number, a day, a question",
    "secondary_sidebar_items": {
        "**": ["page-toc", "dossier-claims", "dossier-mentions", "dossier-changing"],
        "index": [],
        "claims/index": [],
        "sources/your-copy": [],
        "timeline/what-was-known-when": [],
    },
    "footer_start": ["copyright"],
    "footer_end": ["dossier-sections"],
    "collapse_navigation": True,
}
