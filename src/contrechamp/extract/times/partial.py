"""Dates that are the same every year, month or week, and the days that are meant, seen from a reference.

The nearest one for a day of a month (writers add the year when it is not), the past one for a weekday unless the clause
looks ahead; a weekday beside a day of a month helps to choose the year.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import MAXYEAR, date, timedelta

from contrechamp.extract.times import calendar as cal
from contrechamp.extract.times.tokens import Fields
from contrechamp.extract.times.values import Seen, When, counted_from, day_of, full_year, in_year, valid_day


def partial(fields: Fields, seen: Seen) -> When:
    """A month, a day of a month, a weekday, a season, a quarter: the same every year, month or week."""
    shift = fields.get("shift")
    if "month" in fields:
        return _of_every_year(fields, shift, seen)
    if "season" in fields or "quarter" in fields or "half" in fields:
        return _of_every_year(fields, shift, seen)
    if "day" in fields:
        return _of_every_month(fields["day"], seen)
    if "weekday" in fields:
        return _weekday(fields["weekday"], fields, counted_from(fields, "day", seen), seen.future)
    return When("XXXX-XX-XX")


def _of_every_year(fields: Fields, shift: int | None, seen: Seen) -> When:
    bare = {k: v for k, v in fields.items() if k != "shift"}
    form = "XXXX" + in_year({**bare, "year": 2000}).timex[4:]
    today = day_of(counted_from(fields, "half", seen))
    if today is None:
        return When(form)
    years = range(max(today.year - 8, 1), today.year + 9)
    if "season" in fields and shift is not None:
        return _season(fields["season"], shift, today, years)
    around = [w for year in years if (w := in_year({**bare, "year": year})).first]
    told = _told_year(around, seen.told) if shift is None and not fields.get("gone") else None
    if told:
        return replace(told, timex=form)
    if "weekday" in fields and shift is None:
        around = [w for w in around if w.first and w.first.isoweekday() == fields["weekday"]] or around
    chosen = _choose(around, today, shift, None)
    if shift is None and chosen and _distance(chosen, today) > _FAR:
        chosen = _choose(around, today, None, seen.future)
    if chosen is None:
        return When(form)
    return chosen if shift is not None else replace(chosen, timex=form)


def _season(season: str, shift: int, today: date, years: range) -> When:
    """`cet hiver`, `l'été dernier`: one season, named by the year that it begins in; `ce`: of today, of this year."""
    around = [When(f"{year:04d}-{season}", *cal.season_days(year, season)) for year in years if year < MAXYEAR]
    if shift == 0:
        around = [
            w for w in around if w.first and w.last and (w.first <= today <= w.last or w.first.year == today.year)
        ]
        return around[0] if around else When(f"XXXX-{season}")
    return _choose(around, today, shift, None) or When(f"XXXX-{season}")


_FAR = 60
"""Days from the reference up to which the nearest date is meant whatever the tense; beyond, the tense decides."""

_NEAR = 31
"""Days around a date with its year within which a date without one is taken to be of the same year."""


def _told_year(around: list[When], told: When | None) -> When | None:
    """`Le 19 août 1944 … Enterré le 21 août`: a date close to the last one that was told, when that one is far away."""
    if told is None or told.first is None or told.first != told.last:
        return None
    year = told.first.year
    day = day_of(told.first)
    near = [w for w in around if w.first and day and abs((w.first - day).days) <= _NEAR]
    return near[0] if near and near[0].first and near[0].first.year in (year - 1, year, year + 1) else None


def _choose(around: list[When], today: date, shift: int | None, future: bool | None) -> When | None:
    """The one meant: `shift` before or after today; else by the tense; else the nearest."""
    if shift is not None:
        same = [w for w in around if w.first and w.first.year == today.year]
        before = [w for w in around if w.last and w.last < today]
        after = [w for w in around if w.first and w.first > today]
        meant = before[-1:] if shift < 0 else after[:1] if shift > 0 else same[:1]
        return meant[0] if meant else None
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
    form, today = f"XXXX-XX-{day:02d}", day_of(seen.reference)
    if today is None:
        return When(form)
    days = []
    for step in range(-3, 4):
        month = cal.add(today.replace(day=1), step, "month")
        if month and (found := valid_day(month.year, month.month, day)):
            days.append(When(form, found, found))
    return _choose(days, today, None, seen.future) or When(form)


def _weekday(weekday: int, fields: Fields, base: date | None, future: bool | None) -> When:
    shift, near = fields.get("shift"), fields.get("near")
    form, today = f"XXXX-WXX-{weekday}", day_of(base)
    if today is None:
        return When(form)
    if fields.get("any"):
        return When(form)
    ahead = (weekday - today.isoweekday()) % 7
    if near:
        found = today + timedelta(days=ahead)
        return When(found.isoformat(), found, found)
    if shift:
        found = today + timedelta(days=(ahead or 7) if shift > 0 else (ahead or 7) - 7 if ahead else -7)
        return When(found.isoformat(), found, found)
    found = today + timedelta(days=ahead) if future else today - timedelta(days=(7 - ahead) % 7)
    return When(form, found, found)


def feast(fields: Fields, seen: Seen) -> When:
    """A feast: a fixed day, or one counted from Easter."""
    key = fields["feast"]
    form = "XXXX-" + key if key[0].isdigit() and "#" not in key else "XXXX-XX-XX"
    if "year" in fields:
        found = cal.feast(key, full_year(fields["year"]))
        return When(found.isoformat() if found else form, found, found)
    today = day_of(seen.reference)
    if today is None:
        return When(form)
    days = [When(form, d, d) for y in range(max(today.year - 2, 1), today.year + 3) if (d := cal.feast(key, y))]
    chosen = _choose(days, today, fields.get("shift"), seen.future) or When(form)
    if chosen.first and (form == "XXXX-XX-XX" or "shift" in fields):
        return replace(chosen, timex=chosen.first.isoformat())
    return chosen
