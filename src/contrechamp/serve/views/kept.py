"""The state of a dossier that a page is about: people's corrections in it, looked up once for each state."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from starlette.responses import HTMLResponse

from contrechamp.serve.here import Here, reviewed_of
from contrechamp.serve.pages import page
from contrechamp.serve.views.desk import Desk, Desks
from contrechamp.store import Did, Entry, Reviewed, history

TABLES = {name: name for name in ("grid", "figures", "timeline", "voices", "actors", "copies", "review")}
TABLES |= {"reading": "read"}
"""Template of a view → the name of the table with the same content (`routes/tables.py`)."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What was corrected last, and whether there is something to undo or redo."""

    last: Entry | None
    can_undo: bool
    can_redo: bool


def state(here: Here) -> Reviewed:
    """The dossier's comparison with people's corrections. Raises NothingUsable where it has fewer than two accounts."""
    return reviewed_of(here)


def desk_of(here: Here, found: Reviewed) -> Desk:
    """The desk of the dossier as it is now."""
    desks: Desks = here.store.memory.setdefault(("desks",), Desks())
    return desks.get(found.last, here.language, f"/d/{here.dossier.id}", lambda: found.comparison)


def show(here: Here, found: Reviewed, template: str, **values: Any) -> HTMLResponse:
    """A view of the dossier, with what was changed last, the buttons to undo and redo it, and the table beside it."""
    base, beside = f"/d/{here.dossier.id}", TABLES.get(template.removesuffix(".html"), "")
    return page(here, template, changes=changes(here, found), found=found, base=base, beside=beside, **values)


def entries_of(here: Here, found: Reviewed) -> tuple[Entry, ...]:
    """The history up to the state that a page is about, read once for each state."""
    key = ("entries", here.dossier.id)
    known: tuple[int, tuple[Entry, ...]] | None = here.store.memory.get(key)
    if known is None or known[0] != found.last:
        known = found.last, history(here.store, here.dossier.id)
        here.store.memory[key] = known
    return known[1]


def changes(here: Here, found: Reviewed) -> Changes:
    """What was corrected last, and what this visitor can take back: the own corrections. O(entries of the history)."""
    entries = entries_of(here, found)
    own = [entry for entry in entries if entry.did is Did.CORRECT and entry.who == here.visitor.name]
    last = next((entry for entry in reversed(entries) if entry.did in (Did.CORRECT, Did.UNDO, Did.REDO)), None)
    last_own = max((entry.number for entry in own), default=0)
    undone = {entry.number for entry in own if entry.undone}
    taken_back = (e for e in entries if e.did is Did.UNDO and e.who == here.visitor.name and e.number > last_own)
    return Changes(last, len(own) > len(undone), any(e.of in undone for e in taken_back))


def notes_on(found: Reviewed) -> dict[str, int]:
    """How many notes stand on each mark and point, by id."""
    return Counter(note.id for note in found.notes if note.id)
