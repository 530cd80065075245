"""The machine's comparison of a dossier: kept with the versions that made it, and remade when one of them changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, RowMapping, delete, insert, select

from contrechamp.compare.counts import Finding
from contrechamp.compare.findings import Findings, PairKey
from contrechamp.model import Comparison, Copy, Event, Extraction, Point
from contrechamp.store import digest, journal
from contrechamp.store.database import Store
from contrechamp.store.dossiers import row_of
from contrechamp.store.keeping import extraction_of, marked, present, put_marks
from contrechamp.store.plain import decode, encode
from contrechamp.store.tables import accounts, comparisons, extractions


@dataclass(frozen=True, slots=True)
class KeptPair:
    """What was found between two accounts, so that it is not looked for again when a third one comes or goes.

    `left` and `right` are ids of accounts, those in `found` ids of claims; `digest` is that of a PairKey. No word of an
    account is in it.
    """

    left: str
    right: str
    digest: str
    found: tuple[tuple[str, str, Finding], ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A Comparison without its accounts and extractions, as the database holds it.

    `pairs` was found by the rules of the version `rules` (`digest.comparing`).
    """

    event: Event
    points: tuple[Point, ...]
    copies: tuple[Copy, ...]
    origins: tuple[tuple[str, ...], ...]
    rules: str = ""
    pairs: tuple[KeptPair, ...] = ()


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
    before = None if kept is None else decode(kept["record"], Compared)
    if kept is not None and before is not None and kept["digest"] == key:
        made = _whole(before, extractions)
    else:
        memory = _memory(before)
        made = _compare(extractions, memory)
        _put(store, dossier, key, made, memory)
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
    """The comparison that was made last, whatever has come since; None before the first, and after one was removed."""
    query = select(comparisons.c.record).where(comparisons.c.dossier == dossier, comparisons.c.digest != NONE)
    data = connection.execute(query).scalar()
    return None if data is None else decode(data, Compared)


NONE = ""
"""The digest of no comparison: only what was found between the accounts that stay is held."""


def forget(connection: Connection, dossier: int, ids: Collection[str]) -> None:
    """Take accounts out of the comparison: nothing of it stays but what was found between the others."""
    query = select(comparisons.c.record).where(comparisons.c.dossier == dossier)
    data = connection.execute(query).scalar()
    connection.execute(delete(comparisons).where(comparisons.c.dossier == dossier))
    if data is not None:
        held = decode(data, Compared)
        pairs = tuple(pair for pair in held.pairs if pair.left not in ids and pair.right not in ids)
        record = encode(Compared(Event(), (), (), (), held.rules, pairs))
        connection.execute(insert(comparisons).values(dossier=dossier, digest=NONE, record=record))


def _memory(before: Compared | None) -> dict[PairKey, Findings]:
    """What is known of pairs of accounts by the present rules."""
    if before is None or before.rules != digest.comparing():
        return {}
    return {
        PairKey(pair.left, pair.right, pair.digest): {(one, other): finding for one, other, finding in pair.found}
        for pair in before.pairs
    }


def _pairs(memory: Mapping[PairKey, Findings], accounts: Collection[str]) -> tuple[KeptPair, ...]:
    """What is kept of pairs of these accounts: for each, what was found last."""
    last = {(key.left, key.right): key for key in memory if key.left in accounts and key.right in accounts}
    return tuple(
        KeptPair(*key, tuple((one, other, finding) for (one, other), finding in memory[key].items()))
        for key in last.values()
    )


def _key(heads: Sequence[RowMapping], *, named: bool = False) -> str:
    """The digest of what a comparison depends on; `named`: and of the accounts' names, which it only carries."""
    held = [(row["id"], row["version"], row["pipeline"]) for row in heads]
    names = [row["name"] for row in heads] if named else []
    return sha256(repr((digest.comparing(), held, names)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _whole(held: Compared, found: list[Extraction]) -> Comparison:
    accounts = tuple(extraction.account for extraction in found)
    return Comparison(held.event, accounts, tuple(found), held.points, held.copies, held.origins)


def _compare(found: list[Extraction], memory: dict[PairKey, Findings]) -> Comparison:
    from contrechamp.compare import compare_extractions

    return compare_extractions(found, memory) if found else Comparison(Event(), (), (), ())


def _extract_anew(store: Store, stale: dict[int, tuple[Extraction, str | None]]) -> None:
    """Read the accounts with the present rules, one transaction each."""
    from contrechamp.pipeline import extract_one

    for pk, (old, pipeline) in stale.items():
        fresh = extract_one(old.account, pipeline=pipeline)
        with store.writing() as connection:
            if connection.execute(select(accounts.c.pk).where(accounts.c.pk == pk)).first():  # not removed meanwhile
                put_marks(connection, pk, fresh, digest.extracting(pipeline))


def _put(store: Store, dossier: int, key: str, made: Comparison, memory: Mapping[PairKey, Findings]) -> None:
    if store.read_only:
        return
    pairs = _pairs(memory, {account.id for account in made.accounts})
    record = encode(Compared(made.event, made.points, made.copies, made.origins, digest.comparing(), pairs))
    with store.writing() as connection:
        journal.lock(connection, dossier)
        if key != _key(_heads(connection, dossier)):  # an account came or went while this was compared
            return
        connection.execute(delete(comparisons).where(comparisons.c.dossier == dossier))
        connection.execute(insert(comparisons).values(dossier=dossier, digest=key, record=record))
