"""Marks that the machine missed: the page that takes their words and their values, and the forms behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Form, HTTPException, Query
from markupsafe import Markup
from starlette.responses import Response

from contrechamp.model import Account, ActorKind, Certainty, Extraction, Quantity, Span, VoiceKind
from contrechamp.serve.here import Here, HereNow
from contrechamp.serve.pages import redirect
from contrechamp.serve.views.correcting import Seen, Why, change
from contrechamp.serve.views.desk import Desk
from contrechamp.serve.views.fixing import Bound, Short, actor_named, number
from contrechamp.serve.views.kept import desk_of, show, state
from contrechamp.serve.views.marks import DRAWN, LAYERS, choices, known
from contrechamp.serve.views.spans import Step, around, steps
from contrechamp.show.index import label
from contrechamp.show.marked import Mark, render
from contrechamp.store import AddActor, AddClaim, AddDate, AddFigure, AddTechnique, Change

router = APIRouter()

Offset = Annotated[int, Form()]
Name = Annotated[str, Form(max_length=300)]


@dataclass(frozen=True, slots=True)
class NewMark:
    """Words that are to be marked, in the stretch around them; `figure` and `timex` are what can be read in them."""

    account: str
    letter: str
    name: str
    language: str
    layer: str
    words: str
    text: Markup
    from_: int
    start: int
    end: int
    steps: tuple[Step, ...]
    figure: Quantity | None
    timex: str


@router.get("/d/{dossier}/marks/new", summary="Words that the machine left unmarked")
def new_mark(
    here: HereNow,
    a: Annotated[str, Query(max_length=300)],
    start: Annotated[int, Query(ge=0)],
    end: Annotated[int, Query(ge=1)],
    layer: Annotated[Literal["claim", "quantity", "time", "actor", "technique"], Query()] = "claim",
) -> Response:
    """`a`: the account; `start`, `end`: the words, half-open code points of its text; `layer`: what they are."""
    found = state(here)
    desk = desk_of(here, found)
    extraction = next((e for e in found.comparison.extractions if e.account.id == a), None)
    if extraction is None or not start < end <= len(extraction.account.text):
        raise HTTPException(404)
    return show(
        here, found, "new-mark.html", desk=desk, mark=_view(desk, extraction, Span(start, end), layer),
        layers=[(each, DRAWN[each]) for each in LAYERS], known=known(desk), **choices(desk),
    )  # fmt: skip


def _view(desk: Desk, extraction: Extraction, span: Span, layer: str) -> NewMark:
    account = extraction.account
    stretch = around(extraction.sentences, len(account.text), span)
    marks = [Mark(span.start, span.end, f"{DRAWN[layer]} tried", id="tried")]
    figure, timex = _read(account, account.text[span.start : span.end], layer)
    return NewMark(
        account.id, desk.ix.letters[account.id], label(account), account.language, layer,
        account.text[span.start : span.end], render(account.text, stretch.start, stretch.end, marks), stretch.start,
        span.start, span.end, steps(account.text, span), figure, timex,
    )  # fmt: skip


def _read(account: Account, words: str, layer: str) -> tuple[Quantity | None, str]:
    """The figure or the date that the words by themselves are read as, to begin with."""
    from contrechamp.api import find_quantities, find_times

    if layer == "quantity":
        return next(iter(find_quantities(words, account.language)), None), ""
    if layer == "time":
        found = find_times(words, account.language, account.published)
        return None, found[0].timex if found else ""
    return None, ""


@router.post("/d/{dossier}/marks/new/claim", summary="These words are a claim")
def add_claim(  # noqa: PLR0913, PLR0917 (each is a field of the form)
    here: HereNow, account: Short, start: Offset, end: Offset, kind: Annotated[VoiceKind, Form()],
    certainty: Annotated[Certainty, Form()], name: Name = "", why: Why = "", seen: Seen = None,
) -> Response:  # fmt: skip
    """An author has no name."""
    said = None if kind is VoiceKind.AUTHOR else name.strip() or None
    return _keep(here, AddClaim(account, start, end, kind, said, None, certainty), why, seen)


@router.post("/d/{dossier}/marks/new/quantity", summary="These words are a figure")
def add_figure(  # noqa: PLR0913, PLR0917 (each is a field of the form)
    here: HereNow, account: Short, start: Offset, end: Offset, low: Bound = "", high: Bound = "", unit: Short = "",
    counted: Short = "", per: Short = "", approximate: Annotated[Literal["", "1"], Form()] = "", why: Why = "",
    seen: Seen = None,
) -> Response:  # fmt: skip
    """Bounds as they are written in French or English; empty where a side is open."""
    made = AddFigure(
        account, start, end, number(low), number(high), unit.strip() or None, counted.strip() or None, per or None,
        approximate == "1",
    )  # fmt: skip
    return _keep(here, made, why, seen)


@router.post("/d/{dossier}/marks/new/time", summary="These words say when")
def add_date(
    here: HereNow, account: Short, start: Offset, end: Offset, timex: Annotated[str, Form(max_length=60)],
    why: Why = "", seen: Seen = None,
) -> Response:  # fmt: skip
    """A TIMEX3 value: `2025-03-04`, `2025-03`, `P2Y` …"""
    return _keep(here, AddDate(account, start, end, timex.strip()), why, seen)


@router.post("/d/{dossier}/marks/new/actor", summary="These words mention somebody")
def add_actor(  # noqa: PLR0913, PLR0917 (each is a field of the form)
    here: HereNow, account: Short, start: Offset, end: Offset,
    name: Annotated[str, Form(min_length=1, max_length=200)],
    kind: Annotated[ActorKind, Form()] = ActorKind.PERSON, why: Why = "", seen: Seen = None,
) -> Response:  # fmt: skip
    """An actor that the dossier knows by that name, else a new one."""
    return _keep(here, AddActor(account, start, end, *actor_named(here, name, kind)), why, seen)


@router.post("/d/{dossier}/marks/new/technique", summary="These words push the reader")
def add_technique(
    here: HereNow, account: Short, start: Offset, end: Offset, name: Short, why: Why = "", seen: Seen = None
) -> Response:
    """`name`: a technique of SemEval-2023."""
    return _keep(here, AddTechnique(account, start, end, name), why, seen)


def _keep(here: Here, made: Change, why: str, seen: int | None) -> Response:
    """Keeps the mark and leads to its page."""
    number_ = change(here, made, why, seen).number
    mark = next(each.id for each in state(here).placed if each.entry.number == number_)
    return redirect(f"/d/{here.dossier.id}/marks/{mark}")
