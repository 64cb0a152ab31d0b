"""Keeps out of the output what a stranger's page could run or take along.

Directives that read files are asked before they read; everything else is looked at when a page
has become nodes, whichever syntax, role or extension made them. What is refused becomes a problem
and is left out.
"""

from __future__ import annotations

import re
from functools import partial
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from docutils import nodes
from docutils.parsers.rst.directives import flag, nonnegative_int, path, unchanged
from docutils.parsers.rst.directives.misc import Raw
from docutils.parsers.rst.languages import get_language
from docutils.parsers.rst.states import RSTState
from myst_parser.config.main import TopmatterReadError, read_topmatter
from myst_parser.mocking import MockIncludeDirective
from sphinx import addnodes
from sphinx.directives.code import LiteralInclude
from sphinx.directives.other import Include
from sphinx.directives.patches import CSVTable
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.i18n import search_image_for_language

from sphinx_dossier.core.locations import shown_where
from sphinx_dossier.core.notes import notes_of
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.core.safe_links import (
    DOWNLOADS,
    LINK_SCHEMES,
    PICTURES,
    RUNNING_SCHEMES,
    is_icon,
    is_inside,
    is_quiet_drawing,
    is_remote,
    is_safe_link,
    scheme_of,
)
from sphinx_dossier.strict.node_lines import place_in_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Node
    from myst_parser.mocking import MockState
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_PARSERS_OWN = re.compile(
    r'<br />\n|\\\\\n|</?s>|<input class="task-list-item-checkbox" '
    r'(?:checked="checked" )?(?:disabled="disabled" )?type="checkbox">'
)
"""Raw pieces that MyST itself makes of hard breaks, strikes and task lists."""
_COMMENT = re.compile(r"<!--(?!-?>)(?:(?!--).)*-->\s*", re.DOTALL)
_DEAD_LINK = re.compile(
    rf"(\]\(|\]:|<)(\s*<?\s*)((?:{'|'.join(RUNNING_SCHEMES)})\s*:)", re.IGNORECASE
)
"""A link that the Markdown parser has refused already and shows as text."""
_META: Final = frozenset({"name", "property", "content", "lang", "media", "xml:lang"})
_META_NAMES = re.compile(r"author|description|keywords|(og|article|twitter):[\w:]+", re.IGNORECASE)
"""What a page may say of itself; other names change how it is read, or prove who owns the site."""
_PAGE_SETTINGS: Final = frozenset({"html_meta", "title_to_header", "heading_anchors"})
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Turns the direction of text: what reviewers see is then not what stands in the file."""
_EVERYWHERE: Final = 1_000_000
_LEFT_OUT = "Left out\n========\n"
"""A page of nothing but a heading, in Markdown and in reStructuredText."""


def on_source_read(app: Sphinx, docname: str, content: list[str]) -> None:
    """Leave out a page from elsewhere, and what changes how others read this one.

    A page that switches on substitutions would run its own Jinja code while the site is built.
    """
    file = str(app.env.doc2path(docname))
    if not is_inside(app.srcdir, file):
        message = "the page is a link to a file outside the source folder"
        _note(app.env, Code.OUTSIDE_FILE, message, shown_where(file, 1, file))
        content[0] = _LEFT_OUT
    elif app.config.source_suffix.get(Path(file).suffix) == "markdown":
        refused = sorted(_page_settings(content[0]) - _PAGE_SETTINGS)
        for name in refused:
            line = notes_of(app.env).text.nearest(file, 1, partial(_shows, name), _EVERYWHERE)
            message = f"the front matter sets {name!r} of myst: that is for conf.py"
            _note(app.env, Code.UNSAFE_MARKUP, message, shown_where(file, line, file))
        if refused:
            content[0] = _without_front_matter(content[0])
    for at, text in enumerate(content[0].split("\n"), 1):
        if found := _TURNS.search(text):
            message = f"the line holds U+{ord(found[0]):04X}, which turns the direction of text"
            _note(app.env, Code.UNSAFE_MARKUP, message, shown_where(file, at, file))
    content[0] = _TURNS.sub("", content[0])


def _page_settings(text: str) -> set[str]:
    try:
        settings = (read_topmatter(text) or {}).get("myst")
    except TopmatterReadError:
        return set()
    return {str(name) for name in settings} if isinstance(settings, dict) else set()


def _without_front_matter(text: str) -> str:
    """``text`` with empty lines in place of its front matter."""
    lines = text.splitlines(keepends=True)
    ends = (at for at, line in enumerate(lines) if at and line.startswith(("---", "...")))
    end = next(ends, len(lines) - 1) + 1
    return "\n" * "".join(lines[:end]).count("\n") + "".join(lines[end:])


def _note(env: BuildEnvironment, code: Code, message: str, where: Any) -> None:
    notes_of(env).problems.append(Problem(code, message, where))


def _shows(words: str, line: str) -> bool:
    return words in line


def _short(text: str) -> str:
    return repr(" ".join(text.split())[:60])


class _Guard(SphinxDirective):
    """What the guards of directives have in common."""

    def refused(self, code: Code, message: str, shown: str) -> list[Node]:
        """Note a problem on the line with ``shown``, and put nothing on the page."""
        source, line = self.get_source_info()
        line = notes_of(self.env).text.nearest(source, line, partial(_shows, shown))
        where = shown_where(source, line, str(self.env.doc2path(self.env.docname)))
        _note(self.env, code, message, where)
        return []

    def is_outside(self, name: str) -> bool:
        """Whether a file, named as Sphinx has it, lies elsewhere."""
        return not is_inside(self.env.srcdir, self.env.relfn2path(name)[1])

    def outside(self, name: str) -> list[Node]:
        """Refuse a file."""
        message = f"{{{self.name}}} takes no file from outside the source folder: {_short(name)}"
        return self.refused(Code.OUTSIDE_FILE, message, name)


class RefusedRaw(_Guard, Raw):
    """``raw``: refused, whatever the format and wherever it comes from."""

    def run(self) -> list[Node]:
        """Put nothing on the page."""
        message = f"{{{self.name}}} is not allowed: write Markdown"
        return self.refused(Code.UNSAFE_MARKUP, message, self.name)


class CheckedInclude(_Guard):
    """``include`` of files of the source folder and of the character sets of docutils.

    It hands on to the parser's own way of including, and is no subclass of it: MyST would then
    read the file without asking.
    """

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = {
        **(Include.option_spec or {}),
        "relative-images": flag,
        "relative-docs": path,
        "heading-offset": nonnegative_int,
        "parser": unchanged,
    }

    def run(self) -> list[Node]:
        """Include the file."""
        if "parser" in self.options:
            # docutils would import whatever module has that name.
            message = f"{{{self.name}}} reads a file as the page itself is read, not by a parser"
            return self.refused(Code.UNSAFE_MARKUP, message, ":parser:")
        name = "".join(line.strip() for line in self.arguments[0].splitlines())
        if not re.fullmatch(r"<[\w-]+\.txt>", name) and self.is_outside(name):
            return self.outside(name)
        if isinstance(self.state, RSTState):
            given = (self.name, self.arguments, self.options, self.content, self.lineno)
            place = (self.content_offset, self.block_text, self.state, self.state_machine)
            return list(Include(*given, *place).run())
        return self._include(name)

    def _include(self, name: str) -> list[Node]:
        """Include a file as MyST does, but no page in itself: MyST would never end."""
        file = Path(self.env.relfn2path(name)[1]).resolve()
        page = Path(self.env.doc2path(self.env.docname)).resolve()
        kept: Any = self.env.temp_data.setdefault("dossier_include", [page])
        outer: list[Path] = kept
        if file in outer and not {"literal", "code"} & self.options.keys():
            message = f"{{{self.name}}} would take in {_short(name)} again and again"
            return self.refused(Code.UNSAFE_MARKUP, message, name)
        given = (self.name, Include, self.arguments, self.options, [*self.content], self.lineno)
        renderer = cast("MockState", self.state)._renderer
        outer.append(file)
        try:
            return list(MockIncludeDirective(renderer, *given).run())
        finally:
            outer.pop()


class CheckedLiteralInclude(_Guard, LiteralInclude):
    """``literalinclude`` of files of the source folder."""

    def run(self) -> list[Node]:
        """Include the file."""
        for name in (self.arguments[0], self.options.get("diff", "")):
            if name and self.is_outside(name):
                return self.outside(name)
        return super().run()


class CheckedTable(_Guard, CSVTable):
    """``csv-table`` of rows on the page, or in a file of the source folder."""

    def run(self) -> list[Any]:
        """Make the table."""
        if "url" in self.options:
            message = f"{{{self.name}}} takes no rows from another host: save them as a file"
            return self.refused(Code.REMOTE_MEDIA, message, ":url:")
        name = self.options.get("file", "")
        # docutils takes an absolute path as it is if there is such a file.
        is_absolute = Path(name).is_absolute() and Path(name).is_file()
        if name and (is_absolute or self.is_outside(name)):
            return self.outside(name)
        return super().run()


GUARDS: Final[dict[str, type[SphinxDirective]]] = {
    "raw": RefusedRaw,
    "include": CheckedInclude,
    "literalinclude": CheckedLiteralInclude,
    "csv-table": CheckedTable,
}

_WATCHED = (
    nodes.raw,
    nodes.reference,
    nodes.target,
    nodes.image,
    nodes.meta,
    nodes.math,
    nodes.math_block,
    nodes.container,
    nodes.Text,
    addnodes.toctree,
    addnodes.download_reference,
    addnodes.pending_xref,
)


def _is_watched(node: Node) -> bool:
    return isinstance(node, _WATCHED) or type(node).__name__ == "sd_icon"


class RefuseUnsafe(SphinxTransform):
    """Take out of a page what could run, load from elsewhere or show a foreign file.

    Runs after every transform that makes such nodes, and before Sphinx collects (880).
    """

    default_priority = 870

    def apply(self, **kwargs: object) -> None:
        """Look at each node once."""
        for node in list(self.document.findall(_is_watched)):
            match node:
                case nodes.raw():
                    self._look_at_raw(node)
                case nodes.image():
                    self._look_at_picture(node)
                case addnodes.download_reference():
                    self._look_at_download(node)
                case nodes.reference() | nodes.target():
                    self._look_at_link(node)
                case addnodes.toctree():
                    self._look_at_entries(node)
                case addnodes.pending_xref():
                    self._look_at_target(node)
                case nodes.Text():
                    self._look_at_text(node)
                case nodes.Element():
                    self._look_at_rest(node)

    def _look_at_raw(self, node: nodes.raw) -> None:
        text = node.astext()
        if _PARSERS_OWN.fullmatch(text):
            return
        if not _COMMENT.fullmatch(text):
            shown = text.strip().split("\n", 1)[0]
            message = f"raw markup is not allowed: {_short(text)}"
            self._note(Code.UNSAFE_MARKUP, message, node, shown)
        _replace(node)

    def _look_at_link(self, node: nodes.Element) -> None:
        address = node.get("refuri", "")
        if is_safe_link(address):
            return
        self._refuse_link(address, node)
        del node["refuri"]
        if isinstance(node, nodes.reference):
            _unlink(node)

    def _look_at_picture(self, node: nodes.image) -> None:
        address = node["uri"]
        if is_remote(address):
            message = f"a picture from another host is not loaded: {_short(address)}"
            self._note(Code.REMOTE_MEDIA, message, node, address)
            _replace(node, node.get("alt", ""))
            return
        for code, fault in self._faults_of_picture(address):
            self._note(code, f"the picture {_short(address)} {fault}", node, address)
            _replace(node, node.get("alt", ""))
            return

    def _faults_of_picture(self, address: str) -> Iterable[tuple[Code, str]]:
        for name in {address, search_image_for_language(address, self.env)}:
            full = self.env.relfn2path(name, self.env.docname)[1]
            for file in sorted(glob(full)) if name.endswith(".*") else [full]:  # noqa: PTH207
                if not is_inside(self.env.srcdir, file):
                    yield Code.OUTSIDE_FILE, "lies outside the source folder"
                elif Path(file).suffix.lower() not in PICTURES:
                    yield Code.UNSAFE_MARKUP, f"is none of {', '.join(sorted(PICTURES))}"
                elif _is_loud_drawing(Path(file)):
                    yield Code.UNSAFE_MARKUP, "holds a script or loads from elsewhere"

    def _look_at_download(self, node: addnodes.download_reference) -> None:
        address = node["reftarget"]
        file = self.env.relfn2path(address, self.env.docname)[1]
        if scheme_of(address):
            if not is_safe_link(address):
                self._refuse_link(address, node)
                _unlink(node)
        elif not is_inside(self.env.srcdir, file):
            message = f"no file from outside the source folder is offered: {_short(address)}"
            self._note(Code.OUTSIDE_FILE, message, node, address)
            _unlink(node)
        elif Path(file).suffix.lower() not in DOWNLOADS:
            message = f"a file that a browser could run is not offered: {_short(address)}"
            self._note(Code.UNSAFE_MARKUP, message, node, address)
            _unlink(node)

    def _look_at_entries(self, node: addnodes.toctree) -> None:
        for entry in list(node["entries"]):
            if "://" in entry[1] and not is_safe_link(entry[1]):
                self._refuse_link(entry[1], node)
                node["entries"].remove(entry)

    def _look_at_target(self, node: addnodes.pending_xref) -> None:
        if node["reftype"] == "myst" and scheme_of(node["reftarget"]) in RUNNING_SCHEMES:
            self._refuse_link(node["reftarget"], node)
            _unlink(node)

    def _look_at_text(self, node: nodes.Text) -> None:
        if ":" not in node or not _DEAD_LINK.search(node) or _is_literal(node):
            return
        for match in _DEAD_LINK.finditer(node):
            self._refuse_link(match[3], node, match[1])
        node.parent.replace(node, nodes.Text(_DEAD_LINK.sub(r"\1\2", node)))

    def _look_at_rest(self, node: nodes.Element) -> None:
        if isinstance(node, nodes.meta):
            told = node.non_default_attributes()
            names = sorted(told.keys() - _META)
            if not names and not _META_NAMES.fullmatch(
                told.get("name") or told.get("property", "")
            ):
                names = [str(told.get("name") or told.get("property"))]
            for name in names:
                message = f"a page may describe itself by description and keywords, not {name!r}"
                self._note(Code.UNSAFE_MARKUP, message, node, name)
                _replace(node)
                break
        elif isinstance(node, nodes.math | nodes.math_block):
            if is_remote(getattr(self.config, "mathjax_path", "")):
                message = "a formula would load a script from another host: write it as text"
                self._note(Code.REMOTE_MEDIA, message, node, node.astext().split("\n", 1)[0])
                _replace(node, node.astext())
        elif isinstance(node, nodes.container) and "style" in node:
            message = f"a style on the page is not allowed: {_short(node['style'])}"
            self._note(Code.UNSAFE_MARKUP, message, node, node["style"])
            del node["style"]
        elif "svg" in node and not is_icon(node["svg"]):
            self._note(Code.UNSAFE_MARKUP, "an icon takes plain class names only", node, "`")
            _replace(node)

    def _refuse_link(self, address: str, node: Node, shown: str = "") -> None:
        schemes = ", ".join(sorted(LINK_SCHEMES - {""}))
        message = f"a link leads to a page of the site or to {schemes}: not {_short(address)}"
        self._note(Code.UNSAFE_LINK, message, node, shown or address)

    def _note(self, code: Code, message: str, node: Node, shown: str) -> None:
        file, text = str(self.env.doc2path(self.env.docname)), notes_of(self.env).text
        at = node
        while at.line is None and at.parent is not None:
            at = at.parent
        source, line = at.source or file, at.line or 1
        if isinstance(node.parent, nodes.TextElement):
            source, line = place_in_line(node, file, text)
        # Some extensions do not tell lines: then the words are looked for in the whole page.
        line = text.nearest(source, line, partial(_shows, shown), _EVERYWHERE)
        _note(self.env, code, message, shown_where(source, line, file))


def _replace(node: nodes.Element, words: str = "") -> None:
    """Put ``words`` in the place of ``node``, as a line of their own where that must be."""
    found: list[Node] = [nodes.inline("", words, classes=["dossier-unknown"])] if words else []
    if found and not isinstance(node.parent, nodes.TextElement):
        found = [nodes.paragraph("", "", *found)]
    node.parent.replace(node, found)


def _unlink(node: nodes.Element) -> None:
    words = nodes.inline("", "", *node.children, classes=["dossier-unknown"])
    node.parent.replace(node, words)


def _is_loud_drawing(file: Path) -> bool:
    is_drawing = file.suffix.lower() == ".svg" and file.is_file()
    return is_drawing and not is_quiet_drawing(file.read_bytes())


def _is_literal(node: Node) -> bool:
    parent = node.parent
    while parent is not None:
        if isinstance(parent, nodes.literal | nodes.FixedTextElement):
            return True
        parent = parent.parent
    return False


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Offer no copy of a source that lies elsewhere: a handler of ``html-page-context``."""
    is_page = pagename in app.env.found_docs
    if is_page and not is_inside(app.srcdir, app.env.doc2path(pagename)):
        context.pop("sourcename", None)


def setup_guards(app: Sphinx) -> None:
    """Put the guards in the place of what they guard."""
    app.connect("config-inited", _guard_directives)
    app.connect("source-read", on_source_read, priority=900)
    app.connect("html-page-context", on_html_page_context)
    app.add_transform(RefuseUnsafe)


def _guard_directives(app: Sphinx, config: Config) -> None:
    """Guard directives by their English names, and by those of the site's language."""
    module = get_language(config.language)
    local = module.directives if module else {}
    names = {name: name for name in GUARDS} | dict(local)
    for name, english in names.items():
        if english in GUARDS:
            app.add_directive(name, GUARDS[english], override=True)
