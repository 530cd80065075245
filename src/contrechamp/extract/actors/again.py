"""Who a description takes up: *l'élu* for the mayor named before, *la jeune femme*, *l'institut*, *l'Américaine*."""

from __future__ import annotations

from functools import cache

from contrechamp.extract.actors.lexicon import offices
from contrechamp.extract.actors.mentions import Mention
from contrechamp.extract.actors.reading import Reading, speaks
from contrechamp.extract.actors.referents import Referent
from contrechamp.extract.actors.roles import Description, alike, conflicts, fits, only, read_description, related
from contrechamp.extract.actors.salience import (
    SIDE_SUBJECT,
    SPEECH_WINDOW,
    SUBJECT,
    WINDOW,
    best_of,
    is_beside,
    weight_of,
)
from contrechamp.extract.actors.scene import pointed_at
from contrechamp.extract.tree import Word, kids
from contrechamp.lang import read_toml
from contrechamp.model import ActorKind
from contrechamp.text.fold import fold_words

_HEADED = 5  # beats from the start of a text within which whom its heading means is named
_ALONE = 4  # beats within which somebody must be the only one for a word that fits anybody


def described(read: Reading, word: Word, one: Description) -> Referent | None:
    """Who a definite description takes up: who is known to be that, by the same word, by a wider one, by age; else the
    only person that can be meant.
    """
    if not one.definite or one.number == "p" or _another(read, word):
        return None
    if named_behind(read, word):
        return None
    fitting = _fitting(read, word, one)
    if fitting:
        return _latest(read, fitting, word)
    if one.lemma in read.words.media and speaks(read, word) and not _names(read, word):
        return _outlet(read, word)
    if one.lemma in read.words.related or one.lemma in read.words.kinds:
        return _kin(read, word, one) if one.lemma in read.words.related else _only_house(read, word, one)
    found = _somebody(read, word, one) or _only_speaker(read, word, one) or _presumed(read, word, one)
    return found or _most_named(read, word, one)


def named_behind(read: Reading, word: Word) -> bool:
    """Whether a name stands right behind what somebody is: *le rappeur Luc Petit*."""
    tree, named = read.ground.tree, read.named
    if any(k.pos == "PROPN" and k.i > word.i for k in kids(tree, word.i, "appos", "flat")):
        return True
    beside = [k for k in kids(tree, word.i, "nmod") if is_beside(tree, k)]
    return any(k.i not in named or named[k.i].kind is ActorKind.PERSON for k in beside)


def _fitting(read: Reading, word: Word, one: Description) -> list[Referent]:
    """Those who are known to be what is said, by the same word, else told so later, else by a wider or narrower one."""
    for wanted in (3, 2, 1):
        fitting = [who for who in read.people if who.mention is not None or wanted == 3 or not who.person]
        fitting = [who for who in fitting if fits(one, who, read.words) == wanted]
        fitting = [who for who in fitting if one.about <= who.about or not _names(read, word)]
        if fitting:
            return fitting
        if wanted == 3 and (later := _told_later(read, one)) is not None:
            return [later]
    return []


def _told_later(read: Reading, one: Description) -> Referent | None:
    """Who is called just that where he is named later: *Le préfet* before *Louis Salvan, préfet de la Creuse*."""
    if one.lemma in read.words.anybody or one.lemma in read.words.kinds:
        return None
    coming = [who for key, who in read.lore.items() if key not in read.by_key]
    single = only([who for who in coming if fits(one, who, read.words) == 3])
    if single is None or single.mention is None:
        return None
    several = [who for who in read.lore.values() if who is not single and one.lemma in who.roles]
    if several and not (one.about and alike(one.about, single.about)):
        return None
    read.by_key[single.mention.key] = single
    read.people.append(single)
    return single


def _presumed(read: Reading, word: Word, one: Description) -> Referent | None:
    """Whom an office that was not told before means: the only person told of, of whom no other office is known.

    *Baptiste Aumont ne décolère pas … Le vice-président du conseil a jugé*: readers know what he is. Not with trades
    that accounts bring in without a name (*le procureur*), and nobody whose age is told, as of people nobody knows.
    """
    words = read.words
    vague = one.lemma in words.strangers or one.lemma in words.anybody
    if vague or not (speaks(read, word) or word.rel == "nsubj"):
        return None
    if speaks(read, word) and read.ground.tree.words[word.head].key in words.replies:
        return None  # nobody replies to himself
    leaders, beat = leader_keys(read.ground.language), read.ground.beat(word.i)
    near = [who for who in read.people if who.person and who.number == "s" and who.mention is not None]
    near = [who for who in near if who.gender and who.gender == (one.gender or who.gender) and who.age is None]
    near = [who for who in near if beat - read.ground.beat(who.last) <= SPEECH_WINDOW and who.role >= SIDE_SUBJECT]
    spoke = read.spoke if read.spoke in near else None
    if spoke is not None and speaks(read, word) and (_goes_on(read, word) or beat - read.ground.beat(spoke.last) <= 1):
        return None if one.about and spoke.about and not alike(one.about, spoke.about) else spoke
    single = only([who for who in near if who.mention is not None and who.mention.key not in leaders])
    if single is None or single.roles - words.anybody - words.related:
        return None
    return single if single.spoke >= 0 or len(near) == 1 else None


