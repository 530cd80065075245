"""Dates, hours, durations and repetitions of a text as TIMEX3 values.

    find_times("Le 13 septembre, après six heures d'entretiens")     XXXX-09-13 and PT6H

The text goes through four steps: tokens with their readings (`time_tokens`), phrases (`time_grammar`, with the rules of
`lang/<xx>/times.toml`), meaning (`time_meaning`), and days (`time_kinds`, `time_resolve`).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from contrechamp.extract.times.grammar import run
from contrechamp.extract.times.kinds import KINDS
from contrechamp.extract.times.meaning import meaning
from contrechamp.extract.times.tense import future_of
from contrechamp.extract.times.tokens import Fields, Node, tokenise
from contrechamp.extract.times.values import Seen, When, day_of
from contrechamp.extract.times.words import join_number_words
from contrechamp.model import Span, Time, TimeKind, record_id


def find_times(
    text: str, language: str = "fr", reference: date | None = None, *, account: str = "", doc: Any = None
) -> tuple[Time, ...]:
    """The expressions of time in `text`, in order, none overlapping; spans in code points of `text`.

    `reference` is the publication date (or moment: a datetime): with it, what is counted from today gets full values,
    and partial dates get their first and last day; without it, both keep their form. A spaCy `doc` of the same text
    tells the tense of a clause more surely. O(n) in the text's length; works on a bare string. Raises UnknownLanguage.
    """
    folded, tokens = tokenise(text, language)
    found: list[Time] = []
    told: When | None = None
    for node in run(join_number_words(tokens, language), language, meaning):
        category, fields = _expression(node)
        if category is None:
            continue
        span = folded.span(node.start, node.end)
        future = _direction(fields)
        if future is None and reference and _needs_tense(fields):
            future = future_of(text, span, doc, language)
        kind, read = KINDS[category](fields, Seen(reference, future, told))
        found.append(_record(account, span, kind, read, fields))
        told = _told(kind, read, fields) or told
    return tuple(found)


def _direction(fields: Fields) -> bool | None:
    """True for what is yet to come by its own words (*jusqu'à*), False for what is gone (*depuis*)."""
    return True if fields.get("bound") == "until" else False if fields.get("gone") else None


def _expression(node: Node) -> tuple[str | None, Fields]:
    """The category and the fields of a phrase that is an expression of time."""
    if not node.word:
        for category, fields in node.readings.items():
            if category in KINDS:
                return category, fields
    return None, {}


def _record(account: str, span: Span, kind: TimeKind, read: When, fields: Fields) -> Time:
    earliest, latest = (_iso(moment) for moment in _bounded(read, fields))
    identity = record_id(account, "time", span)
    return Time(identity, span, kind, read.timex, earliest, latest, bool(fields.get("approx")))


def _told(kind: TimeKind, read: When, fields: Fields) -> When | None:
    """What *le lendemain*, *l'année suivante* would be counted from after this expression: a date with its days."""
    if kind is not TimeKind.DATE or not read.first or not read.last or "ref" in fields:
        return None
    return When(read.timex, day_of(read.first), day_of(read.last))


def _needs_tense(fields: Fields) -> bool:
    """Whether the days depend on the tense: a partial date, or a range that begins with one."""
    inner = fields.get("from") or fields.get("anchor") or fields
    return "year" not in inner and "shift" not in inner and not _PARTIAL.isdisjoint(inner)


_PARTIAL = frozenset({"weekday", "day", "month", "season", "quarter", "half"})


def _bounded(read: When, fields: Fields) -> tuple[date | None, date | None]:
    """First and last moment once *avant*, *après*, *depuis* or *jusqu'à* is taken in."""
    bound, first, last = fields.get("bound"), read.first, read.last
    if bound == "before":
        return None, _step(first, -1)
    if bound == "until":
        return None, last
    if bound == "after":
        return _step(last, 1), None
    return (first, None) if bound == "since" else (first, last)


def _step(moment: date | None, days: int) -> date | None:
    """The day before or after a day; a moment as it is."""
    try:
        return moment if moment is None or isinstance(moment, datetime) else moment + timedelta(days=days)
    except OverflowError:
        return None


def _iso(moment: date | None) -> str | None:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="seconds" if moment.second else "minutes")
    return None if moment is None else moment.isoformat()


def dates_in_links(text: str) -> tuple[date, ...]:
    """The full dates in the web addresses of a text, in order, each once.

    Read are `/20230913/`, `/2023/09/13/`, `2023-09-13` and `2023_09_13`; `find_times` leaves addresses alone.
    """
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
    r"(?<![0-9])(?P<year>(?:19|20)\d\d)(?P<sep>[-/_.]?)(?P<month>0[1-9]|1[0-2])(?P=sep)"
    r"(?P<day>0[1-9]|[12]\d|3[01])(?![0-9])"
)
