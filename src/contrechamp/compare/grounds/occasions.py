"""Agreements on which event is meant: another one of its sort, or another day's bulletin, is not the same."""

from __future__ import annotations

from contrechamp.compare.alignment import one_subject
from contrechamp.compare.counts import Finding
from contrechamp.compare.facts import Fact
from contrechamp.compare.grounds.days import as_other, unless_dated
from contrechamp.compare.grounds.shared import LIKELY, WORDED, names_in_common, other_places
from contrechamp.compare.joining import Pair
from contrechamp.compare.lists import word_list
from contrechamp.compare.pairs import Meeting
from contrechamp.compare.when import another_time, shared_time
from contrechamp.text.fold import fold_words

DAILY_DAYS = 1
"""Days between two accounts within which they may give one bulletin."""


def ground_occasion(pair: Pair, finding: Finding) -> Finding | None:
    """The agreement, unless it only says that a thing of one sort took place, or what bulletins say each day anew."""
    meeting = pair.meeting
    daily = _is_of_the_day(meeting)
    if daily and another_time(meeting.left.times, meeting.right.times, 0):
        return as_other(finding, "date")
    if meeting.likeness >= WORDED:
        return finding
    if daily:
        return unless_dated(meeting, finding, days=DAILY_DAYS)
    general = word_list(meeting.left.language, "points", "grounds", "general")
    if not (_is_general(meeting.left, general) and _is_general(meeting.right, general)):
        return finding
    if other_places(meeting):
        return as_other(finding, "place")
    return None if _may_be_another(pair) else unless_dated(meeting, finding, days=None)


def _is_of_the_day(meeting: Meeting) -> bool:
    """Whether what two claims share is of a bulletin (weather, roads, trains), which says another thing each day."""
    daily = word_list(meeting.left.language, "points", "grounds", "daily")
    return any(a in daily and b in daily for a, b in meeting.words)


def _is_general(fact: Fact, general: frozenset[str]) -> bool:
    predicate = fact.claim.predicate
    return predicate is not None and fold_words(predicate.lemma) in general


def _may_be_another(pair: Pair) -> bool:
    """Whether no name, day or subject says that both claims are of one event of a sort."""
    meeting = pair.meeting
    if pair.likely >= LIKELY or one_subject(pair.alignment) or names_in_common(meeting):
        return False
    return not shared_time(meeting.left.said_when, meeting.right.said_when)
