"""A parser too slow to ship that teaches the one that ships.

A two-layer BiLSTM over floret vectors and hashed affixes, with biaffine attention for heads and labels after
Dozat & Manning (2017), and one softmax for part of speech and features. It parses the news; the small spaCy
pipeline then learns from those trees as well as from the treebanks.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

import numpy as np
import torch
from spacy.tokens import Doc
from spacy.vectors import Vectors
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

from .trees import maximum_tree

HASHED = {
    "word": (20_000, 80),
    "suffix4": (8_000, 32),
    "suffix3": (4_000, 32),
    "suffix2": (1_000, 16),
    "shape": (500, 16),
}
"""Rows and width of each table of hashed parts of a word."""
BATCH_TOKENS = 900


@dataclass(frozen=True, slots=True)
class Settings:
    """The size of a teacher and how long it learns."""

    hidden: int = 200
    layers: int = 2
    arc: int = 200
    label: int = 64
    epochs: int = 14
    rate: float = 2e-3
    dropout: float = 0.33


SETTINGS = Settings()


@dataclass(slots=True)
class Labels:
    """What a teacher can say: part of speech with features, and dependency labels."""

    tags: list[str] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, sentences: Sequence[Doc]) -> Labels:
        """The labels that occur, the frequent first."""
        tags = Counter(tag_of(token) for doc in sentences for token in doc)
        deps = Counter(token.dep_ for doc in sentences for token in doc)
        return cls([tag for tag, _ in tags.most_common()], [dep for dep, _ in deps.most_common()])


def tag_of(token) -> str:
    """Part of speech and features of a token in one string: `NOUN Gender=Fem|Number=Sing`."""
    return f"{token.pos_} {token.morph}"


def shape_of(word: str) -> str:
    """The outline of a word, `Xx`, `X`, `9-9` …, at most six signs."""
    signs = "".join("X" if c.isupper() else "x" if c.isalpha() else "9" if c.isdigit() else c for c in word)
    return "".join(c for i, c in enumerate(signs) if i == 0 or c != signs[i - 1])[:6]


def hashed(words: Sequence[str]) -> np.ndarray:
    """Rows (words × features) of hashed ids, one column for each entry of `HASHED`."""
    rows = []
    for word in words:
        low = word.lower().replace("’", "'")
        parts = (low, low[-4:], low[-3:], low[-2:], shape_of(word))
        rows.append([crc32(p.encode()) % size for p, (size, _) in zip(parts, HASHED.values(), strict=True)])
    return np.asarray(rows, dtype=np.int64)


class Network(nn.Module):
    """Words in; scores of tags, heads and labels out."""

    def __init__(self, settings: Settings, tags: int, deps: int, width: int, sources: int) -> None:
        super().__init__()
        self.embed = nn.ModuleList(nn.Embedding(size, dim) for size, dim in HASHED.values())
        self.source = nn.Embedding(sources, 16)
        inside = width + 16 + sum(dim for _, dim in HASHED.values())
        h = 2 * settings.hidden
        self.lstm = nn.LSTM(
            inside, settings.hidden, settings.layers, batch_first=True, bidirectional=True, dropout=settings.dropout
        )
        self.drop = nn.Dropout(settings.dropout)
        self.tag = nn.Sequential(nn.Linear(h, 200), nn.ReLU(), self.drop, nn.Linear(200, tags))
        self.arc_child, self.arc_head = self._side(h, settings.arc), self._side(h, settings.arc)
        self.label_child, self.label_head = self._side(h, settings.label), self._side(h, settings.label)
        self.arc = nn.Parameter(torch.zeros(settings.arc + 1, settings.arc))
        self.label = nn.Parameter(torch.zeros(deps, settings.label + 1, settings.label + 1))
        self.root = nn.Parameter(torch.zeros(h))

    def _side(self, inside: int, outside: int) -> nn.Module:
        return nn.Sequential(nn.Linear(inside, outside), nn.LeakyReLU(0.1), self.drop)

    def encode(self, vectors: Tensor, ids: Tensor, source: Tensor, lengths: Tensor) -> Tensor:
        """States (batch × longest + 1 × 2 hidden), the root's first."""
        if self.training:  # a word unknown to the tables is common in the news: blank some on purpose
            keep = (torch.rand(ids.shape[:2]) > 0.15).unsqueeze(-1)
            ids = torch.cat([ids[..., :1] * keep, ids[..., 1:]], dim=-1)
        parts = [table(ids[..., i]) for i, table in enumerate(self.embed)]
        places = self.source(source).unsqueeze(1).expand(-1, ids.shape[1], -1)
        x = self.drop(torch.cat([vectors, places, *parts], dim=-1))
        packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        states, _ = pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        root = self.root.expand(states.shape[0], 1, -1)
        return self.drop(torch.cat([root, states], dim=1))

    def forward(
        self, vectors: Tensor, ids: Tensor, source: Tensor, lengths: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Scores of tags, of heads (child × head), and both sides of the labels."""
        states = self.encode(vectors, ids, source, lengths)
        child, head = self.arc_child(states[:, 1:]), self.arc_head(states)
        one = child.new_ones(*child.shape[:2], 1)
        arcs = torch.cat([child, one], -1) @ self.arc @ head.transpose(1, 2)
        beyond = torch.arange(head.shape[1])[None, None, :] > lengths[:, None, None]
        label_sides = self.label_child(states[:, 1:]), self.label_head(states)
        return self.tag(states[:, 1:]), arcs.masked_fill(beyond, -1e4), *label_sides

    def labels(self, child: Tensor, head: Tensor) -> Tensor:
        """Scores (pairs × labels) of the labels of pairs of states."""
        one = child.new_ones(len(child), 1)
        left = torch.einsum("ni,kij->nkj", torch.cat([child, one], -1), self.label)
        return torch.einsum("nkj,nj->nk", left, torch.cat([head, one], -1))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in numbers; heads count from 1, 0 is the root; gold fields are empty for raw text."""

    vectors: Tensor
    ids: Tensor
    source: int
    tags: Tensor
    heads: Tensor
    deps: Tensor


class Encoder:
    """Turns words into numbers; holds the vectors of the words seen so far."""

    def __init__(self, vectors: Vectors, labels: Labels) -> None:
        self.vectors = vectors
        self.width = int(vectors.data.shape[1])
        self.tags = {tag: i for i, tag in enumerate(labels.tags)}
        self.deps = {dep: i for i, dep in enumerate(labels.deps)}

    def words(self, words: Sequence[str], source: int) -> Sentence:
        """A sentence of raw text."""
        none = torch.empty(0, dtype=torch.long)
        rows = np.asarray(self.vectors.get_batch(list(words)), dtype=np.float32)
        return Sentence(torch.from_numpy(rows), torch.from_numpy(hashed(words)), source, none, none, none)

    def gold(self, doc: Doc, source: int) -> Sentence:
        """A sentence with its tree."""
        raw = self.words([t.text for t in doc], source)
        heads = torch.tensor([0 if t.head is t or t.head.i == t.i else t.head.i + 1 for t in doc])
        tags = torch.tensor([self.tags.get(tag_of(t), -100) for t in doc])
        deps = torch.tensor([self.deps.get(t.dep_, -100) for t in doc])
        return Sentence(raw.vectors, raw.ids, source, tags, heads, deps)


def batches(sentences: Sequence[Sentence], rng: random.Random | None) -> Iterator[list[int]]:
    """Places of sentences of like length, about `BATCH_TOKENS` tokens at a time; in order of length without `rng`."""
    noise = rng.random if rng else (lambda: 0.0)
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i].ids) + 3 * noise())
    groups: list[list[int]] = [[]]
    for i in order:
        longest = len(sentences[i].ids)
        if groups[-1] and longest * (len(groups[-1]) + 1) > BATCH_TOKENS:
            groups.append([])
        groups[-1].append(i)
    if rng:
        rng.shuffle(groups)
    yield from groups


