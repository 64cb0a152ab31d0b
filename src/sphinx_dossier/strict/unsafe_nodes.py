"""A page that has become nodes: takes out what could run, load from elsewhere or take files along.

The nodes are the same whichever syntax, role or extension made them; so a rule holds for all.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.notes import notes_of
from sphinx_dossier.core.problems import Code
from sphinx_dossier.core.safe_links import (
    DOWNLOADS,
    LINK_FORMS,
    is_allowed,
    is_inside,
    is_local,
)
from sphinx_dossier.core.visible_text import hidden_sign, without_hidden
from sphinx_dossier.strict.allowed import is_style, style_faults
from sphinx_dossier.strict.class_names import (
    classes_of_markup,
    faults_of_classes,
    is_allowed_class,
    is_known,
)
from sphinx_dossier.strict.formulas import are_columns, formula_faults, is_label
from sphinx_dossier.strict.fragment import fragment_faults, is_comment
from sphinx_dossier.strict.node_lines import NodeLines
from sphinx_dossier.strict.picture_files import faults_of_picture, with_safe_drawings
from sphinx_dossier.strict.refusals import note_refusal, place_of_words, short

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils.nodes import Node

    _Rule: TypeAlias = Callable[["RefuseUnsafe", Any], None]

_BOX: Final = '<input class="task-list-item-checkbox" {}type="checkbox">'
_DONE, _FIXED = 'checked="checked" ', 'disabled="disabled" '
_PARSERS_OWN: Final = frozenset(
    (
        *("<br />\n", "\\\\\n", "<s>", "</s>"),
        *map(_BOX.format, ("", _DONE, _FIXED, f"{_DONE}{_FIXED}")),
    )
)
"""Raw pieces that MyST itself makes of hard breaks, strikes and task lists."""
_RUNNING_SCHEMES: Final = ("javascript", "vbscript", "data", "file", "blob")
"""Schemes of addresses that run a program, or read a file of the reader's machine."""
# Possessive, so that many blanks in a row are not tried in every way.
_DEAD_LINK = lazy_pattern(
    rf"(\]\(|\]:|<)(\s*+<?\s*+)((?:{'|'.join(_RUNNING_SCHEMES)})\s*+:)", re.IGNORECASE
)
"""A link that the Markdown parser has refused already and shows as text."""
_OF_THEMES = lazy_pattern(r"html_theme\b.*|hide-.*|.*_url|sd_hide_title", re.IGNORECASE)
"""Fields by which themes hide lists and titles, or say where a page is edited."""
_META: Final = frozenset({"name", "property", "content", "lang", "media", "xml:lang"})
"""The attributes of a description; ``http-equiv`` would set headers, such as a refresh."""
_META_NAMES = lazy_pattern(
    r"author|description|keywords|(og|article|twitter):[\w:]+", re.IGNORECASE
)
"""What a page may say of itself; other names change how it is read, or prove who owns the site."""


