"""What people did with one mark or point: their corrections in the order in which they were made, and their notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from contrechamp.errors import Said
from contrechamp.model import Span
from contrechamp.serve.here import Here
from contrechamp.serve.views.kept import entries_of
from contrechamp.store import Change, Entry, PlacedNote, Reviewed


@dataclass(frozen=True, slots=True)
class Done:
    """One correction: who, when, what in a line, why, and whether it was undone."""

    number: int
    who: str
    when: datetime
    line: Said
    why: str
    undone: bool


@dataclass(frozen=True, slots=True)
class Noted:
    """One note."""

    text: str
    who: str
    when: datetime


def done_to(here: Here, found: Reviewed, id_: str) -> tuple[Done, ...]:
    """The corrections of a mark or point, the newest first: those that name it, and those that came to stand on it."""
    placed = {each.entry.number for each in found.placed if each.id == id_}
    kept = [e for e in entries_of(here, found) if e.change and (e.number in placed or id_ in named(e.change))]
    return tuple(_done(entry) for entry in sorted(kept, key=lambda entry: -entry.number))


def _done(entry: Entry) -> Done:
    return Done(entry.number, entry.who, entry.when, entry.line, entry.why, entry.undone)


def named(change: Change) -> tuple[str, ...]:
    """Ids of the marks and points that a change names."""
    one = (getattr(change, name, None) for name in ("mark", "point"))
    return (*(id_ for id_ in one if id_), *getattr(change, "points", ()))


def notes_of(found: Reviewed, id_: str) -> tuple[Noted, ...]:
    """The notes that stand on a mark or point, the oldest first."""
    return tuple(Noted(n.note.text, n.entry.who, n.entry.when) for n in found.notes if n.id == id_)


def notes_over(found: Reviewed, account: str, sentence: Span | None) -> tuple[Noted, ...]:
    """The notes on words of a sentence, on its account or, without a sentence, on the dossier."""
    here = (n for n in found.notes if (_touches(n, account, sentence) if sentence else n.layer == "dossier"))
    return tuple(Noted(n.note.text, n.entry.who, n.entry.when) for n in here)


def account_notes(here: Here) -> dict[str, tuple[Noted, ...]]:
    """The notes on whole accounts, by account, as the history has them: nothing is compared for it."""
    from contrechamp.store import Note, history

    held: dict[str, list[Noted]] = {}
    for entry in history(here.store, here.dossier.id):
        on = entry.change
        if isinstance(on, Note) and on.account and on.start is None and not (on.mark or on.point or entry.undone):
            held.setdefault(on.account, []).append(Noted(on.text, entry.who, entry.when))
    return {account: tuple(notes) for account, notes in held.items()}


def _touches(note: PlacedNote, account: str, sentence: Span) -> bool:
    if note.account != account or note.layer == "point":
        return False
    return note.span is None or (note.span.start < sentence.end and sentence.start < note.span.end)


def noted(found: Reviewed) -> dict[str, tuple[Span, ...]]:
    """The words that notes stand on, by account: those on words and on marks, not those on points."""
    spans: dict[str, list[Span]] = {}
    for note in found.notes:
        if note.account and note.span and note.layer != "point":
            spans.setdefault(note.account, []).append(note.span)
    return {account: tuple(held) for account, held in spans.items()}
