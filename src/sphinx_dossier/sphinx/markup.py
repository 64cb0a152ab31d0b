"""Words, links and elements as light values, and their HTML.

Answers become markup; an HTML builder writes it in one pass, which costs a fraction of the document
nodes that every other builder gets instead. Both ways give the same bytes.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Final, Self, TypeAlias

from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.locale import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from docutils.nodes import Node

    Locate: TypeAlias = Callable[[Link], str]


class Tag:
    """An element by its HTML name; its parts are words, links, other elements, or document nodes.

    Elements of a dialect of their own: ``permalink``, a link of an object to itself with its
    ``name`` as an attribute; ``section`` with a ``title``, which only document nodes know how to
    number; ``unshown``, which a script of the page reads and nobody else: only builders of pages
    have it, and no search finds its words.
    """

    __slots__ = ("anchor", "attributes", "classes", "name", "parts")

    def __init__(
        self,
        name: str,
        *parts: Markup,
        classes: Sequence[str] = (),
        anchor: str = "",
        attributes: dict[str, str] | None = None,
    ) -> None:
        self.name = name
        self.parts: list[Markup] = list(parts)
        self.classes = classes
        self.anchor = anchor
        self.attributes = attributes or {}

    def __iadd__(self, parts: Iterable[Markup]) -> Self:
        self.parts += parts
        return self


Markup: TypeAlias = "str | Link | Tag | Node"
"""The last are nodes of the document, for what is too rare or too rich to be written here."""


def sentence(template: str, **slots: Markup | list[Markup]) -> list[Markup]:
    """A template of ``locale/words.py`` with words, links and elements in its slots."""
    parts: list[Markup] = []
    text = ""
    for before, slot in words.pieces(template):
        text += before
        part = slots[slot] if slot else ""
        if isinstance(part, str):
            text += part
            continue
        parts += [text] if text else []
        parts += part if isinstance(part, list) else [part]
        text = ""
    return [*parts, text] if text else parts


LISTS: Final = frozenset({"ul", "ol", "dl"})
BLOCKS: Final = frozenset({"div", "details", "summary", "article", "label"})
VOID: Final = frozenset({"input"})
"""Elements without an end, which only document nodes know how to write."""
_INLINE: Final = frozenset({"span", "strong", "q"})
_OTHERS: Final = frozenset({"p", "h1", "li", "dt", "dd", "permalink", "unshown"})
_WRITTEN: Final = LISTS | BLOCKS | _INLINE | _OTHERS


def written_words(part: Markup) -> list[str] | None:
    """All words in their order; ``None`` where :func:`write_html` does not know all of ``part``."""
    found: list[str] = []
    return found if _gather(part, found) else None


def _gather(part: Markup, found: list[str]) -> bool:
    if isinstance(part, Tag):
        # Nobody reads these words where they stand.
        found = [] if part.name == "unshown" else found
        return part.name in _WRITTEN and all(_gather(one, found) for one in part.parts)
    if isinstance(part, str | Link):
        found.append(part if isinstance(part, str) else part.label)
        return True
    return False


class UnwritableError(TypeError):
    """Markup holds a node of the document, or an element that only such nodes write."""


def write_html(part: Markup, locate: Locate) -> str:
    """The HTML of ``part``, with the addresses that ``locate`` gives.

    :raises UnwritableError: ``part`` has no :func:`written_words`.
    """
    out: list[str] = []
    _write(part, out, locate, "\n", in_simple=False)
    return "".join(out)


def _write(part: Markup, out: list[str], locate: Locate, after_p: str, *, in_simple: bool) -> None:
    """Append to ``out``; ``after_p`` ends a paragraph, ``in_simple`` says what list is around."""
    if isinstance(part, str):
        out.append(_encode(part))
    elif isinstance(part, Link):
        out.append(_link(part, locate))
    elif not isinstance(part, Tag) or part.name not in _WRITTEN:
        raise UnwritableError(f"cannot be written in one pass: {part!r}")
    elif part.name == "permalink":
        out.append(_permalink(part))
    else:
        _write_tag(part, out, locate, after_p, in_simple)


def _write_tag(tag: Tag, out: list[str], locate: Locate, after_p: str, in_simple: bool) -> None:
    name, classes = tag.name, tag.classes
    if name == "unshown":
        name = "div"
    if name in LISTS:
        is_simple = _is_simple(tag)
        # Only the outermost of simple lists has the class; docutils puts it first but for `ul`.
        if is_simple and not (in_simple and name == "ul"):
            classes = (*classes, "simple") if name == "ul" else ("simple", *classes)
        in_simple = is_simple if name == "ul" else in_simple
    is_bare = not (classes or tag.anchor or tag.attributes or tag.name == "unshown")
    out.append(f"<{name}>" if is_bare else f"<{name}{_attributes(tag, classes)}>")
    if name in LISTS:
        out.append("\n")
    # As docutils writes it: no line ends behind a paragraph that is alone in its item.
    inner_after = "" if name == "li" and len(tag.parts) == 1 else "\n"
    for one in tag.parts:
        # Words are most of what there is, and spared a call.
        if type(one) is str:
            out.append(_encode(one))
        else:
            _write(one, out, locate, inner_after, in_simple=in_simple)
    out.append(f"</{name}>")
    if name == "p":
        out.append(after_p)
    elif name not in _INLINE and name != "dt":
        out.append("\n")


# Names, addresses and classes are the same on many lines.
@lru_cache(maxsize=4096)
def _encode(text: str) -> str:
    # As docutils does: it hides the sign of mail addresses from those who collect them.
    return escape(text, quote=False).replace('"', "&quot;").replace("@", "&#64;")


# A page names the same few speakers, claims and sources again and again.
@lru_cache(maxsize=1024)
def _link(link: Link, locate: Locate) -> str:
    label = _encode(link.label)
    if link.aside:
        label = f"<span>{label}{write_aside(link.aside)}</span>"
    if not link.docname:
        return f'<span class="dossier-unknown">{label}</span>'
    kind = f"dossier-to-{link.kind} " if link.kind else ""
    href = _encode(locate(link))
    if link.is_abroad:
        return f'<a class="{kind}reference external" href="{href}">{label}</a>'
    if link.kind == "term":
        # In few bytes, because a page has hundreds; where no page has the legend it is plain.
        return f'<a class="dossier-to-term" href="{href}">{label}</a>' if href else label
    return f'<a class="{kind}reference internal" href="{href}">{label}</a>'


def write_aside(text: str) -> str:
    """Words behind a label that are heard and not seen."""
    return f'<span class="dossier-hidden"> {_encode(text)}</span>'


def _permalink(tag: Tag) -> str:
    name = _encode(words.say(words.PERMALINK, name=tag.attributes["name"]))
    return f'<a class="dossier-permalink" href="#{tag.anchor}" aria-label="{name}">#</a>'


def _attributes(tag: Tag, classes: Sequence[str]) -> str:
    if not (tag.anchor or tag.attributes or tag.name == "unshown"):
        return _class_attribute(tuple(classes))
    values = dict(tag.attributes)
    if tag.name == "unshown":
        values["hidden"] = "hidden"
    if classes:
        values["class"] = " ".join(classes)
    if tag.anchor:
        values["id"] = tag.anchor
    # Docutils sorts attributes too.
    return "".join(f' {name}="{_encode(values[name])}"' for name in sorted(values))


@lru_cache(maxsize=1024)
def _class_attribute(classes: tuple[str, ...]) -> str:
    return f' class="{_encode(" ".join(classes))}"' if classes else ""


def _is_simple(tag: Tag) -> bool:
    """Whether each item is one paragraph, a simple list, or the one followed by the other."""
    return all(map(_is_simple_item, tag.parts))


def _is_simple_item(item: Markup) -> bool:
    if not isinstance(item, Tag) or item.name == "dt":
        return True
    parts = [part for part in item.parts if isinstance(part, Tag)]
    names = [part.name for part in parts]
    if names[:1] == ["p"] and names[-1] in ("ul", "ol"):
        names.pop()
    if len(names) > 1 or (not LISTS.issuperset(names) and names != ["p"]):
        return False
    return all(_is_simple(part) for part in parts if part.name in LISTS)
