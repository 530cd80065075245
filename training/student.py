"""Trains the spaCy pipeline that ships: tagger, sentence boundaries and parser on one reading of the words."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import fix_random_seed, load_config
from spacy.vectors import Vectors
from thinc.api import Adam

from .tokens import make_tokenizer
from .treebanks import passages
from .variety import Words, example, vary

CONFIG = Path(__file__).with_name("student.cfg")


@dataclass(frozen=True, slots=True)
class Source:
    """Sentences with trees, and how many times an epoch shows them (a fraction shows a part)."""

    sentences: Sequence[Doc]
    weight: float


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long the student learns."""

    epochs: int = 10
    rate: float = 0.001
    dropout: float = 0.1
    words: int = 1000  # a step


GOLD, SILVER = 1.5, 0.25
"""How often an epoch shows each gold tree (times its treebank's weight), and each silver one."""
WITH_TITLES = 5000
"""Of how many sentences of each source those without a final point are strewn among the others."""
SCHEDULE = Schedule(epochs=12)


def build(vectors: Vectors, config: Path = CONFIG, overrides: dict[str, object] | None = None) -> Language:
    """An untrained pipeline with our tokenizer and the vectors."""
    settings = load_config(config, overrides=overrides or {})
    nlp = spacy.util.load_model_from_config(settings, auto_fill=True, validate=True)
    nlp.tokenizer = make_tokenizer(nlp)
    vectors.data = vectors.data.astype(np.float16).astype(np.float32)  # as they will be read back
    nlp.vocab.vectors = vectors
    return nlp


def epoch(nlp: Language, sources: Sequence[Source], rng: random.Random) -> Iterator[Example]:
    """The varied examples of one epoch in random order, titles strewn among the sentences."""
    titles = [doc for source in sources for doc in source.sentences[:WITH_TITLES] if doc[-1].pos_ != "PUNCT"]
    chosen: list[list[Doc]] = []
    for source in sources:
        for _ in range(int(source.weight)):
            chosen += passages(source.sentences, rng)
        rest = list(passages(source.sentences, rng))
        chosen += rest[: round((source.weight % 1) * len(rest))]
    rng.shuffle(chosen)
    for run in chosen:
        if titles and rng.random() < 0.25:
            place = rng.randint(0, len(run))
            run[place:place] = rng.choices(titles, k=rng.randint(1, 3))
        words = Words(run)
        vary(words, rng)
        yield example(nlp, words)


def batches(examples: Iterator[Example], words: int) -> Iterator[list[Example]]:
    """Examples in groups of about `words` words."""
    group, size = [], 0
    for each in examples:
        group.append(each)
        size += len(each.predicted)
        if size >= words:
            yield group
            group, size = [], 0
    if group:
        yield group


Stream = Callable[[random.Random], Iterator[Example]]
"""The examples of an epoch, in an order and a variety that the random numbers decide."""


def train(
    nlp: Language,
    stream: Stream,
    schedule: Schedule,
    *,
    seed: int,
    measure: Callable[[Language], tuple[float, str]],
    name: str = "student",
    choose: bool = True,
) -> None:
    """Trains in place; the averaged weights that are best by `measure` (a score and a line to print) remain.

    Without `choose` the last ones remain: right where what is measured on was trained on.
    """
    fix_random_seed(seed)
    rng = random.Random(seed)
    total = schedule.epochs * _initialize(nlp, list(stream(rng)))
    optimizer = Adam(schedule.rate, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    best, kept, done = -1.0, b"", 0
    started = time.monotonic()
    for number in range(schedule.epochs):
        losses: dict[str, float] = {}
        for batch in batches(stream(rng), schedule.words):
            optimizer.learn_rate = schedule.rate * _slope(done / total)
            nlp.update(batch, sgd=optimizer, drop=schedule.dropout, losses=losses)
            done += sum(len(each.predicted) for each in batch)
        with nlp.use_params(optimizer.averages):
            score, line = measure(nlp)
            if score > best or not choose:
                best, kept = score, nlp.to_bytes(exclude=["vocab", "tokenizer"])
        speed = done / (time.monotonic() - started)
        print(f"{name} epoch {number + 1}/{schedule.epochs} {line} ({speed:.0f} words/s)", file=sys.stderr, flush=True)
    nlp.from_bytes(kept, exclude=["vocab", "tokenizer"])


def _initialize(nlp: Language, examples: list[Example]) -> int:
    """The number of words in the examples, from which the pipeline has learnt its labels."""
    nlp.initialize(lambda: examples)
    return sum(len(each.predicted) for each in examples)


def _slope(part: float) -> float:
    """The learning rate's factor after a part of the training: up in a twentieth, then down to a twentieth."""
    return min(1.0, part / 0.05 + 0.05) if part < 0.05 else max(0.05, 1 - (part - 0.05) / 0.95)


def scorer(gold: Sequence[Doc]) -> Callable[[Language], tuple[float, str]]:
    """A measure on passages of gold trees: LAS, half of POS, and a tenth of the F of sentences."""
    stored = DocBin(attrs=["POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "SPACY"], docs=gold)

    def measure(nlp: Language) -> tuple[float, str]:
        # spaCy's evaluation looks features up in the pipeline's own vocabulary
        scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in stored.get_docs(nlp.vocab)])
        pos, uas, las, sents = (100 * scores[k] for k in ("pos_acc", "dep_uas", "dep_las", "sents_f"))
        line = f"POS {pos:.2f} MORPH {100 * scores['morph_acc']:.2f} UAS {uas:.2f} LAS {las:.2f} sents {sents:.1f}"
        return las + 0.5 * pos + 0.1 * sents, line

    return measure
