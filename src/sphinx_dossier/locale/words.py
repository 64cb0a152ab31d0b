"""The words that readers see, each by the term or the number that it is for.

A sentence is one template with named slots, so that a translator can turn it round; what goes into
a slot is a name, a date, a number or another finished phrase. :func:`say` fills a template with
words, ``sentence`` in ``sphinx/markup.py`` with links and elements; both ask for it here.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from functools import cache, lru_cache
from string import Formatter
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.dates import DateError, parse_date
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.languages import language_name
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.model import STATED
from sphinx_dossier.core.names import isolated

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from sphinx_dossier.core.dates import Date, Point
    from sphinx_dossier.core.instants import Timing
    from sphinx_dossier.core.model import Answer, Basis, DriftPart

LANGUAGE: Final = "en"
"""The language of these words, as a BCP 47 tag."""
COUNTS: Final = {
    "claim": ("{count} claim", "{count} claims"),
    "event": ("{count} event", "{count} events"),
    "place": ("{count} place", "{count} places"),
    "object": ("{count} object", "{count} objects"),
    "page": ("{count} page", "{count} pages"),
    "publication": ("{count} publication", "{count} publications"),
    "speaker": ("{count} speaker", "{count} speakers"),
    "origin": ("{count} origin", "{count} origins"),
    "source": ("{count} source", "{count} sources"),
    "statement": ("{count} statement", "{count} statements"),
    "other source": ("{count} other source", "{count} other sources"),
    "word": ("{count} word", "{count} words"),
    "passage": ("{count} passage", "{count} passages"),
    "step between": ("{count} step between", "{count} steps between"),
    "changed": ("{count} changed on the way", "{count} changed on the way"),
    "against": (
        "{count} denied, disputed or replaced",
        "{count} denied, disputed or replaced",
    ),
    "one": ("{count} from one speaker only", "{count} from one speaker only"),
    "several": ("{count} said by two or more", "{count} said by two or more"),
    "year": ("{count} year", "{count} years"),
    "question": ("{count} question", "{count} questions"),
    "and earlier answer": ("and {count} earlier answer", "and {count} earlier answers"),
    "step": ("{count} step", "{count} steps"),
    "change of wording": ("{count} change on the way", "{count} changes on the way"),
    "earlier answer": ("{count} earlier", "{count} earlier"),
    "later": ("{count} later", "{count} later"),
    "more": ("{count} more", "{count} more"),
    "more answer": ("and {count} more answer", "and {count} more answers"),
    "answer": ("{count} answer", "{count} answers"),
    "other statement": ("{count} other statement", "{count} other statements"),
    "more statement": ("{count} more statement", "{count} more statements"),
    "more statement, a line each": (
        "{count} more statement, a line",
        "{count} more statements, a line each",
    ),
    "more speaker": ("{count} more speaker", "{count} more speakers"),
    "and more": ("and {count} more", "and {count} more"),
    "and more day": ("and {count} more day", "and {count} more days"),
    "and more speaker": ("and {count} more speaker", "and {count} more speakers"),
    "and more question": ("and {count} more question", "and {count} more questions"),
    "who repeats": ("{count} who repeats it", "{count} who repeat it"),
    "object taken from it": ("{count} object taken from it", "{count} objects taken from it"),
}
"""Phrases with a number, for one and for all other numbers."""

ACTS: Final = {
    "asserts": "stated",
    "denies": "denied",
    "accuses": "accused",
    "concedes": "conceded",
    "appeals": "appealed",
    "supports": "voiced support",
    "condemns": "condemned",
    "warns": "warned",
    "assesses": "assessed",
    "predicts": "predicted",
    "decrees": "decreed",
    "reports": "reported",
}
"""What somebody did, by the act of the claim."""

_COMMON_GROUPS: Final = {"questions": "Questions", "mentions": "Mentioned on"}
GROUPS: Final = {
    "actor": {
        "said": "What {name} said",
        "relayed-from": "What others passed on from {name}",
        "relayed": "What {name} passed on",
        "about": "What was said to or about {name}",
        "voices": "Who speaks for it",
        "events": "Events",
        **_COMMON_GROUPS,
    },
    "place": {
        "about": "What was said about it",
        "events": "Events here",
        "within": "Places within",
        **_COMMON_GROUPS,
    },
    "event": {"about": "What was said about it", "parts": "Parts", **_COMMON_GROUPS},
    "question": {"answers": "Answers", **_COMMON_GROUPS},
}
"""The headings over what other pages say of an object, by its kind."""
BY_SPEAKER: Final = "{group}, by speaker"
SPEAKING_FOR: Final = "{speaker}, for {bodies}"
SPEAKERS_CLAIMS: Final = "{claims} by {speakers}: {counts}."

STATUS_WORDS: Final = {"composite": "put together"}
"""Statuses that are not called as the data call them."""
MARKS: Final = {
    "drifted": "{status} from {claims}",
    "conceded": "{status} by {claims}",
    "denied": "{status} by {claims}",
    "disputed": "{status} by {claims}",
    "updated": "{status} by {claims}",
    "composite": "{status} from {statements}: {claims}",
    "shared": "an opinion {status} by {claims}",
    "corroborated": "{status} by {claims}",
}
"""A status with the claims that bring it about; its own word leads to what it means."""
RIVALS: Final = {"disputed": "{status}: {claims}", "rival-figures": "{status}: {claims}"}
"""A status with the rival answers that bring it about."""
COMPOSITE: Final = "{status} from {statements}"
"""The same without the statements, where there is no room for their names."""
RIVAL: Final = "{answer} ({speaker})"
ON_REPEATED: Final = "{speaker} ({against} {repeated})"
ON_PROBABLY_REPEATED: Final = "{speaker} ({against} {repeated}, {probably} repeated here)"
"""Who speaks against a claim that this one repeats, or replaces it; the second where no source
prints that it is repeated."""

STANCES: Final = {
    "supports": "supports",
    "accuses": "accuses or condemns",
    "denies": "denies a claim of",
    "appeals": "appeals to",
    "warns": "warns",
    "speaks": "speaks of",
}
"""What lines between those who speak and those spoken about mean."""
SAYINGS: Final = {
    "supports": "supports {targets}",
    "accuses": "accuses or condemns {targets}",
    "denies": "denies a claim of {targets}",
    "appeals": "appeals to {targets}",
    "warns": "warns {targets}",
    "speaks": "speaks of {targets}",
}
SAYING: Final = "{saying}: {claims}"
EDGE: Final = "{speakers}: {saying} ({claims})"
RANKS: Final = {
    "sides": "the sides",
    "state": "states and authorities",
    "international-organisation": "organisations",
    "media": "media",
    "others": "others",
}
"""The headings that speakers are put together under where the project names no groups, by the first
kind of each."""

VERDICTS: Final = {
    "other-days": "said on different days",
    "no-order": "the latest number is not known",
    "none": "one side says none",
}
APART: Final = "{ratio}× apart"
APART_OR_MORE: Final = "at least {ratio}× apart"

STATE_ALONE: Final = "{state}"
STATE_ON: Final = "{state} as of {day}"
STATE_LATER: Final = "{state} as of {day}, later {later}"
"""The state of a question where its day has to be said, and where it has changed since."""
LATER: Final = "later"
LATER_DATE: Final = "{date}, later"
LATER_STATUS: Final = "later: {status}"
LATER_CAUSE: Final = "{claim} (later, {date})"
CAUSE_OF_DAY: Final = "{claim} ({date})"
LATER_NUMBER: Final = "{number} ({date})"
LATER_NUMBERS: Final = "later: {numbers}"
NO_FIGURE_YET: Final = "no figure by {day}"
"""What came after the as-of day, and is told as that."""

KNOWN_AT: Final = "{day}, at {clock}"
KNOWN_BY: Final = "{day}, by {clock}"
KNOWN_AFTER: Final = "{day}, after {clock}"
KNOWN_BETWEEN: Final = "{day}, between {start} and {end}"
KNOWN_BETWEEN_DAYS: Final = "between {day}, {start} and {last}, {end}"
MOMENT: Final = "{clock} on {day}"
WEEKDAY_AND_DAY: Final = "{weekday} {day}"
POINTED_AT: Final = "{speaker}, {time}"
LINES_OF: Final = "{statements}, a line is {factor} of them"
"""When something had been said, and how many statements a line stands for."""
KNOWING_PICTURE: Final = "What had been said when. The list below the picture has the same."
KNOWING_TALL: Final = "What had been said when, time running down. The list below has the same."
BEGUN: Final = "begun, by each side"
EVERYBODY_ELSE: Final = "Elsewhere"
NUMBER_BY: Final = "“{number}”, by {speaker}"
STOP: Final = "{speaker}: {words}"
ARTICLE_ITSELF: Final = "{article} itself"
PRINTED: Final = "printed in these hours"
MORE_PASSAGES: Final = "{first} +{more}"
PASSAGES_AXIS: Final = "what each ¶ could know"
KNOWN_KEYS: Final = {
    "by": "said by the mark, perhaps anywhere on the line",
    "area": "surely said, and perhaps already more",
    "denied": "denied, in the colour of who denied it",
    "change": "passed on, and changed here",
}
"""What the signs of the picture mean."""
KNOWN_COUNTS: Final = (
    "Each of {statements} is drawn as long as its hour is unknown, and its mark stands where it "
    "had surely been made: the instant of {exact} is known, of {hours} an hour by which, of "
    "{days} only the day. Hours are those of {zone}."
)
KNOWN_ALONE: Final = (
    "{statements} is drawn as long as its hour is unknown, and its mark stands where it had surely "
    "been made. Hours are those of {zone}."
)
AT_MOMENT: Final = "At {moment}"
CUT_KINDS: Final = {
    "day": "the end of a day",
    "article": "the last news in {article} whose hour is known",
    "as-of": "the as-of moment",
    "end": "the end of the picture",
    "between": "halfway to the next of these",
}
"""Why a moment is shown without asking."""
CUT_HEAD: Final = "{moment}: {why}"
MOMENT_COUNTS: Final = "{sure} had surely been made, {perhaps} perhaps, {rest} not yet."
HAD_SAID: Final = "had said"
HAD_PERHAPS_SAID: Final = "had perhaps said"
NOT_YET_KNOWN: Final = "Not yet known"
UNSPOKEN: Final = "no side had spoken of"
ALL_RAISED: Final = "every question here had been raised"
NOTHING_YET: Final = "nothing yet"
QUESTION_MARK: Final = "?"
KNOWN_LINE: Final = "{question}: {values}"
ASKED_OF: Final = "{question}, {speakers}"
KNOWN_VALUE: Final = "{value} {note}"
DENIALS: Final = {
    "denied": "✕\u00a0denied",
    "perhaps": "✕\u00a0perhaps denied",
    "later": "later denied",
}
"""How far an answer had been denied."""
UPDATED_LATER: Final = "later updated"
KNOWN_LIST: Final = "The same as a list: {answers}"
WAYS_THAT_CHANGED: Final = "Numbers that changed while they were passed on"
CHANGED_STOP: Final = "{what} (changed here; {note})"
PASSAGES_OF: Final = "By when the latest news had been said that each passage of {article} uses"
KNOWN_REST: Final = "{statements} that answer no question are on the pages of their days: {pages}."
KNOWN_REST_ALONE: Final = "{statements} that answer no question are not listed here."
DENIED_BY: Final = "denied by {speaker}, {time}"
KNOWN_GIVEN: Final = "{time}: {value} ({speaker})"
KNOWN_BETWEEN_FIGURES: Final = "Not in a picture: {pages}."
KNOWN_ON_PAGE: Final = "{page} ({claims})"
KNOWN_STRIP: Final = "Days with many statements; each bar leads to its picture"
KNOWN_BAR: Final = "{days}: {statements}"
NOTHING_KNOWN: Final = "No statement with a date passes the filter."
KNOWN_CONTROLS: Final = {
    "label": "Known at",
    "before": "Before",
    "next": "Next",
    "all": "Show all",
    "columns": "What had been said by then",
    "link": "Link to this moment",
    "list": "Instants at which something becomes sure",
}
"""The controls that a script puts above the picture."""
NOBODY: Final = "nobody named"
OTHERS: Final = "Others"
SIDE: Final = "{side}: "
DIVIDER: Final = " · "
BLANK: Final = " "
COMMA: Final = ", "
LAST_COMMA: Final = " and "
SEMICOLON: Final = "; "
FULL_STOP: Final = ". "
SENTENCE: Final = "{text}."
INFERRED_STEP: Final = "{probably} taken from it"
PROBABLY: Final = "{probably} {what}"
BOTH_SAY: Final = "{claim} (both say: {proposition})"
ON_TO: Final = " → "
IN_BRACKETS: Final = "{what} ({note})"
BRACKETS: Final = "({note})"
QUOTE: Final = "“{quote}”"
MORE: Final = "Further facts"
MORE_AND_CITE: Final = "Further facts, and how to cite this"
NOTHING: Final = "Nothing found."

# Claims and other objects in a line.
SPEAKER_ACT: Final = "{speaker} {act}"
SPEAKER_ACT_DATE: Final = "{speaker} {act}, {date}"
ACT_IT: Final = "{act} it"
OPINION: Final = "{opinion}: {act}"
PASSED_ON: Final = "{claim} {way} {relays}"
CLAIM: Final = "{speaker}: {claim}"
DATED_CLAIM: Final = "{speaker}, {date}: {claim}"
CLAIM_NAME: Final = "{speaker}, {date}"
DATED_EVENT: Final = "{date}: {event}"
ACTOR_ROLE: Final = "{actor} · {role}"
QUANTITY: Final = "{number} {unit}"
CITED: Final = "{source}, {passage}"
SOURCE_DATE: Final = "{source}, {date}"
LOCATED: Final = "{source}, {place}"
PREFIXED: Final = "{prefix} {citation}"
CITATIONS: Final = "[{citations}]"
QUOTED: Final = "{source} “{quote}”"

# Evidence, facts and records.
DATE_NOTE: Final = "{date} {note}"
BASIS: Final = "date {basis}"
NOTED_BASIS: Final = "date {basis}: {note}"
REACH: Final = "{publications}, {origins}"
JOINT_REACH: Final = "{publications}, {origins}, {jointly}"
NO_ORIGINS: Final = "no origins"
AND_MORE: Final = "{facts} and further facts"
AND_MORE_AND_CITE: Final = "{facts}, further facts, and how to cite this"
ANSWERED: Final = "{question} {answer}"
ACCORDING_TO: Final = "{place}, according to {actor}"
PART_OF: Final = "part of {whole}"
PART_OF_SAYS: Final = "part of {whole}, according to {actor}"
NAMES_IN: Final = "{language}: {names}"
CITE: Final = "Cite this"
NAMES_AND_CITE: Final = "Other names, and how to cite this entry"
OTHER_NAMES: Final = "Other names"
CITE_KIND: Final = {
    "actor": "Cite this entry on an actor",
    "place": "Cite this entry on a place",
    "event": "Cite this event",
    "question": "Cite this question",
}
BIBTEX: Final = "this page as BibTeX"
CSL_JSON: Final = "as CSL-JSON"
RIS: Final = "as RIS"
ELSEWHERE: Final = "Elsewhere: {groups}"
PARTNERS: Final = "Who speaks about whom"
PERMALINK: Final = "Permanent link: {name}"
TO_HEADING: Final = "Link to: {heading}"

# The balance of sides.
BALANCE: Final = "What is recorded here, by the side of who speaks"
COUNTED: Final = "Counted"
ALL: Final = "All"
COUNTED_ROWS: Final = {
    "claims": "Claims",
    "share of claims": "Share of all claims",
    "sources": "Sources that carry them",
    "published": "Published by an actor recorded here",
}
"""What the rows of the balance count, besides acts."""
PER_CENT: Final = "{number} %"
BALANCE_NOTES: Final = {
    "claims": "These numbers count what is recorded here, and not what was said in the world. They "
    "do not say who spoke more, nor how much any claim weighs: a long speech may be one claim or "
    "ten. They say nothing of who is right.",
    "joint": "A joint statement counts for each of its sides.",
    "acts": "The rows between say with which verb the claims are told, one for each act.",
    "sources": "A source that carries claims of several sides counts for each of them. How many "
    "sources carry a claim says nothing of how well they are informed.",
    "published": "The last row counts the sources whose publisher is one of the actors here, by "
    "the side of that actor, if it has one. Other publishers are in no column of it.",
}
"""What the balance does not say; a balance has those sentences that apply to it."""

# An evidence line that is taken apart.
LINE_PARTS: Final = {
    "speaker": "Who:",
    "act": "What kind of statement:",
    "date": "When:",
    "passages": "Where:",
    "counts": "How far, and from how many:",
}
NOTE_OF_STATUS: Final = "{status}:"
SPOKE: Final = (
    "Nobody is named.",
    "Whose statement it is.",
    "All of them said it, together.",
)
"""By the number of speakers; the last is for two or more."""
SHAPE_OF_SIDE: Final = "The shape before the name is that of the {side}."
AN_ASSERTION: Final = "It says how things are: others can deny, dispute or corroborate it."
A_DEED: Final = "It is a deed, and no statement of how things are: nobody can corroborate it."
SAID_THEN: Final = "The day on which it was said, and the hour as far as it is known."
STANDS_THERE: Final = "Each link leads to a publication that carries the statement."
QUOTED_WORDS: Final = "Words in quotation marks are those of the source."
CHANGED: Final = "What changed: {drift}."
FOUND_IN: Final = "Found in {publications}, copies included."
FROM_ORIGINS: Final = "It goes back to {origins}: {names}."
FROM_JOINT: Final = "It goes back to {origins}: {names} together."
NO_ORIGIN_NAMED: Final = "Nobody is named who said it first."
SOME_DEPEND: Final = "Those of them that depend on each other count as one."
BOTH_STATE: Final = "Both say: {proposition}."
LIKELY_BECAUSE: Final = "Here the reason is: {reason}."

# The answers to a question.
SIDE_ANSWERS: Final = "{side}: {answers}"
LATER_ANSWER: Final = "later: {answer}"
NO_ANSWER_RECORDED: Final = "no answer recorded"
NO_ANSWER_FOUND: Final = "no answer found"
WHAT_WAS_SEARCHED: Final = "Where it was looked for"
ALL_ANSWERS: Final = "All answers"
EACH_ANSWER: Final = "The {statements}: when, and what became of each"
ITS_STEPS: Final = "its way in {steps}"
TRAVELLED: Final = "How it travelled: {way}."
TRAVELLED_CHANGED: Final = "How it travelled: {way}, with {changes}."

# What nobody confirms.
UNCONFIRMED_OF_SOURCE: Final = (
    "{share} claims that cite {source} are confirmed by nobody independent, and stand here."
)
UNCONFIRMED_OF_ALL: Final = "{share} claims are confirmed by nobody independent, and stand here."
CONFIRMED_AND_DEEDS: Final = (
    "Said by somebody independent too: {confirmed}. No statement of how things are, such as an "
    "appeal or a decree, so that nobody could confirm it: {deeds}."
)

# Choices over a list.
SHOW_ONLY: Final = "Show only: {choices}"
SHOWING_ONLY: Final = "Only {choice}: {share}. {all}"
SHOWING_BOTH: Final = "Only {choice} and {other}: {share}. {all}"
AND_ONLY: Final = "And of these only: {choices}"
NO_MATCH: Final = "No match together with: {choices}"
SHOW_ALL: Final = "Show all"
CHOOSE_SEVERAL: Final = "Choose several"
CHOICE_GROUPS: Final = {
    "state": "State",
    "status": "Status",
    "confirmed": "Confirmation",
    "figures": "Answer",
    "side": "Speaker",
}
"""What choices are of that are ticked together."""
ANSWERED_SHORT: Final = "answered"
UNANSWERED_SHORT: Final = "no answer"
JUMP_TO: Final = "Jump to one of the {questions}"
UNCONFIRMED: Final = "confirmed by nobody independent"
WITH_FIGURES: Final = "with figures"
ANSWERED_BY: Final = "{side}: answered"
UNANSWERED_BY: Final = "{side}: no answer"

# Ledger, map, relations.
QUESTION: Final = "Question"
QUESTION_NOTE: Final = "{unit}, {state}"
NO_QUESTION: Final = "No question found."
NO_STATEMENT: Final = "No statement found."
NO_STATEMENT_IN: Final = "No statement found. Searched: {searched}"
NO_STATEMENT_OF: Final = "{side}: no statement found. Searched: {searched}"
NOT_RECORDED: Final = "Nothing recorded."
ONLY_PASSED_ON: Final = "Only as others pass it on."
ONLY_PASSED_ON_IN: Final = "Only as others pass it on. Searched: {searched}"
NO_PLACE: Final = "No place found."
NO_COORDINATES: Final = "no coordinates"
PLACE_NOTE: Final = "{place} {note}"
AS_LIST: Final = "The same as a list: {claims}"
PLACES_AS_LIST: Final = "The same as a list: {places}"
LOCATED_PLACES: Final = "Where the places of this page are"
WHOLE_MAP: Final = "Map of all places."
ON_THE_MAP: Final = "On the map"

# The picture of the map.
REGION: Final = "Map of the region"
CLOSE_UP: Final = "Close-up: {area}"
CLOSE_UP_OF_DISPUTED: Final = "Close-up of the disputed places"
IN_DISPUTE: Final = "area in dispute"
KILOMETRES: Final = "{number} km"
MARKED: Final = "{place}: {tied}"
NO_EVENT: Final = "no event"
MAP_CAPTION: Final = {
    "title": "How to read this map.",
    "boundaries": "Dashed lines are the boundaries in {data}.",
    "hatching": "Hatching lies around places of which different sides say that they belong to "
    "different wholes; it has no edge on purpose, and no front line is drawn.",
    "marks": "A filled mark has events or claims tied to it and grows with their number; an open "
    "mark has none, or only what is later than the map.",
    "ring": "A soft ring means that the point stands for a whole district or region.",
    "approximate": "A mark without an edge is approximate.",
    "names": "Where a place has two names they stand in alphabetical order.",
    "absent": "In the list only, being far off or for want of room: {places}.",
    "no opinion": "None of this is an opinion on the status of any territory.",
}
"""The sentences of the caption in their order; a map has those whose signs occur in it."""

# The picture of relations.
WHO_ABOUT_WHOM: Final = "Who said what about whom"
WHO_ABOUT: Final = "Who said what about {actor}, and the converse"
SPOKE_ABOUT_THEM: Final = "spoke about them"
THEY_SPOKE_ABOUT: Final = "they spoke about"

# Sources and their passages.
PASSAGE: Final = "¶ {number}"
PASSAGE_OF: Final = "(passage of {source})"
PASSAGE_ASIDE: Final = "(passage)"
PASSAGES: Final = "{source} ¶ {passages}"
PASSAGE_NOTE: Final = "{role}, line {line}, {words}"
GRADES: Final = {
    "changed": "changed on the way",
    "against": "denied, disputed or replaced",
    "one": "from one speaker only",
    "several": "said by two or more who knew",
    "later": "later than the day shown",
}
"""What became of claims, in the order of how much a reader needs to know of it."""
BAR_OF: Final = "The passages of {source} in one bar"
SEGMENT: Final = "{passage}, {role}, {words}: {claims}"
NO_CLAIM: Final = "no claim"
BAR_NOTE: Final = (
    "{passages}, {words}, {claims}. Each piece is a passage, as long as its words; each cell in it "
    "is a claim, and the stronger its ink, the more became of it. Marks below a piece are the "
    "sides of those who are reported there."
)
THE_SAME_AS_LIST: Final = "The same as a list"
TAKEN_UP: Final = "{share} passages of {source} are taken up."
SHARE: Final = "{part} of {whole}"
PARTS_OF_SOURCE: Final = "Parts"
PART: Final = "{part} {passages}"
SAME_AS: Final = "What it says is shown at {passage}."
AGAIN: Final = "{claim} (shown at {passage})"
UNCITED: Final = "Nothing cites this passage."
ALL_PASSAGES: Final = "all passages"
CITED_BY: Final = "Cited by"
CITED_IN: Final = "Cited in "

# A reader's own copy of a source.
COPY_PROMISE: Final = (
    "The text of {source} is not printed here. If you have it, put it in below: your browser finds "
    "each passage and shows what was made of it beside your text. Nothing of it leaves this page: "
    "no part is sent or kept, and the page forbids its scripts to connect to anybody."
)
COPY_NEEDS_SCRIPT: Final = "This needs JavaScript, and a browser: {instead}."
COPY_INSTEAD: Final = "the passages without the text"
COPY_LEFT_OUT: Final = "Said against it, and not in this source: {denials}"
COPY_WORDS: Final = {
    "label": "The text, one passage a line",
    "file": "Or open a file of plain text",
    "drop": "A file can also be dropped on the field.",
    "clear": "Take it away",
    "print": "Print it with the notes",
    "all": "All",
    "filter": "Show the passages with claims that are",
    "title": "Your copy",
    "busy": "Comparing …",
    "nothing": "There is no text in it.",
    "binary": "This file is no plain text: save the text as UTF-8 and open that.",
    "large": "This file is larger than 5 MB.",
    "alien": "None of the passages is in this text: it is another one.",
    "changed": "with other words than were read here",
    "unknown": "not in the list of passages",
    "missing": "Missing from your copy: {passages}",
}
"""What the script of the page says around a copy."""
COPY_COUNTS: Final = {
    "same": (
        "{count} passage is as it was read here",
        "{count} passages are as they were read here",
    ),
    "changed": ("{count} has other words", "{count} have other words"),
    "missing": ("{count} is missing", "{count} are missing"),
    "unknown": ("{count} line is of something else", "{count} lines are of something else"),
}
"""The same with a number, for one and for all others."""

# The timeline.
EMPTY_SPAN: Final = "Nothing found in this span."
ON_THE_GROUND: Final = "On the ground"
ELSEWHERE_COLUMN: Final = "Elsewhere"
NO_ENTRY: Final = "–"
ONE_OF_THE_DAYS: Final = "on one of these days"
TIMED: Final = "{time} {entry}"
FIGURE_OF: Final = "{figure}: {claim}"
WITH_STATUS: Final = "{claim} {status}"
CUT: Final = "…"
CUT_YEARS: Final = "{years} years"
"""Where the axis is cut short, of two years or more; there is no room for longer words."""

# Rival numbers.
WHO: Final = "Who"
NUMBER: Final = "Number"
NO_FIGURE: Final = "no figure found"
NO_FIGURE_RECORDED: Final = "no figure recorded"
SEARCHED: Final = "Searched: {searched}."
PASSED_ON_BY: Final = "passed on by {relays}"
BEFORE: Final = "before: {numbers}"

FIGURE_OF_QUESTION: Final = "figure of “{question}”"

# The way of a claim.
WAY_OF_CLAIM: Final = "way of “{claim}”"
CONTRADICTED: Final = "Contradicted:"
WENT_INTO: Final = "Also went into:"
WHAT_CHANGED: Final = "What changed: "
PART_BECAME: Final = "{part}: {fate}"
CHANGED_TO: Final = "changed to {now}"
PARTS: Final = {
    "speaker": "speaker",
    "place": "place",
    "subject": "what it is about",
    "number": "number",
    "denial": "denial by others",
}
"""The parts of a statement that may change on the way."""
FATES: Final = {
    "kept": "kept",
    "small-print": "kept in small print",
    "lost": "left out",
    "unknown": "not known",
}
"""What became of a part, where it was not changed to something that is named."""
NOT_FOUND_WORDS: Final = "its own words were not found"
WHOLE_WAY: Final = "Every step, with its sources"
STOP_PARTS: Final = {
    "kept": "{first}",
    "small-print": "{first} {note}",
    "changed": "{first} {now}",
    "lost": "{first}",
    "unknown": "{first} ?",
}
"""A part of a statement at a stop; what was lost or changed is struck out, and said to be."""
STOP_PARTS_IN_WORDS: Final = {
    "kept": "kept: ",
    "small-print": "small print only: ",
    "changed": "changed: ",
    "lost": "left out: ",
    "unknown": "not known: ",
}
"""The same for those who do not see how it is drawn."""
SMALL_PRINT: Final = "small print"
DENIAL_ENDS: Final = "The denial ends here."

# Around a page.
AS_OF: Final = "As of {day}"
BASED_ON: Final = "based on {source}"
LAST_CHANGED: Final = "last changed {day}"
PAGE_SOURCES: Final = "Sources of this page"
TITLED: Final = "{source}: {title}"
EDIT_PAGE: Final = "Edit this page"
REPORT_MISTAKE: Final = "Report a mistake"
HOW_TO_CHANGE: Final = "How to change this page"

SOMETHING_WRONG: Final = "Something wrong?"
SECTION_NAVIGATION: Final = "Section Navigation"
PAGES_BELOW: Final = "Pages below"
ALL_SECTIONS: Final = "All sections"
PAGE_CLAIMS: Final = "Claims on this page"
LINKED_FROM: Final = "Linked from"

# In place of a page.
NOT_FOUND: Final = "Page not found: {site}"
NOT_HERE: Final = "This page is not here"
MAY_HAVE_MOVED: Final = "It may have moved, or the address may have a slip in it."
SEARCH_FOR: Final = "Search for a name or a word"
TO_BEGINNING: Final = "{site}: to the beginning"
MOVED: Final = "Moved: {site}"
HAS_MOVED: Final = "This page has moved"
PAGE_RETIRED: Final = "Retired: {site}"
WAS_RETIRED: Final = "This page was retired"
TO_SUCCESSOR: Final = "To what is there instead"

# The search page.
SEARCH: Final = "Search"
SEARCH_QUERY: Final = "A name in any script and spelling, or words of the text"
FIND: Final = "Find a name in any spelling, a number or a word"
"""Over the search field of the first page."""
SUGGESTIONS: Final = "Suggestions"
"""What the list below a search field is called for those who do not see it."""
NEEDS_JAVASCRIPT: Final = "The search needs JavaScript."
WITHOUT_JAVASCRIPT: Final = (
    "Without it, the {index} lists every spelling of every name from A to Z, in all scripts, and "
    "leads to what is meant."
)
INDEX: Final = "index"
ALL_NAMES: Final = "All names and spellings from A to Z"
GENERATED_PAGES: Final = {
    "search": "Search for a name in any script and spelling, or for words of the text.",
    "genindex": "Every name and every spelling of it from A to Z, in all scripts.",
}
"""The description of each page that Sphinx makes without a source file."""

# The bibliography.
REFERENCE: Final = "{work}. {published}."
ADDED_TO_TITLE: Final = "{work} {addition}"
EDITED: Final = "{work}, edited by {editors}"
IN_BOOK: Final = "In {book}"
IN_EDITED_BOOK: Final = "In {book}, edited by {editors}"
WITH_SUBTITLE: Final = "{title}: {subtitle}"
AND_OTHERS: Final = "{names} et al."
ISSUE: Final = "{volume} ({number})"
NUMBERED: Final = "{series} {number}"
VOLUME: Final = "vol. {volume}"
CHAPTER: Final = "ch. {chapter}"
EDITION: Final = "ed. {edition}"
ONE_PAGE: Final = "p. {pages}"
MANY_PAGES: Final = "pp. {pages}"
NO_DATE: Final = "no date"
IDENTIFIED: Final = "{identifier}."
IN_LANGUAGE: Final = "In {language}."
NOTE: Final = "{note}."
READ: Final = "Read {day}."
TYPES_OF_WORK: Final = {
    "bathesis": "BA thesis",
    "mathesis": "MA thesis",
    "mastersthesis": "master’s thesis",
    "candthesis": "Cand. thesis",
    "phdthesis": "PhD thesis",
    "techreport": "technical report",
    "resreport": "research report",
    "software": "software",
    "datacd": "data CD",
    "audiocd": "audio CD",
}
"""What the keys mean that BibLaTeX has for the type of a thesis, report or disc."""
ARCHIVED: Final = "{copy}."
ARCHIVED_COPY: Final = "Archived copy"
ARCHIVED_ON: Final = "{copy}, {day}."

# What the data hold.
FILE_LIST: Final = "This list, with each column of each table"
OBJECT_FILES: Final = "The objects of each page, objects/PAGE.json"
LICENSED_FILE: Final = "{title} Licence: {licence}."
QUERY: Final = "{question} {file}"

# Hover cards, citations, the feed, and what a language model should know.
TAP_AGAIN: Final = "Tap the link again to follow it."
DOWN_INTO: Final = "Arrow down: to the links in it."
A_PLACE: Final = "place"
AN_EVENT: Final = "event"
QUESTION_STATE: Final = "question: {state}"
SOURCE_CITED_BY: Final = "{source} · cited by {objects}"
PASSAGE_FACTS: Final = "{role}, {words} · {objects}"
BY_AUTHORS: Final = "{authors}: {work}"
MOMENT_OF_YEAR: Final = "{moment} {year}"
CITED_MOMENT: Final = "{title}: {moment}"
CITE_MOMENT: Final = "Cite this moment"
CITE_STYLES: Final = {"plain": "Plain", "chicago": "Chicago", "apa": "APA"}
"""The styles of a citation, as readers call them."""
VERSION: Final = "version {version}"
VERSION_IN_BRACKETS: Final = "(Version {version})"
LAST_MODIFIED: Final = "Last modified {date}."
BRACKETED_DATE: Final = "({date})."
UNDATED: Final = "n.d."
MONTH_FIRST: Final = "{month} {day}, {year}"
YEAR_FIRST: Final = "{year}, {month} {day}"
READ_ON: Final = {
    "plain": ", read on {day}",
    "chicago": " Accessed {day}.",
    "apa": " Retrieved {day}, from",
}
"""The day of reading by style, which a script knows; what follows is the address."""
BEFORE_ADDRESS: Final = {"plain": ", ", "chicago": " ", "apa": " "}
AFTER_ADDRESS: Final = {"chicago": "."}
DAY_OF_READING: Final = {"plain": "en-GB", "chicago": "en-US", "apa": "en-US"}
"""The language in whose way a style writes days, as BCP 47."""
COPY: Final = "Copy"
EMBED: Final = "Embed"
EMBED_THIS: Final = "Put this picture into another page"
EMBED_TITLE: Final = "{title} ({site})"
NUMBERED_TITLE: Final = "{title} ({number})"
PICTURE_ALONE: Final = "its picture by itself"
COPIED: Final = "Copied"
CITED_CLAIM_NOTE: Final = "A statement, told in the words of the publisher."
FEED: Final = "{site}: corrections and changed claims"
CORRECTION: Final = "Correction"
CORRECTION_OF: Final = "Correction: {names}"
RETIRED: Final = "Retired: {id}"
REPLACED: Final = "{reason} See {id}."
CHANGES: Final = {"updates": "Updated: {claim}", "corrects": "Corrected: {claim}"}
LATER_CHANGES: Final = {
    "updates": "Updated later: {claim}",
    "corrects": "Corrected later: {claim}",
}
"""The same where what changed the claim came after the as-of day."""
DATA: Final = "Data"
PAGES: Final = "Pages"
ADVICE: Final = """\
Each claim says who made it, when, and in which passage of which source. The status of a claim
(denied, disputed, relayed, single origin …) is worked out from the claims; it never says that one
is true or false. Cite a claim by its speaker and its address, and name who denies it.
"""
ADVICE_ON_DAY: Final = """\
Events are followed up to {day}. What was said after it is marked as later; the state of a question
leaves it out, and says in words where it changed the state.
"""

_CALENDAR: Final = {
    ("year",): "{year}",
    ("year", "month"): "{month} {year}",
    ("year", "month", "day"): "{day} {month} {year}",
    ("month",): "{month}",
    ("month", "day"): "{day} {month}",
    ("day",): "{day}",
}
"""A day by the units that are said of it."""
_WITH_CLOCK: Final = "{date}, {clock}"
_IN_ZONE: Final = "{clock} (UTC{offset})"
_ABOUT: Final = "about {date}"
_UNCERTAIN: Final = "{date} (uncertain)"
_SINCE: Final = "from {start}"
_UNTIL: Final = "by {end}"
_AT: Final = "{date}, at {clock}"
_BY: Final = "{date}, by {clock}"
_AFTER: Final = "{date}, after {clock}"
_BETWEEN: Final = "{date}, between {start} and {end}"
_BY_CLOCK: Final = "by {clock}"
_AFTER_CLOCK: Final = "after {clock}"
_BETWEEN_CLOCKS: Final = "between {start} and {end}"
DURING_THE_DAY: Final = "during the day"
IN_THE_SOURCE: Final = "in the source: {dates}"
_END_UNKNOWN: Final = "from {start}, end unknown"
_BEGINNING_UNKNOWN: Final = "until {end}, beginning unknown"
_WITHIN: Final = {
    (): "between {start} and {end}",
    ("year",): "between {start} and {end} {year}",
    ("year", "month"): "between {start} and {end} {month} {year}",
}
SPAN: Final = "{start}–{end}"
_SPANS: Final = {
    (): SPAN,
    ("year",): "{start}–{end} {year}",
    ("year", "month"): "{start}–{end} {month} {year}",
}
"""Two days by the units that they share: said once, and where the language has them."""
_HOURS: Final = "{date}, {start}–{end}"
_DASH: Final = SPAN.format(start="", end="")
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SHORT_MONTHS: Final = tuple(name[:3] for name in MONTHS)
_WEEKDAYS: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
"""Our own: those of Python follow the settings of the machine."""
_NONE_CLAIMED: Final = "none claimed"
_BELOW_ONE: Final = "below 1 %"
# A year alone is a number too, and then read as one.
_DATE_LIKE = lazy_pattern(r"[\[{]?(?:\.\.)?/?\d{4}-\d\d", re.ASCII)
_ABOUT_NUMBER: Final = "about {number}"
_SHORT_ABOUT: Final = "~\u2009{number}"
_SHORT_AT_LEAST: Final = "≥\u2009{number}"
_SHORT_AT_MOST: Final = "≤\u2009{number}"
_AT_LEAST: Final = "at least {number}"
_AT_MOST: Final = "at most {number}"
_RANGE: Final = "{low}–{high}"
_DEGREES: Final = "{degrees}° {direction}"
_POSITION: Final = "{latitude}, {longitude}"


def say(template: str, **slots: object) -> str:
    """A template of this module with words in its slots."""
    return template.format(**slots)


@lru_cache(maxsize=256)
def pieces(template: str) -> tuple[tuple[str, str], ...]:
    """What a template is made of: words, and the name of the slot behind them or ``""``.

    For those who fill slots with more than words.
    """
    # The parser of `str.format`, so that both ways of filling a template read it alike.
    parsed = Formatter().parse(template)
    return tuple((before, slot or "") for before, slot, _, _ in parsed)


def term(word: str, label: str = "") -> str:
    """A term of the data as it is read: ``rival-figures`` is ``rival figures``.

    ``label`` is what the project calls it, if it does.
    """
    return label or word.replace("-", " ")


def status(word: str) -> str:
    """A status as it is read, without what brings it about."""
    return STATUS_WORDS.get(word, term(word))


def status_alone(word: str, statements: int) -> str:
    """The same with the number of statements that a claim is put together from."""
    if word != "composite":
        return status(word)
    return say(COMPOSITE, status=status(word), statements=count_of(statements, "statement"))


def state(word: str, as_of: Date | None = None, later: str = "") -> str:
    """The state of a question, with its day and what became of it where that is to be said."""
    day = date(as_of) if as_of else ""
    return say(state_template(day, later), state=term(word), day=day, later=term(later))


def state_template(day: str, later: str) -> str:
    """How the state of a question is said: by itself, with its day, with what came later."""
    if not day:
        return STATE_ALONE
    return STATE_LATER if later else STATE_ON


def of_moments() -> dict[str, object]:
    """The words of the script that shows any moment, as the build has them for a few."""
    return {
        **KNOWN_CONTROLS,
        "statements": COUNTS["statement"],
        "others": COUNTS["other statement"],
        "moment": MOMENT,
        "day": _CALENDAR["month", "day"],
        "months": MONTHS,
        "at": AT_MOMENT,
        "counts": MOMENT_COUNTS,
        "ofYear": MOMENT_OF_YEAR,
        "said": HAD_SAID,
        "perhaps": HAD_PERHAPS_SAID,
        "nothing": NOTHING_YET,
        "unknown": NOT_YET_KNOWN,
        "unspoken": UNSPOKEN,
        "raised": ALL_RAISED,
        "line": KNOWN_LINE,
        "value": KNOWN_VALUE,
        "note": BRACKETS,
        "denials": DENIALS,
        "updated": UPDATED_LATER,
        "comma": COMMA,
    }


def drift_part(part: DriftPart) -> str:
    """What became of a part of a statement: ``place: left out``, ``number: changed to 550``."""
    fate = say(CHANGED_TO, now=part.now) if part.fate == "changed" else FATES[part.fate]
    return say(PART_BECAME, part=PARTS[part.part], fate=fate)


def act(word: str, label: str = "") -> str:
    """What somebody did; ``label`` is what the project calls it, if it does.

    An act that nobody knows is shown as it is.
    """
    return label or ACTS.get(word, word)


@cache
def label(kind: str, field: str) -> str:
    """What a field of an object of that kind, or a relation, is called in front of its values."""
    return next(row.label for row in KINDS[kind].facts if row.name == field)


def lowered(label: str) -> str:
    """A label as it is read inside a line."""
    return label[:1].lower() + label[1:]


def capital(text: str) -> str:
    """``text`` as a line begins."""
    # Not `capitalize`, which would lower the case of names in the rest.
    return text[:1].upper() + text[1:]


def as_sentence(text: str) -> str:
    """A meaning out of a legend as a sentence of its own."""
    return say(SENTENCE, text=capital(text))


def count_of(count: int, phrase: str) -> str:
    """``1 claim``, ``2 claims``: a phrase of :data:`COUNTS` with its number."""
    one, many = COUNTS[phrase]
    return say(one if count == 1 else many, count=f"{count:,}")


def number(value: float) -> str:
    """A number with thousands apart and without an empty fraction."""
    # Ten digits are more than a source gives, and too few for the last ones, at
    # which a float such as 0.1 + 0.2 shows that it is rounded.
    return f"{int(value):,}" if value.is_integer() else f"{value:,.10g}"


def amount(minimum: float | None, maximum: float | None, about: float | None = None) -> str:
    """A number or a range: ``7``, ``7–9``, ``at least 7``, ``at most 9``, ``about 4,000``.

    Without an end somebody denied a number and claimed none.
    """
    if about is not None:
        return say(_ABOUT_NUMBER, number=number(about))
    low, high = (None if end is None else number(end) for end in (minimum, maximum))
    if low is None and high is None:
        return _NONE_CLAIMED
    if high is None:
        return say(_AT_LEAST, number=low)
    if low is None:
        return say(_AT_MOST, number=high)
    return low if low == high else say(_RANGE, low=low, high=high)


def short_amount(minimum: float | None, maximum: float | None, about: float | None = None) -> str:
    """The same in signs, for a picture: ``≥ 7``, ``≤ 9``, ``~ 4,000``."""
    if about is not None:
        return say(_SHORT_ABOUT, number=number(about))
    low, high = (None if end is None else number(end) for end in (minimum, maximum))
    if high is None and low is not None:
        return say(_SHORT_AT_LEAST, number=low)
    if low is None and high is not None:
        return say(_SHORT_AT_MOST, number=high)
    return amount(minimum, maximum)


def answer(given: Answer, unit: str = "") -> str:
    """What a claim answers: words, or an amount with its unit."""
    is_number = given.is_quantity or given.is_none_claimed
    if not is_number or _DATE_LIKE.match(given.words):
        return _words_or_date(given.words)
    said = amount(given.minimum, given.maximum, given.about)
    counted = counted_in(unit, given.minimum, given.maximum) if given.is_quantity else ""
    return say(QUANTITY, number=said, unit=counted) if counted else said


@lru_cache(maxsize=256)
def _words_or_date(text: str) -> str:
    """Words as they are; an EDTF date, as an instant is answered, as it is read."""
    with suppress(DateError):
        return date(parse_date(text)) if _DATE_LIKE.match(text) else text
    return text


def counted_in(unit: str, minimum: float | None, maximum: float | None) -> str:
    """A unit, which authors write for many, as it follows a number: at least one helicopter."""
    if {minimum, maximum} - {None} != {1}:
        return unit
    # The unit is the author's, in English, and its noun comes first: "helicopters of
    # the navy". What ends in "ss", as "press" does, is no plural.
    noun, *rest = unit.split(" ")
    for many, one in (("ies", "y"), ("sses", "ss"), ("s", "")):
        if noun.endswith(many) and not noun.endswith("ss"):
            noun = noun.removesuffix(many) + one
            break
    return " ".join((noun, *rest))


def per_cent(part: int, whole: int) -> str:
    """A part of a whole, in whole hundredths; less than a half of one is not nothing."""
    share = 100 * part / whole
    return say(_BELOW_ONE if 0 < share < 0.5 else PER_CENT, number=f"{share:.0f}")


def ratio(value: float) -> str:
    """How many times as much: ``1.5``, ``2``, ``18``."""
    # A tenth matters only where the ratio is small; of whole numbers it is left off.
    return f"{value:.1f}".removesuffix(".0") if value < 10 else f"{value:.0f}"


def tied(events: int, claims: int, later: int = 0) -> str:
    """How many events and claims are tied to a place; ``""`` where there are none."""
    counted = ((events, "event"), (claims, "claim"), (later, "later"))
    return COMMA.join(count_of(count, noun) for count, noun in counted if count)


def origins(count: int) -> str:
    """From how many bodies a claim comes."""
    return count_of(count, "origin") if count else NO_ORIGINS


def coordinates(coord: tuple[float, float], decimals: int, *, is_padded: bool) -> str:
    """Latitude and longitude: ``40.18° N, 44.50° E``; if not padded, without zeros at the end."""
    latitude, longitude = (
        say(_DEGREES, degrees=_degrees(value, decimals, is_padded), direction=letters[value < 0])
        for value, letters in zip(coord, ("NS", "EW"), strict=True)
    )
    return say(_POSITION, latitude=latitude, longitude=longitude)


def _degrees(value: float, decimals: int, is_padded: bool) -> str:
    shown = f"{abs(value):.{decimals}f}"
    return shown if is_padded else shown.rstrip("0").rstrip(".")


def full_title(title: str, subtitle: str) -> str:
    """A title with its subtitle, where it has one: ``Wrecks: A List``."""
    return say(WITH_SUBTITLE, title=title, subtitle=subtitle) if title and subtitle else title


def people(names: Iterable[str], *, has_more: bool = False) -> str:
    """Names in a row: ``Jon Aske, A. Bo``, with ``et al.`` behind them where some are left out."""
    row = COMMA.join(names)
    return say(AND_OTHERS, names=row) if row and has_more else row


def source(outlet: str, published: Date | None) -> str:
    """A source as it is cited in prose, without its hour: ``Beijing News, 28 September 2020``."""
    name = isolated(outlet)
    if not published:
        return name
    return say(SOURCE_DATE, source=name, date=date(published, with_clock=False))


def language(tag: str) -> str:
    """What a language is called here, by its BCP 47 tag."""
    return language_name(tag, LANGUAGE)


def names_in(tag: str, names: Iterable[str]) -> str:
    """``Armenian: Շուշի``: names after their language (a tag), if it is known."""
    said = COMMA.join(names)
    return say(NAMES_IN, language=language(tag), names=said) if tag else said


def pages_of(written: str) -> str:
    """Pages as BibTeX writes them, with one hyphen or two: ``p. 4``, ``pp. 4–5``."""
    pages = re.sub(r"\s*-+\s*", _DASH, written)
    is_one = not any(sign in pages for sign in (_DASH, ","))
    return say(ONE_PAGE if is_one else MANY_PAGES, pages=pages)


def unstopped(sentence: str) -> str:
    """A sentence without its full stop, to stand where a template or a list sets one."""
    return sentence.rstrip(FULL_STOP)


def inside_quotes(text: str) -> str:
    """A text for :data:`QUOTE`: quotation marks in it are those of a quotation within one."""
    turned = re.sub(r'"([^"]*)"', r"‘\1’", text)
    return turned.replace("“", "‘").replace("”", "’")


def passage(identifier: str) -> str:
    """A passage by its number: ``¶ 16`` for ``p16``."""
    return say(PASSAGE, number=identifier.removeprefix("p"))


def segment(identifier: str, role: str, length: int, grades: Iterable[str]) -> str:
    """A passage by its number, its length in words, and what became of its claims."""
    counts = Counter(grades)
    found = [count_of(counts[grade], grade) for grade in GRADES if counts[grade]]
    return say(
        SEGMENT,
        passage=passage(identifier),
        role=term(role),
        words=count_of(length, "word"),
        claims=COMMA.join(found) or NO_CLAIM,
    )


def passages(identifiers: Iterable[str]) -> str:
    """Passages by their numbers: ``¶ 3, 5, 7``."""
    numbers = (identifier.removeprefix("p") for identifier in identifiers)
    return say(PASSAGE, number=COMMA.join(numbers))


def first_passage(identifiers: Iterable[str]) -> str:
    """The first of some passages, and how many more there are: ``¶ 3 +2``."""
    first, *others = identifiers
    named = passages([first])
    return say(MORE_PASSAGES, first=named, more=len(others)) if others else named


def listing(names: Iterable[str]) -> str:
    """Names as prose lists them: ``a, b and c``."""
    *before, last = [*names] or [""]
    return LAST_COMMA.join((COMMA.join(before), last)) if before else last


def speakers(names: Iterable[str]) -> str:
    """Who said something, together; also where nobody is named."""
    return listing(names) or NOBODY


def prose(parts: Iterable[str | tuple[tuple[str, ...], Date | None]]) -> str:
    """A sentence; each claim in it is named by who made it and on which day."""
    return "".join(part if isinstance(part, str) else _claim_name(*part) for part in parts)


def _claim_name(names: tuple[str, ...], said: Date | None) -> str:
    speaker = speakers(names)
    day = date(said, with_clock=False) if said else ""
    return say(CLAIM_NAME, speaker=speaker, date=day) if day else speaker


def basis(known: Basis) -> str:
    """How a date is known, where it is not simply stated."""
    if known.word == STATED.word:
        return ""
    if not known.note:
        return say(BASIS, basis=known.word)
    return say(NOTED_BASIS, basis=known.word, note=known.note)


def span(first: int, last: int) -> str:
    """Days or years from the first to the last; one of them alone."""
    return f"{first}" if first == last else say(SPAN, start=first, end=last)


def month(day: dt.date) -> str:
    """The month and the year of a day."""
    return say(_CALENDAR["year", "month"], month=MONTHS[day.month - 1], year=day.year)


def short_month(day: dt.date) -> str:
    """The month and the year where there is little room: ``Mar 2031``."""
    return say(_CALENDAR["year", "month"], month=_SHORT_MONTHS[day.month - 1], year=day.year)


def day_and_month(day: dt.date) -> str:
    """The day and the month: ``2 March``."""
    return say(_CALENDAR["month", "day"], month=MONTHS[day.month - 1], day=day.day)


def short_day(day: dt.date) -> str:
    """The day and the month where there is little room: ``2 Mar``."""
    return say(_CALENDAR["month", "day"], month=_SHORT_MONTHS[day.month - 1], day=day.day)


def nothing_found(searched: str, *, is_passed_on: bool) -> str:
    """What stands where somebody has no statement; that none was found only with what was searched.

    Words that others report were found, whoever looked for them in vain elsewhere.
    """
    if not searched:
        return ONLY_PASSED_ON if is_passed_on else NOT_RECORDED
    return say(ONLY_PASSED_ON_IN if is_passed_on else NO_STATEMENT_IN, searched=searched)


def ended(text: str) -> str:
    """A sentence with a full stop, unless it ends in another sign of an end."""
    return text if not text or text.endswith((".", "?", "!", "…")) else say(SENTENCE, text=text)


def month_first(value: Date) -> str:
    """A day as citations have it: ``September 27, 2020``."""
    return _cited_day(MONTH_FIRST, value)


def year_first(value: Date) -> str:
    """A day as citations have it: ``2020, September 27``."""
    return _cited_day(YEAR_FIRST, value)


def _cited_day(template: str, value: Date) -> str:
    day = value.anchor.first
    return say(template, month=MONTHS[day.month - 1], day=day.day, year=day.year)


def weekday(day: dt.date) -> str:
    """The day of the week."""
    return _WEEKDAYS[day.weekday()]


def date(value: Date, *, with_clock: bool = True) -> str:
    """A date as it is read: ``27 September 2020, 08:03 (UTC+4)``, perhaps without the clock."""
    start, end = value.start, value.end
    if start is None or end is None:
        known = _point(value.anchor, with_clock)
        if value.is_unknown:
            return say(_END_UNKNOWN if start else _BEGINNING_UNKNOWN, start=known, end=known)
        return say(_SINCE, start=known) if start else say(_UNTIL, end=known)
    first, last = _point(start, with_clock), _point(end, with_clock)
    # One point has two equal ends; so has an interval within a day of which the clock is left off.
    if first == last:
        return last
    if with_clock and _is_one_day(start, end):
        template = _BETWEEN if value.shape == "[" else _HOURS
        opening, closing = _clocks(start, end)
        day = _calendar(start, with_clock=False)
        return say(template, date=day, start=opening, end=closing)
    return _two_points(_WITHIN if value.shape == "[" else _SPANS, start, end, with_clock)


def when(timing: Timing) -> str:
    """When something was: ``27 September 2020, by 09:04 (UTC+4)``."""
    if not timing.is_statement:
        return date(timing.date)
    if timing.after or timing.by:
        return _bounded(timing.date, timing.after, timing.by)
    return _statement_time(timing.date)


def _bounded(value: Date, after: Date | None, by: Date | None) -> str:
    if value.shape == "[":
        start, end = after.start if after else value.start, by.end if by else value.end
        return date(replace(value, start=start, end=end))
    first, last = _hours(value, after, by)
    day = date(value, with_clock=False)
    if first and last:
        return say(_BETWEEN, date=day, start=first, end=last)
    return say(_BY if last else _AFTER, date=day, clock=last or first)


def _statement_time(value: Date) -> str:
    point = value.anchor
    if value.shape or point.qualifier or not point.has_time:
        return date(value)
    return say(_AT, date=date(value, with_clock=False), clock=_clock(point))


def _hours(day: Date, after: Date | None, by: Date | None) -> tuple[str, str]:
    """The hours that bound a date, with the zone only once; ``""`` for one that is not given."""
    if after and by and _is_of(day, by) and _is_one_day(after.anchor, by.anchor):
        return _clocks(after.anchor, by.anchor)
    return _hour_of(day, after), _hour_of(day, by)


def _hour_of(day: Date, hour: Date | None) -> str:
    """An hour that bounds a date: with its day, if that is another one."""
    if hour is None:
        return ""
    return clock(hour) if _is_of(day, hour) else date(hour)


def _is_of(day: Date, hour: Date) -> bool:
    is_same_day = not day.shape and _units(day.anchor) == _units(hour.anchor)
    return is_same_day and day.first.date() == hour.first.date()


def hour(timing: Timing) -> str:
    """The time of day of something on a day, ``by 09:04 (UTC+4)``; ``""`` without any."""
    value, after, by = timing.date, timing.after, timing.by
    first, last = _hours(value, after, by)
    if first and last:
        return say(_BETWEEN_CLOCKS, start=first, end=last)
    if first or last:
        return say(_BY_CLOCK if last else _AFTER_CLOCK, clock=last or first)
    return clock(value)


def clock(value: Date) -> str:
    """The time of day that a date gives, ``08:03 (UTC+4)``; of a span, or without one, ``""``."""
    point = value.anchor
    if value.shape or not point.has_time:
        return ""
    return say(_UNCERTAIN, date=_clock(point)) if _is_uncertain(point) else _clock(point)


@lru_cache(maxsize=4096)
def _point(point: Point, with_clock: bool) -> str:
    said = _about(point, _calendar(point, with_clock))
    return say(_UNCERTAIN, date=said) if _is_uncertain(point) else said


def _two_points(
    templates: Mapping[tuple[str, ...], str], start: Point, end: Point, with_clock: bool
) -> str:
    """Two ends with what both have of year, month and uncertainty said once."""
    has_clock = with_clock and (start.has_time or end.has_time)
    # Neither a year nor a month can stand behind the hour of the end.
    if (with_clock and end.has_time) or _is_uncertain(start) != _is_uncertain(end):
        ends = {"start": _point(start, with_clock), "end": _point(end, with_clock)}
        return say(templates[()], **ends)
    # "28, 12:57" is no day with its hour.
    shared = _shared(start, end)[: 1 if has_clock else None]
    left = len(shared)
    said = say(
        templates[shared],
        start=_about(start, _calendar(start, with_clock, left)),
        end=_about(end, _calendar(end, with_clock, left)),
        year=end.first.year,
        month=MONTHS[end.first.month - 1],
    )
    return say(_UNCERTAIN, date=said) if _is_uncertain(end) else said


def _shared(start: Point, end: Point) -> tuple[str, ...]:
    """The units that two days have in common, from the year down; the day itself never is."""
    if start.first.year != end.first.year:
        return ()
    same = 2 if start.first.month == end.first.month else 1
    # One unit must be left of each, or nothing would stand beside the dash.
    return ("year", "month")[: min(same, len(_units(start)) - 1, len(_units(end)) - 1)]


def _is_one_day(start: Point, end: Point) -> bool:
    """Whether two ends are hours of one day, and as good as it says."""
    is_exact = not (start.qualifier or end.qualifier)
    has_hours = start.has_time and end.has_time
    return is_exact and has_hours and start.first.date() == end.first.date()


def _clocks(start: Point, end: Point) -> tuple[str, str]:
    """Two hours, with the zone only once where it is that of both."""
    first = replace(start, offset=None) if start.offset == end.offset else start
    return _clock(first), _clock(end)


def _units(point: Point) -> tuple[str, ...]:
    """What is known of a day, from the year down."""
    # From the text, because the moments of a year and of its first of January begin alike.
    known = point.text.rstrip("~?%").partition("T")[0].count("-") + 1
    return ("year", "month", "day")[:known]


def _calendar(point: Point, with_clock: bool, left_out: int = 0) -> str:
    """A day without its first ``left_out`` units, and its clock."""
    day, known = point.first, _units(point)[left_out:]
    month_name = MONTHS[day.month - 1]
    said = say(_CALENDAR[known], day=day.day, month=month_name, year=day.year)
    if not (with_clock and point.has_time):
        return said
    return say(_WITH_CLOCK, date=said, clock=_clock(point))


def _clock(point: Point) -> str:
    said = f"{point.first:%H:%M:%S}" if point.first.second else f"{point.first:%H:%M}"
    if point.offset is None:
        return said
    minutes = int(point.offset.total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    offset = f"{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"
    return say(_IN_ZONE, clock=said, offset=offset if minutes else "")


def _about(point: Point, said: str) -> str:
    return say(_ABOUT, date=said) if point.qualifier in ("~", "%") else said


def _is_uncertain(point: Point) -> bool:
    return point.qualifier in ("?", "%")
