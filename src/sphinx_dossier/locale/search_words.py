"""The words of the search page, which its script shows: they reach it with the data.

Slots are named as in :mod:`sphinx_dossier.locale.words`; a pair is for one and for all other
numbers.
"""

from __future__ import annotations

from typing import Any, Final

from sphinx_dossier.locale import words

SEARCH_WORDS: Final[dict[str, Any]] = {
    "language": words.LANGUAGE,
    "headings": {
        "type": "Type",
        "by": "Speaker",
        "side": "Side",
        "status": "Status",
        "date": "Date",
        "source": "Source",
    },
    "orders": {
        "relevance": "Best match first",
        "newest": "Newest first",
        "oldest": "Oldest first",
    },
    "types": {
        "actor": ("Actor", "Actors"),
        "place": ("Place", "Places"),
        "event": ("Event", "Events"),
        "question": ("Question", "Questions"),
        "claim": ("Claim", "Claims"),
        "source": ("Source", "Sources"),
        "text": ("Page", "Pages"),
    },
    "months": words.MONTHS,
    "dates": ("{year}", "{month} {year}", "{day} {month} {year}"),
    # Nobody looks for these words, unless a query has no others.
    "common": (
        "a an and are as at be by for from had has have how in is it its of on or that the to was "
        "were what which who with did do does been can could would will there this these those "
        "many much when where why whom whose say says said about"
    ),
    # Articles, prepositions and "and" of languages in which many type names: "de l'Arménie". All
    # but the Turkish ones, of which the last two are endings behind an apostrophe, are in the stop
    # words of Snowball.
    "grammar": (
        "der das des dem den vom von zu zum zur für und le la les l de du d et au aux "
        "el los las del y в во на по и для о об при из с ve ile için nın nin"
    ),
    # The like that are words of this language too, beside one of those.
    "grammarBeside": "die",
    # Unless they are part of what is asked: "who began", "when did it begin".
    "asking": "who whom whose when where why",
    "reading": "Reading the index …",
    "unloaded": "A part of the index could not be loaded. Try again.",
    "entries": (
        "{count} entry to search or to browse.",
        "{count} entries to search or to browse.",
    ),
    "results": ("{count} result.", "{count} results."),
    "resultsFor": ("{count} result for “{query}”.", "{count} results for “{query}”."),
    "some": "{results} No entry has all of the words; these have some of them.",
    "nothing": "Nothing found.",
    "nothingFor": "Nothing found for “{query}”.",
    "nothingWith": "Nothing found with these filters.",
    "nothingForWith": "Nothing found for “{query}” with these filters.",
    "printed": "{form}: as the article prints {name}",
    "named": "{form}: {name}, by another name",
    "namedIn": "{form}: {name}, in {language}",
    "answers": ("{count} more answer", "{count} more answers"),
    "unanswered": "Nobody answers it.",
    "printedAs": "As the article prints it: {forms}",
    "statements": ("{count} statement: {name}", "{count} statements: {name}"),
    "borne": "Who or what is meant by “{name}”?",
    "through": "Through those who speak for it: {names}",
    "examples": "For example: {examples}",
    "filters": "Filters",
    "browse": "Browse",
    "toFilters": "To the filters",
    "chosen": "{name} ({count})",
    "all": "Show all {count}",
    "allOf": "{all}: {heading}",
    "more": "Show {next} more of {count}",
    "meanings": "What these words mean",
    "remove": "Remove the filter {heading}: {value}",
    "removeAll": "Remove all filters",
    "resultsHeading": "Results",
    "order": "Order",
    "said": words.SPEAKER_ACT,
    "side": words.SIDE,
    "outlets": "{outlets} and {count} more",
    "also": "Also: {names}",
    "quoted": "Quoted: {quotes}",
    "quote": words.QUOTE,
    "without": (
        "Without them: {count} result. {button}",
        "Without them: {count} results. {button}",
    ),
    "meant": "Did you mean {names}?",
    "respell": "Try another spelling or script of a name.",
    "fewer": "Try fewer words, or another spelling or script of a name.",
    "comma": words.COMMA,
    "semicolon": words.SEMICOLON,
    "divider": words.DIVIDER,
    "cut": words.CUT,
}
"""By the names under which the script asks for them."""
