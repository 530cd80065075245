"""Every number, ordinal, percentage, range, amount, measure and age of a text, one kind at a time.

The same grammar as `find_quantities`, without the question whether a figure matters to a reader of news: these
functions are what the public suites of such expressions ask for, and what a tool may use for one kind alone.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import NamedTuple

from contrechamp.extract.numbers import Number, numbers_of, plain
from contrechamp.extract.numbers.lexicon import number_words
from contrechamp.extract.numbers.tokens import NUMBER, OF, WORD, Token, tight, tokenize
from contrechamp.extract.quantities.figures import Figure, figures_of
from contrechamp.extract.quantities.joins import bound, join
from contrechamp.extract.quantities.units import Unit, name_at, unit_at, units_of
from contrechamp.lang import read_toml
from contrechamp.model import Span


class Reading(NamedTuple):
    """One expression: its span, value (None for a unit without a figure) and unit."""

    span: Span
    value: int | float | None
    unit: str | None = None


class RangeReading(NamedTuple):
    """One range: its bounds (None on an open side) and whether a bound itself is left out."""

    span: Span
    low: int | float | None
    high: int | float | None
    above: bool = False
    below: bool = False


class OrdinalReading(NamedTuple):
    """One ordinal: how far it is from `start`, `current` or `end` (the last is 0 from the end)."""

    span: Span
    offset: int
    relative_to: str = "start"


@cache
def _words(language: str, name: str) -> frozenset[str]:
    return frozenset(read_toml(language, "units")["words"][name])


def read_numbers(text: str, language: str = "fr", *, ratios: bool = True) -> tuple[Reading, ...]:
    """Every number of `text`; with `ratios`, *deux sur trois* is one. Digits that letters touch are none."""
    tokens, words = tokenize(text, language), number_words(language)
    numbers = [n for n in numbers_of(tokens, words) if not _touched(tokens, n)]
    found, skip = [], False
    for at, number in enumerate(numbers):
        following = numbers[at + 1] if at + 1 < len(numbers) else None
        if skip:
            skip = False
        elif ratios and following and _is_ratio(tokens, number, following):
            value = float(number.value) / float(following.value)
            found.append(Reading(Span(number.start, following.end), value))
            skip = True
        elif number.kind != "article" or len(tokens) == 1 or (following and _over(tokens, number, following)):
            found.append(Reading(Span(number.start, number.end), plain(number.value)))
    return tuple(found)


def _touched(tokens: list[Token], number: Number) -> bool:
    """*29km*, *38e*, *T54*: letters touch the digits on one side."""
    after = number.last < len(tokens) and tokens[number.last].kind == WORD and tight(tokens, number.last)
    before = tight(tokens, number.first) and tokens[number.first - 1].kind == WORD
    elided = before and tokens[number.first - 1].key.endswith("'")
    digits = tokens[number.last - 1].kind == NUMBER
    return digits and (after or (before and not elided))


def _over(tokens: list[Token], top: Number, bottom: Number) -> bool:
    return "over" in tokens[top.last].function and bottom.first == top.last + 1


def _is_ratio(tokens: list[Token], top: Number, bottom: Number) -> bool:
    if not _over(tokens, top, bottom) or bottom.kind != "integer":
        return False
    smaller = 0 < abs(Fraction(top.value)) < Fraction(bottom.value)
    return smaller and top.kind in ("integer", "article")


def read_ordinals(text: str, language: str = "fr") -> tuple[OrdinalReading, ...]:
    """Every ordinal of `text`, the relative ones too (*dernier*, *suivante*). A fraction (*un cinquième*) is none."""
    tokens, words = tokenize(text, language), number_words(language)
    relative = read_toml(language, "numbers")["relative"]
    found, end = [], 0
    ordinals = {f.first: f for f in figures_of(tokens, words, units_of(language)) if f.kind == "ordinal"}
    for at in range(len(tokens)):
        if at < end:
            continue
        ordinal = ordinals.get(at)
        if ordinal and ordinal.low is not None:
            found.append(OrdinalReading(Span(*ordinal.number), int(ordinal.low)))
            end = ordinal.last
            continue
        for length in (5, 3, 2, 1):
            said = " ".join(token.key for token in tokens[at : at + length])
            if said in relative and at + length <= len(tokens):
                to, offset = relative[said]
                end = at + length
                found.append(OrdinalReading(Span(tokens[at].start, tokens[end - 1].end), offset, to))
                break
    return tuple(found)


def read_percents(text: str, language: str = "fr") -> tuple[Reading, ...]:
    """Every percentage of `text`, also *pour cent de* before the figure. Escapes in addresses (`%20`) are none."""
    tokens, words, units = tokenize(text, language), number_words(language), units_of(language)
    found = []
    for figure in figures_of(tokens, words, units):
        first, last = figure.first, figure.last
        escaped = tight(tokens, first) and tokens[first - 1].said == "%"
        escaped |= last < len(tokens) and tight(tokens, last) and tokens[last].kind == NUMBER
        if figure.low is None or escaped:
            continue
        if figure.unit is None:
            first = _percent_before(tokens, figure, language)
        if first < figure.first or (figure.unit and figure.unit.name == "percent"):
            span = Span(tokens[first].start, tokens[last - 1].end)
            found.append(Reading(span, plain(figure.low), "percent"))
    return tuple(found)


def _percent_before(tokens: list[Token], figure: Figure, language: str) -> int:
    """The token where *pour cent de* before the figure begins, else the figure's own first token."""
    at = figure.first - 1
    if at < 0 or not tokens[at].function & OF:
        return figure.first
    for start in range(max(0, at - 2), at):
        found = unit_at(tokens, start, units_of(language))
        if found and found[0].name == "percent" and found[1] == at:
            return start
    return figure.first


