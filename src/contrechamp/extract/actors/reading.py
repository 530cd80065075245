"""What is known while a text is read from start to end: referents, the places where they came, who spoke last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from contrechamp.extract.actors.mentions import Mention
from contrechamp.extract.actors.referents import Ground, Place, Referent, carrier_start, pace
from contrechamp.extract.actors.roles import RoleWords
from contrechamp.extract.actors.salience import SUBJECT, weight_of
from contrechamp.extract.tree import Tree, Word, kids
from contrechamp.lang import read_table, read_toml
from contrechamp.text.fold import fold_words

_KEPT = 80  # places kept in mind; more than eight sentences hold
_PEOPLE = 120  # referents that a description may take up; more than any news article names


@dataclass(slots=True)
class Reading:
    """The state of one pass over a text. `speakers` are given from outside, `named` the mentions by name by root word.

    `at` holds the referent of each word that heads a name, description or pronoun; `links` the mentions found so far;
    `lore` what the whole text says that the people are whom it names, by key; `main` the key of whom it names most.
    """

    ground: Ground
    words: RoleWords
    named: Mapping[int, Mention]
    speakers: Mapping[int, int] | None
    by_key: dict[str, Referent] = field(default_factory=dict)
    people: list[Referent] = field(default_factory=list)
    recent: list[Place] = field(default_factory=list)
    spoke: Referent | None = None
    at: dict[int, Referent] = field(default_factory=dict)
    links: list[Mention] = field(default_factory=list)
    lore: dict[str, Referent] = field(default_factory=dict)
    main: str = ""


def come(read: Reading, word: Word, who: Referent) -> None:
    """Remembers that `who` comes at a word; coordinated people come together as well, as a plural."""
    ground = read.ground
    who.last, who.times = word.i, who.times + 1
    read.at[word.i] = who
    scope = -1 if start_of_speech(read, word) < word.i else ground.scope[word.i]
    heavy, beat = weight_of(ground.tree, word), pace(ground, word.i, scope)
    answers = scope < 0 and who.speaks and _answers(read, word)
    said = who.speaks and scope < 0 and speaks(read, word)
    heavy = max(heavy, SUBJECT) if answers or (said and read.speakers is not None) else heavy
    who.role = max(who.role, heavy)
    read.recent.append(Place(word.i, beat, scope, heavy, who))
    if answers or said:
        read.spoke = who
        who.spoke = word.i
    joined = [k for k in kids(ground.tree, word.i, "conj") if k.pos in ("PROPN", "NOUN")]
    if joined and who.number == "s" and (who.person or who.speaks):
        pair = Referent(word.i, None, "", "p", who.person, True, first=word.i, last=word.i)
        read.recent.append(Place(word.i, beat, scope, heavy, pair))
    if len(read.recent) > 2 * _KEPT:
        read.recent = read.recent[-_KEPT:]


def add(read: Reading, who: Referent) -> None:
    """A new referent that descriptions may take up."""
    read.people.append(who)
    if len(read.people) > 2 * _PEOPLE:
        read.people = read.people[-_PEOPLE:]


@cache
def pronoun_table(language: str) -> dict[str, Any]:
    """The pronouns of actors.toml, and the verbs that only somebody can be the subject of, folded."""
    table = dict(read_toml(language, "actors")["pronouns"])
    verbs = {fold_words(row[0]) for row in read_table(language, "reporting_verbs")}
    return {
        **table,
        **{name: frozenset(map(fold_words, table[name])) for name in ("speaking", "impersonal", "according")},
        "reporting": frozenset(verbs | set(map(fold_words, table["speaking"]))),
    }


def speaks(read: Reading, word: Word) -> bool:
    """Whether a word names who speaks: a speaker given from outside, else the subject of a verb of speech."""
    if read.speakers is not None:
        return word.i in read.speakers
    tree, verbs = read.ground.tree, pronoun_table(read.ground.language)["reporting"]
    if word.low.startswith("-"):
        return bool(verbs_around(tree, word) & verbs)
    top = tree.words[word.head] if word.rel in ("flat", "appos") else word
    verb = tree.words[top.head]
    return top.rel == "nsubj" and verb.pos in ("VERB", "AUX") and verb.key in verbs


def _answers(read: Reading, word: Word) -> bool:
    """Whether a relative clause right behind a name tells that he speaks: *à X, qui n'a pas manqué de répliquer*."""
    tree, verbs = read.ground.tree, pronoun_table(read.ground.language)["reporting"]
    for clause in kids(tree, word.i, "acl"):
        if any("who" in k.function for k in kids(tree, clause.i, "nsubj")):
            denied = {k.bare for k in kids(tree, clause.i, "advmod")} & read.words.negations
            ahead = kids(tree, clause.i, "xcomp")
            return any(verb.key in verbs for verb in (ahead if denied else (clause, *ahead)))
    return False


def start_of_speech(read: Reading, word: Word) -> int:
    """The first word of the sentence that `word` says as a speaker in an incise; `word` itself elsewhere."""
    if read.speakers is not None:
        return min(word.i, read.speakers.get(word.i, word.i))
    if word.low.startswith("-") and speaks(read, word):
        return carrier_start(read.ground, word.i)
    return word.i


def verbs_around(tree: Tree, word: Word) -> set[str]:
    """The lemmas of the verb of a subject: the one it hangs on; behind an inversion, the words around too."""
    found = {fold_words(tree.words[word.head].lemma)}
    if word.low.startswith("-"):
        found |= {fold_words(tree.words[i].lemma) for i in (word.i - 1, word.i + 1, word.i + 2) if i < len(tree.words)}
    return found
