"""Readings under way: one after the other in a thread of their own, so that the room keeps answering.

What waits lies in the database (`store/waiting.py`): a room that is started again, or another one on the same database,
goes on where one ended.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING

from contrechamp.errors import ContrechampError, DoesNotFit, InternalError, StoreError, UsageError, said
from contrechamp.serve.holders import has_ended, own_name
from contrechamp.serve.uploads import Named

if TYPE_CHECKING:
    from contrechamp.store import Already, Store
    from contrechamp.store.outcomes import Outcome
    from contrechamp.store.turns import Received
    from contrechamp.store.waiting import Reading

log = logging.getLogger("contrechamp.serve")

BEAT_S = 5.0
"""So often a room says that it still works on a reading."""

LOOK_S = 10.0
"""So often a room without work looks whether another one left some."""

PAUSE_S = 60.0
"""A reading that the database refused is tried again after so long."""


class State(StrEnum):
    """Where a reading stands."""

    WAITING = "waiting"
    READING = "reading"
    COMPARING = "comparing"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Job:
    """One reading: `done` sources of `total` are over, `now` is the name of the one that is being read.

    `accounts` are the ids of those that are new, `errors` name the sources that failed, `already` those that were
    there, `replaced` counts the new ones that are later versions. `error` is what ended it all, or holds it up.
    """

    id: str
    dossier: str
    state: State
    names: tuple[str, ...]
    done: int
    now: str
    accounts: tuple[str, ...]
    errors: tuple[ContrechampError, ...]
    already: tuple[Already, ...]
    replaced: int
    error: ContrechampError | None

    @property
    def total(self) -> int:
        """How many sources were handed in."""
        return len(self.names)

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in (State.DONE, State.FAILED, State.CANCELLED)


class Jobs:
    """The readings of a room. One thread: reading is heavy, and one after the other is as fast."""

    def __init__(self, store: Store):
        self.store, self.me = store, own_name()
        self.lock, self.wake, self.closing = Lock(), Event(), Event()
        self.thread: Thread | None = None
        self.held_up: dict[str, tuple[StoreError, float]] = {}

    def start(self) -> None:
        """Take up what waits, and what will."""
        with self.lock:
            if self.thread is None and not self.store.read_only:
                self.thread = Thread(target=self._work, name="reading", daemon=True)
                self.thread.start()

    def begin(self, dossier: str, sources: Sequence[Named], who: str, *, nameless: bool = False) -> Job:
        """A new reading of files into a dossier; they are kept when this returns. Raises StoreError."""
        from contrechamp.store.waiting import receive

        given = [(source.name, source.getvalue()) for source in sources]
        made = receive(self.store, dossier, given, who=who, nameless=nameless)
        self.start()
        self.wake.set()
        return self._job(made)

    def get(self, dossier: str, id_: str) -> Job | None:
        """A reading by its id; None where it is not known, or of another dossier."""
        from contrechamp.store.waiting import reading

        found = reading(self.store, dossier, id_)
        return None if found is None else self._job(found)

    def under_way(self, dossier: str | None = None) -> tuple[Job, ...]:
        """The readings of a dossier, or of all, that are not over, in their order."""
        from contrechamp.store.waiting import under_way

        return tuple(self._job(found) for found in under_way(self.store, dossier))

    def cancel(self, job: Job) -> None:
        """Stop a reading before the next account, and let the files go that wait."""
        from contrechamp.store.waiting import cancel

        cancel(self.store, job.dossier, job.id)

    def close(self) -> None:
        """Wait for the account that is being read; the others wait in the database."""
        self.closing.set()
        self.wake.set()
        with self.lock:
            thread = self.thread
        if thread is not None:
            thread.join()

    def _job(self, reading: Reading) -> Job:
        held_up = self.held_up.get(reading.id)
        return job_of(reading, held_up[0] if held_up else None)

    def _work(self) -> None:
        while not self.closing.is_set():
            self.wake.clear()
            try:
                reading = self._next()
            except Exception:
                log.exception("the room cannot look for what waits")
                reading = None
            if reading is None:
                self.wake.wait(LOOK_S)
            else:
                self._run(reading)

    def _next(self) -> Reading | None:
        from contrechamp.store.turns import take

        self.held_up = {id_: held for id_, held in self.held_up.items() if held[1] > monotonic()}
        return None if self.closing.is_set() else take(self.store, self.me, but=tuple(self.held_up), gone=has_ended)

    def _run(self, reading: Reading) -> None:
        from contrechamp.store.turns import end
        from contrechamp.store.waiting import End

        file: Received | None = None
        try:
            with self._beating(reading.id):
                while (file := self._begun(reading)) is not None:
                    self._read(reading, file)
                self._compare(reading)
        except StoreError as error:
            self._hold_up(reading, error, file)
        except Exception as error:
            problem = error if isinstance(error, ContrechampError) else _bug(error)
            with suppress(StoreError):
                end(self.store, reading.id, self.me, End.FAILED, problem)

    def _begun(self, reading: Reading) -> Received | None:
        from contrechamp.store.turns import begin

        return None if self.closing.is_set() else begin(self.store, reading.id, self.me)

    def _read(self, reading: Reading, file: Received) -> None:
        """One file, whose own errors and bugs leave the others alone. Raises what concerns the database."""
        from contrechamp.store import keep
        from contrechamp.store.outcomes import Outcome, failure
        from contrechamp.store.turns import finish

        try:
            kept = keep(self.store, [Named(file.data, file.name)], dossier=reading.dossier, who=reading.who)
        except (StoreError, UsageError):
            raise
        except Exception as error:
            finish(self.store, file.pk, Outcome(errors=(failure(_bug(error, file.name)),)))
            return
        new, failed = tuple(account.id for account in kept.accounts), tuple(map(failure, kept.errors))
        finish(self.store, file.pk, Outcome(new, kept.already, failed, len(kept.replaced)))

    def _compare(self, reading: Reading) -> None:
        """The last step of a reading; not of one that this room stops, or no longer has."""
        from contrechamp.store import reviewed
        from contrechamp.store.turns import compare, end, give_back
        from contrechamp.store.waiting import End

        if self.closing.is_set():
            give_back(self.store, reading.id, self.me)
        elif compare(self.store, reading.id, self.me):
            found = reviewed(self.store, reading.dossier)  # made now, so that the first view does not wait for it
            if reading.nameless and found.comparison.event.title:
                self._name(reading.dossier, found.comparison.event.title)
            end(self.store, reading.id, self.me, End.DONE)

    def _name(self, dossier: str, title: str) -> None:
        """Name a dossier after its event; it keeps the name it has where another one is called so."""
        from contrechamp.store import rename_dossier

        with suppress(DoesNotFit):
            rename_dossier(self.store, dossier, title if len(title) <= 100 else title[:99] + "…")

    def _hold_up(self, reading: Reading, error: StoreError, file: Received | None) -> None:
        """The database refused: nothing is lost, the reading goes on later."""
        from contrechamp.store.turns import give_back

        self.held_up[reading.id] = (error, monotonic() + PAUSE_S)
        with suppress(StoreError):
            give_back(self.store, reading.id, self.me, file.pk if file else None)

    @contextmanager
    def _beating(self, id_: str) -> Iterator[None]:
        """While the block runs, the database is told that this room still works on a reading."""
        from contrechamp.store.turns import hold

        over = Event()

        def beat() -> None:
            while not over.wait(BEAT_S):
                with suppress(StoreError):
                    hold(self.store, id_, self.me)

        thread = Thread(target=beat, name="beat", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()


def job_of(reading: Reading, held_up: StoreError | None = None) -> Job:
    """How far a reading is, as pages show it. `held_up`: why it does not go on now."""
    from contrechamp.store.outcomes import error

    told: list[Outcome] = [file.outcome for file in reading.files if file.outcome is not None]
    begun = [file for file in reading.files if file.outcome is None and file.tries]
    state = State(reading.end.value) if reading.end else State.WAITING
    if reading.held:
        state = State.COMPARING if len(told) == len(reading.files) else State.READING
    return Job(
        id=reading.id,
        dossier=reading.dossier,
        state=state,
        names=tuple(file.name for file in reading.files),
        done=len(told),
        now=begun[0].name if begun and reading.held else "",
        accounts=tuple(id_ for outcome in told for id_ in outcome.accounts),
        errors=tuple(error(failed) for outcome in told for failed in outcome.errors),
        already=tuple(each for outcome in told for each in outcome.already),
        replaced=sum(outcome.replaced for outcome in told),
        error=reading.error or held_up,
    )


def _bug(error: Exception, where: str | None = None) -> ContrechampError:
    """What is said of an error that nobody foresaw; all of it goes to the terminal."""
    log.error("a reading failed", exc_info=error)
    cause = said(f"the reading failed ({type(error).__name__})", f"la lecture a échoué ({type(error).__name__})")
    remedy = said("the details stand in the terminal", "les détails se trouvent dans le terminal")
    return InternalError(cause, where=where, remedy=remedy)
