"""A database of any age or kind is opened, brought up to date, or refused in one line."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from tests.store.made import THREE

from contrechamp.errors import NewerStore, NotAStore, StoreError, StoreMissing, StoreReadOnly, UsageError
from contrechamp.store import Store, accounts, database, dossiers, history, keep, new_dossier, open_store, search
from contrechamp.store.tables import metadata

OLD = Path(__file__).parent / "old"


def test_the_last_step_is_the_head() -> None:
    config = Config()
    config.set_main_option("script_location", "contrechamp.store:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == database.HEAD


def test_the_steps_make_the_tables_that_queries_name(store: Store) -> None:
    with store.writing() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours})
        assert compare_metadata(context, metadata) == []


def _ours(object_: object, name: str, kind: str, reflected: bool, other: object) -> bool:
    return not (kind == "table" and (name.startswith("searched") or name == "alembic_version"))


def test_opening_twice_changes_nothing(where: str) -> None:
    with open_store(where) as store:
        new_dossier(store, "fire")
    with open_store(where, create=False) as store:
        assert [info.name for info in dossiers(store)] == ["fire"]


def test_sqlite_is_set_up_for_safety(tmp_path: Path) -> None:
    with open_store(tmp_path / "fire.db") as store, store.reading() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout", "application_id")
        found = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in asked}
    assert found == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 30_000,
        "application_id": database.APPLICATION,
    }  # fmt: skip


@pytest.mark.parametrize("old", sorted(OLD.glob("*.sql")), ids=lambda path: path.stem)
def test_an_old_file_is_brought_up_with_all_that_is_in_it(old: Path, tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    with sqlite3.connect(file) as raw:
        raw.executescript(old.read_text(encoding="utf-8"))
    raw.close()
    with open_store(file, create=False) as store:
        assert [info.name for info in dossiers(store)] == ["fire"]
        assert [account.name for account in accounts(store, None)] == ["wire.txt", "paper.txt"]
        assert search(store, "dix-sept blesses").total == 1
        assert [entry.who for entry in history(store, None)][-1] == "Ana"
        keep(store, [THREE[2]])
        assert len(accounts(store, None)) == 3


def test_a_database_half_way_up_goes_on(where: str) -> None:
    """What the first step made is brought up by the later ones, on both databases."""
    from sqlalchemy.engine import make_url

    url = make_url(where).set(drivername="postgresql+psycopg") if "://" in where else make_url(f"sqlite:///{where}")
    engine = create_engine(url)
    with engine.begin() as connection:
        database.upgrade(connection, "0001")
        if "://" not in where:
            connection.execute(text(f"PRAGMA application_id = {database.APPLICATION}"))
    engine.dispose()
    with open_store(where) as store:
        new_dossier(store, "fire")


def test_a_newer_database_is_refused_and_left_alone(where: str) -> None:
    with open_store(where) as store, store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0099'"))
    with pytest.raises(NewerStore) as refused:
        open_store(where)
    assert refused.value.exit_code == 6
    assert "\n" not in refused.value.line()
    assert "0099" in refused.value.line("fr")


@pytest.mark.parametrize(
    "content", [b"Un texte.\n", b"SQLite format 3\0" + b"\xff" * 4096, b"\0" * 100], ids=["text", "damaged", "zeros"]
)
def test_what_is_no_database_is_refused_and_left_alone(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    file.write_bytes(content)
    with pytest.raises(NotAStore) as refused:
        open_store(file)
    assert refused.value.exit_code == 6
    assert file.read_bytes() == content


def test_somebody_elses_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    with sqlite3.connect(file) as raw:
        raw.execute("CREATE TABLE recipes (name)")
    raw.close()
    before = file.read_bytes()
    with pytest.raises(NotAStore):
        open_store(file)
    assert file.read_bytes() == before


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    file.touch()
    with open_store(file) as store:
        assert dossiers(store) == ()


def test_a_missing_file_is_made_only_when_asked(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing) as missing:
        open_store(tmp_path / "x.db", create=False)
    assert missing.value.exit_code == 6
    with pytest.raises(StoreMissing):
        open_store(tmp_path / "nowhere" / "x.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        open_store(tmp_path)


def test_a_server_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreMissing) as missing:
        open_store(f"postgresql://nobody:hidden@/x?host={tmp_path}")
    assert "hidden" not in missing.value.line()


def test_a_url_that_is_none_is_a_wrong_call() -> None:
    with pytest.raises(UsageError):
        open_store("gopher://x/y")


def test_what_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "fire.db"
    with open_store(file) as store:
        keep(store, THREE)
    monkeypatch.setattr(database, "_can_write", lambda path: False)
    with open_store(file, create=False) as store:
        assert len(accounts(store, None)) == 3
        with pytest.raises(StoreReadOnly) as refused:
            new_dossier(store, "x")
        assert refused.value.exit_code == 6


def test_a_locked_file_is_told_as_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from contrechamp.errors import StoreBusy

    monkeypatch.setattr(database, "PATIENCE_S", 0.05)
    with open_store(tmp_path / "fire.db") as store:
        with sqlite3.connect(tmp_path / "fire.db", isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreBusy) as busy:
                new_dossier(store, "x")
            other.execute("ROLLBACK")
        other.close()
        assert busy.value.exit_code == 6
        new_dossier(store, "x")
