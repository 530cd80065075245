"""What one running room holds: its settings, the store, the readings under way, and who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contrechamp.serve.roles import Role
from contrechamp.serve.settings import Settings

if TYPE_CHECKING:
    from starlette.requests import Request

    from contrechamp.serve.doors import Doors
    from contrechamp.serve.jobs import Jobs
    from contrechamp.serve.throttle import Throttle
    from contrechamp.store import Store


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks. Without `--auth` that is the person at this machine, who may do everything."""

    name: str
    role: Role


NOBODY = Visitor("", Role.ANYONE)


@dataclass(frozen=True, slots=True)
class Room:
    """One running room."""

    settings: Settings
    store: Store
    doors: Doors
    jobs: Jobs
    throttle: Throttle


def room_of(request: Request) -> Room:
    """The room that a request came to."""
    room: Room = request.app.state.room
    return room
