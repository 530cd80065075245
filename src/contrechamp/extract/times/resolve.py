"""From the fields of a phrase to its TIMEX3 value and the first and last moment that it can mean.

A partial date keeps its form (`XXXX-09-13`, `XXXX-WXX-2`) and gets days from the reference (`time_partial`). What is
counted from today (*hier*, *la semaine prochaine*) gets a full value with a reference, and a form without a day
without one (`XXXX-XX-XX`, `XXXX-WXX`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from contrechamp.extract.times.narrow import at_edge, within_day
from contrechamp.extract.times.partial import feast, partial
from contrechamp.extract.times.relative import inside, labelled, nth, offset, shifted, week_of
from contrechamp.extract.times.tokens import Fields
from contrechamp.extract.times.values import Seen, When, counted_from, day_of, in_year, long_period, valid_day, week

_OF_CLOCK = frozenset({"hour", "minute", "second", "part", "clock", "edge", "parts", "said", "approx", "bound", "gone"})
"""Fields that say nothing of the day."""


def when(fields: Fields, seen: Seen) -> When:
    """What a date, an hour or a period means. What is no date (30 February) keeps its value and has no days."""
    if "hour" in fields or "part" in fields:
        clock = _OF_CLOCK - {"parts"} if "sign" in fields else _OF_CLOCK
        day = {name: value for name, value in fields.items() if name not in clock}
        return within_day(fields, _day_or_period(day, seen) if day else None)
    base = _day_or_period(fields, seen)
    return at_edge(base, fields["edge"], day_of(seen.reference)) if "edge" in fields else base


def _day_or_period(fields: Fields, seen: Seen) -> When:
    for name, resolve in _BY_FIELD:
        if name in fields and not (name == "year" and "shift" in fields):
            return resolve(fields, seen)
    return partial(fields, seen)


def _reference(fields: Fields, seen: Seen) -> When:
    today = day_of(seen.reference) if fields["ref"] == "PRESENT_REF" else None
    return When(fields["ref"], today, today)


def _range(fields: Fields, seen: Seen) -> When:
    first, last = when(fields["from"], seen), when(fields["to"], seen)
    return When(f"{first.timex}/{last.timex}", first.first, last.last)


def _offset(fields: Fields, seen: Seen) -> When:
    if "anchor" in fields:
        return _from_anchor(fields, when(fields["anchor"], seen))
    unit = fields["parts"][-1][1]
    return offset(fields, None if fields.get("told") and seen.told is None else counted_from(fields, unit, seen))


def _from_anchor(fields: Fields, anchor: When) -> When:
    """A length away from a date; of a day of every year, days away is one too: *le lendemain de Noël*."""
    days, unit = fields["parts"][0]
    yearly = _OF_EVERY_YEAR.fullmatch(anchor.timex)
    if anchor.first or not yearly or unit != "day" or len(fields["parts"]) > 1 or days < 0:
        return offset(fields, anchor.first)
    moved = offset(fields, valid_day(2001, int(yearly[1]), int(yearly[2])))
    return When(f"XXXX{moved.timex[4:]}")


_OF_EVERY_YEAR = re.compile(r"XXXX-(\d\d)-(\d\d)")


def _inside(fields: Fields, seen: Seen) -> When:
    return inside(fields, when(fields["of"], seen))


def _nth(fields: Fields, seen: Seen) -> When:
    return nth(fields, when({name: fields[name] for name in ("month", "year") if name in fields}, seen))


def _nth_of(fields: Fields, seen: Seen) -> When:
    return nth(fields, when(fields["nth-of"], seen) if fields["nth-of"] else When("XXXX-XX"))


def _week_of(fields: Fields, seen: Seen) -> When:
    inner = {name: value for name, value in fields.items() if name != "week-of"}
    return week_of(when(inner, seen), fields["week-of"])


def _week(fields: Fields, seen: Seen) -> When:
    return week(fields["week"], fields.get("year") or (seen.reference.year if seen.reference else None))


def _alone(resolve: Callable[[Fields], When]) -> Callable[[Fields, Seen], When]:
    return lambda fields, _seen: resolve(fields)


_BY_FIELD: tuple[tuple[str, Callable[[Fields, Seen], When]], ...] = (
    ("sign", _offset),
    ("ref", _reference),
    ("from", _range),
    ("label", labelled),
    ("nth-of", _nth_of),
    ("of", _inside),
    ("nth", _nth),
    ("week-of", _week_of),
    ("decade", _alone(long_period)),
    ("century", _alone(long_period)),
    ("feast", feast),
    ("week", _week),
    ("year", _alone(in_year)),
    ("unit", shifted),
)
"""The first of these fields that a phrase has decides how it is resolved."""
