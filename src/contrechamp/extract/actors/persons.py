"""Persons by office, function or epithet: beside their name, again without it, or known by the country and the time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from contrechamp.extract.actors.leaders import leader_of, portfolio
from contrechamp.extract.actors.lexicon import Entry, Hit, offices
from contrechamp.extract.actors.mentions import Mention
from contrechamp.extract.actors.scene import (
    Described,
    Scene,
    determiner_of,
    is_definite,
    noun_of,
    pointed_at,
    start_of,
    territory_of,
)
from contrechamp.extract.tree import Tree, Word, word_at
from contrechamp.lang import read_toml
from contrechamp.model import ActorKind, Via
from contrechamp.text.fold import fold_words

UNKNOWN = "person:?"
"""The key of somebody described but not yet known: *le cinéaste*, where the text may tell who that is."""

_REACH = 12  # words from a function to its name: le secrétaire d'État américain à la Défense, Lloyd Austin
_Land = tuple[str, str, int]


def read_person(scene: Scene, at: int, hit: Hit, sorts: list[str], entry: Entry) -> Iterator[Mention]:
    """The mention of a person by office, function or epithet, beside the name or alone; none where nobody is known."""
    tree, noun, land = scene.tree, noun_of(scene, hit), territory_of(scene, hit, for_state=True)
    about = _complement(tree, noun, land)
    beside = _beside(scene, hit)
    if beside:
        person = replace(beside, gender=beside.gender or entry.gender)
        scene.described.append(Described(entry.key, land[0] if land else "", about, person, hit.start))
        if beside.start > hit.start and determiner_of(tree, at) is not None:
            root = noun if tree.words[person.root].head == noun else person.root
            yield replace(person, start=start_of(tree, at), root=root)
        return
    if not is_definite(scene, at):
        return
    past = _of_the_past(scene, at)
    who = None if past else _again(scene, entry, land, about, hit.start)
    who = who or _holder(scene, land, sorts, entry, hit, about, past)
    end = max(tree.words[land[2]].end if land else hit.end, hit.end)
    if who:
        yield replace(who, start=start_of(tree, at), end=end, via=Via.EPITHET, root=noun)
    elif (
        not past
        and not _complement(tree, noun, land, bare=False)
        and (pointed_at(tree, at) or entry.name in _describing(scene.language))
    ):
        gender = entry.gender or _gender(tree, at)
        yield Mention(start_of(tree, at), end, UNKNOWN, "", ActorKind.PERSON, Via.EPITHET, noun, gender)


def _tells(scene: Scene, at: int, entry: Entry) -> bool:
    """Whether a description may stand for somebody just named: *cette sénatrice*, *le cinéaste*."""
    return pointed_at(scene.tree, at) or entry.name in _describing(scene.language)


def _gender(tree: Tree, at: int) -> str:
    """The gender that the determiner tells: *la princesse*, *ce juge*."""
    determiner = determiner_of(tree, at)
    said = determiner.function if determiner else frozenset[str]()
    return "f" if "feminine" in said else "m" if "masculine" in said else ""


def _complement(tree: Tree, noun: int, land: _Land | None, *, bare: bool = True) -> frozenset[str]:
    """The words that say which one it is: *Défense* in *ministre russe de la Défense*; `bare` adjectives too."""
    found, waiting = set(), list(tree.words[noun].kids)
    while waiting:
        word = tree.words[waiting.pop()]
        says_which = word.rel in ("nmod", "amod", "obl", "conj") and word.pos in ("NOUN", "PROPN", "ADJ")
        case = next((tree.words[k] for k in word.kids if tree.words[k].rel == "case"), None)
        of_it = (word.pos != "ADJ" or bare) if case is None else case.function & {"of", "of-the", "to"}
        if word.i > noun and says_which and of_it and not (land and word.i == land[2]):
            found.add(fold_words(word.low))
            waiting += word.kids
    return frozenset(found)


def _beside(scene: Scene, hit: Hit) -> Mention | None:
    """The person named beside the function: *le président Macron*, *Sergueï Choïgu, ministre de la Défense*."""
    tree = scene.tree
    last, first = word_at(tree, hit.end - 1), word_at(tree, hit.start)
    for i in range(last + 1, min(last + _REACH, len(tree.words))):
        named, word = scene.named.get(i), tree.words[i]
        if named and named.kind is ActorKind.PERSON:
            if tree.words[i - 1].pos == "ADP":  # le dictateur avec Poutine
                break
            comma = tree.words[i - 1].low == ","
            return named if not comma or _apposed(scene, first, named) else None
        if word.pos not in ("ADJ", "ADP", "DET", "NOUN", "PROPN", "NUM") and not _joins(word):
            break
        if word.low == "," and i + 1 not in scene.named:
            break
    return _before(scene, first)


def _joins(word: Word) -> bool:
    return word.low in (",", "-", '"') or "and" in word.function


def _before(scene: Scene, first: int) -> Mention | None:
    tree = scene.tree
    i = first - 1
    while i >= 0 and tree.words[i].pos in ("DET", "ADJ") and first - i < 4:
        i -= 1
    if i > 0 and tree.words[i].low in (",", "(") and tree.words[i - 1].i in scene.ending:
        named = scene.ending[i - 1]
        return named if named.kind is ActorKind.PERSON else None
    return None


def _apposed(scene: Scene, first: int, named: Mention) -> bool:
    """After a comma a name is in apposition by the tree; or, to something known, when a comma or the end closes it."""
    tree = scene.tree
    if tree.words[named.root].rel in ("appos", "flat"):
        return True
    if not is_definite(scene, first):
        return False
    after = word_at(tree, named.end)
    return after >= len(tree.words) or tree.words[after].low in (",", ".", ")", ";", ":")


def _of_the_past(scene: Scene, at: int) -> bool:
    """*ex-*, *ancien*, *futur*, *premier*: not the one in office."""
    before = fold_words(scene.tree.words[at - 1].low) if at else ""
    return before in _other_times(scene.language) or fold_words(scene.tree.words[at].low).startswith("ex-")


@cache
def _other_times(language: str) -> frozenset[str]:
    return frozenset(fold_words(word) for word in read_toml(language, "actors")["offices_of_other_times"]["words"])


def _again(scene: Scene, entry: Entry, land: _Land | None, about: frozenset[str], at: int) -> Mention | None:
    """The last one who was said to be that: *le ministre* after *le ministre de la Défense russe, S. Choïgu*."""
    of = land[0] if land else ""
    for one in reversed(scene.described):
        fits = one.lemma == entry.key and (not of or not one.of or one.of == of) and (not about or about <= one.about)
        agrees = not entry.gender or not one.person.gender or entry.gender == one.person.gender
        if fits and agrees and one.at < at:
            return one.person
    return None


def _holder(
    scene: Scene, land: _Land | None, sorts: list[str], entry: Entry, hit: Hit, about: frozenset[str], past: bool
) -> Mention | None:
    """Who holds that office, or leads that country: somebody named in the text, else the one of that time."""
    wanted = {form.removeprefix("office:") for form in sorts if form.startswith("office:")}
    post = portfolio(entry.name, about, scene.language)
    if post:
        wanted = {post}
    if not wanted:
        return None
    if land and not post and _further(scene.tree, noun_of(scene, hit), land[2]):
        return None  # la dirigeante allemande de l'exécutif européen
    of = land[0] if land else _home(scene, entry, wanted, hit.start, bool(post))
    if not of or (
        land and wanted == {"leads"} and not land[1][0].isupper() and entry.name in _seat_only(scene.language)
    ):
        return None
    if of.startswith("organisation:"):
        wanted = {"chief"}
    named = {one.key: one.start for one in scene.named.values() if one.kind is ActorKind.PERSON}
    if past:
        named = {key: start for key, start in named.items() if start < hit.start}
    gender = entry.gender or _gender(scene.tree, word_at(scene.tree, hit.start))
    leader = leader_of(of, wanted, gender, named, scene.reference, scene.language, past=past)
    if leader is None:
        return None
    return Mention(hit.start, hit.end, leader.key, leader.name, ActorKind.PERSON, Via.EPITHET, 0, leader.gender)


def _further(tree: Tree, noun: int, last: int) -> bool:
    """Whether a complement behind the country says of what else somebody is at the head."""
    behind = [tree.words[k] for k in tree.words[noun].kids if k > last]
    return any(k.rel == "nmod" and k.pos in ("NOUN", "PROPN") and _of(tree, k) for k in behind)


def _of(tree: Tree, word: Word) -> bool:
    return any(tree.words[k].function & {"of", "of-the", "elided"} for k in word.kids if tree.words[k].rel == "case")


def _home(scene: Scene, entry: Entry, wanted: set[str], at: int, post: bool) -> str:
    """The country whose *chef de l'État* or *Premier ministre* is meant without saying: that of the last leader named.

    Where the text names no leader, the country of most who write in this language.
    """
    table = read_toml(scene.language, "actors")["home"]
    if entry.name not in table["offices"] and not post:
        return ""
    leaders = {one.key: one for one in offices(scene.language) if one.office in ("state", "government")}
    before = [one for one in scene.named.values() if one.key in leaders and one.start < at]
    if before and not post:
        last = max(before, key=lambda one: one.start)
        return next(one.of for one in offices(scene.language) if one.key == last.key)
    return "" if _abroad(scene, table["country"]) else str(table["country"])


def _abroad(scene: Scene, home: str) -> bool:
    """Whether the text speaks of another country more than of the one where its readers are."""
    counts: dict[str, int] = {}
    for hit in scene.hits.values():
        entry = hit.entries[0]
        of = entry.key if entry.key.startswith("country:") else entry.of
        if of.startswith("country:"):
            counts[of] = counts.get(of, 0) + 1
    return any(count > counts.get(home, 0) for of, count in counts.items() if of != home)


@cache
def _seat_only(language: str) -> frozenset[str]:
    return frozenset(word.split("/")[0] for word in read_toml(language, "actors")["epithets"]["seat_only"])


@cache
def _describing(language: str) -> frozenset[str]:
    return frozenset(word.split("/")[0] for word in read_toml(language, "actors")["functions"]["describing"])
