"""What a change is about: its anchors, what stood there before, and whether it fits at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from contrechamp.errors import DoesNotFit, NotInDossier, Said, said
from contrechamp.model import (
    Account,
    Actor,
    ActorKind,
    Claim,
    Comparison,
    Extraction,
    Point,
    Quantity,
    RelationKind,
    Span,
    StandKind,
    Technique,
    Time,
    VoiceKind,
)
from contrechamp.store.adding import LAYER_OF, Addition, mark_of
from contrechamp.store.anchors import Anchor, Mark, anchor_mark, anchor_words, layers, tell_apart
from contrechamp.store.changes import (
    AddActor,
    AddClaim,
    AddDate,
    AddFigure,
    AddTechnique,
    Change,
    FixActor,
    FixCertainty,
    FixDate,
    FixFigure,
    FixSpan,
    FixVoice,
    JudgeMark,
    JudgePoint,
    MergePoints,
    Note,
    SetRelation,
    SplitPoint,
)
from contrechamp.store.lines import tell_figure
from contrechamp.store.records import Reviewed
from contrechamp.store.timex import bounds

OF_MARKS = (JudgeMark, FixSpan, FixVoice, FixCertainty, FixFigure, FixDate, FixActor)
OF_ADDED = tuple(LAYER_OF)
OF_POINTS = (JudgePoint, SetRelation, SplitPoint, MergePoints)

_ALLOWED: Mapping[type, tuple[type, ...]] = {
    FixVoice: (Claim, Technique),
    FixCertainty: (Claim,),
    FixFigure: (Quantity,),
    FixDate: (Time,),
    FixActor: (Actor,),
}
"""Which marks can have which fix; a verdict and another span fit every mark."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a change goes and what stood there before."""

    anchors: tuple[Anchor, ...]
    before: str | None = None


def aim(change: Change, review: Reviewed) -> Target:
    """The target of a change, seen from the reviewed comparison. Raises NotInDossier, DoesNotFit."""
    if isinstance(change, OF_MARKS):
        return _at_mark(change, review.proposed, review.comparison)
    if isinstance(change, Addition):
        return _at_words(change, review.proposed)
    if isinstance(change, OF_POINTS):
        return _at_point(change, review.comparison, review.proposed)
    return _at_note(change, review.comparison, review.proposed)


def _at_mark(change: Change, machine: Comparison, shown: Comparison) -> Target:
    """Marks are anchored as they were proposed, so that a correction of a corrected mark finds it too."""
    name: str = getattr(change, "mark")  # noqa: B009
    account, layer, mark = find(machine, name)
    allowed = _ALLOWED.get(type(change))
    if allowed and not isinstance(mark, allowed):
        raise _unfit(f"a {layer} has no such value", f"une marque « {layer} » n’a pas cette valeur", name)
    anchors = [anchor_mark("mark", layer, account, mark)]
    if isinstance(change, FixSpan):
        anchors.append(anchor_words("to", layer, account, _span(change.start, change.end, account)))
    _check(change)
    present = next((held for _, layer_, held in _marks(shown) if held.id == name and layer_ == layer), mark)
    return Target(tuple(anchors), _before(change, present))


def _at_words(change: Addition, proposed: Comparison) -> Target:
    """The words that are to be marked. Two marks of one kind with the same words and the same voice are one."""
    extraction = _extraction(proposed, change.account)
    span = _span(change.start, change.end, extraction.account)
    layer = LAYER_OF[type(change)]
    _check(change)
    mark = mark_of(change, span, extraction)
    twins = (held for held_in, held in layers(extraction) if held_in == layer and held.span == span)
    if any(tell_apart(held) == tell_apart(mark) for held in twins):
        raise _unfit(
            "these words are marked so already; correct that mark",
            "ces mots portent déjà cette marque ; la corriger",
            extraction.account.text[span.start : span.end][:60],
        )
    return Target((anchor_mark("mark", layer, extraction.account, mark),))


def _check(change: Change) -> None:
    if isinstance(change, FixFigure | AddFigure):
        low, high = change.low, change.high
        if low is None and high is None:
            raise _unfit("a figure has a lower or an upper bound", "un chiffre a une borne basse ou haute")
        if not all(value is None or isfinite(value) for value in (low, high)):
            raise _unfit("a figure is finite", "un chiffre est fini")
        if low is not None and high is not None and low > high:
            raise _unfit("the lower bound is above the upper one", "la borne basse dépasse la borne haute")
    if isinstance(change, FixDate | AddDate) and bounds(change.timex) is None:
        raise _unfit(
            "not a date like 2023-09-13, 2023-09 or 2023 (TIMEX3)",
            "ce n’est pas une date comme 2023-09-13, 2023-09 ou 2023 (TIMEX3)",
            change.timex,
        )
    if isinstance(change, FixActor | AddActor) and not (change.key.strip() and change.name.strip()):
        raise _unfit("an actor has a key and a name", "un acteur a une clé et un nom")
    if isinstance(change, AddActor) and change.key.partition(":")[0] not in set(ActorKind):
        known = ", ".join(ActorKind)
        raise _unfit(f"the key begins with none of: {known}", f"la clé ne commence par aucun de : {known}", change.key)
    if isinstance(change, AddTechnique) and not change.name.strip():
        raise _unfit("a technique has a name", "un procédé a un nom")
    if isinstance(change, FixVoice | AddClaim):
        if change.kind is VoiceKind.NAMED and not (change.name and change.name.strip()):
            raise _unfit("a named voice has a name", "une voix nommée a un nom")
        if change.kind is VoiceKind.AUTHOR and (change.name or change.actor):
            raise _unfit("the author's voice has no name of its own", "la voix de l’auteur n’a pas de nom à part")


