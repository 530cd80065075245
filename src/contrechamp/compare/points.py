"""Points: claims of different accounts that speak of one thing, and how each account stands to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import blake2b

from contrechamp.compare.about import cited_days
from contrechamp.compare.counts import Finding
from contrechamp.compare.facts import Fact, is_hedged, is_rejected, read_facts
from contrechamp.compare.findings import Memory, account_digest, find_findings
from contrechamp.compare.origins import count_origins
from contrechamp.compare.turned import is_turned, turned_sentences
from contrechamp.extract.times.completion import complete_times
from contrechamp.model import (
    Copy,
    Extraction,
    Point,
    Reason,
    RelationKind,
    Stand,
    StandKind,
    VoiceKind,
)

ORDER = (
    RelationKind.CONFLICT,
    RelationKind.FIGURES_DIFFER,
    RelationKind.AGREE,
    RelationKind.NOT_COMPARABLE,
    RelationKind.ONLY,
)
"""What a point is when its claims relate in several ways, and the order in which points are shown."""

LARGEST = 4
"""Claims of one account that a point may hold: beyond, it is a theme and not one thing."""

LONGEST_LABEL = 90
"""Characters of a label: one line of a terminal."""

Pairs = Mapping[tuple[str, str], Finding]


def find_points(
    extractions: Sequence[Extraction],
    origins: Sequence[Sequence[str]],
    copies: Sequence[Copy] = (),
    memory: Memory | None = None,
) -> tuple[Point, ...]:
    """The points of several extractions, what is disputed first, then what is shared, then what one account
    tells alone.

    Nothing in a point depends on the order of the extractions but the order of its stands. All pairs of accounts are
    compared that `memory` does not know; near linear in the claims of a pair.
    """
    order = [extraction.account.id for extraction in extractions]
    ordered = sorted(extractions, key=lambda extraction: extraction.account.id)
    times = complete_times(
        {extraction.account.id: extraction.times for extraction in ordered},
        {extraction.account.id: extraction.account.published for extraction in ordered},
        links=cited_days(ordered),
    )
    facts = [fact for extraction in ordered for fact in read_facts(extraction, times[extraction.account.id])]
    known = {fact.id: fact for fact in facts}
    turned = turned_sentences(extractions, copies)
    digests = {e.account.id: account_digest(e, times[e.account.id]) for e in ordered}
    pairs = {
        names: finding
        for names, finding in find_findings(facts, digests, memory).items()
        if finding.kind is not RelationKind.AGREE or not is_turned(known[names[0]], known[names[1]], turned)
    }
    groups = _group(pairs, known)
    alone = _alone(facts, {name for group in groups for name in group})
    points = [_point(group, pairs, known, order, origins) for group in [*groups, *alone]]
    return tuple(sorted(points, key=lambda point: _rank(point, known)))


def _group(pairs: Pairs, known: Mapping[str, Fact]) -> list[tuple[str, ...]]:
    """Claims joined into points, the strongest pairs first; most pairs across a point must be related themselves."""
    home: dict[str, int] = {}
    groups: dict[int, set[str]] = {}
    for (left, right), _ in sorted(pairs.items(), key=lambda item: (-item[1].strength, item[0])):
        for name in (left, right):
            if name not in home:
                home[name] = len(home)
                groups[home[name]] = {name}
        a, b = sorted((home[left], home[right]))
        if a != b and _belong_together(groups[a], groups[b], pairs, known):
            for name in groups.pop(b):
                home[name] = a
                groups[a].add(name)
    return sorted(tuple(sorted(group)) for group in groups.values() if len(group) > 1)


def _belong_together(one: set[str], other: set[str], pairs: Pairs, known: Mapping[str, Fact]) -> bool:
    together = one | other
    by_account: dict[str, int] = defaultdict(int)
    for name in together:
        by_account[known[name].account] += 1
    if max(by_account.values()) > LARGEST:
        return False
    across = [(a, b) for a in one for b in other if known[a].account != known[b].account]
    linked = sum(1 for a, b in across if (a, b) in pairs or (b, a) in pairs)
    return bool(across) and linked * 2 > len(across) and _one_thing(one, other, pairs)


def _one_thing(one: set[str], other: set[str], pairs: Pairs) -> bool:
    """Whether no two groups meet that are only loosely alike: what cannot be compared joins nothing larger."""
    if len(one) == 1 and len(other) == 1:
        return True
    kinds = {pairs[pair].kind for a in one for b in other for pair in ((a, b), (b, a)) if pair in pairs}
    return RelationKind.NOT_COMPARABLE not in kinds


def _alone(facts: Sequence[Fact], taken: set[str]) -> list[tuple[str, ...]]:
    """The claims that are in no point, one point for each stretch of words: voices on one content stay together."""
    groups: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    for fact in facts:
        if fact.id not in taken:
            groups[fact.account, fact.claim.span.start, fact.claim.span.end].append(fact.id)
    return [tuple(sorted(names)) for _, names in sorted(groups.items())]


def _point(
    group: Sequence[str],
    pairs: Pairs,
    known: Mapping[str, Fact],
    order: Sequence[str],
    origins: Sequence[Sequence[str]],
) -> Point:
    inside = {pair: pairs[pair] for a in group for b in group if (pair := (a, b)) in pairs}
    relation = _relation(inside, known)
    facts = [known[name] for name in group]
    disputed = relation is RelationKind.CONFLICT
    stands = tuple(_stand(account, [f for f in facts if f.account == account], facts, disputed) for account in order)
    speaking = [stand.account for stand in stands if stand.stand is not StandKind.SILENT]
    return Point(
        id=blake2b("|".join(sorted(group)).encode(), digest_size=6).hexdigest(),
        label=_label(facts),
        relation=relation,
        stands=stands,
        origins=count_origins(origins, speaking),
        reasons=_reasons(inside, relation),
    )


def _relation(inside: Pairs, known: Mapping[str, Fact]) -> RelationKind:
    """What a point is: a conflict where any two claims conflict, else the gravest of what the pairs of accounts are.

    A pair of accounts is what the strongest pair of its claims is: where they give the same figure for one
    thing, another
    figure in the same claims does not set them apart.
    """
    if any(finding.kind is RelationKind.CONFLICT for finding in inside.values()):
        return RelationKind.CONFLICT
    strongest: dict[frozenset[str], tuple[float, RelationKind]] = {}
    for (left, right), finding in sorted(inside.items()):
        accounts = frozenset((known[left].account, known[right].account))
        if accounts not in strongest or finding.strength > strongest[accounts][0]:
            strongest[accounts] = (finding.strength, finding.kind)
    return min((kind for _, kind in strongest.values()), key=ORDER.index, default=RelationKind.ONLY)


def _reasons(inside: Pairs, relation: RelationKind) -> tuple[Reason, ...]:
    """The reasons of the findings that made the relation, the strongest first, each once."""
    findings = sorted(
        ((pair, finding) for pair, finding in inside.items() if finding.kind == relation),
        key=lambda item: (-item[1].strength, item[0]),
    )
    reasons: dict[tuple[object, ...], Reason] = {}
    for _, finding in findings:
        for reason in finding.reasons:
            reasons.setdefault((reason.code, reason.passages), reason)
    return tuple(reasons.values())


def _stand(account: str, facts: Sequence[Fact], group: Sequence[Fact], disputed: bool) -> Stand:
    """What one account does with a point, by what its author does: a reported claim is not asserted.

    A claim whose own words negate (`aucun blessé`) is asserted as it stands; it denies where the point is about what it
    negates. A claim that its author rejects (`c'est une fable`) is denied anywhere.
    """
    if not facts:
        return Stand(account, StandKind.SILENT)
    claims = tuple(sorted({fact.id for fact in facts}))
    author = [fact for fact in facts if fact.claim.voice.kind is VoiceKind.AUTHOR]
    turned = disputed and any(not fact.denied for fact in group)
    if any(fact.denied and (turned or is_rejected(fact)) for fact in author):
        return Stand(account, StandKind.DENIES, claims)
    if any(not is_hedged(fact.claim) for fact in author):
        return Stand(account, StandKind.ASSERTS, claims)
    return Stand(account, StandKind.HEDGES, claims)


def _label(facts: Sequence[Fact]) -> str:
    """The shortest claim that says the point, in its own words: rather a plain assertion than a denial."""
    best = min(facts, key=lambda fact: (len(fact.terms) < 2, fact.denied, len(fact.text), fact.text, fact.id))
    words = " ".join(best.text.split())
    if len(words) <= LONGEST_LABEL:
        return words
    return words[: words.rfind(" ", 20, LONGEST_LABEL)] if " " in words[20:LONGEST_LABEL] else words[:LONGEST_LABEL]


def _rank(point: Point, known: Mapping[str, Fact]) -> tuple[object, ...]:
    """Disputed, shared, alone; within, by how many accounts speak; then by content, never by the order of accounts."""
    speaking = sum(1 for stand in point.stands if stand.stand is not StandKind.SILENT)
    first = min((name for stand in point.stands for name in stand.claims), default="")
    at = known[first].claim.span if first else None
    return ORDER.index(point.relation), -speaking, -point.origins, known[first].account if first else "", at, point.id
