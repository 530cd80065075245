"""How two claims that meet stand to each other: agreement, conflict, other figures, or nothing to compare; and why."""

from __future__ import annotations

from collections.abc import Iterator

from contrechamp.compare.alignment import SAME_HEAD, SURE, Alignment, align, one_subject, other_subjects
from contrechamp.compare.counts import Finding, apart, judge_figures, other_scope
from contrechamp.compare.facts import Fact, is_rejected
from contrechamp.compare.pairs import COMPANY, Meeting, most_of_a_kind
from contrechamp.compare.places import head_of, locate, locate_all
from contrechamp.compare.words_alike import alike, opposed
from contrechamp.model import Passage, Reason, RelationKind, Span
from contrechamp.text.fold import fold_words


def judge(meeting: Meeting, alignment: Alignment | None = None) -> Finding | None:
    """The relation of two claims that meet in their words; None where they do not tell the same thing.

    Asked in this order: figures of one thing; one event that takes place; one thing said of the same participants, or
    its contrary; one scene of which different things are said.
    """
    left, right = meeting.left, meeting.right
    alignment = alignment or align(left, right)
    figures = judge_figures(meeting, alignment)
    if figures is not None:
        return figures
    if _one_event(meeting, alignment):
        return _agree_unless_apart(meeting, alignment, 0.5)
    if not _one_thing(meeting, alignment):
        return _denied(meeting, alignment) or _one_scene(meeting, alignment)
    return _conflict(meeting, alignment) or _agree_unless_apart(meeting, alignment, meeting.likeness)


def _one_event(meeting: Meeting, alignment: Alignment) -> bool:
    """Whether both claims say of one happening that it takes place: `les entretiens ont duré`, `a eu lieu la
    rencontre`."""
    if not (meeting.left.takes_place and meeting.right.takes_place and alignment.head >= SAME_HEAD):
        return False
    return other_scope(meeting) is None


def _one_thing(meeting: Meeting, alignment: Alignment) -> bool:
    """Whether two claims say, or deny, one thing of the same participants."""
    if alignment.swapped:
        return False
    if other_subjects(alignment):
        return _same_company(meeting) or (meeting.likeness >= 0.7 and len(meeting.words) >= 3)
    head = 1.0 if alignment.opposition else alignment.head
    alone = alignment.opposition or (head >= SURE and one_subject(alignment))
    if head >= SAME_HEAD and len(meeting.words) >= (1 if alone else 2):
        least = 0.36 if one_subject(alignment) else 0.45
        return meeting.likeness >= least and meeting.weight >= 4
    if one_subject(alignment) and meeting.likeness >= 0.45 and meeting.weight >= 12 and len(meeting.words) >= 4:
        return True
    least = 0.7 if meeting.left.heads and meeting.right.heads else 0.65
    return (meeting.likeness >= least and meeting.weight >= 8 and len(meeting.words) >= 3) or _same_company(meeting)


def _same_company(meeting: Meeting) -> bool:
    """Whether the claims name the same three actors of one kind, and hardly others: an alliance, a list of partners."""
    shared = meeting.left.keys & meeting.right.keys
    fewest = min(len(meeting.left.keys), len(meeting.right.keys))
    frames = meeting.left.frames & meeting.right.frames
    return most_of_a_kind(meeting) >= COMPANY and len(shared) >= 0.6 * fewest and meeting.rare >= 2 and bool(frames)


def _agree_unless_apart(meeting: Meeting, alignment: Alignment, strength: float) -> Finding | None:
    """The agreement of two claims about one thing; none where one denies and the other does not: no corroboration."""
    if meeting.left.denied != meeting.right.denied:
        return _one_scene(meeting, alignment)
    elsewhen = apart(meeting)
    if elsewhen is not None:
        return Finding(RelationKind.NOT_COMPARABLE, strength, (elsewhen,))
    return Finding(RelationKind.AGREE, strength, (_shared(meeting),))


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
    if reason is None or apart(meeting) is not None:
        return None
    return Finding(RelationKind.CONFLICT, meeting.likeness + 0.2, (reason,))


