"""Where sentences begin: the clues beside the network, on words of our own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.growth import calls

from contrechamp.extract.components import clues
from contrechamp.extract.components.sentences import Sentences, words_of
from contrechamp.extract.syntax import load


def words(text: str) -> clues.Words:
    """Words between blanks, without parts of speech; `/` is a line's end."""
    forms = [form for form in text.split(" ") if form != "/"]
    gaps = ["\n" if after == "/" else " " for after in [*text.split(" ")[1:], ""]]
    kept = [gap for form, gap in zip(text.split(" "), gaps, strict=True) if form != "/"]
    return clues.Words(forms, kept, ["X"] * len(forms), [form == "vient" for form in forms])


def properties(text: str, word: str) -> dict[str, str]:
    found = words(text)
    return next(iter(clues._properties(found, [found.forms.index(word)])))


def test_a_small_letter_after_a_word_begins_no_sentence() -> None:
    found = words("Le maire vient . il parle / puis Ana dort")
    assert [found.forms[place] for place in clues.possible(found)] == [".", "il", "puis", "Ana"]


@pytest.mark.parametrize(
    ("form", "shape"),
    [("12", "d"), ("12,5", "d."), ("À", "X"), ("ONU", "XX"), ("Ana", "Xx"), ("dort", "x"), ("—", "-"), ("»", "»")],
)
def test_shapes(form: str, shape: str) -> None:
    assert clues.shape(form) == shape


def test_both_sides_are_looked_at() -> None:
    found = properties("Le maire vient . LES FAITS DU JOUR Ana parle ; Luc vient .", "Ana")
    assert (found["before"], found["after"], found["last"], found["word"]) == ("XX", "Xx", "jour", "ana")
    assert (found["capitals-left"], found["capitals-right"]) == ("all", "few")
    assert (found["verbs-left"], found["verbs-right"]) == ("0", "1")
    assert (found["mark-left"], found["mark-right"]) == ("#", ";")


def test_brackets_and_quotes() -> None:
    text = "Elle ( voir Annexe : Le plan ) dit « Non : Rien » puis [ Ana"
    assert properties(text, "Le")["inside"] == "1"
    assert properties(text, "dit")["inside"] == "0"
    assert properties(text, "Rien")["quoted"] == "1"
    assert properties(text, "puis")["quoted"] == "0"
    assert (properties(text, "Ana")["inside"], properties(text, "Ana")["depth"]) == ("0", "1")


def test_no_sentence_begins_between_brackets() -> None:
    doc = load()("Le conseil vote le plan (voir Annexe : Le budget). Ana Ruiz est absente.")
    assert [s.text for s in doc.sents] == [
        "Le conseil vote le plan (voir Annexe : Le budget).",
        "Ana Ruiz est absente.",
    ]


def test_brackets_far_apart_bind_nothing() -> None:
    assert clues.bracketed(words("( Ana dort . ) Luc")) == {1, 2, 3, 4}
    assert clues.bracketed(words(") Ana ( Luc")) == frozenset()
    assert clues.bracketed(words(" ".join(["(", *["Ana"] * clues.FAR, ")"]))) == frozenset()


def test_a_capital_glued_to_an_ellipsis_begins_a_sentence() -> None:
    assert [s.text for s in load()("On a chargé des caisses…Les hommes sont partis à six heures.").sents] == [
        "On a chargé des caisses…",
        "Les hommes sont partis à six heures.",
    ]
    assert len(list(load()("On a chargé des caisses…encore et encore.").sents)) == 1


def test_every_place_has_all_clues() -> None:
    found = words("Le maire vient . Ana dort")
    rows = list(clues.rows(found, clues.possible(found)))
    assert {len(row) for row in rows} == {len(clues.TEMPLATES)}
    assert all(0 <= row < clues.ROWS for place in rows for row in place)
    assert rows == list(clues.rows(found, clues.possible(found)))


BLANK = spacy.blank("fr")


@settings(deadline=None)
@given(st.text(alphabet='aA1.()[]«»"; \n-—é', max_size=200))
def test_any_text_has_clues(text: str) -> None:
    found, tokens = words_of(BLANK.make_doc(text))
    places = clues.possible(found)
    assert len(list(clues.rows(found, places))) == len(places)
    assert len(tokens) == len(found.forms)


@pytest.mark.parametrize("form", ["(", ")", "( )", ";", "«", "Ana", "."])
def test_the_work_grows_with_the_text(form: str) -> None:
    def work(size: int) -> int:
        found = words(" ".join([form] * size))
        places = clues.possible(found)
        return calls(lambda: list(clues.rows(found, places)))

    assert work(800) < 2.3 * work(400)


def test_the_clues_are_asked_only_where_the_network_is_in_doubt() -> None:
    component = load().get_pipe("senter")
    assert isinstance(component, Sentences)
    doc = load().make_doc("Ana dort. Luc parle.")
    for name in ("tok2vec", "morphologizer"):
        doc = load().get_pipe(name)(doc)
    (before,) = component.predict([doc])
    weights = component.weights
    try:
        component.learn(np.full(clues.ROWS, 1.0))
        (after,) = component.predict([doc])
    finally:
        component.learn(weights)
    assert list(before) == [1, 0, 0, 1, 0, 0]
    assert after[4] == 0  # a small letter after a word


def test_written_and_read_again(tmp_path: Path) -> None:
    component = load().get_pipe("senter")
    component.to_disk(tmp_path)
    copies = [Sentences(load().vocab, component.model.copy()) for _ in range(2)]
    copies[0].from_disk(tmp_path)
    copies[1].from_bytes(component.to_bytes())
    for copy in copies:
        assert np.array_equal(copy.weights, component.weights)
        assert copy.model.to_bytes() == component.model.to_bytes()


def test_no_words_no_sentences() -> None:
    component = load().get_pipe("senter")
    empty = load().make_doc("")
    assert [list(found) for found in component.predict([empty])] == [[]]
