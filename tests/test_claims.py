"""Claims: every asserting clause, its span, predicate and arguments."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contrechamp.evaluate.marked import Case, read_cases
from contrechamp.extract.claims import find_claims
from contrechamp.extract.syntax import parse
from contrechamp.model import Claim

CASES = list(read_cases(Path(__file__).parent / "cases" / "fr" / "claims.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.line}")
def test_marked(case: Case, request: pytest.FixtureRequest) -> None:
    if case.fails:
        request.applymarker(pytest.mark.xfail(strict=True))
    spans = {c.span for c in find_claims(parse(case.text))}
    assert {m.span for m in case.marks} <= spans
    assert bool(case.marks) == bool(spans)


def one(text: str) -> Claim:
    claims = find_claims(parse(text))
    assert len(claims) == 1, [text[c.span.start : c.span.end] for c in claims]
    return claims[0]


def roles(text: str) -> dict[str, str]:
    predicate = one(text).predicate
    assert predicate is not None
    return {a.role: a.lemma for a in predicate.arguments}


def test_active_and_passive() -> None:
    active, passive = roles("Le maire a signé l'accord."), roles("L'accord a été signé par le maire.")
    assert (active["subject"], active["object"]) == ("maire", "accord")
    assert (passive["subject"], passive["agent"]) == ("accord", "maire")


def test_copula_has_an_attribute() -> None:
    claim = one("Le pont est dangereux.")
    assert claim.predicate is not None and claim.predicate.lemma == "être"
    assert roles("Le pont est dangereux.")["attribute"] == "dangereux"


def test_modal_gives_way_to_its_infinitive() -> None:
    claim = one("Le maire peut fermer le pont.")
    assert claim.predicate is not None and claim.predicate.lemma == "fermer"
    assert claim.certainty == "PS+"


def test_negated() -> None:
    claim = one("Le maire n'a pas signé l'accord.")
    assert claim.predicate is not None and claim.predicate.negated
    assert "signer" in claim.lemmas and "accord" in claim.lemmas


def test_conditional_of_rumour_has_an_unnamed_voice() -> None:
    claim = one("Les soldats auraient quitté la ville.")
    assert (claim.voice.kind, claim.certainty, claim.mode) == ("unnamed", "PS+", "indirect")


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Le pont ",
                "est ",
                "fermé",
                ". ",
                "« ",
                " »",
                "que ",
                "qui ",
                "et ",
                "? ",
                "\n",
                "Si ",
                "ne ",
                "pas ",
                "12 ",
            ]
        ),
        max_size=25,
    )
)
def test_any_text_is_read(pieces: list[str]) -> None:
    text = "".join(["Oui. ", *pieces])
    claims = find_claims(parse(text))
    assert len({c.id for c in claims}) == len(claims)
    for claim in claims:
        assert 0 <= claim.span.start < claim.span.end <= len(text)
        assert not text[claim.span.start].isspace() and not text[claim.span.end - 1].isspace()


def test_a_paragraph_at_the_end_moves_no_earlier_claim() -> None:
    text = "Le maire a signé l'accord. Selon le préfet, le pont est sûr."
    before = find_claims(parse(text))
    after = find_claims(parse(text + "\n\nLa ville a payé."))
    assert [c.id for c in before] == [c.id for c in after][: len(before)]


def test_nothing_to_read() -> None:
    assert find_claims(parse("   \n ")) == ()


def test_a_date_that_looks_like_a_clause_is_no_claim() -> None:
    import contrechamp as cc

    extraction = cc.extract("Il y a peu, le ministre a visité l’usine de Montreval.".encode())
    words = [extraction.account.text[c.span.start : c.span.end] for c in extraction.claims]
    assert words
    assert "Il y a peu" not in words


def test_a_cleft_says_one_thing() -> None:
    import contrechamp as cc

    extraction = cc.extract("Ce n’est quand même pas la mairie qui va fermer le pont.".encode())
    assert [claim.certainty.value for claim in extraction.claims] == ["CT-"]


def test_a_clause_is_no_second_subject() -> None:
    """*Elle est riche, mais la ville attend*, where the parser hung the first clause on the second as its subject."""
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from contrechamp.extract.tree import read_tree

    words = ["Elle", "est", "riche", ",", "mais", "la", "ville", "attend", "."]
    deps = ["nsubj", "cop", "nsubj", "punct", "cc", "det", "nsubj", "ROOT", "punct"]
    heads = [2, 2, 7, 2, 7, 6, 7, 7, 7]
    pos = ["PRON", "AUX", "ADJ", "PUNCT", "CCONJ", "DET", "NOUN", "VERB", "PUNCT"]
    doc = Doc(Vocab(), words, deps=deps, heads=heads, pos=pos, lemmas=words, morphs=[""] * 9)
    assert [word.dep for word in read_tree(doc).words] == ["nsubj", "cop", "parataxis", *deps[3:]]
