"""What can be wrong with a dossier: a code for each kind of problem, and how to fix it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from sphinx_dossier.core.model import Where


class Code(Enum):
    """A kind of problem: the value is the subtype of its warning, ``fix`` says what to do.

    A member is written as one text, ``value: fix``, because two strings would need two parentheses
    and twice the lines. The fixes are shown to authors, on a page and by ``dossier codes``.
    """

    def __new__(cls, written: str) -> Self:
        """Make a member whose value is the text before the first colon."""
        member = object.__new__(cls)
        member._value_ = written.partition(": ")[0]
        return member

    def __init__(self, written: str) -> None:
        """Keep the fix without the line ends that it is written with."""
        self.fix = " ".join(written.partition(": ")[2].split())

    UNKNOWN_ID = """unknown_id: An option or a link names an id that no page defines. Correct the
        spelling, or define the object."""
    WRONG_KIND = """wrong_kind: An option names an object of the wrong kind, such as a place in
        `by`. Name an object of the kind that the message asks for."""
    DUPLICATE_ID = """duplicate_id: Two objects share one id; both places are named. Rename one of
        them: the first in page order keeps the id until then, and no text is lost."""
    BAD_ID = """bad_id: An id has other characters than lower-case letters, digits and single
        hyphens, does not begin with a letter, is longer than 80 characters, or is the name of a
        device on Windows, as `con`. Write it like `az-seven-villages`."""
    MISSING_FIELD = """missing_field: A required option is absent or empty. Add it below the opening
        line of the directive."""
    UNKNOWN_FIELD = """unknown_field: A directive has no such option, or a source no such field. Use
        one that the message names."""
    BAD_VALUE = """bad_value: The value of an option cannot be read, or the option is given twice.
        Write it in the form that the message shows."""
    TAKEN_NAME = """taken_name: A directive or role has the name of one of ours, and is that of
        another extension. Write ours with the name of the domain, as `{dossier:question}`; where
        that is done, `suppress_warnings = ["dossier.taken_name"]` says so."""
    MISREAD = """misread: The markup of a page is not read as it was meant: a fence is not opened or
        closed, an option lacks a colon or stands in the text, a line is not indented, a directive
        or role has no such name, a merge is not resolved. Write it as the message shows."""
    UNREADABLE = """unreadable: A file, or an entry of a .bib file, cannot be read as it is: a line
        is no UTF-8, an entry lacks a comma or a brace, or is there twice. Mend the line that the
        message names; all the rest is read."""
    BAD_DATE = """bad_date: A date is not of the EDTF subset, its day does not exist, or its hour
        can be several, as clocks differ or are changed. Write `2020-09-27`, `2020-09`, `2020`,
        `2020-09-27T08:03+04:00`, `a/b`, `[a..b]` or `{a..b}`, with `~`, `?` or `%` behind a date
        that is approximate, uncertain or both."""
    DATE_AFTER_SOURCE = """date_after_source: A statement is dated later than a publication that
        carries it. Correct the date, or cite the publication that could know it."""
    BAD_CITATION = """bad_citation: A line of `cites` is not of the form `KEY`, `KEY p16` or `KEY
        p16 "short quote"`. Write one citation a line."""
    UNKNOWN_SOURCE = """unknown_source: A citation, or `crossref` or `xdata` of an entry, names a
        key that no .bib file has. Correct the key, or add the entry."""
    UNKNOWN_PASSAGE = """unknown_passage: A citation names a passage that the manifest of its source
        does not have, or its source has no manifest. Correct the number, or make the manifest with
        `dossier passages`."""
    QUOTE_NOT_FOUND = """quote_not_found: The passage does not hold the quoted words in this order.
        Copy them from the passage, or name the passage that holds them."""
    QUOTE_TOO_LONG = """quote_too_long: A quote has more than twelve words. Shorten it, and say the
        rest in your own words."""
    QUOTE_WHOLE_SENTENCE = """quote_whole_sentence: A quote is a whole sentence of its source.
        Shorten it to the words that matter."""
    NO_CITATION = """no_citation: A claim or event has no citation. Add `:cites:` with the source
        that carries it."""
    UNATTRIBUTED = """unattributed: A claim has no speaker. Add `:by:`; the sentences of a paper
        itself are claims by the paper, and words it passes on without a name are `:act: reports` by
        the paper."""
    NO_UNIT = """no_unit: A question of quantity has no `:unit:`. Say what is counted."""
    FIGURE_NOT_IN_TEXT = """figure_not_in_text: The number in `answers` is neither in the text of
        the claim nor in a quote, in digits or in words of their language. Write it there, or
        correct `answers`. "More than six" may be 6 or 7, "about 4,000" is `~4000`."""
    DOUBTFUL_NUMBER = """doubtful_number: A number such as `4.000` or `4,000` is four in some
        languages and four thousand in others. Write `4` or `4000`."""
    DENIAL_AS_ZERO = """denial_as_zero: A claim denies, and answers 0. A denial of a number is not
        the number 0: write `none claimed`, or leave the answer out."""
    COUNT_FALLS = """count_falls: A number updates a greater one, of a count that can only rise.
        Write `corrects` where the greater one was taken back, or remove `cumulative`."""
    SELF_RELATION = """self_relation: An object is related to itself. Name the other one, or remove
        the relation."""
    RELATION_CYCLE = """relation_cycle: Relations, or `crossref`s, run in a circle, so that
        no first speaker, body or place can be found. Remove the one that is wrong."""
    TOCTREE_CIRCLE = """toctree_circle: Tables of contents run in a circle: a page stands, through
        others, in its own, and would be below itself. Take it out of one of them."""
    CONTESTED_SINGLE_PARENT = """contested_single_parent: A place lies within one other according to
        somebody, and nobody else is heard. Add the parent that others name, or remove
        `according-to` if nobody contests it."""
    UNCITED_PASSAGE = """uncited_passage: No object cites a passage of a decomposed source. Cite it,
        or give the reason in `:uncited:` of the coverage view; or a passage with a reason is cited
        by now. Take the reason out."""
    ORPHAN = """orphan: Nothing links to an object. Link to it where it is spoken of, or remove
        it."""
    GARBLED_NAME = """garbled_name: A page uses a garbled form as if it were the name. Write the
        right name; to show the form as printed, write {garbled}`form`."""
    BAD_MANIFEST = """bad_manifest: A passage manifest cannot be read. Make it again with `dossier
        passages`."""
    BAD_BOUNDARIES = """bad_boundaries: The file that `dossier_boundaries` names cannot be read.
        Correct the path, which is relative to the source folder, or derive the file again."""
    SOURCE_INCOMPLETE = """source_incomplete: A source lacks what a reader needs to judge and find
        it: `langid`, and `urldate` where it has a `url`. Add the field to the .bib entry."""
    UNUSED_SOURCE = """unused_source: No claim, event, place or page cites a source. Cite it, or
        remove the entry."""
    RETIRED_ID = """retired_id: An option or a link names an id that was retired; the message gives
        the reason. Name what has taken its place, or leave the link out."""
    REUSED_ID = """reused_id: An object has an id that was retired, so that old links would lead to
        something else. Choose another id, or remove the tombstone if the object is the same one
        again."""
    LOST_ID = """lost_id: An id is on the list of published ids, and no page defines it any more.
        Restore it, or say in `tombstones.toml` why it was retired: a table of that name with
        `reason`, `since`, and `replaced_by` where there is something instead."""
    LOST_PAGE = """lost_page: A page is on the list of published pages, and no longer exists: links
        from elsewhere would break. Restore it, or say in `tombstones.toml` where it is now: a table
        such as `["/folder/page"]` with `reason`, `since`, and `replaced_by`, a page or an id."""
    BAD_REDIRECT = """bad_redirect: A retired page cannot be redirected: its name is not that of a
        page, a page of that name exists, or `replaced_by` names nothing that exists or closes a
        circle. Correct `replaced_by`, or remove the tombstone."""
    BAD_SITE = """bad_site: A dossier that `dossier_sites` names cannot be used: its file is not
        there, is not the one that is pinned, or cannot be read. Fetch it with `dossier fetch`, look
        through it, and write the digest that the message or the command shows."""
    BAD_TOMBSTONE = """bad_tombstone: A tombstone cannot be read. Write a table named as the id,
        with `reason` and `since` in quotes, and `replaced_by` where there is something instead."""
    BAD_SEARCH_WORDS = """bad_search_words: The file that `dossier_search_words` names cannot be
        read, or a phrase in it cannot be used. Write phrases in quotes by the id or the page that
        answers them, below `[asked]`, and words that mean the same as lists in `same`; each phrase
        once, and none that is a name of something else."""
    DENIAL_WITHOUT_CLAIM = """denial_without_claim: A claim denies, and does not say what. Add
        `:denies:` or `:disputes:` with the claim that it turns against."""
    ORDER_CLASH = """order_clash: By its dates a claim is earlier than one that it updates, denies,
        repeats, corrects, concedes or drifted from, or its own dates contradict each other; the
        message names both. Turn the relation round, or correct a date."""
    CHAIN_WITHOUT_SPEAKER = """chain_without_speaker: The way of a claim ends at a medium that
        passes on the words of somebody unnamed. Add the first speaker to `:via:` or as a claim, or
        say in `:searched:` what was looked for."""
    NO_PROPOSITION = """no_proposition: A claim corroborates another and does not say in what. Write
        `corroborates: ID "what both say"`, one a line, with the proposition that both state."""
    NOT_ALIKE = """not_alike: A claim corroborates or repeats what it cannot: only assertions
        corroborate assertions, opinions are shared with opinions, nobody corroborates or passes on
        what he denies, and a number that only one of the two gives is not stated by both. Use
        another relation, or none."""
    NOT_INDEPENDENT = """not_independent: A claim corroborates one that it is not independent of, so
        that the two are one origin. Use `repeats`, cite for each a publication of its own, write a
        joint statement as one claim `by` all who made it, or remove the relation."""
    INFERENCE_WITHOUT_REASON = """inference_without_reason: A relay or a relation is marked with `?`
        and no reason is given, or a reason is given and nothing is marked. Write both or none."""
    DRIFT_FROM_UNSEEN = """drift_from_unseen: A claim drifted from words that no source shows but
        those that changed them. Cite the earlier words where they stand, or mark the relation as
        inferred, with `?` and a reason."""
    UNSAFE_MARKUP = """unsafe_markup: A page holds markup that could run or change the page: raw
        HTML, `raw`, a style, a setting of the parser, a file that is no picture or plain data, a
        hidden character that turns the direction of text. Write it in Markdown."""
    UNSAFE_LINK = """unsafe_link: A link leads neither to a page of the site nor to `https`, `http`,
        `mailto` or `tel`. Link to an address that a reader can open."""
    OUTSIDE_FILE = """outside_file: A page takes a file from outside the source folder or from a
        hidden folder, directly or by a link of the file system. Copy the file into the source
        folder."""
    TOO_LARGE = """too_large: A page, or what it takes in, is more than the machine that builds it
        should read: 1 MB, 200 files, or deeply nested; or more than 300 claims answer one question,
        or fifty bodies or places lie in each other. Divide it, or take in less."""
    BAD_PAGE_NAME = """bad_page_name: The file of a page has a name with other characters than
        letters, digits, hyphens, underscores, dots, commas, plus signs and blanks, one that Windows
        keeps for a device, or one that differs from another by its case only. Rename it."""
    REMOTE_MEDIA = """remote_media: A page would load a picture, a table or a script from another
        host, which would learn who reads the page. Save the file beside the page, or link to it."""
    OWN_CHECK = """own_check: A check that the project adds in its `conf.py` has found
        something. Do what the message says."""
    BLANK = """blank: A blank that `dossier new` has left as `???` is not filled in. Write what
        belongs there, or remove the option."""


class Problem(NamedTuple):
    """A problem at a place of the source; ``message`` says what is wrong and how to fix it.

    ``sought`` are words that may name an object of one of ``kinds``: which one, only all pages
    together show, and it is added to the message then.
    """

    code: Code
    message: str
    where: Where
    sought: str = ""
    kinds: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.where.path}:{self.where.line}: {self.message} [dossier.{self.code.value}]"

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        """By file, line, code, message."""
        return (*self.where[:2], self.code.value, self.message)
