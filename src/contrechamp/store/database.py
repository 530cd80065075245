"""Where dossiers are kept: a SQLite file or a PostgreSQL database, opened, brought up to date, and guarded.

SQLite: write-ahead log, full synchronous, foreign keys, deleted content overwritten; a writer takes its lock when its
transaction begins, so that two of them wait for each other and never fail half way. PostgreSQL: a reader sees one
state.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, RLock
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import QueuePool

from contrechamp.errors import NewerStore, NotAStore, StoreError, StoreMissing, StoreReadOnly, UsageError, said
from contrechamp.store.failures import guarded

HEAD = "0003"
"""The last step of `migrations/versions`; a test holds the two together."""

APPLICATION = 0x63636864
"""SQLite's application id of a dossier file: "cchd"."""

PATIENCE_S = 30.0
"""How long a writer waits for another one before it gives up."""


class Store:
    """An open database. Close it, or use it in a `with` statement. Safe to share between threads.

    `where` is the path or URL as it was given, without a password. `read_only` says that nothing can be written.
    """

    def __init__(self, engine: Engine, where: str, *, read_only: bool = False) -> None:
        self.engine, self.where, self.read_only = engine, where, read_only
        self.memory: dict[tuple[Any, ...], Any] = {}
        self._locks: defaultdict[int, RLock] = defaultdict(RLock)
        self._lock = Lock()

    @property
    def is_sqlite(self) -> bool:
        """Whether this is a file and not a server."""
        return self.engine.dialect.name == "sqlite"

    def alone(self, dossier: int) -> RLock:
        """What a thread holds while it compares a dossier, so that two of them do not do the same work."""
        with self._lock:
            return self._locks[dossier]

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database and changes nothing."""
        with guarded(self.where), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is there as a whole after the block, or not at all. Raises StoreReadOnly."""
        if self.read_only:
            raise StoreReadOnly(
                said("it cannot be written to", "on ne peut pas y écrire"),
                where=self.where,
                kept=said("all that is in it", "tout ce qui s’y trouve"),
                remedy=said("copy it to a place of your own", "le copier à un endroit à soi"),
            )
        with (
            guarded(self.where),
            self.engine.connect() as connection,
            connection.execution_options(writing=True).begin(),
        ):
            yield connection

    @contextmanager
    def apart(self) -> Iterator[Connection]:
        """A connection without a transaction, for VACUUM."""
        with guarded(self.where), self.engine.connect() as connection:
            yield connection.execution_options(
                **{"apart": True} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
            )

    def close(self) -> None:
        """Let go of the file or server."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_store(where: str | os.PathLike[str], *, create: bool = True) -> Store:
    """The database in a file, or behind a URL (`postgresql://…`), brought up to this version.

    Without `create` a missing file is an error. A file that cannot be written is opened for reading. Raises
    StoreMissing, NotAStore, NewerStore, StoreError; the file is left as it was.
    """
    name = os.fspath(where)
    store = _open_server(name) if "://" in name else _open_file(Path(name), create)
    try:
        with guarded(store.where):
            _bring_up(store)
    except BaseException:
        store.close()
        raise
    return store


def _open_server(name: str) -> Store:
    try:
        url = make_url(name)
        if url.drivername in ("postgres", "postgresql"):
            url = url.set(drivername="postgresql+psycopg")
        if url.get_backend_name() == "sqlite":
            return _open_file(Path(url.database or ""), create=True)
        engine = create_engine(url, pool_pre_ping=True, connect_args={"options": f"-c lock_timeout={PATIENCE_S:.0f}s"})
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise UsageError(
            said(f"not the URL of a database: {error}", f"ce n’est pas l’URL d’une base : {error}"),
            remedy=said("give postgresql://USER@HOST/NAME", "donner postgresql://UTILISATEUR@SERVEUR/NOM"),
        ) from None
    except ImportError as error:
        raise UsageError(
            said(f"{error.name} is not installed", f"{error.name} n’est pas installé"),
            where=url.render_as_string(),
            remedy="pip install 'contrechamp[postgresql]'",
        ) from None
    return Store(engine, url.render_as_string())


def _open_file(path: Path, create: bool) -> Store:
    where = str(path)
    if not path.exists():
        if not create or not path.parent.is_dir():
            raise StoreMissing(
                said("there is no such dossier", "ce dossier n’existe pas"),
                where=where,
                remedy=said(f"make it: contrechamp keep {where} A B", f"le créer : contrechamp keep {where} A B"),
            )
    elif not path.is_file() or not _looks_like_sqlite(path):
        raise _not_ours(where)
    writable = _can_write(path)
    engine = create_engine("sqlite://", creator=_connector(path.absolute(), writable), poolclass=QueuePool, pool_size=8)
    event.listen(engine, "begin", _begin)
    return Store(engine, where, read_only=not writable)


def _can_write(path: Path) -> bool:
    """The folder counts too: the write-ahead log stands beside the file."""
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def _looks_like_sqlite(path: Path) -> bool:
    """A new file, or one that begins as SQLite's do."""
    try:
        with path.open("rb") as file:
            return file.read(16) in (b"", b"SQLite format 3\0")
    except OSError as error:
        raise StoreError(
            said(f"cannot be opened: {error.strerror}", f"ne s’ouvre pas : {error.strerror}"),
            where=str(path),
            remedy=said("check its permissions", "vérifier les droits"),
        ) from None


