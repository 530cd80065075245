"""From the fields of a phrase to its TIMEX3 value and the first and last moment that it can mean.

A partial date keeps its form (`XXXX-09-13`, `XXXX-WXX-2`) and gets days from the reference: the nearest for a day of a
month, the past one for a weekday unless `future`. What is counted from today (*hier*, *la semaine prochaine*) gets a full
value with a reference and a form without a day without one (`XXXX-XX-XX`, `XXXX-WXX`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from contrechamp.extract import time_calendar as cal
from contrechamp.extract.time_tokens import Fields


@dataclass(frozen=True, slots=True)
class When:
    """A TIMEX3 value, with first and last day or moment (included) where known."""

    timex: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """From where a text is read: the reference, whether its clause speaks of the future, the last full day it named."""

    reference: date | None = None
    future: bool | None = None
    told: date | None = None


UNKNOWN = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "half": "XXXX-HX", "year": "XXXX", "decade": "XXX", "century": "XX", "hour": "XXXX-XX-XXTXX",
    "minute": "XXXX-XX-XXTXX:XX", "second": "XXXX-XX-XXTXX:XX", "night": "XXXX-XX-XXTNI",
}  # fmt: skip
_WEEKEND_LENGTH = 2


def when(fields: Fields, seen: Seen) -> When:
    """What a date, an hour or a period means. Never fails: what is no date (30 February) keeps its value and has no days."""
    if "hour" in fields or "part" in fields:
        return _with_clock(fields, seen)
    base = _day_or_period(fields, seen)
    if "edge" in fields:
        base = _at_edge(base, fields["edge"], fields, seen)
    return base


def _day_or_period(fields: Fields, seen: Seen) -> When:
    if "parts" in fields and "sign" in fields:
        return _offset(fields, seen)
    if "ref" in fields:
        today = _day(seen.reference)
        return When(fields["ref"], today, today) if fields["ref"] == "PRESENT_REF" else When(fields["ref"])
    if "from" in fields:
        first, last = when(fields["from"], seen), when(fields["to"], seen)
        return When(f"{first.timex}/{last.timex}", first.first, last.last)
    if "label" in fields:
        return _labelled(fields, seen)
    if "of" in fields:
        return _inside(fields, seen)
    if "nth" in fields:
        return _nth(fields, seen)
    if "week-of" in fields:
        return _week_of(fields, seen)
    if "decade" in fields or "century" in fields:
        return _long(fields)
    if "feast" in fields:
        return _feast(fields, seen)
    if "week" in fields:
        return _week(fields, seen)
    if "year" in fields and "shift" not in fields:
        return _in_year(fields)
    if "unit" in fields:
        return _shifted(fields, seen)
    return _partial(fields, seen)


def _day(reference: date | None) -> date | None:
    return reference.date() if isinstance(reference, datetime) else reference


def full_year(year: int) -> int:
    """Two figures are of 1930 to 2029."""
    return year if year > 99 else year + (2000 if year < 30 else 1900)


# ------------------------------------------------------------------ with a year


def _in_year(fields: Fields) -> When:
    if fields.get("bce"):
        return When(f"BC{fields['year']:04d}")
    year = full_year(fields["year"])
    if year > 9990 or year < 1:
        return When(f"{year:04d}")
    if "day" in fields and "month" in fields:
        text = f"{year:04d}-{fields['month']:02d}-{fields['day']:02d}"
        found = _valid(year, fields["month"], fields["day"])
        return When(text, found, found)
    if "month" in fields:
        return When(f"{year:04d}-{fields['month']:02d}", *cal.month_days(year, fields["month"]))
    if "season" in fields:
        return _season(year, fields["season"])
    if "quarter" in fields:
        return When(f"{year:04d}-Q{fields['quarter']}", *cal.quarter_days(year, fields["quarter"]))
    if "half" in fields:
        return When(f"{year:04d}-H{fields['half']}", *cal.quarter_days(year, fields["half"], 6))
    return When(f"{year:04d}", *(cal.year_days(year) or (None, None)))


def _season(year: int, season: str) -> When:
    first, last = cal.season_days(year, season)
    if season == "WI":
        first = cal.season_days(year - 1, season)[0]
    return When(f"{year:04d}-{season}", first, last)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _long(fields: Fields) -> When:
    if "decade" in fields:
        first, length, text = fields["decade"] * 10, 10, f"{fields['decade']:03d}"
    else:
        first, length, text = fields["century"] * 100, 100, f"{fields['century']:02d}"
    days = cal.year_days(max(first, 1), first + length - 1)
    return When(text, *(days or (None, None)))


def _week(fields: Fields, seen: Seen) -> When:
    year = fields.get("year") or (seen.reference.year if seen.reference else None)
    if year is None:
        return When(f"XXXX-W{fields['week']:02d}")
    return When(f"{year:04d}-W{fields['week']:02d}", *(cal.week_days(year, fields["week"]) or (None, None)))


def _week_of(fields: Fields, seen: Seen) -> When:
    inner = when({k: v for k, v in fields.items() if k != "week-of"}, seen)
    if inner.first is None:
        return When("XXXX-WXX")
    first, last = cal.containing(inner.first, "week")
    year, week, _ = first.isocalendar()
    return When(f"{year:04d}-W{week:02d}", first, last)


# ------------------------------------------------------------------ without a year


def _partial(fields: Fields, seen: Seen) -> When:
    """A month, a day of a month, a weekday, a season, a quarter: the same every year, month or week."""
    shift = fields.get("shift")
    if "month" in fields:
        return _of_every_year(fields, shift, seen)
    if "season" in fields or "quarter" in fields or "half" in fields:
        return _of_every_year(fields, shift, seen)
    if "day" in fields:
        return _of_every_month(fields["day"], seen)
    if "weekday" in fields:
        return _weekday(fields["weekday"], shift, fields.get("near", False), seen)
    return When("XXXX-XX-XX")


def _of_every_year(fields: Fields, shift: int | None, seen: Seen) -> When:
    bare = {k: v for k, v in fields.items() if k != "shift"}
    form = "XXXX" + _in_year({**bare, "year": 2000}).timex[4:]
    today = _day(seen.reference)
    if today is None:
        return When(form)
    around = [w for year in range(today.year - 8, today.year + 9) if (w := _in_year({**bare, "year": year})).first]
    if "weekday" in fields and shift is None:
        around = [w for w in around if w.first and w.first.isoweekday() == fields["weekday"]] or around
    chosen = _choose(around, today, shift, None)
    if chosen is None:
        return When(form)
    return chosen if shift is not None else replace(chosen, timex=form)


def _choose(around: list[When], today: date, shift: int | None, future: bool | None) -> When | None:
    """The one meant: `shift` before or after today; else by the tense; else the nearest."""
    if shift is not None:
        same = [w for w in around if w.first and w.first.year == today.year]
        before = [w for w in around if w.last and w.last < today]
        after = [w for w in around if w.first and w.first > today]
        return (before[-1:] if shift < 0 else after[:1] if shift > 0 else same[:1] or [None])[0]  # type: ignore[list-item]
    if future is True:
        around = [w for w in around if w.last and w.last >= today] or around
    elif future is False:
        around = [w for w in around if w.first and w.first <= today] or around
    return min(around, key=lambda w: _distance(w, today), default=None)


def _distance(one: When, today: date) -> int:
    if one.first is None or one.last is None:
        return 10**6
    return max((one.first - today).days, (today - one.last).days, 0)


def _of_every_month(day: int, seen: Seen) -> When:
    form, today = f"XXXX-XX-{day:02d}", _day(seen.reference)
    if today is None:
        return When(form)
    days = []
    for step in range(-3, 4):
        month = cal.add(today.replace(day=1), step, "month")
        if month and (found := _valid(month.year, month.month, day)):
            days.append(When(form, found, found))
    return _choose(days, today, None, seen.future) or When(form)


def _weekday(weekday: int, shift: int | None, near: bool, seen: Seen) -> When:
    form, today = f"XXXX-WXX-{weekday}", _day(seen.reference)
    if today is None:
        return When(form)
    ahead = (weekday - today.isoweekday()) % 7
    if near:
        found = today + timedelta(days=ahead)
        return When(found.isoformat(), found, found)
    if shift:
        found = today + timedelta(days=(ahead or 7) if shift > 0 else (ahead or 7) - 7 if ahead else -7)
        return When(found.isoformat(), found, found)
    found = today + timedelta(days=ahead) if seen.future else today - timedelta(days=(7 - ahead) % 7)
    return When(form, found, found)


def _feast(fields: Fields, seen: Seen) -> When:
    key = fields["feast"]
    form = "XXXX-" + key if "-" in key and key[0].isdigit() else "XXXX-XX-XX"
    if "year" in fields:
        found = cal.feast(key, full_year(fields["year"]))
        return When(found.isoformat() if found else form, found, found)
    today = _day(seen.reference)
    if today is None:
        return When(form)
    days = [When(form, d, d) for y in range(max(today.year - 2, 1), today.year + 3) if (d := cal.feast(key, y))]
    chosen = _choose(days, today, fields.get("shift"), seen.future) or When(form)
    if chosen.first and (form == "XXXX-XX-XX" or "shift" in fields):
        return replace(chosen, timex=chosen.first.isoformat())
    return chosen


# ------------------------------------------------------------------ counted from the reference


def _shifted(fields: Fields, seen: Seen) -> When:
    unit, shift = fields["unit"], fields.get("shift", 0)
    base = (seen.told if fields.get("told") else None) or _day(seen.reference)
    if base is None:
        return When(UNKNOWN.get(unit, "XXXX"))
    moved = cal.add(base if unit == "day" else cal.containing(base, unit)[0], shift, unit)
    if moved is None:
        return When(UNKNOWN.get(unit, "XXXX"))
    if unit in ("hour", "minute", "second", "night"):
        return When(UNKNOWN[unit])
    return period(moved, unit)


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


def _offset(fields: Fields, seen: Seen) -> When:
    """A length before or after the reference or an anchor; as exact as the length's smallest unit."""
    parts, sign, anchor = fields["parts"], fields["sign"], fields.get("anchor")
    unit = parts[-1][1]
    base = when(anchor, seen).first if anchor else seen.told if fields.get("told") else seen.reference
    if base is None or fields.get("vague"):
        return When(
            UNKNOWN.get(unit, "XXXX") if not fields.get("vague") else ("PAST_REF" if sign < 0 else "FUTURE_REF")
        )
    if unit in ("hour", "minute", "second"):
        return _offset_clock(parts, sign, base)
    moved: date | None = _day(base)
    for count, each in parts:
        moved = cal.add(moved, sign * count, each) if moved else None
    if moved is None:
        return When(UNKNOWN.get(unit, "XXXX"))
    exact = anchor is not None or unit in ("day", "week", "weekend", "night", "fortnight")
    return period(moved, "day" if exact else unit)


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


