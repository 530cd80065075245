"""Chains: each name, description and pronoun given to the one it stands for, where only one can be meant.

One pass from the start of a text to its end. A name opens a referent or takes one up by its key; a description
*la jeune femme*, *l'institut*) goes to whoever is known to be that, else to the only person that can be meant, else it
opens a referent without a name; a pronoun goes to the most salient one that agrees. Words in a quotation are spoken by
somebody else and are read apart. Whoever speaks is looked for among people and what speaks like them, over a longer
stretch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from contrechamp.extract.actors.mentions import Mention
from contrechamp.extract.actors.persons import UNKNOWN
from contrechamp.extract.actors.referents import (
    Ground,
    Place,
    Referent,
    carrier_start,
    gender_mark,
    number_mark,
    read_ground,
    referent_of,
)
from contrechamp.extract.actors.roles import (
    Description,
    RoleWords,
    conflicts,
    fits,
    learn,
    only,
    read_description,
    role_words,
)
from contrechamp.extract.actors.salience import (
    SIDE_SUBJECT,
    SPEECH_MARGIN,
    SPEECH_WINDOW,
    WINDOW,
    best_of,
    weight_of,
)
from contrechamp.extract.tree import Tree, Word, kids, word_at
from contrechamp.lang import read_table, read_toml
from contrechamp.model import ActorKind, Via
from contrechamp.text.fold import fold_words

_KEPT = 80  # places kept in mind; more than eight sentences hold
_ALONE = 4  # beats within which somebody must be the only one for a word that fits anybody


@dataclass(frozen=True, slots=True)
class Chains:
    """For each word that heads a name, description or pronoun, who it stands for; and the mentions that this adds."""

    at: dict[int, Referent]
    links: list[Mention]


@dataclass(slots=True)
class _Reading:
    """What is known while a text is read from its start to its end."""

    ground: Ground
    words: RoleWords
    speakers: Mapping[int, int] | None
    by_key: dict[str, Referent] = field(default_factory=dict)
    people: list[Referent] = field(default_factory=list)
    recent: list[Place] = field(default_factory=list)
    spoke: Referent | None = None
    at: dict[int, Referent] = field(default_factory=dict)
    links: list[Mention] = field(default_factory=list)


def find_pronouns(tree: Tree, mentions: Iterable[Mention], language: str) -> list[Mention]:
    """The mentions by pronoun, possessive or description, in order. O(n) in the words of the text."""
    return find_chains(tree, mentions, language).links


def find_chains(
    tree: Tree, mentions: Iterable[Mention], language: str, speakers: Mapping[int, int] | None = None
) -> Chains:
    """All chains of a text. `speakers` gives the words that name who speaks, each with the first word of what he says.

    Without it, subjects of verbs of speech are taken. O(n) in the words of the text.
    """
    by_root = {one.root: one for one in sorted(mentions, key=lambda m: m.end - m.start)}
    covered = {i for one in by_root.values() for i in _inside(tree, one)}
    read = _Reading(read_ground(tree, language), role_words(language), speakers)
    for word in tree.words:
        known = by_root.get(word.i)
        if known is not None and known.key != UNKNOWN:
            _name(read, word, known)
        elif word.bare in read.words.last or word.bare in read.words.topic:
            _take(read, word, _pointed(read, word), Via.PRONOUN)
        elif word.pos == "PRON" or (word.low.startswith("-") and len(word.low) > 2):
            _take(read, word, _pronoun(read, word), Via.PRONOUN)
        elif word.pos == "DET":
            if (linked := _possessive(read, word)) is not None:
                read.links.append(linked)
        elif known is not None or word.i not in covered:
            _noun(read, word, known)
        if len(read.recent) > 2 * _KEPT:
            read.recent = read.recent[-_KEPT:]
    return Chains(read.at, read.links)


def _inside(tree: Tree, one: Mention) -> Iterator[int]:
    i = one.root
    while i < len(tree.words) and tree.words[i].start < one.end:
        yield i
        i += 1
    i = one.root - 1
    while i >= 0 and tree.words[i].start >= one.start:
        yield i
        i -= 1


# ---------------------------------------------------------------- names and nouns


def _name(read: _Reading, word: Word, known: Mention) -> None:
    """A name: the referent of its key, with what the words around it say."""
    who = read.by_key.get(known.key)
    if who is None:
        who = read.by_key[known.key] = referent_of(known, word.i)
        read.people.append(who)
    if known.via is Via.NAME and who.mention is not None and who.mention.via is not Via.NAME:
        who.mention, who.at = known, word.i
    who.gender = who.gender or known.gender
    if known.kind in (ActorKind.PERSON, ActorKind.ORGANISATION):
        tree = read.ground.tree
        learn(tree, who, word_at(tree, known.start), word_at(tree, known.end - 1), word.i, read.ground.language)
    _come(read, word, who)


def _come(read: _Reading, word: Word, who: Referent, weight: float | None = None) -> None:
    """Remembers that `who` comes at a word; coordinated people come together as well, as a plural."""
    ground = read.ground
    who.last, who.times = word.i, who.times + 1
    read.at[word.i] = who
    heavy = weight_of(ground.tree, word) if weight is None else weight
    read.recent.append(Place(word.i, ground.beat(word.i), ground.scope[word.i], heavy, who))
    if who.speaks and ground.scope[word.i] < 0 and _speaks(read, word):
        read.spoke = who
        who.spoke = word.i
    joined = [k for k in kids(ground.tree, word.i, "conj") if k.pos in ("PROPN", "NOUN")]
    if joined and who.number == "s" and (who.person or who.speaks):
        pair = Referent(word.i, None, "", "p", who.person, True, first=word.i, last=word.i)
        read.recent.append(Place(word.i, ground.beat(word.i), ground.scope[word.i], heavy, pair))


def _noun(read: _Reading, word: Word, known: Mention | None) -> None:
    """A noun that is no name: somebody described, taken up or new; or a thing that a pronoun may stand for."""
    ground = read.ground
    one = read_description(ground.tree, word, ground.language) if ground.scope[word.i] < 0 or known else None
    if one is None:
        if known is not None:
            _take(read, word, _just_spoken_of(read, word, known), Via.EPITHET, known)
        elif word.pos in ("NOUN", "PROPN") and word.rel in ("nsubj", "obj"):
            speaks = word.pos == "PROPN" or _speaks(read, word)
            thing = Referent(word.i, None, gender_mark(word), number_mark(word), False, speaks)
            _come(read, word, thing)
        return
    who = _described(read, word, one)
    if who is None and known is not None:
        who = _just_spoken_of(read, word, known)
    if who is not None:
        _take(read, word, who, Via.EPITHET, known)
        return
    kind = one.lemma in read.words.kinds and one.lemma not in read.words.wider.get("homme", frozenset())
    new = Referent(word.i, None, one.gender, one.number, not kind, True, {one.lemma}, set(one.about), one.age, word.i)
    read.people.append(new)
    _come(read, word, new)


def _take(read: _Reading, word: Word, who: Referent | None, via: Via, known: Mention | None = None) -> None:
    """Links a word to a referent; a mention comes of it where the referent has a key."""
    if who is None:
        return
    _come(read, word, who)
    if who.mention is None:
        return
    gender, number = who.gender, who.number
    start, end = (
        (known.start, known.end) if known else (_start(read, word) if via is Via.EPITHET else word.start, word.end)
    )
    link = replace(who.mention, start=start, end=end, via=via, root=word.i, gender=gender, number=number)
    read.links.append(link)


def _start(read: _Reading, word: Word) -> int:
    """Where a description begins: at its article, unless that holds a preposition."""
    tree = read.ground.tree
    for i in range(word.i - 1, max(-1, word.i - 4), -1):
        if tree.words[i].pos == "DET":
            return tree.words[i].start
        if tree.words[i].pos not in ("ADJ", "NUM", "ADV"):
            break
    return word.start


# ---------------------------------------------------------------- descriptions


def _described(read: _Reading, word: Word, one: Description) -> Referent | None:
    """Who a definite description takes up: who is known to be that, by the same word, by a wider one, by age; else, for
    a word that fits anybody or in the place of a speaker, the only person that can be meant.
    """
    if not one.definite or one.number == "p":
        return None
    if any(k.pos == "PROPN" and k.i > word.i for k in kids(read.ground.tree, word.i, "appos", "flat")):
        return None
    for wanted in (3, 2):
        fitting = [who for who in read.people if who.mention is not None or wanted == 3]
        fitting = [who for who in fitting if fits(one, who, read.words) == wanted]
        fitting = [who for who in fitting if one.about <= who.about or not _names(read, word)]
        if fitting:
            return _latest(read, fitting, word)
    if one.lemma in read.words.related or one.lemma in read.words.kinds:
        return None
    if one.lemma in read.words.anybody or (_speaks(read, word) and not one.about):
        return _alone(read, word, one)
    return None


def _names(read: _Reading, word: Word) -> bool:
    """Whether a name stands in what hangs on a noun: *le maire de Lens* is the one of Lens."""
    tree = read.ground.tree
    high = tree.reach[word.i][1]
    return any(tree.words[i].pos == "PROPN" for i in range(word.i + 1, min(high, word.i + 12) + 1))


def _latest(read: _Reading, fitting: list[Referent], word: Word) -> Referent | None:
    """The only one, or the last one spoken of where the others are long past."""
    if (single := only(fitting)) is not None:
        return single
    ordered = sorted(fitting, key=lambda who: who.last)
    last, before = ordered[-1], ordered[-2]
    beat = read.ground.beat
    return last if beat(last.last) - beat(before.last) >= 2 and beat(word.i) - beat(last.last) <= 2 else None


def _alone(read: _Reading, word: Word, one: Description) -> Referent | None:
    """The only person just spoken of, where nothing known of him speaks against it."""
    beat = read.ground.beat(word.i)
    near = [
        who for who in read.people if who.person and who.number == "s" and beat - read.ground.beat(who.last) <= _ALONE
    ]
    near = [who for who in near if not (one.gender and who.gender and who.gender != one.gender)]
    single = only([who for who in near if who.mention is not None])
    if single is None or conflicts(one, single, read.words):
        return None
    if any(who is not single and who.last > single.last for who in near):
        return None
    return single


def _just_spoken_of(read: _Reading, word: Word, known: Mention) -> Referent | None:
    """Who *le cinéaste* is: the only person of that gender spoken of just before."""
    ground = read.ground
    beat, scope = ground.beat(word.i), ground.scope[word.i]
    near = [p for p in read.recent if p.beat >= beat - WINDOW and p.at < word.i and p.scope in (scope, -1)]
    near = [p for p in near if p.who.mention is not None and p.who.person]
    near = [p for p in near if not known.gender or p.who.gender in ("", known.gender)]
    near = [p for p in near if known.gender and p.who.gender == known.gender] or near
    return only([p.who for p in near])


# ---------------------------------------------------------------- pronouns


@cache
def _table(language: str) -> dict[str, Any]:
    table = dict(read_toml(language, "actors")["pronouns"])
    verbs = {fold_words(row[0]) for row in read_table(language, "reporting_verbs")}
    return {
        **table,
        **{name: frozenset(map(fold_words, table[name])) for name in ("speaking", "impersonal", "according")},
        "reporting": frozenset(verbs | set(map(fold_words, table["speaking"]))),
    }


def _speaks(read: _Reading, word: Word) -> bool:
    """Whether a word names who speaks: a speaker given from outside, else the subject of a verb of speech."""
    if read.speakers is not None:
        return word.i in read.speakers
    tree = read.ground.tree
    if word.low.startswith("-"):
        return bool(_verbs(tree, word) & _table(read.ground.language)["reporting"])
    top = tree.words[word.head] if word.rel in ("flat", "appos") else word
    verb = tree.words[top.head]
    return top.rel == "nsubj" and verb.pos in ("VERB", "AUX") and verb.key in _table(read.ground.language)["reporting"]


def _pronoun(read: _Reading, word: Word) -> Referent | None:
    tree, table = read.ground.tree, _table(read.ground.language)
    form = word.low.removeprefix("-t").lstrip("-")
    inverted = word.low.startswith("-")
    given = read.speakers is not None and word.i in read.speakers
    according = any(fold_words(tree.words[k].low) in table["according"] for k in word.kids)
    if form in table["stressed"] and (according or (given and form not in table["subject"])):
        gender, number = table["stressed"][form]
        return _speaker(read, word, gender, number)
    if form not in table["subject"]:
        return None
    if not (given or inverted or word.rel == "nsubj" or (form != "il" and word.rel in ("obj", "expl"))):
        return None
    gender, number = table["subject"][form]
    lemmas = _verbs(tree, word)
    if lemmas & table["impersonal"] or _pointless(tree, word) or _passive(tree, word):
        return None
    if given or lemmas & table["reporting"]:
        return _speaker(read, word, gender, number)
    return _salient(read, word, gender, number)


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


def _passive(tree: Tree, word: Word) -> bool:
    """*est-il précisé*, *a-t-il été annoncé*: what is said has no subject."""
    if not word.low.startswith("-") or word.i == 0:
        return False
    before, after = tree.words[word.i - 1], tree.words[word.i + 1 : word.i + 3]
    been = before.key == "etre" or any(w.low == "été" for w in after)
    return been and any("VerbForm=Part" in w.morph and w.low != "été" for w in after)


def _pointed(read: _Reading, word: Word) -> Referent | None:
    """*ce dernier*, *celle-ci*: the last one named that agrees; *l'intéressé*: whoever is spoken of most."""
    ground = read.ground
    determiner = next((w for w in ground.tree.words[max(0, word.i - 1) : word.i]), None)
    points = determiner is not None and determiner.key in ("ce", "cet", "le")
    if word.pos in ("ADJ", "NOUN") and not points:
        return None
    after = ground.tree.words[word.i + 1 : word.i + 2]
    if word.pos != "PRON" and any(w.pos in ("NOUN", "NUM", "PROPN") for w in after):
        return None  # ce dernier jour
    gender = gender_mark(word) or ("f" if word.low.endswith(("ère", "ée", "ères", "ées")) else "m")
    number = "p" if number_mark(word) == "p" or word.low.endswith("s") else "s"
    if word.bare in read.words.topic or _speaks(read, word):
        if word.bare in read.words.topic:
            return _speaker(read, word, gender, number)
        near = [p for p in _fitting(read, word, gender, number, SPEECH_WINDOW, scope=-1) if p.who.speaks]
        near = [p for p in near if p.who.kind is not ActorKind.PLACE]
        return near[-1].who if near else None
    near = _fitting(read, word, gender, number, WINDOW)
    return near[-1].who if near and near[-1].who.mention is not None else None


