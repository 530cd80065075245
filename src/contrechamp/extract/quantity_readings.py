"""Every number, percentage, range, amount, measure, age and ordinal of a text, one kind at a time.

The same grammar as `find_quantities`, without the question whether a figure matters to a news reader: these functions
are what the public suites of such expressions ask for, and what a tool may use for one kind alone.
"""

from __future__ import annotations

from typing import NamedTuple

from contrechamp.extract.numbers import numbers_of, plain
from contrechamp.extract.quantity_figures import figures_of
from contrechamp.extract.quantity_lexicon import number_words
from contrechamp.extract.quantity_tokens import tokenize
from contrechamp.extract.quantity_units import units_of
from contrechamp.model import Span


class Reading(NamedTuple):
    """One expression: its span, value (None for a unit without a figure) and unit."""

    span: Span
    value: int | float | None
    unit: str | None = None


DIMENSIONS = frozenset(
    [
        "length",
        "area",
        "volume",
        "mass",
        "speed",
        "energy",
        "power",
        "electricity",
        "force",
        "torque",
        "pressure",
        "frequency",
        "sound",
        "light",
        "radiation",
        "chemistry",
        "proportion",
        "information",
        "speed-of-information",
        "angle",
        "compound",
    ]
)


def read_numbers(text: str, language: str = "fr", *, ratios: bool = True) -> tuple[Reading, ...]:
    """Every number of `text`; with `ratios`, *deux sur trois* is one. Digits that letters touch are none."""
    tokens, words = tokenize(text), number_words(language)
    found = []
    for number in numbers_of(tokens, words):
        if number.kind == "article" and len(tokens) > 1:
            continue
        found.append(Reading(Span(number.start, number.end), plain(number.value)))
    return tuple(found)


def read_measures(text: str, kinds: frozenset[str], language: str = "fr") -> tuple[Reading, ...]:
    """Figures with a unit of one of `kinds`, and such units without a figure."""
    tokens, words, units = tokenize(text), number_words(language), units_of(language)
    found, taken = [], 0
    figures = {f.first: f for f in figures_of(tokens, words, units, weak=True) if f.unit and f.unit.kind in kinds}
    at = 0
    while at < len(tokens):
        figure = figures.get(at)
        if figure and figure.unit:
            span = Span(tokens[figure.first].start, tokens[figure.last - 1].end)
            found.append(Reading(span, None if figure.low is None else plain(figure.low), figure.unit.name))
            at = figure.last
            continue
        at += 1
    return tuple(found)
