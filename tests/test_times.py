"""Dates, hours, durations and repetitions: the marked cases, the rules' own examples, and what always holds."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.growth import calls

from contrechamp.evaluate.marked import Case, Mark, parse_marked, read_cases
from contrechamp.extract.times import dates_in_links, find_times
from contrechamp.extract.times.completion import complete_times, event_date
from contrechamp.lang import read_rules
from contrechamp.model import Time

CASES = list(read_cases(Path(__file__).parent / "cases" / "fr" / "times.txt"))
RULES = read_rules("fr", "times")


def _said(time: Time, field: str) -> str:
    value = getattr(time, field)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _reference(case: Case) -> date | None:
    said = next((mark.fields["ref"] for mark in case.marks if "ref" in mark.fields), None)
    return date.fromisoformat(said) if said else None


def _agrees(mark: Mark, found: Time) -> bool:
    return all(_said(found, field) == value for field, value in mark.fields.items() if field != "ref")


def _overlapping(mark: Mark, found: tuple[Time, ...]) -> list[Time]:
    return [t for t in found if t.span.start < mark.span.end and mark.span.start < t.span.end]


def check(case: Case) -> None:
    found = find_times(case.text, reference=_reference(case))
    shown = [(case.text[t.span.start : t.span.end], t.timex, t.earliest, t.latest) for t in found]
    for mark in case.marks:
        assert any(_agrees(mark, t) for t in _overlapping(mark, found)), (case.text, mark.fields, shown)
    touched = [t for mark in case.marks for t in _overlapping(mark, found)]
    assert all(t in touched for t in found), ("nothing else", case.text, shown)


@pytest.mark.parametrize(
    "case",
    [pytest.param(c, marks=pytest.mark.xfail(strict=True) if c.fails else (), id=f"{c.line}-{c.about}") for c in CASES],
)
def test_marked_sentences(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("rule", [pytest.param(r, id=r.id) for r in RULES])
def test_every_rule_reads_its_examples(rule) -> None:
    assert rule.match or rule.avoid, "a rule without examples"
    for marked in rule.match:
        check(parse_marked(marked))
    for marked in rule.avoid:
        assert not find_times(marked), marked


def test_a_recorded_span_is_the_words_without_article() -> None:
    text = "Le 13 septembre, la rencontre a eu lieu."
    (found,) = find_times(text)
    assert text[found.span.start : found.span.end] == "13 septembre"


def test_a_moment_as_reference_gives_minutes() -> None:
    (found,) = find_times("Le feu a pris il y a 30 minutes.", reference=datetime(2021, 5, 20, 15, 30))
    assert found.earliest == found.latest == "2021-05-20T15:00"


@pytest.mark.parametrize(
    ("link", "days"),
    [
        ("https://exemple.org/20230913/rencontre-1062087010.html", (date(2023, 9, 13),)),
        ("https://exemple.org/2023/09/13/rencontre", (date(2023, 9, 13),)),
        ("Voir www.exemple.org/a-2023-09-13.html.", (date(2023, 9, 13),)),
        ("https://exemple.org/20231399/", ()),
        ("le 2023-09-13, sans lien", ()),
    ],
)
def test_dates_in_links(link: str, days: tuple[date, ...]) -> None:
    assert dates_in_links(link) == days


# ------------------------------------------------------------------ completion


def _accounts() -> dict[str, tuple[Time, ...]]:
    return {
        "a": find_times("La rencontre du 3 mai a duré.", account="a"),
        "b": find_times("Le 3 mai 2022, ils se sont vus. Le 5 mai, ils sont partis.", account="b"),
    }


def test_a_partial_date_takes_the_year_that_another_account_says() -> None:
    done = complete_times(_accounts(), {"a": None, "b": None})
    assert [(t.timex, t.earliest) for t in done["a"] if t.timex.startswith("XXXX")] == [("XXXX-05-03", "2022-05-03")]


def test_its_own_reference_comes_first() -> None:
    done = complete_times(_accounts(), {"a": date(2019, 6, 1), "b": None})
    assert done["a"][0].earliest == "2019-05-03"


def test_completion_does_not_depend_on_the_order_of_the_accounts() -> None:
    accounts = _accounts()
    backwards = dict(reversed(accounts.items()))
    assert complete_times(accounts, {}) == complete_times(backwards, {})
    assert event_date(accounts, {}) == event_date(backwards, {}) == "2022-05-03"


def test_the_event_is_on_the_day_that_most_accounts_name() -> None:
    times = {"a": find_times("Ils se sont vus."), "b": find_times("Le 13 septembre, ils se sont vus depuis 1953.")}
    assert event_date(times, {}) == "XXXX-09-13"
    assert event_date(times, {}, links={"a": (date(2023, 9, 13),)}) == "2023-09-13"


def test_no_day_no_event_date() -> None:
    assert event_date({"a": (), "b": find_times("En 2014, déjà.")}, {}) is None


# ------------------------------------------------------------------ what always holds

PIECES = st.sampled_from(
    [
        "le 13 septembre 2023",
        "mardi",
        "à 18h30",
        "dans la nuit de jeudi à vendredi",
        "il y a trois ans",
        "depuis près de 19 mois",
        ", ",
        ". ",
        "l’été ",
        "30 février ",
        "vingt et un ",
        "mille ",
        "2000",
        "entre ",
        "du ",
        "au ",
        "- ",
        "/",
        "fin ",
        "prochain ",
        "chaque ",
        "\n\n",
        "«",
        "99999",
        "II",
        "e siècle",
        "-",
        "13/09",
        "12:61",
        "avant",
        "Noël",
        "4 p.m.",
        "cette année-là ",
        "T-54",
        "9h",
        "et ",
        "deux ",
        "heures ",
        "0",
        "00 ",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES, max_size=9).map("".join)
)
REFERENCES = st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31)), st.datetimes(datetime(1900, 1, 1)))


@settings(max_examples=400, deadline=None)
@given(TEXTS, REFERENCES)
def test_any_text_is_read_without_error_and_spans_are_in_order(text: str, reference: date | None) -> None:
    end = 0
    for found in find_times(text, reference=reference):
        assert end <= found.span.start < found.span.end <= len(text)
        end = found.span.end
        assert found.timex
        if found.earliest and found.latest:
            assert found.earliest[:10] <= found.latest[:10] or "/" in found.timex


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=10).map(" ".join))
def test_typography_changes_nothing(text: str) -> None:
    plain = [(t.span, t.timex) for t in find_times(text)]
    assert plain == [(t.span, t.timex) for t in find_times(text.replace(" ", "\u00a0").replace("'", "’"))]


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=10).map(" ".join))
def test_a_paragraph_at_the_end_moves_nothing(text: str) -> None:
    before = find_times(text + ".")
    assert find_times(text + ".\n\nLe chat dort.") == before


HOSTILE = ["7", "123 ", "mille ", "le 13 septembre 2023 ", "1/", "2014-", "mardi ", "de 3 à ", '"']


@pytest.mark.parametrize("unit", HOSTILE)
def test_work_is_linear_on_hostile_text(unit: str) -> None:
    def cost(size: int) -> int:
        return calls(lambda: find_times(unit * (size // len(unit))))

    cost(1000)
    assert cost(20_000) < 5 * cost(5_000)
