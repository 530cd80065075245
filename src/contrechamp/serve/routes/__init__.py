"""The routes of the frame: one file a subject; `ROUTERS` names them in the order in which paths are tried."""

from __future__ import annotations

from fastapi import APIRouter

from contrechamp.serve.routes import about, dossiers, export, history, people, search, signing, start, tables

ROUTERS: tuple[APIRouter, ...] = (
    start.router,
    signing.router,
    people.router,
    about.router,
    search.router,
    history.router,
    export.router,
    tables.router,
    dossiers.router,
)
