"""A bare statement as a list of content words, each with its polarity, its role, its clause and what it governs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from contrechamp.compare.polarity import CLAUSES, DEEPEST, Polarity, clause_of, read_polarity
from contrechamp.compare.rarity import rarity
from contrechamp.compare.words import is_figure
from contrechamp.lang import read_toml
from contrechamp.model import Actor, Quantity, Span, Time
from contrechamp.text.fold import fold_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM", "ADV"})

ROLES = {"nsubj": "subject", "obl:agent": "subject", "nsubj:pass": "object", "obj": "object", "iobj": "object"}


@dataclass(frozen=True, slots=True)
class Word:
    """A content word: its span, folded lemma, part of speech, weight, and role in its clause.

    `negated` says that a negation stands at its clause or at itself, `bare` that one stands at itself; `sign` is -1
    where all that stands above it taken together denies it. `head` is the index of its clause's predicate among the
    statement's words, `parent` that of the content word that governs it, by the relation `link`; -1 for none. `before`
    are the folded prepositions, determiners and conjunctions that stand over it.
    """

    span: Span
    lemma: str
    pos: str
    weight: float
    role: str
    negated: bool
    head: int
    before: frozenset[str]
    bare: bool = False
    sign: int = 1
    parent: int = -1
    link: str = "ROOT"


@dataclass(frozen=True, slots=True)
class Statement:
    """A parsed statement: its content words in order, its figures, times and actors, and the cue words of each class.

    `negations` are the spans of the words that negate.
    """

    text: str
    words: tuple[Word, ...]
    cues: dict[str, tuple[Span, ...]]
    negations: tuple[Span, ...]
    figures: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    actors: tuple[Actor, ...] = ()


@cache
def cue_classes(language: str) -> dict[str, frozenset[str]]:
    """The classes of cue words: `denial`, `exclusive` and so on, as folded lemmas or forms."""
    classes: dict[str, list[str]] = read_toml(language, "relations")["cues"]
    return {name: frozenset(fold_words(word) for word in words) for name, words in classes.items()}


def parse_statement(text: str, language: str = "fr") -> Statement:
    """The statement in a bare text, by the language's pipeline. Raises UnknownLanguage, PipelineMissing."""
    from contrechamp.extract.syntax import parse

    return read_statement(parse(text, language=language), language)


def read_statement(doc: Doc, language: str = "fr") -> Statement:
    """The statement in a parsed text. O(n)."""
    from contrechamp.extract.actors import find_actors
    from contrechamp.extract.quantities import find_quantities
    from contrechamp.extract.times import find_times

    polarity = read_polarity(doc, language)
    tokens = [token for token in doc if (token.pos_ in CONTENT and len(token.text) > 1) or is_figure(token.text)]
    number = {token.i: at for at, token in enumerate(tokens)}
    times = find_times(doc.text, language, doc=doc)
    return Statement(
        text=doc.text,
        words=tuple(_word(token, polarity, number, language) for token in tokens),
        cues=dict(_cues(doc, language)),
        negations=tuple(sorted(set(polarity.negated.values()))),
        figures=find_quantities(doc.text, language, times=times, doc=doc),
        times=times,
        actors=find_actors(doc, language=language),
    )


def _word(token: Token, polarity: Polarity, number: dict[int, int], language: str) -> Word:
    lemma = fold_words(token.text if is_figure(token.text) else token.lemma_ or token.text)
    clause = clause_of(token)
    return Word(
        span=Span(token.idx, token.idx + len(token.text)),
        lemma=lemma,
        pos=token.pos_,
        weight=rarity(lemma, language),
        role=_role(token),
        negated=clause.i in polarity.negated or token.i in polarity.negated,
        head=number.get(clause.i, -1),
        before=frozenset(fold_words(child.text) for child in token.children if child.dep_ in ("case", "det", "mark")),
        bare=token.i in polarity.negated,
        sign=polarity.signs[token.i],
        parent=_parent(token, number),
        link=token.dep_,
    )


def _parent(token: Token, number: dict[int, int]) -> int:
    for _ in range(DEEPEST):
        if token.head == token:
            break
        token = token.head
        if token.i in number:
            return number[token.i]
    return -1


def _role(token: Token) -> str:
    for _ in range(DEEPEST):
        if token.dep_ in ROLES or token.dep_.startswith("obl"):
            return ROLES.get(token.dep_, "oblique")
        if token.dep_ in CLAUSES or token.head == token:
            return "predicate"
        token = token.head
    return "oblique"


def _cues(doc: Doc, language: str) -> Iterator[tuple[str, tuple[Span, ...]]]:
    for name, words in sorted(cue_classes(language).items()):
        spans = tuple(
            Span(token.idx, token.idx + len(token.text))
            for token in doc
            if fold_words(token.lemma_) in words or fold_words(token.text) in words
        )
        if spans:
            yield name, spans
