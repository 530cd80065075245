"""The small words by which a language ties speech to a speaker who is not named there, as data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from contrechamp.extract.actors.lexicon import titles
from contrechamp.lang import read_toml
from contrechamp.text.fold import fold_words


@dataclass(frozen=True, slots=True)
class SpeakerWords:
    """Pronouns with the gender and number they take up, and words beside speakers; sets hold forms or folded lemmas."""

    pronouns: dict[str, tuple[str, str]]
    near: frozenset[str]
    pointing: frozenset[str]
    nobody: frozenset[str]
    clefts: frozenset[str]
    alone: frozenset[str]
    documents: tuple[frozenset[str], ...]
    read: frozenset[str]
    lowered: frozenset[str]
    addressee: frozenset[str]
    known: frozenset[str]
    never_named: frozenset[str]
    in_whose_eyes: frozenset[str]
    titles: dict[str, str]
    melted: dict[str, str]
    outlet_before: frozenset[str]
    outlet_contracted: frozenset[str]
    outlet_article: str
    asked: frozenset[str]
    learnt: frozenset[str]
    source: str
    source_of: frozenset[str]
    source_beside: frozenset[str]
    asked_at: frozenset[str]
    asked_near: frozenset[str]
    kin: frozenset[str]


@cache
def speaker_words(language: str) -> SpeakerWords:
    """The words about speakers of `language`. Raises UnknownLanguage, DataMissing."""
    data = read_toml(language, "speakers")
    phrases, outlets, asked, pointing = data["phrases"], data["outlets"], data["asked"], data["pointing"]
    return SpeakerWords(
        pronouns={form: (marks[0], marks[1]) for form, marks in data["pronouns"].items()},
        near=frozenset(pointing["near"]),
        pointing=_folded(pointing["nouns"]),
        nobody=frozenset(pointing["nobody"]),
        clefts=frozenset(pointing["clefts"]),
        alone=frozenset(pointing["alone"]),
        documents=tuple(_folded(held) for held in pointing["documents"]),
        read=_folded(asked["read"]),
        lowered=frozenset(phrases["lowered"]),
        addressee=frozenset(phrases["addressee"]),
        known=_folded(phrases["known"]),
        never_named=_folded(phrases["never_named"]),
        in_whose_eyes=frozenset(phrases["in_whose_eyes"]),
        titles=titles(language),
        melted=dict(phrases["melted"]),
        outlet_before=frozenset(outlets["before"]),
        outlet_contracted=frozenset(outlets["contracted"]),
        outlet_article=outlets["article"],
        asked=_folded(asked["verbs"]),
        learnt=_folded(asked["learnt"]),
        source=asked["source"],
        source_of=frozenset(asked["of"]),
        source_beside=frozenset(asked["beside"]),
        asked_at=frozenset(asked["at"]),
        asked_near=_folded(asked["near"]),
        kin=_folded(read_toml(language, "roles")["persons"]["related"]),
    )


def _folded(words: list[str]) -> frozenset[str]:
    return frozenset(fold_words(word) for word in words)
