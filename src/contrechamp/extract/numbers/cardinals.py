"""Whole numbers and decimals: digit figures, number words below a thousand, and scales.

A `Part` is a piece of a number: its exact value, the token after it, the factor of its last scale word, its kind.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from contrechamp.extract.numbers.lexicon import NumberWords
from contrechamp.extract.numbers.tokens import LONGEST, NUMBER, WORD, Token, tight

Exact = int | Fraction
_MOST_WORDS = 40
"""Words of the longest number that is read as one: above any real one, so that a run of number words stays linear."""


class Part(NamedTuple):
    """A piece of a number that ends before the token `last`."""

    value: Exact
    last: int
    scale: int = 1
    kind: str = "integer"


def cardinal(tokens: list[Token], at: int, words: NumberWords) -> Part | None:
    """Groups with falling scales: *deux millions | cinq cent mille | trois*."""
    total: Exact = 0
    limit, scale, here, kind = 0, 1, at, "integer"
    while here < len(tokens) and here - at < _MOST_WORDS:
        implicit = tokens[here].key in words.thousand
        group = Part(1, here) if implicit else _group(tokens, here, words)
        if group is None or (here > at and not _may_follow(tokens, here, group, limit, words)):
            break
        factor, last = _scales(tokens, group.last, words, after_digits=tokens[here].kind == NUMBER)
        if here > at and factor * group.value >= limit:
            break
        total, here, kind = total + factor * group.value, last, group.kind if here == at else kind
        scale = factor
        if factor == 1:
            break
        limit = factor
        here = _over_and(tokens, here, words, limit)
    return Part(total, here, scale, kind) if here > at else None


def _may_follow(tokens: list[Token], at: int, group: Part, limit: int, words: NumberWords) -> bool:
    """Digits after a scale belong to it only with a scale of their own, or as a lower group (*2 millions 500 000*)."""
    if tokens[at].kind != NUMBER:
        return True
    if group.kind != "integer":
        return False
    scaled = group.last < len(tokens) and tokens[group.last].key in words.scales
    hundreds = group.last > at + 1
    return scaled or hundreds or (limit >= 10**6 and group.value >= 1000) or tokens[at - 1].key in words.and_


def _over_and(tokens: list[Token], at: int, words: NumberWords, limit: int) -> int:
    """The token after *et* in *mille et un*, else `at`."""
    if limit != 1000 or at + 1 >= len(tokens) or tokens[at].key not in words.and_:
        return at
    group = _group(tokens, at + 1, words)
    return at + 1 if group and _stands_alone(tokens, at + 1, group, words) else at


def _stands_alone(tokens: list[Token], at: int, group: Part, words: NumberWords) -> bool:
    """Whether a group after *et* is an addend: below a hundred, neither a fraction nor the head of another number."""
    if not 0 < group.value < 100 or group.kind != "integer":
        return False
    if group.last >= len(tokens):
        return True
    key = tokens[group.last].key
    ends = key in words.scales or key in words.hundreds or key in words.fractions or key in words.ordinals
    return not ends and (tokens[at].key not in words.articles or at + 1 < group.last or key not in words.and_)


def _scales(tokens: list[Token], at: int, words: NumberWords, after_digits: bool) -> tuple[int, int]:
    """The factor of the scale words or signs from `at` on, and the token after them: *mille milliards*, *10k*."""
    factor, last = 1, at
    while last < len(tokens) and last - at < 3 and tokens[last].kind == WORD and tokens[last].key in words.scales:
        factor *= 10 ** words.scales[tokens[last].key]
        last += 1
    if factor == 1 and after_digits and at < len(tokens) and tokens[at].said in words.scale_signs:
        before_money = at + 1 < len(tokens) and tokens[at + 1].key in words.money_signs
        joined = tight(tokens, at) and not (at + 1 < len(tokens) and tight(tokens, at + 1))
        if before_money or joined or tokens[at].said in words.loose_signs:
            return 10 ** words.scale_signs[tokens[at].said], at + 1
    return factor, last


def _group(tokens: list[Token], at: int, words: NumberWords) -> Part | None:
    """Digits, or words below a thousand, with *cent* after either."""
    token = tokens[at]
    if token.kind == NUMBER:
        below = digits(tokens, at)
    elif token.key in words.hundreds:
        below = Part(1, at) if token.key not in words.after_factor else None
    else:
        below = _below_hundred(tokens, at, words)
    if below is None or below.last >= len(tokens) or tokens[below.last].key not in words.hundreds:
        return below
    if below.kind != "integer" or below.value >= 1000:
        return below
    return _after_hundred(tokens, Part(below.value * 100, below.last + 1), words)


def _after_hundred(tokens: list[Token], hundreds: Part, words: NumberWords) -> Part:
    """*cent* with what is added to it: *cent six*, *3 cents et 21*."""
    at = hundreds.last
    if at >= len(tokens):
        return hundreds
    if tokens[at].key in words.and_ and at + 1 < len(tokens):
        added = digits(tokens, at + 1) if tokens[at + 1].kind == NUMBER else _below_hundred(tokens, at + 1, words)
        stands = added is not None and _stands_alone(tokens, at + 1, added._replace(last=at + 2), words)
        return Part(hundreds.value + added.value, added.last) if added and stands else hundreds
    added = _below_hundred(tokens, at, words)
    return Part(hundreds.value + added.value, added.last) if added and added.value else hundreds


def _below_hundred(tokens: list[Token], at: int, words: NumberWords) -> Part | None:
    key = tokens[at].key
    following = tokens[at + 1].key if at + 1 < len(tokens) else ""
    if words.units.get(key) == 4 and words.tens.get(following) == 20:
        return _tens(tokens, at + 2, 80, words)
    if key in words.tens:
        return _tens(tokens, at + 1, words.tens[key], words) if key not in words.after_factor else None
    value = words.units.get(key)
    if value is None:
        return None
    if value == 10 and 7 <= words.units.get(following, 0) <= 9:
        return Part(10 + words.units[following], at + 2)
    return Part(value, at + 1)


def _tens(tokens: list[Token], at: int, base: int, words: NumberWords) -> Part:
    """The tens before `at` with their units: *vingt et un*, *soixante-dix-sept*, *quatre-vingt-onze*."""
    with_and = at + 1 < len(tokens) and tokens[at].key in words.and_
    added_at = at + with_and
    if added_at >= len(tokens):
        return Part(base, at)
    added = words.units.get(tokens[added_at].key)
    most = 16 if base in (60, 80) else 9
    if not added or added > most or (with_and and added not in (1, 11)):
        return Part(base, at)
    last = added_at + 1
    if added == 10 and last < len(tokens) and 7 <= words.units.get(tokens[last].key, 0) <= 9:
        return Part(base + 10 + words.units[tokens[last].key], last + 1)
    return Part(base + added, last)


def digits(tokens: list[Token], at: int) -> Part | None:
    """The value of a digit figure, read the French way: a comma before decimals, points between groups of three."""
    said = tokens[at].key
    if len(said) > LONGEST:
        return None
    whole, comma, decimals = said.partition(",")
    if "," in decimals:
        whole, comma, decimals = said.replace(",", ""), "", ""
    points = whole.split(".")
    if not comma and len(points) == 2 and (len(points[1]) != 3 or len(points[0]) > 3 or not points[0]):
        whole, decimals = points
    figures = "".join(c for c in whole if c.isdigit())
    if not decimals:
        return Part(int(figures or "0"), at + 1)
    value = Fraction(int(figures + decimals), 10 ** len(decimals))
    exact: Exact = value.numerator if value.denominator == 1 else value
    return Part(exact, at + 1, 1, "decimal")
