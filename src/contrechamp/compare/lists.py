"""The word lists of the language data, as they are looked up: folded, without the apostrophe of an elision."""

from __future__ import annotations

from functools import cache

from contrechamp.compare.words import find_words
from contrechamp.lang import read_toml
from contrechamp.text.fold import fold_words


@cache
def word_list(language: str, file: str, section: str, name: str) -> frozenset[str]:
    """The folded words of a list of a TOML file: `n'` as `n`, which is how `find_words` cuts it."""
    return frozenset(fold_words(word).rstrip("'") for word in read_toml(language, file)[section][name])


@cache
def phrase_list(language: str, file: str, section: str, name: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of a list of a TOML file, each as its folded words."""
    return tuple(find_words(phrase).folded for phrase in read_toml(language, file)[section][name])