def _connector(path: Path, writable: bool) -> Callable[[], sqlite3.Connection]:
    """Opens the file. One that is read-only may lie where its log cannot be read: then it is taken as it stands."""

    def connect() -> sqlite3.Connection:
        last: sqlite3.Error | None = None
        for how in ("",) if writable else ("?mode=ro", "?mode=ro&immutable=1"):
            raw = sqlite3.connect(path.as_uri() + how, uri=True, timeout=PATIENCE_S, check_same_thread=False)
            raw.isolation_level = None
            try:
                _set_up(raw, writable)
                return raw
            except sqlite3.OperationalError as error:
                raw.close()
                last = error
        raise last or sqlite3.OperationalError("unable to open database file")

    return connect


def _set_up(raw: sqlite3.Connection, writable: bool) -> None:
    raw.execute(f"PRAGMA busy_timeout = {PATIENCE_S * 1000:.0f}")
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("PRAGMA secure_delete = ON")
    raw.execute("PRAGMA synchronous = FULL")
    if writable and raw.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        _into_wal(raw)
    raw.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _into_wal(raw: sqlite3.Connection) -> None:
    """Changing the journal needs the file alone, and does not wait for it by itself."""
    if raw.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] and not _is_ours(raw):
        return
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            raw.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _is_ours(raw: sqlite3.Connection) -> bool:
    return bool(raw.execute("PRAGMA application_id").fetchone()[0] == APPLICATION)


def _begin(connection: Connection) -> None:
    """A writer takes its lock now: a lock that is asked for later may never come."""
    options = connection.get_execution_options()
    if not options.get("apart"):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writing") else "BEGIN")


def _bring_up(store: Store) -> None:
    """Run the steps that the database lacks. Looks first, so that an up-to-date one is not locked."""
    with store.reading() as connection:
        found = _step(connection, store.where)
    if found == HEAD:
        return
    if store.read_only:
        raise NewerStore(
            said("it is of an older version and read-only", "il est d’une version plus ancienne, et en lecture seule"),
            where=store.where,
            remedy=said("copy it to a place of your own", "le copier à un endroit à soi"),
        )
    with store.writing() as connection:
        if not store.is_sqlite:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({APPLICATION})"))
        if _step(connection, store.where) != HEAD:
            upgrade(connection, HEAD)
            if store.is_sqlite:
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")


def upgrade(connection: Connection, step: str) -> None:
    """The database of this connection, brought up to a step, within the running transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "contrechamp.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, step)


def _step(connection: Connection, where: str) -> str | None:
    """The step that the database is at; None for an empty one. Raises NotAStore, NewerStore."""
    names = set(inspect(connection).get_table_names())
    if not names:
        return None
    if not {"alembic_version", "dossiers"} <= names:
        if where.startswith("postgresql") and not names & {"alembic_version", "dossiers", "accounts", "events"}:
            return None
        raise _not_ours(where)
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if not isinstance(found, str) or not found.isdigit() or int(found) > int(HEAD):
        raise NewerStore(
            said(
                f"it was made by a newer contrechamp (step {found}; this one knows {HEAD})",
                f"il vient d’un contrechamp plus récent (étape {found} ; celui-ci connaît {HEAD})",
            ),
            where=where,
            kept=said("all that is in it", "tout ce qui s’y trouve"),
            remedy=said("update contrechamp: pip install -U contrechamp", "mettre à jour : pip install -U contrechamp"),
        )
    return found


def _not_ours(where: str) -> NotAStore:
    return NotAStore(
        said("it is not a dossier of contrechamp", "ce n’est pas un dossier de contrechamp"),
        where=where,
        kept=said("the file as it was", "le fichier tel qu’il était"),
        remedy=said("name another file", "nommer un autre fichier"),
    )
