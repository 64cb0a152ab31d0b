"""Directives: each makes an object or a placeholder on the page, and notes what the page says.

They never log: problems are reported together when all pages are read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, partial
from itertools import count, takewhile
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from sphinx_dossier.answers import coverage, embeds
from sphinx_dossier.answers.uses import (
    LEGEND_NAMES,
    STATIC_LEGENDS,
    VIEWS,
    ChainUse,
    CorrectionUse,
    CoverageUse,
    DirectiveView,
    EvidenceUse,
    FactsUse,
    FiguresUse,
    KnowingUse,
    LedgerUse,
    Legend,
    LegendUse,
    MapUse,
    UnconfirmedUse,
    View,
    WayUse,
)
from sphinx_dossier.answers.view_options import PassageSpan
from sphinx_dossier.core import block_reader, continued, object_parser, readers
from sphinx_dossier.core.anchors import chain_anchor, numbered_anchor
from sphinx_dossier.core.dates import DateError, parse_date
from sphinx_dossier.core.fence_slips import FENCE, open_fences
from sphinx_dossier.core.kinds import KINDS, FieldRow, FieldType
from sphinx_dossier.core.locations import shown_where
from sphinx_dossier.core.meant_values import fault_of_date
from sphinx_dossier.core.model import Actor, Event, Object, Place, Where
from sphinx_dossier.core.nearest import did_you_mean
from sphinx_dossier.core.notes import notes_of
from sphinx_dossier.core.options import is_option
from sphinx_dossier.core.page import Argument, Correction, SourcePart, Uncited
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.core.side_checks import OUTSIDE, fault_of_side, faults_of_sides
from sphinx_dossier.sphinx.bib_files import entries_of_files
from sphinx_dossier.sphinx.nodes import as_nodes, dossier_block, dossier_view
from sphinx_dossier.sphinx.read import sentences
from sphinx_dossier.sphinx.settings import vocabulary_of
from sphinx_dossier.sphinx.show import legends

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils.nodes import Node
    from sphinx.application import Sphinx

    from sphinx_dossier.core.block_reader import BlockText

_DEEPEST: Final = 12
"""So many blocks that are not closed are read in one another; Python bears a few more."""
# The marks of quotes and lists, and those that a fence has beyond the three that are looked for.
_BEFORE_FENCES: Final = " \t>:`~*+-.)0123456789\ufeff"
_OF: Final = FieldRow("of", FieldType.IDS, "The objects that it is about")


# Each block asks for it five times, and blocks have a dozen names.
@cache
def _fence_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?::::|```|~~~)\s*{{(?:dossier:)?{re.escape(name)}}}(.*)", re.IGNORECASE)


class DossierDirective(SphinxDirective):
    """A directive that reads its own option block, so that values may span lines.

    It declares no options to the parser: MyST would cut a value at the end of its line.
    """

    takes_text: ClassVar[bool] = False
    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = None

    def read_block(self) -> tuple[str, BlockText, Where]:
        """The argument, what stands in the directive, and where the directive begins."""
        argument, lines, first = self._argument_and_lines()
        source, line = self.get_source_info()
        # MyST can be a line off: the opening that is written nearest to it is the right one.
        if not self._is_rst:
            line = self.notes.text.nearest(source, line, partial(self._opens_with, argument))
            lines = self._without_added_blank(lines, source, line)
        where = shown_where(source, line, source or str(self.env.doc2path(self.env.docname)))
        places = [(source, line + first + i - 1) for i in range(len(lines))]
        self._lines = StringList(lines, items=places)
        # rST counts from the beginning of the page, MyST from where it saw the directive.
        self._offset = first - 1 + (self.lineno if self._is_rst else line - self.lineno)
        grammar = block_reader.Grammar(
            self.owner(argument),
            self.rows(),
            continued.Known(self._is_key, (*self.config.dossier_sides, OUTSIDE)),
            "" if self._is_rst else self._marks(source, line),
            self._is_rst or self._is_closed(source, line, len(lines)),
            self.takes_text,
            self.notes.short_names,
        )
        reading = block_reader.read_block(lines, where, first, grammar)
        self.notes.problems.extend(reading.problems)
        return argument, reading, where

    def _is_key(self, word: str) -> bool:
        """Whether a word is the key of a source; the page is read again when that changes."""
        entries = entries_of_files(self.env).data.entries
        return cast("bool", self.notes.asked_keys.setdefault(word, word in entries))

    def owner(self, argument: str) -> str:
        """What messages call the directive."""
        return f"{{{self.name}}}"

    def rows(self) -> Mapping[str, FieldRow]:
        """The options by name; none unless a directive says which."""
        return {}

    def _marks(self, source: str, line: int) -> str:
        """The marks that open the fence; before MyST 5.2 only its line in the file has them."""
        written = self.notes.text.line(source, line) or ""
        for opening in (self.block_text.split("\n", 1)[0], written):
            match = FENCE.search(opening)
            if match and self._fence.search(opening):
                return match["marks"]
        return ""

    @property
    def _fence(self) -> re.Pattern[str]:
        """Finds what opens this directive; behind it is its argument."""
        return _fence_of(self.name.removeprefix("dossier:"))

    def _without_added_blank(self, lines: list[str], source: str, line: int) -> list[str]:
        """The lines without the blank one that MyST puts above a fence in the first of them."""
        is_added = len(lines) > 1 and not lines[0] and lines[1].startswith(":::")
        below = self.notes.text.line(source, line + 1) if is_added else ""
        return lines[1:] if below and below.strip(" >") else lines

    def _is_closed(self, source: str, line: int, count: int) -> bool:
        """Whether the line below the last one closes the fence.

        So it is taken where the file does not show it: a notebook has its pages in JSON.
        """
        text, marks = self.notes.text, self._marks(source, line)
        opening = text.line(source, line) or ""
        fence = self._fence.search(opening)
        if fence is None or opening[: fence.start()].strip(_BEFORE_FENCES):
            return True
        below = (text.line(source, line + count + 1) or "").strip(" \t>")
        if not below.startswith(marks) or below.strip(marks[:1]):
            return False
        # More marks than it needs may be meant for what is around it.
        return below == marks or below not in open_fences(text.above(source, line))

    @property
    def _is_rst(self) -> bool:
        return isinstance(self.state, RSTState)

    def _argument_and_lines(self) -> tuple[str, list[str], int]:
        """The argument, the lines below it, and how far below the opening the first of them is.

        rST takes everything above the first blank line for the argument, options too.
        """
        head = self.arguments[0].split("\n") if self.arguments else []
        if not self._is_rst:
            whole, named = self.block_text.split("\n"), " ".join(head).strip()
            if self._opens_with(named, whole[0]):
                # Not the content, which MyST also cuts at rarer line ends, where editors cut none.
                return named, whole[1:-2], 1
            # Before MyST 5.2 the opening is not there, and a blank line below it is left out.
            return named, [*[""] * self.content_offset, *self.content], 1
        argument = list(takewhile(lambda line: not is_option(line), head))
        options = head[len(argument) :]
        below = self.content_offset - self.lineno + 1
        if not options:
            return " ".join(argument).strip(), [*self.content], below
        # In rST the argument may begin on the line of the directive or on the next one.
        opening = self.block_text.split("\n", 1)[0]
        first = len(argument) + opening.rstrip().endswith("::")
        # Blank lines keep the distance, so that each line stays on its number.
        blanks = [""] * (below - first - len(options))
        return " ".join(argument).strip(), [*options, *blanks, *self.content], first

    def _opens_with(self, argument: str, line: str) -> bool:
        """Whether a line of the file opens this directive, with this argument."""
        fence = self._fence.search(line)
        return fence is not None and fence[1].split() == argument.split()

    def body(self, reading: BlockText) -> list[Node]:
        """The nodes of the text."""
        lines = StringList(reading.text, items=self._lines.items)
        return self._parsed(lines, 0, match_titles=False)

    def rest(self, reading: BlockText) -> list[Node]:
        """The nodes of what follows, where the directive is not closed."""
        lines = self._lines[reading.rest :]
        # What follows is read within this block, and the next open one within that.
        if not lines:
            return []
        if self.notes.depth >= _DEEPEST:
            source, line = self._lines.items[reading.rest]
            message = f"the {_DEEPEST} blocks above are not closed, so that the rest is left out"
            where = shown_where(source, line + 1, str(self.env.doc2path(self.env.docname)))
            self.notes.problems.append(Problem(Code.MISREAD, message, where))
            return []
        self.notes.depth += 1
        try:
            return self._parsed(lines, reading.rest, match_titles=True)
        finally:
            self.notes.depth -= 1

    def _parsed(self, lines: StringList, start: int, *, match_titles: bool) -> list[Node]:
        container = nodes.Element()
        container.document = self.state.document
        self.state.nested_parse(lines, self._offset + start, container, match_titles=match_titles)
        return list(container.children)

    @property
    def notes(self) -> Any:
        """What has been noted of the page so far."""
        return notes_of(self.env)


class ObjectDirective(DossierDirective):
    """``{actor}``, ``{place}``, ``{event}``, ``{question}`` and ``{claim}``.

    The result is a ``block`` with the body and a placeholder for the evidence of a claim, or the
    facts of anything else. What other pages say goes to the end of the section later.
    """

    takes_text = True

    @property
    def _kind(self) -> str:
        # A domain's directive may be written with the name of the domain before it, and the parser
        # takes any case.
        return self.name.rpartition(":")[2].lower()

    def owner(self, argument: str) -> str:
        """The kind, and the id or the name."""
        return f"{self._kind} {' '.join(argument.split())!r}"

    def rows(self) -> Mapping[str, FieldRow]:
        """The fields of the kind; the id of most is one of them."""
        return vocabulary_of(self.config).kinds[self._kind].written_options

    def run(self) -> list[Node]:
        """Note the object and put its body on the page."""
        argument, reading, where = self.read_block()
        body, rest, kind = self.body(reading), self.rest(reading), self._kind
        vocabulary, text = vocabulary_of(self.config), sentences.spoken_text(body)
        parsed = object_parser.parse_object(
            kind, argument, reading.options, text, where, vocabulary
        )
        self.notes.problems.extend(parsed.problems)
        tag = "article" if kind == "claim" else "div"
        classes = ["dossier", f"dossier-{kind}"]
        # Of the classes a copy: what a page adds to them later must not count as made here.
        result = dossier_block("", *body, tag=tag, classes=[*classes], dossier_made=classes)
        self.set_source_info(result)
        object_ = parsed.subject
        if object_ is None:
            return [result, *rest]
        self.notes.problems.extend(faults_of_sides(object_, self.config.dossier_sides))
        self.notes.objects.append(object_)
        # A second object of one id is reported by the checks; on the page it has no anchor.
        if object_.id in self.notes.ids:
            return [result, *rest]
        self.notes.ids.add(object_.id)
        result["dossier_id"] = object_.id
        result["dossier_kind"] = kind
        result["dossier_name"] = " ".join(argument.split())
        use = EvidenceUse(object_.id) if kind == "claim" else FactsUse(object_.id)
        result += dossier_view(use=use, docname=self.env.docname)
        return [*_index_entries(object_), result, *rest]


def _index_entries(object_: Object) -> list[Node]:
    """Every spelling of a name for the general index, which the search reads too."""
    if not isinstance(object_, Actor | Place | Event):
        return []
    names = dict.fromkeys([object_.name, *(name.text for name in object_.also), *object_.garbled])
    # A semicolon would cut an entry in two.
    entries = [("single", name.replace(";", ","), object_.id, "", None) for name in names]
    return [addnodes.index(entries=entries)]


class ViewDirective(DossierDirective):
    """A view of :data:`VIEWS`: its options come from the view's own table."""

    view_class: ClassVar[type[DirectiveView]]

    def rows(self) -> Mapping[str, FieldRow]:
        """The options of the view."""
        rows = vocabulary_of(self.config).rows(self.view_class.options)
        return {row.name: row for row in rows}

    def run(self) -> list[Node]:
        """Note what the page shows, and leave a placeholder for the answer."""
        argument, reading, where = self.read_block()
        name = f"{{{self.name}}}"
        values, problems = readers.read_options(reading.options, self.rows().values(), name)
        self.notes.problems.extend(problems)
        if self.view_class.argument and (argument or not self.view_class.is_optional):
            named = Argument(name, argument, (self.view_class.argument,), where)
            self.notes.arguments.append(named)
        self._note_named(reading, values)
        self.note(argument, values)
        return [*self.places(argument, values), *self.rest(reading)]

    def places(self, argument: str, values: dict[str, Any]) -> list[Node]:
        """What stands where the directive is: the placeholder, in most."""
        return [self.place(self.view_class.read(argument, values))]

    def _note_named(self, reading: BlockText, values: dict[str, Any]) -> None:
        """Note the objects that options name, and tell a side that is none."""
        for row in self.view_class.options:
            option = reading.options.get(row.name)
            if option is None:
                continue
            owner = f":{row.name}: of {{{self.name}}}"
            named = values.get(row.fills, ()) if row.kinds else ()
            for one in (named,) if isinstance(named, str) else named:
                # Words for an object stand behind its id.
                target = one if isinstance(one, str) else one[0]
                # A list of objects may go over several lines.
                where = next((at for at, text in option.items if target in text), option.where)
                self.notes.arguments.append(Argument(owner, target, row.kinds, where))
            side, known = values.get("side", ""), (*self.config.dossier_sides, OUTSIDE)
            if row.name == "side" and side and side not in known:
                self.notes.problems.append(fault_of_side(owner, side, known, option.where))

    def note(self, argument: str, values: dict[str, Any]) -> None:
        """Keep what the directive says of the page besides what it shows: most say nothing."""

    def place(self, use: View) -> Node:
        """Note the view, and give the placeholder that the answer replaces."""
        self.notes.uses.append(use)
        return dossier_view(use=use, docname=self.env.docname)


