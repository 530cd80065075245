"""Events: accounts of one happening meet, those of another day or matter do not; the order does not matter."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from contrechamp.compare.events import EventGroups, digest, group_events
from contrechamp.errors import DataMissing
from contrechamp.evaluate import copies, events

FIRE = [
    "Un incendie a ravagé la halle aux grains de Montreval dans la nuit de mardi à mercredi.",
    "À Montreval, la halle aux grains a été détruite par les flammes mercredi, quinze pompiers intoxiqués.",
    "Montreval pleure sa halle aux grains : les flammes n'ont rien laissé, accuse un riverain.",
]
VOTE = [
    "Le parlement du Karelstan a voté la réforme des retraites par 61 voix contre 58.",
    "Réforme des retraites au Karelstan : le parlement dit oui d'une courte majorité de 61 voix.",
]


def test_accounts_of_one_event_meet() -> None:
    assert group_events([digest(text) for text in FIRE + VOTE]) == ((0, 1, 2), (3, 4))


def test_the_order_does_not_matter() -> None:
    texts = FIRE + VOTE
    order = list(range(len(texts)))
    random.Random(4).shuffle(order)
    groups = group_events([digest(texts[at]) for at in order])
    assert sorted(sorted(order[at] for at in group) for group in groups) == [[0, 1, 2], [3, 4]]


def test_the_same_place_a_year_later_is_another_event() -> None:
    first = digest(FIRE[0], published=date(2023, 3, 12))
    later = digest(FIRE[1], published=date(2024, 3, 12))
    assert group_events([first, later]) == ((0,), (1,))
    assert group_events([first, digest(FIRE[1], published=date(2023, 3, 13))]) == ((0, 1),)


def test_a_new_account_joins() -> None:
    groups = EventGroups()
    for number, text in enumerate(FIRE):
        groups.add(number, digest(text))
    before = groups.merged()
    groups.add(3, digest(VOTE[0]))
    assert groups.merged() == [*before, [3]]


def test_scores_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "fire.phrases").write_text("\n".join(FIRE), encoding="utf-8")
    (tmp_path / "vote.phrases").write_text("\n".join(VOTE), encoding="utf-8")
    scores = events.score(tmp_path)
    assert (scores.texts, scores.wanted, scores.found) == (5, 2, 2)
    assert scores.f1 == pytest.approx(1.0)


def test_missing_data_is_said() -> None:
    with pytest.raises(DataMissing):
        events.score(Path("nowhere"))
    with pytest.raises(DataMissing):
        copies.score(Path("nowhere.jsonl"))


def test_scores_of_identical_articles(tmp_path: Path) -> None:
    lines = [f'{{"id": {i}, "article": "{text}"}}' for i, text in enumerate([FIRE[0], FIRE[0], VOTE[0], VOTE[1]])]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "identical.txt").write_text("0.json,1.json\n2.json,3.json\n", encoding="utf-8")
    scores = copies.score(tmp_path / "a.jsonl")
    assert (scores.groups, scores.recall, scores.precision, scores.headline_only) == (1, 1.0, 1.0, 1)


def test_the_place_told_with_the_day_comes_first() -> None:
    import contrechamp as cc

    first = "Le convoi avait quitté Marseille à l’aube. Le 12 mars 2024, il a déraillé à Arles, faisant six blessés."
    second = "Un train a déraillé le 12 mars 2024 et six voyageurs ont été blessés. L’enquête commence."
    event = cc.compare([first.encode(), second.encode()]).event
    assert (event.when, event.where) == ("2024-03-12", ("Arles", "Marseille"))
