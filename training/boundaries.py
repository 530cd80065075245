"""Weights of the clues for sentence boundaries, learnt beside the network that the student has."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import tee
from typing import TYPE_CHECKING

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from contrechamp.extract.components import clues
from contrechamp.extract.components.sentences import Sentences, words_of

from .student import Source, epoch
from .variety import Words, example

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

NEWS = 0.5
"""What a place counts in the news, whose sentences are cut by rule; in a treebank, what the treebank counts."""
NEWS_SENTENCES = 12000
STRENGTH = 0.5
"""The inverse of the ridge on the weights."""
PASSAGE = 10
BATCH = 16


@dataclass(frozen=True, slots=True)
class Places:
    """Places where a sentence may begin: a row each with their clues, whether one does, and what the place counts."""

    clues: csr_matrix
    begins: np.ndarray
    counts: np.ndarray


def learn(nlp: Language, gold: Sequence[Source], news: Sequence[Doc], seed: int) -> np.ndarray:
    """The weights, from the trees of `gold` as they are and from varied sentences of the news; `nlp` tags the words."""
    from scipy.sparse import vstack
    from sklearn.linear_model import LogisticRegression

    parts = [_places(nlp, plain(nlp, source.sentences), source.weight) for source in gold]
    varied = epoch(nlp, [Source(news[:NEWS_SENTENCES], 1.0)], random.Random(seed))
    parts.append(_places(nlp, varied, NEWS))
    model = LogisticRegression(C=STRENGTH, solver="liblinear", tol=2e-3, fit_intercept=False)
    counts = np.concatenate([part.counts for part in parts])
    begins = np.concatenate([part.begins for part in parts])
    model.fit(vstack([part.clues for part in parts]), begins, sample_weight=counts)
    return np.asarray(model.coef_[0], dtype=np.float32)


def plain(nlp: Language, sentences: Sequence[Doc]) -> Iterator[Example]:
    """The passages of ten sentences as they are."""
    for start in range(0, len(sentences), PASSAGE):
        yield example(nlp, Words(sentences[start : start + PASSAGE]))


def _places(nlp: Language, examples: Iterator[Example], counts: float) -> Places:
    from scipy.sparse import csr_matrix

    rows: list[list[int]] = []
    begins: list[bool] = []
    taught, docs = tee(examples)
    tagged: Iterable[Doc] = (each.predicted for each in docs)
    for name in ("tok2vec", "morphologizer"):
        tagged = nlp.get_pipe(name).pipe(tagged, batch_size=BATCH)
    for each, doc in zip(taught, tagged, strict=True):
        starts = {sentence.start_char for sentence in each.reference.sents}
        words, tokens = words_of(doc)
        places = clues.possible(words)
        rows += clues.rows(words, places)
        begins += [doc[tokens[place]].idx in starts for place in places]
    width = len(clues.TEMPLATES)
    ends = np.arange(0, len(rows) * width + 1, width)
    matrix = csr_matrix((np.ones(len(rows) * width), np.asarray(rows).ravel(), ends), shape=(len(rows), clues.ROWS))
    return Places(matrix, np.asarray(begins), np.full(len(rows), counts))


def with_clues(nlp: Language, weights: np.ndarray) -> Language:
    """The pipeline with our component, which asks the clues too, in the place of spaCy's recogniser of sentences."""
    network = nlp.get_pipe("senter").to_bytes(exclude=["vocab"])
    model = nlp.config["components"]["senter"]["model"]
    nlp.replace_pipe("senter", "contrechamp_sentences", config={"model": model})
    component = nlp.get_pipe("senter")
    assert isinstance(component, Sentences)
    super(Sentences, component).from_bytes(network, exclude=["vocab"])
    component.learn(weights)
    return nlp
