"""Extractions → Comparison: copies, origins, the event, and the points with their relations."""

from __future__ import annotations

from collections.abc import Sequence

from contrechamp.compare.about import find_event
from contrechamp.compare.copies import find_copies
from contrechamp.compare.findings import Memory
from contrechamp.compare.origins import find_origins
from contrechamp.compare.points import find_points
from contrechamp.model import Comparison, Extraction

__all__ = ["compare_extractions"]


def compare_extractions(extractions: Sequence[Extraction], memory: Memory | None = None) -> Comparison:
    """Several accounts side by side, in the given order; that order changes nothing else.

    `memory` keeps what is found between two accounts for the next time; by default, as long as the process lives.
    """
    accounts = tuple(extraction.account for extraction in extractions)
    copies = find_copies(accounts)
    origins = find_origins(accounts, copies)
    return Comparison(
        event=find_event(extractions),
        accounts=accounts,
        extractions=tuple(extractions),
        points=find_points(extractions, origins, copies, memory),
        copies=copies,
        origins=origins,
    )
