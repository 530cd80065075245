"""One mark: its words in their sentence, what was read in them, and what the forms that correct it may offer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from markupsafe import Markup
from starlette.responses import Response

from contrechamp.model import (
    Actor,
    ActorKind,
    Certainty,
    Claim,
    Comparison,
    Extraction,
    Quantity,
    Span,
    Technique,
    Time,
    VoiceKind,
)
from contrechamp.serve.here import Here, HereNow
from contrechamp.serve.pages import redirect
from contrechamp.serve.views.desk import Desk
from contrechamp.serve.views.kept import desk_of, entries_of, show, state
from contrechamp.serve.views.people_said import done_to, notes_of
from contrechamp.serve.views.spans import Step, around, steps
from contrechamp.show.index import label
from contrechamp.show.marked import Mark, render
from contrechamp.show.strings import techniques
from contrechamp.show.values import say_quantity, say_time
from contrechamp.store import Reviewed
from contrechamp.store.adding import Addition, mark_of

router = APIRouter()

Record = Claim | Quantity | Time | Actor | Technique
LAYERS = ("claim", "quantity", "time", "actor", "technique")
DRAWN = {"claim": "claim", "quantity": "figure", "time": "time", "actor": "actor", "technique": "technique"}
"""Layer → the kind of mark that the texts show."""


@dataclass(frozen=True, slots=True)
class MarkPage:
    """One mark. `text` is the stretch around it with its words marked; `start` and `end` are what a form would keep."""

    id: str
    layer: str
    kind: str
    record: Record
    account: str
    letter: str
    name: str
    language: str
    words: str
    value: str
    rule: str
    score: str
    text: Markup
    from_: int
    start: int
    end: int
    changed: bool
    steps: tuple[Step, ...]
    rejected: bool
    points: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What a form may offer: voices and actors that the dossier knows, as (key, name)."""

    voices: tuple[str, ...]
    actors: tuple[tuple[str, str], ...]


@router.get("/d/{dossier}/marks/{mark}", summary="One mark: words, value, history, corrections")
def mark_page(
    here: HereNow,
    mark: str,
    start: Annotated[int | None, Query(ge=0)] = None,
    end: Annotated[int | None, Query(ge=1)] = None,
) -> Response:
    """`start`, `end`: other words, tried out before they are kept."""
    found = state(here)
    desk = desk_of(here, found)
    held = find_mark(found.comparison, mark)
    rejected = held is None
    if held is None:
        held = find_mark(found.proposed, mark)
    if held is None:
        return _to_its_words(here, found, mark)
    view = mark_view(desk, held[0], held[1], start, end)
    return show(
        here, found, "mark.html", desk=desk, mark=replace(view, rejected=rejected), known=known(desk),
        done=done_to(here, found, mark), notes=notes_of(found, mark), verdict=found.verdicts.get(mark, ""),
        **choices(desk),
    )  # fmt: skip


def _to_its_words(here: Here, found: Reviewed, mark: str) -> Response:
    """To the words of a mark that somebody added and took back; 404 where there never was one."""
    held = {extraction.account.id: extraction for extraction in found.proposed.extractions}
    for entry in entries_of(here, found):
        change = entry.change
        if isinstance(change, Addition) and change.account in held:
            span = Span(change.start, change.end)
            if mark_of(change, span, held[change.account]).id == mark:
                return redirect(f"/d/{here.dossier.id}/read?s={change.account}:{span.start}:{span.end}")
    raise HTTPException(404)


def choices(desk: Desk) -> dict[str, Any]:
    """What the fields of the forms can be, with its name: certainties, kinds of voices and actors, techniques."""
    return {
        "certainties": [(c.value, desk.words(f"certainty.{c}")) for c in Certainty],
        "voice_kinds": [(k.value, desk.words(f"voice_kind.{k}")) for k in VoiceKind],
        "kinds": list(ActorKind),
        "techniques": [(code, desk.words.known("technique", code)) for code in techniques()],
    }


def marks_of(extraction: Extraction) -> Iterator[tuple[str, Record]]:
    """Every mark of an account with its layer."""
    yield from (("claim", claim) for claim in extraction.claims)
    yield from (("quantity", quantity) for quantity in extraction.quantities)
    yield from (("time", time) for time in extraction.times)
    yield from (("actor", actor) for actor in extraction.actors)
    yield from (("technique", technique) for technique in extraction.techniques)


def find_mark(made: Comparison, id_: str) -> tuple[Extraction, Record] | None:
    """The mark with an id, and the extraction that it is in."""
    return next(
        ((e, record) for e in made.extractions for _, record in marks_of(e) if record.id == id_),
        None,
    )


def mark_view(desk: Desk, extraction: Extraction, record: Record, start: int | None, end: int | None) -> MarkPage:
    """The mark with the words that a form would keep: its own, or those from `start` to `end`."""
    account, own = extraction.account, record.span
    layer = next(layer for layer, held in marks_of(extraction) if held is record)
    tried = Span(start, end) if start is not None and end is not None and start < end <= len(account.text) else own
    stretch = around(
        extraction.sentences, len(account.text), Span(min(own.start, tried.start), max(own.end, tried.end))
    )
    marks = [Mark(tried.start, tried.end, f"{DRAWN[layer]} tried", id="tried")]
    evidence = getattr(record, "evidence", None)
    if evidence:
        marks += [Mark(cue.start, cue.end, "cue") for cue in evidence.cues]
    voice = getattr(record, "voice", None)
    marks += [Mark(span.start, span.end, "voice") for span in (voice.span, voice.cue) if span] if voice else []
    return MarkPage(
        record.id, layer, DRAWN[layer], record, account.id, desk.ix.letters[account.id], label(account),
        account.language, account.text[own.start : own.end], value_of(desk, record),
        evidence.rule if evidence else "",
        desk.words.number(round(evidence.score, 2)) if evidence and evidence.score is not None else "",
        render(account.text, stretch.start, stretch.end, marks), stretch.start, tried.start, tried.end, tried != own,
        steps(account.text, tried), False, _points(desk, record),
    )  # fmt: skip


def _points(desk: Desk, record: Record) -> tuple[tuple[str, str, str, str], ...]:
    """The points that a claim is in: address, relation, sign, name of the relation."""
    return tuple(
        (desk.links.point(row.point.id), row.kind.value, row.symbol, desk.words(f"relation.{row.kind}"))
        for row in desk.rows_of_claim.get(record.id, ())
    )


def value_of(desk: Desk, record: Record) -> str:
    """What was read in the words, as a person says it."""
    if isinstance(record, Quantity):
        return say_quantity(desk.words, record)
    if isinstance(record, Time):
        return say_time(desk.words, record)
    if isinstance(record, Actor):
        return record.name
    if isinstance(record, Technique):
        return desk.words.known("technique", record.name)
    return desk.words(f"certainty.{record.certainty}")


def known(desk: Desk) -> Known:
    """The names that people may choose from."""
    voices = dict.fromkeys(s.name for s in desk.quotes.speakers if s.kind is VoiceKind.NAMED)
    return Known(tuple(voices)[:200], tuple(sorted(desk.ix.names.items(), key=lambda item: item[1].casefold()))[:300])
