"""Pronouns and possessives given to the actor they stand for, where only one can be meant.

A salience model (after Lappin and Leass, 1994): whoever is near, agrees in gender and number and is a subject comes
first. The link stands only where the best one is clearly ahead of every other actor and of every other noun that the
pronoun could stand for. Words in a quotation are spoken by somebody else and are read apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from contrechamp.extract.actors.mentions import Mention
from contrechamp.extract.actors.persons import UNKNOWN
from contrechamp.extract.tree import Tree, Word
from contrechamp.lang import read_toml
from contrechamp.model import ActorKind, Via
from contrechamp.text.fold import fold_words
from contrechamp.text.quotes import find_quotes

_WINDOW = 2  # sentences before the pronoun's own; almost all antecedents of French news pronouns lie there
_MARGIN = 1.0  # how far the best must be ahead: one grammatical role, or most of a sentence
_SUBJECT, _SIDE_SUBJECT, _OBJECT, _OTHER = 4.0, 3.0, 1.5, 0.75
_SENTENCE = 1.25  # what one sentence of distance costs


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Somebody or something that a later pronoun could stand for; `mention` is None for a noun that is no actor."""

    at: int
    sentence: int
    scope: int
    gender: str
    number: str
    weight: float
    mention: Mention | None


def find_pronouns(tree: Tree, mentions: Iterable[Mention], language: str) -> list[Mention]:
    """The mentions by pronoun or possessive, in order. O(n) in the words of the text."""
    scopes = _Scopes(tree.text)
    by_root = {one.root: one for one in sorted(mentions, key=lambda m: m.end - m.start)}
    covered = {i for one in by_root.values() for i in _inside(tree, one)}
    recent: list[_Candidate] = []
    found: list[Mention] = []
    for word in tree.words:
        recent = [c for c in recent if c.sentence >= word.sentence - _WINDOW][-60:]
        scope = scopes.of(word.start)
        linked = None
        if word.i in by_root and by_root[word.i].key == UNKNOWN:
            linked = _described(by_root[word.i], word, scope, recent)
            recent += [_candidate(tree, word, scope, linked)] if linked else []
        elif word.i in by_root:
            recent.append(_candidate(tree, word, scope, by_root[word.i]))
        elif word.pos == "PRON":
            linked = _pronoun(tree, word, scope, recent, language)
        elif word.pos == "DET":
            linked = _possessive(tree, word, scope, recent, language)
        elif word.pos in ("NOUN", "PROPN") and word.i not in covered and word.rel in ("nsubj", "obj"):
            recent.append(_candidate(tree, word, scope, None))
        if linked:
            found.append(linked)
            if word.pos == "PRON":
                recent.append(_candidate(tree, word, scope, linked))
    return found


class _Scopes:
    """Which quotation a character stands in; -1 outside of all."""

    def __init__(self, text: str) -> None:
        quotes = [q for q in find_quotes(text) if q.depth == 0 and q.span.end - q.span.start > 25]
        self.starts = [quote.span.start for quote in quotes]
        self.ends = [quote.span.end for quote in quotes]

    def of(self, at: int) -> int:
        place = bisect_right(self.starts, at) - 1
        return place if place >= 0 and at < self.ends[place] else -1


def _inside(tree: Tree, one: Mention) -> Iterator[int]:
    i = one.root
    while i < len(tree.words) and tree.words[i].start < one.end:
        yield i
        i += 1
    i = one.root - 1
    while i >= 0 and tree.words[i].start >= one.start:
        yield i
        i -= 1


def _candidate(tree: Tree, word: Word, scope: int, mention: Mention | None) -> _Candidate:
    gender, number = (mention.gender, mention.number) if mention else (_gender(word), _number(word))
    return _Candidate(word.i, word.sentence, scope, gender, number, _weight(tree, word), mention)


