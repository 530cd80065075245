"""The machine's comparison of a dossier: kept with the versions that made it, and remade when one of them changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, RowMapping, delete, insert, select

from contrechamp.model import Comparison, Copy, Event, Extraction, Point
from contrechamp.store import digest, journal
from contrechamp.store.database import Store
from contrechamp.store.dossiers import row_of
from contrechamp.store.keeping import extraction_of, marked, present, put_marks
from contrechamp.store.plain import decode, encode
from contrechamp.store.tables import accounts, comparisons, extractions


@dataclass(frozen=True, slots=True)
class Compared:
    """A Comparison without its accounts and extractions, as the database holds it."""

    event: Event
    points: tuple[Point, ...]
    copies: tuple[Copy, ...]
    origins: tuple[tuple[str, ...], ...]


def comparison(store: Store, dossier: str | None) -> Comparison:
    """The accounts of a dossier side by side, as the machine reads them; nothing of people's corrections.

    Remade when accounts came or went, or when rules and models are others than those that made it; for that, accounts
    may be read anew, which takes seconds each.
    """
    with store.reading() as connection:
        row = row_of(connection, dossier, store.where)
    return compared(store, row["pk"])[0]


def compared(store: Store, dossier: int) -> tuple[Comparison, str]:
    """The comparison of a dossier and the digest of all that it depends on."""
    with store.alone(dossier):
        return _compared(store, dossier)


def _compared(store: Store, dossier: int) -> tuple[Comparison, str]:
    with store.reading() as connection:
        heads = _heads(connection, dossier)
        stale = [row for row in heads if _is_stale(row)]
        key, state = _key(heads), _key(heads, named=True)
        known = store.memory.get(("comparison", dossier))
        if known is not None and known[1] == state and not stale:
            return known  # type: ignore[no-any-return]
        rows = present(connection, dossier)
        marks = marked(connection, rows)
        kept = connection.execute(select(comparisons).where(comparisons.c.dossier == dossier)).mappings().first()
        found = {row["pk"]: extraction_of(row, marks[row["pk"]]) for row in rows}
    if stale and not store.read_only:
        _extract_anew(store, {row["pk"]: (found[row["pk"]], row["pipeline"]) for row in stale})
        return _compared(store, dossier)
    extractions = list(found.values())
    if kept is not None and kept["digest"] == key:
        made = _whole(decode(kept["record"], Compared), extractions)
    else:
        made = _compare(extractions)
        _put(store, dossier, key, made)
    store.memory["comparison", dossier] = made, state
    return made, state


def _heads(connection: Connection, dossier: int) -> Sequence[RowMapping]:
    """Of the present accounts in their order, what a comparison depends on, without their texts and marks."""
    columns = accounts.c.pk, accounts.c.id, accounts.c.name, accounts.c.pipeline, extractions.c.version
    query = select(*columns).join(extractions, extractions.c.account == accounts.c.pk)
    query = query.where(accounts.c.dossier == dossier, accounts.c.later.is_(None))
    return connection.execute(query.order_by(accounts.c.place, accounts.c.pk)).mappings().all()


def _is_stale(row: RowMapping) -> bool:
    """Whether other rules made the marks than those at hand; where their pipeline is not, what it made stays."""
    pipeline: str | None = row["pipeline"]
    return bool(row["version"] != digest.extracting(pipeline)) and digest.is_there(pipeline)


def latest(connection: Connection, dossier: int) -> Compared | None:
    """The comparison that was made last, whatever has changed since; None before the first."""
    data = connection.execute(select(comparisons.c.record).where(comparisons.c.dossier == dossier)).scalar()
    return None if data is None else decode(data, Compared)


def _key(heads: Sequence[RowMapping], *, named: bool = False) -> str:
    """The digest of what a comparison depends on; `named`: and of the accounts' names, which it only carries."""
    held = [(row["id"], row["version"], row["pipeline"]) for row in heads]
    names = [row["name"] for row in heads] if named else []
    return sha256(repr((digest.comparing(), held, names)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _whole(held: Compared, found: list[Extraction]) -> Comparison:
    accounts = tuple(extraction.account for extraction in found)
    return Comparison(held.event, accounts, tuple(found), held.points, held.copies, held.origins)


def _compare(found: list[Extraction]) -> Comparison:
    from contrechamp.compare import compare_extractions

    return compare_extractions(found) if found else Comparison(Event(), (), (), ())


def _extract_anew(store: Store, stale: dict[int, tuple[Extraction, str | None]]) -> None:
    """Read the accounts with the present rules, one transaction each."""
    from contrechamp.pipeline import extract_one

    for pk, (old, pipeline) in stale.items():
        fresh = extract_one(old.account, pipeline=pipeline)
        with store.writing() as connection:
            if connection.execute(select(accounts.c.pk).where(accounts.c.pk == pk)).first():  # not removed meanwhile
                put_marks(connection, pk, fresh, digest.extracting(pipeline))


def _put(store: Store, dossier: int, key: str, made: Comparison) -> None:
    if store.read_only:
        return
    record = encode(Compared(made.event, made.points, made.copies, made.origins))
    with store.writing() as connection:
        journal.lock(connection, dossier)
        if key != _key(_heads(connection, dossier)):  # an account came or went while this was compared
            return
        connection.execute(delete(comparisons).where(comparisons.c.dossier == dossier))
        connection.execute(insert(comparisons).values(dossier=dossier, digest=key, record=record))
