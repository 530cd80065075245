"""What is made, in which order: vectors → teachers → silver trees → student and names → the clues for sentence
boundaries → the folder that ships."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from . import treebanks

if TYPE_CHECKING:
    from spacy.language import Language

NEWS_TOKENS = 800_000
NOVEL_TOKENS = 150_000
SURE = 0.8  # the mean probability of a sentence's heads below which its tree is not trusted
PLAN = (("vectors",), ("teacher1", "teacher2"), ("silver",), ("student", "names"), ("boundaries",), ("ship",))
"""Groups of stages; those of a group run side by side."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where things are: the data, the work folder, the place of the pipeline; the seed of all chance; and whether
    Sequoia's dev file is held back from training, so that settings can be chosen by it."""

    data: Path
    work: Path
    out: Path
    seed: int
    hold_back: bool = False

    @property
    def banks(self) -> tuple[treebanks.Treebank, ...]:
        """The treebanks that are trained on."""
        return treebanks.CHOOSING if self.hold_back else treebanks.FINAL

    @property
    def articles(self) -> Path:
        """The news articles."""
        return self.data / "news" / "articles.jsonl.gz"

    def treebank(self, name: str) -> Path:
        """A file of trees."""
        return self.data / "treebank" / name


def run(name: str, room: Room) -> None:
    """Runs one stage."""
    stages: dict[str, Callable[[Room], None]] = {
        "vectors": vectors,
        "teacher1": lambda room: teacher(room, 1),
        "teacher2": lambda room: teacher(room, 2),
        "silver": silver,
        "student": student,
        "names": names,
        "boundaries": boundaries,
        "ship": ship,
    }
    stages[name](room)


def vectors(room: Room) -> None:
    """Word vectors of the news."""
    from .vectors import train_vectors, write_tokens

    tokens = room.work / "news.txt"
    write_tokens(room.articles, tokens, seed=room.seed)
    train_vectors(tokens, room.work / "vectors.floret")


def _gold(room: Room) -> list:
    """(source's number, sentence) for all that is trained on."""
    return [(bank.source, doc) for bank in room.banks for doc in treebanks.read_sentences(room.treebank(bank.file))]


def teacher(room: Room, number: int) -> None:
    """One of the slow parsers."""
    import torch

    from . import teacher as t
    from .vectors import read_vectors

    torch.set_num_threads(1)
    gold = _gold(room)
    labels = t.Labels.of([doc for _, doc in gold])
    encoder = t.Encoder(read_vectors(room.work / "vectors.floret"), labels)
    sentences = [encoder.gold(doc, source) for source, doc in gold]
    sources, seed = treebanks.SOURCES, room.seed + number - 1
    net = t.train(sentences, labels, t.SETTINGS, width=encoder.width, sources=sources, seed=seed)
    torch.save(net.state_dict(), room.work / f"teacher{number}.pt")
    dev = treebanks.read_sentences(room.treebank(treebanks.DEV))
    t.report(f"teacher{number}", [net], encoder, labels, dev)


def silver(room: Room) -> None:
    """News sentences with the teachers' trees."""
    import spacy
    import torch
    from spacy.tokens import DocBin

    from . import teacher as t
    from .silver import annotate, news, novels, sample
    from .tokens import make_tokenizer
    from .vectors import read_vectors

    torch.set_num_threads(1)
    labels = t.Labels.of([doc for _, doc in _gold(room)])
    encoder = t.Encoder(read_vectors(room.work / "vectors.floret"), labels)
    nets = [
        t.restore(room.work / f"teacher{number}.pt", labels, width=encoder.width, sources=treebanks.SOURCES)
        for number in (1, 2)
    ]
    dev = treebanks.read_sentences(room.treebank(treebanks.DEV))
    t.report("both teachers", nets, encoder, labels, dev)
    tokenizer = make_tokenizer(spacy.blank("fr"))
    texts = news(room.articles, random.Random(room.seed))
    docs = [
        *sample(texts, NEWS_TOKENS, tokenizer),
        *sample(novels(room.data / "attribution"), NOVEL_TOKENS, tokenizer),
    ]
    trees = t.parse(nets, [encoder.words([token.text for token in doc], 0) for doc in docs], labels)
    kept = [
        annotate(doc, tree.tags, tree.heads, tree.deps)
        for doc, tree in zip(docs, trees, strict=True)
        if tree.sure > SURE
    ]
    bin_ = DocBin(attrs=["POS", "MORPH", "DEP", "HEAD", "SENT_START", "SPACY"], docs=kept)
    bin_.to_disk(room.work / "silver.spacy")


def student(room: Room) -> None:
    """Tagger, sentence boundaries and parser, from gold and silver trees."""
    from spacy.tokens import DocBin

    from . import student as s
    from .fast import multiply_with_numpy
    from .vectors import read_vectors

    multiply_with_numpy()
    nlp = s.build(read_vectors(room.work / "vectors.floret"))
    sources = [
        s.Source(treebanks.read_sentences(room.treebank(bank.file)), s.GOLD * bank.weight) for bank in room.banks
    ]
    trees = DocBin().from_disk(room.work / "silver.spacy").get_docs(nlp.vocab)
    sources.append(s.Source(list(trees), s.SILVER))
    measure = s.scorer(treebanks.read_passages(room.treebank(treebanks.DEV)))
    stream = lambda rng: s.epoch(nlp, sources, rng)  # noqa: E731
    s.train(nlp, stream, s.SCHEDULE, seed=room.seed, measure=measure, choose=room.hold_back)
    nlp.to_disk(room.work / "student")


def names(room: Room) -> None:
    """People, organisations and places: a first tagger, whose votes mark the news, and the one that ships."""
    from . import entities as e
    from . import student as s
    from .fast import multiply_with_numpy
    from .newsnames import mark_news
    from .vectors import read_vectors

    multiply_with_numpy()
    marked, held_back = e.read_all(room.data / "ner")

    def train(
        name: str, schedule: s.Schedule, texts: list[tuple[e.Marked, int]], held_back: Sequence[e.Marked]
    ) -> Language:
        nlp = s.build(read_vectors(room.work / "vectors.floret"), e.CONFIG)
        stream = lambda rng: e.examples(nlp, e.shuffled(texts, rng), rng)  # noqa: E731
        s.train(nlp, stream, schedule, seed=room.seed, measure=e.scorer(held_back), name=name)
        return nlp

    first = train("first names tagger", e.FIRST, marked, held_back)
    news = mark_news(first, room.articles, random.Random(room.seed), count=2500, keep=1000)
    nlp = train("names", e.SCHEDULE, [*marked, *((each, 1) for each in news[100:])], [*held_back, *news[:100]])
    nlp.to_disk(room.work / "names")


def boundaries(room: Room) -> None:
    """What counts for a sentence's beginning beside the student's word."""
    import numpy as np
    import spacy
    from spacy.tokens import DocBin

    from . import boundaries as b
    from .fast import multiply_with_numpy
    from .student import Source

    multiply_with_numpy()
    nlp = spacy.load(room.work / "student", exclude=["parser"])
    gold = [Source(treebanks.read_sentences(room.treebank(bank.file)), bank.weight) for bank in room.banks]
    news = list(DocBin().from_disk(room.work / "silver.spacy").get_docs(nlp.vocab))
    np.save(room.work / "boundaries.npy", b.learn(nlp, gold, news, room.seed))


def ship(room: Room) -> None:
    """The whole pipeline in its place, with its notice and its scores."""
    from . import assemble as a

    a.ship(room)
