"""The names of two sides exchanged: articles, peoples, capitals, and the places of the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from contrechamp.evaluate.exchange import country_forms, exchange, name_forms
from contrechamp.evaluate.sides import score
from contrechamp.lang import read_table, read_toml
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


@pytest.mark.parametrize(
    ("left", "right", "text", "wanted"),
    [
        ("US", "IR", "Il a demandé aux États-Unis de partir.", "Il a demandé à l’Iran de partir."),
        ("US", "IR", "Elle vit aux États-Unis.", "Elle vit en Iran."),
        ("US", "IR", "L’ambassadeur d’Iran parle.", "L’ambassadeur des États-Unis parle."),
        ("IL", "LB", "Israël accuse le Liban.", "Le Liban accuse Israël."),
        ("IL", "LB", "Un tir venu d’Israël.", "Un tir venu du Liban."),
        ("RU", "UA", "Les Russes avancent, une Russe témoigne.", "Les Ukrainiens avancent, une Ukrainienne témoigne."),
        ("RU", "UA", "Le camp prorusse visite le Kremlin.", "Le camp proukrainien visite la Bankova."),
    ],
)
def test_articles_people_and_seats(left: str, right: str, text: str, wanted: str) -> None:
    assert exchanged(text, left, right) == wanted


def test_two_names_with_their_articles() -> None:
    forms = name_forms("Sénat", "Fédération", ("m", "f"))
    text = "Le Sénat répond à la Fédération. Le chef du Sénat part."
    assert (
        exchange(Account("a", text, "fr"), forms)[0].text
        == "La Fédération répond au Sénat. Le chef de la Fédération part."
    )


def test_a_dossier_without_sides_does_not_count(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("Douze marins sont morts mardi.")
    assert score([tmp_path]).all == 0


def test_the_words_that_ask_for_a_whom() -> None:
    to = read_toml("fr", "exchange")["to"]
    for text, _ in to["match"]:
        assert "à la Russie" in exchanged(text, "RU", "US")
    for text in to["avoid"]:
        assert "en Russie" in exchanged(text, "RU", "US")
