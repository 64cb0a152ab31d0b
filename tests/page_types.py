"""A page of each type, by its address from the root of the site."""

from __future__ import annotations

TYPES = {
    "home": "index.html",
    "ledger": "claims/index.html",
    "chosen": "claims/index.html#ledger-of-questions-only-contested",
    "narrative": "background/first-war.html",
    "day": "timeline/27-september.html",
    "knowing": "timeline/what-was-known-when.html",
    "actor": "actors/turkey.html",
    "long record": "actors/armenia.html",
    "place": "places/fuzuli-and-jabrayil.html",
    "map": "places/index.html",
    "chain": "claims/four-thousand.html",
    "question": "claims/who-started.html",
    "unconfirmed": "claims/not-confirmed.html",
    "relations": "reactions/index.html",
    "coverage": "sources/beijing-news-2020.html",
    "own copy": "sources/your-copy.html",
    "sources": "sources/index.html",
    "bibliography": "sources/p-to-z.html",
    "names": "names.html",
    "guide": "how-to-read.html",
    "search": "search.html",
    "balance": "how-to-read.html",
    "genindex": "genindex.html",
    "not found": "404.html",
}
"""A page of each type."""
FRAMES = {
    "framed figures": "embed/syrian-fighters.html",
    "framed chain": "embed/paper-turkey-4000.html",
    "framed way": "embed/ways/index/paper-turkey-4000.html",
    "framed moments": "embed/known/timeline/what-was-known-when.html",
}
"""What other sites can show in a frame, one of each kind."""
