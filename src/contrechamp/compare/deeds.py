"""Two claims of one deed: one thing is said in both, of enough that is the same.

Long claims tell more than they share, so that their words as a whole are little alike. Here it is asked how much of
who, what, when and how many is the same beside one predication, whatever else either of them tells.
"""

from __future__ import annotations

from collections.abc import Iterator

from contrechamp.compare.alignment import SURE, Alignment, one_subject
from contrechamp.compare.counts import Finding, apart, same_number
from contrechamp.compare.facts import Fact
from contrechamp.compare.joining import Pair, stands_central
from contrechamp.compare.pairs import Meeting
from contrechamp.compare.places import locate_all
from contrechamp.compare.when import days_long, shared_time
from contrechamp.compare.words_alike import alike
from contrechamp.model import Reason, RelationKind

TELLING = 3.0
"""Rarity from which on a word tells who or what is meant."""

WORDS, NUMBER = 2, 2
"""What words in common count at most, and what a number that is hardly given twice by chance counts."""

ENOUGH = 3
"""How much must be the same beside what is said."""

SHOWN = 3
"""Words in common that stand as the reason, beside those in which both say the same."""


def judge_deed(pair: Pair) -> Finding | None:
    """The agreement of two claims that tell one deed; None where too little is the same, or they are set apart."""
    meeting, alignment = pair.meeting, pair.alignment
    if not pair.best or alignment.swapped or alignment.opposition or not _may_agree(meeting):
        return None
    said = next(_said(meeting), None)
    if said is None or apart(meeting) is not None or _in_common(meeting, alignment, said) < ENOUGH:
        return None
    return Finding(RelationKind.AGREE, 0.3 + 0.5 * pair.likely, (_reason(meeting, said),))


def _may_agree(meeting: Meeting) -> bool:
    left, right = meeting.left, meeting.right
    return left.denied == right.denied and not left.conditional and not right.conditional


def _said(meeting: Meeting) -> Iterator[tuple[str, str]]:
    """The words in which both claims say the same: their predications, or the words of one side of one happening."""
    left, right = meeting.left, meeting.right
    for a in left.heads:
        yield from ((a, b) for b in right.heads if alike(a, b, left.language) >= SURE)
    for one in left.happenings:
        for other in right.happenings:
            same = (one.name, one.pole) == (other.name, other.pole)
            if same and stands_central(left, one.words) and stands_central(right, other.words):
                yield one.words[0], other.words[0]


def _in_common(meeting: Meeting, alignment: Alignment, said: tuple[str, str]) -> int:
    """How much is the same beside what is said: telling words, the subject, the time, a number or a length of time."""
    left, right = meeting.left, meeting.right
    heads = {*said, *left.heads, *right.heads}
    beside = [(a, b) for a, b in meeting.words if not heads & {a, b}]
    telling = sum(min(left.terms.get(a, 0.0), right.terms.get(b, 0.0)) >= TELLING for a, b in beside)
    time = shared_time(left.times, right.times) is not None
    number = same_number(left, right) or _one_length(left, right)
    return min(telling, WORDS) + one_subject(alignment) + time + NUMBER * number


def _one_length(left: Fact, right: Fact) -> bool:
    known = {days_long(time) for time in left.times} - {None}
    return any(days_long(time) in known for time in right.times)


def _reason(meeting: Meeting, said: tuple[str, str]) -> Reason:
    left, right = meeting.left, meeting.right
    code = "same-words" if said[0] == said[1] else "happening"
    return Reason(code, locate_all(left, right, [said, *meeting.words[:SHOWN]]))
