"""How often `find_times` reads the times of the Recognizers-Text cases right: same span, same value.

Their conventions, as they are compared with ours:
- a range ends where its last period begins (`2014 à 2018` ends on 2018-01-01), or, in some files, after it; both count;
- `end` is excluded there, included here; a clock time without minutes is the same as with `:00`;
- *quelques jours* is three days there, an unsaid number (`PXD`) here; lengths are the same when their seconds are;
- *il y a deux ans* is a day there, a year here: right when the day lies in the year; the same for months;
- a part of the day has no agreed hours: its TIMEX3 value decides;
- articles and bare prepositions before an expression stand inside the mark in one sentence and outside in the next (*la
  semaine prochaine*, *semaine prochaine*; *de 17h à 18h*, *17h à 18h*): they do not count. `exact` counts without this.

A case without its reference time (most French ones lost it) is read with none, then with the days around the expected
values as reference: it is right when one of them gives every value. These are counted apart (`recovered`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from contrechamp.errors import DataMissing
from contrechamp.extract.times import find_times
from contrechamp.model import Time, TimeKind


@dataclass(frozen=True, slots=True)
class TimeMiss:
    """A case that is not right: its sentence, what was expected and what was found, each as (words, value)."""

    sentence: str
    expected: tuple[tuple[str, str], ...]
    found: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TimeScore:
    """One file's result.

    `right` counts cases of which every expression has its words and its value and nothing else is found; `exact` those
    of them that have the very same span, articles included; `recovered` those whose reference time had to be sought.
    """

    file: str
    cases: int
    right: int
    exact: int
    recovered: int
    expressions: int
    spans: int
    misses: tuple[TimeMiss, ...]


def score_times(path: Path | str) -> TimeScore:
    """The score of one file of cases. Raises DataMissing."""
    path = Path(path)
    try:
        cases = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise DataMissing(str(error), where=str(path)) from error
    right = exact = recovered = expressions = spans = 0
    misses: list[TimeMiss] = []
    for case in cases:
        found, ok, sought = _read(case)
        expected = case["Results"]
        expressions += len(expected)
        spans += sum(any(_same_span(time, case["Input"], result) for time in found) for result in expected)
        right += ok
        exact += ok and all(_is_exact(result, case["Input"], found) for result in case["Results"])
        recovered += ok and sought
        if not ok:
            misses.append(_miss(case, found))
    return TimeScore(path.name, len(cases), right, exact, recovered, expressions, spans, tuple(misses))


def _miss(case: dict[str, Any], found: tuple[Time, ...]) -> TimeMiss:
    text = case["Input"]
    expected = tuple((r["Text"], "; ".join(v.get("timex", "") for v in _values(r))) for r in case["Results"])
    return TimeMiss(text, expected, tuple((text[t.span.start : t.span.end], _shown(t)) for t in found))


def _shown(time: Time) -> str:
    return f"{time.timex} [{time.earliest or ''} … {time.latest or ''}]"


def _read(case: dict[str, Any]) -> tuple[tuple[Time, ...], bool, bool]:
    """What is found, whether it is right, and whether a reference had to be sought."""
    text = case["Input"]
    given = (case.get("Context") or {}).get("ReferenceDateTime")
    first = find_times(text, reference=datetime.fromisoformat(given) if given else None)
    if given or _right(case, first) or len(first) != len(case["Results"]):
        return first, _right(case, first), False
    if not all(any(_same_span(time, text, result) for time in first) for result in case["Results"]):
        return first, False, False
    for reference in _references(case):
        found = find_times(text, reference=reference)
        if _right(case, found):
            return found, True, True
    return first, False, False


def _right(case: dict[str, Any], found: tuple[Time, ...]) -> bool:
    """Whether every expected expression is found with its value, and nothing else."""
    if len(found) != len(case["Results"]):
        return False
    return all(any(_same(time, case["Input"], result) for time in found) for result in case["Results"])


def _same(time: Time, text: str, result: dict[str, Any]) -> bool:
    return _same_span(time, text, result) and any(_same_value(time, value, result["Text"]) for value in _values(result))


def _same_span(time: Time, text: str, result: dict[str, Any]) -> bool:
    """The same words, in any case, but for articles and prepositions before them."""
    return _OPENING.sub("", _words(time, text)) == _OPENING.sub("", result["Text"].lower().strip(" ."))


_OPENING = re.compile(r"^(?:(?:le|la|les|de|du|des|à|a|au|aux|en|dans|pour|entre)\s+|[ld]['’]\s*)+")


def _words(time: Time, text: str) -> str:
    """The words of a found time; blanks and a full stop at the end do not count."""
    return text[time.span.start : time.span.end].lower().strip(" .")


def _is_exact(result: dict[str, Any], text: str, found: tuple[Time, ...]) -> bool:
    return any(_words(time, text) == result["Text"].lower().strip(" .") for time in found)


def _values(result: dict[str, Any]) -> list[dict[str, Any]]:
    values = (result.get("Resolution") or {}).get("values", [])
    return [v for v in values if isinstance(v, dict)] if isinstance(values, list) else []


# ------------------------------------------------------------------ the same value


def _same_value(time: Time, value: dict[str, Any], said: str) -> bool:
    theirs, ours = value.get("timex", ""), time.timex
    if _plain(theirs) == _plain(ours) or _range_form(theirs) in _range_forms(ours):
        return True
    if time.kind is TimeKind.DURATION and value.get("type") == "duration":
        return _seconds(ours) == _seconds(theirs)
    if _same_moments(time, value):
        return True
    counted = re.match(r"(?:dans|il y ?a|d'ici)\b", said.lower()) is not None
    return counted and value.get("type") == "date" and len(ours) < len(theirs) and theirs.startswith(ours)


def _plain(timex: str) -> str:
    """A clock time without its empty minutes and seconds; a season of any year by its two letters alone."""
    clock = re.sub(r"T(\d\d)(?::00)+(?!:?\d)", r"T\1", timex)
    return re.sub(r"^XXXX-(SP|SU|FA|WI)$", r"\1", clock)


def _range_form(timex: str) -> str:
    found = re.match(r"\(([^,]+),([^,]+),[^,]*\)$", timex)
    return _plain(f"{found[1]}/{found[2]}") if found else "-"


def _range_forms(timex: str) -> tuple[str, ...]:
    """Our range with each end as the first day of its period, and with the last end as the day after its period."""
    first, slash, last = timex.partition("/")
    if not slash:
        return ()
    begin = _plain(_first_day(first))
    return (f"{begin}/{_plain(_first_day(last))}", f"{begin}/{_day_after(last)}")


def _first_day(timex: str) -> str:
    if re.fullmatch(r"[\dX]{4}", timex):
        return f"{timex}-01-01"
    quarter = re.fullmatch(r"(\d{4})-([QH])(\d)", timex)
    if quarter:
        return f"{quarter[1]}-{(int(quarter[3]) - 1) * (3 if quarter[2] == 'Q' else 6) + 1:02d}-01"
    return f"{timex}-01" if re.fullmatch(r"[\dX]{4}-\d\d", timex) else timex


def _day_after(timex: str) -> str:
    """The day after the period: `2018` → `2019-01-01`, `XXXX-05` → `XXXX-06-01`."""
    found = re.fullmatch(r"(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?", timex)
    if not found:
        return "-"
    year, month, day = found.groups()
    known = 2001 if year == "XXXX" else int(year)
    try:
        if day:
            after = date(known, int(month), int(day)) + timedelta(days=1)
        elif month:
            after = date(known + (month == "12"), int(month) % 12 + 1, 1)
        else:
            after = date(known + 1, 1, 1)
    except ValueError:
        return "-"
    return after.isoformat() if year != "XXXX" else f"XXXX{after.isoformat()[4:]}"


_LENGTHS = {"Y": 31536000, "M": 2592000, "W": 604800, "D": 86400, "WE": 172800, "NI": 86400}
_CLOCK = {"H": 3600, "M": 60, "S": 1}


def _seconds(timex: str) -> float | None:
    """The seconds of a length, months of 30 days; an unsaid number counts three."""
    found = re.fullmatch(
        r"P((?:[\d.]+|X)[A-Z]+)*?((?:(?:[\d.]+|X)(?:Y|M|WE|W|D|NI))*)(?:T((?:(?:[\d.]+|X)[HMS])+))?", timex
    )
    if not found:
        return None
    total = 0.0
    for part, table in ((timex.partition("T")[0][1:], _LENGTHS), (timex.partition("T")[2], _CLOCK)):
        for count, unit in re.findall(r"([\d.]+|X)([A-Z]+)", part):
            total += (3.0 if count == "X" else float(count)) * table.get(unit, 0)
    return total


def _same_moments(time: Time, value: dict[str, Any]) -> bool:
    """The same first and last moment, whichever are given."""
    point = value.get("value")
    if point and point != "not resolved":
        return time.earliest == time.latest and _moment(time.earliest) == _moment(point)
    start, end = _moment(value.get("start")), _moment(value.get("end"))
    if start is None and end is None:
        return False
    if start is not None and _moment(time.earliest) != start:
        return False
    return end is None or end in _ends(time)


def _ends(time: Time) -> tuple[datetime | None, ...]:
    """Our last moment as an excluded end: the next day for a day."""
    last = _moment(time.latest)
    if last is None or time.latest is None:
        return (None,)
    if "T" in time.latest:
        return (last,)
    length = re.match(r"P\d", time.timex) and timedelta(days=1)
    begins = {7: last.replace(day=1), 4: last.replace(month=1, day=1), 10: last}.get(len(time.timex.partition("/")[2]))
    return (last + timedelta(days=1), begins, last + length if length else None)


def _moment(said: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(said.replace(" ", "T")) if said else None
    except ValueError:
        return None


# ------------------------------------------------------------------ a lost reference time

_STEPS = (
    *range(-36, 37),
    *(
        sign * step
        for step in (45, 60, 75, 90, 120, 150, 180, 270, 330, 365, 366, 730, 731, 1095, 1826)
        for sign in (-1, 1)
    ),
)


def _references(case: dict[str, Any]) -> Iterator[datetime]:
    """Days (and moments) near the expected values that every pair of past and future values allows, nearest first."""
    values = [value for result in case["Results"] for value in _values(result)]
    moments = sorted(
        {m for v in values for key in ("value", "start", "end") if (m := _moment(v.get(key))) and m.year > 1900}
    )
    years = {int(y) for v in values for y in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", v.get("timex", ""))}
    moments += [datetime(year, month, 1) for year in sorted(years) for month in (1, 7) if not moments]
    low, high = _between(case)
    seen: set[datetime] = set()
    for step in sorted(_STEPS, key=abs):
        for moment in moments[:4]:
            day = datetime(moment.year, moment.month, moment.day) + timedelta(days=step)
            for candidate in (day, moment) if step == 0 else (day,):
                if candidate not in seen and low <= candidate <= high:
                    seen.add(candidate)
                    yield candidate


def _between(case: dict[str, Any]) -> tuple[datetime, datetime]:
    """The earliest and the latest reference that fit expressions with a past and a future value."""
    low, high = datetime.min, datetime.max
    for result in case["Results"]:
        values = _values(result)
        points = sorted({m for v in values if (m := _moment(v.get("value") or v.get("start")))})
        same = {v.get("timex") for v in values}
        if len(points) == 2 and len(same) == 1:
            low, high = max(low, points[0] - timedelta(days=31)), min(high, points[1] + timedelta(days=31))
    return low, high
