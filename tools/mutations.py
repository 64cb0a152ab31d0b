"""Damages the files of a project at random, as authors, editors, merges and attackers do.

An input is a list of steps; a step names a file, a mutation and a seed of its own, so that an
input repeats exactly, and what is left of it after some steps are dropped repeats too.
"""

from __future__ import annotations

import json
import re
from random import Random
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_dossier.answers.uses import VIEWS
from sphinx_dossier.core.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

Files = dict[str, bytes]
"""The content of each file of a project, by its path."""

SIGNS: Final = (
    *"\0\a\b\t\v\f\x1b\x1c\x1d\x1e\x7f\x85\xa0\xad",
    *"\u2028\u2029\u200b\u200d\u200e\u202e\u2066\u2069\ufeff\ufffe\ufffd\ufffc\u0301\U000e0001",
    *"：｛｝`'\"“”‘’«»<>&;|=?#%${}[]()*_~^\\/@!,.:-–—…٣７½²\U0001f9d1",
)
"""Signs that mean something to a parser, turn the text, cannot be seen, or only look alike."""
ALIKE: Final = dict(zip("aeopcxyi0137-:'\"", "аеорсхуі٠١٣７‐：’“", strict=True))
"""Signs and others that look like them or mean the same."""
NUMBERS: Final = (
    *("0", "-0", "-1", "1e308", "1e400", "NaN", "Infinity", "0.1e-400", "007", "1_000", "1,000"),
    *("4.000", "٣", "½", "7..", "..7", "9..7", "7..9..11", "~", "10001", "9" * 30, "9" * 5001),
)
DATES: Final = (
    *("0000-00-00", "0001-01-01", "9999-12-31", "2031-02-30", "2031-13", "-0001", "10000-01-01"),
    *("2031-03-04T24:00", "2031-03-04T23:59:60Z", "2031-03-04T10:00+99:00", "2031-03-04T10:00-00"),
    *(
        "2031-03-04/..",
        "../2031",
        "../..",
        "/",
        "[..2031]",
        "{2031,2032}",
        "[2032..2031]",
        "2031-21",
    ),
    *("Y170000002", "203X", "2031?", "2031-03-04~/2031-03-05%", "2031/2030", "04.03.2031", "today"),
)
WORDS: Final = (
    *("", "???", "null", "true", "[]", "-", "..", "../x", "con", "a--b", "A", "x" * 300, "x" * 90),
    *("{{ 7 * 7 }}", "{0}", "%s", "${x}", "|x|", "<script>alert(1)</script>", "&#x202e;", "[](#)"),
    *("[](#alda)", "{cite:p}`", "{cite:p}`nowhere`", "{actor}`", "{claim}`alda`", "![](x.png)"),
    *("javascript:alert(1)", "https://[", "//x", "mailto:", "=1+1", "\\", "'", '"', "```", ":::"),
    *("---", "+++", "%", "<!--", "-->", "<?", "$x$", "[^1]", "[^1]: x", "# H", "(x)=", "{#x}"),
    *("<<<<<<< HEAD", "=======", ">>>>>>> branch", ":id: alda", "{bibliography}", "{toctree}"),
)
VALUES: Final[tuple[Any, ...]] = (
    *(None, True, False, 0, -1, 2**63, 10**400, 1e308, -1e-320, "", " ", "x", "\0", "\ud800"),
    *("\u202ex", "../x", "/x", "x" * 5000, [], [[]], [0], {}, {"": ""}, {"a": {"b": []}}, [None]),
)
"""Values of other types, and of the right type with another meaning."""
DEPTHS: Final = (3, 30, 200, 2000)
"""How deep markup is nested; parsers call themselves for each level."""


class Step(NamedTuple):
    """One mutation of one file."""

    file: str
    name: str
    seed: int

    def __str__(self) -> str:
        return f"{self.name} in {self.file}"


