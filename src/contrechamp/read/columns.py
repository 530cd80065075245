"""Runs of characters on a page → rows in reading order: column after column, headings across them in their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

WIDE_GAP = 1.3
"""A gap of more than this many letter heights ends a run: it is a gutter or a table, hardly a justified space."""
LEAST_GUTTER, LEAST_ROWS = 6.0, 4
"""Points that the narrowest gutter measures, and rows that stand beside each other on both sides of it."""
LOOSE = 1.4
"""A line step of more than this many usual ones parts two paragraphs."""
INDENT = 0.8
"""A row that begins this many letter heights to the right of its column begins a paragraph."""


class Run:
    """Characters that follow each other on one line, and the box around them, in points from the page's lower left."""

    __slots__ = ("bottom", "height", "left", "right", "text", "top")

    def __init__(self) -> None:
        self.text = ""
        self.left = self.right = self.bottom = self.top = self.height = 0.0

    def add(self, char: str, left: float, right: float, bottom: float, top: float) -> None:
        """One more character, with its box."""
        if not self.text.strip():
            self.left, self.bottom, self.top = left, bottom, top
        self.text += char
        self.right = right
        self.bottom, self.top = min(self.bottom, bottom), max(self.top, top)
        self.height = max(self.height, top - bottom)

    def goes_on(self, left: float, bottom: float, top: float) -> bool:
        """Whether a character at this place continues the run."""
        height = max(self.height, top - bottom, 1.0)
        overlaps = min(self.top, top) - max(self.bottom, bottom) > -0.35 * height
        return overlaps and -2.0 * height < left - self.right < WIDE_GAP * max(height, 6.0)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a column: its text, its box, what its column looks like, and whether it begins a paragraph.

    `edge` is the right edge of its column, `letter` the usual width of a letter, `height` that of its letters, `head`
    whether it is a running head or page number.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    height: float
    edge: float
    letter: float
    begins: bool = False
    head: bool = False

    def ends(self, following: Row) -> bool:
        """Whether the paragraph ends here: the first word of the following row would have had room."""
        word = following.text.split(maxsplit=1)[0] if following.text.strip() else ""
        ended = self.text.rstrip(" »”\"')").endswith((".", "!", "?", "…"))
        return ended and self.right + (len(word) + 1.5) * self.letter < self.edge


def column_rows(runs: Sequence[Run]) -> list[Row]:
    """The rows of a page in reading order."""
    if not runs:
        return []
    gutters = _gutters(runs)
    rows: list[Row] = []
    for column in _columns(runs, gutters):
        rows += _rows(column)
    return rows


def _gutters(runs: Sequence[Run]) -> list[float]:
    """The left edges of columns beyond the first: places that few runs cross, with rows on both sides at one height."""
    chosen: list[float] = []
    for left in sorted({round(run.left) for run in runs}):
        beside = [run for run in runs if abs(run.left - left) <= 3.0]
        if len(beside) < LEAST_ROWS:
            continue
        line = min(run.left for run in beside)
        crossing = sum(run.left < line - 3.0 and run.right > line - 1.0 for run in runs)
        before = [run for run in runs if run.right < line - LEAST_GUTTER + 2.0]
        if crossing > 0.3 * len(beside) or len(before) < LEAST_ROWS or (chosen and line - chosen[-1] < 40.0):
            continue
        if sum(_has_neighbour(run, before) for run in beside) >= LEAST_ROWS:
            chosen.append(line)
    return chosen


def _has_neighbour(run: Run, others: Sequence[Run]) -> bool:
    middle = (run.bottom + run.top) / 2
    return any(other.bottom - 4.0 <= middle <= other.top + 4.0 for other in others)


def _columns(runs: Sequence[Run], gutters: Sequence[float]) -> list[list[Run]]:
    """The runs by columns; a run that crosses a gutter closes the columns above it and stands by itself."""
    columns: list[list[Run]] = []
    open_ones: list[list[Run]] = [[] for _ in range(len(gutters) + 1)]
    across: list[Run] = []
    for run in sorted(runs, key=lambda run: (-run.top, run.left)):
        first, last = _place(run.left + 3.0, gutters), _place(run.right - 3.0, gutters)
        if last > first:
            columns += [column for column in open_ones if column]
            open_ones = [[] for _ in range(len(gutters) + 1)]
            across.append(run)
            continue
        if across:
            columns.append(across)
            across = []
        open_ones[first].append(run)
    return [*columns, *([across] if across else []), *(column for column in open_ones if column)]


def _place(x: float, gutters: Sequence[float]) -> int:
    return sum(x >= gutter for gutter in gutters)


def _rows(column: Sequence[Run]) -> list[Row]:
    """The rows of one column from top to bottom; runs at one height are one row."""
    lines: list[list[Run]] = []
    for run in sorted(column, key=lambda run: (-(run.top + run.bottom), run.left)):
        if lines and _same_height(lines[-1], run):
            lines[-1].append(run)
        else:
            lines.append([run])
    edge, left = max(run.right for run in column), min(run.left for run in column)
    height = median(run.height for run in column)
    letter = median((run.right - run.left) / max(1, len(run.text)) for run in column)
    steps = [_step(a, b) for a, b in pairwise(lines)]
    usual = median(steps) if steps else 0.0
    rows: list[Row] = []
    for at, line in enumerate(lines):
        line.sort(key=lambda run: run.left)
        loose = at > 0 and steps[at - 1] > LOOSE * usual
        indented = at > 0 and line[0].left > left + INDENT * max(height, 6.0) and lines[at - 1][0].left < left + 3.0
        size = max(run.height for run in line)
        resized = bool(rows) and not 0.75 < size / max(rows[-1].height, 1.0) < 1.33
        rows.append(
            Row(
                text=_text(line),
                left=line[0].left,
                right=max(run.right for run in line),
                bottom=min(run.bottom for run in line),
                top=max(run.top for run in line),
                height=size,
                edge=edge,
                letter=letter,
                begins=loose or (resized and loose) or (indented and len(lines) > 2),
            )
        )
    return rows


def _same_height(line: Sequence[Run], run: Run) -> bool:
    other = line[0]
    overlap = min(other.top, run.top) - max(other.bottom, run.bottom)
    return overlap > 0.5 * min(max(other.height, 0.1), max(run.height, 0.1))


def _step(upper: Sequence[Run], lower: Sequence[Run]) -> float:
    return min(run.bottom for run in upper) - min(run.bottom for run in lower)


def _text(line: Sequence[Run]) -> str:
    text = line[0].text.strip()
    for left, right in pairwise(line):
        tight = right.left - left.right < 0.15 * max(left.height, 1.0) and not left.text.endswith(" ")
        text += ("" if tight else " ") + right.text.strip()
    return text
