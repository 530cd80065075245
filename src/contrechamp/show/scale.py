"""A scale from values to percent of a drawing's width, with ticks at round numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

_LEFT, _RIGHT = 4.0, 96.0
_WIDE = 30
"""A scale turns logarithmic when its largest value is this many times its smallest."""


@dataclass(frozen=True, slots=True)
class Scale:
    """`place(value)` is a percentage of the width; `ticks` are round values within the scale."""

    place: Callable[[float], float]
    ticks: tuple[float, ...]
    logarithmic: bool = False


def scale(values: Iterable[float]) -> Scale:
    """The scale that holds all values, with room at both ends."""
    held = [value for value in values if abs(value) < 1e300] or [0.0]
    low, high = min(held), max(held)
    if low > 0 and high > _WIDE * low:
        return _logarithmic(low, high)
    room = (high - low) * 0.12 or abs(high) * 0.2 or 1.0
    first, last = low - room, high + room
    if low >= 0 > first:
        first = 0.0
    return Scale(_between(first, last), _round_values(first, last))


def _logarithmic(low: float, high: float) -> Scale:
    first, last = log10(low) - 0.15, log10(high) + 0.15
    place = _between(first, last)
    powers = [10.0**power for power in range(ceil(first), floor(last) + 1)]
    ticks = powers[:: max(1, len(powers) // 6)]
    return Scale(lambda value: place(log10(value) if value > 0 else first), tuple(ticks), logarithmic=True)


def _between(first: float, last: float) -> Callable[[float], float]:
    width = last - first

    def place(value: float) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * min(max((value - first) / width, 0), 1), 2)

    return place


def _round_values(first: float, last: float) -> tuple[float, ...]:
    """At most six values of the form 1, 2 or 5 × 10ⁿ apart."""
    power = 10.0 ** floor(log10((last - first) / 5))
    step = next(step * power for step in (1, 2, 5, 10, 20) if (last - first) / (step * power) <= 5)
    return tuple(round(number * step, 10) for number in range(ceil(first / step), floor(last / step) + 1))
