"""Actors by other words than their names: offices, functions, epithets, institutions, peoples, groups, adjectives."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from contrechamp.extract.actors.lexicon import Entry, Hit, country_names, slug
from contrechamp.extract.actors.mentions import Mention
from contrechamp.extract.actors.persons import read_person
from contrechamp.extract.actors.scene import (
    Scene,
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
    word, forms = scene.tree.words[noun_of(scene, hit)], {entry.form: entry for entry in hit.entries}
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
        yield from read_person(scene, at, hit, offices, forms[offices[0]])
    elif institutions:
        yield from _institution(scene, at, hit, institutions, forms[institutions[0]])
    elif "group" in forms:
        yield from _group(scene, at, hit, forms["group"])


_OF = frozenset({"of", "of-the", "elided"})
_JOINS = frozenset({"definite", "and"})
_DEPARTMENT = 9  # words: de l'Enseignement supérieur, de la Recherche et de l'Innovation


def _institution(scene: Scene, at: int, hit: Hit, sorts: list[str], entry: Entry) -> Iterator[Mention]:
    """What acts for a state (the state itself), or an institution under its own name."""
    tree, noun = scene.tree, noun_of(scene, hit)
    land = territory_of(scene, hit, for_state="institution:state" in sorts)
    start, gender, number = start_of(tree, at), _gender(tree, noun), _number(tree, noun)
    if tree.words[at].form[0].isupper() and _of_something(tree, at):
        return  # le ministre de la Justice
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
    elif land and land[0].startswith("place:") and "institution:alone" in sorts and is_definite(scene, at):
        key = f"organisation:{slug(entry.name)}-{land[0].removeprefix('place:')}"
        said = f"{entry.name} {tree.text[hit.end : tree.words[land[2]].end].strip()}"
        yield Mention(start, tree.words[land[2]].end, key, said, ActorKind.ORGANISATION, Via.NAME, noun, gender, number)
    elif not land and entry.key in scene.states:
        key = scene.states[entry.key][-1]  # l'armée, after l'armée russe; with several armies, only "cette armée"
        if pointed_at(tree, at) or (is_definite(scene, at) and len(set(scene.states[entry.key])) == 1):
            name = _country_name(scene, key)
            yield Mention(start, hit.end, key, name, ActorKind.COUNTRY, Via.METONYMY, noun, gender, number)
    elif (
        not land and is_definite(scene, at) and tree.text[hit.start : hit.end] != tree.text[hit.start : hit.end].lower()
    ):
        key = f"organisation:{slug(entry.name)}"  # le ministère de la Défense, of no country that is said
        yield Mention(start, hit.end, key, entry.name, ActorKind.ORGANISATION, Via.NAME, noun, gender, number)
    elif not land and "institution:alone" in sorts and is_definite(scene, at):
        tail = _department(tree, hit)
        last = scene.departments.get(entry.key) or _named_so(scene, entry, hit.start)
        if tail:
            said = " ".join(tree.text[hit.start : tail].split())
            key = f"organisation:{slug(said)}"
            scene.departments[entry.key] = (key, said)
            yield Mention(start, tail, key, said, ActorKind.ORGANISATION, Via.NAME, noun, gender, number)
        elif last is not None and not _restricted(tree, hit):  # le ministère, after le ministère de la Santé
            yield Mention(start, hit.end, *last, ActorKind.ORGANISATION, Via.EPITHET, noun, gender, number)
        elif not _restricted(tree, hit):
            key = f"organisation:{slug(entry.name)}"
            yield Mention(start, hit.end, key, entry.name, ActorKind.ORGANISATION, Via.NAME, noun, gender, number)


def _named_so(scene: Scene, entry: Entry, before: int) -> tuple[str, str] | None:
    """The last organisation before a character whose name begins with an institution's word: its key and name."""
    if not scene.heads:
        for one in sorted(scene.named.values(), key=lambda m: m.start):
            if one.kind is ActorKind.ORGANISATION:
                scene.heads.setdefault(fold_words(scene.tree.words[word_at(scene.tree, one.start)].form), []).append(
                    one
                )
    found = scene.heads.get(fold_words(entry.name), [])
    at = bisect_left(found, before, key=lambda m: m.start)
    return (found[at - 1].key, found[at - 1].name) if at else None


def _department(tree: Tree, hit: Hit) -> int:
    """Where an institution ends that says which one it is with capitals: *le ministère de la Santé*; 0 elsewhere."""
    words, end = tree.words, 0
    first = word_at(tree, hit.end - 1) + 1
    if first >= len(words) or not words[first].function & _OF:
        return 0
    for word in words[first : first + _DEPARTMENT]:
        if word.pos in ("NOUN", "PROPN", "X") and word.form[0].isupper():
            end = word.end
        elif not (word.function & _OF or word.function & _JOINS or (end and word.pos == "ADJ")):
            break
    return end


def _of_something(tree: Tree, at: int) -> bool:
    before = tree.words[max(0, at - 2) : at]
    return any(word.function & {"of", "of-the", "to"} and "plural" not in word.function for word in before)


def _restricted(tree: Tree, hit: Hit) -> bool:
    """Whether a complement makes it another one: *la majorité des habitants*, *l'opposition avec le maire*."""
    after = word_at(tree, hit.end)
    complements = {"of", "of-the", "to", "with", "between"}
    return after < len(tree.words) and bool(tree.words[after].function & complements)


def _group(scene: Scene, at: int, hit: Hit, entry: Entry) -> Iterator[Mention]:
    """People in the plural; with a country where they are of one: `group:soldat-ru`."""
    tree = scene.tree
    if hit.start and tree.text[hit.start - 1] in "-‐‑":  # petits-enfants are no enfants
        return
    land = territory_of(scene, hit)
    key, end, name = entry.key, hit.end, tree.text[hit.start : hit.end]
    if land and land[0].startswith("country:"):
        end = tree.words[land[2]].end
        key = f"{key}-{land[0].removeprefix('country:').lower()}"
        name = " ".join(tree.text[hit.start : end].split())
    yield Mention(start_of(tree, at), end, key, name, ActorKind.GROUP, Via.NAME, at, entry.gender, "p")


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
            start = start_of(tree, at)
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
    return at > 0 and "in" in tree.words[at - 1].function and tree.words[at].head == at


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
