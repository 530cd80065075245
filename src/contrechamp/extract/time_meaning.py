"""What the parts of a phrase mean together: the fields of a new phrase from those of its parts.

Fields of a date: year, month, day, weekday, season, quarter, half, week, weekend, decade, century, bce, feast; of a
clock time: hour, minute, second, part (TIMEX3 part of the day); shifted by `shift` units of `unit` from the reference;
`edge` start, mid, end, early, late; `bound` before, after, since, until, by; `approx`.
Fields of a length: `parts`, pairs of a count (-1: not said) and a unit; `sign` -1 or +1 from the reference or `anchor`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from contrechamp.extract.time_tokens import Fields

Captured = dict[str, Any]


def meaning(op: str, constants: Fields, captured: Captured) -> Fields | None:
    """The fields of a phrase from the captured fields of its parts; None where they make no sense together."""
    return _OPERATIONS[op](constants, captured)


def _merge(constants: Fields, captured: Captured) -> Fields | None:
    """All parts together; what is captured under a name that begins with `_` is left out."""
    merged: Fields = {}
    for name, fields in captured.items():
        if not name.startswith("_"):
            merged |= fields
    merged |= constants
    return _sound(merged)


def _sound(fields: Fields) -> Fields | None:
    hour, noon = fields.get("hour"), fields.get("part")
    if hour is not None and noon is not None:
        fields["hour"] = _hour_within(hour, noon)
        fields["said"] = fields.pop("part")
    return fields


_FIRST_HOUR = {"AF": 1, "EV": 4, "NI": 6}
"""From which hour on the twelve hours of the clock are those after noon in this part of the day."""


def _hour_within(hour: int, part: str) -> int:
    return hour + 12 if part in _FIRST_HOUR and _FIRST_HOUR[part] <= hour < 12 else hour


def _length(constants: Fields, captured: Captured) -> Fields | None:
    """A count and a unit; constants may give a count, a unit or a part to be added (`et demi`: plus=0.5)."""
    count = constants.get("count", (captured.get("n") or {}).get("n"))
    unit = constants.get("unit") or (captured.get("unit") or {}).get("unit")
    if "tens" in captured:
        count = captured["tens"]["tens"] * (1 if count is None else count)
    if count is None or unit is None or (count >= 1000 and unit not in _COUNTED_BY_THOUSANDS):
        return None
    rest = {k: v for k, v in constants.items() if k not in ("count", "unit", "plus", "times")}
    count *= constants.get("times", 1)
    return {"parts": _with_part(count, unit, constants.get("plus", 0)), **rest}


_COUNTED_BY_THOUSANDS = ("year", "day", "hour", "century")
_FINER = {"year": (12, "month"), "day": (24, "hour"), "hour": (60, "minute"), "minute": (60, "second")}


def _with_part(count: float, unit: str, plus: float) -> tuple[tuple[float, str], ...]:
    if not plus:
        return ((count, unit),)
    if unit not in _FINER:
        return ((count + plus, unit),)
    times, finer = _FINER[unit]
    return ((count, unit), (plus * times, finer)) if count else ((plus * times, finer),)


def _hours(constants: Fields, captured: Captured) -> Fields | None:
    """`six heures`: an hour of the clock and a length at once, until the words around decide."""
    hour = captured["hour"]["hour"]
    minute = constants.get("minute")
    parts: tuple[tuple[float, str], ...] = ((hour, "hour"),) + (((minute, "minute"),) if minute else ())
    return {"hour": hour, "clock": True, "parts": parts} | ({"minute": minute} if minute else {})


def _hours_length(constants: Fields, captured: Captured) -> Fields | None:
    """Hours that no word around made a time of day."""
    return {"parts": captured["hours"]["parts"], **constants}


def _less(constants: Fields, captured: Captured) -> Fields | None:
    """`sept heures moins dix`."""
    minutes = constants.get("minutes") or captured["n"]["n"]
    hour = captured["hour"]["hour"]
    return {"hour": (hour - 1) % 24, "minute": 60 - minutes, "clock": True} if 0 < minutes < 60 else None


def _join(constants: Fields, captured: Captured) -> Fields | None:
    """`deux ans et trois mois`: the second length is of a smaller unit."""
    first, second = captured["first"], captured["second"]
    if first.get("or") or _rank(first["parts"][-1][1]) <= _rank(second["parts"][0][1]):
        return None
    return {**first, "parts": first["parts"] + second["parts"], **constants}


_RANKS = (
    "second",
    "minute",
    "hour",
    "night",
    "day",
    "weekend",
    "week",
    "fortnight",
    "month",
    "quarter",
    "half",
    "year",
)


def _rank(unit: str) -> int:
    return _RANKS.index(unit) if unit in _RANKS else len(_RANKS)


def _either(constants: Fields, captured: Captured) -> Fields | None:
    """`six ou dix mois`: the first count has the unit of the second."""
    low, second = captured["low"]["n"], captured["second"]
    count, unit = second["parts"][0]
    if low >= count >= 0 or len(second["parts"]) > 1:
        return None
    return {**second, "or": ((low, unit),), **constants}


def _or(constants: Fields, captured: Captured) -> Fields | None:
    first, second = captured["first"], captured["second"]
    return {**second, "or": first["parts"], **constants}


def _window(constants: Fields, captured: Captured) -> Fields | None:
    """`les trois dernières années`: a length that ends or begins at the reference."""
    made = _length(constants, captured) if "parts" not in captured.get("duration", {}) else dict(captured["duration"])
    return None if made is None else {**made, "toward": constants["toward"]}


def _offset(constants: Fields, captured: Captured) -> Fields | None:
    """`il y a trois ans`, `deux mois après Noël`: a length away from the reference or from an anchor."""
    length = captured["duration"]
    if length.get("or"):
        return {**length, "sign": constants["sign"], "toward": constants["sign"]}
    if any(count < 0 for count, _ in length["parts"]):
        return {**length, "sign": constants["sign"], "vague": True, **_anchor(captured)}
    return {**length, "sign": constants["sign"], **_anchor(captured), **_clock_of(captured)}


def _anchor(captured: Captured) -> Fields:
    if "anchor" not in captured:
        return {}
    anchor = captured["anchor"]
    return {"anchor": {"unit": "day", "shift": anchor["deictic"]} if "deictic" in anchor else anchor}


def _clock_of(captured: Captured) -> Fields:
    return dict(captured.get("clock", {}))


def _range(constants: Fields, captured: Captured) -> Fields | None:
    """Two ends. What only the second says (year, month, day, part of the day) counts for the first too."""
    first, last = dict(captured["from"]), dict(captured["to"])
    if "hour" in first and "hour" in last:
        _share_day(first, last)
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
    if said and "said" not in first and _hour_within(first["hour"], said) <= last["hour"]:
        first["hour"] = _hour_within(first["hour"], said)


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
        return deictic or ("year" in first and "day" not in first) or "weekday" in first or "month" in first
    if name in ("day", "weekday"):
        return deictic or "hour" not in first or "day" in first or "weekday" in first
    return "hour" not in first


def _ordered(first: Fields, last: Fields) -> bool:
    """Whether the second year, where both say one, does not come before the first."""
    a, b = first.get("year"), last.get("year")
    return a is None or b is None or a <= b


def _year_range(constants: Fields, captured: Captured) -> Fields | None:
    """`2019-20`, `1914-18`: the second year has the century of the first."""
    first, short = captured["from"]["year"], captured["to"]["year"]
    last = short if short > 99 else first - first % 100 + short
    return {"from": {"year": first}, "to": {"year": last}, **constants} if first < last <= first + 150 else None


def _decade(constants: Fields, captured: Captured) -> Fields | None:
    """`les années 90`, `les années 1920`: TIMEX3 says a decade by its first three figures."""
    year = captured["year"]["year"]
    if year % 10:
        return None
    return {"decade": (year + 1900 if year < 100 else year) // 10, **constants}


def _century(constants: Fields, captured: Captured) -> Fields | None:
    """`le XIXe siècle`: TIMEX3 says a century by its first two figures, `18`."""
    number = captured["ord"]["ord"]
    return {"century": number - 1, **constants} if 1 <= number <= 30 else None


def _decades(constants: Fields, captured: Captured) -> Fields | None:
    """`les années 1970-1980`."""
    ends = [_decade({}, {"year": captured[end]}) for end in ("from", "to")]
    return {"from": ends[0], "to": ends[1], **constants} if all(ends) else None


def _decade_words(constants: Fields, captured: Captured) -> Fields | None:
    """`les années trente`."""
    return _decade(constants, {"year": {"year": captured["year"]["n"]}})


def _clock_length(constants: Fields, captured: Captured) -> Fields | None:
    clock = captured["length-hours"]
    said = ((clock.get("hour", 0), "hour"), (clock.get("minute", 0), "minute"))
    parts = tuple((count, unit) for count, unit in said if count)
    return {"parts": parts, **constants} if parts else None


def _season_years(constants: Fields, captured: Captured) -> Fields | None:
    """`l'hiver 2019-2020` begins in 2019."""
    years = _year_range({}, captured)
    return None if years is None else {**captured["season"], "year": years["from"]["year"], **constants}


def _school_year(constants: Fields, captured: Captured) -> Fields | None:
    if "from" not in captured:
        return _merge(constants, captured)
    return _year_range(constants, captured)


def _part_of_year(constants: Fields, captured: Captured) -> Fields | None:
    """`le deuxième trimestre 2019`."""
    name, most = ("quarter", 4) if constants["months"] == 3 else ("half", 2)
    number = captured["ord"]["ord"]
    return {name: number, **captured.get("year", {})} if 1 <= number <= most else None


def _week_number(constants: Fields, captured: Captured) -> Fields | None:
    number = captured["digits"]["n"]
    return {"week": number, **captured.get("year", {})} if 1 <= number <= 53 else None


def _week_of(constants: Fields, captured: Captured) -> Fields | None:
    return {**captured["inner"], "week-of": True}


def _day_shift(constants: Fields, captured: Captured) -> Fields | None:
    return {"unit": "day", "shift": captured["shift"]["deictic"], **constants}


def _edge(constants: Fields, captured: Captured) -> Fields | None:
    inner = captured["inner"]
    if "part" in inner or "hour" in inner or "edge" in inner:
        return None
    return {**inner, **captured.get("edge", {}), **constants}


def _edge_unit(constants: Fields, captured: Captured) -> Fields | None:
    return {**captured["unit"], "shift": 0, **captured["edge"], **constants}


def _early(constants: Fields, captured: Captured) -> Fields | None:
    return {**captured.get("inner", {"shift": 0, **captured.get("unit", {})}), "edge": "early", **constants}


def _late(constants: Fields, captured: Captured) -> Fields | None:
    return {**captured.get("inner", {"shift": 0, **captured.get("unit", {})}), "edge": "late", **constants}


def _night(constants: Fields, captured: Captured) -> Fields | None:
    """`la nuit du 3 au 4 mai` is the night that begins on the third."""
    merged: Fields = {}
    last = captured.get("_b", captured.get("date", {}) if len(captured) > 1 else {})
    for name, fields in captured.items():
        if name in ("day", "dday", "weekday") or (name == "date" and "dday" not in captured):
            merged |= fields
    if "month" in last and "month" not in merged and "day" in merged:
        merged |= {name: last[name] for name in ("month", "year") if name in last}
    return merged | constants


def _day_hours(constants: Fields, captured: Captured) -> Fields | None:
    """`mardi de 14h à 16h`: both hours are of the same day."""
    day = dict(captured["of"])
    part = day.pop("part", None)
    ends = [
        _timed({}, {"day": day | ({"part": part} if part else {}), "clock": captured[end]}) for end in ("from", "to")
    ]
    return {"from": ends[0], "to": ends[1], **constants}


def _part_of_period(constants: Fields, captured: Captured) -> Fields | None:
    """`le premier trimestre de l'année prochaine`."""
    inner, number = captured["inner"], captured["ord"]["ord"]
    return (
        {"quarter": number, "of": inner, **constants} if number <= 4 and inner.get("unit", "year") == "year" else None
    )


def _in_week(constants: Fields, captured: Captured) -> Fields | None:
    """`mardi de la semaine prochaine`."""
    inner = captured["inner"]
    if inner.get("unit") != "week":
        return None
    rest = [fields for name, fields in captured.items() if name not in ("inner", "weekday")]
    made: Fields = {"weekday": captured["weekday"]["weekday"], "of": inner}
    for fields in rest:
        made |= fields
    return made | constants


def _afternoon(constants: Fields, captured: Captured) -> Fields | None:
    said = captured["pm"]
    return {**said, "hour": said["hour"] % 12 + 12, **constants}


def _every_times(constants: Fields, captured: Captured) -> Fields | None:
    return {**captured["unit"], "n": 1, **constants}


def _every(constants: Fields, captured: Captured) -> Fields | None:
    """`chaque lundi`, `tous les deux ans`, `quotidiennement`."""
    made = dict(constants)
    for fields in captured.values():
        made |= fields
    return made if _REPEATED & made.keys() else None


_REPEATED = frozenset({"periodic", "parts", "unit", "weekday", "weekdays", "month", "season", "hour", "part"})


def _all_day(constants: Fields, captured: Captured) -> Fields | None:
    return {"parts": ((1, captured["unit"]["unit"]),), **constants}


def _timed(constants: Fields, captured: Captured) -> Fields | None:
    """A day and a clock time, whose hour counts within the part of the day that was said."""
    made = _merge({}, captured)
    return None if made is None else made | constants


def _day_in(constants: Fields, captured: Captured) -> Fields | None:
    """`le 15 du mois prochain`."""
    inner = captured["inner"]
    day = (captured.get("dday") or captured["oday"])["day"]
    return {"day": day, "of": inner, **constants} if inner.get("unit") == "month" or "month" in inner else None


def _civil_year(constants: Fields, captured: Captured) -> Fields | None:
    if "year" in captured:
        return {"year": captured["year"]["year"]}
    return {"unit": "year", "shift": 0} if "this" in captured else None


def _feast(constants: Fields, captured: Captured) -> Fields | None:
    """`Noël dernier`; other dates have rules of their own."""
    return {**captured["inner"], **constants} if "feast" in captured["inner"] else None


def _labelled(constants: Fields, captured: Captured) -> Fields | None:
    """`l'année scolaire 2008`, `le dernier exercice budgétaire`: years that begin at a date of their own."""
    shift = -1 if "last" in captured else 1 if "next" in captured else 0 if "this" in captured else None
    return {**captured.get("year", {}), **({} if shift is None else {"shift": shift}), **constants}


_OPERATIONS: dict[str, Callable[[Fields, Captured], Fields | None]] = {
    "merge": _merge,
    "length": _length,
    "hours": _hours,
    "hours-length": _hours_length,
    "less": _less,
    "join": _join,
    "either": _either,
    "or": _or,
    "window": _window,
    "offset": _offset,
    "range": _range,
    "year-range": _year_range,
    "decade": _decade,
    "century": _century,
    "every": _every,
    "all-day": _all_day,
    "timed": _timed,
    "decade-words": _decade_words,
    "decades": _decades,
    "clock-length": _clock_length,
    "season-years": _season_years,
    "school-year": _school_year,
    "part-of-year": _part_of_year,
    "week-number": _week_number,
    "week-of": _week_of,
    "day-shift": _day_shift,
    "edge": _edge,
    "edge-unit": _edge_unit,
    "early": _early,
    "late": _late,
    "night": _night,
    "day-hours": _day_hours,
    "every-times": _every_times,
    "part-of-period": _part_of_period,
    "in-week": _in_week,
    "afternoon": _afternoon,
    "day-in": _day_in,
    "civil-year": _civil_year,
    "labelled": _labelled,
    "feast": _feast,
}
