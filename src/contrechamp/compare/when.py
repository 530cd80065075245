"""Whether two expressions of time can mean the same time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from contrechamp.model import Time, TimeKind

SAME_DAYS = 1
"""`mardi soir` and `dans la nuit de mardi à mercredi` are one time to two reporters: one day apart is not
another date."""


def another_time(left: Iterable[Time], right: Iterable[Time], within: int = SAME_DAYS) -> tuple[Time, Time] | None:
    """The two times that set two claims apart, or None: every dated time of one lies away from every one of the other.

    Claims of which one has no date are not set apart. `en 2014` and `le 3 mars 2014` are not, `en 2014` and `en
    2022` are; days that lie `within` so many are one.
    """
    lefts = [time for time in left if _dated(time)]
    rights = [time for time in right if _dated(time)]
    if not lefts or not rights or any(_meet(a, b, within) for a in lefts for b in rights):
        return None
    return min(((a, b) for a in lefts for b in rights), key=lambda pair: (pair[0].span, pair[1].span))


def shared_time(left: Iterable[Time], right: Iterable[Time]) -> tuple[Time, Time] | None:
    """Two times, one of each claim, that mean the same day or part of it; None where there are none."""
    rights = [time for time in right if _dated(time)]
    return next(((a, b) for a in left if _dated(a) for b in rights if _meet(a, b)), None)


def names_a_day(left: Iterable[Time], right: Iterable[Time]) -> bool:
    """Whether the time that both claims share is a day or less, not a year or what lasts since then."""
    shared = shared_time(left, right)
    return shared is not None and all(time.earliest is None or _is_day(time) for time in shared)


def _is_day(time: Time) -> bool:
    return time.earliest is not None and time.latest is not None and _days(time.latest, time.earliest) <= SAME_DAYS


_DAYS = {"D": 1.0, "W": 7.0, "M": 30.4, "Y": 365.0}
_LENGTH = re.compile(r"P(\d+)([DWMY])")


def days_long(time: Time) -> float | None:
    """How many days a duration is, `une semaine` as many as `sept jours`; None for what is none, or has hours."""
    found = _LENGTH.fullmatch(time.timex) if time.kind is TimeKind.DURATION else None
    return int(found[1]) * _DAYS[found[2]] if found else None


def _dated(time: Time) -> bool:
    return time.kind in (TimeKind.DATE, TimeKind.TIME) and (time.earliest is not None or time.timex[:5] == "XXXX-")


def _meet(left: Time, right: Time, within: int = SAME_DAYS) -> bool:
    if left.earliest and right.earliest:
        before = left.latest is None or _days(right.earliest, left.latest) <= within
        return before and (right.latest is None or _days(left.earliest, right.latest) <= within)
    return _fits(left.timex, right.timex) or _neighbours(left.timex, right.timex, within)


def _neighbours(left: str, right: str, within: int) -> bool:
    """Whether two days of a year that is not said lie next to each other: the night of the 5th is the 6th's too."""
    days = [timex[5:10] for timex in (left, right)]
    years = {timex[:4] for timex in (left, right)} - {"XXXX"}
    if len(years) > 1 or any("X" in day or len(day) != 5 for day in days):
        return False
    return abs(_days(f"2000-{days[0]}", f"2000-{days[1]}")) <= within


def _days(first: str, last: str) -> int:
    """Days from `last` to `first`, counted on their date parts."""
    try:
        return (date.fromisoformat(first[:10]) - date.fromisoformat(last[:10])).days
    except ValueError:
        return 0 if first[:10] <= last[:10] else 366


def _fits(left: str, right: str) -> bool:
    """Whether two TIMEX values agree as far as both are known: `XXXX-09-13` fits `2023-09-13` and `2023-09`."""
    for a, b in zip(
        left.split("T", maxsplit=1)[0].split("-"), right.split("T", maxsplit=1)[0].split("-"), strict=False
    ):
        if "X" not in a and "X" not in b and a != b:
            return False
    return True
