"""Figures and dates as a person reads them: `au moins 12`, `de 190 à 210`, `4 mars 2025`."""

from __future__ import annotations

import re

from contrechamp.model import Quantity, Time
from contrechamp.show.strings import NARROW, Words


def say_quantity(words: Words, quantity: Quantity) -> str:
    """The value with its bounds, its unit or what is counted, and its rate."""
    said = _bounds(words, quantity.low, quantity.high)
    if quantity.unit:
        said += NARROW + words.known("unit", quantity.unit)
    if quantity.per:
        said = words("per", value=said, per=words.known("period", quantity.per))
    said = words("approx", value=said) if quantity.approximate else said
    return f"{said} ({quantity.counted})" if quantity.counted else said


def _bounds(words: Words, low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return "?"
    if low is None or high is None:
        bound = low if low is not None else high
        return words("at_least" if high is None else "at_most", value=words.number(bound or 0))
    if low == high:
        return words.number(low)
    return words("between", low=words.number(low), high=words.number(high))


_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEAR = re.compile(r"\d{4}")
_PART = re.compile(r"(\d{4}-\d\d-\d\d)T(MO|MI|AF|EV|NI|DT)")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")


def say_day(words: Words, iso: str) -> str:
    """An ISO 8601 day, month or year in words; what is none of these stays as it is."""
    if day := _DAY.match(iso):
        number = words("date.first") if day[3] == "01" else str(int(day[3]))
        said = words("date.day", day=number, month=_month(words, day[2]), year=day[1])
        at_hour = day[4] and not iso.endswith(("T00:00", "T00:00:00"))
        return words("date.at", day=said, hour=f"{int(day[4])}{NARROW}h{NARROW}{day[5]}") if at_hour else said
    if season := _SEASON.fullmatch(iso):
        return words(f"season.{season[2]}", year=season[1])
    if month := _MONTH.fullmatch(iso):
        return words("date.month", month=_month(words, month[2]), year=month[1])
    return iso


def _month(words: Words, number: str) -> str:
    names = words("date.months").split()
    return names[int(number) - 1] if 1 <= int(number) <= len(names) else number


def say_time(words: Words, time: Time) -> str:
    """The value of a time: its day in words, or the days that it can mean, or its TIMEX3 value."""
    said = _say_timex(words, time.timex)
    if said == time.timex and not _YEAR.fullmatch(said) and time.earliest and time.latest:
        first, last = say_day(words, time.earliest), say_day(words, time.latest)
        said = first if first == last else words("date.span", first=first, last=last)
    return words("approx", value=said) if time.approximate else said


def _say_timex(words: Words, timex: str) -> str:
    if part := _PART.fullmatch(timex):
        return words("date.at", day=say_day(words, part[1]), hour=words(f"part_of_day.{part[2]}"))
    return say_day(words, timex)
