"""Whether what is said of two claims stands on their words: a second, stricter look at each finding.

The rules of `oppositions.py` and `retold.py` look for what two claims share. In long accounts much is shared by
chance, so each finding is asked here what speaks against it: another day, other names, a denial of only a part, a claim
that is denied in the same way. What cannot be grounded becomes not-comparable where a word says why, else nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from contrechamp.compare.alignment import SAME_HEAD, Alignment
from contrechamp.compare.counts import TELLING_NUMBER, Finding
from contrechamp.compare.facts import Fact
from contrechamp.compare.figures import hold_together
from contrechamp.compare.happenings import Happening, find_happenings, kinds_meet
from contrechamp.compare.joining import Pair, stands_central
from contrechamp.compare.pairs import Meeting
from contrechamp.compare.tallies import Tally, read_tallies
from contrechamp.compare.when import another_time, shared_time
from contrechamp.compare.words import find_words
from contrechamp.compare.words_alike import alike
from contrechamp.lang import read_toml
from contrechamp.model import Passage, Quantity, Reason, RelationKind
from contrechamp.text.fold import fold_words

SURE = 0.8
"""Likeness of words that are the same, or synonyms."""

SHORT_DENIAL, SHORT_CLAIM = 7, 8
"""Terms of a claim so short that it says one thing only: what a negation in it denies is that thing."""

MANY = 4
"""Words in common, beside the predicates, that make two claims of one subject say one thing in other words."""

LEAD, BEFORE, NEAR = 40, 2, 8
"""Characters, and words, before a claim in which its `if` may stand; and words in which its denial may."""

AFTER = 3
"""Words after a claim in which the other half of its negation may stand: `qui n'aura transigé | ni avec …`."""


def ground(pair: Pair, finding: Finding) -> Finding | None:
    """The finding, if the words of the two claims bear it; else what is left of it, or None."""
    if finding.kind is RelationKind.CONFLICT:
        return _ground_conflict(pair, finding)
    if finding.kind is RelationKind.FIGURES_DIFFER:
        return _ground_difference(pair, finding)
    if finding.kind is RelationKind.AGREE:
        return _ground_agreement(pair, finding)
    return finding


def settle(found: Mapping[tuple[str, str], Finding], facts: Mapping[str, Fact]) -> dict[tuple[str, str], Finding]:
    """The findings of two accounts, without the conflicts that one of them settles itself.

    Who says `on ne choisit pas une part, on choisit le tout` does not contradict whoever quotes one half of it, nor
    does who reports a rumour and its denial contradict the denial.
    """
    agreed: dict[str, set[object]] = defaultdict(set)
    for (left, right), finding in found.items():
        if finding.kind is RelationKind.AGREE:
            agreed[left].add(_speaker(facts[right]))
            agreed[right].add(_speaker(facts[left]))
    denied = {(fact.account, fact.claim.span) for fact in facts.values() if fact.denied}

    def stands(left: Fact, right: Fact) -> bool:
        claim = right if left.denied else left
        if left.denied != right.denied and (claim.account, claim.claim.span) in denied:
            return False
        return _speaker(left) not in agreed[right.id] and _speaker(right) not in agreed[left.id]

    return {
        (left, right): finding
        for (left, right), finding in found.items()
        if finding.kind is not RelationKind.CONFLICT or stands(facts[left], facts[right])
    }


def _speaker(fact: Fact) -> object:
    voice = fact.claim.voice
    return fact.account, voice.kind, voice.actor or voice.name


# ---------------------------------------------------------------- conflicts


def _ground_conflict(pair: Pair, finding: Finding) -> Finding | None:
    meeting = pair.meeting
    codes = {reason.code for reason in finding.reasons}
    if codes & {"negation", "rejected", "other-agent"}:
        return _ground_denial(pair, finding)
    if any(_is_conditional(fact) for fact in (meeting.left, meeting.right)):
        return None
    if _other_subjects(pair) and not _short(meeting):
        return None
    return _unless_dated(meeting, finding, days=None if _short(meeting) else 0)


def _ground_denial(pair: Pair, finding: Finding) -> Finding | None:
    meeting = pair.meeting
    denial, claim = (meeting.left, meeting.right) if meeting.left.denied else (meeting.right, meeting.left)
    if not _negates(denial):  # rejected from outside: `prétendre que … est une fable`
        return finding
    if not _may_be_denied(claim) or not _denies_all(denial, claim):
        return None
    if _until_now(denial) and not _still(claim):
        return _as_other(finding, "date")
    if any(reason.code == "other-agent" for reason in finding.reasons):
        stands = _names_another(denial)
    else:
        stands = _denied_is_said(pair, denial, claim, pair.alignment)
    return _unless_dated(meeting, finding, days=None) if stands and not _of_others(pair) else None


def _may_be_denied(claim: Fact) -> bool:
    """Whether a claim holds that something is so: it negates nothing itself, is no rumour, and stands under no `if`."""
    return not (_is_rumour(claim) or _negates(claim) or _is_conditional(claim))


def _denies_all(denial: Fact, claim: Fact) -> bool:
    """Whether a denial is one of the thing, not of a manner of it, nor of the wish, nor under an `if`."""
    return not (_is_conditional(denial) or _qualified(denial) or _denies_beside(denial, claim))


def _of_others(pair: Pair) -> bool:
    return _other_subjects(pair) and not _short(pair.meeting)


OTHER = 0.3
"""Likeness of two subjects below which they are not the same."""


def _other_subjects(pair: Pair) -> bool:
    subject = pair.alignment.subject
    return subject is not None and subject < OTHER


def _short(meeting: Meeting) -> bool:
    denial, claim = sorted((meeting.left, meeting.right), key=lambda fact: len(fact.terms))
    return len(denial.terms) <= SHORT_DENIAL and len(claim.terms) <= SHORT_CLAIM


def _denied_is_said(pair: Pair, denial: Fact, claim: Fact, alignment: Alignment) -> bool:
    """Whether what a denial denies is what the claim says, and not something beside it."""
    meeting = pair.meeting
    one_subject = (alignment.subject or 0.0) >= SURE
    more = [one for one in meeting.words if not {*one} & {*denial.heads, *claim.heads}]
    said_alike = alignment.head >= SAME_HEAD or _one_central(meeting)
    if _short(meeting):
        return said_alike or denial.universal or len(_plain(meeting)) >= 2
    if said_alike:
        return len(more) >= 2 or (one_subject and (bool(more) or denial.universal))
    return one_subject and len(more) >= MANY


def _plain(meeting: Meeting) -> list[tuple[str, str]]:
    """The words in which two claims meet, names aside."""
    return [(a, b) for a, b in meeting.words if a not in meeting.left.names and b not in meeting.right.names]


def _one_central(meeting: Meeting) -> bool:
    """Whether the predications of both claims tell one happening."""
    left, right = meeting.left, meeting.right
    told = {happening.name: happening for happening in left.happenings if _in_predication(left, happening)}
    return any(other.name in told for other in right.happenings if _in_predication(right, other))


def _one_told(meeting: Meeting) -> bool:
    """The same, where a short claim is all predication."""
    left, right = meeting.left, meeting.right
    told = {happening.name for happening in left.happenings if stands_central(left, happening.words)}
    return any(other.name in told for other in right.happenings if stands_central(right, other.words))


def _in_predication(fact: Fact, happening: Happening) -> bool:
    return stands_central(fact, happening.words, short=1)


# ---------------------------------------------------------------- what negates


@cache
def _words(language: str, name: str) -> frozenset[str]:
    return frozenset(fold_words(word).rstrip("'") for word in read_toml(language, "points")["grounds"][name])


@cache
def _negators(language: str) -> tuple[frozenset[str], frozenset[str]]:
    classes = read_toml(language, "relations")["negation"]
    around = frozenset(fold_words(word).rstrip("'") for word in classes["around"])
    openers = frozenset(fold_words(word) for word in (*classes["openers"], *classes["prepositions"]))
    return around, openers


@cache
def _halves(language: str) -> frozenset[str]:
    return frozenset(fold_words(word) for word in read_toml(language, "relations")["negation"]["halves"])


def _negates(fact: Fact) -> bool:
    """Whether the words of a claim, or those just behind it, negate something, whatever the tree says."""
    around, openers = _negators(fact.language)
    lead = {*find_words(fact.lead[-LEAD:]).folded[-BEFORE:]}
    if lead & around and lead & _halves(fact.language):
        return True
    words = {*find_words(fact.text).folded, *find_words(fact.rest).folded[:AFTER]}
    return bool((around | openers | _words(fact.language, "turned")) & words)


def _is_rumour(fact: Fact) -> bool:
    """Whether a claim is only told as what somebody denies: `dément les rumeurs selon lesquelles …`."""
    lead = find_words(fact.lead).folded[-NEAR:]
    return bool(_words(fact.language, "denied") & {*find_words(fact.text).folded, *lead})


def _after_negation(fact: Fact, words: frozenset[str]) -> bool:
    """Whether a word of the list follows the second half of a negation within two words: `ne … pas encore`."""
    halves = _halves(fact.language)
    folded = (*find_words(fact.text).folded, *find_words(fact.rest).folded[:1])
    return any(word in halves and words & {*folded[at + 1 : at + 3]} for at, word in enumerate(folded))


def _qualified(denial: Fact) -> bool:
    """Whether only a part or a manner is denied: `pas plus que`, `pas officiellement`, `plus un simple concours`."""
    return _after_negation(denial, _words(denial.language, "qualifying"))


def _until_now(denial: Fact) -> bool:
    """Whether a thing is denied only of the time until now: `toujours pas`, `n'est plus`, `pas encore`."""
    folded = find_words(denial.text).folded
    ending = _words(denial.language, "ending")
    waiting = _words(denial.language, "waiting")
    halves = {"pas", "jamais"}
    around = any(
        word in waiting and halves & {*folded[max(0, at - 2) : at], *folded[at + 1 : at + 2]}
        for at, word in enumerate(folded)
    )
    moment = _phrases(denial.language, "moment")
    return around or bool(ending & {*folded}) or any(_holds(folded, phrase) for phrase in moment)


@cache
def _phrases(language: str, name: str) -> tuple[tuple[str, ...], ...]:
    return tuple(find_words(phrase).folded for phrase in read_toml(language, "points")["grounds"][name])


def _holds(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether words stand in this order, side by side, among others."""
    return any(tuple(words[at : at + len(phrase)]) == tuple(phrase) for at in range(len(words) - len(phrase) + 1))


