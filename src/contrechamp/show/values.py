"""Figures and dates as a person reads them: `au moins 12`, `de 190 à 210`, `4 mars 2025`."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from re import Match

from contrechamp.model import Quantity, Time
from contrechamp.show.strings import NARROW, Words


def say_quantity(words: Words, quantity: Quantity) -> str:
    """The value with its bounds, its unit or what is counted, and its rate."""
    said = _bounds(words, quantity)
    if quantity.unit:
        said += NARROW + words.known("unit", quantity.unit)
    if quantity.per:
        said = words("per", value=said, per=words.known("period", quantity.per))
    return f"{said} ({quantity.counted})" if quantity.counted else said


def _bounds(words: Words, quantity: Quantity) -> str:
    def number(value: float) -> str:
        return words("approx", value=words.number(value)) if quantity.approximate else words.number(value)

    low, high = quantity.low, quantity.high
    if low is not None and high is not None:
        return number(low) if low == high else words("between", low=number(low), high=words.number(high))
    if low is not None:
        return words("at_least", value=number(low))
    return words("at_most", value=number(high)) if high is not None else "?"


_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEAR = re.compile(r"\d{4}")
_PART = re.compile(r"T(MO|MI|AF|EV|NI|DT)$")
_HOUR = re.compile(r"T([01]\d|2[0-4])(?::([0-5]\d))?$")
_RANGE = re.compile(r"^([^/]+)/([^/]+)$")
_DURATION = re.compile(r"^P(T?)(\d{1,9}(?:\.\d{1,9})?)([YMWDHS])$")
_WEEKDAY = re.compile(r"^XXXX-WXX-([1-7])$")
_YEARLESS = re.compile(r"^XXXX-(\d\d)-(\d\d)$")
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
    """The value of a time: its day in words, the days that it can mean, or as much as its TIMEX3 value says."""
    if _YEARLESS.search(time.timex) and time.approximate and time.earliest:
        return words("date.year_of_others", day=say_day(words, time.earliest))
    said = _say_timex(words, time)
    return words("approx", value=said) if time.approximate else said


def _say_timex(words: Words, time: Time) -> str:
    first, last = (say_day(words, edge) if edge else "" for edge in (time.earliest, time.latest))
    part = _PART.search(time.timex)
    if part and time.earliest:
        return words("date.at", day=say_day(words, time.earliest[:10]), hour=words(f"part_of_day.{part[1]}"))
    if (said := say_day(words, time.timex)) != time.timex or _YEAR.fullmatch(said):
        return _open(words, time, said, said)
    if first and last:
        whole = _whole(words, time)
        return whole or (first if first == last else words("date.span", first=first, last=last))
    return _open(words, time, first, last) if first or last else _bare(words, said)


def _open(words: Words, time: Time, first: str, last: str) -> str:
    """A time with one open end: French says *depuis le 3 mai*, *jusqu’au 3 mai*, but *depuis mai*, *jusqu’en mai*."""
    if bool(time.earliest) == bool(time.latest):
        return first
    day = "_day" if re.match(r"\d", first or last) and not _YEAR.fullmatch(first or last) else ""
    return words(f"date.since{day}", first=first) if time.earliest else words(f"date.until{day}", last=last)


def _whole(words: Words, time: Time) -> str:
    """The month or the year that a time fills from its first day to its last; nothing where it fills none."""
    first, last = (_DATE.fullmatch(edge or "") for edge in (time.earliest, time.latest))
    if not first or not last or first[1] != last[1] or first[3] != "01" or not 1 <= int(first[2]) <= 12:
        return ""
    if (first[2], last[2], last[3]) == ("01", "12", "31"):
        return first[1]
    ends = first[2] == last[2] and int(last[3]) == monthrange(int(first[1]), int(first[2]))[1]
    return say_day(words, f"{first[1]}-{first[2]}") if ends else ""


def _bare(words: Words, timex: str) -> str:
    """A TIMEX3 value without a day: a duration, an hour, a day of the week, a day of an unknown year."""
    for pattern, say in _BARE:
        if found := pattern.search(timex):
            before = timex[: found.start()]
            return f"{_bare(words, before)}, {say(words, found)}" if before else say(words, found)
    return words.known("timex", timex)


def _say_duration(words: Words, found: Match[str]) -> str:
    unit = {"Y": "year", "W": "week", "D": "day", "H": "hour", "S": "second"}.get(found[3], "month")
    return words.count(f"lasting_{'minute' if found[1] and found[3] == 'M' else unit}", float(found[2]))


def _say_yearless(words: Words, found: Match[str]) -> str:
    number = words("date.first") if found[2] == "01" else str(int(found[2]))
    return words("date.yearless", day=number, month=_month(words, found[1]))


_BARE: tuple[tuple[re.Pattern[str], Callable[[Words, Match[str]], str]], ...] = (
    (_RANGE, lambda words, found: words("between", low=_bare(words, found[1]), high=_bare(words, found[2]))),
    (_DURATION, _say_duration),
    (_HOUR, lambda words, found: words("date.hour", hour=int(found[1]), minute=found[2] or "00")),
    (_PART, lambda words, found: words(f"part_of_day.{found[1]}")),
    (_WEEKDAY, lambda words, found: words("date.weekdays").split()[int(found[1]) - 1]),
    (_YEARLESS, _say_yearless),
)
