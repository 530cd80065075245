"""The views of a dossier: one file a view, each with its router; `ROUTERS` names them."""

from __future__ import annotations

from fastapi import APIRouter

from contrechamp.serve.views import (
    adding,
    charts,
    copies,
    correcting,
    fixing,
    grid,
    marks,
    points,
    reading,
    review,
    styles,
    voices,
)

ROUTERS: tuple[APIRouter, ...] = (
    styles.router,
    reading.router,
    grid.router,
    charts.router,
    voices.router,
    copies.router,
    points.router,
    adding.router,
    marks.router,
    fixing.router,
    correcting.router,
    review.router,
)
"""In the order in which paths are tried."""