def _weight(tree: Tree, word: Word) -> float:
    """How present the role of a word makes it: the subject of the main clause most."""
    if word.rel == "conj" and tree.words[word.head].pos in ("NOUN", "PROPN", "PRON"):
        word = tree.words[word.head]
    for _ in range(3):  # M. Macron: the title is the subject, the name hangs on it
        if word.rel not in ("flat", "appos"):
            break
        word = tree.words[word.head]
    if word.rel == "nsubj":
        clause = tree.words[word.head].rel
        return _SUBJECT if clause in ("root", "parataxis", "conj") else _SIDE_SUBJECT
    if word.rel in ("root", "vocative", "dislocated"):
        return _SIDE_SUBJECT
    return _OBJECT if word.rel in ("obj", "iobj") or word.dep == "obl:agent" else _OTHER


def _gender(word: Word) -> str:
    return "m" if "Gender=Masc" in word.morph else "f" if "Gender=Fem" in word.morph else ""


def _number(word: Word) -> str:
    return "p" if "Number=Plur" in word.morph else "s"


@cache
def _table(language: str) -> dict[str, Any]:
    table = dict(read_toml(language, "actors")["pronouns"])
    return {
        **table,
        **{name: frozenset(map(fold_words, table[name])) for name in ("speaking", "impersonal", "according")},
    }


def _pronoun(tree: Tree, word: Word, scope: int, recent: list[_Candidate], language: str) -> Mention | None:
    table = _table(language)
    form = word.low.removeprefix("-t-").removeprefix("-")
    inverted = word.low.startswith("-")
    according = any(fold_words(tree.words[k].low) in table["according"] for k in word.kids)
    if form in table["stressed"] and according:
        gender, number = table["stressed"][form]
        return _link(tree, word, scope, recent, gender, number, True)
    if form in table["subject"] and (inverted or word.rel == "nsubj" or (form != "il" and word.rel in ("obj", "expl"))):
        gender, number = table["subject"][form]
        lemmas = _verbs(tree, word)
        if lemmas & table["impersonal"] or _pointless(tree, word):
            return None
        return _link(tree, word, scope, recent, gender, number, bool(lemmas & table["speaking"]))
    return None


def _verbs(tree: Tree, word: Word) -> set[str]:
    """The lemmas of the verb of a subject: the one it hangs on; behind an inversion, the words around too."""
    found = {fold_words(tree.words[word.head].lemma)}
    if word.low.startswith("-"):
        found |= {fold_words(tree.words[i].lemma) for i in (word.i - 1, word.i + 1, word.i + 2) if i < len(tree.words)}
    return found


def _pointless(tree: Tree, word: Word) -> bool:
    """*il y a*, *il s'agit*, *y a-t-il*: nobody is meant."""
    near = [tree.words[i].low for i in range(max(0, word.i - 2), min(word.i + 3, len(tree.words)))]
    return word.low in ("il", "-t-il", "-il") and "y" in near


def _described(one: Mention, word: Word, scope: int, recent: list[_Candidate]) -> Mention | None:
    """Who *le cinéaste* is: the only person of that gender spoken of just before."""
    fitting = [c for c in recent if c.mention and c.mention.kind is ActorKind.PERSON and c.scope in (scope, -1)]
    fitting = [c for c in fitting if not one.gender or c.gender in ("", one.gender)]
    fitting = [c for c in fitting if one.gender and c.gender == one.gender] or fitting
    people = {c.mention.key: c.mention for c in fitting if c.mention and c.at < word.i}
    if len(people) != 1:
        return None
    who = next(iter(people.values()))
    return replace(who, start=one.start, end=one.end, via=Via.EPITHET, root=one.root, gender=one.gender or who.gender)


