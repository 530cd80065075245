"""What is counted from another time: a period so many units away, a length after or before, the nth of a period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from contrechamp.extract.times import calendar as cal
from contrechamp.extract.times.tokens import Fields
from contrechamp.extract.times.values import (
    UNKNOWN,
    Seen,
    When,
    counted_from,
    day_of,
    full_year,
    in_year,
    period,
    valid_day,
    week,
)


def shifted(fields: Fields, seen: Seen) -> When:
    """`la semaine prochaine`, `hier`: the period of a unit that is `shift` units away."""
    unit, shift = fields["unit"], fields.get("shift", 0)
    base = day_of(counted_from(fields, unit, seen))
    if base is None:
        return When(UNKNOWN.get(unit, "XXXX"))
    moved = cal.add(base if unit == "day" else cal.containing(base, unit)[0], shift, unit)
    if moved is None:
        return When(UNKNOWN.get(unit, "XXXX"))
    if unit in ("hour", "minute", "second", "night"):
        return When(UNKNOWN[unit])
    return period(moved, unit)


def offset(fields: Fields, base: date | None) -> When:
    """A length before or after `base`; as exact as the length's smallest unit, to the day from an anchor."""
    parts, sign = fields["parts"], fields["sign"]
    unit = parts[-1][1]
    unknown = When(UNKNOWN.get(unit, "XXXX"))
    if fields.get("vague"):
        return unknown if fields.get("told") else When("PAST_REF" if sign < 0 else "FUTURE_REF")
    if base is None:
        return unknown
    if unit in ("hour", "minute", "second"):
        return _offset_clock(parts, sign, base)
    moved = day_of(base)
    if fields.get("working") and moved:
        moved = cal.add_working(moved, int(sign * parts[0][0]))
    else:
        for count, each in parts:
            moved = cal.add(moved, sign * count, each) if moved else None
    exact = "anchor" in fields or unit in ("day", "week", "weekend", "night", "fortnight")
    return period(moved, "day" if exact else unit) if moved else unknown


_CLOCK_UNITS = {"hour": 3600, "minute": 60, "second": 1, "day": 86400}


def _offset_clock(parts: tuple[tuple[float, str], ...], sign: int, base: date) -> When:
    if not isinstance(base, datetime):
        return When("XXXX-XX-XXTXX")
    seconds = sum(count * _CLOCK_UNITS.get(unit, 0) for count, unit in parts)
    try:
        moved = base + timedelta(seconds=sign * seconds)
    except OverflowError:
        return When("XXXX-XX-XXTXX")
    return When(moved.isoformat(timespec="seconds"), moved, moved)


def labelled(fields: Fields, seen: Seen) -> When:
    """A school year (`SY2019`) or a fiscal year (`FY2019`): its days depend on the country."""
    if "year" in fields:
        return When(f"{fields['label']}{full_year(fields['year']):04d}")
    if "shift" in fields and seen.reference:
        return When(f"{fields['label']}{seen.reference.year + fields['shift']:04d}")
    return When(f"{fields['label']}XXXX")


def inside(fields: Fields, whole: When) -> When:
    """A weekday of a week, a quarter of a year, that are themselves counted from the reference."""
    if "weekday" in fields:
        found = whole.first + timedelta(days=fields["weekday"] - 1) if whole.first else None
        return When(found.isoformat() if found else f"XXXX-WXX-{fields['weekday']}", found, found)
    if "month" in fields:
        if whole.first is None:
            return When(f"XXXX-{fields['month']:02d}" + (f"-{fields['day']:02d}" if "day" in fields else ""))
        return in_year({name: value for name, value in fields.items() if name != "of"} | {"year": whole.first.year})
    if "day" in fields:
        text = f"{whole.timex}-{fields['day']:02d}"
        found = valid_day(whole.first.year, whole.first.month, fields["day"]) if whole.first else None
        return When(text, found, found)
    if whole.first is None:
        return When(f"{whole.timex}-{'Q' if 'quarter' in fields else 'H'}{fields.get('quarter') or fields['half']}")
    return in_year({"year": whole.first.year, **{k: fields[k] for k in ("quarter", "half") if k in fields}})


def nth(fields: Fields, whole: When) -> When:
    """The nth day, weekday, week or month of a year or a month; the last one for -1."""
    number, unit, weekday = fields["ord"], fields.get("unit", "day"), fields.get("weekday")
    form = _nth_form(whole.timex, number, unit, weekday)
    if whole.first is None or whole.last is None:
        return When(form)
    if weekday:
        return _nth_weekday(form, number, weekday, whole)
    if unit == "weekend":
        saturday = _nth_weekday(whole.timex, number, 6, whole).first
        return replace(period(saturday, unit), timex=whole.timex) if saturday else When(form)
    if unit == "week" and (whole.last - whole.first).days > _LONGEST_MONTH:
        last_week = date(whole.first.year, 12, 28).isocalendar()[1]
        return week(number if number > 0 else last_week, whole.first.year)
    return _nth_unit(form, number, unit, whole)


_LONGEST_MONTH = 31


def _nth_form(timex: str, number: int, unit: str, weekday: int | None) -> str:
    if weekday:
        return f"{timex}-WXX-{weekday}-#{number}" if number > 0 else f"{timex}-WXX-{weekday}"
    if unit == "week":
        return f"{timex}-W{number if number > 0 else 5:02d}"
    return f"{timex}-{number:02d}" if unit == "day" and number > 0 else timex


def _nth_weekday(form: str, number: int, weekday: int, whole: When) -> When:
    assert whole.first and whole.last  # looked at by `nth`
    if number > 0:
        found = whole.first + timedelta(days=(weekday - whole.first.isoweekday()) % 7 + 7 * (number - 1))
    else:
        found = whole.last - timedelta(days=(whole.last.isoweekday() - weekday) % 7)
    if not whole.first <= found <= whole.last:
        return When(form)
    return When(form if form.startswith("XXXX") else found.isoformat(), found, found)


def _nth_unit(form: str, number: int, unit: str, whole: When) -> When:
    assert whole.first and whole.last  # looked at by `nth`
    if unit == "week":
        thursdays = (3 - whole.first.weekday()) % 7
        start = whole.first + timedelta(days=thursdays - 3)
        if number < 0:
            last = whole.last - timedelta(days=whole.last.weekday())
            return When(form, last, last + timedelta(days=6))
        first = start + timedelta(days=7 * (number - 1))
        return When(form, first, first + timedelta(days=6))
    first_day = cal.add(whole.first, number - 1, unit) if number > 0 else cal.containing(whole.last, unit)[0]
    if first_day is None or not whole.first <= first_day <= whole.last:
        return When(form)
    found = period(first_day, unit)
    return replace(found, timex=form) if form.startswith("XXXX") else found


def week_of(inner: When, unit: str) -> When:
    """The week that contains a day, or its weekend."""
    return period(inner.first, unit) if inner.first else When(UNKNOWN[unit])
