"""What a dossier is called and when its event was: by what the accounts share, never by the loudest of them."""

from __future__ import annotations

from contrechamp.compare.about import find_event
from contrechamp.extract import extract
from contrechamp.model import Event
from contrechamp.read import read


def event(*texts: str) -> Event:
    return find_event([extract(read(text.encode())) for text in texts])


LOUD = "Le hold-up des charlatans\n\nMardi, le conseil de Brévannes a vendu le lavoir. Quelle honte ! Le maire se tait."
SOBER = (
    "Brévannes : le conseil vend le lavoir communal\n\nLe conseil municipal de Brévannes a vendu mardi 4 mars 2025 le "
    "lavoir. Le maire, Paul Sorbier, n'a pas fait de commentaire."
)
ODD = "Une page se tourne\n\nLe lavoir de Brévannes est vendu. Le conseil l'a voulu ainsi mardi soir, selon le maire."


def test_the_title_is_not_that_of_the_account_that_pushes() -> None:
    assert event(LOUD, SOBER).title == event(SOBER, LOUD).title == "Brévannes : le conseil vend le lavoir communal"


def test_the_title_is_one_whose_words_the_others_use() -> None:
    assert event(ODD, SOBER).title == "Brévannes : le conseil vend le lavoir communal"


def test_a_part_of_a_day_without_a_year_is_that_day() -> None:
    wire = (
        "Coup de force au Sarvan\n\nLe 2 août 2023 – Des soldats ont pris mercredi 26 juillet le président du Sarvan. "
        "Le 30 juillet, une foule a marché sur le port."
    )
    site = (
        "Sarvan, un pays debout\n\nLe 26 juillet au soir, dix officiers ont parlé à la télévision. Dimanche 30 "
        "juillet, la foule marchait sur le port."
    )
    assert event(wire, site).when == "2023-07-26"
