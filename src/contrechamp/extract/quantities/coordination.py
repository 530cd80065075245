"""What figures beside each other share or mean together.

A unit said once, with the last: *122 et 152 mm*, *500 et 525 M€*; a half added: *deux kilos et demi*; an article that
counts because of what stands beside it: *un mort et trois blessés*, *deux morts, dont un enfant*, *une tonne*.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from contrechamp.extract.numbers.tokens import WORD, Token, tight
from contrechamp.extract.quantities.ages import person_words
from contrechamp.extract.quantities.figures import Figure
from contrechamp.extract.quantities.joins import Figures
from contrechamp.extract.quantities.units import units_of
from contrechamp.lang import read_toml

_BIG, _SMALL = 10**6, 1000


def share(tokens: list[Token], figures: Figures, language: str) -> None:
    """Gives a bare figure the scale, the unit and the noun of the one that it is coordinated with."""
    data = read_toml(language, "quantities")["words"]
    words, elsewhere = data["coordinates"], data["ellipsis"]
    following: Figure | None = None
    chained = False  # whether `following` has itself got what it has from a figure after it
    for at in sorted(figures, reverse=True):
        figure = figures[at]
        link = tokens[figure.last].key if following and figure.last + 1 == following.first else ""
        coordinated = link in words or (link == "," and chained)
        before = tokens[at - 1].key if at else ""
        if before in elsewhere and following and following.unit is None:
            coordinated = False
        if following and coordinated and _is_bare(figure) and (following.unit or following.noun is not None):
            figure = figures[at] = _shared(figure, following)
        else:
            coordinated = False
        following, chained = figure, coordinated


def halves(tokens: list[Token], figures: Figures, language: str) -> None:
    """Adds the half that follows what is counted or measured: *deux kilos et demi*, *trois pommes et demie*."""
    joins = read_toml(language, "quantities")["words"]["adds_half"]
    for at, half in sorted(figures.items()):
        alone = half.kind == "fraction" and half.low == Fraction(1, 2) and half.last == at + 1
        if not alone or tokens[at - 1].key not in joins:
            continue
        whole = next((f for first in range(at - 2, max(-1, at - _LONGEST), -1) if (f := figures.get(first))), None)
        if whole is None or whole.last != at - 1 or whole.kind not in ("integer", "article") or whole.low is None:
            continue
        hyphen = at + 1 < len(tokens) and tokens[at + 1].said == "-" and tight(tokens, at + 1)
        if (whole.unit or whole.noun is not None) and whole.low == whole.high and not hyphen:
            value = whole.low + Fraction(1, 2)
            del figures[at]
            figures[whole.first] = whole._replace(low=value, high=value, last=at + 1, kind="decimal")


def parts_in_words(tokens: list[Token], figures: Figures, language: str) -> None:
    """Adds the smaller part that is said in words: *un mètre cinquante*, *deux euros vingt*."""
    parts = units_of(language).parts
    for at, figure in sorted(figures.items()):
        so_many = parts.get(figure.unit.name) if at in figures and figure.unit and figure.noun is None else None
        part = figures.get(figure.last) if so_many else None
        if so_many is None or part is None or figure.low is None or part.low is None:
            continue
        bare = part.kind == "integer" and part.unit is None and part.noun is None and tokens[part.first].kind == WORD
        if bare and figure.kind in ("integer", "article") and so_many <= part.low * 10 < so_many * 10:
            value = figure.low + Fraction(part.low, so_many)
            del figures[part.first]
            figures[at] = figure._replace(low=value, high=value, last=part.last, kind="decimal")


_LONGEST = 8
"""Tokens of a figure with its unit, at most, before its half."""


def articles(tokens: list[Token], figures: Figures, language: str) -> None:
    """Makes figures of the articles that count: beside a count or as part of one, in a toll, with a measure."""
    words = read_toml(language, "quantities")["words"]
    for at, figure in figures.items():
        if figure.kind == "article" and _counts_alone(tokens, figure, words):
            figures[at] = figure._replace(kind="integer")
    tolls = frozenset(said.split()[-1] for said in words["toll"])
    people = person_words(language) | tolls | frozenset(noun + "s" for noun in tolls)
    order = sorted(figures)
    for pairs in (pairwise(order), pairwise(reversed(order))):
        for one, other in pairs:
            first, second = sorted((one, other))
            if figures[other].kind == "article" and _beside(tokens, figures[first], figures[second], words, people):
                figures[other] = figures[other]._replace(kind="integer")


def _counts_alone(tokens: list[Token], figure: Figure, words: dict[str, list[str]]) -> bool:
    """*un mort*, *une tonne*; a unit must be said in a word: *un t-shirt* is no ton."""
    if figure.unit is not None:
        before, named = tokens[figure.first - 1].key if figure.first else "", tokens[figure.first + 1].key
        said = len(named) > _LONGEST_SIGN and not {before, named} & set(words["not_one"])
        return said and figure.unit.kind in words["counts_one"] and not figure.unit.weak
    return figure.noun is not None and f"{tokens[figure.first].key} {tokens[figure.noun].key}" in words["toll"]


_LONGEST_SIGN = 2


def _beside(
    tokens: list[Token], first: Figure, second: Figure, words: dict[str, list[str]], people: frozenset[str]
) -> bool:
    """Whether one of two figures is a count, of people like the other one or of which the other one is a part."""
    if {first.kind, second.kind} != {"article", "integer"} or first.unit or second.unit:
        return False
    if first.noun is None or second.noun is None:
        return False
    between = [token.key for token in tokens[first.last : second.first]]
    if " ".join(between).removeprefix(", ") in words["part_of_count"]:
        return first.kind == "integer"
    joined = bool(between) and len(between) <= _BETWEEN and between[-1] in words["beside_count"]
    return joined and all(tokens[noun].key in people for noun in (first.noun, second.noun))


_BETWEEN = 2


def _is_bare(figure: Figure) -> bool:
    bare = figure.unit is None and figure.noun is None and figure.scale == 1
    return bare and figure.kind in ("integer", "decimal") and figure.low is not None and figure.low == figure.high


def _shared(figure: Figure, following: Figure) -> Figure:
    times = following.scale if following.scale >= _BIG and (figure.low or 0) < _SMALL else 1
    low, high = (None if value is None else value * times for value in (figure.low, figure.high))
    return figure._replace(low=low, high=high, scale=times, unit=following.unit, noun=following.noun)
