"""Why two claims that speak of the same cannot both hold: polarity, opposed words, figures, dates, places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contrechamp.compare.facts import Fact
from contrechamp.compare.figures import hold_together, same_measure
from contrechamp.compare.pairs import Meeting
from contrechamp.compare.when import another_time
from contrechamp.compare.words_alike import alike, opposed
from contrechamp.model import Argument, Passage, Quantity, Reason, RelationKind, Span
from contrechamp.text.fold import fold_words

SAME_HEAD = 0.55
"""Likeness of two predicates from which on the claims say the same kind of thing of their participants."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How two claims stand to each other, how strongly they belong together, and why."""

    kind: RelationKind
    strength: float
    reasons: tuple[Reason, ...]


def judge(meeting: Meeting) -> Finding | None:
    """The relation of two claims that meet in their words; None where they do not tell the same thing."""
    left, right = meeting.left, meeting.right
    figures = _figures(meeting)
    if figures is not None:
        return figures
    frame = align_frame(left, right)
    if not frame.same_thing(meeting):
        return _same_scene(meeting, frame)
    apart = _apart(left, right)
    if apart is not None:
        return Finding(RelationKind.NOT_COMPARABLE, meeting.likeness, (apart,))
    conflict = _conflict(meeting, frame)
    if conflict is not None:
        return Finding(RelationKind.CONFLICT, meeting.likeness + 0.2, (conflict,))
    return Finding(RelationKind.AGREE, meeting.likeness, (_shared(meeting),))


# ---------------------------------------------------------------- who does what to whom


@dataclass(frozen=True, slots=True)
class Frame:
    """How the predicates and participants of two claims line up, each in [0, 1]; None where one side has none."""

    head: float
    heads_opposed: str | None
    subject: float | None
    others: float
    swapped: bool

    def same_thing(self, meeting: Meeting) -> bool:
        """Whether the two claims say, or deny, one thing of the same participants."""
        if self.swapped or (self.subject is not None and self.subject < 0.3 and self.others < 0.6):
            return False
        head = 1.0 if self.heads_opposed else self.head
        if head >= SAME_HEAD:
            return meeting.likeness >= (0.3 if (self.subject or 0) >= 0.8 else 0.38) and meeting.weight >= 4
        return meeting.likeness >= 0.55 and meeting.weight >= 8


def align_frame(left: Fact, right: Fact) -> Frame:
    """The alignment of two claims' predicates and participants."""
    language = left.language
    return Frame(
        head=alike(left.head, right.head, language) if left.head and right.head else 0.5,
        heads_opposed=opposed(left.head, right.head, language),
        subject=_arguments_alike(left.subject, right.subject, language),
        others=_best_others(left, right),
        swapped=_swapped(left, right),
    )


def _arguments_alike(left: Argument | None, right: Argument | None, language: str) -> float | None:
    if left is None or right is None or _pronoun(left) or _pronoun(right):
        return None
    if left.actor and right.actor:
        return 1.0 if left.actor == right.actor else max(0.0, alike(left.lemma, right.lemma, language) - 0.3)
    return alike(left.lemma, right.lemma, language)


def _pronoun(argument: Argument) -> bool:
    return argument.actor is None and argument.span.end - argument.span.start <= 4


def _best_others(left: Fact, right: Fact) -> float:
    """How well the participants other than the subjects meet: the mean of each one's best partner."""
    if not left.others or not right.others:
        return 0.5
    near = [max(_arguments_alike(a, b, left.language) or 0.0 for b in right.others) for a in left.others]
    far = [max(_arguments_alike(a, b, left.language) or 0.0 for a in left.others) for b in right.others]
    return max(sum(near) / len(near), sum(far) / len(far))


def _swapped(left: Fact, right: Fact) -> bool:
    """Whether the doer of one claim is the one done to in the other, and the other way round."""
    if left.subject is None or right.subject is None or not left.subject.actor or not right.subject.actor:
        return False
    if left.subject.actor == right.subject.actor:
        return False
    to_left = {argument.actor for argument in left.others if argument.actor}
    to_right = {argument.actor for argument in right.others if argument.actor}
    return left.subject.actor in to_right and right.subject.actor in to_left


# ---------------------------------------------------------------- figures


def _figures(meeting: Meeting) -> Finding | None:
    """The relation of two claims that count the same: by their figures, unless part, date or place set them apart."""
    left, right = meeting.left, meeting.right
    pairs = [(a, b) for a in left.figures for b in right.figures if same_measure(a, b, left.language)]
    if not pairs or not _count_the_same(meeting, pairs):
        return None
    judged = [(hold_together(a, b), a, b) for a, b in pairs]
    good = next(((a, b) for verdict, a, b in judged if verdict), None)
    if good is not None:
        return Finding(RelationKind.AGREE, meeting.likeness + 0.25, (_reason("figure", left, right, *good),))
    bad = next(((a, b) for verdict, a, b in judged if verdict is False), None)
    if bad is None:
        return None
    apart = _apart(left, right)
    if apart is not None:
        return Finding(RelationKind.NOT_COMPARABLE, meeting.likeness + 0.1, (apart,))
    return Finding(RelationKind.FIGURES_DIFFER, meeting.likeness + 0.25, (_reason("figure", left, right, *bad),))


