"""The words of a text with their places, folded: what copies and events are measured in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from contrechamp.model import Span
from contrechamp.text.fold import fold_words

if TYPE_CHECKING:
    import numpy as np

_WORD = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3}(?!\d))+(?:,\d+)?|\d+(?:[.,]\d+)*|[^\W_]+")
_SPACES = str.maketrans("", "", " \u00a0\u202f")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text: `folded[i]` stands at `starts[i]` to `ends[i]`, and `numbers[i]` is its 64-bit hash."""

    folded: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    numbers: np.ndarray[Any, np.dtype[np.uint64]]

    def span(self, first: int, last: int) -> Span:
        """The span of the text from word `first` to before word `last`."""
        return Span(self.starts[first], self.ends[last - 1])


def find_words(text: str) -> Words:
    """The words of `text`; a figure is one word without its spaces or dots between thousands. O(n).

    `find_words("Plus de 70 000 tués").folded == ("plus", "de", "70000", "tues")`
    """
    import numpy as np

    found = list(_WORD.finditer(text))
    folded = tuple(_fold(match.group()) for match in found)
    starts = tuple(match.start() for match in found)
    ends = tuple(match.end() for match in found)
    return Words(folded, starts, ends, np.fromiter(map(word_number, folded), np.uint64, len(folded)))


@lru_cache(maxsize=1 << 17)
def _fold(word: str) -> str:
    return fold_words(word.replace(".", "") if _THOUSANDS.fullmatch(word) else word.translate(_SPACES))


@lru_cache(maxsize=1 << 17)
def fold_lemma(lemma: str) -> str:
    """A lemma without case and accents; remembered, since the same ones are compared again and again."""
    return fold_words(lemma)


@lru_cache(maxsize=1 << 17)
def word_number(word: str) -> int:
    """A 64-bit number for a word, the same on every machine."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def is_figure(word: str) -> bool:
    """Whether a word is written with digits."""
    return word[:1].isdigit()