# ------------------------------------------------------------------ the nth of something


def _labelled(fields: Fields, seen: Seen) -> When:
    """A school year (`SY2019`) or a fiscal year (`FY2019`): its days depend on the country."""
    if "year" in fields:
        return When(f"{fields['label']}{full_year(fields['year']):04d}")
    if "shift" in fields and seen.reference:
        return When(f"{fields['label']}{seen.reference.year + fields['shift']:04d}")
    return When(f"{fields['label']}XXXX")


def _inside(fields: Fields, seen: Seen) -> When:
    """A weekday of a week, a quarter of a year, that are themselves counted from the reference."""
    whole = when(fields["of"], seen)
    if "weekday" in fields:
        found = whole.first + timedelta(days=fields["weekday"] - 1) if whole.first else None
        return When(found.isoformat() if found else f"XXXX-WXX-{fields['weekday']}", found, found)
    if "day" in fields:
        text = f"{whole.timex}-{fields['day']:02d}"
        found = _valid(whole.first.year, whole.first.month, fields["day"]) if whole.first else None
        return When(text, found, found)
    if whole.first is None:
        return When(f"{whole.timex}-Q{fields['quarter']}")
    return _in_year({"year": whole.first.year, "quarter": fields["quarter"]})


def _nth(fields: Fields, seen: Seen) -> When:
    inner = {k: fields[k] for k in ("month", "year") if k in fields}
    whole = when(inner, seen)
    number, unit, weekday = fields["ord"], fields.get("unit", "day"), fields.get("weekday")
    form = _nth_form(whole.timex, number, unit, weekday)
    if whole.first is None or whole.last is None:
        return When(form)
    if weekday:
        return _nth_weekday(form, number, weekday, whole)
    if unit == "week" and "month" not in fields:
        week = number if number > 0 else date(whole.first.year, 12, 28).isocalendar()[1]
        return _week({"week": week, "year": whole.first.year}, seen)
    return _nth_unit(form, number, unit, whole)


