"""Slips of careless authors are told once, at their line, with the mend, and no word is lost.

Each case is a page of its own. What a page says besides its one problem would be told too: an
option that is not read, a claim that is not found, a line of text that is none.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from projects import build

SHARED = Path(__file__).parent.parent / "fixtures" / "problems" / "_shared"
HEAD = "---\norphan: true\n---\n\n# A page\n\n"

CLAIM = """\
:::{claim} ID
:by: weather-institute
:act: asserts
:said: 2031-03-05
:cites: |
  courier-2031 p3 "counted five boats"
  gazette-2031
:answers: boats-lost = 5
The institute said that five boats had come loose.
:::
"""
OPEN = CLAIM.removesuffix(":::\n")
TEXT = "The institute said that five boats had come loose."
OTHER = CLAIM.replace("ID", "ID-other")


class Case(NamedTuple):
    """A page, words of the line that is told (the first line with them), words of the message."""

    page: str
    at: str
    says: str
    code: str = "misread"


def edited(old: str, new: str, text: str = CLAIM) -> str:
    """A claim with one edit."""
    assert old in text
    return text.replace(old, new, 1)


def unindented(*lines: str) -> str:
    """A claim with lines of its citations that are not indented."""
    text = CLAIM
    for line in lines:
        text = edited(f"\n  {line}", f"\n{line}", text)
    return text


def option(written: str, says: str, at: str = "") -> Case:
    """A case where the act is written so."""
    return Case(edited(":act: asserts", written), at or written, says)


def opening(written: str, says: str, close: str = ":::") -> Case:
    """A case where the claim is opened so."""
    text = edited(":::{claim} ID", written).removesuffix(":::\n") + f"{close}\n"
    return Case(f"Before it.\n\n{text}\nAfter it.\n\n{OTHER}", written, says)


OPTIONS = {
    "no-second-colon": option(":act asserts", "lacks the second colon: write `:act: asserts`"),
    "no-first-colon": option("act: asserts", "lacks the first colon: write `:act: asserts`"),
    "no-blank": option(":act:asserts", "lacks the blank behind the second colon"),
    "blank-before-colon": option(":act : asserts", "write `:act: asserts`"),
    "blank-behind-colon": option(": act: asserts", "write `:act: asserts`"),
    "two-colons-before": option("::act: asserts", "a colon too many"),
    "two-colons-behind": option(":act:: asserts", "a colon too many"),
    "full-width": option("\uff1aact\uff1aasserts", "other signs that look like colons"),
    "full-width-first": option("\uff1aact: asserts", "other signs that look like colons"),
    "full-width-second": option(":act\uff1a asserts", "other signs that look like colons"),
    "ratio-sign": option("\u2236act\u2236 asserts", "other signs that look like colons"),
    "semicolons": option(";act; asserts", "other signs that look like colons"),
    "semicolon-second": option(":act; asserts", "other signs that look like colons"),
    "zero-width-blank": option("\u200b:act: asserts", "cannot be seen"),
    "zero-width-inside": option(":a\u200bct: asserts", "cannot be seen"),
    "byte-order-mark": option("\ufeff:act: asserts", "cannot be seen"),
    "soft-hyphen": option(":act\u00ad: asserts", "cannot be seen"),
    "bullet": option("- :act: asserts", "write `:act: asserts`"),
    "equals": option(":act = asserts", "write `:act: asserts`"),
    "accent": option(":\u00e1ct: asserts", "letters of another script or with accents"),
    "other-script": option(":\u0430\u0441t: asserts", "letters of another script"),
    "wide-letters": option(":\uff41\uff43\uff54: asserts", "letters of another script"),
    "comma-for-colon": option(":act, asserts", "the second colon: write `:act: asserts`"),
    "stop-for-colon": option(":act. asserts", "the second colon: write `:act: asserts`"),
    "dash-for-colon": option(":act \u2013 asserts", "the second colon: write `:act: asserts`"),
    "arrow-for-colon": option(":act => asserts", "the second colon: write `:act: asserts`"),
    "bold": option("**:act:** asserts", "mark a text: write `:act: asserts`"),
    "bold-name": option("**act:** asserts", "lacks the first colon: write `:act: asserts`"),
    "quoted-line": option("> :act: asserts", "mark a text: write `:act: asserts`"),
    "last-without-colon": Case(
        edited(":answers: boats", ":answers boats"), ":answers", "lacks the second colon"
    ),
    "misspelt": Case(
        edited(":act: asserts", ":acts: asserts"), ":acts:", "did you mean :act:", "unknown_field"
    ),
    "capital": Case(
        edited(":act: asserts", ":Act: asserts"), ":Act:", "did you mean :act:", "unknown_field"
    ),
    "unindented-last": Case(unindented("gazette-2031"), "gazette-2031", "with two blanks"),
    "unindented-all": Case(
        unindented("courier-2031 p3", "gazette-2031"), "courier-2031", "with two blanks"
    ),
    "unindented-bullets": Case(
        edited("  courier-2031", "- courier-2031", edited("  gazette", "- gazette")),
        "- courier-2031",
        "with two blanks",
    ),
    "unindented-by-wide-blanks": Case(
        edited("  gazette", "\u3000\u3000gazette"), "gazette-2031", "with two blanks"
    ),
    "unindented-before-blank": Case(
        edited(
            "gazette-2031\n:answers: boats-lost = 5\n",
            "gazette-2031\n\n",
            unindented("gazette-2031"),
        ),
        "gazette-2031",
        "with two blanks",
    ),
    "unindented-answer": Case(
        edited(":answers: boats-lost = 5", ":answers: |\nboats-lost = 5"),
        "boats-lost = 5",
        "not as a part of :answers:",
    ),
    "unindented-words": Case(
        edited(
            ":answers:",
            ":drift: five became\nmany boats\n:drifted-from: office-three-boats\n:answers:",
        ),
        "many boats",
        "not as a part of :drift:",
    ),
    "unindented-ids": Case(
        edited(":answers:", ":at: alda\ncoast\n:answers:"), "coast", "not as a part of :at:"
    ),
    "unindented-id-above-text": Case(
        edited(
            f":answers: boats-lost = 5\n{TEXT}",
            f":answers: boats-lost = 5\n:denies: institute-no-harm\ninstitute-five-boats\n{TEXT}",
        ),
        "institute-five-boats",
        "not as a part of :denies:",
    ),
    "unindented-ids-above-text": Case(
        edited(
            f":answers: boats-lost = 5\n{TEXT}",
            ":answers: boats-lost = 5\n:denies: institute-no-harm,\n- institute-five-boats\n"
            f"- weather-boats\n{TEXT}\n:::\n\n{CLAIM.replace('ID', 'weather-boats')}",
        ).removesuffix(":::\n"),
        "- institute-five-boats",
        "not as a part of :denies:",
    ),
    "blank-among": Case(edited("\n:cites:", "\n\n:cites:"), ":cites:", "a blank line stands above"),
    "blanks-among": Case(
        edited("\n:cites:", "\n\n\n:cites:"), ":cites:", "a blank line stands above"
    ),
    "blank-before-last": Case(
        edited("\n:answers:", "\n\n:answers:"), ":answers:", "a blank line stands above"
    ),
    "below-text": Case(
        edited(":answers: boats-lost = 5\n" + TEXT, TEXT + "\n:answers: boats-lost = 5"),
        ":answers:",
        "stands below the text",
    ),
    "below-text-and-blank": Case(
        edited(":answers: boats-lost = 5\n" + TEXT, TEXT + "\n\n:answers: boats-lost = 5"),
        ":answers:",
        "stands below the text",
    ),
    "many-lines-below-text": Case(
        edited(
            '\n:cites: |\n  courier-2031 p3 "counted five boats"\n  gazette-2031',
            "",
            edited(
                TEXT,
                TEXT + '\n:cites: |\n  courier-2031 p3 "counted five boats"\n  gazette-2031\nMore.',
            ),
        ),
        ":cites:",
        "stands below the text",
    ),
    "day-first": Case(
        edited(":said: 2031-03-05", ":said: 05.03.2031"), ":said:", "write 2031-03-05", "bad_date"
    ),
    "two-citations-a-line": Case(
        edited("  gazette-2031", "  gazette-2031, courier-2031"),
        "  gazette-2031, c",
        "write `gazette-2031` and `courier-2031`, a line each",
        "bad_citation",
    ),
    "quote-in-other-marks": Case(
        edited('"counted five boats"', "\u00abcounted five boats\u00bb"),
        "  courier-2031 p3",
        'write `courier-2031 p3 "counted five boats"`',
        "bad_citation",
    ),
    "page-in-words": Case(
        edited('courier-2031 p3 "counted five boats"', "courier-2031 page 3"),
        "  courier-2031 page",
        "write `courier-2031 p3`",
        "bad_citation",
    ),
    "yaml": Case(
        edited(
            ":by: weather-institute\n:act: asserts\n",
            "---\nby: weather-institute\nact: asserts\n---\n",
        ),
        ":::{claim}",
        "between --- and --- are not read",
    ),
}
OPTIONS["yaml"] = OPTIONS["yaml"]._replace(at="---\nby")

FENCES = {
    "two-colons": opening("::{claim} ID", "a block opens with three colons"),
    "one-colon": opening(":{claim} ID", "a block opens with three colons"),
    "two-colons-twice": opening("::{claim} ID", "a block opens with three colons", "::"),
    "full-width-fence": opening("\uff1a\uff1a\uff1a{claim} ID", "three colons"),
    "full-width-both": opening("\uff1a\uff1a\uff1a{claim} ID", "three colons", "\uff1a" * 3),
    "mixed-fence": opening("::\uff1a{claim} ID", "three colons"),
    "blank-in-fence": opening(":: :{claim} ID", "three colons"),
    "no-braces": opening(":::claim ID", "the word must stand in braces"),
    "one-brace": opening(":::{claim ID", "the word must stand in braces"),
    "parentheses": opening(":::(claim) ID", "the word must stand in braces"),
    "glued": opening(":::{claim}ID", "a blank must part it"),
    "two-backticks": opening("``{claim} ID", "three colons", "``"),
    "backticks-without-braces": opening("```claim ID", "the word must stand in braces", "```"),
    "no-marks": opening("{claim} ID", "three colons"),
    "unseen": opening("\u200b:::{claim} ID", "cannot be seen"),
    "misspelt": opening(":::{clam} ID", "there is no {clam}"),
    "misspelt-backticks": opening("```{cliam} ID", "there is no {cliam}", "```"),
    "plural": opening(":::{claims} ID", "there is no {claims}"),
    "four-blanks": Case(
        "- An item\n\n" + "".join(f"      {line}\n" for line in CLAIM.splitlines()),
        ":::{claim}",
        "stands four blanks in",
    ),
    "closed-by-two": Case(OPEN + f"::\n\nAfter it.\n\n{OTHER}", "::\n\nAfter", "does not close"),
    "closed-by-word": Case(OPEN + f"::: end\n\nAfter it.\n\n{OTHER}", "::: end", "does not close"),
    "closed-by-brace": Case(OPEN + ":::}\n\nAfter it.\n", ":::}", "does not close"),
    "closed-by-slash": Case(OPEN + ":::{/claim}\n\nAfter it.\n", ":::{/", "does not close"),
    "closed-by-name": Case(OPEN + ":::{claim}\n\nAfter it.\n", ":::{claim}\n", "does not close"),
    "restructured": opening(".. claim:: ID", "reStructuredText opens a block so"),
    "restructured-and-indented": Case(
        ".. claim:: ID\n"
        + "".join(f"   {line}\n" for line in CLAIM.splitlines()[1:-1])
        + f"\nAfter it.\n\n{OTHER}",
        ".. claim",
        "and ::: below its text",
    ),
    "restructured-view": Case(
        f"{CLAIM}\n.. chain:: ID\n\nAfter it.\n\n{OTHER}", ".. chain", "and ::: below its text"
    ),
    "colon-behind-braces": opening(":::{claim}: ID", "write `:::{claim} ID`"),
    "id-as-option": Case(
        CLAIM.replace("{claim} ID", "{claim}\n:id: ID"),
        ":id:",
        "has its id behind {claim}: write {claim} ID",
        "unknown_field",
    ),
    "closed-by-full-width": Case(
        OPEN + "\uff1a\uff1a\uff1a\n\nAfter it.\n", "\uff1a" * 3, "does not close"
    ),
    "closed-by-fewer": Case("::" + OPEN + ":::\n\nAfter it.\n", ":::\n\nAfter", "does not close"),
    "backticks-closed-by-colons": Case(
        "```" + OPEN[3:] + ":::\n\nAfter it.\n",
        ":::\n\nAfter",
        "does not close",
    ),
    "open-before-claim": Case(
        OPEN + f"\n{OTHER}\nAfter it.\n", "{claim} ID", "begins claim 'ID-other'"
    ),
    "open-right-before-claim": Case(
        OPEN + f"{OTHER}\nAfter it.\n", "{claim} ID", "begins claim 'ID-other'"
    ),
    "open-before-prose": Case(
        OPEN + f"\nAfter it.\n\n{OTHER}", "{claim} ID", "begins claim 'ID-other'"
    ),
    "open-before-other-marks": Case(
        OPEN + "\n```" + OTHER[3:-4] + "```\n",
        "{claim} ID",
        "begins claim 'ID-other'",
    ),
    "open-before-view": Case(
        OPEN + "\n:::{chain} ID\n:::\n\nAfter it.\n", "{claim} ID", "begins {chain}"
    ),
    "open-before-box": Case(OPEN + "\n:::{note}\nAfter it.\n:::\n", "{claim} ID", "begins {note}"),
    "open-before-heading": Case(
        OPEN + f"\n## More\n\nAfter it.\n\n{OTHER}", "{claim} ID", "a section"
    ),
    "open-to-the-end": Case(OPEN + "\nAfter it.\n", "{claim} ID", "not closed before the end"),
    "open-in-a-quote": Case(
        "".join(f"> {line}\n" for line in CLAIM.splitlines()[:-1]) + "\nAfter it.\n",
        "{claim} ID",
        "not closed before the end",
    ),
    "open-in-a-list": Case(
        "- One\n\n" + "".join(f"  {line}\n" for line in CLAIM.splitlines()[:-1]) + "\nAfter it.\n",
        "{claim} ID",
        "not closed before the end",
    ),
    "open-in-a-box": Case(
        f"::::{{note}}\n{OPEN}::::\n\nAfter it.\n",
        "{claim} ID",
        "not closed",
    ),
    "nested-rightly": Case(
        f"::{OPEN}\n{OTHER}:::::\n\nAfter it.\n",
        "{claim} ID",
        "begins claim 'ID-other'",
    ),
    "view-open": Case(
        f"{CLAIM}\n:::{{chain}} ID\n\nAfter it.\n\n{OTHER}", ":::{chain}", "{chain} is not closed"
    ),
    "view-with-text": Case(
        f"{CLAIM}\n:::{{chain}} ID\nAfter it.\n:::\n", "After it.", "takes no text"
    ),
}


def named(old: str, new: str, says: str, code: str = "bad_id") -> Case:
    """A case where something is named so."""
    at = new.rpartition("\n")[2]
    return Case(edited(old, new), at, says, code)


NAMES = {
    "ids-and": named(
        ":by: weather-institute",
        ":by: weather-institute and ines-dovrin",
        "ids stand with blanks between them; leave it out",
        "unknown_id",
    ),
    "id-with-a-blank": named(
        ":by: weather-institute",
        ":by: weather institute",
        "are two ids; did you mean 'weather-institute'",
        "unknown_id",
    ),
    "role-with-a-blank": Case(
        f"{CLAIM}\nSee {{actor}} `weather-institute`.\n",
        "See {",
        "write {actor}`weather-institute`",
    ),
    "role-of-restructured-text": Case(
        f"{CLAIM}\nSee :actor:`weather-institute`.\n", "See :", "write {actor}`weather-institute`"
    ),
    "role-in-straight-marks": Case(
        f"{CLAIM}\nSee {{actor}}'weather-institute'.\n", "See {", "write {actor}`weather-institute`"
    ),
    "name": named(
        ":by: weather-institute",
        ":by: Weather institute",
        "Weather institute is weather-institute (",
    ),
    "name-in-other-case": named(
        ":by: weather-institute", ":by: WEATHER Institute", "; write weather-institute"
    ),
    "two-names": named(
        ":by: weather-institute",
        ":by: Weather institute, Ines Dovrin",
        "; write weather-institute ines-dovrin",
    ),
    "two-names-and": named(
        ":by: weather-institute",
        ":by: Weather institute and Ines Dovrin",
        "; write weather-institute ines-dovrin",
    ),
    "name-and-id": named(
        ":by: weather-institute",
        ":by: weather-institute, Ines Dovrin",
        "; write weather-institute ines-dovrin",
    ),
    "garbled-name": named(":by: weather-institute", ":by: Inez Dovrinn", "; write ines-dovrin"),
    "name-nearly": named(
        ":by: weather-institute", ":by: Weather Instute", "did you mean 'weather-institute'"
    ),
    "id-with-low-line": named(
        ":by: weather-institute", ":by: weather_institute", "did you mean 'weather-institute'"
    ),
    "name-of-event": named(
        ":answers:", ":event: A storm reaches Alda\n:answers:", "; write storm-2031"
    )._replace(at=":event:"),
    "name-of-place": named(":answers:", ":at: Alda\n:answers:", "; write alda")._replace(at=":at:"),
    "name-in-a-list": named(
        ":answers:", ":at: |\n  coast\n  Alda\n:answers:", "; write alda"
    )._replace(at="  Alda"),
    "name-in-via": named(":answers:", ":via: River Wire\n:answers:", "; write river-wire")._replace(
        at=":via:"
    ),
    "misspelt-id": named(
        ":by: weather-institute",
        ":by: weather-institut",
        "did you mean 'weather-institute'",
        "unknown_id",
    ),
    "other-kind-is-nearer": named(
        ":answers:", ":at: aldas\n:answers:", "did you mean 'alda'", "unknown_id"
    )._replace(at=":at:"),
    "misspelt-question": named(
        ":answers: boats-lost", ":answers: boats-lst", "did you mean 'boats-lost'", "unknown_id"
    ),
    "misspelt-relation": named(
        ":answers:",
        ":disputes: office-three-boat\n:answers:",
        "did you mean 'office-three-boats'",
        "unknown_id",
    )._replace(at=":disputes:"),
    "name-in-a-role": Case(
        f"{CLAIM}\n{{actor}}`River Wire` said so.\n", "{actor}", "; write river-wire", "unknown_id"
    ),
    "name-of-a-chain": Case(
        f"{CLAIM}\n:::{{chain}} office-three-boat\n:::\n",
        ":::{chain}",
        "did you mean 'office-three-boats'",
        "unknown_id",
    ),
    "name-in-a-view": Case(
        f"{CLAIM}\n:::{{objects}}\n:by: Weather institute\n:::\n",
        ":by: Weather",
        "; write weather-institute",
        "bad_id",
    ),
    "misspelt-in-a-view": Case(
        f"{CLAIM}\n:::{{objects}}\n:kind: claim\n:by: weather-institut\n:::\n",
        ":by: weather-institut\n",
        "did you mean 'weather-institute'",
        "unknown_id",
    ),
    "misspelt-key": named(
        "  gazette-2031", "  gazete-2031", "did you mean 'gazette-2031'", "unknown_source"
    ),
    "quote-of-another-passage": named(
        '  courier-2031 p3 "counted',
        '  courier-2031 p1 "counted',
        "but p3 does: write p3",
        "quote_not_found",
    ),
    "side": Case(
        f"{CLAIM}\n:::{{actor}} Pier guild\n:id: ID-guild\n:kind: government-body\n:side: shoer\n"
        "A guild. [](#ID-guild)\n:::\n",
        ":side:",
        "is one of shore, sea; not 'shoer'; did you mean 'shore'?",
        "bad_value",
    ),
    "side-of-a-question": Case(
        f"{CLAIM}\n:::{{question}} Who?\n:id: ID-who\n:kind: intent\n:searched: |\n"
        "  sea: the log\n  seas: the log\nSomething. [](#ID-who)\n:::\n",
        "  seas:",
        "did you mean 'sea'?",
        "bad_value",
    ),
    "side-of-a-view": Case(
        f"{CLAIM}\n:::{{objects}}\n:side: goverment\n:::\n",
        ":side:",
        "is one of shore, sea, outside; not 'goverment'",
        "bad_value",
    ),
    "no-name": Case(
        f"{CLAIM}\n:::{{place}}\n:id: ID-place\nA place. [](#ID-place)\n:::\n",
        ":::{place}",
        "a place needs its name",
        "missing_field",
    ),
    "capital-kind": Case(
        edited("{claim}", "{Claim}", edited(":act: ", ":act ")), ":act ", "lacks the second colon"
    ),
}
for _sign in (", ", "; ", " and ", " / ", " "):
    NAMES[f"two-answers{ord(_sign[0])}-{len(_sign)}"] = named(
        "boats-lost = 5",
        f"boats-lost = 5{_sign}late-warning = yes",
        "one answer a line",
        "bad_value",
    )


def merge(ours: str, theirs: str, base: str = "") -> str:
    """Two versions of some lines as git leaves them."""
    older = f"||||||| 1f2e3d4\n{base}" if base else ""
    return f"<<<<<<< HEAD\n{ours}{older}=======\n{theirs}>>>>>>> other\n"


MERGES = {
    "text": edited(f"{TEXT}\n", merge(f"{TEXT}\n", "Four boats had come loose.\n")),
    "option": edited(":act: asserts\n", merge(":act: asserts\n", ":act: reports\n")),
    "options": edited(
        ":act: asserts\n:said: 2031-03-05\n",
        merge(":act: asserts\n:said: 2031-03-05\n", ":said: 2031-03-06\n:act: asserts\n"),
    ),
    "with-base": edited(
        ":said: 2031-03-05\n", merge(":said: 2031-03-05\n", ":said: 2031-03-06\n", ":said: 2031\n")
    ),
    "value": edited("  gazette-2031\n", merge("  gazette-2031\n", "  gazette-2030\n")),
    "whole-claims": merge(CLAIM, CLAIM.replace("asserts", "reports")),
    "other-claims": merge(CLAIM, OTHER),
    "prose": f"{CLAIM}\n{merge('One text.' + chr(10), 'Another text.' + chr(10))}\nAfter it.\n",
}
"""Pages with a merge that nobody resolved."""

CASES = {**OPTIONS, **{f"fence-{name}": case for name, case in FENCES.items()}}
CASES |= {f"name-{name}": case for name, case in NAMES.items()}
CASES |= {
    f"merge-{name}": Case(page, "<<<<<<<", "a merge is not resolved")
    for name, page in MERGES.items()
}


def in_list(text: str) -> str:
    """A page in an item of a list."""
    return "- An item\n\n" + "".join(f"  {line}".rstrip() + "\n" for line in text.splitlines())


def in_quote(text: str) -> str:
    """A page in a quotation."""
    return "".join(f"> {line}".rstrip() + "\n" for line in text.splitlines())


def in_box(text: str) -> str:
    """A page in a box, and this in another one."""
    return f":::::::{{note}}\n::::::{{tip}}\n{text}::::::\n:::::::\n"


PLACES = {
    "page": (str, 0),
    "list": (in_list, 2),
    "quote": (in_quote, 0),
    "box": (in_box, 2),
}
"""How a page is put somewhere else, and by how many lines it moves down."""


def line_of(text: str, words: str) -> int:
    """The line where words begin."""
    assert words in text
    return text.count("\n", 0, text.index(words)) + 1


def project(folder: Path, pages: dict[str, str], line_end: str = "\n") -> Path:
    """The shared project with more pages."""
    shutil.copytree(SHARED, folder)
    for name, text in {"index.md": "# Start\n", **pages}.items():
        (folder / name).write_bytes(text.replace("\n", line_end).encode())
    return folder


def told(source: Path, output: Path) -> dict[str, list[tuple[int, str, str]]]:
    """What a build says, by file: line, message, code."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    for line in build(source, output, show_warning_types=True).splitlines():
        place, _, said = line.partition(": WARNING: ")
        path, _, number = place.rpartition(":")
        message, _, code = said.rpartition(" [")
        file = Path(path).name
        found.setdefault(file, []).append((int(number), message, code.removesuffix("]")))
    return found


