"""What the figures of a claim count: of whom or what, and in which happening, whatever the words are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from contrechamp.compare.facts import Fact
from contrechamp.compare.figures import SPANS
from contrechamp.compare.happenings import find_happenings, find_kinds, kinds_from, kinds_meet
from contrechamp.compare.places import locate
from contrechamp.model import Quantity, TimeKind
from contrechamp.text.fold import fold_words

LASTING = "lasting-minutes"
"""The unit of durations as figures: only here, never in an extraction."""

MINORITIES = frozenset({"security", "fighter", "rescuer", "child", "health", "leader", "lawmaker", "prisoner"})
"""Kinds of people that are counted apart from the rest: six hurt policemen are not the forty who were hurt."""


@dataclass(frozen=True, slots=True)
class Tally:
    """One figure, the kinds of what it counts, and the names of the happenings in which that is counted."""

    figure: Quantity
    kinds: frozenset[str]
    happenings: frozenset[str]


@lru_cache(maxsize=1 << 12)
def read_tallies(fact: Fact) -> tuple[Tally, ...]:
    """The tallies of a claim, in the order of its figures; how long something lasts is one too."""
    figures = sorted([*fact.figures, *_durations(fact)], key=lambda figure: figure.span)
    tallies = []
    for at, figure in enumerate(figures):
        counted = [fold_words(word) for word in (figure.counted or "").split()]
        own = frozenset(happening.name for happening in find_happenings(counted, fact.language))
        kinds = _kinds(counted, fact.lemmas, fact.language)
        until = figures[at + 1].span.start if at + 1 < len(figures) else fact.claim.span.end
        names = own if own and not kinds else own | _around(fact, figure, until, alone=len(figures) == 1)
        tallies.append(Tally(figure, kinds, names))
    return tuple(tallies)


def _kinds(counted: list[str], lemmas: tuple[str, ...], language: str) -> frozenset[str]:
    """The kinds of what is counted, with the words that follow it: `membres des forces de l'ordre`."""
    if not counted:
        return frozenset()
    at = lemmas.index(counted[0]) if counted[0] in lemmas else len(lemmas)
    return find_kinds(counted, language) | kinds_from(lemmas[at : at + 3], language)


HOURS = {"Y": 8766.0, "M": 730.5, "W": 168.0, "D": 24.0}
MINUTES = {"H": 60.0, "M": 1.0, "S": 1 / 60}
_DURATION = re.compile(r"P(?:(\d+(?:\.\d+)?)([YMWD])|T(\d+(?:\.\d+)?)([HMS]))")


def _durations(fact: Fact) -> list[Quantity]:
    """The durations of a claim as figures, in minutes; those of two parts (`P6M/P10M`) are left out."""
    found = []
    for time in fact.times:
        match = _DURATION.fullmatch(time.timex) if time.kind is TimeKind.DURATION else None
        if match:
            days, unit, hours, part = match.groups()
            minutes = float(days) * HOURS[unit] * 60 if days else float(hours) * MINUTES[part]
            about = time.approximate
            found.append(Quantity(time.id, time.span, time.span, minutes, minutes, LASTING, approximate=about))
    return found


def _around(fact: Fact, figure: Quantity, until: int, *, alone: bool) -> frozenset[str]:
    """The happenings of the whole claim where it has one figure; else those told after this one, before the next."""
    if alone:
        return frozenset(happening.name for happening in fact.happenings)
    names = set()
    for happening in fact.happenings:
        spans = [locate(fact, word) for word in happening.words]
        if any(word in fact.heads for word in happening.words) or any(
            figure.span.start <= span.start < until for span in spans
        ):
            names.add(happening.name)
    return frozenset(names)


def one_measure(left: Tally, right: Tally, language: str) -> bool:
    """Whether two figures can be held against each other at all: one unit, and things or people of one kind."""
    if left.figure.unit != right.figure.unit or left.figure.per != right.figure.per:
        return False
    if left.figure.unit is not None:
        return left.figure.unit not in SPANS
    if not left.kinds or not right.kinds:
        return not (left.kinds or right.kinds) or _people(left) or _people(right)
    return kinds_meet(left.kinds, right.kinds, language)


def one_count(left: Tally, right: Tally, language: str) -> bool:
    """Whether two figures of one measure count in one happening."""
    shared = left.happenings & right.happenings
    return bool(shared - {"begin"}) and one_measure(left, right, language)


def tally_keys(tally: Tally) -> set[str]:
    """Keys of which two tallies of one kind have one in common; none for what counts just people or lasts a time."""
    if tally.figure.unit is not None:
        return set() if tally.figure.unit in (*SPANS, LASTING) else {"unit:" + tally.figure.unit}
    return {"kind:" + kind for kind in tally.kinds - {"person"}}


def one_kind(left: Tally, right: Tally, language: str) -> bool:
    """Whether two figures are of one unit, or count things of one kind that is not just people."""
    if not one_measure(left, right, language):
        return False
    return left.figure.unit not in (None, LASTING) or bool((left.kinds & right.kinds) - {"person"})


def one_minority(left: Tally, right: Tally) -> bool:
    """Whether neither tally counts a kind of people that the other does not single out."""
    return left.kinds & MINORITIES == right.kinds & MINORITIES


def _people(tally: Tally) -> bool:
    return kinds_meet(tally.kinds, frozenset({"person"}))
