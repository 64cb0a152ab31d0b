"""``dossier passages`` and ``verify``: a manifest of a text, and copies against it."""

from __future__ import annotations

import re
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx_dossier.commands import RefusedError, read_text, write_text
from sphinx_dossier.commands.parser import add_command
from sphinx_dossier.commands.say import say
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.manifests import (
    SALT_BYTES,
    SUFFIX,
    Manifest,
    ManifestError,
    decompose,
    read_manifest,
    verify,
    write_manifest,
)
from sphinx_dossier.core.model import PASSAGE_ROLES
from sphinx_dossier.core.nearest import nearest

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from sphinx_dossier.commands.parser import Commands

_MAKE: Final = """\
Write KEY.passages.json: for each non-empty line its place, role, length and hashes, but not its
words. A second run keeps the salt and the roles that were set by hand.
"""
_CHECK: Final = "Compare each passage of a copy with the manifest. Spacing does not count.\n"
_CHECK_END: Final = "exit status: 0 if all passages agree, 1 if one differs, 2 if a file is bad\n"

# https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
_NOT_IN_NAMES = lazy_pattern(r'[<>:"|?*\x00-\x1f]')


def add_to(commands: Commands) -> None:
    """Add both subcommands, which share their arguments."""
    summary = "write the passage manifest of a text"
    make = add_command(commands, run_passages, "passages", summary, _MAKE)
    make.add_argument(
        "--role",
        action="append",
        default=[],
        metavar="pN=ROLE",
        help=f"set the role of a passage; ROLE is one of {', '.join(PASSAGE_ROLES)}",
    )
    summary = "check whether a copy of a text is the one that has the manifest"
    check = add_command(commands, run_verify, "verify", summary, _CHECK, _CHECK_END)
    for command in (make, check):
        command.add_argument("file", type=Path, help="the text, one passage a line, UTF-8")
        command.add_argument("--key", required=True, help="the key of the source in the .bib file")
        command.add_argument(
            "--folder",
            type=Path,
            default=Path("sources"),
            help="the folder of the manifests (default: %(default)s)",
        )


def run_passages(options: argparse.Namespace) -> int:
    """Write the manifest.

    :raises RefusedError: the text, the key, a role or an earlier manifest cannot be used.
    """
    path = _manifest_path(options)
    if not path.exists() and (sign := _NOT_IN_NAMES.search(path.name)):
        raise RefusedError(f"--key {options.key}: Windows has no files with {sign[0]!r}: rename it")
    text = read_text(options.file)
    old = _load(path) if path.exists() else None
    roles = {name: passage.role for name, passage in old.passages.items()} if old else {}
    new_roles = _roles(options.role)
    roles |= new_roles
    # With a new salt every hash would change, and a reviewer could not see which passage did.
    salt = old.salt if old else secrets.token_hex(SALT_BYTES)
    manifest = decompose(text, options.key, salt, roles)
    if not manifest.passages:
        raise RefusedError(f"{options.file} has no text: name the file that has it")
    # An unknown passage of an earlier manifest is no fault: the text may have become shorter.
    if unknown := sorted(new_roles.keys() - manifest.passages.keys()):
        last = list(manifest.passages)[-1]
        raise RefusedError(f"--role names {', '.join(unknown)}: the text has passages up to {last}")
    write_text(path, write_manifest(manifest))
    say(f"{path}: {len(manifest.passages)} passages")
    return 0


def run_verify(options: argparse.Namespace) -> int:
    """Compare a copy with the manifest; 1 if a passage differs.

    :raises RefusedError: the text, the key or the manifest cannot be used.
    """
    path = _manifest_path(options)
    if not path.exists():
        raise RefusedError(f"--key {options.key}: there is no {path}: {_instead(options)}")
    manifest = _load(path)
    differences = verify(read_text(options.file), manifest)
    for difference in differences:
        say(difference)
    count = len(manifest.passages)
    say(f"{options.file}: {'differs' if differences else f'all {count} passages agree'}")
    return 1 if differences else 0


def _manifest_path(options: argparse.Namespace) -> Path:
    key: str = options.key
    # The key becomes the name of a file, and `../x` would be one in another folder.
    if not re.fullmatch(r"[^\s./\\][^\s/\\]*", key):
        raise RefusedError(f"--key {key}: write a key of the .bib file, without slashes and blanks")
    folder: Path = options.folder
    return folder / f"{key}{SUFFIX}"


def _instead(options: argparse.Namespace) -> str:
    """What to do where a key has no manifest."""
    folder: Path = options.folder
    known = [path.name.removesuffix(SUFFIX) for path in folder.glob(f"*{SUFFIX}")]
    if not known:
        return "name the folder of the manifests by --folder, or write one by dossier passages"
    if meant := nearest(options.key, known):
        return f"write --key {meant}"
    return f"name a key that has one, such as {min(known)}"


def _load(path: Path) -> Manifest:
    try:
        return read_manifest(path, path.as_posix())
    except ManifestError as error:
        message = f"{path} is not a manifest ({error}): restore it, or run dossier passages"
        raise RefusedError(message) from error


def _roles(arguments: Sequence[str]) -> dict[str, str]:
    """The role of each passage that ``--role`` names."""
    roles = {}
    for argument in arguments:
        name, _, role = argument.partition("=")
        if role not in PASSAGE_ROLES:
            choices = ", ".join(PASSAGE_ROLES)
            raise RefusedError(f"--role {argument}: write pN=ROLE with ROLE one of {choices}")
        roles[name] = role
    return roles
