"""Readings under way: one after the other in a thread of their own, so that the room keeps answering."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from secrets import token_hex
from threading import Event, Lock
from typing import TYPE_CHECKING, BinaryIO

from contrechamp.errors import ContrechampError, InternalError

if TYPE_CHECKING:
    from contrechamp.store import Kept, Store

log = logging.getLogger("contrechamp.serve")

_REMEMBERED = 100


class State(StrEnum):
    """Where a reading stands."""

    WAITING = "waiting"
    READING = "reading"
    COMPARING = "comparing"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Cancelled(Exception):
    """Somebody asked to stop; raised between two steps, when everything so far is kept."""


@dataclass(slots=True)
class Job:
    """One reading: `done` sources of `total` are over, `now` is the name of the one that is being read."""

    id: str
    dossier: str
    who: str
    names: tuple[str, ...]
    state: State = State.WAITING
    done: int = 0
    total: int = 0
    now: str = ""
    kept: Kept | None = None
    error: ContrechampError | None = None
    stop: Event = field(default_factory=Event)

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in (State.DONE, State.FAILED, State.CANCELLED)


class Jobs:
    """The readings of a room. One thread: reading is heavy, and one after the other is as fast."""

    def __init__(self, store: Store):
        self.store = store
        self.pool = ThreadPoolExecutor(1, "reading")
        self.lock = Lock()
        self.held: OrderedDict[str, Job] = OrderedDict()

    def begin(self, dossier: str, sources: Sequence[BinaryIO], who: str) -> Job:
        """A new reading of files into a dossier. `name` of each source is what it will be called."""
        job = Job(token_hex(8), dossier, who, tuple(getattr(source, "name", "") for source in sources))
        with self.lock:
            self.held[job.id] = job
            for old in [old for old in self.held.values() if old.over][: max(0, len(self.held) - _REMEMBERED)]:
                del self.held[old.id]
        self.pool.submit(self._run, job, list(sources))
        return job

    def get(self, dossier: str, id_: str) -> Job | None:
        """A reading by its id; None where it is not known, or of another dossier."""
        with self.lock:
            job = self.held.get(id_)
        return job if job is not None and job.dossier == dossier else None

    def under_way(self, dossier: str) -> tuple[Job, ...]:
        """The readings of a dossier that are not over, in their order."""
        with self.lock:
            return tuple(job for job in self.held.values() if job.dossier == dossier and not job.over)

    def cancel(self, job: Job) -> None:
        """Ask a reading to stop; it does so before the next account."""
        job.stop.set()

    def close(self) -> None:
        """Stop all readings and wait for the one that runs."""
        with self.lock:
            for job in self.held.values():
                job.stop.set()
        self.pool.shutdown(wait=True, cancel_futures=True)

    def _run(self, job: Job, sources: list[BinaryIO]) -> None:
        from contrechamp.store import keep, reviewed

        def step(done: int, total: int, name: str) -> None:
            if job.stop.is_set():
                raise Cancelled
            job.done, job.total, job.now = done, total, name

        try:
            if job.stop.is_set():
                raise Cancelled
            job.state = State.READING
            job.kept = keep(self.store, sources, dossier=job.dossier, who=job.who, progress=step)
            job.state = State.COMPARING
            reviewed(self.store, job.dossier)  # made now, so that the first view does not wait for it
            job.state = State.DONE
        except Cancelled:
            job.state = State.CANCELLED
        except ContrechampError as error:
            job.error, job.state = error, State.FAILED
        except Exception as error:
            log.exception("a reading failed")
            job.error, job.state = InternalError(type(error).__name__), State.FAILED