class RefuseUnsafe(SphinxTransform):
    """Take out of a page what could run, load from elsewhere or show a foreign file."""

    # After every transform that makes such nodes, and before Sphinx collects pictures and
    # downloads from the page (880).
    default_priority = 870

    def apply(self, **kwargs: object) -> None:
        """Look at each node once."""
        file = str(self.env.doc2path(self.env.docname))
        self._lines = NodeLines(file, notes_of(self.env).text)
        # A list, because nodes are replaced on the way.
        for node in list(self.document.findall(_is_watched)):
            # Raw markup goes as a whole, and with it the class that its role gave it.
            if isinstance(node, nodes.Element) and not isinstance(node, nodes.raw):
                self._look_at_classes(node)
            rules = (rule for kind, rule in _RULES.items() if isinstance(node, kind))
            rule: _Rule = next(rules, RefuseUnsafe._look_at_icon)
            rule(self, node)

    def _look_at_classes(self, node: nodes.Element) -> None:
        """A class of the theme can cover the page, hide words, or look like a mark of the site."""
        domains, allowed = self.env.domains, self.config.strict_classes
        names = dict.fromkeys(faults_of_classes(node, domains, allowed))
        for name in names:
            self._refuse_class(name, node)
            node["classes"] = [one for one in node["classes"] if one != name]

    def _refuse_class(self, name: str, node: Node) -> None:
        mend = "leave it out, or allow it in strict_classes of conf.py"
        message = f"a page may not set the class {short(name)}: {mend}"
        self._refuse(Code.UNSAFE_MARKUP, message, node, name)

    def _look_at_raw(self, node: nodes.raw) -> None:
        """Raw markup would bring scripts, frames and forms in; comments are only left out."""
        text = node.astext()
        if text in _PARSERS_OWN:
            return
        if not is_comment(text):
            shown = text.strip().split("\n", 1)[0]
            message = f"raw markup is not allowed: {short(text)}"
            self._refuse(Code.UNSAFE_MARKUP, message, node, shown)
        _replace(node)

    def _look_at_link(self, node: nodes.Element) -> None:
        """A link with a scheme such as ``javascript:`` runs code when a reader follows it."""
        address = node.get("refuri", "")
        if is_allowed(address):
            return
        self._refuse_link(address, node)
        del node["refuri"]
        if isinstance(node, nodes.reference):
            _unlink(node)

    def _look_at_picture(self, node: nodes.image) -> None:
        """A picture on another host shows that host who reads the page, and can change any day."""
        address = node["uri"]
        if not is_local(_spelled(address)):
            message = f"a picture is a file of this site, beside the page: not {short(address)}"
            self._refuse(Code.REMOTE_MEDIA, message, node, address)
            _replace(node, node.get("alt", ""))
        elif fault := next(faults_of_picture(self.env, address), None):
            code, words = fault
            self._refuse(code, f"the picture {short(address)} {words}", node, address)
            _replace(node, node.get("alt", ""))
        else:
            node["uri"] = with_safe_drawings(self.env, address)

    def _look_at_download(self, node: addnodes.download_reference) -> None:
        """A file that is offered lies on the site: as HTML it would run with the site's rights."""
        address = node["reftarget"]
        if not is_local(_spelled(address)):
            # Sphinx makes a plain link of it.
            if not is_allowed(address):
                self._refuse_link(address, node)
                _unlink(node)
            return
        file = self.env.relfn2path(address, self.env.docname)[1]
        if not is_inside(self.env.srcdir, file):
            message = f"no file from outside the source folder is offered: {short(address)}"
            self._refuse(Code.OUTSIDE_FILE, message, node, address)
            _unlink(node)
        elif Path(file).suffix.lower() not in DOWNLOADS:
            message = f"a file that a browser could run is not offered: {short(address)}"
            self._refuse(Code.UNSAFE_MARKUP, message, node, address)
            _unlink(node)

    def _look_at_entries(self, node: addnodes.toctree) -> None:
        """An entry of a table of contents is a link too, in the sidebar of every page."""
        for entry in list(node["entries"]):
            _, address = entry
            if "://" in address and not is_allowed(address):
                self._refuse_link(address, node)
                node["entries"].remove(entry)

    def _look_at_target(self, node: addnodes.pending_xref) -> None:
        """A cross-reference that leads to nothing becomes a plain link later, scheme and all."""
        if node["reftype"] == "myst" and _runs(node["reftarget"]):
            self._refuse_link(node["reftarget"], node)
            _unlink(node)

    def _look_at_text(self, node: nodes.Text) -> None:
        """MyST shows a dangerous link as text: it is reported too, and loses its scheme.

        A character that nobody sees can be written as a number, or come out of another file.
        """
        if sign := hidden_sign(node):
            message = f"the text holds {sign}, which hides, controls or turns it: take it out"
            self._refuse(Code.UNSAFE_MARKUP, message, node, "&#")
            node.parent.replace(node, nodes.Text(without_hidden(node)))
            return
        if ":" not in node or not _DEAD_LINK.search(node) or _is_literal(node):
            return
        for match in _DEAD_LINK.finditer(node):
            self._refuse_link(match[3], node, match[1])
        node.parent.replace(node, nodes.Text(_DEAD_LINK.sub(r"\1\2", node)))

    def _look_at_meta(self, node: nodes.meta) -> None:
        """A ``meta`` element can send readers elsewhere, or claim the site for a stranger."""
        attributes = node.non_default_attributes()
        name = attributes.get("name") or attributes.get("property")
        refused = sorted(attributes.keys() - _META)
        content = attributes.get("content", "")
        if not refused and not (
            _META_NAMES.fullmatch(name or "") and _is_words(str(name), content)
        ):
            refused = [str(name)]
        if refused:
            message = f"a page may describe itself by description and keywords, not {refused[0]!r}"
            self._refuse(Code.UNSAFE_MARKUP, message, node, refused[0])
            _replace(node)

    def _look_at_formula(self, node: nodes.Element) -> None:
        """A formula makes Sphinx load MathJax, by default from another host, and is a program."""
        text = node.astext()
        message = ""
        if not is_local(getattr(self.config, "mathjax_path", "")):
            message = "a formula would load a script from another host: write it as text"
            self._refuse(Code.REMOTE_MEDIA, message, node, text.split("\n", 1)[0])
        for fault in formula_faults(text):
            message = f"a formula may not use {short(fault)}: write it with plain signs"
            self._refuse(Code.UNSAFE_MARKUP, message, node, fault)
        label = str(node.get("label") or "")
        if not is_label(label):
            message = f"the label {short(label)} of a formula takes letters, digits and hyphens"
            self._refuse(Code.UNSAFE_MARKUP, message, node, label)
        if message:
            _replace(node, text)

    def _look_at_columns(self, node: addnodes.tabular_col_spec) -> None:
        """The columns of a table are written into LaTeX as they are."""
        if not are_columns(node["spec"]):
            message = f"the columns of a table are widths and lines: not {short(node['spec'])}"
            self._refuse(Code.UNSAFE_MARKUP, message, node, node["spec"])
            _replace(node)

    def _look_at_front_matter(self, node: nodes.docinfo) -> None:
        """Themes take links of their own marks from it, and leave out parts of the page."""
        for field in [one for one in node.children if isinstance(one, nodes.field)]:
            name = field[0].astext()
            if _OF_THEMES.fullmatch(name):
                message = f"the front matter sets {name!r} of the theme: that is for conf.py"
                self._refuse(Code.UNSAFE_MARKUP, message, field, name)
                node.remove(field)

    def _look_at_decoration(self, node: nodes.decoration) -> None:
        """A header or footer of a page's own: HTML leaves it out, and others cannot write it."""
        for part in node.children:
            message = "a page has no header or footer of its own: write it as text"
            self._refuse(Code.UNSAFE_MARKUP, message, part, part.astext().split("\n", 1)[0])
        node.parent.remove(node)

    def _look_at_style(self, node: nodes.container) -> None:
        """A style can cover the page with another one, or load from elsewhere."""
        for fault in style_faults(node.get("style", "")):
            message = f"a style on the page may not say {short(fault)}: leave it out"
            self._refuse(Code.UNSAFE_MARKUP, message, node, node["style"])
        if not is_style(node.get("style", "")):
            del node["style"]

    def _look_at_icon(self, node: nodes.Element) -> None:
        """An icon of sphinx-design is markup, into which the class names of the page go."""
        if "svg" not in node:
            return
        if fragment_faults(node["svg"]):
            self._refuse(Code.UNSAFE_MARKUP, "an icon takes plain class names only", node, "`")
            _replace(node)
            return
        allowed = self.config.strict_classes
        refused = [
            name for name in classes_of_markup(node["svg"]) if not is_allowed_class(name, allowed)
        ]
        for name in refused:
            self._refuse_class(name, node)
        if refused:
            _replace(node)

    def _refuse_link(self, address: str, node: Node, shown: str = "") -> None:
        message = f"a link leads to {LINK_FORMS}, in plain characters: not {short(address)}"
        self._refuse(Code.UNSAFE_LINK, message, node, shown or address)

    def _refuse(self, code: Code, message: str, node: Node, shown: str) -> None:
        """Note a problem on the line with ``shown``, as near to ``node`` as can be."""
        file = str(self.env.doc2path(self.env.docname))
        nearest = node
        while nearest.line is None and nearest.parent is not None:
            nearest = nearest.parent
        source, line = nearest.source or file, nearest.line or 1
        if isinstance(node.parent, nodes.TextElement):
            source, line = self._lines.place(node)
        # Some extensions give their nodes no line: then the words are looked for in the whole page.
        where = place_of_words(self.env, shown, source, line, anywhere=True)
        note_refusal(self.env, code, message, where)


