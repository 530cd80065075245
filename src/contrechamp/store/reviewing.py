"""The comparison with people's corrections in it, and where each of these stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, RowMapping, select
from sqlalchemy.orm import aliased

from contrechamp.errors import Said
from contrechamp.model import Comparison, Extraction, Span
from contrechamp.store.adding import add_marks
from contrechamp.store.aiming import OF_ADDED, OF_MARKS, OF_POINTS
from contrechamp.store.anchors import Mark, Texts, current, layers
from contrechamp.store.changes import Note
from contrechamp.store.comparing import compared
from contrechamp.store.database import Store
from contrechamp.store.dossiers import row_of
from contrechamp.store.journal import Event, active, entries, load, names_of
from contrechamp.store.marks import NO_ACCOUNT, NO_WORDS, correct_marks, locate
from contrechamp.store.points import GONE, Pointed, correct_points
from contrechamp.store.records import Adrift, Entry, Placed, PlacedNote, Reviewed
from contrechamp.store.tables import accounts


def reviewed(store: Store, dossier: str | None) -> Reviewed:
    """The comparison of a dossier with its active corrections; what no longer fits is listed, not dropped.

    Remade when an account, a rule or a correction changes; only what corrections touch is judged anew. O(corrections +
    marks), and the comparison itself where it is not kept.
    """
    with store.reading() as connection:
        row = row_of(connection, dossier, store.where)
    with store.alone(row["pk"]):
        return _reviewed(store, row)


def _reviewed(store: Store, row: RowMapping) -> Reviewed:
    machine, key = compared(store, row["pk"])
    with store.reading() as connection:
        last = row_of(connection, row["id"], store.where)["last"]
        known = store.memory.get(("reviewed", row["pk"]))
        if known is not None and known[0] == (key, last):
            return known[1]  # type: ignore[no-any-return]
        events = load(connection, row["pk"])
        names = names_of(connection, row["pk"])
        later = versions_of(connection, row["pk"])
    made = review(machine, events, later, names)
    store.memory["reviewed", row["pk"]] = (key, last), made
    return made


def versions_of(connection: Connection, dossier: int) -> dict[str, str | None]:
    """Each account of a dossier, present or earlier, with the id of the version after it."""
    following = aliased(accounts)
    query = select(accounts.c.id, following.c.id.label("after")).select_from(
        accounts.outerjoin(following, accounts.c.later == following.c.pk)
    )
    return {row.id: row.after for row in connection.execute(query.where(accounts.c.dossier == dossier))}


def review(
    machine: Comparison, events: Sequence[Event], later: Mapping[str, str | None], names: Mapping[str, str]
) -> Reviewed:
    """The machine's comparison under these events. Depends on nothing else."""
    texts, done = Texts(), active(events)
    added = add_marks(machine, [event for event in done if isinstance(event.change, OF_ADDED)], later, texts)
    machine = added.comparison
    of_marks = [event for event in done if isinstance(event.change, OF_MARKS)]
    of_points = [event for event in done if isinstance(event.change, OF_POINTS)]
    marks = correct_marks(machine.extractions, of_marks, later, texts)
    points = correct_points(
        machine, marks.extractions, marks.touched | added.touched, of_points, later, texts, added.alone
    )
    whole = replace(machine, extractions=marks.extractions, points=points.points)
    told = {entry.number: entry for entry in entries(events, names)}
    notes, lost = _notes(
        [event for event in done if isinstance(event.change, Note)], told, machine, whole, later, texts
    )
    adrift = [
        Adrift(told[number], why, _words(event), event.anchors[0].account if event.anchors else None)
        for event in done
        for number, why in (*added.lost.items(), *marks.lost.items(), *points.lost.items(), *lost.items())
        if number == event.number
    ]
    return Reviewed(
        comparison=whole,
        proposed=machine,
        placed=tuple(_placed(done, told, added.at | marks.at, points, whole, machine)),
        adrift=tuple(adrift),
        notes=notes,
        verdicts={**marks.verdicts, **points.verdicts},
        last=events[-1].number if events else 0,
    )


def _words(event: Event) -> tuple[str, ...]:
    return tuple(anchor.exact for anchor in event.anchors if anchor.exact)


def _placed(
    done: Sequence[Event],
    entries: Mapping[int, Entry],
    of_marks: Mapping[int, tuple[str, str, Mark]],
    points: Pointed,
    whole: Comparison,
    machine: Comparison,
) -> list[Placed]:
    spans = {mark.id: mark.span for e in whole.extractions for _, mark in layers(e)}
    first = {point.id: next((s for s in point.stands if s.claims), None) for point in (*machine.points, *whole.points)}
    found = []
    for event in done:
        number = event.number
        if number in of_marks:
            where, layer, mark = of_marks[number]
            found.append(Placed(entries[number], layer, mark.id, where, spans.get(mark.id, mark.span)))
        elif number in points.at:
            stand = first.get(points.at[number])
            account, span = (stand.account, spans.get(stand.claims[0])) if stand else (None, None)
            grown = number in points.grown
            found.append(Placed(entries[number], "point", points.at[number], account, span, grown))
    return found


def _notes(
    events: Sequence[Event],
    entries: Mapping[int, Entry],
    machine: Comparison,
    whole: Comparison,
    later: Mapping[str, str | None],
    texts: Texts,
) -> tuple[tuple[PlacedNote, ...], dict[int, Said]]:
    by_account = {extraction.account.id: extraction for extraction in machine.extractions}
    points = {claim: point.id for point in whole.points for stand in point.stands for claim in stand.claims}
    notes: list[PlacedNote] = []
    lost: dict[int, Said] = {}
    for event in events:
        place = _place_note(event, by_account, points, later, texts)
        if isinstance(place, Said):
            lost[event.number] = place
        else:
            assert isinstance(event.change, Note)
            notes.append(PlacedNote(entries[event.number], event.change, *place))
    return tuple(notes), lost


Place = tuple[str, str | None, str | None, Span | None]


def _place_note(
    event: Event,
    by_account: Mapping[str, Extraction],
    points: Mapping[str, str],
    later: Mapping[str, str | None],
    texts: Texts,
) -> Place | Said:
    """Layer, id, account and span of a note. One on a mark that is gone stays on its words."""
    if not event.anchors:
        return "dossier", None, None, None
    why: Said = NO_ACCOUNT
    for anchor in event.anchors:
        account = current(anchor.account, later)
        if account is None or account not in by_account:
            continue
        if anchor.role == "account":
            return "account", account, account, None
        span = texts.find(anchor, by_account[account].account)
        if span is None:
            why = NO_WORDS
            continue
        if anchor.role == "words":
            return "words", None, account, span
        found = locate(anchor, by_account, later, texts)
        if anchor.role == "mark":
            return (
                ("words", None, account, span)
                if isinstance(found, Said)
                else (anchor.layer, found[2].id, account, span)
            )
        if not isinstance(found, Said) and found[2].id in points:
            return "point", points[found[2].id], account, span
        why = GONE
    return why
