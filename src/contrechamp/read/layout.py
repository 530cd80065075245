"""Repairs the layout of a text and keeps the way back: lines broken by a width, justified spaces, cut words and links.

No letter, quote or apostrophe changes. Only white space and the hyphens of cut words are touched, and every character
of the result knows the stretch of the original that it comes from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from contrechamp.model import Piece
from contrechamp.read.cuts import Words, joins_hyphen, tie_words
from contrechamp.read.lines import SOFT, Line, Shape, after_link, continues, measure, split_lines
from contrechamp.read.pieces import Tracker

_INNER_SPACE = re.compile(r"\t|[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]{2,}")
_NO_BREAK = frozenset("\u00a0\u202f\u2007")


@dataclass(frozen=True, slots=True)
class Laid:
    """A text with its layout repaired, the pieces that lead back to the source, and how often what was repaired."""

    text: str
    pieces: tuple[Piece, ...]
    repairs: dict[str, int]


def repair(source: str, language: str = "fr", *, soft: bool = False) -> Laid:
    """`source` as running paragraphs, one line break or an empty line between them. O(n) in its length.

    `soft` says that single line breaks stand inside paragraphs, as far as whoever laid out the text knows.

    `repair("Le  train  blindé est arri-\\nvé en gare.").text == "Le train blindé est arrivé en gare."`
    """
    lines = split_lines(source)
    shape = SOFT if soft else measure(lines, source)
    laid = _Laying(source)
    for line, joint in zip(lines, _joints(source, lines, shape, language), strict=True):
        laid.join(line, joint)
        laid.line(line)
    return Laid(*laid.done(), dict(sorted(laid.repairs.items())))


def _joints(source: str, lines: Sequence[Line], shape: Shape, language: str) -> Iterator[str]:
    """What stands before each line: nothing, a space, a line break, an empty line, or a hyphen to be taken away."""
    if not lines:
        return
    words = Words(source, language)
    in_link = False
    yield "start"
    for left, right in pairwise(lines):
        if after_link(source, left, right, shape, in_link):
            in_link = right.single
            yield "link"
            continue
        in_link = False
        if hyphen := joins_hyphen(source, left, right, words):
            yield hyphen
        elif continues(source, left, right, shape, words):
            yield tie_words(source, left, words)
        else:
            yield "paragraph" if right.gap else "line"


_MARKS = {
    "start": "",
    "link": "",
    "hyphen": "",
    "word": "",
    "elision": "",
    "space": " ",
    "line": "\n",
    "paragraph": "\n\n",
}


class _Laying(Tracker):
    """The text as it grows, with what was repaired."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.repairs: Counter[str] = Counter()

    def line(self, line: Line) -> None:
        """One line, its inner spaces made single."""
        at = line.start
        for space in _INNER_SPACE.finditer(self.source, line.start, line.end):
            self.same(at, space.start())
            self.put(_single(space[0]), space.start(), space.end())
            self.repairs["spaces"] += 1
            at = space.end()
        self.same(at, line.end)

    def join(self, line: Line, joint: str) -> None:
        """What stands between the line before and this one; `word` takes away the hyphen that the former ends with."""
        if joint == "word":
            self.drop_last()
        self.put(_MARKS[joint], line.before, line.start)
        if joint not in ("start", "line", "paragraph"):
            self.repairs["links" if joint == "link" else "words" if joint in ("word", "hyphen") else "lines"] += 1


def _single(space: str) -> str:
    return next((char for char in space if char in _NO_BREAK), " ")
