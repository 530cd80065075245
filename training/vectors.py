"""floret vectors of the news: every word is the sum of a few rows, found by hashing its letters."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
from spacy.vectors import Vectors

from contrechamp.extract.components.vectors import HalfVectors

from .news import parts, read_articles, vary_typography

ROWS = 50_000
WIDTH = 96
HASHES = 2
GRAMS = (4, 5)
EPOCHS = 6
WINDOW = 3  # a narrow window gathers words of one grammatical behaviour rather than of one topic


def write_tokens(articles: Path, out: Path, *, seed: int) -> None:
    """Writes one tokenised part of an article a line, the form in which floret reads text."""
    import spacy

    from .tokens import make_tokenizer

    rng = random.Random(seed)
    tokenize = make_tokenizer(spacy.blank("fr"))
    with out.open("w", encoding="utf-8") as lines:
        for article in read_articles(articles):
            for part in parts(article):
                text = vary_typography(part, rng)
                shouted = len(text) < 200 and rng.random() < 0.05
                words = tokenize(text.upper() if shouted else text)
                lines.write(" ".join(word.text for word in words if not word.is_space) + "\n")


def train_vectors(tokens: Path, out: Path) -> None:
    """Writes floret vectors learnt from the tokens.

    One thread: with more, threads overwrite one another and no two runs are alike. About two minutes an epoch.
    """
    import floret

    model = floret.train_unsupervised(
        str(tokens),
        model="skipgram",
        mode="floret",
        hashCount=HASHES,
        bucket=ROWS,
        minn=GRAMS[0],
        maxn=GRAMS[1],
        dim=WIDTH,
        ws=WINDOW,
        epoch=EPOCHS,
        minCount=5,
        neg=5,
        thread=1,
        lr=0.05,
        verbose=0,
    )
    model.save_floret_vectors(str(out))


def read_vectors(path: Path) -> Vectors:
    """The floret vectors of a file, as spaCy holds them."""
    with path.open(encoding="utf-8") as lines:
        head = lines.readline().split()
        rows, width, shortest, longest, hashes, seed = map(int, head[:6])
        data = np.zeros((rows, width), dtype=np.float32)
        for line in lines:
            row, *numbers = line.split()
            data[int(row)] = np.asarray(numbers, dtype=np.float32)
    return HalfVectors(
        mode="floret",
        data=data,
        minn=shortest,
        maxn=longest,
        hash_count=hashes,
        hash_seed=seed,
        bow=head[6],
        eow=head[7],
    )
