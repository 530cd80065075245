"""From a pile of accounts of many events, the groups of one event each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import heapify, heappop, heappush, nlargest
from math import log, sqrt

from contrechamp.compare.rarity import rarity
from contrechamp.compare.words import find_words, is_figure

TERMS = 60
"""So many of the weightiest words stand for a text: enough for its names, places and figures."""

ALIKE_SHORT, ALIKE_LONG = 0.09, 0.26
"""Mean cosine from which on two groups of single sentences, or of whole articles, are one event: long texts share more
words by chance. The first is chosen on the lead sentences of `evaluate events`, the second by reading groups of
news."""

AT_ONCE = 0.35
"""Mean cosine from which on a new text joins a group before the groups are held against each other."""

DAYS = 7
"""The accounts of one event are published within so many days: the same place a year later must not meet."""

KEYS = 14
"""So many of a text's rarest words call up the groups that it is held against."""

HOLDERS = 60
"""A word calls up the latest groups that own it, not all of them: this keeps the cost near linear."""

SHARED = 2
"""So many rare words in common before two groups are held against each other: one alone is a name or a theme."""

NEXT = 20
"""Groups that own one rare word are held against so many of the next ones that own it."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What one text is known by: its weighted words (a unit vector) and its day."""

    weights: dict[str, float]
    day: int | None = None

    @property
    def alike(self) -> float:
        """The likeness that it asks of others, by its number of words."""
        part = (len(self.weights) - TERMS / 3) / (TERMS * 2 / 3)
        return ALIKE_SHORT + (ALIKE_LONG - ALIKE_SHORT) * min(1.0, max(0.0, part))


def digest(text: str, *, title: str = "", published: date | None = None, language: str = "fr") -> Digest:
    """The digest of a text. Words of the title and of the first lines weigh more: news begin with what happened."""
    count: dict[str, float] = defaultdict(float)
    for word in find_words(title).folded:
        count[_term(word)] += 2
    for at, word in enumerate(find_words(text).folded):
        count[_term(word)] += 1 if at < 80 else 0.35
    raw = {term: (1 + log(1 + n)) * rarity(term, language) for term, n in count.items() if len(term) > 1}
    kept = nlargest(TERMS, raw.items(), key=lambda item: (item[1], item[0]))
    length = sqrt(sum(weight * weight for _, weight in kept)) or 1.0
    return Digest({term: weight / length for term, weight in kept}, published.toordinal() if published else None)


def _term(word: str) -> str:
    """A word without its plural: `nobelisees` and `nobelisee` are one."""
    return word if is_figure(word) or len(word) < 5 else word.rstrip("sx")


@dataclass(slots=True)
class _Group:
    members: list[int] = field(default_factory=list)
    total: dict[str, float] = field(default_factory=dict)
    days: tuple[int, int] | None = None
    alike: float = 0.0

    def likeness(self, one: Digest) -> float:
        """Mean cosine between a text and the group's texts."""
        total = self.total
        return sum(weight * total.get(term, 0.0) for term, weight in one.weights.items()) / len(self.members)

    def near(self, days: tuple[int, int] | None) -> bool:
        both = _both(self.days, days)
        return both is None or both[1] - both[0] <= DAYS

    def add(self, number: int, one: Digest) -> None:
        self.members.append(number)
        for term, weight in one.weights.items():
            self.total[term] = self.total.get(term, 0.0) + weight
        self.days = _both(self.days, _days(one))
        self.alike += one.alike

    def take(self, other: _Group) -> None:
        self.members += other.members
        for term, weight in other.total.items():
            self.total[term] = self.total.get(term, 0.0) + weight
        self.days = _both(self.days, other.days)
        self.alike += other.alike


def _days(one: Digest) -> tuple[int, int] | None:
    return None if one.day is None else (one.day, one.day)


def _both(left: tuple[int, int] | None, right: tuple[int, int] | None) -> tuple[int, int] | None:
    if left is None or right is None:
        return left or right
    return min(left[0], right[0]), max(left[1], right[1])


