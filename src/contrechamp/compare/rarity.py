"""How rare a word is in the news at large: its inverse document frequency."""

from __future__ import annotations

from functools import cache, lru_cache
from math import log

from contrechamp.lang import read_table
from contrechamp.text.fold import fold_words

ARTICLES = 100_000
"""The table counts per so many articles."""

UNSEEN = 20
"""A word that is not in the table stands in fewer articles than the table's last, about one in 5,000."""


@cache
def _counts(language: str) -> dict[str, int]:
    return {word: int(count) for word, count in read_table(language, "frequency")}


@lru_cache(maxsize=1 << 16)
def rarity(word: str, language: str = "fr") -> float:
    """0 for a word of every article, about 8.5 for one hardly ever seen: log(articles / articles with the word)."""
    return log(ARTICLES / max(1, _counts(language).get(fold_words(word), UNSEEN)))


def is_common(word: str, language: str = "fr") -> bool:
    """Whether a word stands in more than one article in eight: function words, `annoncer`, `année`."""
    return rarity(word, language) < 2.1


def is_known(word: str, language: str = "fr") -> bool:
    """Whether the table of the news has a word."""
    return fold_words(word) in _counts(language)