def _still(claim: Fact) -> bool:
    return bool(_words(claim.language, "still") & {*find_words(claim.text).folded})


def _denies_beside(denial: Fact, claim: Fact) -> bool:
    """Whether only the wish or the evidence is denied: `je ne veux pas …`, `aucun élément ne laisse penser …`."""
    words = _words(denial.language, "evidence") | _words(denial.language, "will")
    predicate = denial.claim.predicate
    folded = find_words(denial.text).folded
    halves = _halves(denial.language)
    found = {word for at, word in enumerate(folded) if word in words and halves & {*folded[max(0, at - 2) : at]}}
    if predicate is not None and fold_words(predicate.lemma) in words:
        found.add(fold_words(predicate.lemma))
    return bool(found) and not found & {*claim.lemmas, *find_words(claim.text).folded}


def _names_another(denial: Fact) -> bool:
    """Whether a denial says that it was not this one: `ce n'est pas un court-circuit qui a détruit …`."""
    folded = find_words(denial.text).folded
    return bool(_words(denial.language, "cleft") & {*folded[:1]}) and bool(_words(denial.language, "who") & {*folded})


def _is_conditional(fact: Fact) -> bool:
    openers = _words(fact.language, "conditions")
    lead = find_words(fact.lead[-LEAD:]).folded[-BEFORE:]
    return fact.conditional or bool(openers & {*find_words(fact.text).folded, *lead})


