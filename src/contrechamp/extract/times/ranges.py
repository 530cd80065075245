"""Ranges from their two ends: what only one end says, the other one shares."""

from __future__ import annotations

from contrechamp.extract.times.dates import Captured, Operation, decade, hour_within, merge, timed
from contrechamp.extract.times.tokens import Fields


def _range(constants: Fields, captured: Captured) -> Fields | None:
    """Two ends. What only the second says (year, month, day, part of the day) counts for the first too."""
    first, last = dict(captured["from"]), dict(captured["to"])
    if "hour" in first and "hour" in last:
        _share_day(first, last)
    if "of" in last and set(first) <= {"day", "month", "weekday"}:
        first["of"] = last["of"]
    for name in ("year", "month", "weekday"):
        if name in last and name not in first and not _finer(first, name):
            first[name] = last[name]
    if "year" in first and "year" not in captured["from"] and first.get("month", 0) > last.get("month", 12):
        first["year"] -= 1
    return {"from": first, "to": last, **constants} if _ordered(first, last) else None


_OF_CLOCK = frozenset({"hour", "minute", "second", "clock", "said", "parts", "part", "approx"})


def _share_day(first: Fields, last: Fields) -> None:
    """Two hours of one day: what only one of them says of the day and of its part counts for both."""
    for one, other in ((first, last), (last, first)):
        if not set(one) - _OF_CLOCK:
            one |= {name: value for name, value in other.items() if name not in _OF_CLOCK}
    said = last.get("said")
    if said and "said" not in first and hour_within(first["hour"], said) <= last["hour"]:
        first["hour"] = hour_within(first["hour"], said)


def _finer(first: Fields, name: str) -> bool:
    """Whether the first end says already something that `name` would contradict."""
    deictic = (
        "shift" in first
        or "ref" in first
        or "feast" in first
        or "season" in first
        or "decade" in first
        or "sign" in first
    )
    if name == "year":
        return deictic
    if name == "month":
        return (
            deictic
            or ("year" in first and "day" not in first)
            or "month" in first
            or ("weekday" in first and "day" not in first)
        )
    if name in ("day", "weekday"):
        return deictic or "hour" not in first or "day" in first or "weekday" in first
    return "hour" not in first


def _ordered(first: Fields, last: Fields) -> bool:
    """Whether the second year, where both say one, does not come before the first."""
    a, b = first.get("year"), last.get("year")
    return a is None or b is None or a <= b


def _month_span(constants: Fields, captured: Captured) -> Fields | None:
    """`mai-juin 1968`: two months, one after the other."""
    first, last, year = captured["from"], captured["to"], captured.get("year", {})
    if not first["month"] < last["month"]:
        return None
    return {"from": {**first, **year}, "to": {**last, **year}, **constants}


def _year_range(constants: Fields, captured: Captured) -> Fields | None:
    """`2019-20`, `1914-18`: the second year has the century of the first."""
    first, short = captured["from"]["year"], captured["to"]["year"]
    last = short if short > 99 else first - first % 100 + short
    return {"from": {"year": first}, "to": {"year": last}, **constants} if first < last <= first + 150 else None


def _figures_range(constants: Fields, captured: Captured) -> Fields | None:
    """`28/02-02/03`, `10/1-11/2/2017`."""
    said = captured["dayspan"]
    first = {"day": said["day"], "month": said["month"]} | ({"year": said["year"]} if "year" in said else {})
    last = {"day": said["lastday"], "month": said["lastmonth"]}
    last |= {"year": said["lastyear"]} if "lastyear" in said else {}
    return _range(constants, {"from": first, "to": last})


def _figures_hours(constants: Fields, captured: Captured) -> Fields | None:
    """`9h-11h30`, of a day where one is said."""
    said = captured["clockspan"]
    of = {"of": captured["of"]} if "of" in captured else {}
    ends = ({"hour": said[f"{end}hour"], "clock": True} for end in ("", "last"))
    first, last = (
        end | ({"minute": said[f"{name}minute"]} if f"{name}minute" in said else {})
        for name, end in zip(("", "last"), ends, strict=True)
    )
    if said["lasthour"] < said["hour"]:
        return None
    return _day_hours(constants, {**of, "from": first, "to": last}) if of else {"from": first, "to": last, **constants}


def _range_forward(constants: Fields, captured: Captured) -> Fields | None:
    """`du 3 juin au 5`: the second day is of the first one's month."""
    first, day = captured["from"], captured["to"]["day"]
    if "month" not in first or "day" not in first or not first["day"] < day:
        return None
    shared = {name: first[name] for name in ("month", "year", "of") if name in first}
    return {"from": dict(first), "to": {"day": day, **shared}, **constants}


def _day_hours(constants: Fields, captured: Captured) -> Fields | None:
    """`mardi de 14h à 16h`: both hours are of the same day."""
    day = dict(captured["of"])
    part = day.pop("part", None)
    ends = [
        timed({}, {"day": day | ({"part": part} if part else {}), "clock": captured[end]}) for end in ("from", "to")
    ]
    return {"from": ends[0], "to": ends[1], **constants}


def _decades(constants: Fields, captured: Captured) -> Fields | None:
    """`les années 1970-1980`."""
    ends = [decade({}, {"year": captured[end]}) for end in ("from", "to")]
    return {"from": ends[0], "to": ends[1], **constants} if all(ends) else None


def _units_of_year(first: bool) -> Operation:
    """`les quatre premiers mois de 2020`; months only, other units have no number in a TIMEX3 date."""

    def of_year(constants: Fields, captured: Captured) -> Fields | None:
        count, year = captured["n"]["n"], captured["year"]["year"]
        if captured["unit"]["unit"] != "month" or not 1 < count < 12:
            return None
        months = (1, int(count)) if first else (13 - int(count), 12)
        return {"from": {"year": year, "month": months[0]}, "to": {"year": year, "month": months[1]}, **constants}

    return of_year


def _season_years(constants: Fields, captured: Captured) -> Fields | None:
    """`l'hiver 2019-2020` begins in 2019."""
    years = _year_range({}, captured)
    return (
        None if years is None else {**captured["season"], "year": years["from"]["year"], "crossing": True, **constants}
    )


def _school_year(constants: Fields, captured: Captured) -> Fields | None:
    if "from" not in captured:
        return merge(constants, captured)
    return _year_range(constants, captured)


RANGES: dict[str, Operation] = {
    "first-units": _units_of_year(first=True),
    "last-units": _units_of_year(first=False),
    "range": _range,
    "month-span": _month_span,
    "figures-range": _figures_range,
    "figures-hours": _figures_hours,
    "range-forward": _range_forward,
    "year-range": _year_range,
    "decades": _decades,
    "season-years": _season_years,
    "school-year": _school_year,
    "day-hours": _day_hours,
}
"""Operations by their names in `times.toml`."""
