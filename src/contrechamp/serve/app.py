"""The application: its parts in the order in which a request meets them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from contrechamp.serve import routes, views
from contrechamp.serve.doors import ManyDoors, OneDoor
from contrechamp.serve.failures import HANDLERS, Bugs
from contrechamp.serve.gate import Gate
from contrechamp.serve.jobs import Jobs
from contrechamp.serve.room import Room
from contrechamp.serve.safety import Safety
from contrechamp.serve.settings import Settings
from contrechamp.serve.throttle import Throttle
from contrechamp.store import open_store
from contrechamp.version import __version__


def create_app(settings: Settings) -> FastAPI:
    """The room as an ASGI application. Raises StoreError where the store cannot be opened."""
    store = open_store(settings.store)
    doors = ManyDoors(store) if settings.auth else OneDoor(settings.token)
    room = Room(settings, store, doors, Jobs(store), Throttle())

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        room.jobs.start()
        yield
        room.jobs.close()
        room.store.close()

    app = FastAPI(
        title="contrechamp",
        version=__version__,
        description="Dossiers of accounts: who claims what, on whose word, with which figures and dates, how surely.",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=running,
        exception_handlers=dict(HANDLERS),  # type: ignore[arg-type]
    )
    app.state.room = room
    for router in (*routes.ROUTERS, *views.ROUTERS):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=str(files(__package__) / "static")))
    app.add_middleware(Gate)
    app.add_middleware(Bugs)
    app.add_middleware(Safety, settings=settings)
    return app
