"""Words around a mark, and what it would hold if it grew or shrank by a word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from contrechamp.model import Span

_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*[’']?|[^\s\w]|_", re.UNICODE)
_FAR = 400
"""Characters in which the next word is looked for."""


@dataclass(frozen=True, slots=True)
class Step:
    """One word more or less: `name` is grow-left, shrink-left, shrink-right or grow-right; None: there is none."""

    name: str
    start: int
    end: int
    possible: bool


def around(sentences: Sequence[Span], length: int, span: Span) -> Span:
    """The sentence or sentences that a span stands in, with one before and one after; 300 characters without any."""
    held = sorted(sentences)
    first = bisect_right(held, span.start, key=lambda s: s.end)
    last = bisect_right(held, span.end - 1, key=lambda s: s.start)
    if first >= last:
        return Span(max(span.start - 300, 0), min(span.end + 300, length))
    start, end = held[max(first - 1, 0)].start, held[min(last, len(held) - 1)].end
    return Span(max(min(start, span.start), span.start - 1500, 0), min(max(end, span.end), span.end + 1500, length))


def steps(text: str, span: Span) -> tuple[Step, ...]:
    """What the span becomes with one word more or less at either end. Words keep their apostrophe: `l’`, `accord`."""
    before = [found.start() for found in _WORD.finditer(text, max(span.start - _FAR, 0), span.start)]
    after = next((found.end() for found in _WORD.finditer(text, span.end, span.end + _FAR)), None)
    inside = list(_WORD.finditer(text, span.start, span.end))
    several = len(inside) > 1
    grown_left = before[-1] if before else None
    return (
        _step("grow-left", grown_left, span.end, span),
        _step("shrink-left", inside[1].start() if several else None, span.end, span),
        _step("shrink-right", span.start, inside[-2].end() if several else None, span),
        _step("grow-right", span.start, after, span),
    )


def _step(name: str, start: int | None, end: int | None, span: Span) -> Step:
    if start is None or end is None or start >= end:
        return Step(name, span.start, span.end, False)
    return Step(name, start, end, True)
