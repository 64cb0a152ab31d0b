"""Every slip in every object: it is told once, and the object is read as it was meant."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.authoring.fences import find_fences
from sphinx_dossier.core.block_reader import Grammar, read_block
from sphinx_dossier.core.continued import Known
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.model import Where
from sphinx_dossier.core.option_slips import OPTION

if TYPE_CHECKING:
    from collections.abc import Iterator

FIXTURES = Path(__file__).parent.parent / "fixtures"
PAGES = (FIXTURES / "problems/_shared/frame.md", *sorted((FIXTURES / "mutated").rglob("*.md")))
KEYS = ("courier-2031", "gazette-2031")
SIDES = ("shore", "sea", "outside")


def objects() -> Iterator[tuple[str, str, list[str]]]:
    """Kind, argument and lines of each faultless object of the fixtures."""
    for page in PAGES:
        lines = page.read_text(encoding="utf-8").split("\n")
        for fence in find_fences(lines):
            last = next(i for i in range(fence.last, len(lines)) if lines[i].strip() == ":::")
            block = [line.removeprefix(fence.indent) for line in lines[fence.first : last]]
            if not any(line.startswith((":::", "```")) for line in block):
                yield fence.kind, fence.argument, block


OBJECTS = [*objects()]


def read(kind: str, argument: str, lines: list[str], *, is_closed: bool = True):
    """The values of all options, the words of the text, and the problems."""
    rows = KINDS[kind].written_options
    owner = f"{kind} {argument!r}"
    grammar = Grammar(owner, rows, Known(KEYS.__contains__, SIDES), ":::", is_closed)
    reading = read_block(lines, Where("page.md", 1), 1, grammar)
    options = {name: [text for _, text in option.items] for name, option in reading.options.items()}
    return options, " ".join(reading.text).split(), reading.problems


def end_of(lines: list[str], first: int) -> int:
    """The line after an option and its indented lines."""
    end = first + 1
    while end < len(lines) and lines[end][:1] in (" ", "\t", "%") and lines[end].strip():
        end += 1
    return end


def slips_of(lines: list[str], at: int) -> Iterator[tuple[str, list[str], int]]:
    """Each way to get an option wrong: its name, the lines, and the line that is told, from 0."""
    match = OPTION.match(lines[at])
    assert match
    name, value = match[1], match[2] or ""
    for slip, written in {
        "no second colon": f":{name} {value}",
        "no first colon": f"{name}: {value}",
        "full width": f"\uff1a{name}\uff1a{value}",
        "unseen": f"\u200b:{name}: {value}",
        "colon too many": f"::{name}: {value}",
        "no blank": f":{name}:{value}",
        "bullet": f"- :{name}: {value}",
    }.items():
        if value or slip != "no blank":
            yield slip, [*lines[:at], written.rstrip(), *lines[at + 1 :]], at
    if at:
        yield "blank above", [*lines[:at], "", *lines[at:]], at + 1
    end, count = end_of(lines, at), len(lines)
    body = next((i for i in range(at, count) if lines[i][:1] not in (":", " ")), count)
    if any(line.strip() for line in lines[body:]):
        option, others = lines[at:end], [*lines[:at], *lines[end:]]
        yield "below the text", [*others, *option], len(others)
        yield "below a blank line", [*others, "", *option], len(others) + 1
    if end - at > 1:
        bare = [line.strip() for line in lines[at + 1 : end]]
        yield "unindented", [*lines[: at + 1], *bare, *lines[end:]], at + 1
        yield "last unindented", [*lines[: end - 1], bare[-1], *lines[end:]], end - 1
        yield "first unindented", [*lines[: at + 1], bare[0], *lines[at + 2 :]], at + 1


@pytest.mark.parametrize(("kind", "argument", "lines"), OBJECTS)
def test_each_slip_in_an_option_is_told_once_and_read(kind, argument, lines):
    """Whatever option of whatever object: values and text are those without the slip."""
    options, text, problems = read(kind, argument, lines)
    assert [] == problems
    first = [i for i, line in enumerate(lines) if OPTION.match(line)]
    for at in first:
        for slip, written, line in slips_of(lines, at):
            found = read(kind, argument, written)
            assert (options, text) == found[:2], slip
            assert [Where("page.md", line + 2)] == [one.where for one in found[2]], slip


@pytest.mark.parametrize(("kind", "argument", "lines"), OBJECTS)
def test_open_fence_is_told_at_its_opening(kind, argument, lines):
    """Neither an object below, nor a heading, nor a paragraph becomes a part of the text."""
    options, text, _ = read(kind, argument, lines)
    inner = [":::{claim} other", ":by: somebody", "Other words."]
    for below, is_closed in (
        (["", *inner], True),
        (inner, True),
        (["", "## More", "", "Words.", "", *inner], True),
        (["", ":::{note}", "Words."], True),
        (["", "```{claim} other", "Other words.", "```"], True),
        (["", "Words of the page."], False),
        (["", "## More", "", "Words."], False),
    ):
        found = read(kind, argument, [*lines, *below], is_closed=is_closed)
        assert options == found[0]
        assert found[1] == text[: len(found[1])]
        assert [Where("page.md", 1)] == [one.where for one in found[2]]


LINES = st.lists(
    st.sampled_from(
        [
            *(":act: asserts", ":by: somebody", ":cites: |", "  gazette-2031", "gazette-2031 p1"),
            *(":act asserts", "act: asserts", "\uff1aact\uff1a x", ":smile: x", "", "Some words."),
            *(":::{claim} other", ":::", "::", "::::", "```", "```python", "~~~", "## Heading"),
            *("% remark", "<!-- open", "---", "- a bullet", "> quoted", "\tx", "  y"),
            *(
                ":::{note}",
                ":cites:",
                "hy: \u0546\u056b\u056f\u0578\u056c",
                ":also: |",
                "=======",
                "a\u2028b",
            ),
        ]
    ),
    max_size=14,
)


@given(LINES, st.booleans(), st.booleans())
def test_no_line_is_lost(lines, is_closed, takes_text):
    """Each line is in an option, in the text, in what follows, a comment or mark, or is told."""
    rows = KINDS["claim"].written_options
    grammar = Grammar(
        "claim 'x'", rows, Known(KEYS.__contains__, SIDES), ":::", is_closed, takes_text
    )
    reading = read_block(lines, Where("page.md", 1), 1, grammar)
    kept = {where.line for option in reading.options.values() for where, _ in option.items}
    kept |= {option.where.line for option in reading.options.values()}
    kept |= {i + 2 for i, line in enumerate(reading.text) if line.strip()}
    kept |= {i + 2 for i in range(reading.rest, len(lines))}
    told = {problem.where.line for problem in reading.problems}
    assert all(1 <= line <= len(lines) + 1 for line in told)
    assert len(reading.text) == len(lines)
    # What goes on with an option that is told is told with it.
    told |= {number for one in told for number in range(one, end_of(lines, one - 2) + 2)}
    is_yaml = any("---" in problem.message for problem in reading.problems)
    for number, line in enumerate(lines, start=2):
        is_mark = not line.strip() or line.startswith(("%", "<!--", "-->"))
        assert number in kept | told or is_mark or is_yaml, (line, lines)