def read_ranges(text: str, language: str = "fr") -> tuple[RangeReading, ...]:
    """Every range and bound of `text`: *entre 20 et 30*, *plus de trente*, *200 ou plus*, *égal à 170*."""
    tokens, words = tokenize(text, language), number_words(language)
    ordinals = [f for f in figures_of(tokens, words, units_of(language)) if f.kind == "ordinal"]
    figures = {n.first: _figure(n) for n in numbers_of(tokens, words)} | {f.first: f for f in ordinals}
    join(tokens, figures, language, ratios=False)
    bound(tokens, figures, language)
    found = []
    for at in sorted(figures):
        figure = figures[at]
        start, end = figure.number
        words_around = tokens[figure.first].start < start or tokens[figure.last - 1].end > end
        if figure.kind == "range" or (words_around and not figure.approximate):
            low, high = (None if end is None else plain(end) for end in (figure.low, figure.high))
            span = Span(tokens[figure.first].start, tokens[figure.last - 1].end)
            found.append(RangeReading(span, low, high, figure.above, figure.below))
    return tuple(found)


def _figure(number: Number) -> Figure:
    said = (number.start, number.end)
    return Figure(number.first, number.last, said, number.value, number.value, number.kind, None, number.scale)


def read_measures(text: str, kinds: frozenset[str], language: str = "fr") -> tuple[Reading, ...]:
    """Figures with a unit of one of `kinds`, and such units without a figure (value None)."""
    tokens, words, units = tokenize(text, language), number_words(language), units_of(language)
    figures = {f.first: f for f in figures_of(tokens, words, units, weak=True)}
    warm = "temperature" not in kinds and any(t.key in _words(language, "temperature") for t in tokens)
    found, at = [], 0
    while at < len(tokens):
        figure = figures.get(at)
        unit, last = (figure.unit, figure.last) if figure else _lone_unit(tokens, at, language)
        if unit and unit.kind in kinds and not (warm and unit.name == "degree"):
            value = plain(figure.low) if figure and figure.low is not None else None
            found.append(Reading(Span(tokens[at].start, tokens[last - 1].end), value, unit.name))
        at = max(last, at + 1)
    return tuple(found)


def _lone_unit(tokens: list[Token], at: int, language: str) -> tuple[Unit | None, int]:
    """A unit that stands without a figure: by its name, or as the whole text by its sign."""
    units = units_of(language)
    found = name_at(tokens, at, units) if len(tokens) > 1 else unit_at(tokens, at, units)
    if found is None or found[0].weak or found[0].name == "degree":
        return None, at + 1
    return found


def read_ages(text: str, language: str = "fr") -> tuple[Reading, ...]:
    """Figures in years, months, weeks or days, with *d’âge* after them."""
    tokens, words, units = tokenize(text, language), number_words(language), units_of(language)
    found = []
    for figure in figures_of(tokens, words, units):
        if figure.unit is None or figure.low is None or figure.unit.name not in ("year", "month", "week", "day"):
            continue
        of_age = " ".join(token.key for token in tokens[figure.last : figure.last + 2]) in _words(language, "of_age")
        last = figure.last + 2 * of_age
        found.append(
            Reading(Span(tokens[figure.first].start, tokens[last - 1].end), plain(figure.low), figure.unit.name)
        )
    return tuple(found)


def read_shares(text: str, language: str = "fr") -> tuple[Reading, ...]:
    """Every part and ratio below one, with the *de* after it: *un quart de*, *un sur trois*, *1/4 de*."""
    tokens = tokenize(text, language)
    ends = {token.end: at for at, token in enumerate(tokens)}
    found = []
    for reading in read_numbers(text, language):
        if reading.value is None or not 0 < reading.value < 1 or reading.span.end not in ends:
            continue
        following = ends[reading.span.end] + 1
        of = following < len(tokens) and "of" in tokens[following].function
        span = Span(reading.span.start, tokens[following].end) if of else reading.span
        found.append(reading._replace(span=span))
    return tuple(found)
