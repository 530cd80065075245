"""The history of a dossier: events that are only ever added. An undo is an event as well, and so is a redo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from sqlalchemy import Connection, RowMapping, insert, select, update

from contrechamp.errors import ChangedMeanwhile, NotInDossier, said
from contrechamp.store import lines
from contrechamp.store.anchors import Anchor
from contrechamp.store.changes import Change
from contrechamp.store.clock import moment, now
from contrechamp.store.database import Store
from contrechamp.store.dossiers import row_of
from contrechamp.store.plain import decode, encode
from contrechamp.store.records import Did, Entry
from contrechamp.store.tables import accounts, dossiers
from contrechamp.store.tables import anchors as anchors_table
from contrechamp.store.tables import events as table

KINDS: Mapping[str, type] = {kind.__name__: kind for kind in get_args(Change)}


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the history with its anchors. `change` is None for what is no correction, or was taken out.

    `number` and `at` are given when it is written.
    """

    did: Did
    who: str
    why: str = ""
    change: Change | None = None
    before: str | None = None
    of: int | None = None
    anchors: tuple[Anchor, ...] = ()
    number: int = 0
    at: str = ""


def correct(
    store: Store, dossier: str | None, change: Change, *, who: str, why: str = "", seen: int | None = None
) -> Entry:
    """Add a correction; gives back its entry. The same correction twice in a row by one person is one.

    `seen` is `Reviewed.last` of what the person looked at: with it, ChangedMeanwhile is raised where somebody else has
    corrected the same thing since. Raises NotInDossier for a mark or point that is not there, DoesNotFit for a change
    that it cannot have.
    """
    from contrechamp.store.aiming import aim
    from contrechamp.store.reviewing import reviewed

    review = reviewed(store, dossier)
    target = aim(change, review)
    with store.writing() as connection:
        pk = row_of(connection, dossier, store.where)["pk"]
        lock(connection, pk)
        _still_there(connection, pk, target.anchors)
        known = load(connection, pk)
        if seen is not None:
            _unchanged(known, target.anchors, who, seen)
        made = Event(Did.CORRECT, who, why, change, target.before, None, target.anchors)
        same = _repeated(known, made)
        if same is None:
            write(connection, pk, made)
            known = load(connection, pk)
        number = known[-1].number if same is None else same
        return entries(known, names_of(connection, pk), [number])[0]


def undo(store: Store, dossier: str | None, who: str, *, number: int | None = None) -> Entry | None:
    """Take back this person's last correction, or the one of that number whoever made it; None where there is none."""
    return _step(store, dossier, who, Did.UNDO, number)


def redo(store: Store, dossier: str | None, who: str, *, number: int | None = None) -> Entry | None:
    """Bring back what this person undid last, if they corrected nothing since; or the correction of that number."""
    return _step(store, dossier, who, Did.REDO, number)


def history(store: Store, dossier: str | None) -> tuple[Entry, ...]:
    """All that was done in a dossier, oldest first."""
    with store.reading() as connection:
        pk = row_of(connection, dossier, store.where)["pk"]
        known = load(connection, pk)
        names = names_of(connection, pk)
    return tuple(entries(known, names))


def lock(connection: Connection, dossier: int) -> None:
    """Nobody else writes to the dossier until this transaction ends."""
    connection.execute(update(dossiers).where(dossiers.c.pk == dossier).values(last=dossiers.c.last))


def write(connection: Connection, dossier: int, event: Event) -> int:
    """Add an event; gives back its number."""
    raised = update(dossiers).where(dossiers.c.pk == dossier).values(last=dossiers.c.last + 1)
    number = int(connection.execute(raised.returning(dossiers.c.last)).scalar_one())
    change = event.change
    values = {
        "dossier": dossier, "number": number, "did": str(event.did), "who": event.who, "at": now(), "why": event.why,
        "kind": type(change).__name__ if change else None, "change": encode(change) if change else None,
        "before": event.before, "of": event.of,
    }  # fmt: skip
    made = connection.execute(insert(table).values(values)).inserted_primary_key
    assert made is not None
    rows = [{"event": made[0], **{name: getattr(anchor, name) for name in _ANCHOR}} for anchor in event.anchors]
    if rows:
        connection.execute(insert(anchors_table), rows)
    return number


_ANCHOR = tuple(Anchor.__dataclass_fields__)


def load(connection: Connection, dossier: int) -> list[Event]:
    """The events of a dossier in their order, with their anchors."""
    query = select(anchors_table).join(table, table.c.pk == anchors_table.c.event).where(table.c.dossier == dossier)
    held: dict[int, list[Anchor]] = {}
    for row in connection.execute(query.order_by(anchors_table.c.pk)).mappings():
        held.setdefault(row["event"], []).append(Anchor(**{name: row[name] for name in _ANCHOR}))
    rows = connection.execute(select(table).where(table.c.dossier == dossier).order_by(table.c.number)).mappings()
    return [_event(row, tuple(held.get(row["pk"], ()))) for row in rows]


def _event(row: RowMapping, anchors: tuple[Anchor, ...]) -> Event:
    change = decode(row["change"], KINDS[row["kind"]]) if row["change"] is not None else None
    said = (row["who"], row["why"], change, row["before"], row["of"], anchors, row["number"], row["at"])
    return Event(Did(row["did"]), *said)


