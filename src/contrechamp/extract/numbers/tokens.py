"""Words, digit figures and signs of a text, for reading figures: one pass, linear, no pipeline needed."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from contrechamp.lang.function_words import classes_of
from contrechamp.text.fold import fold_words

_SPACE = "[ \u00a0\u202f\u2009\u2007]"
_GAP = rf"(?:{_SPACE}|{_SPACE}?\r?\n{_SPACE}{{0,3}})"
_INSIDE = "\u00ad\u200b\u2060\u0300-\u036f"

_TOKEN = re.compile(
    rf"""
    (?P<digits>
        \d{{1,3}}(?:(?:{_GAP}\d{{3}})+(?!\d)|(?:\.\d{{3}})+(?!\d)|(?:['’]\d{{3}})+(?!\d)|(?:,\d{{3}}){{2,}}(?!\d))(?:,\d+)?
      | \d+(?:[.,]\d+)?
      | (?<![\w.,)\]])[.,]\d+
    )
  | (?P<address>(?:https?://|www\.)\S+)
  | (?P<word>[^\W\d_](?:[^\W\d_]|[{_INSIDE}])*(?:['’ʼ](?=\w))?)(?:[-‐‑\u2011](?=[^\W\d_]))?
  | (?P<gap>\n[^\S\n]*\n\s*)
  | (?P<sign>[^\w\s]|_)
    """,
    re.VERBOSE,
)

NUMBER, WORD, GAP, SIGN = "digits", "word", "gap", "sign"
LONGEST = 24
"""Characters of the longest digit figure that is read; longer ones are identifiers in practice."""
_LONGEST_WORD = 40
_NONE: frozenset[str] = frozenset()
OF = frozenset({"of", "of-the"})
"""Classes of the words that join what is counted to its figure: *de*, *d'*, *du*, *des*."""


class Token(NamedTuple):
    """One word, digit figure or sign, at code points `start` to `end`, as `said` and folded (`key`).

    `function` names the closed classes of a word (`function_words.toml`); a missing accent does not matter: *a Paris*.
    """

    kind: str
    start: int
    end: int
    key: str
    said: str
    function: frozenset[str] = frozenset()


@cache
def _functions(language: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for form, names in classes_of(language).items():
        found[fold_words(form)] = found.get(fold_words(form), frozenset()) | names
    return found


@lru_cache(maxsize=32768)
def _read(word: str, language: str) -> tuple[str, frozenset[str]]:
    key = fold_words(word)
    return key, _functions(language).get(key, frozenset())


def tokenize(text: str, language: str = "fr") -> list[Token]:
    """The tokens of `text` in order; white space and the hyphens between words are left out. O(n).

    A word keeps its apostrophe: `l'armée` gives `l'` and `armee`. A blank line is a token of its own, so that nothing
    is read across it.
    """
    tokens = []
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or SIGN
        start, end = found.span(kind)
        said = found[kind]
        key, function = _read(said, language) if kind == WORD and len(said) < _LONGEST_WORD else (said, _NONE)
        tokens.append(Token(kind, start, end, key, said, function))
    return tokens


def tight(tokens: list[Token], at: int) -> bool:
    """Whether nothing stands between the token `at` and the one before it."""
    return at > 0 and tokens[at - 1].end == tokens[at].start
