"""One function per category of phrase: its TIMEX3 type, its value, and the first and last moment that it can mean."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from contrechamp.extract.times.calendar import add, add_working, iso_length
from contrechamp.extract.times.resolve import when
from contrechamp.extract.times.tokens import Fields
from contrechamp.extract.times.values import Seen, When, day_of
from contrechamp.model import TimeKind

Parts = tuple[tuple[float, str], ...]
"""Counts with their units; -1 for a count that is not said."""

_SECONDS = {"hour": 3600, "minute": 60, "second": 1}
_ONE_DAY = timedelta(days=1)


def _date(fields: Fields, seen: Seen) -> tuple[TimeKind, When]:
    if "or" in fields or ("parts" in fields and "toward" in fields and "sign" not in fields):
        return _duration(fields, seen)
    return TimeKind.TIME if "hour" in fields or "part" in fields else TimeKind.DATE, when(fields, seen)


# ------------------------------------------------------------------ lengths


def _duration(fields: Fields, seen: Seen) -> tuple[TimeKind, When]:
    text = iso_length(fields["parts"])
    if fields.get("working"):
        text = text.replace("D", "BD")
    if "or" in fields:
        text = f"{iso_length(fields['or'])}/{text}"
    toward = fields.get("toward")
    if toward is None:
        return TimeKind.DURATION, When(text)
    window = _either_window if "or" in fields else _window
    return TimeKind.DURATION, When(text, *window(fields, toward, seen.reference))


def _window(fields: Fields, toward: int, reference: date | None) -> tuple[date | None, date | None]:
    """The days of a length that ends yesterday, or that begins tomorrow; to the minute for hours and minutes."""
    parts: Parts = fields["parts"]
    if reference is None or any(count < 0 for count, _ in parts):
        return None, None
    try:
        if any(unit in _SECONDS for _, unit in parts):
            return _clock_window(parts, toward, reference)
        moved = day_of(reference)
        if fields.get("working"):
            return _working_window(int(toward * parts[0][0]), moved)
        for count, unit in parts:
            moved = add(moved, toward * count, unit) if moved else None
        today = reference.date() if isinstance(reference, datetime) else reference
        return (moved, today - _ONE_DAY) if toward < 0 else (today + _ONE_DAY, moved)
    except OverflowError:
        return None, None


def _working_window(count: int, today: date | None) -> tuple[date | None, date | None]:
    """The `count` working days after today, or before it where `count` is negative."""
    if today is None:
        return None, None
    near, far = add_working(today, 1 if count > 0 else -1), add_working(today, count)
    return (near, far) if count > 0 else (far, near)


def _clock_window(parts: Parts, toward: int, reference: date) -> tuple[date | None, date | None]:
    if not isinstance(reference, datetime) or not all(unit in _SECONDS for _, unit in parts):
        return None, None
    moved = reference + timedelta(seconds=toward * sum(count * _SECONDS[unit] for count, unit in parts))
    return (moved, reference) if toward < 0 else (reference, moved)


def _either_window(fields: Fields, toward: int, reference: date | None) -> tuple[date | None, date | None]:
    """`dans six ou dix mois`: from the day in six months to the day in ten."""
    (near, near_unit), (far, far_unit) = fields["or"][0], fields["parts"][0]
    today = day_of(reference)
    if today is None or near < 0 or far < 0:
        return None, None
    one, two = add(today, toward * near, near_unit), add(today, toward * far, far_unit)
    return (one, two) if toward > 0 else (two, one)


# ------------------------------------------------------------------ ranges and repetitions


def _range(fields: Fields, seen: Seen) -> tuple[TimeKind, When]:
    start, to = fields["from"], fields["to"]
    ends_now = to.get("ref") == "PRESENT_REF" or ("unit" in to and to.get("shift", 1) <= 0)
    first, last = when(start, Seen(seen.reference, False, seen.told) if ends_now else seen), when(to, seen)
    if _after(first, last) and seen.reference:
        if ends_now:
            past = when({**start, "shift": -1}, seen) if "shift" not in start else first
            first = When(first.timex, past.first, past.last)
        else:
            last = when(to, Seen(day_of(first.first), True, seen.told))
    kind = TimeKind.TIME if "hour" in start else TimeKind.DATE
    days = (None, None) if _after(first, last) else (first.first, last.last)
    return kind, When(f"{_end(first)}/{_end(last)}", *days)


def _after(first: When, last: When) -> bool:
    """Whether a range would begin after its end."""
    begin, end = day_of(first.first), day_of(last.last)
    return begin is not None and end is not None and end < begin


def _end(one: When) -> str:
    """The value of an end of a range: today as a day where it is known."""
    return one.first.isoformat() if one.timex == "PRESENT_REF" and one.first else one.timex


def _set(fields: Fields, seen: Seen) -> tuple[TimeKind, When]:
    """A repetition: the length of its step, or the partial date that comes again; it has no first and last day."""
    if "periodic" in fields:
        return TimeKind.SET, When(fields["periodic"])
    if "parts" in fields or "unit" in fields:
        step = iso_length(fields.get("parts") or ((fields.get("n", 1), fields["unit"]),))
        if "hour" not in fields:
            return TimeKind.SET, When(step)
    said = {name: value for name, value in fields.items() if name not in ("n", "unit", "parts", "weekdays", "dayparts")}
    if "weekdays" in fields:
        said["weekday"] = fields["weekdays"]
    if "dayparts" in fields:
        said["part"] = fields["dayparts"]
    return TimeKind.SET, When(when(said, Seen()).timex)


KINDS: dict[str, Callable[[Fields, Seen], tuple[TimeKind, When]]] = {
    "date": _date,
    "now": _date,
    "period": _date,
    "moment": _date,
    "clock": _date,
    "daypart": _date,
    "bounded-time": _date,
    "reference": _date,
    "labelled": _date,
    "range": _range,
    "duration": _duration,
    "window": _duration,
    "set": _set,
}
"""Categories of phrases that are expressions of time; all others are only parts of them."""
