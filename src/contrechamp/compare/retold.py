"""Claims that tell one thing in other words: what they count, the happening they tell, its two sides, its denial."""

from __future__ import annotations

from collections.abc import Iterator

from contrechamp.compare.alignment import SAME_HEAD, Alignment, other_subjects
from contrechamp.compare.counts import Finding, apart, by_figures, same_number
from contrechamp.compare.facts import Fact, is_rejected
from contrechamp.compare.figures import hold_together
from contrechamp.compare.happenings import Happening
from contrechamp.compare.joining import Pair, actors_in, stands_central
from contrechamp.compare.pairs import COMPANY, Meeting, plain_words
from contrechamp.compare.places import head_of, locate_both
from contrechamp.compare.tallies import Tally, one_count, one_kind, one_minority, read_tallies
from contrechamp.compare.when import shared_time
from contrechamp.compare.words_alike import opposed
from contrechamp.lang import read_toml
from contrechamp.model import Quantity, Reason, RelationKind
from contrechamp.text.fold import fold_words

COUNTED, DIFFERENT, OPPOSED, SHORT, DENIED, TOLD, SURE = 0.05, 0.1, 0.1, 0.15, 0.25, 0.3, 0.55
"""How likely two claims must be of one thing before their equal figures, other figures, opposed sides, short denials,
denials and happenings are compared; and from where on less is asked of their words."""

DATED = 0.02
"""The same where both claims name a day that few others name."""

FEW = 6
"""Terms of a claim so short that its denial can only mean all of it."""

TOLL = frozenset({"die", "injure", "missing"})
"""Happenings that are counted once for a whole event."""


def judge_retold(pair: Pair) -> Finding | None:
    """The relation of two claims that tell one thing in other words; None where nothing says so."""
    alignment = pair.alignment
    if alignment.swapped:
        return None
    if pair.likely < DATED:
        return _by_denial_of_all(pair, alignment)
    found = _by_tallies(pair) or _by_sides(pair, alignment) or _by_denial(pair, alignment)
    return found or _by_denial_of_all(pair, alignment) or _by_happening(pair, alignment) or _beside(pair)


def is_thin(pair: Pair, finding: Finding) -> bool:
    """Whether what the words say of two claims is too little: an agreement in one word of claims that nothing else
    joins, or a denial of what the other claim negates too (`si la loi n'est pas votée`)."""
    meeting, likely = pair.meeting, pair.likely
    company = meeting.left.keys & meeting.right.keys
    if (
        finding.kind is RelationKind.AGREE
        and likely < DENIED
        and len(plain_words(meeting)) < 2
        and len(company) < COMPANY
    ):
        by_words = all(reason.code in ("same-words", "happening") for reason in finding.reasons)
        return by_words and meeting.likeness < 1 and not (meeting.left.takes_place and meeting.right.takes_place)
    if finding.kind is not RelationKind.CONFLICT:
        return False
    codes = {reason.code for reason in finding.reasons}
    if "opposed-predicate" in codes and likely < DATED and len(plain_words(meeting)) < 2:
        return True
    return ("negation" in codes and not _one_denial(meeting)) or ("antonym" in codes and not _telling_antonym(pair))


def _one_denial(meeting: Meeting) -> bool:
    """Whether of two claims set against each other by a negation one denies what the other holds.

    Not where the other one negates too, or where what is denied is another predication (`n'a pas laissé de doute`).
    """
    denial, claim = (meeting.left, meeting.right) if meeting.left.denied else (meeting.right, meeting.left)
    if claim.claim.predicate is not None and claim.claim.predicate.negated:
        return False
    met = {word for pair in meeting.words for word in pair}
    return denial.universal or not denial.heads or is_rejected(denial) or any(h in met for h in denial.heads)


def _telling_antonym(pair: Pair) -> bool:
    """Whether opposed words set two claims apart: likely ones, or such that one of the words is their predication."""
    meeting = pair.meeting
    found = ((a, b) for a in meeting.left.heads for b in meeting.right.terms if opposed(a, b, meeting.left.language))
    back = ((a, b) for a in meeting.left.terms for b in meeting.right.heads if opposed(a, b, meeting.left.language))
    return any(found) or any(back)


def _strength(pair: Pair) -> float:
    return 0.3 + 0.5 * pair.likely


