"""Pronouns and possessives given to whoever is meant, where only one can be."""

from __future__ import annotations

from dataclasses import replace

from contrechamp.extract.actors.mentions import Mention
from contrechamp.extract.actors.reading import Reading, pronoun_table, speaks, start_of_speech, verbs_around
from contrechamp.extract.actors.referents import Place, Referent, pace
from contrechamp.extract.actors.roles import only
from contrechamp.extract.actors.salience import (
    SIDE_SUBJECT,
    SPEECH_WINDOW,
    SUBJECT,
    WINDOW,
    Speech,
    best_of,
    best_speaker,
)
from contrechamp.extract.actors.scene import determiner_of
from contrechamp.extract.tree import Tree, Word
from contrechamp.model import ActorKind, Via
from contrechamp.text.fold import fold_words


def pronoun(read: Reading, word: Word) -> Referent | None:
    """Who a personal pronoun stands for; None where nobody or several could be meant."""
    tree, table = read.ground.tree, pronoun_table(read.ground.language)
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
    lemmas = verbs_around(tree, word)
    ahead = {fold_words(tree.words[k].lemma) for k in tree.words[word.head].kids if tree.words[k].rel == "xcomp"}
    if (lemmas | ahead) & table["impersonal"] or _pointless(tree, word) or _passive(tree, word):
        return None
    if given or lemmas & table["reporting"]:
        return _speaker(read, word, gender, number)
    return _salient(read, word, gender, number)


def _pointless(tree: Tree, word: Word) -> bool:
    """*il y a*, *il s'agit*, *y a-t-il*: nobody is meant."""
    near = tree.words[max(0, word.i - 2) : word.i + 3]
    return "it" in word.function and any("there" in w.function for w in near)


def _passive(tree: Tree, word: Word) -> bool:
    """*est-il précisé*, *a-t-il été annoncé*: what is said has no subject."""
    if not word.low.startswith("-") or word.i == 0:
        return False
    before, after = tree.words[word.i - 1], tree.words[word.i + 1 : word.i + 3]
    if word.i > 1 and "oneself" in tree.words[word.i - 2].function:
        return False  # s'est-elle justifiée
    passive = "be" in before.function or any("been" in w.function for w in after)
    return passive and any("VerbForm=Part" in w.morph and "been" not in w.function for w in after)


def heads_clause(read: Reading, word: Word) -> bool:
    """Whether it is *celui qui*, *celle dont* that speaks: whoever is spoken of, by what readers know of him."""
    after = read.ground.tree.words[word.i + 1 : word.i + 2]
    return word.bare in read.words.relative and any(w.bare in read.words.clauses for w in after) and speaks(read, word)


def pointed(read: Reading, word: Word) -> Referent | None:
    """*ce dernier*, *celle-ci*: the last one named that agrees; *l'intéressé*: whoever is spoken of most."""
    ground = read.ground
    determiner = next((w for w in ground.tree.words[max(0, word.i - 1) : word.i]), None)
    points = determiner is not None and bool(determiner.function & {"demonstrative", "definite"})
    if word.pos in ("ADJ", "NOUN") and not points:
        return None
    after = ground.tree.words[word.i + 1 : word.i + 2]
    if word.pos != "PRON" and any(w.pos in ("NOUN", "NUM", "PROPN") for w in after):
        return None  # ce dernier jour
    if heads_clause(read, word):
        return _speaker(read, word, *read.words.relative[word.bare])
    gender, number = read.words.last.get(word.bare) or read.words.topic[word.bare]
    if word.bare in read.words.topic or speaks(read, word):
        if word.bare in read.words.topic:
            return _speaker(read, word, gender, number)
        near = [p for p in _fitting(read, word, gender, number, SPEECH_WINDOW, scope=-1) if p.who.speaks]
        near = [p for p in near if p.who.kind is not ActorKind.PLACE]
        return near[-1].who if near else None
    near = _fitting(read, word, gender, number, WINDOW)
    return near[-1].who if near and near[-1].who.mention is not None else None


def _fitting(read: Reading, word: Word, gender: str, number: str, window: int, scope: int | None = None) -> list[Place]:
    ground = read.ground
    scope = ground.scope[word.i] if scope is None else scope
    beat = pace(ground, word.i, scope)
    near = [p for p in read.recent if p.beat >= beat - window and p.scope == scope]
    return [p for p in near if p.who.number == number and p.who.gender in ("", gender)]


def _passed(read: Reading, places: list[Place], beat: int) -> bool:
    """Whether the sentence right before tells whoever spoke last only as one to whom somebody else does something.

    *X est « outré ». Dans une chanson, le rappeur Y s'en prend à X. « … », chante-t-il*: Y.
    """
    near = [p for p in places if p.beat == beat - 1]
    spoke = max((p.weight for p in near if p.who is read.spoke), default=0.0)
    acts = [p for p in near if p.who is not read.spoke and p.weight >= SUBJECT]
    acts = [p for p in acts if p.who.mention is not None or p.who.called]
    return 0 < spoke < SIDE_SUBJECT and len({id(p.who) for p in acts}) == 1


