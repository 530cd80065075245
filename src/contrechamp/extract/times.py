"""Dates, hours, durations and repetitions of a text as TIMEX3 values.

    find_times("Le 13 septembre, après six heures d'entretiens")     XXXX-09-13 and PT6H

The text goes through four steps: tokens with their readings (`time_tokens`), phrases (`time_grammar`, with the rules of
`lang/<xx>/times.toml`), meaning (`time_meaning`), and days (`time_resolve`).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from contrechamp.extract.time_calendar import add, iso_length
from contrechamp.extract.time_grammar import run
from contrechamp.extract.time_meaning import meaning
from contrechamp.extract.time_resolve import Seen, When, when
from contrechamp.extract.time_tense import future_of
from contrechamp.extract.time_tokens import Fields, tokenise
from contrechamp.extract.time_words import join_number_words
from contrechamp.model import Time, TimeKind, record_id


def find_times(
    text: str, language: str = "fr", reference: date | None = None, *, account: str = "", doc: Any = None
) -> tuple[Time, ...]:
    """The expressions of time in `text`, in order, none overlapping; spans in code points of `text`.

    `reference` is the publication date (or moment: a datetime): with it, what is counted from today gets full values,
    and partial dates get their first and last day; without it, both keep their form. A spaCy `doc` of the same text
    tells the tense of a clause more surely. O(n) in the text's length; works on a bare string. Raises UnknownLanguage.
    """
    folded, tokens = tokenise(text, language)
    nodes = run(join_number_words(tokens, language), language, meaning)
    found: list[Time] = []
    told: date | None = None
    for node in nodes:
        category = next(iter(node.readings), "")
        if node.word or category not in _EMITTED:
            continue
        span = folded.span(node.start, node.end)
        fields = node.readings[category]
        future = future_of(text, span, doc, language) if reference and _needs_tense(fields) else None
        seen = Seen(reference, future, told)
        kind, read = _EMITTED[category](fields, seen)
        ends = _bounded(read, fields)
        found.append(
            Time(record_id(account, "time", span), span, kind, read.timex, *map(_iso, ends), bool(fields.get("approx")))
        )
        if kind is TimeKind.DATE and read.first is not None and read.first == read.last and "ref" not in fields:
            told = read.first.date() if isinstance(read.first, datetime) else read.first
    return tuple(found)


def dates_in_links(text: str) -> tuple[date, ...]:
    """The full dates in the web addresses of a text, in order, each once: `/20230913/`, `/2023/09/13/`, `2023-09-13`."""
    days: dict[date, None] = {}
    for link in _LINK.finditer(text):
        for found in _LINK_DATE.finditer(link[0]):
            try:
                days[date(int(found["year"]), int(found["month"]), int(found["day"]))] = None
            except ValueError:
                continue
    return tuple(days)


_LINK = re.compile(r"(?:https?://|www\.)\S+")
_LINK_DATE = re.compile(
    r"(?<![0-9])(?P<year>(?:19|20)\d\d)(?P<sep>[-/_.]?)(?P<month>0[1-9]|1[0-2])(?P=sep)(?P<day>0[1-9]|[12]\d|3[01])(?![0-9])"
)


def _needs_tense(fields: Fields) -> bool:
    """Whether the days depend on the tense: a partial date, or a range that begins with one."""
    inner = fields.get("from", fields.get("anchor", fields))
    return "year" not in inner and "shift" not in inner and bool({"weekday", "day"} & inner.keys())


def _iso(moment: date | None) -> str | None:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="seconds" if moment.second else "minutes")
    return None if moment is None else moment.isoformat()


def _bounded(read: When, fields: Fields) -> tuple[date | None, date | None]:
    """First and last moment once *avant*, *après*, *depuis* or *jusqu'à* is taken in."""
    bound, first, last = fields.get("bound"), read.first, read.last
    if bound == "before":
        return None, (first - timedelta(days=1) if first and not isinstance(first, datetime) else first)
    if bound == "until":
        return None, last
    if bound == "after":
        return (last + timedelta(days=1) if last and not isinstance(last, datetime) and first != last else last), None
    return (first, None) if bound == "since" else (first, last)


# ------------------------------------------------------------------ one function per category