_RULES: Final[dict[type[Node], _Rule]] = {
    nodes.raw: RefuseUnsafe._look_at_raw,
    nodes.image: RefuseUnsafe._look_at_picture,
    # Before links, because it is one of them.
    addnodes.download_reference: RefuseUnsafe._look_at_download,
    nodes.reference: RefuseUnsafe._look_at_link,
    nodes.target: RefuseUnsafe._look_at_link,
    addnodes.toctree: RefuseUnsafe._look_at_entries,
    addnodes.pending_xref: RefuseUnsafe._look_at_target,
    nodes.Text: RefuseUnsafe._look_at_text,
    nodes.meta: RefuseUnsafe._look_at_meta,
    nodes.math: RefuseUnsafe._look_at_formula,
    nodes.math_block: RefuseUnsafe._look_at_formula,
    nodes.container: RefuseUnsafe._look_at_style,
    nodes.docinfo: RefuseUnsafe._look_at_front_matter,
    nodes.decoration: RefuseUnsafe._look_at_decoration,
    addnodes.tabular_col_spec: RefuseUnsafe._look_at_columns,
}
_WATCHED: Final = tuple(_RULES)


def _is_words(name: str, content: str) -> bool:
    """Whether a description says something of the page in words.

    Where others preview a link to the page, an address would be followed, shown or played.
    """
    return ":" not in name or "//" not in content