def _reacts(read: Reading, places: list[Place], beat: int) -> Referent | None:
    """Who is named for the first time behind a noun of answering: *de vives réactions, dont celle du député X*."""
    tree = read.ground.tree
    new = [p for p in places if p.beat == beat - 1 and p.at == p.who.first and p.who.mention is not None]
    single = only([p.who for p in new if p.who.person])
    if single is None or any(p.who is read.spoke for p in places if p.beat == beat - 1):
        return None
    first = tree.sentences[tree.words[single.first].sentence][0]
    return single if any(w.key in read.words.reactions for w in tree.words[first : single.first]) else None


def _salient(read: Reading, word: Word, gender: str, number: str) -> Referent | None:
    """The one that is clearly ahead; no place, which does nothing."""
    beat = pace(read.ground, word.i, read.ground.scope[word.i])
    who = best_of(_fitting(read, word, gender, number, WINDOW), beat, gender)
    return None if who is None or who.kind is ActorKind.PLACE else who


def _speaker(read: Reading, word: Word, gender: str, number: str) -> Referent | None:
    """Who speaks: people, else what speaks like them; whom the words around an incise speak of seldom says them."""
    ground, start = read.ground, start_of_speech(read, word)
    incise = start < word.i
    fitting = [p for p in _fitting(read, word, gender, number, SPEECH_WINDOW, -1 if incise else None) if _able(read, p)]
    beat = ground.beat(start - 1) + 1 if 0 < start < word.i else pace(ground, start, ground.scope[start])
    opens = start if incise else word.i
    if incise and _led_in(read, start, word.i):
        opens, beat = word.i, ground.beat(word.i)
    people = [p for p in fitting if p.who.person or p.who.kind is ActorKind.GROUP]
    before = [p for p in people if p.at < opens]
    quotes = any(ground.quoted[start : word.i])
    goes_on, spoke = _goes_on(read, word), read.spoke
    if not goes_on:
        reacts = _reacts(read, before, beat)
        if reacts is not None:
            return reacts
        spoke = None if _passed(read, before, beat) else spoke
    speech = Speech(beat, gender, spoke, goes_on, opens, _mixed(read, start, word.i), quotes)
    itself = [p for p in people if p.at < opens or (speech.mixed and _subject(read, p, word))]
    others = [p for p in fitting if p.at < opens]
    inside = [p for p in fitting if p.who.mention is not None]
    for places in (itself if before else [], people, others, inside):
        if places:
            who = best_speaker(places, speech)
            if who is not None and not who.gender and who.person:
                who.gender = gender
            return who
    return None


def _able(read: Reading, place: Place) -> bool:
    """Whether who comes at a place can be the one who speaks: no place, and no organisation that does nothing there."""
    who = place.who
    if not who.speaks or who.kind is ActorKind.PLACE:
        return False
    return who.kind is not ActorKind.ORGANISATION or who.spoke >= 0 or place.weight >= SIDE_SUBJECT


def _subject(read: Reading, place: Place, incise: Word) -> bool:
    """Whether somebody known is the subject there, of another verb than an incise's, and no one of several."""
    tree = read.ground.tree
    word = tree.words[place.at]
    for _ in range(3):
        if word.rel not in ("flat", "appos"):
            break
        word = tree.words[word.head]
    alone = word.rel == "nsubj" and word.head != incise.head and not any(tree.words[k].rel == "conj" for k in word.kids)
    told = determiner_of(tree, word.i)
    return alone and (place.who.mention is not None or (told is not None and "definite" in told.function))


def _goes_on(read: Reading, word: Word) -> bool:
    """Whether the verb tells that whoever spoke last goes on: *poursuit-elle*, *a-t-il ajouté*, *dit-il encore*."""
    tree, going = read.ground.tree, read.words.goes_on
    if verbs_around(tree, word) & going:
        return True
    return any(near.bare in going for near in tree.words[word.i + 1 : word.i + 4])


def _mixed(read: Reading, start: int, end: int) -> bool:
    """Whether the sentence around an incise begins outside quotation marks."""
    words, scope = read.ground.tree.words, read.ground.scope
    first = next((i for i in range(start, end) if words[i].pos not in ("PUNCT", "SPACE")), end)
    return first < end and scope[first] < 0


def _led_in(read: Reading, start: int, end: int) -> bool:
    """Whether a colon leads from what stands before a quotation to it: *Elle raconte en riant : « … », dit-elle.*"""
    words, scope = read.ground.tree.words, read.ground.scope
    return any(words[i].form == ":" and scope[i] < 0 <= scope[i + 1] for i in range(start, end - 1))


# ---------------------------------------------------------------- possessives


def possessive(read: Reading, word: Word) -> Mention | None:
    """The subject of the same clause, where it is somebody: *Poutine défend son armée*."""
    tree, language, scope = read.ground.tree, read.ground.language, read.ground.scope[word.i]
    number = pronoun_table(language)["possessive"].get(word.low)
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
    deed = fold_words(owned.low).endswith(tuple(pronoun_table(language)["deeds"]))  # its owner may be who suffers it
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


def _only_person(read: Reading, word: Word, scope: int, number: str) -> Mention | None:
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