def collate(sentences: Sequence[Sentence]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The padded inputs of a batch."""
    return (
        pad_sequence([s.vectors for s in sentences], batch_first=True),
        pad_sequence([s.ids for s in sentences], batch_first=True),
        torch.tensor([s.source for s in sentences]),
        torch.tensor([len(s.ids) for s in sentences]),
    )


def loss_of(net: Network, batch: Sequence[Sentence]) -> Tensor:
    """The mean loss of a batch: tags, heads, and labels given the gold heads."""
    tags, arcs, child, head = net(*collate(batch))
    gold_tags = pad_sequence([s.tags for s in batch], batch_first=True, padding_value=-100)
    gold_heads = pad_sequence([s.heads for s in batch], batch_first=True, padding_value=-100)
    gold_deps = pad_sequence([s.deps for s in batch], batch_first=True, padding_value=-100)
    real = gold_heads >= 0
    rows = torch.arange(len(batch))[:, None].expand_as(gold_heads)[real]
    labels = net.labels(child[real], head[rows, gold_heads[real]])
    return (
        cross_entropy(tags.flatten(0, 1), gold_tags.flatten())
        + cross_entropy(arcs.flatten(0, 1), gold_heads.flatten())
        + cross_entropy(labels, gold_deps[real])
    )


def train(
    sentences: Sequence[Sentence], labels: Labels, settings: Settings, *, width: int, sources: int, seed: int
) -> Network:
    """A trained network; progress on stderr."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    net = Network(settings, len(labels.tags), len(labels.deps), width, sources)
    optimizer = torch.optim.Adam(net.parameters(), lr=settings.rate, betas=(0.9, 0.95))
    steps = settings.epochs * len(list(batches(sentences, rng)))
    spare = 5 * settings.epochs  # the groups of an epoch vary a little in number
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, settings.rate, total_steps=steps + spare, pct_start=0.08)
    started = time.monotonic()
    for epoch in range(settings.epochs):
        net.train()
        total = 0.0
        for places in batches(sentences, rng):
            loss = loss_of(net, [sentences[i] for i in places])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        took = time.monotonic() - started
        print(f"teacher epoch {epoch + 1}/{settings.epochs} loss {total:.0f} {took:.0f} s", file=sys.stderr, flush=True)
    net.eval()
    return net


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed sentence: tag, head (from 1, 0 is the root), label, and the mean probability of its heads."""

    tags: list[str]
    heads: list[int]
    deps: list[str]
    sure: float


@torch.inference_mode()
def parse(nets: Sequence[Network], sentences: Sequence[Sentence], labels: Labels) -> list[Tree]:
    """The trees of the sentences by the mean of the networks' probabilities, in the order given."""
    trees: list[Tree | None] = [None] * len(sentences)
    for places in batches(sentences, None):
        batch = [sentences[i] for i in places]
        outputs = [net(*collate(batch)) for net in nets]
        tags = sum(o[0].softmax(-1) for o in outputs) / len(nets)
        arcs = sum(o[1].softmax(-1) for o in outputs) / len(nets)
        for row, place in enumerate(places):
            size = len(batch[row].ids)
            chances = arcs[row, :size, : size + 1].numpy()
            heads = maximum_tree(np.log(chances + 1e-9))
            at = torch.tensor(heads)
            pairs = zip(nets, outputs, strict=True)
            deps = sum(net.labels(out[2][row, :size], out[3][row, at]).softmax(-1) for net, out in pairs)
            names = label_names(deps.numpy(), heads, labels.deps)
            sure = float(chances[np.arange(size), heads].mean())
            trees[place] = Tree([labels.tags[i] for i in tags[row, :size].argmax(-1).tolist()], heads, names, sure)
    return [tree for tree in trees if tree is not None]


