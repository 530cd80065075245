"""Where sentences begin: the network's word, and where it is in doubt that of the clues beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from spacy.language import Language
from spacy.pipeline.senter import DEFAULT_SENTER_MODEL, SentenceRecognizer
from spacy.tokens import Doc

from contrechamp.extract.components import clues

Weights = np.ndarray[Any, np.dtype[np.float32]]

TABLE = "clues.npy"
TRUST = 0.7
"""What the network's margin counts beside the clues' sum. The network has learnt its trees almost by heart and is surer
of itself than it is right."""
BAR = -0.75
"""The sum above which a sentence begins. Both numbers stand in the middle of a plain that four-fold cross-validation on
Sequoia's train and dev files shows (0.3 to 1, -1 to -0.25): docs/training.md."""
SURE = 10.0
"""The network's margin beyond which the clues are not asked."""


class Sentences(SentenceRecognizer):  # type: ignore[misc, no-untyped-call, unused-ignore]
    """spaCy's recogniser of sentence starts, with a second opinion; it wants parts of speech to be set before it."""

    weights: Weights = np.zeros(0, dtype=np.float32)
    """One weight a clue (`clues.ROWS`); empty: the network alone decides."""

    def learn(self, weights: Weights) -> None:
        """Takes over the weights of the clues, rounded to 16 bits as they are written."""
        self.weights = weights.astype(np.float16).astype(np.float32)

    def predict(self, docs: Iterable[Doc]) -> Any:
        """For each document one number a token: 1 where a sentence begins."""
        docs = list(docs)
        if not any(len(doc) for doc in docs):
            return [np.zeros(0, dtype=int) for _ in docs]
        return [self._decide(doc, scores) for doc, scores in zip(docs, self.model.predict(docs), strict=True)]

    def _decide(self, doc: Doc, scores: Any) -> Any:
        margin = np.asarray(scores[:, 1] - scores[:, 0])
        starts = (margin > 0).astype(int)
        if len(self.weights):
            words, tokens = words_of(doc)
            never = clues.bracketed(words)
            starts[[tokens[place] for place in never]] = 0
            always = clues.pasted(words) - never
            open_ = (place for place in clues.possible(words) if place not in never | always)
            doubtful = [place for place in open_ if abs(margin[tokens[place]]) < SURE]
            for place, rows in zip(doubtful, clues.rows(words, doubtful), strict=True):
                total = TRUST * float(margin[tokens[place]]) + float(self.weights[rows].sum())
                starts[tokens[place]] = int(total > BAR)
            starts[[tokens[place] for place in always]] = 1
        return starts

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The network and the weights in msgpack."""
        parts = (super().to_bytes(exclude=tuple(exclude)), self.weights.astype(np.float16).tobytes())
        return msgspec.msgpack.encode(parts)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Sentences:
        """This component with the network and the weights of `data`."""
        network, weights = msgspec.msgpack.decode(data)
        super().from_bytes(network, exclude=tuple(exclude))
        self.learn(np.frombuffer(weights, dtype=np.float16))
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes network and weights into the folder `path`."""
        super().to_disk(path, exclude=tuple(exclude))
        np.save(Path(path) / TABLE, self.weights.astype(np.float16), allow_pickle=False)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Sentences:
        """This component with the network and the weights of the folder `path`."""
        super().from_disk(path, exclude=tuple(exclude))
        table = Path(path) / TABLE  # a network of spaCy's own recogniser has none
        self.learn(np.load(table, allow_pickle=False) if table.exists() else np.zeros(0, dtype=np.float32))
        return self


def words_of(doc: Doc) -> tuple[clues.Words, Sequence[int]]:
    """The words of a tagged document without its white space, and the place of each among the tokens."""
    kept = [token for token in doc if not token.is_space]
    ends = [token.idx + len(token) for token in kept]
    text = doc.text
    nexts = [*(token.idx for token in kept), len(text)][1:]  # none where there is white space alone
    words = clues.Words(
        forms=[token.text for token in kept],
        gaps=[text[end:start] for end, start in zip(ends, nexts, strict=True)],
        pos=[token.pos_ for token in kept],
        finite=["Fin" in token.morph.get("VerbForm", []) for token in kept],
    )
    return words, [token.i for token in kept]


@Language.factory(
    "contrechamp_sentences",
    assigns=["token.is_sent_start"],
    requires=["token.pos"],
    default_config={"model": DEFAULT_SENTER_MODEL, "overwrite": False},
    default_score_weights={"sents_f": 1.0, "sents_p": 0.0, "sents_r": 0.0},
)
def make_sentences(nlp: Language, name: str, model: Any, overwrite: bool) -> Sentences:
    """A component that is yet to be trained, as spaCy asks for it."""
    return Sentences(nlp.vocab, model, name, overwrite=overwrite)
