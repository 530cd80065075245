"""How two claims stand to each other by their figures and their dates."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from contrechamp.compare.alignment import SAME_HEAD, Alignment, one_subject
from contrechamp.compare.facts import Fact
from contrechamp.compare.figures import SPANS, hold_together, same_measure
from contrechamp.compare.pairs import Meeting
from contrechamp.compare.when import another_time
from contrechamp.compare.words import find_words
from contrechamp.compare.words_alike import frames
from contrechamp.lang import read_toml
from contrechamp.model import Passage, Quantity, Reason, RelationKind, Span
from contrechamp.text.fold import fold_words


@dataclass(frozen=True, slots=True)
class Finding:
    """How two claims stand to each other, how strongly they belong together, and why."""

    kind: RelationKind
    strength: float
    reasons: tuple[Reason, ...]


def apart(meeting: Meeting) -> Reason | None:
    """Why two claims are not of one time; None where they can be."""
    left, right = meeting.left, meeting.right
    times = another_time(left.times, right.times)
    if times is None:
        return None
    return Reason("date", (Passage(left.account, times[0].span), Passage(right.account, times[1].span)))


def judge_figures(meeting: Meeting, alignment: Alignment) -> Finding | None:
    """The relation of two claims that count the same: by their figures, unless part, date or place set them apart.

    Figures of what is first counted decide: `douze blessés, dont deux graves` and `quatorze blessés, dont deux graves`
    differ, though the two graves are the same.
    """
    left, right = meeting.left, meeting.right
    if left.denied != right.denied and alignment.head >= SAME_HEAD:
        return None
    pairs = [(a, b) for a in left.figures for b in right.figures if same_measure(a, b, left.language)]
    if not pairs or not _count_the_same(meeting, alignment, pairs):
        return None
    judged = [(hold_together(a, b), a, b) for a, b in _of_the_first(pairs)]
    told = [found for found in judged if found[0] is not None]
    return by_figures(meeting, min(told, key=lambda f: (not f[0], f[1].span, f[2].span))) if told else None


def by_figures(meeting: Meeting, judged: tuple[bool | None, Quantity, Quantity]) -> Finding | None:
    """The finding of two figures of one thing, of which `judged` says whether they hold together."""
    left, right = meeting.left, meeting.right
    verdict, a, b = judged
    reason = Reason("figure", (Passage(left.account, a.span), Passage(right.account, b.span)))
    if left.denied != right.denied and not (verdict and _telling(a, b)):
        return None
    if verdict:
        return Finding(RelationKind.AGREE, meeting.likeness + 0.25, (reason,))
    other = apart(meeting) or other_scope(meeting, a, b) or _place(meeting)
    if other is not None:
        return Finding(RelationKind.NOT_COMPARABLE, meeting.likeness + 0.1, (other,))
    return Finding(RelationKind.FIGURES_DIFFER, meeting.likeness + 0.25, (reason,))


def other_scope(meeting: Meeting, a: Quantity | None = None, b: Quantity | None = None) -> Reason | None:
    """Why one figure is a part and the other a whole, or parts of other wholes; None where no word says so.

    Without figures the claims as a whole are looked through.
    """
    marks = [_scope_marks(fact, figure) for fact, figure in ((meeting.left, a), (meeting.right, b))]
    if set(marks[0]) == set(marks[1]):
        return None
    facts = (meeting.left, meeting.right)
    return Reason(
        "scope",
        tuple(Passage(f.account, span) for f, found in zip(facts, marks, strict=True) for span in found.values()),
    )


BEFORE, AFTER = 3, 6
"""Words between a figure and what makes it a part: *six autres personnes*, *438 cas ont été comptés en 24 heures*."""


def _scope_marks(fact: Fact, figure: Quantity | None) -> dict[str, Span]:
    """The class of each scope word of a figure, or of a claim, with the word's span.

    What makes a part stands near the figure: the *nouvelles autorités* of the same sentence are no part of it. What
    makes a whole (*au total*) may stand anywhere. `dont` after the figure speaks of another one.
    """
    classes = read_toml(fact.language, "relations")["scope"]
    folded = {fold_words(word): name for name, words in classes.items() for word in words}
    words, offset = find_words(fact.text), fact.claim.span.start
    starts = [start + offset for start in words.starts]
    figure = figure or next(iter(fact.figures), None)
    first, last = (
        (bisect_left(starts, at) for at in (figure.span.start, figure.span.end)) if figure else (0, len(starts))
    )
    marks: dict[str, Span] = {}
    for at, (word, start, end) in enumerate(zip(words.folded, starts, words.ends, strict=True)):
        near = first - BEFORE <= at < last + AFTER or folded.get(word) == "whole"
        after = figure is not None and at >= last and word in classes["among"]
        if word in folded and near and not after:
            marks.setdefault(folded[word], Span(start, end + offset))
    return marks


def _place(meeting: Meeting) -> Reason | None:
    """Why two claims are of other countries: each names some, and none in common. Lesser places may lie in one
    another."""
    left, right = meeting.left, meeting.right
    places = [{key for key in fact.keys if key.startswith("country:")} for fact in (left, right)]
    if not all(places) or places[0] & places[1]:
        return None
    return Reason("place", tuple(Passage(fact.account, fact.claim.span) for fact in (left, right)))


def _of_the_first(pairs: Sequence[tuple[Quantity, Quantity]]) -> list[tuple[Quantity, Quantity]]:
    """The pairs that count what the first figure counts: `douze blessés`, not `deux graves` among them."""
    first = min(pairs, key=lambda pair: (pair[0].span, pair[1].span))
    return [pair for pair in pairs if pair[0].counted == first[0].counted and pair[0].unit == first[0].unit]


TOLL = frozenset({"death", "injury", "missing", "toll", "damage"})
"""Frames of what is counted once for a whole event: the dead of an accident need no more words to be the same dead."""

TELLING_NUMBER = 100
"""A figure from here on is hardly the same by chance."""


def _count_the_same(meeting: Meeting, alignment: Alignment, pairs: Sequence[tuple[Quantity, Quantity]]) -> bool:
    """Whether the claims speak of one count: beyond what is counted they must meet in subject, predicate or words."""
    if alignment.opposition or alignment.swapped:
        return False
    a, b = min(pairs, key=lambda pair: (pair[0].span, pair[1].span))
    counted = [fold_words(name) for name in (a.counted, b.counted) if name]
    more = [pair for pair in meeting.words if not set(pair) & {*counted, *meeting.left.heads, *meeting.right.heads}]
    same_head = alignment.head >= SAME_HEAD
    if a.unit in SPANS and not one_subject(alignment):
        return False
    if len(counted) == 2 and all(frames(name, meeting.left.language) & TOLL for name in counted):
        return meeting.likeness >= (0.15 if same_head else 0.3)
    if _telling(a, b):
        return meeting.likeness >= (0.15 if same_head else 0.3)
    near_subject = (alignment.subject or 0.0) >= 0.6
    if same_head or near_subject:
        return bool(more or near_subject) and meeting.likeness >= (0.2 if same_head and near_subject else 0.5)
    return meeting.likeness >= 0.65


def same_number(left: Fact, right: Fact) -> bool:
    """Whether both claims give one figure that two claims hardly give by chance."""
    known = {(q.unit, q.low, q.high) for q in left.figures if q.low is not None and q.low >= TELLING_NUMBER}
    return any((q.unit, q.low, q.high) in known for q in right.figures)


def _telling(left: Quantity, right: Quantity) -> bool:
    """Whether two figures are the same exact one, and not a small one."""
    return left.low is not None and left.low == right.low and left.high == right.high and left.low >= TELLING_NUMBER
