"""What can be measured of two statements side by side: words that meet, polarities, figures, times, roles, cues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from contrechamp.compare.figures import hold_together, same_measure
from contrechamp.compare.statements import Statement, Word
from contrechamp.compare.when import another_time, shared_time
from contrechamp.compare.words import is_figure
from contrechamp.compare.words_alike import alike, opposed
from contrechamp.model import ActorKind, Quantity, Span, Time

ALIGNED = 0.55
"""Likeness from which on two words are taken for the same thing said in other words."""

TELLING = 2.0
"""Words of more than one article in seven say nothing about what a statement is about."""


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


def measure(sides: Sides) -> dict[str, float]:
    """The features of two statements by name, all between 0 and 1 or so; the classifier weighs them."""
    left, right = sides.left, sides.right
    found: dict[str, float] = {}
    _measure_cover(sides, found)
    _measure_polarity(sides, found)
    _measure_values(sides, found)
    for name in ("figure.apart", "year.differs", "contrary.same"):
        found[f"{name}.plain"] = found[name] * (1 - found["negated.one"])
    for name in CUES:
        a, b = float(name in left.cues), float(name in right.cues)
        found[f"{name}.one"], found[f"{name}.both"] = float(a != b), a * b
    found["negative.turned"] = found["negative.one"] * found["negated.one"]
    return found


CUES = (
    "denial",
    "negative",
    "exclusive",
    "universal",
    "partial",
    "hearsay",
    "authority",
    "cause",
    "possible",
    "unlike",
    "bien",
)


def _measure_cover(sides: Sides, found: dict[str, float]) -> None:
    total_left, total_right = _mass(sides.left), _mass(sides.right)
    right = sum(link.right.weight * link.likeness for link in sides.links) / total_right
    met = {link.left.span: link.left.weight for link in sides.links}
    left = sum(met.values()) / total_left
    found["cover.least"], found["cover.most"] = min(left, right), max(left, right)
    heads = [clause.head * clause.cover for clause in sides.clauses]
    found["heads"] = sum(heads) / len(heads) if heads else 0.0
    subjects = [link for link in sides.links if link.left.role == link.right.role == "subject"]
    found["subject"] = float(bool(subjects))
    crossed = [link for link in sides.links if {link.left.role, link.right.role} == {"subject", "object"}]
    found["crossed"] = float(any(link.likeness == 1.0 for link in crossed))


def _mass(statement: Statement) -> float:
    return sum(word.weight for word in statement.words if word.weight >= TELLING) or 1.0


def _measure_polarity(sides: Sides, found: dict[str, float]) -> None:
    left, right = sides.left, sides.right
    found["negated.one"] = float(bool(left.negations) != bool(right.negations))
    found["negated.count"] = abs(min(len(left.negations), 3) - min(len(right.negations), 3)) / 3
    found["negated.cover"] = found["negated.one"] * found["cover.least"]
    found["negated.met"] = _negated_met(sides)
    found["negated.both"] = float(bool(left.negations) and bool(right.negations))
    found["main.one"] = float(left.main_negated != right.main_negated)
    mass = sum(clause.weight * clause.cover for clause in sides.clauses) or 1.0
    turned = [clause for clause in sides.clauses if clause.turned and clause.cover >= 0.3]
    found["turned"] = sum(clause.weight * clause.cover for clause in turned) / mass
    found["turned.head"] = max((clause.head * clause.cover for clause in turned), default=0.0)
    links = [link for link in sides.links if link.likeness >= 0.8]
    differ = sum(link.right.weight for link in links if link.left.negated != link.right.negated)
    found["links.turned"] = differ / (sum(link.right.weight for link in links) or 1.0)
    a, b = _parity(left), _parity(right)
    found["parity"] = float(a != b)
    same = [link for link in sides.contraries if link.left.negated == link.right.negated]
    found["contrary.same"], found["contrary.turned"] = float(bool(same)), float(len(same) < len(sides.contraries))
    found["contrary.head"] = float(any(link.left.role == link.right.role == "predicate" for link in same))


def _negated_met(sides: Sides) -> float:
    """Where one statement alone negates: how much of what it negates the other speaks of.

    `Il n'a pas parlé des vaccins` does not contradict that he spoke of viruses.
    """
    left, right = sides.left, sides.right
    if bool(left.negations) == bool(right.negations):
        return 0.0
    met = {link.left.span for link in sides.links} if left.negations else {link.right.span for link in sides.links}
    statement = left if left.negations else right
    negated = [word for word in statement.words if word.negated and word.weight >= TELLING]
    return sum(word.weight for word in negated if word.span in met) / (sum(word.weight for word in negated) or 1.0)


def _parity(statement: Statement) -> bool:
    """Whether the main clause is negated once all in all, counting words that deny by their meaning."""
    return statement.main_negated != (len(statement.cues.get("negative", ())) % 2 == 1)


def _measure_values(sides: Sides, found: dict[str, float]) -> None:
    left, right = sides.left, sides.right
    verdicts = [verdict for verdict, _, _ in sides.figures]
    found["figure.differs"] = float(bool(verdicts) and not any(verdicts))
    found["figure.apart"] = float(_figures_apart(left, right))
    found["figure.same"] = float(any(verdicts))
    found["figure.alone"] = float(bool(right.figures) and not verdicts)
    found["time.differs"] = float(sides.times is not None)
    found["time.same"] = float(shared_time(left.times, right.times) is not None)
    found["year.differs"] = float(bool(_years(left)) and bool(_years(right)) and not _years(left) & _years(right))
    found["place.differs"] = float(_apart(_countries(left), _countries(right)))
    found["preposition"] = float(turned_preposition(sides) is not None)
    found["name.differs"] = max((_name_differs(clause, left, right) for clause in sides.clauses), default=0.0)
    found["value.differs"] = max((_value_differs(clause, sides) for clause in sides.clauses), default=0.0)


def _figures_apart(left: Statement, right: Statement) -> bool:
    """Whether figures of one unit, or of anything counted, meet and none of them can hold together."""
    verdicts = [hold_together(a, b) for a in left.figures for b in right.figures if a.unit == b.unit]
    return bool(verdicts) and not any(verdicts)


def _years(statement: Statement) -> set[str]:
    return {word.lemma for word in statement.words if len(word.lemma) == 4 and word.lemma[:2] in ("19", "20")}


def _countries(statement: Statement) -> set[str]:
    return {actor.key for actor in statement.actors if actor.kind is ActorKind.COUNTRY}


def _apart(left: set[str], right: set[str]) -> bool:
    return bool(left - right) and bool(right - left)


OPPOSED_BEFORE = (("avant", "apres"), ("avec", "sans"), ("pour", "contre"), ("depuis", "avant"), ("vers", "depuis"))


def turned_preposition(sides: Sides) -> tuple[Span, Span] | None:
    """Two equal words that stand under opposed prepositions: `avant le retrait`, `après le retrait`."""
    for link in sides.links:
        for one, other in OPPOSED_BEFORE:
            a, b = link.left.before, link.right.before
            if (one in a and other in b) or (other in a and one in b):
                return link.left.span, link.right.span
    return None


def _name_differs(clause: Clauses, left: Statement, right: Statement) -> float:
    """How well two clauses meet that name different people or places in one role."""
    lefts, rights = {word.lemma for word in left.words}, {word.lemma for word in right.words}
    for a in clause.left:
        for b in clause.right:
            if a.pos == b.pos == "PROPN" and a.role == b.role and a.lemma not in rights and b.lemma not in lefts:
                return clause.cover * (0.5 + clause.head / 2)
    return 0.0


def _value_differs(clause: Clauses, sides: Sides) -> float:
    """How well two clauses with one predicate meet that give their participants other words."""
    if clause.head < 0.8 or clause.cover < 0.3:
        return 0.0
    met_left = {link.left.span for link in sides.links}
    met_right = {link.right.span for link in sides.links}
    a = sum(word.weight for word in clause.left if word.span not in met_left and word.role != "predicate")
    b = sum(word.weight for word in clause.right if word.span not in met_right and word.role != "predicate")
    return min(1.0, min(a, b) / clause.weight)