def _nth_form(timex: str, number: int, unit: str, weekday: int | None) -> str:
    if weekday:
        return f"{timex}-WXX-{weekday}-#{number}" if number > 0 else f"{timex}-WXX-{weekday}"
    if unit == "week":
        return f"{timex}-W{number if number > 0 else 5:02d}"
    return f"{timex}-{number:02d}" if unit == "day" and number > 0 else timex


def _nth_weekday(form: str, number: int, weekday: int, whole: When) -> When:
    assert whole.first and whole.last
    if number > 0:
        found = whole.first + timedelta(days=(weekday - whole.first.isoweekday()) % 7 + 7 * (number - 1))
    else:
        found = whole.last - timedelta(days=(whole.last.isoweekday() - weekday) % 7)
    if not whole.first <= found <= whole.last:
        return When(form)
    return When(form if form.startswith("XXXX") else found.isoformat(), found, found)


def _nth_unit(form: str, number: int, unit: str, whole: When) -> When:
    assert whole.first and whole.last
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


# ------------------------------------------------------------------ beginning, middle, end


def _at_edge(base: When, edge: str, fields: Fields, seen: Seen) -> When:
    """A third of a period: *début*, *mi-*, *fin*; half of a short one; the part before or after now for *plus tôt*."""
    if base.first is None or base.last is None:
        return base
    days = (base.last - base.first).days + 1
    today = _day(seen.reference)
    if edge == "early" and today and base.first <= today <= base.last:
        return replace(base, last=max(base.first, today - timedelta(days=1)))
    if edge == "late" and today and base.first <= today <= base.last:
        return replace(base, first=today)
    if days <= _WEEKEND_LENGTH:
        return base
    third = max(1, days // 3)
    if edge in ("start", "early"):
        return replace(base, last=_after_third(base.first, days, third, 1) - timedelta(days=1))
    if edge in ("end", "late"):
        return replace(base, first=_after_third(base.first, days, third, 2))
    first, last = _after_third(base.first, days, third, 1), _after_third(base.first, days, third, 2)
    return replace(base, first=first, last=last - timedelta(days=1))


def _after_third(first: date, days: int, third: int, number: int) -> date:
    """Where a third ends: after 4 or 8 months of a year, 10 or 20 days of a month."""
    if days >= 365 and first.month == 1 and first.day == 1 and days <= 366:
        return first.replace(month=1 + 4 * number)
    if 28 <= days <= 31 and first.day == 1:
        return first.replace(day=1 + 10 * number)
    return first + timedelta(days=third * number)


# ------------------------------------------------------------------ hours and parts of the day

_PARTS = {
    "MI": (time(11), time(14)),
    
    "MO": (time(4), time(11, 59)),
    "AF": (time(12), time(17, 59)),
    "EV": (time(17), time(23, 59)),
    "NI": (time(20), time(6)),
}
"""First and last minute that a part of the day can mean in French; the night ends on the next day."""


def _with_clock(fields: Fields, seen: Seen) -> When:
    day = {k: v for k, v in fields.items() if k not in _CLOCK}
    base = _day_or_period(day, seen) if day and set(day) - _QUIET else None
    said = _clock_form(fields)
    if base is None:
        return When(said)
    text = "XXXX-XX-XX" if base.timex == "PRESENT_REF" else base.timex
    if base.timex == "PRESENT_REF" and base.first:
        text = base.first.isoformat()
    if base.first is None or base.first != base.last:
        return When(text + said)
    return When(text + said, *_clock_span(fields, base.first))


_CLOCK = {"hour", "minute", "second", "part", "clock", "edge", "parts", "said"}
_QUIET = {"approx", "bound", "id"}


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
    half = (end - begin) / 2
    edge = fields.get("edge")
    if edge == "start":
        return begin, begin + half
    return (begin + half, end) if edge == "end" else (begin, end)
