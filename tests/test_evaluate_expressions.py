"""The judge of the public cases: what it calls right, and which of them stay wrong and why."""

import json
from pathlib import Path

import pytest

from contrechamp.errors import DataMissing
from contrechamp.evaluate.expressions import score, score_file

DATA = Path(__file__).parents[2] / "shared/data/expressions"

WRONG_CASES = {
    "Number_NumberModel.json": {
        "192.168.1.2": "an address of a computer; its last two parts read as 1,2",
        "Je veux un crédit de €1000 sur 3 ans": "the article « un » counted as a number; other cases do not",
        "sous la pluie et un vent glacial": "the article « un » counted as a number",
        "et une bonne jour née": "the article « une » counted as a number, and not French",
        "-92321312.0": "the expected value is that of another case",
        "vingt et un trillions": "the short scale of English; the French trillion is 10^18",
        "vingt et un cinquième": "its twin without accents expects 20,2, as the singular says",
        "cent mille cinquièmes": "a hundred over 1005 for a hundred thousand fifths",
        "La réponse est de négative quatre-vingt-dix-cinq cent cinquièmes": "not French",
        "La réponse est de négative cent trente cinquièmes": "another case reads the same words as 26",
        "quatre-vingt-dix-cinq cent cinquièmes": "not French",
        "Avez-vous le temps de se rencontrer le 17/05/2018 ?": "the words « 05 » given as « 5 »",
        "deux mille sur trois": "a ratio above one; other cases read two numbers there",
        "un demi million": "« un » left out of the number, unlike in « une demi-douzaine »",
    },
    "Number_NumberRangeModel.json": {
        "Comment est-ce que tu trouve deux sur cinq ou plus": "words and value are of two different readings",
        "égal ou inférieur à 30": "expected nothing; the same words inside a sentence are expected",
    },
    "Number_NumberRangeModelExperimentalMode.json": {
        "Il a plus de trente ans.": "the unit inside the span, unlike in all other cases",
        "égal ou inférieur à 30": "expected nothing; the same words inside a sentence are expected",
    },
    "Number_OrdinalModel.json": {
        "quinzième, dix-huirième, dix-septième, septième": "a misspelt number",
    },
    "Number_PercentModelPercentMode.json": {
        "un tiers": "expected nothing, though « un quart de » is expected",
    },
}
"""Cases that are wrong, contradict another one, or are not French: left failing. All others are read right."""


@pytest.mark.skipif(not DATA.is_dir(), reason="the public cases are not here")
@pytest.mark.parametrize("path", sorted(DATA.glob("Number*.json")), ids=lambda path: path.stem)
def test_only_wrong_cases_fail(path: Path) -> None:
    missed = {miss.sentence for miss in score_file(path).misses}
    assert missed == set(WRONG_CASES.get(path.name, {}))


def _write(folder: Path, model: str, cases: list[dict[str, object]]) -> Path:
    path = folder / f"Number_{model}.json"
    path.write_text(json.dumps(cases), encoding="utf-8")
    return path


def _case(text: str, *results: tuple[str, dict[str, str]]) -> dict[str, object]:
    found = [{"Text": said, "Resolution": value, "Start": text.find(said)} for said, value in results]
    return {"Input": text, "Results": found}


def test_right_is_the_same_span_and_value(tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        "NumberModel",
        [
            _case("Trois chats", ("trois", {"value": "3"})),
            _case("trois chats", ("trois", {"value": "4"})),
            _case("trois chats", ("trois chats", {"value": "3"})),
            _case("trois chats et deux chiens", ("trois", {"value": "3"})),
            _case("0,2 litre", ("0,2", {"value": "0,2"})),
        ],
    )
    (suite,) = score([path]).suites
    assert (suite.cases, suite.right) == (5, 2)


def test_units_count(tmp_path: Path) -> None:
    right = _case("12 dollars", ("12 dollars", {"value": "12", "unit": "Dollar"}))
    wrong = _case("12 dollars", ("12 dollars", {"value": "12", "unit": "Euro"}))
    suite = score_file(_write(tmp_path, "CurrencyModel", [right, wrong]))
    assert suite.right == 1
    assert suite.misses[0].expected == (("12 dollars", "12 Euro"),)


def test_unknown_kinds_and_missing_files_are_said(tmp_path: Path) -> None:
    with pytest.raises(DataMissing):
        score_file(_write(tmp_path, "BooleanModel", []))
    with pytest.raises(DataMissing):
        score_file(tmp_path / "Number_NumberModel.json")
    with pytest.raises(DataMissing):
        score([tmp_path])
