"""What several figures share that is said once, with the last: *122 et 152 mm*, *5 et 7 morts*, *500 et 525 M€*."""

from __future__ import annotations

from contrechamp.extract.numbers.tokens import Token
from contrechamp.extract.quantities.figures import Figure
from contrechamp.extract.quantities.joins import Figures
from contrechamp.lang import read_toml

_BIG, _SMALL = 10**6, 1000


def share(tokens: list[Token], figures: Figures, language: str) -> None:
    """Gives a bare figure the scale, the unit and the noun of the one that it is coordinated with."""
    words = read_toml(language, "quantities")["words"]["coordinates"]
    following: Figure | None = None
    chained = False  # whether `following` has itself got what it has from a figure after it
    for at in sorted(figures, reverse=True):
        figure = figures[at]
        link = tokens[figure.last].key if following and figure.last + 1 == following.first else ""
        coordinated = link in words or (link == "," and chained)
        if following and coordinated and _is_bare(figure) and (following.unit or following.noun is not None):
            figure = figures[at] = _shared(figure, following)
        else:
            coordinated = False
        following, chained = figure, coordinated


def _is_bare(figure: Figure) -> bool:
    bare = figure.unit is None and figure.noun is None and figure.scale == 1
    return bare and figure.kind in ("integer", "decimal") and figure.low is not None and figure.low == figure.high


def _shared(figure: Figure, following: Figure) -> Figure:
    times = following.scale if following.scale >= _BIG and (figure.low or 0) < _SMALL else 1
    low, high = (None if value is None else value * times for value in (figure.low, figure.high))
    return figure._replace(low=low, high=high, scale=times, unit=following.unit, noun=following.noun)