def _count_the_same(meeting: Meeting, pairs: Sequence[tuple[Quantity, Quantity]]) -> bool:
    """Whether the claims speak of the same count: beyond what is counted, they must meet in their predicate or words."""
    left, right = meeting.left, meeting.right
    if opposed(left.head, right.head, left.language):
        return False
    head = alike(left.head, right.head, left.language) if left.head and right.head else 0.0
    counted = any(a.counted and b.counted for a, b in pairs)
    if counted and head >= SAME_HEAD:
        return meeting.likeness >= 0.15
    return meeting.likeness >= (0.3 if counted else 0.35)


def _reason(code: str, left: Fact, right: Fact, a: Quantity, b: Quantity) -> Reason:
    return Reason(code, (Passage(left.account, a.span), Passage(right.account, b.span)))


# ---------------------------------------------------------------- another date, another place


def _apart(left: Fact, right: Fact) -> Reason | None:
    """Why two claims are not of one time or place; None where they can be."""
    times = another_time(left.times, right.times)
    if times is not None:
        return Reason("date", (Passage(left.account, times[0].span), Passage(right.account, times[1].span)))
    return None


# ---------------------------------------------------------------- conflicts


def _conflict(meeting: Meeting, frame: Frame) -> Reason | None:
    """The words by which two claims about one thing exclude each other; None where they do not."""
    left, right = meeting.left, meeting.right
    code, a, b = next(_contraries(meeting, frame), (None, "", ""))
    if code is None:
        return _negation(left, right) if left.denied != right.denied else None
    if left.denied != right.denied:
        return None
    passages = (Passage(left.account, locate(left, a)), Passage(right.account, locate(right, b)))
    return Reason(code, passages)


def _contraries(meeting: Meeting, frame: Frame) -> Iterator[tuple[str, str, str]]:
    """Opposed words at the same place of the two claims: the predicates, or words that no word of the other meets."""
    left, right = meeting.left, meeting.right
    if frame.heads_opposed:
        yield frame.heads_opposed, left.head, right.head
    met_left = {a for a, _ in meeting.words}
    met_right = {b for _, b in meeting.words}
    for a in left.terms:
        for b in right.terms:
            if a in met_left or b in met_right or a in right.terms or b in left.terms:
                continue
            code = opposed(a, b, left.language)
            if code:
                yield code, a, b


def _negation(left: Fact, right: Fact) -> Reason:
    """The reason of a claim and its denial: the cue words that deny, and the predicate that is denied."""
    code = "rejected" if _rejects(left if left.denied else right) else "negation"
    return Reason(code, tuple(Passage(fact.account, span) for fact in (left, right) for span in _cues(fact)))


def _rejects(fact: Fact) -> bool:
    """Whether the denial lies outside of the claim's own words: `prétendre que … est une fable`."""
    return not (fact.claim.predicate and fact.claim.predicate.negated)


def _cues(fact: Fact) -> tuple[Span, ...]:
    evidence = fact.claim.evidence
    if fact.denied and evidence and evidence.cues:
        return evidence.cues
    return (fact.claim.predicate.span,) if fact.claim.predicate else (fact.claim.span,)


# ---------------------------------------------------------------- what is common


def _same_scene(meeting: Meeting, frame: Frame) -> Finding | None:
    """Claims that share most of their words but say different things of them: shown together, compared in nothing."""
    if meeting.likeness >= 0.62 and meeting.weight >= 10 and len(meeting.words) >= 3:
        code = "roles" if frame.swapped else "predicate"
        left, right = meeting.left, meeting.right
        return Finding(
            RelationKind.NOT_COMPARABLE, meeting.likeness * 0.8, (Reason(code, (_head(left), _head(right))),)
        )
    return None


def _head(fact: Fact) -> Passage:
    return Passage(fact.account, fact.claim.predicate.span if fact.claim.predicate else fact.claim.span)


def _shared(meeting: Meeting) -> Reason:
    """The weightiest words in which two claims meet, at their places."""
    passages = []
    for a, b in meeting.words[:4]:
        passages += [
            Passage(meeting.left.account, locate(meeting.left, a)),
            Passage(meeting.right.account, locate(meeting.right, b)),
        ]
    return Reason("same-words", tuple(sorted(set(passages), key=lambda p: (p.account, p.span))))


def locate(fact: Fact, lemma: str) -> Span:
    """The span of the word that a folded lemma stands for; the whole claim where its form is too different."""
    predicate = fact.claim.predicate
    if predicate and fold_words(predicate.lemma) == lemma:
        return predicate.span
    for argument in predicate.arguments if predicate else ():
        if fold_words(argument.lemma) == lemma:
            found = _word_span(fact, lemma, argument.span)
            return found or argument.span
    return _word_span(fact, lemma, fact.claim.span) or fact.claim.span


def _word_span(fact: Fact, lemma: str, within: Span) -> Span | None:
    from contrechamp.compare.words import find_words

    offset = fact.claim.span.start
    words = find_words(fact.text)
    best, where = 0, None
    for word, start, end in zip(words.folded, words.starts, words.ends, strict=True):
        if start + offset < within.start or end + offset > within.end:
            continue
        common = _common_start(word, lemma)
        if common > best and common >= max(3, min(len(lemma), len(word)) - 4):
            best, where = common, Span(start + offset, end + offset)
    return where


def _common_start(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count
