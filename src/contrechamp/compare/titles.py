"""Titles without what two outlets' titles have in common at their end: the name of a page is no news."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from contrechamp.compare.facts import Fact
from contrechamp.compare.words import find_words

FEWEST = 2
"""Words at the end of two titles that make a tail."""

LONGEST_TITLE = 200
"""Characters: what is longer is no title."""


def without_tails(left: Sequence[Fact], right: Sequence[Fact]) -> tuple[list[Fact], list[Fact]]:
    """The facts of two accounts, their titles without the words of a common end (`: actualité, vidéos, dossiers`)."""
    first = [next((fact for fact in facts if fact.claim.span.start == 0), None) for facts in (left, right)]
    if first[0] is None or first[1] is None:
        return list(left), list(right)
    tail = _common_end(first[0].text[:LONGEST_TITLE], first[1].text[:LONGEST_TITLE])
    return _without(left, first[0], tail), _without(right, first[1], tail)


def _common_end(one: str, other: str) -> frozenset[str]:
    words, others = find_words(one).folded, find_words(other).folded
    count = 0
    while count < min(len(words), len(others)) and words[-1 - count] == others[-1 - count]:
        count += 1
    whole = count == len(words) == len(others)
    return frozenset(words[len(words) - count :]) if count >= FEWEST and not whole else frozenset()


def _without(facts: Sequence[Fact], title: Fact, tail: frozenset[str]) -> list[Fact]:
    if not tail:
        return list(facts)
    terms = {term: weight for term, weight in title.terms.items() if term not in tail and term + "s" not in tail}
    heads = tuple(head for head in title.heads if head in terms)
    return [replace(fact, terms=terms, heads=heads) if fact is title else fact for fact in facts]