def _link(
    tree: Tree, word: Word, scope: int, recent: list[_Candidate], gender: str, number: str, speaking: bool
) -> Mention | None:
    """The one candidate that is clearly ahead. Somebody who speaks is a person, or what speaks like one."""
    fitting = [c for c in recent if c.scope == scope and c.number == number and c.gender in ("", gender)]
    if speaking:
        people = [c for c in fitting if c.mention and c.mention.kind in (ActorKind.PERSON, ActorKind.GROUP)]
        fitting = people or [c for c in fitting if c.mention and c.mention.kind is not ActorKind.PLACE]
    best, score, other = _ranked(fitting, word, gender)
    if best is None or best.mention is None or score - other < _MARGIN:
        return None
    who = best.mention
    if who.kind is ActorKind.PLACE:
        return None
    return replace(who, start=word.start, end=word.end, via=Via.PRONOUN, root=word.i, gender=gender, number=number)


def _ranked(fitting: list[_Candidate], word: Word, gender: str) -> tuple[_Candidate | None, float, float]:
    """The best candidate, its score, and the score of the best one that is somebody else."""
    best: _Candidate | None = None
    scores: dict[str, float] = {}
    top = -99.0
    for c in fitting:
        score = c.weight - _SENTENCE * (word.sentence - c.sentence) + 0.25 * (c.gender == gender)
        score += 0.5 if c.mention and c.mention.kind is ActorKind.PERSON else 0.0
        who = c.mention.key if c.mention else f"noun {c.at}"
        scores[who] = max(scores.get(who, -99.0), score)
        if score >= top:
            best, top = c, score
    if best is None:
        return None, 0.0, 0.0
    who = best.mention.key if best.mention else f"noun {best.at}"
    others = [score for name, score in scores.items() if name != who]
    return best, top, max(others, default=-99.0)


def _possessive(tree: Tree, word: Word, scope: int, recent: list[_Candidate], language: str) -> Mention | None:
    """The subject of the same clause, where it is somebody: *Poutine défend son armée*."""
    number = _table(language)["possessive"].get(word.low)
    if number is None:
        return None
    owned = tree.words[word.head]
    clause = owned
    for _ in range(6):
        if clause.pos in ("VERB", "AUX") or clause.head == clause.i:
            break
        clause = tree.words[clause.head]
    subjects = [tree.words[k] for k in clause.kids if tree.words[k].rel == "nsubj" and k < word.i]
    if len(subjects) == 1 and owned.i != subjects[0].i:
        for c in reversed(recent):
            if c.at == subjects[0].i and c.mention and c.number == number and c.scope == scope:
                if c.mention.kind is ActorKind.PLACE:
                    return None
                return replace(c.mention, start=word.start, end=word.end, via=Via.PRONOUN, root=word.i)
    deed = fold_words(owned.low).endswith(tuple(_table(language)["deeds"]))  # its owner may be who suffers it
    if deed or (subjects and subjects[0].i != owned.i):
        return None
    return _only_person(tree, word, scope, recent, number)


def _power(tree: Tree, c: _Candidate) -> bool:
    kinds = (ActorKind.COUNTRY, ActorKind.ORGANISATION)
    return c.mention is not None and c.mention.kind in kinds and tree.words[c.at].pos == "PROPN"


def _only_person(tree: Tree, word: Word, scope: int, recent: list[_Candidate], number: str) -> Mention | None:
    """The one person spoken of in this sentence and the one before, where nobody and nothing else can own."""
    near = [c for c in recent if c.scope == scope and c.number == number and c.sentence >= word.sentence - 1]
    people = {c.mention.key: c.mention for c in near if c.mention and c.mention.kind is ActorKind.PERSON}
    rivals = [c for c in near if c.mention is None or c.mention.kind is not ActorKind.PERSON]
    last = max((c.at for c in near if c.mention and c.mention.kind is ActorKind.PERSON), default=-1)
    rivals = [c for c in rivals if c.sentence == word.sentence and c.at < word.i]
    rivals = [c for c in rivals if c.weight >= _SIDE_SUBJECT or (c.at > last and _power(tree, c))]
    if len(people) != 1 or number != "s" or rivals:
        return None
    return replace(next(iter(people.values())), start=word.start, end=word.end, via=Via.PRONOUN, root=word.i)
