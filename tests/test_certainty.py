"""Certainty: marked clauses with their FactBank values, and the cues that speak for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from contrechamp.evaluate.marked import Case, read_cases
from contrechamp.extract.claims import find_claims
from contrechamp.extract.syntax import parse
from contrechamp.extract.vague import find_vague

CASES = list(read_cases(Path(__file__).parent / "cases" / "fr" / "certainty.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.line}")
def test_marked(case: Case, request: pytest.FixtureRequest) -> None:
    if case.fails:
        request.applymarker(pytest.mark.xfail(strict=True))
    claims = find_claims(parse(case.text))
    for mark in case.marks:
        overlap = [c for c in claims if c.span.start < mark.span.end and mark.span.start < c.span.end]
        near = [c for c in overlap if abs(c.span.start - mark.span.start) + abs(c.span.end - mark.span.end) <= 6]
        assert mark.fields["value"] in {c.certainty for c in near or overlap}


def test_cues_are_the_evidence() -> None:
    text = "Le pont n'a probablement jamais été sûr."
    claim = find_claims(parse(text))[0]
    assert claim.certainty == "PR-" and claim.evidence is not None
    assert {text[s.start : s.end] for s in claim.evidence.cues} >= {"n'", "probablement", "jamais"}


def test_both_values_where_the_author_denies() -> None:
    claims = find_claims(parse("Prétendre que la ville est isolée parce qu'elle perd des habitants, est une fable."))
    first = [c for c in claims if c.span == claims[0].span]
    assert {(c.voice.kind.value, c.certainty.value) for c in first} == {("unnamed", "CT+"), ("author", "CT-")}


def test_vague_words() -> None:
    text = "Certains observateurs attendent bientôt beaucoup de réfugiés."
    found = {(text[v.span.start : v.span.end], v.category) for v in find_vague(parse(text))}
    assert found == {("Certains", "who"), ("bientôt", "when"), ("beaucoup de", "how_many")}
