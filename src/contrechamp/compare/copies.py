"""Which passages two accounts share, to the word or reworded, and every edit between the two."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise
from typing import TYPE_CHECKING, Any

from contrechamp.compare.minhash import bands, meeting, sampled, shingles, signature
from contrechamp.compare.words import Words, find_words, is_figure
from contrechamp.model import Account, Copy, Edit, Passage

if TYPE_CHECKING:
    import numpy as np

SEED = 3
"""Words in a row that start an alignment; what grows from them must reach LEAST_WORDS."""

WIDE_SEED = 5
"""The same where figures may differ: `plus de 12 morts` stands in a text for several things, with a word more it seldom
does."""

LEAST_WORDS = 10
"""Fewer equal words in a row of edits are a set phrase, a name with its titles or a shared date line."""

SEEDED = 8
"""Equal words from which on what lies beyond the ends is looked at."""

LEAST_SHARE = 0.6
"""Below this part of equal words two passages tell the same thing in their own words: that is for points, not
copies."""

LONGEST_GAP = 25
"""An edit of more words than this ends a passage."""

REPEATS = 4
"""Words in a row that stand more often than this in one account start nothing: a refrain would align with itself."""

FEW = 24
"""Up to so many accounts every pair is aligned; beyond, MinHash says which pairs can share anything."""


@dataclass(frozen=True, slots=True)
class Run:
    """`size` equal words: from word `left` of one text and from word `right` of the other."""

    left: int
    right: int
    size: int


def find_copies(accounts: Sequence[Account]) -> tuple[Copy, ...]:
    """The passages that two of the accounts share, sorted by place.

    `left` is the account with the smaller id, so that the order of the accounts changes nothing; a passage is at least
    10 equal words, of which edits may part off up to 40 %. O(n) in the words for a pair; near linear in the accounts.
    """
    ordered = sorted(accounts, key=lambda account: account.id)
    words = [find_words(account.text) for account in ordered]
    copies = [
        _copy(runs, (ordered[i].id, words[i]), (ordered[j].id, words[j]))
        for i, j in sorted(candidates(words))
        for runs in shared_passages(words[i], words[j])
    ]
    return tuple(
        sorted(copies, key=lambda copy: (copy.left.account, copy.right.account, copy.left.span, copy.right.span))
    )


def candidates(texts: Sequence[Words]) -> set[tuple[int, int]]:
    """The pairs (i < j) of texts that can share a passage: all of a few, those that MinHash names of many."""
    if len(texts) <= FEW:
        return set(combinations(range(len(texts)), 2))
    hashes = [shingles(text.numbers) for text in texts]
    near = meeting([bands(signature(part)) for part in hashes])
    return near | meeting([sampled(part) for part in hashes], least=2, common=40)


def shared_passages(left: Words, right: Words) -> Iterator[list[Run]]:
    """Each passage that two texts share, as its equal runs in order on both sides; longest passages win a word.

    A run of no words at either end stands for a figure that differs there.
    """
    used_left, used_right = set[int](), set[int]()
    found = sorted(_chains(_runs(left, right)), key=lambda chain: (-_size(chain), chain[0].left, chain[0].right))
    for chain in found:
        fresh = [run for run in chain if not _taken(run, used_left, used_right)]
        told = _dense(_stretched(_told(fresh, left, right), left, right, used_left, used_right))
        if _size(told) >= LEAST_WORDS:
            for run in told:
                used_left.update(range(run.left, run.left + run.size))
                used_right.update(range(run.right, run.right + run.size))
            yield told


def _told(chain: list[Run], left: Words, right: Words) -> list[Run]:
    """The runs of really equal words inside of runs in which figures may differ."""
    told: list[Run] = []
    for run in chain:
        size = 0
        for at in range(run.size + 1):
            if at < run.size and left.folded[run.left + at] == right.folded[run.right + at]:
                size += 1
                continue
            if size:
                told.append(Run(run.left + at - size, run.right + at - size, size))
            size = 0
    if not told:
        return []
    first, last = chain[0], chain[-1]
    begin = [Run(first.left, first.right, 0)] if told[0].left > first.left else []
    end = Run(last.left + last.size, last.right + last.size, 0)
    return [*begin, *told, *([end] if _end(told) != (end.left, end.right) else [])]


REACH, LEAST_BEYOND = 4, 2
"""Two words that are equal but for figures belong to a passage behind an edit of up to four words at its end."""

_STEPS = sorted(((a, b) for a in range(REACH) for b in range(REACH) if a + b <= REACH), key=lambda at: (sum(at), at))


def _stretched(
    runs: list[Run], left: Words, right: Words, used_left: Container[int], used_right: Container[int]
) -> list[Run]:
    """The runs of a passage with those at its ends that are too short to start one; words in use end it. O(n)."""
    if _size(runs) < SEEDED:
        return runs
    last, first = _end(runs), (runs[0].left - 1, runs[0].right - 1)
    after = _beyond(left, right, last, 1, used_left, used_right)
    before = _beyond(left, right, first, -1, used_left, used_right)
    return _told([*reversed(list(before)), *runs, *after], left, right)


def _beyond(
    left: Words, right: Words, at: tuple[int, int], way: int, used_left: Container[int], used_right: Container[int]
) -> Iterator[Run]:
    """The short runs that follow from a place on, forwards or backwards, each behind a short edit; no farther than
    an edit may be long."""
    begin = at[0]
    while abs(at[0] - begin) <= LONGEST_GAP:
        for a, b in _STEPS:
            i, j = at[0] + way * a, at[1] + way * b
            size = _alike(left, right, (i, j), way, used_left, used_right)
            if size >= LEAST_BEYOND:
                at = i + way * size, j + way * size
                yield Run(min(i, at[0] - way), min(j, at[1] - way), size)
                break
        else:
            return


def _alike(
    left: Words, right: Words, at: tuple[int, int], way: int, used_left: Container[int], used_right: Container[int]
) -> int:
    """How many words from a place on are equal but for figures, and not in use; no more than an edit may be long."""
    (i, j), size = at, 0
    while size < LONGEST_GAP and 0 <= i < len(left.folded) and 0 <= j < len(right.folded):
        one, other = left.folded[i], right.folded[j]
        if i in used_left or j in used_right or (one != other and not (is_figure(one) and is_figure(other))):
            break
        size, i, j = size + 1, i + way, j + way
    return size


def _dense(runs: list[Run]) -> list[Run]:
    """The runs without those at either end that share too little with the rest: a passage does not end where others
    happen to follow. Empty where nothing dense is left. O(n)."""
    totals = [0, *accumulate(run.size for run in runs)]
    low, high = 0, len(runs)

    def share(first: int, last: int) -> float:
        return _share_of(runs[first], runs[last - 1], totals[last] - totals[first])

    while low < high and share(low, high) < LEAST_SHARE:
        if high - low == 1 or share(low + 1, high) > share(low, high - 1):
            low += 1
        else:
            high -= 1
    return runs[low:high]


def _taken(run: Run, left: set[int], right: set[int]) -> bool:
    return (
        run.left in left or run.right in right or run.left + run.size - 1 in left or run.right + run.size - 1 in right
    )


def _size(chain: list[Run]) -> int:
    return sum(run.size for run in chain)


def _share_of(first: Run, last: Run, equal: int) -> float:
    """Which part of a passage's words is equal on both sides."""
    length = last.left + last.size - first.left + last.right + last.size - first.right
    return 2 * equal / max(1, length)