def _by_tallies(pair: Pair) -> Finding | None:
    """The relation of figures that count the same people in the same happening, by whatever words."""
    left, right = pair.meeting.left, pair.meeting.right
    if left.denied != right.denied and not (_bounds(left) or _bounds(right)):
        return None
    judged: list[tuple[bool, Quantity, Quantity]] = []
    for a in read_tallies(left):
        for b in read_tallies(right):
            verdict = hold_together(a.figure, b.figure) if _one_count(pair, a, b) else None
            least = COUNTED if verdict or a.happenings & b.happenings & TOLL else DIFFERENT
            if verdict is not None and pair.likely >= least and (verdict or one_minority(a, b)):
                judged.append((verdict, a.figure, b.figure))
    if not judged:
        return None
    finding = by_figures(pair.meeting, min(judged, key=lambda found: (not found[0], found[1].span, found[2].span)))
    return finding and Finding(finding.kind, _strength(pair), finding.reasons)


def _one_count(pair: Pair, a: Tally, b: Tally) -> bool:
    language = pair.meeting.left.language
    return one_count(a, b, language) or (pair.likely >= SURE and pair.best and one_kind(a, b, language))


def _bounds(fact: Fact) -> bool:
    """Whether a denial only sets a bound to a figure: `ne dépasse pas 400 millions`."""
    return fact.denied and any(h.name == "reach" and stands_central(fact, h.words) for h in fact.happenings)


def _by_sides(pair: Pair, alignment: Alignment) -> Finding | None:
    """The conflict of two sides of one happening (`ouvert`, `fermé`), each in the predication of its claim."""
    meeting = pair.meeting
    if not pair.best or pair.likely < OPPOSED or apart(meeting) is not None or not _of_one(pair, alignment):
        return None
    if meeting.left.denied != meeting.right.denied and pair.likely < DENIED:
        return None
    for a, b in _shared(meeting):
        if a.pole != "=" and _central(meeting, a, b) and _side(meeting.left, a) != _side(meeting.right, b):
            code = "opposed-predicate" if a.pole != b.pole else "negation"
            return Finding(RelationKind.CONFLICT, _strength(pair), (_reason(code, meeting, a, b),))
    return None


def _of_one(pair: Pair, alignment: Alignment) -> bool:
    """Whether nothing says that two claims are of other subjects: somebody or something of one kind is in both."""
    left, right = pair.meeting.left, pair.meeting.right
    if alignment.subject is None or alignment.subject >= 0.1 or pair.likely >= SURE:
        return True
    return bool((left.kinds & right.kinds) - {"person"} or actors_in(left) & actors_in(right))


def _side(fact: Fact, happening: Happening) -> str:
    """The side of a happening that a claim holds to be so: its denial holds the other one."""
    return {"+": "-", "-": "+"}.get(happening.pole, happening.pole) if fact.denied else happening.pole


def _by_denial(pair: Pair, alignment: Alignment) -> Finding | None:
    """The conflict of a happening and its denial, in whatever words."""
    meeting = pair.meeting
    left, right = meeting.left, meeting.right
    if left.denied == right.denied or not pair.best or apart(meeting) is not None:
        return None
    if _bounds(left) or _bounds(right) or any(a.pole not in ("=", b.pole) for a, b in _shared(meeting)):
        return None
    denial = left if left.denied else right
    if (
        left.conditional
        or right.conditional
        or same_number(left, right)  # then neither denies the other
        or not _denies_itself(denial)
        or not _denial_covers(pair, denial, alignment)
    ):
        return None
    told = next((one for one in _shared(meeting) if _central(meeting, *one)), None) or next(_shared(meeting), None)
    reason = _reason("negation", meeting, *told) if told else Reason("negation", (head_of(left), head_of(right)))
    return Finding(RelationKind.CONFLICT, _strength(pair), (reason,))


def _by_denial_of_all(pair: Pair, alignment: Alignment) -> Finding | None:
    """The conflict of a denial of everybody of a kind (`n'a agressé aucun pays`) with a case of it, by one doer."""
    meeting = pair.meeting
    left, right = meeting.left, meeting.right
    if left.denied == right.denied or alignment.head < SAME_HEAD or apart(meeting) is not None:
        return None
    denial, claim = (left, right) if left.denied else (right, left)
    doer = claim.subject.actor if claim.subject else None
    if not denial.universal or doer is None or doer not in denial.keys or claim.conditional or denial.conditional:
        return None
    if not any(_covers(denial, key) for key in claim.keys - {doer}):
        return None
    return Finding(RelationKind.CONFLICT, _strength(pair), (Reason("negation", (head_of(left), head_of(right))),))