def assert_cases(folder: Path, cases: dict[str, Case], place: str, line_end: str) -> None:
    """Each case has its one problem, at two builds, and nothing else is told."""
    put, lower = PLACES[place]
    pages = {
        f"{name}.md": HEAD + put(case.page.replace("ID", name)) for name, case in cases.items()
    }
    source = project(folder / "source", pages, line_end)
    first = told(source, folder / "out")
    expected, found = {}, {}
    for name, case in cases.items():
        page, says = f"{name}.md", case.says.replace("ID", name)
        at = line_of(HEAD + case.page, case.at) + lower
        expected[page] = [(at, says, f"dossier.{case.code}")]
        found[page] = [
            (line, says if says in message else message, code)
            for line, message, code in first.get(page, [])
        ]
    assert expected == found
    assert first.keys() == expected.keys()
    assert first == told(source, folder / "out")


# A list of an item and a quotation end by themselves; a heading in them is none of the page.
ON_THE_PAGE = {"four-blanks", "open-in-a-quote", "open-in-a-list"}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("place", PLACES)
def test_each_slip_is_one_problem_at_its_line(place: str, line_end: str, tmp_path: Path) -> None:
    """Wherever a block stands, and whatever ends the lines."""
    cases = {
        name: case
        for name, case in CASES.items()
        if place == "page" or name.removeprefix("fence-") not in ON_THE_PAGE
        # git writes its marks at the beginning of a line.
        if place in ("page", "box") or not name.startswith("merge-")
    }
    assert_cases(tmp_path, cases, place, line_end)