def _spelled(path: str) -> str:
    """The path of a file as it will be in a link."""
    return path.replace(" ", "%20")


def _runs(address: str) -> bool:
    """Whether an address says openly that it runs something; the gates judge what it becomes."""
    scheme, colon, _ = address.partition(":")
    return bool(colon) and scheme.strip().lower() in _RUNNING_SCHEMES


def _is_watched(node: Node) -> bool:
    if isinstance(node, nodes.Element):
        # Most have none.
        classes = node.attributes.get("classes")
        if classes and not all(map(is_known, classes)):
            return True
    # The icon by its name: sphinx-design need not be installed.
    return isinstance(node, _WATCHED) or type(node).__name__ == "sd_icon"


def _replace(node: nodes.Element, words: str = "") -> None:
    """Put ``words`` in the place of ``node``, in a paragraph where words need one."""
    # A link around a picture alone has nothing left to click at.
    if isinstance(node.parent, nodes.reference) and len(node.parent) == 1:
        node = node.parent
    inline = nodes.inline("", words, classes=["dossier-unknown"])
    replacement: list[Node] = [inline] if words else []
    if words and not isinstance(node.parent, nodes.TextElement):
        replacement = [nodes.paragraph("", "", inline)]
    node.parent.replace(node, replacement)


def _unlink(node: nodes.Element) -> None:
    """Leave the words of a link without the link."""
    words = nodes.inline("", "", *node.children, classes=["dossier-unknown"])
    node.parent.replace(node, words)


def _is_literal(node: Node) -> bool:
    """Whether a text is shown as code: it may well explain such a link."""
    parent = node.parent
    while parent is not None:
        if isinstance(parent, nodes.literal | nodes.FixedTextElement):
            return True
        parent = parent.parent
    return False
