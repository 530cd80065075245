"""Applies the rules around figures: bounds, approximation, ranges, ratios, rates, multiples."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

from contrechamp.extract.numbers.tokens import NUMBER, OF, WORD, Token, tight
from contrechamp.extract.quantities.figures import Figure
from contrechamp.extract.quantities.rules import Matched, Node, match_at, starts, tries
from contrechamp.extract.quantities.units import Unit
from contrechamp.lang import read_toml

Figures = dict[int, Figure]
SHARE = Unit("share", "share")
SCORE = Unit("score", "score")
FOLD = Unit("fold", "fold")
_HIGHEST_SCORE = 200
_NEAR = 8
"""Words on each side in which a score looks for its sport."""
_FAR = 5
"""Words between a figure and its rate, at most."""


def matches(tokens: list[Token], figures: Figures, trie: Node) -> list[Matched]:
    """The matches of a stage's rules, from the left, the longest first, none overlapping."""
    found: list[Matched] = []
    end = 0
    for at in starts(figures):
        if at < end or not (at in figures or tokens[at].key in trie):
            continue
        here = [match for match in match_at(tokens, at, figures, trie) if not _negated(tokens, match)]
        here.sort(key=lambda match: -match.last)
        if here:
            found.append(here[0])
            end = here[0].last
    return found


def _negated(tokens: list[Token], match: Matched) -> bool:
    """*ils ne sont plus que 60*: with *ne* before it, *plus que* is no bound."""
    negator = match.rule.yields.get("not_after")
    if negator is None or "that" not in tokens[match.first + 1].function:
        return False
    return any(negator in token.function for token in tokens[max(0, match.first - 4) : match.first])


def join(tokens: list[Token], figures: Figures, language: str, *, ratios: bool = True) -> None:
    """Makes ranges and ratios of two figures. A change (*passer de 5 à 8*) and figures of two things stay two."""
    words = read_toml(language, "quantities")["words"]
    end = 0
    trie = tries(language)["join"]
    for at in starts(figures):
        if at < end or not (at in figures or tokens[at].key in trie):
            continue
        for match in sorted(match_at(tokens, at, figures, trie), key=lambda m: -m.last):
            joined = _joined(tokens, match, words, ratios=ratios)
            for figure in match.figures if joined else ():
                figures.pop(figure.first, None)
            figures.update({figure.first: figure for figure in joined})
            end = match.last if joined else end
            if joined:
                break


def _joined(tokens: list[Token], match: Matched, words: dict[str, Any], *, ratios: bool) -> tuple[Figure, ...]:
    """The figures that two figures make: one range, one ratio or two scores; none where they are two things."""
    yields = match.rule.yields
    if yields.get("score"):
        return _score(tokens, match, words["score"])
    if yields.get("ratio"):
        ratio = _ratio(match, words["out_of"]) if ratios else None
        return (ratio,) if ratio else ()
    made = _range(tokens, match, tuple(words["change"]))
    return (made,) if made else ()


def _score(tokens: list[Token], match: Matched, near: list[str]) -> tuple[Figure, ...]:
    """*3-0*: two small figures joined by a hyphen, falling, even or beside a word of sport; in brackets, many."""
    a, b = match.figures
    small = all(f.unit is None and f.noun is None and f.kind == "integer" and f.low is not None for f in (a, b))
    if not small or a.low is None or b.low is None or max(a.low, b.low) > _HIGHEST_SCORE or _chained(tokens, match):
        return ()
    joined = tight(tokens, a.last) and tight(tokens, b.first)
    around = tokens[max(0, match.first - _NEAR) : match.first] + tokens[match.last : match.last + _NEAR]
    sport = any(token.key in near for token in around)
    if not (sport or (joined and a.low >= b.low)):
        return ()
    return a._replace(unit=SCORE), b._replace(unit=SCORE)


def _range(tokens: list[Token], match: Matched, change: tuple[str, ...]) -> Figure | None:
    """One range of two figures; None where they are two things, two alternatives or the two sides of a change."""
    a, b = match.figures
    if a.kind in ("vague", "name") or a.ratio or b.ratio or _chained(tokens, match):
        return None
    a = _same_thousands(tokens, _same_scale(a, b), b)
    if a.low is None or b.high is None or not a.low < b.high:
        return None
    lead = bool(match.rule.yields.get("lead"))
    alternatives = match.rule.yields.get("bare") and a.unit
    signed = tokens[a.last].said in "-–—" and b.unit is None and b.noun is None
    apart = not lead and (_two_things(a, b) or _after_change(tokens, match.first, change))
    if alternatives or signed or apart:
        return None
    unit, noun = b.unit or a.unit, b.noun if b.noun is not None else a.noun
    said = (a.number[0], b.number[1])
    first = match.first if lead else a.first
    approximate = a.approximate or b.approximate
    return Figure(first, match.last, said, a.low, b.high, "range", unit, 1, approximate, noun=noun, per=b.per)