# ---------------------------------------------------------------- figures


def _ground_difference(pair: Pair, finding: Finding) -> Finding | None:
    """Other figures only of one thing: one day, no other names, no other figure of the kind near."""
    meeting = pair.meeting
    a, b = _figures(meeting, finding)
    toll = _is_toll(meeting, a, b)
    days = TOLL_DAYS if toll or (_short(meeting) and a is not None) else 0
    dated = _unless_dated(meeting, finding, days=days, around=not toll)
    if dated.kind is not RelationKind.FIGURES_DIFFER:
        return dated
    if _other_names(meeting, only_places=toll) or (_is_local(a) and not _names_in_common(meeting)):
        return _as_other(finding, "place")
    if _same_figure(meeting) or not _of_one_size(a, b):
        return None
    return finding if toll or _one_counted(pair, a, b) else None


def _same_figure(meeting: Meeting) -> bool:
    """Whether both claims also give one figure that two claims hardly give by chance."""
    given = [
        {(q.low, q.high, q.unit) for q in fact.figures if q.low is not None and q.low >= TELLING_NUMBER}
        for fact in (meeting.left, meeting.right)
    ]
    return bool(given[0] & given[1])


TENFOLD = 10.0
"""Two counts of one thing do not differ more than so: 40 000 masks are not three men, told otherwise."""


