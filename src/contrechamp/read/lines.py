"""The lines of a text, the width that they were broken at, and which of them continue each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contrechamp.read.cuts import Words

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_FIRST_WORD = re.compile(r"\S+")
_MARKER = re.compile(r"(?:[-–—•·▪■●◦*+>]|\d{1,3}[.)]|[a-z][.)]|[ivx]{1,4}[.)])\s|#{1,6}\s|[|=]")
_LABEL = re.compile(r"[^\W\d_a-zà-ÿ]\w{1,12}(?: \w{1,12})?\s?:\s")
_LINK_START = re.compile(r"(?:https?://|www\.)\S*$", re.I)
_LINK_TAIL = re.compile(r"[\w.~%&?=#/+:@!$,;*'()-]+$")
_LINK_MARK = re.compile(r"[-/_=&?%#]|\.\w{2,5}$|\d")
_LONGEST_LINK = 2_000
_CLOSERS = "\"'»”’)]} \u00a0\u202f"
_OPENERS = "\"'«“‘([{ \u00a0\u202f"
_ENDS = ".!?…"

LONG_LINE = 40
"""From this length on a line without final point whose sentence goes on in lower case was broken: shorter ones may be
verse, addresses or lists."""

NARROWEST = 24
"""Text is not broken at less than the width of a newspaper's column; shorter lines are verse, addresses or lists."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its trimmed stretch of the source, and what lies before it.

    `before` is where the line before ended, `gap` the number of blank lines between, `raw` its length with leading
    spaces, `indent` those alone, `page` whether a form feed stands before it, `single` that it is one word.
    """

    start: int
    end: int
    before: int
    gap: int
    raw: int
    indent: int
    page: bool
    single: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """How a text is laid out: the width of its lines, and whether they were broken at it."""

    width: int
    wrapped: bool


SOFT = Shape(0, True)
"""The shape of a text whose single line breaks all stand inside paragraphs: every line is full."""


def split_lines(source: str) -> list[Line]:
    """The lines that are not blank, in order."""
    lines: list[Line] = []
    before, gap, page = 0, 0, False
    for start, end, mark in _raw_lines(source):
        content = source[start:end]
        trimmed = content.strip()
        if trimmed:
            indent = len(content) - len(content.lstrip())
            first = start + indent
            last = first + len(trimmed)
            single = not any(map(str.isspace, trimmed)) if len(trimmed) < _LONGEST_LINK else False
            lines.append(Line(first, last, before, gap if lines else 0, last - start, indent, page, single))
            before, gap, page = last, 0, False
        else:
            gap += 1
        page = page or mark == "\x0c"
    return lines


def _raw_lines(source: str) -> list[tuple[int, int, str]]:
    lines, at = [], 0
    for found in _BREAK.finditer(source):
        lines.append((at, found.start(), found[0]))
        at = found.end()
    lines.append((at, len(source), ""))
    return lines


def measure(lines: Sequence[Line], source: str) -> Shape:
    """The shape of a text: broken at a width when at least a quarter of its breaks stand inside a sentence."""
    lengths = sorted(line.raw for line in lines)
    if not lengths:
        return Shape(0, False)
    width = lengths[-1 - len(lengths) // 10]
    pairs = [(left, right) for left, right in pairwise(lines) if not right.gap]
    inside = sum(not ends_sentence(source, left) and starts_low(source, right) for left, right in pairs)
    return Shape(width, width >= NARROWEST and bool(inside) and 4 * inside >= len(pairs))


def ends_sentence(source: str, line: Line) -> bool:
    """Whether the line ends with a final point, closing quotes and brackets aside."""
    at = line.end
    while at > line.start and source[at - 1] in _CLOSERS:
        at -= 1
    return at > line.start and source[at - 1] in _ENDS


def starts_low(source: str, line: Line) -> bool:
    """Whether the line begins as no sentence does: with a small letter, a figure or a closing mark."""
    if _MARKER.match(source, line.start):
        return False
    at = line.start
    while at < line.end and source[at] in _OPENERS:
        at += 1
    return at < line.end and (source[at].islower() or source[at].isdigit() or source[at] in ",;:!?»”)")


def is_full(source: str, left: Line, right: Line, shape: Shape) -> bool:
    """Whether the first word of the right line did not fit on the left one, so that the break is the width's."""
    word = _FIRST_WORD.match(source, right.start, min(right.end, right.start + 80))
    return left.raw + 1 + (len(word[0]) if word else 0) > shape.width


def continues(source: str, left: Line, right: Line, shape: Shape, words: Words) -> bool:
    """Whether the right line goes on with the sentence or paragraph of the left one."""
    ended, low = ends_sentence(source, left), starts_low(source, right)
    full = shape.wrapped and is_full(source, left, right, shape)
    if _starts_anew(source, right) and (ended or not full or (right.gap and not words.leans(source, left))):
        return False
    if right.gap:
        return not ended and _over_gap(source, left, right, words, full=full, low=low)
    if not ended and low:
        return shape.wrapped or left.end - left.start >= LONG_LINE
    if right.indent >= 2 and left.indent == 0 and ended:
        return False
    return full or (not ended and shape.wrapped and words.leans(source, left))


def _over_gap(source: str, left: Line, right: Line, words: Words, *, full: bool, low: bool) -> bool:
    """Blank lines in the middle of a sentence: a page ended there."""
    last = source[left.end - 1]
    if last in ":;":
        return False
    if words.leans(source, left) or last == ",":
        return full or low
    if low and not source[right.start].isdigit():
        return full or left.end - left.start >= LONG_LINE
    return full and (right.page or right.gap > 1)


def _starts_anew(source: str, line: Line) -> bool:
    return bool(
        _MARKER.match(source, line.start, line.end)
        or _LABEL.match(source, line.start, line.end)
        or _LINK_START.match(source, line.start, min(line.end, line.start + _LONGEST_LINK))
    )


def after_link(source: str, left: Line, right: Line, shape: Shape, in_link: bool) -> bool:
    """Whether a link that reaches the end of the left line goes on at the start of the right one."""
    if right.gap or not (in_link or _ends_in_link(source, left)):
        return False
    word = _FIRST_WORD.match(source, right.start, min(right.end, right.start + _LONGEST_LINK))
    if word is None or not word[0].isascii() or not _LINK_TAIL.match(word[0]) or _LINK_START.match(word[0]):
        return False
    broken_at_mark = source[left.end - 1] in "-/_=&?%#."
    linklike = bool(_LINK_MARK.search(word[0])) and not word[0][0].isupper()
    if broken_at_mark and source[left.end - 1] not in "/.":
        return linklike or word[0][0].islower()
    return linklike and (broken_at_mark or left.raw >= shape.width - 1 or right.single)


def _ends_in_link(source: str, line: Line) -> bool:
    tail = source[max(line.start, line.end - _LONGEST_LINK) : line.end]
    last = tail.rsplit(None, 1)[-1]
    return bool(_LINK_START.match(last))