def _fitting(
    read: _Reading, word: Word, gender: str, number: str, window: int, scope: int | None = None
) -> list[Place]:
    ground = read.ground
    beat = ground.beat(word.i)
    scope = ground.scope[word.i] if scope is None else scope
    near = [p for p in read.recent if p.beat >= beat - window and p.scope == scope]
    return [p for p in near if p.who.number == number and p.who.gender in ("", gender)]


def _salient(read: _Reading, word: Word, gender: str, number: str) -> Referent | None:
    """The one that is clearly ahead; no place, which does nothing."""
    who = best_of(_fitting(read, word, gender, number, WINDOW), read.ground.beat(word.i), gender)
    return None if who is None or who.mention is None or who.kind is ActorKind.PLACE else who


def _speaker(read: _Reading, word: Word, gender: str, number: str) -> Referent | None:
    """Who speaks: people, or what speaks like them; whom the words around an incise speak of does not say them."""
    ground = read.ground
    start = word.i
    if read.speakers is not None and word.i in read.speakers:
        start = read.speakers[word.i]
    elif word.low.startswith("-"):
        start = carrier_start(ground, word.i)
    fitting = [p for p in _fitting(read, word, gender, number, SPEECH_WINDOW, scope=-1) if p.who.speaks]
    fitting = [p for p in fitting if p.who.kind is not ActorKind.PLACE]
    before = [p for p in fitting if p.at < start]
    people = [p for p in before if p.who.person or p.who.kind in (ActorKind.PERSON, ActorKind.GROUP)]
    beat = ground.beat(min(start, word.i))
    near = [p for p in people if p.beat >= beat - WINDOW]
    for places in (near, people, before, fitting):
        if places:
            who = best_of(places, beat, gender, margin=SPEECH_MARGIN, spoke=read.spoke, speech=True)
            if who is not None and not who.gender and who.person:
                who.gender = gender
            return who
    return None


