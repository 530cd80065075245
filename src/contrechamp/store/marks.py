"""People's corrections of marks, applied to the machine's extractions: where each stands now, what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from contrechamp.errors import Said, said
from contrechamp.model import (
    Actor,
    Argument,
    Claim,
    Extraction,
    Predicate,
    Quantity,
    Span,
    Technique,
    Time,
    TimeKind,
    Voice,
    VoiceKind,
)
from contrechamp.store.anchors import LAYERS, Anchor, Mark, Texts, current, find_mark, layers
from contrechamp.store.changes import (
    Change,
    FixActor,
    FixCertainty,
    FixDate,
    FixFigure,
    FixSpan,
    FixVoice,
    JudgeMark,
    Verdict,
)
from contrechamp.store.journal import Event
from contrechamp.store.timex import bounds

NO_ACCOUNT = said("its account was removed", "son récit a été retiré")
NO_WORDS = said("its words no longer stand in the account", "ses mots ne sont plus dans le récit")
NO_MARK = said("the machine no longer marks these words so", "la machine ne marque plus ainsi ces mots")
NO_SPAN = said(
    "the words that it should have no longer stand in the account",
    "les mots qu’elle devait prendre ne sont plus dans le récit",
)
OTHER_KIND = said("this mark can no longer have such a value", "cette marque ne peut plus avoir une telle valeur")


@dataclass(slots=True)
class Corrected:
    """Extractions with people's corrections in them.

    `touched` are the ids of claims whose figures, times, actors, words, voice or certainty are others than the
    machine's: what they stand in is judged anew. `at` gives the mark that each correction is about, `lost` why it has
    none.
    """

    extractions: tuple[Extraction, ...] = ()
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    at: dict[int, tuple[str, str, Mark]] = field(default_factory=dict)
    lost: dict[int, Said] = field(default_factory=dict)


def correct_marks(
    extractions: Sequence[Extraction], events: Sequence[Event], later: Mapping[str, str | None], texts: Texts
) -> Corrected:
    """The extractions with the corrections of `events`, the later over the earlier. O(corrections + marks)."""
    made = Corrected()
    by_account = {extraction.account.id: extraction for extraction in extractions}
    marks = {mark.id: mark for extraction in extractions for _, mark in layers(extraction)}
    changed: set[str] = set()
    for event in events:
        found = locate(event.anchors[0], by_account, later, texts)
        if isinstance(found, Said):
            made.lost[event.number] = found
            continue
        account, _, mark = found
        made.at[event.number] = found
        if isinstance(event.change, JudgeMark):
            made.verdicts[mark.id] = event.change.verdict
            continue
        fixed = _fixed(marks[mark.id], event, by_account[account], texts)
        if isinstance(fixed, Said):
            made.lost[event.number] = fixed
            del made.at[event.number]
        else:
            marks[mark.id] = fixed
            changed.add(mark.id)
    rejected = {name for name, verdict in made.verdicts.items() if verdict is Verdict.REJECT}
    made.extractions = tuple(_rebuilt(extraction, marks, changed, rejected) for extraction in extractions)
    made.touched = _touched(extractions, changed | rejected) if changed or rejected else set()
    return made


def locate(
    anchor: Anchor, by_account: Mapping[str, Extraction], later: Mapping[str, str | None], texts: Texts
) -> tuple[str, str, Mark] | Said:
    """The account, layer and mark that an anchor is about now, or why there is none."""
    account = current(anchor.account, later)
    if account is None or account not in by_account:
        return NO_ACCOUNT
    extraction = by_account[account]
    mark = find_mark(anchor, extraction, texts)
    if mark is None:
        return NO_WORDS if texts.find(anchor, extraction.account) is None else NO_MARK
    return account, anchor.layer, mark


def _fixed(mark: Mark, event: Event, extraction: Extraction, texts: Texts) -> Mark | Said:
    if isinstance(event.change, FixSpan):
        span = texts.find(event.anchors[1], extraction.account)
        return NO_SPAN if span is None else _moved(mark, span)
    return _valued(mark, event.change)


def _moved(mark: Mark, span: Span) -> Mark:
    """The mark on other words. What the machine read inside the old words goes where the new ones do not hold it."""
    if isinstance(mark, Claim):
        predicate = mark.predicate if mark.predicate and _inside(mark.predicate.span, span) else None
        return replace(mark, span=span, lemmas=(), predicate=predicate)
    if isinstance(mark, Quantity):
        return replace(mark, span=span, number=mark.number if _inside(mark.number, span) else span)
    return replace(mark, span=span)


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _valued(mark: Mark, change: Change | None) -> Mark | Said:
    match change, mark:
        case FixVoice(), Claim() | Technique():
            return replace(mark, voice=_voice(change, mark.voice))
        case FixCertainty(certainty=certainty), Claim():
            return replace(mark, certainty=certainty)
        case FixFigure(), Quantity():
            values = {name: getattr(change, name) for name in _FIGURE}
            return replace(mark, **values)
        case FixDate(timex=timex), Time():
            earliest, latest = bounds(timex) or (None, None)
            return replace(mark, timex=timex, earliest=earliest, latest=latest, kind=kind_of_timex(timex, mark.kind))
        case FixActor(key=key, name=name), Actor():
            return replace(mark, key=key, name=name)
    return OTHER_KIND


_FIGURE = ("low", "high", "unit", "counted", "per", "approximate")


def _voice(change: FixVoice, old: Voice) -> Voice:
    """The voice as corrected; its words and the chain of who reports it stay, but for an author."""
    if change.kind is VoiceKind.AUTHOR:
        return Voice(VoiceKind.AUTHOR)
    return replace(old, kind=change.kind, name=change.name, actor=change.actor, outlet=change.outlet)


def kind_of_timex(timex: str, old: TimeKind) -> TimeKind:
    """The TIMEX3 type that a value has; a set stays one, since its value does not tell."""
    if old is TimeKind.SET:
        return old
    if timex.startswith("P") and not timex.endswith("_REF"):
        return TimeKind.DURATION
    return TimeKind.TIME if "T" in timex else TimeKind.DATE


def _rebuilt(extraction: Extraction, marks: Mapping[str, Mark], changed: set[str], rejected: set[str]) -> Extraction:
    """The extraction with its changed marks in the place of the machine's, without the rejected ones."""
    own = {mark.id for _, mark in layers(extraction)}
    if not own & (changed | rejected):
        return extraction
    lists: dict[str, Any] = {
        name: tuple(marks[mark.id] for mark in getattr(extraction, name) if mark.id not in rejected)
        for name in LAYERS.values()
    }
    renamed = _renamed(extraction, marks, changed & own)
    lists["claims"] = tuple(_claim(claim, rejected, renamed) for claim in lists["claims"])
    return replace(extraction, **lists)


