"""What is removed is gone from every byte of the files."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from tests.store.made import THREE, WIRE, made

from contrechamp.errors import NotInDossier, StoreError
from contrechamp.model import Account, Extraction, Span
from contrechamp.store import (
    FixFigure,
    JudgePoint,
    Note,
    Store,
    Verdict,
    accounts,
    correct,
    database,
    drop_dossier,
    history,
    keep,
    new_dossier,
    open_store,
    original,
    remove,
    removing,
    reviewed,
    search,
    wipe,
)

SECRET = WIRE.replace("maîtrisé le sinistre", "parlé de Zorglub et Zorbec")
TRACES = ("Zorglub", "zorglub", "Zorbec", "zorbec", "secret.txt")


def secret_dossier(store: Store) -> str:
    """A dossier with an account that is corrected, cited and replaced; gives the account's id."""
    new_dossier(store, "fire")
    first = made(SECRET, "secret.txt")
    keep(store, [first, *THREE[1:]])
    review = reviewed(store, None)
    start = SECRET.index("Zorglub")
    correct(store, None, Note("voir Zorglub", account=first.account.id, start=start, end=start + 7), who="Ana")
    correct(store, None, FixFigure(first.quantities[0].id, 1, 1), who="Ana", why="Zorbec l’a dit")
    correct(store, None, JudgePoint(review.comparison.points[0].id, Verdict.ACCEPT), who="Ana")
    later = made(SECRET.replace("douze", "treize"), "secret.txt")
    keep(store, [later])
    search(store, "zorglub")
    return later.account.id


def all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def test_no_byte_of_a_removed_account_stays_in_the_files(tmp_path: Path) -> None:
    with open_store(tmp_path / "fire.db") as store:
        account = secret_dossier(store)
        before = all_bytes(tmp_path)
        assert all(trace.encode() in before for trace in TRACES)
        remove(store, None, account, who="Ana")
        after = all_bytes(tmp_path)
        assert [trace for trace in TRACES if trace.encode() in after] == []
        assert "contrôlée en novembre".encode() not in after
        assert b"dix-sept" in after
        with store.reading() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    assert [trace for trace in TRACES if trace.encode() in all_bytes(tmp_path)] == []


def test_the_log_is_emptied_even_if_others_have_the_file_open(tmp_path: Path) -> None:
    with open_store(tmp_path / "fire.db") as store, open_store(tmp_path / "fire.db") as other:
        account = secret_dossier(store)
        assert len(accounts(other, None)) == 3
        remove(store, None, account)
        assert [trace for trace in TRACES if trace.encode() in all_bytes(tmp_path)] == []
        assert len(accounts(other, None)) == 2
        assert len(reviewed(other, None).comparison.accounts) == 2


def test_where_the_file_cannot_be_rewritten_now_it_is_told_and_done_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE_S", 0.05)
    monkeypatch.setattr(removing, "PATIENCE_S", 0.05)
    with open_store(tmp_path / "fire.db") as store, open_store(tmp_path / "fire.db") as other:
        account = secret_dossier(store)
        with other.reading() as connection:
            connection.execute(text("SELECT count(*) FROM accounts")).all()
            with pytest.raises(StoreError) as told:
                remove(store, None, account)
        assert told.value.exit_code == 6
        assert "--wipe" in told.value.line("fr")
        assert account not in {one.id for one in accounts(store, None)}
        wipe(store)
        assert [trace for trace in TRACES if trace.encode() in all_bytes(tmp_path)] == []


def test_no_row_of_a_removed_account_stays(store: Store) -> None:
    account = secret_dossier(store)
    remove(store, None, account)
    assert search(store, "zorglub").total == 0
    with pytest.raises(NotInDossier):
        original(store, account)
    with pytest.raises(NotInDossier):
        remove(store, None, account)
    with store.reading() as connection:
        for table in ("accounts", "extractions", "originals", "events", "anchors", "comparisons", "searched"):
            assert "orglub" not in str(connection.execute(text(f"SELECT * FROM {table}")).all())
    assert len(history(store, None)) == 8


def test_an_original_that_another_account_needs_stays(store: Store) -> None:
    new_dossier(store, "one")
    new_dossier(store, "two")
    for name in ("one", "two"):
        keep(store, THREE, dossier=name)
    remove(store, "one", THREE[0].account.id)
    assert original(store, THREE[0].account.id, dossier="two").data == WIRE.encode()
    with pytest.raises(NotInDossier):
        original(store, THREE[0].account.id, dossier="one")
    drop_dossier(store, "two")
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM originals")).scalar() == 2


def test_an_account_can_be_kept_again_and_has_no_corrections(store: Store) -> None:
    account = secret_dossier(store)
    remove(store, None, account)
    keep(store, [made(SECRET, "secret.txt")])
    assert len(accounts(store, None)) == 3
    assert [placed.layer for placed in reviewed(store, None).placed] == ["point"]


def test_the_last_account_can_go(store: Store) -> None:
    new_dossier(store, "one")
    account = Account("a", "Seul.", "fr", name="a.txt")
    keep(store, [Extraction(account, (Span(0, 5),))])
    remove(store, None, "a")
    assert reviewed(store, None).comparison.accounts == ()