def steps_of(seed: str, names: Iterable[str]) -> tuple[Step, ...]:
    """The steps of an input: one in most of them, since a second one can hide the first."""
    random = Random(seed)
    files = sorted(names)
    weights = [WEIGHTS[_type(name)] for name in files]
    chosen = random.choices(files, weights, k=random.choice((1, 1, 1, 2, 4)))
    return tuple(
        Step(file, random.choice(names_for(file)), random.randrange(10**9)) for file in chosen
    )


def names_for(file: str) -> list[str]:
    """The mutations of a file. Settings are a program: only their values are changed."""
    kind = _type(file)
    if kind == "py":
        return ["setting"]
    names = [*ON_BYTES, *ON_LINES]
    names += {"md": [*ON_PAGES], "inc": [*ON_PAGES], "json": ["json_value"] * 20}.get(kind, [])
    return names


def apply(steps: Sequence[Step], base: Mapping[str, bytes]) -> Files:
    """The files that the steps change, with their new content."""
    files: Files = dict(base)
    for step in steps:
        files[step.file] = mutated(step, files)
    return {name: content for name, content in files.items() if content != base[name]}


def mutated(step: Step, files: Mapping[str, bytes]) -> bytes:
    """The new content of the file of a step."""
    random = Random(step.seed)
    content = files[step.file]
    if step.name in ON_BYTES:
        return ON_BYTES[step.name](content, random, files)
    # What earlier steps broke as UTF-8 stays as it is.
    text = content.decode("utf-8", "surrogateescape")
    changed = {**ON_LINES, **ON_PAGES, **ON_SETTINGS}[step.name](text, random)
    return changed.encode("utf-8", "backslashreplace" if "\ud800" in changed else "surrogateescape")


def _type(file: str) -> str:
    return file.rpartition(".")[2]


def _flip_bits(content: bytes, random: Random, _: Mapping[str, bytes]) -> bytes:
    """One to four bytes with a bit changed."""
    changed = bytearray(content)
    for _i in range(random.randint(1, 4) if content else 0):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _insert_bytes(content: bytes, random: Random, _: Mapping[str, bytes]) -> bytes:
    at = random.randint(0, len(content))
    return content[:at] + random.randbytes(random.randint(1, 9)) + content[at:]