def test_slips_in_included_files_are_told_there(tmp_path: Path) -> None:
    """Under the name and the line of the file that holds them."""
    parts = {f"{name}.inc": case.page.replace("ID", name) for name, case in CASES.items()}
    pages = {f"{name}.md": f"{HEAD}```{{include}} {name}.inc\n```\n" for name in CASES}
    found = told(project(tmp_path / "source", pages | parts), tmp_path / "out")
    expected = {
        f"{name}.inc": [(line_of(case.page, case.at), f"dossier.{case.code}")]
        for name, case in CASES.items()
    }
    assert expected == {
        name: [(line, code) for line, _, code in problems] for name, problems in found.items()
    }


def test_no_word_is_lost(tmp_path: Path) -> None:
    """Each claim has its own text and no other one, and what stands around it is on the page."""
    pages = {f"{name}.md": HEAD + case.page.replace("ID", name) for name, case in CASES.items()}
    source = project(tmp_path / "source", pages)
    build(source, tmp_path / "out", "html")
    output = tmp_path / "out" / "html"
    data = json.loads((output / "data" / "dossier.json").read_text(encoding="utf-8"))
    texts = {claim["id"]: claim["text"] for claim in data["claims"]}
    for name, case in CASES.items():
        expected = f"{TEXT} More." if "More.\n" in case.page else TEXT
        assert expected == texts[name], name
        assert ("ID-other" in case.page) == (texts.get(f"{name}-other") == TEXT), name
        page = (output / f"{name}.html").read_text(encoding="utf-8")
        assert ("After it." in case.page) == ("After it." in page), name


