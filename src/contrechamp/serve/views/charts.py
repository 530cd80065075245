"""Figures and the timeline: drawings with their tables, cut into pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from contrechamp.serve.here import HereNow
from contrechamp.serve.views.desk import Desk
from contrechamp.serve.views.kept import desk_of, show, state
from contrechamp.serve.views.paging import Pages, cut
from contrechamp.show.figures import FigureRow, Said
from contrechamp.show.page import samples
from contrechamp.show.timeline import Placed, TimeRow
from contrechamp.show.views.figures import FiguresView, figures_view
from contrechamp.show.views.timeline import TimelineView, timeline_view

router = APIRouter()

_TOGETHER = 80
"""Entries of one day or of one thing that stand in one row; more are told in a second one."""

Number = Annotated[int, Query(alias="page", ge=1)]


@router.get("/d/{dossier}/figures", summary="Figures on common scales")
def figures(here: HereNow, number: Number = 1) -> Response:
    """Every value as it is said."""
    found = state(here)
    desk = desk_of(here, found)
    view, pages = figures_page(desk, number)
    return show(here, found, "figures.html", desk=desk, view={"figures": view}, pages=pages, samples=samples())


@router.get("/d/{dossier}/timeline", summary="What is said to have been when")
def timeline(here: HereNow, number: Number = 1) -> Response:
    """Every expression of time in the order of time."""
    found = state(here)
    desk = desk_of(here, found)
    view, pages = timeline_page(desk, number)
    return show(here, found, "timeline.html", desk=desk, view={"timeline": view}, pages=pages)


def figures_page(desk: Desk, number: int) -> tuple[FiguresView, Pages]:
    """The charts of a page, and behind the last of them the figures that one account alone gives."""
    compared, others = desk.figures
    items: list[FigureRow | Said] = [*(part for row in compared for part in _halves(row)), *others]
    shown, pages = cut(
        items, number, lambda item: 1100 + 800 * len(item.said) if isinstance(item, FigureRow) else 300, most=400
    )
    charts = tuple(item for item in shown if isinstance(item, FigureRow))
    view = figures_view(desk.quotes, charts, tuple(item for item in shown if isinstance(item, Said)))
    return replace(view, others_count=desk.words.count("figures", len(others))), pages


def _halves(row: FigureRow) -> list[FigureRow]:
    return [FigureRow(row.row, row.said[at : at + _TOGETHER]) for at in range(0, len(row.said), _TOGETHER)]


def timeline_page(desk: Desk, number: int) -> tuple[TimelineView, Pages]:
    """The moments of a page on the axis of all of them, and behind the last what has no day."""
    dated, undated = desk.times
    items: list[TimeRow | Placed] = [*(part for row in dated for part in _parts(row)), *undated]
    shown, pages = cut(items, number, _weigh, most=400)
    moments = tuple(item for item in shown if isinstance(item, TimeRow))
    rest = tuple(item for item in shown if isinstance(item, Placed))
    view = timeline_view(desk.quotes, moments, rest, over=dated)
    return replace(view, rest_count=desk.words.count("times", len(undated))), pages


def _parts(row: TimeRow) -> list[TimeRow]:
    return [replace(row, placed=row.placed[at : at + _TOGETHER]) for at in range(0, len(row.placed), _TOGETHER)]


def _weigh(item: TimeRow | Placed) -> int:
    held = item.placed if isinstance(item, TimeRow) else (item,)
    words = sum(placed.claim.span.end - placed.claim.span.start if placed.claim else 120 for placed in held)
    return 700 * isinstance(item, TimeRow) + 380 * len(held) + words
