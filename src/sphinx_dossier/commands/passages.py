"""``dossier passages`` and ``verify``: a manifest of a text, and copies against it."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier.commands import RefusedError, read_text, write_text
from sphinx_dossier.core.manifests import (
    SUFFIX,
    Manifest,
    ManifestError,
    decompose,
    read_manifest,
    verify,
    write_manifest,
)
from sphinx_dossier.core.model import PASSAGE_ROLES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add both subcommands, which share their arguments."""
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
        help=f"set the role of a passage; ROLE is one of {', '.join(PASSAGE_ROLES)}",
    )
    check = commands.add_parser(
        "verify",
        help="tell whether a copy of a text is the one that was decomposed",
        description="Compare each passage of a copy with the manifest. Spacing does not count.",
    )
    for command, run in ((make, run_passages), (check, run_verify)):
        command.add_argument("file", type=Path, help="the text, one passage a line, UTF-8")
        command.add_argument("--key", required=True, help="the key of the source in the .bib file")
        command.add_argument(
            "--folder", type=Path, default=Path("sources"), help="where manifests lie (%(default)s)"
        )
        command.set_defaults(run=run)


def run_passages(options: argparse.Namespace) -> int:
    """Write the manifest."""
    path = options.folder / f"{options.key}{SUFFIX}"
    text = read_text(options.file)
    old = _load(path) if path.exists() else None
    roles = {name: passage.role for name, passage in old.passages.items()} if old else {}
    asked = _asked_roles(options.role)
    roles |= asked
    manifest = decompose(text, options.key, old.salt if old else secrets.token_hex(8), roles)
    if not manifest.passages:
        raise RefusedError(f"{options.file} has no text")
    if unknown := sorted(asked.keys() - manifest.passages.keys()):
        raise RefusedError(f"--role names {', '.join(unknown)}; the text has no such passage")
    write_text(path, write_manifest(manifest))
    print(f"{path}: {len(manifest.passages)} passages")
    return 0


def run_verify(options: argparse.Namespace) -> int:
    """Compare a copy with the manifest."""
    manifest = _load(options.folder / f"{options.key}{SUFFIX}")
    differences = verify(read_text(options.file), manifest)
    for difference in differences:
        print(difference)
    count = len(manifest.passages)
    print(f"{options.file}: {'differs' if differences else f'all {count} passages agree'}")
    return 1 if differences else 0


def _load(path: Path) -> Manifest:
    try:
        return read_manifest(path, path.as_posix())
    except ManifestError as error:
        raise RefusedError(f"{path} is not a manifest: {error}") from error


def _asked_roles(wishes: Sequence[str]) -> dict[str, str]:
    asked = {}
    for wish in wishes:
        name, _, role = wish.partition("=")
        if role not in PASSAGE_ROLES:
            raise RefusedError(
                f"--role {wish}: write pN=ROLE with ROLE one of {', '.join(PASSAGE_ROLES)}"
            )
        asked[name] = role
    return asked
