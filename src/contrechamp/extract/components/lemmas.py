"""Lemmas from a table of the forms that the treebanks hold, and from the endings of those that they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

AS_WRITTEN = frozenset({"PROPN", "X", "SYM", "PUNCT"})
LONGEST_ACRONYM = 5
TABLE = "lemmas.msgpack"


class Lemmas:
    """Sets each token's lemma from its form, part of speech and features.

    Asked in this order: the form with part of speech and features; with part of speech alone; the longest ending
    that leads to a known lemma; the longest ending; the form itself. Names and acronyms keep their capitals.

        Lemmas({"forms": {"VERB": {"annonça": "annoncer"}}, …})
    """

    def __init__(self, table: dict[str, Any] | None = None) -> None:
        self.learn(table or {"exact": {}, "forms": {}, "endings": {}, "known": {}})

    def learn(self, table: dict[str, Any]) -> None:
        """Takes over a table: `exact` part of speech with features → form → lemma, `forms` part of speech → form →
        lemma, `endings` part of speech (with features or without) → ending → [[letters to cut, letters to add], …] with
        the most frequent first, `known` part of speech → its lemmas."""
        self.table = table
        self._lemmas = {pos: frozenset(lemmas) for pos, lemmas in table["known"].items()}
        self._known: dict[tuple[int, int, str], str] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The document with its lemmas."""
        for token in doc:
            morph = str(token.morph)
            key = (token.orth, token.pos, morph)
            lemma = self._known.get(key)
            if lemma is None:
                lemma = self._known[key] = self.lemma(token.text, token.pos_, morph)
                if len(self._known) > 200_000:
                    self._known.clear()
            token.lemma_ = lemma
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 256) -> Iterable[Doc]:
        """The documents one by one."""
        return (self(doc) for doc in docs)

    def lemma(self, form: str, pos: str, morph: str) -> str:
        """The lemma of a form: `annonçait`, `VERB`, `Mood=Ind|…` → `annoncer`."""
        if pos == "SPACE":
            return form
        low = form.lower().replace("’", "'")
        feature_key = f"{pos} {morph}"
        written_as = (form, low, "é" + low[1:]) if form[0] == "E" else (form, low)  # "Etaient" for "Étaient"
        for name, key in (("exact", feature_key), ("forms", pos)):
            for written in written_as:
                found = self.table[name].get(key, {}).get(written)
                if found is not None:
                    return str(found)
        if pos in AS_WRITTEN or (form.isupper() and 1 < len(form) <= LONGEST_ACRONYM and pos != "VERB"):
            return form
        candidates = [*self._by_ending(low, feature_key), *self._by_ending(low, pos)]
        known = self._lemmas.get(pos, frozenset())
        spelled = (lemma for candidate in candidates for lemma in respelled(candidate))
        return next((lemma for lemma in spelled if lemma in known), candidates[0] if candidates else low)

    def _by_ending(self, form: str, key: str) -> Iterator[str]:
        """The lemmas that the endings of a form speak for, the longest ending first."""
        endings = self.table["endings"].get(key)
        if endings:
            for start in range(max(1, len(form) - 7), len(form) + 1):
                for cut, add in endings.get(form[start:], ()):
                    yield form[: len(form) - cut] + add

    def initialize(self, get_examples: Any = None, *, nlp: Any = None) -> None:
        """Nothing to prepare: the table is made by `training/lemmas.py`."""

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """spaCy's lemma accuracy."""
        return dict(Scorer.score_token_attr(examples, "lemma"))

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The table in msgpack."""
        return msgspec.msgpack.encode(self.table)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Lemmas:
        """This component with the table of `data`."""
        self.learn(msgspec.msgpack.decode(data))
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes the table into the folder `path`."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / TABLE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Lemmas:
        """This component with the table of the folder `path`."""
        return self.from_bytes((Path(path) / TABLE).read_bytes())


def respelled(lemma: str) -> tuple[str, ...]:
    """A lemma as its form spells it, and as the infinitive may: `martèler` → `marteler`, `plaçer` → `placer`."""
    return (lemma, lemma.replace("ç", "c"), lemma.replace("è", "e"), lemma.replace("è", "é"))


@Language.factory("contrechamp_lemmas", assigns=["token.lemma"], default_score_weights={"lemma_acc": 1.0})
def make_lemmas(nlp: Language, name: str) -> Lemmas:
    """An empty lemma component, as spaCy asks for it."""
    return Lemmas()
