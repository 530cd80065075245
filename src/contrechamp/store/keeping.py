"""Accounts into a dossier, one transaction each, and out again: the accounts, their marks, their original bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from os import PathLike
from pathlib import Path

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from contrechamp.errors import AccountError, NotInDossier, said
from contrechamp.model import GIVEN, Account, Actor, Claim, Extraction, Quantity, Span, Technique, Time
from contrechamp.read import Limits, Source, read_all
from contrechamp.read.kind import kind_of
from contrechamp.read.limits import DEFAULT
from contrechamp.read.source import folder_files, is_folder, load
from contrechamp.store import digest, indexing, journal
from contrechamp.store.anchors import Anchor
from contrechamp.store.clock import now
from contrechamp.store.database import Store
from contrechamp.store.dossiers import default_name, make, row_of
from contrechamp.store.plain import decode, encode
from contrechamp.store.records import Already, Did, Kept, Original, Replaced
from contrechamp.store.tables import accounts as table
from contrechamp.store.tables import dossiers, extractions, originals
from contrechamp.store.versions import is_version, same_story

Progress = Callable[[int, int, str], None]
"""Is told how many sources are done, of how many, and the name of the next one."""

MEDIA = {
    "text": "text/plain", "markdown": "text/markdown", "html": "text/html", "pdf": "application/pdf",
    "mail": "message/rfc822", "json": "application/json", "csv": "text/csv", "feed": "application/xml",
    "warc": "application/warc", "zip": "application/zip", "gzip": "application/gzip",
}  # fmt: skip
"""Kind of file → its media type (IANA)."""


@dataclass(frozen=True, slots=True)
class Marks:
    """An Extraction without its account, as the database holds it."""

    sentences: tuple[Span, ...]
    actors: tuple[Actor, ...]
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    claims: tuple[Claim, ...]
    techniques: tuple[Technique, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """One source before it is read: its name, and how to get its accounts (or marked accounts) with their bytes."""

    name: str
    source: Source | Extraction


def keep(
    store: Store,
    sources: Iterable[Source | Extraction],
    *,
    dossier: str | None = None,
    pipeline: str | None = None,
    who: str = "",
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> Kept:
    """Read, mark and keep accounts: paths, folders, bytes, files, Accounts or ready Extractions. One transaction each.

    What is kept stays kept whatever happens to the next one. The same bytes are kept once; a later version of an
    account (same name or address, mostly the same words) takes its place, and the earlier one stays behind it. Without
    a dossier in the database, one is made and named as the file.
    """
    pk = _dossier(store, dossier, make_it=False)
    items = [item for item in _items(sources) if not _is_own(store, item)]
    tell = progress or (lambda done, total, name: None)
    kept: list[Account] = []
    errors: list[AccountError] = []
    already: list[Already] = []
    replaced: list[Replaced] = []
    for done, item in enumerate(items):
        tell(done, len(items), item.name)
        for found in _read(item, limits or DEFAULT):
            if isinstance(found, AccountError):
                errors.append(found)
                continue
            account, original = found
            pk = pk or _dossier(store, dossier)
            result = _keep_one(store, pk, account, original, pipeline, who)
            if isinstance(result, Already):
                already.append(result)
            else:
                kept.append(account.account if isinstance(account, Extraction) else account)
                replaced += [result] if result else []
    tell(len(items), len(items), "")
    return Kept(tuple(kept), tuple(errors), tuple(already), tuple(replaced))


def accounts(store: Store, dossier: str | None) -> tuple[Account, ...]:
    """The present accounts of a dossier, in their order."""
    with store.reading() as connection:
        rows = present(connection, row_of(connection, dossier, store.where)["pk"])
        return tuple(account_of(row) for row in rows)


def original(store: Store, account: str, *, dossier: str | None = None) -> Original:
    """The bytes that an account was read from; for one of several in a file, that file. Raises NotInDossier.

    `dossier` says in which dossier to look; without it, all are looked through.
    """
    with store.reading() as connection:
        query = select(table.c.record, originals).join(originals, originals.c.sha256 == table.c.original)
        query = query.where(table.c.id == account)
        if dossier is not None:
            query = query.where(table.c.dossier == row_of(connection, dossier, store.where)["pk"])
        row = connection.execute(query).mappings().first()
    if row is None:
        raise no_account(account)
    return Original(row["data"], row["media_type"], decode(row["record"], Account).name, row["sha256"])


def no_account(account: str) -> NotInDossier:
    """The error for an account that is not there."""
    return NotInDossier(
        said("there is no such account", "ce récit n’y est pas"),
        where=account,
        remedy=said("see: contrechamp list DOSSIER.db", "voir : contrechamp list DOSSIER.db"),
    )


def present(connection: Connection, dossier: int) -> Sequence[RowMapping]:
    """The rows of the present accounts of a dossier, in their order."""
    query = select(table).where(table.c.dossier == dossier, table.c.later.is_(None))
    return connection.execute(query.order_by(table.c.place, table.c.pk)).mappings().all()


def account_of(row: RowMapping) -> Account:
    """The Account that a row holds, under the name that people gave it; the record keeps that of its source."""
    account = decode(row["record"], Account)
    if account.name == row["name"]:
        return account
    return replace(account, name=row["name"], found_in={**account.found_in, "name": GIVEN})


def marked(connection: Connection, rows: Sequence[RowMapping]) -> dict[int, RowMapping]:
    """The rows of the extractions of these accounts, by the account's `pk`."""
    query = select(extractions).where(extractions.c.account.in_([row["pk"] for row in rows]))
    return {row["account"]: row for row in connection.execute(query).mappings()}


