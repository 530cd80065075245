"""Narrower than a period: its beginning, middle or end; narrower than a day: its parts and hours."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from contrechamp.extract.times.tokens import Fields
from contrechamp.extract.times.values import When

_SHORT = 2
"""Days of the longest period without a beginning, middle and end of its own: a weekend."""


def at_edge(base: When, edge: str, today: date | None) -> When:
    """A third or a half of a period; the part before or after today for *plus tôt*, *plus tard*."""
    if base.first is None or base.last is None or base.first == base.last:
        return _last_second(base) if edge == "end" and _A_DAY.fullmatch(base.timex) else base
    if edge in ("early", "late") and today and base.first <= today <= base.last:
        before = max(base.first, today - timedelta(days=1))
        return replace(base, last=before) if edge == "early" else replace(base, first=today)
    days = (base.last - base.first).days + 1
    if days <= _SHORT:
        return base
    half = base.first + timedelta(days=days // 2)
    one, two = _after_third(base.first, days, 1), _after_third(base.first, days, 2)
    first, after = {
        "first-half": (base.first, half),
        "second-half": (half, None),
        "start": (base.first, one),
        "early": (base.first, one),
        "end": (two, None),
        "late": (two, None),
    }.get(edge, (one, two))
    return replace(base, first=first, last=base.last if after is None else after - timedelta(days=1))


def _last_second(day: When) -> When:
    """*à la fin de ce dimanche*: when the day ends."""
    if day.first is None:
        return replace(day, timex=f"{day.timex}T23:59:59")
    ends = datetime.combine(day.first, time(23, 59, 59))
    timex = day.first.isoformat() if day.timex == "PRESENT_REF" else day.timex
    return When(f"{timex}T23:59:59", ends, ends)


_A_DAY = re.compile(r"XXXX-WXX-\d|[\dX]{4}-[\dX]{2}-[\dX]{2}|PRESENT_REF")


def _after_third(first: date, days: int, number: int) -> date:
    """Where a third ends: after 4 or 8 months of a year, 10 or 20 days of a month."""
    if 365 <= days <= 366 and first.month == 1 and first.day == 1:
        return first.replace(month=1 + 4 * number)
    if 28 <= days <= 31 and first.day == 1:
        return first.replace(day=1 + 10 * number)
    return first + timedelta(days=max(1, days // 3) * number)


_PARTS = {
    "MI": (time(11), time(14)),
    "MO": (time(4), time(11, 59)),
    "AF": (time(12), time(17, 59)),
    "EV": (time(17), time(23, 59)),
    "NI": (time(20), time(6)),
}
"""First and last minute that a part of the day can mean in French; the night ends on the next day."""


def within_day(fields: Fields, base: When | None) -> When:
    """An hour or a part of the day, of a day where one is said."""
    said = _clock_form(fields)
    if base is None:
        return When(said)
    text = base.timex
    if text == "PRESENT_REF":
        text = base.first.isoformat() if base.first else "XXXX-XX-XX"
    if base.first is None or base.first != base.last:
        return When(text + said)
    return When(text + said, *_clock_span(fields, base.first))


def _clock_form(fields: Fields) -> str:
    if "hour" not in fields:
        return f"T{fields['part']}"
    text = f"T{fields['hour'] % 24 if fields['hour'] != 24 else 24:02d}"
    if "minute" in fields:
        text += f":{fields['minute']:02d}"
    return text + (f":{fields['second']:02d}" if "second" in fields else "")


def _clock_span(fields: Fields, day: date) -> tuple[datetime, datetime]:
    if "hour" in fields:
        at = datetime.combine(day, time(fields["hour"] % 24, fields.get("minute", 0), fields.get("second", 0)))
        at += timedelta(days=1) if fields["hour"] == 24 else timedelta()
        return at, at
    first, last = _PARTS[fields["part"]]
    end = datetime.combine(day + timedelta(days=1) if last < first else day, last)
    begin = datetime.combine(day, first)
    half = (end - begin + timedelta(minutes=1)) / 2
    edge = fields.get("edge")
    if edge == "start":
        return begin, begin + half
    return (begin + half, end) if edge == "end" else (begin, end)