def label_names(scores: np.ndarray, heads: Sequence[int], deps: Sequence[str]) -> list[str]:
    """The best label of each word; the root's is ROOT and no other's is."""
    root = deps.index("ROOT")
    scores = scores.copy()
    scores[:, root] = -1.0
    return ["ROOT" if head == 0 else deps[int(row.argmax())] for row, head in zip(scores, heads, strict=True)]


def restore(path: Path, labels: Labels, *, width: int, sources: int, settings: Settings = SETTINGS) -> Network:
    """The network that was saved in a file."""
    net = Network(settings, len(labels.tags), len(labels.deps), width, sources)
    net.load_state_dict(torch.load(path, weights_only=True))
    return net.eval()


def report(name: str, nets: Sequence[Network], encoder: Encoder, labels: Labels, gold: Sequence[Doc]) -> None:
    """Prints what the networks score on gold words and sentences, punctuation left out of the attachments."""
    trees = parse(nets, [encoder.gold(doc, 0) for doc in gold], labels)
    words = [
        (token.pos_ == tag.partition(" ")[0], head == (0 if token.head.i == token.i else token.head.i + 1), token, dep)
        for doc, tree in zip(gold, trees, strict=True)
        for token, tag, head, dep in zip(doc, tree.tags, tree.heads, tree.deps, strict=True)
    ]
    attached = [(head, head and dep == token.dep_) for _, head, token, dep in words if token.dep_ != "punct"]
    pos = 100 * sum(good for good, *_ in words) / len(words)
    uas, las = (100 * sum(column) / len(attached) for column in zip(*attached, strict=True))
    print(f"{name}: POS {pos:.2f} UAS {uas:.2f} LAS {las:.2f} on gold words and sentences", file=sys.stderr, flush=True)