GOOD = """\
```
:::{claim} example
::{claim} example
:::claim example
:by somebody
```

~~~markdown
:::{clam} example
:by: somebody
<<<<<<< HEAD
one
=======
other
>>>>>>> branch
~~~

````{note}
```
::{claim} example
:act asserts
```
````

| a | b |
|:--|--:|
| :by: | ::: |
| :act | ::{claim} |

: Not a definition by: anybody

:smile: says a text. `::{claim}` is code, and so is `{claim} x`.
`{claim}` begins a line.
A text says `{actor} `x`, ``:actor:`x` `` and ``{actor} `x` `` in code.

Event: something. claim: a word.
event: and this too.

:::{claim} ID
:by: weather-institute
% why
:act: asserts
<!-- a remark -->
:said: 2031-03-05
<!-- a remark
of two lines -->
:cites: |
  courier-2031 p3 "counted five boats"
% between two lines
  gazette-2031
:event: storm-2031
:at: alda
:answers: boats-lost = 5
The institute said: five boats had come loose.
:smile: it added. There was no
at: in it, by: no means.

- one by: nobody
- {actor}`weather-institute`

```
:act: denies
:::{claim} inner
```

| :by: | x |
|------|---|
| 1    | 2 |
:::

::::{claim} ID-other

:by: weather-institute
:act: asserts
:said: 2031-03-05
:cites: gazette-2031

The institute said more.

:::{note}
:class: tip
A note in a claim.
:::

:::
A box without a name.
:::
::::

:::{admonition} Claim
:class: tip
Words.
:::

:::field-event
Words.
:::

1. ::: {note}
   Words.
   :::

Title
=======

Words.
"""


