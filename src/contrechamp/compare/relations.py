"""One bare statement against another: how they stand to each other, why, and how likely it is that both cannot hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from math import exp
from typing import TYPE_CHECKING, Any

import msgspec

from contrechamp.compare.contrasts import APART, BELOW, Contrast, find_contrasts, looser_contrasts
from contrechamp.compare.features import measure
from contrechamp.compare.sides import Sides, set_side_by_side
from contrechamp.compare.statements import Statement, parse_statement
from contrechamp.compare.structure import say_other_things
from contrechamp.errors import DataMissing
from contrechamp.lang import folder
from contrechamp.model import Passage, Reason, Relation, RelationKind, Span

if TYPE_CHECKING:
    from contrechamp.compare.entailment import Verdict

CONFLICT = 0.5
"""Score from which on two statements are said to conflict."""

ONE_MATTER = 0.2
"""Part of the words of the better covered statement below which its score shrinks: in pairs of fact-checks with less
in common conflicts are rarer."""

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


def relate(left: str, right: str, language: str = "fr", *, model: str | None = None) -> Relation:
    """How two bare statements stand to each other. Passages of the reasons name the statements `left` and `right`.

    `score` is the calibrated probability that both cannot hold together; it is the same when the two are exchanged.

        relate("Le bilan est de 22 morts.", "Le bilan est de 26 morts.").kind == RelationKind.FIGURES_DIFFER

    With `model`, a cross-encoder for entailment (see `load_judge`) gives the score; the reasons stay those that words
    give. Raises UnknownLanguage, PipelineMissing; with a model, what `load_judge` raises.
    """
    statements = parse_statement(left, language), parse_statement(right, language)
    if model is None:
        return relate_statements(*statements, language)
    from contrechamp.compare.entailment import judge_both_ways, load_judge

    (verdict,) = judge_both_ways(load_judge(model), [(left, right)])
    return relate_statements(*statements, language, verdict=verdict)


def relate_statements(
    left: Statement, right: Statement, language: str = "fr", *, verdict: Verdict | None = None
) -> Relation:
    """The same for statements that are parsed already; `verdict` is what a model makes of them, both ways."""
    there = set_side_by_side(left, right, language)
    back = set_side_by_side(right, left, language)
    features = both_ways(measure(there, language), measure(back, language))
    score = verdict.contradiction if verdict else probability(features, read_weights(language))
    contrasts = find_contrasts(there, language)
    if score >= CONFLICT and not contrasts:
        contrasts = looser_contrasts(there, language)
    kind = _kind({contrast.code for contrast in contrasts}, features, score, any(fits for fits, _, _ in there.figures))
    if kind is RelationKind.AGREE and say_other_things(there.trees, language):
        kind = RelationKind.ONLY
    if verdict and verdict.entailment >= CONFLICT:
        kind = RelationKind.AGREE
    return Relation(kind, round(score, 4), tuple(_reasons(there, contrasts)))


def both_ways(there: dict[str, float], back: dict[str, float]) -> dict[str, float]:
    """The mean of the features in both directions, so that neither statement comes first; the widest of the bounds."""
    found = {name: (value + back[name]) / 2 for name, value in there.items()}
    found["floor"], found["ceiling"] = max(there["floor"], back["floor"]), min(there["ceiling"], back["ceiling"])
    return found


def probability(features: dict[str, float], model: Weights) -> float:
    """The probability of a conflict: a logistic regression, within the bounds that rules set, and for one matter only.

    Statements that share next to nothing cannot conflict, however many negations they hold; nor is there a conflict
    without words to show for it.
    """
    columns = zip(model.names, model.centre, model.scale, model.weights, strict=True)
    total = model.intercept + sum(
        weight * (features.get(name, centre) - centre) / scale for name, centre, scale, weight in columns
    )
    found = 1 / (1 + exp(-max(-30.0, min(30.0, total))))
    bounded = min(features.get("ceiling", 1.0), max(features.get("floor", 0.0), found))
    if not features.get("explained", 1.0):
        bounded = min(bounded, BELOW)
    return bounded * min(1.0, features.get("cover.most", 1.0) / ONE_MATTER)


@cache
def read_weights(language: str = "fr") -> Weights:
    """The shipped weights of a language. Raises UnknownLanguage, DataMissing."""
    path = folder(language) / "relate" / "weights.json"
    if not path.is_file():
        raise DataMissing("the weights are not there", where=f"lang/{language}/relate", remedy="reinstall contrechamp")
    return msgspec.json.decode(path.read_bytes(), type=Weights)


def _kind(codes: set[str], features: dict[str, float], score: float, figures_fit: bool) -> RelationKind:
    words_meet = features["cover.least"] >= SAME_WORDS or features["cover.most"] >= 2 * SAME_WORDS
    one_thing = words_meet or (figures_fit and features["cover.most"] >= SAME_WORDS)
    if score >= CONFLICT:
        return RelationKind.FIGURES_DIFFER if "figure" in codes and not codes & OVER_FIGURES else RelationKind.CONFLICT
    if not one_thing:
        return RelationKind.ONLY
    return RelationKind.NOT_COMPARABLE if codes & APART else RelationKind.AGREE


OVER_FIGURES = frozenset({"negation", "rejected", "antonym", "opposed-predicate", "roles"})
"""Contrasts beside which other figures are not what two statements differ in."""


# ---------------------------------------------------------------- reasons


def _reasons(sides: Sides, contrasts: list[Contrast]) -> Iterator[Reason]:
    """The coded reasons that set the two against each other or apart, with their words; what they share where none
    does."""
    for contrast in contrasts:
        yield _reason(contrast.code, contrast.left, contrast.right)
    if not contrasts and sides.links:
        best = sorted(sides.links, key=lambda link: (-link.right.weight * link.likeness, link.right.span))[:4]
        yield _reason("same-words", [link.left.span for link in best], [link.right.span for link in best])


def _reason(code: str, left: Iterable[Span], right: Iterable[Span]) -> Reason:
    lefts = [Passage("left", span) for span in sorted(set(left))]
    rights = [Passage("right", span) for span in sorted(set(right))]
    return Reason(code, tuple(lefts + rights))


def as_plain(weights: Weights) -> Any:
    """The weights as plain data, for writing."""
    return msgspec.to_builtins(weights)
