"""One point: every account's passages with the reason's words, what people decided, and the forms to correct it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query
from starlette.responses import Response

from contrechamp.model import RelationKind
from contrechamp.serve.here import HereNow
from contrechamp.serve.pages import redirect
from contrechamp.serve.views.correcting import Back, Seen, Why, change
from contrechamp.serve.views.desk import Desk
from contrechamp.serve.views.kept import desk_of, show, state
from contrechamp.serve.views.people_said import done_to, notes_of
from contrechamp.show.grid import ORDER, SYMBOLS, Row, naming
from contrechamp.show.quotes import Quote
from contrechamp.show.views.grid import Classes, Context, RowView, row_view
from contrechamp.store import JudgePoint, MergePoints, Reviewed, SetRelation, SplitPoint, Verdict
from contrechamp.text.fold import fold_words

router = APIRouter()

RELATIONS = (
    RelationKind.CONFLICT,
    RelationKind.FIGURES_DIFFER,
    RelationKind.AGREE,
    RelationKind.NOT_COMPARABLE,
    RelationKind.ONLY,
)
"""In the order of the grid."""

_CLAIMS, _FOUND = 40, 12
"""Claims of one account that are listed, and points that are offered to be merged with."""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim of the point: its id, its words, the verdict on it."""

    id: str
    href: str
    quote: Quote
    verdict: str


@dataclass(frozen=True, slots=True)
class Side:
    """One account on the point: its stand, its sentences, its claims."""

    letter: str
    name: str
    stand: str
    symbol: str
    stand_label: str
    context: Context | None
    claims: tuple[ClaimLine, ...]
    read: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another point, to be merged with this one."""

    id: str
    relation: str
    symbol: str
    label: str
    name: str
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PointPage:
    """All of one point."""

    id: str
    row: RowView
    name: str
    sides: tuple[Side, ...]
    silent: tuple[str, ...]
    before: str
    after: str
    place: int
    total: int


@router.get("/d/{dossier}/points/{point}", summary="One point: passages, reasons, history, corrections")
def point_page(
    here: HereNow, point: str, q: Annotated[str, Query(max_length=200)] = "", note: bool = False
) -> Response:
    """`q`: words of another point to merge with."""
    found = state(here)
    desk = desk_of(here, found)
    done = done_to(here, found, point)
    row = desk.row_of.get(point)
    if row is None:
        if not done and point not in found.verdicts:
            raise HTTPException(404)
        return show(here, found, "point-gone.html", desk=desk, point=point, done=done)
    return show(
        here, found, "point.html", desk=desk, point=point_view(desk, found, row), done=done, q=q,
        notes=notes_of(found, point), verdict=found.verdicts.get(point, ""), others=others(desk, row, q),
        relations=[(each.value, SYMBOLS[ORDER[k]], desk.words(f"relation.{each}")) for each, k in _symbols()],
    )  # fmt: skip


def _symbols() -> list[tuple[RelationKind, int]]:
    places = {kind.value: at for at, kind in enumerate(ORDER)}
    return [(each, places[each.value]) for each in RELATIONS]


@router.post("/d/{dossier}/points/{point}/verdict", summary="Accept or reject a point, or be unsure of it")
def judge(
    here: HereNow, point: str, verdict: Annotated[Verdict, Form()], why: Why = "", seen: Seen = None, back: Back = ""
) -> Response:
    """A rejected point is taken apart."""
    change(here, JudgePoint(point, verdict), why, seen)
    return redirect(back or f"/d/{here.dossier.id}/points/{point}")


@router.post("/d/{dossier}/points/{point}/relation", summary="How the accounts stand to each other on a point")
def relate(
    here: HereNow, point: str, relation: Annotated[RelationKind, Form()], why: Why = "", seen: Seen = None,
    back: Back = "",
) -> Response:  # fmt: skip
    """Another relation than the proposed one."""
    change(here, SetRelation(point, relation), why, seen)
    return redirect(back or f"/d/{here.dossier.id}/points/{point}")


@router.post("/d/{dossier}/points/{point}/split", summary="Some claims make a point of their own")
def split(
    here: HereNow, point: str, claim: Annotated[list[str], Form()] = [], why: Why = "", seen: Seen = None,  # noqa: B006
) -> Response:  # fmt: skip
    """`claim`: ids of the claims that leave the point."""
    change(here, SplitPoint(point, tuple(claim)), why, seen)
    return redirect(f"/d/{here.dossier.id}/points/{point}")


@router.post("/d/{dossier}/points/{point}/merge", summary="Two points are one")
def merge(here: HereNow, point: str, other: Annotated[str, Form()], why: Why = "", seen: Seen = None) -> Response:
    """`other`: the id of the point that joins this one."""
    change(here, MergePoints((point, other)), why, seen)
    return redirect(f"/d/{here.dossier.id}/points/{point}")


def point_view(desk: Desk, found: Reviewed, row: Row) -> PointPage:
    """The point with its sides, and its neighbours in the grid."""
    view = row_view(desk.quotes, Classes(desk.quotes), row, whole=True)
    contexts = {context.letter: context for context in view.contexts}
    at = desk.rows.index(row)
    sides = [
        Side(
            cell.letter, cell.name, cell.stand, cell.symbol, cell.stand_label, contexts.get(cell.letter),
            tuple(_claim(desk, found, claim.id) for claim in raw.claims[:_CLAIMS]),
            f"{desk.base}/read?a={raw.account}&point={row.point.id}",
        )
        for cell, raw in zip(view.cells, row.cells, strict=True)
        if raw.claims
    ]  # fmt: skip
    return PointPage(
        row.point.id,
        view,
        naming(desk.ix, row, desk.words.quote)[0],
        tuple(sides),
        tuple(cell.letter for cell in view.cells if not cell.quotes),
        desk.links.point(desk.rows[at - 1].point.id) if at else "",
        desk.links.point(desk.rows[at + 1].point.id) if at + 1 < len(desk.rows) else "",
        at + 1,
        len(desk.rows),
    )


def _claim(desk: Desk, found: Reviewed, id_: str) -> ClaimLine:
    return ClaimLine(id_, desk.mark(id_), desk.quotes.quote(desk.ix.claims[id_]), found.verdicts.get(id_, ""))


def others(desk: Desk, row: Row, asked: str) -> tuple[Other, ...]:
    """Points that hold the words that are asked for; without words, those that share most lemmas with this one."""
    if asked.strip():
        wanted = fold_words(asked.strip())
        kept = [other for other in desk.rows if other is not row and wanted in desk.folded(other)]
    else:
        mine = _lemmas(row)
        shared = Counter({other.point.id: len(mine & _lemmas(other)) for other in desk.rows if other is not row})
        kept = [desk.row_of[id_] for id_, number in shared.most_common(6) if number > 1]
    return tuple(_other(desk, other) for other in kept[:_FOUND])


def _lemmas(row: Row) -> frozenset[str]:
    return frozenset(lemma for cell in row.cells for claim in cell.claims for lemma in claim.lemmas)


def _other(desk: Desk, row: Row) -> Other:
    letters = tuple(desk.ix.letters[cell.account] for cell in row.cells if cell.claims)
    name = naming(desk.ix, row, desk.words.quote)[0]
    return Other(row.point.id, row.kind.value, row.symbol, desk.words(f"relation.{row.kind}"), name, letters)
