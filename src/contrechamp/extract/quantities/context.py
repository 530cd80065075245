"""Which figures are none of a reader's business here: dates, hours, page and road numbers, model names, telephones."""

from __future__ import annotations

from functools import cache

from contrechamp.extract.numbers.tokens import NUMBER, WORD, Token, tight
from contrechamp.extract.quantities.ages import mark_ages
from contrechamp.extract.quantities.counted import NounWords, noun_at
from contrechamp.extract.quantities.figures import Figure
from contrechamp.extract.quantities.joins import Figures, matches
from contrechamp.extract.quantities.rules import Matched, tries
from contrechamp.extract.quantities.units import unit_at, units_of
from contrechamp.lang import read_toml

_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_LONGEST_LOWER_END = 8


@cache
def _words(language: str, name: str) -> frozenset[str]:
    return frozenset(read_toml(language, "quantities")["words"][name])


def drop_others(tokens: list[Token], figures: Figures, nouns: NounWords, language: str) -> None:
    """Removes from `figures` what is no quantity. Ages are given their unit and stay."""
    mark_ages(tokens, figures, language)
    for match in matches(tokens, figures, tries(language)["not"]):
        for figure in _dropped(tokens, match, figures, nouns):
            figures.pop(figure.first, None)
    for at in [at for at, figure in figures.items() if figure.kind in ("ordinal", "name")]:
        del figures[at]
    for at, figure in sorted(figures.items()):
        if at not in figures:
            continue
        if _is_time(figure) or _is_time_later(tokens, figure, figures, nouns, language):
            _drop_lower_end(tokens, figure, figures, language)
            _drop_rest(tokens, figure, figures)
            del figures[at]
        elif _is_named(tokens, figure, figures, nouns):
            _drop_joined(tokens, figure, figures)
            del figures[at]
        elif any(
            (
                _is_year(tokens, figure, figures, nouns, language),
                _is_code(tokens, figure, figures, nouns),
                _is_single(tokens, figure, figures, nouns, language),
            )
        ):
            del figures[at]


def _dropped(tokens: list[Token], match: Matched, figures: Figures, nouns: NounWords) -> list[Figure]:
    """The figures of a match that its conditions let go."""
    yields = match.rule.yields
    if yields.get("same") and len({figure.low for figure in match.figures}) > 1:
        return []
    halves = [f for f in match.figures if f.kind == "fraction" and f.low is not None and f.low * 2 == 1]
    dropped = halves if yields.get("half") else list(match.figures)
    if yields.get("slashed"):
        dropped = [f for f in dropped if f.kind == "fraction" and tokens[f.last - 1].kind == NUMBER]
    if yields.get("next") != "free":
        return dropped
    return [f for f in dropped if f.unit is None and (f.high in (0, 1) or noun_at(tokens, f, figures, nouns) is None)]


def _is_time(figure: Figure) -> bool:
    return figure.unit is not None and figure.unit.kind == "time"


def _is_time_later(tokens: list[Token], figure: Figure, figures: Figures, nouns: NounWords, language: str) -> bool:
    """*trois longues années*: adjectives stand between the figure and the unit of time."""
    at = figure.last
    while at < len(tokens) and at not in figures and tokens[at].key in nouns.before_noun:
        at += 1
    found = unit_at(tokens, at, units_of(language)) if figure.last < at < len(tokens) else None
    return found is not None and found[0].kind == "time"


def _drop_rest(tokens: list[Token], time: Figure, figures: Figures) -> None:
    """*4 h 20*, *un an et demi*: what follows a time and belongs to it."""
    at = time.last + (time.last < len(tokens) and "and" in tokens[time.last].function)
    rest = figures.get(at)
    if rest and rest.unit is None and (at == time.last or rest.kind == "fraction"):
        del figures[at]


def _drop_lower_end(tokens: list[Token], time: Figure, figures: Figures, language: str) -> None:
    """*six ou dix mois*: the figure before a duration is one of time too."""
    at = time.first - 1
    if at < 1 or tokens[at].key not in _words(language, "joins_ends"):
        return
    for first in range(at - 1, max(-1, at - _LONGEST_LOWER_END), -1):
        lower = figures.get(first)
        if lower:
            if lower.last == at and lower.unit is None:
                del figures[first]
            return


def _is_year(tokens: list[Token], figure: Figure, figures: Figures, nouns: NounWords, language: str) -> bool:
    """A bare figure of four digits is a year unless a noun follows and no word of time stands before it."""
    first = figure.first
    bare = figure.last == first + 1 and figure.unit is None and tokens[first].kind == NUMBER
    if not bare or not tokens[first].said.isdigit() or len(tokens[first].said) != 4:
        return False
    if figure.low is None or not _FIRST_YEAR <= figure.low <= _LAST_YEAR:
        return False
    before = tokens[first - 1].key if first else ""
    if before in _words(language, "before_year"):
        return True
    if noun_at(tokens, figure, figures, nouns) is not None:
        return False
    other = figures.get(figure.last + 1)
    joined = figure.last < len(tokens) and tokens[figure.last].key in _words(language, "joins_ends")
    return not (joined and other and (other.unit or noun_at(tokens, other, figures, nouns) is not None))


def _is_named(tokens: list[Token], figure: Figure, figures: Figures, nouns: NounWords) -> bool:
    """Digits after a capitalised word inside a sentence are part of a name (*Falcon 9*); so is a version (*2.0*)."""
    first = figure.first
    if first < 2 or figure.unit or tokens[first].kind != NUMBER or figure.last != first + 1:
        return False
    if tokens[first].said.endswith(".0") and noun_at(tokens, figure, figures, nouns) is None:
        return True
    before = tokens[first - 1]
    inside = tokens[first - 2].key not in (".", "!", "?", "«", '"', "“")
    if before.kind != WORD or not before.said[0].isupper() or not inside or tight(tokens, first):
        return False
    noun = noun_at(tokens, figure, figures, nouns)
    return noun is None or figure.high in (0, 1) or tokens[noun].said[0].isupper()


def _drop_joined(tokens: list[Token], name: Figure, figures: Figures) -> None:
    """*Morgan 4-4*, *Morgan 4/4*: the rest of a name that is written in one."""
    at = name.last + 1
    if at in figures and tokens[name.last].key in ("-", "–", "/") and tight(tokens, at) and tight(tokens, name.last):
        del figures[at]


def _is_code(tokens: list[Token], figure: Figure, figures: Figures, nouns: NounWords) -> bool:
    """A nought before other digits is a code (*Nice (06)*), unless something is counted (*05 morts*)."""
    said = tokens[figure.first].said
    coded = figure.unit is None and figure.last == figure.first + 1 and said.isdigit() and said[0] == "0" and said > "0"
    return coded and noun_at(tokens, figure, figures, nouns) is None


def _is_single(tokens: list[Token], figure: Figure, figures: Figures, nouns: NounWords, language: str) -> bool:
    """A bare figure above one after a singular determiner names one thing: *cette 959*, *le 12*, *du 101*."""
    bare = figure.unit is None and figure.kind == "integer" and figure.scale == 1 and figure.first > 0
    if not bare or figure.low is None or figure.low <= 1:
        return False
    if tokens[figure.first - 1].key not in _words(language, "singular_determiners"):
        return False
    noun = noun_at(tokens, figure, figures, nouns)
    return noun is None or not tokens[noun].said[0].islower()