def _renamed(extraction: Extraction, marks: Mapping[str, Mark], changed: set[str]) -> list[tuple[Actor, Actor]]:
    """The mentions that now mean somebody else: as they were, as they are."""
    pairs = [(actor, marks[actor.id]) for actor in extraction.actors if actor.id in changed]
    return [(old, new) for old, new in pairs if isinstance(new, Actor) and (old.key, old.name) != (new.key, new.name)]


def _claim(claim: Claim, rejected: set[str], renamed: Sequence[tuple[Actor, Actor]]) -> Claim:
    if rejected & {*claim.actors, *claim.times, *claim.quantities}:
        claim = replace(
            claim,
            actors=tuple(name for name in claim.actors if name not in rejected),
            times=tuple(name for name in claim.times if name not in rejected),
            quantities=tuple(name for name in claim.quantities if name not in rejected),
        )
    for old, new in renamed:
        claim = replace(
            claim, predicate=_repredicated(claim.predicate, old, new), voice=_revoiced(claim.voice, old, new)
        )
    return claim


def _repredicated(predicate: Predicate | None, old: Actor, new: Actor) -> Predicate | None:
    if predicate is None:
        return None
    arguments = tuple(_reargued(argument, old, new) for argument in predicate.arguments)
    return predicate if arguments == predicate.arguments else replace(predicate, arguments=arguments)


def _reargued(argument: Argument, old: Actor, new: Actor) -> Argument:
    same = argument.actor == old.key and _inside(old.span, argument.span)
    return replace(argument, actor=new.key) if same else argument


def _revoiced(voice: Voice, old: Actor, new: Actor) -> Voice:
    """A voice that speaks through the renamed mention is its."""
    if voice.within is not None:
        voice = replace(voice, within=_revoiced(voice.within, old, new))
    if voice.span is None or voice.actor != old.key or not _inside(old.span, voice.span):
        return voice
    return replace(voice, actor=new.key, name=new.name)


def _touched(extractions: Sequence[Extraction], changed: set[str]) -> set[str]:
    return {
        claim.id
        for extraction in extractions
        for claim in extraction.claims
        if claim.id in changed or changed & {*claim.actors, *claim.times, *claim.quantities}
    }
