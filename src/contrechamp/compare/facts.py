"""Claims as they are compared: their weighted words, their participants, their figures and times, and their polarity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from contrechamp.compare.rarity import rarity
from contrechamp.compare.words import find_words, is_figure
from contrechamp.model import Account, Actor, ActorKind, Argument, Certainty, Claim, Extraction, Quantity, Time
from contrechamp.text.fold import fold_words

DENYING = frozenset({Certainty.CERTAIN_NOT, Certainty.PROBABLE_NOT, Certainty.POSSIBLE_NOT})
HEDGING = frozenset(
    {Certainty.PROBABLE, Certainty.PROBABLE_NOT, Certainty.POSSIBLE, Certainty.POSSIBLE_NOT, Certainty.UNCOMMITTED}
)

LEAST_RARITY = 2.3
"""A word of more than one article in ten says nothing about what a claim is about."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim, read for comparing.

    `terms` gives the weight of each folded content lemma; `head` is the predicate's lemma; `subject` and `others` are its
    participants; `denied` says that the voice holds the content not to be so; `keys` are the actors in it.
    """

    account: str
    claim: Claim
    text: str
    terms: dict[str, float]
    head: str
    subject: Argument | None
    others: tuple[Argument, ...]
    keys: frozenset[str]
    places: frozenset[str]
    figures: tuple[Quantity, ...]
    times: tuple[Time, ...]
    denied: bool
    language: str = "fr"
    actors: tuple[Actor, ...] = field(default=(), compare=False)

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    def words_of(self, key: str) -> set[str]:
        """The folded words by which the claim names an actor."""
        offset = self.claim.span.start
        spans = [actor.span for actor in self.actors if actor.key == key]
        return {
            word
            for span in spans
            for word in find_words(self.text[max(0, span.start - offset) : span.end - offset]).folded
        }


def read_facts(extraction: Extraction) -> list[Fact]:
    """The facts of an extraction, in the order of their spans."""
    actors = {actor.id: actor for actor in extraction.actors}
    times = {time.id: time for time in extraction.times}
    quantities = {quantity.id: quantity for quantity in extraction.quantities}
    claims = sorted(extraction.claims, key=lambda claim: (claim.span, claim.id))
    return [
        _fact(
            extraction.account,
            claim,
            [actors[name] for name in claim.actors if name in actors],
            tuple(quantities[name] for name in claim.quantities if name in quantities),
            tuple(times[name] for name in claim.times if name in times),
        )
        for claim in claims
    ]


def _fact(
    account: Account, claim: Claim, actors: list[Actor], figures: tuple[Quantity, ...], times: tuple[Time, ...]
) -> Fact:
    predicate = claim.predicate
    arguments = predicate.arguments if predicate else ()
    subject = next((argument for argument in arguments if argument.role == "subject"), None)
    return Fact(
        account=account.id,
        claim=claim,
        text=account.text[claim.span.start : claim.span.end],
        terms=weigh(lemmas_of(account, claim), account.language),
        head=fold_words(predicate.lemma) if predicate else "",
        subject=subject,
        others=tuple(argument for argument in arguments if argument is not subject),
        keys=frozenset(actor.key for actor in actors),
        places=frozenset(actor.key for actor in actors if actor.kind in (ActorKind.PLACE, ActorKind.COUNTRY)),
        figures=figures,
        times=times,
        denied=is_denied(claim),
        language=account.language,
        actors=tuple(actors),
    )


def lemmas_of(account: Account, claim: Claim) -> Iterable[str]:
    """The claim's content lemmas; its words where it was extracted without any."""
    return claim.lemmas or find_words(account.text[claim.span.start : claim.span.end]).folded


def weigh(lemmas: Iterable[str], language: str) -> dict[str, float]:
    """The folded content lemmas with their rarity; figures and common words are left out."""
    weights: dict[str, float] = {}
    for lemma in lemmas:
        word = fold_words(lemma)
        if len(word) > 1 and not is_figure(word) and (weight := rarity(word, language)) >= LEAST_RARITY:
            weights[word] = weight
    return weights


def is_denied(claim: Claim) -> bool:
    """Whether the claim's voice holds the content not to be so."""
    return claim.certainty in DENYING


def is_hedged(claim: Claim) -> bool:
    """Whether the claim's voice leaves it open."""
    return claim.certainty in HEDGING
