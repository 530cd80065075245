"""Two statements side by side: the words and clauses that meet, the contraries, figures and times between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from contrechamp.compare.figures import hold_together, same_measure
from contrechamp.compare.statements import Statement, Word
from contrechamp.compare.structure import TELLING, Trees, align_trees
from contrechamp.compare.when import another_time
from contrechamp.compare.words import is_figure
from contrechamp.compare.words_alike import alike, opposed
from contrechamp.lang import read_toml
from contrechamp.model import Quantity, Span, Time
from contrechamp.text.fold import fold_words

ALIGNED = 0.55
"""Likeness from which on two words are taken for the same thing said in other words."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two words, one of each statement, that speak of the same (`opposed` is None) or of contraries."""

    left: Word
    right: Word
    likeness: float
    opposed: str | None = None


@dataclass(frozen=True, slots=True)
class Sides:
    """Two statements with all that was found between them; `reasons` are coded and carry the words on both sides."""

    left: Statement
    right: Statement
    links: tuple[Link, ...]
    contraries: tuple[Link, ...]
    clauses: tuple[Clauses, ...]
    figures: tuple[tuple[bool, Quantity, Quantity], ...]
    times: tuple[Time, Time] | None
    trees: Trees


@dataclass(frozen=True, slots=True)
class Clauses:
    """A clause of the right statement and the clause of the left that shares most of its words, `cover` of them."""

    left: tuple[Word, ...]
    right: tuple[Word, ...]
    left_head: Word | None
    right_head: Word | None
    cover: float
    weight: float
    head: float

    @property
    def turned(self) -> bool:
        """Whether exactly one of the two clauses is negated."""
        return _negated(self.left, self.left_head) != _negated(self.right, self.right_head)


def _negated(words: Sequence[Word], head: Word | None) -> bool:
    return head.negated if head else any(word.negated for word in words)


def set_side_by_side(left: Statement, right: Statement, language: str = "fr") -> Sides:
    """Everything found between two statements. O(n·m) in their words."""
    links = tuple(_links(left, right, language))
    return Sides(
        left=left,
        right=right,
        links=links,
        contraries=tuple(_contraries(left, right, language)),
        clauses=tuple(_clauses(left, right, links, language)),
        figures=tuple(_figures(left, right, language)),
        times=another_time(left.times, right.times),
        trees=align_trees(left, right, language),
    )


def _links(left: Statement, right: Statement, language: str) -> list[Link]:
    """For each telling word of `right` its best partner in `left`, where there is one."""
    links = []
    partners = [word for word in left.words if word.weight >= TELLING]
    for word in right.words:
        if word.weight >= TELLING and partners:
            best = max(partners, key=lambda other: (_likeness(other, word, language), -other.span.start))
            near = _likeness(best, word, language)
            if near >= ALIGNED:
                links.append(Link(best, word, near))
    return links


def _likeness(left: Word, right: Word, language: str) -> float:
    if is_figure(left.lemma) or is_figure(right.lemma):
        return float(left.lemma == right.lemma)
    if (left.pos == "PROPN") != (right.pos == "PROPN") and left.lemma != right.lemma:
        return 0.0
    return alike(left.lemma, right.lemma, language)


def _contraries(left: Statement, right: Statement, language: str) -> list[Link]:
    """The pairs of words that cannot both hold of one thing; a word that the other statement has too is left out."""
    lefts = {word.lemma for word in left.words}
    rights = {word.lemma for word in right.words}
    return [
        Link(a, b, 0.0, code)
        for a in left.words
        for b in right.words
        if a.lemma not in rights and b.lemma not in lefts and (code := opposed(a.lemma, b.lemma, language))
    ]


def _clauses(left: Statement, right: Statement, links: Sequence[Link], language: str) -> list[Clauses]:
    partner = {link.right.span: link.left for link in links}
    own, other = _by_clause(right), _by_clause(left)
    found = []
    for head, words in sorted(own.items()):
        votes: dict[int, float] = defaultdict(float)
        for word in words:
            if word.span in partner:
                votes[partner[word.span].head] += word.weight
        mass = sum(word.weight for word in words if word.weight >= TELLING)
        if not votes or not mass:
            continue
        best = max(sorted(votes), key=lambda at: votes[at])
        a = left.words[best] if best >= 0 else None
        b = right.words[head] if head >= 0 else None
        near = alike(a.lemma, b.lemma, language) if a and b else 0.4
        found.append(Clauses(tuple(other[best]), tuple(words), a, b, min(1.0, votes[best] / mass), mass, near))
    return found


def _by_clause(statement: Statement) -> dict[int, list[Word]]:
    clauses: dict[int, list[Word]] = defaultdict(list)
    for word in statement.words:
        clauses[word.head].append(word)
    return clauses


def _figures(left: Statement, right: Statement, language: str) -> list[tuple[bool, Quantity, Quantity]]:
    return [
        (verdict, a, b)
        for a in left.figures
        for b in right.figures
        if same_measure(a, b, language) and (verdict := hold_together(a, b)) is not None
    ]


def turned_preposition(sides: Sides, language: str = "fr") -> tuple[Span, Span] | None:
    """Two equal words that stand under opposed prepositions: `avant le retrait`, `après le retrait`."""
    for link in sides.links:
        for one, other in _opposed_prepositions(language):
            a, b = link.left.before, link.right.before
            if (one in a and other in b) or (other in a and one in b):
                return link.left.span, link.right.span
    return None


@cache
def _opposed_prepositions(language: str) -> tuple[tuple[str, str], ...]:
    pairs: list[list[str]] = read_toml(language, "relations")["prepositions"]["opposed"]
    return tuple((fold_words(one), fold_words(other)) for one, other in pairs)


def figures_apart(left: Statement, right: Statement, language: str = "fr") -> list[tuple[Quantity, Quantity]]:
    """The figures of one unit, whatever they count, where none can hold together with one of the other statement.

    Empty where what they count excludes each other (killed, wounded), or where one statement speaks of a part.
    """
    if _speaks_of_part(left, language) != _speaks_of_part(right, language):
        return []
    pairs = [
        (hold_together(a, b), a, b)
        for a in left.figures
        for b in right.figures
        if a.unit == b.unit and not (a.counted and b.counted and opposed(a.counted, b.counted, language))
    ]
    return [] if any(fits for fits, _, _ in pairs) else [(a, b) for fits, a, b in pairs if fits is False]


def _speaks_of_part(statement: Statement, language: str) -> bool:
    """Whether the only figure of a statement is one of a part: `parmi les victimes, 3 400 civils`."""
    part = _part_words(language)
    return len(statement.figures) == 1 and any(word.lemma in part or word.before & part for word in statement.words)


@cache
def _part_words(language: str) -> frozenset[str]:
    return frozenset(fold_words(word) for word in read_toml(language, "relations")["scope"]["among"])
