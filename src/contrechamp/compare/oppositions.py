"""How two claims that meet stand to each other: agreement, conflict, other figures, or nothing to compare; and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contrechamp.compare.alignment import Alignment, align
from contrechamp.compare.facts import Fact, is_rejected
from contrechamp.compare.figures import hold_together, same_measure
from contrechamp.compare.pairs import Meeting
from contrechamp.compare.places import locate
from contrechamp.compare.when import another_time
from contrechamp.compare.words_alike import alike, frames, opposed
from contrechamp.model import Passage, Quantity, Reason, RelationKind, Span
from contrechamp.text.fold import fold_words

SAME_HEAD = 0.55
"""Likeness of two predications from which on the claims say the same kind of thing of their participants."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How two claims stand to each other, how strongly they belong together, and why."""

    kind: RelationKind
    strength: float
    reasons: tuple[Reason, ...]


def judge(meeting: Meeting) -> Finding | None:
    """The relation of two claims that meet in their words; None where they do not tell the same thing.

    Asked in this order: figures of one thing; one event that takes place; one thing said of the same participants, or
    its contrary; one scene of which different things are said.
    """
    left, right = meeting.left, meeting.right
    alignment = align(left, right)
    figures = _figures(meeting, alignment)
    if figures is not None:
        return figures
    if _one_event(meeting, alignment):
        return _agree_unless_apart(meeting, alignment, 0.5)
    if not _one_thing(meeting, alignment):
        return _denied(meeting, alignment) or _one_scene(meeting, alignment)
    return _conflict(meeting, alignment) or _agree_unless_apart(meeting, alignment, meeting.likeness)


def _one_event(meeting: Meeting, alignment: Alignment) -> bool:
    """Whether both claims say of one happening that it takes place: `les entretiens ont duré`, `a eu lieu la rencontre`."""
    return meeting.left.takes_place and meeting.right.takes_place and alignment.head >= SAME_HEAD


def _one_thing(meeting: Meeting, alignment: Alignment) -> bool:
    """Whether two claims say, or deny, one thing of the same participants."""
    if alignment.swapped:
        return False
    if alignment.subject is not None and alignment.subject < 0.3:
        return _same_company(meeting) or (meeting.likeness >= 0.7 and len(meeting.words) >= 3)
    head = 1.0 if alignment.opposition else alignment.head
    if head >= SAME_HEAD and len(meeting.words) >= (1 if alignment.opposition else 2):
        least = 0.3 if (alignment.subject or 0) >= 0.8 else 0.38
        return meeting.likeness >= least and meeting.weight >= 4
    if (alignment.subject or 0) >= 0.8 and meeting.likeness >= 0.45 and meeting.weight >= 12 and len(meeting.words) >= 4:
        return True
    least = 0.7 if meeting.left.heads and meeting.right.heads else 0.55
    return (meeting.likeness >= least and meeting.weight >= 8 and len(meeting.words) >= 3) or _same_company(meeting)


def _same_company(meeting: Meeting) -> bool:
    """Whether the claims name the same three actors of one kind, and hardly others: an alliance, a list of partners."""
    shared = meeting.left.keys & meeting.right.keys
    fewest = min(len(meeting.left.keys), len(meeting.right.keys))
    kinds = Counter(key.partition(":")[0] for key in shared)
    most = max(kinds.values(), default=0)
    frames = meeting.left.frames & meeting.right.frames
    return most >= 3 and len(shared) >= 0.6 * fewest and meeting.rare >= 2 and bool(frames)


def _agree_unless_apart(meeting: Meeting, alignment: Alignment, strength: float) -> Finding:
    apart = _apart(meeting)
    if apart is not None:
        return Finding(RelationKind.NOT_COMPARABLE, strength, (apart,))
    return Finding(RelationKind.AGREE, strength, (_shared(meeting),))


# ---------------------------------------------------------------- figures


def _figures(meeting: Meeting, alignment: Alignment) -> Finding | None:
    """The relation of two claims that count the same: by their figures, unless part, date or place set them apart.

    Figures of what is first counted decide: `douze blessés, dont deux graves` and `quatorze blessés, dont deux graves`
    differ, though the two graves are the same.
    """
    left, right = meeting.left, meeting.right
    if left.denied != right.denied and alignment.head >= SAME_HEAD:
        return None
    pairs = [(a, b) for a in left.figures for b in right.figures if same_measure(a, b, left.language)]
    if not pairs or not _count_the_same(meeting, alignment, pairs):
        return None
    judged = [(hold_together(a, b), a, b) for a, b in _of_the_first(pairs)]
    told = [found for found in judged if found[0] is not None]
    if not told:
        return None
    verdict, a, b = min(told, key=lambda found: (not found[0], found[1].span, found[2].span))
    reason = Reason("figure", (Passage(left.account, a.span), Passage(right.account, b.span)))
    if verdict:
        return Finding(RelationKind.AGREE, meeting.likeness + 0.25, (reason,))
    if left.denied != right.denied:
        return None
    apart = _apart(meeting)
    if apart is not None:
        return Finding(RelationKind.NOT_COMPARABLE, meeting.likeness + 0.1, (apart,))
    return Finding(RelationKind.FIGURES_DIFFER, meeting.likeness + 0.25, (reason,))


