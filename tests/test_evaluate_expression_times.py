"""The score of `find_times` on cases in the form of Recognizers-Text, with cases of our own."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from contrechamp.errors import DataMissing
from contrechamp.evaluate.expression_times import score_times
from contrechamp.evaluate.news_times import score_news


def _case(text: str, reference: str | None, *expected: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    results = [
        {"Text": words, "TypeName": "datetimeV2.date", "Resolution": {"values": [value]}} for words, value in expected
    ]
    context = {"Context": {"ReferenceDateTime": reference}} if reference else {}
    return {"Input": text, "Results": results, **context}


RIGHT = [
    _case("Le bac part le 4 mai 2021.", None, ("4 mai 2021", {"timex": "2021-05-04", "type": "date"})),
    _case("Il part demain.", "2021-05-03T00:00:00", ("demain", {"timex": "2021-05-04", "type": "date"})),
    _case("Il part demain.", None, ("demain", {"timex": "2021-05-04", "type": "date", "value": "2021-05-04"})),
    _case("Fermé de 2014 à 2018.", None, ("de 2014 à 2018", {"timex": "(2014-01-01,2018-01-01,P4Y)"})),
    _case("Fermé de 2014 à 2018.", None, ("2014 à 2018", {"timex": "(2014-01-01,2019-01-01,P5Y)"})),
    _case("Parti deux heures.", None, ("deux heures", {"timex": "PT2H", "type": "duration", "value": "7200"})),
    _case("Parti une heure et demie.", None, ("une heure et demie", {"timex": "PT1.5H", "type": "duration"})),
    _case("Parti quelques jours.", None, ("quelques jours", {"timex": "P3D", "type": "duration"})),
    _case("Rien à signaler ici.", None),
]
WRONG = [
    _case("Le bac part le 4 mai 2021.", None, ("4 mai 2021", {"timex": "2021-05-05", "type": "date"})),
    _case("Le bac part le 4 mai 2021.", None),
    _case("Rien à signaler ici.", None, ("ici", {"timex": "PRESENT_REF"})),
    _case("Fermé de 2014 à 2018.", None, ("de 2014 à 2018", {"timex": "(2014-01-01,2017-01-01,P3Y)"})),
]


@pytest.mark.parametrize("case", RIGHT)
def test_right_cases_count(case: dict[str, Any], tmp_path: Path) -> None:
    assert _score([case], tmp_path).right == 1


@pytest.mark.parametrize("case", WRONG)
def test_wrong_cases_do_not_count_and_are_shown(case: dict[str, Any], tmp_path: Path) -> None:
    score = _score([case], tmp_path)
    assert score.right == 0
    assert [miss.sentence for miss in score.misses] == [case["Input"]]


def test_sought_references_are_counted_apart(tmp_path: Path) -> None:
    score = _score(RIGHT[:3], tmp_path)
    assert (score.cases, score.right, score.recovered) == (3, 3, 1)


def test_an_article_more_is_not_exact(tmp_path: Path) -> None:
    score = _score([_case("Le bac part le 4 mai 2021.", None, ("le 4 mai 2021", {"timex": "2021-05-04"}))], tmp_path)
    assert (score.right, score.exact) == (1, 0)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataMissing):
        score_times(tmp_path / "none.json")


def _score(cases: list[dict[str, Any]], folder: Path):
    path = folder / "cases.json"
    path.write_text(json.dumps(cases), encoding="utf-8-sig")
    return score_times(path)


def test_the_score_on_news_counts_values_and_leaves_the_unsure_out(tmp_path: Path) -> None:
    article = "Mardi, le bac est parti. Il y a eu trois jours de pluie, et un an ou deux de vent."
    with gzip.open(tmp_path / "articles.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps({"id": 7, "date": "2021-03-10", "article": article}) + "\n")
    gold = '[[sentence]]\narticle = 7\nsentence = [0, 82]\npart = "dev"\n'
    gold += 'times = [[0, 5, "XXXX-WXX-2"], [35, 46, "P4D"]]\nunsure = [[60, 73]]\n'
    (tmp_path / "gold.toml").write_text(gold, encoding="utf-8")
    score = score_news(tmp_path / "gold.toml", tmp_path / "articles.jsonl.gz")
    assert (score.sentences, score.marked, score.found, score.right, score.exact) == (1, 2, 2, 1, 1)
    assert "P4D" in score.misses[0]
    assert score_news(tmp_path / "gold.toml", tmp_path / "articles.jsonl.gz", "held").sentences == 0
