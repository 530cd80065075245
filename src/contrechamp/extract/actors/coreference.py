"""Chains: each name, description and pronoun given to the one it stands for, where only one can be meant.

One pass from the start of a text to its end. A name opens a referent or takes one up by its key; a description
*la jeune femme*, *l'institut*) goes to whoever is known to be that, else to the only person that can be meant, else it
opens a referent without a name; a pronoun goes to the most salient one that agrees. Words in a quotation are spoken by
somebody else and are read apart. Whoever speaks is looked for among people and what speaks like them, over a longer
stretch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from contrechamp.extract.actors.again import described, just_spoken_of, leader_keys, named_behind, told_before
from contrechamp.extract.actors.lexicon import first_names, titles
from contrechamp.extract.actors.mentions import Mention
from contrechamp.extract.actors.persons import UNKNOWN
from contrechamp.extract.actors.pronouns import heads_clause, pointed, possessive, pronoun
from contrechamp.extract.actors.reading import Reading, add, come, speaks
from contrechamp.extract.actors.referents import Referent, gender_mark, number_mark, read_ground, referent_of
from contrechamp.extract.actors.roles import colon_between, guess_description, learn, only, read_description, role_words
from contrechamp.extract.tree import Tree, Word, kids, word_at
from contrechamp.model import ActorKind, Via
from contrechamp.text.fold import fold_words

_OFTEN = 3  # times that an account names whom it is about
_ALIAS = 6  # words from a name to the other one behind *alias*


@dataclass(frozen=True, slots=True)
class Chains:
    """For each word that heads a name, description or pronoun, who it stands for; and the mentions that this adds."""

    at: dict[int, Referent]
    links: list[Mention]


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
    if speakers is not None:
        speakers = _speaking_names(tree, by_root, speakers, language)
    read = Reading(read_ground(tree, language), role_words(language), by_root, speakers)
    read.lore.update(_lore(tree, by_root, language))
    read.main = _main(by_root)
    for word in tree.words:
        known = by_root.get(word.i)
        if known is not None and known.key != UNKNOWN:
            _name(read, word, known)
        elif word.bare in read.words.last or word.bare in read.words.topic or heads_clause(read, word):
            _take(read, word, pointed(read, word), Via.PRONOUN)
        elif word.pos == "PRON" or (word.low.startswith("-") and len(word.low) > 2):
            _take(read, word, pronoun(read, word), Via.PRONOUN)
        elif word.pos == "DET":
            if (linked := possessive(read, word)) is not None:
                read.links.append(linked)
        elif known is not None or word.i not in covered:
            _noun(read, word, known)
    return Chains(read.at, read.links)


def _lore(tree: Tree, by_root: Mapping[int, Mention], language: str) -> dict[str, Referent]:
    """What all of a text says that the people are whom it names: *le préfet* may stand before his name."""
    found: dict[str, Referent] = {}
    for root, one in sorted(by_root.items()):
        if one.kind is ActorKind.PERSON and one.via is Via.NAME and one.key != UNKNOWN:
            who = found.setdefault(one.key, referent_of(one, root))
            learn(tree, who, word_at(tree, one.start), word_at(tree, one.end - 1), root, language)
    for office, called in role_words(language).offices.items():
        holders = sorted(leader_keys(language, office) & found.keys())
        if len(holders) == 1:  # of two presidents that a text names, lists alone do not tell which one is meant
            found[holders[0]].listed = called
    return found


def _main(by_root: Mapping[int, Mention]) -> str:
    """The key of the person whom a text names at least three times, and twice as often as anybody else; else empty."""
    named = Counter(one.key for one in by_root.values() if one.kind is ActorKind.PERSON and one.via is Via.NAME)
    ranked = named.most_common(2)
    if not ranked or ranked[0][1] < _OFTEN or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return ""
    return ranked[0][0]


def _speaking_names(
    tree: Tree, by_root: Mapping[int, Mention], speakers: Mapping[int, int], language: str
) -> dict[int, int]:
    """The same words with the roots of the names that they stand in: *Martin* for *M.* in *a dit M. Paul Martin*."""
    found, before = dict(speakers), titles(language)
    for root, one in by_root.items():
        inside = list(_inside(tree, one))
        first = min(inside, default=root)
        if first and tree.words[first - 1].bare.rstrip(".") in before:
            inside.append(first - 1)
        starts = [speakers[i] for i in inside if i in speakers]
        if starts:
            found.setdefault(root, min(starts))
    return found


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


def _name(read: Reading, word: Word, known: Mention) -> None:
    """A name: the referent of its key, with what the words around it say."""
    who = _other_name(read, known) or opened(read, known, word.i)
    if known.via is Via.NAME and who.mention is not None and who.mention.via is not Via.NAME:
        who.mention, who.at = known, word.i
    who.gender = who.gender or known.gender
    if known.via is Via.EPITHET:
        one = read_description(read.ground.tree, word, read.ground.language)
        who.roles |= {one.lemma} if one is not None else set()
    if known.kind in (ActorKind.PERSON, ActorKind.ORGANISATION):
        tree = read.ground.tree
        learn(tree, who, word_at(tree, known.start), word_at(tree, known.end - 1), word.i, read.ground.language)
    come(read, word, who)


def _other_name(read: Reading, known: Mention) -> Referent | None:
    """Who was named right before by another name: *Sylvain Hardouin alias Ficelle*."""
    tree = read.ground.tree
    first = word_at(tree, known.start)
    if known.key in read.by_key or first < 2 or tree.words[first - 1].bare not in read.words.alias:
        return None
    before = read.recent[-1] if read.recent else None
    near = before is not None and before.who.person and 0 < first - before.at < _ALIAS
    if before is None or not near or before.who.mention is None or known.kind is ActorKind.GROUP:
        return None
    read.by_key[known.key] = before.who
    return before.who


def _noun(read: Reading, word: Word, known: Mention | None) -> None:
    """A noun that is no name: somebody described, taken up or new; or a thing that a pronoun may stand for."""
    ground = read.ground
    one = read_description(ground.tree, word, ground.language)
    if one is not None and ground.scope[word.i] >= 0 and known is None:
        if one.number == "s" and one.lemma not in read.words.kinds:  # in somebody's words: nobody told of before
            come(read, word, Referent(word.i, None, one.gender, "s", True, True, {one.lemma}, first=word.i))
        return
    if one is None and known is None and ground.scope[word.i] < 0 and speaks(read, word):
        guess = guess_description(ground.tree, word, ground.language)
        if guess is not None and (who := described(read, word, guess)) is not None:
            _take(read, word, who, Via.EPITHET)
            return
    if one is None:
        if known is not None:
            _take(read, word, just_spoken_of(read, word, known), Via.EPITHET, known)
        elif word.pos in ("NOUN", "PROPN") and word.rel in ("nsubj", "obj"):
            come(read, word, _named_before(read, word) or _nobody_known(read, word))
        return
    beside = _named_beside(read, word)
    if beside is not None:
        if speaks(read, word):
            come(read, word, beside)
        read.at[word.i] = beside
        return
    who = described(read, word, one)
    if who is None and known is not None:
        who = just_spoken_of(read, word, known)
    if who is not None:
        _take(read, word, who, Via.EPITHET, known)
    elif one.determined or word.rel in ("nsubj", "root"):
        kind = one.lemma in read.words.kinds
        who = Referent(
            word.i, None, one.gender, one.number, not kind, True, {one.lemma}, set(one.about), one.age, first=word.i
        )
        who.known = one.definite and one.lemma not in read.words.anybody | read.words.related
        who.called = not kind and named_behind(read, word)
        add(read, who)
        come(read, word, who)


def _named_before(read: Reading, word: Word) -> Referent | None:
    """The person of the same full name, where the pipeline did not see the name here."""
    if word.pos != "PROPN" or word.rel != "nsubj":
        return None
    parts = [word, *(k for k in kids(read.ground.tree, word.i, "flat") if k.i > word.i)]
    said = " ".join(part.bare for part in parts)
    people = [who for who in read.people if who.mention is not None and who.person and len(parts) > 1]
    return only([who for who in people if who.mention is not None and fold_words(who.mention.name) == said])


def _nobody_known(read: Reading, word: Word) -> Referent:
    """A thing, or somebody whose name no list and no label tells: a first name, or a name that speaks."""
    ground = read.ground
    first = first_names(ground.language).get(word.bare) if word.pos == "PROPN" else None
    talks = speaks(read, word)
    person = first is not None or (talks and word.pos == "PROPN" and word.rel == "nsubj")
    gender = first or gender_mark(word)
    called = word.pos == "PROPN"
    who = Referent(word.i, None, gender, number_mark(word), person, talks or called, first=word.i, called=called)
    if who.person:
        learn(ground.tree, who, word.i, word.i, word.i, ground.language)
    return who


def _named_beside(read: Reading, word: Word) -> Referent | None:
    """The one whose name stands in apposition: *le représentant de l'agence, Paul Martin*, *Anne, directrice*."""
    tree = read.ground.tree
    for kid in kids(tree, word.i, "appos", "flat"):
        name = read.named.get(kid.i)
        if colon_between(tree, word.i, kid.i):
            continue
        if name is not None and kid.i > word.i and name.kind in (ActorKind.PERSON, ActorKind.ORGANISATION):
            return opened(read, name, kid.i)
    top = word
    while top.rel == "conj" and top.head != top.i and tree.words[top.head].rel in ("appos", "conj"):
        top = tree.words[top.head]
    if top.rel != "appos" or colon_between(tree, top.head, top.i):
        return None
    return read.at.get(top.head) if tree.words[top.head].pos == "PROPN" else None


