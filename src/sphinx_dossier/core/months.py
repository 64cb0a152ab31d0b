"""The months, as dates and bibliographies of English name them."""

from __future__ import annotations

from typing import Final

# Not `calendar.month_name`: it follows the locale, which Sphinx sets to that of the machine.
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTH_NUMBERS: Final = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
"""The number of each month by its first three letters in lower case: ``sep`` -> 9."""