def _of_the_first(pairs: Sequence[tuple[Quantity, Quantity]]) -> list[tuple[Quantity, Quantity]]:
    """The pairs that count what the first figure counts: `douze blessés`, not `deux graves` among them."""
    first = min(pairs, key=lambda pair: (pair[0].span, pair[1].span))
    return [pair for pair in pairs if pair[0].counted == first[0].counted and pair[0].unit == first[0].unit]


TOLL = frozenset({"death", "injury", "missing", "toll", "damage"})
"""Frames of what is counted once for a whole event: the dead of an accident need no more words to be the same dead."""

SPANS = frozenset({"year", "month", "week", "day", "hour", "minute", "second"})
"""Ages and durations belong to somebody: two people of other ages tell nothing of each other."""

TELLING_NUMBER = 100
"""A figure from here on is hardly the same by chance."""


def _count_the_same(meeting: Meeting, alignment: Alignment, pairs: Sequence[tuple[Quantity, Quantity]]) -> bool:
    """Whether the claims speak of one count: beyond what is counted they must meet in subject, predicate or words."""
    if alignment.opposition or alignment.swapped:
        return False
    a, b = min(pairs, key=lambda pair: (pair[0].span, pair[1].span))
    counted = [fold_words(name) for name in (a.counted, b.counted) if name]
    more = [pair for pair in meeting.words if not set(pair) & {*counted, *meeting.left.heads, *meeting.right.heads}]
    same_head = alignment.head >= SAME_HEAD
    if a.unit in SPANS and (alignment.subject or 0.0) < 0.8:
        return False
    if len(counted) == 2 and all(frames(name, meeting.left.language) & TOLL for name in counted):
        return meeting.likeness >= (0.15 if same_head else 0.3)
    told = bool(more) or (alignment.subject or 0.0) >= 0.8 or _telling(a, b)
    return told and meeting.likeness >= (0.15 if same_head and len(counted) == 2 else 0.3 if counted else 0.35)


def _telling(left: Quantity, right: Quantity) -> bool:
    """Whether two figures are the same exact one, and not a small one."""
    return left.low is not None and left.low == right.low and left.high == right.high and left.low >= TELLING_NUMBER


# ---------------------------------------------------------------- another date


def _apart(meeting: Meeting) -> Reason | None:
    """Why two claims are not of one time; None where they can be."""
    left, right = meeting.left, meeting.right
    times = another_time(left.times, right.times)
    if times is None:
        return None
    return Reason("date", (Passage(left.account, times[0].span), Passage(right.account, times[1].span)))


# ---------------------------------------------------------------- conflicts


def _conflict(meeting: Meeting, alignment: Alignment) -> Finding | None:
    """The conflict of two claims about one thing, by the words that exclude each other; None where none do."""
    left, right = meeting.left, meeting.right
    found = next(_contraries(meeting, alignment), None)
    if found is None:
        reason = _negation(left, right) if left.denied != right.denied and _heads_meet(meeting, alignment) else None
    elif left.denied != right.denied:
        return None
    else:
        code, a, b = found
        reason = Reason(code, (Passage(left.account, locate(left, a)), Passage(right.account, locate(right, b))))
    if reason is None or _apart(meeting) is not None:
        return None
    return Finding(RelationKind.CONFLICT, meeting.likeness + 0.2, (reason,))


def _heads_meet(meeting: Meeting, alignment: Alignment) -> bool:
    """Whether what one claim denies is what the other says: the negation of another clause denies nothing here."""
    if meeting.likeness >= 0.6 and not (meeting.left.heads and meeting.right.heads):
        return True
    participants = (alignment.subject or 0.0) >= 0.6 or alignment.others >= 0.3 or meeting.likeness >= 0.6
    return alignment.head >= SAME_HEAD and participants


def _contraries(meeting: Meeting, alignment: Alignment) -> Iterator[tuple[str, str, str]]:
    """Opposed words at the same place of the two claims: the predicates, or words that no word of the other meets."""
    if alignment.opposition:
        yield alignment.opposition
    left, right = meeting.left, meeting.right
    met_left = {a for a, _ in meeting.words}
    met_right = {b for _, b in meeting.words}
    for a in left.terms:
        for b in right.terms:
            if a in met_left or b in met_right or a in right.terms or b in left.terms:
                continue
            code = opposed(a, b, left.language)
            if code and (meeting.likeness >= CLOSE if code != "exclusion" else _same_place(left, right, a, b)):
                yield code, a, b