def _most_named(read: Reading, word: Word, one: Description) -> Referent | None:
    """Whom the text is about, for an office or a trade that speaks and that nothing known of him speaks against."""
    who = read.by_key.get(read.main)
    if who is None or one.lemma in read.words.strangers or not speaks(read, word) or _names(read, word):
        return None
    if who is read.spoke and read.ground.tree.words[word.head].key in read.words.replies:
        return None  # nobody replies to himself
    return None if one.about or who.age is not None or conflicts(one, who, read.words) else who


def _goes_on(read: Reading, word: Word) -> bool:
    """Whether the verb of a speaker tells that he spoke before: *a ajouté le député*."""
    return read.ground.tree.words[word.head].key in read.words.goes_on


@cache
def leader_keys(language: str, office: str = "") -> frozenset[str]:
    """The keys of those whose offices the lists know, of all or of one office. Raises UnknownLanguage, DataMissing."""
    crowned = frozenset(f"country:{code}" for code in read_toml(language, "roles")["crowned"]["countries"])
    held = [one for one in offices(language) if not office or (one.office == office and one.of not in crowned)]
    return frozenset(one.key for one in held)


def _kin(read: Reading, word: Word, one: Description) -> Referent | None:
    """Whose kinship with somebody else is told: *l'ancienne compagne du pianiste Luc Petit*, the only woman named."""
    if not (one.gender and _names(read, word)) or not (speaks(read, word) or word.rel == "nsubj"):
        return None
    named = [who for who in read.people if who.person and who.mention is not None and who.number == "s"]
    single = only([who for who in named if who.gender in ("", one.gender)])
    present = single is not None and single.times > 1 and single.role >= SUBJECT and single.gender == one.gender
    near = single is not None and read.ground.beat(word.i) - read.ground.beat(single.last) <= WINDOW
    return single if present and near else None


def _outlet(read: Reading, word: Word) -> Referent | None:
    """The only outlet that has spoken so far, for *la chaîne d'information*, *le quotidien* that speaks."""
    names = outlet_names(read.ground.language)
    told = [who for who in read.people if who.kind is ActorKind.ORGANISATION and who.last < word.i]
    told = [who for who in told if who.mention is not None and fold_words(who.mention.name) in names]
    spoken = [who for who in told if who.spoke >= 0]
    return only(spoken) if spoken else only([who for who in told if who.role >= SIDE_SUBJECT])


def _only_house(read: Reading, word: Word, one: Description) -> Referent | None:
    """The only organisation that has done or said something of late, for *l'entreprise*, *l'organisme* that speaks.

    Of several, the one that has spoken last is no better: no link. An outlet only tells what others say.
    """
    if one.lemma not in read.words.again or not speaks(read, word) or _names(read, word):
        return None
    beat, names = read.ground.beat(word.i), outlet_names(read.ground.language)
    told = [who for who in read.people if who.kind is ActorKind.ORGANISATION and who.last < word.i]
    told = [who for who in told if who.role >= SIDE_SUBJECT and beat - read.ground.beat(who.last) <= SPEECH_WINDOW]
    told = [who for who in told if who.mention is not None and fold_words(who.mention.name) not in names]
    single = only(told)
    return None if single is None or conflicts(one, single, read.words) else single


def _only_speaker(read: Reading, word: Word, one: Description) -> Referent | None:
    """The only person of that gender who has spoken so far, for what he does before the public: *la chanteuse*."""
    if one.lemma not in read.words.callings or not (speaks(read, word) or word.rel == "nsubj"):
        return None
    spoken = [who for who in read.people if who.person and who.spoke >= 0 and who.number == "s"]
    spoken = [who for who in spoken if not (one.gender and who.gender and who.gender != one.gender)]
    single = only(spoken)
    near = single is not None and read.ground.beat(word.i) - read.ground.beat(single.last) <= SPEECH_WINDOW
    if single is None or not near or single.mention is None or conflicts(one, single, read.words):
        return None
    return None if one.age is not None and single.age not in (None, one.age) else single


def _somebody(read: Reading, word: Word, one: Description) -> Referent | None:
    """The only person about, for a word that fits anybody or heads a sentence; of several, the one clearly ahead."""
    if one.lemma in read.words.strangers and one.about:
        return None  # le médecin du club
    anybody = one.lemma in read.words.anybody
    heads = speaks(read, word) or word.rel == "nsubj"
    if not anybody and not (heads and not _names(read, word)):
        return None
    return _alone(read, word, one) or (_most_present(read, word, one) if anybody and heads else None)


@cache
def outlet_names(language: str) -> frozenset[str]:
    """The folded names of outlets and agencies. Raises UnknownLanguage, DataMissing."""
    data = read_toml(language, "outlets")
    entries = [entry for group in ("outlet", "agency") for entry in data.get(group, [])]
    return frozenset(fold_words(name) for entry in entries for name in (entry["name"], *entry.get("names", [])))


