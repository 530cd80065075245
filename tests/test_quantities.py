"""Figures: the marked cases, the rules' own examples, and what must hold for any text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contrechamp.evaluate.marked import Case, Mark, parse_marked, read_cases
from contrechamp.extract.quantities import find_quantities
from contrechamp.lang import read_rules
from contrechamp.model import Quantity

CASES = list(read_cases(Path(__file__).parent / "cases/fr/quantities.txt"))
RULES = read_rules("fr", "quantities")


def _said(text: str, q: Quantity) -> str:
    return f"{text[q.span.start : q.span.end]!r} {q.low}..{q.high} {q.unit} {q.counted} {q.per} {q.approximate}"


def _agrees(mark: Mark, q: Quantity) -> bool:
    wanted = dict(mark.fields)
    if "value" in wanted:
        wanted["low"] = wanted["high"] = wanted.pop("value")
    bounds = ("low" in wanted or "high" in wanted) and not (
        _close(wanted.pop("low", None), q.low) and _close(wanted.pop("high", None), q.high)
    )
    got = {"unit": q.unit, "counted": q.counted, "per": q.per, "approximate": str(q.approximate).lower()}
    return q.span == mark.span and not bounds and all(got[key] == value for key, value in wanted.items())


def _close(wanted: str | None, got: float | None) -> bool:
    return (wanted is None) is (got is None) and (wanted is None or abs(float(wanted) - (got or 0)) < 1e-4)


def _check(case: Case) -> None:
    found = find_quantities(case.text)
    shown = [_said(case.text, q) for q in found]
    assert len(found) == len(case.marks), shown
    assert all(_agrees(mark, q) for mark, q in zip(case.marks, found, strict=True)), shown


@pytest.mark.parametrize("case", CASES, ids=[f"{case.line}" for case in CASES])
def test_cases(case: Case, request: pytest.FixtureRequest) -> None:
    if case.fails:
        request.applymarker(pytest.mark.xfail(strict=True, reason="known failure"))
    _check(case)


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_rules_keep_their_examples(rule: object) -> None:
    for marked in rule.match:  # type: ignore[attr-defined]
        _check(parse_marked(marked))
    for sentence in rule.avoid:  # type: ignore[attr-defined]
        assert not [q for q in find_quantities(sentence) if q.per or q.unit in ("fold", "share")], sentence


FIGURES = st.sampled_from(
    ["12", "un", "une", "deux", "mille", "cent", "1 234", "5,5", "%", "€", "km", "ans", "à", "et", "de", "entre",
     "plus", "moins", "sur", "dizaines", "milliers", "million", "tiers", "demi", "morts", ",", ".", "-", "/", "h", "\n"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=80), st.lists(FIGURES, max_size=14).map(" ".join), st.lists(FIGURES, max_size=9).map("".join)
    )
)
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    found = find_quantities(text)
    assert all(q.span.end <= len(text) for q in found)
    assert all(q.span.start <= q.number.start < q.number.end <= len(text) for q in found)
    assert [q.number.start for q in found] == sorted(q.number.start for q in found)
    assert len({q.id for q in found}) == len(found)


@settings(max_examples=80, deadline=None)
@given(st.lists(FIGURES, max_size=14).map(" ".join))
def test_apostrophes_and_spaces_make_no_difference(text: str) -> None:
    plain = f"d'ailleurs l'an passé {text}"
    curly = plain.replace("'", "’").replace(" ", "\u00a0")

    def read(said: str) -> list[tuple[object, ...]]:
        return [(q.span, q.low, q.high, q.unit, q.counted, q.per) for q in find_quantities(said)]

    assert read(plain) == read(curly)


@settings(max_examples=60, deadline=None)
@given(st.lists(FIGURES, max_size=10).map(" ".join))
def test_a_paragraph_at_the_end_moves_nothing(text: str) -> None:
    before = find_quantities(text)
    after = find_quantities(text + "\n\nRien de plus ici.")
    assert after[: len(before)] == before


def test_exact_integers_stay_exact() -> None:
    text = "Le total est de 9007199254740993 octets."
    (found,) = find_quantities(text)
    assert found.low == 9007199254740993
    assert isinstance(found.low, int)


def test_overlong_digits_are_an_identifier() -> None:
    assert find_quantities("Compte " + "9" * 5000 + " clos.") == ()


def test_times_are_left_to_their_reader() -> None:
    from contrechamp.model import Span, Time, TimeKind

    text = "Le chantier compte 12 grues."
    time = Time("t", Span(19, 21), TimeKind.DURATION, "P12D")
    assert find_quantities(text, times=(time,)) == ()
