"""Lengths of time from their parts, and times that are a length away from another."""

from __future__ import annotations

from contrechamp.extract.times.dates import Captured, Operation
from contrechamp.extract.times.tokens import Fields


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


def _dash_length(constants: Fields, captured: Captured) -> Fields | None:
    """`2-3 semaines`: what looks like a day and a month are two counts."""
    low, high, unit = captured["dash"]["day"], captured["dash"]["month"], captured["unit"]["unit"]
    return {"parts": ((high, unit),), "or": ((low, unit),), **constants} if low < high else None


def _same_length(constants: Fields, captured: Captured) -> Fields | None:
    """`dix-huit mois de prison, dont six avec sursis`: the unit was said before; a part is less than the whole."""
    count, unit = captured["_twin"]["parts"][-1]
    number = captured["n"]["n"]
    return {"parts": ((number, unit),), **constants} if 0 < number < count or count < 0 else None


def _minutes_seconds(constants: Fields, captured: Captured) -> Fields | None:
    """`8 mn 30 s`."""
    return {"parts": ((captured["min"]["n"], "minute"), (captured["n"]["n"], "second")), **constants}


_COUNTED_BY_THOUSANDS = ("year", "day", "hour", "century")


_IN_YEARS = {"decade": 10, "century": 100, "millennium": 1000}
_FINER = {"year": (12, "month"), "day": (24, "hour"), "hour": (60, "minute"), "minute": (60, "second")}


def _with_part(count: float, unit: str, plus: float) -> tuple[tuple[float, str], ...]:
    if not plus:
        return ((count, unit),)
    if unit in _IN_YEARS:
        return (((count + plus) * _IN_YEARS[unit], "year"),)
    if unit not in _FINER:
        return ((count + plus, unit),)
    times, finer = _FINER[unit]
    return ((count, unit), (plus * times, finer)) if count else ((plus * times, finer),)


def _hours(constants: Fields, captured: Captured) -> Fields | None:
    """`six heures`: an hour of the clock and a length at once, until the words around decide."""
    hour = captured["hour"]["hour"]
    minute = constants.get("minute") or captured.get("minute", {}).get("minute")
    parts: tuple[tuple[float, str], ...] = ((hour, "hour"),) + (((minute, "minute"),) if minute else ())
    return {"hour": hour, "clock": True, "parts": parts} | ({"minute": minute} if minute else {})


def _above(constants: Fields, captured: Captured) -> Fields | None:
    """`1 à 2 heures`: a length where the first figure is below the second; else an hour of the clock."""
    hours = captured["hours"]
    return dict(hours) if captured["_low"]["hour"] < hours["hour"] else None


def _hours_length(constants: Fields, captured: Captured) -> Fields | None:
    """Hours that no word around made a time of day."""
    return {"parts": captured["hours"]["parts"], **constants}


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


def _from_to(constants: Fields, captured: Captured) -> Fields | None:
    """`3 à 5 ans`."""
    low, high, unit = captured["low"]["n"], captured["high"]["n"], constants["unit"]
    return {"parts": ((high, unit),), "or": ((low, unit),)} if low < high < _LONGEST_LIFE else None


_LONGEST_LIFE = 120
"""Years of the longest term that is said from … to …; above, the figures are something else."""


def _or(constants: Fields, captured: Captured) -> Fields | None:
    first, second = captured["first"], captured["second"]
    return {**second, "or": first["parts"], **constants}


def _window(constants: Fields, captured: Captured) -> Fields | None:
    """`les trois dernières années`: a length that ends or begins at the reference."""
    made = _length(constants, captured) if "parts" not in captured.get("duration", {}) else dict(captured["duration"])
    return None if made is None else {**made, "toward": constants["toward"]}


def _offset(constants: Fields, captured: Captured) -> Fields | None:
    """`il y a trois ans`, `deux mois après Noël`: a length away from the reference or from an anchor."""
    length, rest = captured["duration"], {name: value for name, value in constants.items() if name != "sign"}
    if length.get("or"):
        return {**length, "sign": constants["sign"], "toward": constants["sign"]}
    if any(count < 0 for count, _ in length["parts"]):
        return {**length, **rest, "sign": constants["sign"], "vague": True, **_anchor(captured)}
    return {**length, **rest, "sign": constants["sign"], **_anchor(captured), **_clock_of(captured)}


def _next_to(constants: Fields, captured: Captured) -> Fields | None:
    """`la veille du 1er mai`, `le lendemain de Noël`: days away from a date."""
    anchor = captured["anchor"]
    if "hour" in anchor or "part" in anchor:
        return None
    return {"parts": ((constants["count"], "day"),), "sign": constants["sign"], "anchor": anchor}


def _anchor(captured: Captured) -> Fields:
    if "anchor" not in captured:
        return {}
    anchor = captured["anchor"]
    return {"anchor": {"unit": "day", "shift": anchor["deictic"]} if "deictic" in anchor else anchor}


def _clock_of(captured: Captured) -> Fields:
    return dict(captured.get("clock", {}))


def _clock_length(constants: Fields, captured: Captured) -> Fields | None:
    clock = captured["length-hours"]
    said = tuple((clock.get(unit, 0), unit) for unit in ("hour", "minute", "second"))
    parts = tuple((count, unit) for count, unit in said if count)
    return {"parts": parts, **constants} if parts else None


def _all_day(constants: Fields, captured: Captured) -> Fields | None:
    return {"parts": ((1, captured["unit"]["unit"]),), **constants}


LENGTHS: dict[str, Operation] = {
    "length": _length,
    "minutes-seconds": _minutes_seconds,
    "same-length": _same_length,
    "dash-length": _dash_length,
    "hours": _hours,
    "above": _above,
    "hours-length": _hours_length,
    "join": _join,
    "either": _either,
    "from-to": _from_to,
    "or": _or,
    "window": _window,
    "offset": _offset,
    "next-to": _next_to,
    "all-day": _all_day,
    "clock-length": _clock_length,
}
"""Operations by their names in `times.toml`."""
