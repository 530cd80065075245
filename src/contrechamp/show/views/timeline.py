"""The timeline view: a row for each day or period, with the words of each account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import isfinite

from markupsafe import Markup

from contrechamp.show import timeline
from contrechamp.show.drawing import Bar, axis, lane
from contrechamp.show.marked import Mark, render
from contrechamp.show.quotes import Quotes
from contrechamp.show.timeline import Placed, TimeRow
from contrechamp.show.values import say_day, say_time


@dataclass(frozen=True, slots=True)
class PlacedView:
    """One expression in one account: its words, and the claim that it dates."""

    letter: str
    html: Markup
    language: str
    voice: str
    sure: str
    href: str
    value: str


@dataclass(frozen=True, slots=True)
class MomentView:
    """One row: when, drawn and in words, and what is said of it."""

    when: str
    partial: bool
    lane: Markup
    placed: tuple[PlacedView, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The rows in the order of time, the axis over them, and what has no day."""

    moments: tuple[MomentView, ...]
    axis: Markup
    rest: tuple[PlacedView, ...]
    rest_count: str


def timeline_view(
    quotes: Quotes, rows: tuple[TimeRow, ...], rest: tuple[Placed, ...], over: tuple[TimeRow, ...] | None = None
) -> TimelineView:
    """Every expression of time, drawn where it has days. `over`: the rows that the axis holds, where they are more."""
    words = quotes.words
    drawn = timeline.axis(rows if over is None else over, quotes.ix.comparison.event.when)
    marks = timeline.ticks(drawn)
    named = [(place, _tick(quotes, drawn, number, unit)) for place, number, unit in marks]
    places = [place for place, number, _ in marks if number]
    zero = next(place for place, number, _ in marks if not number)
    moments = tuple(
        MomentView(
            when=say_time(words, row.time),
            partial=row.last - row.first > 1,
            lane=lane(_bar(drawn, row), places, zero),
            placed=tuple(_placed(quotes, placed) for placed in row.placed),
        )
        for row in rows
    )
    return TimelineView(
        moments, axis(named), tuple(_placed(quotes, placed) for placed in rest), words.count("times", len(rest))
    )


def _bar(drawn: timeline.Axis, row: TimeRow) -> Bar:
    """A single day is a point; anything longer is a bar over all that it can mean."""
    if row.last - row.first <= 1:
        middle = drawn.place(row.first if row.last - row.first == 1 else (row.first + row.last) / 2)
        return Bar(middle, middle, row.time.approximate)
    ends = [drawn.place(end) if isfinite(end) else None for end in (row.first, row.last)]
    return Bar(ends[0], ends[1], row.time.approximate)


def _tick(quotes: Quotes, drawn: timeline.Axis, number: int, unit: str) -> str:
    if not number and drawn.known:
        return quotes.words("event_day")
    if not number:
        return say_day(quotes.words, date.fromordinal(max(1, int(drawn.zero))).isoformat())
    return f"{'−' if number < 0 else '+'}{quotes.words.count(f'far_{unit}', abs(number))}"


def _placed(quotes: Quotes, placed: Placed) -> PlacedView:
    ix = quotes.ix
    account = ix.accounts[placed.account]
    quote = quotes.quote(placed.claim) if placed.claim else None
    sentences = ix.sentences_over(account.id, placed.time.span)
    around = placed.claim.span if placed.claim else sentences[0] if sentences else placed.time.span
    own = Mark(placed.time.span.start, placed.time.span.end, "time")
    return PlacedView(
        letter=ix.letters[account.id],
        html=render(account.text, min(around.start, own.start), max(around.end, own.end), [own]),
        language=account.language,
        voice=quote.voice if quote else "",
        sure=quote.sure if quote else "",
        href=quote.href if quote else quotes.links.text(account.id, ix.letters[account.id]),
        value=say_time(quotes.words, placed.time),
    )
