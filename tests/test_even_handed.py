"""Even-handed: the order of accounts, an unrelated account, a copy, or the exchange of the sides' names change
no point."""

from __future__ import annotations

import re
from itertools import permutations
from pathlib import Path

import pytest

from contrechamp.compare import compare_extractions
from contrechamp.extract import extract
from contrechamp.model import Account, Comparison, Extraction, StandKind

ONE = (
    "L'armée de Lorne a bombardé lundi le port de Montreval. Douze soldats ont été tués. "
    "Lorne n'a attaqué aucun hôpital. Le président de Karelstan a rencontré mardi le ministre des Mines."
)
TWO = (
    "Le port de Montreval a été bombardé lundi par l'armée de Lorne. Vingt soldats ont été tués. "
    "Lorne a attaqué un hôpital. Karelstan demande une trêve."
)
OTHER = "Le festival du film d'animation a remis samedi son grand prix à une réalisatrice de vingt-six ans."


def extraction(name: str, text: str) -> Extraction:
    return extract(Account(name, text, "fr", name=name))


@pytest.fixture(scope="module")
def three() -> list[Extraction]:
    return [extraction("a", ONE), extraction("b", TWO), extraction("c", OTHER)]


def shape(
    comparison: Comparison, accounts: set[str]
) -> list[tuple[str, str, str, tuple[tuple[str, str, tuple[str, ...]], ...]]]:
    """The points that these accounts share, with their stands by account."""
    found = []
    for point in comparison.points:
        stands = [s for s in point.stands if s.account in accounts]
        if all(s.stand is StandKind.SILENT for s in stands):
            continue
        by_account = tuple(sorted((s.account, str(s.stand), s.claims) for s in stands))
        found.append((point.id, str(point.relation), point.label, by_account))
    return sorted(found)


def test_the_order_of_accounts_changes_nothing(three: list[Extraction]) -> None:
    everyone = {"a", "b", "c"}
    first = compare_extractions(three)
    for order in permutations(three):
        again = compare_extractions(order)
        assert shape(again, everyone) == shape(first, everyone)
        assert [p.id for p in again.points] == [p.id for p in first.points]
        assert (again.event, again.copies, again.origins) == (first.event, first.copies, first.origins)
        assert [s.account for s in again.points[0].stands] == [e.account.id for e in order]


def test_an_unrelated_account_changes_no_point_of_the_others(three: list[Extraction]) -> None:
    assert shape(compare_extractions(three), {"a", "b"}) == shape(compare_extractions(three[:2]), {"a", "b"})


def test_a_copy_adds_no_origin_and_moves_no_relation(three: list[Extraction]) -> None:
    before = compare_extractions(three[:2])
    copied = [*three[:2], extraction("d", ONE)]
    after = compare_extractions(copied)
    assert after.origins == (("a", "d"), ("b",))
    kinds = {claim: str(p.relation) for p in before.points for s in p.stands for claim in s.claims if p.origins > 1}
    now = {claim: (str(p.relation), p.origins) for p in after.points for s in p.stands for claim in s.claims}
    assert all(now[claim] == (kind, 2) for claim, kind in kinds.items())


def exchanged(text: str) -> str:
    """The text with the names of its two sides exchanged."""
    rows = (Path(__file__).parent / "cases" / "fr" / "sides.tsv").read_text(encoding="utf-8").splitlines()
    forms = [line.split("\t") for line in rows if not line.startswith("#")]
    there = dict(forms) | {right: left for left, right in forms}
    pattern = "|".join(sorted(map(re.escape, there), key=len, reverse=True))
    return re.sub(rf"\b(?:{pattern})\b", lambda found: there[found[0]], text)


def test_exchanged_sides_keep_their_relations() -> None:
    plain = compare_extractions([extraction("a", ONE), extraction("b", TWO)])
    turned = compare_extractions([extraction("a", exchanged(ONE)), extraction("b", exchanged(TWO))])
    assert [str(p.relation) for p in turned.points] == [str(p.relation) for p in plain.points]