class CoverageDirective(ViewDirective):
    """``{coverage} KEY``: the page is also the home of the passages, and excuses some of them."""

    def note(self, argument: str, values: dict[str, Any]) -> None:
        """Keep where the passages are, and why some of them are not cited."""
        self.notes.coverages.append(argument)
        excused = values.get("uncited", ())
        self.notes.uncited.extend(Uncited(argument, *passage) for passage in excused)
        parts = values.get("parts", ())
        self.notes.parts.extend(SourcePart(argument, *part) for part in parts)

    def places(self, argument: str, values: dict[str, Any]) -> list[Node]:
        """The passages before the first part, and a section for each part, with a heading.

        These are here while the page is read, so that the headings are in its outline.
        """
        parts = tuple((passage, title) for passage, title, _ in values.get("parts", ()))
        ends = [*(passage for passage, _ in parts), ""]
        head = self.place(CoverageUse(argument, PassageSpan("", ends[0]), parts))
        sections = (
            self._section(argument, title, PassageSpan(passage, until))
            for (passage, title), until in zip(parts, ends[1:], strict=True)
        )
        return [head, *sections]

    def _section(self, key: str, title: str, span: PassageSpan) -> Node:
        anchor = coverage.part_anchor(key, span.start)
        place = self.place(CoverageUse(key, span))
        section = nodes.section("", nodes.title(title, title), place, ids=[anchor])
        self.set_source_info(section)
        # Otherwise docutils may give a heading of the page the same anchor.
        self.state.document.note_explicit_target(section, section)
        return section


