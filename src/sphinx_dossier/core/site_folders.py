"""The folders of a site that hold no pages: each is named here, for everything in Python.

A browser asks for the same folders. The scripts in ``web/static`` cannot import, and repeat the
names; a test compares them.
"""

from __future__ import annotations

from typing import Final

DATA_FOLDER: Final = "data"
"""The open data of the whole site."""
DATA_FILE: Final = f"{DATA_FOLDER}/dossier.json"
"""All of it as JSON: what one dossier reads of another."""
# Raised when a key changes its meaning or goes; a new key alone leaves readers as they are.
SCHEMA_VERSION: Final = 2
"""The version of the shape of that file."""
SITES_FOLDER: Final = "sites"
"""The files of other dossiers, in the source folder, where the settings name no other place."""
OBJECT_FOLDER: Final = f"{DATA_FOLDER}/objects"
"""One file for each page, with the objects that are on it."""
HOMES_FILE: Final = f"{OBJECT_FOLDER}.json"
"""On which page each object is, and what has become of those that are retired."""
SUMMARY: Final = "llms.txt"
"""What a language model should know of the site before it reads."""
CITATION_FOLDER: Final = "cite"
"""Two files for each page, by which a reader can cite what is on it."""
CARD_FOLDER: Final = "cards"
"""The hover cards, one file for each page."""
EMBED_FOLDER: Final = "embed"
"""Figures and ways by themselves, one file each, for frames in pages of other sites."""
SOCIAL_FOLDER: Final = "social"
"""The pictures for links that somebody shares, one for each page that has an answer to show."""
SEARCH_FOLDER: Final = "dossier-search"
"""Among the static files: the scripts of which a query loads what it needs."""
SEARCH_BASE: Final = "dossier-search-data.js"
"""Among the static files: what every query needs."""
SEARCH_FILES: Final = "dossier-search-files.js"
"""Which scripts :data:`SEARCH_FOLDER` has; the first script of the search page has it within."""
