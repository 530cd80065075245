"""Points: what meets in one row, how it relates, how each account stands to it; on small invented accounts."""

from __future__ import annotations

import pytest

from contrechamp.compare import compare_extractions
from contrechamp.extract import extract
from contrechamp.model import Account, Comparison, Point, RelationKind, StandKind

WIRE = (
    "Un incendie a détruit mardi l'entrepôt Darval à Montreval. Le feu a fait douze blessés, dont deux graves. "
    "Environ 300 habitants du quartier ont été évacués. Les habitants pourront regagner leur domicile mercredi. "
    "L'entrepôt a été contrôlé en novembre 2023. Les dégâts sont estimés à 8 millions d'euros."
)
LOCAL = (
    "L'entrepôt Darval de Montreval a été détruit mardi par un incendie. Le feu a fait 17 blessés, dont deux graves. "
    "Quelque 310 habitants ont été évacués. Les habitants ne pourront pas regagner leur domicile mercredi. "
    "L'entrepôt n'a pas été contrôlé depuis 2021. Un chien a donné l'alerte."
)


def compare(*texts: str) -> Comparison:
    accounts = [Account(f"a{number}", text, "fr", name=f"a{number}.txt") for number, text in enumerate(texts)]
    return compare_extractions([extract(account) for account in accounts])


@pytest.fixture(scope="module")
def fire() -> Comparison:
    return compare(WIRE, LOCAL)


def words(comparison: Comparison, point: Point) -> list[str]:
    texts = {e.account.id: e.account.text for e in comparison.extractions}
    claims = {claim.id: (e.account.id, claim.span) for e in comparison.extractions for claim in e.claims}
    ids = [claim for stand in point.stands for claim in stand.claims]
    return [texts[claims[key][0]][claims[key][1].start : claims[key][1].end] for key in ids]


def about(comparison: Comparison, word: str) -> Point:
    """The first point whose claims all speak of a word; disputed ones come first."""
    return next(p for p in comparison.points if all(word in said for said in words(comparison, p)))


def test_figures_that_cannot_both_hold(fire: Comparison) -> None:
    point = about(fire, "blessés")
    assert point.relation is RelationKind.FIGURES_DIFFER
    texts = {e.account.id: e.account.text for e in fire.extractions}
    said = {
        texts[p.account][p.span.start : p.span.end] for r in point.reasons for p in r.passages if r.code == "figure"
    }
    assert said == {"douze blessés", "17 blessés"}


def test_about_is_near_enough(fire: Comparison) -> None:
    assert about(fire, "évacués").relation is RelationKind.AGREE


def test_a_negation_is_a_conflict(fire: Comparison) -> None:
    point = about(fire, "regagner")
    assert point.relation is RelationKind.CONFLICT
    assert [stand.stand for stand in point.stands][1] is StandKind.DENIES


def test_since_covers_what_was_said_to_happen(fire: Comparison) -> None:
    assert about(fire, "contrôlé").relation is RelationKind.CONFLICT


def test_what_one_account_tells_alone(fire: Comparison) -> None:
    point = about(fire, "chien")
    assert point.relation is RelationKind.ONLY
    assert [stand.stand for stand in point.stands] == [StandKind.SILENT, StandKind.ASSERTS]
    assert point.origins == 1


def test_disputed_points_come_first(fire: Comparison) -> None:
    order = ["conflict", "figures-differ", "agree", "not-comparable", "only"]
    ranks = [order.index(point.relation) for point in fire.points]
    assert ranks == sorted(ranks)


def test_labels_are_exact_words(fire: Comparison) -> None:
    whole = " ".join(e.account.text for e in fire.extractions)
    assert all(point.label in whole for point in fire.points)


def test_a_reported_claim_is_not_asserted() -> None:
    found = compare(
        "Le pont de Montreval s'est effondré lundi. Le pont avait été réparé en 2020.",
        "Selon la mairie, le pont de Montreval s'est effondré lundi.",
    )
    point = about(found, "effondré")
    assert [stand.stand for stand in point.stands] == [StandKind.ASSERTS, StandKind.HEDGES]


def test_another_date_is_not_comparable() -> None:
    found = compare(
        "En 2019, la grève des dockers de Montreval a fait 12 blessés.",
        "En 2022, la grève des dockers de Montreval a fait 30 blessés.",
    )
    assert about(found, "dockers").relation is RelationKind.NOT_COMPARABLE


def test_a_negated_copy_is_no_corroboration() -> None:
    sentences = [
        "La ministre a signé le décret sur les barrages.",
        "Le tribunal a libéré les trois pêcheurs de Montreval.",
        "Les pompiers ont évacué le lycée technique.",
        "L'usine de Montreval a rejeté des solvants dans la rivière.",
    ]
    for sentence in sentences:
        at = sentence.index(" a ") if " a " in sentence else sentence.index(" ont ")
        auxiliary = sentence[at + 1 :].split()[0]
        negated = sentence.replace(f" {auxiliary} ", " n'a pas " if auxiliary == "a" else " n'ont pas ", 1)
        found = compare(sentence, negated)
        relations = {p.relation for p in found.points if all(s.stand is not StandKind.SILENT for s in p.stands)}
        assert RelationKind.AGREE not in relations, sentence


def test_empty_accounts_make_no_points() -> None:
    found = compare_extractions([extract(Account("a", "Bref.", "fr")), extract(Account("b", "…", "fr"))])
    assert found.points == ()
    assert found.event.when is None


def test_other_words_for_one_happening_are_not_called_the_same_words() -> None:
    import contrechamp as cc

    left = "Les entretiens ont duré six heures. La pluie est tombée sur le marché."
    right = "Mardi, à Lens, a eu lieu la rencontre entre les deux ministres. Le pont est fermé."
    [told] = [point for point in cc.compare([left.encode(), right.encode()]).points if point.relation == "agree"]
    assert [reason.code for reason in told.reasons] == ["happening"]
