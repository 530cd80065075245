"""The words by which a language says who speaks, read once from `voices.toml`, `reporting_verbs.tsv` and the
outlets.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from contrechamp.lang import read_list, read_table, read_toml
from contrechamp.lang.function_words import forms_of
from contrechamp.text.fold import fold_words


@dataclass(frozen=True, slots=True)
class VerbClass:
    """What a class of reporting verbs takes as the speaker's content, and what it does to how sure he is."""

    name: str
    que: bool = False
    infinitive: bool = False
    fragment: bool = False
    attribute: bool = False
    accusation: bool = False
    factive: bool = False
    shell: bool = False
    ceiling: str = ""
    polarity: str = ""
    negated: str = ""


@dataclass(frozen=True, slots=True)
class VoiceWords:
    """The lexicon of voices of one language; every set holds folded lemmas or forms."""

    classes: dict[str, VerbClass]
    verbs: dict[str, VerbClass]
    reflexive: dict[str, VerbClass]
    prepositions: tuple[tuple[str, ...], ...]
    weak: frozenset[str]
    never: frozenset[str]
    subordinate: frozenset[str]
    nouns: dict[str, str]
    institutions: frozenset[str]
    documents: frozenset[str]
    persons: frozenset[str]
    plural: frozenset[str]
    vague: frozenset[str]
    taken_up: frozenset[str]
    first: frozenset[str]
    hearsay: frozenset[str]
    shared: frozenset[str]
    false: frozenset[str]
    distance: frozenset[str]
    copulas: frozenset[str]
    colon: frozenset[str]
    titles: frozenset[str]
    outlets: dict[str, str]
    genders: dict[str, str]
    days: frozenset[str]
    before_que: frozenset[str]
    idioms: frozenset[str]
    clefts: frozenset[str]
    judging: frozenset[str]
    places: frozenset[str]
    orders: frozenset[str]
    aside: frozenset[str]
    details: frozenset[str]
    called: frozenset[str]
    held: frozenset[str]
    relative: frozenset[str]
    wishes: frozenset[str]
    unheard: frozenset[str]
    conditions: frozenset[str]
    before_incise: frozenset[str]
    before_verb: frozenset[str]
    source_nouns: frozenset[str]
    outlet_articles: tuple[str, ...]
    caused: frozenset[str]


@cache
def voice_words(language: str) -> VoiceWords:
    """The lexicon of voices of `language`. Raises UnknownLanguage, DataMissing."""
    data = read_toml(language, "voices")
    classes = {name: VerbClass(name, **fields) for name, fields in data["class"].items()}
    nouns = {fold_words(noun): kind for kind, words in data["nouns"].items() if kind != "held" for noun in words}
    prepositions = (*data["source"]["prepositions"], *data["source"]["weak"])
    verbs = {fold_words(row[0]): classes[row[1]] for row in read_table(language, "reporting_verbs")}
    oneself = data["reflexive"]["before"]
    return VoiceWords(
        classes=classes,
        verbs=verbs,
        reflexive={lemma.removeprefix(oneself): kind for lemma, kind in verbs.items() if lemma.startswith(oneself)},
        prepositions=tuple(sorted({_pieces(p) for p in prepositions}, key=lambda p: (-len(p), p))),
        weak=_folded(data["source"]["weak"]),
        never=_folded(data["source"]["never"]),
        subordinate=_folded(data["source"]["subordinate"]["words"]),
        nouns=nouns,
        institutions=_folded(data["speakers"]["institutions"]),
        documents=_folded(data["speakers"]["documents"]),
        persons=_folded(data["speakers"]["persons"]) | _humans(language),
        plural=_folded(data["speakers"]["plural"]),
        vague=_folded(data["speakers"]["vague"]),
        taken_up=_folded(data["speakers"]["taken_up"]),
        first=_folded(data["author"]["first"]),
        hearsay=_folded(data["author"]["hearsay"]),
        shared=_folded(data["author"]["shared"]),
        false=_folded(data["distance"]["false"]),
        distance=_folded(data["distance"]["verbs"]),
        copulas=_folded(data["distance"]["copulas"]),
        colon=_folded(data["colon"]["words"]),
        titles=_folded(data["titles"]["before"]),
        outlets=_outlets(language),
        genders=_genders(language),
        days=_folded(data["days"]["words"]),
        before_que=frozenset(data["que"]["before"]),
        idioms=_folded(data["idioms"]["phrases"]),
        clefts=frozenset(read_toml(language, "speakers")["pointing"]["clefts"]),
        judging=_folded(data["judging"]["verbs"]),
        places=frozenset(data["titles"]["places"]),
        called=frozenset(data["titles"]["called"]),
        orders=frozenset(data["orders"]["prepositions"]),
        details=_folded(data["aside"]["details"]),
        aside=frozenset(data["aside"]["prepositions"]),
        held=_folded(data["nouns"]["held"]),
        wishes=frozenset(data["hearsay"]["wishes"]),
        relative=frozenset(forms_of(language, "who")),
        unheard=_folded(data["hearsay"]["never"]),
        conditions=frozenset(data["hearsay"]["conditions"]),
        before_incise=frozenset(data["incise"]["before"]),
        before_verb=frozenset(data["incise"]["before_verb"]),
        source_nouns=frozenset(data["source"]["nouns"]),
        outlet_articles=tuple(data["outlets"]["articles"]),
        caused=_folded(data["causative"]["verbs"]),
    )


def _folded(words: list[str]) -> frozenset[str]:
    return frozenset(fold_words(word) for word in words)


def _humans(language: str) -> frozenset[str]:
    """The lemmas of nouns for people."""
    return frozenset(fold_words(line.split("/", 1)[0]) for line in read_list(language, "human_nouns"))


def _pieces(phrase: str) -> tuple[str, ...]:
    """A phrase as the tokens it is written with: `d'après` is two."""
    return tuple(fold_words(phrase).replace("'", "' ").split())


def _outlets(language: str) -> dict[str, str]:
    """Folded names of outlets and agencies, with the name contrechamp gives them."""
    data: dict[str, Any] = read_toml(language, "outlets")
    names: dict[str, str] = {}
    for group in ("outlet", "agency"):
        for entry in data.get(group, []):
            for name in (entry["name"], *entry.get("names", [])):
                names.setdefault(fold_words(name), entry["name"])
    return names


def _genders(language: str) -> dict[str, str]:
    """First names, folded, with `Masc` or `Fem`."""
    genders: dict[str, str] = {}
    for line in read_list(language, "first_names"):
        gender, _, names = line.partition(" ")
        for name in names.split():
            genders[fold_words(name)] = "Masc" if gender == "m" else "Fem"
    return genders
