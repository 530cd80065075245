"""What the figures of two claims count: the dead and hurt of one event, people, or things of one kind."""

from __future__ import annotations

from contrechamp.compare.alignment import SAME_HEAD
from contrechamp.compare.counts import Finding
from contrechamp.compare.facts import Fact
from contrechamp.compare.grounds.shared import LIKELY, SURELY, in_predication
from contrechamp.compare.happenings import find_happenings, kinds_meet
from contrechamp.compare.joining import Pair
from contrechamp.compare.pairs import Meeting
from contrechamp.compare.tallies import Tally, read_tallies
from contrechamp.compare.words_alike import alike
from contrechamp.model import Quantity
from contrechamp.text.fold import fold_words

TOLL_DAYS = 3
"""Days between two accounts within which they count the dead of one event; other figures are of one day."""

TOLL = frozenset({"die", "injure", "missing", "evacuate", "arrest", "protest", "rescue"})
"""Happenings that are counted once for a whole event."""


def figures_of(meeting: Meeting, finding: Finding) -> tuple[Quantity | None, Quantity | None]:
    """The figures that a finding names, one of each claim; None for durations, which are no figures of the claim."""
    spans = {passage.span for reason in finding.reasons for passage in reason.passages}
    left = next((figure for figure in meeting.left.figures if figure.span in spans), None)
    return left, next((figure for figure in meeting.right.figures if figure.span in spans), None)


def tally_of(fact: Fact, figure: Quantity | None) -> Tally | None:
    """The tally of a figure in its claim."""
    return next((tally for tally in read_tallies(fact) if figure and tally.figure.id == figure.id), None)


def is_toll(meeting: Meeting, a: Quantity | None, b: Quantity | None) -> bool:
    """Whether two figures count the people of one happening that is counted once: the dead, hurt, arrested."""
    if a is None or b is None or a.unit is not None:
        return False
    told = [told_of(meeting.left, a), told_of(meeting.right, b)]
    tallies = tally_of(meeting.left, a), tally_of(meeting.right, b)
    one, other = (set(tally.happenings) if tally else set[str]() for tally in tallies)
    shared = (told[0] or one) & (told[1] or other) & TOLL
    return bool(shared) and may_be_people(meeting.left, a) and may_be_people(meeting.right, b)


def may_be_people(fact: Fact, figure: Quantity) -> bool:
    """Whether a figure counts people, or what is counted of them (`39 morts`): not `40 000 masques`."""
    tally = tally_of(fact, figure)
    if tally is None or not figure.counted:
        return True
    people = kinds_meet(tally.kinds, frozenset({"person"}), fact.language)
    return people or bool(_own_happenings(fact, figure) & TOLL)


def told_of(fact: Fact, figure: Quantity) -> set[str]:
    """The happenings in which a figure is counted: told by the predication, or by what is counted itself."""
    tally = tally_of(fact, figure)
    if tally is None:
        return set()
    told = {happening.name for happening in fact.happenings if in_predication(fact, happening)}
    return (told | _own_happenings(fact, figure)) & tally.happenings


def _own_happenings(fact: Fact, figure: Quantity) -> set[str]:
    """The happenings that what is counted tells by itself: `39 morts`."""
    counted = [fold_words(word) for word in (figure.counted or "").split()]
    return {happening.name for happening in find_happenings(counted, fact.language)}


def counts_alike(pair: Pair, a: Quantity, b: Quantity) -> bool:
    """Whether the same is counted by two small figures: by the words, or by the kinds of people and things."""
    meeting = pair.meeting
    if not a.counted and not b.counted:
        return True
    if a.counted and b.counted and alike(a.counted, b.counted, meeting.left.language) >= SAME_HEAD:
        return True
    one, other = tally_of(meeting.left, a), tally_of(meeting.right, b)
    if pair.likely >= SURELY or (one is not None and other is not None and one.kinds & other.kinds):
        return True
    if one is None or other is None:
        return False
    people = may_be_people(meeting.left, a) and may_be_people(meeting.right, b)
    return people and bool(told_of(meeting.left, a) & told_of(meeting.right, b))


def of_one_kind(pair: Pair, a: Quantity | None, b: Quantity | None) -> bool:
    """Whether likely claims count things of one kind, and tell no other happenings of them."""
    one, other = tally_of(pair.meeting.left, a), tally_of(pair.meeting.right, b)
    if one is None or other is None or pair.likely < LIKELY or not (one.kinds & other.kinds) - {"person"}:
        return False
    return not (one.happenings and other.happenings) or bool(one.happenings & other.happenings)
