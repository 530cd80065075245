"""French numbers: each way of writing with its exact value."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.growth import calls

from contrechamp.extract.numbers import find_numbers, read_number
from contrechamp.extract.quantities.readings import (
    read_ages,
    read_measures,
    read_numbers,
    read_ordinals,
    read_percents,
    read_ranges,
)

WRITTEN = [
    ("zéro", 0),
    ("un", 1),
    ("dix-sept", 17),
    ("vingt et un", 21),
    ("vingt-et-un", 21),
    ("soixante et onze", 71),
    ("soixante-dix-sept", 77),
    ("septante-sept", 77),
    ("quatre-vingts", 80),
    ("huitante et un", 81),
    ("quatre-vingt-onze", 91),
    ("nonante-neuf", 99),
    ("cent un", 101),
    ("deux cents", 200),
    ("quinze cents", 1500),
    ("mille neuf cent quatre-vingt-dix-neuf", 1999),
    ("mille et un", 1001),
    ("deux cent mille", 200_000),
    ("trois millions deux cent mille quatre", 3_200_004),
    ("un milliard", 10**9),
    ("mille milliards", 10**12),
    ("un billion", 10**12),
    ("12", 12),
    ("12 345", 12345),
    ("12\u202f345\u00a0678", 12345678),
    ("12.345.678", 12345678),
    ("12'345", 12345),
    ("1,234,567", 1234567),
    ("3,14", 3.14),
    ("3.14", 3.14),
    ("1.234,5", 1234.5),
    (",5", 0.5),
    ("-7", -7),
    ("moins sept", -7),
    ("1,5 million", 1_500_000),
    ("2 millions 500 000", 2_500_000),
    ("4 mille 3 cents", 4300),
    ("10k", 10_000),
    ("12 Md", 12 * 10**9),
    ("1e6", 10**6),
    ("2^10", 1024),
    ("deux virgule zéro cinq", 2.05),
    ("un virgule deux million", 1_200_000),
    ("3/4", 0.75),
    ("2 1/2", 2.5),
    ("½", 0.5),
    ("2½", 2.5),
    ("trois quarts", 0.75),
    ("un cinquième", 0.2),
    ("deux et demi", 2.5),
    ("deux millions et demi", 2_500_000),
    ("trois quarts de million", 750_000),
    ("une douzaine", 12),
    ("une demi-douzaine", 6),
    ("trois dizaines", 30),
    ("une centaine de milliers", 100_000),
]


@pytest.mark.parametrize(("said", "value"), WRITTEN, ids=[said for said, _ in WRITTEN])
def test_values(said: str, value: float) -> None:
    assert read_number(said) == value


@pytest.mark.parametrize("said", ["", "pomme", "deux pommes", "vingt trente", "12 12"])
def test_not_one_number(said: str) -> None:
    assert read_number(said) is None


def _words(text: str) -> list[tuple[str, object]]:
    return [(text[span.start : span.end], value) for span, value in find_numbers(text)]


def test_where_numbers_end() -> None:
    assert _words("sept huit neuf") == [("sept", 7), ("huit", 8), ("neuf", 9)]
    assert _words("entre vingt et trente") == [("vingt", 20), ("trente", 30)]
    assert _words("1, 234, 567") == [("1", 1), ("234", 234), ("567", 567)]
    assert _words("un chien et deux chats") == [("deux", 2)]
    assert _words("entre cent et deux cents") == [("cent", 100), ("deux cents", 200)]


def test_a_figure_over_the_end_of_a_line() -> None:
    assert _words("400\n000 soldats") == [("400\n000", 400_000)]
    assert _words("400\n\n000 soldats") == [("400", 400), ("000", 0)]


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**15))
def test_digits_keep_their_value(value: int) -> None:
    assert read_number(str(value)) == value
    assert read_number(f"{value:,}".replace(",", "\u202f")) == value


SMALL = ["", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
         "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"]  # fmt: skip
TENS = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"]


def _spell(value: int) -> str:
    """A number below a million in words, the spelling of 1990."""
    if value >= 1000:
        head = "" if value // 1000 == 1 else _spell(value // 1000) + "-"
        return f"{head}mille-{_spell(value % 1000)}".rstrip("-")
    if value >= 100:
        head = "" if value // 100 == 1 else SMALL[value // 100] + "-"
        return f"{head}cent-{_spell(value % 100)}".rstrip("-")
    if value < 20:
        return SMALL[value]
    if value >= 80:
        return f"quatre-vingt-{SMALL[value - 80]}".rstrip("-")
    if value >= 60:
        return f"soixante{'-et-' if value in (61, 71) else '-'}{SMALL[value - 60]}".rstrip("-")
    return f"{TENS[value // 10]}{'-et-' if value % 10 == 1 else '-'}{SMALL[value % 10]}".rstrip("-")


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=999_999))
def test_words_keep_their_value(value: int) -> None:
    assert read_number(_spell(value)) == value
    assert read_number(_spell(value).replace("-", " ").upper()) == value


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    for span, _ in find_numbers(text):
        assert span.end <= len(text)
    read_ordinals(text)
    read_ranges(text)


@pytest.mark.parametrize("unit", ["9", "mille ", "1 234 ", "un et ", "dizaines de milliers de ", "1-", "3/4 ", "1^9"])
def test_work_is_linear(unit: str) -> None:
    def cost(size: int) -> int:
        return calls(lambda: find_numbers(unit * (size // len(unit))))

    cost(1000)
    assert cost(20_000) < 5 * cost(5_000)


def test_ordinals() -> None:
    found = read_ordinals("Le 38e, la vingt et unième, l’avant-dernier, mais un cinquième de tarte.")
    assert [(o.offset, o.relative_to) for o in found] == [(38, "start"), (21, "start"), (-1, "end")]


def test_readings_of_one_kind() -> None:
    assert [r.value for r in read_numbers("29km ou 10k, deux sur trois")] == [10_000, 2 / 3]
    assert [r.value for r in read_percents("30 % ou dix pour cent, https://a.fr/?q=30%25")] == [30, 10]
    assert [(r.low, r.high) for r in read_ranges("plus de trente, entre 2 et 4")] == [(30, None), (2, 4)]
    assert [(r.value, r.unit) for r in read_ages("un bébé de dix-huit mois")] == [(18, "month")]
    money = read_measures("3 € et 5 livres sterling", frozenset({"currency"}))
    assert [(r.value, r.unit) for r in money] == [(3, "euro"), (5, "pound-sterling")]
