"""Figures that differ: only of one thing, on one day, at one place, of one size."""

from __future__ import annotations

from contrechamp.compare.alignment import SAME_HEAD, one_subject
from contrechamp.compare.counts import Finding, same_number
from contrechamp.compare.facts import Fact
from contrechamp.compare.grounds.counted import TOLL_DAYS, counts_alike, figures_of, is_toll, of_one_kind
from contrechamp.compare.grounds.days import as_other, unless_dated
from contrechamp.compare.grounds.shared import are_short, names_in_common, one_central, other_names, other_places
from contrechamp.compare.joining import Pair
from contrechamp.compare.pairs import plain_words
from contrechamp.model import Quantity, RelationKind
from contrechamp.text.fold import fold_words

TENFOLD = 10.0
"""Two counts of one thing do not differ more than so: 40 000 masks are not three men, told otherwise."""

LOCAL = frozenset({"kilometre-per-hour", "millimetre", "centimetre", "degree-celsius", "litre"})
"""Units of what is measured at a place: the gusts of one cape are not those of another."""


def ground_difference(pair: Pair, finding: Finding) -> Finding | None:
    """Other figures only of one thing: one day, no other names, no other figure of the kind near."""
    meeting = pair.meeting
    a, b = figures_of(meeting, finding)
    toll = is_toll(meeting, a, b)
    days = TOLL_DAYS if toll or (are_short(meeting) and a is not None) else 0
    dated = unless_dated(meeting, finding, days=days, around=not toll)
    if dated.kind is not RelationKind.FIGURES_DIFFER:
        return dated
    elsewhere = other_places(meeting) if toll else other_names(meeting)
    if elsewhere or (_is_local(a) and not names_in_common(meeting)):
        return as_other(finding, "place")
    if same_number(meeting.left, meeting.right) or not _of_one_size(a, b):
        return None
    return finding if toll or _one_counted(pair, a, b) else None


def _of_one_size(a: Quantity | None, b: Quantity | None) -> bool:
    values = [figure.low if figure.low is not None else figure.high for figure in (a, b) if figure is not None]
    known = sorted(abs(float(value)) for value in values if value)
    return len(known) < 2 or known[-1] <= TENFOLD * known[0]


def _is_local(figure: Quantity | None) -> bool:
    return figure is not None and figure.unit in LOCAL


def _one_counted(pair: Pair, a: Quantity | None, b: Quantity | None) -> bool:
    """Whether two figures can only be of one thing: the same is counted, once in each claim, and said alike."""
    meeting = pair.meeting
    said_of_one = are_short(meeting) and len(plain_words(meeting)) >= 2
    if a is not None and b is not None and a.unit is None and not said_of_one and not counts_alike(pair, a, b):
        return False
    if _is_one_of_many(meeting.left, a) or _is_one_of_many(meeting.right, b):
        return False
    return _one_measured(pair, a, b)


def _is_one_of_many(fact: Fact, figure: Quantity | None) -> bool:
    """Whether a claim gives other figures of the same measure: which of them is meant, the words do not say."""
    if figure is None or figure.unit is None:
        return False
    return sum(other.unit == figure.unit for other in fact.figures) > 1


def _one_measured(pair: Pair, a: Quantity | None, b: Quantity | None) -> bool:
    """Whether two figures are said of one thing: by one predicate or happening, and with other words in common."""
    meeting, alignment = pair.meeting, pair.alignment
    counted = {fold_words(name) for figure in (a, b) if figure and figure.counted for name in figure.counted.split()}
    heads = {*meeting.left.heads, *meeting.right.heads}
    more = any(not {*one} & (counted | heads) for one in meeting.words)
    said_alike = alignment.head >= SAME_HEAD or one_central(meeting)
    if not are_short(meeting) or (a is not None and a.unit == "percent"):
        return said_alike and more
    return said_alike or more or one_subject(alignment) or of_one_kind(pair, a, b)
