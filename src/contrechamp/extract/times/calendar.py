"""Arithmetic of the calendar: steps by units, ends of months, weeks, seasons, Easter."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

Days = tuple[date, date]
"""First and last day, both included."""

_DAYS = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7, "night": 1}
_MONTHS = {
    "month": 1, "quarter": 3, "half": 6, "year": 12, "quinquennat": 60, "decade": 120, "century": 1200,
    "millennium": 12000,
}  # fmt: skip
_LETTER = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S"}
_SEASONS = {"SP": ((3, 1), (6, 21)), "SU": ((6, 1), (9, 22)), "FA": ((9, 1), (12, 21)), "WI": ((12, 1), (3, 20))}
"""First and last day that a season can mean: the meteorologists' or the astronomers' count, whichever is wider."""


def add(day: date, count: float, unit: str) -> date | None:
    """The day `count` units later; parts of a unit are dropped. None outside the calendar."""
    try:
        if unit in _MONTHS:
            return _add_months(day, int(count * _MONTHS[unit]))
        return day + timedelta(days=int(count * _DAYS.get(unit, 1)))
    except (ValueError, OverflowError):
        return None


def add_working(day: date, count: int) -> date | None:
    """The day `count` working days later, Saturdays and Sundays not counted. None outside the calendar."""
    weeks, days = divmod(abs(count), 5)
    step = 1 if count >= 0 else -1
    try:
        moved = day + timedelta(days=7 * weeks * step)
        while days:
            moved += timedelta(days=step)
            days -= moved.weekday() < 5
        return moved
    except OverflowError:
        return None


def _add_months(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_days(year: int, month: int) -> Days:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def year_days(first: int, last: int | None = None) -> Days | None:
    """First and last day of a year, or of a run of years. None outside the calendar."""
    last = first if last is None else last
    if not (1 <= first <= last <= MAXYEAR):
        return None
    return date(first, 1, 1), date(last, 12, 31)


def week_days(year: int, week: int) -> Days | None:
    """Monday and Sunday of an ISO week. None where the year has no such week."""
    try:
        monday = date.fromisocalendar(year, week, 1)
        return monday, monday + timedelta(days=6)
    except (ValueError, OverflowError):
        return None


def season_days(year: int, season: str) -> Days:
    """First and last day of the season that begins in `year`."""
    (m1, d1), (m2, d2) = _SEASONS[season]
    return date(year, m1, d1), date(year + (season == "WI"), m2, d2)


def quarter_days(year: int, quarter: int, months: int = 3) -> Days:
    """First and last day of a quarter; of a half year with `months=6`."""
    last = quarter * months
    return date(year, last - months + 1, 1), month_days(year, last)[1]


def containing(day: date, unit: str) -> Days:
    """The period of this unit that contains the day."""
    if unit in ("week", "weekend"):
        monday = day - timedelta(days=day.weekday())
        return (monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6))
    if unit == "month":
        return month_days(day.year, day.month)
    if unit == "quarter":
        return quarter_days(day.year, (day.month + 2) // 3)
    if unit == "half":
        return quarter_days(day.year, 1 if day.month <= 6 else 2, 6)
    years = {"year": 1, "decade": 10, "century": 100}.get(unit)
    if years is None:
        return day, day
    first = day.year - day.year % years
    return year_days(max(first, 1), min(first + years - 1, MAXYEAR)) or (day, day)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    w = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + w - 7 * ((a + 11 * h + 22 * w) // 451) + 114, 31)
    return date(year, month, day + 1)


def feast(key: str, year: int) -> date | None:
    """The day of a feast. None outside the calendar.

    `12-25`; `easter+39`, in days from Easter Sunday; `11-#4-4+1`, the day after the fourth Thursday of November;
    `05-#-1-7/easter+49`, the last Sunday of May, or the next one where it is that other feast.
    """
    try:
        if key.startswith("easter"):
            return easter(year) + timedelta(days=int(key.removeprefix("easter") or 0))
        if "#" in key:
            return _nth_feast(key, year)
        month, day = key.split("-")
        return date(year, int(month), int(day))
    except (ValueError, OverflowError):
        return None


def _nth_feast(key: str, year: int) -> date | None:
    key, _, other = key.partition("/")
    found = _NTH_FEAST.fullmatch(key)
    if not found:
        return None
    month, number, weekday, later = (int(part or 0) for part in found.groups())
    first, last = month_days(year, month)
    if number > 0:
        day = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    else:
        day = last - timedelta(days=(last.isoweekday() - weekday) % 7)
    return day + timedelta(days=7 if other and feast(other, year) == day else later)


_NTH_FEAST = re.compile(r"(\d\d)-#(-?\d)-(\d)(?:\+(\d))?")


def iso_length(parts: tuple[tuple[float, str], ...]) -> str:
    """A length in ISO 8601: `P19M`, `PT6H`, `P2W`, `P1Y6M`; X for a number that is not said."""
    days, hours = "", ""
    for count, unit in (_plain_unit(*part) for part in parts):
        number = "X" if count < 0 else f"{count:g}" if count != int(count) else str(int(count))
        if unit in ("hour", "minute", "second"):
            hours += number + _LETTER[unit]
        else:
            days += number + _LETTER.get(unit, unit)
    return f"P{days}" + (f"T{hours}" if hours else "")


def _plain_unit(count: float, unit: str) -> tuple[float, str]:
    """Units that ISO 8601 has no letter for, in units that it has; TIMEX3's own letters for the rest."""
    in_months, in_years = (
        {"quarter": 3, "half": 6},
        {"quinquennat": 5, "decade": 10, "century": 100, "millennium": 1000},
    )
    if unit in in_months:
        return (count * in_months[unit] if count > 0 else count), "month"
    if unit in in_years:
        return (
            (count, {"decade": "DE", "century": "CE"}.get(unit, "Y")) if count < 0 else (count * in_years[unit], "year")
        )
    if unit == "fortnight":
        return (count * 2 if count > 0 else count), "week"
    return count, {"weekend": "WE", "night": "NI"}.get(unit, unit)