def _same_thousands(tokens: list[Token], a: Figure, b: Figure) -> Figure:
    """*entre 250 et 300 000*: a figure below a thousand before one in round thousands counts thousands too."""
    if a.unit or a.noun is not None or a.kind != "integer" or b.low is None or a.low is None or a.scale > 1:
        return a
    digits = [tokens[f.first].said for f in (a, b) if tokens[f.first].kind == NUMBER]
    rounded = len(digits) == 2 and len(digits[1]) > 4 and digits[1].endswith("000") and not digits[1][-4].isdigit()
    if rounded and 1 < a.low < 1000 and a.low * 1000 < b.low:
        return a._replace(low=a.low * 1000, high=a.low * 1000)
    return a


def _chained(tokens: list[Token], match: Matched) -> bool:
    """*1-222-2222*, *2014/15-16*: more figures hang on by signs, as in a telephone number."""
    before = match.first > 0 and tokens[match.first - 1].said in "+-/." and tight(tokens, match.first)
    after = match.last < len(tokens) and tokens[match.last].said in "-/" and tight(tokens, match.last)
    return before or after


def _same_scale(a: Figure, b: Figure) -> Figure:
    """*de 5 à 8 millions*: the scale of the second figure is the first one's too."""
    if a.scale > 1 or b.scale == 1 or a.unit or a.noun is not None or a.low is None or b.low is None:
        return a
    if a.low * b.scale > b.low or a.kind not in ("integer", "decimal", "article"):
        return a
    return a._replace(low=a.low * b.scale, high=(a.high or 0) * b.scale, scale=b.scale)


def _two_things(a: Figure, b: Figure) -> bool:
    """Whether two figures are of different things: *12 morts à 5 kilomètres*."""
    if a.noun is not None:
        return True
    return a.unit is not None and (b.unit is None or a.unit.name != b.unit.name)


def _after_change(tokens: list[Token], first: int, change: tuple[str, ...]) -> bool:
    if first == 0 or not tokens[first - 1].function & OF:
        return False
    return any(token.key.startswith(change) for token in tokens[max(0, first - 8) : first - 1])


def _ratio(match: Matched, out_of: list[int]) -> Figure | None:
    """*un lycéen sur trois*: a part; *sept articles sur 65* stay two figures."""
    a, b = match.figures
    usable = all(f.unit is None and f.kind in ("integer", "article") for f in (a, b)) and b.kind != "article"
    if not usable or b.noun is not None or a.low is None or b.low not in out_of or not 0 < a.low < b.low:
        return None
    value = Fraction(a.low) / Fraction(b.low)
    said = (a.number[0], b.number[1])
    return Figure(a.first, match.last, said, value, value, "fraction", SHARE, noun=a.noun, ratio=True)


def bound(tokens: list[Token], figures: Figures, language: str) -> None:
    """Marks approximations, then bounds before figures, then bounds after them, then makes ranges of two bounds."""
    stages = tries(language)
    taken: set[int] = set()
    for stage in ("about", "about-after", "bound"):
        for match in matches(tokens, figures, stages[stage]):
            _mark(tokens, match, figures)
            taken |= set(range(match.first, match.last)) if stage == "bound" else set()
    for match in matches(tokens, figures, stages["bound-after"]):
        if not taken & set(range(match.figures[0].last, match.last)):
            _mark(tokens, match, figures)
    _both(tokens, figures, frozenset(read_toml(language, "quantities")["words"]["both_bounds"]))


def _both(tokens: list[Token], figures: Figures, joins: frozenset[str]) -> None:
    """*plus de 100 et moins de 300*: two bounds of one thing make a range."""
    for at in sorted(figures):
        low = figures.get(at)
        if low is None or low.low is None or low.high is not None or low.kind == "vague" or low.last >= len(tokens):
            continue
        high = figures.get(low.last + 1) if tokens[low.last].key in joins else None
        if high is None or high.high is None or high.low is not None or not low.low < high.high:
            continue
        if low.noun is not None and high.noun is not None:
            continue
        said = (low.number[0], high.number[1])
        figures.pop(high.first)
        unit, noun = high.unit or low.unit, high.noun if high.noun is not None else low.noun
        figures[at] = low._replace(last=high.last, number=said, high=high.high, below=high.below, unit=unit, noun=noun)


