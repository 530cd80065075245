"""Days for partial dates, from what else is known: the account's own publication date, or the other accounts' dates.

An account keeps what it says (`XXXX-09-13`); only `earliest` and `latest` are filled in. Nothing depends on the order
of the accounts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from contrechamp.extract.times.calendar import add, month_days
from contrechamp.model import Time, TimeKind

Links = Mapping[str, tuple[date, ...]]
"""By account, the dates in the web addresses that it cites (`times.dates_in_links`)."""

_PARTIAL = re.compile(r"XXXX-(?P<month>\d\d)(?:-(?P<day>\d\d)(?P<hour>T.*)?)?$")
_MONTH_ONLY = re.compile(r"XXXX-XX-(?P<day>\d\d)$")


def complete_times(
    times_by_account: Mapping[str, tuple[Time, ...]],
    references: Mapping[str, date | None],
    *,
    links: Links | None = None,
) -> dict[str, tuple[Time, ...]]:
    """The same times, with first and last day filled in for partial dates that can be completed.

    A partial date takes, in this order: the year nearest to its own account's reference; the year in which any account
    (in its text or in a link that it cites) names the very same day in full; the year nearest to the references and
    links of all accounts, if they agree on one. Else it stays open.
    """
    links = links or {}
    named = _named_days(times_by_account, links)
    anchors = sorted({day for day in references.values() if day} | {day for days in links.values() for day in days})
    return {
        account: tuple(_completed(time, references.get(account), named, anchors) for time in times)
        for account, times in times_by_account.items()
    }


def event_date(
    times_by_account: Mapping[str, tuple[Time, ...]],
    references: Mapping[str, date | None],
    *,
    links: Links | None = None,
) -> str | None:
    """The day that the accounts are about, as a TIMEX3 value: the one that most of them name, in text or in a link.

    A night counts for both its days; the line that says when an account was published counts for nothing. Among days
    that equally many name: the one that stands first in the texts, then the latest. With no full day, the partial one
    of which the same is true; None when no account names a day.
    """
    completed = complete_times(times_by_account, references, links=links)
    votes: dict[str, list[float]] = {}
    for account in sorted(completed):
        told = _told(completed[account], references.get(account))
        for day, place in _days_of(told, (links or {}).get(account, ())).items():
            votes.setdefault(day, []).append(place)
    full = {day: places for day, places in votes.items() if "X" not in day} or votes
    ranked = sorted(full, reverse=True)
    return min(ranked, key=lambda day: (-len(full[day]), sum(full[day]) / len(full[day])), default=None)


def _told(times: tuple[Time, ...], published: date | None) -> tuple[Time, ...]:
    """The times without the date of publication, in full as a dateline gives it; all where nothing else is there."""
    said = published.isoformat() if published else None
    return tuple(time for time in times if said is None or time.timex != said) or times


def _days_of(times: tuple[Time, ...], links: tuple[date, ...]) -> dict[str, float]:
    """The single days that one account names, with the place of the first mention: 0 the first date, 1 the second."""
    said: dict[str, float] = {}
    dates = [t for t in times if t.kind in (TimeKind.DATE, TimeKind.TIME) and t.timex != "PRESENT_REF"]
    for place, time in enumerate(dates):
        for day in _days(time):
            said.setdefault(day, float(place))
    for day_linked in links:
        said.setdefault(day_linked.isoformat(), 0.5)
    return said


def _days(time: Time) -> tuple[str, ...]:
    """The day of a time that lies within one, both days of a night; of an uncompleted date its own partial value."""
    if time.earliest and time.latest:
        first, last = date.fromisoformat(time.earliest[:10]), date.fromisoformat(time.latest[:10])
        return tuple(day.isoformat() for day in dict.fromkeys((first, last))) if (last - first).days in (0, 1) else ()
    partial = _PARTIAL.match(time.timex)
    return (time.timex,) if partial and partial["day"] and not time.earliest and not time.latest else ()


def _named_days(times_by_account: Mapping[str, tuple[Time, ...]], links: Links) -> set[date]:
    days = {day for cited in links.values() for day in cited}
    for times in times_by_account.values():
        days |= {day for time in times if (day := _full_day(time.timex))}
    return days


def _full_day(timex: str) -> date | None:
    try:
        return date.fromisoformat(timex[:10]) if re.match(r"\d{4}-\d\d-\d\d(?:T|$)", timex) else None
    except ValueError:
        return None


def _completed(time: Time, reference: date | None, named: set[date], anchors: list[date]) -> Time:
    if time.earliest or time.latest:
        return time
    partial = _PARTIAL.match(time.timex)
    if partial:
        days = _in_year(partial, _year(partial, reference, named, anchors))
    elif (found := _MONTH_ONLY.match(time.timex)) and reference:
        days = _nearest_in_month(int(found["day"]), reference)
    else:
        days = None
    return time if days is None else replace(time, earliest=days[0].isoformat(), latest=days[1].isoformat())


def _year(partial: re.Match[str], reference: date | None, named: set[date], anchors: list[date]) -> int | None:
    if reference:
        return _nearest_year(partial, reference)
    same = {
        d.year for d in named if partial["day"] and (d.month, d.day) == (int(partial["month"]), int(partial["day"]))
    }
    if same:
        return same.pop() if len(same) == 1 else None
    years = {_nearest_year(partial, anchor) for anchor in anchors}
    return years.pop() if len(years) == 1 else None


def _nearest_year(partial: re.Match[str], anchor: date) -> int | None:
    """The year in which the date comes nearest to the anchor; the earlier of two."""
    best: tuple[int, int] | None = None
    for year in range(anchor.year - 4, anchor.year + 5):
        days = _in_year(partial, year)
        if days:
            away = max((days[0] - anchor).days, (anchor - days[1]).days, 0)
            best = min(best, (away, year)) if best else (away, year)
    return best[1] if best else None


def _in_year(partial: re.Match[str], year: int | None) -> tuple[date, date] | None:
    if year is None or not 1 <= year <= 9998:
        return None
    try:
        if partial["day"]:
            day = date(year, int(partial["month"]), int(partial["day"]))
            return day, day + timedelta(days=partial["hour"] == "TNI")
        return month_days(year, int(partial["month"]))
    except ValueError:
        return None


def _nearest_in_month(number: int, reference: date) -> tuple[date, date] | None:
    days = []
    for step in range(-2, 3):
        month = add(reference.replace(day=1), step, "month")
        try:
            days.append(month.replace(day=number)) if month else None
        except ValueError:
            continue
    nearest = min(days, key=lambda day: (abs((day - reference).days), day), default=None)
    return (nearest, nearest) if nearest else None
