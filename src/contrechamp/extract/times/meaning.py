"""What the parts of a phrase mean together: the fields of a new phrase from those of its parts.

Fields of a date: year, month, day, weekday, season, quarter, half, week, weekend, decade, century, bce, feast; of a
clock time: hour, minute, second, part (TIMEX3 part of the day); shifted by `shift` units of `unit` from the reference;
`edge` start, mid, end, early, late; `bound` before, after, since, until, by; `approx`.
Fields of a length: `parts`, pairs of a count (-1: not said) and a unit; `sign` -1 or +1 from the reference or `anchor`.
"""

from __future__ import annotations

from contrechamp.extract.times.dates import DATES, Captured
from contrechamp.extract.times.lengths import LENGTHS
from contrechamp.extract.times.ranges import RANGES
from contrechamp.extract.times.tokens import Fields

_OPERATIONS = DATES | LENGTHS | RANGES


def meaning(op: str, constants: Fields, captured: Captured) -> Fields | None:
    """The fields of a phrase from the captured fields of its parts; None where they make no sense together."""
    return _OPERATIONS[op](constants, captured)
