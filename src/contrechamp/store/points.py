"""People's corrections of points, applied to the machine's: which claims stand together, and how they relate.

What people put together stays together: a decided point is found again by its claims' words, wherever the machine has
put them since. It no longer fits once an account that spoke in it has none of its claims left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from contrechamp.compare.given import judge_given
from contrechamp.compare.origins import count_origins
from contrechamp.compare.points import ORDER
from contrechamp.errors import Said, said
from contrechamp.model import Claim, Comparison, Extraction, Point, RelationKind, Stand, StandKind, VoiceKind
from contrechamp.store.anchors import Texts
from contrechamp.store.changes import JudgePoint, MergePoints, SetRelation, SplitPoint, Verdict
from contrechamp.store.journal import Event
from contrechamp.store.marks import NO_ACCOUNT, locate

GONE = said("an account that spoke in it no longer says it so", "un récit qui s’y prononçait ne le dit plus ainsi")
ALONE = said("only one of its accounts is left", "il n’en reste qu’un récit")
TOGETHER = said("its claims stand in different points now", "ses affirmations sont maintenant dans d’autres points")


@dataclass(eq=False, slots=True)
class Group:
    """The claims of one point while corrections are applied. `was` is the machine's point that it began as."""

    id: str
    claims: list[str]
    was: Point | None = None
    pinned: RelationKind | None = None
    merged: list[RelationKind] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Groups:
    """All groups, and the one that each claim is in."""

    all: list[Group]
    home: dict[str, Group] = field(default_factory=dict)

    def settle(self, group: Group) -> None:
        """The group's claims are in it."""
        self.home |= dict.fromkeys(group.claims, group)


@dataclass(slots=True)
class Pointed:
    """Points with people's corrections in them; for each correction the point it is about, or why there is none."""

    points: tuple[Point, ...] = ()
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    at: dict[int, str] = field(default_factory=dict)
    grown: set[int] = field(default_factory=set)
    lost: dict[int, Said] = field(default_factory=dict)


def correct_points(
    machine: Comparison,
    corrected: Sequence[Extraction],
    touched: set[str],
    events: Sequence[Event],
    later: Mapping[str, str | None],
    texts: Texts,
    alone: Sequence[str] = (),
) -> Pointed:
    """The points of `machine` over the corrected extractions, with the corrections of `events`, in their order.

    `alone` are ids of claims that stand in no point of the machine's: each begins as one of its own.
    """
    there = {claim.id: e.account.id for e in corrected for claim in e.claims}
    groups = Groups(
        [
            Group(point.id, [claim for stand in point.stands for claim in stand.claims if claim in there], point)
            for point in machine.points
        ]
        + [Group(_id([claim]), [claim]) for claim in alone if claim in there]
    )
    for group in groups.all:
        groups.settle(group)
    made = Pointed()
    by_account = {extraction.account.id: extraction for extraction in machine.extractions}
    meant: dict[int, tuple[Event, Group, set[str]]] = {}
    for event in events:
        found = _claims(event, by_account, later, there, texts)
        if isinstance(found, Said):
            made.lost[event.number] = found
            continue
        about = _apply(event, found, groups, there, made)
        if isinstance(about, Said):
            made.lost[event.number] = about
        else:
            meant[event.number] = event, about, {name for _, name in found}
    grown = _look_for_growth(meant, made)
    made.points = _points(groups.all, machine, corrected, touched, grown)
    for number, (_, group, _) in meant.items():
        made.at[number] = group.id
    return made


def _claims(
    event: Event,
    by_account: Mapping[str, Extraction],
    later: Mapping[str, str | None],
    there: Mapping[str, str],
    texts: Texts,
) -> list[tuple[str, str]] | Said:
    """The claims that a correction is about, each with its role; why it no longer fits where it does not."""
    found: list[tuple[str, str]] = []
    spoke: set[str] = set()
    speaks: set[str] = set()
    for anchor in event.anchors:
        at = locate(anchor, by_account, later, texts)
        if at is NO_ACCOUNT:
            continue
        spoke.add(anchor.account)
        if not isinstance(at, Said) and at[2].id in there and at[2].id not in {name for _, name in found}:
            found.append((anchor.role, at[2].id))
            speaks.add(anchor.account)
    if spoke - speaks or not found:
        return GONE if spoke else NO_ACCOUNT
    accounts = {there[name] for _, name in found}
    alone = event.before == RelationKind.ONLY and not isinstance(event.change, MergePoints)
    return ALONE if len(accounts) < 2 and not alone else found


