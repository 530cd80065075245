"""Which claims of different accounts may speak of one thing: an inverted index, then how far their words meet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log, sqrt

from contrechamp.compare.facts import Fact
from contrechamp.compare.words_alike import alike, frames, synonyms

HOLDERS = 50
"""A key that more claims own (the name of the event's main actor) brings no pair together by itself."""

LEAST_KEYS = 1.0
"""Weight of common keys from which two claims are looked at: one rare word, or two middling ones."""

LEAST = 0.55
"""Likeness from which on two words count as one in an alignment."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two claims and the words in which they meet: `likeness` in [0, 1] and the word pairs, weightiest first."""

    left: Fact
    right: Fact
    likeness: float
    words: tuple[tuple[str, str], ...]
    weight: float


def weigh_in_dossier(facts: Sequence[Fact]) -> dict[str, float]:
    """The weight of each term in these claims: rare in the news, and not in every claim of the dossier."""
    holders: Counter[str] = Counter(term for fact in facts for term in fact.terms)
    total = len(facts) + 1
    return {
        term: weight * log(1 + total / holders[term]) / log(1 + total)
        for fact in facts
        for term, weight in fact.terms.items()
    }


def find_meetings(facts: Sequence[Fact], weights: dict[str, float]) -> Iterator[Meeting]:
    """The pairs of claims of different accounts that share enough to be looked at. Near linear in the claims."""
    for i, j in _candidates(facts, weights):
        yield meet(facts[i], facts[j], weights)


def _candidates(facts: Sequence[Fact], weights: dict[str, float]) -> list[tuple[int, int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for number, fact in enumerate(facts):
        for key in sorted(_keys(fact)):
            holders[key].append(number)
    strength: dict[tuple[int, int], float] = defaultdict(float)
    for key, numbers in sorted(holders.items()):
        if 1 < len(numbers) <= HOLDERS:
            worth = _worth(key, weights, len(numbers))
            for at, i in enumerate(numbers):
                for j in numbers[at + 1 :]:
                    if facts[i].account != facts[j].account:
                        strength[i, j] += worth
    return sorted(pair for pair, worth in strength.items() if worth >= LEAST_KEYS)


def _keys(fact: Fact) -> set[str]:
    keys = set(fact.terms)
    for term in fact.terms:
        keys.update("=" + "|".join(sorted((term, other))) for other in synonyms(term, fact.language))
        keys.update("~" + name for name in frames(term, fact.language))
    keys.update("@" + key for key in fact.keys)
    keys.update("#" + quantity.counted for quantity in fact.figures if quantity.counted)
    return keys


def _worth(key: str, weights: dict[str, float], holders: int) -> float:
    rare = 2 / (1 + log(holders))
    if key[0] == "@":
        return 0.3 * rare
    if key[0] == "~":
        return 0.3 * rare
    if key[0] == "=":
        return 0.5
    return weights.get(key, 3.0) / 5


def meet(left: Fact, right: Fact, weights: dict[str, float]) -> Meeting:
    """How far two claims speak of the same: the weight of the words that meet, against that of all words."""
    pairs = _best_pairs(left, right, weights)
    shared = sum(worth for _, _, worth in pairs) + _actors(left, right)
    a, b = _mass(left, weights), _mass(right, weights)
    likeness = shared / (0.5 * min(a, b) + 0.5 * sqrt(a * b)) if a and b else 0.0
    words = tuple((one, other) for one, other, _ in sorted(pairs, key=lambda p: (-p[2], p[0], p[1])))
    return Meeting(left, right, min(1.0, likeness), words, shared)


def _best_pairs(left: Fact, right: Fact, weights: dict[str, float]) -> list[tuple[str, str, float]]:
    """Each word of the shorter claim with its best free partner; greedy, by worth."""
    found = []
    for a in left.terms:
        for b in right.terms:
            near = alike(a, b, left.language)
            if near >= LEAST:
                found.append((near * min(weights.get(a, left.terms[a]), weights.get(b, right.terms[b])), a, b))
    taken_left, taken_right, pairs = set[str](), set[str](), []
    for worth, a, b in sorted(found, key=lambda f: (-f[0], f[1], f[2])):
        if a not in taken_left and b not in taken_right:
            taken_left.add(a)
            taken_right.add(b)
            pairs.append((a, b, worth))
    return pairs


ACTOR = 2.0
"""What a common actor adds, in units of word weight, where other words than the name stand for it."""


def _actors(left: Fact, right: Fact) -> float:
    """Actors that both claims speak of by other words (`Moscou`, `la Russie`); those by the same words count as words."""
    return ACTOR * sum(1 for key in left.keys & right.keys if not _named_alike(key, left, right))


def _named_alike(key: str, left: Fact, right: Fact) -> bool:
    return bool(left.words_of(key) & right.words_of(key))


def _mass(fact: Fact, weights: dict[str, float]) -> float:
    return sum(weights.get(term, weight) for term, weight in fact.terms.items())