def _mark(tokens: list[Token], match: Matched, figures: Figures) -> None:
    figure = match.figures[-1]
    yields = match.rule.yields
    figures.pop(figure.first, None)
    first, last = min(match.first, figure.first), max(match.last, figure.last)
    marked = figure._replace(first=first, last=last)
    counts = figure.noun is not None and tokens[figure.noun].key not in yields.get("one_but", ())
    if yields.get("one") and figure.kind == "article" and counts:
        marked = marked._replace(kind="integer")
    if yields["stage"].startswith("about"):
        marked = marked._replace(approximate=True)
    elif not yields.get("equal"):
        low = figure.low if yields.get("low") else None
        high = figure.high if yields.get("high") else None
        opened = bool(yields.get("open"))
        marked = marked._replace(
            low=low, high=high, above=opened and low is not None, below=opened and high is not None
        )
    figures[first] = marked


def rate(tokens: list[Token], figures: Figures, language: str) -> None:
    """Gives figures their rate: *par mois*, *chaque mois*, *le baril*, *pour 100 000 habitants*."""
    names = read_toml(language, "quantities")["per"]
    for match in matches(tokens, figures, tries(language)["rate"]):
        yields, figure = match.rule.yields, match.figures[-1]
        if yields.get("so_many"):
            _per_so_many(tokens, match, figures, names)
            continue
        if yields.get("money") and not (figure.unit and figure.unit.kind == "currency"):
            continue
        said = range(match.first, figure.first) if yields.get("before") else range(figure.last, match.last)
        per = next((names[tokens[at].key] for at in reversed(said) if tokens[at].key in names), None)
        figures.pop(figure.first)
        figures[figure.first] = figure._replace(per=per, last=max(figure.last, match.last))


def far_rate(tokens: list[Token], figures: Figures, language: str) -> None:
    """Rates some words away: *3 000 personnes meurent chaque jour*; no other figure or sign in between."""
    data = read_toml(language, "quantities")
    names, each = data["per"], data["words"]["each"]
    for at, figure in sorted(figures.items()):
        if figure.per or (figure.unit and figure.unit.kind in ("age", "share", "fold")):
            continue
        for here in range(figure.last, min(figure.last + _FAR, len(tokens) - 1)):
            if here in figures or tokens[here].kind != WORD:
                break
            said = next((key for key in each if _stands(tokens, here, key)), None)
            unit = here + len(said.split()) if said else 0
            if said and unit < len(tokens) and tokens[unit].key in data["words"]["times"] and unit + 1 not in figures:
                figures[at] = figure._replace(per=names[tokens[unit].key])
                break


def _stands(tokens: list[Token], at: int, words: str) -> bool:
    said = words.split()
    return [token.key for token in tokens[at : at + len(said)]] == said


def _per_so_many(tokens: list[Token], match: Matched, figures: Figures, names: dict[str, str]) -> None:
    figure, base = match.figures
    if base.low is None or base.low != base.high or base.noun is None or figure.per:
        return
    per = names.get(tokens[base.noun].key)
    if per:
        figures.pop(base.first, None)
        figures[figure.first] = figure._replace(per=f"{base.low}-{per}", last=match.last)


@cache
def _multiples(language: str) -> dict[str, int]:
    data = read_toml(language, "quantities")
    endings = data["words"]["multiple_endings"]
    return {stem + ending: times for stem, times in data["multiples"].items() for ending in endings}


def multiples(tokens: list[Token], figures: Figures, language: str) -> None:
    """Adds the figures that are in a verb: *a doublé* is 2, of the unit `fold`. *un doublé* is a feat, no figure."""
    verbs, before = _multiples(language), read_toml(language, "quantities")["words"]["before_multiple"]
    for at, token in enumerate(tokens):
        if token.said in verbs and at and tokens[at - 1].key in before:
            value = verbs[token.said]
            figures[at] = Figure(at, at + 1, (token.start, token.end), value, value, "multiple", FOLD)


def fold(tokens: list[Token], figures: Figures, language: str) -> None:
    """Multiples: *trois fois plus*, *multiplié par trois*, *divisé par deux* (0.5)."""
    for match in matches(tokens, figures, tries(language)["fold"]):
        figure = match.figures[0]
        if figure.unit or not figure.low:
            continue
        value = Fraction(1) / figure.low if match.rule.yields.get("inverse") else figure.low
        figures.pop(figure.first)
        first, last = min(match.first, figure.first), max(match.last, figure.last)
        figures[first] = figure._replace(first=first, last=last, low=value, high=value, unit=FOLD, noun=None)
