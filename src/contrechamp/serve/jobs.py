"""Readings under way: one after the other in a thread of their own, so that the room keeps answering."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from secrets import token_hex
from threading import Event, Lock
from typing import TYPE_CHECKING, BinaryIO

from contrechamp.errors import ContrechampError, DoesNotFit, InternalError, StoreError, UsageError, said

if TYPE_CHECKING:
    from contrechamp.model import Account
    from contrechamp.store import Already, Store

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


@dataclass(slots=True)
class Job:
    """One reading: `done` sources of `total` are over, `now` is the name of the one that is being read.

    `accounts` are new, `errors` name the sources that failed, `already` those that were there, `replaced` counts the
    new ones that are later versions. `error` is what ended it all. `nameless`: the dossier is named after its
    event as soon as that is known.
    """

    id: str
    dossier: str
    who: str
    names: tuple[str, ...]
    state: State = State.WAITING
    done: int = 0
    total: int = 0
    now: str = ""
    accounts: list[Account] = field(default_factory=list)
    errors: list[ContrechampError] = field(default_factory=list)
    already: list[Already] = field(default_factory=list)
    replaced: int = 0
    error: ContrechampError | None = None
    nameless: bool = False
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

    def begin(self, dossier: str, sources: Sequence[BinaryIO], who: str, *, nameless: bool = False) -> Job:
        """A new reading of files into a dossier. `name` of each source is what it will be called."""
        names = tuple(getattr(source, "name", "") for source in sources)
        job = Job(token_hex(8), dossier, who, names, nameless=nameless)
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

    def under_way(self, dossier: str | None = None) -> tuple[Job, ...]:
        """The readings of a dossier, or of all, that are not over, in their order."""
        with self.lock:
            return tuple(job for job in self.held.values() if dossier in (None, job.dossier) and not job.over)

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
        from contrechamp.store import reviewed

        try:
            job.state, job.total = State.READING, len(sources)
            for done, source in enumerate(sources):
                job.done, job.now = done, getattr(source, "name", "")
                if job.stop.is_set():
                    break
                self._read(job, source)
            job.done = job.total
            job.state, job.now = State.COMPARING, ""
            found = reviewed(self.store, job.dossier)  # made now, so that the first view does not wait for it
            if job.nameless and found.comparison.event.title:
                self._name(job.dossier, found.comparison.event.title)
            job.state = State.CANCELLED if job.stop.is_set() else State.DONE
        except ContrechampError as error:
            job.error, job.state = error, State.FAILED
        except Exception as error:
            job.error, job.state = _bug(error), State.FAILED

    def _name(self, dossier: str, title: str) -> None:
        """Name a dossier after its event; it keeps the name it has where another one is called so."""
        from contrechamp.store import rename_dossier

        with suppress(DoesNotFit):
            rename_dossier(self.store, dossier, title if len(title) <= 100 else title[:99] + "…")

    def _read(self, job: Job, source: BinaryIO) -> None:
        """One source, whose own errors and bugs leave the others alone. Raises what concerns the database."""
        from contrechamp.store import keep

        try:
            kept = keep(self.store, [source], dossier=job.dossier, who=job.who)
        except (StoreError, UsageError):
            raise
        except Exception as error:
            job.errors.append(_bug(error, job.now))
            return
        job.accounts += kept.accounts
        job.errors += kept.errors
        job.already += kept.already
        job.replaced += len(kept.replaced)


def _bug(error: Exception, where: str | None = None) -> ContrechampError:
    """What is said of an error that nobody foresaw; all of it goes to the terminal."""
    log.error("a reading failed", exc_info=error)
    cause = said(f"the reading failed ({type(error).__name__})", f"la lecture a échoué ({type(error).__name__})")
    remedy = said("the details stand in the terminal", "les détails se trouvent dans le terminal")
    return InternalError(cause, where=where, remedy=remedy)
