"""Which words of two accounts can stand for each other: found once, since their claims meet again and again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from contrechamp.compare.words_alike import CLOSE, FAR, MOST_NEAR, alike, frames, stem_of, synonyms, word_vector

LEAST = 0.55
"""Likeness from which on two words count as one in an alignment."""

_NEAR = FAR + (CLOSE - FAR) * LEAST / MOST_NEAR - 0.001
"""Cosine below which two words that have nothing else in common are less alike than LEAST; products of matrices differ
from those of single rows in their last digits, hence the margin."""

Partners = Mapping[str, Sequence[tuple[str, float]]]
"""By each word of the left side, the words of the right that can stand for it, with their likeness."""


def find_partners(left: Sequence[str], right: Sequence[str], language: str = "fr") -> Partners:
    """The partners of folded words. What `alike` says of all pairs, without asking it of all: words meet by one
    spelling, synonyms, families and frames, which are looked up, or by near vectors, by one product of matrices."""
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in (*_looked_up(left, right, language), *_by_vectors(left, right, language)):
        found[one].add(other)
    return {
        one: [(other, near) for other in sorted(others) if (near := alike(one, other, language)) >= LEAST]
        for one, others in found.items()
    }


def _looked_up(left: Sequence[str], right: Sequence[str], language: str) -> Iterator[tuple[str, str]]:
    known = set(right)
    families, told = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for word in right:
        families[stem_of(word)].append(word)
        for name in frames(word, language):
            told[name].append(word)
    for word in left:
        others = {word, *synonyms(word, language)} & known
        others.update(families.get(stem_of(word), ()))
        others.update(other for name in frames(word, language) for other in told.get(name, ()))
        yield from ((word, other) for other in others)


def _by_vectors(left: Sequence[str], right: Sequence[str], language: str) -> Iterator[tuple[str, str]]:
    import numpy as np

    sides = [
        [(word, row) for word in words if (row := word_vector(word, language)) is not None] for words in (left, right)
    ]
    if sides[0] and sides[1]:
        rows = [np.array([row for _, row in side]) for side in sides]
        for i, j in np.argwhere(rows[0] @ rows[1].T >= _NEAR).tolist():
            yield sides[0][i][0], sides[1][j][0]
