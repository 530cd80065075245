"""What the training does to trees and texts, on sentences of our own; no data folder is needed."""

from __future__ import annotations

import random
import subprocess
import sys
from itertools import product
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc
from training.boundaries import learn, plain, with_clues
from training.entities import assemble, overlap, spaced
from training.lemmas import edit, learn_endings
from training.silver import split
from training.student import Source
from training.trees import maximum_tree
from training.variety import Words, example, vary
from training.verbs import forms

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    return spacy.blank("fr")


@pytest.fixture
def sentence(nlp: spacy.Language) -> Doc:
    """« Le maire a lu "un long rapport" hier . »"""
    return Doc(
        nlp.vocab,
        words=["Le", "maire", "a", "lu", '"', "un", "long", "rapport", '"', "hier", "."],
        spaces=[True, True, True, True, False, True, True, False, True, False, False],
        pos=["DET", "NOUN", "AUX", "VERB", "PUNCT", "DET", "ADJ", "NOUN", "PUNCT", "ADV", "PUNCT"],
        deps=["det", "nsubj", "aux:tense", "ROOT", "punct", "det", "amod", "obj", "punct", "advmod", "punct"],
        heads=[1, 3, 3, 3, 7, 7, 7, 3, 7, 3, 3],
    )


def is_tree(heads: list[int]) -> bool:
    """One root, and every word reaches it."""
    for word in range(1, len(heads) + 1):
        seen, at = set(), word
        while at:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at - 1]
    return heads.count(0) == 1


@pytest.mark.parametrize("seed", range(40))
def test_maximum_tree_is_the_best_of_all_trees(seed: int) -> None:
    size = 2 + seed % 4
    scores = np.random.default_rng(seed).normal(size=(size, size + 1))
    heads = maximum_tree(scores)
    assert is_tree(heads)
    others = (list(h) for h in product(range(size + 1), repeat=size) if all(h[i] != i + 1 for i in range(size)))
    best = max(sum(scores[i, head] for i, head in enumerate(h)) for h in others if is_tree(h))
    assert sum(scores[i, head] for i, head in enumerate(heads)) == pytest.approx(best)


@pytest.mark.parametrize("seed", range(60))
def test_variety_keeps_the_tree(nlp: spacy.Language, sentence: Doc, seed: int) -> None:
    passage = Words([sentence, sentence])
    vary(passage, random.Random(seed))
    made = example(nlp, passage)
    words = [t for t in made.reference if not t.is_space and t.text != "."]
    roles = [(t.text.lower().strip('«»“”"'), t.dep_, t.head.text.lower()) for t in words if t.pos_ != "PUNCT"]
    assert roles[:3] == [("le", "det", "maire"), ("maire", "nsubj", "lu"), ("a", "aux:tense", "lu")]
    assert roles[6] == ("rapport", "obj", "lu")
    assert made.predicted.text == made.reference.text
    assert len(list(made.reference.sents)) == 2


def test_news_is_cut_into_sentences() -> None:
    text = 'M. Roy est venu. "Il pleut !" a-t-il dit. Le G. Dupuis est parti à 8 h 30. « Bien. » Fin'
    assert split(text) == [
        "M. Roy est venu.",
        '"Il pleut !" a-t-il dit.',
        "Le G. Dupuis est parti à 8 h 30.",
        "« Bien. »",
        "Fin",
    ]


def test_clues_are_learnt_from_trees_and_the_network_stays(sentence: Doc) -> None:
    pytest.importorskip("sklearn", reason="pip install -r training/requirements.txt")
    nlp = spacy.blank("fr", config={"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}})
    for name in ("tok2vec", "morphologizer", "senter"):
        nlp.add_pipe(name)
    gold = [sentence] * 20
    nlp.initialize(lambda: list(plain(nlp, gold)))
    before = nlp.get_pipe("senter").model.to_bytes()
    weights = learn(nlp, [Source(gold, 1.0)], gold, seed=1)
    assert np.array_equal(weights, learn(nlp, [Source(gold, 1.0)], gold, seed=1))
    whole = with_clues(nlp, weights)
    assert whole.get_pipe("senter").model.to_bytes() == before
    doc = whole("Le maire a lu hier. Le maire a lu un long rapport.")
    assert [s.text for s in doc.sents] == ["Le maire a lu hier.", "Le maire a lu un long rapport."]


def test_names_get_their_places_in_the_text() -> None:
    words = [
        ("À", "O"),
        ("l'", "O"),
        ("ONU", "B-ORG"),
        (",", "O"),
        ("Ana", "B-PER"),
        ("Ruiz", "I-PER"),
        ("parle", "O"),
        (".", "O"),
    ]
    marked = assemble(spaced(words))
    assert marked.text == "À l'ONU, Ana Ruiz parle."
    assert [(marked.text[start:end], kind) for start, end, kind in marked.names] == [
        ("ONU", "ORG"),
        ("Ana Ruiz", "PER"),
    ]


def test_overlap_counts_touching_names(nlp: spacy.Language) -> None:
    doc = nlp("M. Ana Ruiz parle")
    found, wanted = doc.char_span(3, 11, label="PER"), doc.char_span(0, 11, label="PER")
    assert overlap([([found], [wanted])]) == 1.0
    assert overlap([([found], [])]) == 0.0


def test_endings() -> None:
    from collections import Counter

    assert edit("annonça", "annoncer") == (2, "cer")
    endings = learn_endings({("VERB x", "parlait"): Counter(["parler"]), ("VERB x", "finissait"): Counter(["finir"])})
    assert [[5, "r"]] in endings["VERB"].values()


def test_irregular_verbs() -> None:
    known = set(forms())
    wanted = {
        ("viendra", "venir"),
        ("obtinrent", "obtenir"),
        ("sache", "savoir"),
        ("éteignait", "éteindre"),
        ("dort", "dormir"),
    }
    assert wanted <= known


def test_a_missing_data_folder_is_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "training", "--data", str(tmp_path / "none"), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "--data" in done.stderr
