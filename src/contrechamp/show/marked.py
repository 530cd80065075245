"""A text with its marks as HTML: overlapping marks are split so that the elements nest, and every word is escaped.

render("12 à 15 morts", 0, 13, (Mark(0, 13, "figure"), Mark(0, 2, "reason")))
'<mark class="figure"><mark class="reason">12</mark> à 15 morts</mark>'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b

from markupsafe import Markup, escape

_HEX = re.compile(r"[0-9a-f]{1,64}")
_DEEPEST = 12
"""Marks that may be open at once; a deeper one keeps its anchor but is not drawn, so that cost stays linear."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An element around characters `start` to `end`. `after` is markup that follows it, such as a link to the grid, and
    `before` markup that stands before it.

    `tag` is the element that is written; foreign text never names it.
    """

    start: int
    end: int
    classes: str
    id: str = ""
    title: str = ""
    code: str = ""
    after: Markup | None = None
    tag: str = "mark"
    before: Markup | None = None


def anchor(prefix: str, id_: str) -> str:
    """An id that is safe in an address: the record's own when it is hexadecimal, else a hash of it."""
    safe = id_ if _HEX.fullmatch(id_) else blake2b(id_.encode("utf-8", "replace"), digest_size=6).hexdigest()
    return f"{prefix}-{safe}"


def render(text: str, start: int, end: int, marks: Iterable[Mark]) -> Markup:
    """`text[start:end]` with `marks` (cut to that stretch), without paragraphs. O(n log n) in the marks."""
    inside = [_clipped(mark, start, end) for mark in marks if max(mark.start, start) < min(mark.end, end)]
    inside.sort(key=lambda mark: (mark.start, -mark.end, mark.classes, mark.id))
    return Markup("").join(_pieces(text, start, end, inside))


def _clipped(mark: Mark, start: int, end: int) -> Mark:
    """The part of a mark inside the stretch: its id stays with its first character, its `after` with its last."""
    if start <= mark.start and mark.end <= end:
        return mark
    cut = replace(mark, end=end, after=None) if mark.end > end else mark
    if mark.start < start:
        return replace(cut, start=start, id="", code="", before=None, classes=f"{mark.classes} more")
    return cut


def paragraphs(text: str, marks: Iterable[Mark]) -> Iterator[Markup]:
    """Each paragraph of `text` (ended by line feeds) with its marks; a mark over two paragraphs is in both."""
    held = sorted(marks, key=lambda mark: mark.start)
    at, running = 0, list[Mark]()
    for found in re.finditer(r"[^\n]+", text):
        start, end = found.span()
        running = [mark for mark in running if mark.end > start]
        while at < len(held) and held[at].start < end:
            if held[at].end > start:
                running.append(held[at])
            at += 1
        yield render(text, start, end, running)


def _pieces(text: str, start: int, end: int, marks: list[Mark]) -> Iterator[Markup]:
    """The stretch cut at each border of a mark; what crosses a closing mark is closed and opened again."""
    opened: list[Mark] = []
    place, at = start, 0
    while place < end or opened:
        closing = min((mark.end for mark in opened), default=end)
        upcoming = marks[at].start if at < len(marks) else end
        border = min(closing, upcoming)
        if border > place:
            yield escape(text[place:border])
            place = border
        if closing <= place and opened:
            pieces, opened = _closed(opened, place)
            yield from pieces
        while at < len(marks) and marks[at].start <= place:
            yield from _begun(marks[at], opened)
            at += 1


def _begun(mark: Mark, opened: list[Mark]) -> Iterator[Markup]:
    if len(opened) < _DEEPEST:
        opened.append(mark)
        yield _opening(mark)
    elif mark.id:
        yield Markup('<span id="{}"></span>').format(mark.id)


def _closed(opened: list[Mark], place: int) -> tuple[list[Markup], list[Mark]]:
    """The markup that ends every mark that ends at `place`, and what is open after it."""
    outer = next(at for at, mark in enumerate(opened) if mark.end <= place)
    inner = opened[outer:]
    again = [replace(m, id="", code="", before=None, classes=f"{m.classes} more") for m in inner if m.end > place]
    ends = [Markup("</{}>").format(mark.tag) for mark in reversed(inner)]
    links = [mark.after for mark in inner if mark.end <= place and mark.after]
    return ends + links + [_opening(mark) for mark in again], opened[:outer] + again


def _opening(mark: Mark) -> Markup:
    parts = [mark.before or Markup(), Markup('<{} class="{}"').format(mark.tag, mark.classes)]
    for name, value in (("id", mark.id), ("data-v", mark.code), ("title", mark.title)):
        if value:
            parts.append(Markup(' {}="{}"').format(name, value))
    return Markup("").join((*parts, Markup(">")))