def undone_by(events: Iterable[Event]) -> dict[int, Event]:
    """The corrections that are without effect now: their number → the undo that took them back."""
    found: dict[int, Event] = {}
    for event in events:
        if event.did is Did.UNDO and event.of is not None:
            found[event.of] = event
        elif event.did is Did.REDO and event.of is not None:
            found.pop(event.of, None)
    return found


def active(events: Sequence[Event]) -> list[Event]:
    """The corrections that have effect now, in their order; those whose words were taken out are not among them."""
    undone = undone_by(events)
    return [event for event in events if event.did is Did.CORRECT and event.change and event.number not in undone]


def count_active(connection: Connection, dossier: int) -> int:
    """How many corrections have effect now."""
    query = select(table.c.number, table.c.did, table.c.kind, table.c.of).where(table.c.dossier == dossier)
    rows = connection.execute(query.order_by(table.c.number)).all()
    undone = undone_by(Event(Did(row.did), "", of=row.of) for row in rows if row.of is not None)
    return sum(row.did == Did.CORRECT and row.kind is not None and row.number not in undone for row in rows)


def names_of(connection: Connection, dossier: int) -> dict[str, str]:
    """The names of all accounts of a dossier, earlier versions too, by their ids."""
    query = select(accounts.c.id, accounts.c.name).where(accounts.c.dossier == dossier)
    return {row.id: row.name for row in connection.execute(query)}


def entries(events: Sequence[Event], names: Mapping[str, str], numbers: Iterable[int] | None = None) -> list[Entry]:
    """Events as people see them; all, or those of the given numbers. O(n)."""
    by_number, undone = {event.number: event for event in events}, undone_by(events)
    return [_entry(by_number[number], by_number, undone, names) for number in numbers or by_number]


def _entry(
    event: Event, by_number: Mapping[int, Event], undone: Mapping[int, Event], names: Mapping[str, str]
) -> Entry:
    about = by_number.get(event.of) if event.of is not None else None
    return Entry(
        number=event.number,
        did=event.did,
        who=event.who,
        when=moment(event.at),
        why=event.why,
        change=event.change,
        of=event.of,
        undone=event.number in undone,
        line=lines.tell_event(event, about, names),
    )


def _step(store: Store, dossier: str | None, who: str, did: Did, number: int | None) -> Entry | None:
    with store.writing() as connection:
        pk = row_of(connection, dossier, store.where)["pk"]
        lock(connection, pk)
        known = load(connection, pk)
        chosen = _chosen(known, number, did) if number is not None else _last(known, who, did)
        if chosen is None:
            return None
        made = write(connection, pk, Event(did, who, of=chosen))
        return entries(load(connection, pk), names_of(connection, pk), [made])[0]


def _last(known: Sequence[Event], who: str, did: Did) -> int | None:
    """The number of the correction that an undo or redo of this person is about."""
    undone = undone_by(known)
    own = [event.number for event in known if event.did is Did.CORRECT and event.who == who]
    if did is Did.UNDO:
        return max((number for number in own if number not in undone), default=None)
    since = max(own, default=0)
    back = [undo.number for undo in undone.values() if undo.who == who and undo.number > since]
    return next((of for of, undo in undone.items() if back and undo.number == max(back)), None)


def _chosen(known: Sequence[Event], number: int, did: Did) -> int | None:
    if not any(event.number == number and event.did is Did.CORRECT for event in known):
        raise NotInDossier(
            said("there is no correction of that number", "aucune correction ne porte ce numéro"),
            where=str(number),
            remedy=said("see: contrechamp history DOSSIER.db", "voir : contrechamp history DOSSIER.db"),
        )
    return number if (number in undone_by(known)) == (did is Did.REDO) else None


def _repeated(known: Sequence[Event], made: Event) -> int | None:
    """The number of this person's last act, where it was this very correction: a form sent twice is one act."""
    last = next((event for event in reversed(known) if event.who == made.who), None)
    if last is None or last.did is not Did.CORRECT:
        return None
    same = (last.change, last.why, last.anchors) == (made.change, made.why, made.anchors)
    return last.number if same else None


def _still_there(connection: Connection, dossier: int, anchors: Iterable[Anchor]) -> None:
    """No correction may bring back words of an account that was removed while it was on its way."""
    there = names_of(connection, dossier)
    for anchor in anchors:
        if anchor.account and anchor.account not in there:
            raise NotInDossier(said("the account was removed", "le récit a été retiré"), where=anchor.account)


def _unchanged(known: Sequence[Event], anchors: Iterable[Anchor], who: str, seen: int) -> None:
    mine = {_place(anchor) for anchor in anchors}
    by_number = {event.number: event for event in known}
    for event in known:
        about = by_number[event.of] if event.of is not None else event
        if event.number > seen and event.who != who and mine & {_place(anchor) for anchor in about.anchors}:
            raise ChangedMeanwhile(
                said(f"{event.who} has just corrected it (no. {event.number})",
                     f"{event.who} vient de le corriger (n° {event.number})"),
                kept=said("the other correction", "l’autre correction"),
                remedy=said("look again and decide", "regarder à nouveau et décider"),
            )  # fmt: skip


def _place(anchor: Anchor) -> tuple[object, ...]:
    return anchor.layer, anchor.account, anchor.start, anchor.stop, anchor.mark
