"""Settings of the documentation of the extension. Nothing here computes anything."""

import sys
from pathlib import Path

_HERE = Path(__file__).parent
# The small extensions of this folder, and what they share with the tests.
sys.path[:0] = [str(_HERE / "_ext"), str(_HERE.parent / "tools")]

project = "sphinx-dossier"
author = "The contributors"
copyright = "the contributors; MIT licence"
language = "en"

extensions = [
    "myst_parser",
    "sphinxcontrib.bibtex",
    "sphinx_dossier",
    "code_names",
    "folder_picture",
    "reference_tables",
    "shown_examples",
]
exclude_patterns = ["_ext"]
nitpicky = True
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

# The matter of the examples: all of it is invented.
bibtex_bibfiles = ["example/sources.bib"]
bibtex_default_style = "dossier"
myst_ref_domains = ["std", "dossier"]
dossier_short_names = True
dossier_site_wide = ["citations", "frames", "prose", "data", "search", "metadata"]
dossier_sides = {"shore": "Shore", "sea": "Sea"}
dossier_passages = "example"

documented_package = "../src/sphinx_dossier"

html_theme = "pydata_sphinx_theme"
html_title = "sphinx-dossier"
html_static_path = ["_static"]
html_css_files = ["docs.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_theme_options = {
    "navbar_align": "left",
    "show_prev_next": True,
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": [],
}
html_sidebars = {"index": []}
