"""Points that people made are judged as the machine judges its own."""

from __future__ import annotations

from tests.store.made import THREE

import contrechamp as cc
from contrechamp.compare.given import judge_given
from contrechamp.model import RelationKind
from contrechamp.store.aiming import claims_of


def test_the_machines_own_groups_give_the_machines_own_points() -> None:
    found = cc.compare(THREE)
    groups = [claims_of(point) for point in found.points]
    assert judge_given(groups, found.extractions, found.origins, found.copies) == found.points


def test_claims_that_have_nothing_to_do_with_each_other_are_not_related() -> None:
    found = cc.compare(THREE)
    alone = [point for point in found.points if point.relation is RelationKind.ONLY]
    (point,) = judge_given([[*claims_of(alone[0]), *claims_of(alone[-1])]], found.extractions, found.origins)
    assert point is not None
    assert point.relation is RelationKind.ONLY


def test_no_group_and_an_unknown_claim() -> None:
    found = cc.compare(THREE)
    assert judge_given([], found.extractions, found.origins) == ()
    assert judge_given([["nothing"]], found.extractions, found.origins) == (None,)
