"""Dates, periods and hours from their parts: the operations of `times.toml` that make one expression of several."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from contrechamp.extract.times.tokens import Fields

Captured = dict[str, Any]
"""Fields of the parts of a phrase, by the names that the pattern gives them."""

Operation = Callable[[Fields, Captured], Fields | None]
"""Constants of a rule and captured parts → the fields of the phrase; None where they make no sense together."""


def merge(constants: Fields, captured: Captured) -> Fields | None:
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
        fields["hour"] = hour_within(hour, noon)
        fields["said"] = fields.pop("part")
    return fields


_FIRST_HOUR = {"AF": 1, "EV": 4, "NI": 6}
"""From which hour on the twelve hours of the clock are those after noon in this part of the day."""


def hour_within(hour: int, part: str) -> int:
    """The hour of 24 that an hour of 12 is in this part of the day."""
    return hour + 12 if part in _FIRST_HOUR and _FIRST_HOUR[part] <= hour < 12 else hour


def _less(constants: Fields, captured: Captured) -> Fields | None:
    """`sept heures moins dix`."""
    minutes = constants.get("minutes") or captured["n"]["n"]
    hour = (captured.get("hour") or captured["honly"])["hour"]
    return {"hour": (hour - 1) % 24, "minute": 60 - minutes, "clock": True} if 0 < minutes < 60 else None


def decade(constants: Fields, captured: Captured) -> Fields | None:
    """`les années 90`, `les années 1920`: TIMEX3 says a decade by its first three figures."""
    year = captured["year"]["year"]
    if year % 10:
        return None
    return {"decade": (year + 1900 if year < 100 else year) // 10, **constants}


def _century(constants: Fields, captured: Captured) -> Fields | None:
    """`le XIXe siècle`: TIMEX3 says a century by its first two figures, `18`."""
    number = captured["ord"]["ord"]
    return {"century": number - 1, **constants} if 1 <= number <= 30 else None


def _decade_words(constants: Fields, captured: Captured) -> Fields | None:
    """`les années trente`."""
    return decade(constants, {"year": {"year": captured["year"]["n"]}})


def _part_of_year(constants: Fields, captured: Captured) -> Fields | None:
    """`le deuxième trimestre 2019`, `trimestre 2 2019`."""
    name, most = ("quarter", 4) if constants["months"] == 3 else ("half", 2)
    number = captured["ord"]["ord"] if "ord" in captured else captured["digits"]["n"]
    return {name: number, **captured.get("year", {})} if 1 <= number <= most else None


def _week_number(constants: Fields, captured: Captured) -> Fields | None:
    number = captured["digits"]["n"]
    return {"week": number, **captured.get("year", {})} if 1 <= number <= 53 else None


def _week_of(constants: Fields, captured: Captured) -> Fields | None:
    return {**captured["inner"], "week-of": constants.get("of", "week")}


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
    last: Fields = captured.get("_b") or (captured.get("date") or {} if len(captured) > 1 else {})
    for name, fields in captured.items():
        if name in ("day", "dday", "weekday") or (name == "date" and "dday" not in captured):
            merged |= fields
    if "month" in last and "month" not in merged and "day" in merged:
        merged |= {name: last[name] for name in ("month", "year") if name in last}
    return merged | constants


def _part_of_period(constants: Fields, captured: Captured) -> Fields | None:
    """`le premier trimestre de l'année prochaine`."""
    inner, number = captured["inner"], captured["ord"]["ord"]
    name, most = ("quarter", 4) if constants["months"] == 3 else ("half", 2)
    return {name: number, "of": inner} if number <= most and inner.get("unit", "year") == "year" else None


def _nth_of(constants: Fields, captured: Captured) -> Fields | None:
    """`le premier lundi du mois prochain`, `le dernier jour du trimestre`; of no certain month without a period."""
    rest: Fields = {}
    for name, fields in captured.items():
        if name != "inner":
            rest |= fields
    counted = rest.get("unit", "week") in ("week", "weekend")
    return {**rest, "nth-of": captured.get("inner", {}), **constants} if counted else None


def _of_year(constants: Fields, captured: Captured) -> Fields | None:
    """`juin de l'année dernière`, `le 3 mai de cette année`."""
    said, inner = captured["_twin"], captured["inner"]
    dated = "month" in said and not {"year", "shift", "of", "hour", "part"} & said.keys()
    return {**said, "of": inner} if dated and inner.get("unit") == "year" else None


def _same_unit(constants: Fields, captured: Captured) -> Fields | None:
    """`cette semaine ou la prochaine`: the unit was said before."""
    unit = captured["_twin"].get("unit")
    return {"unit": unit, **constants} if unit else None


def _in_week(constants: Fields, captured: Captured) -> Fields | None:
    """`mardi de la semaine prochaine`."""
    inner = captured["inner"]
    if inner.get("unit") != "week":
        return None
    rest = [fields for name, fields in captured.items() if name not in ("inner", "weekday") and name[0] != "_"]
    made: Fields = {"weekday": captured["weekday"]["weekday"], "of": inner}
    for fields in rest:
        made |= fields
    return made | constants


def _afternoon(constants: Fields, captured: Captured) -> Fields | None:
    said = captured["pm"]
    return {**said, "hour": said["hour"] % 12 + 12, **constants}


def _in_unit(constants: Fields, captured: Captured) -> Fields | None:
    """`dans la semaine`: the present one; `dans l'heure`: a length."""
    unit = captured["unit"]["unit"]
    if unit in ("hour", "minute"):
        return {"parts": ((1, unit),), "toward": 1}
    return {"unit": unit, **constants} if unit in ("day", "week", "month", "quarter", "year") else None


def _bare_afternoon(constants: Fields, captured: Captured) -> Fields | None:
    """`de 5 à 6pm`: both hours are after noon, unless the first would then be the later one."""
    hour, last = captured["hour"]["hour"], captured["_pm"]["hour"] % 12 + 12
    return {"hour": hour + 12 if hour < 12 and hour + 12 <= last else hour, **constants}


def _every_nth(constants: Fields, captured: Captured) -> Fields | None:
    """`un jour sur deux`, `une semaine sur trois`."""
    ((count, unit), *more) = captured["duration"]["parts"] if "duration" in captured else ((1, constants["unit"]),)
    number = captured["n"]["n"]
    return {"parts": ((number, unit),)} if count == 1 and not more and 1 < number < 100 else None


def _every_times(constants: Fields, captured: Captured) -> Fields | None:
    return {**captured.get("unit", {}), "n": 1, **constants}


def _every(constants: Fields, captured: Captured) -> Fields | None:
    """`chaque lundi`, `tous les deux ans`, `quotidiennement`."""
    made = dict(constants)
    for fields in captured.values():
        made |= fields
    if "hour" in made:
        made["hour"] = hour_within(made["hour"], made.pop("part", made.pop("dayparts", "")))
    return made if _REPEATED & made.keys() and "sign" not in made else None


def _every_weekday(constants: Fields, captured: Captured) -> Fields | None:
    """`un samedi sur deux`, `un dimanche par mois`: which one is not said."""
    weekday = captured["date"].get("weekday")
    return {"weekday": weekday, **constants} if weekday and captured["date"].get("any") else None


_REPEATED = frozenset(
    {"day", "dayparts", "periodic", "parts", "unit", "weekday", "weekdays", "month", "season", "hour", "part"}
)


def timed(constants: Fields, captured: Captured) -> Fields | None:
    """A day and a clock time, whose hour counts within the part of the day that was said."""
    made = merge({}, captured)
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


def _near_date(constants: Fields, captured: Captured) -> Fields | None:
    """`le prochain vendredi 12 mai`."""
    inner = captured["inner"]
    return dict(inner) if "weekday" in inner and "month" in inner and "year" not in inner else None


def _labelled(constants: Fields, captured: Captured) -> Fields | None:
    """`l'année scolaire 2008`, `le dernier exercice budgétaire`: years that begin at a date of their own."""
    shift = -1 if "last" in captured else 1 if "next" in captured else 0 if "this" in captured else None
    return {**captured.get("year", {}), **({} if shift is None else {"shift": shift}), **constants}


DATES: dict[str, Operation] = {
    "merge": merge,
    "less": _less,
    "decade": decade,
    "century": _century,
    "every": _every,
    "timed": timed,
    "decade-words": _decade_words,
    "part-of-year": _part_of_year,
    "week-number": _week_number,
    "week-of": _week_of,
    "day-shift": _day_shift,
    "edge": _edge,
    "edge-unit": _edge_unit,
    "early": _early,
    "late": _late,
    "night": _night,
    "every-times": _every_times,
    "every-nth": _every_nth,
    "every-weekday": _every_weekday,
    "nth-of": _nth_of,
    "same-unit": _same_unit,
    "of-year": _of_year,
    "in-unit": _in_unit,
    "bare-afternoon": _bare_afternoon,
    "part-of-period": _part_of_period,
    "in-week": _in_week,
    "afternoon": _afternoon,
    "day-in": _day_in,
    "civil-year": _civil_year,
    "labelled": _labelled,
    "feast": _feast,
    "near-date": _near_date,
}
"""Operations by their names in `times.toml`."""