def _date(fields: Fields, seen: Seen) -> tuple[TimeKind, When]:
    if "or" in fields:
        return _duration(fields, seen)
    return TimeKind.TIME if "hour" in fields or "part" in fields else TimeKind.DATE, when(fields, seen)


def _duration(fields: Fields, seen: Seen) -> tuple[TimeKind, When]:
    text = iso_length(fields["parts"])
    if fields.get("working"):
        text = text.replace("D", "BD")
    if "or" in fields:
        text = f"{iso_length(fields['or'])}/{text}"
    toward = fields.get("toward")
    if toward is None:
        return TimeKind.DURATION, When(text)
    if "or" in fields:
        return TimeKind.DURATION, When(text, *_either_window(fields, toward, _plain(seen.reference)))
    return TimeKind.DURATION, When(text, *_window(fields["parts"], toward, seen.reference))


def _window(
    parts: tuple[tuple[float, str], ...], toward: int, reference: date | None
) -> tuple[date | None, date | None]:
    """The days of a length that ends yesterday, or that begins tomorrow; to the minute for hours and minutes."""
    if reference is None or any(count < 0 for count, _ in parts):
        return None, None
    clock = {"hour": 3600, "minute": 60, "second": 1}
    moved: date | None = reference
    for count, unit in parts:
        if unit in clock:
            if not isinstance(moved, datetime):
                return None, None
            moved = moved + timedelta(seconds=toward * count * clock[unit])
        elif moved is not None:
            moved = add(moved.date() if isinstance(moved, datetime) else moved, toward * count, unit)
    if isinstance(moved, datetime) and isinstance(reference, datetime) and any(unit in clock for _, unit in parts):
        return (moved, reference) if toward < 0 else (reference, moved)
    today, one = reference.date() if isinstance(reference, datetime) else reference, timedelta(days=1)
    return (moved, today - one) if toward < 0 else (today + one, moved)


def _either_window(fields: Fields, toward: int, today: date | None) -> tuple[date | None, date | None]:
    """`dans six ou dix mois`: from the day in six months to the day in ten."""
    (near, near_unit), (far, far_unit) = fields["or"][0], fields["parts"][0]
    if today is None:
        return None, None
    ends = add(today, toward * near, near_unit), add(today, toward * far, far_unit)
    return ends if toward > 0 else ends[::-1]  # type: ignore[return-value]


def _range(fields: Fields, seen: Seen) -> tuple[TimeKind, When]:
    first, last = when(fields["from"], seen), when(fields["to"], seen)
    begin, end = _plain(first.first), _plain(last.last)
    if begin and end and end < begin and seen.reference:
        last = when(fields["to"], Seen(begin, True, seen.told))
    kind = TimeKind.TIME if "hour" in fields["from"] else TimeKind.DATE
    return kind, When(f"{_end(first)}/{_end(last)}", first.first, last.last)


def _end(one: When) -> str:
    """The value of an end of a range: today as a day where it is known."""
    return one.first.isoformat() if one.timex == "PRESENT_REF" and one.first else one.timex


def _plain(moment: date | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _set(fields: Fields, seen: Seen) -> tuple[TimeKind, When]:
    if "periodic" in fields:
        return TimeKind.SET, When(fields["periodic"])
    weekday = fields.get("weekday") or fields.get("weekdays")
    if weekday or "month" in fields or "season" in fields or "hour" in fields or "part" in fields:
        day = {"weekday": weekday} if weekday else {}
        said = {k: v for k, v in fields.items() if k not in ("n", "unit", "parts", "weekdays")}
        return TimeKind.SET, replace_days(when({**said, **day}, Seen()))
    parts = fields.get("parts") or ((fields.get("n", 1), fields["unit"]),)
    return TimeKind.SET, When(iso_length(parts))


def replace_days(read: When) -> When:
    """A repetition has no first and last day."""
    return When(read.timex)


_EMITTED = {
    "date": _date,
    "now": _date,
    "period": _date,
    "moment": _date,
    "clock": _date,
    "daypart": _date,
    "bounded-time": _date,
    "reference": _date,
    "labelled": _date,
    "range": _range,
    "duration": _duration,
    "window": _duration,
    "set": _set,
}