class EventGroups:
    """Groups of texts of one event each, to which texts can be added one at a time."""

    def __init__(self) -> None:
        self._groups: list[_Group] = []
        self._holders: dict[str, list[int]] = defaultdict(list)

    def add(self, number: int, one: Digest) -> int:
        """Puts a text into the group that it is most like, or into a new one; gives the group's number."""
        best, most = -1, AT_ONCE
        for at in self._called(one):
            group = self._groups[at]
            if (likeness := group.likeness(one)) > most:
                best, most = at, likeness
        if best < 0:
            best = len(self._groups)
            self._groups.append(_Group())
        self._groups[best].add(number, one)
        self._hold(best, one)
        return best

    def _called(self, one: Digest) -> list[int]:
        """The groups of its days that own two of a text's rarest words."""
        called: Counter[int] = Counter()
        for term in _keys(one):
            called.update(self._holders[term][-HOLDERS:])
        days = _days(one)
        return sorted(at for at, shared in called.items() if shared >= SHARED and self._groups[at].near(days))

    def _hold(self, at: int, one: Digest) -> None:
        for term in _keys(one):
            holders = self._holders[term]
            if at not in holders[-HOLDERS:]:
                holders.append(at)

    def merged(self) -> list[list[int]]:
        """The groups after the most alike ones were joined until none are alike any more (average linkage); sorted.

        The groups themselves stay as they are, so that texts can be added later.
        """
        groups = [_Group(list(g.members), dict(g.total), g.days, g.alike) for g in self._groups]
        parent = list(range(len(groups)))
        neighbours = self._neighbours()
        heap = [(-now, i, j) for i, j in _pairs(neighbours) if (now := _between(groups[i], groups[j])) > 0]
        heapify(heap)
        while heap:
            likeness, i, j = heappop(heap)
            if parent[i] != i or parent[j] != j or abs(_between(groups[i], groups[j]) + likeness) > 1e-9:
                continue
            groups[i].take(groups[j])
            parent[j] = i
            neighbours[i] |= neighbours.pop(j)
            for other in sorted({_root(parent, at) for at in neighbours[i]} - {i}):
                if (now := _between(groups[i], groups[other])) > 0:
                    neighbours[other].add(i)
                    heappush(heap, (-now, min(i, other), max(i, other)))
        return sorted(sorted(group.members) for at, group in enumerate(groups) if parent[at] == at)

    def _neighbours(self) -> dict[int, set[int]]:
        """For each group those of its days that own two of its rare words."""
        shared: Counter[tuple[int, int]] = Counter()
        for holders in self._holders.values():
            for at, left in enumerate(holders):
                shared.update((min(left, right), max(left, right)) for right in holders[at + 1 : at + 1 + NEXT])
        found: dict[int, set[int]] = {at: set() for at in range(len(self._groups))}
        for (left, right), count in shared.items():
            if count >= SHARED and self._groups[left].near(self._groups[right].days):
                found[left].add(right)
                found[right].add(left)
        return found


def _root(parent: list[int], at: int) -> int:
    while parent[at] != at:
        parent[at] = parent[parent[at]]
        at = parent[at]
    return at


def _pairs(neighbours: dict[int, set[int]]) -> list[tuple[int, int]]:
    return [(at, other) for at, others in sorted(neighbours.items()) for other in sorted(others) if at < other]


def _keys(one: Digest) -> list[str]:
    return [term for term, _ in nlargest(KEYS, one.weights.items(), key=lambda item: (item[1], item[0]))]


def _between(one: _Group, other: _Group) -> float:
    """Mean cosine between the texts of two groups; 0 where it is too low, or their days lie apart."""
    if not one.near(other.days):
        return 0.0
    small, large = sorted((one.total, other.total), key=len)
    shared = sum(weight * large.get(term, 0.0) for term, weight in small.items())
    pairs = len(one.members) * len(other.members)
    asked = (one.alike / len(one.members) + other.alike / len(other.members)) / 2
    return shared / pairs if shared > asked * pairs else 0.0


def group_events(digests: Sequence[Digest]) -> tuple[tuple[int, ...], ...]:
    """Groups of positions, one event each, sorted; a text that nothing resembles is alone.

    Texts are taken in order of their day, then of their words, so that their order in `digests` does not matter.
    Average linkage over word weights; near linear in the texts.
    """
    order = sorted(range(len(digests)), key=lambda at: (digests[at].day or 0, sorted(digests[at].weights.items())[:8]))
    groups = EventGroups()
    for at in order:
        groups.add(at, digests[at])
    return tuple(tuple(group) for group in sorted(groups.merged()))
