"""What a figure counts, by the tree of its sentence."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from contrechamp.text.fold import fold_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FARTHEST = 5
"""Words from a figure to the noun it counts, at most."""
_SAME_LETTERS = 3
"""Letters that a noun and its lemma begin with alike; a lemma that does not is a mistake of the lemmatizer."""


class CountedNoun(NamedTuple):
    """A noun of the text, by code points, with its lemma."""

    start: int
    end: int
    lemma: str


class Tree:
    """A parsed text, for looking up words by code point. Holds the document and the offsets of its tokens."""

    def __init__(self, doc: Doc):
        self._doc = doc
        self._starts = [token.idx for token in doc]

    def counted(self, figure_end: int, guess: tuple[int, int] | None) -> CountedNoun | None:
        """The noun that the figure ending before code point `figure_end` counts.

        `guess` is the noun that stands where one is expected. It stays, with its lemma, unless the tree calls it an
        adjective and gives the noun that it belongs to; without a guess the tree's own noun is taken.
        """
        own = self._of_figure(figure_end)
        if guess is None:
            return _noun(own) if own is not None else None
        token = self._at(guess[0])
        if token is None:
            return None
        if token.pos_ == "ADJ" and own is not None and own.i > token.i:
            return _noun(own)
        return CountedNoun(guess[0], guess[1], _lemma(token, guess))

    def _at(self, start: int) -> Token | None:
        found = bisect_right(self._starts, start) - 1
        return self._doc[found] if found >= 0 else None

    def _of_figure(self, end: int) -> Token | None:
        token = self._at(end - 1)
        if token is None:
            return None
        head = token.head
        if (
            token.dep_ in ("nummod", "det")
            and token.i < head.i <= token.i + _FARTHEST
            and head.pos_ in ("NOUN", "PROPN")
        ):
            between = self._doc[token.i + 1 : head.i]
            return None if any(t.is_punct or t.pos_ in ("VERB", "AUX", "ADP", "NUM") for t in between) else head
        return None


def _noun(token: Token) -> CountedNoun:
    start, end = token.idx, token.idx + len(token.text)
    return CountedNoun(start, end, _lemma(token, (start, end)))


def _lemma(token: Token, span: tuple[int, int]) -> str:
    """The lemma of a noun where the pipeline has a sound one, else an empty string."""
    lemma = token.lemma_.lower()
    whole = token.idx == span[0] and len(token.text) == span[1] - span[0]
    alike = fold_words(lemma)[:_SAME_LETTERS] == fold_words(token.text)[:_SAME_LETTERS]
    return lemma if whole and alike and token.pos_ == "NOUN" else ""
