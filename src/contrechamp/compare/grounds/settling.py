"""Conflicts that one of the two accounts settles itself, by what else it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from contrechamp.compare.counts import Finding
from contrechamp.compare.facts import Fact
from contrechamp.model import RelationKind


def settle(found: Mapping[tuple[str, str], Finding], facts: Mapping[str, Fact]) -> dict[tuple[str, str], Finding]:
    """The findings of two accounts, without the conflicts that one of them settles itself.

    Who says `on ne choisit pas une part, on choisit le tout` does not contradict whoever quotes one half of it, nor
    does who reports a rumour and its denial contradict the denial.
    """
    agreed: dict[str, set[object]] = defaultdict(set)
    for (left, right), finding in found.items():
        if finding.kind is RelationKind.AGREE:
            agreed[left].add(_speaker(facts[right]))
            agreed[right].add(_speaker(facts[left]))
    denied = {(fact.account, fact.claim.span) for fact in facts.values() if fact.denied}

    def settled(left: Fact, right: Fact) -> bool:
        claim = right if left.denied else left
        both = left.denied != right.denied and (claim.account, claim.claim.span) in denied
        return both or _speaker(left) in agreed[right.id] or _speaker(right) in agreed[left.id]

    return {
        names: finding
        for names, finding in found.items()
        if finding.kind is not RelationKind.CONFLICT or not settled(*(facts[name] for name in names))
    }


def _speaker(fact: Fact) -> object:
    voice = fact.claim.voice
    return fact.account, voice.kind, voice.actor or voice.name
