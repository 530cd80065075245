"""Claims that tell one thing in other words: what they count, the happening they tell, its two sides, its denial."""

from __future__ import annotations

from collections.abc import Iterator

from contrechamp.compare.alignment import Alignment, align
from contrechamp.compare.counts import Finding, apart, by_figures
from contrechamp.compare.facts import Fact
from contrechamp.compare.figures import hold_together
from contrechamp.compare.happenings import Happening
from contrechamp.compare.joining import actors_in, stands_central
from contrechamp.compare.pairs import Meeting
from contrechamp.compare.places import locate
from contrechamp.compare.tallies import one_count, one_kind, one_minority, read_tallies
from contrechamp.compare.when import shared_time
from contrechamp.lang import read_toml
from contrechamp.model import Passage, Quantity, Reason, RelationKind
from contrechamp.text.fold import fold_words

COUNTED, OPPOSED, DENIED, TOLD, SURE = 0.08, 0.12, 0.3, 0.35, 0.6
"""How likely two claims must be of one thing before their figures, sides, denials or happenings are compared; and from
where on less is asked of their words, and they are shown beside each other though nothing in them can be compared."""


def judge_retold(meeting: Meeting, likely: float) -> Finding | None:
    """The relation of two claims that tell one thing in other words; None where nothing says so.

    `likely` is the probability that they speak of one thing.
    """
    if likely < COUNTED:
        return None
    alignment = align(meeting.left, meeting.right)
    if alignment.swapped:
        return None
    found = _by_tallies(meeting, likely) or _by_sides(meeting, alignment, likely) or _by_denial(meeting, likely)
    return found or _by_happening(meeting, alignment, likely) or _beside(meeting, likely)


def _by_tallies(meeting: Meeting, likely: float) -> Finding | None:
    """The relation of figures that count the same people in the same happening, by whatever words."""
    left, right = meeting.left, meeting.right
    if left.denied != right.denied and not (_bounds(left) or _bounds(right)):
        return None
    count = one_kind if likely >= SURE else one_count
    judged: list[tuple[bool, Quantity, Quantity]] = []
    for a in read_tallies(left):
        for b in read_tallies(right):
            same = one_count(a, b, left.language) or count(a, b, left.language)
            verdict = hold_together(a.figure, b.figure) if same else None
            if verdict or (verdict is False and one_minority(a, b)):
                judged.append((verdict, a.figure, b.figure))
    if not judged:
        return None
    finding = by_figures(meeting, min(judged, key=lambda found: (not found[0], found[1].span, found[2].span)))
    return finding and Finding(finding.kind, 0.3 + 0.5 * likely, finding.reasons)


def _bounds(fact: Fact) -> bool:
    """Whether a denial only sets a bound to a figure: `ne dépasse pas 400 millions`."""
    predicate = fact.claim.predicate
    words = read_toml(fact.language, "relations")["heads"].get("bounding", ())
    return fact.denied and predicate is not None and fold_words(predicate.lemma) in map(fold_words, words)


def _by_sides(meeting: Meeting, alignment: Alignment, likely: float) -> Finding | None:
    """The conflict of two sides of one happening (`ouvert`, `fermé`), each in the predication of its claim."""
    left, right = meeting.left, meeting.right
    if likely < OPPOSED or left.denied != right.denied or apart(meeting) is not None:
        return None
    if alignment.subject is not None and alignment.subject < 0.1 and likely < SURE:
        return None
    for a, b in _shared(meeting):
        if {a.pole, b.pole} == {"+", "-"} and stands_central(left, a.words) and stands_central(right, b.words):
            return Finding(RelationKind.CONFLICT, 0.3 + 0.5 * likely, (_reason("opposed-predicate", meeting, a, b),))
    return None


def _by_denial(meeting: Meeting, likely: float) -> Finding | None:
    """The conflict of a happening and its denial, in whatever words."""
    left, right = meeting.left, meeting.right
    if likely < DENIED or left.denied == right.denied or apart(meeting) is not None:
        return None
    if any(a.pole != b.pole for a, b in _shared(meeting)):
        return None
    for a, b in _shared(meeting):
        central = stands_central(left, a.words), stands_central(right, b.words)
        if all(central) or (likely >= SURE and (left.universal or right.universal or any(central))):
            return Finding(RelationKind.CONFLICT, 0.3 + 0.5 * likely, (_reason("negation", meeting, a, b),))
    return None


def _by_happening(meeting: Meeting, alignment: Alignment, likely: float) -> Finding | None:
    """The agreement of two claims that tell one happening, and share somebody, something, a day or a figure in it."""
    left, right = meeting.left, meeting.right
    if likely < TOLD or left.denied != right.denied or alignment.opposition or apart(meeting) is not None:
        return None
    if any({a.pole, b.pole} == {"+", "-"} for a, b in _shared(meeting)):
        return None
    for a, b in _shared(meeting):
        central = stands_central(left, a.words) and stands_central(right, b.words)
        if a.pole == b.pole and central and _something_more(meeting, a, b):
            return Finding(RelationKind.AGREE, 0.3 + 0.5 * likely, (_reason("same-words", meeting, a, b),))
    return None


def _beside(meeting: Meeting, likely: float) -> Finding | None:
    if likely < SURE:
        return None
    head = tuple(_head(fact) for fact in (meeting.left, meeting.right))
    return Finding(RelationKind.NOT_COMPARABLE, 0.3 * likely, (Reason("predicate", head),))


def _something_more(meeting: Meeting, a: Happening, b: Happening) -> bool:
    left, right = meeting.left, meeting.right
    rest = [pair for pair in meeting.words if not {*pair} & {*a.words, *b.words}]
    others = {one.name for one, other in _shared(meeting) if one.pole == other.pole} - {a.name}
    kinds = (left.kinds & right.kinds) - {"person"}
    return bool(rest or others or kinds or actors_in(left) & actors_in(right) or shared_time(left.times, right.times))


def _shared(meeting: Meeting) -> Iterator[tuple[Happening, Happening]]:
    for a in meeting.left.happenings:
        for b in meeting.right.happenings:
            if a.name == b.name:
                yield a, b


def _reason(code: str, meeting: Meeting, a: Happening, b: Happening) -> Reason:
    sides = ((meeting.left, a), (meeting.right, b))
    spans = {Passage(fact.account, locate(fact, word)) for fact, told in sides for word in told.words}
    return Reason(code, tuple(sorted(spans, key=lambda passage: (passage.account, passage.span))))


def _head(fact: Fact) -> Passage:
    return Passage(fact.account, fact.claim.predicate.span if fact.claim.predicate else fact.claim.span)