def _of_one_size(a: Quantity | None, b: Quantity | None) -> bool:
    values = [figure.low if figure.low is not None else figure.high for figure in (a, b) if figure is not None]
    known = sorted(abs(float(value)) for value in values if value)
    return len(known) < 2 or known[-1] <= TENFOLD * known[0]


def _one_counted(pair: Pair, a: Quantity | None, b: Quantity | None) -> bool:
    """Whether two figures can only be of one thing: the same is counted, once in each claim, and said alike."""
    meeting = pair.meeting
    said_of_one = _short(meeting) and len(_plain(meeting)) >= 2
    if a is not None and b is not None and a.unit is None and not said_of_one and not _counts_alike(pair, a, b):
        return False
    if _is_one_of_many(meeting.left, a) or _is_one_of_many(meeting.right, b):
        return False
    return _one_measured(pair, a, b)


TOLL_DAYS = 3
"""Days between two accounts within which they count the dead of one event; other figures are of one day."""

TOLL = frozenset({"die", "injure", "missing", "evacuate", "arrest", "protest", "rescue"})
"""Happenings that are counted once for a whole event."""


def _figures(meeting: Meeting, finding: Finding) -> tuple[Quantity | None, Quantity | None]:
    """The figures that a finding names, one of each claim; None for durations, which are no figures of the claim."""
    spans = {passage.span for reason in finding.reasons for passage in reason.passages}
    left = next((figure for figure in meeting.left.figures if figure.span in spans), None)
    return left, next((figure for figure in meeting.right.figures if figure.span in spans), None)


def _is_toll(meeting: Meeting, a: Quantity | None, b: Quantity | None) -> bool:
    if a is None or b is None or a.unit is not None:
        return False
    told = [_told_of(meeting.left, a), _told_of(meeting.right, b)]
    tallies = _tally(meeting.left, a), _tally(meeting.right, b)
    one, other = (set(tally.happenings) if tally else set[str]() for tally in tallies)
    shared = (told[0] or one) & (told[1] or other) & TOLL
    people = all(_may_be_people(fact, figure) for fact, figure in ((meeting.left, a), (meeting.right, b)))
    return bool(shared) and people


def _may_be_people(fact: Fact, figure: Quantity) -> bool:
    """Whether a figure counts people, or what is counted of them (`39 morts`): not `40 000 masques`."""
    tally = _tally(fact, figure)
    if tally is None or not figure.counted:
        return True
    people = kinds_meet(tally.kinds, frozenset({"person"}), fact.language)
    return people or bool(_own_happenings(fact, figure) & TOLL)


def _told_of(fact: Fact, figure: Quantity) -> set[str]:
    """The happenings in which a figure is counted: told by the predication, or by what is counted itself."""
    tally = _tally(fact, figure)
    if tally is None:
        return set()
    told = {happening.name for happening in fact.happenings if _in_predication(fact, happening)}
    return (told | _own_happenings(fact, figure)) & tally.happenings