def _runs(left: Words, right: Words) -> list[Run]:
    """The maximal runs of at least SEED words that are equal but for figures, sorted by their place in `left`."""
    runs: list[Run] = []
    open_runs: dict[int, int] = {}
    for i, j in sorted(_seeds(left, right)):
        at = open_runs.get(i - j)
        if at is not None and runs[at].left + runs[at].size - SEED + 1 >= i:
            runs[at] = Run(runs[at].left, runs[at].right, i - runs[at].left + SEED)
        else:
            open_runs[i - j] = len(runs)
            runs.append(Run(i, j, SEED))
    return sorted(runs, key=lambda run: (run.left, run.right))


def _seeds(left: Words, right: Words) -> set[tuple[int, int]]:
    """Where SEED words in a row are equal on both sides, or lie in WIDE_SEED that are equal but for their figures: a
    revision keeps the words around a figure."""
    found = set(_meeting(shingles(left.numbers, SEED), shingles(right.numbers, SEED)))
    wide = (shingles(_without_figures(words), WIDE_SEED) for words in (left, right))
    for i, j in _meeting(*wide):
        if sum(map(is_figure, left.folded[i : i + WIDE_SEED])) <= WIDE_SEED // 2:  # a column of figures is like another
            found.update((i + at, j + at) for at in range(WIDE_SEED - SEED + 1))
    return found


def _meeting(left: np.ndarray[Any, Any], right: np.ndarray[Any, Any]) -> Iterator[tuple[int, int]]:
    here, there = _positions(left), _positions(right)
    return ((i, j) for key, places in here.items() if key in there for i in places for j in there[key])


