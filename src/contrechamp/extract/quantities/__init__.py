"""Figures as a reader of news checks them: how many, of what, how sure the bound, per what.

    find_quantities("Le bilan est d’au moins 12 morts")   one quantity, low=12, high=None, counted="mort"

Works on a bare string; with a parsed `doc` the counted noun comes from the tree. Dates, hours and durations are times
and have their own reader; ordinals, page and road numbers, model names and telephone numbers are no quantities.
Figures are kept as said: a range keeps both ends, a bound leaves the other side open, nothing is averaged.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import TYPE_CHECKING

from contrechamp.extract.numbers import plain
from contrechamp.extract.numbers.lexicon import number_words
from contrechamp.extract.numbers.tokens import WORD, Token, tokenize
from contrechamp.extract.quantities.context import drop_others
from contrechamp.extract.quantities.coordination import articles, halves, parts_in_words, share
from contrechamp.extract.quantities.counted import NounWords, noun_at, noun_words, singular, substance_at
from contrechamp.extract.quantities.figures import Figure, figures_of
from contrechamp.extract.quantities.joins import SHARE, Figures, bound, far_rate, fold, join, multiples, rate
from contrechamp.extract.quantities.tree import Tree
from contrechamp.extract.quantities.units import units_of
from contrechamp.lang import read_toml
from contrechamp.model import Quantity, Span, Time, record_id

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OF_WHICH = 2
"""Tokens between two figures of one thing: « trois de ses cinq usines »."""


def find_quantities(
    text: str, language: str = "fr", *, account: str = "", times: Iterable[Time] = (), doc: Doc | None = None
) -> tuple[Quantity, ...]:
    """The quantities of `text` in order. O(n) in its length; well under a millisecond a sentence.

    `times` are what `find_times` found: what they cover is no quantity. `account` goes into the ids. `unit` is English,
    singular, SI spelling; a part or ratio has the unit `share` (0.5 for *la moitié*), a multiple `fold`. Raises
    UnknownLanguage.
    """
    tokens = tokenize(text, language)
    nouns = noun_words(language)
    figures = {f.first: f for f in figures_of(tokens, number_words(language), units_of(language))}
    multiples(tokens, figures, language)
    if not figures:
        return ()
    _drop_times(tokens, figures, times)
    drop_others(tokens, figures, nouns, language)
    fold(tokens, figures, language)
    _attach_nouns(tokens, figures, nouns, number_words(language).ordinals)
    join(tokens, figures, language)
    share(tokens, figures, language)
    halves(tokens, figures, language)
    parts_in_words(tokens, figures, language)
    articles(tokens, figures, language)
    bound(tokens, figures, language)
    rate(tokens, figures, language)
    far_rate(tokens, figures, language)
    kept = [figures[at] for at in sorted(figures) if _stands(tokens, figures[at])]
    tree = Tree(doc) if doc is not None else None
    return tuple(_record(text, tokens, f, nouns, account, tree) for f in _with_ellipsis(tokens, kept, language))


def _drop_times(tokens: list[Token], figures: Figures, times: Iterable[Time]) -> None:
    covered = sorted((t.span.start, t.span.end) for t in times)
    if not covered:
        return
    for at, figure in list(figures.items()):
        start, end = figure.number
        if any(a < end and start < b for a, b in covered):
            del figures[at]


def _attach_nouns(tokens: list[Token], figures: Figures, nouns: NounWords, ordinals: Container[str]) -> None:
    """Gives each figure the noun that it counts, or that its unit measures (*3 tonnes de riz*); a part, its unit."""
    for at, figure in figures.items():
        part = figure.kind == "fraction" and figure.scale == 1 and figure.unit is None
        measured = figure.unit is not None
        noun = (
            substance_at(tokens, figure, figures, nouns)
            if measured
            else noun_at(tokens, figure, figures, nouns, partitive=True)
        )
        if noun is not None and figure.kind == "article" and tokens[noun].key in ordinals:
            noun = None
        last = figure.last if noun is None else noun + 1
        figures[at] = figure._replace(noun=noun, unit=SHARE if part else figure.unit, last=last)


def _stands(tokens: list[Token], figure: Figure) -> bool:
    """A lone article is no figure, nor is *zéro* that counts nothing."""
    if figure.kind == "article":
        return False
    bare = figure.noun is None and figure.unit is None and figure.last == figure.first + 1
    return not (bare and figure.low == 0 and tokens[figure.first].kind == WORD)


def _with_ellipsis(tokens: list[Token], figures: list[Figure], language: str) -> list[Figure]:
    """The noun of a figure that leaves it out: *40 nations, dont 25*, *40 voix contre 25*, *trois des cinq usines*."""
    words = read_toml(language, "quantities")["words"]
    done: list[Figure] = []
    for at, figure in enumerate(figures):
        if figure.noun is None and figure.unit in (None, SHARE):
            figure = figure._replace(noun=_noun_elsewhere(tokens, figures, done, at, words))  # noqa: PLW2901
        done.append(figure)
    return done


def _noun_elsewhere(
    tokens: list[Token], figures: list[Figure], done: list[Figure], at: int, words: Mapping[str, list[str]]
) -> int | None:
    figure = figures[at]
    before = tokens[figure.first - 1].key if figure.first else ""
    others = figure.last < len(tokens) and tokens[figure.last].key in words["of_them"]
    if (others or before in words["ellipsis"]) and done and done[-1].noun is not None:
        same = not any(token.key in (".", "!", "?") for token in tokens[done[-1].last : figure.first])
        return done[-1].noun if same else None
    following = figures[at + 1] if at + 1 < len(figures) else None
    if following and following.noun is not None and tokens[figure.last].key in words["of_which"]:
        near = following.first - figure.last <= _OF_WHICH
        return following.noun if near else None
    return None


def _record(
    text: str, tokens: list[Token], figure: Figure, nouns: NounWords, account: str, tree: Tree | None
) -> Quantity:
    start, end = tokens[figure.first].start, tokens[figure.last - 1].end
    counted, end = _counted(text, tokens, figure, nouns, tree, end)
    span = Span(start, end)
    return Quantity(
        id=record_id(account, "quantity", span),
        span=span,
        number=Span(*figure.number),
        low=None if figure.low is None else plain(figure.low),
        high=None if figure.high is None else plain(figure.high),
        unit=figure.unit.name if figure.unit else None,
        counted=counted,
        per=figure.per,
        approximate=figure.approximate,
    )


def _counted(
    text: str, tokens: list[Token], figure: Figure, nouns: NounWords, tree: Tree | None, end: int
) -> tuple[str | None, int]:
    """The lemma of what is counted, and the end of the figure's span with it."""
    said = None if figure.noun is None else (tokens[figure.noun].start, tokens[figure.noun].end)
    if tree and (said or figure.unit is None):
        found = tree.counted(figure.number[1], said)
        if found and found.lemma:
            inside = (found.start >= figure.number[1] and figure.noun is None) or (said and found.start > said[0])
            return found.lemma, max(end, found.end) if inside else end
        if found:
            said = (found.start, found.end)
    return (singular(text[said[0] : said[1]], nouns) if said else None), end
