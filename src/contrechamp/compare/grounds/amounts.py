"""Agreements on figures: what is given twice by chance, bounds that say nothing of each other, other amounts."""

from __future__ import annotations

from contrechamp.compare.counts import TELLING_NUMBER, Finding
from contrechamp.compare.facts import Fact
from contrechamp.compare.figures import hold_together, same_measure
from contrechamp.compare.grounds.counted import TOLL_DAYS, counts_alike, figures_of, is_toll
from contrechamp.compare.grounds.days import as_other, unless_dated
from contrechamp.compare.grounds.shared import other_names
from contrechamp.compare.joining import Pair
from contrechamp.compare.pairs import Meeting
from contrechamp.model import Quantity


def ground_one_figure(pair: Pair, finding: Finding) -> Finding | None:
    """The agreement of two figures; of a small one, only where the same is counted, and of a bound, only of one day."""
    meeting = pair.meeting
    a, b = figures_of(meeting, finding)
    if a is None or b is None:
        return finding
    if (a.low, a.high) != (b.low, b.high):
        if _are_bounds(a, b):
            return as_other(finding, "date")
        if other_names(meeting):
            return None
        return unless_dated(meeting, finding, days=TOLL_DAYS if is_toll(meeting, a, b) else 0)
    if a.unit is None and (a.low == a.high == 1 or (_is_small(a) and not counts_alike(pair, a, b))):
        return None
    return finding


def _is_small(figure: Quantity) -> bool:
    """Whether a figure is so small that two claims give it by chance."""
    return figure.low is None or figure.low < TELLING_NUMBER


def measure_otherwise(meeting: Meeting) -> bool:
    """Whether both claims give figures of one measure, none of which is one: 3 million euros, and 800 000 euros; one in
    four, and one in five; more than 32, and more than 33 million."""
    left, right = meeting.left, meeting.right
    pairs = [(a, b) for a in left.figures for b in right.figures if _one_measure(a, b, left.language)]
    if any((a.low, a.high) == (b.low, b.high) for a, b in pairs):
        return False
    told = any(_are_told_bounds(meeting, a, b) for a, b in pairs)
    return bool(pairs) and (told or not any(hold_together(a, b) for a, b in pairs))


def _are_told_bounds(meeting: Meeting, a: Quantity, b: Quantity) -> bool:
    """Whether two figures are other bounds, told by both claims and not only added: `a foncé …, faisant 9 morts`."""
    return _are_bounds(a, b) and _is_argument(meeting.left, a) and _is_argument(meeting.right, b)


def _is_argument(fact: Fact, figure: Quantity) -> bool:
    arguments = fact.claim.predicate.arguments if fact.claim.predicate else ()
    return any(one.span.start <= figure.number.start < one.span.end for one in arguments)


def _one_measure(a: Quantity, b: Quantity, language: str) -> bool:
    return a.unit == b.unit if a.unit is not None else same_measure(a, b, language)


def _are_bounds(a: Quantity, b: Quantity) -> bool:
    """Whether two figures are other bounds on one side: both hold, and say nothing of each other."""
    open_up, open_down = a.high is None and b.high is None, a.low is None and b.low is None
    return (open_up or open_down) and (a.low, a.high) != (b.low, b.high)