# ---------------------------------------------------------------- possessives


def _possessive(read: _Reading, word: Word) -> Mention | None:
    """The subject of the same clause, where it is somebody: *Poutine défend son armée*."""
    tree, language, scope = read.ground.tree, read.ground.language, read.ground.scope[word.i]
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
        for place in reversed(read.recent):
            who = place.who
            if place.at == subjects[0].i and who.mention and who.number == number and place.scope == scope:
                return None if who.kind is ActorKind.PLACE else _owner(who, word)
    deed = fold_words(owned.low).endswith(tuple(_table(language)["deeds"]))  # its owner may be who suffers it
    if deed or (subjects and subjects[0].i != owned.i):
        return None
    return _only_person(read, word, scope, number)


def _owner(who: Referent, word: Word) -> Mention | None:
    if who.mention is None:
        return None
    return replace(who.mention, start=word.start, end=word.end, via=Via.PRONOUN, root=word.i)


def _power(tree: Tree, place: Place) -> bool:
    kinds = (ActorKind.COUNTRY, ActorKind.ORGANISATION)
    return place.who.kind in kinds and tree.words[place.at].pos == "PROPN"


def _only_person(read: _Reading, word: Word, scope: int, number: str) -> Mention | None:
    """The one person spoken of in this sentence and the one before, where nobody and nothing else can own."""
    tree, beat = read.ground.tree, read.ground.beat(word.i)
    near = [p for p in read.recent if p.scope == scope and p.who.number == number and p.beat >= beat - 1]
    owners = [p for p in near if p.who.kind is ActorKind.PERSON]
    last = max((p.at for p in owners), default=-1)
    rivals = [p for p in near if p.who.kind is not ActorKind.PERSON and p.at < word.i]
    rivals = [p for p in rivals if tree.words[p.at].sentence == word.sentence]
    rivals = [p for p in rivals if p.weight >= SIDE_SUBJECT or (p.at > last and _power(tree, p))]
    single = only([p.who for p in owners])
    if single is None or number != "s" or rivals:
        return None
    return _owner(single, word)
