"""Which texts of a collection share words in a row: MinHash signatures, and the candidates that they bring together.

Broder, *On the resemblance and containment of documents* (1997). Everything is numpy on 64-bit hashes with fixed
multipliers, so that two machines find the same.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[np.uint64]]

SHINGLE = 4
"""Words in a row that are hashed together: four are rarely shared by chance in French news, and survive light edits."""

BANDS, ROWS = 16, 4
"""16 bands of 4 rows bring pairs together from about half of their shingles in common on ((1/16)^(1/4) = 0.5)."""

SAMPLE = 16
"""One shingle in 16 is kept for finding a shared passage inside longer texts; a passage of 60 words keeps about
four."""

COMMON = 40
"""A sampled shingle of more texts than this is a formula of the house (`Lire aussi …`) and brings nobody together."""


def shingles(numbers: Numbers, size: int = SHINGLE) -> Numbers:
    """One hash for every `size` words in a row, in order; shorter texts give one hash of all their words."""
    import numpy as np

    size = min(size, len(numbers))
    if size == 0:
        return np.empty(0, np.uint64)
    length = len(numbers) - size + 1
    out = np.zeros(length, np.uint64)
    for at in range(size):
        out = out * np.uint64(0x9E3779B97F4A7C15) + numbers[at : at + length]
        out ^= out >> np.uint64(29)
    return out


def signature(hashes: Numbers) -> Numbers:
    """The `BANDS * ROWS` smallest values of the shingles under as many fixed permutations; empty for no shingles."""
    import numpy as np

    if len(hashes) == 0:
        return np.empty(0, np.uint64)
    factors, offsets = _permutations()
    least = np.full(BANDS * ROWS, np.iinfo(np.uint64).max, np.uint64)
    for start in range(0, len(hashes), 4096):
        part = np.unique(hashes[start : start + 4096])
        mixed = part[:, None] * factors[None, :] + offsets[None, :]
        mixed ^= mixed >> np.uint64(32)
        least = np.minimum(least, mixed.min(axis=0))
    return least


def _permutations() -> tuple[Numbers, Numbers]:
    import numpy as np

    seeds = np.arange(1, BANDS * ROWS + 1, dtype=np.uint64)
    factors = (seeds * np.uint64(0xD6E8FEB86659FD93)) | np.uint64(1)
    offsets = seeds * np.uint64(0xA0761D6478BD642F)
    return factors, offsets


def bands(least: Numbers) -> list[bytes]:
    """The keys of a signature under which near-identical texts meet."""
    return [
        bytes([band]) + least[band * ROWS : (band + 1) * ROWS].tobytes() for band in range(BANDS if len(least) else 0)
    ]


def sampled(hashes: Numbers) -> list[int]:
    """The shingles that fall into the fixed sample, sorted: the same passage keeps the same ones in every text."""
    import numpy as np

    kept: list[int] = np.unique(hashes[hashes % np.uint64(SAMPLE) == 0]).tolist()
    return kept


def meeting(keys: Iterable[Sequence[object]], *, least: int = 1, common: int | None = None) -> set[tuple[int, int]]:
    """The pairs (i < j) of texts that share at least `least` keys; keys of more than `common` texts are left out.

    A key that many texts share links them in a row (each with the next), so that the cost stays linear.
    """
    holders: dict[object, list[int]] = defaultdict(list)
    for number, owned in enumerate(keys):
        for key in owned:
            holders[key].append(number)
    count: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in holders.values():
        if len(numbers) < 2 or (common is not None and len(numbers) > common):
            continue
        for pair in _pairs(numbers):
            count[pair] += 1
    return {pair for pair, shared in count.items() if shared >= least}


def _pairs(numbers: list[int]) -> Iterable[tuple[int, int]]:
    if len(numbers) <= COMMON:
        return ((left, right) for at, left in enumerate(numbers) for right in numbers[at + 1 :] if left != right)
    return ((left, right) for left, right in itertools.pairwise(numbers) if left != right)
