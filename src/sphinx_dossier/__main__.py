"""The ``dossier`` command (layer 4): passage manifests and the list of problem codes."""

from __future__ import annotations

import argparse
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier.codes import Code
from sphinx_dossier.passages import (
    ROLES,
    SUFFIX,
    Manifest,
    ManifestError,
    decompose,
    read_manifest,
    verify,
    write_manifest,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


class _RefusedError(Exception):
    """Input that the command cannot work with; the message is for the user."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 for success, 1 for differences, 2 for input that cannot be used."""
    options = _parser().parse_args(arguments)
    try:
        result: int = options.run(options)
    except _RefusedError as refusal:
        print(f"dossier: {refusal}", file=sys.stderr)
        return 2
    return result


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dossier", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    make = commands.add_parser(
        "passages",
        help="write the passage manifest of a text",
        description="Write KEY.passages.json: for each non-empty line its place, role, length and "
        "hashes, but not its words. Made again, it keeps the salt and the roles set by hand.",
    )
    make.add_argument(
        "--role",
        action="append",
        default=[],
        metavar="pN=ROLE",
        help=f"set the role of a passage; ROLE is one of {', '.join(ROLES)}",
    )
    check = commands.add_parser(
        "verify",
        help="tell whether a copy of a text is the one that was decomposed",
        description="Compare each passage of a copy with the manifest. Spacing does not count.",
    )
    for command, run in ((make, _passages), (check, _verify)):
        command.add_argument("file", type=Path, help="the text, one passage a line, UTF-8")
        command.add_argument("--key", required=True, help="the key of the source in the .bib file")
        command.add_argument(
            "--folder", type=Path, default=Path("sources"), help="where manifests lie (%(default)s)"
        )
        command.set_defaults(run=run)
    codes = commands.add_parser("codes", help="list the problem codes and how to mend each")
    codes.set_defaults(run=_codes)
    return parser


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise _RefusedError(f"{path} cannot be read: {error}") from error


def _load(path: Path) -> Manifest:
    try:
        return read_manifest(path, path.as_posix())
    except ManifestError as error:
        raise _RefusedError(f"{path} is not a manifest: {error}") from error


def _passages(options: argparse.Namespace) -> int:
    path = options.folder / f"{options.key}{SUFFIX}"
    text = _read_text(options.file)
    old = _load(path) if path.exists() else None
    roles = {name: passage.role for name, passage in old.passages.items()} if old else {}
    asked = _asked_roles(options.role)
    roles |= asked
    manifest = decompose(text, options.key, old.salt if old else secrets.token_hex(8), roles)
    if not manifest.passages:
        raise _RefusedError(f"{options.file} has no text")
    if unknown := sorted(asked.keys() - manifest.passages.keys()):
        raise _RefusedError(f"--role names {', '.join(unknown)}; the text has no such passage")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write_manifest(manifest), encoding="utf-8", newline="\n")
    except OSError as error:
        raise _RefusedError(f"{path} cannot be written: {error}") from error
    print(f"{path}: {len(manifest.passages)} passages")
    return 0


def _asked_roles(wishes: Sequence[str]) -> dict[str, str]:
    asked = {}
    for wish in wishes:
        name, _, role = wish.partition("=")
        if role not in ROLES:
            raise _RefusedError(f"--role {wish}: write pN=ROLE with ROLE one of {', '.join(ROLES)}")
        asked[name] = role
    return asked


def _verify(options: argparse.Namespace) -> int:
    manifest = _load(options.folder / f"{options.key}{SUFFIX}")
    differences = verify(_read_text(options.file), manifest)
    for difference in differences:
        print(difference)
    count = len(manifest.passages)
    print(f"{options.file}: {'differs' if differences else f'all {count} passages agree'}")
    return 1 if differences else 0


def _codes(_: argparse.Namespace) -> int:
    for code in Code:
        print(f"{code.value}\n    {code.__doc__}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
