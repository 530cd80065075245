"""TIMEX3 values with their first and last day, and how the days of a year, a month, a season are said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from contrechamp.extract.times import calendar as cal
from contrechamp.extract.times.tokens import Fields


@dataclass(frozen=True, slots=True)
class When:
    """A TIMEX3 value, with first and last day or moment (included) where known."""

    timex: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """From where a text is read: the reference, whether the clause looks ahead, the last day or period named before."""

    reference: date | None = None
    future: bool | None = None
    told: When | None = None


def counted_from(fields: Fields, unit: str, seen: Seen) -> date | None:
    """The day to count from: of what was told, where the words say so and it is as exact as the unit."""
    if not fields.get("told") or seen.told is None:
        return seen.reference
    first, last = seen.told.first, seen.told.last
    if first is None or last is None or (unit == "year" and first.year != last.year):
        return None
    return first if (last - first).days <= _LONGEST.get(unit, 0) else None


_LONGEST = {"week": 7, "weekend": 7, "month": 31, "quarter": 92, "half": 184, "year": 366, "decade": 3660}
"""Days of the longest period that a length in this unit can be counted from."""

UNKNOWN = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "half": "XXXX-HX", "year": "XXXX", "decade": "XXX", "century": "XX", "hour": "XXXX-XX-XXTXX",
    "minute": "XXXX-XX-XXTXX:XX", "second": "XXXX-XX-XXTXX:XX", "night": "XXXX-XX-XXTNI",
}  # fmt: skip
"""The value of a period that is counted from an unknown reference."""


def day_of(reference: date | None) -> date | None:
    """The day of a moment; a day as it is."""
    return reference.date() if isinstance(reference, datetime) else reference


def full_year(year: int) -> int:
    """Two figures are of 1930 to 2029."""
    return year if year > 99 else year + (2000 if year < 30 else 1900)


def in_year(fields: Fields) -> When:
    """A year, or what is said of it: a day, a month, a season, a quarter, a half."""
    if fields.get("bce"):
        return When(f"BC{fields['year']:04d}")
    year = full_year(fields["year"])
    said = next((name for name in _IN_YEAR if name in fields and (name != "day" or "month" in fields)), None)
    if said is None or not 1 <= year < _LAST_YEAR:
        return When(f"{year:04d}", *(cal.year_days(year) or (None, None)))
    return _IN_YEAR[said](year, fields)


def _day_in_year(year: int, fields: Fields) -> When:
    found = valid_day(year, fields["month"], fields["day"])
    return When(f"{year:04d}-{fields['month']:02d}-{fields['day']:02d}", found, found)


def _month_in_year(year: int, fields: Fields) -> When:
    return When(f"{year:04d}-{fields['month']:02d}", *cal.month_days(year, fields["month"]))


def _quarter_in_year(year: int, fields: Fields) -> When:
    return When(f"{year:04d}-Q{fields['quarter']}", *cal.quarter_days(year, fields["quarter"]))


def _half_in_year(year: int, fields: Fields) -> When:
    return When(f"{year:04d}-H{fields['half']}", *cal.quarter_days(year, fields["half"], 6))


def _season_in_year(year: int, fields: Fields) -> When:
    """`l'hiver 2020` can be the one that begins or the one that ends in 2020."""
    season = fields["season"]
    first, last = cal.season_days(year, season)
    if season == "WI" and year > 1 and not fields.get("crossing"):
        first = cal.season_days(year - 1, season)[0]
    return When(f"{year:04d}-{season}", first, last)


_LAST_YEAR = 9990
_IN_YEAR: dict[str, Callable[[int, Fields], When]] = {
    "day": _day_in_year,
    "month": _month_in_year,
    "season": _season_in_year,
    "quarter": _quarter_in_year,
    "half": _half_in_year,
}


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def long_period(fields: Fields) -> When:
    """A decade (`199`) or a century (`19`), as TIMEX3 shortens them."""
    if fields.get("bce"):
        return When(f"BC{fields['century']:02d}")
    if "decade" in fields:
        first, length, text = fields["decade"] * 10, 10, f"{fields['decade']:03d}"
    else:
        first, length, text = fields["century"] * 100, 100, f"{fields['century']:02d}"
    days = cal.year_days(max(first, 1), first + length - 1)
    return When(text, *(days or (None, None)))


def week(number: int, year: int | None) -> When:
    """An ISO week."""
    if year is None:
        return When(f"XXXX-W{number:02d}")
    return When(f"{year:04d}-W{number:02d}", *(cal.week_days(year, number) or (None, None)))


def period(day: date, unit: str) -> When:
    """The period of this unit that contains the day, with its TIMEX3 value."""
    first, last = cal.containing(day, unit)
    year, week, _ = first.isocalendar()
    forms = {
        "day": first.isoformat(), "week": f"{year:04d}-W{week:02d}", "weekend": f"{year:04d}-W{week:02d}-WE",
        "month": first.isoformat()[:7], "quarter": f"{first.year:04d}-Q{(first.month + 2) // 3}",
        "half": f"{first.year:04d}-H{1 if first.month < 7 else 2}", "decade": f"{first.year:04d}"[:3],
        "century": f"{first.year:04d}"[:2],
    }  # fmt: skip
    return When(forms.get(unit, f"{first.year:04d}"), first, last)
