"""The review queue: what is still to be decided, what is disputed and unsure first."""

from __future__ import annotations

from collections.abc import Iterator

from contrechamp.model import Claim, Point, RelationKind, Technique
from contrechamp.store.anchors import layers
from contrechamp.store.changes import JudgePoint, MergePoints, SetRelation, SplitPoint, Verdict
from contrechamp.store.database import Store
from contrechamp.store.records import Proposal, Reviewed
from contrechamp.store.reviewing import reviewed

ORDER = ("conflict", "figures-differ", "grown", "unsure", "not-comparable", "agree", "doubtful", "only")
"""The reasons, in the order of the queue. What somebody was unsure of comes after what nobody has looked at."""

DOUBTFUL = 0.5
"""A mark whose own score is below is more likely wrong than right."""


def proposals(store: Store, dossier: str | None, *, alone: bool = False) -> tuple[Proposal, ...]:
    """What is still to be decided; accepted and rejected things are left out, and points that a person made.

    `alone` adds the points that one account tells alone, at the end.
    """
    review = reviewed(store, dossier)
    found = [*_points(review, alone), *_marks(review)]
    return tuple(sorted(found, key=lambda proposal: ORDER.index(proposal.reason)))


def _points(review: Reviewed, alone: bool) -> Iterator[Proposal]:
    grown = {placed.id for placed in review.placed if placed.layer == "point" and placed.grown}
    settled = {placed.id for placed in review.placed if placed.layer == "point" and _settles(placed.entry.change)}
    for point in review.comparison.points:
        verdict = review.verdicts.get(point.id)
        reason = _reason(point, verdict, point.id in grown, point.id in settled)
        if reason is not None and (alone or reason != "only"):
            yield Proposal("point", point.id, reason, point=point, verdict=verdict)


def _settles(change: object) -> bool:
    if isinstance(change, JudgePoint):
        return change.verdict is not Verdict.UNSURE
    return isinstance(change, SetRelation | MergePoints | SplitPoint)


def _reason(point: Point, verdict: Verdict | None, grown: bool, settled: bool) -> str | None:
    if grown:
        return "grown"
    if verdict is Verdict.UNSURE:
        return "unsure"
    if settled:
        return None
    return str(RelationKind(point.relation))


def _marks(review: Reviewed) -> Iterator[Proposal]:
    """Marks that somebody was unsure of, and undecided ones with a low score of their own."""
    for extraction in review.comparison.extractions:
        for layer, mark in layers(extraction):
            verdict = review.verdicts.get(mark.id)
            evidence = mark.evidence if isinstance(mark, Claim | Technique) else None
            score = evidence.score if evidence else None
            doubtful = verdict is None and score is not None and score < DOUBTFUL
            if doubtful or verdict is Verdict.UNSURE:
                yield Proposal(
                    layer,
                    mark.id,
                    "unsure" if verdict else "doubtful",
                    account=extraction.account.id,
                    span=mark.span,
                    score=score,
                    verdict=verdict,
                )