def _heads_meet(meeting: Meeting, alignment: Alignment) -> bool:
    """Whether what one claim denies is what the other says: the negation of another clause denies nothing here."""
    if meeting.likeness >= 0.6 and not (meeting.left.heads and meeting.right.heads):
        return True
    if alignment.head < SAME_HEAD:
        return False
    heads = {*meeting.left.heads, *meeting.right.heads}
    language = meeting.left.language
    more = any(not {a, b} & heads and alike(a, b, language) >= SURE for a, b in meeting.words)
    return more or (one_subject(alignment) and alignment.others >= 0.3)


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
    """Whether two alternatives stand in one role: a person cannot be hurt and killed, but one claim may speak of
    both."""
    return bool(_roles(left, a) & _roles(right, b))


def _roles(fact: Fact, lemma: str) -> set[str]:
    predicate = fact.claim.predicate
    roles = (
        {argument.role for argument in predicate.arguments if fold_words(argument.lemma) == lemma}
        if predicate
        else set()
    )
    return roles | ({"head"} if lemma in fact.heads else set())


def _denied(meeting: Meeting, alignment: Alignment) -> Finding | None:
    """The conflict between a denial and a claim in other words, where the denial reaches what the other claims."""
    left, right = meeting.left, meeting.right
    if left.denied == right.denied or alignment.swapped or apart(meeting) is not None:
        return None
    denial, claim = (left, right) if left.denied else (right, left)
    if _not_the_one(denial, claim, meeting):
        reason = Reason("other-agent", tuple(head_of(fact) for fact in (left, right)))
    elif _reaches(denial, claim, meeting, alignment):
        reason = _negation(left, right)
    else:
        return None
    return Finding(RelationKind.CONFLICT, 0.3 + meeting.likeness, (reason,))


def _reaches(denial: Fact, claim: Fact, meeting: Meeting, alignment: Alignment) -> bool:
    """Whether a denial covers a claim that says the thing in other words.

    Of everybody (`n'a agressé aucun pays`), it covers every case of its kind; of one subject, what meets its predicate.
    """
    of_one = one_subject(alignment)
    matters = len(meeting.left.frames & meeting.right.frames)
    if denial.universal:
        if alignment.head >= (SURE if alignment.subject != 1.0 else SAME_HEAD) and of_one:
            return True
        if alignment.head >= SAME_HEAD and _doer_in(claim, denial):
            return True
        if alignment.subject is None and matters >= 2 and len(meeting.words) >= 3:
            return meeting.likeness >= 0.33
    if not of_one or meeting.likeness < 0.35 or alignment.head >= SAME_HEAD:
        return False
    near = any(alike(head, term, claim.language) >= SAME_HEAD for head in denial.heads for term in claim.terms)
    return near and (len(denial.terms) <= 1 or (matters >= 3 and meeting.weight >= 10))


def _doer_in(claim: Fact, denial: Fact) -> bool:
    """Whether the doer of a claim is an actor of the denial, and another actor is in both: a long clause has
    several."""
    doer = claim.subject.actor if claim.subject else None
    return doer is not None and doer in denial.keys and len(denial.keys & claim.keys) >= 2


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
    return (head_of(fact).span,)


# ---------------------------------------------------------------- what is common


def _one_scene(meeting: Meeting, alignment: Alignment) -> Finding | None:
    """Claims that share most of their words but say different things of them: shown together, compared in nothing."""
    much = meeting.likeness >= 0.62 and meeting.weight >= 10 and len(meeting.words) >= 3
    names = meeting.rare >= 2 and meeting.likeness >= 0.3 and meeting.weight >= 10
    if not much and not names:
        return None
    code = "roles" if alignment.swapped else "predicate"
    reasons = (Reason(code, (head_of(meeting.left), head_of(meeting.right))), _shared(meeting))
    return Finding(RelationKind.NOT_COMPARABLE, meeting.likeness * 0.8, reasons)


def _shared(meeting: Meeting) -> Reason:
    """The weightiest words in which two claims meet, at their places: the same ones, or others for one happening."""
    left, right = meeting.left, meeting.right
    words = meeting.words[:4]
    code = "same-words" if not words or any(a == b for a, b in words) else "happening"
    return Reason(code, locate_all(left, right, words))