def opened(read: Reading, known: Mention, at: int) -> Referent:
    """The referent of a mention's key; where it comes for the first time, a new one, or somebody told before his name.

    *Le patron des pêcheurs s'inquiète. […] Le président de la fédération des pêcheurs, Paul Martin*: one referent.
    """
    who = read.by_key.get(known.key)
    if who is None:
        tree, language = read.ground.tree, read.ground.language
        who = referent_of(known, at)
        if (lore := read.lore.get(known.key)) is not None:
            who.roles, who.about, who.age, who.gender = lore.roles, lore.about, lore.age, lore.gender
            who.listed = lore.listed
        if known.kind in (ActorKind.PERSON, ActorKind.ORGANISATION):
            learn(tree, who, word_at(tree, known.start), word_at(tree, known.end - 1), at, language)
        told = told_before(read, who)
        if told is None:
            add(read, who)
        else:
            told.mention, told.at, told.gender = known, at, told.gender or who.gender
            told.roles |= who.roles
            told.about |= who.about
            who = told
        read.by_key[known.key] = who
    return who


def _take(read: Reading, word: Word, who: Referent | None, via: Via, known: Mention | None = None) -> None:
    """Links a word to a referent; a mention comes of it where the referent has a key."""
    if who is None:
        return
    come(read, word, who)
    if who.mention is None:
        return
    gender, number = who.gender, who.number
    start, end = (
        (known.start, known.end) if known else (_start(read, word) if via is Via.EPITHET else word.start, word.end)
    )
    link = replace(who.mention, start=start, end=end, via=via, root=word.i, gender=gender, number=number)
    read.links.append(link)


def _start(read: Reading, word: Word) -> int:
    """Where a description begins: at its article, unless that holds a preposition."""
    tree = read.ground.tree
    for i in range(word.i - 1, max(-1, word.i - 4), -1):
        if tree.words[i].pos == "DET":
            return tree.words[i].start
        if tree.words[i].pos not in ("ADJ", "NUM", "ADV"):
            break
    return word.start