def _own_happenings(fact: Fact, figure: Quantity) -> set[str]:
    """The happenings that what is counted tells by itself: `39 morts`."""
    return {happening.name for happening in find_happenings(_counted(figure), fact.language)}


LOCAL = frozenset({"kilometre-per-hour", "millimetre", "centimetre", "degree-celsius", "litre"})
"""Units of what is measured at a place: the gusts of one cape are not those of another."""


def _is_local(figure: Quantity | None) -> bool:
    return figure is not None and figure.unit in LOCAL


def _is_one_of_many(fact: Fact, figure: Quantity | None) -> bool:
    """Whether a claim gives other figures of the same measure: which of them is meant, the words do not say."""
    if figure is None:
        return False
    same = [other for other in fact.figures if other.unit == figure.unit and other.unit is not None]
    return len(same) > 1


def _one_measured(pair: Pair, a: Quantity | None, b: Quantity | None) -> bool:
    """Whether two figures are said of one thing: by one predicate or happening, and with other words in common."""
    meeting, alignment = pair.meeting, pair.alignment
    counted = {fold_words(name) for figure in (a, b) if figure and figure.counted for name in figure.counted.split()}
    heads = {*meeting.left.heads, *meeting.right.heads}
    more = [one for one in meeting.words if not {*one} & counted and not {*one} & heads]
    said_alike = alignment.head >= SAME_HEAD or _one_central(meeting)
    if a is not None and a.unit == "percent":
        return said_alike and bool(more)
    if _short(meeting):
        return said_alike or bool(more) or (alignment.subject or 0.0) >= SURE or _one_kind(pair, a, b)
    return said_alike and bool(more)


def _one_kind(pair: Pair, a: Quantity | None, b: Quantity | None) -> bool:
    """Whether likely claims count things of one kind, and tell no other happenings of them."""
    one, other = _tally(pair.meeting.left, a), _tally(pair.meeting.right, b)
    if one is None or other is None or pair.likely < LIKELY or not (one.kinds & other.kinds) - {"person"}:
        return False
    return not (one.happenings and other.happenings) or bool(one.happenings & other.happenings)


LIKELY = 0.55
"""How likely two claims are of one thing from where on a kind of things in common makes their figures meet."""

PLACES = ("place:", "country:")


def _names_in_common(meeting: Meeting) -> bool:
    return bool(meeting.left.names & meeting.right.names or meeting.left.keys & meeting.right.keys)


def _other_names(meeting: Meeting, *, only_places: bool = False) -> bool:
    """Whether both claims name somebody or some place, and nobody in common."""
    left, right = meeting.left, meeting.right
    if only_places:
        places = [{key for key in fact.keys if key.startswith(PLACES)} for fact in (left, right)]
        return all(places) and not places[0] & places[1]
    return bool(left.names and right.names) and not left.names & right.names and not left.keys & right.keys


# ---------------------------------------------------------------- agreement


def _ground_agreement(pair: Pair, finding: Finding) -> Finding | None:
    meeting = pair.meeting
    if _is_rumour(meeting.left) != _is_rumour(meeting.right):
        return _as_other(finding, "predicate")
    if all(reason.code == "figure" for reason in finding.reasons):
        return _ground_one_figure(pair, finding)
    if _one_company(meeting) or _same_figure(meeting):
        return finding
    if _necessary(meeting.left) != _necessary(meeting.right) or not _said_of_one(pair):
        return _as_other(finding, "predicate")
    if _is_fragment(pair) or _measure_otherwise(meeting) or not _says_one_thing(pair, finding):
        return None
    return finding


def _measure_otherwise(meeting: Meeting) -> bool:
    """Whether both claims give figures of one unit, none of which can be one: 3 million euros, and 800 000 euros."""
    sides = [[figure for figure in fact.figures if figure.unit is not None] for fact in (meeting.left, meeting.right)]
    pairs = [(a, b) for a in sides[0] for b in sides[1] if a.unit == b.unit]
    return bool(pairs) and not any(hold_together(a, b) for a, b in pairs)


