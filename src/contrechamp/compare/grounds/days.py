"""What the days of two claims speak against, and how a finding is turned down for a reason."""

from __future__ import annotations

from dataclasses import replace

from contrechamp.compare.counts import Finding
from contrechamp.compare.pairs import Meeting
from contrechamp.compare.when import another_time, shared_time
from contrechamp.model import Passage, Reason, RelationKind


def unless_dated(meeting: Meeting, finding: Finding, *, days: int | None, around: bool = True) -> Finding:
    """The finding, or not-comparable where the claims, or with `around` the sentences around them, name other days.

    Where they name none in common, accounts that appeared more than so many `days` apart speak of other days; None
    for as many as you like.
    """
    left, right = meeting.left, meeting.right
    found = another_time(left.times, right.times, 0 if around else 1)
    if around and not found and not (left.times and right.times):
        near = [[time for time in fact.said_when if time.earliest] for fact in (left, right)]
        found = another_time(near[0], near[1], 0)
    if found:
        reason = Reason("date", (Passage(left.account, found[0].span), Passage(right.account, found[1].span)))
        return Finding(RelationKind.NOT_COMPARABLE, finding.strength, (reason,))
    if days is not None and _days_apart(meeting) > days and not shared_time(left.said_when, right.said_when):
        return as_other(finding, "date")
    return finding


def _days_apart(meeting: Meeting) -> int:
    days = meeting.left.published, meeting.right.published
    return abs((days[0] - days[1]).days) if days[0] and days[1] else 0


def as_other(finding: Finding, code: str) -> Finding:
    """Not comparable, for another reason at the same places."""
    passages = finding.reasons[0].passages if finding.reasons else ()
    return replace(finding, kind=RelationKind.NOT_COMPARABLE, reasons=(Reason(code, passages),))
