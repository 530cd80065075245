"""Review: one proposal at a time, what is disputed and unsure first, decided by a key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Query
from starlette.responses import Response

from contrechamp.serve.here import Here, HereNow
from contrechamp.serve.pages import redirect
from contrechamp.serve.views.correcting import Seen, Why, change
from contrechamp.serve.views.desk import Desk
from contrechamp.serve.views.kept import desk_of, entries_of, show, state
from contrechamp.serve.views.marks import MarkPage, find_mark, mark_view
from contrechamp.serve.views.people_said import named, notes_of
from contrechamp.serve.views.points import PointPage, point_view
from contrechamp.store import JudgeMark, JudgePoint, Proposal, Reviewed, Verdict, proposals

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Task:
    """The proposal on screen, and its neighbours in the queue (ids, empty at the ends)."""

    proposal: Proposal
    point: PointPage | None
    mark: MarkPage | None
    at: int
    before: str
    after: str
    verdict: str


@router.get("/d/{dossier}/review", summary="One proposal at a time")
def review(
    here: HereNow, at: Annotated[str, Query(max_length=200)] = "", did: Verdict | None = None, back: bool = False
) -> Response:
    """`at`: the id of a proposal; without it, the first that nobody has decided. `did`: what was just decided.

    `back`: what was undone or redone last comes on screen again.
    """
    found = state(here)
    desk = desk_of(here, found)
    queue = proposals(here.store, here.dossier.id)
    task = task_at(desk, found, queue, taken_back(here, found) if back else at)
    return show(
        here, found, "review.html", desk=desk, task=task, left=len(queue), decided=decided(found), did=did,
        notes=notes_of(found, task.proposal.id) if task else (), back_to=f"/d/{here.dossier.id}/review?back=1",
    )  # fmt: skip


@router.post("/d/{dossier}/review", summary="Decide a proposal, and go to the next")
def decide(
    here: HereNow,
    layer: Annotated[str, Form(max_length=20)],
    id_: Annotated[str, Form(alias="id", max_length=200)],
    verdict: Annotated[Verdict, Form()],
    after: Annotated[str, Form(max_length=200)] = "",
    why: Why = "",
    seen: Seen = None,
) -> Response:
    """`after`: the id of the proposal to show next."""
    change(here, JudgePoint(id_, verdict) if layer == "point" else JudgeMark(id_, verdict), why, seen)
    return redirect(f"/d/{here.dossier.id}/review?did={verdict.value}{'&at=' + after if after.isalnum() else ''}")


def taken_back(here: Here, found: Reviewed) -> str:
    """The id of the mark or point that was undone or redone last; empty for none."""
    entries = {entry.number: entry for entry in entries_of(here, found)}
    last = next((entry for entry in reversed(entries.values()) if entry.of is not None), None)
    about = entries[last.of].change if last and last.of else None
    return next(iter(named(about)), "") if about else ""


def decided(found: Reviewed) -> int:
    """How many marks and points have been accepted or rejected."""
    return sum(verdict is not Verdict.UNSURE for verdict in found.verdicts.values())


def task_at(desk: Desk, found: Reviewed, queue: tuple[Proposal, ...], at: str) -> Task | None:
    """The proposal with an id, else the first; None when the queue is empty."""
    shown = [proposal for proposal in queue if proposal.layer != "point" or proposal.id in desk.row_of]
    if not shown:
        return None
    place = next((n for n, proposal in enumerate(shown) if proposal.id == at), 0)
    proposal = shown[place]
    point = point_view(desk, found, desk.row_of[proposal.id]) if proposal.layer == "point" else None
    held = find_mark(found.comparison, proposal.id) if point is None else None
    return Task(
        proposal,
        point,
        mark_view(desk, *held, None, None) if held else None,
        place + 1,
        shown[place - 1].id if place else "",
        shown[place + 1].id if place + 1 < len(shown) else "",
        found.verdicts.get(proposal.id, ""),
    )
