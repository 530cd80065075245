"""Whether what is said of two claims stands on their words: a second, stricter look at each finding.

The rules of `oppositions.py`, `retold.py` and `deeds.py` look for what two claims share. In long accounts much is
shared by chance, so each finding is asked here what speaks against it: another day, other names, a denial of only a
part, a claim that is denied in the same way. What cannot be grounded becomes not-comparable where a word says why, else
nothing.
"""

from __future__ import annotations

from contrechamp.compare.counts import Finding
from contrechamp.compare.grounds.agreements import ground_agreement
from contrechamp.compare.grounds.denials import ground_denial
from contrechamp.compare.grounds.differences import ground_difference
from contrechamp.compare.grounds.opposed import ground_opposed
from contrechamp.compare.grounds.settling import settle
from contrechamp.compare.joining import Pair
from contrechamp.model import RelationKind

__all__ = ["ground", "settle"]

DENIALS = frozenset({"negation", "rejected", "other-agent"})
"""The reasons of conflicts in which one claim denies the other; the rest are of opposed words."""


def ground(pair: Pair, finding: Finding) -> Finding | None:
    """The finding, if the words of the two claims bear it; else what is left of it, or None."""
    if finding.kind is RelationKind.CONFLICT:
        denied = DENIALS & {reason.code for reason in finding.reasons}
        return ground_denial(pair, finding) if denied else ground_opposed(pair, finding)
    if finding.kind is RelationKind.FIGURES_DIFFER:
        return ground_difference(pair, finding)
    if finding.kind is RelationKind.AGREE:
        return ground_agreement(pair, finding)
    return finding
