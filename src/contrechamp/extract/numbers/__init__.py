"""French numbers as they are written: digits, words, or both, with their exact value.

    find_numbers("quatre-vingt-dix-sept mille soldats")   one number, 97000
    read_number("1,5 million")                            1500000

What is read: digits in all groupings, number words of France, Belgium and Switzerland, scales of the long system,
fractions and mixed numbers, powers, collectives (*une cinquantaine*: approximate), vague plurals (*des centaines*).
A digit figure of more than `quantity_tokens.LONGEST` characters is not a number but an identifier: nothing is read
there. A value of 2**63 or more is given as a float. So hostile input costs linear time and every value fits in JSON.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from contrechamp.extract.numbers.cardinals import Exact, Part, cardinal, digits
from contrechamp.extract.numbers.lexicon import NumberWords, number_words
from contrechamp.extract.numbers.tokens import NUMBER, WORD, Token, tight, tokenize
from contrechamp.model import Span

LEADING_ZEROS = 8


class Number(NamedTuple):
    """One number: tokens `first` to `last` (half-open), code points `start` to `end`, the exact value.

    `kind` is integer, decimal, fraction, power, collective, vague (*des centaines*: at least the value) or article (a
    lone *un*). `scale` is the factor of its last scale word: 1000000 for *1,5 million*.
    """

    first: int
    last: int
    start: int
    end: int
    value: Exact
    kind: str
    scale: int = 1
    approximate: bool = False


def find_numbers(text: str, language: str = "fr") -> tuple[tuple[Span, int | float], ...]:
    """Every number of `text` with its value, in order; a lone article *un* is none. O(n), works on a bare string."""
    tokens, words = tokenize(text, language), number_words(language)
    return tuple((Span(n.start, n.end), plain(n.value)) for n in numbers_of(tokens, words) if n.kind != "article")


def read_number(text: str, language: str = "fr") -> int | float | None:
    """The value of `text` when it is one number and nothing else, *un* included; else None."""
    tokens = tokenize(text, language)
    found = number_at(tokens, 0, number_words(language)) if tokens else None
    return plain(found.value) if found and found.last == len(tokens) else None


def plain(value: Exact | float) -> int | float:
    """An exact value as it goes into records: an int where it is whole and below 2**63, else the nearest float."""
    if isinstance(value, Fraction) and value.denominator == 1:
        value = value.numerator
    return value if isinstance(value, int) and abs(value) < 2**63 else float(value)


def numbers_of(tokens: list[Token], words: NumberWords) -> list[Number]:
    """The numbers among `tokens`, left to right, none overlapping."""
    found, at = [], 0
    while at < len(tokens):
        token = tokens[at]
        number = number_at(tokens, at, words) if token.kind == NUMBER or token.key in words.starts else None
        if number:
            found.append(number)
            at = number.last
        else:
            at += 1
    return found


def number_at(tokens: list[Token], at: int, words: NumberWords) -> Number | None:
    """The longest number that begins at the token `at`, or None."""
    negative = _negative(tokens, at, words)
    first = at + negative
    part = _collective(tokens, first, words) or _valued(tokens, first, words)
    if part is None:
        return None
    kind = part.kind
    if kind == "integer" and part.last == first + 1 and tokens[first].key in words.articles and not negative:
        kind = "article"
    value = -part.value if negative else part.value
    approximate = kind in ("collective", "vague")
    if kind == "vague" and at and tokens[at - 1].key in words.vague_parts:
        at -= 1
    return Number(at, part.last, tokens[at].start, tokens[part.last - 1].end, value, kind, part.scale, approximate)


def _negative(tokens: list[Token], at: int, words: NumberWords) -> int:
    """1 where the token `at` is a minus sign or word before a number, else 0."""
    token = tokens[at]
    if at + 1 >= len(tokens) or token.key not in words.negative:
        return 0
    before = tokens[at - 1] if at else None
    if token.kind == WORD:
        following = tokens[at + 1]
        stands = following.kind == NUMBER or following.key in words.starts
        return int(stands and not (before and before.key in words.not_negative_after))
    if tokens[at + 1].kind != NUMBER:
        return 0
    free = before is None or before.end < token.start or before.key in "([/:=<>"
    return int(free and not (before and before.kind == NUMBER))


# ------------------------------------------------------------------ fractions, powers, collectives


def _valued(tokens: list[Token], at: int, words: NumberWords) -> Part | None:
    """A number with all that may be added to its whole part."""
    whole = cardinal(tokens, at, words)
    if whole is None:
        return _fraction(tokens, at, words)
    if whole.last >= len(tokens):
        return whole
    return (
        _power(tokens, whole)
        or _numerator(tokens, at, whole, words)
        or _spelt_decimals(tokens, whole, words)
        or _mixed(tokens, whole, words)
        or whole
    )


def _power(tokens: list[Token], base: Part) -> Part | None:
    """*1,1^23*, *12,32e+14*: digits, a sign, digits, nothing between them."""
    at = base.last
    if tokens[at].key not in ("^", "e") or not tight(tokens, at) or base.scale != 1:
        return None
    here, negative = at + 1, False
    while here < len(tokens) and here < at + 3 and tokens[here].said in "+-" and tight(tokens, here):
        negative ^= tokens[here].said == "-"
        here += 1
    if here >= len(tokens) or tokens[here].kind != NUMBER or not tight(tokens, here):
        return None
    exponent = digits(tokens, here)
    if exponent is None or exponent.kind != "integer" or exponent.value > 64:
        return None
    signed = int(-exponent.value if negative else exponent.value)
    if base.value == 0 and signed < 0:
        return None
    root = Fraction(10) ** signed * base.value if tokens[at].key == "e" else Fraction(base.value) ** signed
    return Part(root, here + 1, 1, "power")


def _numerator(tokens: list[Token], at: int, top: Part, words: NumberWords) -> Part | None:
    """*trois quarts*, *un vingt-cinquième*, *3/4*; *vingt et un cinquième* is twenty and a fifth."""
    if tokens[top.last].said == "/":
        return _slashed(tokens, at, top)
    bottom = _denominator(tokens, top.last, words) if top.value and top.kind == "integer" else None
    if bottom is None:
        return None
    plural = tokens[bottom.last - 1].key.endswith("s")
    one_after_and = top.last - at >= 3 and tokens[top.last - 2].key in words.and_ and not plural
    if one_after_and and top.value % 10 == 1:
        return Part(top.value - 1 + Fraction(1, int(bottom.value)), bottom.last, 1, "fraction")
    ordinal = top.value > 1 and not plural and bottom.value < 10**6
    if ordinal or (top.value == 1 and not _ends_fraction(tokens, bottom, words)):
        return None
    return _scaled_fraction(tokens, Fraction(top.value) / bottom.value, bottom.last, words)


def _ends_fraction(tokens: list[Token], bottom: Part, words: NumberWords) -> bool:
    """*un cinquième de …* is a part; *un cinquième homme* is the fifth."""
    if bottom.last >= len(tokens) or tokens[bottom.last - 1].key in words.fractions:
        return True
    after = tokens[bottom.last]
    return after.kind != WORD or after.key in words.after_fraction or after.key in words.scales


def _scaled_fraction(tokens: list[Token], value: Fraction, last: int, words: NumberWords) -> Part:
    """A fraction, of a million where one follows: *trois quarts de million*, *demi-million*, *demi-douzaine*."""
    scale = last
    if scale + 1 < len(tokens) and "of" in tokens[scale].function:
        scale += 1
    if scale < len(tokens) and tokens[scale].key in words.scales and tokens[scale].key not in words.thousand:
        factor = 10 ** words.scales[tokens[scale].key]
        return Part(_whole(value * factor), scale + 1, factor, "fraction")
    return Part(value, last, 1, "fraction")


def _whole(value: Fraction) -> Exact:
    return value.numerator if value.denominator == 1 else value


def _slashed(tokens: list[Token], at: int, top: Part) -> Part | None:
    """*3/4*: below one, and not part of a date, a season or a telephone number."""
    slash = top.last
    alone = at == 0 or tokens[at - 1].said not in ("/", "-", "+", ".") or not tight(tokens, at)
    if not (alone and tight(tokens, slash) and slash + 1 < len(tokens) and tight(tokens, slash + 1)):
        return None
    bottom = digits(tokens, slash + 1) if tokens[slash + 1].kind == NUMBER else None
    if bottom is None or top.kind != "integer" or bottom.kind != "integer" or not 0 < top.value < bottom.value <= 1000:
        return None
    chained = bottom.last < len(tokens) and tokens[bottom.last].said in "/-" and tight(tokens, bottom.last)
    return None if chained else Part(Fraction(top.value) / bottom.value, bottom.last, 1, "fraction")


def _denominator(tokens: list[Token], at: int, words: NumberWords) -> Part | None:
    """The value of *quarts*, *cinquièmes*, *vingt-cinquième*; halves and thirds only by their own names."""
    key = tokens[at].key
    if key in words.fractions:
        return Part(words.fractions[key], at + 1)
    found = ordinal_words(tokens, at, words)
    return found if found and found.value > 3 else None


def ordinal_words(tokens: list[Token], at: int, words: NumberWords) -> Part | None:
    """An ordinal in words that begins at `at`: *premier*, *vingt et unième*, *trois millième*."""
    whole, here, start = 0, at, None
    own = words.ordinals.get(tokens[at].key)
    if own is not None:
        return Part(own, at + 1)
    start = cardinal(tokens, at, words)
    if start is None or start.kind != "integer":
        return None
    whole, here = int(start.value), start.last
    if here < len(tokens) and tokens[here].key in words.and_:
        here += 1
    last = words.ordinals.get(tokens[here].key) if here < len(tokens) else None
    if last is None or not tokens[here].key.endswith(("ieme", "iemes")):
        return None
    if (last >= 100 and 1 < whole < last and here == start.last) or (whole == 4 and last == 20):
        return Part(whole * last, here + 1)
    fits = (whole % 100 >= 10 and last < 10) or (whole % 100 == 0 and last < 100) or (whole % 20 == 0 and last < 17)
    return Part(whole + last, here + 1) if fits else None


def _spelt_decimals(tokens: list[Token], whole: Part, words: NumberWords) -> Part | None:
    """*deux cent virgule trois*, *trois virgule zéro cinq*, with a scale after it."""
    at = whole.last
    if tokens[at].key not in words.decimal or whole.kind != "integer" or at + 1 >= len(tokens):
        return None
    zeros, here = 0, at + 1
    while here < len(tokens) and words.units.get(tokens[here].key) == 0 and zeros < LEADING_ZEROS:
        zeros, here = zeros + 1, here + 1
    after = cardinal(tokens, here, words) if here < len(tokens) else None
    if after is None or after.kind != "integer":
        return None
    own = int(after.value) // after.scale
    value = whole.value + Fraction(own, 10 ** (zeros + len(str(own))))
    return Part(_whole(value * after.scale), after.last, after.scale, "decimal")


def _mixed(tokens: list[Token], whole: Part, words: NumberWords) -> Part | None:
    """*cent et trois quarts*, *trois millions et demi*, *2 1/4*, *5½*: a part of the last scale is added."""
    at = whole.last
    joined = tokens[at].key in words.and_
    part_at = at + joined
    if part_at >= len(tokens) or whole.kind not in ("integer", "decimal"):
        return None
    if not joined and tokens[part_at].said not in words.fraction_signs:
        return _two_figures(tokens, whole)
    part = _fraction(tokens, part_at, words, after_and=joined)
    if part is None or (part.value >= 1 and part.scale == 1) or part.value >= max(whole.scale, 1):
        return _counted_on(tokens, whole, part_at, words) if joined else None
    scale = whole.scale if part.scale == 1 else 1
    return Part(_whole(whole.value + Fraction(part.value) * scale), part.last, 1, "fraction")


def _counted_on(tokens: list[Token], tens: Part, at: int, words: NumberWords) -> Part | None:
    """*vingt et trois et trois cinquièmes*: an old way to count on, read only where a fraction ends it."""
    units = cardinal(tokens, at, words)
    if units is None or tens.value % 10 or not 0 < units.value < 10 or units.last >= len(tokens):
        return None
    both = Part(tens.value + units.value, units.last)
    ends = tokens[units.last].key in words.and_ and units.last + 1 < len(tokens)
    part = _fraction(tokens, units.last + 1, words, after_and=True) if ends else None
    return Part(both.value + part.value, part.last, 1, "fraction") if part and part.value < 1 else None


def _two_figures(tokens: list[Token], whole: Part) -> Part | None:
    """*2 1/4*."""
    at = whole.last
    if tokens[at].kind != NUMBER or tokens[at - 1].kind != NUMBER or whole.value >= 1000 or at + 1 >= len(tokens):
        return None
    top = digits(tokens, at)
    part = (
        _slashed(tokens, at, top) if top and tokens[top.last : top.last + 1] and tokens[top.last].said == "/" else None
    )
    return Part(whole.value + part.value, part.last, 1, "fraction") if part else None


def _fraction(tokens: list[Token], at: int, words: NumberWords, after_and: bool = False) -> Part | None:
    """A fraction with its numerator, or *moitié*, *demi*, *½* without one; *le tiers*, *le quart*, *et quart*."""
    token = tokens[at]
    if token.said in words.fraction_signs:
        return Part(Fraction(*words.fraction_signs[token.said]), at + 1, 1, "fraction")
    bottom = words.fractions.get(token.key)
    if bottom is not None:
        before = tokens[at - 1].key if at else ""
        if bottom == 2 or after_and or before in words.determiners:
            return _scaled_fraction(tokens, Fraction(1, bottom), at + 1, words)
        return None
    top = cardinal(tokens, at, words) if after_and else None
    return _numerator(tokens, at, top, words) if top and top.last < len(tokens) else None


def _collective(tokens: list[Token], at: int, words: NumberWords) -> Part | None:
    """*une cinquantaine*, *2 douzaines*, *une demi-douzaine*, *des dizaines de milliers*, *des millions*."""
    here, times = at, Fraction(1)
    key = tokens[at].key
    counted = None if key in words.collectives or key in words.scales else cardinal(tokens, at, words)
    if counted:
        if counted.scale != 1:
            return None
        here, times = counted.last, Fraction(counted.value)
    if here < len(tokens) and words.fractions.get(tokens[here].key) == 2:
        here, times = here + 1, times / 2
    if here >= len(tokens):
        return None
    unit = words.collectives.get(tokens[here].key)
    if unit is None:
        return _vague_scale(tokens, here, words) if here == at else None
    the = here == at and _is_the(tokens, at, words)
    if here == at and not the and not _is_vague(tokens, at, words):
        return None
    value, last = times * unit, here + 1
    scaled = _of_scale(tokens, last, words)
    if scaled:
        value, last = value * scaled.value, scaled.last
    kind = "vague" if here == at and not the else "collective"
    return Part(_whole(value), last, scaled.scale if scaled else 1, kind)


def _is_vague(tokens: list[Token], at: int, words: NumberWords) -> bool:
    """Whether a plural without a numeral stands at `at`: *des dizaines*, *plusieurs centaines*, *par milliers*."""
    return tokens[at].key.endswith("s") and at > 0 and tokens[at - 1].key in words.vague


def _is_the(tokens: list[Token], at: int, words: NumberWords) -> bool:
    """*la vingtaine de navires*: one collective of something; *la vingtaine* alone is an age."""
    singular = not tokens[at].key.endswith("s") and at > 0 and tokens[at - 1].key in words.the
    return singular and at + 1 < len(tokens) and "of" in tokens[at + 1].function


def _vague_scale(tokens: list[Token], at: int, words: NumberWords) -> Part | None:
    power = words.scales.get(tokens[at].key)
    if power is None or tokens[at].key in words.thousand or not _is_vague(tokens, at, words):
        return None
    return Part(10**power, at + 1, 10**power, "vague")


def _of_scale(tokens: list[Token], at: int, words: NumberWords, depth: int = 0) -> Part | None:
    """*de milliers*, *de millions*, *de milliers de milliards* after a collective."""
    if at + 1 >= len(tokens) or "of" not in tokens[at].function:
        return None
    key = tokens[at + 1].key
    factor = words.collectives.get(key) or (10 ** words.scales[key] if key in words.scales else 0)
    if factor < 1000:
        return None
    further = _of_scale(tokens, at + 2, words, depth + 1) if depth < 2 else None
    if further:
        return Part(factor * further.value, further.last, further.scale)
    return Part(factor, at + 2, factor)
