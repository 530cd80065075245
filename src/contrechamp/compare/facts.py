"""Claims as they are compared: their weighted words, what they say of whom, their figures, times and polarity."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from contrechamp.compare.happenings import Happening, find_happenings, find_kinds
from contrechamp.compare.lists import word_list
from contrechamp.compare.participles import participles_in
from contrechamp.compare.rarity import rarity
from contrechamp.compare.words import find_words, is_figure
from contrechamp.compare.words_alike import frames
from contrechamp.lang import read_table, read_toml
from contrechamp.model import (
    Account,
    Actor,
    ActorKind,
    Argument,
    Certainty,
    Claim,
    Extraction,
    Predicate,
    Quantity,
    Time,
)
from contrechamp.text.fold import fold_words

DENYING = frozenset({Certainty.CERTAIN_NOT, Certainty.PROBABLE_NOT, Certainty.POSSIBLE_NOT})
HEDGING = frozenset(
    {Certainty.PROBABLE, Certainty.PROBABLE_NOT, Certainty.POSSIBLE, Certainty.POSSIBLE_NOT, Certainty.UNCOMMITTED}
)

LEAST_RARITY = 2.3
"""A word of more than one article in ten says nothing about what a claim is about."""

FEWEST_TERMS = 3
"""A phrase without a verb, a figure or so many content words (`Beau bilan`, a signature) makes no point."""


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """One claim, read for comparing; equal to itself alone.

    `terms` gives the weight of each folded content lemma. `heads` are the folded lemmas in which the claim's
    predication
    stands: the predicate, or what stands in its attribute, object or subject where the verb says little. `denied` says
    that the voice holds the content not to be so, `universal` that it holds it of nobody and nothing. `keys` are the
    actors in it and `frames` the matters that its words speak of. `named` are the words that name each actor.
    `happenings` and `kinds` are what `happenings.py` reads out of its `lemmas`, `names` the terms that name an actor;
    `conditional` says that the claim stands under an `if`. `lead` and `rest` are its sentence before and behind it,
    `said_when` the times of its sentence and of the one before, `published` the day on which its account appeared.
    """

    account: str
    claim: Claim
    text: str
    terms: dict[str, float]
    heads: tuple[str, ...]
    subject: Argument | None
    others: tuple[Argument, ...]
    keys: frozenset[str]
    named: dict[str, frozenset[str]]
    frames: frozenset[str]
    figures: tuple[Quantity, ...]
    times: tuple[Time, ...]
    denied: bool
    universal: bool
    takes_place: bool
    happenings: tuple[Happening, ...] = ()
    kinds: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    lemmas: tuple[str, ...] = ()
    conditional: bool = False
    lead: str = ""
    rest: str = ""
    said_when: tuple[Time, ...] = ()
    published: date | None = None
    language: str = "fr"

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id


def read_facts(extraction: Extraction, times: Sequence[Time] | None = None) -> list[Fact]:
    """The facts of an extraction, in the order of their spans; phrases that claim nothing are left out.

    `times`, if given, stand for the extraction's own: the same ones completed from other accounts.
    """
    actors = {actor.id: actor for actor in extraction.actors}
    known_times = {time.id: time for time in (extraction.times if times is None else times)}
    quantities = {quantity.id: quantity for quantity in extraction.quantities}
    facts = [
        _fact(
            extraction.account,
            claim,
            [actors[name] for name in claim.actors if name in actors],
            tuple(quantities[name] for name in claim.quantities if name in quantities),
            tuple(known_times[name] for name in claim.times if name in known_times),
        )
        for claim in sorted(extraction.claims, key=lambda claim: (claim.span, claim.id))
    ]
    placed = _placed(extraction, list(known_times.values()))
    return [placed(fact) for fact in facts if _claims_something(fact)]


def _placed(extraction: Extraction, times: Sequence[Time]) -> Callable[[Fact], Fact]:
    """Puts a fact into its surroundings: the rest of its sentence, and the times named there and just before."""
    sentences, text = extraction.sentences, extraction.account.text
    ordered = sorted(times, key=lambda time: time.span)
    starts = [time.span.start for time in ordered]

    def place(fact: Fact) -> Fact:
        span = fact.claim.span
        at = bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
        if at < 0:
            return fact
        before = sentences[max(0, at - 1)]
        named = ordered[bisect_left(starts, before.start) : bisect_left(starts, max(span.end, sentences[at].end))]
        return replace(
            fact,
            lead=text[sentences[at].start : span.start],
            rest=text[span.end : max(span.end, sentences[at].end)],
            said_when=tuple(named),
            published=extraction.account.published,
        )

    return place


def _claims_something(fact: Fact) -> bool:
    if "://" in fact.text and len(fact.terms) < 2 * FEWEST_TERMS:
        return False
    predicate = fact.claim.predicate
    if fact.figures or (predicate and predicate.arguments):
        return True
    return len(fact.terms) >= FEWEST_TERMS and not _is_credit(fact)


def _list(language: str, name: str) -> frozenset[str]:
    return word_list(language, "relations", "heads", name)


def _is_credit(fact: Fact) -> bool:
    """Whether a phrase only names where a text comes from: `Source : Agence …`."""
    return bool({*find_words(fact.text[:24]).folded[:1]} & word_list(fact.language, "points", "credits", "openers"))


def _fact(
    account: Account, claim: Claim, actors: list[Actor], figures: tuple[Quantity, ...], times: tuple[Time, ...]
) -> Fact:
    predicate = claim.predicate
    language = account.language
    arguments = predicate.arguments if predicate else ()
    subject = next((argument for argument in arguments if argument.role == "subject"), None)
    text = account.text[claim.span.start : claim.span.end]
    named = _named(account, actors)
    verbs = participles_in(predicate, language)
    said = [verbs.get(lemma, lemma) for lemma in claim.lemmas]
    terms = weigh(said or find_words(text).folded, language, names_in(actors, named))
    words_in_order = find_words(text).folded
    lemmas = tuple(fold_words(lemma) for lemma in said)
    return Fact(
        account=account.id,
        claim=claim,
        text=text,
        terms=terms,
        heads=_heads(predicate, terms, language, verbs),
        subject=subject,
        others=tuple(argument for argument in arguments if argument is not subject),
        keys=frozenset(actor.key for actor in actors if actor.kind is not ActorKind.GROUP),
        named=named,
        names=frozenset(term for term in terms if _is_name(term, names_in(actors, named), language)),
        frames=frozenset(name for term in terms for name in frames(term, language)),
        figures=figures,
        times=times,
        denied=is_denied(claim) or (predicate is None and negated_on_the_surface(text, language)),
        universal=_is_universal(words_in_order, language),
        takes_place=_takes_place(predicate, language),
        happenings=find_happenings(lemmas, language),
        kinds=find_kinds(lemmas, language),
        lemmas=lemmas,
        conditional=bool({*words_in_order[:1]} & word_list(language, "points", "conditions", "openers")),
        language=language,
    )


def _is_universal(words: Sequence[str], language: str) -> bool:
    """Whether a word denies of everybody or everything: `personne ne fuit`, not `la même personne`."""
    nouns = word_list(language, "points", "universal", "determiners")
    universal = _list(language, "universal")
    return any(word in universal and words[max(0, at - 1)] not in nouns for at, word in enumerate(words))


def _named(account: Account, actors: Sequence[Actor]) -> dict[str, frozenset[str]]:
    named: dict[str, frozenset[str]] = {}
    for actor in actors:
        said = frozenset(find_words(account.text[actor.span.start : actor.span.end]).folded)
        named[actor.key] = named.get(actor.key, frozenset()) | said
    return named


def _heads(
    predicate: Predicate | None, terms: dict[str, float], language: str, verbs: Mapping[str, str]
) -> tuple[str, ...]:
    """Where the predication stands: `est en quête de` in `quete`, `a duré` in its subject, `évacuer` in itself."""
    if predicate is None:
        return ()
    head = fold_words(verbs.get(predicate.lemma, predicate.lemma))
    arguments = {role: _lemmas(predicate, role, verbs) for role in ("subject", "object", "attribute", "oblique")}
    place = _list(language, "place")
    if head in _list(language, "taking_place") or place & {*arguments["object"]}:
        moved = [lemma for lemma in (*arguments["subject"], *arguments["object"]) if lemma not in place]
    elif head in _list(language, "light"):
        moved = [*arguments["attribute"], *arguments["object"]] or arguments["oblique"]
    elif head in _list(language, "bearing"):
        moved = [*arguments["attribute"], *arguments["object"]]
        return tuple(dict.fromkeys([*moved, head])) if moved else (head,)
    else:
        return (head,)
    telling = [lemma for lemma in moved if rarity(lemma, language) >= LEAST_RARITY]
    return tuple(dict.fromkeys(telling or moved or [head]))


def _lemmas(predicate: Predicate, role: str, verbs: Mapping[str, str]) -> list[str]:
    return [
        fold_words(verbs.get(argument.lemma, argument.lemma))
        for argument in predicate.arguments
        if argument.role == role
    ]


def _takes_place(predicate: Predicate | None, language: str) -> bool:
    if predicate is None:
        return False
    by_verb = fold_words(predicate.lemma) in _list(language, "taking_place")
    return by_verb or bool(_list(language, "place") & {*_lemmas(predicate, "object", {})})


NAME = 5.0
"""Weight of every word that names somebody or some place: how often the news name a side must not count for it."""


def names_in(actors: Sequence[Actor], named: dict[str, frozenset[str]]) -> frozenset[str]:
    """The folded words that name the actors, groups of people aside."""
    groups = {actor.key for actor in actors if actor.kind is ActorKind.GROUP}
    return frozenset(word for key, words in named.items() if key not in groups for word in words)


def _is_name(term: str, names: frozenset[str], language: str) -> bool:
    """Whether a folded lemma stands for a word of a name, in whatever form: `russe` for `russes`.

    So do those of countries and their peoples wherever they stand: `les soldats russes` are a group, and no side's
    adjective may count for more than the other's.
    """
    if term in _of_countries(language):
        return True
    start = term[: max(4, len(term) - 2)]
    near = (name for name in names if name.startswith(start) and abs(len(name) - len(term)) <= 3)
    return term in names or (len(term) > 3 and any(near))


@cache
def _of_countries(language: str) -> frozenset[str]:
    """The folded lemmas that name a country or its people."""
    rows = read_table(language, "countries")
    peoples = (word for row in rows for words in row[4].split(";") for word in words.split("/"))
    return frozenset(fold_words(word) for word in (*peoples, *(row[1] for row in rows)) if word != "-")


def weigh(lemmas: Iterable[str], language: str, names: frozenset[str] = frozenset()) -> dict[str, float]:
    """The folded content lemmas with their rarity, names all alike; figures and common words are left out."""
    weights: dict[str, float] = {}
    for lemma in lemmas:
        word = fold_words(lemma)
        if len(word) < 2 or is_figure(word):
            continue
        weight = NAME if _is_name(word, names, language) else rarity(word, language)
        if weight >= LEAST_RARITY:
            weights[word] = weight
    return weights


def negated_on_the_surface(text: str, language: str) -> bool:
    """Whether the words alone negate a clause: `ne` and its other half near it, or `aucun` before it."""
    negators = read_toml(language, "relations")["negation"]
    words = find_words(text).folded
    around = {fold_words(word).rstrip("'") for word in negators["around"]}
    halves = {fold_words(word) for word in negators["halves"]}
    return any(word in around and bool(halves & set(words[max(0, at - 6) : at + 9])) for at, word in enumerate(words))


def is_denied(claim: Claim) -> bool:
    """Whether the claim's voice holds the content not to be so."""
    return claim.certainty in DENYING


def is_hedged(claim: Claim) -> bool:
    """Whether the claim's voice leaves it open."""
    return claim.certainty in HEDGING


def is_rejected(fact: Fact) -> bool:
    """Whether a claim is denied from outside of its own words: `prétendre que … est une fable`."""
    predicate = fact.claim.predicate
    return fact.denied and predicate is not None and not predicate.negated