def extraction_of(row: RowMapping, marks: RowMapping) -> Extraction:
    """The Extraction that two rows hold."""
    held = decode(marks["record"], Marks)
    return Extraction(
        account_of(row),
        held.sentences,
        held.actors,
        held.times,
        held.quantities,
        held.claims,
        held.techniques,
    )


def put_marks(connection: Connection, account: int, extraction: Extraction, version: str) -> None:
    """Keep what was marked in an account, instead of what was before, and index its words."""
    folded, _ = indexing.folded_text(extraction.account.text, extraction.sentences)
    marks = Marks(
        extraction.sentences,
        extraction.actors,
        extraction.times,
        extraction.quantities,
        extraction.claims,
        extraction.techniques,
    )
    values = {"version": version, "record": encode(marks), "folded": folded}
    if not connection.execute(update(extractions).where(extractions.c.account == account).values(values)).rowcount:
        connection.execute(insert(extractions).values(account=account, **values))
    indexing.put(connection, account, folded)


def _dossier(store: Store, dossier: str | None, make_it: bool = True) -> int:
    """The `pk` of the dossier; the first one of an empty database is made here, or 0 stands for it."""
    with store.reading() as connection:
        any_there = connection.execute(select(dossiers.c.pk)).first()
        if dossier is not None or any_there:
            return int(row_of(connection, dossier, store.where)["pk"])
    if not make_it:
        return 0
    with store.writing() as connection:
        make(connection, default_name(store.where))
        return int(row_of(connection, None, store.where)["pk"])


def _items(sources: Iterable[Source | Extraction]) -> Iterator[_Item]:
    """The sources one by one: the files of a folder are sources of their own."""
    for source in sources:
        if isinstance(source, Account | Extraction):
            yield _Item((source if isinstance(source, Account) else source.account).name, source)
        elif isinstance(source, str | PathLike) and is_folder(source):
            for file in folder_files(Path(source), DEFAULT):
                yield _Item(str(source if isinstance(file, AccountError) else file), file)  # type: ignore[arg-type]
        else:
            yield _Item(str(source) if isinstance(source, str | PathLike) else getattr(source, "name", "-"), source)


def _is_own(store: Store, item: _Item) -> bool:
    """Whether a file of a folder is the database itself, or its log."""
    if not store.is_sqlite or not isinstance(item.source, Path):
        return False
    own = Path(store.where).absolute()
    return item.source.absolute() in (own, own.with_name(own.name + "-wal"), own.with_name(own.name + "-shm"))


