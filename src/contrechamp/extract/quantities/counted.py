"""What a figure counts: the noun after it, and its singular."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from contrechamp.extract.numbers.tokens import OF, WORD, Token
from contrechamp.extract.quantities.figures import Figure
from contrechamp.lang import read_list, read_toml
from contrechamp.text.fold import fold_words

_ADJECTIVES = 3
"""Adjectives between a figure and its noun, at most: « les douze premiers longs mois »."""


_INVISIBLE = re.compile("[\u00ad\u200b\u2060]")
_QUOTES = frozenset("«\"“‘'")


_SHORTEST_PLURAL = 3


class NounWords(NamedTuple):
    """Words of one language that help to find what is counted."""

    before_noun: frozenset[str]
    not_noun: frozenset[str]
    invariable: frozenset[str]
    odd_plurals: dict[str, str]
    regular: frozenset[str]
    regular_endings: tuple[str, ...]
    of_something: frozenset[str]
    no_substance: frozenset[str]
    no_noun: frozenset[str]
    whose: frozenset[str]
    known: frozenset[str]


@cache
def noun_words(language: str) -> NounWords:
    """The lists of `quantities.toml`, with the forms of the adjectives made."""
    words = read_toml(language, "quantities")["words"]
    adjectives = {
        form for word in words["before_noun"] for form in (word, word + "s", word + "e", word + "es", word + "x")
    }
    odd = {**words["plural_aux"], **words["plural_eux"]}
    return NounWords(
        frozenset(adjectives),
        frozenset(words["not_noun"]),
        frozenset(words["invariable"]),
        odd,
        frozenset(words["elevens"]),
        tuple(words["eleven_endings"]),
        frozenset(words["of_something"]),
        frozenset(words["no_substance"]),
        frozenset(words["no_noun"]),
        frozenset(words["whose"]),
        frozenset(read_list(language, "words")),
    )


def noun_at(
    tokens: list[Token], figure: Figure, taken: dict[int, Figure], nouns: NounWords, *, partitive: bool = False
) -> int | None:
    """The token of the noun that `figure` counts, or None: right after it, over *de* and over adjectives.

    With `partitive` also the whole that some are of: *deux des navires*, *deux de ses navires*.
    """
    at = figure.last
    of = at < len(tokens) and bool(tokens[at].function & OF)
    if of:
        whole = at + 1 < len(tokens) and tokens[at + 1].key in nouns.whose and tokens[at + 1].key.endswith("s")
        some = partitive and ("plural" in tokens[at].function or whole)
        if figure.kind not in ("collective", "vague", "fraction") and figure.scale < 10**6 and not some:
            return None
        at += 1
        if at < len(tokens) and tokens[at].key in nouns.whose:
            at += 1
    if at + 1 < len(tokens) and tokens[at].key in _QUOTES:
        at += 1
    adjective = None
    for _ in range(_ADJECTIVES):
        if at < len(tokens) and tokens[at].key in nouns.before_noun and at not in taken:
            adjective, at = at, at + 1
    if _can_be_noun(tokens, at, figure, taken, nouns, of=of):
        return at
    if adjective is not None and tokens[adjective].key in nouns.no_noun:
        return None
    return adjective if adjective is not None and _can_be_noun(tokens, adjective, figure, taken, nouns, of=of) else None


def substance_at(tokens: list[Token], figure: Figure, taken: dict[int, Figure], nouns: NounWords) -> int | None:
    """The token of what a measured figure is of: *3 tonnes de riz*, *20 % des voix*; None where it does not say."""
    at = figure.last
    if figure.unit is None or figure.unit.kind not in nouns.of_something or at >= len(tokens):
        return None
    if not tokens[at].function & OF:
        return None
    noun = noun_at(tokens, figure._replace(kind="fraction"), taken, nouns)
    if noun is None or tokens[noun].key in nouns.no_substance:
        return None
    named = tokens[noun].said[0].isupper() and "of" in tokens[at].function
    return None if named else noun


def _can_be_noun(
    tokens: list[Token], at: int, figure: Figure, taken: dict[int, Figure], nouns: NounWords, *, of: bool
) -> bool:
    if at >= len(tokens) or tokens[at].kind != WORD or at in taken:
        return False
    token = tokens[at]
    if token.key in nouns.not_noun or token.key.endswith("'") or len(token.key) < 2:
        return False
    below_two = figure.kind == "decimal" and figure.high is not None and 0 < figure.high < _PLURAL_FROM
    if of or figure.high in (0, 1) or below_two:
        return True
    return token.key[-1] in "sxz" or not token.said[0].islower()


_PLURAL_FROM = 2


def singular(word: str, nouns: NounWords) -> str:
    """The singular of a French noun, in lower case: `soldats` → `soldat`, `chevaux` → `cheval`, `pays` → `pays`.

    A word in -s whose form without it is unknown, while it is known itself, has no other singular (*décès*, *obus*).
    """
    plain = _INVISIBLE.sub("", word).lower()
    if plain in nouns.odd_plurals:
        return nouns.odd_plurals[plain]
    if fold_words(plain) in nouns.invariable or len(plain) < _SHORTEST_PLURAL:
        return plain
    if plain.endswith("x"):
        return _singular_in_x(plain, nouns)
    ends = plain.endswith("s") and not plain.endswith(("ss", "ès"))
    known = plain in nouns.known and plain[:-1] not in nouns.known and not plain.endswith("es")
    return plain[:-1] if ends and not known else plain


def _singular_in_x(plain: str, nouns: NounWords) -> str:
    """`bateaux` → `bateau`, `journaux` → `journal`, `jeux` → `jeu`; *prix*, *époux*, *malheureux* stay."""
    if plain in nouns.regular or plain.endswith(nouns.regular_endings):
        return plain[:-1]
    return plain[:-3] + "al" if plain.endswith("aux") else plain
