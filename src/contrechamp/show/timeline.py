"""The timeline: what the accounts place when, on an axis that is wide near the event and narrow far from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import copysign, inf, isfinite, log10

from contrechamp.model import Claim, Time
from contrechamp.show.index import Index

_LEFT, _RIGHT = 3.0, 97.0
_DISTANCES = (
    ("year", 365.25, (100, 10, 1)),
    ("month", 30.44, (1,)),
    ("day", 1.0, (7, 1)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placed:
    """One expression of time in one account, with the shortest claim that holds it."""

    account: str
    time: Time
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class TimeRow:
    """All that the accounts place on the same day or period: ordinal days, half-open, infinite where it is open."""

    time: Time
    first: float
    last: float
    placed: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """Where days stand: distances from the ordinal day `zero` are drawn on a logarithmic scale.

    `known`: `zero` is the event's day; else it is the last day that the accounts place something on.
    """

    zero: float
    known: bool
    first: float
    last: float

    def place(self, day: float) -> float:
        """The percentage of the width at which an ordinal day stands."""
        width = self.last - self.first or 1
        return round(
            _LEFT + (_RIGHT - _LEFT) * (min(max(_far(day - self.zero), self.first), self.last) - self.first) / width, 2
        )


def time_rows(ix: Index) -> tuple[tuple[TimeRow, ...], tuple[Placed, ...]]:
    """Rows in the order of time; and the expressions without a day (durations, sets, dates without a year).

    A date without a year that falls on the event's day is placed there, as approximate: its year is the others' word.
    """
    event = ix.comparison.event.when or ""
    groups: dict[tuple[float, float, bool], list[Placed]] = {}
    rest: list[Placed] = []
    for found in _placed(ix):
        placed = _on_the_day(found, event)
        days = _days(placed.time)
        if days:
            groups.setdefault((*days, placed.time.approximate), []).append(placed)
        else:
            rest.append(placed)
    made = (TimeRow(held[0].time, key[0], key[1], tuple(held)) for key, held in groups.items())
    return tuple(sorted(made, key=_when)), tuple(rest)


def _when(row: TimeRow) -> tuple[float, float, bool]:
    """By its first moment; what only has an end stands where it ends."""
    return (row.first if isfinite(row.first) else row.last, row.last, row.time.approximate)


def axis(rows: Iterable[TimeRow], event: str | None) -> Axis:
    """The axis that holds all rows, around the event's day if it is known."""
    held = list(rows)
    day = _ordinal(event or "")
    edges = [edge for row in held for edge in (row.first, row.last) if isfinite(edge)]
    starts = [row.first for row in held if isfinite(row.first)]
    zero = day if day is not None else max(starts or edges, default=0.0)
    far = [_far(edge - zero) for edge in edges]
    return Axis(zero, day is not None, min([*far, -0.5]), max([*far, 0.5]))


def ticks(drawn: Axis) -> tuple[tuple[float, int, str], ...]:
    """Percentages with a signed number of a unit: `(12.5, -10, "year")`; the event is `(…, 0, "day")`."""
    found = [(drawn.place(drawn.zero), 0, "day")]
    for unit, length, numbers in _DISTANCES:
        for number in numbers:
            for sign in (-1, 1):
                far = _far(sign * number * length)
                if drawn.first <= far <= drawn.last:
                    found.append((drawn.place(drawn.zero + sign * number * length), sign * number, unit))
    return tuple(_spaced(sorted(found), keep=0))


def _spaced(found: list[tuple[float, int, str]], keep: int) -> list[tuple[float, int, str]]:
    """Without ticks whose names would run into each other; the event stays."""
    zero = next(tick for tick in found if tick[1] == keep)
    kept = [zero]
    for tick in sorted(found, key=lambda tick: -abs(tick[0] - zero[0])):
        if all(abs(tick[0] - other[0]) >= 10 for other in kept):
            kept.append(tick)
    return sorted(kept)


def _far(days: float) -> float:
    """Signed logarithm of a distance: one day, ten, a hundred are equally far apart."""
    return copysign(log10(1 + abs(days)), days)


def _placed(ix: Index) -> Iterable[Placed]:
    for extraction in ix.comparison.extractions:
        holders: dict[str, Claim] = {}
        for claim in sorted(extraction.claims, key=lambda c: (c.span.start - c.span.end, c.id)):
            holders |= dict.fromkeys(claim.times, claim)
        for time in extraction.times:
            yield Placed(extraction.account.id, time, holders.get(time.id))


def _on_the_day(placed: Placed, event: str) -> Placed:
    time = placed.time
    if time.earliest or time.latest or len(event) != 10 or time.timex != f"XXXX{event[4:]}":
        return placed
    return replace(placed, time=replace(time, earliest=event, latest=event, approximate=True))


def _days(time: Time) -> tuple[float, float] | None:
    """First and last moment as ordinal days; a day without an hour lasts until the next; one end may be open."""
    first = _ordinal(time.earliest) if time.earliest else -inf
    last = _ordinal(time.latest, end=True) if time.latest else inf
    if first is None or last is None or not first <= last or last - first == inf == -first == last:
        return None
    return first, last


def _ordinal(iso: str, *, end: bool = False) -> float | None:
    try:
        if len(iso) == 10:
            return float(date.fromisoformat(iso).toordinal() + end)
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return moment.toordinal() + (moment.hour * 60 + moment.minute) / 1440
