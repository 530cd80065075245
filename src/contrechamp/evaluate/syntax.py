"""Scores of a pipeline on a treebank, as spaCy's own evaluation counts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from contrechamp.errors import DataMissing
from contrechamp.evaluate.baseline import named
from contrechamp.extract.syntax import load

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_PUNCTUATION = ("p", "punct")

SENTENCES = 10
"""Sentences a passage, as `spacy convert -n 10` gathers them."""


@dataclass(frozen=True, slots=True)
class SyntaxScores:
    """Rates in [0, 1]: accuracies on the gold tokens that the pipeline found too, precision and recall of sentences.

    Attachment scores leave punctuation out, contracted words (`au`, `des`) count as one token. An example is a
    sentence: right where every word but punctuation has its head and its relation.
    """

    pos: float
    morph: float
    uas: float
    las: float
    lemma: float
    sentence_precision: float
    sentence_recall: float
    sentence_f: float
    tokens: int
    tokens_per_second: float
    examples: dict[str, bool] = field(default_factory=dict)


def score(path: Path, *, language: str = "fr", pipeline: str | None = None) -> SyntaxScores:
    """The scores of a CoNLL-U file, parsed from its bare text with the pipeline's own tokens and sentences.

    Raises DataMissing for a file that is not CoNLL-U, PipelineMissing, UnknownLanguage.
    """
    return measure(load(language, pipeline), path)


def measure(nlp: Language, path: Path) -> SyntaxScores:
    """The scores of a loaded pipeline on a CoNLL-U file. Raises DataMissing."""
    from spacy.training import Example

    gold = read_passages(path)
    started = perf_counter()
    parsed = list(nlp.pipe(doc.text for doc in gold))
    seconds = perf_counter() - started
    examples = [Example(found, doc) for found, doc in zip(parsed, gold, strict=True)]
    tokens = sum(len(doc) for doc in parsed)
    sentences = named(pair for example in examples for pair in _sentences(example))
    return SyntaxScores(
        tokens=tokens, tokens_per_second=tokens / max(seconds, 1e-9), examples=sentences, **_score(examples)
    )


def _sentences(example: Any) -> Iterator[tuple[str, bool]]:
    """Each gold sentence, and whether every word of it but punctuation has its head and its relation."""
    found, where = example.predicted, example.alignment.y2x
    for sentence in example.reference.sents:
        words = [word for word in sentence if word.dep_.lower() not in _PUNCTUATION]
        yield sentence.text, all(_attached(word, found, where) for word in words)


def _attached(word: Any, found: Any, where: Any) -> bool:
    places, heads = list(where[word.i]), list(where[word.head.i])
    if len(places) != 1 or len(heads) != 1:
        return False
    token = found[int(places[0])]
    return bool(token.head.i == int(heads[0]) and token.dep_.lower() == word.dep_.lower())


def read_passages(path: Path) -> list[Doc]:
    """The gold passages of a CoNLL-U file, ten sentences each. Raises DataMissing."""
    from spacy.training.converters.conllu_to_docs import conllu_to_docs

    try:
        text = path.read_text(encoding="utf-8")
        passages: list[Doc] = list(
            conllu_to_docs(text, n_sents=SENTENCES, merge_subtokens=True, no_print=True)  # type: ignore[no-untyped-call, unused-ignore]
        )
    except (ValueError, IndexError, KeyError) as error:
        cause = "not a CoNLL-U file: ten columns a word, blank lines between sentences"
        raise DataMissing(cause, where=str(path), remedy="convert it, for example with `udapy`") from error
    if not any(len(passage) for passage in passages):
        raise DataMissing("no sentence in it", where=str(path))
    return passages


def _score(examples: Iterable[Any]) -> dict[str, float]:
    """spaCy's figures under our names."""
    from spacy.scorer import Scorer

    examples = list(examples)
    found: dict[str, Any] = {}
    found |= Scorer.score_token_attr(examples, "pos")
    found |= Scorer.score_token_attr(examples, "morph", getter=lambda token, _: str(token.morph))
    found |= Scorer.score_token_attr(examples, "lemma")
    found |= Scorer.score_deps(examples, "dep", getter=lambda token, _: token.dep_.lower(), ignore_labels=_PUNCTUATION)
    found |= Scorer.score_spans(examples, "sents", has_annotation=lambda doc: doc.has_annotation("SENT_START"))
    names = {
        "pos": "pos_acc",
        "morph": "morph_acc",
        "uas": "dep_uas",
        "las": "dep_las",
        "lemma": "lemma_acc",
        "sentence_precision": "sents_p",
        "sentence_recall": "sents_r",
        "sentence_f": "sents_f",
    }
    return {name: float(found.get(theirs) or 0.0) for name, theirs in names.items()}