class ChainDirective(ViewDirective):
    """``{chain} CLAIM``: the first picture of a way on its page is where links to it lead."""

    def place(self, use: View) -> Node:
        """Note the view, with its anchor if no other one has that."""
        assert isinstance(use, ChainUse)
        anchor = chain_anchor(use.claim)
        taken = (one.anchor for one in self.notes.uses if isinstance(one, ChainUse))
        is_free = anchor not in taken
        return super().place(replace(use, anchor=anchor) if is_free else use)


_NUMBERED: Final = {LedgerUse: "ledger-of-questions", UnconfirmedUse: "unconfirmed-claims"}
"""How the anchor of a view begins that can stand on a page more than once."""


class NumberedDirective(ViewDirective):
    """``{ledger}`` and ``{unconfirmed}``: each has an anchor, because its choices need one."""

    def place(self, use: View) -> Node:
        """Note the view, with its anchor."""
        assert isinstance(use, LedgerUse | UnconfirmedUse)
        number = 1 + sum(isinstance(one, type(use)) for one in self.notes.uses)
        return super().place(replace(use, anchor=numbered_anchor(_NUMBERED[type(use)], number)))


class FramedDirective(ViewDirective):
    """``{knowing}`` and ``{way}``: each has a file of its own, however many a page has."""

    def place(self, use: View) -> Node:
        """Note the view, with the first number by which its file has a name of its own."""
        assert isinstance(use, embeds.FramedUse)
        docname, uses = self.env.docname, self.notes.uses
        framed = (one for one in uses if isinstance(one, embeds.FramedUse))
        taken = {embeds.name_of_view(docname, one) for one in framed}
        numbered = (replace(use, number=number) for number in count(1))
        free = (one for one in numbered if embeds.name_of_view(docname, one) not in taken)
        return super().place(next(free))


