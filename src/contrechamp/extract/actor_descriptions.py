"""Actors by other words than their names: offices, functions, epithets, institutions, peoples, groups, adjectives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from contrechamp.extract.actor_leaders import leader_of
from contrechamp.extract.actor_lexicon import Entry, Hit, country_names, slug
from contrechamp.extract.actor_mentions import Mention
from contrechamp.extract.claim_tree import Tree, Word, word_at
from contrechamp.lang import read_toml
from contrechamp.model import ActorKind, Via
from contrechamp.text.fold import fold_words

_REACH = (
    12  # words between a function and the name beside it: le secrétaire d'État américain à la Défense, Lloyd Austin
)


@dataclass(frozen=True, slots=True)
class Described:
    """A function once said of somebody: `le ministre russe de la Défense, Sergueï Choïgu`."""

    lemma: str
    of: str
    about: frozenset[str]
    person: Mention
    at: int


@dataclass(slots=True)
class Scene:
    """What is known while a text is read: its tree, names by their first and last word, words of the lists by word."""

    tree: Tree
    language: str
    reference: date | None
    named: dict[int, Mention] = field(default_factory=dict)
    ending: dict[int, Mention] = field(default_factory=dict)
    hits: dict[int, Hit] = field(default_factory=dict)
    described: list[Described] = field(default_factory=list)
    states: dict[str, list[str]] = field(default_factory=dict)


def describe(scene: Scene, hits: Sequence[Hit]) -> list[Mention]:
    """The mentions by description, in order. Names that a description takes in come back longer, with the same key."""
    tree = scene.tree
    for hit in hits:
        scene.hits[word_at(tree, hit.start)] = hit
    found: list[Mention] = []
    for at, hit in sorted(scene.hits.items()):
        if at in scene.named and scene.named[at].start <= hit.start:
            continue
        found += _read(scene, at, hit)
    return found


def _read(scene: Scene, at: int, hit: Hit) -> Iterator[Mention]:
    """What one word of the lists says here; at most one mention, and one for the other half of a compound."""
    word, forms = scene.tree.words[at], {entry.form: entry for entry in hit.entries}
    if word.pos not in ("NOUN", "PROPN", "ADJ", "X", "VERB"):
        return
    if "adjective" in forms:
        yield from _adjective(scene, at, hit, forms["adjective"])
        return
    if word.pos not in ("NOUN", "PROPN"):
        return
    offices = [form for form in forms if form.startswith("office:") or form == "function"]
    institutions = [form for form in forms if form.startswith("institution:")]
    if offices and "Number=Plur" not in word.morph:
        yield from _person(scene, at, hit, offices, forms[offices[0]])
    elif institutions:
        yield from _institution(scene, at, hit, institutions, forms[institutions[0]])
    elif "group" in forms:
        yield from _group(scene, at, hit, forms["group"])


# ---------------------------------------------------------------- where a description begins and ends


def _noun(scene: Scene, hit: Hit) -> int:
    """The noun of a hit of several words: the one that the others hang on (*chef* in *chef de l'État*)."""
    tree = scene.tree
    first, last = word_at(tree, hit.start), word_at(tree, hit.end - 1)
    return next((i for i in range(first, last + 1) if not first <= tree.words[i].head <= last), first)


def _determiner(tree: Tree, at: int) -> Word | None:
    """The determiner before a noun, adjectives between them or not."""
    for i in range(at - 1, max(-1, at - 4), -1):
        word = tree.words[i]
        if word.pos == "DET" or (word.low in ("du", "au", "des", "aux") and word.pos in ("ADP", "DET")):
            return word
        if word.pos not in ("ADJ", "NUM", "ADV"):
            return None
    return None


def _start(tree: Tree, at: int) -> int:
    """Where the description begins: at its article, but not at a preposition that holds one (du, au)."""
    determiner = _determiner(tree, at)
    first = tree.words[at] if determiner is None or determiner.pos == "ADP" else determiner
    return first.start


@cache
def _definite(language: str) -> frozenset[str]:
    return frozenset(read_toml(language, "actors")["determiners"]["definite"])


def _is_definite(scene: Scene, at: int) -> bool:
    determiner = _determiner(scene.tree, at)
    return determiner is not None and determiner.low in _definite(scene.language)


def _pointed_at(tree: Tree, at: int) -> bool:
    determiner = _determiner(tree, at)
    return determiner is not None and determiner.low in ("ce", "cet", "cette", "ces")


def _territory(scene: Scene, at: int, hit: Hit) -> tuple[str, str, int] | None:
    """The country or organisation that a noun is of: its key, its adjective or name as said, and the word it ends with.

    `l'armée russe`, `le président de l'Ukraine`, `le chef du Kremlin`, `le secrétaire général de l'Otan`.
    """
    tree, noun = scene.tree, _noun(scene, hit)
    last = word_at(tree, hit.end - 1)
    for i in range(last + 1, min(last + 9, len(tree.words))):
        word = tree.words[i]
        if word.pos in ("VERB", "AUX", "PUNCT", "PRON", "SCONJ", "CCONJ") and word.form != "-":
            return None
        other = scene.hits.get(i)
        entry = next((e for e in other.entries if e.form == "adjective"), None) if other else None
        if other and entry and word.form[0].islower() and (i == last + 1 or _leads_to(tree, i, noun)):
            return entry.key, tree.text[other.start : other.end], word_at(tree, other.end - 1)
        named = scene.named.get(i)
        if named and named.kind is not ActorKind.PERSON and _after_de(tree, i, last):
            entry = _entry(scene, i)
            if entry and entry.form in ("name", "acronym", "seat", "capital"):
                return entry.key, entry.said if entry.form == "seat" else entry.name, word_at(tree, named.end - 1)
            return named.key, named.name, word_at(tree, named.end - 1)
        if named:
            return None
    return None


def _entry(scene: Scene, at: int) -> Entry | None:
    hit = scene.hits.get(at)
    return next((e for e in hit.entries if e.form in ("name", "acronym", "seat", "capital")), None) if hit else None


def _after_de(tree: Tree, at: int, last: int) -> bool:
    """Only *de* (with an article) stands between word `last` and the name at word `at`, or a complement of it."""
    between = [tree.words[i].low for i in range(last + 1, at)]
    return bool(between) and between[0] in ("de", "d'", "du", "des", "de la") and len(between) <= 2


def _leads_to(tree: Tree, at: int, noun: int) -> bool:
    word = tree.words[at]
    for _ in range(3):
        if word.head == noun:
            return True
        word = tree.words[word.head]
    return False


# ---------------------------------------------------------------- persons


def _person(scene: Scene, at: int, hit: Hit, offices: list[str], entry: Entry) -> Iterator[Mention]:
    """A person by office, function or epithet: beside the name, or alone."""
    tree, noun = scene.tree, _noun(scene, hit)
    land = _territory(scene, at, hit)
    about = _complement(tree, noun, land)
    beside = _beside(scene, hit)
    lemma = entry.key
    if beside:
        of = land[0] if land else ""
        person = replace(beside, gender=beside.gender or entry.gender)
        scene.described.append(Described(lemma, of, about, person, hit.start))
        if beside.start > hit.start and _determiner(tree, at) is not None:
            root = noun if tree.words[person.root].head == noun else person.root
            yield replace(person, start=_start(tree, at), root=root)
        return
    if not _is_definite(scene, at) or _of_the_past(tree, at):
        return
    who = _again(scene, lemma, land, about, entry.gender, hit.start) or _holder(scene, land, offices, entry, hit)
    if who:
        end = tree.words[land[2]].end if land else hit.end
        yield replace(who, start=_start(tree, at), end=max(end, hit.end), via=Via.EPITHET, root=noun)


def _complement(tree: Tree, noun: int, land: tuple[str, str, int] | None) -> frozenset[str]:
    """The content words that say which one it is: *Défense* in *ministre russe de la Défense*."""
    found = set()
    for kid in tree.words[noun].kids:
        word = tree.words[kid]
        says_which = word.rel in ("nmod", "amod", "obl") and word.pos in ("NOUN", "PROPN", "ADJ")
        if kid > noun and says_which and not (land and word.i == land[2]):
            found.add(fold_words(word.lemma))
    return frozenset(found)


def _beside(scene: Scene, hit: Hit) -> Mention | None:
    """The person named beside the function: *le président Macron*, *Sergueï Choïgu, ministre de la Défense*."""
    tree = scene.tree
    last, first = word_at(tree, hit.end - 1), word_at(tree, hit.start)
    for i in range(last + 1, min(last + _REACH, len(tree.words))):
        named, word = scene.named.get(i), tree.words[i]
        if named and named.kind is ActorKind.PERSON:
            if tree.words[i - 1].pos == "ADP":  # le dictateur avec Poutine
                return None
            comma = tree.words[i - 1].low == ","
            return named if not comma or _apposed(tree, named) else None
        if word.pos not in ("ADJ", "ADP", "DET", "NOUN", "PROPN", "NUM") and word.low not in (",", "-", '"', "et"):
            break
        if word.low == "," and i + 1 not in scene.named:
            break
    return _before(scene, first)


def _before(scene: Scene, first: int) -> Mention | None:
    tree = scene.tree
    i = first - 1
    while i >= 0 and tree.words[i].pos in ("DET", "ADJ") and first - i < 4:
        i -= 1
    if i > 0 and tree.words[i].low in (",", "(") and tree.words[i - 1].i in scene.ending:
        named = scene.ending[i - 1]
        return named if named.kind is ActorKind.PERSON else None
    return None


def _apposed(tree: Tree, named: Mention) -> bool:
    """After a comma a name is in apposition when a comma, a bracket or the sentence's end closes it, or by the tree."""
    if tree.words[named.root].rel in ("appos", "flat"):
        return True
    after = word_at(tree, named.end)
    return after >= len(tree.words) or tree.words[after].low in (",", ".", ")", ";", ":")


def _of_the_past(tree: Tree, at: int) -> bool:
    before = tree.words[at - 1].low if at else ""
    return before in ("ancien", "ancienne", "ex", "ex-", "futur", "future", "-") or tree.words[at].low.startswith("ex-")


def _again(
    scene: Scene, lemma: str, land: tuple[str, str, int] | None, about: frozenset[str], gender: str, at: int
) -> Mention | None:
    """The last one who was said to be that: *le ministre* after *le ministre russe de la Défense, S. Choïgu*."""
    of = land[0] if land else ""
    for one in reversed(scene.described):
        fits = one.lemma == lemma and (not of or not one.of or one.of == of) and (not about or about <= one.about)
        if fits and not (gender and one.person.gender and gender != one.person.gender) and one.at < at:
            return one.person
    return None


def _holder(
    scene: Scene, land: tuple[str, str, int] | None, offices: list[str], entry: Entry, hit: Hit
) -> Mention | None:
    """Who holds that office, or leads that country: somebody named in the text, else the one of that time."""
    wanted = {form.removeprefix("office:") for form in offices if form.startswith("office:")}
    if not wanted or not land:
        return None
    if wanted == {"leads"} and not land[1][0].isupper() and entry.name in _seat_only(scene.language):
        return None
    named = {one.key: one.start for one in scene.named.values() if one.kind is ActorKind.PERSON}
    leader = leader_of(land[0], wanted, entry.gender, named, scene.reference, scene.language)
    if leader is None:
        return None
    return Mention(hit.start, hit.end, leader.key, leader.name, ActorKind.PERSON, Via.EPITHET, 0, leader.gender)


@cache
def _seat_only(language: str) -> frozenset[str]:
    return frozenset(read_toml(language, "actors")["epithets"]["seat_only"])


# ---------------------------------------------------------------- institutions, groups, peoples


def _institution(scene: Scene, at: int, hit: Hit, sorts: list[str], entry: Entry) -> Iterator[Mention]:
    """What acts for a state (the state itself), or an institution under its own name."""
    tree, noun = scene.tree, _noun(scene, hit)
    land = _territory(scene, at, hit)
    start, gender, number = _start(tree, at), _gender(tree, noun), _number(tree, noun)
    if land and land[0].startswith("country:"):
        end = tree.words[land[2]].end
        if "institution:state" in sorts:
            scene.states.setdefault(entry.key, []).append(land[0])
            name = _country_name(scene, land[0])
            yield Mention(start, end, land[0], name, ActorKind.COUNTRY, Via.METONYMY, noun, gender, number)
        elif "institution:inner" in sorts:
            key = f"organisation:{slug(entry.name)}-{land[0].removeprefix('country:').lower()}"
            said = " ".join(tree.text[hit.start : end].split())
            yield Mention(start, end, key, said, ActorKind.ORGANISATION, Via.NAME, noun, gender, number)
    elif land and land[0].startswith("place:") and "institution:alone" in sorts:
        key = f"organisation:{slug(entry.name)}-{land[0].removeprefix('place:')}"
        said = f"{entry.name} {tree.text[hit.end : tree.words[land[2]].end].strip()}"
        yield Mention(start, tree.words[land[2]].end, key, said, ActorKind.ORGANISATION, Via.NAME, noun, gender, number)
    elif not land and entry.key in scene.states:
        key = scene.states[entry.key][-1]  # l'armée, after l'armée russe; with several armies, only "cette armée"
        if _pointed_at(tree, at) or (_is_definite(scene, at) and len(set(scene.states[entry.key])) == 1):
            name = _country_name(scene, key)
            yield Mention(start, hit.end, key, name, ActorKind.COUNTRY, Via.METONYMY, noun, gender, number)
    elif not land and "institution:alone" in sorts and _is_definite(scene, at) and not _restricted(tree, hit):
        key = f"organisation:{slug(entry.name)}"
        yield Mention(start, hit.end, key, entry.name, ActorKind.ORGANISATION, Via.NAME, noun, gender, number)


def _restricted(tree: Tree, hit: Hit) -> bool:
    """Whether a complement makes it another one: *la majorité des habitants*, *l'opposition avec le maire*."""
    after = word_at(tree, hit.end)
    return after < len(tree.words) and tree.words[after].low in ("de", "d'", "du", "des", "avec", "entre", "à")


def _group(scene: Scene, at: int, hit: Hit, entry: Entry) -> Iterator[Mention]:
    """People in the plural; with a country where they are of one: `group:soldat-ru`."""
    tree = scene.tree
    if hit.start and tree.text[hit.start - 1] in "-‐‑":  # petits-enfants are no enfants
        return
    land = _territory(scene, at, hit)
    key, end, name = entry.key, hit.end, tree.text[hit.start : hit.end]
    if land and land[0].startswith("country:"):
        end = tree.words[land[2]].end
        key = f"{key}-{land[0].removeprefix('country:').lower()}"
        name = " ".join(tree.text[hit.start : end].split())
    yield Mention(_start(tree, at), end, key, name, ActorKind.GROUP, Via.NAME, at, entry.gender, "p")


def _adjective(scene: Scene, at: int, hit: Hit, entry: Entry) -> Iterator[Mention]:
    """A country in its adjective (*l'offensive russe*), or its people in the plural (*les Russes*)."""
    tree, word = scene.tree, scene.tree.words[at]
    said, prefix = tree.text[hit.start : hit.end], _prefix(tree, hit)
    if prefix in _stances(scene.language) or said in _fixed(scene.language):
        return
    if prefix in _compounds(scene.language):
        key = "country:" + _compounds(scene.language)[prefix]
        start = hit.start - len(prefix) - 1
        yield Mention(start, hit.start - 1, key, _country_name(scene, key), ActorKind.COUNTRY, Via.METONYMY, at)
    first_word = word.i == tree.sentences[word.sentence][0]
    people = said[0].isupper() and (word.pos in ("NOUN", "PROPN") or not first_word) and not said.isupper()
    if people:
        if entry_number(hit, word) == "p" and not (word.head != at and word.rel == "amod"):
            start = _start(tree, at)
            yield Mention(start, hit.end, entry.key, entry.name, entry.kind, Via.METONYMY, at, entry.gender, "p")
    elif word.pos in ("ADJ", "VERB") and not _language_name(tree, at):
        yield Mention(hit.start, hit.end, entry.key, entry.name, entry.kind, Via.METONYMY, at)


def entry_number(hit: Hit, word: Word) -> str:
    """`p` where the form is a plural; a form that may be both is what the tagger says."""
    numbers = {entry.number for entry in hit.entries if entry.form == "adjective"}
    if len(numbers) == 1:
        return numbers.pop()
    return "s" if "Number=Sing" in word.morph else "p"


def _prefix(tree: Tree, hit: Hit) -> str:
    """What stands before the hyphen: `franco` in *franco-allemand*."""
    if hit.start < 2 or tree.text[hit.start - 1] not in "-‐‑":
        return ""
    start = hit.start - 1
    while start > 0 and tree.text[start - 1].isalpha():
        start -= 1
    return fold_words(tree.text[start : hit.start - 1])


def _language_name(tree: Tree, at: int) -> bool:
    return at > 0 and tree.words[at - 1].low == "en" and tree.words[at].head == at


@cache
def _stances(language: str) -> frozenset[str]:
    return frozenset(read_toml(language, "actors")["adjectives"]["stances"])


@cache
def _compounds(language: str) -> dict[str, str]:
    return dict(read_toml(language, "actors")["adjectives"]["compound"])


@cache
def _fixed(language: str) -> frozenset[str]:
    return frozenset(read_toml(language, "actors")["adjectives"]["fixed"])


def _country_name(scene: Scene, key: str) -> str:
    return country_names(scene.language).get(key, key)


def _gender(tree: Tree, at: int) -> str:
    morph = tree.words[at].morph
    return "m" if "Gender=Masc" in morph else "f" if "Gender=Fem" in morph else ""


def _number(tree: Tree, at: int) -> str:
    return "p" if "Number=Plur" in tree.words[at].morph else "s"
