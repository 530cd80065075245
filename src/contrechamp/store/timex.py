"""First and last day of a TIMEX3 value that a person typed (ISO 24617-1, TIMEX3 `value`)."""

from __future__ import annotations

import re
from datetime import datetime

from contrechamp.extract.times.calendar import Days, month_days, quarter_days, season_days, week_days, year_days

Bounds = tuple[str | None, str | None]

_OPEN = re.compile(
    r"(?:PRESENT|PAST|FUTURE)_REF|P(?:T?(?:\d+(?:\.\d+)?|X)[YMWDHS]|T?(?:\d+|X)(?:DE|CE|ML|WE))+(?:T(?:\d+[HMS])+)?|PX"
    r"|XXXX(?:-(?:XX|\d\d|W(?:XX|\d\d)(?:-(?:WE|\d))?|SP|SU|FA|WI|Q[1-4X]|H[12X])){0,2}(?:T.{1,12})?"
    r"|\d{4}-XX-\d\d(?:T.{1,12})?|T(?:\d\d(?::\d\d){0,2}|MO|AF|EV|NI|DT)"
)
"""Values without days of their own: references, durations, dates that lack their year or month, hours alone."""

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(MO|AF|EV|NI|DT|\d\d(?::\d\d){0,2}))?")
_PERIOD = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)|W(?P<week>\d\d)|(?P<season>SP|SU|FA|WI)|(?P<part>[QH])(?P<n>[1-4])))?"
)
_CENTURY = re.compile(r"\d{2,3}")


def bounds(timex: str) -> Bounds | None:
    """The first and last day or moment that a value can mean, ISO 8601; None for each that is open.

    None for what is no TIMEX3 value. `bounds("2023-09") == ("2023-09-01", "2023-09-30")`.
    """
    if _OPEN.fullmatch(timex):
        return None, None
    try:
        days = _days(timex)
    except (ValueError, OverflowError):
        return None
    if days is None or isinstance(days[0], str):
        return days
    return days[0].isoformat(), days[1].isoformat()


def _days(timex: str) -> Days | tuple[str, str] | None:
    if found := _DAY.fullmatch(timex):
        moment = found[2] if found[2] and found[2][0].isdigit() else None
        said = datetime.fromisoformat(f"{found[1]}T{moment}" if moment else found[1])
        return (timex, timex) if moment else (said.date(), said.date())
    if _CENTURY.fullmatch(timex):
        width = 10 ** (4 - len(timex))
        return year_days(max(int(timex) * width, 1), int(timex) * width + width - 1)
    found = _PERIOD.fullmatch(timex)
    return _period(int(found["year"]), found) if found else None


def _period(year: int, found: re.Match[str]) -> Days | None:
    if found["month"]:
        return month_days(year, int(found["month"]))
    if found["week"]:
        return week_days(year, int(found["week"]))
    if found["season"]:
        return season_days(year, found["season"])
    if found["part"]:
        number, months = int(found["n"]), 3 if found["part"] == "Q" else 6
        return quarter_days(year, number, months) if number * months <= 12 else None
    return year_days(year)
