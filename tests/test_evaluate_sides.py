"""The names of two sides exchanged: articles, peoples, capitals, and the places of the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from contrechamp.evaluate.sides import country_forms, exchange, score
from contrechamp.lang import read_table
from contrechamp.model import Account


def exchanged(text: str, left: str, right: str) -> str:
    people = next(row[2:] for row in read_table("fr", "sides") if tuple(row[:2]) == (left, right))
    return exchange(Account("a", text, "fr"), country_forms(left, right, people, "fr"))[0].text


@pytest.mark.parametrize(
    ("left", "right", "text", "wanted"),
    [
        ("RU", "UA", "La Russie frappe.", "L’Ukraine frappe."),
        ("RU", "UA", "L’armée russe vient de Russie.", "L’armée ukrainienne vient d’Ukraine."),
        ("RU", "UA", "Vladimir Poutine quitte Moscou.", "Volodymyr Zelensky quitte Kiev."),
        ("RU", "US", "Les soldats américains rentrent aux États-Unis.", "Les soldats russes rentrent en Russie."),
        ("DZ", "MA", "Le gaz du Maroc arrive en Algérie.", "Le gaz de l’Algérie arrive au Maroc."),
    ],
)
def test_forms(left: str, right: str, text: str, wanted: str) -> None:
    assert exchanged(text, left, right) == wanted


def test_twice_is_the_text_as_it_was() -> None:
    text = "L’Ukraine accuse la Russie. Les Russes nient, les Ukrainiens aussi. Kiev répond à Moscou."
    assert exchanged(exchanged(text, "RU", "UA"), "RU", "UA") == text


def test_places_lead_back() -> None:
    text = "La Russie parle, Kiev écoute."
    people = next(row[2:] for row in read_table("fr", "sides") if row[:2] == ("RU", "UA"))
    account, places = exchange(Account("a", text, "fr"), country_forms("RU", "UA", people, "fr"))
    for word in ("parle", "écoute"):
        assert places.before(account.text.index(word)) == text.index(word)


def test_a_dossier_keeps_its_points(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "La Russie a bombardé le port. L’Ukraine a signé la trêve. Douze marins sont morts."
    )
    (tmp_path / "b.txt").write_text(
        "La Russie n’a pas bombardé le port. L’Ukraine a signé la trêve. Dix marins sont morts."
    )
    scores = score([tmp_path])
    assert scores.all >= 2
    assert scores.rate == 1.0, scores.changed
