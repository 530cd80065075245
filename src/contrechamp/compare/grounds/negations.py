"""What of a claim is negated, and what a negation leaves standing: a manner, a wish, the evidence, a later time."""

from __future__ import annotations

from collections.abc import Sequence

from contrechamp.compare.facts import Fact
from contrechamp.compare.lists import phrase_list, word_list
from contrechamp.compare.words import find_words
from contrechamp.text.fold import fold_words

LEAD, BEFORE, NEAR = 40, 2, 8
"""Characters, and words, before a claim in which its `if` may stand; and words in which its denial may."""

AFTER = 3
"""Words after a claim in which the other half of its negation may stand: `qui n'aura transigé | ni avec …`."""

FIRST = 3
"""Words of a question among which the one stands that asks for more than yes or no."""


def listed(fact: Fact, name: str) -> frozenset[str]:
    """The words of a list of `[grounds]` in the language of a claim."""
    return word_list(fact.language, "points", "grounds", name)


def _negation(fact: Fact, name: str) -> frozenset[str]:
    return word_list(fact.language, "relations", "negation", name)


def _just_before(fact: Fact) -> set[str]:
    return {*find_words(fact.lead[-LEAD:]).folded[-BEFORE:]}


def negates(fact: Fact) -> bool:
    """Whether the words of a claim, or those just behind it, negate something, whatever the tree says."""
    around = _negation(fact, "around")
    lead = _just_before(fact)
    if lead & around and lead & _negation(fact, "halves"):
        return True
    negating = around | _negation(fact, "openers") | _negation(fact, "prepositions") | listed(fact, "turned")
    return bool(negating & {*find_words(fact.text).folded, *find_words(fact.rest).folded[:AFTER]})


def belittles(fact: Fact) -> bool:
    """Whether a word by the predicate of a claim says that it was hardly so: `a mal mesuré`, `a peu progressé`."""
    predicate = fact.claim.predicate
    if predicate is None:
        return False
    start = max(0, predicate.span.start - fact.claim.span.start)
    end = predicate.span.end - fact.claim.span.start
    folded = (*find_words(fact.text[:start]).folded[-BEFORE:], *find_words(fact.text[start:end]).folded)
    behind = find_words(fact.text[end:]).folded[:1]
    return bool(listed(fact, "belittling") & {*folded, *behind})


def asks(fact: Fact) -> bool:
    """Whether a claim is a question to be answered by yes or no: what stands under a `pourquoi` is taken to be so."""
    if not fact.rest.lstrip().startswith("?") and not fact.text.rstrip().endswith("?"):
        return False
    return not listed(fact, "asking") & {*find_words(fact.lead + fact.text).folded[:FIRST]}


def is_rumour(fact: Fact) -> bool:
    """Whether a claim is only told as what somebody denies: `dément les rumeurs selon lesquelles …`."""
    lead = find_words(fact.lead).folded[-NEAR:]
    return bool(listed(fact, "denied") & {*find_words(fact.text).folded, *lead})


def is_conditional(fact: Fact) -> bool:
    """Whether a claim holds only under a condition, in it or just before it."""
    return fact.conditional or bool(listed(fact, "conditions") & {*find_words(fact.text).folded, *_just_before(fact)})


def denies_a_manner(denial: Fact) -> bool:
    """Whether only a part or a manner is denied: `pas plus que`, `pas officiellement`, `plus un simple concours`."""
    halves, words = _negation(denial, "halves"), listed(denial, "qualifying")
    folded = (*find_words(denial.text).folded, *find_words(denial.rest).folded[:1])
    return any(word in halves and words & {*folded[at + 1 : at + 3]} for at, word in enumerate(folded))


def denies_until_now(denial: Fact) -> bool:
    """Whether a thing is denied only of the time until now: `toujours pas`, `n'est plus`, `pas encore`."""
    folded = find_words(denial.text).folded
    if listed(denial, "ending") & {*folded} or _waits(denial, folded):
        return True
    moments = phrase_list(denial.language, "points", "grounds", "moment")
    return any(_holds(folded, phrase) for phrase in moments)


def _waits(denial: Fact, folded: Sequence[str]) -> bool:
    waiting, beside = listed(denial, "waiting"), listed(denial, "waited")
    return any(
        word in waiting and beside & {*folded[max(0, at - 2) : at], *folded[at + 1 : at + 2]}
        for at, word in enumerate(folded)
    )


def _holds(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether words stand in this order, side by side, among others."""
    return any(tuple(words[at : at + len(phrase)]) == tuple(phrase) for at in range(len(words) - len(phrase) + 1))


def goes_on(claim: Fact) -> bool:
    """Whether a claim holds that a thing still goes on."""
    return bool(listed(claim, "still") & {*find_words(claim.text).folded})


def denies_beside(denial: Fact, claim: Fact) -> bool:
    """Whether only the wish or the evidence is denied: `je ne veux pas …`, `aucun élément ne laisse penser …`."""
    words = listed(denial, "evidence") | listed(denial, "will")
    predicate = denial.claim.predicate
    folded = find_words(denial.text).folded
    halves = _negation(denial, "halves")
    found = {word for at, word in enumerate(folded) if word in words and halves & {*folded[max(0, at - 2) : at]}}
    if predicate is not None and fold_words(predicate.lemma) in words:
        found.add(fold_words(predicate.lemma))
    return bool(found) and not found & {*claim.lemmas, *find_words(claim.text).folded}


def names_another(denial: Fact) -> bool:
    """Whether a denial says that it was not this one: `ce n'est pas un court-circuit qui a détruit …`."""
    folded = find_words(denial.text).folded
    return bool(listed(denial, "cleft") & {*folded[:1]}) and bool(listed(denial, "who") & {*folded})