class AnchoredDirective(ViewDirective):
    """``{map}`` and ``{figures}``: links to a part of one lead to the first of its page."""

    def place(self, use: View) -> Node:
        """Note the view, with anchors if it is the first."""
        assert isinstance(use, FiguresUse | MapUse)
        is_first = not any(isinstance(one, type(use)) for one in self.notes.uses)
        return super().place(replace(use, has_anchors=is_first))


class LegendDirective(ViewDirective):
    """``{legend} NAME``: what the software means by its words."""

    def run(self) -> list[Node]:
        """Check the name, and hand on the licence, which some legends name."""
        argument, reading, where = self.read_block()
        _, problems = readers.read_options(reading.options, (), "{legend}")
        rest = self.rest(reading)
        self.notes.problems.extend(problems)
        if argument not in LEGEND_NAMES:
            message = f"{{legend}} explains one of {', '.join(LEGEND_NAMES)}; not {argument!r}"
            message += did_you_mean(argument, LEGEND_NAMES)
            self.notes.problems.append(Problem(Code.BAD_VALUE, message, where))
            return rest
        # Each word of a legend has an anchor, and an anchor may be on a page once.
        if argument in self.notes.legends:
            message = f"{{legend}} {argument} is on this page already: remove one of them"
            self.notes.problems.append(Problem(Code.BAD_VALUE, message, where))
            return rest
        self.notes.legends.append(argument)
        # These say the same on every site, so nothing has to be filled in later.
        if argument in STATIC_LEGENDS:
            return [*as_nodes(legends.render_legend(Legend(argument, ()))), *rest]
        licence = tuple(self.config.dossier_licence.items())
        return [self.place(LegendUse(argument, licence)), *rest]


