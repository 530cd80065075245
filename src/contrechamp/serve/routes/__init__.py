"""The routes of the frame: one file a subject; `ROUTERS` names them in the order in which paths are tried."""

from __future__ import annotations

from fastapi import APIRouter

from contrechamp.serve.routes import start

ROUTERS: tuple[APIRouter, ...] = (start.router,)
