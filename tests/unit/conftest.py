"""Settings of the unit tests: the same examples in every run, on slow machines too."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("dossier", deadline=None, derandomize=True, database=None)
settings.load_profile("dossier")