CLOSE = 0.5
"""Likeness of two claims from which on opposed words anywhere in them set them against each other."""


def _same_place(left: Fact, right: Fact, a: str, b: str) -> bool:
    """Whether two alternatives stand in one role: a person cannot be hurt and killed, but one claim may speak of both."""
    return bool(_roles(left, a) & _roles(right, b))


def _roles(fact: Fact, lemma: str) -> set[str]:
    predicate = fact.claim.predicate
    roles = {argument.role for argument in predicate.arguments if fold_words(argument.lemma) == lemma} if predicate else set()
    return roles | ({"head"} if lemma in fact.heads else set())


def _denied(meeting: Meeting, alignment: Alignment) -> Finding | None:
    """The conflict between a denial and a claim in other words, where the denial reaches what the other claims."""
    left, right = meeting.left, meeting.right
    if left.denied == right.denied or alignment.swapped or _apart(meeting) is not None:
        return None
    denial, claim = (left, right) if left.denied else (right, left)
    if _not_the_one(denial, claim, meeting):
        reason = Reason("other-agent", tuple(_head(fact) for fact in (left, right)))
    elif _reaches(denial, claim, meeting, alignment):
        reason = _negation(left, right)
    else:
        return None
    return Finding(RelationKind.CONFLICT, 0.3 + meeting.likeness, (reason,))


def _reaches(denial: Fact, claim: Fact, meeting: Meeting, alignment: Alignment) -> bool:
    """Whether a denial covers a claim that says the thing in other words.

    Of everybody (`n'a agressé aucun pays`), it covers every case of its kind; of one subject, what meets its predicate.
    """
    one_subject = (alignment.subject or 0.0) >= 0.8
    matters = len(meeting.left.frames & meeting.right.frames)
    if denial.universal:
        if alignment.head >= SAME_HEAD and (one_subject or len(denial.keys & claim.keys) >= 2):
            return True
        if alignment.subject is None and matters >= 2 and len(meeting.words) >= 3:
            return meeting.likeness >= 0.33
    if not one_subject or meeting.likeness < 0.35:
        return False
    near = any(alike(head, term, claim.language) >= SAME_HEAD for head in denial.heads for term in claim.terms)
    return near and (len(denial.terms) <= 3 or (matters >= 3 and meeting.weight >= 10))


def _not_the_one(denial: Fact, claim: Fact, meeting: Meeting) -> bool:
    """Whether a denial says that it was not the one that the claim names: `ce n'est pas un court-circuit qui …`."""
    if claim.subject is None or meeting.likeness < 0.35:
        return False
    doer = fold_words(claim.subject.lemma)
    return doer in denial.heads and claim.terms.get(doer, 0.0) >= 4 and doer not in claim.heads


def _negation(left: Fact, right: Fact) -> Reason:
    """The reason of a claim and its denial: the cue words that deny, and the predicate that is denied."""
    code = "rejected" if is_rejected(left if left.denied else right) else "negation"
    return Reason(code, tuple(Passage(fact.account, span) for fact in (left, right) for span in _cues(fact)))


def _cues(fact: Fact) -> tuple[Span, ...]:
    evidence = fact.claim.evidence
    if fact.denied and evidence and evidence.cues:
        return evidence.cues
    return (_head(fact).span,)


def _head(fact: Fact) -> Passage:
    return Passage(fact.account, fact.claim.predicate.span if fact.claim.predicate else fact.claim.span)


# ---------------------------------------------------------------- what is common


def _one_scene(meeting: Meeting, alignment: Alignment) -> Finding | None:
    """Claims that share most of their words but say different things of them: shown together, compared in nothing."""
    much = meeting.likeness >= 0.62 and meeting.weight >= 10 and len(meeting.words) >= 3
    names = meeting.rare >= 2 and meeting.likeness >= 0.3 and meeting.weight >= 10
    if not much and not names:
        return None
    code = "roles" if alignment.swapped else "predicate"
    reasons = (Reason(code, (_head(meeting.left), _head(meeting.right))), _shared(meeting))
    return Finding(RelationKind.NOT_COMPARABLE, meeting.likeness * 0.8, reasons)


def _shared(meeting: Meeting) -> Reason:
    """The weightiest words in which two claims meet, at their places."""
    left, right = meeting.left, meeting.right
    passages = set[Passage]()
    for a, b in meeting.words[:4]:
        passages |= {Passage(left.account, locate(left, a)), Passage(right.account, locate(right, b))}
    return Reason("same-words", tuple(sorted(passages, key=lambda passage: (passage.account, passage.span))))
