"""Relations of bare statements: kinds, scores, reasons with their words; figures and times that can hold together."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contrechamp.compare.figures import hold_together, same_measure
from contrechamp.compare.relations import relate
from contrechamp.compare.similarity import similarity
from contrechamp.compare.statements import parse_statement
from contrechamp.compare.when import another_time, shared_time
from contrechamp.compare.words_alike import alike, opposed
from contrechamp.extract.quantities import find_quantities
from contrechamp.extract.times import find_times
from contrechamp.model import RelationKind

CASES = Path(__file__).parent / "cases" / "fr" / "relations.tsv"


def read_cases() -> list[tuple[str, str, str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [tuple(line.split("\t")) for line in lines]  # type: ignore[misc]


@pytest.mark.parametrize(("phenomenon", "kinds", "left", "right"), read_cases())
def test_pairs_of_statements(phenomenon: str, kinds: str, left: str, right: str) -> None:
    found, back = relate(left, right), relate(right, left)
    known_failure, wanted = kinds.startswith("!"), kinds.removeprefix("!").split("|")
    assert (found.kind in wanted) != known_failure, f"{phenomenon}: {found}"
    assert (found.kind, found.score) == (back.kind, back.score)
    assert found == relate(left, right)
    stated = found.kind in (RelationKind.CONFLICT, RelationKind.FIGURES_DIFFER)
    assert stated == (found.score >= 0.5)
    assert not stated or "same-words" not in {reason.code for reason in found.reasons}


@given(*[st.text(alphabet="aeiou ne pas 0123456789,.'’%", max_size=60)] * 2)
@settings(max_examples=40, deadline=None)
def test_any_two_texts_can_be_related(left: str, right: str) -> None:
    found = relate(left, right)
    assert 0.0 <= found.score <= 1.0
    assert found.score == relate(right, left).score
    for reason in found.reasons:
        for passage in reason.passages:
            assert 0 <= passage.span.start < passage.span.end <= len({"left": left, "right": right}[passage.account])


def test_statements_of_other_matters_are_far_from_conflict() -> None:
    assert relate("La bourse a ouvert en baisse.", "Le joueur ne viendra pas au tournoi.").score < 0.1


def signs(text: str) -> dict[str, int]:
    return {word.lemma: word.sign for word in parse_statement(text).words}


def test_a_negation_reaches_what_it_governs() -> None:
    assert signs("Il n'est pas prouvé que le maire a payé.")["payer"] == -1
    assert signs("Le ministre nie avoir rencontré le banquier.")["rencontrer"] == -1
    assert signs("Le maire n'a pas vu la voiture qui a brûlé.")["bruler"] == 1
    assert signs("La photo n'a pas été prise à Lyon mais montre Lille.")["montrer"] == 1


def test_a_negation_of_measure_denies_nothing() -> None:
    assert not parse_statement("Ils n'ont pas fait moins de 20 morts.").negations
    assert parse_statement("Ils n'ont pas fait de morts.").negations


CONFLICTS = [
    ("La mairie a fermé l'école.", "La mairie n'a pas fermé l'école.", "negation"),
    ("Les impôts ont augmenté en 2019.", "Les impôts ont baissé en 2019.", "opposed-predicate"),
    ("Le convoi est arrivé avant la trêve.", "Le convoi est arrivé après la trêve.", "exclusion"),
    ("Le tribunal a condamné le maire.", "Le tribunal a acquitté le maire.", "opposed-predicate"),
]


@pytest.mark.parametrize(("left", "right", "code"), CONFLICTS)
def test_conflicts_name_their_words(left: str, right: str, code: str) -> None:
    found = relate(left, right)
    assert found.kind is RelationKind.CONFLICT
    assert found.score >= 0.5
    assert code in {reason.code for reason in found.reasons}
    for reason in found.reasons:
        for passage in reason.passages:
            text = {"left": left, "right": right}[passage.account]
            assert passage.span.end <= len(text)


def test_figures_differ() -> None:
    assert relate("Le bilan est de 22 morts.", "Le bilan est de 26 morts.").kind is RelationKind.FIGURES_DIFFER


def test_ranges_and_bounds_agree() -> None:
    assert relate("Le bilan dépasse 70 000 morts.", "Le bilan est de 80 000 morts.").kind is RelationKind.AGREE


def test_other_matters_are_not_compared() -> None:
    assert relate("Le maire a démissionné mardi.", "Un incendie a détruit une usine.").kind is RelationKind.ONLY


def test_neither_statement_comes_first() -> None:
    for left, right, _ in CONFLICTS:
        assert relate(left, right).score == relate(right, left).score


FIGURES = [
    ("plus de 70 000 morts", "80 000 morts", True),
    ("plus de 70 000 morts", "60 000 morts", False),
    ("environ 3 000 manifestants", "2 940 manifestants", True),
    ("22 morts", "26 morts", False),
    ("300 habitants", "340 habitants", False),
    ("entre 10 et 20 blessés", "15 blessés", True),
    ("8 millions d'euros", "8,2 millions d'euros", True),
    ("plus de 10 morts", "400 morts", None),
]


@pytest.mark.parametrize(("left", "right", "together"), FIGURES)
def test_figures_that_hold_together(left: str, right: str, together: bool | None) -> None:
    (a,), (b,) = find_quantities(f"Il y a {left}."), find_quantities(f"Il y a {right}.")
    assert same_measure(a, b)
    assert hold_together(a, b) is together
    assert hold_together(b, a) is together


def test_killed_is_not_wounded() -> None:
    (a,), (b,) = find_quantities("On compte 12 morts."), find_quantities("On compte 40 blessés.")
    assert not same_measure(a, b)


def test_times_that_meet() -> None:
    def times(text: str) -> tuple[object, ...]:
        return find_times(text)

    assert another_time(times("en 2014"), times("en 2022"))  # type: ignore[arg-type]
    assert not another_time(times("en 2014"), times("le 3 mars 2014"))  # type: ignore[arg-type]
    assert not another_time(times("en 2014"), ())  # type: ignore[arg-type]
    assert not another_time(times("depuis 2021"), times("en novembre 2023"))  # type: ignore[arg-type]
    assert shared_time(times("le 13 septembre"), times("le 13 septembre 2023"))  # type: ignore[arg-type]


def test_words() -> None:
    assert alike("évacuer", "évacuation") >= 0.6
    assert alike("augmenter", "baisser") == 0.0
    assert opposed("augmenter", "baisser") == "opposed-predicate"
    assert opposed("vrai", "faux") == "antonym"
    assert opposed("possible", "impossible") == "antonym"
    assert opposed("mort", "blessé") == "exclusion"
    assert opposed("maison", "jardin") is None


def test_similarity_has_sense() -> None:
    near = similarity("Un homme joue de la guitare.", "Un homme joue de la guitare sur scène.")
    far = similarity("Un homme joue de la guitare.", "Le parlement vote une loi.")
    assert near > 0.7 > far
    assert similarity("", "") >= 0.0