def _another(read: Reading, word: Word) -> bool:
    """*le deuxième promeneur*, *un autre élu*: somebody else."""
    return any(k.bare in read.words.other for k in kids(read.ground.tree, word.i, "amod", "nummod", "det"))


def _most_present(read: Reading, word: Word, one: Description) -> Referent | None:
    """Of several people that a word for anybody may mean, the one that is clearly ahead."""
    beat, scope = read.ground.beat(word.i), read.ground.scope[word.i]
    near = [p for p in read.recent if p.beat >= beat - WINDOW and p.scope == scope and p.who.person]
    near = [p for p in near if p.who.number == "s" and p.who.gender in ("", one.gender)]
    who = best_of(near, beat, one.gender)
    return None if who is None or who.mention is None or conflicts(one, who, read.words) else who


def _names(read: Reading, word: Word) -> bool:
    """Whether a name stands in what hangs on a noun: *le maire de Lens* is the one of Lens."""
    tree = read.ground.tree
    high = tree.reach[word.i][1]
    return any(tree.words[i].pos == "PROPN" for i in range(word.i + 1, min(high, word.i + 12) + 1))


def _latest(read: Reading, fitting: list[Referent], word: Word) -> Referent | None:
    """The only one, or the last one spoken of where the others are long past."""
    if (single := only(fitting)) is not None:
        return single
    ordered = sorted(fitting, key=lambda who: who.last)
    last, before = ordered[-1], ordered[-2]
    beat = read.ground.beat
    return last if beat(last.last) - beat(before.last) >= 2 and beat(word.i) - beat(last.last) <= 2 else None


def _alone(read: Reading, word: Word, one: Description) -> Referent | None:
    """The only person just spoken of, where nothing known of him speaks against it."""
    beat = read.ground.beat(word.i)
    near = [
        who for who in read.people if who.person and who.number == "s" and beat - read.ground.beat(who.last) <= _ALONE
    ]
    near = [who for who in near if not (one.gender and who.gender and who.gender != one.gender)]
    single = only([who for who in near if who.mention is not None])
    if single is None or conflicts(one, single, read.words):
        return None
    if single is read.spoke and speaks(read, word) and read.ground.tree.words[word.head].key in read.words.replies:
        return None  # nobody replies to himself
    rival = any(who is not single and who.last > single.last and who.roles != {one.lemma} for who in near)
    return None if rival or (one.about and single.about) else single


def just_spoken_of(read: Reading, word: Word, known: Mention) -> Referent | None:
    """Who *le cinéaste* is: the only person of that gender spoken of just before."""
    ground = read.ground
    one = read_description(ground.tree, word, ground.language)
    if one is not None and one.lemma in read.words.strangers and not pointed_at(ground.tree, word.i):
        return None  # le médecin: seldom who was just spoken of
    beat, scope = ground.beat(word.i), ground.scope[word.i]
    near = [p for p in read.recent if p.beat >= beat - WINDOW and p.at < word.i and p.scope in (scope, -1)]
    near = [p for p in near if p.who.mention is not None and p.who.person]
    near = [p for p in near if not known.gender or p.who.gender in ("", known.gender)]
    near = [p for p in near if known.gender and p.who.gender == known.gender] or near
    return only([p.who for p in near])


def told_before(read: Reading, who: Referent) -> Referent | None:
    """The one without a name, told of before, that a person named now is said to be; None where several could be it."""
    if not who.person:
        return None
    found = [one for one in read.people if one.mention is None and one.person and one.known and one.number == "s"]
    found = [one for one in found if not (one.gender and who.gender and one.gender != who.gender)]
    found = [one for one in found if one.age is None or who.age in (None, one.age)]
    if (headed := _headed(read, who, found)) is not None:
        return headed
    if not who.roles:
        return None
    found = [
        one
        for one in found
        if related(one.roles, who.roles, read.words)
        and (alike(one.about, who.about) or (not one.about and one.roles & who.roles))
    ]
    return only(found)


def _headed(read: Reading, who: Referent, found: list[Referent]) -> Referent | None:
    """Whom a heading tells of without a name, where the first one named is the subject of one of the next sentences.

    *La patineuse a parlé vendredi. Marion Tessier rendra sa note*; not with trades that accounts bring in without a
    name, nor where somebody else of that gender was named before.
    """
    tree, beat = read.ground.tree, read.ground.beat
    named = [one for one in read.people if one.mention is not None and one.person and one is not who]
    named = [one for one in named if not (one.gender and who.gender and one.gender != who.gender)]
    if named or beat(who.first) > _HEADED or weight_of(tree, tree.words[who.first]) < SUBJECT:
        return None
    single = only([one for one in found if beat(one.first) <= 2 and one.role >= SIDE_SUBJECT])
    if single is None or single.roles & (read.words.strangers | read.words.related | read.words.anybody):
        return None
    return single