def _before(change: Change, mark: Mark) -> str | None:
    match change, mark:
        case FixVoice(), Claim() | Technique():
            return mark.voice.name or mark.voice.kind
        case FixCertainty(), Claim():
            return mark.certainty
        case FixFigure(), Quantity():
            return tell_figure(mark)
        case FixDate(), Time():
            return mark.timex
        case FixActor(), Actor():
            return f"{mark.name} ({mark.key})"
    return None


def _at_point(change: Change, shown: Comparison, machine: Comparison) -> Target:
    marks = {mark.id: (account, layer, mark) for account, layer, mark in _marks(machine)}
    names = change.points if isinstance(change, MergePoints) else (getattr(change, "point"),)  # noqa: B009
    points = [_point(shown, name) for name in names]
    if isinstance(change, MergePoints) and len(set(names)) < 2:
        raise _unfit("merging takes two points or more", "réunir demande au moins deux points")
    leaving: Sequence[str] = change.claims if isinstance(change, SplitPoint) else ()
    inside = [claim for point in points for claim in claims_of(point)]
    if isinstance(change, SplitPoint):
        if not set(leaving) <= set(inside):
            raise _unfit(
                "not all of these claims are in the point", "ces affirmations ne sont pas toutes dans le point"
            )
        if not leaving or set(leaving) == set(inside):
            raise _unfit("some claims go and some stay", "des affirmations partent, d’autres restent")
    _relation_fits(change, points)
    anchors = [
        anchor_mark("leaving" if claim in leaving else "claim", "claim", marks[claim][0], marks[claim][2])
        for claim in [*leaving, *(claim for claim in inside if claim not in leaving)]
        if claim in marks
    ]
    return Target(tuple(anchors), points[0].relation)


def _relation_fits(change: Change, points: Sequence[Point]) -> None:
    relation = getattr(change, "relation", None)
    if relation is None:
        return
    speaking = {stand.account for point in points for stand in point.stands if stand.stand is not StandKind.SILENT}
    if (relation is RelationKind.ONLY) != (len(speaking) < 2):
        raise _unfit(
            "this relation takes two accounts or more that speak, and `only` takes one",
            "cette relation demande deux récits ou plus qui parlent, et `only` un seul",
        )


def _at_note(note: Change, shown: Comparison, machine: Comparison) -> Target:
    assert isinstance(note, Note)
    if not note.text.strip():
        raise _unfit("the note is empty", "la note est vide")
    if note.mark is not None:
        account, layer, mark = find(machine, note.mark)
        return Target((anchor_mark("mark", layer, account, mark),))
    if note.point is not None:
        marks = {mark.id: (account, mark) for account, _, mark in _marks(machine)}
        claims = [marks[claim] for claim in claims_of(_point(shown, note.point)) if claim in marks]
        return Target(tuple(anchor_mark("claim", "claim", account, mark) for account, mark in claims))
    if note.account is None:
        return Target(())
    about = _extraction(shown, note.account).account
    if note.start is None or note.end is None:
        return Target((Anchor("account", "account", about.id),))
    return Target((anchor_words("words", "words", about, _span(note.start, note.end, about)),))


def find(comparison: Comparison, name: str) -> tuple[Account, str, Mark]:
    """A mark of a comparison by its id, with its account and layer. Raises NotInDossier."""
    for account, layer, mark in _marks(comparison):
        if mark.id == name:
            return account, layer, mark
    raise _absent("there is no such mark", "cette marque n’y est pas", name)


def _extraction(comparison: Comparison, account: str) -> Extraction:
    for extraction in comparison.extractions:
        if extraction.account.id == account:
            return extraction
    raise _absent("there is no such account", "ce récit n’y est pas", account)


def _marks(comparison: Comparison) -> Iterator[tuple[Account, str, Mark]]:
    for extraction in comparison.extractions:
        yield from ((extraction.account, layer, mark) for layer, mark in layers(extraction))


def _point(comparison: Comparison, name: str) -> Point:
    for point in comparison.points:
        if point.id == name:
            return point
    raise _absent("there is no such point", "ce point n’y est pas", name)


def claims_of(point: Point) -> tuple[str, ...]:
    """The ids of all claims of a point, in the order of its stands."""
    return tuple(claim for stand in point.stands for claim in stand.claims)


def _span(start: int, end: int, account: Account) -> Span:
    if not 0 <= start < end <= len(account.text):
        raise _unfit(
            f"[{start}, {end}) is not a span of this account",
            f"[{start}, {end}) n’est pas un empan de ce récit",
            account.name or account.id,
        )
    return Span(start, end)


def _unfit(english: str, french: str, where: str | None = None) -> DoesNotFit:
    return DoesNotFit(said(english, french), where=where)


def _absent(english: str, french: str, where: str) -> NotInDossier:
    told: Said = said(english, french)
    return NotInDossier(told, where=where, remedy=said("look at what is there now", "regarder ce qui s’y trouve"))
