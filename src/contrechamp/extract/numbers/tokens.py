"""Words, digit figures and signs of a text, for reading figures: one pass, linear, no pipeline needed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

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


class Token(NamedTuple):
    """One word, digit figure or sign, at code points `start` to `end`, as `said` and folded (`key`)."""

    kind: str
    start: int
    end: int
    key: str
    said: str


@lru_cache(maxsize=32768)
def _key(word: str) -> str:
    return fold_words(word)


def tokenize(text: str) -> list[Token]:
    """The tokens of `text` in order; white space and the hyphens between words are left out. O(n).

    A word keeps its apostrophe: `l'armée` gives `l'` and `armee`. A blank line is a token of its own, so that nothing
    is read across it.
    """
    tokens = []
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or SIGN
        start, end = found.span(kind)
        said = found[kind]
        tokens.append(Token(kind, start, end, _key(said) if kind == WORD and len(said) < 40 else said, said))
    return tokens


def tight(tokens: list[Token], at: int) -> bool:
    """Whether nothing stands between the token `at` and the one before it."""
    return at > 0 and tokens[at - 1].end == tokens[at].start