def _without_figures(words: Words) -> np.ndarray[Any, np.dtype[np.uint64]]:
    """The numbers of words, with one number for all figures."""
    import numpy as np

    figures = np.fromiter(map(is_figure, words.folded), np.bool_, len(words.folded))
    return np.where(figures, np.uint64(0), words.numbers)


def _positions(hashes: np.ndarray[Any, Any]) -> dict[int, list[int]]:
    places: dict[int, list[int]] = {}
    for at, key in enumerate(hashes.tolist()):
        places.setdefault(key, []).append(at)
    return {key: found for key, found in places.items() if len(found) <= REPEATS}


def _chains(runs: list[Run]) -> list[list[Run]]:
    """Runs joined over short edits: each run goes to the open chain whose end lies nearest before it on both sides."""
    done: list[list[Run]] = []
    live: list[list[Run]] = []
    for run in runs:
        still = [chain for chain in live if run.left - _end(chain)[0] <= LONGEST_GAP]
        done += [chain for chain in live if run.left - _end(chain)[0] > LONGEST_GAP]
        live = still
        best = min((chain for chain in live if _joins(chain, run)), key=lambda chain: _gap(chain, run), default=None)
        if best is None:
            live.append([run])
        else:
            best.append(_trimmed(best, run))
    return done + live


def _end(chain: list[Run]) -> tuple[int, int]:
    last = chain[-1]
    return last.left + last.size, last.right + last.size


def _gap(chain: list[Run], run: Run) -> tuple[int, int]:
    left, right = _end(chain)
    return max(run.left - left, run.right - right), run.right


def _joins(chain: list[Run], run: Run) -> bool:
    """Whether a run goes on with a chain: after it on both sides, and the edit not longer than what is already
    shared."""
    left, right = _end(chain)
    overlap = max(left - run.left, right - run.right, 0)
    allowed = min(LONGEST_GAP, max(4, _size(chain[-8:])))
    return run.size - overlap >= 1 and _gap(chain, run)[0] <= allowed and run.right + run.size > right


def _trimmed(chain: list[Run], run: Run) -> Run:
    left, right = _end(chain)
    cut = max(left - run.left, right - run.right, 0)
    return Run(run.left + cut, run.right + cut, run.size - cut)


def _copy(runs: list[Run], left: tuple[str, Words], right: tuple[str, Words]) -> Copy:
    edits = tuple(edit for before, after in pairwise(runs) for edit in _edits(before, after, left, right))
    first, last = runs[0], runs[-1]
    equal = _size(runs) + sum(_equal_inside(a, b, left[1], right[1]) for a, b in pairwise(runs))
    length = last.left + last.size - first.left + last.right + last.size - first.right
    return Copy(
        left=Passage(left[0], left[1].span(first.left, last.left + last.size)),
        right=Passage(right[0], right[1].span(first.right, last.right + last.size)),
        share=round(min(1.0, 2 * equal / length), 4),
        edits=edits,
    )


def _between(before: Run, after: Run) -> tuple[int, int, int, int]:
    return before.left + before.size, after.left, before.right + before.size, after.right


def _opcodes(before: Run, after: Run, left: Words, right: Words) -> list[tuple[str, int, int, int, int]]:
    from rapidfuzz.distance import Levenshtein

    i0, i1, j0, j1 = _between(before, after)
    found = Levenshtein.opcodes(left.folded[i0:i1], right.folded[j0:j1])
    return [(op.tag, i0 + op.src_start, i0 + op.src_end, j0 + op.dest_start, j0 + op.dest_end) for op in found]


def _equal_inside(before: Run, after: Run, left: Words, right: Words) -> int:
    return sum(i1 - i0 for tag, i0, i1, _, _ in _opcodes(before, after, left, right) if tag == "equal")


def _edits(before: Run, after: Run, left: tuple[str, Words], right: tuple[str, Words]) -> Iterator[Edit]:
    """The differences between two equal runs, neighbours made one: `22` → `26`, not a deletion and an insertion."""
    merged: list[list[int]] = []
    for tag, i0, i1, j0, j1 in _opcodes(before, after, left[1], right[1]):
        if tag == "equal":
            continue
        if merged and merged[-1][1] == i0 and merged[-1][3] == j0:
            merged[-1][1], merged[-1][3] = i1, j1
        else:
            merged.append([i0, i1, j0, j1])
    for i0, i1, j0, j1 in merged:
        old = Passage(left[0], left[1].span(i0, i1)) if i1 > i0 else None
        new = Passage(right[0], right[1].span(j0, j1)) if j1 > j0 else None
        yield Edit("replace" if old and new else "delete" if old else "insert", old, new)