def test_ordinary_pages_raise_no_alarm(tmp_path: Path) -> None:
    """Examples in code, tables, definitions, boxes, comments and smileys are no slips."""
    pages = {
        f"{name}.md": HEAD + put(GOOD.replace("ID", name)) for name, (put, _) in PLACES.items()
    }
    # A heading in a list or a box is none.
    pages = {
        name: text.replace("Title", "") if "page" not in name else text
        for name, text in pages.items()
    }
    assert {} == told(project(tmp_path / "source", pages), tmp_path / "out")


def test_line_that_becomes_a_citation_is_told_then(tmp_path: Path) -> None:
    """A word that is no key is a text; when a source has that key, the page is read again."""
    text = edited(":answers: boats-lost = 5\n", "", edited("  gazette-2031", "herald"))
    source = project(tmp_path / "source", {"page.md": HEAD + text.replace("ID", "herald-claim")})
    assert {} == told(source, tmp_path / "out")
    bib = source / "sources.bib"
    entry = "\n@misc{herald,\n  title = {Boats},\n  date = {2031-03-07},\n  langid = {en},\n}\n"
    bib.write_text(bib.read_text("utf-8") + entry, "utf-8")
    problems = told(source, tmp_path / "out")["page.md"]
    assert [(13, "dossier.misread")] == [(line, code) for line, _, code in problems]
    assert {"page.md": problems} == told(source, tmp_path / "fresh")