def _read(item: _Item, limits: Limits) -> Iterator[tuple[Account | Extraction, Original] | AccountError]:
    """The accounts in one source, each with the bytes it came from, and the errors of those that could not be read."""
    source = item.source
    if isinstance(source, AccountError):
        yield source
        return
    if isinstance(source, Account | Extraction):
        yield source, _retold(source if isinstance(source, Account) else source.account)
        return
    try:
        raw = load(source, limits)
    except AccountError as error:
        yield error
        return
    named = BytesIO(raw.data)
    named.name = raw.name
    reading = read_all([named], limits=limits)
    kind = MEDIA.get(kind_of(raw.data), "application/octet-stream")
    whole = Original(raw.data, kind, raw.name, sha256(raw.data).hexdigest())
    yield from reading.errors
    for account in reading.accounts:
        yield account, whole


def _retold(account: Account) -> Original:
    """The original of an account that came without its bytes: the text it was decoded to."""
    data = (account.source or account.text).encode("utf-8", "surrogatepass")
    return Original(data, "text/plain", account.name, sha256(data).hexdigest())


def _keep_one(
    store: Store, dossier: int, given: Account | Extraction, whole: Original, pipeline: str | None, who: str
) -> Already | Replaced | None:
    """Mark outside of the transaction, which is long; then look again and write within it."""
    account = given if isinstance(given, Account) else given.account
    with store.reading() as connection:
        row = _there(connection, dossier, account.id)
    if row is not None and row["later"] is None:
        return Already(account.name, account.id)
    if row is None and isinstance(given, Account):
        from contrechamp.pipeline import extract_one

        given = extract_one(given, pipeline=pipeline)
    with store.writing() as connection:
        journal.lock(connection, dossier)
        row = _there(connection, dossier, account.id)
        if row is not None and row["later"] is None:
            return Already(account.name, account.id)
        earlier = _earlier(connection, dossier, account, row)
        if row is None:
            assert isinstance(given, Extraction)
            _insert(connection, dossier, given, whole, pipeline)
        pk = _there(connection, dossier, account.id)["pk"]  # type: ignore[index]
        if earlier is not None:
            values = {"later": None, "place": earlier["place"]}
            if decode(earlier["record"], Account).name != earlier["name"]:  # the name that people gave it stays
                values["name"] = earlier["name"]
            connection.execute(update(table).where(table.c.pk == pk).values(values))
            connection.execute(update(table).where(table.c.pk == earlier["pk"]).values(later=pk))
        about = Anchor("account", "account", account.id)
        journal.write(connection, dossier, journal.Event(Did.KEEP, who, anchors=(about,)))
    return Replaced(earlier["id"], account.id) if earlier is not None else None


def _there(connection: Connection, dossier: int, account: str) -> RowMapping | None:
    query = select(table.c.pk, table.c.id, table.c.later).where(table.c.dossier == dossier, table.c.id == account)
    return connection.execute(query).mappings().first()


def _earlier(connection: Connection, dossier: int, account: Account, row: RowMapping | None) -> RowMapping | None:
    """The present account that this one is a later version of. One that comes back takes the place it had."""
    if row is not None:
        return _end(connection, row)
    for old in present(connection, dossier):
        known = decode(old["record"], Account)
        if is_version(known.name, known.url, account) and same_story(known.text, account.text):
            return old
    return None


def _end(connection: Connection, row: RowMapping) -> RowMapping:
    """The present version behind an earlier one."""
    found = row
    while found["later"] is not None:
        found = connection.execute(select(table).where(table.c.pk == found["later"])).mappings().one()
    return found


def _insert(
    connection: Connection, dossier: int, extraction: Extraction, whole: Original, pipeline: str | None
) -> None:
    account = extraction.account
    if not connection.execute(select(originals.c.sha256).where(originals.c.sha256 == whole.sha256)).first():
        values = {"sha256": whole.sha256, "media_type": whole.media_type, "data": whole.data}
        connection.execute(insert(originals).values(values))
    place = connection.execute(select(func.max(table.c.place)).where(table.c.dossier == dossier)).scalar()
    made = connection.execute(
        insert(table).values(
            dossier=dossier,
            id=account.id,
            name=account.name,
            url=account.url,
            original=whole.sha256,
            record=encode(account),
            pipeline=pipeline,
            kept=now(),
            place=(place or 0) + 1,
        )
    )
    assert made.inserted_primary_key is not None
    put_marks(connection, made.inserted_primary_key[0], extraction, digest.extracting(pipeline))
