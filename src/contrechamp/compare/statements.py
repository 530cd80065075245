"""A bare statement as a list of content words, each with its polarity, its role and its clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from contrechamp.compare.rarity import rarity
from contrechamp.compare.words import is_figure
from contrechamp.lang import read_toml
from contrechamp.model import Actor, Quantity, Span, Time
from contrechamp.text.fold import fold_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM", "ADV"})
CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "acl", "acl:relcl", "parataxis", "conj", "xcomp", "csubj"})
DEEPEST = 40
"""A word deeper in the tree than this is taken as it is; no sentence of the news is."""

ROLES = {"nsubj": "subject", "obl:agent": "subject", "nsubj:pass": "object", "obj": "object", "iobj": "object"}


@dataclass(frozen=True, slots=True)
class Word:
    """A content word: its span, folded lemma, part of speech, weight, and role in its clause.

    `negated` says that its clause or itself is negated; `head` is the index of its clause's predicate among the
    statement's words, or -1; `before` is the folded preposition or determiner that stands over it.
    """

    span: Span
    lemma: str
    pos: str
    weight: float
    role: str
    negated: bool
    head: int
    before: frozenset[str]


@dataclass(frozen=True, slots=True)
class Statement:
    """A parsed statement: its content words in order, its figures, times and actors, and the cue words of each class.

    `negations` are the spans of the words that negate, `main_negated` tells about the main clause.
    """

    text: str
    words: tuple[Word, ...]
    cues: dict[str, tuple[Span, ...]]
    negations: tuple[Span, ...]
    main_negated: bool
    figures: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    actors: tuple[Actor, ...] = ()


@cache
def cue_classes(language: str) -> dict[str, frozenset[str]]:
    """The classes of cue words: `denial`, `exclusive` and so on, as folded lemmas or forms."""
    classes: dict[str, list[str]] = read_toml(language, "relations")["cues"]
    return {name: frozenset(fold_words(word) for word in words) for name, words in classes.items()}


@cache
def _negators(language: str) -> dict[str, frozenset[str]]:
    classes: dict[str, list[str]] = read_toml(language, "relations")["negation"]
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

    negations = dict(_negations(doc, _negators(language)))
    tokens = [token for token in doc if (token.pos_ in CONTENT and len(token.text) > 1) or is_figure(token.text)]
    number = {token.i: at for at, token in enumerate(tokens)}
    words = tuple(_word(token, negations, number, language) for token in tokens)
    times = find_times(doc.text, language, doc=doc)
    return Statement(
        text=doc.text,
        words=words,
        cues=dict(_cues(doc, language)),
        negations=tuple(sorted(set(negations.values()))),
        main_negated=any(token.i in negations for token in doc if token.dep_ == "ROOT"),
        figures=find_quantities(doc.text, language, times=times, doc=doc),
        times=times,
        actors=find_actors(doc, language=language),
    )


def _word(token: Token, negations: dict[int, Span], number: dict[int, int], language: str) -> Word:
    lemma = fold_words(token.text if is_figure(token.text) else token.lemma_ or token.text)
    clause = _clause(token)
    return Word(
        span=Span(token.idx, token.idx + len(token.text)),
        lemma=lemma,
        pos=token.pos_,
        weight=rarity(lemma, language),
        role=_role(token),
        negated=clause.i in negations or token.i in negations,
        head=number.get(clause.i, -1),
        before=frozenset(fold_words(child.text) for child in token.children if child.dep_ in ("case", "det", "mark")),
    )


def _clause(token: Token) -> Token:
    """The predicate of the clause that a word stands in: the word itself where it heads one."""
    for _ in range(DEEPEST):
        if token.dep_ in CLAUSES or token.head is token or token.head == token:
            break
        token = token.head
    return token


def _role(token: Token) -> str:
    for _ in range(DEEPEST):
        if token.dep_ in ROLES or token.dep_.startswith("obl"):
            return ROLES.get(token.dep_, "oblique")
        if token.dep_ in CLAUSES or token.head == token:
            return "predicate"
        token = token.head
    return "oblique"


def _negations(doc: Doc, negators: dict[str, frozenset[str]]) -> Iterator[tuple[int, Span]]:
    """The predicates and nouns that are negated, each with the span of a word that does it.

    `ne … que` restricts and negates nothing; `ne` alone negates only a few verbs (*il ne peut venir*).
    """
    for token in doc:
        word = fold_words(token.text)
        span = Span(token.idx, token.idx + len(token.text))
        if word in negators["around"]:
            clause = _verb_above(token)
            if _completed(doc, token, negators) or fold_words(clause.lemma_) in negators["alone"]:
                yield clause.i, span
                yield _clause(clause).i, span
        elif (
            word in negators["determiners"]
            or word in negators["prepositions"]
            or (word in negators["adverbs"] and not _softened(doc, token, negators))
        ):
            yield token.head.i, span


def _verb_above(token: Token) -> Token:
    return token.head


def _completed(doc: Doc, token: Token, negators: dict[str, frozenset[str]]) -> bool:
    """Whether `ne` is followed, within a dozen words, by its other half rather than by `que` or another `ne`."""
    for other in doc[token.i + 1 : token.i + 14]:
        word = fold_words(other.text)
        if word in negators["halves"]:
            return not _softened(doc, other, negators)
        if word in negators["around"] or other.is_sent_start:
            return False
    before = doc[max(0, token.i - 6) : token.i]
    return any(fold_words(other.text) in negators["openers"] for other in before)


def _softened(doc: Doc, token: Token, negators: dict[str, frozenset[str]]) -> bool:
    """Whether the next word takes the negation back: `pas seulement`, `pas moins`."""
    return token.i + 1 < len(doc) and fold_words(doc[token.i + 1].text) in negators["softeners"]


def _cues(doc: Doc, language: str) -> Iterator[tuple[str, tuple[Span, ...]]]:
    for name, words in sorted(cue_classes(language).items()):
        spans = tuple(
            Span(token.idx, token.idx + len(token.text))
            for token in doc
            if fold_words(token.lemma_) in words or fold_words(token.text) in words
        )
        if spans:
            yield name, spans
