"""Which texts of a collection are the same one: to the word, or but for a few edits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contrechamp.compare.minhash import bands, meeting, shingles, signature
from contrechamp.compare.words import find_words

NEAR = 0.7
"""Agreeing values of two signatures from which on two texts count as versions of one: an estimate of shared
shingles."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of one text: a hash of all its words, and its MinHash signature."""

    whole: bytes
    least: bytes


def sketch(text: str) -> Sketch:
    """The sketch of a text, some 600 bytes; case, accents, punctuation and layout do not change it. O(n)."""
    words = find_words(text)
    return Sketch(_digest(words.numbers.tobytes()), signature(shingles(words.numbers)).tobytes())


def _digest(data: bytes) -> bytes:
    from hashlib import blake2b

    return blake2b(data, digest_size=16).digest()


def find_identical(sketches: Sequence[Sketch]) -> tuple[tuple[int, ...], ...]:
    """Groups of texts with the same words in the same order, as positions; sorted; empty texts are in none. O(n).

    A common headline makes no group: under `Le point sur la pandémie` a newsroom writes another article every day.
    """
    same: dict[bytes, list[int]] = defaultdict(list)
    for number, one in enumerate(sketches):
        if one.least:
            same[one.whole].append(number)
    return tuple(sorted(tuple(group) for group in same.values() if len(group) > 1))


def find_versions(sketches: Sequence[Sketch]) -> tuple[tuple[int, int], ...]:
    """Pairs of texts that are versions of one, by their signatures; near linear."""
    import numpy as np

    marks = [np.frombuffer(s.least, np.uint64) for s in sketches]
    near = meeting([bands(mark) for mark in marks], common=200)
    return tuple(sorted((i, j) for i, j in near if float((marks[i] == marks[j]).mean()) >= NEAR))


def group_pairs(size: int, pairs: Iterable[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    """The groups of two or more that pairs of positions below `size` join, sorted."""
    parent = list(range(size))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for left, right in pairs:
        a, b = sorted((root(left), root(right)))
        parent[b] = a
    gathered: dict[int, list[int]] = defaultdict(list)
    for at in range(size):
        gathered[root(at)].append(at)
    return tuple(sorted(tuple(group) for group in gathered.values() if len(group) > 1))
