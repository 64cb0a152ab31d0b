"""What the ``dossier`` command ends with, for scripts and workflows."""

from __future__ import annotations

from typing import Final

REFUSED: Final = 2
"""argparse ends with it too, where the arguments of a command are wrong."""
INTERRUPTED: Final = 130
"""128 and the number of the signal SIGINT, as shells count."""
PIPE_CLOSED: Final = 141
"""128 and the number of SIGPIPE."""
EXIT_CODES: Final = {
    0: "it is done, and what was compared or checked agrees",
    1: "something differs: fix --check, diff, ids and verify have found what they look for",
    REFUSED: "arguments, a file or the output cannot be used; one line says how to mend that",
    INTERRUPTED: "it was interrupted from the keyboard",
    PIPE_CLOSED: "the program behind the pipe, such as head, had read enough",
}