class CorrectionDirective(ViewDirective):
    """``{correction} DAY``: a mistake of the authors, when it was fixed, and what it was."""

    takes_text = True

    def rows(self) -> Mapping[str, FieldRow]:
        """What it is about."""
        return {"of": _OF}

    def run(self) -> list[Node]:
        """Note the correction for the feed, and put it on the page."""
        argument, reading, where = self.read_block()
        values, problems = readers.read_options(reading.options, (_OF,), self.name)
        self.notes.problems.extend(problems)
        try:
            parse_date(argument)
        except DateError as error:
            message = fault_of_date(argument, error)
            self.notes.problems.append(Problem(Code.BAD_DATE, message, where))
        body = self.body(reading)
        of, anchor = values.get("of", ()), self._free_anchor(f"correction-{argument}")
        correction = Correction(
            self.env.docname, argument, of, sentences.spoken_text(body), anchor, where
        )
        self.notes.corrections.append(correction)
        placeholder = self.place(CorrectionUse(argument, of))
        classes = ["dossier-row"]
        result = dossier_block(
            "", placeholder, *body, tag="div", classes=[*classes], dossier_made=classes
        )
        result["ids"].append(anchor)
        return [result, *self.rest(reading)]

    def _free_anchor(self, name: str) -> str:
        """An anchor made of ``name`` that no correction before it on the page has."""
        taken = [correction.anchor for correction in self.notes.corrections]
        anchor = first = nodes.make_id(name)
        while anchor in taken:
            # Larger in each round, so that the loop ends; it is 2 for the second of two.
            anchor = f"{first}-{taken.index(anchor) + len(taken) + 1}"
        return anchor


_OF_VIEWS: Final[dict[type[DirectiveView], type[ViewDirective]]] = {
    ChainUse: ChainDirective,
    CoverageUse: CoverageDirective,
    KnowingUse: FramedDirective,
    LedgerUse: NumberedDirective,
    FiguresUse: AnchoredDirective,
    MapUse: AnchoredDirective,
    UnconfirmedUse: NumberedDirective,
    LegendUse: LegendDirective,
    WayUse: FramedDirective,
}
"""The directives of views that say something of the page besides what they show."""


def _of_view(view_class: type[DirectiveView]) -> type[ViewDirective]:
    """The directive of a view: Sphinx takes classes, so that each view needs one of its own."""
    base = _OF_VIEWS.get(view_class, ViewDirective)
    return type(view_class.__name__, (base,), {"view_class": view_class})


DIRECTIVES: Final[dict[str, type[DossierDirective]]] = {
    **dict.fromkeys(KINDS, ObjectDirective),
    **{view_class.directive: _of_view(view_class) for view_class in VIEWS},
    "correction": CorrectionDirective,
}
"""Every directive of this package, by its name in the domain."""


def setup_directives(app: Sphinx) -> None:
    """Register the directives in the domain."""
    for name, directive in DIRECTIVES.items():
        app.add_directive_to_domain("dossier", name, directive)
