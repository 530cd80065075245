"""What two claims have in common as a whole: one happening told, names, how short they are."""

from __future__ import annotations

from contrechamp.compare.facts import Fact
from contrechamp.compare.happenings import Happening
from contrechamp.compare.joining import stands_central
from contrechamp.compare.pairs import Meeting

SHORT_DENIAL, SHORT_CLAIM = 7, 8
"""Terms of a claim so short that it says one thing only: what a negation in it denies is that thing."""

LIKELY, SURELY = 0.55, 0.8
"""How likely two claims are of one thing from where on less is asked of their words, and from where on next to
nothing."""

WORDED = 0.9
"""Likeness of two claims from which on they are the same sentence."""

PLACES = ("place:", "country:")
"""How the keys of places and countries begin."""


def are_short(meeting: Meeting) -> bool:
    """Whether both claims are so short that they say one thing only."""
    shorter, longer = sorted(len(fact.terms) for fact in (meeting.left, meeting.right))
    return shorter <= SHORT_DENIAL and longer <= SHORT_CLAIM


def in_predication(fact: Fact, happening: Happening) -> bool:
    """Whether the predication of a claim tells a happening, however short the claim is."""
    return stands_central(fact, happening.words, short=1)


def one_central(meeting: Meeting) -> bool:
    """Whether the predications of both claims tell one happening."""
    left, right = meeting.left, meeting.right
    told = {happening.name for happening in left.happenings if in_predication(left, happening)}
    return any(other.name in told for other in right.happenings if in_predication(right, other))


def one_told(meeting: Meeting) -> bool:
    """The same, where a short claim is all predication."""
    left, right = meeting.left, meeting.right
    told = {happening.name for happening in left.happenings if stands_central(left, happening.words)}
    return any(other.name in told for other in right.happenings if stands_central(right, other.words))


def names_in_common(meeting: Meeting) -> bool:
    """Whether both claims name somebody or some place in common."""
    left, right = meeting.left, meeting.right
    return bool(left.names & right.names or left.keys & right.keys)


def other_names(meeting: Meeting) -> bool:
    """Whether both claims name somebody or some place, and nobody in common."""
    return bool(meeting.left.names and meeting.right.names) and not names_in_common(meeting)


def one_speaker(meeting: Meeting) -> bool:
    """Whether both accounts report one speaker: what differs is then more likely the wording than what was said."""
    left, right = meeting.left.claim.voice, meeting.right.claim.voice
    return left.actor is not None and left.actor == right.actor


def other_places(meeting: Meeting) -> bool:
    """Whether both claims name places, and none in common."""
    places = [{key for key in fact.keys if key.startswith(PLACES)} for fact in (meeting.left, meeting.right)]
    return all(places) and not places[0] & places[1]