FRAGMENT, UNLIKELY = 2, 0.05
"""Terms of a claim that leave little to compare, and how likely two claims are of one thing below which they are of
two, unless the words are the same."""


def _is_fragment(pair: Pair) -> bool:
    """Whether one claim says so little (`reste faible`) that a word for another in it makes no agreement."""
    meeting = pair.meeting
    least = min(len(meeting.left.terms), len(meeting.right.terms))
    return least <= FRAGMENT and pair.likely < UNLIKELY and any(a != b for a, b in meeting.words)


COMPANY = 3
"""Actors of one kind in common that make two claims one though their other words differ: an alliance, partners."""

MODAL = 4
"""Words up to a predicate among which the verb stands that makes it a duty: `devra bientôt quitter`."""

ALL, MOST, SEVERAL = 0.7, 0.8, 5
"""Likeness of two claims, part of the plain words of one of them, and number of plain words in common, from which on
two claims say one thing though their predicates differ: one of them says it beside another thing."""


def _says_one_thing(pair: Pair, finding: Finding) -> bool:
    """Whether two claims agree in what they say, and not only in of whom: by their predicates or nearly all words."""
    meeting = pair.meeting
    left, right = meeting.left, meeting.right
    if not (left.heads and right.heads) or _one_central(meeting):
        return True
    if _heads_meet(meeting):
        return not _of_other_things(meeting)
    if left.takes_place and right.takes_place:
        return True
    if any(reason.code == "happening" for reason in finding.reasons) and _one_told(meeting):
        return True
    plain = _plain(meeting)
    parts = [_part(left, {a for a, _ in plain}), _part(right, {b for _, b in plain})]
    return meeting.likeness >= ALL or max(parts) >= MOST or len(plain) >= SEVERAL or pair.likely >= SURE


STEM = 5
"""Letters of a word by which it is known again as a lemma."""


def _subject_words(fact: Fact) -> tuple[str, ...]:
    if fact.subject is None:
        return ()
    start = fact.claim.span.start
    return find_words(fact.text[max(0, fact.subject.span.start - start) : fact.subject.span.end - start]).folded


def _of_other_things(meeting: Meeting) -> bool:
    """Whether two claims share no more than who does something and its verb, and each says another thing: announced a
    strike, announced a price."""
    heads = {*meeting.left.heads, *meeting.right.heads}
    doers = {word[:STEM] for fact in (meeting.left, meeting.right) for word in _subject_words(fact)}
    plain = [(a, b) for a, b in _plain(meeting) if not {a[:STEM], b[:STEM]} & doers]
    if any(not {*one} & heads for one in plain):
        return False
    met = [{a for a, _ in meeting.words}, {b for _, b in meeting.words}]
    rest = [
        [term for term in fact.terms if term not in fact.names and term not in words and term not in heads]
        for fact, words in zip((meeting.left, meeting.right), met, strict=True)
    ]
    return bool(rest[0] and rest[1])


def _one_company(meeting: Meeting) -> bool:
    kinds = Counter(key.partition(":")[0] for key in meeting.left.keys & meeting.right.keys)
    return max(kinds.values(), default=0) >= COMPANY


def _part(fact: Fact, words: set[str]) -> float:
    """The weight of some words against that of all plain words of a claim."""
    plain = {term: weight for term, weight in fact.terms.items() if term not in fact.names}
    return sum(plain.get(word, 0.0) for word in words) / (sum(plain.values()) or 1.0)


def _heads_meet(meeting: Meeting) -> bool:
    """Whether the predications of both claims are alike, verbs that only bear another one (`vouloir`) aside."""
    bearing = _bearing(meeting.left.language)
    heads = [
        [head for head in fact.heads if head not in bearing] or fact.heads for fact in (meeting.left, meeting.right)
    ]
    return any(alike(a, b, meeting.left.language) >= SAME_HEAD for a in heads[0] for b in heads[1])


@cache
def _bearing(language: str) -> frozenset[str]:
    return frozenset(fold_words(word) for word in read_toml(language, "relations")["heads"]["bearing"])