def _apply(
    event: Event, found: Sequence[tuple[str, str]], groups: Groups, there: Mapping[str, str], made: Pointed
) -> Group | Said:
    names = [name for _, name in found]
    group = _home(names[:1] if isinstance(event.change, MergePoints) else names, groups)
    if group is None:
        return GONE
    match event.change:
        case JudgePoint(verdict=Verdict.REJECT):
            made.verdicts[group.id] = Verdict.REJECT
            return _dissolve(group, names, groups, there)
        case SplitPoint():
            return _split(group, [name for role, name in found if role == "leaving"], groups)
        case JudgePoint(point=name, verdict=verdict):
            if verdict is Verdict.ACCEPT:
                _gather(group, names, groups, name)
                group.pinned = RelationKind(event.before) if event.before else None
            made.verdicts[group.id] = verdict
        case SetRelation(point=name, relation=relation):
            _gather(group, names, groups, name)
            group.pinned = relation
        case MergePoints(points=points, relation=relation):
            _gather(group, names, groups, points[0])
            group.pinned = relation or group.pinned
    return group


def _home(names: Sequence[str], groups: Groups) -> Group | None:
    """The group that holds most of these claims; of several, the one that holds the first of them."""
    homes = [groups.home[name] for name in names if name in groups.home]
    return max(homes, key=lambda group: sum(other is group for other in homes), default=None)


def _gather(group: Group, names: Sequence[str], groups: Groups, name: str) -> None:
    """These claims into one group, out of all others; a group that loses all its claims is gone.

    The group keeps the name that people know it by, so that links to it last.
    """
    others: dict[int, Group] = {}
    for claim in names:
        other = groups.home.get(claim, group)
        if other is not group:
            others[id(other)] = other
            other.claims.remove(claim)
    for other in others.values():
        if other.was is not None:
            group.merged.append(other.pinned or other.was.relation)
        if not other.claims:
            groups.all.remove(other)
    group.claims += [claim for claim in names if claim not in group.claims]
    groups.settle(group)
    if all(other.id != name for other in groups.all):
        group.id = name


def _dissolve(group: Group, names: Sequence[str], groups: Groups, there: Mapping[str, str]) -> Group:
    """The claims stand apart, one group an account; what others have joined since stays together."""
    rest = [name for name in group.claims if name not in names]
    parts: dict[str, list[str]] = {}
    for name in names:
        if name in group.claims:
            parts.setdefault(there[name], []).append(name)
    group.claims = rest
    fresh = [Group(_id(claims), claims) for claims in parts.values()]
    if not rest:
        groups.all.remove(group)
    for part in fresh:
        groups.all.append(part)
        groups.settle(part)
    return group if rest else fresh[0]


def _split(group: Group, leaving: Sequence[str], groups: Groups) -> Group | Said:
    out = [name for name in group.claims if name in leaving]
    if not out:
        return TOGETHER
    if len(out) == len(group.claims):  # the machine has set them apart by itself
        return group
    group.claims = [name for name in group.claims if name not in out]
    made = Group(_id(out), out, None, group.pinned, [group.was.relation] if group.was else [])
    groups.all.append(made)
    groups.settle(made)
    return made


def _id(claims: Sequence[str]) -> str:
    return blake2b("|".join(sorted(claims)).encode(), digest_size=6).hexdigest()


def _look_for_growth(meant: Mapping[int, tuple[Event, Group, set[str]]], made: Pointed) -> set[str]:
    """The ids of decided points that hold claims that none of their corrections was about."""
    found = set()
    seen: dict[int, set[str]] = {}
    for _, group, names in meant.values():
        seen.setdefault(id(group), set()).update(names)
    for number, (event, group, _) in meant.items():
        taken_apart = isinstance(event.change, JudgePoint) and event.change.verdict is Verdict.REJECT
        decided = isinstance(event.change, JudgePoint | SetRelation) and not taken_apart
        if decided and not set(group.claims) <= seen[id(group)]:
            made.grown.add(number)
            found.add(group.id)
    return found


