"""Names in a text: those of the lists, which win, and those that the pipeline sees; and who a short name belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contrechamp.extract.actors.entities import Entity, clean_entities, cover, explained_acronyms
from contrechamp.extract.actors.lexicon import Entry, Hit, first_names, outlets, slug, titles
from contrechamp.extract.tree import Tree, Word, word_at
from contrechamp.model import ActorKind
from contrechamp.text.fold import fold_words

_NAMING = frozenset({"name", "acronym", "surname", "capital", "seat"})
_KINDS = {"PER": ActorKind.PERSON, "LOC": ActorKind.PLACE, "ORG": ActorKind.ORGANISATION}


@dataclass(frozen=True, slots=True)
class Named:
    """A name where it stands (characters), who it names, and the list entry that knows it, if one does.

    `gender` is `m`, `f` or empty; `number` is `s` or `p`.
    """

    start: int
    end: int
    key: str
    name: str
    kind: ActorKind
    entry: Entry | None = None
    gender: str = ""
    number: str = "s"


def find_named(tree: Tree, entities: Iterable[Entity], hits: Sequence[Hit], language: str) -> list[Named]:
    """The names in a text, in order, none overlapping another: lists before the pipeline's, persons told apart.

    `entities` are the pipeline's: start, end (characters) and label.
    """
    peoples = {(h.start, h.end) for h in hits if h.entries[0].form == "adjective"}
    seen = [one for one in clean_entities(tree, entities, language) if one[:2] not in peoples]
    covering = cover(seen)
    known = _not_inside([one for hit in hits if (one := _known(hit, tree, covering, language))])
    taken = cover((named.start, named.end, "") for named in known)
    fresh = [_fresh(tree.text, *found, language) for found in seen if not _covered(found, taken)]
    named = sorted([*known, *fresh], key=lambda n: (n.start, -n.end))
    return _settle(named, tree, language)


def _covered(found: Entity, taken: dict[int, Entity]) -> bool:
    return any(at in taken for at in range(found[0], found[1]))


def _known(hit: Hit, tree: Tree, covering: dict[int, Entity], language: str) -> Named | None:
    """The name that a list entry gives here, unless it is part of a longer name or an ordinary word."""
    entry = next((entry for entry in hit.entries if entry.form in _NAMING), None)
    word = tree.words[word_at(tree, hit.start)]
    if entry is None or _in_link(word) or (entry.form == "acronym" and _numbered(tree, hit)):
        return None
    around = covering.get(hit.start)
    if around and hit.end <= around[1] and _longer_name(hit, around, tree, entry):
        return None
    if not re.search(r"\W", tree.text[hit.start : hit.end]):
        if entry.kind is ActorKind.COUNTRY and fold_words(entry.said) in first_names(language):
            return None  # Dominique
        if entry.form != "acronym" and _part_of_name(hit, word, tree, covering, language):
            return None
        if not around and _ordinary(word, tree, entry):
            return None
    return Named(hit.start, hit.end, entry.key, entry.name, entry.kind, entry, entry.gender, entry.number)


def _numbered(tree: Tree, hit: Hit) -> bool:
    """A number after it makes it a road, a model or a rank: *RN 7*."""
    return tree.text[hit.end : hit.end + 2].strip()[:1].isdigit()


def _in_link(word: Word) -> bool:
    return any(sign in word.form for sign in ("@", "_", "://", "www.", ".com", ".fr/"))


def _longer_name(hit: Hit, around: Entity, tree: Tree, entry: Entry) -> bool:
    """Whether the pipeline saw a longer name here: *Denzel Washington*, *Université de Pékin*."""
    start, end, label = around
    if entry.form == "acronym" and label != "ORG":
        return False
    said = tree.text[start:end]
    rest = tree.text[start : hit.start] + " " + tree.text[hit.end : end]
    if not any(char.isupper() for char in rest) or re.search(r"[,;:/()]|\bet\b", said):
        return False
    return not (entry.kind is ActorKind.PERSON and entry.form == "name" and label == "PER")


def _part_of_name(hit: Hit, word: Word, tree: Tree, covering: dict[int, Entity], language: str) -> bool:
    """Whether a capital beside the word makes it part of another name: *Sharon Stone*, *Jeb Bush*."""
    if word.start < hit.start or word.end > hit.end:  # inside a compound: Trump-Biden is two names
        return False
    before = tree.words[word.i - 1] if word.i else None
    after = tree.words[word.i + 1] if word.i + 1 < len(tree.words) else None
    if before and before.form[0].isupper() and before.pos == "PROPN" and tree.text[before.end : word.start] == " ":
        folded = fold_words(before.form).rstrip(".")
        person = covering.get(before.start, (0, 0, ""))[2] == "PER"
        if folded not in titles(language) and (folded in first_names(language) or person or before.form[-1] == "."):
            return True
    if after and hit.start not in covering and after.form[0].isupper() and tree.text[hit.end : after.start] == " ":
        return after.pos == "PROPN" and covering.get(after.start, (0, 0, ""))[2] == "PER"
    return False


def _ordinary(word: Word, tree: Tree, entry: Entry) -> bool:
    """A word that begins a sentence, or any verb or adverb, that the tagger does not see as a name."""
    if entry.form == "acronym" or word.form.isupper():
        return False
    starts = word.i == tree.sentences[word.sentence][0] or tree.words[word.i - 1].pos == "PUNCT"
    return (starts and word.pos not in ("PROPN", "X", "NOUN")) or word.pos in ("VERB", "AUX", "ADV")


def _not_inside(named: list[Named]) -> list[Named]:
    out: list[Named] = []
    for one in sorted(named, key=lambda n: (n.start, -n.end)):
        if not out or one.start >= out[-1].end:
            out.append(one)
    return out


def _fresh(text: str, start: int, end: int, label: str, language: str) -> Named:
    name, kind = " ".join(text[start:end].split()), _KINDS[label]
    if kind is ActorKind.PERSON and fold_words(name) in outlets(language):
        kind = ActorKind.ORGANISATION
    return Named(start, end, f"{kind.value}:{slug(name)}", name, kind)


# ---------------------------------------------------------------- short names and long names


def _settle(named: list[Named], tree: Tree, language: str) -> list[Named]:
    """The same names with each short form given to the long one of the same text."""
    acronyms = {short: tree.text[start:end] for short, start, end in explained_acronyms(tree.text, language)}
    full: dict[str, list[Named]] = {}
    for one in named:
        if one.kind is ActorKind.PERSON and (one.entry is None or one.entry.form == "name"):
            parts = _parts(one.name)
            for part in {parts[0], parts[-1]} if len(parts) > 1 else ():
                full.setdefault(part, []).append(one)
    out = []
    for one in named:
        if one.kind is ActorKind.PERSON:
            out.append(_whose(one, full, tree, language))
        elif one.kind is ActorKind.ORGANISATION and one.entry is None:
            out.append(_spelled_out(one, acronyms))
        else:
            out.append(one)
    return out


def _parts(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", fold_words(name)))


def _whose(one: Named, full: dict[str, list[Named]], tree: Tree, language: str) -> Named:
    """The person a name names: one of that surname named in full in this text, else the one known from the lists."""
    if one.entry and one.entry.form == "name":
        return one
    name = " ".join(tree.text[one.start : one.end].split())
    said, title = _parts(name), title_gender(one.start, tree, language)
    known = full.get(said[-1], []) if said else []
    longer = [f for f in known if _short_for(said, _parts(f.name)) and _agrees(title, f, language)]
    longer = [f for f in longer if len(_parts(f.name)) > len(said) or (len(said) > 1 and len(said[0]) == 1)]
    if longer:
        before = [f for f in longer if f.start < one.start]
        match = before[-1] if before else longer[0]
        return Named(one.start, one.end, match.key, match.name, one.kind, match.entry, _sex(match, language))
    if one.entry and not one.entry.weak and not (title and one.gender and title != one.gender):
        return one
    return Named(one.start, one.end, f"person:{slug(name)}", name, one.kind, None, title or gender_of(name, language))


def _short_for(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """*Le Pen* for *Marine Le Pen*, *N. Sarkozy* for *Nicolas Sarkozy*, *Ségolène* for *Ségolène Royal*."""
    if not short or len(short) > len(long):
        return False
    if long[-len(short) :] == short or (len(short) == 1 and len(short[0]) > 2 and long[0] == short[0]):
        return True
    return (
        len(short) > 1 and len(short[0]) == 1 and long[0].startswith(short[0]) and long[1 - len(short) :] == short[1:]
    )


def title_gender(start: int, tree: Tree, language: str) -> str:
    """The gender that a title before a name tells: *M.*, *Mme*; empty without one."""
    at = word_at(tree, start)
    for back in (1, 2):
        if at >= back:
            before = fold_words(tree.words[at - back].form)
            gender = titles(language).get(before) or titles(language).get(before.rstrip("."))
            if gender or before != ".":
                return gender or ""
    return ""


def gender_of(name: str, language: str) -> str:
    """The gender that the first name tells: `m`, `f`, or nothing."""
    first = fold_words(name.split(" ", maxsplit=1)[0])
    known = first_names(language)
    return known.get(first) or known.get(first.split("-")[0], "")


def _sex(person: Named, language: str) -> str:
    return person.gender or gender_of(person.name, language)


def _agrees(title: str, person: Named, language: str) -> bool:
    gender = _sex(person, language)
    return not title or not gender or gender == title


def _spelled_out(one: Named, acronyms: dict[str, str]) -> Named:
    """An organisation under its long name, with the acronym as key, where the text explains the acronym."""
    folded = fold_words(one.name).replace(".", "").replace("-", "")
    for short, long in acronyms.items():
        if folded == short or fold_words(one.name) == fold_words(long):
            return Named(one.start, one.end, f"organisation:{short}", long, one.kind)
    return one