def _necessary(fact: Fact) -> bool:
    """Whether a claim says that something must be, not that it is."""
    predicate = fact.claim.predicate
    if predicate is None:
        return False
    end = predicate.span.end - fact.claim.span.start
    start = max(0, predicate.span.start - fact.claim.span.start - LEAD)
    near = find_words(fact.text[start:end]).folded[-MODAL:]
    return bool(_words(fact.language, "necessary") & {*near})


def _said_of_one(pair: Pair) -> bool:
    """Whether not one claim speaks of many and the other of somebody: forty drowned, and a boy drowned."""
    meeting = pair.meeting
    subject = pair.alignment.subject
    if subject is None or subject >= OTHER:
        return True
    counts = [
        any(tally.kinds and tally.figure.unit is None for tally in read_tallies(fact))
        for fact in (meeting.left, meeting.right)
    ]
    return counts[0] == counts[1]


def _ground_one_figure(pair: Pair, finding: Finding) -> Finding | None:
    """The agreement of two figures; of a small one, only where the same is counted, and of a bound, only of one day."""
    meeting = pair.meeting
    a, b = _figures(meeting, finding)
    if a is None or b is None:
        return finding
    if (a.low, a.high) != (b.low, b.high):
        if _other_names(meeting):
            return None
        return _unless_dated(meeting, finding, days=TOLL_DAYS if _is_toll(meeting, a, b) else 0)
    if a.unit is None and a.low == a.high == 1:
        return None
    if a.unit is None and (a.low is None or a.low < TELLING_NUMBER) and not _counts_alike(pair, a, b):
        return None
    return finding


def _counts_alike(pair: Pair, a: Quantity, b: Quantity) -> bool:
    """Whether the same is counted by two small figures: by the words, or by the kinds of people and things."""
    meeting = pair.meeting
    if not a.counted and not b.counted:
        return True
    if a.counted and b.counted and alike(a.counted, b.counted, meeting.left.language) >= SAME_HEAD:
        return True
    tallies = [_tally(fact, figure) for fact, figure in ((meeting.left, a), (meeting.right, b))]
    if tallies[0] is None or tallies[1] is None:
        return pair.likely >= SURE
    if tallies[0].kinds & tallies[1].kinds or pair.likely >= SURE:
        return True
    people = _may_be_people(meeting.left, a) and _may_be_people(meeting.right, b)
    return people and bool(_told_of(meeting.left, a) & _told_of(meeting.right, b))


def _tally(fact: Fact, figure: Quantity | None) -> Tally | None:
    return next((tally for tally in read_tallies(fact) if figure and tally.figure.id == figure.id), None)


def _counted(figure: Quantity) -> list[str]:
    return [fold_words(word) for word in (figure.counted or "").split()]


# ---------------------------------------------------------------- times


def _unless_dated(meeting: Meeting, finding: Finding, *, days: int | None, around: bool = True) -> Finding:
    """The finding, or not-comparable where the claims, or with `around` the sentences around them, name other days.

    Where they name none in common, accounts that appeared more than so many `days` apart speak of other days; None
    for as many as you like.
    """
    left, right = meeting.left, meeting.right
    found = another_time(left.times, right.times, 0 if around else 1)
    if around and not found and not (left.times and right.times):
        near = [[time for time in fact.said_when if time.earliest] for fact in (left, right)]
        found = another_time(near[0], near[1], 0)
    if found:
        reason = Reason("date", (Passage(left.account, found[0].span), Passage(right.account, found[1].span)))
        return Finding(RelationKind.NOT_COMPARABLE, finding.strength, (reason,))
    if days is not None and _days_apart(meeting) > days and not shared_time(left.said_when, right.said_when):
        return _as_other(finding, "date")
    return finding


def _days_apart(meeting: Meeting) -> int:
    days = meeting.left.published, meeting.right.published
    return abs((days[0] - days[1]).days) if days[0] and days[1] else 0


def _as_other(finding: Finding, code: str) -> Finding:
    """Not comparable, for another reason at the same places."""
    passages = finding.reasons[0].passages if finding.reasons else ()
    return replace(finding, kind=RelationKind.NOT_COMPARABLE, reasons=(Reason(code, passages),))
