"""A text cut into stretches that can be laid out one by one: paragraphs, and pieces of those that are very long."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from contrechamp.model import Span

LONGEST = 4000
"""Characters of one stretch; a longer paragraph is cut after a sentence."""


def stretches(text: str, sentences: Sequence[Span]) -> tuple[Span, ...]:
    """Spans that hold every paragraph of `text`, without the line feeds between them. O(n)."""
    ends = sorted(sentence.end for sentence in sentences)
    return tuple(piece for found in re.finditer(r"[^\n]+", text) for piece in _cut(Span(*found.span()), ends))


def _cut(paragraph: Span, ends: Sequence[int]) -> Iterator[Span]:
    start = paragraph.start
    while paragraph.end - start > LONGEST:
        at = bisect_left(ends, start + LONGEST) - 1
        stop = ends[at] if at >= 0 and start < ends[at] <= paragraph.end else start + LONGEST
        yield Span(start, stop)
        start = stop
    yield Span(start, paragraph.end)
