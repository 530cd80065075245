"""Long claims that tell one deed among much else, and such as only seem to."""

from __future__ import annotations

import pytest

from contrechamp.compare import compare_extractions
from contrechamp.compare.when import days_long, shared_time
from contrechamp.extract import extract
from contrechamp.extract.times import find_times
from contrechamp.model import Account, RelationKind

AROUND = (
    " Le préfet n’a pas souhaité répondre aux questions de la presse. Les riverains redoutent une longue attente. Un"
    " phare clignote au large. La marée était haute cette nuit-là. Personne n’avait imaginé un tel dénouement."
)


def agree(left: str, right: str, words: tuple[str, str]) -> bool:
    """Whether the claims with these words stand in one agreement."""
    accounts = [
        Account(name, text + AROUND * (name == "a"), "fr", name=name) for name, text in (("a", left), ("b", right))
    ]
    extractions = [extract(account) for account in accounts]
    held = {c.id: e.account.text[c.span.start : c.span.end] for e in extractions for c in e.claims}
    for point in compare_extractions(extractions).points:
        told = [held[claim] for stand in point.stands for claim in stand.claims]
        if point.relation is RelationKind.AGREE and all(any(word in claim for claim in told) for word in words):
            return True
    return False


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        (
            "À l’ouest de l’île, le navire avait quitté Port-Lazé le 20 septembre sans prévenir la capitainerie.",
            "La Marie-Odile, un navire de 24 mètres que l’assureur avait déclassé, avait quitté le port de Port-Lazé"
            " le 20 septembre avec une cargaison de sole non déclarée.",
            ("quitté Port-Lazé", "quitté le port"),
        ),
        (
            "Le maire ajoute 117 péniches à une liste bien longue.",
            "Le décret ajoute 117 bateaux à la liste de ceux qui, d’après le ministère, contournent le péage fluvial"
            " depuis deux ans sans être inquiétés.",
            ("117 péniches", "117 bateaux"),
        ),
    ],
)
def test_one_deed(left: str, right: str, words: tuple[str, str]) -> None:
    assert agree(left, right, words)


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        (
            "Le chalutier avait quitté Port-Lazé le 20 septembre avec neuf tonnes de sole.",
            "La Marie-Odile n’avait pas quitté Port-Lazé le 20 septembre, quoi qu’en dise l’assureur.",
            ("avait quitté", "pas quitté"),
        ),
        (
            "Le décret ajoute 117 bateaux à la liste des navires du canal.",
            "Le ministère compte 117 éclusiers sur la liste de ses retraités.",
            ("117 bateaux", "117 éclusiers"),
        ),
    ],
)
def test_no_deed(left: str, right: str, words: tuple[str, str]) -> None:
    assert not agree(left, right, words)


def test_a_week_is_seven_days_and_hours_are_no_days() -> None:
    assert [days_long(time) for time in find_times("pendant sept jours, une semaine, puis six heures")] == [7, 7, None]


def test_the_night_of_the_fifth_is_the_sixth_s_too() -> None:
    night, day, later = (find_times(text) for text in ("la nuit du 5 au 6 juin", "le 6 juin 2023", "le 9 juin"))
    assert shared_time(night, day)
    assert not shared_time(night, later)
