"""Agreements: only where both claims say the same of the same, and not only speak of the same."""

from __future__ import annotations

from contrechamp.compare.alignment import SAME_HEAD, other_subjects
from contrechamp.compare.counts import Finding, same_number
from contrechamp.compare.facts import Fact
from contrechamp.compare.grounds.amounts import ground_one_figure, measure_otherwise
from contrechamp.compare.grounds.days import as_other
from contrechamp.compare.grounds.negations import LEAD, asks, is_rumour, listed
from contrechamp.compare.grounds.occasions import ground_occasion
from contrechamp.compare.grounds.shared import SURELY, one_central, one_told
from contrechamp.compare.joining import Pair
from contrechamp.compare.lists import word_list
from contrechamp.compare.pairs import COMPANY, Meeting, most_of_a_kind, plain_words
from contrechamp.compare.tallies import read_tallies
from contrechamp.compare.words import find_words
from contrechamp.compare.words_alike import alike

FRAGMENT, UNLIKELY = 2, 0.05
"""Terms of a claim that leave little to compare, and how likely two claims are of one thing below which they are of
two, unless the words are the same."""

MODAL = 4
"""Words up to a predicate among which the verb stands that makes it a duty: `devra bientôt quitter`."""

ALL, MOST, SEVERAL = 0.7, 0.8, 5
"""Likeness of two claims, part of the plain words of one of them, and number of plain words in common, from which on
two claims say one thing though their predicates differ: one of them says it beside another thing."""

STEM = 5
"""Letters of a word by which it is known again as a lemma."""


def ground_agreement(pair: Pair, finding: Finding) -> Finding | None:
    """The agreement, if both claims say one thing; not-comparable where a rumour, a duty or a crowd is in one."""
    meeting = pair.meeting
    if any(looks(meeting.left) != looks(meeting.right) for looks in (is_rumour, asks)):
        return as_other(finding, "predicate")
    if all(reason.code == "figure" for reason in finding.reasons):
        return ground_one_figure(pair, finding)
    if most_of_a_kind(meeting) >= COMPANY or same_number(meeting.left, meeting.right):
        return finding
    if _necessary(meeting.left) != _necessary(meeting.right) or not _said_of_one(pair):
        return as_other(finding, "predicate")
    if _is_fragment(pair) or measure_otherwise(meeting) or not _says_one_thing(pair, finding):
        return None
    return ground_occasion(pair, finding)


# ---------------------------------------------------------------- what each claim is


def _necessary(fact: Fact) -> bool:
    """Whether a claim says that something must be, not that it is."""
    predicate = fact.claim.predicate
    if predicate is None:
        return False
    end = predicate.span.end - fact.claim.span.start
    start = max(0, predicate.span.start - fact.claim.span.start - LEAD)
    near = find_words(fact.text[start:end]).folded[-MODAL:]
    return bool(listed(fact, "necessary") & {*near})


def _said_of_one(pair: Pair) -> bool:
    """Whether not one claim speaks of many and the other of somebody: forty drowned, and a boy drowned."""
    return not other_subjects(pair.alignment) or _counts_people(pair.meeting.left) == _counts_people(pair.meeting.right)


def _counts_people(fact: Fact) -> bool:
    return any(tally.kinds and tally.figure.unit is None for tally in read_tallies(fact))


def _is_fragment(pair: Pair) -> bool:
    """Whether one claim says so little (`reste faible`) that a word for another in it makes no agreement."""
    meeting = pair.meeting
    least = min(len(meeting.left.terms), len(meeting.right.terms))
    return least <= FRAGMENT and pair.likely < UNLIKELY and any(a != b for a, b in meeting.words)


# ---------------------------------------------------------------- what both claims say


def _says_one_thing(pair: Pair, finding: Finding) -> bool:
    """Whether two claims agree in what they say, and not only in of whom: by their predicates or nearly all words."""
    meeting = pair.meeting
    left, right = meeting.left, meeting.right
    if not (left.heads and right.heads) or one_central(meeting):
        return True
    if _heads_meet(meeting):
        return not _of_other_things(meeting)
    if left.takes_place and right.takes_place:
        return True
    if any(reason.code == "happening" for reason in finding.reasons) and one_told(meeting):
        return True
    return _shares_most(pair)


def _shares_most(pair: Pair) -> bool:
    """Whether nearly all words of one claim, or many, stand in the other one too."""
    plain = plain_words(pair.meeting)
    parts = [_part(pair.meeting.left, {a for a, _ in plain}), _part(pair.meeting.right, {b for _, b in plain})]
    return pair.meeting.likeness >= ALL or max(parts) >= MOST or len(plain) >= SEVERAL or pair.likely >= SURELY


def _part(fact: Fact, words: set[str]) -> float:
    """The weight of some words against that of all plain words of a claim."""
    plain = {term: weight for term, weight in fact.terms.items() if term not in fact.names}
    return sum(plain.get(word, 0.0) for word in words) / (sum(plain.values()) or 1.0)


def _heads_meet(meeting: Meeting) -> bool:
    """Whether the predications of both claims are alike, verbs that only bear another one (`vouloir`) aside."""
    bearing = word_list(meeting.left.language, "relations", "heads", "bearing")
    left, right = (
        [head for head in fact.heads if head not in bearing] or fact.heads for fact in (meeting.left, meeting.right)
    )
    return any(alike(a, b, meeting.left.language) >= SAME_HEAD for a in left for b in right)


def _of_other_things(meeting: Meeting) -> bool:
    """Whether two claims share no more than who does something and its verb, and each says another thing: announced a
    strike, announced a price."""
    heads = {*meeting.left.heads, *meeting.right.heads}
    doers = {word[:STEM] for fact in (meeting.left, meeting.right) for word in _subject_words(fact)}
    plain = [(a, b) for a, b in plain_words(meeting) if not {a[:STEM], b[:STEM]} & doers]
    if any(not {*one} & heads for one in plain):
        return False
    met = {a for a, _ in meeting.words}, {b for _, b in meeting.words}
    return _says_more(meeting.left, met[0] | heads) and _says_more(meeting.right, met[1] | heads)


def _says_more(fact: Fact, words: set[str]) -> bool:
    """Whether a claim says something beside these words, names aside."""
    return any(term not in fact.names and term not in words for term in fact.terms)


def _subject_words(fact: Fact) -> tuple[str, ...]:
    if fact.subject is None:
        return ()
    start = fact.claim.span.start
    return find_words(fact.text[max(0, fact.subject.span.start - start) : fact.subject.span.end - start]).folded
