"""Marks that people add where the machine marked nothing: put among the machine's, so that all else treats them alike.

An added mark has the values that its correction gave it, and the rule `person` as its evidence. Where the machine has
come to mark the very same words, what the person said stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from contrechamp.errors import Said
from contrechamp.extract.techniques import voice_over
from contrechamp.model import (
    Account,
    Actor,
    ActorKind,
    Claim,
    Comparison,
    Evidence,
    Extraction,
    Mode,
    Quantity,
    Span,
    Technique,
    Time,
    TimeKind,
    Via,
    Voice,
    VoiceKind,
    record_id,
)
from contrechamp.store.anchors import LAYERS, Mark, Texts, current, tell_apart
from contrechamp.store.changes import AddActor, AddClaim, AddDate, AddFigure, AddTechnique
from contrechamp.store.journal import Event
from contrechamp.store.marks import NO_ACCOUNT, NO_WORDS, kind_of_timex
from contrechamp.store.timex import bounds

PERSON = "person"
"""The rule of a mark that a person made, in its evidence."""

Addition = AddClaim | AddFigure | AddDate | AddActor | AddTechnique

LAYER_OF: Mapping[type, str] = {
    AddClaim: "claim",
    AddFigure: "quantity",
    AddDate: "time",
    AddActor: "actor",
    AddTechnique: "technique",
}
"""Kind of addition → the layer that its mark is in."""

_HOLDS = {"quantity": "quantities", "time": "times", "actor": "actors"}
"""Layers whose marks a claim holds → the field of the claim."""


@dataclass(slots=True)
class Added:
    """The machine's comparison with the added marks in it; its points are untouched.

    `touched` are the ids of claims that hold an added mark, `alone` those of the added claims, which stand in no
    point yet. `at` gives the account, layer and mark of each addition, `lost` why there is none.
    """

    comparison: Comparison
    touched: set[str] = field(default_factory=set)
    alone: list[str] = field(default_factory=list)
    at: dict[int, tuple[str, str, Mark]] = field(default_factory=dict)
    lost: dict[int, Said] = field(default_factory=dict)


def add_marks(machine: Comparison, events: Sequence[Event], later: Mapping[str, str | None], texts: Texts) -> Added:
    """`machine` with what `events` add, each on its words as they stand now. O(additions × marks of an account)."""
    made = Added(machine)
    held = {extraction.account.id: extraction for extraction in machine.extractions}
    for event in events:
        anchor = event.anchors[0]
        account = current(anchor.account, later)
        if account is None or account not in held:
            made.lost[event.number] = NO_ACCOUNT
            continue
        span = texts.find(anchor, held[account].account)
        if span is None:
            made.lost[event.number] = NO_WORDS
            continue
        assert isinstance(event.change, Addition)
        mark = mark_of(event.change, span, held[account])
        held[account] = _with(held[account], anchor.layer, mark, made)
        made.at[event.number] = account, anchor.layer, mark
    if made.at:
        extractions = tuple(held[extraction.account.id] for extraction in machine.extractions)
        made.comparison = replace(machine, extractions=extractions)
    return made


def mark_of(change: Addition, span: Span, extraction: Extraction) -> Mark:
    """The mark that an addition makes on these words of the account."""
    account = extraction.account.id
    match change:
        case AddClaim():
            return _claim(change, span, extraction)
        case AddFigure():
            return Quantity(
                record_id(account, "quantity", span), span, span, change.low, change.high, change.unit,
                change.counted, change.per, change.approximate,
            )  # fmt: skip
        case AddDate(timex=timex):
            earliest, latest = bounds(timex) or (None, None)
            kind = kind_of_timex(timex, TimeKind.DATE)
            return Time(record_id(account, "time", span), span, kind, timex, earliest, latest)
        case AddActor(key=key, name=name):
            kind_of_actor = ActorKind(key.partition(":")[0])
            return Actor(record_id(account, "actor", span, key), span, name, key, kind_of_actor, Via.NAME)
        case AddTechnique(name=name):
            voice = voice_over(span, extraction.claims)
            return Technique(
                record_id(account, "technique", span, name), span, name, voice, Evidence(f"{name}/{PERSON}", (span,))
            )


def _claim(change: AddClaim, span: Span, extraction: Extraction) -> Claim:
    voice = Voice(change.kind, change.name, change.actor)
    author = change.kind is VoiceKind.AUTHOR
    account = extraction.account.id
    return Claim(
        id=record_id(account, "claim", span, f"{change.kind}|{change.name or ''}|"),
        span=span,
        voice=voice,
        mode=Mode.AUTHOR if author else _mode(extraction.account, span),
        certainty=change.certainty,
        actors=_inside(extraction.actors, span),
        times=_inside(extraction.times, span),
        quantities=_inside(extraction.quantities, span),
        evidence=Evidence(PERSON),
    )


def _mode(account: Account, span: Span) -> Mode:
    """Words between quotation marks are given as they were said."""
    before, after = account.text[: span.start].rstrip()[-1:], account.text[span.end :].lstrip()[:1]
    quoted = bool(before) and before in '«“"‘' and bool(after) and after in '»”"’'
    return Mode.DIRECT if quoted else Mode.INDIRECT


def _inside(marks: Sequence[Actor | Time | Quantity], span: Span) -> tuple[str, ...]:
    return tuple(mark.id for mark in marks if span.start <= mark.span.start and mark.span.end <= span.end)


def _with(extraction: Extraction, layer: str, mark: Mark, made: Added) -> Extraction:
    """The extraction with the mark in its place, and in every claim whose words hold it."""
    name = LAYERS[layer]
    others = [held for held in getattr(extraction, name) if not _same(held, mark)]
    replaced = {held.id for held in getattr(extraction, name)} - {held.id for held in others}
    lists: dict[str, Any] = {name: tuple(sorted([*others, mark], key=_order))}
    extraction = replace(extraction, **lists)
    if isinstance(mark, Claim):
        if not replaced:
            made.alone.append(mark.id)
        return extraction
    if layer not in _HOLDS:
        return extraction
    claims = tuple(_holding(claim, _HOLDS[layer], mark, replaced) for claim in extraction.claims)
    made.touched |= {new.id for old, new in zip(extraction.claims, claims, strict=True) if new is not old}
    return replace(extraction, claims=claims)


def _order(mark: Mark) -> tuple[int, int]:
    """As the machine orders its marks: of claims that begin together the longest stands first."""
    return mark.span.start, -mark.span.end if isinstance(mark, Claim) else mark.span.end


def _same(held: Mark, mark: Mark) -> bool:
    return held.id == mark.id or (held.span == mark.span and tell_apart(held) == tell_apart(mark))


def _holding(claim: Claim, field_: str, mark: Mark, replaced: set[str]) -> Claim:
    if not (claim.span.start <= mark.span.start and mark.span.end <= claim.span.end):
        return claim
    held: dict[str, Any] = {field_: (*(name for name in getattr(claim, field_) if name not in replaced), mark.id)}
    return replace(claim, **held)
