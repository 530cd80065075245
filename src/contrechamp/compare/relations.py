"""One bare statement against another: how they stand to each other, why, and how likely it is that both cannot hold."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import exp
from typing import Any

import msgspec

from contrechamp.compare.features import measure
from contrechamp.compare.sides import Link, Sides, set_side_by_side, turned_preposition
from contrechamp.compare.statements import Statement, parse_statement
from contrechamp.compare.structure import TELLING
from contrechamp.compare.words_alike import opposed
from contrechamp.errors import DataMissing
from contrechamp.lang import folder
from contrechamp.model import Passage, Reason, Relation, RelationKind, Span

CONFLICT = 0.5
"""Score from which on two statements are said to conflict."""

SAME_WORDS = 0.3
"""Part of the words of both that must meet before two statements speak of one thing at all."""


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A logistic regression over named features: each is centred, scaled, weighed; `source` says what it learnt
    from."""

    source: str
    names: tuple[str, ...]
    centre: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    intercept: float


def relate(left: str, right: str, language: str = "fr") -> Relation:
    """How two bare statements stand to each other. Passages of the reasons name the statements `left` and `right`.

    `score` is the calibrated probability that both cannot hold together; it is the same when the two are exchanged.

        relate("Le bilan est de 22 morts.", "Le bilan est de 26 morts.").kind == RelationKind.FIGURES_DIFFER

    Raises UnknownLanguage, PipelineMissing.
    """
    return relate_statements(parse_statement(left, language), parse_statement(right, language), language)


def relate_statements(left: Statement, right: Statement, language: str = "fr") -> Relation:
    """The same for statements that are parsed already."""
    there = set_side_by_side(left, right, language)
    back = set_side_by_side(right, left, language)
    features = both_ways(measure(there), measure(back))
    score = max(probability(features, read_weights(language)), _by_rule(there), _by_rule(back))
    reasons = tuple(_reasons(there))
    return Relation(_kind(there, features, score, reasons), round(score, 4), reasons)


CERTAIN = 0.85
"""Score of what a rule decides: two clauses alike but for an opposed predicate. Too rare in pairs to be learnt."""

WHOLE = 0.6
"""Part of a clause's words that must be in the other's before a rule decides."""


def _by_rule(sides: Sides) -> float:
    """CERTAIN where a clause stands against its contrary: one subject and object, opposed predicates, one polarity."""
    for clause in sides.clauses:
        a, b = clause.left_head, clause.right_head
        if a is None or b is None or clause.turned or not opposed(a.lemma, b.lemma):
            continue
        rest = [word for word in clause.right if word is not b and word.weight >= TELLING]
        met = {link.right.span for link in sides.links}
        if rest and sum(word.weight for word in rest if word.span in met) >= WHOLE * sum(w.weight for w in rest):
            return CERTAIN
    return 0.0


def both_ways(there: dict[str, float], back: dict[str, float]) -> dict[str, float]:
    """The mean of the features in both directions, so that neither statement comes first."""
    return {name: (value + back[name]) / 2 for name, value in there.items()}


def probability(features: dict[str, float], model: Weights) -> float:
    """The probability of a conflict under a logistic regression."""
    columns = zip(model.names, model.centre, model.scale, model.weights, strict=True)
    total = model.intercept + sum(
        weight * (features.get(name, centre) - centre) / scale for name, centre, scale, weight in columns
    )
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@cache
def read_weights(language: str = "fr") -> Weights:
    """The shipped weights of a language. Raises UnknownLanguage, DataMissing."""
    path = folder(language) / "relate" / "weights.json"
    if not path.is_file():
        raise DataMissing("the weights are not there", where=f"lang/{language}/relate", remedy="reinstall contrechamp")
    return msgspec.json.decode(path.read_bytes(), type=Weights)


def _kind(sides: Sides, features: dict[str, float], score: float, reasons: tuple[Reason, ...]) -> RelationKind:
    codes = {reason.code for reason in reasons}
    one_thing = features["cover.least"] >= SAME_WORDS or features["cover.most"] >= 2 * SAME_WORDS
    if not one_thing and not score >= CONFLICT:
        return RelationKind.ONLY
    if "figure" in codes and not codes & {"negation", "antonym", "opposed-predicate"}:
        return RelationKind.FIGURES_DIFFER
    if score >= CONFLICT:
        return RelationKind.CONFLICT
    if "date" in codes:
        return RelationKind.NOT_COMPARABLE
    return RelationKind.AGREE


# ---------------------------------------------------------------- reasons


def _reasons(sides: Sides) -> Iterator[Reason]:
    """The coded reasons that speak for a conflict, with their words; what the two share where there is none."""
    found = [*_negations(sides), *_contraries(sides), *_figures(sides), *_others(sides)]
    yield from found
    if not found and sides.links:
        best = sorted(sides.links, key=lambda link: (-link.right.weight * link.likeness, link.right.span))[:4]
        yield _reason("same-words", [link.left.span for link in best], [link.right.span for link in best])


def _reason(code: str, left: list[Span], right: list[Span]) -> Reason:
    lefts = [Passage("left", span) for span in sorted(set(left))]
    rights = [Passage("right", span) for span in sorted(set(right))]
    return Reason(code, tuple(lefts + rights))


def _negations(sides: Sides) -> Iterator[Reason]:
    if bool(sides.left.negations) != bool(sides.right.negations):
        yield _reason("negation", list(sides.left.negations), list(sides.right.negations))


def _contraries(sides: Sides) -> Iterator[Reason]:
    same = [link for link in sides.contraries if link.left.negated == link.right.negated]
    codes: dict[str, list[Link]] = {}
    for link in same:
        codes.setdefault(link.opposed or "", []).append(link)
    for code, links in sorted(codes.items()):
        yield _reason(code, [link.left.span for link in links], [link.right.span for link in links])


def _figures(sides: Sides) -> Iterator[Reason]:
    if sides.figures and not any(verdict for verdict, _, _ in sides.figures):
        yield _reason("figure", [a.span for _, a, _ in sides.figures], [b.span for _, _, b in sides.figures])


def _others(sides: Sides) -> Iterator[Reason]:
    if sides.times is not None:
        yield _reason("date", [sides.times[0].span], [sides.times[1].span])
    turned = turned_preposition(sides)
    if turned is not None:
        yield _reason("exclusion", [turned[0]], [turned[1]])


def as_plain(weights: Weights) -> Any:
    """The weights as plain data, for writing."""
    return msgspec.to_builtins(weights)
