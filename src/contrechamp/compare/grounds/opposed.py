"""Conflicts by opposed words: only where both are said of one thing at one time."""

from __future__ import annotations

from contrechamp.compare.alignment import other_subjects
from contrechamp.compare.counts import Finding
from contrechamp.compare.grounds.days import unless_dated
from contrechamp.compare.grounds.negations import is_conditional
from contrechamp.compare.grounds.shared import are_short
from contrechamp.compare.joining import Pair


def ground_opposed(pair: Pair, finding: Finding) -> Finding | None:
    """The conflict of two opposed words; not-comparable of other days, None of other subjects or under an `if`."""
    meeting = pair.meeting
    if is_conditional(meeting.left) or is_conditional(meeting.right):
        return None
    if other_subjects(pair.alignment) and not are_short(meeting):
        return None
    return unless_dated(meeting, finding, days=None if are_short(meeting) else 0)