def _points(
    groups: Sequence[Group], machine: Comparison, corrected: Sequence[Extraction], touched: set[str], grown: set[str]
) -> tuple[Point, ...]:
    """The groups as points, in the machine's order of relations; only those that changed are judged anew."""
    claims = {claim.id: claim for e in corrected for claim in e.claims}
    changed = [group for group in groups if group.claims and _is_changed(group, touched)]
    judged = judge_given([group.claims for group in changed], corrected, machine.origins, machine.copies)
    fresh = {id(group): point for group, point in zip(changed, judged, strict=True)}
    points = []
    for group in groups:
        if not group.claims:
            continue
        point = _whole(group, fresh[id(group)], machine, corrected, claims) if id(group) in fresh else group.was
        assert point is not None
        points.append(_pinned(group, point, group.id in grown))
    return tuple(sorted(points, key=lambda point: ORDER.index(point.relation)))


def _is_changed(group: Group, touched: set[str]) -> bool:
    before = [claim for stand in group.was.stands for claim in stand.claims] if group.was else None
    same = before is not None and sorted(before) == sorted(group.claims) and group.was and group.was.id == group.id
    return not same or bool(touched & set(group.claims))


def _whole(
    group: Group,
    judged: Point | None,
    machine: Comparison,
    corrected: Sequence[Extraction],
    claims: Mapping[str, Claim],
) -> Point:
    """A point judged anew, under its own id and label, with the claims that the rules could not weigh."""
    stands = tuple(_stand(e, group, judged, claims) for e in corrected)
    speaking = [stand.account for stand in stands if stand.stand is not StandKind.SILENT]
    return Point(
        id=group.id,
        label=group.was.label if group.was else judged.label if judged else _label(corrected, group, claims),
        relation=_relation(group, judged, len(speaking)),
        stands=stands,
        origins=count_origins(machine.origins, speaking),
        reasons=judged.reasons if judged else (),
    )


def _stand(extraction: Extraction, group: Group, judged: Point | None, claims: Mapping[str, Claim]) -> Stand:
    own = tuple(sorted(claim.id for claim in extraction.claims if claim.id in group.claims))
    account = extraction.account.id
    if not own:
        return Stand(account, StandKind.SILENT)
    for stand in judged.stands if judged else ():
        if stand.account == account and stand.stand is not StandKind.SILENT:
            return replace(stand, claims=own)
    author = any(claims[name].voice.kind is VoiceKind.AUTHOR for name in own)
    return Stand(account, StandKind.ASSERTS if author else StandKind.HEDGES, own)


def _relation(group: Group, judged: Point | None, speaking: int) -> RelationKind:
    """What the rules say; where they find nothing between claims that people hold together, what stood there before."""
    if speaking < 2:
        return RelationKind.ONLY
    if judged is not None and judged.relation is not RelationKind.ONLY:
        return judged.relation
    before = [*group.merged, *([group.was.relation] if group.was else [])]
    known = [relation for relation in before if relation is not RelationKind.ONLY]
    return min(known, key=ORDER.index, default=RelationKind.NOT_COMPARABLE)


def _pinned(group: Group, point: Point, grown: bool) -> Point:
    """The point as people decided it, unless fewer than two accounts are left to relate.

    One that has grown shows the graver of what they decided and what the rules say now: a pin hides no new conflict.
    """
    speaking = sum(stand.stand is not StandKind.SILENT for stand in point.stands)
    if group.pinned is None or (speaking < 2) != (group.pinned is RelationKind.ONLY):
        return point
    relation = min(group.pinned, point.relation, key=ORDER.index) if grown else group.pinned
    return point if point.relation is relation else replace(point, relation=relation)


def _label(corrected: Sequence[Extraction], group: Group, claims: Mapping[str, Claim]) -> str:
    texts = {claim.id: e.account.text for e in corrected for claim in e.claims if claim.id in group.claims}
    spans = [texts[name][claims[name].span.start : claims[name].span.end] for name in group.claims]
    return " ".join(min(spans, key=lambda words: (len(words), words)).split())[:90]
