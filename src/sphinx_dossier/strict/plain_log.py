"""What the log of a build may hold: words of pages and names of files come into it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sphinx_dossier.core.visible_text import spell, without_commands

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


class PlainMessages(logging.Filter):
    """Spells what nobody sees, and what the runner of a workflow would take for a command."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change a record; all of them pass."""
        message = record.msg % record.args if record.args else str(record.msg)
        if record.levelno < logging.WARNING:
            # Messages of progress have colours and returns of Sphinx itself.
            record.msg = without_commands(message)
        else:
            record.msg = spell(message, keep_lines=True)
            if place := getattr(record, "location", None):
                record.location = spell(str(place))
        # They are in the message already, and a percent sign in it must be taken for no field.
        record.args = ()
        return True


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Put the filter behind all others, at ``config-inited``.

    Those of Sphinx make the place of a message out of a node before.
    """
    for output in logging.getLogger("sphinx").handlers:
        if not any(isinstance(one, PlainMessages) for one in output.filters):
            output.addFilter(PlainMessages())
