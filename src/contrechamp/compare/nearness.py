"""How near the claims of two accounts are in meaning, and how much nearer each pair is than its rivals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from contrechamp.compare.facts import Fact
from contrechamp.compare.words_alike import word_vector

if TYPE_CHECKING:
    import numpy as np

    Table = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True, slots=True)
class Nearness:
    """Tables of the claims of one account (rows) by those of another (columns).

    `cosine` compares the claims' mean word vectors, `centred` what sets them apart from the rest of both accounts;
    `row` and `column` say by how much a pair is nearer than the best rival in its row and column.
    """

    cosine: Table
    centred: Table
    row: Table
    column: Table


def claim_vectors(facts: Sequence[Fact]) -> Table:
    """One unit vector a claim: its words' vectors, weighed by rarity; zeros where no word has a vector. O(n).

    Names are left out: what the news at large say of a side must not bring its claims nearer to others.
    """
    import numpy as np

    rows = []
    for fact in facts:
        words = [(weight, word_vector(term)) for term, weight in fact.terms.items() if term not in fact.names]
        found = [(weight, row) for weight, row in words if row is not None]
        rows.append(sum((weight * row for weight, row in found), np.zeros(1, np.float32)))
    width = max((len(row) for row in rows), default=1)
    table: Table = np.array([row if len(row) == width else np.zeros(width) for row in rows], np.float32)
    return _unit(table.reshape(len(rows), width))


def measure_nearness(left: Table, right: Table) -> Nearness:
    """The tables for two accounts' claim vectors. One product of matrices."""
    import numpy as np

    mean = np.concatenate([left, right]).mean(axis=0)
    centred = _unit(left - mean) @ _unit(right - mean).T
    return Nearness(left @ right.T, centred, _margins(centred), _margins(centred.T).T)


def _unit(rows: Table) -> Table:
    import numpy as np

    length = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Table = (rows / np.where(length == 0, 1, length)).astype(np.float32)
    return unit


def _margins(table: Table) -> Table:
    """Each value less the best other value of its row."""
    import numpy as np

    if table.shape[1] < 2:
        return np.zeros_like(table)
    order = np.sort(table, axis=1)
    best, second = order[:, -1:], order[:, -2:-1]
    margins: Table = (table - np.where(table == best, second, best)).astype(np.float32)
    return margins
