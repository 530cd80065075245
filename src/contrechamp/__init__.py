"""contrechamp: several accounts of one event, side by side.

    import contrechamp as cc
    account    = cc.read("a.txt")
    extraction = cc.extract(account)
    comparison = cc.compare(["a.txt", "b.txt"])
    page       = cc.show(comparison, "html")

Nothing heavy is loaded before the first call.
"""

from __future__ import annotations

# Importing a room binds its name on this package. All four are imported here first, so that no later import puts the
# room `contrechamp.read` in the place of the function `contrechamp.read`.
import contrechamp.compare
import contrechamp.extract
import contrechamp.read
import contrechamp.show  # noqa: F401
from contrechamp.api import compare, extract, find_quantities, find_times, read, relate, show
from contrechamp.errors import ContrechampError
from contrechamp.model import (
    Account,
    Actor,
    Argument,
    Claim,
    Comparison,
    Copy,
    Edit,
    Event,
    Evidence,
    Extraction,
    Passage,
    Piece,
    Point,
    Predicate,
    Quantity,
    Reason,
    Relation,
    Span,
    Stand,
    Technique,
    Time,
    Voice,
    Warned,
)
from contrechamp.version import __version__

__all__ = [
    "Account", "Actor", "Argument", "Claim", "Comparison", "ContrechampError", "Copy", "Edit", "Event", "Evidence",
    "Extraction", "Passage", "Piece", "Point", "Predicate", "Quantity", "Reason", "Relation", "Span", "Stand",
    "Technique", "Time", "Voice", "Warned", "__version__", "compare", "extract", "find_quantities", "find_times",
    "read", "relate", "show",
]  # fmt: skip
