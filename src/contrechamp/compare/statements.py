"""A bare statement as a parsed list of content words, each with its polarity, its role and its clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from contrechamp.compare.rarity import rarity
from contrechamp.compare.words import is_figure
from contrechamp.lang import read_toml
from contrechamp.model import Span
from contrechamp.text.fold import fold_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM", "ADV"})
CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "acl", "acl:relcl", "parataxis", "conj", "xcomp", "csubj"})


@dataclass(frozen=True, slots=True)
class Word:
    """A content word: its span, folded lemma, part of speech, weight, role in its clause, and what it is said under.

    `negated` says that an odd number of negations lie on it; `head` is the index of its clause's predicate among the
    statement's words, or -1.
    """

    span: Span
    lemma: str
    pos: str
    weight: float
    role: str
    negated: bool
    head: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A parsed statement: its content words in order, and the cue words of each class that it uses."""

    text: str
    words: tuple[Word, ...]
    cues: dict[str, tuple[Span, ...]]
    quoted: float
    length: int


@cache
def cue_classes(language: str) -> dict[str, frozenset[str]]:
    """The classes of cue words: `negation`, `denial`, `quantifier` and so on, as folded lemmas or forms."""
    classes: dict[str, list[str]] = read_toml(language, "relations")["cues"]
    return {name: frozenset(fold_words(word) for word in words) for name, words in classes.items()}


def read_statement(doc: Doc, language: str = "fr") -> Statement:
    """The statement in a parsed text. O(n)."""
    negations = _negations(doc, cue_classes(language)["negation"])
    tokens = [token for token in doc if (token.pos_ in CONTENT and len(token.text) > 1) or token.like_num]
    number = {token.i: at for at, token in enumerate(tokens)}
    words = tuple(_word(token, negations, number, language) for token in tokens)
    quoted = _quoted(doc)
    return Statement(doc.text, words, dict(_cues(doc, language)), quoted / max(1, len(doc)), len(doc))


def _word(token: Token, negations: dict[int, int], number: dict[int, int], language: str) -> Word:
    lemma = fold_words(token.lemma_ or token.text)
    clause = _clause(token)
    lemma = fold_words(token.text) if is_figure(token.text) else lemma
    return Word(
        span=Span(token.idx, token.idx + len(token.text)),
        lemma=lemma,
        pos=token.pos_,
        weight=rarity(lemma, language),
        role=_role(token),
        negated=negations.get(clause.i, 0) % 2 == 1 or negations.get(token.i, 0) % 2 == 1,
        head=number.get(clause.i, -1),
    )


def _clause(token: Token) -> Token:
    """The predicate of the clause that a word stands in: the word itself where it heads one."""
    for _ in range(40):
        if token.dep_ in CLAUSES or token.head is token:
            return token
        token = token.head
    return token


def _role(token: Token) -> str:
    for _ in range(40):
        relation = token.dep_
        if relation.startswith("nsubj:pass"):
            return "object"
        if relation.startswith("nsubj"):
            return "subject"
        if relation == "obl:agent":
            return "subject"
        if relation in ("obj", "iobj"):
            return "object"
        if relation.startswith("obl"):
            return "oblique"
        if relation in CLAUSES or token.head is token:
            return "predicate"
        token = token.head
    return "oblique"


def _negations(doc: Doc, negators: frozenset[str]) -> dict[int, int]:
    """How many negations lie on each predicate or noun: `ne … pas` counts once, so does `aucun`."""
    found: dict[int, int] = {}
    for token in doc:
        word = fold_words(token.text)
        if word not in negators:
            continue
        if word in ("aucun", "aucune", "nul", "nulle", "sans", "ni", "non"):
            at = token.head
        else:
            at = _clause(token) if token.dep_ != "advmod" else token.head
        found[at.i] = 1
        if word in ("aucun", "aucune", "nul", "nulle", "personne", "rien"):
            found[_clause(at).i] = 1
    return found


def _cues(doc: Doc, language: str) -> Iterator[tuple[str, tuple[Span, ...]]]:
    for name, words in sorted(cue_classes(language).items()):
        spans = tuple(
            Span(token.idx, token.idx + len(token.text))
            for token in doc
            if fold_words(token.lemma_ or token.text) in words or fold_words(token.text) in words
        )
        if spans:
            yield name, spans


def _quoted(doc: Doc) -> int:
    inside, count = False, 0
    for token in doc:
        if token.text in ('"', "“", "”", "«", "»"):
            inside = token.text in ("“", "«") or (token.text == '"' and not inside)
        elif inside:
            count += 1
    return count
