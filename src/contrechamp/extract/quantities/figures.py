"""Figures with their units: the numbers of a text, each with the unit or currency that stands beside it."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from contrechamp.extract.numbers import Number, number_at, ordinal_words
from contrechamp.extract.numbers.cardinals import Exact
from contrechamp.extract.numbers.lexicon import NumberWords
from contrechamp.extract.numbers.tokens import NUMBER, WORD, Token, tight
from contrechamp.extract.quantities.units import Unit, Units, before_at, compound, money_at, unit_at

_LONGEST_NAME = 8
"""Tokens of digits and hyphens that a name of letters and digits may have: « A330-300 »."""


_SIZE_LETTERS = frozenset("GMTK")
"""Letters that multiply only before money (*5 M€*); else they are part of a name: *5G*."""


_NEAR_MONEY = 12
"""Words on each side in which a doubtful currency looks for money."""


class Figure(NamedTuple):
    """One figure: tokens `first` to `last` with all that belongs to it, `number` the code points of its own words.

    `low` and `high` are None on an open side; `above` and `below` say that the bound itself is left out. `kind` is the
    number's kind, or `ordinal`, or `name` for digits that are part of a name. `noun` is the token of what is counted.
    """

    first: int
    last: int
    number: tuple[int, int]
    low: Exact | None
    high: Exact | None
    kind: str
    unit: Unit | None = None
    scale: int = 1
    approximate: bool = False
    above: bool = False
    below: bool = False
    per: str | None = None
    noun: int | None = None
    ratio: bool = False


def figures_of(tokens: list[Token], words: NumberWords, units: Units, *, weak: bool = False) -> list[Figure]:
    """The figures among `tokens`, left to right. With `weak`, common words that are units too are read as units."""
    found: list[Figure] = []
    at = 0
    while at < len(tokens):
        figure = _figure_at(tokens, at, words, units, weak=weak)
        if figure:
            found.append(figure)
            at = figure.last
        else:
            at += 1
    return found


def _figure_at(tokens: list[Token], at: int, words: NumberWords, units: Units, *, weak: bool) -> Figure | None:
    token = tokens[at]
    if token.said in units.before:
        money = _money_before(tokens, at, words, units)
        if money:
            return money
    if token.kind == NUMBER or token.key in words.starts:
        number = number_at(tokens, at, words)
    elif token.key in words.ordinals:
        number = None
    else:
        return None
    ordinal = _ordinal_at(tokens, at, number, words)
    if ordinal or number is None:
        return ordinal
    if _in_name(tokens, at):
        return _figure(number, "name")
    return _with_unit(tokens, number, words, units, weak=weak)


def _figure(number: Number, kind: str | None = None) -> Figure:
    high = None if number.kind == "vague" else number.value
    said = (number.start, number.end)
    kind = kind or number.kind
    return Figure(number.first, number.last, said, number.value, high, kind, None, number.scale, number.approximate)


def _ordinal_at(tokens: list[Token], at: int, number: Number | None, words: NumberWords) -> Figure | None:
    """*38e*, *1er*, *vingt-cinquième*: kept apart from the numbers. A fraction is no ordinal."""
    last = number.last if number else at
    digit = tokens[at].kind == NUMBER and last == at + 1 and last < len(tokens) and tight(tokens, last)
    if number and digit and tokens[last].key in words.ordinal_signs and isinstance(number.value, int):
        said = (tokens[at].start, tokens[last].end)
        return Figure(at, last + 1, said, number.value, number.value, "ordinal")
    part = number is not None and number.kind == "fraction" and not _counts_on(tokens, number, words)
    if part or tokens[at].kind == NUMBER:
        return None
    found = ordinal_words(tokens, at, words)
    if found is None or found.last < last or (number and found.last == last and number.kind != "fraction"):
        return None
    said = (tokens[at].start, tokens[found.last - 1].end)
    return Figure(at, found.last, said, found.value, found.value, "ordinal")


def _counts_on(tokens: list[Token], number: Number, words: NumberWords) -> bool:
    """*trois millionième*: a singular after more than one is an ordinal, though it can be read as a part."""
    singular = tokens[number.last - 1].key in words.ordinals and not tokens[number.last - 1].key.endswith("s")
    return singular and tokens[number.first].key not in words.articles and "and" not in tokens[number.last - 3].function


def _in_name(tokens: list[Token], at: int) -> bool:
    """Whether letters touch the figure on its left, with or without a hyphen: *A380*, *T-54*, *Covid-19*."""
    here = at
    while at - here <= _LONGEST_NAME and here > 0 and tokens[here].kind == NUMBER and tight(tokens, here):
        before = tokens[here - 1]
        if before.kind == WORD:
            return not before.key.endswith("'")
        if before.said not in "-‐‑–/+" or here < 2 or not tight(tokens, here - 1):
            return False
        here -= 2
        if tokens[here].kind == WORD:
            return True
    return False


def _money_before(tokens: list[Token], at: int, words: NumberWords, units: Units) -> Figure | None:
    """*$75 millions*, *€ 1000*, *EUR 20*."""
    found = before_at(tokens, at, units)
    if found is None or found[1] >= len(tokens) or tokens[found[1]].kind != NUMBER:
        return None
    if at and tight(tokens, at) and tokens[at - 1].kind in (WORD, NUMBER):
        return None
    number = number_at(tokens, found[1], words)
    return _figure(number)._replace(first=at, unit=found[0]) if number else None


def _with_unit(tokens: list[Token], number: Number, words: NumberWords, units: Units, *, weak: bool) -> Figure | None:
    """The number with the unit after it; None for a figure that other letters touch (*29zx*)."""
    figure = _figure(_coins(tokens, _unsigned(tokens, number), words))
    at = figure.last
    if tokens[at - 1].said in _SIZE_LETTERS and not (at < len(tokens) and tokens[at].said in units.before):
        return figure._replace(kind="name")
    if at >= len(tokens):
        return figure
    of = "of" in tokens[at].function and (number.scale > 1 or number.kind != "integer" or number.value >= 10**6)
    hyphen = tokens[at].said in "-‑" and tight(tokens, at) and at + 1 < len(tokens) and tight(tokens, at + 1)
    found = unit_at(tokens, at + (of or hyphen), units) if at + (of or hyphen) < len(tokens) else None
    if found and found[0].weak and not weak and not _sure(tokens, at, found[0], number):
        found = money_at(tokens, at + of, units) if _of_money(tokens, number, units) else None
    if found is None:
        letters = tokens[at].kind == WORD or tokens[at].said in "+×"
        touched = letters and tight(tokens, at) and tokens[at - 1].kind == NUMBER
        return figure._replace(kind="name") if touched else figure
    unit, last = compound(tokens, found[0], found[1], units) or found
    return _with_part(tokens, figure._replace(unit=unit, last=last), units)


def _of_money(tokens: list[Token], number: Number, units: Units) -> bool:
    """Whether millions of *livres* are money: they are, unless books are spoken of near them."""
    if number.scale < 10**6:
        return False
    first, last = number.first, number.last
    near = tokens[max(0, first - _NEAR_MONEY) : first] + tokens[last + 2 : last + _NEAR_MONEY]
    return not any(token.key in units.not_money for token in near)


def _sure(tokens: list[Token], at: int, unit: Unit, number: Number) -> bool:
    """A word that is a unit too is one after millions (*12 millions de livres*), a one-letter sign where it touches."""
    if unit.kind == "currency":
        return number.scale >= 10**6
    return len(tokens[at].said) == 1 and tight(tokens, at)


def _unsigned(tokens: list[Token], number: Number) -> Number:
    """A minus sign with a space after it is a dash, unless degrees or a percentage follow."""
    first = tokens[number.first]
    spaced = first.kind == "sign" and tokens[number.first + 1].start > first.end
    follows = tokens[number.last].key if number.last < len(tokens) else ""
    if not spaced or follows.startswith(("deg", "°", "%", "celsius", "fahrenheit")):
        return number
    return number._replace(first=number.first + 1, start=tokens[number.first + 1].start, value=-number.value)


def _coins(tokens: list[Token], number: Number, words: NumberWords) -> Number:
    """*34 cents* is money after digits, not thirty-four hundreds."""
    last = number.last - 1
    if tokens[last].key not in words.after_factor or tokens[number.first].kind != NUMBER or last != number.first + 1:
        return number
    return number._replace(last=last, end=tokens[last - 1].end, value=_divided(number.value, 100))


def _divided(value: Exact, by: int) -> Exact:
    exact = Fraction(value) / by
    return exact.numerator if exact.denominator == 1 else exact


def _with_part(tokens: list[Token], figure: Figure, units: Units) -> Figure:
    """*15 dollars et 15 cents*, *15 dollars 50*, *1 m 83*: the smaller part added."""
    parts = units.parts.get(figure.unit.name) if figure.unit else None
    at = figure.last
    if parts is None or at >= len(tokens) or figure.low is None or not isinstance(figure.low, int):
        return figure
    joined = "and" in tokens[at].function
    at += joined
    if at >= len(tokens) or tokens[at].kind != NUMBER or not tokens[at].said.isdigit():
        return figure
    figure_of_part = tokens[at].said
    if len(figure_of_part) != len(str(parts)) - 1:
        return figure
    small = unit_at(tokens, at + 1, units) if at + 1 < len(tokens) else None
    coin = small is not None and small[0].small
    free = at + 1 >= len(tokens) or tokens[at + 1].kind != WORD or tight(tokens, at)
    if not coin and (joined or small or not free):
        return figure
    value = figure.low + Fraction(int(figure_of_part), parts)
    exact: Exact = value.numerator if value.denominator == 1 else value
    last = small[1] if small and coin else at + 1
    return figure._replace(low=exact, high=exact, last=last)
