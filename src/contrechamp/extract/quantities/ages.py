"""Which figures with a unit of time are ages and not durations: *un homme de 40 ans*, *Léa, 12 ans,*."""

from __future__ import annotations

from functools import cache

from contrechamp.extract.numbers.tokens import WORD, Token
from contrechamp.extract.quantities.figures import Figure
from contrechamp.extract.quantities.joins import Figures, matches
from contrechamp.extract.quantities.rules import tries
from contrechamp.extract.quantities.units import Unit
from contrechamp.lang import read_list, read_toml
from contrechamp.text.fold import fold_words

_OLDEST = 125
_BACK = 4
"""Words between a person and *de … ans*, at most: « une jeune mère de famille de 32 ans »."""


@cache
def person_words(language: str) -> frozenset[str]:
    """Folded nouns for people, singular and plural."""
    forms = [fold_words(form) for line in read_list(language, "human_nouns") for form in line.split("/")]
    more = read_toml(language, "quantities")["words"]["persons"]
    return frozenset(form + ending for form in (*forms, *more) for ending in ("", "s", "e", "es"))


@cache
def _words(language: str, name: str) -> tuple[str, ...]:
    return tuple(read_toml(language, "quantities")["words"][name])


def mark_ages(tokens: list[Token], figures: Figures, language: str) -> None:
    """Gives the unit of an age to the figures that are one, and to a figure before it (*âgés de 29 et 30 ans*)."""
    sure = {match.figures[-1].first for match in matches(tokens, figures, tries(language)["age"])}
    for at, figure in sorted(figures.items()):
        if not _may_be_age(figure):
            continue
        years = at in sure and figure.unit is not None and figure.unit.name == "year"
        if years or _after_person(tokens, figure, figures, language) or _after_name(tokens, figure, language):
            _mark(tokens, figure, figures, language)


def _may_be_age(figure: Figure) -> bool:
    return (
        figure.unit is not None
        and figure.unit.kind == "time"
        and figure.unit.name in ("year", "month", "week", "day")
        and figure.high is not None
        and figure.high <= _OLDEST
    )


def _mark(tokens: list[Token], figure: Figure, figures: Figures, language: str) -> None:
    age = Unit(figure.unit.name if figure.unit else "year", "age")
    figures[figure.first] = figure._replace(unit=age)
    at = figure.first - 1
    if at < 1 or tokens[at].key not in (",", *_words(language, "joins_ends")):
        return
    lower = next((figures[first] for first in range(at - 1, max(-1, at - _BACK), -1) if first in figures), None)
    if lower and lower.last == at and lower.unit is None and lower.high and lower.high <= _OLDEST:
        figures[lower.first] = lower._replace(unit=age)


def _after_person(tokens: list[Token], figure: Figure, figures: Figures, language: str) -> bool:
    """*une mère de famille de 32 ans*, *les personnes de plus de 65 ans*: *de* before it, a person before that."""
    skipped = _words(language, "before_age")
    at, of = figure.first - 1, False
    while at >= 0 and (tokens[at].key in skipped or at in figures):
        of |= tokens[at].key in _words(language, "of_age")
        at -= 1
    if not of:
        return False
    for token in reversed(tokens[max(0, at + 1 - _BACK) : at + 1]):
        if token.kind != WORD or token.key in _words(language, "never_aged"):
            return False
        if _is_person(token, language):
            return True
    return False


def _is_person(token: Token, language: str) -> bool:
    """By its noun, or by its ending (*une Lyonnaise*, *un électricien*), where it is no word of grammar (*mais*)."""
    if token.key in person_words(language):
        return True
    return token.key.endswith(_words(language, "person_endings")) and token.key not in _words(language, "not_noun")


def _after_name(tokens: list[Token], figure: Figure, language: str) -> bool:
    """*Léa Martin, 12 ans,* and *(12 ans)*: a comma or bracket between a name or a person and the figure."""
    at = figure.first - 1
    if at < 1 or tokens[at].key not in (",", "("):
        return False
    end = figure.last + 2 * (
        " ".join(t.key for t in tokens[figure.last : figure.last + 2]) in _words(language, "and_half")
    )
    follows = tokens[end].key if end < len(tokens) else "."
    if follows in _words(language, "no_age_before"):
        return False
    before = tokens[at - 1]
    return before.kind == WORD and (before.said[0].isupper() or _is_person(before, language) or tokens[at].key == "(")
