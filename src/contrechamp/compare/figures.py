"""Whether two figures can both hold: ranges, bounds, roundings, and what is counted."""

from __future__ import annotations

from math import floor, inf, log10

from contrechamp.compare.words_alike import alike
from contrechamp.model import Quantity

ABOUT = 0.12
"""`environ 3 000` reaches 12 % to both sides: newsrooms round to the next ten or hundred."""

ABOUT_EXACT = 0.01
"""`près de 164 270` is not rounded to the next ten thousand: from four digits on, a figure is nearly meant as said."""

ROUNDED = 0.03
"""Two exact figures may be one rounded differently (8,2 and 8 millions) within 3 %; 300 and 340 are not."""

OPEN = 2.0
"""`plus de 70 000` is also true of 400 000, but nobody means it: beyond twice the bound nothing is said."""

SPANS = frozenset({"year", "month", "week", "day", "hour", "minute", "second"})
"""Ages and durations belong to somebody: two people of other ages tell nothing of each other."""


def same_measure(left: Quantity, right: Quantity, language: str = "fr") -> bool:
    """Whether two figures measure one thing: the same unit, the same thing counted, per the same span of time."""
    if left.unit != right.unit or left.per != right.per:
        return False
    if left.counted and right.counted:
        return alike(left.counted, right.counted, language) >= 0.7
    return left.unit is not None and left.counted is None and right.counted is None


def hold_together(left: Quantity, right: Quantity) -> bool | None:
    """True where both figures can hold, False where they cannot, None where they say too little.

    `plus de 70 000` and 80 000 can, `environ 3 000` and 2 940 can, 22 and 26 cannot.
    """
    a, b = _range(left), _range(right)
    if a is None or b is None:
        return None
    if a[0] <= b[1] and b[0] <= a[1]:
        return None if _too_far(left, right) else True
    return bool(_one_rounded(left, right))


def _range(figure: Quantity) -> tuple[float, float] | None:
    if figure.low is None and figure.high is None:
        return None
    low = -inf if figure.low is None else float(figure.low)
    high = inf if figure.high is None else float(figure.high)
    if figure.approximate and low > -inf and high < inf:
        low, high = low - abs(low) * _about(low), high + abs(high) * _about(high)
    return low, high


def _about(value: float) -> float:
    return ABOUT if _digits(value) < 4 else ABOUT_EXACT


def _too_far(left: Quantity, right: Quantity) -> bool:
    """Whether an open bound meets a figure that is far inside it."""
    return any(_far_above(a, b) or _far_below(a, b) for a, b in ((left, right), (right, left)))


def _far_above(bound: Quantity, other: Quantity) -> bool:
    if bound.high is not None or bound.low is None or other.low is None or bound.low <= 0:
        return False
    return float(other.low) > OPEN * float(bound.low)


def _far_below(bound: Quantity, other: Quantity) -> bool:
    if bound.low is not None or bound.high is None or other.high is None or other.high <= 0:
        return False
    return float(bound.high) > OPEN * float(other.high)


def _one_rounded(left: Quantity, right: Quantity) -> bool:
    """Whether one exact figure is the other with fewer digits."""
    if left.low != left.high or right.low != right.high or left.low is None or right.low is None:
        return False
    a, b = float(left.low), float(right.low)
    if max(abs(a), abs(b)) < 1 or abs(a - b) > ROUNDED * max(abs(a), abs(b)):
        return False
    short, long = sorted((a, b), key=_digits)
    return _digits(short) < _digits(long) and _to_digits(long, _digits(short)) == short


def _digits(value: float) -> int:
    """Significant digits of a number: 3 000 has one, 2 940 three."""
    return len(f"{abs(value):.12g}".replace(".", "").strip("0").split("e")[0]) or 1


def _to_digits(value: float, digits: int) -> float:
    if value == 0:
        return 0.0
    return round(value, digits - 1 - floor(log10(abs(value))))
