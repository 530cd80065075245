"""The best tree over scored arcs (Chu–Liu, Edmonds), with one root."""

from __future__ import annotations

import numpy as np


def maximum_tree(scores: np.ndarray) -> list[int]:
    """The head of each word, 0 for the root, words counted from 1; `scores[child - 1, head]`, higher is better.

    O(n²) a contraction; most sentences need none.
    """
    size = len(scores)
    full = np.full((size + 1, size + 1), -np.inf)
    full[1:] = scores
    np.fill_diagonal(full, -np.inf)
    heads = _arborescence(full)
    roots = [child for child in range(1, size + 1) if heads[child] == 0]
    if len(roots) > 1:  # keep the best of the candidates alone below the root
        heads = max((_rooted(full, root) for root in roots), key=lambda h: _total(full, h))
    return [int(head) for head in heads[1:]]


def _total(scores: np.ndarray, heads: np.ndarray) -> float:
    return float(scores[np.arange(1, len(heads)), heads[1:]].sum())


def _rooted(scores: np.ndarray, root: int) -> np.ndarray:
    """The best tree whose only word below the root is `root`."""
    single = scores.copy()
    single[:, 0] = -np.inf
    single[root] = -np.inf
    single[root, 0] = 0.0
    return _arborescence(single)


def _arborescence(scores: np.ndarray) -> np.ndarray:
    """Heads of the best arborescence from node 0; `scores[child, head]`."""
    heads = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    best_in = scores[cycle, heads[cycle]]
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    leaving = scores[np.ix_(rest, cycle)]  # a word outside, its head inside
    small[:-1, -1] = leaving.max(axis=1)
    small[0, -1] = -np.inf
    entering = scores[np.ix_(cycle, rest)] - best_in[:, None]  # a word inside, its head outside
    small[-1, :-1] = entering.max(axis=0)
    solved = _arborescence(small)
    for i, node in enumerate(rest[1:], start=1):
        heads[node] = cycle[leaving[i].argmax()] if solved[i] == len(rest) else rest[solved[i]]
    broken = entering[:, solved[-1]].argmax()
    heads[cycle[broken]] = rest[solved[-1]]
    return heads


def _cycle(heads: np.ndarray) -> np.ndarray | None:
    """The nodes of a cycle, or None."""
    colour = np.zeros(len(heads), dtype=int)
    colour[0] = -1
    for start in range(1, len(heads)):
        node = start
        while colour[node] == 0:
            colour[node] = start
            node = heads[node]
        if colour[node] == start:
            cycle = [node]
            while heads[cycle[-1]] != node:
                cycle.append(heads[cycle[-1]])
            return np.asarray(cycle)
    return None
