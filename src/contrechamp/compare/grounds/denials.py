"""Conflicts in which one claim denies the other: only where what is denied is what the other one says."""

from __future__ import annotations

from contrechamp.compare.alignment import SAME_HEAD, SURE, one_subject, other_subjects
from contrechamp.compare.counts import Finding
from contrechamp.compare.facts import Fact
from contrechamp.compare.grounds.days import as_other, unless_dated
from contrechamp.compare.grounds.negations import (
    asks,
    belittles,
    denies_a_manner,
    denies_beside,
    denies_until_now,
    goes_on,
    is_conditional,
    is_rumour,
    names_another,
    negates,
)
from contrechamp.compare.grounds.shared import WORDED, are_short, one_central, one_speaker
from contrechamp.compare.joining import Pair
from contrechamp.compare.pairs import plain_words

MANY = 4
"""Words in common, beside the predicates, that make two claims of one subject say one thing in other words."""


def ground_denial(pair: Pair, finding: Finding) -> Finding | None:
    """The conflict of a claim and its denial; not-comparable of other times, None where another thing is denied."""
    meeting = pair.meeting
    denial, claim = (meeting.left, meeting.right) if meeting.left.denied else (meeting.right, meeting.left)
    if not negates(denial):  # rejected from outside: `prétendre que … est une fable`
        return finding
    if not _may_be_denied(claim) or not _denies_all(denial, claim):
        return None
    if denies_until_now(denial) and not goes_on(claim):
        return as_other(finding, "date")
    if any(reason.code == "other-agent" for reason in finding.reasons):
        stands = names_another(denial)
    else:
        stands = _denied_is_said(pair, denial, claim)
    of_others = other_subjects(pair.alignment) and not are_short(meeting)
    if not stands or of_others or (one_speaker(meeting) and not _word_for_word(pair)):
        return None
    return unless_dated(meeting, finding, days=None)


def _word_for_word(pair: Pair) -> bool:
    """Whether a claim and its denial differ in the negation alone: other words may say the denial again."""
    return pair.alignment.head >= SURE and pair.meeting.likeness >= WORDED


def _may_be_denied(claim: Fact) -> bool:
    """Whether a claim holds that something is so: not what is negated, hardly so, a rumour, asked, or under an `if`."""
    return not (is_rumour(claim) or negates(claim) or belittles(claim) or asks(claim) or is_conditional(claim))


def _denies_all(denial: Fact, claim: Fact) -> bool:
    """Whether a denial is one of the thing, not of a manner of it, nor of the wish, nor under an `if`."""
    return not (is_conditional(denial) or denies_a_manner(denial) or denies_beside(denial, claim))


def _denied_is_said(pair: Pair, denial: Fact, claim: Fact) -> bool:
    """Whether what a denial denies is what the claim says, and not something beside it."""
    meeting = pair.meeting
    of_one = one_subject(pair.alignment)
    more = [one for one in meeting.words if not {*one} & {*denial.heads, *claim.heads}]
    said_alike = pair.alignment.head >= SAME_HEAD or one_central(meeting)
    if are_short(meeting):
        return said_alike or denial.universal or len(plain_words(meeting)) >= 2
    if said_alike:
        return len(more) >= 2 or (of_one and (bool(more) or denial.universal))
    return of_one and len(more) >= MANY
