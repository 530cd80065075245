"""Which claims of different accounts may speak of one thing: an inverted index, then how far their words meet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from contrechamp.compare.facts import Fact
from contrechamp.compare.partners import Partners, find_partners
from contrechamp.compare.words_alike import synonyms

HOLDERS = 60
"""A key that more claims own (the name of the event's main actor) brings no pair together by itself."""

LEAST_KEYS = 0.55
"""Weight of common keys from which two claims are looked at: one rare word, or two or three middling ones."""

ACTOR = 2.5
"""What a common actor adds, in units of word weight, where other words than the name stand for it."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two claims and the words in which they meet.

    `likeness` in [0, 1] is the weight of what is common against that of all; `words` are the pairs, weightiest first;
    `rare` counts the common actors that few claims of the dossier speak of.
    """

    left: Fact
    right: Fact
    likeness: float
    words: tuple[tuple[str, str], ...]
    weight: float
    rare: int = 0


COMPANY = 3
"""Actors in common that make two claims one though their other words differ: an alliance, a list of partners."""


def plain_words(meeting: Meeting) -> list[tuple[str, str]]:
    """The words in which two claims meet, names aside."""
    return [(a, b) for a, b in meeting.words if a not in meeting.left.names and b not in meeting.right.names]


def most_of_a_kind(meeting: Meeting) -> int:
    """How many actors of one kind two claims have in common, of the kind with the most."""
    kinds = Counter(key.partition(":")[0] for key in meeting.left.keys & meeting.right.keys)
    return max(kinds.values(), default=0)


@dataclass(frozen=True, slots=True)
class Scale:
    """How telling each word and each actor is in a dossier: rare in the news, and not in every claim."""

    words: dict[str, float]
    actors: dict[str, float]


def weigh_dossier(facts: Sequence[Fact]) -> Scale:
    """The scale of a dossier. O(n)."""
    total = len(facts) + 1
    words: Counter[str] = Counter(term for fact in facts for term in fact.terms)
    actors: Counter[str] = Counter(key for fact in facts for key in fact.keys)
    return Scale(
        words={
            term: weight * log(1 + total / words[term]) / log(1 + total)
            for fact in facts
            for term, weight in fact.terms.items()
        },
        actors={key: log(1 + total / count) / log(1 + total) for key, count in actors.items()},
    )


def find_meetings(facts: Sequence[Fact], scale: Scale) -> Iterator[Meeting]:
    """The pairs of claims of different accounts that share enough to be looked at. Near linear in the claims."""
    for i, j in candidates(facts, scale):
        yield meet(facts[i], facts[j], scale)


def candidates(facts: Sequence[Fact], scale: Scale) -> list[tuple[int, int]]:
    """The pairs (i < j) of claims of different accounts that share keys of some weight."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, fact in enumerate(facts):
        for key in _keys(fact):
            holders[key].append(number)
    strength: dict[tuple[int, int], float] = defaultdict(float)
    for key, numbers in sorted(holders.items()):
        if 1 < len(numbers) <= HOLDERS:
            worth = _worth(key, scale, len(numbers))
            for at, i in enumerate(numbers):
                for j in numbers[at + 1 :]:
                    if facts[i].account != facts[j].account:
                        strength[i, j] += worth
    return sorted(pair for pair, worth in strength.items() if worth >= LEAST_KEYS)


def _keys(fact: Fact) -> set[str]:
    keys = set(fact.terms)
    for term in fact.terms:
        keys.update(_synonym_keys(term, fact.language))
    keys.update("~" + name for name in fact.frames)
    keys.update("@" + key for key in fact.keys)
    if fact.subject is not None and fact.subject.actor:
        keys.add("^" + fact.subject.actor)
    keys.update("#" + quantity.counted for quantity in fact.figures if quantity.counted)
    if fact.takes_place:
        keys.add("!")
    return keys


@lru_cache(maxsize=1 << 16)
def _synonym_keys(term: str, language: str) -> tuple[str, ...]:
    return tuple("=" + "|".join(sorted((term, other))) for other in synonyms(term, language))


def _worth(key: str, scale: Scale, holders: int) -> float:
    rare = 2 / (1 + log(holders))
    if key[0] in "@~":
        return 0.45 * rare
    if key[0] == "=":
        return 0.5
    if key[0] == "^":
        return 0.3
    if key[0] in "!#":
        return LEAST_KEYS
    return scale.words.get(key, 3.0) / 5


def meet(left: Fact, right: Fact, scale: Scale, partners: Partners | None = None) -> Meeting:
    """How far two claims speak of the same: the weight of the words that meet, against that of all words.

    `partners` are those of all words of both accounts, where they are known.
    """
    if partners is None:
        partners = find_partners([*left.terms], [*right.terms], left.language)
    pairs = _best_pairs(left, right, scale, partners)
    shared = sum(worth for _, _, worth in pairs) + _unnamed_actors(left, right, scale)
    a, b = _mass(left, scale), _mass(right, scale)
    likeness = shared / (0.5 * min(a, b) + 0.5 * sqrt(a * b)) if a and b else 0.0
    words = tuple((one, other) for one, other, _ in sorted(pairs, key=lambda p: (-p[2], p[0], p[1])))
    rare = sum(1 for key in left.keys & right.keys if scale.actors[key] >= RARE_ACTOR)
    return Meeting(left, right, min(1.0, likeness), words, shared, rare)


RARE_ACTOR = 0.55
"""An actor of less than about one claim in fifteen (in a dossier of a hundred) is telling."""


def _best_pairs(left: Fact, right: Fact, scale: Scale, partners: Partners) -> list[tuple[str, str, float]]:
    """Each word of the shorter claim with its best free partner; greedy, by worth."""
    found = []
    for a, one in left.terms.items():
        for b, near in partners.get(a, ()):
            if b in right.terms:
                found.append((near * min(scale.words.get(a, one), scale.words.get(b, right.terms[b])), a, b))
    taken_left, taken_right, pairs = set[str](), set[str](), []
    for worth, a, b in sorted(found, key=lambda f: (-f[0], f[1], f[2])):
        if a not in taken_left and b not in taken_right:
            taken_left.add(a)
            taken_right.add(b)
            pairs.append((a, b, worth))
    return pairs


def _unnamed_actors(left: Fact, right: Fact, scale: Scale) -> float:
    """Actors that both claims speak of by other words (`Moscou`, `la Russie`); those by the same words count as
    words."""
    other = (key for key in left.keys & right.keys if not left.named[key] & right.named[key])
    return sum(ACTOR * scale.actors[key] for key in other)


def _mass(fact: Fact, scale: Scale) -> float:
    return sum(scale.words.get(term, weight) for term, weight in fact.terms.items())
