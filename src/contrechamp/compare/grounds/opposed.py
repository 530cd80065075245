"""Conflicts by opposed words: only where both are said of one thing at one time."""

from __future__ import annotations

from contrechamp.compare.alignment import one_subject
from contrechamp.compare.counts import Finding
from contrechamp.compare.grounds.days import unless_dated
from contrechamp.compare.grounds.negations import is_conditional
from contrechamp.compare.grounds.shared import LIKELY, are_short, one_speaker
from contrechamp.compare.joining import Pair
from contrechamp.compare.pairs import plain_words


def ground_opposed(pair: Pair, finding: Finding) -> Finding | None:
    """The conflict of two opposed words; not-comparable of other days, None of other subjects or under an `if`."""
    meeting = pair.meeting
    if is_conditional(meeting.left) or is_conditional(meeting.right) or not _of_one_thing(pair):
        return None
    if one_speaker(meeting) and not pair.alignment.opposition:
        return None
    return unless_dated(meeting, finding, days=None if are_short(meeting) else 0)


def _of_one_thing(pair: Pair) -> bool:
    """Whether both claims are of one subject, likely of one thing, or so short that other words show it."""
    if one_subject(pair.alignment) or pair.likely >= LIKELY:
        return True
    return are_short(pair.meeting) and bool(plain_words(pair.meeting))
