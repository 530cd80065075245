"""The views of a dossier: one file a view, each with its router; `ROUTERS` names them."""

from __future__ import annotations

from fastapi import APIRouter

ROUTERS: tuple[APIRouter, ...] = ()
"""In the order in which paths are tried."""