def _recode(content: bytes, random: Random, _: Mapping[str, bytes]) -> bytes:
    """As other systems save: line ends, a byte order mark, another encoding, without an end."""
    text = content.decode("utf-8", "replace")
    return random.choice((
        content.replace(b"\n", b"\r\n"),
        content.replace(b"\n", b"\r"),
        content.replace(b"\n", b"\r\n", content.count(b"\n") // 2),
        b"\xef\xbb\xbf" + content,
        b"\xef\xbb\xbf" * 2 + content,
        text.encode("utf-16"),
        text.replace("a", "ä").encode("latin-1", "replace"),
        content.rstrip(b"\n"),
        b"",
        b"\n" * 9,
        content.replace(b"\n", "\u2028".encode()),
    ))  # fmt: skip


def _take_other(content: bytes, random: Random, files: Mapping[str, bytes]) -> bytes:
    """The content of another file, alone or behind the own."""
    other = files[random.choice(sorted(files))]
    return random.choice((other, content + other, other[: len(other) // 2] + content))


def _cut_file(content: bytes, random: Random, _: Mapping[str, bytes]) -> bytes:
    """Without its end, its beginning or a part between."""
    first, last = sorted(random.randint(0, len(content)) for _i in range(2))
    return random.choice((content[:first], content[last:], content[:first] + content[last:]))


def _move_lines(text: str, random: Random) -> str:
    """A few lines deleted, doubled, swapped, joined, split, moved or indented."""
    lines = text.split("\n")
    for _i in range(random.randint(1, 3)):
        at, other = random.randrange(len(lines)), random.randrange(len(lines))
        line = lines[at]
        cut = random.randint(0, len(line))
        lines[at : at + 1] = random.choice((
            [], [], [line, line], [line, ""], [line[:cut], line[cut:]], [line[:cut]], ["  " + line],
            ["\t" + line], [line.lstrip(" :`")], [line, lines[other]], [lines[other]],
            [line + " ".join(lines[at + 1 : at + 2])], ["> " + line], ["- " + line], [line[::-1]],
        ))  # fmt: skip
        lines = lines or [""]
    return "\n".join(lines)


def _multiply(text: str, random: Random) -> str:
    """A line or a word again and again."""
    lines = text.split("\n")
    at = random.randrange(len(lines))
    times = random.choice((2, 20, 200))
    if random.random() < 0.5:
        lines[at : at + 1] = [lines[at]] * times
    else:
        lines[at] = f"{lines[at]} " * times
    return "\n".join(lines)


def _insert_signs(text: str, random: Random) -> str:
    for _i in range(random.choice((1, 1, 1, 3, 9))):
        at = random.randint(0, len(text))
        text = text[:at] + random.choice(SIGNS) * random.choice((1, 1, 1, 2, 3, 40)) + text[at:]
    return text


def _look_alike(text: str, random: Random) -> str:
    """One sign by one that looks like it, or everywhere."""
    sign = random.choice([*ALIKE])
    places = [match.start() for match in re.finditer(re.escape(sign), text)]
    if not places or random.random() < 0.1:
        return text.replace(sign, ALIKE[sign])
    at = random.choice(places)
    return text[:at] + ALIKE[sign] + text[at + 1 :]


def _replaced(text: str, random: Random, pattern: str, values: Sequence[str]) -> str:
    """One match of a pattern by one of some values."""
    matches = [*re.finditer(pattern, text)]
    if not matches:
        return text
    match = random.choice(matches)
    return text[: match.start()] + random.choice(values) + text[match.end() :]


def _change_number(text: str, random: Random) -> str:
    return _replaced(text, random, r"\d+", NUMBERS)


def _change_date(text: str, random: Random) -> str:
    return _replaced(text, random, r"\d{4}-\d\d(-\d\d)?(T[\d:+-]+)?", DATES)


def _change_word(text: str, random: Random) -> str:
    return _replaced(text, random, r"[\w-]+|[^\w\s]+", WORDS)


def _insert_word(text: str, random: Random) -> str:
    return _replaced(text, random, r"(?<= )|(?m:^)", [f"{word} " for word in WORDS])


def _swap_words(text: str, random: Random) -> str:
    """A word of the file in the place of another one: an id where a date belongs, and so on."""
    return _replaced(text, random, r"[\w-]+", re.findall(r"[\w-]+", text) or [""])


def _change_fence(text: str, random: Random) -> str:
    """Marks of a fence lost, added, of the other sort, or without braces."""
    marks = (
        ":::",
        "::::",
        "::",
        "```",
        "````",
        "`",
        "~~~",
        "：：：",
        "",
        ":::{claim} x",
        ":" * 300,
    )
    return _replaced(text, random, r"(?m)^[:`]{3,}", marks)


def _change_directive(text: str, random: Random) -> str:
    """Another kind or view, or none."""
    names = [*KINDS, *(view.directive for view in VIEWS), "correction", "note", "raw", "include"]
    braces = [
        f"{{{name}}}" for name in (*names, "nothing", "dossier:claim", "eval-rst", "math", "")
    ]
    return _replaced(text, random, r"\{[\w:-]+\}", braces)


def _change_option(text: str, random: Random) -> str:
    """An option of another kind or view, or with the value of another one."""
    rows = [row.name for kind in KINDS.values() for row in kind.fields]
    rows += [row.name for view in VIEWS for row in view.options]
    if random.random() < 0.5:
        names = [f":{name}:" for name in (*rows, "ID", "by ", "nothing", "", "id", "id")]
        return _replaced(text, random, r"(?m)^:[\w-]+:", names)
    values = re.findall(r"(?m)^:[\w-]+:.*$", text) or [""]
    new = [
        f":{random.choice(rows)}: {random.choice(values).rpartition(': ')[2]}" for _i in range(9)
    ]
    return _replaced(text, random, r"(?m)^:[\w-]+:.*$", new)


def _insert_option(text: str, random: Random) -> str:
    """An option of another line once more, wherever it lands."""
    options = re.findall(r"(?m)^:[\w-]+:.*$", text) or [":id: x"]
    return _replaced(text, random, r"(?m)^", [f"{random.choice(options)}\n" for _i in range(9)])


def _nest(text: str, random: Random) -> str:
    """A line inside of markup inside of markup, many times."""
    depth = random.choice(DEPTHS)
    lines = text.split("\n")
    at = random.randrange(len(lines))
    before, after = random.choice((
        (">", ""), ("- ", ""), ("[", "](#alda)"), ("*", "*"), ("_a ", ""), ("(", ")"), ("{", "}"),
        ("![", "](x)"), ("<b>", "</b>"), ("`", ""), ("[[", "]]"), ('"', ""), ("\\textbf{", "}"),
    ))  # fmt: skip
    lines[at] = before * depth + lines[at] + after * depth
    if random.random() < 0.3:
        opening = [f"{':' * (depth - i + 3)}{{note}} x" for i in range(min(depth, 300))]
        lines[at : at + 1] = [*opening, lines[at], *(":" * (4 + i) for i in range(len(opening)))]
    return "\n".join(lines)


def _json_value(text: str, random: Random) -> str:
    """A value anywhere in a JSON file: of another type, gone, or under another name."""
    try:
        data = json.loads(text)
    # An earlier step may have cut it, or nested it as deep as no parser goes.
    except (ValueError, RecursionError):
        return text
    at: Any = data
    while isinstance(at, dict | list) and at:
        key = random.choice([*at] if isinstance(at, dict) else [*range(len(at))])
        if not isinstance(at[key], dict | list) or random.random() < 0.3:
            _replace_value(at, key, random)
            break
        at = at[key]
    return json.dumps(data, indent=random.choice((None, 1)), ensure_ascii=random.random() < 0.5)


def _replace_value(at: Any, key: Any, random: Random) -> None:
    if random.random() < 0.2:
        del at[key]
    elif random.random() < 0.2 and isinstance(at, dict):
        at[random.choice([*at, "x"])] = at.pop(key)
    else:
        at[key] = random.choice(VALUES)


def _setting(text: str, random: Random) -> str:
    """A setting of the extension with a value of another type or meaning."""
    values = [
        *VALUES,
        *WORDS,
        *NUMBERS[:6],
        *DATES,
        {"shore": ""},
        {"shore": 1},
        {1: "x"},
        {"a b": "x"},
    ]
    value = random.choice([one for one in values if one != "\ud800"])
    settings = [*re.finditer(r"(?m)^(dossier_\w+ = ).*$", text)]
    match = random.choice(settings)
    return f"{text[: match.end(1)]}{value!r}{text[match.end() :]}"


ON_BYTES: Final[dict[str, Callable[[bytes, Random, Mapping[str, bytes]], bytes]]] = {
    one.__name__.strip("_"): one
    for one in (_flip_bits, _insert_bytes, _recode, _take_other, _cut_file)
}
ON_LINES: Final[dict[str, Callable[[str, Random], str]]] = {
    one.__name__.strip("_"): one
    for one in (
        *(_move_lines, _multiply, _insert_signs, _look_alike, _change_number, _change_date),
        *(_change_word, _insert_word, _swap_words, _nest),
    )
}
ON_PAGES: Final[dict[str, Callable[[str, Random], str]]] = {
    one.__name__.strip("_"): one
    for one in (_change_fence, _change_directive, _change_option, _insert_option)
}
ON_SETTINGS: Final[dict[str, Callable[[str, Random], str]]] = {
    one.__name__.strip("_"): one for one in (_json_value, _setting)
}
WEIGHTS: Final = {
    "md": 9,
    "inc": 9,
    "bib": 12,
    "json": 6,
    "toml": 9,
    "py": 9,
    "txt": 4,
    "csv": 2,
    "svg": 2,
}
"""How often a file of a type is chosen; there are nine pages, and one file of most other types."""