def _covers(denial: Fact, key: str) -> bool:
    """Whether a noun of a denial names the kind of an actor."""
    nouns = read_toml(denial.language, "points")["covered"].get(key.partition(":")[0], ())
    return any(fold_words(noun) in denial.lemmas for noun in nouns)


def _denies_itself(denial: Fact) -> bool:
    """Whether it is a claim's own predication that it denies: in a long one, the negation may be of anything."""
    predicate = denial.claim.predicate
    return len(denial.terms) <= FEW or is_rejected(denial) or (predicate is not None and predicate.negated)


def _denial_covers(pair: Pair, denial: Fact, alignment: Alignment) -> bool:
    """Whether what is denied is what the other claim tells: the more is said, the likelier it must be."""
    meeting = pair.meeting
    of_denial = 0 if denial is meeting.left else 1
    shared = list(_shared(meeting))
    inside = [one for one in shared if stands_central(denial, one[of_denial].words)]
    if len(denial.terms) <= FEW:
        if denial.universal and (shared or alignment.subject == 1.0) and pair.likely >= OPPOSED:
            return True
        if len(plain_words(meeting)) >= 2 and pair.likely >= SHORT:
            return True
        return bool(shared) and pair.likely >= SURE
    if any(_central(meeting, a, b) for a, b in shared) and pair.likely >= DENIED:
        return True
    return bool(inside) and pair.likely >= SURE


def _by_happening(pair: Pair, alignment: Alignment) -> Finding | None:
    """The agreement of two claims that tell one happening, and share somebody, something, a day or a figure in it."""
    meeting = pair.meeting
    if alignment.opposition or apart(meeting) is not None or not pair.best:
        return None
    shared = list(_shared(meeting))
    if any(a.pole != "=" and _side(meeting.left, a) != _side(meeting.right, b) for a, b in shared):
        return None
    for a, b in shared:
        if a.pole == "=" and meeting.left.denied != meeting.right.denied:
            continue
        if a.name in SPEECH and (pair.likely < SURE or other_subjects(alignment)):
            continue
        if pair.likely >= TOLD and _central(meeting, a, b) and _something_more(meeting, a, b):
            return Finding(RelationKind.AGREE, _strength(pair), (_reason("happening", meeting, a, b),))
        if pair.day >= RARE_DAY and _central(meeting, a, b):
            return Finding(RelationKind.AGREE, _strength(pair), (_reason("happening", meeting, a, b),))
    return None


RARE_DAY = 0.6
"""A day that hardly other claims name than these two."""


def _beside(pair: Pair) -> Finding | None:
    if pair.likely < SURE or not pair.best:
        return None
    head = head_of(pair.meeting.left), head_of(pair.meeting.right)
    return Finding(RelationKind.NOT_COMPARABLE, 0.3 * pair.likely, (Reason("predicate", head),))


def _central(meeting: Meeting, a: Happening, b: Happening) -> bool:
    return stands_central(meeting.left, a.words) and stands_central(meeting.right, b.words)


ALIKE = 0.4
"""Part of the words of two acts of speech that must meet where only one of them says what they are about."""

MEASURES = frozenset({"reach"})
"""Happenings of figures (`dépasser`), which say nothing about what is counted."""

SPEECH = frozenset(
    {"confess", "call", "deny", "condemn", "threaten", "charge", "complaint", "agree", "offer", "warn", "distress"}
)
"""Acts of speech: two of one kind by one speaker are one only where they are about the same."""


def _something_more(meeting: Meeting, a: Happening, b: Happening) -> bool:
    left, right = meeting.left, meeting.right
    rest = [pair for pair in meeting.words if not {*pair} & {*a.words, *b.words}]
    if a.name in SPEECH:
        about = [pair for pair in plain_words(meeting) if pair in rest]
        return len(about) > 1 or (bool(about) and meeting.likeness >= ALIKE)
    others = {one.name for one, other in _shared(meeting) if one.pole == other.pole} - {a.name}
    kinds = (left.kinds & right.kinds) - {"person"}
    return bool(rest or others or kinds or actors_in(left) & actors_in(right) or shared_time(left.times, right.times))


def _shared(meeting: Meeting) -> Iterator[tuple[Happening, Happening]]:
    for a in meeting.left.happenings:
        for b in meeting.right.happenings:
            if a.name == b.name and a.name not in MEASURES:
                yield a, b


def _reason(code: str, meeting: Meeting, a: Happening, b: Happening) -> Reason:
    return Reason(code, locate_both((meeting.left, a.words), (meeting.right, b.words)))
