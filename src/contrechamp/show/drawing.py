"""Lanes of a chart as inline SVG. Places are percentages, so that a drawing fits any width and its text keeps its size.

A lane is decoration for the table row that it stands in: it is hidden from screen readers, which read the row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

_MIDDLE = 14
_START, _END = 1.5, 98.5


@dataclass(frozen=True, slots=True)
class Bar:
    """A value from `low` to `high` in percent; None where it is open. `soft`: approximate, drawn hollow and dashed."""

    low: float | None
    high: float | None
    soft: bool = False


def lane(bar: Bar | None, ticks: Iterable[float], mark: float | None = None) -> Markup:
    """One lane, 28 pixels high: the ticks, a line for `mark` (the event), and the value."""
    parts = [Markup('<line class="tick" x1="{0}%" x2="{0}%" y1="0" y2="28"/>').format(tick) for tick in ticks]
    if mark is not None:
        parts.append(Markup('<line class="event" x1="{0}%" x2="{0}%" y1="0" y2="28"/>').format(mark))
    if bar:
        parts.append(_bar(bar))
    return _svg(28, Markup("").join(parts))


def axis(ticks: Iterable[tuple[float, str]]) -> Markup:
    """The names of the ticks, under or over the lanes."""
    name = Markup('<line class="tick" x1="{0}%" x2="{0}%" y1="0" y2="6"/><text x="{0}%" y="19">{1}</text>')
    return _svg(24, Markup("").join(name.format(*tick) for tick in ticks))


def _svg(height: int, inside: Markup) -> Markup:
    return Markup('<svg class="lane" aria-hidden="true" focusable="false" width="100%" height="{}">{}</svg>').format(
        height, inside
    )


def _bar(bar: Bar) -> Markup:
    soft = " soft" if bar.soft else ""
    if bar.low is not None and bar.low == bar.high:
        return Markup('<circle class="value{}" cx="{}%" cy="{}" r="6"/>').format(soft, bar.low, _MIDDLE)
    low, high = _START if bar.low is None else bar.low, _END if bar.high is None else bar.high
    if bar.low is not None and bar.high is not None:
        return _range(low, high, soft)
    line = Markup('<line class="open{0}" x1="{1}%" x2="{2}%" y1="{3}" y2="{3}"/>').format(soft, low, high, _MIDDLE)
    if bar.high is None:
        return line + _end(low, soft) + _head(high, "M-9 -5 L0 0 L-9 5")
    return line + _end(high, soft) + _head(low, "M9 -5 L0 0 L9 5")


def _range(low: float, high: float, soft: str) -> Markup:
    """A bar with caps; never so thin that it cannot be seen."""
    width = round(max(high - low, 0.8), 2)
    return Markup('<rect class="range{}" x="{}%" width="{}%" y="{}" height="10" rx="2"/>').format(
        soft, low, width, _MIDDLE - 5
    )


def _end(place: float, soft: str) -> Markup:
    """The known end of an open value: a bar across the line, since the value itself may be left out."""
    return Markup('<line class="open{0}" x1="{1}%" x2="{1}%" y1="{2}" y2="{3}"/>').format(
        soft, place, _MIDDLE - 7, _MIDDLE + 7
    )


def _head(place: float, path: str) -> Markup:
    return Markup('<svg x="{}%" y="{}" overflow="visible"><path class="head" d="{}"/></svg>').format(
        place, _MIDDLE, path
    )
